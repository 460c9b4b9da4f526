"""Reliability agrees with R and PSPP, and says what it cannot give."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.reliability import reliabilities
from csi_core.errors import DataProblem
from csi_core.results import Note, Reliability

REFERENCE = Path(__file__).parents[1] / "reference"
SETS: dict[str, Any] = json.loads((REFERENCE / "sets.json").read_text("utf-8"))
R: dict[str, Any] = json.loads((REFERENCE / "r.json").read_text("utf-8"))
PSPP: dict[str, Any] = json.loads((REFERENCE / "pspp.json").read_text("utf-8"))
SCALES = [(name, scale) for name, about in SETS.items() for scale in ("overall", *about["scales"])]


@cache
def data(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / f"{name}.csv").astype(float)


def reliability(name: str, scale: str) -> Reliability:
    found, _ = reliabilities(data(name), SETS[name]["scales"], {})
    return found.overall if scale == "overall" else found.dimensions[scale]


def whole(items: pd.DataFrame) -> tuple[Reliability, tuple[Note, ...]]:
    found, notes = reliabilities(items, {}, {})
    return found.overall, notes


def scale(n: int = 150, k: int = 6, seed: int = 0) -> pd.DataFrame:
    """Five-point answers to k items of one thing."""
    rng = np.random.default_rng(seed)
    raw = rng.standard_normal((n, 1)) * 0.8 + rng.standard_normal((n, k)) * 0.7
    return pd.DataFrame(np.clip(np.round(raw + 3), 1, 5), columns=[f"A{number}" for number in range(1, k + 1)])


# -- against other programs --------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "scale"), SCALES)
def test_a_scale_agrees_with_r(name: str, scale: str) -> None:
    """psych::alpha on complete rows, psych::alpha.ci; omega from psych::fa(fm = "pa", min.err = 1e-12)."""
    found, other = reliability(name, scale), R[name]["reliability"][scale]
    assert (found.n, found.items) == (other["n"], other["items"])
    assert found.n + found.n_dropped == len(data(name))
    assert found.alpha == pytest.approx(other["alpha"], abs=1e-10)
    assert found.alpha_ci == pytest.approx(tuple(other["alpha_ci"]), abs=1e-10)
    assert found.alpha_standardised == pytest.approx(other["alpha_standardised"], abs=1e-10)
    assert found.omega_total == pytest.approx(other["omega_total"], abs=1e-8)
    rows = list(found.per_item.values())
    for field in ("mean", "sd", "item_total"):
        assert [getattr(row, field) for row in rows] == pytest.approx(other[field], abs=1e-10)
    deleted = other["alpha_if_deleted"] or [None] * len(rows)
    assert [row.alpha_if_deleted for row in rows] == pytest.approx(deleted, abs=1e-10)


@pytest.mark.parametrize(("name", "scale"), SCALES)
def test_a_scale_agrees_with_pspp(name: str, scale: str) -> None:
    """RELIABILITY /SUMMARY=TOTAL; twelve decimals printed."""
    found, other = reliability(name, scale), PSPP[name]["reliability"][scale]
    rows = list(found.per_item.values())
    assert found.n == other["n"]
    assert found.alpha == pytest.approx(other["alpha"], abs=1e-10)
    assert [row.item_total for row in rows] == pytest.approx(other["item_total"], abs=1e-10)
    deleted = other["alpha_if_deleted"] or [None] * len(rows)
    assert [row.alpha_if_deleted for row in rows] == pytest.approx(deleted, abs=1e-10)


@pytest.mark.parametrize(
    ("dimension", "reversed_items"),
    [("agree", ("A1",)), ("conscientious", ("C4", "C5")), ("extraversion", ("E1", "E2")), ("openness", ("O2", "O5"))],
)
def test_reversed_items_of_the_big_five_are_found(dimension: str, reversed_items: tuple[str, ...]) -> None:
    """The key of psychTools::bfi says which items are worded the other way round."""
    assert reliability("bfi", dimension).negative == reversed_items
    turned = data("bfi").assign(**{item: 7 - data("bfi")[item] for item in reversed_items})
    found, _ = reliabilities(turned, SETS["bfi"]["scales"], {})
    assert found.dimensions[dimension].negative == ()


@pytest.mark.parametrize("position", range(6))
def test_a_reversed_item_is_found_wherever_it_stands(position: int) -> None:
    items = scale()
    name = items.columns[position]
    found, _ = whole(items.assign(**{name: 6 - items[name]}))
    assert found.negative == (name,)


# -- scales ------------------------------------------------------------------------------------------------


def test_each_scale_keeps_the_rows_complete_in_its_own_items() -> None:
    items = scale()
    items.iloc[:20, 0] = np.nan
    found, _ = reliabilities(items, {"first": ("A1", "A2", "A3"), "second": ("A4", "A5", "A6")}, {})
    assert [(one.n, one.n_dropped) for one in (found.overall, *found.dimensions.values())] == [
        (130, 20),
        (130, 20),
        (150, 0),
    ]


def test_factors_found_have_their_reliability_too() -> None:
    found, _ = reliabilities(scale(), {}, {"F1": ("A1", "A2", "A3"), "F2": ("A4", "A5", "A6")})
    as_dimensions, _ = reliabilities(scale(), {"F1": ("A1", "A2", "A3"), "F2": ("A4", "A5", "A6")}, {})
    assert found.factors == as_dimensions.dimensions


def test_a_dimension_of_one_item_is_left_out_and_said() -> None:
    found, notes = reliabilities(scale(), {"lonely": ("A1",), "rest": ("A2", "A3", "A4")}, {})
    assert tuple(found.dimensions) == ("rest",)
    assert notes == (Note("reliability.few_items.scale", {"scale": "lonely", "n": 1, "least": 2}),)


def test_two_items_have_alpha_but_no_omega_and_no_alpha_if_deleted() -> None:
    found, notes = reliabilities(scale(), {"pair": ("A1", "A2")}, {})
    pair = found.dimensions["pair"]
    r = float(np.corrcoef(scale()["A1"], scale()["A2"])[0, 1])
    assert pair.alpha_standardised == pytest.approx(2 * r / (1 + r), abs=1e-12)
    assert [row.item_total for row in pair.per_item.values()] == pytest.approx([r, r], abs=1e-12)
    assert {row.alpha_if_deleted for row in pair.per_item.values()} == {None}
    assert (pair.omega_total, pair.negative) == (None, ())
    assert notes == (Note("reliability.omega_two_items.scale", {"scale": "pair"}),)


def test_two_opposed_items_are_said_but_neither_is_blamed() -> None:
    found, notes = reliabilities(scale().assign(A2=lambda frame: 6 - frame["A2"]), {"pair": ("A1", "A2")}, {})
    assert found.dimensions["pair"].negative == ()
    assert "reliability.negative_alpha.scale" in [note.code for note in notes]


# -- data that cannot do it --------------------------------------------------------------------------------


def test_constant_and_empty_items_are_left_out_of_the_coefficients() -> None:
    found, notes = whole(scale().assign(same=4.0, blank=np.nan))
    without, _ = whole(scale())
    assert (found.alpha, found.items, found.n) == (without.alpha, 6, 150)
    assert (found.per_item["same"].mean, found.per_item["same"].sd) == (4.0, 0.0)
    assert (found.per_item["same"].item_total, found.per_item["same"].alpha_if_deleted) == (None, None)
    assert "blank" not in found.per_item
    assert notes == (
        Note("reliability.empty_items.overall", {"items": ("blank",)}),
        Note("reliability.constant_items.overall", {"items": ("same",)}),
    )


def test_items_that_cancel_out_have_no_alpha() -> None:
    found, notes = reliabilities(scale().assign(A2=lambda frame: 6 - frame["A1"]), {"pair": ("A1", "A2")}, {})
    pair = found.dimensions["pair"]
    assert (pair.alpha, pair.alpha_ci, pair.alpha_standardised) == (None, None, None)
    assert "reliability.no_total_variance.scale" in [note.code for note in notes]


def test_identical_items_have_alpha_one_and_no_omega() -> None:
    found, notes = whole(scale()[["A1"]].assign(A2=scale()["A1"], A3=scale()["A1"]))
    assert found.alpha == pytest.approx(1.0)
    assert found.omega_total is None
    assert [note.code for note in notes] == ["reliability.omega_heywood.overall"]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        (scale()[["A1"]], "reliability.few_items.overall"),
        (scale().head(2), "reliability.few_rows.overall"),
        (scale() * 0 + 3, "reliability.no_variance.overall"),
    ],
)
def test_a_questionnaire_without_reliability_is_refused(items: pd.DataFrame, code: str) -> None:
    with pytest.raises(DataProblem) as problem:
        whole(items)
    assert problem.value.code == code
