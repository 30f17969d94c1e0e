"""Pictures to draw in tests and benchmarks: a small one, a real one, and as many boxes as wanted."""

from __future__ import annotations

from crossroads.showing.drawing import Arrow, Box, Picture

WORDS = {"do": "Do", "prepare": "Prepare", "stop": "Stop", "elsewhere": "Elsewhere"}
TONES = tuple(WORDS)
LABELS = ("How large is the collection of documents?", "Who may see it?", "Does it change every week or so?")
ENDS = (
    "Build a small index",
    "Wait and collect data",
    "Stop here, the risk is too high",
    "See another decision",
)
ANSWERS = ("Yes", "No", "About a thousand pages", "Not sure yet")


def question(key: str, label: str, word: str = "Question", kind: str = "question") -> Box:
    """Make a question whose full text is its label."""
    return Box(key, kind, "", word, label, label, f"#{key}")


def outcome(key: str, tone: str, label: str) -> Box:
    """Make an outcome with the English word of its tone."""
    return Box(key, "outcome", tone, WORDS[tone], label, label, f"#{key}")


def small() -> Picture:
    """Give a picture of five boxes, one of each look."""
    return Picture(
        "small",
        "Is the pilot worth it?",
        (
            question("tests", "Is success written down, with at least 20 test questions?", "Start"),
            question("prompt", "How did your best prompt do?", kind="table"),
            outcome("define", "prepare", "Write the tests first"),
            outcome("keep", "do", "Keep the prompt"),
            outcome("halt", "stop", "Stop for now"),
            outcome("next", "elsewhere", "Choose a method"),
        ),
        (
            Arrow("tests", "prompt", "yes", "Yes"),
            Arrow("tests", "define", "no", "No"),
            Arrow("prompt", "keep", "met", "Met the target"),
            Arrow("prompt", "define", "untried", "Not tried"),
            Arrow("prompt", "halt", "far", "Far off"),
            Arrow("prompt", "next", "below", "Below the target"),
        ),
    )


def large(count: int) -> Picture:
    """Give a picture of so many boxes, two fifths of them questions, some outcomes shared; always the same."""
    questions = max(1, count * 2 // 5)
    boxes = [
        question(f"q{i}", LABELS[i % 3], "Question" if i else "Start", "table" if i % 7 == 5 else "question")
        for i in range(questions)
    ]
    boxes += [outcome(f"o{i}", TONES[i % 4], ENDS[i % 4]) for i in range(count - questions)]
    arrows = []
    unused = [box.key for box in boxes[1:]]
    questions_left = [key for key in unused if key[0] == "q"]
    outcomes_left = [key for key in unused if key[0] == "o"]
    for i in range(questions):
        heads = [questions_left.pop(0) for _ in range(2) if questions_left]
        heads += [outcomes_left.pop(0) for _ in range(1 + i % 2) if outcomes_left]
        while len(heads) < 2:
            heads.append(f"o{(i * 7 + len(heads)) % (count - questions)}")
        if i % 9 == 3 and i + 4 < questions:
            heads.append(f"q{i + 4}")
        arrows += [Arrow(f"q{i}", head, f"a{k}", ANSWERS[(i + k) % 4]) for k, head in enumerate(heads)]
    arrows += [Arrow(f"q{questions - 1}", head, f"z{head}", "Otherwise") for head in outcomes_left]
    return Picture(f"large-{count}", "A large decision", tuple(boxes), tuple(arrows))


def labelled(prefix: str, label: str) -> Picture:
    """Give a picture that shows a label everywhere a label can be."""
    ends = tuple(Box(tone, "outcome", tone, WORDS[tone], label, label, f"#{tone}") for tone in TONES)
    start = Box("start", "question", "", "Start", label, label, "#start")
    return Picture(prefix, label, (start, *ends), tuple(Arrow("start", end.key, end.key, label) for end in ends))
