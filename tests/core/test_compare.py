"""Groups are compared as R compares them, and degenerate groups are said."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import pytest

from csi_core.analysis import studentized_range
from csi_core.analysis.compare import compare
from csi_core.responses import Responses
from csi_core.results import Comparison
from csi_core.setup import Role, Scale
from tests.survey import codes, survey

REFERENCE = Path(__file__).parents[1] / "reference"
EXPECTED = json.loads((REFERENCE / "compare_bfi.json").read_text("utf-8"))
ITEMS = [f"{letter}{number}" for letter in "AC" for number in range(1, 6)]


def bfi() -> Responses:
    data = pd.read_csv(REFERENCE / "items_bfi.csv")
    profiles = {by: [None if np.isnan(x) else str(int(x)) for x in data[by]] for by in ("gender", "education")}
    return survey({name: data[name].tolist() for name in ITEMS}, profiles, scale=Scale(1, 6))


def only(responses: Responses, by: str = "g") -> Comparison:
    (comparison,), _ = compare(responses, (by,))
    return comparison


def test_welch_and_games_howell_agree_with_r() -> None:
    """R: oneway.test, p.adjust(method = "holm"); Games–Howell from ptukey and qtukey."""
    found, notes = compare(bfi(), ("gender", "education"))
    assert notes == ()
    for comparison, of_r in zip(found, EXPECTED["welch"], strict=True):
        assert (comparison.item, comparison.by, comparison.test) == (of_r["item"], of_r["by"], "welch")
        assert {group.group: group.n for group in comparison.groups} == of_r["n"]
        assert {group.group: group.mean for group in comparison.groups} == pytest.approx(of_r["mean"])
        assert {group.group: group.sd for group in comparison.groups} == pytest.approx(of_r["sd"])
        assert comparison.statistic == pytest.approx(of_r["statistic"], rel=1e-9)
        assert comparison.df == pytest.approx(tuple(of_r["df"]), rel=1e-9)
        assert comparison.p == pytest.approx(of_r["p"], rel=1e-9)
        assert comparison.p_adjusted == pytest.approx(of_r["p_adjusted"], rel=1e-9)
        for pair, of_r_pair in zip(comparison.pairs, of_r["pairs"], strict=True):
            assert list(pair.groups) == of_r_pair["groups"]
            assert pair.difference == pytest.approx(of_r_pair["difference"], abs=1e-12)
            assert pair.ci == pytest.approx(tuple(of_r_pair["ci"]), abs=1e-6)
            assert pair.p == pytest.approx(of_r_pair["p"], abs=1e-6)


def test_welch_and_games_howell_agree_with_pingouin() -> None:
    responses = bfi()
    data = responses.ratings.assign(education=responses.profiles["education"])[["A2", "education"]].dropna()
    comparison = next(c for c in compare(responses, ("education",))[0] if c.item == "A2")
    anova = pingouin.welch_anova(data, dv="A2", between="education").iloc[0]
    assert (comparison.statistic, comparison.p) == pytest.approx((anova["F"], anova["p_unc"]))
    pairs = pingouin.pairwise_gameshowell(data, dv="A2", between="education")
    assert [pair.p for pair in comparison.pairs] == pytest.approx(pairs["pval"].tolist(), abs=1e-6)


def test_groups_without_spread_are_compared_by_ranks() -> None:
    """R: kruskal.test, wilcox.test(exact = FALSE, correct = FALSE); Dunn by its formula, p.adjust "holm"."""
    ranks = EXPECTED["ranks"]
    found = only(survey({"A1": ranks["x"]}, {"g": ranks["g"]}))
    assert found.test == "kruskal"
    assert (found.statistic, found.p) == pytest.approx((ranks["kruskal"]["h"], ranks["kruskal"]["p"]))
    assert found.df == (ranks["kruskal"]["df"],)
    assert [pair.p for pair in found.pairs] == pytest.approx(ranks["kruskal"]["dunn"])
    assert [pair.ci for pair in found.pairs] == [None] * 3
    first_two = survey({"A1": ranks["x"][:9]}, {"g": ranks["g"][:9]})
    found = only(first_two)
    assert found.test == "mann-whitney"
    assert found.df is None
    assert (found.statistic, found.p) == pytest.approx((ranks["mann_whitney"]["u"], ranks["mann_whitney"]["p"]))
    assert found.pairs[0].difference == pytest.approx(5 - 3.4)
    assert found.effect is not None
    assert found.effect.value == pytest.approx(2 * ranks["mann_whitney"]["u"] / 20 - 1)
    assert codes(compare(first_two, ("g",))[1]) == ["compare.rank_test"]


def test_for_two_groups_welch_f_is_t_squared_and_the_pair_has_its_p() -> None:
    from scipy.stats import ttest_ind

    a, b = [1, 2, 3, 4, 5, 5], [3, 4, 5, 5, 5]
    found = only(survey({"A1": a + b}, {"g": ["a"] * 6 + ["b"] * 5}))
    t = ttest_ind(a, b, equal_var=False)
    assert found.statistic == pytest.approx(t.statistic**2)
    assert found.p == pytest.approx(t.pvalue)
    interval = t.confidence_interval()
    assert found.pairs[0].p == pytest.approx(t.pvalue, abs=1e-9)
    assert found.pairs[0].ci == pytest.approx((interval.low, interval.high), abs=1e-9)


def test_omega_squared_is_carroll_and_nordholms_and_never_below_zero() -> None:
    found, _ = compare(bfi(), ("gender",))
    for comparison in found:
        assert comparison.effect is not None
        gain = comparison.df[0] * (comparison.statistic - 1)
        n = sum(group.n for group in comparison.groups)
        assert comparison.effect.name == "omega2"
        assert comparison.effect.value == pytest.approx(max(0.0, gain / (gain + n)))


def test_a_group_of_one_is_listed_without_sd_and_left_out_of_the_test() -> None:
    responses = survey({"A1": [1, 2, 4, 5, 3]}, {"g": ["a", "a", "b", "b", "c"]})
    found = only(responses)
    assert found.groups[2].n == 1
    assert found.groups[2].sd is None
    assert found.df is not None
    assert found.df[0] == 1
    assert [pair.groups for pair in found.pairs] == [("a", "b")]
    assert codes(compare(responses, ("g",))[1]) == ["compare.single"]


def test_one_group_or_equal_answers_are_not_tested_and_named() -> None:
    responses = survey({"A1": [1, 2, 3, 4], "A2": [3, 3, 3, 3]}, {"g": ["a"] * 4, "h": ["a", "a", "b", "b"]})
    found, notes = compare(responses, ("g", "h"))
    assert [comparison.test for comparison in found] == [None, None, "welch", None]
    assert [note.values["items"] for note in notes] == [("A1", "A2"), ("A2",)]
    assert found[3].p_adjusted is None


def test_fractions_that_are_all_equal_have_no_spread() -> None:
    found = only(survey({"A1": [2.1, 2.1, 2.1, 3, 4, 5]}, {"g": ["a"] * 3 + ["b"] * 3}))
    assert found.test == "mann-whitney"
    assert found.groups[0].sd == 0


def test_the_overall_question_is_compared_too() -> None:
    responses = survey({"sat": [1, 2, 3, 5]}, {"g": ["a", "a", "b", "b"]}, columns={"sat": {"role": Role.OVERALL}})
    assert only(responses).test == "welch"


def test_the_studentized_range_agrees_with_r() -> None:
    """R: ptukey, good to 1e-6 at few degrees of freedom, and qtukey, which stops iterating at changes below 1e-4."""
    tukey = EXPECTED["tukey"]
    df = np.array(tukey["df"], dtype=np.float64)
    assert studentized_range.probability(np.full(3, tukey["q"]), tukey["k"], df) == pytest.approx(tukey["p"], abs=1e-6)
    assert studentized_range.quantile(0.05, tukey["k"], df) == pytest.approx(tukey["upper5"], abs=1e-4)


@pytest.mark.parametrize(("q", "k", "df"), [(0.3, 2, 1.0), (3.5, 3, 1.4), (5.0, 12, 7.7), (4.1, 30, 5000.0)])
def test_the_studentized_range_agrees_with_scipy(q: float, k: int, df: float) -> None:
    from scipy.stats import studentized_range as reference

    found = studentized_range.probability(np.array([q]), k, np.array([df]))
    assert found == pytest.approx([reference.sf(q, k, df)], abs=1e-9)
