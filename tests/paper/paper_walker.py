"""Walk a printed decision by its text alone: nothing of the program is used, only what stands on the paper.

The reader knows what a person is told: begin at 1, a line begins with a small letter and ends with the number to go to
or with the letter of an outcome; outcomes stand behind the questions, each under its letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from paper_reader import MM, Line, Sheet

GO = re.compile(r"^(go to (?P<number>\d+)|outcome (?P<letter>[A-Z]+))$")


@dataclass
class Asked:
    """A question: its words, and for each option its words and where it leads."""

    ask: str
    options: dict[str, tuple[str, str]] = field(default_factory=dict)  # letter -> (words, target)


class PaperWalk:
    """The questions and outcomes of a printed decision."""

    def __init__(self, sheet: Sheet) -> None:
        self.questions: dict[str, Asked] = {}
        self.outcomes: dict[str, str] = {}
        lines = [
            replace(line, top=line.top + page * 2000, bottom=line.bottom + page * 2000)
            for page in range(len(sheet.pages))
            for line in _top_down(sheet.lines(page))
            if line.bottom < sheet.pages[page]["height"] - 20 * MM
        ]
        self._read(lines)

    def _read(self, lines: list[Line]) -> None:
        number, option = "", ""
        for index, line in enumerate(lines):
            large = max(line.sizes) == 17
            if large and line.text.isdigit():
                number = line.text
                self.questions[number] = Asked(_heading(lines, index))
            elif large and line.text.isalpha():
                self.outcomes[line.text] = _heading(lines, index)
                number = ""
            elif number and line.bold and re.fullmatch("[a-z]{1,2}", line.text):
                option = line.text
                self.questions[number].options[option] = ("", "")
            elif number and option:
                words, target = self.questions[number].options[option]
                found = GO.match(line.text) if line.bold else None
                if found:
                    self.questions[number].options[option] = (words.strip(), found["number"] or found["letter"])
                    option = ""
                else:
                    self.questions[number].options[option] = (f"{words} {line.text}", target)

    def outcome(self, picks: list[str]) -> str:
        """Follow option letters from question 1; give the title of the outcome."""
        at = "1"
        for pick in picks:
            at = self.questions[at].options[pick][1]
        return self.outcomes[at]

    def follow(self, at: str, letter: str) -> str:
        """Give where a line leads."""
        return self.questions[at].options[letter][1]


def _top_down(lines: list[Line]) -> list[Line]:
    """Order lines as they are read: by height, those side by side from left to right."""
    return sorted(lines, key=lambda line: (round((line.top + line.bottom) / 2 / 4.5), line.left))


def _heading(lines: list[Line], index: int) -> str:
    """Give the bold words beside a large number, and those that go on below them."""
    mark, below = lines[index], (lines[index].top + lines[index].bottom) / 2
    found: list[Line] = []
    for line in lines[max(0, index - 4) : index + 8]:
        middle = (line.top + line.bottom) / 2
        fits = abs(middle - below) < 10 if not found else 0 < middle - below < 20
        if line.bold and abs(max(line.sizes) - 12.5) < 0.1 and line.left > mark.right and fits:
            found.append(line)
            below = middle
    return " ".join(w.text for w in found)
