"""Judge what a table names: its questions, its rules, and the one that catches the rest."""

from __future__ import annotations

from crossroads.model.place import Placed
from crossroads.reading.names import judge_answers, judge_next
from crossroads.reading.nearest import meant
from crossroads.reading.records import Reader, Record

Pairs = tuple[tuple[Placed, Record], ...]
Options = dict[str, set[str] | None]


def asked_by_tables_alone(decision: Record) -> set[str]:
    """List the questions that tables ask and that no `next` or `start` leads to."""
    tables: Pairs = decision.get("tables", ())
    asked = {str(q) for _, table in tables for q in table.get("asks", ())}
    named = {str(decision.get("start", ""))}
    named |= {str(r.get("next")) for _, t in tables for r in t.get("rules", ())}
    named |= {str(o.get("next")) for _, q in decision.get("questions", ()) for _, o in q.get("options", ())}
    return asked - named


def judge_tables(tables: Pairs, options: Options, steps: set[str] | None, reader: Reader) -> None:
    """Find names in tables that nothing stands behind, and rules that come after \"otherwise\"."""
    for key, table in tables:
        seen: set[str] = set()
        for question in table.get("asks", ()):
            if question not in options:
                hint = meant(question, options, "questions")
                reader.say("unknown-question", question.place, f"The decision has no question “{question}”.", hint)
            elif question in seen:
                message = f"“{question}” stands twice in “asks”."
                reader.say("duplicate-id", question.place, message, "Name it once, where it is to be asked.")
            seen.add(str(question))
        _judge_rules(key, table, options, steps, reader)


def _judge_rules(key: Placed, table: Record, options: Options, steps: set[str] | None, reader: Reader) -> None:
    rules: tuple[Record, ...] = table.get("rules", ())
    if "rules" in table.values and not rules:
        reader.say("missing-key", table.at("rules"), f"Table “{key}” has no rules.", "Write at least one.")
    for number, rule in enumerate(rules, 1):
        for part in ("when", "unless"):
            for question, answers in rule.get(part, ()):
                judge_answers(question, answers, options, reader)
        if steps is not None:
            judge_next(rule.get("next"), steps, f"Rule {number} of “{key}”", reader)
        otherwise = "when" not in rule and "unless" not in rule
        if otherwise and number < len(rules):
            message = f"Rule {number} of “{key}” holds always, so no rule after it is ever reached."
            reader.say("bad-value", rule.place, message, "Give it a “when”, or move it to the end.")
