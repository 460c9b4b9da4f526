"""The net promoter score, its interval and its groups agree with R; impossible ones say why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csi_core.analysis.loyalty import adjusted_wald, loyalty
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.setup import Role, Scale
from csi_core.text import LANGUAGES, Text
from tests.core.test_scores_survey import EXPECTED
from tests.survey import codes, survey

ASKED = {"R": {"role": Role.RECOMMEND, "scale": Scale(0, 10)}}


def answered(*counts: int) -> list[float]:
    """Detractors, passives, promoters as answers at the edges of their kind."""
    detractors, passives, promoters = counts
    return [6.0] * detractors + [7.0] * (passives // 2) + [8.0] * (passives - passives // 2) + [9.0] * promoters


def asked(answers: list[float | None], **more: object) -> Responses:
    return survey({"R": answers}, columns=ASKED | more.pop("columns", {}), **more)


@pytest.mark.parametrize("of_r", EXPECTED["loyalty"], ids=lambda case: str(case["counts"]))
def test_score_and_interval_agree_with_the_package_of_the_methods_author(of_r: dict) -> None:
    """R: NPS::nps_test_(counts, test = "adjusted.wald") by Rocks; it lets intervals run past 100, we do not."""
    found, notes = loyalty(asked(answered(*of_r["counts"])), ())
    everybody = found.nps["R"].all
    assert notes == ()
    assert (everybody.detractors, everybody.passives, everybody.promoters) == tuple(of_r["counts"])
    assert everybody.nps == pytest.approx(of_r["nps"])
    assert everybody.ci == pytest.approx((max(-100, of_r["ci"][0]), min(100, of_r["ci"][1])))


def test_two_groups_are_compared_by_welchs_t_of_the_three_kinds() -> None:
    """R: t.test of answers as −1, 0, 1."""
    of_r = EXPECTED["loyalty_groups"]
    found, _ = loyalty(
        asked(answered(20, 30, 50) + answered(25, 10, 15), profiles={"branch": ["N"] * 100 + ["S"] * 50}), ("branch",)
    )
    (compared,) = found.nps["R"].groups
    assert compared.statistic == pytest.approx(of_r["t"] ** 2)
    assert compared.df == pytest.approx((1, of_r["df"]))
    assert compared.p == pytest.approx(of_r["p"])
    assert compared.p_adjusted == compared.p
    assert {name: group.nps for name, group in compared.groups.items()} == pytest.approx({"N": 30, "S": -20})


def test_waves_are_compared_without_being_asked_for() -> None:
    columns = {"wave": {"role": Role.WAVE}}
    found, _ = loyalty(asked(answered(3, 3, 3) * 2, profiles={"wave": ["1", "2"] * 9}, columns=columns), ())
    assert [each.by for each in found.nps["R"].groups] == ["wave"]


def test_survey_weights_count_in_shares_and_interval() -> None:
    weighted = replace(asked([10.0, 0.0]), weights=asked([10.0, 0.0]).ratings["R"] * 0 + [3, 1])
    everybody = loyalty(weighted, ())[0].nps["R"].all
    assert (everybody.n, everybody.nps) == (2, pytest.approx(50))
    assert everybody.ci == pytest.approx(adjusted_wald(0.75, 0.25, 1.6))
    ones = replace(weighted, weights=weighted.weights * 0 + 1)
    assert loyalty(ones, ())[0] == loyalty(asked([10.0, 0.0]), ())[0]


def test_missing_answers_are_counted_and_left_out() -> None:
    found, _ = loyalty(asked([10.0, None, 8.5, 6.5]), ())
    assert found.nps["R"].missing == 1
    assert (found.nps["R"].all.promoters, found.nps["R"].all.passives) == (1, 2)


def test_the_interval_holds_the_score_and_stays_within_its_ends() -> None:
    for counts in np.ndindex(6, 6, 6):
        if sum(counts) > 1:
            everybody = loyalty(asked(answered(*counts)), ())[0].nps["R"].all
            low, high = everybody.ci or (1000, -1000)
            assert -100 <= low <= everybody.nps <= high <= 100


def test_a_single_answer_has_a_score_without_interval() -> None:
    everybody = loyalty(asked([9.0, None]), ())[0].nps["R"].all
    assert (everybody.nps, everybody.ci) == (100, None)


def test_the_interval_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(9)
    shares = rng.multinomial(40, [0.2, 0.3, 0.5], 4000) / 40
    covered = [low <= 30 <= high for low, high in (adjusted_wald(p, d, 40) for d, _, p in shares)]
    assert 0.94 <= np.mean(covered) <= 0.965


@pytest.mark.parametrize(
    ("responses", "code"),
    [
        (asked([3.0, 4.0], columns={"R": {"role": Role.RECOMMEND, "scale": Scale(1, 5)}}), "loyalty.scale"),
        (asked([None, None]), "loyalty.no_answers"),
    ],
)
def test_a_question_that_gives_no_score_says_why(responses: Responses, code: str) -> None:
    with pytest.raises(DataProblem) as raised:
        loyalty(responses, ())
    assert raised.value.code == code
    for language in LANGUAGES:
        assert Text(language).problem(raised.value)


def test_of_two_questions_one_may_fail() -> None:
    columns = ASKED | {"S": {"role": Role.RECOMMEND, "scale": Scale(1, 5)}}
    found, notes = loyalty(survey({"R": [9.0, 1.0], "S": [1.0, 2.0]}, columns=columns), ())
    assert list(found.nps) == ["R"]
    assert codes(notes) == ["loyalty.scale"]


def test_groups_of_one_kind_are_shown_untested() -> None:
    found, notes = loyalty(asked([10.0, 10.0, 1.0, 5.0], profiles={"g": ["a", "a", "b", "b"]}), ("g",))
    (compared,) = found.nps["R"].groups
    assert (compared.groups["a"].nps, compared.groups["b"].nps, compared.p) == (100, -100, None)
    assert codes(notes) == ["loyalty.untested"]
