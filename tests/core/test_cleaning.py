"""Suspicious rows are listed with their reasons and removed only on the user's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis.missing import missing_answers
from csi_core.analysis.outcomes import outcomes
from csi_core.careless import mahalanobis, signs
from csi_core.cleaning import clean, suggested
from csi_core.errors import DataProblem
from csi_core.read.table import Column, Table
from csi_core.responses import Responses, encode
from csi_core.results import SuspiciousRow
from csi_core.setup import Best, Cleaning, ColumnSetup, KanoChoices, Role, Scale, Setup, Side

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
    assert {sign: shown.index[shown[sign]].tolist() for sign in shown if shown[sign].any()} == {
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


def responses(
    answers: np.ndarray, *, more: Sequence[tuple[Column, ColumnSetup]] = (), layout: str = "plain"
) -> Responses:
    """Items q0, q1 … on 1 to 5, and further columns."""
    n, k = answers.shape
    columns = [Column(f"q{i}", f"q{i}", i + 1, pd.Series(answers[:, i])) for i in range(k)]
    columns += [column for column, _ in more]
    setup = (*(ColumnSetup(f"q{i}", Role.ITEM, scale=Scale(1, 5)) for i in range(k)), *(part for _, part in more))
    return encode(Table(tuple(columns), n, tuple(range(2, n + 2)), None, (), layout, ""), Setup(columns=setup))


def shown(made: Responses, sign: str) -> list[int]:
    found = signs(made)[sign]
    return found.index[found].tolist()


def varied(n: int = 80, k: int = 12, seed: int = 3) -> np.ndarray:
    """Rows that go together without running: a common level and noise."""
    rng = np.random.default_rng(seed)
    return np.clip(np.round(3 + rng.normal(0, 0.7, (n, 1)) + rng.normal(0, 1, (n, k))), 1, 5)


def test_a_long_run_counts_once_and_not_beside_a_straight_line() -> None:
    answers = varied()
    answers[4] = 3
    answers[6, :7] = 4
    answers[6, 7:] = [1, 2, 1, 3, 5]
    made = responses(answers)
    assert shown(made, "longest_run") == [7]
    assert shown(made, "straight_lining") == [5]
    assert shown(made, "low_variability") == []


def test_answers_that_hardly_vary_are_seen() -> None:
    answers = varied()
    answers = np.column_stack([answers, answers[:, ::-1]])
    answers[9] = [3.0] * 9 + [2.95] + [3.0] * 9 + [3.05] + [3.0] * 4
    assert shown(responses(answers), "low_variability") == [10]


def test_a_row_far_from_all_others_is_an_outlier() -> None:
    answers = varied(200, 6)
    answers[17] = [1, 5, 1, 5, 1, 5]
    assert 18 in shown(responses(answers), "outlier")


def test_mahalanobis_distances_are_those_of_the_definition() -> None:
    values = varied(50, 4)
    distances = mahalanobis(values)
    assert distances is not None
    inverse = np.linalg.inv(np.cov(values, rowvar=False))
    by_hand = [float(d @ inverse @ d) for d in values - values.mean(axis=0)]
    assert distances == pytest.approx(by_hand)
    assert mahalanobis(np.column_stack([values, values[:, 0]])) is None


def test_a_repetition_from_the_same_address_is_two_signs() -> None:
    answers = varied()
    answers[3] = answers[1]
    answers[5] = answers[2]
    addresses = [f"203.0.113.{row}" for row in range(80)]
    addresses[3] = addresses[1]
    address = (Column("ip", "ip", 13, pd.Series(addresses, dtype="str")), ColumnSetup("ip", Role.PRIVATE))
    made = responses(answers, more=[address])
    assert shown(made, "duplicates") == [4, 6]
    assert shown(made, "same_address") == [4]
    assert suggested(clean(made)) == (4,)


def kano_answers(functional: float, dysfunctional: float) -> Responses:
    """Everybody likes two features and can live without them, but for row 3."""
    codes = {"1": "like", "2": "must", "3": "neutral", "4": "live", "5": "dislike"}
    more = []
    for feature in ("a", "b"):
        for side, usual, odd in ((Side.FUNCTIONAL, 1.0, functional), (Side.DYSFUNCTIONAL, 4.0, dysfunctional)):
            cells = pd.Series([odd if row == 2 else usual for row in range(80)])
            name = f"{feature}_{side}"
            half = ColumnSetup(name, Role.KANO, answers=codes, feature=feature, side=side)
            more.append((Column(name, name, 20, cells), half))
    return responses(varied(), more=more)


def test_contradictory_kano_pairs_are_seen() -> None:
    assert shown(kano_answers(1.0, 1.0), "kano_contradiction") == [3]
    assert shown(kano_answers(5.0, 5.0), "kano_contradiction") == [3]


@pytest.mark.parametrize(
    ("choices", "rows"),
    [
        (KanoChoices("standard"), []),
        (KanoChoices("pouliot"), [3]),
        (KanoChoices("own", ("QAAAO", "RQIIM", "RIIIM", "RIIIM", "RRRRQ")), [3]),
        (KanoChoices("own", ("AAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRI")), []),
    ],
)
def test_a_contradiction_is_what_the_evaluation_table_in_use_calls_questionable(
    choices: KanoChoices, rows: list[int]
) -> None:
    made = kano_answers(2.0, 2.0)
    assert shown(replace(made, setup=replace(made.setup, kano=choices)), "kano_contradiction") == rows


def test_a_question_that_was_not_asked_is_not_missing() -> None:
    answers = varied(20, 6)
    answers[3, :4] = -3
    answers[4, :4] = -2
    made = responses(answers, layout="wenjuanxing")
    assert shown(made, "too_many_missing") == [5]
    found = missing_answers(made)
    assert found is not None
    assert (found.complete, found.by_person, found.by_item) == (19, ((0, 19), (4, 1)), {f"q{i}": 1 for i in range(4)})
    assert found.patterns == ((("q0", "q1", "q2", "q3"), 1),)


def test_an_answer_that_does_not_apply_is_no_careless_one() -> None:
    cells = pd.Series(["满意"] * 78 + ["不适用", "abc"], dtype="str")
    more = [(Column("x", "x", 20, cells), ColumnSetup("x", Role.ITEM, scale=Scale(1, 5), answers={"满意": 4}))]
    assert shown(responses(varied(), more=more), "out_of_range") == [80]


def test_key_results_are_told_with_and_without_the_rows_in_question() -> None:
    answers = varied()
    answers[3] = answers[1]
    made = responses(answers)
    assert outcomes(made, clean(made)) == ()
    made = replace(made, setup=replace(made.setup, cleaning=Cleaning(remove_rows=(1, 2))))
    found = outcomes(made, clean(made))
    assert [(each.rows, each.n) for each in found] == [("returned", 80), ("valid", 78)]
    kept = answers[2:]
    k = kept.shape[1]
    alpha = k / (k - 1) * (1 - kept.var(axis=0, ddof=1).sum() / kept.sum(axis=1).var(ddof=1))
    assert found[1].alpha == pytest.approx(alpha)
    assert found[1].index == pytest.approx(25 * (kept.mean() - 1))


def test_a_removed_row_says_which_signs_it_shows() -> None:
    answers = varied()
    answers[3] = answers[1] = 2
    made = responses(answers)
    made = replace(made, setup=replace(made.setup, cleaning=Cleaning(min_signs=2)))
    assert [(row.row, row.reasons, row.signs) for row in clean(made).removed] == [
        (4, ("min_signs",), ("duplicates", "straight_lining"))
    ]


def test_the_signs_of_a_row_are_told_before_the_rule_that_counts_them() -> None:
    row = SuspiciousRow(4, ("min_signs", "duplicates"), ("duplicates", "straight_lining"))
    assert row.told == ("duplicates", "straight_lining")
    assert SuspiciousRow(4, ("remove_rows",), ("outlier",)).told == ("outlier", "remove_rows")
    assert SuspiciousRow(4, ("min_signs",)).told == ("min_signs",)
