"""Run `graphviz.wasm` in wasmtime, with a store of its own and with limits for each graph."""

from __future__ import annotations

import platform
import struct
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from typing import Final, cast

import wasmtime

from crossroads.showing.drawing.engine import EngineFailed
from crossroads.showing.drawing.locker import Locker

STACK_BYTES: Final = 1024 * 1024
"""Above 2 MiB a deep recursion aborts the whole process instead of being reported."""
MEMORY_BYTES: Final = 512 * 1024 * 1024
SMALLER: Final = "Split the decision into smaller ones that lead to each other."


class Machine:
    """Hold the compiled module; make an instance for each graph, as an old one may be poisoned."""

    def __init__(self, wasm: bytes, version: str, locker: Locker) -> None:
        """Read the compiled module back, or compile it and keep it."""
        config = wasmtime.Config()
        config.epoch_interruption = True
        config.max_wasm_stack = STACK_BYTES
        self._engine = wasmtime.Engine(config)
        key = module_key(version)
        self._module = _take(self._engine, locker, key) or _compile(self._engine, wasm, locker, key)
        weakref.finalize(self, _close, self._module, self._engine)

    def render(self, dot: str, seconds: float) -> str:
        """Give the layout of one graph as `json0`; not to be called from two threads at once."""
        store = wasmtime.Store(self._engine)
        store.set_limits(memory_size=MEMORY_BYTES)
        store.set_wasi(wasmtime.WasiConfig())
        store.set_epoch_deadline(1)
        try:
            with _alarm(seconds, self._engine.increment_epoch):
                return _Guest(self._engine, store, self._module).render(dot)
        except (wasmtime.WasmtimeError, wasmtime.Trap) as error:
            raise EngineFailed(_reason(error, seconds), SMALLER) from error
        finally:
            store.close()


def module_key(version: str) -> str:
    """Name the compiled code by all that it is made from and with."""
    return f"{version}-wasmtime-{metadata.version('wasmtime')}-{platform.machine()}-{STACK_BYTES}"


class _Guest:
    """Pass text into one instance and back; its memory goes with its store, so nothing is freed."""

    def __init__(self, engine: wasmtime.Engine, store: wasmtime.Store, module: wasmtime.Module) -> None:
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        self._store = store
        self._exports = linker.instantiate(store, module).exports(store)
        self._memory = cast(wasmtime.Memory, self._exports["memory"])

    def render(self, dot: str) -> str:
        length_at = self._call("malloc", 4)
        texts = self._put(dot), self._put("json0"), self._put("dot")
        result = self._call("graphviz_render", *texts, length_at)
        if not result:
            raise EngineFailed(f"Graphviz refused the drawing: {self._last_error()}.", SMALLER)
        (length,) = struct.unpack("<I", self._get(length_at, 4))
        return self._get(result, length).decode("utf-8")

    def _last_error(self) -> str:
        told = self._get(self._call("graphviz_last_error"), 400).split(b"\0")[0]
        return told.decode("utf-8", "replace").strip() or "it gives no reason"

    def _call(self, name: str, *arguments: int) -> int:
        return cast(int, cast(wasmtime.Func, self._exports[name])(self._store, *arguments))

    def _put(self, text: str) -> int:
        data = text.encode("utf-8") + b"\0"
        address = self._call("malloc", len(data))
        self._memory.write(self._store, data, address)
        return address

    def _get(self, address: int, length: int) -> bytes:
        return bytes(self._memory.read(self._store, address, address + length))


def _close(module: wasmtime.Module, engine: wasmtime.Engine) -> None:
    """Free both before the interpreter takes wasmtime's own functions away, which would be told on stderr."""
    module.close()
    engine.close()


def _take(engine: wasmtime.Engine, locker: Locker, key: str) -> wasmtime.Module | None:
    kept = locker.take(key)
    try:
        return wasmtime.Module.deserialize(engine, kept) if kept else None
    except wasmtime.WasmtimeError:
        return None


def _compile(engine: wasmtime.Engine, wasm: bytes, locker: Locker, key: str) -> wasmtime.Module:
    module = wasmtime.Module(engine, wasm)
    locker.put(key, bytes(module.serialize()))
    return module


@contextmanager
def _alarm(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _reason(error: Exception, seconds: float) -> str:
    said = str(error)
    if "interrupt" in said:
        return f"Graphviz did not finish the drawing within {seconds:g} s."
    if "stack" in said:
        return "Graphviz needs more stack for this drawing than it is given."
    return f"Graphviz stopped: {said.strip().splitlines()[-1].strip()}."
