"""Cross tables agree with R, and small expected counts get an exact or Monte-Carlo p."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.crosstabs import crosstabs
from csi_core.responses import Responses
from csi_core.results import CrossTable
from csi_core.setup import Scale
from tests.survey import codes, survey

REFERENCE = Path(__file__).parents[1] / "reference"
EXPECTED = json.loads((REFERENCE / "crosstabs_bfi.json").read_text("utf-8"))
ITEMS = [f"{letter}{number}" for letter in "AC" for number in range(1, 6)]


def bfi() -> Responses:
    data = pd.read_csv(REFERENCE / "items_bfi.csv")
    profiles = {by: [None if np.isnan(x) else str(int(x)) for x in data[by]] for by in ("gender", "education")}
    return survey({name: data[name].tolist() for name in ITEMS}, profiles, scale=Scale(1, 6))


def from_counts(counts: list[list[int]]) -> Responses:
    """A survey whose cross table of A1 by group is `counts`."""
    cells = [(row, column) for row, line in enumerate(counts) for column, n in enumerate(line) for _ in range(n)]
    ratings = [float(row + 1) for row, _ in cells]
    return survey({"A1": ratings}, {"group": [f"g{column}" for _, column in cells]}, scale=Scale(1, len(counts)))


def only(responses: Responses, by: str = "group") -> CrossTable:
    (table,), _ = crosstabs(responses, (by,), np.random.default_rng(1))
    return table


def test_cross_tables_agree_with_r() -> None:
    """R: chisq.test(correct = FALSE); V by its formula."""
    found, _ = crosstabs(bfi(), ("gender", "education"), np.random.default_rng(1))
    for table, of_r in zip(found, EXPECTED["tables"], strict=True):
        assert (table.item, table.by, table.df) == (of_r["item"], of_r["by"], of_r["df"])
        assert [list(row) for row in table.counts if any(row)] == of_r["counts"]
        assert [table.chi2, table.p, table.cramers_v] == pytest.approx([of_r["chi2"], of_r["p"], of_r["cramers_v"]])


def test_a_small_fourfold_table_gets_fishers_exact_p() -> None:
    """R: fisher.test of Fisher's tea tasting."""
    assert only(from_counts(EXPECTED["fisher"]["counts"])).p_exact == pytest.approx(EXPECTED["fisher"]["p"])


def test_a_larger_sparse_table_gets_a_monte_carlo_p() -> None:
    """R: chisq.test(simulate.p.value = TRUE) with 2,000,000 tables; here 10,000, so within four standard errors."""
    reference = EXPECTED["simulated"]
    table = only(from_counts(reference["counts"]))
    assert table.chi2 == pytest.approx(reference["chi2"])
    error = (reference["p"] * (1 - reference["p"]) / 10_000) ** 0.5
    assert table.p_exact == pytest.approx(reference["p"], abs=4 * error)


def test_the_same_seed_gives_the_same_monte_carlo_p() -> None:
    responses = from_counts(EXPECTED["simulated"]["counts"])
    assert only(responses) == only(responses)


def test_large_expected_counts_need_no_exact_p() -> None:
    table = only(from_counts([[20, 30], [30, 20]]))
    assert table.p_exact is None
    assert table.chi2 == pytest.approx(4.0)
    assert table.cramers_v == pytest.approx(0.2)


def test_answers_nobody_gave_stay_in_the_table_and_out_of_the_test() -> None:
    table = only(survey({"A1": [2, 2, 4, 4] * 10}, {"group": ["a", "b", "a", "a"] * 10}))
    assert table.rows == ("1", "2", "3", "4", "5")
    assert table.counts == ((0, 0), (10, 10), (0, 0), (20, 0), (0, 0))
    assert table.df == 1


def test_missing_on_either_side_is_left_out() -> None:
    table = only(survey({"A1": [1, None, 2, 3]}, {"group": ["a", "a", None, "b"]}))
    assert sum(map(sum, table.counts)) == 2


def test_a_constant_item_is_listed_without_a_test_and_named() -> None:
    (table,), notes = crosstabs(
        survey({"A1": [3, 3, 3]}, {"group": ["a", "b", "b"]}), ("group",), np.random.default_rng(1)
    )
    assert (table.chi2, table.df, table.p, table.p_exact, table.cramers_v) == (None,) * 5
    assert notes[0].values == {"items": ("A1",), "by": "group"}


def test_a_column_that_is_no_profile_question_is_named() -> None:
    found, notes = crosstabs(survey({"A1": [1, 2]}), ("A1",), np.random.default_rng(1))
    assert found == ()
    assert codes(notes) == ["crosstabs.unknown_group"]
