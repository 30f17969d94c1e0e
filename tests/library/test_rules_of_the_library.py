"""What this library promises about its own rules, read straight from the YAML and enumerated here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent.parent.parent / "decisions"
DECISIONS: dict[str, Any] = {
    path.stem: data
    for path in sorted(FOLDER.glob("*.yml"))
    if "questions" in (data := yaml.load(path.read_text("utf-8"), yaml.BaseLoader))
}

TRAINS = {
    "choose-method": {"fine-tune", "hybrid", "custom-model"},
    "combine": {"keep-both", "retrain-with-passages"},
    "tuning-feasibility": {"train", "small-trial"},
}
"""The outcomes after which somebody trains a model."""

PLAIN = {
    "need-at-all": "prompt",
    "choose-method": "prompt",
    "retrieval-readiness": "not-feasible",
    "tuning-feasibility": "not-now",
    "combine": "keep-single",
    "budget": "wait-for-money",
    "pilot": "drop",
    "monitor": "keep",
    "expertise": "own-team",
    "future-directions": "follow-nothing",
}
"""The outcome of each decision that builds, buys or changes nothing."""

Answers = tuple[tuple[str, str], ...]


def ways(decision: dict[str, Any]) -> Iterator[tuple[Answers, str]]:
    """List every way through a decision that has no tables."""
    waiting: list[tuple[Answers, str]] = [((), decision["start"])]
    while waiting:
        answers, step = waiting.pop()
        if step in decision["outcomes"]:
            yield answers, step
        else:
            options = decision["questions"][step]["options"].items()
            waiting += [((*answers, (step, name)), option["next"]) for name, option in options]


def test_no_way_ends_in_training_without_asking_whether_one_may_train() -> None:
    """Personal, closed or foreign data: asked on every way, and a no never trains or collects for it."""
    choose = DECISIONS["choose-method"]
    forbidden = TRAINS["choose-method"] | {"fine-tune-prep"}
    trained = 0
    for answers, end in ways(choose):
        asked = [q for q, _ in answers if "must-not-train" in choose["questions"][q]["options"]]
        if end in TRAINS["choose-method"]:
            trained += 1
            assert asked, answers
        if any(option == "must-not-train" for _, option in answers):
            assert end not in forbidden, answers
    assert trained >= 5


def test_facts_that_may_have_to_be_erased_never_reach_a_training_outcome() -> None:
    choose = DECISIONS["choose-method"]
    seen = [
        end
        for answers, end in ways(choose)
        if ("duties", "erasable") in answers or ("duties", "both-duties") in answers
    ]
    assert seen
    assert not set(seen) & (TRAINS["choose-method"] | {"fine-tune-prep"})


@pytest.mark.parametrize(("decision", "outcome"), [(d, o) for d, many in TRAINS.items() for o in sorted(many)])
def test_whoever_is_told_to_train_is_told_that_platforms_end(decision: str, outcome: str) -> None:
    warnings = DECISIONS[decision]["outcomes"][outcome]["warnings"]
    always = [w for w in warnings if "when" not in w]
    assert any("openai-deprecations" in w.get("evidence", ()) for w in always)


@pytest.mark.parametrize("decision", sorted(DECISIONS))
def test_e10_every_decision_offers_to_change_nothing(decision: str) -> None:
    """E10: the plain outcome is always among the options."""
    assert PLAIN[decision] in DECISIONS[decision]["outcomes"]


@pytest.mark.parametrize("decision", sorted(DECISIONS))
def test_e2_outcomes_have_the_same_rows_and_a_like_length(decision: str) -> None:
    """E2: the same fields, as many points for and against within one, and a length within half as much again."""
    outcomes = DECISIONS[decision]["outcomes"].values()
    for field in ("summary", "rationale", "next-steps", "revisit-when", "certainty", "strength", "evidence"):
        assert all(o.get(field) for o in outcomes), field
    for field in ("benefits", "drawbacks"):
        counts = {len(o[field]) for o in outcomes}
        assert max(counts) - min(counts) <= 1
    lengths = [sum(map(len, (*o["benefits"], *o["drawbacks"]))) for o in outcomes]
    assert max(lengths) <= 1.5 * min(lengths)


def test_all_thirteen_directions_have_an_outcome_of_their_own() -> None:
    outcomes = DECISIONS["future-directions"]["outcomes"]
    numbered = {
        int(found[1]): outcome
        for outcome in outcomes.values()
        if (found := re.search(r"\((\d+)\)", outcome["title"])) is not None
    }
    assert sorted(numbered) == list(range(1, 14))
    for number, outcome in numbered.items():
        assert f"S6.{number}" in outcome["covers"]


def test_every_decision_can_be_reached_from_the_first() -> None:
    reached, waiting = set(), ["need-at-all"]
    while waiting:
        decision = waiting.pop()
        if decision not in reached:
            reached.add(decision)
            data = DECISIONS[decision]
            waiting += [q["settled-by"] for q in data["questions"].values() if "settled-by" in q]
            waiting += [then for o in data["outcomes"].values() for then in o.get("then", ())]
    assert reached == set(DECISIONS)


PUBLISHED = [
    ("choose-method", "Summaries in a special field and house style", "hotz-2023", "fine-tune"),
    ("choose-method", "Staff ask about internal documents that change", "hotz-2023", "retrieval"),
    ("choose-method", "Customer support with a brand tone and current prices", "hotz-2023", "hybrid"),
    ("choose-method", "Correcting Icelandic sentences", "openai-accuracy-guide", "fine-tune"),
    ("choose-method", "Turning a wish into a strict design brief", "openai-devday-2023", "fine-tune"),
    ("choose-method", "A blog voice learned from two years of chat", "openai-devday-2023", "fine-tune-prep"),
    ("choose-method", "News after the model was trained", "ovadia-2023", "retrieval"),
    ("choose-method", "Farm advice that differs by place", "balaguer-2024", "hybrid"),
    ("choose-method", "Confidential manuals on own servers", "fatehkia-2024", "hybrid"),
    ("choose-method", "A handbook of 400 pages, the same for everyone", "anthropic-contextual-2024", "long-context"),
    ("choose-method", "Case law for finding arguments", "harvey-openai", "custom-model"),
    ("need-at-all", "General translation or summaries that already pass", "openai-accuracy-guide", "prompt"),
]


@pytest.mark.parametrize(("decision", "name", "source", "end"), PUBLISHED)
def test_the_published_cases_end_where_they_ended(decision: str, name: str, source: str, end: str) -> None:
    """The published cases stand as scenarios with their source; that each passes is what `crossroads test` runs."""
    (scenario,) = [s for s in DECISIONS[decision]["scenarios"] if s["name"] == name]
    assert scenario["expect"] == end
    assert source in scenario["evidence"]


def test_every_scenario_says_whose_case_it_is() -> None:
    for decision in DECISIONS.values():
        for scenario in decision["scenarios"]:
            assert scenario.get("evidence") or scenario["note"].startswith("Our own"), scenario["name"]
