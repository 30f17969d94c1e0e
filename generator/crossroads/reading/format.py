"""Format version 1, written down once: every file, key, kind and sentence about it."""

from __future__ import annotations

from crossroads.model.decision import CERTAINTIES, HITS, KINDS, ORDERS, STRENGTHS, UNKNOWN
from crossroads.model.library import STANCES, THRESHOLDS
from crossroads.reading.shapes import (
    Choice,
    Day,
    Either,
    Field,
    Id,
    Kind,
    Link,
    ListOf,
    MapOf,
    MarkdownText,
    Number,
    Shape,
    StatementId,
    Text,
    Truth,
    Whole,
)

T, MD = Text(), MarkdownText()
EVIDENCE = ListOf(Id("evidence"))
STATEMENTS = ListOf(StatementId())
WAS = ListOf(Id("old"))
ALLOW = MapOf(T, Id("code"))
ANSWERS = MapOf(ListOf(Id("option"), bare=True), Id("question"))
STEP = Id("step")


def _need(name: str, kind: Kind, about: str) -> Field:
    return Field(name, kind, about, required=True)


_CITES = (
    Field("evidence", EVIDENCE, "Entries of the register of evidence that back this."),
    Field("covers", STATEMENTS, "Statements of source documents that this encodes."),
)
_OLD = Field("was", WAS, "Earlier ids, oldest first, so that links and reports follow a renaming.")
_ALLOW = Field("allow", ALLOW, "Codes of diagnostics that are meant here, each with the reason.")

OPTION = Shape(
    "option",
    "One answer that the author offers.",
    (
        _need("label", T, "The answer, in the reader's words."),
        Field("description", T, "What counts as this answer; bare yes and no need it."),
        Field("rationale", MD, "Why this answer pushes where it does."),
        *_CITES,
        Field("next", STEP, "The question, table or outcome that follows."),
        Field("from", Number(), "The smallest number of this band; numeric questions only."),
        Field("below", Number(), "The number under which this band ends; numeric questions only."),
        Field("outcomes", ListOf(Id("other-outcome")), "Outcomes of the settling decision that mean this answer."),
        _OLD,
    ),
)

QUESTION = Shape(
    "question",
    "A question with its options in the order they are shown.",
    (
        _need("ask", T, "The question, in words that anyone can answer."),
        Field("short", Text(40), "The question for the drawing, at most 40 characters."),
        Field("hint", T, "One sentence under the question."),
        Field("help", MD, "How to find the answer; folded until asked for."),
        _need("rationale", MD, "Why it is asked, and what hangs on it."),
        *_CITES,
        _need("options", MapOf(OPTION, Id(reserved=(UNKNOWN,))), "The answers, at least two."),
        Field("unit", T, "Makes the question numeric: what the number counts."),
        Field("min", Number(), "The smallest number there can be."),
        Field("max", Number(), "The largest number there can be."),
        Field("unsure", Either(Id("option"), "false"), "The option that means not sure, or false."),
        Field("unsure-because", T, "Why “I don't know” is not offered."),
        Field("settled-by", Id("decision"), "A decision whose outcome answers this question."),
        _OLD,
        _ALLOW,
    ),
)

_CONDITION = (
    Field("when", ANSWERS, "Answers that must all be given: question to option or options."),
    Field("unless", ANSWERS, "Answers that must not all be given."),
)

WARNING = Shape(
    "warning",
    "A caution that an outcome shows.",
    (_need("text", T, "The caution."), Field("evidence", EVIDENCE, "What backs it."), *_CONDITION),
)

OUTCOME = Shape(
    "outcome",
    "The advice at the end of a walk.",
    (
        _need("title", T, "The advice, as an instruction."),
        _need("kind", Choice(KINDS), "What sort of advice it is."),
        _need("summary", MD, "The advice in a few sentences."),
        _need("rationale", MD, "Why it fits whoever arrives here."),
        _need("benefits", ListOf(T), "What speaks for it."),
        _need("drawbacks", ListOf(T), "What speaks against it."),
        _need("next-steps", ListOf(T), "What to do first."),
        _need("revisit-when", ListOf(T), "What would change the advice."),
        Field("warnings", ListOf(WARNING), "Cautions, always shown or under conditions."),
        _need("certainty", Choice(CERTAINTIES), "How sure the evidence makes us."),
        _need("strength", Choice(STRENGTHS), "How firmly we advise it."),
        *_CITES,
        Field("checklists", ListOf(Id("checklist")), "Checklists to print."),
        Field("then", ListOf(Id("decision")), "Decisions to walk next."),
        _OLD,
        _ALLOW,
    ),
)

RULE = Shape(
    "rule",
    "One row of a table; a rule with neither `when` nor `unless` is otherwise: once, and last.",
    (
        *_CONDITION,
        _need("next", STEP, "The question, table or outcome that follows."),
        Field("rationale", MD, "Why this follows."),
        *_CITES,
    ),
)

TABLE = Shape(
    "table",
    "A decision table: it asks, one at a time, what can still matter, and its rules say what follows.",
    (
        Field("title", T, "What the table decides."),
        _need("asks", ListOf(Id("question")), "The questions it may ask, in this order."),
        Field("hit", Choice(HITS), "`first` rule that holds (the default), or `unique`: at most one may hold."),
        Field("order", Choice(ORDERS), "`given` (the default), or `shortest`: the fewest questions to expect."),
        Field("rationale", MD, "Why these questions decide together."),
        *_CITES,
        _need("rules", ListOf(RULE), "The rules, in order."),
        _ALLOW,
    ),
)

MONOTONE = Shape(
    "monotone",
    "A claim that more of something never leads back.",
    (
        _need("question", Id("question"), "The question whose answer grows."),
        _need("order", ListOf(Id("option")), "All its options, from the least to the most."),
        _need("outcomes", ListOf(Id("outcome")), "Outcomes from the earliest to the latest; others are not compared."),
    ),
)

CLAIM = Shape(
    "claim",
    "A sentence that the site may say about a decision; one form a claim.",
    (
        _need("says", T, "The sentence."),
        *_CONDITION,
        Field("never", ListOf(Id("outcome")), "Where `when` holds, none of these is reached."),
        Field("always", ListOf(Id("outcome")), "Where `when` holds, one of these is reached."),
        Field("only", ListOf(Id("outcome")), "These are reached nowhere but where `when` holds."),
        Field("monotone", MONOTONE, "A later answer never has an earlier outcome."),
    ),
)

EXPECTATION = Shape(
    "expectation",
    "What a scenario expects, where it is not one outcome; one form only.",
    (
        Field("any-of", ListOf(Id("outcome")), "One of these outcomes."),
        Field("not", Id("outcome"), "Any outcome but this."),
        Field("possible", ListOf(Id("outcome")), "With unknown answers: exactly these are possible."),
    ),
)

SCENARIO = Shape(
    "scenario",
    "A case with an expected outcome; it is run on every build.",
    (
        _need("name", T, "What the case is."),
        _need("given", MapOf(T, Id("question")), "Question to option, number or `unknown`."),
        _need("expect", Either(EXPECTATION, "<outcome>"), "The outcome, or any-of, not, possible."),
        Field("evidence", EVIDENCE, "Whose published case it is."),
        Field("note", T, "What else to know about the case."),
    ),
)

RETIREMENT = Shape(
    "retirement",
    "Why a decision was withdrawn; its address lives on.",
    (
        _need("on", Day(), "Since when."),
        _need("because", T, "Why."),
        Field("instead", Id("decision"), "What to walk instead."),
    ),
)

_REVIEW = (
    _need("owner", T, "Who signs off a change."),
    _need("reviewed", Day(), "When it was last looked through."),
    _need("review-by", Day(), "When it is due again."),
)

DECISION = Shape(
    "decision",
    "One decision; the file's name is its id.",
    (
        _need("title", T, "What is decided."),
        _need("summary", T, "For whom, and what they leave with."),
        Field("audience", T, "Who should walk it."),
        Field("have-at-hand", ListOf(T), "What to have ready."),
        *_REVIEW,
        *_CITES,
        _need("start", STEP, "The first step."),
        _need("questions", MapOf(QUESTION, Id()), "The questions."),
        Field("tables", MapOf(TABLE, Id()), "Decision tables."),
        _need("outcomes", MapOf(OUTCOME, Id()), "The outcomes."),
        Field("scenarios", ListOf(SCENARIO), "Cases that must come out as expected."),
        Field("claims", ListOf(CLAIM), "Statements about the rules that must hold."),
        _OLD,
        Field("retired", RETIREMENT, "Present where the decision was withdrawn."),
        _ALLOW,
    ),
)

_FARTHER = MapOf(ListOf(Id("option"), bare=True), free=True)  # answers in any decision

ITEM = Shape(
    "item",
    "One line of a checklist.",
    (
        _need("id", Id(), "Its id, unique in the checklist."),
        _need("do", T, "What to do."),
        _need("done", T, "The state that counts as done."),
        Field("critical", Truth(), "True where leaving it out does harm; critical items come first."),
        Field("why", MD, "Why it is there."),
        *_CITES,
        Field("when", _FARTHER, "`decision.question` to options: the item applies only then."),
        Field("unless", _FARTHER, "`decision.question` to options: the item does not apply where all were given."),
        _OLD,
    ),
)

SECTION = Shape(
    "section",
    "Items under one pause.",
    (
        _need("title", T, "The section."),
        _need("pause", T, "The moment at which to stop and read."),
        _need("items", ListOf(ITEM), "At most nine, critical ones first."),
    ),
)

TRIAL = Shape(
    "trial",
    "One trial of a checklist.",
    (
        _need("by", T, "Who tried it."),
        _need("on", Day(), "When."),
        Field("changed", T, "What was changed after it."),
    ),
)

CHECKLIST = Shape(
    "checklist",
    "A list to print; the file's name is its id.",
    (
        _need("title", T, "What it is for."),
        _need("objective", T, "What is true when it is done."),
        *_REVIEW,
        _need("trial", Either(ListOf(TRIAL), "none"), "Who tried it, or `none`."),
        Field("adapted-from", T, "What it was adapted from."),
        Field("covers", STATEMENTS, "Statements of source documents that this encodes."),
        _need("sections", ListOf(SECTION), "The sections in order."),
        _need("completion", T, "The last line."),
        _OLD,
    ),
)

EVIDENCE_ENTRY = Shape(
    "evidence",
    "One entry of the register.",
    (
        _need("title", T, "The title of the source."),
        Field("authors", T, "Who wrote it."),
        Field("publisher", T, "Who published it."),
        Field("url", Link(), "Where it is."),
        Field("doi", T, "Its DOI, where it has one."),
        Field("published", T, "When it came out."),
        _need("seen", Day(), "When we last looked at it."),
        _need("grade", Choice(("A", "B", "C")), "A experiment, B official or named case, C practitioner."),
        _need("finding", MD, "What it found, with its figures."),
        Field("limits", MD, "How far it carries."),
        Field("expires", Day(), "When it must be looked at again."),
    ),
)

STATEMENT = Shape(
    "statement",
    "One thing that a source document says.",
    (
        _need("says", T, "What it says, in our own words."),
        Field("section", T, "Where in the document it stands."),
        Field("kind", T, "What sort of statement it is: criterion, step, definition, claim, …"),
        Field("quote", T, "Its own words, at most twelve of them."),
        Field("scope", Choice(("in", "out")), "`out` where no decision has to encode it."),
        Field("scope-because", T, "Why it is out of scope."),
        Field("stance", Choice(STANCES), "Whether the evidence lets us agree."),
        Field("because", MD, "Why we qualify it or disagree."),
        Field("evidence", EVIDENCE, "What backs the stance."),
    ),
)

DOCUMENT = Shape(
    "source",
    "A document whose statements the decisions encode; the file's name is its id.",
    (
        _need("title", T, "Its title."),
        Field("author", T, "Who wrote it."),
        Field("url", Link(), "Where it is."),
        Field("published", T, "When it came out."),
        _need("seen", Day(), "When we read it."),
        Field("note", MD, "How far to trust it."),
        _need("statements", MapOf(STATEMENT, StatementId()), "Its statements, under the document's own numbers."),
    ),
)

LIBRARY = Shape(
    "library",
    "The library as a whole; `library.yml` may be absent.",
    (
        Field("format", Whole(), "The version of the format, 1."),
        Field("lang", T, "The language of the texts (BCP 47)."),
        Field("title", T, "What the library is called."),
        Field("contact", T, "Where to ask, dispute and propose."),
        Field("updates", T, "How often the library is reviewed, and how a change comes about."),
        Field("interests", T, "Who pays, and which interests its owners have declared."),
        Field("terms", MapOf(T, free=True), "Term to its gloss: the glossary."),
        Field(
            "thresholds",
            Shape(
                "thresholds",
                "Numbers that checks use.",
                tuple(Field(name, Whole(), f"Default {number}.") for name, number in THRESHOLDS.items()),
            ),
            "Numbers that checks use.",
        ),
    ),
)
