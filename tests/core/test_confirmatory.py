"""Confirmatory factor analysis agrees with lavaan and semTools, and says what it cannot give."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis import cfa
from csi_core.analysis.confirmatory import confirmatory, htmt
from csi_core.errors import DataProblem
from csi_core.results import Confirmatory, Note

REFERENCE = Path(__file__).parents[1] / "reference"
LAVAAN: dict[str, Any] = json.loads((REFERENCE / "confirmatory.json").read_text("utf-8"))
MODELS = [name for name in LAVAAN if name != "made_by"]


@cache
def data(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / f"{name}.csv").astype(float)


@cache
def found(name: str) -> tuple[Confirmatory, tuple[Note, ...]]:
    dimensions = LAVAAN[name]["dimensions"]
    names = [item for members in dimensions.values() for item in members]
    return confirmatory(data(LAVAAN[name]["data"])[names], {key: tuple(members) for key, members in dimensions.items()})


def survey(k: int = 9, m: int = 3, n: int = 300, between: float = 0.4, seed: int = 0) -> pd.DataFrame:
    """Five-point answers to k items in m dimensions, items 0…k/m − 1 the first's."""
    rng = np.random.default_rng(seed)
    common = rng.multivariate_normal(np.zeros(m), np.full((m, m), between) + (1 - between) * np.eye(m), n)
    raw = 0.75 * common[:, np.arange(k) * m // k] + 0.66 * rng.standard_normal((n, k))
    return pd.DataFrame(np.clip(np.round(1.2 * raw + 3), 1, 5), columns=[f"Q{number}" for number in range(k)])


def dimensions_of(items: pd.DataFrame, m: int = 3) -> dict[str, tuple[str, ...]]:
    return {f"D{i}": tuple(map(str, part)) for i, part in enumerate(np.array_split(items.columns, m))}


def codes(notes: tuple[Note, ...]) -> list[str]:
    return [note.code.removeprefix("confirmatory.") for note in notes]


def numbers(value: object) -> Iterator[float]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = [getattr(value, field.name) for field in dataclasses.fields(value)]
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, (int, float)):
        yield float(value)


# -- against lavaan and semTools ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_loadings_and_their_standard_errors_agree_with_lavaan(name: str) -> None:
    """In R: standardizedSolution(cfa(model, std.lv = TRUE))."""
    result, notes = found(name)
    assert (result.n, notes) == (LAVAAN[name]["n"], ())
    rows = {row["item"]: row for row in LAVAAN[name]["loadings"]}
    assert list(result.loadings) == list(rows)
    for dimension, members in LAVAAN[name]["dimensions"].items():
        # lavaan leaves a factor's direction to its start; here the sum of its loadings is positive.
        sign = np.sign(sum(rows[item]["loading"] for item in members))
        for item in members:
            mine = result.loadings[item]
            assert mine.dimension == dimension
            assert mine.loading == pytest.approx(sign * rows[item]["loading"], abs=1e-8)
            assert mine.se == pytest.approx(rows[item]["se"], abs=1e-8)
            assert mine.p == pytest.approx(rows[item]["p"], abs=1e-8)


@pytest.mark.parametrize("name", MODELS)
def test_factor_correlations_and_their_intervals_agree_with_lavaan(name: str) -> None:
    result, _ = found(name)
    rows = {row["item"]: row["loading"] for row in LAVAAN[name]["loadings"]}
    sign = {key: np.sign(sum(map(rows.get, items))) for key, items in LAVAAN[name]["dimensions"].items()}
    assert [pair.dimensions for pair in result.pairs] == [(row["a"], row["b"]) for row in LAVAAN[name]["correlations"]]
    for pair, row in zip(result.pairs, LAVAAN[name]["correlations"], strict=True):
        turned = sign[row["a"]] * sign[row["b"]]
        assert pair.ci is not None
        assert pair.correlation == pytest.approx(turned * row["r"], abs=1e-8)
        assert pair.ci == pytest.approx(sorted((turned * row["low"], turned * row["high"])), abs=1e-8)
        assert pair.p == pytest.approx(row["p"], abs=1e-8)


@pytest.mark.parametrize("name", MODELS)
def test_fit_indices_agree_with_lavaan(name: str) -> None:
    """In R: fitMeasures(). lavaan finds the ends of RMSEA's interval to 1e-4 of the noncentrality only."""
    fit, other = found(name)[0].fit, LAVAAN[name]["fit"]
    assert fit is not None
    assert fit.df == other["df"]
    assert fit.chi2 == pytest.approx(other["chisq"], rel=1e-9)
    assert fit.p == pytest.approx(other["pvalue"], abs=1e-9)
    for mine, theirs in ((fit.cfi, "cfi"), (fit.tli, "tli"), (fit.rmsea, "rmsea"), (fit.srmr, "srmr")):
        assert mine == pytest.approx(other[theirs], abs=1e-8)
    assert fit.rmsea_ci == pytest.approx((other["rmsea.ci.lower"], other["rmsea.ci.upper"]), abs=1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_ave_and_cr_agree_with_semtools(name: str) -> None:
    """In R: AVE() and compRelSEM() of the model of standardised items."""
    for dimension, each in found(name)[0].dimensions.items():
        assert each.ave == pytest.approx(LAVAAN[name]["ave"][dimension], abs=1e-8)
        assert each.cr == pytest.approx(LAVAAN[name]["cr"][dimension], abs=1e-8)


@pytest.mark.parametrize("name", [name for name in MODELS if len(LAVAAN[name]["dimensions"]) > 1])
def test_htmt_agrees_with_semtools(name: str) -> None:
    """In R: htmt(model, data, htmt2 = FALSE); with absolute correlations there as here."""
    result, _ = found(name)
    table = LAVAAN[name]["htmt"]
    order = list(LAVAAN[name]["dimensions"])
    for pair in result.pairs:
        first, second = map(order.index, pair.dimensions)
        assert pair.htmt == pytest.approx(table[max(first, second)][min(first, second)], abs=1e-9)


def test_the_form_without_absolute_correlations_is_no_number_where_items_run_the_other_way() -> None:
    """The reason for the absolute form: semTools on bfi as it stands, whose items run both ways."""
    signed = LAVAAN["bfi"]["htmt_signed"]
    assert "NaN" in [value for row in signed for value in row]
    assert all(0.0 < (pair.htmt or 0.0) < 1.0 for pair in found("bfi")[0].pairs)


# -- laws --------------------------------------------------------------------------------------------------


def same(one: Confirmatory, other: Confirmatory) -> None:
    assert one.fit is not None
    assert other.fit is not None
    assert list(numbers(one.fit)) == pytest.approx(list(numbers(other.fit)), abs=1e-7)
    for name, each in one.dimensions.items():
        assert (each.ave, each.cr) == pytest.approx((other.dimensions[name].ave, other.dimensions[name].cr), abs=1e-8)
    theirs = {frozenset(pair.dimensions): pair for pair in other.pairs}
    for pair in one.pairs:
        match = theirs[frozenset(pair.dimensions)]
        assert (pair.correlation, pair.htmt) == pytest.approx((match.correlation, match.htmt), abs=1e-8)


def test_the_order_of_rows_items_and_dimensions_changes_nothing() -> None:
    items = survey()
    dimensions = dimensions_of(items)
    first, _ = confirmatory(items, dimensions)
    turned = dict(reversed([(name, members[::-1]) for name, members in dimensions.items()]))
    mixed = items.iloc[np.random.default_rng(1).permutation(len(items)), ::-1]
    same(first, confirmatory(mixed, turned)[0])


def test_units_and_origins_change_nothing() -> None:
    items = survey()
    dimensions = dimensions_of(items)
    same(confirmatory(items, dimensions)[0], confirmatory(1e6 + items * np.arange(1, 10), dimensions)[0])


def test_turning_every_item_changes_nothing() -> None:
    items = survey()
    same(confirmatory(items, dimensions_of(items))[0], confirmatory(6 - items, dimensions_of(items))[0])


def test_turning_one_item_turns_its_loading_and_nothing_else_but_cr() -> None:
    items = survey()
    first, _ = confirmatory(items, dimensions_of(items))
    turned, _ = confirmatory(items.assign(Q1=6 - items["Q1"]), dimensions_of(items))
    assert turned.loadings["Q1"].loading == pytest.approx(-first.loadings["Q1"].loading, abs=1e-8)
    assert turned.dimensions["D0"].ave == pytest.approx(first.dimensions["D0"].ave, abs=1e-8)
    assert (turned.dimensions["D0"].cr or 0.0) < (first.dimensions["D0"].cr or 0.0)
    assert [pair.htmt for pair in turned.pairs] == pytest.approx([pair.htmt for pair in first.pairs], abs=1e-9)


def test_every_row_twice_doubles_chi_square_and_leaves_the_loadings() -> None:
    items = survey()
    once, _ = confirmatory(items, dimensions_of(items))
    twice, _ = confirmatory(pd.concat([items, items]), dimensions_of(items))
    assert once.fit is not None
    assert twice.fit is not None
    assert twice.fit.chi2 == pytest.approx(2.0 * once.fit.chi2, rel=1e-8)
    for name, loading in once.loadings.items():
        assert twice.loadings[name].loading == pytest.approx(loading.loading, abs=1e-8)
        assert twice.loadings[name].se == pytest.approx(loading.se / math.sqrt(2.0), rel=1e-6)


def test_a_model_that_holds_exactly_is_recovered() -> None:
    loadings = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.85])
    factor = np.array([0, 0, 0, 1, 1, 1, 1])
    phi = np.array([[1.0, -0.35], [-0.35, 1.0]])
    r = np.outer(loadings, loadings) * phi[np.ix_(factor, factor)]
    np.fill_diagonal(r, 1.0)
    solution = cfa.solve(r, factor, 100)
    np.testing.assert_allclose(solution.loadings, loadings, atol=1e-9)
    np.testing.assert_allclose(solution.correlations, phi, atol=1e-9)
    fit = cfa.fit(solution, r, cfa.degrees_of_freedom(factor), 100)
    assert (fit.chi2, fit.cfi, fit.rmsea, *fit.rmsea_ci) == pytest.approx((0.0, 1.0, 0.0, 0.0, 0.0), abs=1e-8)


def test_htmt_of_parallel_items_is_the_correlation_without_error() -> None:
    r = np.full((4, 4), 0.3)
    r[:2, :2] = r[2:, 2:] = 0.6
    np.fill_diagonal(r, 1.0)
    assert htmt(r, np.array([0, 0, 1, 1]))[0, 1] == pytest.approx(0.5)


def test_an_htmt_interval_is_given_on_request_and_repeats() -> None:
    items = survey(n=120)
    results = [confirmatory(items, dimensions_of(items), np.random.default_rng(5))[0] for _ in range(2)]
    assert results[0] == results[1]
    for pair in results[0].pairs:
        assert pair.htmt_ci is not None
        assert pair.htmt is not None
        assert pair.htmt_ci[0] < pair.htmt < pair.htmt_ci[1]


# -- what cannot be had ------------------------------------------------------------------------------------


def test_no_dimension_and_no_dimension_of_two_items_are_told_apart() -> None:
    items = survey()
    with pytest.raises(DataProblem, match=r"confirmatory\.no_dimensions"):
        confirmatory(items, {})
    with pytest.raises(DataProblem, match=r"confirmatory\.few_items"):
        confirmatory(items, {"A": ("Q1",), "B": ("Q2",)})
    with pytest.raises(DataProblem, match=r"confirmatory\.few_rows"):
        confirmatory(items.iloc[:2], dimensions_of(items))


def test_a_dimension_of_one_item_and_items_without_a_dimension_are_left_out_and_named() -> None:
    items = survey()
    result, notes = confirmatory(items, {"A": ("Q0", "Q1", "Q2"), "B": ("Q3", "Q4", "Q5"), "C": ("Q6",)})
    assert (list(result.dimensions), result.left_out) == (["A", "B"], ("Q6", "Q7", "Q8"))
    assert codes(notes) == ["small_dimensions", "no_dimension"]
    assert notes[1].values["items"] == ["Q7", "Q8"]


def test_constant_and_empty_items_are_left_out_and_named() -> None:
    items = survey().assign(Q2=3.0, Q5=np.nan)
    result, notes = confirmatory(items, dimensions_of(items))
    assert result.fit is not None
    assert result.dimensions["D0"].items == ("Q0", "Q1")
    assert {"constant_items", "empty_items"} <= set(codes(notes))


def test_one_dimension_of_three_items_has_ave_but_no_fit() -> None:
    items = survey()
    result, notes = confirmatory(items[["Q0", "Q1", "Q2"]], {"A": ("Q0", "Q1", "Q2")})
    assert result.dimensions["A"].ave is not None
    assert (result.fit, result.pairs, codes(notes)) == (None, (), ["saturated"])


def test_one_dimension_of_two_items_has_no_model() -> None:
    items = survey()
    result, notes = confirmatory(items[["Q0", "Q1"]], {"A": ("Q0", "Q1")})
    assert (result.dimensions["A"].ave, result.loadings, codes(notes)) == (None, {}, ["two_items_only"])


def test_without_more_rows_than_items_only_htmt_and_single_dimensions_are_left() -> None:
    items = survey(n=9)
    result, notes = confirmatory(items, dimensions_of(items))
    assert result.fit is None
    assert codes(notes)[0] == "fewer_rows_than_items"
    assert all(pair.correlation is None and pair.htmt is not None for pair in result.pairs)
    assert {each.basis for each in result.dimensions.values()} <= {"alone", None}


def test_an_item_in_two_dimensions_twice_names_both() -> None:
    items = survey().assign(Q8=survey()["Q0"])
    result, notes = confirmatory(items, dimensions_of(items))
    assert (result.fit, codes(notes)[:2]) == (None, ["dependent_items", "alone"])
    assert notes[0].values["items"] == ["Q0", "Q8"]
    assert {each.basis for each in result.dimensions.values()} == {"alone"}


def test_two_dimensions_that_are_one_are_named_and_the_rest_is_fitted() -> None:
    items = survey(k=12, m=3, n=4000, seed=3)
    one = {"A": ("Q0", "Q2"), "B": ("Q1", "Q3"), "C": ("Q4", "Q5", "Q6", "Q7"), "D": ("Q8", "Q9", "Q10", "Q11")}
    result, notes = confirmatory(items, one)
    assert codes(notes) == ["same_factor", "without"]
    assert notes[0].values == {"first": "A", "second": "B"}
    assert result.fit is not None
    assert result.pairs[0].htmt == pytest.approx(1.0, abs=0.05)
    assert all(pair.htmt is not None for pair in result.pairs)


def test_a_heywood_case_is_named_and_leaves_the_other_dimensions() -> None:
    """Correlations .9, .9 and .6 of three items want a loading above 1."""
    rng = np.random.default_rng(0)
    r = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.65], [0.9, 0.65, 1.0]])
    block = rng.standard_normal((400, 3)) @ np.linalg.cholesky(r).T
    items = survey(n=400)
    items[["Q0", "Q1", "Q2"]] = block
    result, notes = confirmatory(items, dimensions_of(items))
    assert codes(notes)[:2] == ["heywood", "without"]
    assert notes[0].values["items"] == ["Q0"]
    assert result.fit is not None
    assert [each.basis for each in result.dimensions.values()] == [None, "joint", "joint"]


def test_dimensions_unrelated_to_each_other_of_two_items_do_not_determine_the_model() -> None:
    r = np.eye(4)
    r[0, 1] = r[1, 0] = r[2, 3] = r[3, 2] = 0.5
    root = np.linalg.cholesky(r)
    raw = np.random.default_rng(0).standard_normal((200, 4))
    uncorrelated = np.linalg.qr(raw - raw.mean(axis=0))[0]
    items = pd.DataFrame(uncorrelated @ root.T, columns=list("abcd"))
    result, notes = confirmatory(items, {"A": ("a", "b"), "B": ("c", "d")})
    assert (result.fit, codes(notes)) == (None, ["not_determined"])


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_answers_the_numbers_are_finite(seed: int) -> None:
    """Few rows, gaps, constant, equal, opposite and summed items: a number or a reason."""
    rng = np.random.default_rng(seed)
    n, k = int(rng.integers(0, 40)), int(rng.integers(1, 9))
    values = rng.integers(1, int(rng.choice([2, 3, 6])) + 1, (n, k)).astype(float)
    for position in range(1, k):
        match rng.choice(["own", "own", "same", "opposite", "sum", "constant", "empty", "huge"]):
            case "same":
                values[:, position] = values[:, 0]
            case "opposite":
                values[:, position] = 6 - values[:, 0]
            case "sum":
                values[:, position] = values[:, 0] + values[:, position - 1]
            case "constant":
                values[:, position] = 2.0
            case "empty":
                values[:, position] = np.nan
            case "huge":
                values[:, position] *= 1e150
    values[rng.random((n, k)) < 0.03] = np.nan
    items = pd.DataFrame(values, columns=[f"Q{number}" for number in range(k)])
    dimensions = {name: members for name, members in dimensions_of(items, min(3, k)).items() if members}
    try:
        result, notes = confirmatory(items, dimensions, rng if seed % 8 == 0 else None)
    except DataProblem:
        return
    assert all(math.isfinite(number) for number in numbers(result))
    assert result.fit is not None or notes
    for each in result.dimensions.values():
        assert each.ave is None or 0.0 <= each.ave <= 1.0
        assert each.cr is None or 0.0 <= each.cr <= 1.0
