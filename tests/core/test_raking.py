"""The sample is held against the population and weighted to it, as R's survey package does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from csi_core.analysis import sample
from csi_core.analysis.raking import post_stratify
from csi_core.analysis.scores import scores
from csi_core.responses import Responses
from csi_core.results import Note
from csi_core.setup import Weighting
from tests.core.test_scores_survey import EXPECTED, schools
from tests.survey import codes, survey

OF_R = EXPECTED["raking"]
GENDER = {"男": 30, "女": 70}


def towards(responses: Responses, targets: Mapping[str, Mapping[str, float]]) -> Responses:
    return replace(responses, setup=replace(responses.setup, weighting=Weighting(targets)))


def people(men: int = 6, women: int = 4, missing: int = 0) -> Responses:
    return survey({"A1": [5.0] * men + [1.0] * (women + missing)},
                  {"gender": ["男"] * men + ["女"] * women + [None] * missing})  # fmt: skip


@pytest.mark.parametrize("start", ["equal", "sampling"])
def test_raked_weights_agree_with_rake(start: str) -> None:
    weighted, found, notes = post_stratify(towards(schools(weighted=start == "sampling"), OF_R["targets"]))
    assert notes == ()
    assert found is not None
    assert found.applied
    weights = np.array(weighted.weights)
    assert weights / weights.mean() == pytest.approx(np.array(OF_R[start]["weights"]), rel=1e-6)
    assert found.effective == pytest.approx(OF_R[start]["effective"], rel=1e-6)
    assert found.design_effect == pytest.approx(200 / OF_R[start]["effective"], rel=1e-6)
    assert scores(weighted, ())[0].items["api99"].score == pytest.approx(OF_R[start]["api99"] / 10, rel=1e-8)
    for target in found.targets:
        assert [share.after for share in target.shares] == pytest.approx([share.target for share in target.shares])


def test_one_question_is_post_stratification() -> None:
    weighted, found, _ = post_stratify(towards(schools(weighted=False), {"stype": OF_R["targets"]["stype"]}))
    assert np.array(weighted.weights) == pytest.approx(np.array(OF_R["one"]["weights"]), rel=1e-9)
    assert found is not None
    assert found.rounds == 2


def test_goodness_of_fit_agrees_with_chisq_test() -> None:
    _, found, _ = post_stratify(towards(schools(weighted=False), OF_R["targets"]))
    assert found is not None
    for target in found.targets:
        of_r = OF_R["fit"][target.question]
        assert (target.chi2, target.df, target.p) == pytest.approx((of_r["chi2"], of_r["df"], of_r["p"]))


def test_a_weighted_sample_is_not_tested_against_the_population() -> None:
    _, found, _ = post_stratify(towards(schools(), OF_R["targets"]))
    assert found is not None
    assert {target.chi2 for target in found.targets} == {None}
    assert found.targets[0].shares[0].before == pytest.approx(100 * EXPECTED["survey_weights"]["stype"]["stypeE"])


def test_shares_may_be_numbers_per_cent_or_fractions() -> None:
    in_any_unit = [
        np.array(post_stratify(towards(people(), {"gender": shares}))[0].weights)
        for shares in (GENDER, {"男": 0.3, "女": 0.7}, {"男": 3_000, "女": 7_000})
    ]
    assert in_any_unit[0] == pytest.approx([0.5] * 6 + [1.75] * 4)
    assert in_any_unit[1] == pytest.approx(in_any_unit[0])
    assert in_any_unit[2] == pytest.approx(in_any_unit[0])


def test_every_weighted_number_sees_the_weights() -> None:
    weighted, _, _ = post_stratify(towards(people(), {"gender": GENDER}))
    assert scores(weighted, ())[0].index == pytest.approx(30)
    (question,), _ = sample.profiles(weighted)
    assert [answer.percent for answer in question.answers] == pytest.approx([30, 70])
    size, _ = sample.size(weighted)
    assert size.effective == pytest.approx(100 / (6 * 0.5**2 + 4 * 1.75**2))


def test_who_gave_no_answer_keeps_the_share_they_had() -> None:
    weighted, found, notes = post_stratify(towards(people(missing=5), {"gender": GENDER}))
    assert found is not None
    assert notes == ()
    weights = np.array(weighted.weights)
    assert weights[10:] == pytest.approx(1)
    assert weights[:6].sum() == pytest.approx(3)
    assert (found.targets[0].n, found.targets[0].missing) == (10, 5)


def test_without_shares_nothing_changes() -> None:
    responses = people()
    assert post_stratify(responses) == (responses, None, ())


def test_a_sample_that_fits_keeps_weights_of_one() -> None:
    weighted, found, _ = post_stratify(towards(people(), {"gender": {"男": 6, "女": 4}}))
    assert found is not None
    assert np.array(weighted.weights) == pytest.approx(1)
    assert (found.targets[0].chi2, found.targets[0].p) == (0, 1)
    assert found.targets[0].sparse


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        ({"gender": {"男": 1}}, "weighting.no_share"),
        ({"gender": {"男": 1, "女": 0}}, "weighting.no_share"),
        ({"gender": GENDER, "A1": {"5": 1}}, "weighting.no_profile"),
    ],
)
def test_shares_that_cannot_be_used_weight_nothing_and_say_why(targets: dict[str, dict[str, float]], code: str) -> None:
    responses, found, notes = post_stratify(towards(people(), targets))
    assert responses.weights is None
    assert found is not None
    assert (found.applied, found.effective) == (False, None)
    assert codes(notes) == [code]


def test_people_the_sample_lacks_are_named_and_the_rest_scaled_up() -> None:
    weighted, found, notes = post_stratify(towards(people(), {"gender": GENDER | {"其他": 100}}))
    assert notes == (Note("weighting.empty_cell", {"question": "gender", "answers": ("其他",)}),)
    assert np.array(weighted.weights) == pytest.approx([0.5] * 6 + [1.75] * 4)
    assert found is not None
    assert [share.target for share in found.targets[0].shares] == pytest.approx([15, 35, 50])


def test_a_weight_above_five_is_told() -> None:
    _, found, notes = post_stratify(towards(people(99, 1), {"gender": {"男": 1, "女": 1}}))
    assert found is not None
    assert found.largest == pytest.approx(50)
    assert codes(notes) == ["weighting.large"]


def test_margins_that_no_weights_can_meet_weight_nothing() -> None:
    responses = survey({"A1": [1, 2, 3, 4]}, {"a": ["x", "x", "y", "y"], "b": ["u", "u", "v", "v"]})
    targets = {"a": {"x": 1, "y": 1}, "b": {"u": 1, "v": 3}}
    weighted, found, notes = post_stratify(towards(responses, targets))
    assert weighted.weights is None
    assert found is not None
    assert not found.applied
    assert codes(notes) == ["weighting.no_convergence"]


def test_nobody_answering_the_question_weights_nothing() -> None:
    _, found, notes = post_stratify(towards(people(0, 0, 3), {"gender": GENDER}))
    assert found is not None
    assert not found.applied
    assert codes(notes) == ["weighting.no_answers"]
