"""The long checks: they run with CROSSROADS_AUDIT=1, with tools that are installed beside the site and not into it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_tools import program

from served_site import ROOT, Site, build
from zipped_site import zipped

HERE = Path(__file__).parent
TOOLS = ROOT / ".build" / "audit"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long checks out of an ordinary run."""
    if os.environ.get("CROSSROADS_AUDIT") != "1":
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="a long check: run “make audit”"))


@pytest.fixture(scope="session")
def tools() -> Path:
    """Install what the lock in this folder names, once."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_text("utf-8")
    done = TOOLS / "installed"
    if not done.is_file() or done.read_text("utf-8") != lock:
        for name in ("package.json", "package-lock.json"):
            (TOOLS / name).write_text((HERE / name).read_text("utf-8"), "utf-8")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        command = [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=TOOLS, check=True, env=os.environ | {"PATH": path})
        done.write_text(lock, "utf-8")
    return TOOLS


@pytest.fixture(scope="module")
def zipped_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site for the very address at which it is served zipped."""
    folder = tmp_path_factory.mktemp("zipped")
    with zipped(folder) as url:
        build(folder, url)
        yield Site(url, folder)
