"""The table of diagnostic codes: class, severity and meaning, one row each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A stable code; a fault means not well formed, a finding is what a well-formed file does badly."""

    code: str
    fault: bool
    severity: str
    means: str


def _table(fault: bool, severity: str, rows: str) -> dict[str, Code]:
    pairs = (row.strip().split(": ", 1) for row in rows.strip().splitlines())
    return {code: Code(code, fault, severity, means) for code, means in pairs}


CODES: dict[str, Code] = {
    **_table(
        True,
        "error",
        """
        bad-formula: the formula of a sum cannot be read
        bad-id: an id is not kebab-case, too long or reserved
        bad-link: a link leads to an address that pages may not link to, or an id in it is unsafe
        bad-value: a value is of the right kind but not one that is allowed here
        cycle: a route comes back to a step it has left
        dangling-next: `next` or `start` names a step that does not exist
        duplicate-id: the same id stands for two things
        duplicate-key: a key is written twice in one map
        empty-value: a key has no value
        gap: some answers lead nowhere
        hidden-character: a character that cannot be seen and can mislead
        missing-key: a required key is not there
        missing-next: an option leads nowhere
        not-asked-before: a rule looks at a question that is not asked on every route to its table
        over-limit: a file is larger or deeper than the limits
        overlap: some answers lead to two places
        raw-html: HTML in a Markdown text
        too-few-options: a question offers fewer than two options
        too-large: the decision unfolds into more steps than can be handled
        unknown-key: a key that the format does not know
        unknown-option: an option is named that its question does not offer
        unknown-outcome: an outcome is named that the decision does not have
        unknown-question: a question is named that the decision does not have
        unreadable-file: a file cannot be read
        was-taken: an old id is claimed twice, or is still in use
        wrong-type: a value of another kind stands where text, a list or a map belongs
        yaml-alias: a YAML alias (`*name`)
        yaml-anchor: a YAML anchor (`&name`)
        yaml-documents: more than one YAML document in a file
        yaml-merge: a YAML merge key (`<<`)
        yaml-syntax: the file is not YAML
        yaml-tab: a tab used as indentation
        yaml-tag: a YAML tag (`!name`)
        """,
    ),
    **_table(
        False,
        "error",
        """
        claim-fails: a claim does not hold
        critical-later: a critical item stands behind one that is not
        duplicate-option: two options of a question have the same label
        no-result: a sum divides by zero
        long-item: an item of a checklist has more words than people read at a pause
        question-differs: a question that two joined decisions share has different options in them
        route-too-long: a route asks more questions than people will answer
        scenario-fails: a scenario ends elsewhere than it expects
        scenario-incomplete: a scenario does not answer everything its walk asks
        settled-by-mismatch: the outcomes of the settling decision do not each stand in exactly one option
        too-many-items: a section of a checklist has more items than one pause can hold
        shadowed-rule: earlier rules leave nothing for a rule of a table
        uncovered-statement: nothing encodes a statement of a source that is in scope
        unknown-checklist: a checklist is named that does not exist
        unknown-decision: a decision is named that does not exist
        unknown-evidence: evidence is cited that the register does not hold
        unknown-sum: a page shows a sum that does not exist
        unknown-statement: a statement is named that no source has, or that two sources have
        unreachable-step: no route leads to a question or an outcome
        vague-completion: the last line of a checklist does not state what is reached
        vague-item: an item of a checklist does not say what to do, or which state counts as done
        """,
    ),
    **_table(
        False,
        "warning",
        """
        bare-yes-no: an option says only yes or no, without a description
        claim-not-analysed: a claim takes too many states to check
        condition-never-asked: a warning hangs on a question that no route to its outcome asks
        hard-to-read: a question needs more schooling than its readers may have
        idle-question: the outcome depends on no answer to a question
        missing-evidence: a question or an outcome cites no evidence
        missing-glyph: the font of the printed sheets has no sign for a character
        option-never-tested: no scenario takes an option
        question-asked-twice: a route comes to a question that is already answered
        text-too-long: a text is longer than people read
        unclear-pause: a section of a checklist does not say when to stop and read it
        unclear-title: the title of a checklist names nothing of its objective
        unequal-detail: outcomes are described in unequal detail
        unused-allow: `allow` silences a diagnostic that is not raised
        """,
    ),
    **_table(
        False,
        "note",
        """
        dominant-outcome: one outcome takes almost all answers
        expired-evidence: evidence is past its date
        expired-review: a review is overdue
        """,
    ),
}
