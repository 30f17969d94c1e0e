"""The reading grade of English texts, after Flesch and Kincaid (1975)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^sxzcgaeiou]es)$")


def syllables(word: str) -> int:
    """Count the syllables of an English word by its groups of vowels, silent endings left out."""
    groups = len(_VOWELS.findall(word))
    return max(1, groups - bool(_SILENT.search(word)))


def reading_grade(text: str, known: Iterable[str] = ()) -> float | None:
    """Give the grade, in years of school; terms that a glossary explains do not count.

    None for texts of fewer than five words: a formula says nothing about those.
    """
    plain = text.lower()
    for term in sorted(known, key=len, reverse=True):
        plain = re.sub(rf"\b{re.escape(term.lower())}\b", " it ", plain)
    words = _WORD.findall(plain)
    if len(words) < 5:
        return None
    sentences = max(1, len(_SENTENCE_END.findall(plain.strip() + " ")))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
