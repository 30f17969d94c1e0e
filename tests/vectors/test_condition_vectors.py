"""Whether a warning or an item applies: Python and the browser judge the same vectors, which the oracle made."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import condition_oracle
import pytest
from playwright.sync_api import Browser

from crossroads.model.decision import Condition
from crossroads.model.place import Place, Placed
from crossroads.reasoning.tables import holds
from vector_script import script

VECTORS = json.loads(condition_oracle.FILE.read_text(encoding="utf-8"))
RUN = """vectors => {
  const { holds } = window.reasoning;
  return vectors.map(([condition, answers]) => holds(condition, answers));
}"""


def in_python(given: dict[str, Any], answers: dict[str, str]) -> bool | None:
    """Judge in Python, where a question without an answer is open; what was never asked has no option."""

    def pairs(part: dict[str, list[str]]) -> Any:
        return tuple((Placed(q, PLACE), tuple(Placed(o, PLACE) for o in options)) for q, options in part.items())

    condition = Condition(pairs(given.get("when", {})), pairs(given.get("unless", {})))
    return holds(condition, defaultdict(str, {"a": "never asked", "b": "never asked"} | answers))


PLACE = Place("vectors.yml", 1, 1)


def test_the_file_is_what_the_oracle_makes() -> None:
    assert condition_oracle.FILE.read_text(encoding="utf-8") == condition_oracle.text()
    assert {v[2] for v in VECTORS} == {True, False, None}


def test_python_judges_the_vectors() -> None:
    assert [in_python(condition, answers) for condition, answers, _ in VECTORS] == [v[2] for v in VECTORS]


@pytest.mark.browser
def test_the_browser_judges_the_vectors(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=script())
    found = page.evaluate(RUN, VECTORS)
    page.close()
    assert found == [v[2] for v in VECTORS]
