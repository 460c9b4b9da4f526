"""The Kano evaluation table, its rules and its ties."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.analysis.kano import contradictions, feature
from csi_core.analysis.kano import kano as analyse_kano
from csi_core.responses import Responses
from csi_core.results import Kano, KanoImportance, Note
from csi_core.setup import ColumnSetup, KanoChoices, Role, Side
from csi_core.text import Text
from tests.survey import codes, survey

ALL_PAIRS = ([float(f) for f in range(5) for _ in range(5)], [float(d) for _ in range(5) for d in range(5)])


def study(responses: Responses, *groups: str) -> tuple[Kano, tuple[Note, ...]]:
    return analyse_kano(responses, groups, np.random.default_rng(1))


def counts(**given: int) -> dict[str, int]:
    return dict.fromkeys("MOAIRQ", 0) | given


def test_the_standard_table_sorts_the_25_pairs() -> None:
    found, notes = study(survey(kano={"wifi": ALL_PAIRS}))
    assert found.features["wifi"].counts == {"M": 3, "O": 1, "A": 3, "I": 9, "R": 7, "Q": 2}
    assert notes == ()


def test_pouliots_table_questions_two_cells_more() -> None:
    found, _ = study(survey(kano={"wifi": ALL_PAIRS}, table="pouliot"))
    assert found.features["wifi"].counts == {"M": 3, "O": 1, "A": 3, "I": 7, "R": 7, "Q": 4}
    agreed, _ = study(survey(kano={"wifi": ([1.0, 3.0, 2.0], [1.0, 3.0, 2.0])}, table="pouliot"))
    assert agreed.features["wifi"].counts == counts(Q=2, I=1)


@pytest.mark.parametrize(
    ("functional", "dysfunctional", "category"),
    [
        (0, 4, "O"),
        (0, 0, "Q"),
        (0, 1, "A"),
        (1, 4, "M"),
        (3, 4, "M"),
        (4, 4, "Q"),
        (4, 0, "R"),
        (1, 0, "R"),
        (2, 2, "I"),
    ],
)
def test_single_pairs(functional: float, dysfunctional: float, category: str) -> None:
    found, _ = study(survey(kano={"wifi": ([functional], [dysfunctional])}))
    assert found.features["wifi"].category == category


def test_a_half_answered_pair_does_not_count() -> None:
    found, _ = study(survey(kano={"wifi": ([0, 0, None], [4, None, 4])}))
    assert (found.features["wifi"].n, found.features["wifi"].missing) == (1, 2)


@pytest.mark.parametrize(
    ("given", "category"),
    [
        (counts(M=5, O=5), "M"),
        (counts(O=5, A=5), "O"),
        (counts(A=5, I=5), "A"),
        (counts(I=5, R=5, Q=5), "I"),
        (counts(R=5, Q=5), "R"),
    ],
)
def test_ties_fall_to_must_then_one_dimensional_then_attractive(given: dict[str, int], category: str) -> None:
    assert feature(given).category == category


def test_bergers_rule_can_overrule_the_mode() -> None:
    found = feature(counts(I=40, A=30, O=20, M=10))
    assert (found.category, found.category_berger) == ("I", "A")
    found = feature(counts(A=40, I=30, R=30))
    assert (found.category, found.category_berger) == ("A", "I")
    assert feature(counts(A=50, R=50)).category_berger == "R"


def test_better_worse_and_strengths_follow_their_formulas() -> None:
    found = feature(counts(A=10, O=20, M=30, I=20, R=15, Q=5))
    assert found.better == pytest.approx(30 / 80)
    assert found.worse == pytest.approx(-50 / 80)
    assert found.strength == pytest.approx(10)
    assert found.total_strength == pytest.approx(60)


def test_fongs_published_example_is_distinct() -> None:
    """45 and 30 of 100: 15 > 11.3 (Fong 1996); the limit itself lies between 11 and 12."""
    assert feature(counts(M=45, O=30, I=25)).distinct is True
    assert feature(counts(M=43, O=32, I=25)).distinct is False
    assert feature(counts(M=44, O=32, I=24)).distinct is True


def test_a_feature_nobody_answered_has_no_category_and_is_named() -> None:
    found, notes = study(survey({"A1": [1]}, kano={"wifi": ([None], [0])}))
    wifi = found.features["wifi"]
    assert (wifi.category, wifi.category_berger, wifi.better, wifi.worse, wifi.distinct) == (None,) * 5
    assert notes[0].values == {"features": ("wifi",)}


def test_only_reverse_and_questionable_answers_give_no_coefficients() -> None:
    found, notes = study(survey(kano={"wifi": ([4, 0], [0, 0])}))
    assert found.features["wifi"].better is None
    assert codes(notes)[0] == "kano.no_coefficients"


# -- how sure a category is --------------------------------------------------------------------------------------


def test_a_tie_is_settled_by_the_order_and_said_to_be_one() -> None:
    found = feature(counts(O=10, A=10, I=5))
    assert (found.category, found.second, found.rule) == ("O", "A", "tie")
    assert feature(counts(A=11, O=10)).rule == "mode"


def test_within_six_points_the_more_demanding_category_is_named_beside_the_mode() -> None:
    """Lee & Newcomb (1997): a category strength of 6 % or less leaves the choice to M > O > A > I."""
    found = feature(counts(A=36, O=30, I=34))
    assert (found.category, found.category_lee_newcomb) == ("A", "O")
    assert feature(counts(A=37, O=30, I=33)).category_lee_newcomb == "A"


def test_a_feature_with_one_category_has_no_second() -> None:
    assert feature(counts(A=5)).second is None


# -- intervals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [counts(M=45, O=30, A=10, I=10, R=3, Q=2), counts(M=100, O=900, A=400, I=600, R=50)])
def test_bootstrap_intervals_agree_with_the_delta_method(given: dict[str, int]) -> None:
    """Given A + O + M + I Better is a binomial share: its delta-method error is √(p (1 − p) / (A + O + M + I))."""
    found = feature(given)
    deciding = sum(given[category] for category in "MOAI")
    for value, interval in ((found.better, found.better_ci), (found.worse, found.worse_ci)):
        assert value is not None
        assert interval is not None
        share = abs(value)
        reach = 1.96 * np.sqrt(share * (1 - share) / deciding)
        assert interval == pytest.approx((value - reach, value + reach), abs=0.12 * reach + 0.5 / deciding)


def test_intervals_hold_the_coefficient_and_follow_from_the_counts_alone() -> None:
    first, second = feature(counts(M=9, O=4, A=3, I=4)), feature(counts(M=9, O=4, A=3, I=4))
    assert first == second
    assert first.better_ci is not None
    assert first.better_ci[0] <= 7 / 20 <= first.better_ci[1]


def test_ten_times_the_answers_make_an_interval_a_third_as_wide() -> None:
    small, large = feature(counts(M=20, O=20, A=20, I=20)), feature(counts(M=200, O=200, A=200, I=200))
    assert small.better_ci is not None
    assert large.better_ci is not None
    ratio = (small.better_ci[1] - small.better_ci[0]) / (large.better_ci[1] - large.better_ci[0])
    assert ratio == pytest.approx(10**0.5, rel=0.1)


def test_where_everybody_agrees_the_interval_still_has_a_width() -> None:
    found = feature(counts(A=20))
    assert found.better_ci == pytest.approx((0.8389, 1.0), abs=1e-4)
    assert found.worse_ci == pytest.approx((-0.1611, 0.0), abs=1e-4)


def test_many_reverse_answers_do_not_break_the_interval() -> None:
    found = feature(counts(A=1, I=1, R=500))
    assert found.better_ci == (0.0, 1.0)


# -- the user's own table ----------------------------------------------------------------------------------------


def test_an_own_table_sorts_the_pairs() -> None:
    own = ("QAAAO", "RQIIM", "RIIIM", "RIIIM", "RRRRQ")
    responses = survey(kano={"wifi": ALL_PAIRS})
    responses = replace(responses, setup=replace(responses.setup, kano=KanoChoices("own", own)))
    found, _ = study(responses)
    assert (found.table, found.cells) == ("own", own)
    assert found.features["wifi"].counts == {"M": 3, "O": 1, "A": 3, "I": 8, "R": 7, "Q": 3}


# -- continuous map ----------------------------------------------------------------------------------------------


def test_the_continuous_map_takes_means_of_dumouchels_scores() -> None:
    found, _ = study(survey(kano={"wifi": ([0, 1, 2, 3, 4, None], [0, 1, 2, 3, 4, 4])}))
    place = found.continuous["wifi"]
    assert (place.n, place.functional.mean, place.dysfunctional.mean) == (5, 0.6, 0.6)
    assert place.functional.sd == pytest.approx(np.std([4, 2, 0, -1, -2], ddof=1))
    assert place.functional.ci is not None
    assert place.functional.ci[1] - 0.6 == pytest.approx(2.776445 * np.std([4, 2, 0, -1, -2], ddof=1) / 5**0.5)


def test_answers_that_are_all_alike_have_a_mean_and_no_interval() -> None:
    found, notes = study(survey(kano={"wifi": ([0, 0, 0], [4, 4, 4])}))
    assert (found.continuous["wifi"].functional.mean, found.continuous["wifi"].functional.ci) == (4, None)
    assert codes(notes) == ["kano.no_interval"]


# -- groups ------------------------------------------------------------------------------------------------------

ATTRACTIVE, MUST, INDIFFERENT = (0.0, 1.0), (1.0, 4.0), (2.0, 2.0)


def asked(*answers: tuple[tuple[float, float], int]) -> tuple[list[float], list[float]]:
    halves = [pair for pair, times in answers for _ in range(times)]
    return [pair[0] for pair in halves], [pair[1] for pair in halves]


def test_a_feature_two_groups_see_differently_is_found_and_the_group_is_named() -> None:
    pairs = asked((ATTRACTIVE, 30), (MUST, 10), (ATTRACTIVE, 10), (MUST, 30))
    found, notes = study(survey(profiles={"shop": ["old"] * 40 + ["new"] * 40}, kano={"wifi": pairs}), "shop")
    (wifi,) = found.segments
    assert [(group.group, group.n, group.category) for group in wifi.groups] == [("new", 40, "M"), ("old", 40, "A")]
    assert (wifi.chi2, wifi.df) == (pytest.approx(20.0), 1)
    assert wifi.p_adjusted == wifi.p
    assert wifi.standout is not None
    assert (wifi.standout.percent, wifi.standout.percent_others) in ((75.0, 25.0), (25.0, 75.0))
    assert abs(wifi.standout.residual) == pytest.approx(20**0.5)
    assert notes == ()


def test_small_groups_are_left_out_and_named() -> None:
    pairs = asked((ATTRACTIVE, 20), (MUST, 20), (MUST, 9))
    shops = ["old"] * 20 + ["new"] * 20 + ["tiny"] * 9
    found, notes = study(survey(profiles={"shop": shops}, kano={"wifi": pairs}), "shop")
    assert found.segments[0].left_out == ("tiny",)
    assert [note.values["groups"] for note in notes if note.code == "kano.small_groups"] == [("tiny",)]


def test_one_large_group_cannot_be_tested() -> None:
    pairs = asked((ATTRACTIVE, 15), (MUST, 15), (MUST, 3))
    shops = ["old"] * 30 + ["tiny"] * 3
    found, notes = study(survey(profiles={"shop": shops}, kano={"wifi": pairs}), "shop")
    assert (found.segments[0].p, found.segments[0].p_adjusted) == (None, None)
    assert "kano.segments_not_testable" in codes(notes)


def test_groups_that_are_no_profile_question_are_named() -> None:
    _, notes = study(survey(kano={"wifi": ALL_PAIRS}), "nothing")
    assert codes(notes) == ["kano.unknown_group"]


def test_p_values_are_adjusted_over_the_features() -> None:
    different = asked((ATTRACTIVE, 26), (MUST, 14), (ATTRACTIVE, 16), (MUST, 24))
    alike = asked((ATTRACTIVE, 20), (MUST, 20), (ATTRACTIVE, 20), (MUST, 20))
    answers = {"wifi": different} | {f"other {n}": alike for n in range(9)}
    found, _ = study(survey(profiles={"shop": ["old"] * 40 + ["new"] * 40}, kano=answers), "shop")
    wifi = found.segments[0]
    assert wifi.p is not None
    assert wifi.p < 0.05
    assert wifi.p_adjusted == pytest.approx(10 * wifi.p)


# -- contradictions ----------------------------------------------------------------------------------------------


def test_contradictions_are_counted_for_each_respondent() -> None:
    answers = {f"f{n}": ([0.0, 0.0 if n < 3 else 2.0, None], [1.0, 0.0 if n < 3 else 2.0, 0.0]) for n in range(5)}
    responses = survey(kano=answers)
    frame = contradictions(responses)
    assert frame["questionable"].tolist() == [0, 3, 0]
    assert frame["answered"].tolist() == [5, 5, 0]
    assert frame["percent"].tolist()[:2] == [0.0, 60.0]
    found, _ = study(responses)
    assert found.contradictions is not None
    assert (found.contradictions.n, found.contradictions.with_any) == (2, 1)
    assert [each.row for each in found.contradictions.often] == [2]


# -- stated importance -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pairs_with", ["wifi", "k1"])
def test_stated_importance_belongs_to_the_feature_it_is_paired_with(pairs_with: str) -> None:
    change = {"role": Role.IMPORTANCE, "pairs_with": pairs_with}
    responses = survey({"i1": [5, 4, None]}, kano={"wifi": ([0, 1, 2], [4, 4, 4])}, columns={"i1": change})
    half = ColumnSetup("k1", Role.KANO, feature="wifi", side=Side.FUNCTIONAL)
    responses = replace(responses, setup=replace(responses.setup, columns=(*responses.setup.columns, half)))
    found, _ = study(responses)
    assert found.importance["wifi"] == KanoImportance("i1", 2, 4.5, 1, 5)


# -- laws --------------------------------------------------------------------------------------------------------

answer = st.one_of(st.none(), st.integers(0, 4).map(float))
group = st.sampled_from(["a", "b", None])
pair_lists = st.lists(st.tuples(answer, answer, answer, answer, group), min_size=1, max_size=40)


@given(pair_lists, st.sampled_from(["standard", "pouliot"]))
@settings(max_examples=40, deadline=None)
def test_whatever_was_answered_the_numbers_keep_their_laws(rows: list[tuple[float | None, ...]], table: str) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    given_answers = {"wifi": (columns[0], columns[1]), "tea": (columns[2], columns[3])}
    found, notes = study(survey(profiles={"g": columns[4]}, kano=given_answers, table=table), "g")
    for name, each in found.features.items():
        assert sum(each.counts.values()) == each.n
        if each.better is not None and each.worse is not None:
            assert 0 <= each.better <= 1
            assert -1 <= each.worse <= 0
            assert each.better_ci is not None
            assert each.worse_ci is not None
            assert 0 <= each.better_ci[0] <= each.better_ci[1] <= 1
            assert -1 <= each.worse_ci[0] <= each.worse_ci[1] <= 0
        for segment in (s for s in found.segments if s.feature == name):
            assert segment.p_adjusted is None or (segment.p_exact or segment.p or 0) <= segment.p_adjusted <= 1
            assert all(group.n >= 10 for group in segment.groups)
    json.dumps(asdict(found), allow_nan=False)
    for note in notes:
        assert Text("zh")(f"problem.{note.code}", **note.values)
    order = list(reversed(rows))
    turned = [list(column) for column in zip(*order, strict=True)]
    swapped = {"tea": (turned[2], turned[3]), "wifi": (turned[0], turned[1])}
    again, _ = study(survey(profiles={"g": turned[4]}, kano=swapped, table=table), "g")
    assert {name: again.features[name] for name in found.features} == found.features


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_swapping_the_halves_turns_attractive_and_must_be_into_reverse(pairs: list[tuple[int, int]]) -> None:
    """The standard table: a pair asked the wrong way round is reverse, or stays indifferent or questionable."""
    functional, dysfunctional = ([float(pair[side]) for pair in pairs] for side in (0, 1))
    straight, _ = study(survey(kano={"wifi": (functional, dysfunctional)}))
    turned, _ = study(survey(kano={"wifi": (dysfunctional, functional)}))
    before, after = straight.features["wifi"].counts, turned.features["wifi"].counts
    assert (after["I"], after["Q"]) == (before["I"], before["Q"])
    assert after["R"] == before["M"] + before["O"] + before["A"]


def test_forty_features_all_of_one_category_are_sound() -> None:
    for functional, dysfunctional in ((0.0, 0.0), (4.0, 0.0), (2.0, 2.0)):
        answers = {f"f{n}": ([functional] * 30, [dysfunctional] * 30) for n in range(40)}
        found, _ = study(survey(profiles={"g": ["a", "b"] * 15}, kano=answers), "g")
        json.dumps(asdict(found), allow_nan=False)
        assert len({each.category for each in found.features.values()}) == 1
