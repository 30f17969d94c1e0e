"""What a visit weighs, measured at the wire of a real browser against a host that zips."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from test_site_theme import KINDS
from walk_states import UNFOLD, to_result

from served_site import Site
from walking import begin
from zipped_site import zipped

pytestmark = pytest.mark.browser
KB = 1024


@dataclass
class Wire:
    """What came over the wire since the last look, by kind, workers included."""

    urls: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)

    def listen(self, page: Page) -> None:
        """Note the requests of a page as the network sees them."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        # The browser's own count leaves out what a worker asks for by itself; that is seen by the context.
        page.on("worker", lambda worker: self.urls.setdefault(worker.url, worker.url))

    def _sent(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]
        self.kinds[event["requestId"]] = event.get("type", "")

    def _answered(self, event: dict[str, Any]) -> None:
        self.heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def total(self) -> int:
        """Count all bytes, heads included."""
        return sum(self.sizes.values())

    def bodies(self) -> dict[str, int]:
        """Count the bytes of each file as it was zipped; what a host writes above it is not the file's."""
        return {r: max(0, size - self.heads.get(r, 0)) for r, size in self.sizes.items()}

    def by_ending(self) -> dict[str, int]:
        """Count bytes by the ending of the address."""
        found: dict[str, int] = defaultdict(int)
        for request, size in self.bodies().items():
            found[urlsplit(self.urls[request]).path.rsplit(".", 1)[-1]] += size
        return found

    def own(self) -> dict[str, int]:
        """Count the bytes of files that are ours and not the theme's, by their ending."""
        ours = {
            r
            for r, url in self.urls.items()
            if re.search(r"/assets/(crossroads/|joined/|[a-z]+\.(?:css|js)$|.*/later\.)", url)
        }
        return Wire(self.urls, self.kinds, {r: s for r, s in self.bodies().items() if r in ours}).by_ending()


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    """Serve the built site zipped."""
    with zipped(site.folder) as url:
        yield url


@pytest.fixture(scope="module")
def visits(site: Site, host: str, browser: Browser) -> dict[str, tuple[Wire, Wire, list[str]]]:
    """Visit each page with nothing in the cache and once more; keep both wires and every address asked for.

    The long run visits all pages, the ordinary one a page of each kind. A browser that is busy may drop what it has
    cached, so a second visit that is heavy is made anew, twice at most.
    """
    found = {}
    for address in site.pages() if os.environ.get("CROSSROADS_AUDIT") else KINDS:
        context = browser.new_context()
        asked: list[str] = []
        wires: list[Wire] = []
        context.on("request", lambda request, asked=asked: asked.append(request.url))  # type: ignore[misc]
        while len(wires) < 2 or (len(wires) < 4 and wires[-1].total() > 10 * KB):
            page, wire = context.new_page(), Wire()
            wire.listen(page)
            page.goto(host + address, wait_until="networkidle")
            wires.append(wire)
            page.close()
        found[address] = (wires[0], wires[-1], asked)
        context.close()
    return found


Visits = dict[str, tuple[Wire, Wire, list[str]]]


def test_a_first_visit_is_light_and_a_second_lighter(visits: Visits) -> None:
    """F5: 140 KB cold and 10 KB warm, whatever the page."""
    heavy = {a: (cold.total(), warm.total()) for a, (cold, warm, _) in visits.items()}
    assert {a: w for a, w in heavy.items() if w[0] > 140 * KB or w[1] > 10 * KB} == {}
    assert min(cold for cold, _ in heavy.values()) > 20 * KB  # the wire was read


def test_a_page_asks_for_little_and_nobody_else(visits: Visits, host: str) -> None:
    """F4: at most twelve requests, and all of them to the site."""
    for address, (cold, _, asked) in visits.items():
        assert 4 <= len(cold.sizes) <= 12, (address, list(cold.urls.values()))
        assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(host).netloc}


def test_our_own_script_is_small(visits: Visits) -> None:
    """F1: script at most 12 KB on any page."""
    for address, (cold, _, _) in visits.items():
        assert 0 < cold.own()["js"] <= 12 * KB, address


def test_our_own_style_is_small(visits: Visits) -> None:
    """F1: styles at most 6 KB on any page."""
    for address, (cold, _, _) in visits.items():
        assert KB < cold.own()["css"] <= 6 * KB, address


def test_all_scripts_are_small(visits: Visits, site: Site) -> None:
    """F2: scripts at most 50 KB, with the search 65 KB: the theme's script, where it slept until then, and workers."""
    bundle = len_zipped(site, "assets/javascripts/bundle.*.js")
    workers = len_zipped(site, "assets/javascripts/workers/search.*.js")
    workers += len_zipped(site, "assets/javascripts/workers/later.js")
    asleep = 0
    for address, (cold, _, asked) in visits.items():
        scripts = cold.by_ending()["js"]
        assert 0 < scripts <= 50 * KB, (address, scripts)
        if not any("/javascripts/bundle." in url for url in asked):
            asleep += 1
            scripts += bundle
        assert bundle < scripts <= 50 * KB, (address, scripts)
        assert scripts + workers <= 65 * KB, (address, scripts, workers)
    assert 0 < asleep < len(visits)


def test_all_styles_are_small(visits: Visits) -> None:
    """F2: styles at most 32 KB."""
    for address, (cold, _, _) in visits.items():
        assert 0 < cold.by_ending()["css"] <= 32 * KB, address


def len_zipped(site: Site, pattern: str) -> int:
    """Weigh one file of the site as it would be sent."""
    (path,) = site.folder.glob(pattern)
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_search_sleeps_until_it_is_used(visits: Visits, host: str, page: Page) -> None:
    """F5, A32: neither the theme's search nor the index is loaded before a word is looked for, and then it finds."""
    eager = [
        url for _, _, asked in visits.values() for url in asked if "workers/search." in url or "/index.json" in url
    ]
    assert eager == []
    page.goto(host, wait_until="networkidle")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("retrieval", delay=20)
    page.locator(".md-search-result__item a").first.wait_for()
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").press_sequentially("zzzyx")
    page.locator(".md-search-result__meta", has_text="No matching documents").wait_for()
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").press_sequentially("licence")
    page.locator(".md-search-result__item a").first.wait_for()


def test_every_decision_is_light(site: Site) -> None:
    """F3: outline, drawing and data are at most 25 KB up to 25 steps, and at most 60 KB up to 100."""
    assert {n for n, w in decision_weights(site).items() if w[1] > (25 if w[0] <= 25 else 60) * KB} == set()


def decision_weights(site: Site) -> dict[str, tuple[int, int]]:
    """Give each decision's steps and the zipped bytes of what its page holds within the theme's frame."""
    weights = {}
    for data in site.folder.glob("decisions/*.json"):
        steps = len(json.loads(data.read_text("utf-8")).get("nodes", []))
        page = site.folder / "decisions" / data.stem / "index.html"
        if steps and page.is_file():
            content = page.read_bytes().partition(b"<article")[2].rpartition(b"</article>")[0]
            weights[data.stem] = (steps, len(gzip.compress(content, 9)))
    assert len(weights) > 5
    assert min(weight for _, weight in weights.values()) > 10 * KB
    return weights


def test_the_index_of_the_search_is_small(site: Site) -> None:
    """F3: the index is at most 100 KB."""
    assert 10 * KB < len_zipped(site, "search/index.json") <= 100 * KB


def test_a_loaded_page_works_without_a_network(host: str, page: Page) -> None:
    """F9: a walk, its outcome, its print and its record need nothing more from the host."""
    page.goto(host + "decisions/choose-method/", wait_until="networkidle")
    page.context.set_offline(True)
    begin(page)
    assert to_result(page) > 2
    result = page.locator("crossroads-walk .cr-flow .cr-result")
    assert result.is_visible()
    assert result.locator("h2").inner_text()
    assert len(page.pdf()) > 10 * KB
    page.evaluate(UNFOLD)
    for download in page.locator("[data-act=download]").all():
        with page.expect_download() as waiting:
            download.click()
        assert result.locator("h2").inner_text() in waiting.value.path().read_text("utf-8")
    assert waiting.value.suggested_filename.endswith(".md")
