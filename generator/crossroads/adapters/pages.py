"""Write artifacts as plain files: only changed bytes, with a manifest of what is ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from crossroads.adapters.hand import drawing_hand, printing_hand
from crossroads.adapters.history import read_history
from crossroads.adapters.trouble import Trouble
from crossroads.adapters.workshop import Inspection
from crossroads.showing.artifact import Addresses, Artifact
from crossroads.showing.drawing import DrawingError
from crossroads.showing.pages import Press
from crossroads.showing.paper import PaperError

MANIFEST = ".crossroads.json"


def make(
    inspection: Inspection,
    engine: str,
    site_url: str,
    on: date,
    addresses: Addresses,
    reference: bool = False,
    repository: str = "",
    feedback: str = "",
) -> list[Artifact]:
    """Make every artifact; Trouble where the drawing engine cannot work."""
    hand, library, lowered = drawing_hand(engine), inspection.reading.library, inspection.judgement.lowered
    present = {d.id: (d, lowered[d.id].graph) for d in library.decisions if d.id in lowered}
    history = read_history(inspection.place, present, on.isoformat())
    paper, files = printing_hand(), inspection.folder.files
    press = Press(
        library, lowered, hand, addresses, on, site_url, reference, history, paper, files, repository, feedback
    )
    try:
        return list(press.artifacts())
    except (DrawingError, PaperError) as error:
        raise Trouble(str(error)) from error


def write_pages(
    inspection: Inspection, engine: str, site_url: str, on: date, out: Path, reference: bool = False
) -> tuple[int, int, int]:
    """Write what changed, remove what is no longer made; give (written, kept, removed)."""
    artifacts = make(inspection, engine, site_url, on, Addresses(), reference)
    try:
        return _write(artifacts, out)
    except OSError as error:
        raise Trouble(f"Cannot write below “{out}”: {error.strerror or error}.") from error


def _write(artifacts: Iterable[Artifact], out: Path) -> tuple[int, int, int]:
    before, made = _manifest(out), list(artifacts)
    now = [artifact.uri for artifact in made]
    written, kept = write_files(made, out)
    gone = [uri for uri in before if uri not in now and (out / uri).is_file()]
    for uri in gone:
        (out / uri).unlink()
    _replace(out / MANIFEST, (json.dumps(sorted(now), indent=1) + "\n").encode())
    return written, kept, len(gone)


def write_files(artifacts: Iterable[Artifact], out: Path) -> tuple[int, int]:
    """Write files whose bytes changed; give (written, kept). OSError where the folder cannot be written."""
    written = kept = 0
    for artifact in artifacts:
        target = out / artifact.uri
        if target.is_file() and target.read_bytes() == artifact.content:
            kept += 1
            continue
        _replace(target, artifact.content)
        written += 1
    return written, kept


def _manifest(out: Path) -> list[str]:
    """Read what an earlier run wrote; names that would leave the folder are not trusted."""
    try:
        names = json.loads((out / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    root = out.resolve()
    return [n for n in names if isinstance(n, str) and root in (out / n).resolve().parents]


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(target)
