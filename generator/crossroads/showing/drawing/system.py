"""Lay out with the `dot` of this machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from graphviz import ExecutableNotFound
from graphviz.backend.execute import run_check

from crossroads.showing.drawing.engine import EngineFailed, EngineMissing
from crossroads.showing.processes import CalledProcessError, TimeoutExpired

Runner = Callable[[Sequence[str], str, float], tuple[str, str]]
"""Run a command with an input and a limit in seconds; give what it wrote to both streams.

It raises FileNotFoundError or ExecutableNotFound, TimeoutExpired, CalledProcessError, as `run_check` does.
"""

_USE_EMBEDDED: Final = "Install Graphviz, or set `engine: embedded` to use the one that comes along."


def run_dot(command: Sequence[str], text: str, seconds: float) -> tuple[str, str]:
    """Run a command of Graphviz through the `graphviz` package."""
    done = run_check(list(command), input=text, encoding="utf-8", capture_output=True, timeout=seconds, quiet=True)
    return done.stdout, done.stderr


class SystemEngine:
    """Lay out with whatever version is installed; only a setting picks it."""

    name = "system"

    def __init__(self, runner: Runner = run_dot, seconds: float = 60) -> None:
        """Set who starts the process, and the time limit for one graph."""
        self._runner = runner
        self._seconds = seconds

    @cached_property
    def version(self) -> str:
        """Give the version that `dot` tells."""
        said = "\n".join(self._run(("dot", "-V"), ""))
        found = re.search(r"version (\S+)", said)
        if not found:
            raise EngineFailed(f"`dot -V` tells no version: {said.strip()[:80]!r}.", _USE_EMBEDDED)
        return found[1]

    def layout(self, dot: str) -> str:
        """Give the layout of one graph as `json0`."""
        return self._run(("dot", "-Kdot", "-Tjson0"), dot)[0]

    def _run(self, command: Sequence[str], text: str) -> tuple[str, str]:
        try:
            return self._runner(command, text, self._seconds)
        except (ExecutableNotFound, FileNotFoundError) as error:
            raise EngineMissing("The program `dot` is not on this machine.", _USE_EMBEDDED) from error
        except (TimeoutExpired, TimeoutError) as error:
            raise EngineFailed(f"`dot` did not finish within {self._seconds:g} s.", _USE_EMBEDDED) from error
        except (CalledProcessError, OSError) as error:
            raise EngineFailed(f"`dot` failed: {error}.", _USE_EMBEDDED) from error
