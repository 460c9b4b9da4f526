"""Laws of validity and reliability that hold whatever the data."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from csi_core.analysis import factors, parallel
from csi_core.analysis.reliability import reliabilities
from csi_core.analysis.validity import validity
from csi_core.errors import DataProblem
from csi_core.results import Note, Reliability, Validity
from csi_core.setup import ValidityChoices
from csi_core.text import Text

law = settings(max_examples=25, deadline=None)

EXTRACTIONS = ("principal", "minres", "ml", "paf")
ROTATIONS = ("varimax", "promax", "oblimin", "none")


@pytest.fixture(autouse=True, scope="module")
def _few_draws() -> Iterator[None]:
    """Parallel analysis plays no part in these laws: draw little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "DRAWS", 20)
        yield


@st.composite
def surveys(draw: st.DrawFn) -> pd.DataFrame:
    """Answers 1–5 of 60–150 people to 6–10 items of two things, without gaps."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, k = draw(st.integers(60, 150)), draw(st.integers(6, 10))
    raw = rng.standard_normal((n, 2))[:, np.arange(k) % 2] * 0.9 + rng.standard_normal((n, k)) * 0.7
    return pd.DataFrame(np.clip(np.round(raw + 3), 1, 5), columns=[f"A{number}" for number in range(k)])


@st.composite
def wild(draw: st.DrawFn) -> pd.DataFrame:
    """Anything: few rows, constant, equal, opposite, summed, empty and gappy items."""
    n, k = draw(st.integers(0, 14)), draw(st.integers(1, 8))
    cell = st.one_of(st.integers(1, draw(st.sampled_from([1, 2, 5]))).map(float), st.just(np.nan) | st.just(3.0))
    columns = [draw(st.lists(cell, min_size=n, max_size=n)) for _ in range(k)]
    for position in range(1, k):
        made = draw(st.sampled_from(["own", "own", "own", "same", "opposite", "sum", "constant", "empty"]))
        first = np.array(columns[0])
        match made:
            case "same":
                columns[position] = list(first)
            case "opposite":
                columns[position] = list(6 - first)
            case "sum":
                columns[position] = list(first + np.array(columns[position - 1]))
            case "constant":
                columns[position] = [2.0] * n
            case "empty":
                columns[position] = [np.nan] * n
    return pd.DataFrame(
        {f"A{position}": np.array(column, dtype=float) for position, column in enumerate(columns)},
        index=pd.RangeIndex(n),
    )


def analyse(items: pd.DataFrame, **choices: Any) -> tuple[Validity, tuple[Note, ...]]:
    half = tuple(items.columns[: len(items.columns) // 2])
    return validity(items, {"half": half}, ValidityChoices(**choices), np.random.default_rng(0))


def numbers(value: object) -> Iterator[float]:
    """Every number in a result, however deep."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield float(value)


def check_same_validity(one: Validity, other: Validity, tolerance: float = 1e-6) -> None:
    assert (one.n, one.n_factors, one.retained_by.kaiser) == (other.n, other.n_factors, other.retained_by.kaiser)
    assert one.kmo == pytest.approx(other.kmo, abs=tolerance)
    assert one.eigenvalues == pytest.approx(other.eigenvalues, abs=tolerance)
    assert dict(one.communalities) == pytest.approx(dict(other.communalities), abs=tolerance)
    for item, row in one.loadings.items():
        assert dict(row) == pytest.approx(dict(other.loadings[item]), abs=tolerance)


def check_same_reliability(one: Reliability, other: Reliability) -> None:
    assert (one.n, one.items, set(one.negative)) == (other.n, other.items, set(other.negative))
    assert one.alpha == pytest.approx(other.alpha, abs=1e-9)
    assert one.alpha_ci == pytest.approx(other.alpha_ci, abs=1e-9)
    assert one.omega_total == pytest.approx(other.omega_total, abs=1e-7)
    for item, row in one.per_item.items():
        assert row.item_total == pytest.approx(other.per_item[item].item_total, abs=1e-9)
        assert row.alpha_if_deleted == pytest.approx(other.per_item[item].alpha_if_deleted, abs=1e-9)


def settled(items: pd.DataFrame, extraction: str, rotation: str) -> Validity:
    """Two factors, where nothing was doubtful and the factors' order is not a matter of rounding."""
    found, notes = analyse(items, extraction=extraction, rotation=rotation, factors=2)
    assume({note.code for note in notes} <= {"validity.paf_converged", "validity.polychoric"} and found.n_factors == 2)
    first, second = (part.ss_loading for part in found.variance)
    sums = np.array([list(row.values()) for row in found.loadings.values()]).sum(axis=0)
    assume(first - second > 1e-3 and np.abs(sums).min() > 1e-3)
    return found


@law
@given(surveys(), st.sampled_from(EXTRACTIONS), st.sampled_from(ROTATIONS), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_items_does_not_matter(
    items: pd.DataFrame, extraction: str, rotation: str, random: Any
) -> None:
    one = settled(items, extraction, rotation)
    rows, columns = list(items.index), list(items.columns)
    random.shuffle(rows)
    random.shuffle(columns)
    check_same_validity(one, settled(items.loc[rows, columns], extraction, rotation))
    check_same_reliability(
        reliabilities(items, {}, {})[0].overall, reliabilities(items.loc[rows, columns], {}, {})[0].overall
    )


@law
@given(surveys(), st.sampled_from(EXTRACTIONS), st.floats(-1e4, 1e4))
def test_adding_a_constant_to_items_does_not_matter(items: pd.DataFrame, extraction: str, constant: float) -> None:
    moved = items + constant * np.arange(items.shape[1])
    check_same_validity(settled(items, extraction, "varimax"), settled(moved, extraction, "varimax"))
    check_same_reliability(reliabilities(items, {}, {})[0].overall, reliabilities(moved, {}, {})[0].overall)


@law
@given(surveys(), st.sampled_from(EXTRACTIONS), st.sampled_from(ROTATIONS))
def test_reversing_every_scale_does_not_matter(items: pd.DataFrame, extraction: str, rotation: str) -> None:
    check_same_validity(settled(items, extraction, rotation), settled(6 - items, extraction, rotation))
    check_same_reliability(reliabilities(items, {}, {})[0].overall, reliabilities(6 - items, {}, {})[0].overall)


@law
@given(surveys(), st.sampled_from(EXTRACTIONS))
def test_a_rotation_keeps_the_communalities_and_their_sum(items: pd.DataFrame, extraction: str) -> None:
    for rotation in ROTATIONS:
        found, _ = analyse(items, extraction=extraction, rotation=rotation, factors=2)
        total = sum(found.communalities.values())
        assert sum(part.ss_loading for part in found.variance) == pytest.approx(total, abs=1e-8)
        assert found.variance[-1].cumulative == pytest.approx(100 * total / items.shape[1], abs=1e-8)


@law
@given(surveys())
def test_doubling_every_row_leaves_the_point_estimates(items: pd.DataFrame) -> None:
    twice = pd.concat([items, items], ignore_index=True)
    one, two = analyse(items, factors=2)[0], analyse(twice, factors=2)[0]
    assert one.kmo == pytest.approx(two.kmo, abs=1e-9)
    assert one.eigenvalues == pytest.approx(two.eigenvalues, abs=1e-9)
    alphas = [reliabilities(rows, {}, {})[0].overall.alpha for rows in (items, twice)]
    assert alphas[0] == pytest.approx(alphas[1], abs=1e-9)


@law
@given(surveys())
def test_bounds(items: pd.DataFrame) -> None:
    found, _ = analyse(items)
    assert found.kmo is not None
    assert 0 <= found.kmo <= 1
    assert sum(found.eigenvalues) == pytest.approx(items.shape[1])
    assert all(0 <= h <= 1 + 1e-9 for h in found.communalities.values())
    whole = reliabilities(items, {}, {})[0].overall
    assert whole.alpha is not None
    assert whole.alpha_ci is not None
    assert whole.alpha_ci[0] <= whole.alpha <= whole.alpha_ci[1] <= 1


@settings(max_examples=300, deadline=None)
@given(
    wild(),
    st.sampled_from(EXTRACTIONS),
    st.sampled_from(ROTATIONS),
    st.sampled_from(["kaiser", "parallel", 0, 1, 2, 3, 30]),
)
def test_degenerate_data_give_finite_numbers_or_a_reason(
    items: pd.DataFrame, extraction: str, rotation: str, wanted: Any
) -> None:
    """No nan, no inf, no warning, and every Note and DataProblem has its sentence in both languages."""
    half = {"half": tuple(items.columns[:3]), "rest": tuple(items.columns[3:])}
    said: list[Note] = []
    try:
        found, notes = analyse(items, extraction=extraction, rotation=rotation, factors=wanted)
    except DataProblem as problem:
        said.append(Note(problem.code, problem.values))
    else:
        said.extend(notes)
        assert all(map(math.isfinite, numbers(found)))
        assert found.kmo is not None or notes
    try:
        scales, notes = reliabilities(items, half, {})
    except DataProblem as problem:
        said.append(Note(problem.code, problem.values))
    else:
        said.extend(notes)
        for scale in (scales.overall, *scales.dimensions.values()):
            assert all(map(math.isfinite, numbers(scale)))
            assert scale.omega_total is not None or notes
    for note in said:
        for language in ("zh", "en"):
            assert "{" not in Text(language)(f"problem.{note.code}", **note.values)


@law
@given(st.integers(0, 2**32 - 1))
def test_minres_is_where_principal_axis_comes_to_rest(seed: int) -> None:
    """With the communalities on the diagonal, the first principal components are the loadings again."""
    rng = np.random.default_rng(seed)
    raw = rng.standard_normal((200, 2)) @ rng.uniform(-1, 1, (2, 8)) + rng.standard_normal((200, 8))
    r = np.corrcoef(raw, rowvar=False)
    found = factors.minres(r, 2)
    assume(not found.heywood)
    assert found.converged
    reduced = r.copy()
    np.fill_diagonal(reduced, found.communalities)
    again = factors.principal(reduced, 2)
    np.testing.assert_allclose(again.communalities, found.communalities, atol=1e-7)
