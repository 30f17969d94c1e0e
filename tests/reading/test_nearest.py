"""What a misspelt word was meant to be."""

from __future__ import annotations

import pytest

from crossroads.reading.format import CHECKLIST, DECISION, ITEM, OPTION, OUTCOME, QUESTION, SECTION, TABLE
from crossroads.reading.nearest import nearest
from crossroads.reading.shapes import Shape

SHAPES = (DECISION, QUESTION, OPTION, OUTCOME, TABLE, CHECKLIST, SECTION, ITEM)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_two_letters_swapped_are_swapped_back(shape: Shape) -> None:
    """No key of the format has the letters of another, so each swap tells which was meant."""
    known = [field.name for field in shape.fields]
    swaps = [
        (key, key[:n] + key[n + 1] + key[n] + key[n + 2 :])
        for key in known
        for n in range(len(key) - 1)
        if key[n] != key[n + 1] and len(key) > 3
    ]
    assert swaps
    assert [(key, wrong) for key, wrong in swaps if nearest(wrong, known) != key] == []


def test_the_nearest_word_is_given_and_none_where_all_are_far() -> None:
    assert nearest("Best-promt", ["best-prompt", "prompt"]) == "best-prompt"
    assert nearest("hnit", ["unit", "hint"]) == "hint"
    assert nearest("zebra", ["unit", "hint"]) == ""
