"""Item analysis agrees with R and says what it cannot give."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis import items
from csi_core.errors import DataProblem
from csi_core.responses import Problem
from csi_core.results import Item
from csi_core.setup import Role, Scale
from tests.survey import codes, survey

REFERENCE = Path(__file__).parents[1] / "reference"
PSPP, R = (json.loads((REFERENCE / f"reliability_{of}.json").read_text("utf-8")) for of in ("pspp", "r"))
SETS = ("bfi", "attitude", "holzinger", "tests24", "ability", "dormitory")
ITEMS = [f"{letter}{number}" for letter in "AC" for number in range(1, 6)]


def test_items_agree_with_r() -> None:
    """R: mean, sd, median, table; critical ratio by t.test(var.equal = TRUE) of the 27 % groups."""
    expected = json.loads((REFERENCE / "items_bfi.json").read_text("utf-8"))
    data = pd.read_csv(REFERENCE / "items_bfi.csv")
    found, notes = items.items(survey({name: data[name].tolist() for name in ITEMS}, scale=Scale(1, 6)))
    assert notes == ()
    for name in ITEMS:
        item, of_r = found[name], expected["items"][name]
        assert (item.n, item.missing, item.counts) == (of_r["n"], 240 - of_r["n"], of_r["counts"])
        numbers = [item.mean, item.sd, item.median, item.critical_ratio]
        assert numbers == pytest.approx([of_r["mean"], of_r["sd"], of_r["median"], expected["critical_ratio"][name]])


@cache
def described(name: str) -> dict[str, Item]:
    data = pd.read_csv(REFERENCE / "data" / f"{name}.csv")
    found, _ = items.items(survey({column: data[column].tolist() for column in data}, scale=Scale(-1000, 1000)))
    return found


@pytest.mark.parametrize("name", SETS)
def test_the_shape_of_a_distribution_agrees_with_pspp_and_r(name: str) -> None:
    """PSPP: DESCRIPTIVES /STATISTICS=ALL, twelve decimals; R: psych::skew, psych::kurtosi (type 2), t.test."""
    for item, found in described(name).items():
        of_pspp, of_r = PSPP[name]["items"][item], R[name]["items"][item]
        for field in ("n", "mean", "se", "sd", "skewness", "skewness_se", "kurtosis", "kurtosis_se"):
            assert getattr(found, field) == pytest.approx(of_pspp[field], abs=1e-9), (item, field)
        for field in ("n", "se", "skewness", "kurtosis"):
            assert getattr(found, field) == pytest.approx(of_r[field], abs=1e-9), (item, field)
        assert found.ci == pytest.approx(tuple(of_r["ci"]), abs=1e-9)


def test_p_of_the_critical_ratio_and_the_groups_agree_with_r() -> None:
    """The same t.test: its df and p; sizes and means of both groups."""
    expected = json.loads((REFERENCE / "items_bfi.json").read_text("utf-8"))["extremes"]
    data = pd.read_csv(REFERENCE / "items_bfi.csv")
    found, _ = items.items(survey({name: data[name].tolist() for name in ITEMS}, scale=Scale(1, 6)))
    for name in ITEMS:
        assert asdict(found[name].extremes) == pytest.approx(expected[name], rel=1e-9)


def test_reasons_for_a_missing_answer_are_counted_apart_and_skipped_ones_leave_the_base() -> None:
    responses = replace(
        survey({"A1": [1, None, None, None, 5], "A2": [1, 2, 3, 4, 5]}),
        skipped={"A1": pd.Index([2])},
        problems=(Problem(3, "A1", "9"),),
    )
    found, _ = items.items(responses)
    assert (found["A1"].missing, found["A1"].skipped, found["A1"].invalid, found["A1"].blank) == (3, 1, 1, 1)
    assert (found["A1"].asked, found["A2"].asked) == (4, 5)


def test_floor_and_ceiling_are_the_shares_at_the_ends_of_the_scale() -> None:
    found, _ = items.items(survey({"A1": [1, 1, 2, 3, 4]}))
    assert (found["A1"].floor, found["A1"].ceiling) == (40.0, 0.0)


@pytest.mark.parametrize(
    ("answers", "skewed", "peaked"), [([1, 5], False, False), ([1, 2, 5], True, False), ([1, 2, 5, 5], True, True)]
)
def test_shape_needs_three_and_four_answers(answers: list[float | None], *, skewed: bool, peaked: bool) -> None:
    found, notes = items.items(survey({"A1": [*answers, *[None] * (4 - len(answers))]}))
    assert ((found["A1"].skewness is not None), (found["A1"].kurtosis is not None)) == (skewed, peaked)
    assert ((found["A1"].skewness_se is not None), (found["A1"].kurtosis_se is not None)) == (skewed, peaked)
    assert ("items.few_for_shape" in codes(notes)) == (not peaked)


def test_the_same_answer_throughout_has_no_shape_and_an_interval_of_no_width() -> None:
    found, notes = items.items(survey({"A1": [3.3, 3.3, 3.3, 3.3, 3.3, 3.3]}))
    assert (found["A1"].skewness, found["A1"].kurtosis, found["A1"].sd, found["A1"].se) == (None, None, 0.0, 0.0)
    assert found["A1"].ci == pytest.approx((3.3, 3.3))
    assert "items.same_answers" in codes(notes)


def test_turning_an_item_turns_its_skewness_and_swaps_floor_and_ceiling() -> None:
    answers = np.random.default_rng(5).integers(1, 6, 40)
    (found, _), (turned, _) = items.items(survey({"A1": answers})), items.items(survey({"A1": 6 - answers}))
    assert turned["A1"].skewness == pytest.approx(-found["A1"].skewness)
    assert turned["A1"].kurtosis == pytest.approx(found["A1"].kurtosis)
    assert (turned["A1"].floor, turned["A1"].ceiling) == (found["A1"].ceiling, found["A1"].floor)


def test_unused_ends_of_the_scale_are_listed_and_fractions_stand_beside_them() -> None:
    found, _ = items.items(survey({"A1": [2, 3, 3.5, 3, None]}))
    assert found["A1"].counts == {"1": 0, "2": 1, "3": 2, "3.5": 1, "4": 0, "5": 0}
    assert found["A1"].percent["3"] == 50
    assert (found["A1"].mean, found["A1"].median) == (2.875, 3.0)


def test_turned_fractions_that_differ_by_rounding_are_one_answer() -> None:
    found, _ = items.items(survey({"A1": [6 - 4.3, 1.7, 5]}))
    assert found["A1"].counts["1.7"] == 2


def test_boxes_hold_the_two_ends_and_need_four_options() -> None:
    found, notes = items.items(survey({"A1": [1, 2, 3, 4, 5, 5, 5, 3]}))
    assert (found["A1"].top2, found["A1"].bottom2) == (50.0, 25.0)
    found, notes = items.items(survey({"A1": [1, 2, 3]}, scale=Scale(1, 3)))
    assert found["A1"].top2 is None
    assert "items.no_boxes" in codes(notes)
    found, notes = items.items(survey({"A1": [10, 20, 100]}, scale=Scale(0, 100)))
    assert found["A1"].bottom2 is None
    assert len(found["A1"].counts) == 101


def test_overall_satisfaction_is_described_but_has_no_critical_ratio() -> None:
    rng = np.random.default_rng(1)
    ratings = {name: rng.integers(1, 6, 60) for name in ("A1", "A2", "sat")}
    found, notes = items.items(survey(ratings, columns={"sat": {"role": Role.OVERALL}}))
    assert found["sat"].critical_ratio is None
    assert found["A1"].critical_ratio is not None
    assert notes == ()


def test_weights_as_whole_numbers_are_repetitions() -> None:
    once, _ = items.items(survey({"A1": [1, 2, 2, 5, 4, 4, 4]}))
    weighted, notes = items.items(survey({"A1": [1, 2, 5, 4]}, weights=[1, 2, 1, 3]))
    assert weighted["A1"].mean == pytest.approx(once["A1"].mean)
    assert weighted["A1"].median == once["A1"].median
    assert weighted["A1"].percent == pytest.approx(once["A1"].percent)
    assert weighted["A1"].counts == {"1": 1, "2": 1, "3": 0, "4": 1, "5": 1}
    assert "items.weighted" in codes(notes)


def test_equal_weights_change_nothing() -> None:
    ratings = {"A1": [1, 2, None, 5], "A2": [3, 3, 4, 5]}
    plain, _ = items.items(survey(ratings))
    weighted, _ = items.items(survey(ratings, weights=[2, 2, 2, 2]))
    for name in ratings:
        numbers = [field.name for field in fields(Item) if field.name not in ("counts", "percent", "extremes", "ci")]
        assert {one: getattr(weighted[name], one) for one in numbers} == pytest.approx(
            {one: getattr(plain[name], one) for one in numbers}
        )
        assert weighted[name].ci == pytest.approx(plain[name].ci)
        assert weighted[name].sd == pytest.approx(plain[name].sd)
        assert weighted[name].median == plain[name].median


def test_an_unanswered_question_and_a_single_answer_are_noted_by_name() -> None:
    found, notes = items.items(survey({"A1": [None, None], "A2": [None, 4], "A3": [1, 2]}))
    assert (found["A1"].mean, found["A1"].sd, found["A2"].mean, found["A2"].sd) == (None, None, 4.0, None)
    assert {note.code: note.values.get("items") for note in notes} == {
        "items.no_answers": ("A1",),
        "items.one_answer": ("A2",),
        "items.few_for_shape": ("A3",),
        "items.critical_ratio_rows": None,
    }


def test_ties_at_the_cut_all_belong_to_the_group() -> None:
    # Totals 2 3 3 5 6 8 9 9, k = 2: the lower cut 3 takes three rows, the upper cut 9 takes two.
    found, _ = items.items(survey({"A1": [1, 1, 2, 2, 3, 4, 4, 5], "A2": [1, 2, 1, 3, 3, 4, 5, 4]}))
    pooled = (0.5 + 2 / 3) / 3
    assert found["A1"].critical_ratio == pytest.approx((4.5 - 4 / 3) / (pooled * (1 / 2 + 1 / 3)) ** 0.5)


def test_an_item_constant_within_both_extreme_groups_has_no_ratio() -> None:
    found, notes = items.items(survey({"A1": [1, 1, 1, 2, 4, 5, 5, 5], "A2": [1, 2, 3, 3, 3, 4, 4, 5]}))
    assert found["A1"].critical_ratio is None
    assert found["A2"].critical_ratio is not None
    assert notes[-1].values == {"items": ("A1",)}


def test_overlapping_extreme_groups_have_no_critical_ratio() -> None:
    _, notes = items.items(survey({"A1": [3] * 20, "A2": [3] * 19 + [4]}))
    assert codes(notes) == ["items.same_answers", "items.critical_ratio_overlap"]


def test_one_item_alone_has_no_total() -> None:
    _, notes = items.items(survey({"A1": [1, 2, 3, 4]}))
    assert codes(notes) == ["items.critical_ratio_one_item"]


def test_a_scale_with_equal_ends_is_refused() -> None:
    with pytest.raises(DataProblem, match=r"items\.scale"):
        items.items(survey({"A1": [5, 5]}, scale=Scale(5, 5)))


def test_an_item_nobody_answered_does_not_take_the_others_ratios() -> None:
    answers: dict[str, list[float | None]] = {"A1": [1, 1, 2, 2, 4, 5, 5, 4], "A2": [1, 2, 3, 3, 3, 4, 4, 5]}
    alone, _ = items.items(survey(answers))
    beside, _ = items.items(survey({**answers, "A3": [None] * 8}))
    assert beside["A1"].critical_ratio == alone["A1"].critical_ratio is not None
    assert beside["A3"].critical_ratio is None


def test_near_fractions_keep_their_own_counts() -> None:
    found, _ = items.items(survey({"A1": [33.333333331, 33.333333339, 50]}, scale=Scale(0, 100)))
    assert sum(found["A1"].counts.values()) == 3


def test_of_a_very_wide_scale_only_the_answers_given_are_listed() -> None:
    found, _ = items.items(survey({"A1": [0, 250_000, 1_000_000]}, scale=Scale(0, 1_000_000)))
    assert found["A1"].counts == {"0": 1, "250000": 1, "1000000": 1}
