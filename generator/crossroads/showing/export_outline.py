"""A decision as an outline in Markdown: every step under a heading, every option linked to the step it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from crossroads.model.decision import Decision, Option, Outcome, Question
from crossroads.reasoning.counts import behaviour_hash, short_hash
from crossroads.reasoning.graph import Graph
from crossroads.showing.export_marks import markdown_block, markdown_text
from crossroads.showing.words import WORDS


def decision_markdown(graph: Graph, decision: Decision) -> str:
    """Write the outline in the order of a walk; anchors are those of the page."""
    blocks = [f"# {markdown_text(decision.title)}", markdown_text(decision.summary), _facts(graph, decision)]
    blocks += [f"## {WORDS['questions']}"] if graph.questions else []
    for index, node in enumerate(graph.nodes):
        if not node.is_outcome:
            blocks += _question(graph, decision, index)
    blocks.append(f"## {WORDS['outcomes']}")
    for index, node in enumerate(graph.nodes):
        if node.is_outcome:
            blocks += _outcome(graph.anchors[index], decision.outcome(node.name))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(graph: Graph, decision: Decision) -> str:
    facts = {
        "audience": decision.audience and markdown_text(decision.audience),
        "have-at-hand": "; ".join(markdown_text(t) for t in decision.have_at_hand),
        "owner": markdown_text(decision.owner),
        "reviewed": decision.reviewed.isoformat(),
        "next-review": decision.review_by.isoformat(),
        "version": short_hash(behaviour_hash(graph, decision)),
        "retired": decision.retired and markdown_text(decision.retired.because),
    }
    return "\n".join(f"- {WORDS[key]}: {text}" for key, text in facts.items() if text)


def _heading(anchor: str, text: str) -> list[str]:
    return [f'<a id="{anchor}"></a>', f"### {markdown_text(text)}"]


def _question(graph: Graph, decision: Decision, index: int) -> list[str]:
    node = graph.nodes[index]
    question = decision.question(node.name)
    edges = (_edge(graph, decision, question, option, target) for option, target in node.edges)
    return [
        *_heading(graph.anchors[index], question.ask),
        markdown_text(question.hint) if question.hint else "",
        "\n".join(edges),
        f"{WORDS['why-ask']}:\n\n{markdown_block(question.rationale)}",
    ]


def _edge(graph: Graph, decision: Decision, question: Question, option: str, target: int) -> str:
    node = graph.nodes[target]
    name = decision.outcome(node.name).title if node.is_outcome else decision.question(node.name).ask
    to = f"[{markdown_text(name)}](#{graph.anchors[target]})"
    return f"- {_option(question.option(option))} → {to}"


def _option(option: Option) -> str:
    about = f" – {markdown_text(option.description)}" if option.description else ""
    return f"**{markdown_text(option.label)}**{about}"


def _outcome(anchor: str, outcome: Outcome) -> list[str]:
    kind = f"{WORDS['kind-' + outcome.kind]}: "
    grades = f"{WORDS['certainty']}: {WORDS['certainty-' + outcome.certainty]}"
    strength = f"{WORDS['strength']}: {WORDS['strength-' + outcome.strength]}"
    return [
        *_heading(anchor, kind + outcome.title),
        markdown_block(outcome.summary),
        f"{WORDS['why-here']}:\n\n{markdown_block(outcome.rationale)}",
        _list("benefits", outcome.benefits),
        _list("drawbacks", outcome.drawbacks),
        _list("next-steps", outcome.next_steps),
        _list("revisit", outcome.revisit_when),
        _list("warnings", (w.text for w in outcome.warnings)),
        f"- {grades}\n- {strength}",
    ]


def _list(word: str, texts: Iterable[str]) -> str:
    lines = "\n".join(f"- {markdown_text(text)}" for text in texts)
    return f"{WORDS[word]}:\n\n{lines}" if lines else ""
