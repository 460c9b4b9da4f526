"""Correlations are Pearson's over the common answers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.correlations import correlations, weighted_pearson
from tests.survey import codes

REFERENCE = Path(__file__).parents[1] / "reference"


def test_correlations_agree_with_r() -> None:
    """R: cor(use = "pairwise.complete.obs")."""
    expected = json.loads((REFERENCE / "items_bfi.json").read_text("utf-8"))["r"]
    data = pd.read_csv(REFERENCE / "items_bfi.csv").drop(columns=["gender", "education"]).astype(np.float64)
    found, notes = correlations(data)
    assert notes == ()
    for name in expected:
        assert found.r[name] == pytest.approx(expected[name], abs=1e-12)


def test_a_weighted_matrix_is_the_same_on_both_sides_of_its_diagonal() -> None:
    rng = np.random.default_rng(3)
    x = rng.integers(1, 6, (400, 12)).astype(float)
    x[rng.random(x.shape) < 0.1] = np.nan
    r, _, _ = weighted_pearson(x, rng.uniform(0.3, 3, 400))
    assert np.array_equal(r, r.T)


def test_a_constant_column_correlates_with_nothing_and_is_named() -> None:
    found, notes = correlations(pd.DataFrame({"A1": [1.0, 2, 3, 4], "A2": [3.1, 3.1, 3.1, 3.1], "A3": [2.0, 1, 4, 3]}))
    assert found.r["A2"] == {"A1": None, "A2": None, "A3": None}
    assert found.r["A1"]["A2"] is None
    assert found.r["A1"]["A3"] == pytest.approx(0.6)
    assert notes[0].values == {"items": ("A2",)}


def test_two_common_answers_are_too_few() -> None:
    none = np.nan
    found, notes = correlations(pd.DataFrame({"A1": [1.0, 2, 3, none, none], "A2": [none, 2, 4, 5, 1]}))
    assert found.r["A1"]["A2"] is None
    assert found.r["A2"]["A2"] == 1.0
    assert codes(notes) == ["correlations.pairs"]


def test_constant_over_the_common_rows_is_noted_as_a_pair() -> None:
    none = np.nan
    found, notes = correlations(pd.DataFrame({"A1": [2.0, 2, 2, 5, 1], "A2": [1.0, 2, 3, none, none]}))
    assert found.r["A1"]["A2"] is None
    assert notes[0].values == {"pairs": ("A1 × A2",)}


def test_a_large_mean_costs_no_digits() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(500, 2))
    near, _ = correlations(pd.DataFrame(x, columns=["a", "b"]))
    far, _ = correlations(pd.DataFrame(x + 1e6, columns=["a", "b"]))
    assert far.r["a"]["b"] == pytest.approx(near.r["a"]["b"], abs=1e-8)
