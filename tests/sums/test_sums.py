"""Worked sums: formulas mean what arithmetic means, numbers are shown as rounding says, faults are told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossroads.model.library import Library
from crossroads.model.sums import Sum
from crossroads.reading.formula import FormulaFault, read_formula
from crossroads.reading.library import read_library
from crossroads.reasoning.sums import compute, rounded, shown

ROOT = Path(__file__).parents[2]
NAMES = {"a": Fraction(3), "long-name": Fraction(5, 2), "b2": Fraction(0)}


@dataclass(frozen=True)
class Tree:
    """A formula as a tree, the oracle: its text is written from it, and its value worked out on it."""

    sign: str
    left: Tree | str
    right: Tree | str


def text(tree: Tree | str) -> str:
    return tree if isinstance(tree, str) else f"({text(tree.left)} {tree.sign} {text(tree.right)})"


def value(tree: Tree | str) -> Fraction:
    if isinstance(tree, str):
        return NAMES[tree] if tree in NAMES else Fraction(tree)
    left, right = value(tree.left), value(tree.right)
    if tree.sign == "+":
        return left + right
    if tree.sign == "-":
        return left - right
    return left * right if tree.sign == "*" else left / right


leaves = st.sampled_from([*NAMES, "7", "0.25", "1000000"])
trees = st.recursive(leaves, lambda t: st.builds(Tree, st.sampled_from("+-*/"), t, t), max_leaves=12)


def library(**files: str) -> Library:
    return read_library({f"sums/{name}.yml": body.encode() for name, body in files.items()}).library


def sum_of(formula: str, more: str = "") -> Sum:
    inputs = "".join(f"  {n}: {{label: {n}, values: {float(v)}, note: ours}}\n" for n, v in NAMES.items())
    body = f"title: T\nabout: A\ninputs:\n{inputs}results:\n  out: {{label: Out, is: {formula}{more}}}\n"
    (only,) = library(one=body).sums
    return only


@given(trees)
def test_a_formula_means_what_its_tree_means(tree: Tree | str) -> None:
    try:
        expected: Fraction | None = value(tree)
    except ZeroDivisionError:
        expected = None
    assert compute(sum_of(text(tree)))["out"] == (expected,)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("2 + 3 * 4", 14),
        ("2 * 3 + 4", 10),
        ("10 - 4 - 3", 3),
        ("12 / 3 / 2", 2),
        ("12 / 3 * 2", 8),
        ("2 - 3 + 4", 3),
        ("(2 + 3) * 4", 20),
        ("a - 1", 2),
        ("a-1", None),
        ("long-name * 2", 5),
    ],
)
def test_operators_bind_as_in_school(formula: str, expected: int | None) -> None:
    if expected is None:
        with pytest.raises(FormulaFault, match="Nothing above is called “a-1”"):
            read_formula(formula, list(NAMES))
    else:
        assert compute(sum_of(formula))["out"] == (expected,)


@pytest.mark.parametrize(
    "formula", ["", "2 +", "* 2", "2 2", "(2", "2)", "()", "a b", "2 ** 2", "a; b", "__import__", "2e5", "a % 2", "-2"]
)
def test_what_is_no_formula_is_told(formula: str) -> None:
    with pytest.raises(FormulaFault) as fault:
        read_formula(formula, list(NAMES))
    assert fault.value.message.endswith(".") and fault.value.hint


@given(
    st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6),
    st.sampled_from(["0.001", "0.01", "1", "10", "1000"]),
)
def test_rounding_is_halves_away_from_zero(number: Fraction, to: str) -> None:
    steps = number / Fraction(to)
    exact = Decimal(steps.numerator * 10**12 // steps.denominator).scaleb(-12)
    nearest = rounded(number, Decimal(to))
    assert abs(Fraction(nearest) - number) <= Fraction(to) / 2
    if steps.denominator == 2:
        assert Fraction(nearest) == Fraction(exact.quantize(Decimal(1), ROUND_HALF_UP)) * Fraction(to)


def test_results_read_as_people_write_them() -> None:
    assert shown(sum_of("1000000 * 1.5").results[0], Fraction(1500000)) == "1,500,000"
    assert shown(sum_of("1", ", to: 0.01").results[0], Fraction(2)) == "2.00"
    assert shown(sum_of("1", ", to: 1000").results[0], Fraction(229_630)) == "230,000"
    assert shown(sum_of("1", ", otherwise: never").results[0], Fraction(-3)) == "never"
    assert shown(sum_of("1 / b2", ", otherwise: never").results[0], None) == "never"


def test_a_varied_input_makes_columns_and_results_build_on_each_other() -> None:
    body = (
        "title: T\nabout: A\ninputs:\n"
        "  n: {label: N, values: [1, 10], note: ours}\n  k: {label: K, values: 3, note: ours}\n"
        "results:\n  first: {label: F, is: n * k}\n  second: {label: S, is: first + 1}\n"
    )
    (only,) = library(one=body).sums
    assert compute(only)["first"] == (3, 30)
    assert compute(only)["second"] == (4, 31)


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        (("note: ours", "unit: x"), "missing-key"),
        (("note: ours", "evidence: [x]"), "missing-key"),
        (("values: 3", "values: []"), "bad-value"),
        (("values: 3", "values: [1, 2], note: ours}\n  m: {label: M, values: [3, 4]"), "bad-value"),
        (("values: 3", "values: three"), "bad-value"),
        (("is: n", "is: n, to: 0"), "bad-value"),
        (("  out:", "  n:"), "duplicate-id"),
        (("is: n", "is: out"), "bad-formula"),
    ],
)
def test_faults_of_sums_are_told(swap: tuple[str, str], code: str) -> None:
    body = "title: T\nabout: A\ninputs:\n  n: {label: N, values: 3, note: ours}\nresults:\n  out: {label: O, is: n}\n"
    found = read_library({"sums/one.yml": body.replace(*swap).encode()}).diagnostics
    assert {d.code for d in found} == {code}
    assert read_library({"sums/one.yml": body.encode()}).diagnostics == ()


def own() -> dict[str, Sum]:
    folder = ROOT / "decisions"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}
    return {s.id: s for s in read_library(files).library.sums}


def number(sums: dict[str, Sum], name: str, result: str, column: int = 0) -> Fraction:
    found = compute(sums[name])[result][column]
    assert found is not None
    return found


def test_our_sums_by_other_means() -> None:
    """Each line works a published or hand-made figure out again, without the program's formulas."""
    sums = own()
    # Pinecone's own table of index sizes: 1M and 10M vectors of 1536 numbers with 1000 bytes.
    assert [round(float(x), 2) for x in compute(sums["index-size"])["size"]] == [3.57, 7.14, 71.44]  # type: ignore[arg-type]
    # OpenAI's example: with 5 per cent leaving, 88 dollars and 81.5 per cent.
    assert number(sums, "good-enough", "loss", 1) == 88
    assert round(float(number(sums, "good-enough", "share", 1)), 1) == 81.5
    # 13B at two bytes with a fifth more.
    assert float(number(sums, "memory", "memory", 1)) == 31.2
    # A million requests: 3,800 tokens at 2 dollars and 300 at 10, the search, and the plan.
    assert float(number(sums, "one-month", "retrieval", 2)) == pytest.approx(3800 * 2 + 300 * 10 + 32 + 50)
    assert float(number(sums, "one-month", "tuned")) == pytest.approx(2.69 * 730)
    assert float(number(sums, "break-even", "volume")) == pytest.approx(
        (2.69 * 730 + 300 + 4000 / 12 - 50) / 0.0106, rel=1e-9
    )


def test_figures_taken_from_another_sum_agree_with_it() -> None:
    sums = own()
    six_minutes = number(sums, "training-start", "labels", 1)
    assert number(sums, "break-even", "start") == number(sums, "shorter-prompt", "start") == six_minutes
    assert number(sums, "break-even", "reads") == number(sums, "one-month", "question") + number(
        sums, "one-month", "passages"
    )
