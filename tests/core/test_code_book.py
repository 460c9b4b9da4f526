"""A sheet that says what the columns mean is used, in each of the forms people give it."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import openpyxl
import pytest

from csi_core.propose import propose
from csi_core.read import read
from csi_core.read.table import Table
from csi_core.responses import encode
from csi_core.setup import Best, Role
from csi_core.text import LANGUAGES, Text

Row = Sequence[object]
RNG = random.Random(4)
ANSWERS: list[Row] = [[n, n % 2 + 1, *(RNG.randint(1, 5) for _ in range(4))] for n in range(1, 31)]
DATA: list[Row] = [["序号", "Q1", "A1", "A2", "B1", "B2"], *ANSWERS]


def table_of(book: Sequence[Row], data: Sequence[Row] = DATA, merge: Sequence[str] = ()) -> Table:
    made = openpyxl.Workbook()
    page = made.active
    page.title = "数据"
    for row in data:
        page.append(list(row))
    other = made.create_sheet("编码表")
    for row in book:
        other.append(list(row))
    for area in merge:
        other.merge_cells(area)
    file = io.BytesIO()
    made.save(file)
    return read(file.getvalue(), "a.xlsx")


FIVE = "1=非常不满意，2=不满意，3=一般，4=满意，5=非常满意"
TURNED = "1=非常满意，2=满意，3=一般，4=不满意，5=非常不满意"
LONG: list[Row] = [["变量", "含义", "编码值", "值标签"], ["Q1", "性别", 1, "男"], [None, None, 2, "女"]]
for _name, _label in (("A1", "床铺"), ("A2", "热水"), ("B1", "态度"), ("B2", "效率")):
    LONG += [
        [_name if code == 1 else None, _label if code == 1 else None, code, words]
        for code, words in enumerate(("非常满意", "满意", "一般", "不满意", "非常不满意"), start=1)
    ]


@pytest.mark.parametrize(
    ("book", "best", "dimensions"),
    [
        (
            [
                ["变量名", "题目", "选项", "维度"],
                ["Q1", "性别", "1=男 2=女", None],
                ["A1", "床铺", TURNED, "硬件"],
                ["A2", "热水", TURNED, "硬件"],
                ["B1", "态度", TURNED, "服务"],
                ["B2", "效率", TURNED, "服务"],
            ],
            Best.LOW,
            {"硬件": ("A1", "A2"), "服务": ("B1", "B2")},
        ),
        (
            [
                ["宿舍满意度调查编码表"],
                [],
                ["维度", "题号", "题目内容", "赋值说明"],
                [None, "Q1", "性别", "1：男；2：女"],
                ["硬件", "A1", "床铺", FIVE],
                [None, "A2", "热水", "同上"],
                ["服务", "B1", "态度", "同上"],
                [None, "B2", "效率", "同上"],
            ],
            Best.HIGH,
            {"硬件": ("A1", "A2"), "服务": ("B1", "B2")},
        ),
        (LONG, Best.LOW, {"A": ("A1", "A2"), "B": ("B1", "B2")}),
        (
            [
                ["Q1", "性别", "1-男, 2-女"],
                *([name, label, TURNED] for name, label in zip(("A1", "A2", "B1", "B2"), "床热态效", strict=True)),
            ],
            Best.LOW,
            {"A": ("A1", "A2"), "B": ("B1", "B2")},
        ),
        (
            [
                ["Q1：性别（1=男，2=女）"],
                *([f"{name}：{label}（{TURNED}）"] for name, label in (("A1", "床铺"), ("A2", "热水"), ("B1", "态度"))),
            ],
            Best.LOW,
            {"A": ("A1", "A2"), "B": ("B1", "B2")},
        ),
    ],
)
def test_words_codes_directions_and_dimensions_come_from_the_code_book(
    book: Sequence[Row], best: Best, dimensions: dict[str, tuple[str, ...]]
) -> None:
    table = table_of(book)
    for language in LANGUAGES:
        said = [Text(language)(f"found.{found.code}", **found.values) for found in table.found]
        assert any("编码表" in line for line in said)
    proposal = propose(table)
    gender, *items = proposal.setup.columns[1:]
    assert (gender.role, gender.label, gender.answers) == (Role.PROFILE, "性别", {"1": "男", "2": "女"})
    assert [item.role for item in items] == [Role.ITEM] * 4
    assert {item.scale.best for item in items if item.scale} == {best}
    assert items[0].label.startswith("床")
    assert proposal.setup.dimensions() == dimensions
    assert all(proposal.sure.values())
    assert encode(table, proposal.setup).problems == ()


def test_reversed_questions_are_turned_as_the_code_book_says() -> None:
    book: list[Row] = [
        ["item", "wording", "reversed"],
        ["A1", "Beds", "no"],
        ["A2", "Noise", "yes"],
        ["B1", "Staff", ""],
    ]
    data = [["id", "gender", "A1", "A2", "B1", "B2"], *ANSWERS]
    table = table_of([*book, ["B2", "Speed", ""]], data)
    proposal = propose(table)
    best = {column.name: column.scale.best for column in proposal.setup.of(Role.ITEM) if column.scale}
    assert best == {"A1": Best.HIGH, "A2": Best.LOW, "B1": Best.HIGH, "B2": Best.HIGH}
    assert all(proposal.sure[name] for name in best)


def test_a_sheet_of_something_else_is_no_code_book() -> None:
    table = table_of([["姓名", "分工"], ["小林", "问卷设计"], ["小王", "数据录入"]])
    assert "book" not in [found.code for found in table.found]
    assert {column.label for column in table.columns} == {""}


@pytest.mark.parametrize(
    "book",
    [
        [["编号", "姓名", "内容"], [1, "小林", "问卷设计"], [2, "小王", "录入"], [3, "小陈", "报告"]],
        [[1, "小林", "问卷设计"], [2, "小王", "录入"], [3, "小陈", "报告"]],
        [["序号", "1、性别", "2、床铺", "3、热水", "4、态度", "5、效率"], *([n, 1, 2, 3, 4, 5] for n in range(1, 4))],
    ],
)
def test_serial_numbers_are_no_numbers_of_questions(book: Sequence[Row]) -> None:
    data = [["序号", "1、性别", "2、床铺", "3、热水", "4、态度", "5、效率"], *ANSWERS]
    table = table_of(book, data)
    assert "book" not in [found.code for found in table.found]
    assert not any(column.value_labels for column in table.columns)


def test_headers_that_begin_with_the_code_are_found() -> None:
    data = [["序号", "1、您的性别", "2、A床铺", "3、热水", "4、态度", "5、效率"], *ANSWERS]
    table = table_of([["题号", "选项"], ["第1题", "1=男 2=女"], *([f"Q{n}", TURNED] for n in range(2, 6))], data)
    proposal = propose(table)
    assert proposal.setup.columns[1].answers == {"1": "男", "2": "女"}
    assert {column.scale.best for column in proposal.setup.of(Role.ITEM) if column.scale} == {Best.LOW}
