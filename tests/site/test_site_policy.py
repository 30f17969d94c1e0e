"""The policy on the finished site: on every page, broken by nothing of ours, and deaf to what is put into a page."""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from walk_states import UNFOLD, start_again, to_result, walked_decisions

from served_site import Site, served
from walking import begin, submit

LISTEN = """addEventListener('securitypolicyviolation', (e) => {
  (window.refused ||= []).push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`);
});"""
POLICY = re.compile(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", re.DOTALL)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """Open a page that remembers what its policy refused."""
    context = browser.new_context(accept_downloads=True)
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def refused(page: Page) -> list[str]:
    """Give what the policy of a page has refused until now."""
    found: list[str] = page.evaluate("window.refused || []")
    return found


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_page_has_a_strict_policy(site: Site) -> None:
    """G1: directly after the character set, scripts by hash, everything else from the site or not at all."""
    for path in pages_of(site.folder):
        html = path.read_text("utf-8")
        found = POLICY.search(html)
        assert found, path
        assert html.count("Content-Security-Policy") == 1
        rules = {rule.split()[0]: rule.split()[1:] for rule in found[1].split("; ")}
        hashes = {f"'sha256-{b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in INLINE.findall(html)}
        assert set(rules.pop("script-src")) == {"'self'", *hashes}
        for name in ("default-src", "object-src", "base-uri", "form-action"):
            assert rules.pop(name) == ["'none'"]
        assert rules.pop("style-src") == ["'self'"]
        assert {source for sources in rules.values() for source in sources} <= {"'self'", "data:"}


@pytest.mark.browser
def test_a_crawl_of_every_page_breaks_no_policy(site: Site, watched: Page) -> None:
    """G1: search, colours and print, on one page of a kind, and on every page in the long run."""
    broken = {}
    every = [*site.pages(), "404.html"]
    one_of_a_kind = {address.split("/")[0] + str(address.count("/")): address for address in every}
    long = os.environ.get("CROSSROADS_AUDIT") == "1"
    for address in every if long else one_of_a_kind.values():
        watched.goto(site.at(address))
        search = watched.locator(".md-search__input")
        search.click()
        search.press_sequentially("retrieval")
        watched.locator(".md-search-result__item").first.wait_for()
        watched.keyboard.press("Escape")
        watched.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
        watched.emulate_media(media="print")
        watched.pdf()
        watched.emulate_media(media="screen")
        if found := refused(watched):
            broken[address] = found
    assert broken == {}


@pytest.mark.browser
def test_every_button_of_ours_breaks_no_policy(site: Site, watched: Page) -> None:
    """G1: each button of each generated page is pressed once; those of a walk follow below."""
    watched.on("dialog", lambda dialog: dialog.dismiss())
    pressed = 0
    for address in [a for a in site.pages() if a.startswith(("decisions/", "checklists/"))]:
        watched.goto(site.at(address))
        watched.evaluate("window.print = () => {}")
        seen: set[str] = set()
        for _ in range(60):
            names = [n for n in _buttons(watched) if n not in seen]
            if not names:
                break
            seen.add(names[0])
            choice = watched.locator(".cr-page input:visible")
            if choice.count():
                choice.first.check()
            watched.locator(".cr-page :is(button, .cr-button):visible").filter(has_text=names[0]).first.click()
            pressed += 1
        assert refused(watched) == [], address
    assert pressed > 5


def _buttons(page: Page) -> list[str]:
    buttons = page.locator(".cr-page :is(button, .cr-button):visible:enabled")
    return [name for name in buttons.all_inner_texts() if name.strip()]


# What leaves the page, or waits for somebody, is only noted.
STUBS = """window.noted = [];
window.print = () => noted.push('print');
navigator.share = async () => noted.push('share');"""
OF_A_RESULT = {
    *("Share", "Print", "Copy (MADR)", "Download (MADR)", "Copy (Nygard)", "Download (Nygard)"),
    *("Copy this case", "Start again", "Back"),
}


@pytest.mark.browser
@pytest.mark.parametrize("unsure", [False, True])
def test_every_button_of_a_walk_breaks_no_policy(site: Site, watched: Page, unsure: bool) -> None:
    """G1: from the start over an error to the result, where every fold is opened and every button pressed."""
    watched.add_init_script(STUBS)
    for address in walked_decisions(site, ("choose-method", "combine", "need-at-all")):
        watched.goto("about:blank")
        watched.goto(site.at(address))
        begin(watched)
        submit(watched)
        assert watched.locator("crossroads-walk .cr-error").is_visible()
        assert to_result(watched, unsure) > 0
        watched.evaluate(UNFOLD)
        assert _pressed_at_the_result(watched) == OF_A_RESULT
        assert watched.evaluate("noted") == ["share", "print"]
        watched.pdf()
        start_again(watched)
        assert refused(watched) == [], address


def _pressed_at_the_result(page: Page) -> set[str]:
    """Press every button of a result that is in sight, those last that lead away from it; give their names."""
    buttons = page.locator("crossroads-walk .cr-result :is(button, .cr-button):visible").all()
    names = [" ".join(button.inner_text().split()) for button in buttons]
    for name, button in zip(names, buttons, strict=True):
        if name.startswith("Download"):
            with page.expect_download() as waiting:
                button.click()
            assert waiting.value.path().stat().st_size > 100
        elif name not in ("Start again", "Back"):
            button.click()
    page.locator("crossroads-walk [data-act=back]").click()
    page.locator("crossroads-walk form").wait_for()
    submit(page)  # its answer is still chosen
    assert page.locator("crossroads-walk .cr-result").is_visible()
    return set(names)


INJECTED = (
    "<script>window.ran = 'inline'</script>",
    "<script src='data:text/javascript,window.ran=`data`'></script>",
    "<img src='x.png' onerror=\"window.ran = 'handler'\">",
    "<svg onload=\"window.ran = 'svg handler'\"><script>window.ran = 'svg script'</script></svg>",
    "<svg><a xlink:href=\"javascript:void(window.ran = 'link')\"><text y='20' class='click'>open</text></a></svg>",
    "<a class='click' href=\"javascript:void(window.ran = 'link')\">x</a>",
    "<form class='send' action=\"javascript:void(window.ran = 'form')\"><button class='click'>x</button></form>",
    "<iframe srcdoc=\"<script>parent.ran = 'frame'</script>\"></iframe>",
    "<object data='data:text/html,x'></object><base href='https://evil.example/'>",
    "<style>body { --ran: style }</style>",
    '<p style="color: red">x</p>',
)


@pytest.mark.browser
@pytest.mark.parametrize("injected", INJECTED)
@pytest.mark.parametrize("guarded", [True, False])
def test_what_is_put_into_a_page_does_not_run(
    site: Site, watched: Page, tmp_path: Path, injected: str, guarded: bool
) -> None:
    """G2: and without the policy each of these does something, so the policy is what holds it."""
    html = (site.folder / "about" / "index.html").read_text("utf-8")
    if not guarded:
        html = POLICY.sub('<meta charset="utf-8">', html)
    body = f"<main>{injected}</main></body>"
    (tmp_path / "page.html").write_text(re.sub(r"<body.*</body>", lambda _: f"<body>{body}", html, flags=re.DOTALL))
    with served(tmp_path) as url:
        watched.goto(url + "page.html")
        click = watched.locator(".click")
        if click.count():
            click.first.click()
        watched.wait_for_timeout(150)
        does: Any = watched.evaluate(
            "[window.ran, getComputedStyle(document.body).getPropertyValue('--ran'),"
            " document.baseURI.includes('evil'), document.querySelector('main > p')?.style.color]"
        )
        assert any(does) is not guarded, does
        if guarded and "iframe" not in injected:  # a frame tells itself what it was refused
            assert refused(watched)


def test_links_to_other_hosts_give_nothing_away(site: Site) -> None:
    """G12: no opener, no more of the address than the host, nothing embedded."""
    outward = 0
    for path in pages_of(site.folder):
        html = path.read_text("utf-8")
        assert html.count('<meta name="referrer" content="strict-origin">') == 1, path
        assert not re.search(r"<(iframe|embed|object|video|audio|img [^>]*src=\"(https?:)?//)", html), path
        for link in re.findall(r"<a [^>]*href=\"https?://[^>]*>", html):
            if site.url not in link:
                outward += 1
                assert re.search(r'rel="[^"]*\bnoopener\b', link), f"{path}: {link}"
    assert outward > 20


def test_framing_could_make_nobody_do_anything(site: Site) -> None:
    """G14: no form is sent anywhere, and nothing is stored beyond this browser; a meta policy cannot forbid frames."""
    for path in pages_of(site.folder):
        forms = re.findall(r"<form[^>]*>", path.read_text("utf-8"))
        assert [f for f in forms if re.search(r"\b(action|method)=", f)] == [], path
    for script in (site.folder / "assets" / "crossroads").glob("*.js"):
        text = script.read_text("utf-8")
        assert [w for w in ("XMLHttpRequest", "sendBeacon", "WebSocket", "document.cookie") if w in text] == []
        # The one thing that is fetched: the rules of an old link, by their digits, without an answer in it.
        assert all("versions" in what for what in re.findall(r"fetch\(([^)]*)\)", text))
