"""Scores run from 0 to 100, their intervals are centred on them, and weights are what they say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from csi_core.analysis.item_weights import from_critic, from_entropy, from_factor_variance, relative_weights
from csi_core.analysis.scores import scores
from csi_core.analysis.sums import sums
from csi_core.analysis.validity import validity
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.setup import Role, Scale, ValidityChoices
from csi_core.text import LANGUAGES, Text
from tests.survey import codes, survey

REFERENCE = Path(__file__).parents[1] / "reference"
EXPECTED = json.loads((REFERENCE / "scores_attitude.json").read_text("utf-8"))
PREDICTORS = ["complaints", "privileges", "learning", "raises", "critical", "advance"]


def attitude(scoring: str = "equal", columns: Mapping[str, Mapping[str, object]] | None = None) -> Responses:
    ratings = {name: [row[name] for row in EXPECTED["data"]] for name in ("rating", *PREDICTORS)}
    return survey(
        ratings,
        {"half": ["odd", "even"] * 15},
        columns={"rating": {"role": Role.OVERALL}} | dict(columns or {}),
        scale=Scale(0, 100),
        scoring=scoring,
    )


def test_scores_and_t_intervals_agree_with_r() -> None:
    """R: mean and t.test()$conf.int of the items, of the row means, and of the row means of groups."""
    found, notes = scores(attitude(), ("half",))
    assert notes == ()
    for name, of_r in EXPECTED["items"].items():
        assert found.items[name].score == pytest.approx(of_r["score"])
        assert found.items[name].ci == pytest.approx(tuple(of_r["ci"]))
    assert found.index == pytest.approx(EXPECTED["index"]["score"])
    assert found.index_ci == pytest.approx(tuple(EXPECTED["index"]["ci"]))
    for group in found.groups:
        of_r = EXPECTED["groups"][group.group]
        assert (group.n, group.index) == (15, pytest.approx(of_r["score"]))
        assert group.ci == pytest.approx(tuple(of_r["ci"]))


def test_the_columns_own_weights_agree_with_r() -> None:
    weights = dict(zip(PREDICTORS, EXPECTED["columns"]["w"], strict=True))
    found, _ = scores(attitude("columns", {name: {"weight": 7 * w} for name, w in weights.items()}), ())
    assert {name: item.weight for name, item in found.items.items()} == pytest.approx(weights)
    assert found.index == pytest.approx(EXPECTED["columns"]["score"])
    assert found.index_ci == pytest.approx(tuple(EXPECTED["columns"]["ci"]))


@pytest.mark.parametrize("how", ["entropy", "critic"])
def test_weights_from_the_data_agree_with_r(how: str) -> None:
    found, _ = scores(attitude(how), ())
    assert {name: item.weight for name, item in found.items.items()} == pytest.approx(EXPECTED[how])


def test_relative_weights_agree_with_r_and_add_up_to_r_squared() -> None:
    """R: Johnson's formula by eigen(); summary(lm(rating ~ .))$r.squared."""
    data = attitude().ratings
    weights = relative_weights(data[PREDICTORS].to_numpy(), data["rating"].to_numpy())
    assert dict(zip(PREDICTORS, weights, strict=True)) == pytest.approx(EXPECTED["relative"])
    assert weights.sum() == pytest.approx(EXPECTED["r2"])
    found, _ = scores(attitude("drivers"), ())
    assert found.items["complaints"].weight == pytest.approx(EXPECTED["relative"]["complaints"] / EXPECTED["r2"])


def test_five_options_give_100_75_50_25_and_0() -> None:
    found, _ = scores(survey({f"A{code}": [code, code] for code in range(1, 6)}), ())
    assert [item.score for item in found.items.values()] == [0, 25, 50, 75, 100]
    assert found.index == 50


def test_items_without_a_dimension_count_in_the_index_and_weights_are_shares_of_it() -> None:
    columns = {"A1": {"dimension": "Room"}, "A2": {"dimension": "Room"}}
    found, _ = scores(survey({"A1": [5, 5], "A2": [3, 3], "A3": [1, 1]}, columns=columns), ())
    assert found.dimensions["Room"].score == 75
    assert found.dimensions["Room"].weight == pytest.approx(2 / 3)
    assert found.index == pytest.approx(50)
    assert sum(item.weight for item in found.items.values()) == pytest.approx(1)


def test_with_missing_answers_the_interval_is_centred_on_the_index() -> None:
    rng = np.random.default_rng(4)
    x = rng.integers(1, 6, (80, 6)).astype(float)
    x[rng.random(x.shape) < 0.3] = np.nan
    found, _ = scores(survey({f"A{i}": x[:, i] for i in range(6)}), ())
    assert found.index == pytest.approx(np.mean([item.score for item in found.items.values()]))
    assert sum(found.index_ci or ()) / 2 == pytest.approx(found.index)


def test_the_linearised_interval_covers_as_often_as_it_says() -> None:
    """Simulated: 95 % of intervals cover the true index with a quarter of the answers missing."""
    rng = np.random.default_rng(5)
    covered = 0
    for _ in range(400):
        x = np.clip(np.round(3 + rng.normal(size=(60, 1)) + rng.normal(size=(60, 4))), 1, 5)
        x[rng.random(x.shape) < 0.25] = np.nan
        interval = scores(survey({f"A{i}": x[:, i] for i in range(4)}), ())[0].index_ci
        assert interval is not None
        covered += interval[0] <= 50 <= interval[1]
    assert 0.92 <= covered / 400 <= 0.975


def test_survey_weights_as_whole_numbers_move_the_point_as_repetitions_do() -> None:
    repeated, _ = scores(survey({"A1": [1, 5, 5, 5], "A2": [2, 4, 4, 4]}), ())
    weighted, notes = scores(survey({"A1": [1, 5], "A2": [2, 4]}, weights=[1, 3]), ())
    assert weighted.index == pytest.approx(repeated.index)
    assert codes(notes) == ["scores.weighted"]


def test_equal_survey_weights_change_no_interval() -> None:
    ratings = {"A1": [1, 2, None, 5], "A2": [3, 3, 4, 5]}
    plain, _ = scores(survey(ratings), ())
    weighted, _ = scores(survey(ratings, weights=[2, 2, 2, 2]), ())
    assert weighted.index_ci == pytest.approx(plain.index_ci)
    assert weighted.items["A1"].ci == pytest.approx(plain.items["A1"].ci)


def test_groups_keep_the_weights_of_the_whole() -> None:
    responses = survey({"A1": [1, 1, 5, 5], "A2": [3, 3, 3, 3]}, {"g": ["a", "a", "b", "b"]})
    found, _ = scores(responses, ("g",))
    assert [group.index for group in found.groups] == [25, 75]


def test_a_group_that_skipped_an_item_has_no_index_and_is_named() -> None:
    columns = {"A1": {"dimension": "Room"}, "A2": {"dimension": "Food"}}
    responses = survey({"A1": [1, 2, 5, 4], "A2": [3, 4, None, None]}, {"g": ["a", "a", "b", "b"]}, columns=columns)
    found, notes = scores(responses, ("g",))
    assert found.groups[1].index is None
    assert found.groups[1].dimensions == {"Room": 87.5, "Food": None}
    assert notes[0].values == {"by": "g", "groups": ("b",)}


def test_a_group_of_one_has_an_index_without_interval() -> None:
    found, notes = scores(survey({"A1": [1, 2, 5]}, {"g": ["a", "a", "b"]}), ("g",))
    assert (found.groups[1].index, found.groups[1].ci) == (100, None)
    assert codes(notes) == ["scores.group_of_one"]


def test_unanswered_items_are_left_out_and_named() -> None:
    columns = {"A1": {"dimension": "Room"}, "A2": {"dimension": "Food"}}
    found, notes = scores(survey({"A1": [1, 5], "A2": [None, None]}, columns=columns), ())
    assert list(found.items) == ["A1"]
    assert found.index == 50
    assert codes(notes) == ["scores.left_out", "scores.empty_dimension"]


def test_constant_items_have_weight_zero_where_weights_come_from_variation() -> None:
    ratio = np.array([[0.5, 0.0, 0.2], [0.5, 1.0, 0.4], [0.5, 0.5, 0.9]])
    assert from_entropy(np.unique(column, return_counts=True) for column in ratio.T)[0] == 0
    assert from_critic(sums(ratio), np.ones(3))[0] == 0


def test_factor_variance_weights_follow_the_score_coefficient_formula() -> None:
    rng = np.random.default_rng(6)
    x = np.clip(np.round(3 + np.repeat(rng.normal(size=(200, 2)), 3, axis=1) + rng.normal(size=(200, 6))), 1, 5)
    responses = survey({f"A{i}": x[:, i] for i in range(6)}, scoring="variance")
    factors, _ = validity(responses.items(), {}, ValidityChoices(), np.random.default_rng(1))
    found, _ = scores(responses, (), factors)
    loadings = np.array([list(factors.loadings[item].values()) for item in responses.ratings])
    squares = np.array([factor.ss_loading for factor in factors.variance])
    expected = (np.abs(loadings) / np.sqrt(squares)) @ (squares / squares.sum())
    assert [item.weight for item in found.items.values()] == pytest.approx(expected / expected.sum())


@pytest.mark.parametrize(
    ("responses", "code"),
    [
        (survey({"A1": [1, 2]}, columns={"A1": {"role": Role.OVERALL}}), "scores.no_items"),
        (survey({"A1": [None, None]}), "scores.no_answers"),
        (survey({"A1": [1, 2]}, scoring="columns", columns={"A1": {"weight": -1.0}}), "scores.negative_weight"),
        (survey({"A1": [1, 2]}, scoring="columns", columns={"A1": {"weight": 0.0}}), "scores.all_weights_zero"),
        (survey({"A1": [1, 2]}, scoring="variance"), "scores.variance_needs_factors"),
        (survey({"A1": [2, 2]}, scoring="entropy"), "scores.no_variation"),
        (survey({"A1": [2, 2]}, scoring="critic"), "scores.no_variation"),
        (survey({"A1": [1, 2]}, scoring="drivers"), "scores.drivers_need_overall"),
        (
            survey({"A1": [1, 2], "S": [1, 2]}, scoring="drivers", columns={"S": {"role": Role.OVERALL}}),
            "scores.drivers_rows",
        ),
        (
            survey({"A1": [1, 2, 3, 4], "S": [2] * 4}, scoring="drivers", columns={"S": {"role": Role.OVERALL}}),
            "scores.drivers_constant_overall",
        ),
        (
            survey(
                {"A1": [1, 2, 3, 4, 1], "A2": [1, 2, 3, 4, 1], "S": [1, 2, 2, 3, 5]},
                scoring="drivers",
                columns={"S": {"role": Role.OVERALL}},
            ),
            "scores.drivers_singular",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_scored_is_refused_in_both_languages(responses: Responses, code: str) -> None:
    with pytest.raises(DataProblem) as raised:
        scores(responses, ())
    assert raised.value.code == code
    for language in LANGUAGES:
        assert Text(language).problem(raised.value)


def test_an_item_outside_the_factor_analysis_has_no_factor_weight() -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(size=(100, 1)) + rng.normal(size=(100, 3))
    responses = survey({f"A{i}": x[:, i] for i in range(3)})
    factors, _ = validity(responses.items(), {}, ValidityChoices(), np.random.default_rng(1))
    assert from_factor_variance(("A0", "B"), factors)[1] == 0
