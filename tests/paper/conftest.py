"""What the tests of paper share: one typesetter, and our own library."""

from __future__ import annotations

from pathlib import Path

import pytest
from paper_specimens import TODAY

from crossroads.adapters.workshop import Inspection, inspect
from crossroads.showing.artifact import Addresses
from crossroads.showing.paper import Typesetter
from crossroads.showing.paper_files import Desk

ROOT = Path(__file__).parent.parent.parent
SITE = "https://crossroads.example/"


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    """Give a typesetter; the program is loaded once."""
    return Typesetter()


@pytest.fixture(scope="session")
def own() -> Inspection:
    """Read our own decisions."""
    return inspect(ROOT / "decisions", TODAY)


@pytest.fixture(scope="session")
def desk(own: Inspection) -> Desk:
    """Give the desk for our own site."""
    return Desk(own.reading.library, own.judgement.graphs, Addresses(), SITE)
