"""Every word that the generator itself puts on a page, in one place."""

from __future__ import annotations

from types import MappingProxyType

WORDS = MappingProxyType(
    {
        "answers": "Your answers",
        "audience": "For",
        "back": "Back",
        "benefits": "What speaks for it",
        "certainty": "Certainty of the evidence",
        "certainty-high": "High",
        "certainty-low": "Low",
        "certainty-moderate": "Moderate",
        "certainty-very-low": "Very low",
        "change": "Change",
        "checklists": "Checklists",
        "cites": "What this rests on",
        "completion": "When all is ticked",
        "continue": "Continue",
        "critical": "Critical",
        "decisions": "Decisions",
        "done-when": "Done when",
        "drawbacks": "What speaks against it",
        "drawing": "The whole decision as a drawing",
        "drawing-hint": "Scroll sideways to see all of it. Choose a box to read that step below.",
        "evidence": "Evidence",
        "expected": "usually",
        "grade": "Grade",
        "grade-A": "Experiment with figures",
        "grade-B": "Official guide or named case",
        "grade-C": "Practitioner or price page",
        "have-at-hand": "Have at hand",
        "help": "How to find out",
        "kind-do": "Do",
        "kind-elsewhere": "Elsewhere",
        "kind-prepare": "Prepare",
        "kind-stop": "Stop",
        "leads-to": "leads to",
        "limits": "How far it carries",
        "next-review": "Next review",
        "next-steps": "What to do next",
        "none-yet": "Not yet trialled.",
        "outcomes": "All outcomes",
        "outline": "The whole decision as text",
        "outline-hint": "Every question with its answers, and where each leads.",
        "overdue": "This page was due for review on",
        "owner": "Owner",
        "pause": "Pause",
        "picked": "You answered",
        "print": "Print",
        "question": "Question",
        "questions": "Questions",
        "reason": "Why",
        "reset": "Start again",
        "result": "The advice",
        "retired": "This decision was withdrawn",
        "reviewed": "Reviewed",
        "revisit": "What would change this advice",
        "seen": "Last checked",
        "source": "Source",
        "start": "Start",
        "strength": "Strength of the advice",
        "strength-conditional": "Conditional: it depends on your circumstances",
        "strength-strong": "Strong: right for almost everyone who arrives here",
        "then": "Walk next",
        "trials": "Trials",
        "version": "Version",
        "walk": "Walk through it",
        "walk-answered-one": "The advice, after {count} answer",
        "walk-answered-other": "The advice, after {count} answers",
        "walk-because": "Because you answered",
        "walk-changed": "The rules have changed since this link was made. Please look through the answers again.",
        "walk-choose": "Choose one of the answers",
        "walk-dropped": "Part of this link could not be used. You are at the last question that it answers for certain.",
        "walk-progress-one": "Question {number}, with {least} to {most} more after it",
        "walk-progress-other": "Question {number}, with {least} to {most} more after it",
        "walk-progress-total": "Question {number} of {total}",
        "walk-removed-one": "Your new answer leads another way. This answer was removed: {questions}",
        "walk-removed-other": "Your new answer leads another way. These answers were removed: {questions}",
        "walk-title": "{step} – {page}",
        "walk-title-error": "Error: {title}",
        "walk-trouble": "There is a problem",
        "warnings": "Take care",
        "warning-if": "if you answered",
        "why-ask": "Why we ask",
        "why-here": "Why this advice",
        "your-answer": "Your answer",
    }
)


def count(number: int, one: str, many: str) -> str:
    """Say a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def span(least: int, most: int) -> str:
    """Say a range as briefly as it allows: `4`, or `2 to 9`."""
    return f"{least}" if least == most else f"{least} to {most}"
