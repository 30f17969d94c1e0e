"""Measure the drawings of our decisions against the same decisions as Mermaid fences, on the same theme, in one run.

Run with `make bench`. Mermaid is installed into `.build/bench`, never into the site. Our pages are measured as they are
published, with walk, outline and outcomes; a page of Mermaid's holds the picture alone. The table goes into the README,
between its marks. Ratios travel between machines, milliseconds do not.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tests"))

from find_browser import found
from served_site import ROOT, build
from zipped_site import zipped

HERE = Path(__file__).parent
TOOLS = ROOT / ".build" / "bench"
BIN = Path(sys.executable).parent
RUNS = 5
MARKS = ("<!-- bench: mermaid -->", "<!-- /bench -->")

# The first frame in which the drawing has a size. Material hides Mermaid's in a closed shadow, which we open to look.
WATCH = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: 'open' }); };
const look = () => {
  const host = document.querySelector('div.mermaid');
  const drawn = document.querySelector('.cr-drawing .cr-d-box') ?? host?.shadowRoot?.querySelector('svg .node');
  if (drawn && drawn.getBoundingClientRect().height > 0) {
    requestAnimationFrame(() => { window.onScreen = performance.now(); });
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class Visit:
    """One cold visit of a page."""

    size: int
    requests: int
    milliseconds: float


def installed() -> Path:
    """Install Mermaid as its lock says; give its one file for browsers."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        (TOOLS / name).write_text((HERE / name).read_text("utf-8"), "utf-8")
    npm = BIN / "npm"
    command = [str(npm) if npm.exists() else "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=TOOLS, check=True)
    return TOOLS / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"


def decisions() -> list[str]:
    """Name the decisions of the library."""
    return sorted(p.stem for p in (ROOT / "decisions").glob("*.yml") if p.stem not in ("library", "evidence"))


def measured() -> list[str]:
    """Name the smallest decision, the middle one and the largest."""
    by_size = sorted(decisions(), key=lambda name: (ROOT / "decisions" / f"{name}.yml").stat().st_size)
    return [by_size[0], by_size[len(by_size) // 2], by_size[-1]]


def fenced(folder: Path, script: Path) -> Path:
    """Write a site of the same theme whose pages hold each decision as a Mermaid fence; give its configuration."""
    docs = folder / "docs"
    (docs / "decisions").mkdir(parents=True)
    (docs / "mermaid.js").write_bytes(script.read_bytes())
    (docs / "assets").mkdir()
    (docs / "index.md").write_text("# Mermaid\n", "utf-8")
    for name in decisions():
        command = [str(BIN / "crossroads"), "export", name, "--to", "mermaid"]
        drawn = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        (docs / "decisions" / f"{name}.md").write_text(f"# {name}\n\n```mermaid\n{drawn}```\n", "utf-8")
    ours: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV ", ""))
    theme = {**ours["theme"], "custom_dir": str(ROOT / "site_overrides")}
    kept = {key: ours[key] for key in ("site_name", "site_description", "extra_css")}
    hooks = [str(ROOT / hook) for hook in ours.get("hooks", [])]
    config = {**kept, "theme": theme, "docs_dir": str(docs), "plugins": ["search"], "hooks": hooks}
    text = yaml.safe_dump(config) + FENCE
    (folder / "mkdocs.yml").write_text("site_url: !ENV SITE_URL\n" + text, "utf-8")
    return folder / "mkdocs.yml"


FENCE = """
extra: {neighbours: []}
extra_javascript: [mermaid.js, {path: assets/site.js, defer: true}]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


def visit(browser: Browser, address: str, slower: int) -> Visit:
    """Visit a page with nothing in the cache, on a processor that many times slower."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("window.onScreen", timeout=60_000)
    seen_before = -1
    while len(sizes) != seen_before:  # the browser's own word for an idle network does not always come
        seen_before = len(sizes)
        page.wait_for_timeout(1000)
    seen = Visit(sum(sizes), len(sizes), page.evaluate("window.onScreen"))
    context.close()
    return seen


@contextmanager
def both_sites() -> Iterator[tuple[str, str]]:
    """Build and serve our site and Mermaid's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = folder / "ours", folder / "theirs"
        with zipped(ours) as here, zipped(theirs) as there:
            build(ours, here)
            build(theirs, there, fenced(folder, installed()))
            yield here, there


def measure(browser: Browser, here: str, there: str) -> dict[str, tuple[float, float]]:
    """Visit all pages of both in turn; give the medians over runs, and over decisions, for each figure."""
    figures: dict[str, list[tuple[float, float]]] = {}
    for name in measured():
        for slower in (1, 4):
            pairs = [
                [visit(browser, f"{site}decisions/{name}/", slower) for site in (here, there)] for _ in range(RUNS)
            ]
            told = [tuple(statistics.median(getattr(p[i], f) for p in pairs) for i in (0, 1)) for f in FIELDS]
            figures.setdefault(f"milliseconds {slower}", []).append(told[2])  # type: ignore[arg-type]
            if slower == 1:
                figures.setdefault("size", []).append(told[0])  # type: ignore[arg-type]
                figures.setdefault("requests", []).append(told[1])  # type: ignore[arg-type]
            print(f"{name:24} {slower}x " + "  ".join(f"{a:10.0f} {b:10.0f}" for a, b in told), flush=True)
    return {f: tuple(statistics.median(p[i] for p in pairs) for i in (0, 1)) for f, pairs in figures.items()}  # type: ignore[misc]


FIELDS = ("size", "requests", "milliseconds")
ROWS = (
    ("size", "bytes on the first visit", lambda v: f"{v / 1024:.0f} KB"),
    ("requests", "requests", lambda v: f"{v:.0f}"),
    ("milliseconds 1", "drawing on screen", lambda v: f"{v / 1000:.2f} s"),
    ("milliseconds 4", "the same on a processor four times slower", lambda v: f"{v / 1000:.2f} s"),
)


def table(figures: dict[str, tuple[float, float]], browser: str) -> str:
    """Write the table of the README."""
    version = re.search(r'"mermaid": "([^"]+)"', (HERE / "package.json").read_text("utf-8"))
    head = f"| | Crossroads | Mermaid {version[1] if version else ''} | ratio |\n| --- | ---: | ---: | ---: |\n"
    rows = (
        f"| {words} | {shown(figures[key][0])} | {shown(figures[key][1])} | {figures[key][1] / figures[key][0]:.1f} |"
        for key, words, shown in ROWS
    )
    note = (
        f"Medians of {RUNS} visits with an empty cache to the smallest, the middle and the largest decision, side by\n"
        f"side, zipped, on one machine, in Chromium {browser}. Ours hold the walk, the outline and the outcomes too."
    )
    return head + "\n".join(rows) + f"\n\n{note}"


def main() -> None:
    """Measure, print, and put the table between its marks in the README."""
    with sync_playwright() as playwright, both_sites() as (here, there):
        browser = playwright.chromium.launch(executable_path=found(), args=["--no-sandbox", "--disable-gpu"])
        told = table(measure(browser, here, there), browser.version)
        browser.close()
    print(told)
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    between = re.compile(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", re.DOTALL)
    assert between.search(text), "The README has lost its marks."
    readme.write_text(between.sub(lambda _: f"{MARKS[0]}\n{told}\n{MARKS[1]}", text), "utf-8")


if __name__ == "__main__":
    main()
