"""Keep compiled code between runs, in a folder that nobody else can write."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Final

_SUM_BYTES: Final = 4
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Locker:
    """Keep bytes that are going to be run, so owner and mode are verified before they are read."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use this folder, or `crossroads` in the user's cache."""
        self._folder = folder

    def take(self, key: str) -> bytes | None:
        """Give what was put, or None when it is not there, not ours, open to others or damaged."""
        try:
            folder = self._open()
            handle = os.open(folder / key, _READ)
            with os.fdopen(handle, "rb") as file:
                data = file.read() if _is_ours(os.fstat(handle)) else b""
        except OSError:
            return None
        body = data[_SUM_BYTES:]
        return body if body and data[:_SUM_BYTES] == _sum(body) else None

    def put(self, key: str, body: bytes) -> None:
        """Keep the bytes if the folder can be written; else they are made again next time."""
        with contextlib.suppress(OSError):
            write_whole(self._open() / key, _sum(body) + body)

    def _open(self) -> Path:
        folder = self._folder or user_cache() / "compiled"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder.lstat()) or not stat.S_ISDIR(folder.lstat().st_mode):
            raise PermissionError(f"{folder} can be written by others")
        return folder


def user_cache() -> Path:
    """Give the folder where this platform keeps what a program can make again."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "crossroads"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "crossroads"
    named = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return (named if named.is_absolute() else home / ".cache") / "crossroads"


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the path and rename, so that a reader sees all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM_BYTES, "big")


def _is_ours(found: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
