"""F10: fifty decisions build within a minute."""

from __future__ import annotations

import hashlib
import re
import resource
import shutil
from pathlib import Path

import pytest

from served_site import ROOT, build

# A list in a configuration takes the place of the one it inherits, so every hook is named again, by its whole path.
HOOKS = re.findall(r"^  - (site_overrides/\w+\.py)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
CONFIG = f"""
INHERIT: {ROOT / "mkdocs.yml"}
docs_dir: {ROOT / "content"}
theme: {{custom_dir: {ROOT / "site_overrides"}}}
hooks: [{", ".join(str(ROOT / hook) for hook in HOOKS)}]
"""


def digest(folder: Path) -> dict[str, str]:
    """Hash every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_build_has_every_hook_of_the_site() -> None:
    """F10: what is timed is the build that is published."""
    assert {f"site_overrides/{path.name}" for path in (ROOT / "site_overrides").glob("*.py")} == set(HOOKS)


def test_fifty_decisions_build_within_a_minute_and_twice_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F10: the library, filled up with copies of its largest decision; two builds draw anew and give the same bytes."""
    folder = tmp_path / "decisions"
    shutil.copytree(ROOT / "decisions", folder)
    own = [p for p in folder.glob("*.yml") if p.stem not in ("library", "evidence")]
    for number in range(50 - len(own)):
        shutil.copy(folder / "choose-method.yml", folder / f"copy-{number}.yml")
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG)
    monkeypatch.delenv("CROSSROADS_CACHE", raising=False)  # it would go before the one below
    took = []
    for name in ("one", "two"):
        # Drawings and the engine are kept between builds; a runner that has never built this site has neither.
        cache = tmp_path / f"cache-{name}"
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        build(tmp_path / name, "https://fifty.example/", config)
        # The processor's time, because other work may share this machine; the build uses one processor.
        took.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start)
        assert list(cache.rglob("*.svg")), "nothing was drawn into the cache of this build"
    one, two = digest(tmp_path / "one"), digest(tmp_path / "two")
    assert len([name for name in one if name.startswith("decisions/") and name.count("/") == 2]) >= 50
    assert {name for name in one | two if one.get(name) != two.get(name)} == set()
    assert min(took) <= 60  # whatever else happens on the machine only adds
