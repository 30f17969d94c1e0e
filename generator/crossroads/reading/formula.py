"""Read a formula such as `requests * (prompt + answer) / 1000000` into postfix order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

MAX_WORDS = 200
_WORD = re.compile(r"\s*(?:([a-z][a-z0-9]*(?:-[a-z0-9]+)*)|(\d+(?:\.\d+)?)|([-+*/()]))")
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


class FormulaFault(Exception):
    """A formula that cannot be read: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass
class _Shunting:
    """Orders words so that each operator follows what it works on (Dijkstra's shunting yard)."""

    out: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    wants_value: bool = True

    def take(self, word: str) -> None:
        if word in _BINDS:
            self._operator(word)
        elif word == ")":
            self._close()
        elif self.wants_value:
            self._open_or_value(word)
        else:
            raise FormulaFault(f"“{word}” stands right behind a value.", "Put + - * or / between the two.")

    def _open_or_value(self, word: str) -> None:
        if word == "(":
            self.waiting.append(word)
        else:
            self.out.append(word)
            self.wants_value = False

    def _operator(self, word: str) -> None:
        if self.wants_value:
            raise FormulaFault(f"“{word}” has nothing to its left.", "Write a value before it.")
        while self.waiting and _BINDS.get(self.waiting[-1], 0) >= _BINDS[word]:
            self.out.append(self.waiting.pop())
        self.waiting.append(word)
        self.wants_value = True

    def _close(self) -> None:
        if self.wants_value:
            raise FormulaFault("“)” closes nothing, or an empty pair.", "Write a value before it.")
        while self.waiting and self.waiting[-1] != "(":
            self.out.append(self.waiting.pop())
        if not self.waiting:
            raise FormulaFault("“)” has no “(” before it.", "Delete it, or open the pair.")
        self.waiting.pop()

    def end(self) -> tuple[str, ...]:
        if self.wants_value:
            raise FormulaFault("The formula ends too early.", "Write a value at its end.")
        if "(" in self.waiting:
            raise FormulaFault("“(” is never closed.", "Close it with “)”.")
        return (*self.out, *reversed(self.waiting))


def read_formula(text: str, known: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of a formula, and the same in postfix order; FormulaFault where it cannot be read."""
    words = tuple(_words(text))
    shunting = _Shunting()
    for word in words:
        if word[0].isalpha() and word not in known:
            hint = f"Known above are: {', '.join(known)}. Around a minus stand spaces."
            raise FormulaFault(f"Nothing above is called “{word}”.", hint)
        shunting.take(word)
    return words, shunting.end()


def _words(text: str) -> Iterator[str]:
    position, count = 0, 0
    stripped = text.rstrip()
    while position < len(stripped):
        match = _WORD.match(stripped, position)
        if match is None:
            rest = stripped[position:].strip()[:20]
            raise FormulaFault(f"“{rest}” is neither a name, a number nor + - * / ( ).", "Write it with these alone.")
        count += 1
        if count > MAX_WORDS:
            raise FormulaFault(f"The formula has more than {MAX_WORDS} words.", "Split it into several results.")
        position = match.end()
        yield match.group().strip()
