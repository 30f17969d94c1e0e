"""What is published is always a whole site, and one commit always gives the same bytes, on either engine."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crossroads.reading.examples import BASE, FOLDER

AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
KILLS = 50 if AUDIT else 4
CONFIG = """
site_name: A site
site_url: http://localhost/
docs_dir: docs
plugins:
  - search
  - crossroads: {{engine: {engine}}}
"""


def project(folder: Path, engine: str = "embedded") -> Path:
    for name in BASE:
        (folder / "decisions" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "decisions" / name).write_bytes((FOLDER / "base" / name).read_bytes())
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Hello\n")
    (folder / "mkdocs.yml").write_text(CONFIG.format(engine=engine))
    return folder


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600", **more}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def build(folder: Path, **more: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    done = subprocess.run(command, cwd=folder, env=environment(**more), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return snapshot(folder / "site")


@pytest.mark.parametrize("engine", ["embedded", "system"])
def test_two_builds_anywhere_are_the_same_bytes(tmp_path: Path, engine: str) -> None:
    if engine == "system" and shutil.which("dot") is None:
        pytest.skip("the system has no dot; the setting `engine: system` needs it")
    builds = []
    for number in ("1", "2"):
        folder = tmp_path / f"place-{number}"
        folder.mkdir()
        cache = str(tmp_path / f"cache-{number}")
        builds.append(build(project(folder, engine), PYTHONHASHSEED=number, XDG_CACHE_HOME=cache, TZ=f"UTC-{number}"))
    assert builds[0].keys() == builds[1].keys()
    assert [name for name in builds[0] if builds[0][name] != builds[1][name]] == []


SCRIPT = """
set -e
"$0" -m mkdocs build -q -d .build/site
"$0" -m crossroads.adapters.publish .build/site site
"""


def killed_after(folder: Path, seconds: float) -> None:
    """Start the two steps of `make site`, and kill every process of them after some time."""
    command = ["bash", "-c", SCRIPT, sys.executable]
    run = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        run.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()


def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    folder = project(tmp_path)
    path = folder / "decisions" / "ship.yml"
    texts = [path.read_text(), path.read_text().replace("Roll back", "Go back")]
    whole = []
    began = time.monotonic()
    for text in texts:
        path.write_text(text)
        killed_after(folder, 120)
        whole.append(snapshot(folder / "site"))
    took = (time.monotonic() - began) / 2
    assert whole[0] != whole[1]
    chance = random.Random(7)  # noqa: S311
    for number in range(KILLS):
        path.write_text(texts[number % 2])
        # Half of the moments lie near the end, where the new site takes the place of the old one.
        killed_after(folder, took * (chance.uniform(0.85, 1.05) if number % 2 else chance.random()))
        assert snapshot(folder / "site") in whole
