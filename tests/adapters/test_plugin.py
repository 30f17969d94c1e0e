"""The plugin in MkDocs: pages come, a failed build leaves the last good site, other sites can use it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crossroads.adapters.command import main
from crossroads.adapters.publish import publish
from crossroads.reading.examples import BASE, FOLDER

CONFIG = """
site_name: A stranger's site
site_url: http://localhost/
use_directory_urls: {directories}
theme: {{name: {theme}}}
plugins:
  - search
  - crossroads:
      decisions: rules
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make somebody else's MkDocs project with the base library in `rules/`."""
    for name in BASE:
        (tmp_path / "rules" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "rules" / name).write_bytes((FOLDER / "base" / name).read_bytes())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hello\n\n[Ship?](decisions/ship.md)\n")
    configure(tmp_path)
    return tmp_path


def configure(project: Path, theme: str = "material", directories: str = "true") -> None:
    (project / "mkdocs.yml").write_text(CONFIG.format(theme=theme, directories=directories))


def build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, env=environment, check=False)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_strangers_site_gets_every_page(project: Path, theme: str) -> None:
    configure(project, theme)
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    site = project / "site"
    page = (site / "decisions" / "ship" / "index.html").read_text("utf-8")
    assert "Are people losing data right now?" in page
    assert page.count("<h1") == 1
    for name in ("decisions/index.html", "checklists/release/index.html", "evidence/index.html", "decisions/ship.json"):
        assert (site / name).is_file(), name
    assert (site / "decisions" / "ship.svg").read_bytes().startswith(b"<")


@pytest.mark.parametrize("directories", ["true", "false"])
def test_every_link_of_generated_pages_leads_to_a_file(project: Path, directories: str) -> None:
    configure(project, directories=directories)
    assert build(project).returncode == 0
    site = project / "site"
    for page in (*site.glob("decisions/**/*.html"), *site.glob("checklists/**/*.html"), *site.glob("evidence*/*.html")):
        body = page.read_text("utf-8").split('<div class="cr-page', 1)[-1].split("</article>")[0]
        for link in re.findall(r'href="([^"#:]+)', body):
            target = (page.parent / link).resolve()
            target = target / "index.html" if link.endswith("/") else target
            assert target.is_file(), f"{page}: {link}"


def test_errors_stop_the_build_before_the_site_is_touched(project: Path) -> None:
    assert build(project).returncode == 0
    before = snapshot(project / "site")
    path = project / "rules" / "ship.yml"
    path.write_text(path.read_text().replace("next: rollback", "next: rollbak").replace("kind: do", "kind: doo"))
    done = build(project)
    assert done.returncode != 0
    assert "rules/ship.yml:16:15: error:" in done.stderr
    assert "dangling-next" in done.stderr
    assert "bad-value" in done.stderr
    assert "Did you mean “rollback”?" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(project / "site") == before


def test_a_missing_folder_is_a_sentence(project: Path) -> None:
    (project / "rules").rename(project / "elsewhere")
    done = build(project)
    assert done.returncode != 0
    assert "There is no folder “rules”" in done.stderr
    assert "Traceback" not in done.stderr


def test_strict_counts_warnings(project: Path) -> None:
    path = project / "rules" / "ship.yml"
    path.write_text(path.read_text().replace("label: Yes, now", "label: Yes"))
    assert build(project).returncode == 0
    done = build(project, "--strict")
    assert done.returncode != 0
    assert "bare-yes-no" in done.stderr


def test_two_builds_are_the_same_bytes(project: Path) -> None:
    assert build(project).returncode == 0
    first = snapshot(project / "site")
    assert build(project).returncode == 0
    assert {n: b for n, b in snapshot(project / "site").items() if n != "sitemap.xml.gz"} == {
        n: b for n, b in first.items() if n != "sitemap.xml.gz"
    }


def test_the_pages_command_writes_what_the_plugin_builds_from(project: Path, tmp_path: Path) -> None:
    assert build(project).returncode == 0
    out = tmp_path / "plain"
    url = ["--site-url", "http://localhost/", "--today", "2026-11-22"]
    assert main(["pages", str(out), "--decisions", str(project / "rules"), *url]) == 0
    for name in ("decisions/ship.json", "decisions/ship.svg", "assets/crossroads/crossroads.js"):
        assert (out / name).read_bytes() == (project / "site" / name).read_bytes()


def test_publishing_swaps_whole_folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    publish(tmp_path / "one", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "one"
    publish(tmp_path / "two", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_publishing_works_where_folders_cannot_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossroads.adapters.publish._exchange", lambda one, two: False)
    test_publishing_swaps_whole_folders(tmp_path)


def test_a_page_shows_a_sum_and_a_wrong_name_stops_the_build(project: Path) -> None:
    (project / "rules" / "sums").mkdir()
    body = (
        "title: T\nabout: A\ninputs:\n  n: {label: N, values: 4, note: ours}\nresults:\n  out: {label: O, is: n * 3}\n"
    )
    (project / "rules" / "sums" / "twelve.yml").write_text(body)
    (project / "docs" / "page.md").write_text("# P\n\n```sum\ntwelve\n```\n\nThat is {sum:twelve.out}.\n")
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    page = (project / "site" / "page" / "index.html").read_text("utf-8")
    assert "<td>12</td>" in page and "That is 12." in page
    (project / "docs" / "page.md").write_text("# P\n\n{sum:twelve.no}\n")
    done = build(project)
    assert done.returncode != 0
    assert "page.md:3:6: error: There is no sum, or no result of one, called “twelve.no”." in done.stderr
