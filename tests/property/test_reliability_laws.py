"""Laws of reliability with gaps: pairwise deletion, split halves, multiple correlations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from csi_core.analysis.reliability import reliabilities
from csi_core.errors import DataProblem
from csi_core.results import Note, Reliability
from csi_core.text import LANGUAGES, Text

law = settings(max_examples=25, deadline=None)
deletions = st.sampled_from(["listwise", "pairwise"])

Deletion = Literal["listwise", "pairwise"]


@st.composite
def gappy(draw: st.DrawFn) -> pd.DataFrame:
    """Answers 1–5 of 60–120 people to 3–9 items of one thing, up to a tenth of them missing."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, k = draw(st.integers(60, 120)), draw(st.integers(3, 9))
    raw = rng.standard_normal((n, 1)) * 0.8 + rng.standard_normal((n, k)) * 0.7
    answers = np.clip(np.round(raw + 3), 1, 5)
    answers[rng.random((n, k)) < draw(st.floats(0, 0.1))] = np.nan
    return pd.DataFrame(answers, columns=[f"A{number}" for number in range(k)])


@st.composite
def sparse(draw: st.DrawFn) -> pd.DataFrame:
    """Few rows of few different answers, many of them missing."""
    n, k = draw(st.integers(0, 12)), draw(st.integers(1, 6))
    cell = st.sampled_from([1.0, 2.0, 3.0, 1e6, np.nan, np.nan])
    return pd.DataFrame({f"A{j}": draw(st.lists(cell, min_size=n, max_size=n)) for j in range(k)}, dtype=np.float64)


def whole(items: pd.DataFrame, deletion: Deletion) -> Reliability:
    return reliabilities(items, {}, {}, deletion)[0].overall


def single(found: Reliability) -> dict[str, float]:
    """Every coefficient of the scale but the intervals, which depend on n."""
    assert found.split_half is not None
    assert found.inter_item is not None
    halves, pairs = found.split_half, found.inter_item
    coefficients = {
        "alpha": found.alpha,
        "standardised": found.alpha_standardised,
        "lambda2": found.lambda2,
        "mean r": pairs.mean,
        "lowest r": pairs.min,
        "highest r": pairs.max,
        "r": halves.r,
        "guttman": halves.guttman,
    }
    for item, row in found.per_item.items():
        coefficients |= {f"{item} {name}": getattr(row, name) for name in ("item_total", "alpha_if_deleted", "smc")}
    assert None not in coefficients.values()
    return coefficients


def numbers(value: object) -> Iterator[float]:
    if is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


@law
@given(gappy(), deletions, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(items: pd.DataFrame, deletion: Deletion, random: Any) -> None:
    rows = list(items.index)
    random.shuffle(rows)
    assert single(whole(items, deletion)) == pytest.approx(single(whole(items.loc[rows], deletion)), abs=1e-9)


@law
@given(gappy(), deletions, st.floats(-1e4, 1e4))
def test_adding_constants_to_items_does_not_matter(items: pd.DataFrame, deletion: Deletion, constant: float) -> None:
    moved = items + constant * np.arange(items.shape[1])
    assert single(whole(items, deletion)) == pytest.approx(single(whole(moved, deletion)), abs=1e-7)


@law
@given(gappy(), deletions)
def test_turning_every_item_does_not_matter(items: pd.DataFrame, deletion: Deletion) -> None:
    assert single(whole(items, deletion)) == pytest.approx(single(whole(6 - items, deletion)), abs=1e-9)


@law
@given(gappy(), deletions, st.floats(0.01, 100))
def test_another_unit_does_not_matter(items: pd.DataFrame, deletion: Deletion, unit: float) -> None:
    assert single(whole(items, deletion)) == pytest.approx(single(whole(items * unit, deletion)), abs=1e-9)


@law
@given(gappy())
def test_doubling_complete_rows_changes_no_listwise_coefficient(items: pd.DataFrame) -> None:
    twice = pd.concat([items, items], ignore_index=True)
    assert single(whole(items, "listwise")) == pytest.approx(single(whole(twice, "listwise")), abs=1e-9)


@law
@given(gappy())
def test_the_order_of_items_matters_to_the_halves_alone(items: pd.DataFrame) -> None:
    def unsplit(found: Reliability) -> dict[str, float]:
        return {name: value for name, value in single(found).items() if name not in ("r", "guttman")}

    backwards = items[items.columns[::-1]]
    for deletion in ("listwise", "pairwise"):
        assert unsplit(whole(items, deletion)) == pytest.approx(unsplit(whole(backwards, deletion)), abs=1e-9)


@law
@given(gappy(), deletions)
def test_bounds(items: pd.DataFrame, deletion: Deletion) -> None:
    found = whole(items, deletion)
    assert found.lambda2 is not None
    assert found.alpha is not None
    assert found.lambda2 >= found.alpha - 1e-12
    assert found.n + found.n_dropped == len(items)
    assert found.n_mean is None or found.n <= found.n_mean <= len(items)
    for row in found.per_item.values():
        assert row.smc is not None
        assert 0 <= row.smc <= 1
        assert row.item_total_raw is not None
        assert row.item_total is not None
        assert row.item_total_raw >= row.item_total


@law
@given(gappy(), st.data())
def test_one_reversed_item_is_found_wherever_it_stands_and_whatever_is_missing(items: pd.DataFrame, data: Any) -> None:
    assume(items.shape[1] >= 4)
    name = data.draw(st.sampled_from(list(items.columns)))
    turned = items.assign(**{name: 6 - items[name]})
    for deletion in ("listwise", "pairwise"):
        assert whole(turned, deletion).negative == (name,)


@settings(max_examples=300, deadline=None)
@given(sparse())
def test_sparse_answers_give_finite_numbers_or_a_reason_pairwise(items: pd.DataFrame) -> None:
    said: list[Note] = []
    try:
        found, notes = reliabilities(items, {"half": tuple(items.columns[:3])}, {}, "pairwise")
    except DataProblem as problem:
        said.append(Note(problem.code, problem.values))
    else:
        said.extend(notes)
        for scale in (found.overall, *found.dimensions.values()):
            assert all(map(math.isfinite, numbers(scale)))
            lacking = None in (scale.alpha, scale.omega_total, *(row.smc for row in scale.per_item.values()))
            assert not lacking or notes
    for note in said:
        for language in LANGUAGES:
            assert "{" not in Text(language)(f"problem.{note.code}", **note.values)
