"""Count by letters, as paper does for outcomes and options."""

from __future__ import annotations


def letters(number: int) -> str:
    """Give the letter of an outcome or an option, counted from 0: A to Z, then AA."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
