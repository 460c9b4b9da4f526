"""Factor analysis agrees with R and PSPP, and says what it cannot give."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis import factors, rotation
from csi_core.analysis.validity import validity
from csi_core.errors import DataProblem
from csi_core.results import Note, Validity
from csi_core.setup import ValidityChoices

REFERENCE = Path(__file__).parents[1] / "reference"
SETS: dict[str, Any] = json.loads((REFERENCE / "sets.json").read_text("utf-8"))
R: dict[str, Any] = json.loads((REFERENCE / "r.json").read_text("utf-8"))
PSPP: dict[str, Any] = json.loads((REFERENCE / "pspp.json").read_text("utf-8"))
EXTRACTIONS = {"principal": "principal", "paf": "paf", "minres": "paf", "ml": "ml"}


@cache
def data(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / f"{name}.csv").astype(float)


def analyse(items: pd.DataFrame, **choices: Any) -> tuple[Validity, tuple[Note, ...]]:
    return validity(items, {}, ValidityChoices(**choices), np.random.default_rng(1))


def matrix(rows: Any) -> np.ndarray:
    return pd.DataFrame(rows).T.to_numpy()


def codes(notes: tuple[Note, ...]) -> list[str]:
    return [note.code for note in notes]


def grouped(n: int = 200, k: int = 9, m: int = 3, seed: int = 0) -> pd.DataFrame:
    """Five-point answers in m groups of items: items 0, m, 2m, … belong together."""
    rng = np.random.default_rng(seed)
    loadings = 0.8 * np.eye(m)[np.arange(k) % m]
    raw = rng.standard_normal((n, m)) @ loadings.T + 0.6 * rng.standard_normal((n, k))
    return pd.DataFrame(np.clip(np.round(raw + 3), 1, 5), columns=[f"A{number}" for number in range(1, k + 1)])


# -- against other programs --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_suitability_agrees_with_r_and_pspp(name: str) -> None:
    found, _ = analyse(data(name), factors=SETS[name]["factors"])
    assert found.bartlett is not None
    assert (found.n, found.n_dropped) == (R[name]["n"], R[name]["n_dropped"])
    for other in (R[name], PSPP[name]):
        assert found.kmo == pytest.approx(other["kmo"], abs=1e-9)
        assert list(found.msa.values()) == pytest.approx(other["msa"], abs=1e-9)
        assert list(found.eigenvalues) == pytest.approx(other["eigenvalues"], abs=1e-9)
        assert found.bartlett.chi2 == pytest.approx(other["bartlett"]["chi2"], rel=1e-9)
        assert found.bartlett.df == other["bartlett"]["df"]
    assert found.bartlett.p == pytest.approx(R[name]["bartlett"]["p"], rel=1e-6)
    assert found.determinant == pytest.approx(R[name]["determinant"], rel=1e-9)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("extraction", EXTRACTIONS)
@pytest.mark.parametrize("turned", ["none", "varimax", "promax", "oblimin"])
def test_loadings_agree_with_r(name: str, extraction: str, turned: str) -> None:
    """In R: eigen, psych::fa(fm = "pa", min.err = 1e-12), factanal; varimax, psych::kaiser(Promax), GPArotation."""
    found, _ = analyse(data(name), extraction=extraction, rotation=turned, factors=SETS[name]["factors"])
    other = R[name][EXTRACTIONS[extraction]]
    np.testing.assert_allclose(matrix(found.loadings), other[turned]["loadings"], atol=1e-6)
    np.testing.assert_allclose([part.ss_loading for part in found.variance], other[turned]["ss"], atol=1e-6)
    if turned in ("promax", "oblimin"):
        assert found.factor_correlations is not None
        np.testing.assert_allclose(matrix(found.factor_correlations), other[turned]["phi"], atol=1e-6)
    if "communalities" in other:
        np.testing.assert_allclose(list(found.communalities.values()), other["communalities"], atol=1e-6)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("extraction", ["principal", "paf"])
def test_varimax_loadings_agree_with_pspp(name: str, extraction: str) -> None:
    found, _ = analyse(data(name), extraction=extraction, factors=SETS[name]["factors"])
    other = PSPP[name][f"{extraction}_varimax"]
    loadings = np.array(other["loadings"])
    loadings = loadings[:, np.argsort(-(loadings**2).sum(axis=0))]
    loadings = loadings * np.where(loadings.sum(axis=0) < 0, -1, 1)
    np.testing.assert_allclose(matrix(found.loadings), loadings, atol=1e-8)
    np.testing.assert_allclose(list(found.communalities.values()), other["communalities"], atol=1e-8)


@pytest.mark.parametrize("name", SETS)
def test_minres_is_within_the_stop_of_psych(name: str) -> None:
    """psych::fa(fm = "minres") ends its search about 1e-5 before the least residual."""
    found, _ = analyse(data(name), extraction="minres", factors=SETS[name]["factors"])
    np.testing.assert_allclose(
        list(found.communalities.values()), R[name]["minres_default_stop"]["communalities"], atol=1e-3
    )


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("extraction", EXTRACTIONS)
def test_the_varimax_criterion_is_at_least_that_of_r(name: str, extraction: str) -> None:
    found, _ = analyse(data(name), extraction=extraction, factors=SETS[name]["factors"])
    root = np.sqrt(list(found.communalities.values()))
    criterion = float(rotation.varimax_criterion(matrix(found.loadings) / root[:, None]))
    assert criterion >= R[name][EXTRACTIONS[extraction]]["varimax_criterion"] - 1e-8


def test_varimax_finds_the_higher_of_two_maxima() -> None:
    """Simultaneous and planar rotations from the unrotated loadings alone end lower on some of these."""
    rng = np.random.default_rng(7)
    for _ in range(5):
        loadings = rng.standard_normal((12, 4)) * 0.4
        h = np.sqrt((loadings**2).sum(axis=1))
        best = 0.0
        for _ in range(8):
            turn = np.linalg.qr(rng.standard_normal((4, 4)))[0]
            again = rotation.varimax(loadings @ turn, rng).loadings
            best = max(best, float(rotation.varimax_criterion(again / h[:, None])))
        found = rotation.varimax(loadings, np.random.default_rng(3)).loadings
        assert float(rotation.varimax_criterion(found / h[:, None])) >= best - 1e-9


# -- number of factors -------------------------------------------------------------------------------------


def test_kaiser_counts_eigenvalues_above_one() -> None:
    found, _ = analyse(grouped())
    assert found.n_factors == found.retained_by.kaiser == sum(value > 1 for value in found.eigenvalues) == 3


def test_parallel_analysis_finds_the_planted_groups_and_nothing_in_noise() -> None:
    found, notes = analyse(grouped(), factors="parallel")
    assert (found.n_factors, notes) == (3, ())
    noise = pd.DataFrame(np.random.default_rng(6).standard_normal((200, 12)), columns=list("abcdefghijkl"))
    found, notes = analyse(noise, factors="parallel")
    assert (found.retained_by.parallel, found.n_factors) == (0, 1)
    assert codes(notes) == ["validity.no_factor_retained"]


def test_parallel_eigenvalues_agree_with_simulated_data() -> None:
    """The drawn scatter matrices have the eigenvalues of drawn data, but for the chance of 500 draws."""
    found, _ = analyse(grouped(n=60), factors=3)
    rng = np.random.default_rng(11)
    drawn = np.array(
        [np.linalg.eigvalsh(np.corrcoef(rng.standard_normal((60, 9)), rowvar=False))[::-1] for _ in range(2000)]
    )
    np.testing.assert_allclose(found.parallel, np.percentile(drawn, 95, axis=0), atol=0.03)


def test_the_same_seed_gives_the_same_result() -> None:
    assert analyse(grouped()) == analyse(grouped())


def test_more_factors_than_items_are_cut_down_and_said() -> None:
    found, notes = analyse(grouped(), factors=40)
    assert found.n_factors == 9
    assert "validity.too_many_factors" in codes(notes)
    found, notes = analyse(grouped(), factors=40, extraction="minres")
    assert found.n_factors <= 8
    assert {"validity.too_many_factors", "validity.factors_not_unique"} <= set(codes(notes))


def test_one_factor_is_not_rotated() -> None:
    turned, _ = analyse(grouped(), factors=1, rotation="oblimin")
    still, _ = analyse(grouped(), factors=1, rotation="none")
    assert (turned.loadings, turned.factor_correlations) == (still.loadings, None)
    assert turned.variance[0].ss_loading == pytest.approx(turned.variance_extracted[0].ss_loading, rel=1e-12)


# -- the questionnaire's dimensions ------------------------------------------------------------------------


def test_items_are_compared_with_the_dimensions() -> None:
    items = grouped(n=400)
    dimensions = {"one": ("A1", "A4", "A7", "A2"), "two": ("A5", "A8"), "three": ("A3", "A6", "A9")}
    found, _ = validity(items, dimensions, ValidityChoices(), np.random.default_rng(1))
    factor = {item: found.assigned[item] for item in items.columns}
    assert factor["A1"] == factor["A4"] == factor["A7"] != factor["A2"]
    assert {found.factor_dimension[str(factor[item])] for item in ("A1", "A5", "A3")} == {"one", "two", "three"}
    assert found.misplaced == ("A2",)
    assert found.homeless == ()


def test_factors_have_no_dimension_where_the_questionnaire_has_none() -> None:
    found, _ = analyse(grouped())
    assert set(found.factor_dimension.values()) == {None}
    assert found.misplaced == ()


def test_an_item_below_the_threshold_is_homeless() -> None:
    items = grouped(n=300).assign(noise=np.random.default_rng(4).integers(1, 6, 300).astype(float))
    found, _ = analyse(items, factors=3)
    assert found.assigned["noise"] is None
    assert found.homeless == ("noise",)


def test_an_item_of_two_groups_loads_on_both() -> None:
    items = grouped(n=400)
    items = items.assign(both=items["A1"] + items["A2"] + np.random.default_rng(4).integers(0, 2, 400))
    found, _ = analyse(items, factors=3)
    assert found.cross_loading == ("both",)


# -- data that cannot do it --------------------------------------------------------------------------------


def test_a_duplicated_item_leaves_the_components_and_is_named() -> None:
    items = grouped().assign(copy=lambda frame: 6 - frame["A2"])
    found, notes = analyse(items)
    assert (found.kmo, found.bartlett, set(found.msa.values()), found.determinant) == (None, None, {None}, 0.0)
    assert found.n_factors == 3
    assert notes == (Note("validity.duplicated_items", {"items": ("A2", "copy")}),)


def test_a_total_among_the_items_is_named_with_its_parts() -> None:
    items = grouped().assign(total=lambda frame: frame["A1"] + frame["A3"] + frame["A5"])
    _, notes = analyse(items)
    assert notes == (Note("validity.dependent_items", {"items": ("A1", "A3", "A5", "total")}),)


def test_maximum_likelihood_refuses_a_singular_matrix() -> None:
    with pytest.raises(DataProblem) as problem:
        analyse(grouped().assign(copy=lambda frame: frame["A2"]), extraction="ml")
    assert (problem.value.code, problem.value.values["items"]) == ("validity.ml_singular", ("A2", "copy"))


def test_constant_and_empty_items_are_left_out_and_named() -> None:
    items = grouped().assign(same=3.0, blank=np.nan)
    found, notes = analyse(items)
    assert found.items == tuple(grouped().columns)
    assert (found.n, found.msa["same"], found.assigned["same"], found.msa["blank"]) == (200, None, None, None)
    assert notes == (
        Note("validity.empty_items", {"items": ("blank",)}),
        Note("validity.constant_items", {"items": ("same",)}),
    )
    assert found.kmo == analyse(grouped())[0].kmo


def test_not_more_rows_than_items_give_no_kmo() -> None:
    found, notes = analyse(grouped(n=9))
    assert (found.kmo, found.bartlett) == (None, None)
    assert codes(notes) == ["validity.fewer_rows_than_items"]
    assert analyse(grouped(n=10))[0].kmo is not None


def test_incomplete_rows_are_left_out_before_n_is_taken() -> None:
    items = grouped()
    items.iloc[:30, 0] = np.nan
    items.iloc[20:40, 5] = np.nan
    found, _ = analyse(items)
    assert (found.n, found.n_dropped) == (160, 40)
    assert found.kmo == pytest.approx(analyse(grouped().iloc[40:])[0].kmo, abs=1e-12)


def test_too_few_items_and_too_few_rows_are_refused() -> None:
    with pytest.raises(DataProblem, match="few_items"):
        analyse(grouped()[["A1", "A2"]])
    with pytest.raises(DataProblem, match="few_items"):
        analyse(grouped() * 0 + 3)
    gaps = grouped()
    gaps.iloc[2:, 4] = np.nan
    with pytest.raises(DataProblem, match="few_rows") as problem:
        analyse(gaps)
    assert (problem.value.values["item"], problem.value.values["missing"], problem.value.values["n"]) == ("A5", 198, 2)


def test_the_rotation_of_very_many_factors_is_cut_short_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "TURNS", 10_000)
    rng = np.random.default_rng(4)
    noise = pd.DataFrame(rng.normal(size=(400, 120)), columns=[f"a{j}" for j in range(120)])
    found, notes = analyse(noise, factors=60)
    assert found.n_factors == 60
    assert "validity.rotation_not_converged" in codes(notes)


def test_a_heywood_case_is_named() -> None:
    rng = np.random.default_rng(2)
    common = rng.standard_normal(300)
    items = pd.DataFrame({name: common + 0.9 * rng.standard_normal(300) for name in "abc"})
    items["whole"] = common + 0.01 * rng.standard_normal(300)
    found, notes = analyse(items, extraction="minres", factors=1)
    assert notes == (Note("validity.heywood", {"items": ("whole",)}),)
    assert found.communalities["whole"] > 0.99


# -- the extraction's functions ----------------------------------------------------------------------------


@pytest.mark.parametrize("extract", [factors.minres, factors.maximum_likelihood])
def test_a_known_factor_structure_is_recovered_exactly(extract: Any) -> None:
    loadings = np.array([[0.8, 0.0], [0.7, 0.1], [0.6, 0.0], [0.0, 0.7], [0.1, 0.6], [0.0, 0.8], [0.3, 0.5]])
    r = loadings @ loadings.T
    np.fill_diagonal(r, 1.0)
    found = extract(r, 2)
    assert found.converged
    np.testing.assert_allclose(found.loadings @ found.loadings.T, loadings @ loadings.T, atol=1e-8)


def test_the_dormitory_sample_is_the_one_the_other_programs_were_given() -> None:
    sample = Path(__file__).parents[2] / "sample_data" / "dormitory.xlsx"
    answers = pd.read_excel(sample, engine="calamine")[SETS["dormitory"]["items"]].astype(float)
    pd.testing.assert_frame_equal(answers, data("dormitory"))
