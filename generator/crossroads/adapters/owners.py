"""The command `owners`: CODEOWNERS from the files' own `owner`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.adapters.workshop import Inspection
from crossroads.showing.owners import owner_lines, with_owners


def write_owners(given: Namespace, inspection: Inspection) -> int:
    """Print the lines, put them into a file, or compare them with one; 1 where that differs."""
    if given.out and given.check:
        raise WrongUse("Give --out or --check, not both.")
    block = owner_lines(inspection.reading.library, Path(given.decisions).as_posix().removeprefix("./").strip("/"))
    if not given.out and not given.check:
        sys.stdout.write(block + "\n")
        return 0
    path = Path(given.out or given.check)
    try:
        text = path.read_text("utf-8") if path.is_file() else ""
        wanted = with_owners(text, block)
        if given.out:
            path.write_text(wanted, "utf-8")
    except OSError as error:
        raise Trouble(f"“{path}” cannot be read or written: {error.strerror}.") from error
    if given.check and text != wanted:
        sys.stderr.write(f"{path} does not say who owns which file; run “crossroads owners --out {path}”.\n")
        return 1
    return 0
