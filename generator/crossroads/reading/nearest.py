"""Offer the word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the closest known word; empty where none is close."""
    word = word.lower()
    found = get_close_matches(word, [str(k) for k in known], n=5, cutoff=0.6)
    return max(found, key=lambda other: sorted(other) == sorted(word), default="")  # swapped letters first: “hnit”


def meant(word: str, known: Iterable[str], among: str) -> str:
    """Make the hint for an unknown word: the nearest one, or all that there are."""
    choices = sorted({str(k) for k in known})
    near = nearest(word, choices)
    if near:
        return f"Did you mean “{near}”?"
    if not choices:
        return f"There are no {among}."
    shown = ", ".join(choices[:12]) + (", …" if len(choices) > 12 else "")
    return f"The {among} are: {shown}."
