"""What stands beside the loadings: initial communalities, structure, unrotated factors, least fitting item, names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis import factors
from csi_core.analysis.moments import moments
from csi_core.analysis.validity import validity
from csi_core.results import Note, Validity
from csi_core.setup import FactorName, ValidityChoices

REFERENCE = Path(__file__).parents[1] / "reference"
SETS: dict[str, Any] = json.loads((REFERENCE / "sets.json").read_text("utf-8"))
R: dict[str, Any] = json.loads((REFERENCE / "validity_r.json").read_text("utf-8"))["factors"]
PSPP: dict[str, Any] = json.loads((REFERENCE / "validity_pspp.json").read_text("utf-8"))


@cache
def data(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / f"{name}.csv").astype(float)


@cache
def analysed(name: str, extraction: str, rotation: str = "varimax") -> tuple[Validity, tuple[Note, ...]]:
    choices = ValidityChoices(extraction, SETS[name]["factors"], rotation)
    return validity(data(name), {}, choices, np.random.default_rng(1))


def matrix(rows: Any) -> np.ndarray:
    return pd.DataFrame(rows).T.to_numpy()


def arranged(rows: list[list[float]]) -> np.ndarray:
    loadings = np.array(rows)
    loadings = loadings[:, np.argsort(-(loadings**2).sum(axis=0))]
    return loadings * np.where(loadings.sum(axis=0) < 0, -1, 1)


def grouped(n: int = 300) -> pd.DataFrame:
    """Nine five-point items: A1 A4 A7, A2 A5 A8 and A3 A6 A9 belong together."""
    rng = np.random.default_rng(0)
    loadings = 0.8 * np.eye(3)[np.arange(9) % 3]
    raw = rng.standard_normal((n, 3)) @ loadings.T + 0.6 * rng.standard_normal((n, 9))
    return pd.DataFrame(np.clip(np.round(raw + 3), 1, 5), columns=[f"A{number}" for number in range(1, 10)])


# -- against R and PSPP ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_initial_communalities_are_one_for_components_and_else_the_squared_multiple_correlations(name: str) -> None:
    components, _ = analysed(name, "principal")
    assert list(components.communalities_initial.values()) == PSPP[name]["principal"]["communalities_initial"]
    for extraction in ("paf", "minres", "ml"):
        found, _ = analysed(name, extraction)
        assert list(found.communalities_initial.values()) == pytest.approx(R[name]["smc"], abs=1e-9)
        theirs = PSPP[name]["paf"]["communalities_initial"]
        assert list(found.communalities_initial.values()) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("extraction", ["principal", "paf"])
def test_the_factors_before_and_after_rotation_are_those_of_pspp(name: str, extraction: str) -> None:
    found, _ = analysed(name, extraction)
    other = PSPP[name][extraction]
    np.testing.assert_allclose(matrix(found.loadings_unrotated), arranged(other["unrotated"]), atol=1e-8)
    before, after = np.array(other["sums"]).T
    np.testing.assert_allclose([part.ss_loading for part in found.variance_extracted], np.sort(before)[::-1], atol=1e-8)
    np.testing.assert_allclose([part.ss_loading for part in found.variance], np.sort(after)[::-1], atol=1e-8)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("rotation", ["promax", "oblimin"])
def test_the_structure_matrix_is_that_of_r(name: str, rotation: str) -> None:
    found, _ = analysed(name, "paf", rotation)
    assert found.structure is not None
    np.testing.assert_allclose(matrix(found.structure), R[name]["structure"][rotation], atol=1e-6)


@pytest.mark.parametrize("name", SETS)
def test_the_kmo_without_the_least_fitting_item_is_that_of_psych(name: str) -> None:
    found, _ = analysed(name, "principal")
    other = R[name]["least_fitting"]
    assert found.least_fitting is not None
    assert found.least_fitting.item == other["item"]
    assert (found.least_fitting.msa, found.least_fitting.kmo) == pytest.approx((other["msa"], other["kmo"]), abs=1e-9)


@pytest.mark.parametrize("name", SETS)
def test_principal_axis_stops_where_pspp_and_spss_stop_and_the_difference_is_said(name: str) -> None:
    r = moments(data(name).to_numpy()).correlation()
    rounds, communalities = factors.spss_principal_axis(r, SETS[name]["factors"])
    np.testing.assert_allclose(communalities, PSPP[name]["paf_as_spss"]["communalities"], atol=1e-9)
    found, notes = analysed(name, "paf")
    if rounds is None:
        assert notes == (Note("validity.paf_not_in_spss", {"rounds": 25}),)
    else:
        difference = np.abs(communalities - list(found.communalities.values())).max()
        assert notes == (Note("validity.paf_converged", {"rounds": rounds, "difference": pytest.approx(difference)}),)


# -- laws --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rotation", ["promax", "oblimin"])
def test_structure_is_pattern_times_factor_correlations_and_orthogonal_rotations_have_none(rotation: str) -> None:
    found, _ = analysed("holzinger", "minres", rotation)
    assert found.structure is not None
    assert found.factor_correlations is not None
    product = matrix(found.loadings) @ matrix(found.factor_correlations)
    np.testing.assert_allclose(matrix(found.structure), product, atol=1e-12)
    assert analysed("holzinger", "minres")[0].structure is None


@pytest.mark.parametrize("extraction", ["principal", "paf", "minres", "ml"])
def test_a_rotation_leaves_the_communalities_of_the_unrotated_factors(extraction: str) -> None:
    found, _ = analysed("tests24", extraction)
    unrotated = (matrix(found.loadings_unrotated) ** 2).sum(axis=1)
    np.testing.assert_allclose(unrotated, list(found.communalities.values()), atol=1e-10)


# -- data that cannot do it --------------------------------------------------------------------------------


def test_a_singular_matrix_has_no_initial_communalities_for_common_factors() -> None:
    items = grouped().assign(copy=lambda frame: frame["A2"])
    choices = ValidityChoices(extraction="minres", factors=3)
    found, notes = validity(items, {}, choices, np.random.default_rng(1))
    assert set(found.communalities_initial.values()) == {None}
    assert found.least_fitting is None
    assert [note.code for note in notes] == ["validity.duplicated_items"]


def test_three_items_have_no_least_fitting_one() -> None:
    found, _ = validity(grouped()[["A1", "A4", "A7"]], {}, ValidityChoices(), np.random.default_rng(1))
    assert found.kmo is not None
    assert found.least_fitting is None


# -- the user's names --------------------------------------------------------------------------------------


def with_names(items: pd.DataFrame, *names: FactorName) -> tuple[Validity, tuple[Note, ...]]:
    return validity(items, {}, ValidityChoices(factor_names=names), np.random.default_rng(1))


def test_a_name_follows_its_items_to_another_factor_number() -> None:
    repairs = FactorName("Repairs", ("A2", "A5", "A8"))
    for order in (("A1", "A2", "A3"), ("A3", "A2", "A1")):
        items = grouped()[[*order, "A4", "A5", "A6", "A7", "A8", "A9"]]
        found, notes = with_names(items, repairs)
        assert notes == ()
        assert found.factor_names == {found.assigned["A2"]: "Repairs"}


def test_a_name_survives_an_item_left_out_of_the_analysis_without_a_word() -> None:
    found, notes = with_names(grouped().drop(columns="A8"), FactorName("Repairs", ("A2", "A5", "A8")))
    assert (found.factor_names, notes) == ({found.assigned["A2"]: "Repairs"}, ())


def test_a_name_whose_items_changed_is_told_and_one_that_fits_nowhere_is_not_used() -> None:
    changed = FactorName("Repairs", ("A2", "A5", "A3"))
    scattered = FactorName("Mixture", ("A1", "A2", "A3"))
    found, notes = with_names(grouped(), changed, scattered)
    assert list(found.factor_names.values()) == ["Repairs"]
    assert [note.code for note in notes] == ["validity.name_moved", "validity.name_unused"]
    assert notes[0].values["items"] == ("A2", "A5", "A8")


def test_no_name_is_ever_given_to_two_factors_and_the_last_one_given_wins() -> None:
    first, second = FactorName("First", ("A1", "A4", "A7")), FactorName("Second", ("A1", "A4", "A7"))
    found, notes = with_names(grouped(), first, second)
    assert found.factor_names == {found.assigned["A1"]: "Second"}
    assert notes == ()
