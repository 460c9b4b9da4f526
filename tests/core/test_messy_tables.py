"""Plain tables as people make them: what stands around the answers is left out and said, what is in them is kept."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pandas as pd
import pytest

from csi_core.propose import propose
from csi_core.read import platforms, read
from csi_core.read.table import Table
from csi_core.responses import encode
from csi_core.setup import Role, Scale
from csi_core.text import LANGUAGES, Text

Row = Sequence[object]
ANSWERS: list[Row] = [["男", 5, 4, 3, 2], ["女", 4, 4, 2, 1], ["男", 3, 5, 5, 4], ["女", 5, 5, 4, 4]]


def xlsx(rows: Sequence[Row], merge: Sequence[str] = (), **more: Sequence[Row]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for area in merge:
        sheet.merge_cells(area)
    for name, other in more.items():
        page = book.create_sheet(name)
        for row in other:
            page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(rows: Sequence[Row]) -> bytes:
    return "".join(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows).encode()


def headers(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def found(table: Table) -> list[str]:
    """What was noticed besides a header in one row; each can be said in both languages."""
    for language in LANGUAGES:
        for entry in table.found:
            assert Text(language)(f"found.{entry.code}", **entry.values)
    return [entry.code for entry in table.found if entry.code not in ("header_full", "header_most", "header_tool")]


PARTS = ["性别", "硬件—床", "硬件—桌", "服务—态度", "服务—速度"]


@pytest.mark.parametrize(
    ("rows", "merge"),
    [
        ([["性别", "硬件", None, "服务", None], [None, "床", "桌", "态度", "速度"]], ("A1:A2", "B1:C1", "D1:E1")),
        ([[None, "硬件", None, "服务", None], ["性别", "床", "桌", "态度", "速度"]], ("B1:C1", "D1:E1")),
        (
            [["满意度调查"], ["性别", "硬件", None, "服务", None], [None, "床", "桌", "态度", "速度"]],
            ("A1:E1", "A2:A3", "B2:C2", "D2:E2"),
        ),
    ],
)
def test_a_header_of_two_rows_with_merged_groups_becomes_one(rows: list[Row], merge: Sequence[str]) -> None:
    table = read(xlsx([*rows, *ANSWERS], merge), "a.xlsx")
    assert headers(table) == PARTS
    assert table.n_rows == 4
    assert "header_rows" in found(table)
    setup = propose(table).setup
    assert setup.dimensions() == {"硬件": ("硬件—床", "硬件—桌"), "服务": ("服务—态度", "服务—速度")}


def test_a_header_of_two_rows_in_a_text_file_becomes_one() -> None:
    table = read(csv([["性别", "硬件", "", "服务", ""], ["", "床", "桌", "态度", "速度"], *ANSWERS]), "a.csv")
    assert headers(table) == PARTS


def test_a_title_over_the_whole_table_is_no_group() -> None:
    table = read(xlsx([["宿舍满意度调查"], ["性别", "A1", "A2", "A3", "A4"], *ANSWERS], ["A1:E1"]), "a.xlsx")
    assert headers(table) == ["性别", "A1", "A2", "A3", "A4"]
    assert found(table) == ["titles"]


def test_a_row_that_tells_kinds_of_questions_is_no_answer() -> None:
    kinds = ["单选题", "量表题", "量表题", "量表题", "矩阵量表题"]
    table = read(csv([["性别", "A1", "A2", "A3", "A4"], kinds, *ANSWERS]), "a.csv")
    assert (table.n_rows, table.rows[0]) == (4, 3)
    assert found(table) == ["kinds"]


@pytest.mark.parametrize(
    "below",
    [
        [["合计", 17, 18, 14, 11]],
        [["平均分", 4.25, 4.5, 3.5, 2.75], ["标准差", 0.9, 0.5, 1.2, 1.5]],
        [[], ["注：5 = 非常满意，1 = 非常不满意"]],
        [["Total:", 17, 18, 14, 11], [], ["数据来源：问卷"]],
    ],
)
def test_totals_and_notes_below_the_answers_are_left_out_and_said(below: list[Row]) -> None:
    table = read(xlsx([["性别", "A1", "A2", "A3", "A4"], *ANSWERS, *below]), "a.xlsx")
    assert table.n_rows == 4
    assert found(table) == ["below"]


def test_a_serial_number_above_a_total_is_a_number_again() -> None:
    rows = [[n, 5 - n % 3, n % 4 + 1] for n in range(1, 6)]
    table = read(xlsx([["序号", "A1", "A2"], *rows, ["合计", 20, 12]]), "a.xlsx")
    assert table["序号"].cells.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_an_answer_of_one_cell_stays() -> None:
    table = read(csv([["性别", "A1", "A2", "A3", "A4"], *ANSWERS, ["女", "", "", "", ""]]), "a.csv")
    assert table.n_rows == 5


def test_the_header_repeated_among_the_answers_is_left_out() -> None:
    header: Row = ["性别", "A1", "A2", "A3", "A4"]
    table = read(csv([header, *ANSWERS, header, *ANSWERS]), "a.csv")
    assert (table.n_rows, found(table)) == (8, ["repeated_header"])
    assert table["A1"].cells.dtype == "float64"


def test_answers_behind_a_cover_and_a_code_book_are_found() -> None:
    cover: list[Row] = [["项目", "内容"], ["名称", "宿舍调查"], ["时间", "2024"]]
    answers = [["性别", "A1", "A2", "A3", "A4"], *ANSWERS * 3]
    table = read(xlsx(cover, 编码=[["题号", "含义"], ["A1", "床"]], 数据=answers), "a.xlsx")
    assert (table.sheet, found(table)) == ("数据", ["sheet"])


def test_a_hidden_sheet_is_not_read_unless_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["性别", "A1"], ["男", 5], ["女", 4]], 大=[["x", "y"]] * 50)))
    book["大"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    assert read(file.getvalue(), "a.xlsx").sheet == "Sheet"


def proposal_of(answers: Sequence[str], header: str = "A1 卫生满意度") -> tuple[Scale | None, list[float], bool]:
    rows = [["序号", header], *([n, answer] for n, answer in enumerate(answers, 1))]
    table = read(csv(rows), "a.csv")
    proposal = propose(table)
    column = proposal.setup.columns[1]
    assert column.role is Role.ITEM, column
    ratings = encode(table, proposal.setup).ratings[column.name]
    return column.scale, ratings.fillna(-1).tolist(), proposal.sure[column.name]


FIVE = [5, 4, 3, 2, 1, 4, 4, 3]


@pytest.mark.parametrize(
    "written",
    [
        {5: "5", 4: "４", 3: " 3 ", 2: "2.0", 1: "1"},
        {5: "5分", 4: "4 分", 3: "3分", 2: "２分", 1: "1分"},
        {5: "5.非常满意", 4: "4.满意", 3: "3.一般", 2: "2.不满意", 1: "1.非常不满意"},
        {5: "A、非常满意", 4: "B、满意", 3: "C、一般", 2: "D、不满意", 1: "E、非常不满意"},
        {5: "非常满意(5分)", 4: "满意（4分）", 3: "一般(3分)", 2: "不满意(2分)", 1: "非常不满意(1分)"},
        {5: "非常满意5分", 4: "满意4分", 3: "一般3分", 2: "不满意2分", 1: "非常不满意1分"},
        {5: "非常满意 ", 4: " 满意", 3: "一\u200b般", 2: "不 满 意", 1: "非常不满意"},
        {5: "★★★★★", 4: "★★★★☆", 3: "★★★☆☆", 2: "★★☆☆☆", 1: "★☆☆☆☆"},
        {5: "(5)非常满意", 4: "(4)满意", 3: "(3)一般", 2: "(2)不满意", 1: "(1)非常不满意"},
        {5: "⑤非常满意", 4: "④满意", 3: "③一般", 2: "②不满意", 1: "①非常不满意"},
        {5: "5=非常满意", 4: "4=满意", 3: "3=一般", 2: "2=不满意", 1: "1=非常不满意"},
        {5: "Strongly Agree (5)", 4: "Agree (4)", 3: "Neutral (3)", 2: "Disagree (2)", 1: "Strongly Disagree (1)"},
    ],
)
def test_a_five_point_answer_is_read_however_it_is_written(written: dict[int, str]) -> None:
    scale, ratings, _ = proposal_of([written[answer] for answer in FIVE])
    assert scale is not None
    assert (scale.min, scale.max) == (1, 5)
    assert ratings == FIVE


def test_labels_and_codes_may_stand_in_one_column_but_somebody_must_look() -> None:
    mixed = ["非常满意", "4", "一般", "2", "非常不满意", "满意", "4", "3"]
    scale, ratings, sure = proposal_of(mixed)
    assert (scale, ratings, sure) == (Scale(1, 5), FIVE, False)


def test_what_is_typed_after_an_option_is_set_aside() -> None:
    scale, ratings, _ = proposal_of(
        ["非常满意〖热水好〗", "满意", "一般", "不满意〖吵〗", "非常不满意", "满意", "满意", "一般"]
    )
    assert (scale, ratings) == (Scale(1, 5), FIVE)


def test_not_applicable_is_no_answer_and_no_point() -> None:
    answers = ["非常满意", "满意", "一般", "不满意", "非常不满意", "满意", "不适用", "不清楚"]
    assert proposal_of(answers)[:2] == (Scale(1, 5), [5, 4, 3, 2, 1, 4, -1, -1])


@pytest.mark.parametrize(
    ("answers", "scale", "meant"),
    [
        (["85%", "90%", "60%", "100%"], Scale(0, 100), [85, 90, 60, 100]),
        (["0.85", "0.9", "0.6", "1"], Scale(0, 1), [0.85, 0.9, 0.6, 1]),
    ],
)
def test_percentages_are_a_scale_of_their_own(answers: list[str], scale: Scale, meant: list[float]) -> None:
    assert proposal_of(answers * 3)[:2] == (scale, meant * 3)


def test_long_numbers_and_dates_as_numbers_are_no_ratings() -> None:
    rows = [[f"3301061990010112{n:02}", 45000.5 + n, 4 - n % 3] for n in range(12)]
    table = read(xlsx([["编码", "提交时间", "满意度"], *rows]), "a.xlsx")
    assert table["编码"].cells.tolist()[0] == "330106199001011200"
    roles = [column.role for column in propose(table).setup.columns]
    assert roles == [Role.PRIVATE, Role.TIME, Role.ITEM]


def test_what_was_recognised_can_be_overruled() -> None:
    rows = [["Timestamp", "Q1", "Q2"], ["2024/11/01", 5, 4], ["2024/11/02", 4, 3]]
    assert read(csv(rows), "a.csv").layout == "google_forms"
    overruled = read(csv(rows), "a.csv", layout="plain")
    assert (overruled.layout, found(overruled)) == ("plain", [])
    assert overruled.digest != read(csv(rows), "a.csv").digest


def test_every_layout_has_a_name_in_both_languages() -> None:
    assert all(Text(language).has(f"layout.{name}") for language in LANGUAGES for name in platforms.names())


def test_a_title_above_a_survey_tools_columns_does_not_hide_it() -> None:
    header = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、性别"]
    table = read(xlsx([["宿舍问卷"], header, [1, "2024/11/1", "60秒", "微信", "", "203.0.113.1", "男"]]), "a.xlsx")
    assert (table.layout, table.n_rows) == ("wenjuanxing", 1)
    assert pd.isna(table["来源详情"].cells[0])
