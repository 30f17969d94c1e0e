"""A commented decision to start from; it has no fault, and its texts say what belongs in their place."""

from __future__ import annotations

from datetime import date

_TEXT = """\
# A decision. The file's name is its id. Check it with: crossroads check
title: What is decided, as a question?
summary: For whom it is, and what they leave with.
owner: who-signs-off          # who must agree to a change of these rules
reviewed: {today}
review-by: {later}          # past this day the page says that it is overdue
start: first                  # the id of the first question

questions:
  first:                      # an id: lower-case words with hyphens; it becomes an address, so keep it
    ask: What do you know that settles most?
    hint: One sentence that helps to answer.
    rationale: Why it is asked, and what hangs on it.
    allow: {{missing-evidence: Nothing is cited yet.}}   # cite entries of evidence.yml instead
    options:                  # at least two, in the order shown
      much: {{label: We know it, description: What counts as this answer, next: second}}
      little: {{label: We do not, description: What counts as that answer, next: wait}}
  second:
    ask: How large is it?
    unit: units               # makes the question numeric; the bands cover the line once
    rationale: Why the size matters, and where the cut-off comes from.
    allow: {{missing-evidence: Nothing is cited yet.}}
    options:
      small: {{label: Under ten, below: 10, next: act}}
      large: {{label: Ten or more, from: 10, next: wait}}

outcomes:
  act:
    title: Do this            # the advice, as an instruction
    kind: do                  # do, prepare, stop or elsewhere
    summary: What to do, in two sentences.
    rationale: Why it fits whoever arrives here.
    benefits: [What speaks for it]
    drawbacks: [What speaks against it]
    next-steps: [The first thing to do]
    revisit-when: [What would change the advice]
    certainty: low            # of the evidence: high, moderate, low, very-low
    strength: conditional     # of the advice: strong, conditional
    allow: {{missing-evidence: Nothing is cited yet.}}
  wait:
    title: Find out first
    kind: prepare
    summary: What is missing, and where to get it.
    rationale: Why waiting is better than guessing.
    benefits: [What speaks for it]
    drawbacks: [What speaks against it]
    next-steps: [The first thing to do]
    revisit-when: [What would change the advice]
    certainty: low
    strength: conditional
    allow: {{missing-evidence: Nothing is cited yet.}}

scenarios:                    # cases that must come out as expected; run on every build
  - name: Small and known
    given: {{first: much, second: 3}}
    expect: act
  - name: Large
    given: {{first: much, second: large}}
    expect: wait
  - name: Unknown
    given: {{first: little}}
    expect: wait
"""


def half_a_year_on(today: date) -> date:
    """Give the day on which a review of today is due again."""
    month = today.month + 6
    return date(today.year + (month > 12), (month - 1) % 12 + 1, min(today.day, 28))


def starter(today: date) -> str:
    """Give the text of a new decision, reviewed today and due in half a year."""
    return _TEXT.format(today=today.isoformat(), later=half_a_year_on(today).isoformat())
