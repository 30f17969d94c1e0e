"""Turn records without faults into the frozen values of the model."""

from __future__ import annotations

from typing import Any

from crossroads.model.decision import (
    CLAIM_FORMS,
    Band,
    Claim,
    Condition,
    Decision,
    Expectation,
    Option,
    Outcome,
    Question,
    Retirement,
    Rule,
    Scenario,
    Table,
    Warning,
)
from crossroads.model.library import Checklist, Document, Evidence, Item, Section, Settings, Statement, Trial
from crossroads.model.place import Placed
from crossroads.reading.records import Record


def _plain(record: Record, *without: str) -> dict[str, Any]:
    """Give the values under the names that the model uses."""
    return {key.replace("-", "_"): v for key, v in record.values.items() if key not in without}


def build_decision(decision_id: str, record: Record) -> Decision:
    """Build a decision from a record in which no fault was found."""
    retired: Record | None = record.get("retired")
    return Decision(
        **_plain(record, "questions", "outcomes", "tables", "scenarios", "claims", "retired"),
        id=decision_id,
        questions=tuple(_question(k, r) for k, r in record.get("questions")),
        outcomes=tuple(_outcome(k, r) for k, r in record.get("outcomes")),
        tables=tuple(_table(k, r) for k, r in record.get("tables", ())),
        scenarios=tuple(_scenario(r) for r in record.get("scenarios", ())),
        claims=tuple(_claim(r) for r in record.get("claims", ())),
        retired=Retirement(**_plain(retired)) if retired else None,
        place=record.place,
        places=dict(record.keys),
    )


def _question(key: Placed, record: Record) -> Question:
    unsure = record.get("unsure")
    return Question(
        **_plain(record, "options", "min", "max", "unsure"),
        id=key,
        options=tuple(_option(k, r, "unit" in record) for k, r in record.get("options")),
        minimum=record.get("min"),
        maximum=record.get("max"),
        unsure=None if unsure == "false" else unsure,
        unsure_offered=unsure is None,
        place=record.place,
    )


def _option(key: Placed, record: Record, numeric: bool) -> Option:
    band = Band(record.get("from"), record.get("below")) if numeric else None
    return Option(**_plain(record, "from", "below"), id=key, band=band, place=record.place)


def _condition(record: Record) -> Condition:
    return Condition(when=record.get("when", ()), unless=record.get("unless", ()))


def _outcome(key: Placed, record: Record) -> Outcome:
    warnings = tuple(
        Warning(**_plain(r, "when", "unless"), condition=_condition(r), place=r.place)
        for r in record.get("warnings", ())
    )
    return Outcome(**_plain(record, "warnings"), id=key, warnings=warnings, place=record.place)


def _table(key: Placed, record: Record) -> Table:
    rules = tuple(
        Rule(**_plain(r, "when", "unless"), condition=_condition(r), place=r.place) for r in record.get("rules")
    )
    plain = _plain(record, "rules")
    return Table(**plain, id=key, rules=rules, place=record.place)


def _claim(record: Record) -> Claim:
    form = next(name for name in CLAIM_FORMS if name in record)
    value = record.get(form)
    inner = _plain(value) if isinstance(value, Record) else {"outcomes": value}
    return Claim(says=record.get("says"), form=form, condition=_condition(record), place=record.place, **inner)


def _scenario(record: Record) -> Scenario:
    return Scenario(**_plain(record, "expect"), expect=_expectation(record.get("expect")), place=record.place)


def _expectation(expect: Any) -> Expectation:
    if isinstance(expect, Placed):
        return Expectation(form="is", outcomes=(expect,))
    ((form, value),) = expect.values.items()
    return Expectation(form=form, outcomes=(value,) if isinstance(value, Placed) else value)


def build_checklist(checklist_id: str, record: Record) -> Checklist:
    """Build a checklist from a record in which no fault was found."""
    trial = record.get("trial")
    trials = () if isinstance(trial, Placed) else tuple(Trial(**_plain(r)) for r in trial)
    sections = tuple(
        Section(**_plain(r, "items"), items=tuple(_item(i) for i in r.get("items")), place=r.place)
        for r in record.get("sections")
    )
    return Checklist(
        **_plain(record, "trial", "sections"),
        id=checklist_id,
        trials=trials,
        sections=sections,
        place=record.place,
    )


def _item(record: Record) -> Item:
    return Item(**_plain(record, "when", "unless"), condition=_condition(record), place=record.get("id").place)


def build_evidence(key: Placed, record: Record) -> Evidence:
    """Build one entry of the register."""
    return Evidence(**_plain(record), id=key, place=record.place)


def build_document(document_id: str, record: Record) -> Document:
    """Build a source document."""
    statements = tuple(
        Statement(**_plain(r, "scope"), id=k, in_scope=r.get("scope", "in") == "in", place=r.place)
        for k, r in record.get("statements")
    )
    return Document(**_plain(record, "statements"), id=document_id, statements=statements, place=record.place)


def build_settings(record: Record) -> Settings:
    """Build the settings of the library."""
    thresholds: Record | None = record.get("thresholds")
    numbers = tuple(thresholds.values.items()) if thresholds else ()
    return Settings(**_plain(record, "thresholds"), thresholds=numbers)
