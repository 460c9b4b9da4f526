"""Answers become codes exactly as the setup says, and what does not fit is missing and reported."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csi_core.errors import DataProblem
from csi_core.read.table import Column, Table
from csi_core.responses import Problem, encode
from csi_core.setup import Best, Cleaning, ColumnSetup, Role, Scale, Setup, Side
from csi_core.text import LANGUAGES, Text

KANO = {"喜欢": "like", "理应如此": "must", "无所谓": "neutral", "能忍受": "live", "不喜欢": "dislike"}


def table(layout: str = "plain", **columns: list[object]) -> Table:
    made = []
    for position, (name, cells) in enumerate(columns.items(), 1):
        numeric = all(cell is None or isinstance(cell, int | float) for cell in cells)
        series = pd.Series(cells, dtype="float64" if numeric else "str")
        made.append(Column(name, name, position, series))
    n = len(made[0].cells)
    return Table(tuple(made), n, tuple(range(2, n + 2)), None, (), layout, "0" * 64)


def setup(*columns: ColumnSetup) -> Setup:
    return Setup(columns=columns)


def item(name: str, best: Best = Best.HIGH, **more: object) -> ColumnSetup:
    return ColumnSetup(name, Role.ITEM, scale=Scale(1, 5, best), **more)


def rated(data: Table, column: ColumnSetup) -> list[float]:
    return encode(data, setup(column)).ratings[column.name].tolist()


def test_a_scale_whose_low_end_is_best_is_turned_by_its_declared_ends() -> None:
    assert rated(table(q=[1, 2, 3]), item("q", Best.LOW)) == [5, 4, 3]


def test_fractions_within_the_scale_are_valid_without_answers() -> None:
    assert rated(table(q=[2.5, 4]), item("q")) == [2.5, 4]


def test_an_answer_outside_the_scale_is_missing_and_reported_with_its_row() -> None:
    responses = encode(table(q=[5, 7, None, 1]), setup(item("q")))
    assert responses.ratings["q"].isna().tolist() == [False, True, True, False]
    assert responses.problems == (Problem(2, "q", "7"),)


def test_texts_become_their_codes_and_unknown_texts_are_reported() -> None:
    data = table(q=["满意", " 非常满意", "不清楚", None])
    responses = encode(data, setup(item("q", answers={"非常满意": 5, "满意": 4})))
    assert responses.ratings["q"].tolist()[:2] == [4, 5]
    assert responses.problems == (Problem(3, "q", "不清楚"),)


def test_texts_match_in_full_width_and_half_width() -> None:
    assert rated(table(q=["5分"]), item("q", answers={"5分": 5})) == [5]


def test_a_code_may_stand_among_texts() -> None:
    assert rated(table(q=["满意", "5", "3"]), item("q", answers={"满意": 4})) == [4, 5, 3]


def test_numbers_as_answers_are_complete() -> None:
    column = ColumnSetup("nps", Role.RECOMMEND, scale=Scale(0, 10), answers={str(n + 1): n for n in range(11)})
    responses = encode(table(nps=[1, 11, 0]), setup(column))
    assert responses.ratings["nps"].tolist()[:2] == [0, 10]
    assert responses.problems == (Problem(3, "nps", "0"),)


@pytest.mark.parametrize("token", ["(空)", "(跳过)"])
def test_a_platforms_token_for_no_answer_is_missing_without_a_report(token: str) -> None:
    responses = encode(table(q=["满意", token]), setup(item("q", answers={"满意": 4})))
    assert np.isnan(responses.ratings["q"][2])
    assert responses.problems == ()


def test_a_question_skipped_by_logic_is_told_from_one_left_blank() -> None:
    data = table(q=["满意", "(空)", "(跳过)", None, "（跳过）"], other=[1, 2, 3, 4, 5])
    responses = encode(data, setup(item("q", answers={"满意": 4}), item("other")))
    assert {name: list(rows) for name, rows in responses.skipped.items()} == {"q": [3, 5]}
    assert {name: list(rows) for name, rows in responses.keep(pd.Index([1, 5])).skipped.items()} == {"q": [5]}


@pytest.mark.parametrize(("layout", "skipped"), [("wenjuanxing", {"q": [3]}), ("plain", {})])
def test_minus_three_is_skipped_in_a_file_of_wenjuanxing_only(layout: str, skipped: dict[str, list[int]]) -> None:
    responses = encode(table(layout, q=[4, -2, -3]), setup(item("q")))
    assert {name: list(rows) for name, rows in responses.skipped.items()} == skipped


def test_minus_three_is_a_token_only_in_a_wenjuanxing_file() -> None:
    assert encode(table("wenjuanxing", q=[5, -3]), setup(item("q"))).problems == ()
    assert encode(table(q=[5, -3]), setup(item("q"))).problems == (Problem(2, "q", "-3"),)


def test_profile_codes_become_labels_and_unlabelled_answers_stay() -> None:
    data = table(sex=[1, 2, 9], town=["北京", "其他〖小镇〗", None])
    responses = encode(
        data,
        setup(
            ColumnSetup("sex", Role.PROFILE, answers={"1": "男", "2": "女"}),
            ColumnSetup("town", Role.PROFILE),
        ),
    )
    assert responses.profiles["sex"].tolist()[:2] == ["男", "女"]
    assert responses.problems == (Problem(3, "sex", "9"),)
    assert responses.profiles["town"].tolist()[:2] == ["北京", "其他"]
    assert responses.profiles.isna().sum().tolist() == [1, 1]


def test_a_label_of_two_lines_stands_in_one() -> None:
    told = ColumnSetup("g", Role.PROFILE, answers={"1": "Arts\nand crafts"})
    for column, cell in ((told, 1), (ColumnSetup("g", Role.PROFILE), "Arts\nand crafts")):
        assert encode(table(g=[cell]), setup(column)).profiles["g"].tolist() == ["Arts and crafts"]


def test_options_joined_in_one_cell_are_split_and_typed_text_is_set_aside() -> None:
    data = table(q=["朋友┋其他〖海报┋传单〗", "朋友", "(跳过)", None])
    frame = encode(data, setup(ColumnSetup("q", Role.MULTIPLE))).multiple["q"]
    assert frame.index.tolist() == [1, 2]
    assert frame.sum().to_dict() == {"朋友": 2, "其他": 1}


def test_options_in_columns_of_their_own_count_only_where_chosen() -> None:
    data = table(a=[1, 0, 0], b=[1, 1, 0])
    columns = [ColumnSetup(name, Role.MULTIPLE, question="Q", option=name.upper()) for name in ("a", "b")]
    frame = encode(data, setup(*columns)).multiple["Q"]
    assert frame.sum().to_dict() == {"A": 1, "B": 2}
    assert len(frame) == 2


def test_kano_answers_become_the_order_of_the_evaluation_table() -> None:
    data = table(f=["喜欢", "无所谓"], d=["不喜欢", "能忍受"])
    columns = [
        ColumnSetup(name, Role.KANO, answers=KANO, feature="Wi-Fi", side=side)
        for name, side in zip(("f", "d"), Side, strict=True)
    ]
    frame = encode(data, setup(*columns)).kano["Wi-Fi"]
    assert frame.to_numpy().tolist() == [[0, 4], [2, 3]]


def test_answer_times_are_read_in_every_form() -> None:
    responses = encode(table(t=["95秒", "1分35秒", "1:35", "0:01:35", "95"]), setup(ColumnSetup("t", Role.DURATION)))
    assert responses.seconds is not None
    assert responses.seconds.tolist() == [95.0] * 5


@pytest.mark.parametrize(
    ("column", "data", "code"),
    [
        (ColumnSetup("q", Role.ITEM), table(q=[1]), "responses.no_scale"),
        (ColumnSetup("q", Role.KANO, feature="f", side=Side.FUNCTIONAL), table(q=[1]), "responses.kano_answers"),
        (
            ColumnSetup("q", Role.KANO, feature="f", side=Side.FUNCTIONAL, answers=KANO),
            table(q=["喜欢"]),
            "responses.kano_half",
        ),
        (ColumnSetup("q", Role.WEIGHT), table(q=[1, 0]), "responses.weight"),
        (ColumnSetup("q", Role.WEIGHT), table(q=[1, None]), "responses.weight"),
    ],
)
def test_a_setup_that_cannot_be_applied_is_a_sentence(column: ColumnSetup, data: Table, code: str) -> None:
    with pytest.raises(DataProblem) as caught:
        encode(data, setup(column))
    assert caught.value.code == code
    for language in LANGUAGES:
        assert Text(language).problem(caught.value)


def test_the_kept_rows_keep_their_numbers() -> None:
    responses = encode(table(q=[1, 9, 3], m=["a", "b", "a"]), setup(item("q"), ColumnSetup("m", Role.MULTIPLE)))
    kept = responses.keep(pd.Index([1, 3]))
    assert kept.ratings.index.tolist() == [1, 3]
    assert kept.multiple["m"].index.tolist() == [1, 3]
    assert kept.problems == ()


def test_a_row_the_user_removes_needs_no_weight() -> None:
    columns = (item("q"), ColumnSetup("w", Role.WEIGHT))
    data = table(q=[1, 2], w=[None, 2])
    with pytest.raises(DataProblem, match=r"responses\.weight"):
        encode(data, Setup(columns=columns))
    weights = encode(data, Setup(columns=columns, cleaning=Cleaning(remove_rows=(1,)))).weights
    assert weights is not None
    assert weights[2] == 2


def test_a_weight_too_large_to_compute_with_is_refused() -> None:
    with pytest.raises(DataProblem, match=r"responses\.weight"):
        encode(table(q=[1, 2], w=[1, 1e300]), setup(item("q"), ColumnSetup("w", Role.WEIGHT)))
