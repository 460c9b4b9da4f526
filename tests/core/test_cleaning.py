"""Suspicious rows are listed with their reasons and removed only on the user's word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csi_core.cleaning import clean, signs
from csi_core.errors import DataProblem
from csi_core.read.table import Column, Table
from csi_core.responses import Responses, encode
from csi_core.setup import Best, Cleaning, ColumnSetup, Role, Scale, Setup

ITEMS = 6


def survey(cleaning: Cleaning | None = None) -> Responses:
    """Twelve rows: 3 repeats 2, 5 is a straight line, 7 is fast, 8 is mostly empty, 9 has a 99."""
    answers = np.random.default_rng(4).integers(1, 6, size=(12, ITEMS)).astype(float)
    answers[2] = answers[1]
    answers[4] = 2
    answers[7, :4] = np.nan
    answers[8, 0] = 99
    seconds = [120.0] * 12
    seconds[6] = 8.0
    columns = [Column(f"q{i}", f"q{i}", i + 1, pd.Series(answers[:, i])) for i in range(ITEMS)]
    columns.append(Column("t", "t", ITEMS + 1, pd.Series(seconds)))
    table = Table(tuple(columns), 12, tuple(range(2, 14)), None, (), "plain", "")
    best = [Best.LOW, *[Best.HIGH] * (ITEMS - 1)]
    setup = Setup(
        columns=(
            *(ColumnSetup(f"q{i}", Role.ITEM, scale=Scale(1, 5, best[i])) for i in range(ITEMS)),
            ColumnSetup("t", Role.DURATION),
        )
    )
    return encode(table, replace(setup, cleaning=cleaning or Cleaning()))


def removed(cleaning: Cleaning) -> dict[int, tuple[str, ...]]:
    return {row.row: row.reasons for row in clean(survey(cleaning)).removed}


def test_each_sign_is_seen_in_its_row_and_nowhere_else() -> None:
    shown = signs(survey())
    assert {sign: shown.index[shown[sign]].tolist() for sign in shown} == {
        "duplicates": [3],
        "straight_lining": [5],
        "speeding": [7],
        "too_many_missing": [8],
        "out_of_range": [9],
    }


def test_with_everything_off_rows_are_only_flagged() -> None:
    cleaned = clean(survey())
    assert cleaned.removed == ()
    assert cleaned.valid.n == 12
    assert [row.row for row in cleaned.flagged] == [3, 5, 7, 8, 9]


@pytest.mark.parametrize(
    ("cleaning", "rows"),
    [
        (Cleaning(duplicates=True), {3: ("duplicates",)}),
        (Cleaning(straight_lining=True), {5: ("straight_lining",)}),
        (Cleaning(min_seconds=30), {7: ("min_seconds",)}),
        (Cleaning(max_missing=0.5), {8: ("max_missing",)}),
        (Cleaning(max_missing=3), {8: ("max_missing",)}),
        (Cleaning(max_missing=4), {}),
        (Cleaning(min_signs=1, keep_rows=(5, 9)), {3: ("min_signs",), 7: ("min_signs",), 8: ("min_signs",)}),
        (Cleaning(min_signs=2), {}),
        (Cleaning(remove_rows=(1,)), {1: ("remove_rows",)}),
        (Cleaning(duplicates=True, remove_rows=(3,)), {3: ("duplicates", "remove_rows")}),
    ],
)
def test_a_check_that_is_on_removes_its_rows_and_the_users_word_wins(
    cleaning: Cleaning, rows: dict[int, tuple[str, ...]]
) -> None:
    assert removed(cleaning) == rows


def test_removing_every_row_is_refused() -> None:
    with pytest.raises(DataProblem, match=r"cleaning\.nothing_left"):
        clean(survey(Cleaning(remove_rows=tuple(range(1, 13)))))
