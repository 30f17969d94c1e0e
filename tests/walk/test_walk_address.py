"""The address: history, links to a step, what is wrong in them, and that the answers stay in the fragment."""

from __future__ import annotations

import random
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from walk_model import IDS, model, sample
from walk_page import WalkPage

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("decision", IDS)
START = "Walk through it"


def there(way: Any) -> list[tuple[str, Any]]:
    return [("begin", None), *(("answer", o) for _, o in way.answers)]


@both
def test_a12_back_leads_to_the_previous_step_with_its_answer(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    for way in sample(known.ways(), 18):
        backward = len(way.answers) + 1
        seen = walk.drive(*there(way), *[("inBack", None)] * backward)[-backward:]
        expected = [(known.text(q), [o]) for q, o in reversed(way.answers)]
        assert [(s["heading"], s["checked"]) for s in seen] == [*expected, (START, [])]
        assert all(s["focused"] == s["heading"] for s in seen)


@both
def test_a13_browser_back_equals_in_page_back(walking: Any, journal: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    walked = dict(journal[decision])
    for way in sample(known.ways(), 18):
        count = len(way.answers) + 1
        seen = walk.drive(*there(way), *[("back", None)] * count, *[("forward", None)] * count, ("reset", None))
        back, again = seen[count : 2 * count], seen[2 * count : -1]
        headings = [known.text(s) for s in known.steps_of(way)]
        assert [s["heading"] for s in back] == [*reversed(headings[:-1]), START]
        assert [s["checked"] for s in back[:-1]] == [[o] for _, o in reversed(way.answers)]
        assert [s["heading"] for s in again] == headings
        assert [s["hash"] for s in again] == [s["hash"] for s in walked[way]]
        assert again[-1]["text"] == walked[way][-1]["text"]


def test_a13_one_entry_a_step_and_no_trap(walking: Any) -> None:
    walk = walking("need-at-all")
    before = walk.page.evaluate("history.length")
    walk.start()
    walk.answer("enough", "meets-target")
    assert walk.page.evaluate("history.length") == before + 3
    for _ in range(3):
        walk.page.go_back()
    assert walk.look()["heading"] == START
    walk.page.go_back()
    assert walk.page.url == "about:blank"


@pytest.mark.parametrize("width", [1280])
def test_a14_reload_restores_step_and_choice(walking: Any, width: int) -> None:
    walk = walking("choose-method", width=width)
    walk.start()
    walk.answer("facts", "documents", "slower")
    walk.page.go_back()
    before = walk.look()
    assert before["checked"] == ["slower"]
    walk.page.reload()
    assert walk.look() == before
    walk.page.go_forward()
    assert walk.look()["heading"] == model("choose-method").text("access")


def test_a14_the_back_forward_cache_keeps_the_walk(walking: Any) -> None:
    walk = walking("choose-method")
    session = walk.page.context.new_cdp_session(walk.page)
    session.send("Page.enable")
    refused: list[dict[str, Any]] = []
    session.on("Page.backForwardCacheNotUsed", lambda event: refused.extend(event["notRestoredExplanations"]))
    walk.page.evaluate("addEventListener('pageshow', (e) => { window.persisted = e.persisted; })")
    walk.start()
    walk.answer("facts", "documents")
    walk.choose("slower")
    before = walk.look()
    walk.page.goto(walk.url.replace("choose-method", "need-at-all"))
    walk.page.go_back(wait_until="commit")
    walk.page.wait_for_load_state("load")
    if refused:  # a browser without windows keeps no page; then none of its reasons is the page's own
        assert [why["reason"] for why in refused if why["type"] == "PageSupportNeeded"] == []
        assert "BackForwardCacheDisabledForDelegate" in {why["reason"] for why in refused}
        return
    walk.page.wait_for_function("window.persisted === true")
    assert walk.look() == before
    walk.press_continue()
    assert walk.look()["heading"] == model("choose-method").text("access")


@both
def test_a15_every_step_has_an_address_that_reproduces_it(walking: Any, journal: Any, decision: str) -> None:
    known = model(decision)
    states = {seen["hash"]: seen for _, steps in journal[decision] for seen in steps}
    same = ("heading", "text", "title", "progress", "answers", "current", "taken", "fieldsets", "checked")
    clean = walking(decision)
    for address, seen in zip(states, clean.drive(*(("go", a) for a in states)), strict=True):
        assert {k: seen[k] for k in same} == {k: states[address][k] for k in same}
    for way in sample(known.ways(), 4):  # and loaded, in a profile of its own
        address = way.fragment(clean.digits())
        seen = walking(decision, address).look()
        assert {k: seen[k] for k in same} == {k: states[address][k] for k in same}


@both
def test_a16_addresses_are_short_and_made_of_ids(journal: Any, decision: str) -> None:
    for way, steps in journal[decision]:
        digits = steps[0]["hash"][2:]
        assert [s["hash"] for s in steps] == [way.fragment(digits, n) for n in range(len(steps))]
        assert len(f"https://a.domain.of.some.length.example/decisions/{decision}/" + steps[-1]["hash"]) <= 2000


@both
def test_a17_what_cannot_be_used_is_dropped_with_a_notice(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    digits = walk.digits()
    rng = random.Random(17)  # noqa: S311 - reproducible on purpose
    odd = [
        "x",
        "=",
        "&&",
        "%zz",
        "a=b=c",
        "failure=",
        "=facts",
        "<b>=1",
        '"]=x',
        "constructor=a",
        "__proto__=b",
        "ä=ö",
        "%26=%3D",
    ]
    acts, expected = [], []
    for way in rng.choices(known.ways(), k=50):
        pairs = [f"{q}={o}" for q, o in way.answers]
        place = rng.randrange(len(pairs) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            pairs.insert(place, rng.choice(odd))
        elif kind == 1 and place < len(pairs):
            pairs[place] = pairs[place].split("=")[0] + "=not-offered"
        elif kind == 2 and place < len(pairs) - 1:
            del pairs[place]
        else:
            pairs = pairs[:place]
        answers = dict(p.split("=") for p in reversed(pairs) if p.count("=") == 1 and not p.endswith("="))
        taken, step = known.walk(answers)
        acts.append(("go", f"#~{digits}&{'&'.join(pairs)}" if pairs else f"#~{digits}"))
        expected.append((known.text(step), len(taken) == len(pairs)))
    acts = [a for act in acts for a in (("go", "#~"), act)]
    found = walk.drive(*acts)[1::2]
    assert [(s["heading"], s["notice"] is None) for s in found] == expected
    hopeless = ("#~", "#~&", "#~zz", f"#~{digits}&", "#~%", "#~" + "9" * 3000, "#%7E" + digits)
    for seen in walk.drive(*(("go", text) for text in hopeless)):
        assert seen["heading"] == known.text(known.start)
    walk.load("#~%E0%A4%A&&&=")
    assert walk.look()["heading"] == known.text(known.start)


def test_a17_what_is_no_state_is_left_alone(walking: Any) -> None:
    walk = walking("need-at-all", "#improve")
    assert walk.look()["heading"] == START
    assert walk.page.evaluate("location.hash") == "#improve"


@both
def test_a18_a_link_of_other_rules_says_so(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    ways = sample(known.ways(), 24)
    for way, seen in zip(ways, walk.drive(*(("go", w.fragment("0123456789ab")) for w in ways)), strict=True):
        assert seen["heading"] == known.text(way.outcome)
        assert "rules have changed since this link was made" in seen["notice"]
    walk.load(known.ways()[0].fragment("0123456789ab"))
    assert walk.page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    walk.page.wait_for_load_state("networkidle")
    walk.page.errors[:] = [e for e in walk.page.errors if "404" not in e]  # no such version was ever published


class Recording(SimpleHTTPRequestHandler):
    """Serves files and keeps every line that a browser sent."""

    lines: list[str]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Keep the request."""
        Recording.lines.append(f"{self.requestline}\n{self.headers}")
        super().do_GET()


def test_a19_answers_are_never_sent(new_page: Any, site: Any) -> None:
    Recording.lines = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Recording, directory=str(site.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    walk = WalkPage(new_page(), f"http://localhost:{server.server_address[1]}/decisions/need-at-all/")
    walk.load()
    digits, loaded = walk.digits(), len(Recording.lines)
    walk.start()
    walk.answer("enough", "below-target", "falls-short", "own-facts")
    walk.page.reload()
    walk.page.get_by_role("link", name="Retrieval, fine-tuning, both or neither?").first.click()
    walk.page.wait_for_load_state("networkidle")
    walk.page.goto("about:blank")
    server.shutdown()
    server.server_close()
    sent = "\n".join(Recording.lines)
    assert len(Recording.lines) > loaded
    for word in ("enough", "below-target", "falls-short", "own-facts", "~", digits):
        assert word not in sent


def test_a19_anchors_and_scrolling_leave_the_walk_in_the_address(walking: Any) -> None:
    walk = walking("choose-method")
    walk.start()
    walk.answer("facts", "documents")
    before = walk.look()
    places = [
        walk.page.locator("nav.cr-contents a").nth(3),
        walk.page.locator(".cr-outline .cr-option a").first,
        walk.page.locator(".cr-drawing .cr-d-box").last,
    ]
    for link in places:
        target = link.get_attribute("href") or link.get_attribute("xlink:href")
        link.click()
        walk.page.wait_for_function("h => location.hash === h", arg=before["hash"])
        top = walk.page.evaluate("t => document.querySelector(t).getBoundingClientRect().top", target)
        assert 0 <= top <= 450, target
        assert walk.look()["heading"] == before["heading"]
    walk.page.mouse.wheel(0, -1500)
    walk.page.wait_for_timeout(100)
    assert walk.look()["hash"] == before["hash"]
    walk.page.reload()
    assert walk.look()["heading"] == before["heading"]
    walk.page.evaluate("scrollTo(0, 0)")
    seen = walk.drive(("inBack", None), ("answer", "documents"))
    assert seen[0]["heading"] == model("choose-method").text("source")
    assert seen[1]["heading"] == before["heading"]


def test_a19_a_theme_that_tracks_anchors_does_not_win(walking: Any) -> None:
    walk = walking("need-at-all")
    walk.start()
    state = walk.look()["hash"]
    walk.page.evaluate("addEventListener('scroll', () => history.replaceState({}, '', '#improve'))")
    walk.page.mouse.wheel(0, 900)
    walk.page.wait_for_function("location.hash === '#improve'")
    walk.page.wait_for_function("h => location.hash === h", arg=state)
    assert walk.drive(("inBack", None))[0]["heading"] == START


def expected_change(known: Any, way: Any, place: int, other: str) -> tuple[str, list[list[str]], set[str]]:
    """Tell from the model where a changed answer leads, with which answers, and which are lost."""
    given = {**dict(way.answers), way.answers[place][0]: other}
    taken, step = known.walk(given)
    ahead, waiting = set(), [step]
    while waiting:
        question = waiting.pop()
        if question in known.questions and question not in ahead:
            ahead.add(question)
            waiting += [known.next(question, o) for o in known.questions[question]["options"]]
    later = {q for q, _ in way.answers[place + 1 :]}
    lost = later - {q for q, _ in taken} - ahead
    listed = [[known.text(q), known.questions[q]["options"][o]["label"]] for q, o in taken]
    return known.text(step), listed, {known.text(q) for q in lost}


@both
def test_a21_change_keeps_what_still_lies_on_the_way(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    digits = walk.digits()
    cases = [
        (way, place, other)
        for way in known.ways()
        for place, (question, _) in enumerate(way.answers)
        for other in known.questions[question]["options"]
    ]
    some = random.Random(21).sample(cases, min(len(cases), 40))  # noqa: S311 - reproducible on purpose
    acts = [[("go", w.fragment(digits)), ("change", at), ("answer", other), ("go", "#~")] for w, at, other in some]
    found = walk.drive(*(a for each in acts for a in each))
    for number, (way, place, other) in enumerate(some):
        seen = found[4 * number : 4 * number + 3]
        question, option = way.answers[place]
        assert (seen[-2]["heading"], seen[-2]["checked"]) == (known.text(question), [option])
        heading, listed, lost = expected_change(known, way, place, other)
        assert (seen[-1]["heading"], seen[-1]["answers"]) == (heading, listed)
        assert (seen[-1]["notice"] is not None) == bool(lost)
        assert all(text in seen[-1]["notice"] for text in lost)


def test_a27_start_again_leaves_nothing(walking: Any) -> None:
    walk = walking("need-at-all")
    walk.start()
    walk.answer("too-few")
    seen = walk.drive(("reset", None))[0]
    assert (seen["heading"], seen["focused"], seen["hash"], seen["current"], seen["taken"]) == (
        START,
        START,
        "",
        [],
        [],
    )
    assert walk.page.url == walk.url
    assert (
        walk.page.evaluate(
            "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(k => /cross|walk/.test(k))"
        )
        == []
    )
    assert walk.drive(("begin", None))[0]["checked"] == []
