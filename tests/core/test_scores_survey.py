"""Scores with survey weights, other weights, levels and intervals against R, PSPP and published examples."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.special import stdtrit

from csi_core.analysis import sample
from csi_core.analysis.item_weights import from_critic, from_entropy
from csi_core.analysis.scores import scores
from csi_core.analysis.sums import sums
from csi_core.analysis.weighted_means import Points, bootstrap_intervals
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Note
from csi_core.setup import Role, Scale, ScoringChoices
from csi_core.text import LANGUAGES, Text
from tests.survey import codes, survey

REFERENCE = Path(__file__).parents[1] / "reference"
EXPECTED = json.loads((REFERENCE / "scores_survey.json").read_text("utf-8"))
PSPP = json.loads((REFERENCE / "pspp_weights.json").read_text("utf-8"))


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def schools(*, weighted: bool = True) -> Responses:
    """Scores from 0 to 1000 of two years, with their sampling weights."""
    rows = read("apistrat.csv")
    ratings = {name: [float(row[name]) if row[name] else None for row in rows] for name in ("api99", "api00")}
    profiles = {name: [row[name] for row in rows] for name in ("stype", "sch.wide")}
    weights = [float(row["pw"]) for row in rows] if weighted else None
    return survey(ratings, profiles, scale=Scale(0, 1000), weights=weights)


def scored(responses: Responses, **choices: object) -> Responses:
    return replace(responses, setup=replace(responses.setup, scoring=ScoringChoices(**choices)))


def test_weighted_means_and_standard_errors_agree_with_svymean() -> None:
    """R's survey package. With missing answers it takes n/(n − 1) of all 200 rows, we of the 178 answering."""
    found, _ = scores(schools(), ())
    for name, n in (("api99", 200), ("api00", 178)):
        of_r = EXPECTED["survey_weights"][name]
        item = found.items[name]
        assert item.score == pytest.approx(of_r["mean"] / 10, rel=1e-9)
        assert (item.n, item.ci is None) == (n, False)
        own_n = np.sqrt(n / (n - 1) * 199 / 200)
        reach = stdtrit(n - 1, 0.975) * own_n * of_r["se"] / 10
        assert item.ci == pytest.approx((item.score - reach, item.score + reach), rel=1e-9)


def test_weighted_frequencies_and_means_agree_with_pspp() -> None:
    questions, notes = sample.profiles(schools())
    total = {"stype": 0.0, "sch.wide": 0.0}
    for question in questions:
        total[question.question] = sum(PSPP["frequencies"][answer.answer] for answer in question.answers)
        for answer in question.answers:
            share = 100 * PSPP["frequencies"][answer.answer] / total[question.question]
            assert answer.percent == pytest.approx(share, rel=1e-9)
    assert codes(notes) == ["sample.weighted"]
    found, _ = scores(schools(), ("stype",))
    assert {name: item.score for name, item in found.items.items()} == pytest.approx(
        {name: mean / 10 for name, mean in PSPP["means"].items()}
    )
    only_one_year = survey({"api99": schools().ratings["api99"]}, {"stype": schools().profiles["stype"]},
                           scale=Scale(0, 1000), weights=list(schools().weights))  # fmt: skip
    groups = scores(only_one_year, ("stype",))[0].groups
    assert {group.group: group.index for group in groups} == pytest.approx(
        {name: mean / 10 for name, mean in PSPP["groups"].items()}
    )


def test_the_effective_number_of_answers_is_told_with_every_weighted_score() -> None:
    found, notes = scores(schools(), ())
    weights = np.array(schools().weights)
    assert found.effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert notes[-1].values == {"n": 200, "effective": found.effective}
    unweighted, _ = scores(schools(weighted=False), ())
    assert unweighted.effective == unweighted.n


def test_weights_of_one_are_no_weights_and_a_common_factor_changes_nothing() -> None:
    plain, _ = scores(schools(weighted=False), ("stype",))
    ones, _ = scores(replace(schools(), weights=schools().weights * 0 + 1), ("stype",))
    assert ones == plain
    once, _ = scores(schools(), ("stype",))
    tenfold, _ = scores(replace(schools(), weights=schools().weights * 10), ("stype",))
    assert tenfold.index == pytest.approx(once.index)
    assert tenfold.index_ci == pytest.approx(once.index_ci)


def test_repeating_every_row_leaves_the_points_and_narrows_the_intervals() -> None:
    ratings = {"A1": [1, 2, 4, 5, None], "A2": [2, 2, 5, 4, 3]}
    once, _ = scores(survey(ratings), ())
    twice, _ = scores(survey({name: answers * 2 for name, answers in ratings.items()}), ())
    assert twice.index == pytest.approx(once.index)
    assert once.index_ci is not None
    assert twice.index_ci is not None
    assert twice.index_ci[1] - twice.index_ci[0] < once.index_ci[1] - once.index_ci[0]


# -- weights of items ------------------------------------------------------------------------------------------


def test_critic_weights_agree_with_a_published_example() -> None:
    """Tuş & Aytaç Adalı (2019), The new combination with CRITIC and WASPAS methods, Opsearch 56(2), 528-538."""
    matrix = np.array(
        [[5000, 3, 3, 4, 3, 2], [680, 5, 3, 2, 2, 1], [2000, 3, 2, 3, 4, 3], [600, 4, 3, 1, 2, 2], [800, 2, 4, 3, 3, 4]]
    )
    weights = from_critic(sums(matrix.astype(float)), np.ptp(matrix, axis=0))
    assert (weights / weights.sum()).round(3).tolist() == [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]


def test_entropy_weights_agree_with_a_published_example() -> None:
    """Xu (2004), A note on the subjective and objective integrated approach, EJOR 156(2), 530-532."""
    matrix = np.array([[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]])
    weights = from_entropy(np.unique(column, return_counts=True) for column in matrix.T)
    assert (weights / weights.sum()).round(4).tolist() == [0.4630, 0.3992, 0.1378, 0.0000]


def rated_for_importance(**columns: dict[str, object]) -> Responses:
    importance = {
        f"I{i}": {"role": Role.IMPORTANCE, "pairs_with": f"A{i}", "scale": Scale(1, 5)} for i in (1, 2)
    } | columns
    return survey(
        {"A1": [5, 5, 5], "A2": [1, 1, 1], "I1": [5, 4, 3], "I2": [1, 2, 3]}, columns=importance, scoring="importance"
    )


def test_stated_importance_weighs_by_its_mean() -> None:
    found, _ = scores(rated_for_importance(), ())
    assert found.items["A1"].weight == pytest.approx(4 / 6)
    assert found.index == pytest.approx(100 * 4 / 6)


def test_importance_is_weighted_by_the_survey_weights() -> None:
    heavy = replace(rated_for_importance(), weights=rated_for_importance().ratings["A1"] * 0 + [1, 1, 1e6])
    assert scores(heavy, ())[0].items["A1"].weight == pytest.approx(1 / 2, abs=1e-5)


def test_importance_asked_on_another_scale_counts_by_its_share_of_the_highest_code() -> None:
    responses = rated_for_importance(I2={"role": Role.IMPORTANCE, "pairs_with": "A2", "scale": Scale(1, 10)})
    assert scores(responses, ())[0].items["A1"].weight == pytest.approx((4 / 5) / (4 / 5 + 2 / 10))


@pytest.mark.parametrize(
    ("responses", "code"),
    [
        (survey({"A1": [1, 2]}, scoring="importance"), "scores.importance_none"),
        (rated_for_importance(I2={"role": Role.IMPORTANCE}), "scores.importance_missing"),
        (
            rated_for_importance(I2={"role": Role.IMPORTANCE, "pairs_with": "A2", "scale": Scale(-2, 5)}),
            "scores.importance_scale",
        ),
        (scored(survey({"A1": [1, 2]}), level="dimensions"), "scores.level_needs_dimensions"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_weights_lack_is_said_in_both_languages(responses: Responses, code: str) -> None:
    with pytest.raises(DataProblem) as raised:
        scores(responses, ())
    assert raised.value.code == code
    for language in LANGUAGES:
        assert Text(language).problem(raised.value)


# -- two levels ------------------------------------------------------------------------------------------------

UNEVEN = {name: {"dimension": "Room"} for name in ("A1", "A2", "A3")} | {"B1": {"dimension": "Food"}}


def test_an_index_of_dimensions_weighs_them_alike_whatever_their_number_of_items() -> None:
    responses = survey({"A1": [5, 5], "A2": [5, 5], "A3": [5, 5], "B1": [1, 1]}, columns=UNEVEN)
    assert scores(responses, ())[0].index == pytest.approx(75)
    found, notes = scores(scored(responses, level="dimensions"), ())
    assert found.index == pytest.approx(50)
    assert {name: each.weight for name, each in found.dimensions.items()} == pytest.approx({"Room": 0.5, "Food": 0.5})
    assert notes == ()


def test_items_without_a_dimension_do_not_count_in_an_index_of_dimensions() -> None:
    responses = survey({"A1": [5, 5], "C1": [1, 1]}, columns={"A1": {"dimension": "Room"}})
    found, notes = scores(scored(responses, level="dimensions"), ())
    assert (found.index, found.items["C1"].weight) == (100, 0)
    assert codes(notes) == ["scores.outside_dimensions"]


def test_own_weights_weigh_dimensions_by_the_mean_weight_of_their_items() -> None:
    columns = UNEVEN | {"B1": {"dimension": "Food", "weight": 4.0}}
    responses = survey({"A1": [5, 5], "A2": [5, 5], "A3": [5, 5], "B1": [1, 1]}, columns=columns)
    found, _ = scores(scored(responses, level="dimensions", weights="columns"), ())
    assert {name: each.weight for name, each in found.dimensions.items()} == pytest.approx({"Room": 0.2, "Food": 0.8})


# -- sensitivity -----------------------------------------------------------------------------------------------


def test_every_way_of_weighting_is_told_or_says_why_not() -> None:
    rng = np.random.default_rng(3)
    x = np.clip(np.round(3 + rng.normal(size=(60, 1)) + rng.normal(size=(60, 4))), 1, 5)
    responses = survey({name: x[:, i] for i, name in enumerate(UNEVEN)}, columns=UNEVEN)
    found, _ = scores(responses, ())
    schemes = {scheme.weights: scheme for scheme in found.sensitivity}
    assert list(schemes) == ["equal", "columns", "importance", "variance", "entropy", "critic", "drivers"]
    assert schemes["equal"].index == pytest.approx(found.index)
    assert schemes["equal"].ci == pytest.approx(found.index_ci)
    assert schemes["columns"].reason == Note("scores.own_weights_equal")
    assert schemes["drivers"].reason == Note("scores.drivers_need_overall")
    by_dimensions, _ = scores(scored(responses, level="dimensions"), ())
    assert schemes["equal"].by_dimensions == pytest.approx(by_dimensions.index)
    for how in ("entropy", "critic"):
        chosen, _ = scores(scored(responses, weights=how), ())
        assert schemes[how].index == pytest.approx(chosen.index)
        assert schemes[how].item_weights == pytest.approx({name: each.weight for name, each in chosen.items.items()})
        assert schemes[how].dimensions == pytest.approx({name: d.score for name, d in chosen.dimensions.items()})
        assert chosen.sensitivity == found.sensitivity


# -- bootstrap -------------------------------------------------------------------------------------------------


def one_item(values: list[float]) -> Points:
    return Points(np.array(values, dtype=np.float64)[:, None], np.zeros(1), np.ones(1))


def test_percentile_intervals_agree_with_boot() -> None:
    """boot.ci(type = "perc") of 200,000 resamples; what is left is the chance of drawing (0.2 points here)."""
    skewed = EXPECTED["bootstrap"]["skewed"]
    (found,) = bootstrap_intervals(one_item(skewed["data"]), np.ones((1, 1)), np.random.default_rng(1), 20_000)
    assert found == pytest.approx(tuple(skewed["ci"]), abs=0.4)


def test_the_bootstrap_is_the_same_each_time_and_close_to_the_t_interval() -> None:
    responses = scored(survey({"A1": [float(1 + i % 5) for i in range(200)]}), intervals="bootstrap")
    one, _ = scores(responses, (), rng=np.random.default_rng(7))
    two, _ = scores(responses, (), rng=np.random.default_rng(7))
    assert one == two
    analytic, _ = scores(scored(responses), ())
    assert one.index == analytic.index
    assert one.index_ci == pytest.approx(analytic.index_ci, abs=0.6)


def test_with_missing_answers_weights_and_groups_the_bootstrap_follows_linearisation() -> None:
    rng = np.random.default_rng(11)
    x = np.clip(np.round(3 + rng.normal(size=(300, 1)) + rng.normal(size=(300, 3))), 1, 5)
    x[rng.random(x.shape) < 0.2] = np.nan
    responses = survey(
        {f"A{i}": x[:, i] for i in range(3)}, {"g": ["a", "b", "b"] * 100}, weights=list(rng.uniform(0.5, 3, 300))
    )
    analytic, _ = scores(responses, ("g",))
    drawn, _ = scores(scored(responses, intervals="bootstrap"), ("g",), rng=np.random.default_rng(1))
    assert drawn.intervals == "bootstrap"
    assert drawn.index_ci == pytest.approx(analytic.index_ci, abs=0.6)
    for one, other in zip(drawn.groups, analytic.groups, strict=True):
        assert one.ci == pytest.approx(other.ci, abs=1.2)


def test_one_answer_has_no_bootstrap_interval() -> None:
    responses = scored(survey({"A1": [3, None], "A2": [1, 5]}), intervals="bootstrap")
    found, notes = scores(responses, (), rng=np.random.default_rng(1))
    assert found.items["A1"].ci is None
    assert found.items["A2"].ci is not None
    assert codes(notes) == ["scores.one_answer"]
