"""Laws of comparisons, cross tables and correlations, and data that have no answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from csi_core.analysis.compare import compare, compare_scores
from csi_core.analysis.correlations import correlations, score_correlations
from csi_core.analysis.crosstabs import crosstabs, multiple_crosstabs, profile_crosstabs
from csi_core.analysis.multiple_testing import adjusted
from csi_core.responses import Responses
from csi_core.results import Note
from csi_core.setup import CompareChoices, CorrelationChoices, Role, Scale
from csi_core.text import LANGUAGES, Text
from tests.survey import codes, survey, values

TESTS = ("auto", "welch", "classic", "ranks")
RATING = st.one_of(st.none(), st.integers(1, 5).map(float))
GROUP = st.sampled_from([None, "a", "b", "c"])


@pytest.fixture(scope="module", autouse=True)
def few_random_tables() -> Iterator[None]:
    """The laws hold for any number of random tables; a few are quick."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("csi_core.analysis.crosstabs.DRAWS", 50)
        yield


@st.composite
def surveys(draw: st.DrawFn, least: int = 1) -> Responses:
    n = draw(st.integers(least, 25))
    columns = [draw(st.lists(RATING, min_size=n, max_size=n)) for _ in range(draw(st.integers(1, 3)))]
    groups = {by: draw(st.lists(GROUP, min_size=n, max_size=n)) for by in ("g", "h")}
    ticks = {option: draw(st.lists(st.booleans(), min_size=n, max_size=n)) for option in ("x", "y")}
    weights = draw(st.one_of(st.none(), st.lists(st.floats(0.1, 9), min_size=n, max_size=n)))
    made = survey(
        {f"A{i}": column for i, column in enumerate(columns)},
        groups,
        multiple={"Q": ticks},
        weights=weights,
        columns={"A0": {"dimension": "D"}, "A1": {"role": Role.OVERALL}} if len(columns) > 1 else {},
    )
    choices = CompareChoices(draw(st.sampled_from(TESTS)), draw(st.sampled_from(["holm", "bh"])))
    method = CorrelationChoices(draw(st.sampled_from(["pearson", "spearman", "kendall"])))
    return replace(made, setup=replace(made.setup, compare=choices, correlations=method))


def everything(responses: Responses) -> dict[str, tuple[object, tuple[Note, ...]]]:
    groups, rng = ("g", "h"), np.random.default_rng(1)
    weights = {"A0": 1.0}
    rows = None if responses.weights is None else responses.weights.to_numpy()
    return {
        "compare": compare(responses, groups),
        "compare_scores": compare_scores(responses, groups, weights),
        "crosstabs": crosstabs(responses, groups, rng),
        "profiles": profile_crosstabs(responses, groups, rng),
        "multiple": multiple_crosstabs(responses, groups, rng),
        "correlations": correlations(responses.ratings, responses.setup.correlations.method, weights=rows),
        "scores": score_correlations(responses, weights),
    }


@given(surveys())
@settings(deadline=None, max_examples=25)
def test_every_number_is_finite_of_a_plain_kind_and_every_note_a_sentence(responses: Responses) -> None:
    for result, notes in everything(responses).values():
        found = list(values(result))
        assert all(type(value) in {int, float, str, bool, type(None)} for value in found)
        assert all(math.isfinite(value) for value in found if isinstance(value, float))
        for note in notes:
            for language in LANGUAGES:
                assert Text(language)(f"problem.{note.code}", **note.values)


@given(surveys())
@settings(deadline=None, max_examples=20)
def test_probabilities_shares_and_intervals_keep_their_bounds(responses: Responses) -> None:
    found = everything(responses)
    for comparison in (*found["compare"][0], *found["compare_scores"][0]):
        if comparison.p is not None:
            assert 0 <= comparison.p <= comparison.p_adjusted <= 1
        for effect in (comparison.effect, *(pair.effect for pair in comparison.pairs)):
            if effect is not None and effect.ci is not None:
                assert effect.ci[0] <= effect.ci[1]
            if effect is not None and effect.name in ("hedges_g", "rank_biserial") and effect.ci is not None:
                assert effect.ci[0] - 1e-9 <= effect.value <= effect.ci[1] + 1e-9
    for table in (*found["crosstabs"][0], *found["profiles"][0]):
        assert sum(map(sum, table.counts)) == table.n
        if table.cramers_v is not None:
            assert 0 <= table.cramers_v <= 1 + 1e-12
            assert 0 <= table.cramers_v_ci[0] <= table.cramers_v_ci[1] <= 1
    for pair in found["correlations"][0].pairs:
        assert -1 <= pair.r <= 1
        assert 0 <= pair.p <= pair.p_adjusted <= 1
        if pair.ci is not None:
            assert pair.ci[0] - 1e-9 <= pair.r <= pair.ci[1] + 1e-9


@given(surveys(4))
@settings(deadline=None, max_examples=20)
def test_a_constant_added_changes_means_and_nothing_else(responses: Responses) -> None:
    moved = replace(responses, ratings=responses.ratings + 2)
    for one, two in zip(compare(responses, ("g",))[0], compare(moved, ("g",))[0], strict=True):
        assert one.test == two.test
        if one.test is None:
            continue
        for field in ("statistic", "p", "p_adjusted"):
            assert getattr(two, field) == pytest.approx(getattr(one, field), rel=1e-7, abs=1e-9)
        assert [pair.difference for pair in two.pairs] == pytest.approx([pair.difference for pair in one.pairs])


@given(surveys(4))
@settings(deadline=None, max_examples=25)
def test_turning_every_answer_turns_differences_and_effects_around(responses: Responses) -> None:
    turned = replace(responses, ratings=6 - responses.ratings)
    for one, two in zip(compare(responses, ("g",))[0], compare(turned, ("g",))[0], strict=True):
        if one.test is None:
            continue
        assert two.p == pytest.approx(one.p, rel=1e-7, abs=1e-12)
        for pair, other in zip(one.pairs, two.pairs, strict=True):
            assert other.difference == pytest.approx(-pair.difference, abs=1e-12)
            if pair.effect is not None:
                assert other.effect.value == pytest.approx(-pair.effect.value, abs=1e-9)
                assert other.effect.ci == pytest.approx((-pair.effect.ci[1], -pair.effect.ci[0]), abs=1e-7)


@given(surveys(4))
@settings(deadline=None, max_examples=25)
def test_weights_of_one_are_no_weights_for_correlations(responses: Responses) -> None:
    plain, _ = correlations(responses.ratings)
    weighted, _ = correlations(responses.ratings, weights=np.ones(responses.n))
    assert list(values(weighted)) == pytest.approx(list(values(plain)), nan_ok=False)


@given(surveys(4))
@settings(deadline=None, max_examples=25)
def test_every_row_twice_doubles_counts_and_chi_square(responses: Responses) -> None:
    twice = responses.keep(np.repeat(responses.ratings.index.to_numpy(), 2))
    for one, two in zip(
        crosstabs(responses, ("g",), np.random.default_rng(1))[0],
        crosstabs(twice, ("g",), np.random.default_rng(1))[0],
        strict=True,
    ):
        assert two.n == 2 * one.n
        if one.chi2 is not None:
            assert two.chi2 == pytest.approx(2 * one.chi2, abs=1e-9)
            assert two.cramers_v == pytest.approx(one.cramers_v, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.sampled_from(["holm", "bh"]))
def test_adjusted_p_values_keep_their_order_and_are_never_smaller(p: list[float], adjustment: str) -> None:
    found = adjusted(np.array(p), adjustment)
    assert np.all(found >= np.array(p) - 1e-15)
    assert np.all(found <= 1)
    order = np.argsort(p, kind="stable")
    assert np.all(np.diff(found[order]) >= -1e-15)


def with_test(responses: Responses, test: str) -> Responses:
    return replace(responses, setup=replace(responses.setup, compare=CompareChoices(test=test)))


@pytest.mark.parametrize("test", TESTS)
def test_forty_groups_a_group_of_one_and_an_empty_group_are_compared(test: str) -> None:
    rng = np.random.default_rng(3)
    groups = [f"g{i % 40}" for i in range(400)] + ["alone"]
    ratings = rng.integers(1, 6, 401).astype(float)
    responses = survey(
        {"A1": ratings.tolist()}, {"g": groups}, columns={"g": {"answers": {"z": "nobody"}, "role": Role.PROFILE}}
    )
    (found,), notes = compare(with_test(responses, test), ("g",))
    assert len(found.groups) == 41
    assert len(found.pairs) == 40 * 39 // 2
    assert 0 <= found.p <= 1
    assert codes(notes) == ["compare.single"]


@pytest.mark.parametrize(("test", "code"), [("welch", "compare.no_spread"), ("classic", "compare.no_spread")])
def test_a_test_that_cannot_be_had_is_not_replaced_in_silence(test: str, code: str) -> None:
    responses = survey({"A1": [5, 5, 5, 1, 1, 1]}, {"g": ["a"] * 3 + ["b"] * 3})
    (found,), notes = compare(with_test(responses, test), ("g",))
    assert found.test is None
    assert found.p_adjusted is None
    assert codes(notes) == [code]


def test_huge_differences_have_an_effect_and_an_interval() -> None:
    rng = np.random.default_rng(5)
    ratings = np.concatenate([rng.normal(0, 1e-3, 200), rng.normal(1e6, 1e-3, 200)])
    (found,), _ = compare(survey({"A1": ratings}, {"g": ["a"] * 200 + ["b"] * 200}), ("g",))
    assert found.effect.value == pytest.approx(1)
    assert found.pairs[0].effect.ci[0] < found.pairs[0].effect.value < found.pairs[0].effect.ci[1] < 0


def test_whoever_answered_less_than_half_of_a_dimension_has_no_score_in_it() -> None:
    none = None
    responses = survey(
        {"A1": [1, 5, 5, 3], "A2": [none, 5, 1, 3], "A3": [none, 3, 3, 3]},
        {"g": ["a", "b", "a", "b"]},
        columns={name: {"dimension": "D"} for name in ("A1", "A2", "A3")},
    )
    found, notes = compare_scores(responses, ("g",), {"A1": 1 / 3, "A2": 1 / 3, "A3": 1 / 3})
    assert [(comparison.scope, comparison.item) for comparison in found] == [("dimension", "D"), ("index", "index")]
    assert [(group.group, group.n, group.mean) for group in found[0].groups] == [
        ("a", 1, pytest.approx(50.0)),
        ("b", 2, pytest.approx((100 * 2.5 / 3 + 50) / 2)),
    ]
    assert codes(notes) == ["compare.part_answered"]
    assert notes[0].values == {"n": 1, "share": 50.0}


@pytest.mark.parametrize("highest", [3, 6, 7])
def test_people_with_the_same_total_have_the_same_rank_whichever_items_it_came_from(highest: int) -> None:
    rng = np.random.default_rng(4)
    ratings = rng.integers(0, highest + 1, (200, 6))
    groups = rng.choice(["a", "b"], 200)
    names = [f"A{i}" for i in range(1, 7)]
    responses = survey(
        {name: ratings[:, i].astype(float) for i, name in enumerate(names)}, {"g": groups}, scale=Scale(0, highest)
    )
    (index,), _ = compare_scores(with_test(responses, "ranks"), ("g",), dict.fromkeys(names, 1 / 6))
    total = ratings.sum(axis=1)
    expected = mannwhitneyu(
        total[groups == "a"], total[groups == "b"], use_continuity=False, method="asymptotic"
    )  # of whole numbers, where ties are exact
    assert index.statistic == expected.statistic
    assert index.p == pytest.approx(expected.pvalue, abs=1e-12)


def test_options_are_tested_one_by_one_and_never_the_whole_table() -> None:
    ticks = {"price": [True] * 20 + [False] * 20, "place": [True, False] * 20, "staff": [False] * 39 + [True]}
    responses = survey(None, {"g": ["a"] * 20 + ["b"] * 20}, multiple={"Q": ticks})
    (table,), _ = multiple_crosstabs(responses, ("g",), np.random.default_rng(1))
    assert table.respondents == (20, 10 + 1)
    price, place, staff = table.options
    assert price.ticked == (20, 0)
    assert price.p_adjusted < 0.001
    assert price.residuals[0] == pytest.approx(-price.residuals[1])
    assert staff.p_exact is not None
    assert table.family == 3
    assert table.responses == (20 + 10, 10 + 1)
    assert place.option == "place"


def test_a_dimension_is_correlated_with_the_overall_question_and_the_index() -> None:
    rng = np.random.default_rng(2)
    a = rng.integers(1, 6, (60, 4)).astype(float)
    responses = survey(
        {name: a[:, i] for i, name in enumerate(["A1", "A2", "B1", "sat"])},
        columns={
            "A1": {"dimension": "A"},
            "A2": {"dimension": "A"},
            "B1": {"dimension": "B"},
            "sat": {"role": Role.OVERALL},
        },
    )
    found, _ = score_correlations(responses, {"A1": 1 / 3, "A2": 1 / 3, "B1": 1 / 3})
    assert list(found.r) == ["A", "B", "sat", "index"]
    expected = np.corrcoef(a[:, :2].mean(axis=1), a[:, 3])[0, 1]
    assert found.r["A"]["sat"] == pytest.approx(expected)


def test_a_question_with_a_town_a_respondent_makes_no_cross_table() -> None:
    towns = [f"town {i}" for i in range(90)]
    responses = survey({"A1": [3.0] * 90}, {"town": towns, "g": ["a", "b", "c"] * 30})
    tables, _ = profile_crosstabs(responses, ("g",), np.random.default_rng(1))
    assert tables == ()


def test_a_sparse_table_of_many_cells_gets_no_monte_carlo_p_but_advice() -> None:
    rng = np.random.default_rng(4)
    responses = survey({"A1": rng.integers(1, 6, 120).astype(float)}, {"g": [f"g{i % 45}" for i in range(120)]})
    (table,), notes = crosstabs(responses, ("g",), np.random.default_rng(1))
    assert table.p is not None
    assert (table.p_exact, table.p_adjusted, table.family) == (None, None, 0)
    assert "crosstabs.crowded" in codes(notes)


def test_kendall_of_finely_graded_answers_is_that_of_scipy() -> None:
    from scipy.stats import kendalltau

    rng = np.random.default_rng(6)
    x = np.round(rng.normal(size=(900, 2)), 3)
    x[:, 1] += x[:, 0]
    found, _ = correlations(pd.DataFrame(x, columns=["a", "b"]), "kendall")
    expected = kendalltau(x[:, 0], x[:, 1], method="asymptotic")
    assert (found.pairs[0].r, found.pairs[0].p) == pytest.approx((expected.statistic, expected.pvalue), rel=1e-9)
