"""What changed from wave to wave agrees with R, and what cannot be tested says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.groups import grouping
from csi_core.analysis.scores import scores
from csi_core.analysis.waves import waves
from csi_core.analysis.welch import trend, welch
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import WaveChange
from csi_core.setup import Role, Scale
from csi_core.text import LANGUAGES, Text
from tests.core.test_scores_survey import EXPECTED, read
from tests.survey import codes, survey

OF_R = EXPECTED["waves"]
ITEMS = [f"C{i}" for i in range(1, 6)]
WAVE = {"wave": {"role": Role.WAVE}}


def conscientiousness(by: str) -> Responses:
    rows = read("bfi_waves.csv")
    ratings = {item: [float(row[item]) for row in rows] for item in ITEMS}
    columns = WAVE | {item: {"dimension": "first" if item < "C3" else "second"} for item in ITEMS}
    return survey(ratings, {"wave": [row[by] for row in rows]}, scale=Scale(1, 6), columns=columns)


def agrees(change: WaveChange, of_r: dict) -> None:
    assert [point.score for point in change.points] == pytest.approx(of_r["mean"])
    assert (change.statistic, change.p) == (pytest.approx(of_r["statistic"]), pytest.approx(of_r["p"], abs=1e-9))
    assert change.df == pytest.approx(tuple(of_r["df"]))
    for step, wanted in zip((*change.steps, change.whole), (*of_r["steps"], of_r["whole"]), strict=True):
        assert step.difference == pytest.approx(wanted["difference"], abs=1e-9)
        assert step.ci == pytest.approx(tuple(wanted["ci"]), abs=1e-6)
        assert step.p == pytest.approx(wanted["p"], abs=1e-6)


@pytest.mark.parametrize("by", ["education", "gender"])
def test_index_over_waves_agrees_with_oneway_test_and_games_howell(by: str) -> None:
    """R: oneway.test of the row means, Games–Howell from ptukey and qtukey."""
    found, notes = waves(conscientiousness(by))
    assert notes == ()
    agrees(found.index, OF_R[by])
    assert (found.index.trend is None) == (by == "gender")


def test_two_waves_are_compared_by_welchs_t() -> None:
    found, _ = waves(conscientiousness("gender"))
    (step,) = found.index.steps
    assert found.index.statistic == pytest.approx(OF_R["t"]["statistic"] ** 2)
    assert found.index.df == pytest.approx((1, OF_R["t"]["df"]))
    assert step.groups == ("2", "1")
    assert step.ci == pytest.approx(tuple(OF_R["t"]["ci"]), abs=1e-6)
    assert step.p == pytest.approx(OF_R["t"]["p"], abs=1e-8)


def test_items_agree_with_r_and_are_adjusted_together() -> None:
    found, _ = waves(conscientiousness("education"))
    for item, of_r in OF_R["items"].items():
        agrees(found.items[item], of_r)
    assert [found.items[item].p_adjusted for item in ITEMS] == pytest.approx(OF_R["holm"], abs=1e-9)
    assert set(found.dimensions) == {"first", "second"}
    assert found.index.p_adjusted == found.index.p


def test_the_whole_of_a_wave_is_what_the_scores_of_its_group_are() -> None:
    responses = conscientiousness("education")
    found, _ = waves(responses)
    groups = scores(responses, ("wave",))[0].groups
    assert [(point.wave, point.n, point.score, point.ci) for point in found.index.points] == [
        (group.group, group.n, group.index, group.ci) for group in groups
    ]


def test_survey_weights_and_missing_answers_enter_the_test() -> None:
    rng = np.random.default_rng(2)
    x = rng.integers(1, 6, (90, 2)).astype(float)
    x[rng.random(x.shape) < 0.2] = np.nan
    responses = survey({"A1": x[:, 0], "A2": x[:, 1]}, {"wave": ["1", "2", "3"] * 30}, columns=WAVE)
    plain, _ = waves(responses)
    ones, _ = waves(replace(responses, weights=pd.Series(1.0, index=responses.ratings.index)))
    weighted, _ = waves(survey({"A1": x[:, 0], "A2": x[:, 1]}, {"wave": ["1", "2", "3"] * 30}, columns=WAVE,
                               weights=list(rng.uniform(1, 4, 90))))  # fmt: skip
    assert plain.index.p is not None
    assert weighted.index.p != plain.index.p
    assert ones == plain


def test_the_same_change_in_a_larger_sample_is_clearer() -> None:
    ratings, waves_of = [3.0, 3.0, 4.0, 4.0, 4.0, 5.0], ["1", "1", "1", "2", "2", "2"]
    once, _ = waves(survey({"A1": ratings}, {"wave": waves_of}, columns=WAVE))
    tenfold, _ = waves(survey({"A1": ratings * 10}, {"wave": waves_of * 10}, columns=WAVE))
    assert once.index.p is not None
    assert tenfold.index.p is not None
    assert tenfold.index.p < once.index.p
    assert tenfold.index.steps[0].difference == pytest.approx(once.index.steps[0].difference)
    assert once.index.steps[0].difference > 0


def test_a_straight_rise_is_its_slope() -> None:
    found = trend(np.array([50.0, 53.0, 56.0, 59.0]), np.full(4, 1.0), np.full(4, 100.0))
    assert found.slope == pytest.approx(3)
    assert found.ci[0] < 3 < found.ci[1]
    assert found.p < 0.001


def test_a_trend_over_two_waves_is_their_difference() -> None:
    """Satterthwaite's degrees of freedom are then Welch's."""
    mean, squared, n = np.array([50.0, 53.0]), np.array([1.0, 2.0]), np.array([30.0, 20.0])
    assert trend(mean, squared, n).slope == pytest.approx(3)
    assert trend(mean, squared, n).p == pytest.approx(welch(mean, squared, n)[2])


def test_waves_stand_in_the_order_of_time_or_of_the_setup() -> None:
    waves_of = ["Nov 2024", "Mar 2025", "Jan 2025"]
    responses = survey({"A1": [1, 2, 3]}, {"wave": waves_of}, columns=WAVE)
    assert grouping(responses, "wave").labels == ("Nov 2024", "Jan 2025", "Mar 2025")
    named = {"wave": {"role": Role.WAVE, "answers": {"b": "before", "a": "after"}}}
    responses = survey({"A1": [1, 2, 3]}, {"wave": ["after", "before", "after"]}, columns=named)
    assert grouping(responses, "wave").labels == ("before", "after")


def test_one_wave_is_no_change() -> None:
    with pytest.raises(DataProblem) as raised:
        waves(survey({"A1": [1, 2, None]}, {"wave": ["1", "1", "2"]}, columns=WAVE))
    assert raised.value.code == "waves.one_wave"
    for language in LANGUAGES:
        assert Text(language).problem(raised.value)


@pytest.mark.parametrize(
    ("answers", "waves_of"),
    [([1, 2, 5], ["1", "1", "2"]), ([1, 2, 5, 5], ["1", "1", "2", "2"]), ([3, 3, 3, 3], ["1", "1", "2", "2"])],
)
def test_what_has_no_spread_is_shown_untested_with_a_note(answers: list[float], waves_of: list[str]) -> None:
    found, notes = waves(survey({"A1": answers}, {"wave": waves_of}, columns=WAVE))
    assert [point.score is None for point in found.index.points] == [False, False]
    assert (found.index.p, found.index.steps, found.index.trend) == (None, (), None)
    assert codes(notes) == ["waves.index_untested", "waves.untested"]


def test_a_wave_that_did_not_ask_an_item_is_left_out_of_its_test() -> None:
    responses = survey({"A1": [1, 2, 3, 4, 2, 5], "A2": [1, 2, 3, 1, None, None]},
                       {"wave": ["1", "1", "2", "2", "3", "3"]}, columns=WAVE)  # fmt: skip
    found, _ = waves(responses)
    assert found.items["A2"].points[2].score is None
    assert len(found.items["A1"].steps) == 2
    assert [step.groups for step in found.items["A2"].steps] == [("2", "1")]
    assert found.index.points[2].score is None
