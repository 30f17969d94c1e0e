"""F10: fifty decisions build within a minute."""

from __future__ import annotations

import hashlib
import resource
import shutil
from pathlib import Path

from served_site import ROOT, build

CONFIG = f"""
INHERIT: {ROOT / "mkdocs.yml"}
docs_dir: {ROOT / "content"}
theme: {{custom_dir: {ROOT / "site_overrides"}}}
hooks: [{ROOT / "site_overrides" / "search_later.py"}]
"""


def digest(folder: Path) -> dict[str, str]:
    """Hash every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_fifty_decisions_build_within_a_minute_and_twice_alike(tmp_path: Path) -> None:
    """F10: the library, filled up with copies of its largest decision; the second build gives the same bytes."""
    folder = tmp_path / "decisions"
    shutil.copytree(ROOT / "decisions", folder)
    own = [p for p in folder.glob("*.yml") if p.stem not in ("library", "evidence")]
    for number in range(50 - len(own)):
        shutil.copy(folder / "choose-method.yml", folder / f"copy-{number}.yml")
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG)
    took = []
    for name in ("one", "two"):
        start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        build(tmp_path / name, "https://fifty.example/", config)
        # The processor's time, because other work may share this machine; the build uses one processor.
        took.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start)
    one, two = digest(tmp_path / "one"), digest(tmp_path / "two")
    assert len([name for name in one if name.startswith("decisions/") and name.count("/") == 2]) >= 50
    assert {name for name in one if one[name] != two.get(name)} == set()
    assert min(took) <= 60  # whatever else happens on the machine only adds
