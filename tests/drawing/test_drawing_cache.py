"""The cache: it gives back what was drawn, and is never in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from drawing_pictures import small

from crossroads.showing.drawing import Cache, EmbeddedEngine, draw


class Counting:
    """Count how often the engine is asked."""

    name = "counting"

    def __init__(self, engine: EmbeddedEngine, version: str = "1") -> None:
        self.engine, self.version, self.calls = engine, version, 0

    def layout(self, dot: str) -> str:
        """Count, and pass on."""
        self.calls += 1
        return self.engine.layout(dot)


def test_second_drawing_asks_no_engine(engine: EmbeddedEngine, tmp_path: Path) -> None:
    first = draw(small(), Counting(engine), Cache(tmp_path / "deep" / "cache"))
    counting = Counting(engine)
    assert draw(small(), counting, Cache(tmp_path / "deep" / "cache")) == first == draw(small(), engine)
    assert counting.calls == 0


@pytest.mark.parametrize("damage", [b"", b"<svg", b"\xff\xfe", b"0" * 5000])
def test_damaged_entry_is_written_again(engine: EmbeddedEngine, tmp_path: Path, damage: bytes) -> None:
    first = draw(small(), Counting(engine), Cache(tmp_path))
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage)
    assert draw(small(), Counting(engine), Cache(tmp_path)) == first
    assert entry.read_bytes() == whole


def test_truncated_entry_is_written_again(engine: EmbeddedEngine, tmp_path: Path) -> None:
    first = draw(small(), Counting(engine), Cache(tmp_path))
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:-20])
    assert draw(small(), Counting(engine), Cache(tmp_path)) == first


def test_other_content_or_engine_is_another_entry(engine: EmbeddedEngine, tmp_path: Path) -> None:
    cache, one = Cache(tmp_path), Counting(engine)
    keys = {
        cache.key(small(), one),
        cache.key(replace(small(), title="Other"), one),
        cache.key(replace(small(), prefix="other"), one),
        cache.key(small(), Counting(engine, version="2")),
        cache.key(small(), engine),
    }
    assert len(keys) == 5


def test_folder_that_cannot_be_written_is_no_fault(engine: EmbeddedEngine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert draw(small(), engine, Cache(tmp_path / "file" / "cache")) == draw(small(), engine)


def test_nothing_is_left_beside_the_entry(engine: EmbeddedEngine, tmp_path: Path) -> None:
    draw(small(), engine, Cache(tmp_path))
    assert [path.suffix for path in tmp_path.iterdir()] == [".svg"]
