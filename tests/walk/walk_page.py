"""A page with a walk, driven as people drive it; long runs are driven by one script inside the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from walking import finish

# Does many steps in one go, by the events that people's steps cause. Gives what was shown after each.
DRIVE = """async (acts) => {
  const flow = () => document.querySelector("crossroads-walk .cr-flow");
  const start = () => document.querySelector("crossroads-walk .cr-start");
  const seen = () => ({
    heading: (flow() ?? start()).querySelector("h2").textContent,
    focused: document.activeElement.textContent,
    hash: location.hash,
    title: document.title,
    progress: flow()?.querySelector(".cr-progress").textContent ?? null,
    notice: flow()?.querySelector(".cr-notice")?.textContent ?? null,
    checked: [...document.querySelectorAll("crossroads-walk input:checked")].map((i) => i.value),
    fieldsets: document.querySelectorAll("crossroads-walk fieldset").length,
    current: [...document.querySelectorAll(".cr-drawing [aria-current=step]")].map((b) => b.dataset.node),
    taken: [...document.querySelectorAll(".cr-d-edge.is-taken")].map((e) => [e.dataset.tail, e.dataset.option]),
    answers: [...document.querySelectorAll("crossroads-walk .cr-answer")].map((a) =>
      [a.querySelector("[data-slot=ask]").textContent, a.querySelector("[data-slot=label]").textContent]),
    text: flow()?.textContent ?? null,
  });
  const traversed = (go) => new Promise((done, failed) => {
    addEventListener("hashchange", () => setTimeout(done), { once: true });
    setTimeout(failed, 3000, new Error("nothing happened after " + go + " at " + location.hash));
    go();
  });
  const button = (act) => flow().querySelector(`[data-act="${act}"]`);
  const does = {
    begin: () => start().querySelector("[data-act=begin]").click(),
    choose: (option) => flow().querySelector(`input[value="${option}"]`).click(),
    submit: () => flow().querySelector("[type=submit]").click(),
    answer: (option) => { does.choose(option); does.submit(); },
    inBack: () => traversed(() => button("back").click()),
    back: () => traversed(() => history.back()),
    forward: () => traversed(() => history.forward()),
    go: (hash) => traversed(() => { location.hash = hash; }),
    change: (step) => flow().querySelectorAll("[data-act=change]")[step].click(),
    reset: () => button("reset").click(),
    look: () => {},
  };
  // In long runs the browser need not lay out the rest of the page again and again.
  if (acts.length > 20) for (const section of document.querySelectorAll(".cr-section")) section.hidden = true;
  const found = [];
  for (const [act, value] of acts) {
    await does[act](value);
    document.querySelector("crossroads-walk").finish();
    found.push(seen());
  }
  return found;
}"""

FOCUS = """() => {
  const element = document.activeElement;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const middle = document.elementFromPoint((left + right) / 2, Math.min(top + 8, bottom));
  return {
    text: element.innerText,
    tag: element.tagName,
    inView: top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth,
    covered: !(element.contains(middle) || middle?.contains(element)),
  };
}"""


class WalkPage:
    """One decision's page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.walk = page.locator("crossroads-walk")

    def load(self, fragment: str = "") -> None:
        """Load the page anew, with a fragment."""
        self.page.goto("about:blank")
        self.page.goto(self.url + fragment)
        self.finish()

    def finish(self) -> None:
        """Have all of the step at once, which follows by itself a piece at a time."""
        finish(self.page)

    def drive(self, *acts: tuple[str, Any]) -> list[dict[str, Any]]:
        """Do steps, and give what was seen after each."""
        return list(self.page.evaluate(DRIVE, [list(a) for a in acts]))

    def look(self) -> dict[str, Any]:
        """Give what is shown."""
        return self.drive(("look", None))[0]

    def digits(self) -> str:
        """Give the digits of the hash that states carry."""
        return str(self.page.evaluate("document.querySelector('crossroads-walk').data.hash.slice(0, 12)"))

    def focus(self) -> dict[str, Any]:
        """Tell what has the focus, and whether it can be seen."""
        return dict(self.page.evaluate(FOCUS))

    def start(self) -> None:
        """Press Start."""
        self.page.locator("[data-act=begin]").click()
        self.finish()

    def choose(self, option: str) -> None:
        """Choose an option by its label."""
        self.page.locator(f'crossroads-walk .cr-choice:has(input[value="{option}"])').click()

    def press_continue(self) -> None:
        """Press Continue."""
        self.page.get_by_role("button", name="Continue", exact=True).click()
        self.finish()

    def answer(self, *options: str) -> None:
        """Choose and continue, question by question."""
        for option in options:
            self.choose(option)
            self.press_continue()
