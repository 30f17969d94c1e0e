"""The reading grade is the formula's, and glossed terms do not count."""

from __future__ import annotations

import pytest

from crossroads.reasoning.readability import reading_grade, syllables

COUNTED = {
    "cat": 1,
    "people": 2,
    "losing": 2,
    "data": 2,
    "information": 4,
    "made": 1,
    "table": 2,
    "wanted": 2,
    "asked": 1,
}


@pytest.mark.parametrize(("word", "count"), COUNTED.items())
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_the_formula() -> None:
    # Six words, one sentence, nine syllables.
    assert reading_grade("Are people losing data just now?") == pytest.approx(0.39 * 6 + 11.8 * 9 / 6 - 15.59)


def test_short_texts_have_no_grade_and_glossed_terms_do_not_count() -> None:
    assert reading_grade("Which model?") is None
    plain = reading_grade("Do you need it here right now?")
    assert (
        reading_grade("Do you need retrieval-augmented generation here right now?", ["retrieval-augmented generation"])
        == plain
    )
