"""Reliability agrees with R and PSPP, and says what it cannot give."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.reliability import reliabilities, two_options
from csi_core.errors import DataProblem
from csi_core.results import Note, Reliabilities, Reliability
from csi_core.setup import Scale
from tests.survey import survey

REFERENCE = Path(__file__).parents[1] / "reference"
SETS: dict[str, Any] = json.loads((REFERENCE / "sets.json").read_text("utf-8"))
R: dict[str, Any] = json.loads((REFERENCE / "r.json").read_text("utf-8"))
PSPP: dict[str, Any] = json.loads((REFERENCE / "pspp.json").read_text("utf-8"))
MORE: dict[str, dict[str, Any]] = {
    program: json.loads((REFERENCE / f"reliability_{program}.json").read_text("utf-8")) for program in ("r", "pspp")
}
ABILITY = {
    part: tuple(name for name in pd.read_csv(REFERENCE / "data" / "ability.csv", nrows=0) if part in name)
    for part in ("reason", "letter", "matrix", "rotate")
}
SCALES = [(name, scale) for name, about in SETS.items() for scale in ("overall", *about["scales"])]
ALL_SCALES = [*SCALES, *(("ability", scale) for scale in ("overall", *ABILITY))]


@cache
def data(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / f"{name}.csv").astype(float)


@cache
def both(name: str, deletion: Literal["listwise", "pairwise"] = "listwise") -> Reliabilities:
    scales = ABILITY if name == "ability" else SETS[name]["scales"]
    found, _ = reliabilities(data(name), scales, {}, deletion, data(name).columns if name == "ability" else ())
    return found


def reliability(name: str, scale: str, deletion: Literal["listwise", "pairwise"] = "listwise") -> Reliability:
    found = both(name, deletion)
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


def agrees(found: Reliability, other: dict[str, Any]) -> None:
    rows = list(found.per_item.values())
    assert found.alpha == pytest.approx(other["alpha"], abs=1e-10)
    assert found.alpha_standardised == pytest.approx(other["alpha_standardised"], abs=1e-10)
    assert found.lambda2 == pytest.approx(other["lambda2"], abs=1e-10)
    assert asdict(found.inter_item) == pytest.approx(other["inter_item"], abs=1e-10)
    for field in ("item_total", "smc"):
        assert [getattr(row, field) for row in rows] == pytest.approx(other[field], abs=1e-10)
    deleted = other["alpha_if_deleted"] or [None] * len(rows)
    assert [row.alpha_if_deleted for row in rows] == pytest.approx(deleted, abs=1e-10)


@pytest.mark.parametrize(("name", "scale"), ALL_SCALES)
def test_lambda2_and_multiple_correlations_agree_with_r(name: str, scale: str) -> None:
    """psych::splitHalf(covar = TRUE), psych::smc, psych::alpha on the covariances of the complete rows."""
    found, other = reliability(name, scale), MORE["r"][name]["scales"][scale]
    agrees(found, other)
    raw = [row.item_total_raw for row in found.per_item.values()]
    assert raw == pytest.approx(other["item_total_raw"], abs=1e-10)
    assert found.n == other["n"]
    assert (found.total.mean, found.total.variance) == pytest.approx(tuple(other["total"].values()), rel=1e-12)


@pytest.mark.parametrize(("name", "scale"), ALL_SCALES)
def test_pairwise_deletion_agrees_with_r(name: str, scale: str) -> None:
    """psych::alpha and its kin on cov(use = "pairwise.complete.obs"); psych::pairwiseCount."""
    found, other = reliability(name, scale, "pairwise"), MORE["r"][name]["scales"][scale]["pairwise"]
    agrees(found, other)
    assert (found.n, found.n_mean) == (other["n"], pytest.approx(other["n_mean"]))
    assert found.n + found.n_dropped == len(data(name))
    assert [row.n for row in found.per_item.values()] == data(name)[list(found.per_item)].count().tolist()


@pytest.mark.parametrize(("name", "scale"), ALL_SCALES)
def test_split_halves_agree_with_r_and_pspp(name: str, scale: str) -> None:
    """R: correlation of the halves' sums; PSPP: RELIABILITY /MODEL=SPLIT(first half), its twelve decimals."""
    found = asdict(reliability(name, scale).split_half)
    members = (found["first"], found["second"])
    assert 0 <= len(members[0]) - len(members[1]) <= 1
    assert sum(members, ()) == tuple(reliability(name, scale).per_item)
    of_r, of_pspp = MORE["r"][name]["scales"][scale]["split_half"], MORE["pspp"][name]["split_half"][scale]
    assert {field: found[field] for field in of_r} == pytest.approx(of_r, abs=1e-10)
    if found["r"] < 0:  # PSPP squares the sign away
        assert found["spearman_brown_unequal"] is None
        del of_pspp["spearman_brown_unequal"]
    assert {field: found[field] for field in of_pspp} == pytest.approx(of_pspp, abs=1e-11)


def test_alpha_of_right_and_wrong_answers_is_kuder_and_richardsons_formula_20() -> None:
    right = data("ability")[list(ABILITY["reason"])].dropna()
    p, k = right.mean(), right.shape[1]
    kr20 = k / (k - 1) * (1 - (p * (1 - p)).sum() / right.sum(axis=1).var(ddof=0))
    found = reliability("ability", "reason")
    assert found.kuder_richardson == found.alpha == pytest.approx(kr20, abs=1e-12)
    assert reliability("attitude", "overall").kuder_richardson is None


def test_items_of_two_options_are_told_by_scale_and_answers() -> None:
    answers: dict[str, list[float | None]] = {"right": [0, 1, 1, None], "half": [0, 0.5, 1, 1]}
    assert two_options(survey(answers, scale=Scale(0, 1))) == {"right"}
    assert two_options(survey({"A1": [1, 2, 1, 2]})) == set()


@pytest.mark.parametrize("name", ["bfi", "ability", "attitude"])
def test_the_items_found_to_be_reversed_are_those_that_r_turns(name: str) -> None:
    """psych::alpha(check.keys = TRUE)."""
    for scale, turned in MORE["r"][name]["turned"].items():
        assert list(reliability(name, scale).negative) == turned


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
    assert {row.smc for row in found.per_item.values()} == {None}
    assert [note.code for note in notes] == ["reliability.singular.overall", "reliability.omega_heywood.overall"]


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


def test_halves_of_opposite_direction_have_no_coefficient_for_unequal_lengths() -> None:
    items = scale()[["A1", "A2", "A3"]].assign(A3=lambda frame: 6 - frame["A3"])
    found, notes = whole(items)
    assert found.split_half.r < 0
    assert found.split_half.spearman_brown_unequal is None
    assert "reliability.split_half_negative.overall" in [note.code for note in notes]


def test_a_half_whose_sum_never_varies_has_no_split_half_reliability() -> None:
    items = scale()[["A1", "A2", "A3", "A4"]].assign(A2=lambda frame: 6 - frame["A1"])
    found, notes = whole(items)
    assert (found.split_half.r, found.split_half.spearman_brown) == (None, None)
    assert "reliability.split_half_constant.overall" in [note.code for note in notes]


def test_pairs_that_contradict_each_other_have_no_omega_and_a_reason() -> None:
    """A1 and A2 agree, A2 and A3 agree, A1 and A3 are opposite: no complete data could be so."""
    up, gap = np.tile([1.0, 2.0, 3.0, 4.0, 5.0], 4), np.full(20, np.nan)
    items = pd.DataFrame(
        {
            "A1": np.concatenate([up, gap, up]),
            "A2": np.concatenate([up, up, gap]),
            "A3": np.concatenate([gap, up, 6 - up]),
        }
    )
    found, notes = reliabilities(items, {}, {}, "pairwise")
    assert (found.overall.n, found.overall.omega_total) == (20, None)
    assert {row.smc for row in found.overall.per_item.values()} == {None}
    assert [note.code for note in notes] == ["reliability.not_positive_definite.overall"]
    with pytest.raises(DataProblem, match=r"reliability\.few_rows\.overall"):
        whole(items)


def test_a_pair_nobody_answered_together_is_refused() -> None:
    items = pd.DataFrame({"A1": [1, 2, 3, 4, np.nan, np.nan], "A2": [np.nan, np.nan, 1, 2, 3, 4.0]})
    with pytest.raises(DataProblem, match=r"reliability\.few_pairs\.overall"):
        reliabilities(items, {}, {}, "pairwise")


def test_without_gaps_pairwise_is_listwise() -> None:
    listwise, pairwise = (reliabilities(scale(), {"two": ("A1", "A5")}, {}, how)[0] for how in ("listwise", "pairwise"))
    for one, other in ((listwise.overall, pairwise.overall), (listwise.dimensions["two"], pairwise.dimensions["two"])):
        assert (one.n, one.alpha, one.lambda2) == (other.n, pytest.approx(other.alpha), pytest.approx(other.lambda2))
        assert (one.deletion, other.deletion, other.n_mean) == ("listwise", "pairwise", one.n)
