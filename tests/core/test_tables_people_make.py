"""Whole files as students type them and as the owner of a café keeps them are read right at the first try."""

from __future__ import annotations

import datetime
import io
import random
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from csi_core.propose import propose
from csi_core.propose.proposal import Proposal
from csi_core.read import read
from csi_core.read.table import Table
from csi_core.responses import encode
from csi_core.setup import Best, Role, Scale
from csi_core.text import LANGUAGES, Text

Row = Sequence[object]
RNG = random.Random(3)
PEOPLE = range(30)
POINTS = [RNG.choice((1, 2, 3, 4, 4, 5, 5)) for _ in range(400)]


def points(row: int, columns: int) -> list[int]:
    return POINTS[7 * row : 7 * row + columns]


def xlsx(sheets: Mapping[str, Sequence[Row]], merge: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for area in merge:
            page.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(rows: Sequence[Row], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    return "\n".join(delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows).encode(encoding)


def taken(data: bytes, name: str = "a.xlsx") -> tuple[Table, Proposal, list[str]]:
    """The table, what is proposed for it, and the codes of what was noticed; each can be said in both languages."""
    table = read(data, name)
    for language in LANGUAGES:
        assert all(Text(language)(f"found.{found.code}", **found.values) for found in table.found)
    told = [found.code for found in table.found if found.code not in ("header_full", "header_most")]
    return table, propose(table), told


def roles(proposal: Proposal) -> list[Role]:
    return [column.role for column in proposal.setup.columns]


def test_a_diary_with_a_heading_for_each_week_is_one_table() -> None:
    rows: list[Row] = [["二店 顾客意见登记表"], ["日期", "店", "咖啡味道", "上餐速度", "店员态度", "备注"]]
    for week in range(3):
        rows.append([f"第{week + 1}周"])
        for day in range(9):
            date = datetime.date(2024, 5, 1 + 7 * week + day % 7)
            at = 9 * week + day
            rows.append([date, ("一店", "二店")[at % 2], *points(at, 3), "太吵" if at % 5 == 0 else None])
    table, proposal, found = taken(xlsx({"Sheet1": rows}))
    assert (table.n_rows, found) == (27, ["titles", "between"])
    assert roles(proposal)[:5] == [Role.TIME, Role.PROFILE, Role.ITEM, Role.ITEM, Role.ITEM]


def test_blocks_of_several_typists_with_the_header_repeated_are_one_table() -> None:
    rows: list[Row] = []
    for typist in "甲乙丙":
        rows += [[f"录入人：{typist}"], ["编号", "性别", "卫生", "服务"]]
        rows += [[n, "男女"[n % 2], *points(n, 2)] for n in range(1, 11)]
        rows.append([])
    table, proposal, found = taken(xlsx({"Sheet1": rows}))
    assert (table.n_rows, found) == (30, ["titles", "repeated_header", "between"])
    assert roles(proposal) == [Role.ID, Role.PROFILE, Role.ITEM, Role.ITEM]


def test_a_note_above_and_in_a_header_tells_what_codes_mean() -> None:
    rows: list[Row] = [["说明：1=非常满意 2=满意 3=一般 4=不满意 5=非常不满意"], []]
    rows.append(["编号", "性别(1男2女)", "硬件1", "硬件2", "服务1", "服务2"])
    rows += [[row + 1, row % 2 + 1, *points(row, 4)] for row in PEOPLE]
    _, proposal, _ = taken(xlsx({"数据": rows}))
    gender, *items = proposal.setup.columns[1:]
    assert (gender.role, gender.label, gender.answers) == (Role.PROFILE, "性别", {"1": "男", "2": "女"})
    assert [item.scale for item in items] == [Scale(1, 5, Best.LOW)] * 4
    assert proposal.setup.dimensions() == {"硬件": ("硬件1", "硬件2"), "服务": ("服务1", "服务2")}
    assert all(proposal.sure.values())


def test_letters_are_read_by_the_options_in_the_header() -> None:
    options = "（A非常满意 B满意 C一般 D不满意 E非常不满意）"
    rows: list[Row] = [
        ["学号", *(f"{n}.您对食堂{part}的满意度{options}" for n, part in enumerate(("卫生", "价格"), 1))]
    ]
    rows += [[20230101 + row, *("ABCDEa"[(row + at) % 6] for at in range(2))] for row in PEOPLE]
    table, proposal, _ = taken(xlsx({"Sheet1": rows}))
    first = proposal.setup.columns[1]
    assert roles(proposal) == [Role.PRIVATE, Role.ITEM, Role.ITEM]
    assert (first.label, first.scale) == ("您对食堂卫生的满意度", Scale(1, 5, Best.LOW))
    assert encode(table, proposal.setup).ratings[first.name].tolist()[:6] == [5, 4, 3, 2, 1, 5]
    assert all(proposal.sure.values())


def test_several_answers_in_a_cell_are_divided_however_each_person_wrote_them() -> None:
    options = ["食堂", "外卖", "校外餐馆", "自己做"]
    rng = random.Random(5)
    chosen = [rng.sample(options, rng.randint(1, 3)) for _ in PEOPLE]
    rows: list[Row] = [["编号", "您常在哪吃饭（多选）", "满意度"]]
    rows += [[row + 1, ("、", "，", " ", "/", ",")[row % 5].join(chosen[row]), *points(row, 1)] for row in PEOPLE]
    table, proposal, _ = taken(xlsx({"Sheet1": rows}))
    (frame,) = encode(table, proposal.setup).multiple.values()
    assert set(frame.columns) == set(options)
    assert all(frame[option].tolist() == [option in picked for picked in chosen] for option in options)


def test_digits_side_by_side_are_several_answers_where_the_header_says_so() -> None:
    rng = random.Random(6)
    chosen = [sorted(rng.sample("12345", rng.randint(1, 3))) for _ in PEOPLE]
    rows: list[Row] = [["编号", "Q1您常去的场所（多选）", "Q2满意度"]]
    rows += [[row + 1, int("".join(chosen[row])), *points(row, 1)] for row in PEOPLE]
    table, proposal, _ = taken(xlsx({"Sheet1": rows}))
    (frame,) = encode(table, proposal.setup).multiple.values()
    assert all(frame[digit].tolist() == [digit in picked for picked in chosen] for digit in "12345")


def test_a_list_of_guests_with_dashes_for_no_answer() -> None:
    rows: list[Row] = [["登记日期", "贵姓", "手机", "您对菜品的评价", "您对服务的评价", "是否还会再来"]]
    for row in PEOPLE:
        words = ("好", "一般", "差", "-", "/")[row % 5], ("好", "很好", "一般", "N/A")[row % 4]
        rows.append(
            [45400 + row, "王李陈张"[row % 4] + "先生", f"138{row:08}", *words, ("会", "不会", "不一定")[row % 3]]
        )
    table, proposal, _ = taken(xlsx({"5月": rows}))
    assert roles(proposal) == [Role.TIME, Role.PRIVATE, Role.PRIVATE, Role.ITEM, Role.ITEM, Role.REPURCHASE]
    ratings = encode(table, proposal.setup).ratings
    assert ratings["您对菜品的评价"].fillna(0).tolist()[:5] == [3, 2, 1, 0, 0]
    assert ratings["是否还会再来"].tolist()[:3] == [3, 1, 2]


def test_a_text_file_of_wps_with_title_totals_and_a_signature() -> None:
    rows: list[Row] = [
        ["2024年秋季宿舍满意度调查结果", "", "", "", "", ""],
        ["序号", "楼栋", "卫生", "安全", "网络", ""],
    ]
    rows += [[row + 1, f"{row % 3 + 1}栋", *points(row, 3), ""] for row in PEOPLE]
    rows += [["合计", "", 88, 90, 97, ""], ["平均分", "", 3.5, 3.6, 3.9, ""], ["制表人：张三", "", "", "", "", ""]]
    table, proposal, found = taken(csv(rows, "gb18030"), "a.csv")
    assert (table.n_rows, found) == (30, ["titles", "below"])
    assert roles(proposal) == [Role.ID, Role.PROFILE, Role.ITEM, Role.ITEM, Role.ITEM]


def test_an_english_list_of_a_cafe() -> None:
    rows: list[Row] = [["Cafe feedback – June"], []]
    rows.append(["#", "Date", "Coffee", "Food", "Staff", "Would you come again?", "Comments"])
    food, staff = ("Great", "Good", "OK", "Poor", "Terrible"), ("excellent", "good", "fair", "poor")
    for row in PEOPLE:
        again = ("Yes", "No", "Maybe")[row % 3]
        comment = f"Too noisy on day {row}, sorry!" if row % 4 == 0 else ""
        rows.append(
            [row + 1, f"{row % 28 + 1}/06/2024", f"{row % 5 + 1} stars", food[row % 5], staff[row % 4], again, comment]
        )
    rows.append(["Average", "", "4.1", "", "", "", ""])
    table, proposal, found = taken(csv(rows, "utf-16", "\t"), "a.txt")
    assert (table.n_rows, found) == (30, ["titles", "below"])
    items = [Role.ITEM] * 3
    assert roles(proposal) == [Role.ID, Role.TIME, *items, Role.REPURCHASE, Role.OPEN]
    assert all(proposal.sure.values())


@pytest.mark.parametrize("index", [None, "Unnamed: 0"])
def test_a_table_saved_with_its_index_and_an_empty_column(index: str | None) -> None:
    rows: list[Row] = [[index, "性别", "A1", "A2", None, "B1", "B2"]]
    rows += [[row, "男女"[row % 2], *points(row, 2), None, *points(row + 1, 2)] for row in PEOPLE]
    _, proposal, _ = taken(xlsx({"Sheet1": rows}))
    assert roles(proposal) == [Role.ID, Role.PROFILE, *[Role.ITEM] * 4]
    assert proposal.setup.dimensions() == {"A": ("A1", "A2"), "B": ("B1", "B2")}


def members(names: Sequence[str]) -> dict[str, list[Row]]:
    """A sheet with ten answers for each name."""
    sheets: dict[str, list[Row]] = {}
    for at, name in enumerate(names):
        rows: list[Row] = [["编号", "性别", "Q1宿舍卫生", "Q2热水供应", "Q3网络"]]
        sheets[name] = rows + [[n, "男女"[(n + at) % 2], *points(10 * at + n, 3)] for n in range(1, 11)]
    return sheets


@pytest.mark.parametrize(
    ("names", "role"),
    [
        (["小林", "小王", "小陈"], Role.IGNORE),
        (["3月", "4月", "5月"], Role.WAVE),
        (["大学城店", "解放路店"], Role.PROFILE),
    ],
)
def test_a_sheet_for_each_member_month_or_store_makes_one_table(names: list[str], role: Role) -> None:
    summary: list[Row] = [["姓名", "份数"], ["小林", 10]]
    table, proposal, found = taken(xlsx({**members(names), "汇总": summary}))
    assert (table.sheet, table.n_rows) == (None, 10 * len(names))
    assert "stacked" in found
    assert "book" not in found
    assert table["工作表"].cells.tolist() == [name for name in names for _ in range(10)]
    expected = [Role.ID, Role.PROFILE, Role.ITEM, Role.ITEM, Role.ITEM, role]
    assert roles(proposal) == expected
    assert proposal.setup.sheet is None
    alone = read(xlsx({**members(names), "汇总": summary}), "a.xlsx", sheet=names[1])
    assert (alone.n_rows, alone.sheet) == (10, names[1])


@pytest.mark.parametrize("second", ["有效数据", "原始数据备份", "Sheet2"])
def test_the_same_answers_cleaned_on_another_sheet_are_not_counted_twice(second: str) -> None:
    rows = members(["甲"])["甲"]
    table, _, found = taken(xlsx({"数据": rows, second: [rows[0], *rows[2:9]]}))
    assert (table.sheet, table.n_rows) == ("数据", 10)
    assert "stacked" not in found


def test_a_row_of_scales_below_two_rows_of_headers_is_no_answer() -> None:
    rows: list[Row] = [["基本信息", None, "硬件设施", None, None], ["性别", "年级", "床铺", "空调", "热水"]]
    rows.append([None, None, "(1-5)", "(1-5)", "(1-5)"])
    rows += [["男女"[row % 2], ("大一", "大二", "大三")[row % 3], *points(row, 3)] for row in PEOPLE]
    table, proposal, found = taken(xlsx({"Sheet1": rows}, ["A1:B1", "C1:E1"]))
    assert (table.n_rows, found) == (30, ["header_rows", "kinds"])
    assert roles(proposal) == [Role.PROFILE, Role.PROFILE, *[Role.ITEM] * 3]
