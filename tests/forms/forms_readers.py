"""Small readers, one for each form of a decision; none of them uses a line of the program that wrote it."""

from __future__ import annotations

import csv
import html
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from forms_model import Answers, Fork, Form, Source, Stop, plain

UNLESS = "(unless)"
BAND = re.compile(r"<(?P<below>[\d.]+)|>=(?P<least>[\d.]+)|\[(?P<low>[\d.]+),(?P<high>[\d.]+)\)")


def page_data(text: str, source: Source) -> Form:
    """Read the graph that the walk in the page uses, or the published JSON, which has the same nodes."""
    nodes = json.loads(text)["nodes"]

    def walk(answers: Answers) -> Stop:
        at, trace = 0, []
        while "edges" in nodes[at]:
            name = nodes[at]["name"]
            if name not in answers:
                return Stop(name, None, trace)
            trace.append((name, answers[name]))
            at = dict(nodes[at]["edges"])[answers[name]]
        return Stop(None, nodes[at]["name"], trace)

    return walk


class _Outline(HTMLParser):
    """Collects the sections of the outline: questions with their links, tables with their rows."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, str, str]] = []
        self.steps: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self.step = ""
        self.row: list[tuple[str, str]] = []
        self.text = ""
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if tag == "section" and "cr-step" in kind:
            self.step = given["id"] or ""
            assert self.step not in self.steps, f"{self.step} stands twice"
            self.steps[self.step] = {"ask": [], "options": [], "said": [], "columns": [], "rows": []}
        if tag in ("h3", "th", "td", "em") or "cr-label" in kind.split():
            self.text, self.link = "", (given.get("href") or "").removeprefix("#")
        elif tag == "a" and given.get("href", "") and self.row:
            self.link = (given["href"] or "").removeprefix("#")
            self.text = ""
        if "cr-unless" in kind:
            self.text, self.link = "", UNLESS
        if tag == "tr":
            self.row = [("", "")]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        here = self.steps.get(self.step)
        if here is None:
            return
        if tag == "h3":
            here["ask"].append((self.text, ""))
        elif tag == "em" and not self.row and len(here["said"]) < len(here["options"]):
            here["said"].append((self.text, here["options"][-1][1]))
        elif tag == "th" and not here["rows"] and len(self.row) >= 1 and self.row[0] == ("", ""):
            here["columns"].append((self.text, ""))
        elif tag in ("td", "a") and self.row and (tag == "td" or self.link):
            self.row.append((self.text.strip(), self.link))
            self.link = ""
        elif tag == "span" and self.link == UNLESS:
            self.row.append((self.text.removeprefix("unless "), UNLESS))
            self.link = ""
        elif tag in ("a", "span") and self.link and not self.row:
            here["options"].append((self.text, self.link))
            self.link = ""
        if tag == "tr":
            here["rows"].append(self.row[1:])
            self.row = []


def outline_steps(text: str) -> dict[str, dict[str, list[Any]]]:
    """Give what a reader sees of each step of the outline: its words, its answers with links, its rows."""
    parser = _Outline()
    parser.feed(text.split('class="cr-section cr-outline"')[1].split('class="cr-section cr-outcomes"')[0])
    return parser.steps


def outline(text: str, source: Source) -> Form:
    """Read the outline of a page: what a reader sees of each question and of each row of a table."""
    forks: dict[str, Fork] = {}
    rules: dict[str, list[dict[str, Any]]] = {}
    for anchor, found in outline_steps(text).items():
        if found["rows"]:
            columns = [source.asked(words) for words, _ in found["columns"][1:-1]]
            rules[anchor] = [_rule(source, columns, row) for row in found["rows"][1:]]
            forks[anchor] = Fork(anchor, {rule["next"]: rule["next"] for rule in rules[anchor]}, is_table=True)
        else:
            name = source.asked(found["ask"][0][0])
            labels = source.labels(name)
            forks[anchor] = Fork(name, {offered(name, labels, label): head for label, head in found["options"]})
    told = Source({**source.document, "tables": {n: {"rules": each} for n, each in rules.items()}})
    return told.steps(forks, next(iter(forks)))


def outline_words(text: str, source: Source) -> Iterator[str]:
    """Name the edges of the outline whose words name another step than they link to."""
    steps = outline_steps(text)
    shown = {anchor: found["ask"][0][0] for anchor, found in steps.items()} | titles(source)
    for anchor, found in steps.items():
        for (label, _), (words, link) in zip(found["options"], found["said"], strict=True):
            yield from misnamed(f"{source.asked(shown[anchor])}={label}", words, shown[link])
        for number, row in enumerate(found["rows"]):
            for words, link in row:
                if link and link != UNLESS:
                    yield from misnamed(f"{anchor}, rule {number}", words, shown[link])


def titles(source: Source) -> dict[str, str]:
    """Give what each outcome is shown with."""
    return {name: each["title"] for name, each in source.document["outcomes"].items()}


def misnamed(edge: str, words: str, shown: str) -> Iterator[str]:
    """Hold what an edge says of the step it leads to against what that step is shown with."""
    if plain(words) != plain(shown):
        yield f"{edge} says that it leads to “{words}”, and leads to “{shown}”"


def offered(question: str, labels: Mapping[str, str], label: str) -> str:
    """Give the option that is shown with a label."""
    assert plain(label) in labels, f"{question}={label}: the file offers no such answer"
    return labels[plain(label)]


def _rule(source: Source, columns: list[str], row: list[tuple[str, str]]) -> dict[str, Any]:
    cells = [text for text, link in row if not link]
    when = {
        question: sorted(_joined(source, question, cell))
        for question, cell in zip(columns, cells, strict=False)
        if cell != "any"
    }
    unless = {}
    for text in (text for text, link in row if link == UNLESS):
        for part in text.split("; "):
            words = next(w for q in source.options for w in source.shown(q) if part.startswith(w))
            question = source.asked(words)
            unless[question] = sorted(_joined(source, question, part.removeprefix(words)))
    return {"when": when, "unless": unless, "next": next(link for _, link in row if link)}


def _joined(source: Source, question: str, cell: str) -> set[str]:
    """Give the options whose labels, joined by “or”, make up a cell; a label may hold that word itself."""
    labels = source.labels(question)
    for size in range(1, len(labels) + 1):
        for chosen in itertools.permutations(labels, size):
            if "or".join(chosen) == plain(cell):
                return {labels[label] for label in chosen}
    raise AssertionError(f"no options of {question} make up “{cell}”")


def markdown(text: str, source: Source) -> Form:
    """Read the outline in Markdown: headings with their anchors, and a list of answers with links."""
    forks: dict[str, Fork] = {}
    for anchor, shown, heads in _markdown_steps(text):
        if heads:
            name = source.asked(shown)
            labels = source.labels(name)
            forks[anchor] = Fork(name, {offered(name, labels, label): head for label, _, head in heads})
    return source.steps(forks, next(iter(forks)))


def markdown_words(text: str, source: Source) -> Iterator[str]:
    """Name the edges of the Markdown whose words name another step than they link to."""
    steps = list(_markdown_steps(text))
    known = {anchor: shown for anchor, shown, _ in steps} | titles(source)
    for _, shown, heads in steps:
        for label, words, head in heads:
            yield from misnamed(f"{source.asked(shown)}={label}", words, known[head])


def _markdown_steps(text: str) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """Give each step's anchor and heading, and its answers: label, words of the link, anchor of the link."""
    for anchor, rest in re.findall(r'<a id="([^"]+)"></a>\n\n### (.*?)(?=<a id=|\Z)', text, re.DOTALL):
        heads = re.findall(r"^- \*\*(.+?)\*\*.* → \[(.*)\]\(#([^)]+)\)$", rest, re.MULTILINE)
        yield anchor, _bare(rest.split("\n")[0]), [(_bare(label), _bare(words), head) for label, words, head in heads]


def _bare(text: str) -> str:
    return html.unescape(re.sub(r"\\(.)", r"\1", text))


def dot(text: str, source: Source) -> Form:
    """Read DOT by its lines: a node is named as its place in the page, and shows its words."""
    quoted = r'"((?:[^"\\]|\\.)*)"'
    nodes = dict(re.findall(rf"^  {quoted} \[label={quoted}", text, re.MULTILINE))
    arrows = re.findall(rf"^  {quoted} -> {quoted} \[label={quoted}\]", text, re.MULTILINE)
    return drawn(
        source, {key: _lines(label) for key, label in nodes.items()}, [(t, _lines(w), h) for t, h, w in arrows]
    )


def _lines(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: " " if match[1] in "nlr" else match[1], text)


def mermaid(text: str, source: Source) -> Form:
    """Read a Mermaid flowchart by its lines."""
    nodes = dict(re.findall(r'^  (n\d+)\b(?! -->)[^"\n]*"([^"]*)"', text, re.MULTILINE))
    arrows = re.findall(r'^  (n\d+) -->\|"([^"]*)"\| (n\d+)$', text, re.MULTILINE)
    return drawn(
        source, {key: _codes(label) for key, label in nodes.items()}, [(t, _codes(w), h) for t, w, h in arrows]
    )


def _codes(text: str) -> str:
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text)


def drawn(source: Source, boxes: Mapping[str, str], arrows: list[tuple[str, str, str]]) -> Form:
    """Give the function of a drawing: boxes by what they show, arrows by the answer on them.

    What leads on from a table is told by its rules; the drawing must have an arrow to where they lead.
    """
    tails = {tail for tail, _, _ in arrows}
    tables = {plain(each.get("title", "")): name for name, each in source.document.get("tables", {}).items()}
    name = {}
    for key, shown in boxes.items():
        words = plain(shown)
        if key not in tails:
            name[key] = source.end(re.sub(r"^(Do|Prepare|Stop|Elsewhere):\s", "", shown.strip()))
        else:
            name[key] = tables.get(words) or source.asked(shown)
    forks = {}
    for tail in tails:
        mine = [(word, head) for t, word, head in arrows if t == tail]
        if name[tail] in tables.values():
            forks[tail] = Fork(name[tail], {name[head]: head for _, head in mine}, is_table=True)
        else:
            labels = source.labels(name[tail])
            forks[tail] = Fork(name[tail], {offered(name[tail], labels, word): head for word, head in mine})
    heads = {head for _, _, head in arrows}
    first = [key for key in boxes if name[key] == source.document["start"]]
    walk = source.steps(forks, next((key for key in first if key not in heads), *first[:1]))

    def named(answers: Answers) -> Stop:
        stop = walk(answers)
        return stop if stop.outcome is None else Stop(None, name.get(stop.outcome, stop.outcome), stop.trace)

    return named


def table(text: str, source: Source) -> Form:
    """Read a decision table in CSV: the first row that holds decides."""
    header, *rows = csv.reader(io.StringIO(text))
    questions = [column.split(" (")[0].rstrip("?") for column in header[:-1]]
    rules = []
    for row in rows:
        when = {q: sorted(_cell(source, q, cell)) for q, cell in zip(questions, row, strict=False) if cell}
        rules.append({"when": when, "next": row[-1]})
    told = Source({**source.document, "tables": {"all": {"rules": rules}}})
    return told.steps({"all": Fork("all", {rule["next"]: rule["next"] for rule in rules}, is_table=True)}, "all")


def _cell(source: Source, question: str, cell: str) -> set[str]:
    options = source.document["questions"][question]["options"]
    found = set()
    for part in cell.split("|"):
        band = BAND.fullmatch(part)
        if band:
            low, high = band["least"] or band["low"], band["below"] or band["high"]
            found |= {n for n, o in options.items() if (o.get("from"), o.get("below")) == (low, high)}
        else:
            found.add(part)
    assert found
    assert found <= set(options)
    return found


def document(text: str, source: Source) -> Form:
    """Read the whole decision as JSON, by the rules that its file is read by."""
    return Source(json.loads(text)).form()
