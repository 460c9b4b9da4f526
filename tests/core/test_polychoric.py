"""Polychoric correlations agree with lavaan, obey their laws, and are refused where they do not fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.analysis import parallel
from csi_core.analysis.polychoric import bivariate_normal, polychoric, smooth
from csi_core.analysis.validity import validity
from csi_core.errors import DataProblem
from csi_core.results import Note, Validity
from csi_core.setup import ValidityChoices

REFERENCE = Path(__file__).parents[1] / "reference"
R: dict[str, Any] = json.loads((REFERENCE / "validity_r.json").read_text("utf-8"))["polychoric"]


def complete(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / f"{name}.csv").astype(float).dropna()


SETS = {
    "bfi": lambda: complete("bfi"),
    "dormitory": lambda: complete("dormitory"),
    "ability": lambda: complete("ability"),
    "bfi_60_rows": lambda: complete("bfi").iloc[:60, :10],
    "ability_40_rows": lambda: complete("ability").iloc[:40, [0, 1, 2, 3, 4, 12, 13, 14, 15]],
}


def correlations(frame: pd.DataFrame) -> np.ndarray:
    return polychoric(frame.to_numpy(), tuple(frame.columns)).r


def analyse(items: pd.DataFrame, **choices: Any) -> tuple[Validity, tuple[Note, ...]]:
    return validity(items, {}, ValidityChoices(correlation="polychoric", **choices), np.random.default_rng(1))


def answers(seed: int, n: int, k: int, options: int, shared: float = 0.7) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    raw = shared * rng.standard_normal((n, 1)) + np.sqrt(1 - shared**2) * rng.standard_normal((n, k))
    cuts = np.linspace(-1.2, 1.2, options - 1)
    return pd.DataFrame(np.searchsorted(cuts, raw) + 1.0, columns=[f"A{number}" for number in range(1, k + 1)])


# -- against R ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in SETS if name != "ability_40_rows"])
def test_correlations_kmo_and_communalities_agree_with_lavaan_and_psych(name: str) -> None:
    frame, other = SETS[name](), R[name]
    np.testing.assert_allclose(correlations(frame), other["rho"], atol=1e-7)
    # psych searches with Brent's method at its default tolerance.
    np.testing.assert_allclose(correlations(frame), other["psych_without_correction"], atol=5e-5)
    found, notes = analyse(frame, extraction="paf", factors={"bfi": 5, "dormitory": 8, "ability": 4}.get(name, 2))
    assert found.kmo == pytest.approx(other["kmo"], abs=1e-6)
    assert notes[0] == Note("validity.polychoric")
    if not {note.code for note in notes} & {"validity.heywood"}:
        assert list(found.communalities.values()) == pytest.approx(other["communalities"], abs=1e-5)


def test_empty_cells_of_two_by_two_tables_are_filled_as_lavaan_does_and_the_matrix_smoothed_as_psych_does() -> None:
    frame, other = SETS["ability_40_rows"](), np.array(R["ability_40_rows"]["rho"])
    tables = [pd.crosstab(frame.iloc[:, i], frame.iloc[:, j]).to_numpy() for i in range(9) for j in range(i)]
    assert any((table == 0).any() for table in tables)
    assert np.linalg.eigvalsh(other)[0] < 0
    np.testing.assert_allclose(smooth(other), R["ability_40_rows"]["smoothed"], atol=1e-9)
    np.testing.assert_allclose(correlations(frame), R["ability_40_rows"]["smoothed"], atol=1e-7)


def test_the_bivariate_normal_distribution_agrees_with_scipys() -> None:
    from scipy.stats import multivariate_normal

    rng = np.random.default_rng(0)
    for rho, near in ((-0.95, 1e-14), (-0.3, 1e-14), (0.0, 1e-14), (0.8, 1e-14), (0.999, 1e-10), (0.9999, 1e-6)):
        x, y = rng.standard_normal((2, 40))
        ours = bivariate_normal(x, y, np.full(40, rho))
        theirs = multivariate_normal.cdf(np.column_stack([x, y]), cov=[[1, rho], [rho, 1]])
        np.testing.assert_allclose(ours, theirs, atol=near)


def test_random_eigenvalues_are_those_of_polychoric_correlations_of_independent_answers() -> None:
    """Parallel analysis inflates Pearson's random correlations to first order instead of estimating each anew."""
    few = answers(3, 250, 8, 3, shared=0.0)
    inflation = polychoric(few.to_numpy(), tuple(few.columns)).inflation
    expected = parallel.random_eigenvalues(250, 8, np.random.default_rng(1), inflation)
    drawn = [np.linalg.eigvalsh(correlations(answers(seed, 250, 8, 3, shared=0.0)))[::-1] for seed in range(120)]
    np.testing.assert_allclose(expected, np.percentile(drawn, 95, axis=0), atol=0.035)
    plain = parallel.random_eigenvalues(250, 8, np.random.default_rng(1))
    assert expected[0] > plain[0] + 0.05


# -- laws --------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 7))
def test_only_the_order_of_the_options_counts(seed: int, options: int) -> None:
    frame = answers(seed, 120, 4, options)
    r = correlations(frame)
    np.testing.assert_allclose(correlations(frame**3 + 7), r, atol=1e-8)
    np.testing.assert_allclose(correlations(frame.sample(frac=1, random_state=1)), r, atol=1e-8)
    turned = correlations(frame.assign(A1=-frame["A1"]))
    np.testing.assert_allclose(turned[0, 1:], -r[0, 1:], atol=1e-8)
    np.testing.assert_allclose(turned[1:, 1:], r[1:, 1:], atol=1e-8)
    assert np.abs(r).max() <= 1.0
    if options > 2:
        np.testing.assert_allclose(correlations(pd.concat([frame, frame])), r, atol=1e-8)


def test_a_known_correlation_underneath_is_recovered_where_pearson_finds_less() -> None:
    few = answers(5, 60_000, 3, 3, shared=np.sqrt(0.6))
    np.testing.assert_allclose(correlations(few)[np.triu_indices(3, 1)], 0.6, atol=0.01)
    assert few.corr().to_numpy()[0, 1] < 0.55


# -- data that cannot do it --------------------------------------------------------------------------------


def test_many_options_and_fractions_are_refused_by_name() -> None:
    many = answers(1, 300, 4, 3).assign(score=np.arange(300) % 11 + 0.0, index=np.arange(300) % 12 + 0.0)
    with pytest.raises(DataProblem) as problem:
        analyse(many)
    assert problem.value.code == "validity.polychoric_options"
    assert problem.value.values == {"items": ("score", "index"), "most": 10}
    with pytest.raises(DataProblem) as problem:
        analyse(answers(1, 100, 4, 3).assign(A2=lambda frame: frame["A2"] / 2))
    assert problem.value.code == "validity.polychoric_fractions"
    assert problem.value.values["items"] == ("A2",)


def test_questions_that_order_alike_are_named_and_leave_no_kmo() -> None:
    frame = answers(2, 200, 6, 4)
    found, notes = analyse(frame.assign(copy=frame["A2"] ** 2), factors=1)
    assert [note.code for note in notes] == ["validity.polychoric", "validity.polychoric_alike"]
    assert notes[1].values["items"] == ("A2", "copy")
    assert (found.kmo, found.bartlett, found.smoothed) == (None, None, False)
    with pytest.raises(DataProblem, match="ml_singular"):
        analyse(frame.assign(copy=frame["A2"] ** 2), factors=1, extraction="ml")


def test_a_smoothed_matrix_is_said_and_gives_no_kmo() -> None:
    found, notes = analyse(SETS["ability_40_rows"](), factors=2)
    assert [note.code for note in notes] == ["validity.polychoric", "validity.polychoric_smoothed"]
    assert (found.smoothed, found.kmo, found.determinant) == (True, None, None)
    assert sum(found.eigenvalues) == pytest.approx(9)
    with pytest.raises(DataProblem, match="ml_no_inverse"):
        analyse(SETS["ability_40_rows"](), factors=2, extraction="ml")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(3, 12), st.integers(3, 7), st.integers(1, 4))
def test_tiny_and_lopsided_data_give_finite_numbers_or_a_reason(seed: int, n: int, k: int, options: int) -> None:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(np.ceil(options * rng.random((n, k)) ** 3), columns=[f"A{number}" for number in range(k)])
    if (np.ptp(frame.to_numpy(), axis=0) > 0).sum() < 3:
        with pytest.raises(DataProblem, match="few_items"):
            analyse(frame)
        return
    found, notes = analyse(frame)
    assert np.isfinite(list(found.eigenvalues)).all()
    assert np.isfinite([list(row.values()) for row in found.loadings.values()]).all()
    assert max(found.communalities.values()) <= 1 + 1e-9
    assert found.kmo is not None or len(notes) > 1
