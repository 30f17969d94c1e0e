"""The page around the walk: without script, the drawing, policies, other hosts, and markup that is not known."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from rcssmin import cssmin
from walk_model import IDS, model

from crossroads.showing import pages
from crossroads.showing.pages import WALK, assets
from find_browser import found

ROOT = Path(__file__).parent.parent.parent
ASSETS = ROOT / "generator" / "crossroads" / "assets"
SCRIPT = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in WALK)
PUBLISHED = next(a for a in assets() if a.uri == pages.SCRIPT).content.decode("utf-8")
pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("decision", IDS)


@both
@pytest.mark.parametrize("width", [1280, 320])
def test_a01_links_alone_reach_every_outcome(walking: Any, decision: str, width: int) -> None:
    known = model(decision)
    page = walking(decision, width=width, java_script_enabled=False).page
    text = " ".join(page.locator(".cr-decision").inner_text().split())
    for question in known.questions.values():
        assert question["ask"] in text
        assert all(o["label"] in text for o in question["options"].values())
    assert all(o["title"] in text for o in known.outcomes.values())
    reached: set[str] = set()
    waiting = [page.get_by_role("link", name="Start", exact=True).get_attribute("href")]
    while waiting:
        step = waiting.pop()
        if step not in reached:
            reached.add(step)
            leads = page.locator(f"{step} .cr-option > a, {step} .cr-rule a")
            waiting += [a.get_attribute("href") for a in leads.all()]
    assert reached == {f"#{s}" for s in (*known.questions, *known.outcomes)}
    controls = page.locator(".cr-decision :is(button, input, select, [role=button], [data-act])")
    visible = [c.inner_text() for c in controls.all() if c.is_visible()]
    assert visible == ["Start"]
    page.get_by_role("link", name="Start", exact=True).click()
    assert page.url.endswith(f"#{known.start}")
    assert page.locator(f"#{known.start}").is_visible()


def test_a01_a_state_without_script_shows_the_whole_outline(walking: Any) -> None:
    page = walking("need-at-all", "#~0123456789ab&test-set=enough", java_script_enabled=False).page
    assert page.get_by_role("link", name="Start", exact=True).is_visible()
    assert page.locator(".cr-outline .cr-question").first.is_visible()


@both
def test_b21_flow_and_drawing_are_in_step(journal: Any, decision: str) -> None:
    known = model(decision)
    for way, steps in journal[decision]:
        for number, (step, now) in enumerate(zip(known.steps_of(way), steps, strict=True)):
            assert now["current"] == [step]
            assert sorted(now["taken"]) == sorted([q, o] for q, o in way.answers[:number])


def test_b21_marking_moves_neither_focus_nor_page(walking: Any) -> None:
    walk = walking("choose-method", height=700)
    walk.start()
    tops = set()
    for option in ("facts", "documents", "slower", "rights-differ"):
        walk.drive(("answer", option))
        tops.add(walk.page.evaluate("scrollY"))
    assert len(tops) == 1
    # Once the drawing is in sight, it shows the place within its own region.
    walk.page.locator(".cr-drawing-scroll").first.evaluate("region => region.scrollIntoView()")
    walk.page.wait_for_function("""() => {
      const box = document.querySelector("[aria-current=step]");
      const [outer, inner] = [box.closest('.cr-drawing-scroll'), box].map((e) => e.getBoundingClientRect());
      return inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
    }""")


def test_a28_no_timers_dialogs_or_traps() -> None:
    for word in (
        "unload",
        "pagehide",
        "alert(",
        "confirm(",
        "showModal",
        "setInterval",
        "localStorage",
        "sessionStorage",
        "XMLHttp",
        "sendBeacon",
    ):
        assert word not in SCRIPT


def test_a28_nothing_happens_by_itself(walking: Any) -> None:
    walk = walking("need-at-all")
    walk.page.clock.install()
    walk.page.reload()
    walk.start()
    walk.choose("enough")
    before = walk.look()
    walk.page.clock.run_for(600_000)
    assert walk.look() == before


def test_g06_the_script_makes_no_markup_from_text() -> None:
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        ".style.",
        'setAttribute("style',
        "import(",
        "export ",
    ):
        assert word not in SCRIPT
    assert not re.search(r"\.on[a-z]+\s*=", SCRIPT)


def test_g06_a_strict_policy_holds(walking: Any, new_page: Any) -> None:
    page = new_page(bypass_csp=False)
    policy = (
        "style-src 'self'; require-trusted-types-for 'script'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )

    def guarded(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy-report-only": policy})

    walk = walking("need-at-all")
    page.route("**/decisions/need-at-all/", guarded)
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation',"
        "(e) => broken.push([e.sourceFile, e.violatedDirective, e.lineNumber]))"
    )
    walk.page, plain = page, walk.page
    walk.load()
    walk.drive(("begin", None), ("answer", "enough"), ("answer", "meets-target"), ("inBack", None), ("submit", None))
    own = [b for b in page.evaluate("broken") if "walk.js" in b[0] or b[1].startswith(("style-src", "form-action"))]
    assert own == []
    page.errors.clear()  # the theme's own reports
    plain.close()


def test_f01_the_walk_is_small() -> None:
    assert len(gzip.compress(PUBLISHED.encode(), 9)) <= 12 * 1024
    assert len(gzip.compress(cssmin((ASSETS / "walk.css").read_text("utf-8")).encode(), 9)) <= 4 * 1024


def test_removed_the_element_leaves_the_page_as_it_was(walking: Any) -> None:
    walk = walking("need-at-all")
    title = walk.page.title()
    walk.start()
    walk.answer("enough")
    walk.page.evaluate("window.kept = document.querySelector('crossroads-walk'); kept.remove()")
    assert walk.page.title() == title
    assert walk.page.locator(".cr-drawing [aria-current], .cr-drawing .is-taken").count() == 0
    assert walk.page.evaluate("kept.querySelector('.cr-start') !== null && kept.querySelector('.cr-flow') === null")
    walk.page.evaluate("location.hash = '#improve'")
    assert walk.page.evaluate("location.hash") == "#improve"
    walk.page.evaluate("document.querySelector('.cr-walk-section').append(kept)")
    walk.start()
    walk.answer("too-few")
    assert walk.look()["heading"] == model("need-at-all").text("define")


def test_evaluated_twice_there_is_one_walk(walking: Any) -> None:
    walk = walking("need-at-all")
    walk.page.add_script_tag(content=PUBLISHED)
    walk.start()
    assert walk.page.evaluate("history.state['crossroads-walk'].back") == 1
    walk.answer("too-few")
    assert walk.look()["progress"] is not None


@pytest.mark.parametrize(
    "missing",
    [
        "section[data-node='3']",
        "[data-option=enough] .cr-label",
        "template[data-part=data]",
        "template[data-part=choice]",
    ],
)
def test_unknown_markup_fails_loudly_and_keeps_the_static_page(new_page: Any, site: Any, missing: str) -> None:
    page = new_page()
    page.add_init_script(
        f"const take = () => document.querySelector({missing!r})?.remove();"
        "document.addEventListener('readystatechange', take, {once: true});"
    )
    page.goto(site.at("decisions/need-at-all/"))
    assert len(page.errors) == 1
    assert "crossroads-walk" in page.errors[0]
    page.errors.clear()
    page.get_by_role("link", name="Start", exact=True).click()
    assert page.url.endswith("#test-set")


@both
def test_file_pages_work_from_disk(new_page: Any, site: Any, decision: str) -> None:
    page = new_page()
    page.goto((site.folder / "decisions" / decision / "index.html").as_uri())
    page.locator("[data-act=begin]").click()
    page.locator(".cr-choice").first.click()
    page.get_by_role("button", name="Continue").click()
    assert page.locator(".cr-progress").inner_text()
    page.errors.clear()  # the theme fetches its search index, which a page on disk may not


def test_f07_what_lies_below_an_answer_follows_by_itself(walking: Any) -> None:
    """No answer waits for the rest of its step: that comes a piece at a time, and is what a reader of it all gets."""
    shown = "document.querySelector('crossroads-walk .cr-stage').textContent"
    marks = "document.querySelectorAll('.cr-d-edge.is-taken').length"
    way = model("need-at-all").ways()[0]
    walk = walking("need-at-all", f"#~{walking('need-at-all').digits()}" + "".join(f"&{q}={o}" for q, o in way.answers))
    whole, taken = walk.page.evaluate(shown), walk.page.evaluate(marks)
    assert taken == len(way.answers)
    walk = walking("need-at-all")
    walk.page.evaluate(
        """() => {
          const real = requestAnimationFrame;
          const waiting = [];
          window.requestAnimationFrame = (act) => waiting.push(act);
          window.paint = () => { window.requestAnimationFrame = real; for (const act of waiting) real(act); };
        }"""
    )
    walk.page.locator("[data-act=begin]").click()
    for _, option in way.answers:
        walk.choose(option)
        walk.page.get_by_role("button", name="Continue", exact=True).click()
    assert walk.page.locator("crossroads-walk .cr-take").count() == 0
    assert walk.page.evaluate(marks) == 0
    walk.page.evaluate("paint()")
    walk.page.locator("crossroads-walk .cr-take").wait_for()
    walk.page.wait_for_function(f"{marks} === {taken}")
    assert walk.page.evaluate(shown) == whole


def test_f07_who_hears_the_page_is_given_what_is_out_of_sight(browser: Any, site: Any) -> None:
    """Sections that a walk leaves out of sight are not laid out; a screen reader finds their headings all the same."""
    started = browser.browser_type.launch(executable_path=found(), args=["--force-renderer-accessibility"])
    page = started.new_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    page.goto(site.at("decisions/choose-method/"))
    page.locator("[data-act=begin]").click()
    page.locator("crossroads-walk .cr-folds").wait_for()
    headings = page.locator(".cr-outline h3, .cr-outcomes h3").all_text_contents()
    page.wait_for_timeout(500)  # the tree follows the page after a while
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    named = {n["name"]["value"] for n in nodes if n["role"]["value"] == "heading" and not n["ignored"]}
    started.close()
    assert len(headings) > 20
    assert {" ".join(text.split()) for text in headings} <= {" ".join(name.split()) for name in named}


def test_f07_what_is_made_ahead_is_what_was_chosen_last(walking: Any) -> None:
    """The next step is made once an answer is chosen; another choice in the last moment is not answered with it."""
    known = model("need-at-all")
    question, option = known.ways()[0].answers[0]
    other = next(o for o in known.offered(question) if o != option)
    walk = walking("need-at-all")
    for before, last in ((option, other), (other, option)):
        walk.load()
        walk.start()
        walk.choose(before)
        walk.finish()  # the step is made
        walk.page.evaluate(
            """(last) => {
              document.querySelector(`crossroads-walk input[value="${last}"]`).click();
              document.querySelector('crossroads-walk form').requestSubmit();
            }""",
            last,
        )
        walk.finish()
        given = walk.look()
        assert given["hash"].endswith(f"&{question}={last}")
        walk.load(given["hash"])
        assert walk.look()["text"] == given["text"]


def test_what_a_link_leads_to_is_unfolded(walking: Any) -> None:
    """Arrived at by an address, by a link of the text, or by one of the list of contents; with a script."""
    page = walking("need-at-all").page
    name = next(iter(model("need-at-all").outcomes))
    fold = page.locator(f"#{name} > .cr-more")
    steps = fold.locator(".cr-next li").first
    assert not steps.is_visible()
    page.locator(f'.cr-outline a[href="#{name}"]').first.click()
    steps.wait_for()
    fold.locator("summary").first.click()
    assert not steps.is_visible()  # and whoever wants to folds it again
    page.get_by_role("link", name="Sources").click()
    page.locator(".cr-citations li").first.wait_for()
    page.goto(f"{page.url.split('#')[0]}?#{name}")
    steps.wait_for()


@both
def test_a01_without_a_script_a_link_shows_all_that_it_leads_to(walking: Any, decision: str) -> None:
    page = walking(decision, java_script_enabled=False).page
    for name in model(decision).outcomes:
        page.goto(f"{page.url.split('#')[0]}#{name}")
        assert page.locator(f"#{name} .cr-next li").first.is_visible()
        assert page.locator(f"#{name} .cr-because").is_visible()
    assert page.locator(".cr-next:visible").count() == 1
