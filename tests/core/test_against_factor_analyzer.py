"""A second opinion in Python: factor_analyzer, whose own stopping rules set how closely it can agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.validity import validity
from csi_core.setup import ValidityChoices

DATA = Path(__file__).resolve().parents[1] / "reference" / "data"


@pytest.fixture(scope="module")
def items() -> pd.DataFrame:
    return pd.read_csv(DATA / "holzinger.csv").select_dtypes("number").filter(regex=r"^x\d$")


def test_kmo_and_bartlett_are_those_of_factor_analyzer(items: pd.DataFrame) -> None:
    from factor_analyzer import calculate_bartlett_sphericity, calculate_kmo

    found, _ = validity(items, {}, ValidityChoices(), np.random.default_rng(1))
    each, total = calculate_kmo(items)
    chi2, p = calculate_bartlett_sphericity(items)
    assert found.bartlett is not None
    assert found.kmo == pytest.approx(total, abs=1e-9)
    assert list(found.msa.values()) == pytest.approx(list(each), abs=1e-9)
    assert (found.bartlett.chi2, found.bartlett.p) == pytest.approx((chi2, p), rel=1e-9)


# factor_analyzer 0.5.1 calls scikit-learn by an old name of an argument, which is why scikit-learn is held below 1.8.
@pytest.mark.filterwarnings("ignore:'force_all_finite' was renamed:FutureWarning")
@pytest.mark.parametrize("extraction", ["minres", "ml"])
def test_unrotated_loadings_are_those_of_factor_analyzer(items: pd.DataFrame, extraction: str) -> None:
    from factor_analyzer import FactorAnalyzer

    choices = ValidityChoices(extraction=extraction, factors=3, rotation="none")
    found, _ = validity(items, {}, choices, np.random.default_rng(1))
    other = FactorAnalyzer(3, rotation=None, method=extraction).fit(items)
    ours = np.array([list(row.values()) for row in found.loadings.values()])
    assert ours @ ours.T == pytest.approx(other.loadings_ @ other.loadings_.T, abs=2e-3)
