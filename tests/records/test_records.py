"""Decision records: complete for every walk, quoted, repeatable, and told apart when rules or texts have changed."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from crossroads.adapters.command import main
from crossroads.adapters.workshop import Inspection, inspect
from crossroads.model.decision import UNKNOWN, Decision
from crossroads.reading.library import read_library
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import lower
from crossroads.showing.records.texts import STYLES
from crossroads.showing.records.written import record, recorded
from safety.corpus import PLAIN
from specimens import document, outcome

ROOT = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 22)
SECTIONS = [
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
    "## More Information",
]


@cache
def inspection() -> Inspection:
    return inspect(ROOT / "decisions", DAY)


def decisions() -> list[tuple[Decision, Graph]]:
    graphs = inspection().judgement.graphs
    return [(d, graphs[d.id]) for d in inspection().reading.library.decisions if d.id in graphs]


def routes(graph: Graph, at: int = 0) -> Iterator[tuple[dict[str, str], str]]:
    """List one route for each way into each outcome, at most forty in all."""
    node = graph.nodes[at]
    if node.is_outcome:
        yield {}, node.name
    for option, target in node.edges:
        for rest, end in itertools.islice(routes(graph, target), 40):
            yield {node.name: option, **rest}, end


def leaves(graph: Graph) -> list[tuple[dict[str, str], str]]:
    every = list(itertools.islice(routes(graph), 4000))
    chosen = {end: (answers, end) for answers, end in every}
    return [*chosen.values(), *every[::97]]


def written(decision: Decision, graph: Graph, answers: dict[str, str], style: str = "madr") -> str:
    library = inspection().reading.library
    return record(recorded(library, decision, graph, answers, "https://x.example/"), style, DAY)


def flat(text: str) -> str:
    """Give a text of the decisions as a reader of the rendered record sees it."""
    return " ".join(re.sub(r"[*`\\]", "", text).split())


def shown(text: str) -> str:
    """Give what a reader of rendered Markdown sees."""
    tokens = MarkdownIt("commonmark").parse(text)
    return " ".join(
        " ".join("".join(c.content if c.content else " " for c in t.children or []).split())
        for t in tokens
        if t.type == "inline"
    )


@pytest.mark.parametrize("number", range(len(decisions())))
def test_d01_every_leaf_has_every_section_filled(number: int) -> None:
    decision, graph = decisions()[number]
    for answers, end in leaves(graph):
        text = written(decision, graph, answers)
        heads = [line for line in text.split("\n") if line.startswith("##")]
        at = SECTIONS.index("## More Information")
        options = heads[at : len(heads) - 1]
        assert heads == [*SECTIONS[:at], *options, SECTIONS[at]]
        assert len(options) == len(graph.outcomes)
        parts = re.split(r"^##+ .*$", text, flags=re.MULTILINE)[1:]
        assert all(part.strip() for part in parts if part != parts[at - 1])
        weighed = dict(zip(map(shown, options), map(shown, parts[at:]), strict=False))
        for option in map(decision.outcome, graph.outcomes):
            for told in (*option.benefits, *option.drawbacks):
                assert flat(told) in weighed[flat(option.title)]
        seen = shown(text)
        reached = decision.outcome(end)
        assert f'Chosen option: "{flat(reached.title)}", because' in seen
        assert all(flat(decision.outcome(o).title) in seen for o in graph.outcomes)
        for question, option in answers.items():
            assert flat(decision.question(question).ask) in seen
            assert flat(decision.question(question).option(option).label) in seen
        for told in (*reached.benefits, *reached.drawbacks, *reached.next_steps, *reached.revisit_when):
            assert flat(told) in seen
        state = "&".join(f"{q}={o}" for q, o in answers.items())
        assert re.search(rf"<https://x\.example/decisions/{decision.id}/#~[0-9a-f]{{12}}&{re.escape(state)}>", text)
        assert all(f"/checklists/{c}/>" in text for c in reached.checklists)
        assert all(f"/evidence/#{e}>" in text for e in reached.evidence)


@pytest.mark.parametrize("style", STYLES)
def test_d02_the_markdown_is_tidy(style: str) -> None:
    """The rules of markdownlint that MADR keeps and that a generator can break; Markdown's own tool has no wheel."""
    for decision, graph in decisions():
        for answers, _ in leaves(graph)[:6]:
            text = written(decision, graph, answers, style)
            lines = text.split("\n")
            assert text.endswith("-->\n")
            assert "\n\n\n" not in text
            assert not any(line != line.rstrip() or "\t" in line for line in lines)
            assert sum(line.startswith("# ") for line in lines) == 1
            for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
                if line.startswith("#"):
                    assert (before, after) == ("", "")
                if line.startswith("* ") and not before.startswith("* "):
                    assert before == ""
            kinds = [t.type for t in MarkdownIt("commonmark").parse(text.split("---\n\n", 1)[-1])]
            assert "code_block" not in kinds
            assert kinds.count("html_block") == 1


def test_d02_front_matter_reads_alike_in_both_versions_of_yaml() -> None:
    decision, graph = decisions()[0]
    front = written(decision, graph, leaves(graph)[0][0]).split("---\n")[1]
    old, plain = yaml.safe_load(front), yaml.load(front, yaml.BaseLoader)
    assert old == plain == {"status": "proposed", "date": "2026-11-22", **dict.fromkeys(PEOPLE, "")}


PEOPLE = ("decision-makers", "consulted", "informed")


def test_d03_nygard_has_five_parts_and_is_short() -> None:
    for decision, graph in decisions():
        for answers, _ in leaves(graph):
            text = written(decision, graph, answers, "nygard")
            heads = [line for line in text.split("\n") if line.startswith("#")]
            assert heads[1:] == ["## Status", "## Context", "## Decision", "## Consequences"]
            assert text.startswith("# ")
            assert len(text.split()) <= 900


@pytest.mark.parametrize("style", STYLES)
def test_d04_d05_repeatable_proposed_and_nothing_invented(style: str) -> None:
    decision, graph = decisions()[0]
    answers, _ = leaves(graph)[0]
    text = written(decision, graph, answers, style)
    assert text == written(decision, graph, dict(reversed(answers.items())), style)
    assert "## Status\n\nProposed\n" in text or 'status: "proposed"\n' in text
    if style == "madr":
        assert all(f'{name}: ""\n' in text for name in PEOPLE)


def test_d06_what_nobody_knew_is_an_assumption_to_verify() -> None:
    for decision, graph in decisions():
        unsure = {graph.nodes[0].name: UNKNOWN}
        for answers, _ in leaves(graph)[:5]:
            text = written(decision, graph, {**answers, **unsure})
            ask = flat(decision.question(graph.nodes[0].name).ask)
            assert f"Assumption to verify: nobody was sure. {ask}" in shown(text)


def hostile(text: str) -> tuple[Decision, Graph]:
    spec = {"q0": {"o0": "end0", "o1": "end1"}}
    doc: dict[str, Any] = document(spec)
    doc["title"] = doc["summary"] = doc["questions"]["q0"]["ask"] = text
    doc["questions"]["q0"]["options"]["o0"]["label"] = text
    lists = {name: [text] for name in ("benefits", "drawbacks", "next-steps", "revisit-when")}
    doc["outcomes"]["end0"] = outcome(title=text, **lists)
    reading = read_library({"d.yml": json.dumps(doc).encode()})
    decision = reading.library.decision("d")
    return decision, lower(decision).graph


def structure(text: str) -> list[str]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    return [t.type for t in tokens] + [c.type for t in tokens for c in t.children or [] if c.type not in QUIET]


QUIET = ("text", "text_special")


@pytest.mark.parametrize("style", STYLES)
def test_d07_no_text_breaks_out_of_its_place(style: str) -> None:
    calm = structure(written(*hostile("calm words"), {"q0": "o0"}, style))
    marks = ["# h", "- x", "1. x", "| a | b |", "> q", "```", "~~~", "* * *", "===", "[a](b)", "![a](b)", "<!-- x -->"]
    pings = ["@team and #1", "{{summary}}", "www.evil.example", "*/ --> <script>", "a  \nb", "\\", "`", "--- "]
    for payload in (*PLAIN, *marks, *pings):
        try:
            decision, graph = hostile(payload)
        except KeyError:
            continue  # the reader refuses it, which is better still
        text = written(decision, graph, {"q0": "o0"}, style)
        assert structure(text) == calm, payload
        assert "@team" not in text


# ---- The commands -------------------------------------------------------------------------------------------------

SPEC = {"q0": {"o0": "q1", "o1": "end1"}, "q1": {"o0": "end0", "o1": "end2"}}
GIVEN = ["d", "--answer", "q0=o0", "--answer", "q1=o0", "--date", "2026-11-20"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = tmp_path / "decisions"
    library.mkdir()
    rules(library, document(SPEC))
    return library


def rules(folder: Path, doc: dict[str, Any]) -> None:
    (folder / "d.yml").write_text(json.dumps(doc), "utf-8")


def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments, "--decisions", str(folder), "--today", "2026-11-22"])
    return (status, *capsys.readouterr())


def kept(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> Path:
    status, out, err = run(capsys, folder, "record", *GIVEN, *more)
    assert (status, err) == (0, "")
    path = folder.parent / "record.md"
    path.write_text(out, "utf-8", newline="")
    return path


@pytest.mark.parametrize("style", STYLES)
def test_a_record_stays_the_same_when_people_fill_in_their_fields(
    capsys: pytest.CaptureFixture[str], folder: Path, style: str
) -> None:
    path = kept(capsys, folder, "--style", style)
    assert run(capsys, folder, "verify", str(path)) == (0, "same\n", "")
    text = path.read_text("utf-8")
    for old, new in (
        ('decision-makers: ""', "decision-makers: [Ada]"),
        ('status: "proposed"', "status: accepted"),
        ("Proposed", "Accepted by all, see below"),
        ("# end0\n", "# 7. We take end0\n"),
    ):
        text = text.replace(old, new, 1)
    path.write_text((text + "\n## Notes\n\nOur own words.\n").replace("\n", "\r\n"), "utf-8", newline="")
    assert run(capsys, folder, "verify", str(path)) == (0, "same\n", "")


@pytest.mark.parametrize("style", STYLES)
def test_an_edited_record_is_told(capsys: pytest.CaptureFixture[str], folder: Path, style: str) -> None:
    path = kept(capsys, folder, "--style", style)
    path.write_text(path.read_text("utf-8").replace("x\n", "much better\n", 1), "utf-8")
    status, out, _ = run(capsys, folder, "verify", str(path))
    assert (status, out.split("\n")[0]) == (1, "edited")


def test_other_rules_drift_and_say_what(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = kept(capsys, folder)
    elsewhere = {**SPEC, "q0": {"o0": "q1", "o1": "end2"}}
    rules(folder, document(elsewhere))
    status, out, _ = run(capsys, folder, "verify", str(path))
    assert (status, out.split("\n")[0]) == (0, "same")
    assert "The rules have changed since" in out
    rules(folder, document({**SPEC, "q1": {"o0": "end2", "o1": "end0"}}))
    assert run(capsys, folder, "verify", str(path))[:2] == (1, "drifted\nThen: end0\nNow: end2\n")
    rules(folder, document({**SPEC, "q1": {"o0": "q2", "o1": "end0"}, "q2": {"o0": "end0", "o1": "end2"}}))
    status, out, _ = run(capsys, folder, "verify", str(path))
    assert status == 1
    assert "Asked now, and not answered in the record: q2?" in out
    rules(folder, document({"q0": {"o1": "end0", "o2": "end1"}}))
    status, out, _ = run(capsys, folder, "verify", str(path))
    assert status == 1
    assert "“q0?” no longer has the answer “o0”." in out
    assert "The question “q1” is no more." in out


def test_old_ids_are_followed(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = kept(capsys, folder)
    doc = document({"first": {"o0": "q1", "o1": "end1"}, "q1": {"fine": "good", "o1": "end2"}})
    doc["questions"]["first"]["was"] = ["q0"]
    doc["questions"]["q1"]["options"]["fine"]["was"] = ["o0"]
    doc["outcomes"]["good"]["was"] = ["end0"]
    rules(folder, doc)
    assert run(capsys, folder, "verify", str(path)) == (0, "same\n", "")


def test_what_is_no_record_is_said_plainly(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = kept(capsys, folder)
    whole = path.read_text("utf-8")
    for text in (
        "",
        "# x\n",
        whole + whole,
        whole.replace("crossroads 1", "crossroads 2"),
        whole.replace("&q0=o0", "&q0"),
    ):
        path.write_text(text, "utf-8")
        status, out, err = run(capsys, folder, "verify", str(path))
        assert (status, out) == (2, "")
        assert "not a record" in err
    path.write_bytes(b"\xff\xfe\x00")
    assert run(capsys, folder, "verify", str(path))[0] == 2
    assert run(capsys, folder, "verify", str(path.parent / "none.md"))[0] == 3
    path.write_text(whole.replace("; d#~", "; gone#~"), "utf-8")
    assert run(capsys, folder, "verify", str(path))[:2] == (1, "drifted\nThere is no decision “gone” any more.\n")


def test_a_walk_that_is_not_at_its_end_is_no_record(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, err = run(capsys, folder, "record", "d", "--answer", "q0=o0")
    assert (status, out) == (2, "")
    assert "--answer q1=… (o0, o1, unknown)" in err
    assert run(capsys, folder, "record", *GIVEN[:-1], "soon")[0] == 2
