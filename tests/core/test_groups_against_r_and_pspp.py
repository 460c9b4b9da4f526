"""Tests of groups, cross tables and correlations agree with R and PSPP on data nobody here invented."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.compare import compare
from csi_core.analysis.correlations import correlations
from csi_core.analysis.crosstabs import crosstabs, profile_crosstabs
from csi_core.analysis.multiple_testing import adjusted
from csi_core.responses import Responses
from csi_core.results import Comparison
from csi_core.setup import CompareChoices, Scale
from tests.survey import survey

REFERENCE = Path(__file__).parents[1] / "reference"
R: Mapping[str, Any] = json.loads((REFERENCE / "groups_r.json").read_text("utf-8"))
PSPP: Mapping[str, Any] = json.loads((REFERENCE / "groups_pspp.json").read_text("utf-8"))
SETS = ("chickwts", "sprays", "warp_wool", "warp_tension", "bfi_gender", "bfi_education")
OF_BFI = {"bfi_gender": ("A1", "gender"), "bfi_education": ("A3", "education")}
ITEMS = R["correlations"]["items"]


@cache
def bfi() -> Responses:
    data = pd.read_csv(REFERENCE / "data" / "bfi_groups.csv")
    profiles = {by: [None if np.isnan(x) else str(int(x)) for x in data[by]] for by in ("gender", "education")}
    ratings = {item: data[item].tolist() for item in ITEMS}
    return survey(ratings, profiles, scale=Scale(1, 6), weights=data["age"].tolist())


def compared(name: str, test: str) -> Comparison:
    if name in OF_BFI:
        item, by = OF_BFI[name]
        data = bfi()
        responses = survey(
            {"y": data.ratings[item].tolist()}, {"g": data.profiles[by].where(data.profiles[by].notna(), None).tolist()}
        )
    else:
        given = R["means"][name]["data"]
        responses = survey({"y": given["y"]}, {"g": given["g"]}, scale=Scale(0, 500))
    choices = CompareChoices(test=test)
    (found,), _ = compare(replace(responses, setup=replace(responses.setup, compare=choices)), ("g",))
    return found


def near(expected: float | Sequence[float], error: float = 1e-6) -> Any:
    return pytest.approx(expected, rel=error, abs=error)


@pytest.mark.parametrize("name", SETS)
def test_welch_agrees_with_oneway_test_and_omega_squared_has_steigers_interval(name: str) -> None:
    found, of_r = compared(name, "welch"), R["means"][name]["welch"]
    assert (found.statistic, found.p) == near((of_r["f"], of_r["p"]), 1e-9)
    assert found.df == near(of_r["df"], 1e-9)
    assert found.effect is not None
    assert found.effect.ci == near(of_r["ci"])


@pytest.mark.parametrize("name", SETS)
def test_anova_levene_and_tukey_agree_with_aov_and_tukeyhsd(name: str) -> None:
    found, of_r = compared(name, "classic"), R["means"][name]
    assert found.levene is not None
    assert (found.levene.statistic, found.levene.p) == near((of_r["levene"]["f"], of_r["levene"]["p"]), 1e-9)
    assert found.levene.df == near(of_r["levene"]["df"])
    if found.test == "t":
        return
    assert found.test == "anova"
    assert (found.statistic, found.p) == near((of_r["anova"]["f"], of_r["anova"]["p"]), 1e-9)
    assert found.effect is not None
    assert found.effect.value == near(of_r["anova"]["omega2"])
    assert found.effect.ci == near(of_r["anova"]["ci"])
    tukey = {tuple(sorted(pair["groups"])): pair for pair in of_r["tukey"]}
    assert {pair.method for pair in found.pairs} == {"tukey"}
    for pair in found.pairs:
        # R writes b − a; ptukey is good to about 1e-6, qtukey stops at changes below 1e-4.
        theirs = tukey[tuple(sorted(pair.groups))]
        low, high = sorted(-bound for bound in theirs["ci"])
        assert pair.difference == near(-theirs["difference"])
        assert pair.ci == pytest.approx((low, high), rel=1e-4, abs=1e-3)
        assert pair.p == near(theirs["p"])


@pytest.mark.parametrize("name", ["warp_wool", "bfi_gender"])
def test_two_groups_agree_with_t_test_hedges_g_wilcox_test_and_rank_biserial(name: str) -> None:
    of_r = R["means"][name]["two"]
    student, welch, ranks = (compared(name, test) for test in ("classic", "auto", "ranks"))
    assert (student.test, student.df) == ("t", (of_r["df"],))
    assert (student.statistic, student.p) == near((of_r["t"], of_r["p"]), 1e-9)
    assert student.pairs[0].ci == near(of_r["ci"])
    assert student.pairs[0].p == near(of_r["p"])
    for found, theirs in ((student, of_r["pooled"]), (welch, of_r["welch"])):
        g = found.pairs[0].effect
        assert g is not None
        assert g.name == "hedges_g"
        assert g.value == near(theirs["value"])
        assert g.ci == near(theirs["ci"])
        # effectsize minimises over both ends at once and stops early.
        assert g.ci == pytest.approx(theirs["effectsize_ci"], abs=1e-4)
    assert ranks.test == "mann-whitney"
    assert (ranks.statistic, ranks.p) == near((of_r["u"], of_r["u_p"]))
    assert ranks.effect is not None
    assert ranks.effect.value == near(of_r["rank_biserial"])
    assert ranks.effect.ci == near(of_r["rank_biserial_ci"])


@pytest.mark.parametrize("name", ["chickwts", "sprays", "warp_tension", "bfi_education"])
def test_kruskal_wallis_agrees_with_kruskal_test_and_rank_epsilon_squared(name: str) -> None:
    found, of_r = compared(name, "ranks"), R["means"][name]["kruskal"]
    assert (found.test, found.df) == ("kruskal", (of_r["df"],))
    assert (found.statistic, found.p) == near((of_r["h"], of_r["p"]))
    assert found.effect is not None
    assert found.effect.value == near(of_r["epsilon2"])
    assert found.effect.ci == near(of_r["ranks_eta2_ci"])


def test_pspp_gives_the_same_tests_of_groups() -> None:
    student, welch, ranks = (compared("bfi_gender", test) for test in ("classic", "welch", "ranks"))
    of_pspp = PSPP["A1_gender"]
    assert student.levene is not None
    assert (student.statistic, student.df) == (near(of_pspp["t"], 1e-9), (of_pspp["df"],))
    assert student.pairs[0].ci == near(of_pspp["ci"])
    assert student.levene.statistic == near(of_pspp["levene"][0], 1e-9)
    assert (welch.statistic, welch.df) == (near(of_pspp["welch_t"] ** 2, 1e-9), near((1, of_pspp["welch_df"]), 1e-9))
    # PSPP and SPSS print the smaller of U and n1 n2 − U.
    first, second = ranks.groups
    assert first.n * second.n - ranks.statistic == of_pspp["u"]
    several, of_pspp = compared("bfi_education", "classic"), PSPP["A3_education"]
    assert several.levene is not None
    assert (several.statistic, several.df) == (near(of_pspp["f"], 1e-9), near(of_pspp["df"]))
    assert several.levene.statistic == near(of_pspp["levene"][0], 1e-9)
    for pair, theirs in zip(several.pairs, of_pspp["tukey"], strict=True):
        assert list(pair.groups) == theirs["groups"]
        assert pair.ci == pytest.approx(theirs["ci"], abs=1e-5)
    assert compared("bfi_education", "ranks").statistic == near(of_pspp["h"], 1e-9)


@pytest.mark.parametrize("name", R["tables"])
def test_cross_tables_agree_with_chisq_test_and_cramers_v_of_effectsize(name: str) -> None:
    """Profile by profile: the counts of R's tables, one respondent each."""
    of_r = R["tables"][name]
    counts = np.array(of_r["counts"]).round().astype(int)
    rows, columns = np.indices(counts.shape)
    answers = [f"r{row}" for row in np.repeat(rows.ravel(), counts.ravel())]
    groups = [f"c{column}" for column in np.repeat(columns.ravel(), counts.ravel())]
    (table,), _ = profile_crosstabs(survey(None, {"x": answers, "g": groups}), ("g",), np.random.default_rng(1))
    assert table.counts == tuple(map(tuple, counts.tolist()))
    assert (table.chi2, table.p) == near((of_r["chi2"], of_r["p"]), 1e-9)
    assert table.df == of_r["df"]
    assert np.array(table.residuals) == pytest.approx(np.array(of_r["stdres"]), rel=1e-9)
    assert table.cramers_v == near(of_r["v"], 1e-9)
    assert table.cramers_v_ci == near(of_r["ci"])
    assert table.cramers_v_ci == pytest.approx(of_r["effectsize_ci"], abs=1e-3)


def test_pspp_gives_the_same_cross_table() -> None:
    tables, _ = crosstabs(bfi(), ("gender",), np.random.default_rng(1))
    of_pspp = PSPP["A1_gender"]
    assert (tables[0].chi2, tables[0].df) == near(of_pspp["chi2"], 1e-9)
    assert tables[0].cramers_v == near(of_pspp["cramers_v"], 1e-9)
    assert [row[0] for row in tables[0].residuals or ()] == pytest.approx(of_pspp["residuals"], abs=0.005)


def test_fishers_exact_test_agrees_with_fisher_test() -> None:
    for small in R["fisher"]:
        counts = np.array(small["counts"])
        answers = np.repeat([1.0, 1.0, 2.0, 2.0], counts.ravel())
        groups = np.repeat(["a", "b", "a", "b"], counts.ravel())
        responses = survey({"A1": answers.tolist()}, {"g": groups.tolist()}, scale=Scale(1, 2))
        (table,), _ = crosstabs(responses, ("g",), np.random.default_rng(1))
        assert table.p_exact == near(small["p"], 1e-9)


def test_adjusted_p_values_agree_with_p_adjust() -> None:
    tables, _ = crosstabs(bfi(), ("gender", "education"), np.random.default_rng(1))
    for of_r in R["bfi_tables"]:
        assert [table.p for table in tables if table.by == of_r["by"]] == near(of_r["p"], 1e-9)
        for ours, theirs in (("holm", "holm"), ("bh", "bh")):
            assert adjusted(np.array(of_r["p"]), ours).tolist() == near(of_r[theirs], 1e-12)


@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_correlations_agree_with_corr_test_of_psych(method: str) -> None:
    of_r = R["correlations"][method]
    found, _ = correlations(bfi().ratings[ITEMS], method)
    pairs = {(pair.a, pair.b): pair for pair in found.pairs}
    ordered = [pairs[a, b] for a, b in R["correlations"]["pairs"]]
    assert [pair.r for pair in ordered] == near(of_r["r"], 1e-9)
    assert [pair.n for pair in ordered] == of_r["n"]
    assert [pair.p for pair in ordered] == pytest.approx(of_r["p"], rel=1e-6, abs=1e-12)
    assert [pair.p_adjusted for pair in ordered] == pytest.approx(of_r["holm"], rel=1e-6, abs=1e-12)
    if method == "pearson":
        assert np.array([pair.ci for pair in ordered]) == pytest.approx(np.array(of_r["ci"]), abs=1e-9)


def test_kendalls_tau_b_agrees_with_cor_test() -> None:
    of_r = R["correlations"]["kendall"]
    found, _ = correlations(bfi().ratings[ITEMS], "kendall")
    pairs = {(pair.a, pair.b): pair for pair in found.pairs}
    ordered = [pairs[a, b] for a, b in R["correlations"]["pairs"]]
    assert [pair.r for pair in ordered] == near(of_r["tau"], 1e-9)
    assert [pair.p for pair in ordered] == pytest.approx(of_r["p"], rel=1e-6, abs=1e-12)


def test_weighted_correlations_agree_with_cov_wt_and_pspp() -> None:
    """R's cov.wt takes complete rows; PSPP, pairwise, prints three decimals and takes Σw for n, not the effective n."""
    responses = bfi()
    assert responses.weights is not None
    weights = responses.weights.to_numpy()
    ratings = responses.ratings[ITEMS]
    complete = ratings.notna().all(axis=1).to_numpy()
    found, _ = correlations(ratings[complete], weights=weights[complete])
    pairs = {(pair.a, pair.b): pair.r for pair in found.pairs}
    assert [pairs[a, b] for a, b in R["correlations"]["pairs"]] == near(R["correlations"]["weighted_by_age"], 1e-9)
    pairwise, _ = correlations(ratings, weights=weights)
    names = ITEMS[:5]
    ours = np.array([[pairwise.r[a][b] for b in names] for a in names])
    assert ours == pytest.approx(np.array(PSPP["weighted_by_age"]), abs=0.0005)
