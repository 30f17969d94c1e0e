"""The one place that starts other programs."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

CalledProcessError = subprocess.CalledProcessError
TimeoutExpired = subprocess.TimeoutExpired


def run_program(
    command: Sequence[str], given: bytes, place: Path, environment: Mapping[str, str]
) -> tuple[int, bytes, bytes]:
    """Run a program and give its status and what it wrote to both streams; FileNotFoundError where it is missing."""
    done = subprocess.run(  # noqa: S603 - the callers name fixed programs
        list(command), cwd=place, env=environment, input=given, capture_output=True, check=False
    )
    return done.returncode, done.stdout, done.stderr
