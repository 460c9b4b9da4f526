"""Personal data are recognised by header and by content, and stay out of results, setup and report."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from csi_core.analysis.run import analyse
from csi_core.propose import propose
from csi_core.read import read
from csi_core.report.build import ReportChoices, build
from csi_core.results_file import to_json as results_json
from csi_core.setup import Role
from csi_core.setup_file import to_json as setup_json
from csi_core.text import Text

NAMES = ("王小明", "李芳", "张伟", "刘静", "陈强", "欧阳娜娜", "赵敏", "周杰", "吴迪", "孙悦", "马超", "朱红")


def proposed(header: str, cell: Callable[[int], object]) -> Role:
    rows = [(header, "满意度"), *((cell(row), 5 - row % 5) for row in range(12))]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return propose(read(file.getvalue(), "a.xlsx")).setup.columns[0].role


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("x1", lambda row: f"user{row}@example.com"),
        ("x1", lambda row: 13800000000 + row),
        ("x1", lambda row: f"138-0000-{row:04}"),
        ("x1", lambda row: f"33010619900101{row:03}X"),
        ("x1", lambda row: f"203.0.113.{row}(浙江-杭州)"),
        ("x1", lambda row: f"2001:db8:0:0:0:0:0:{row}"),
        ("x1", lambda row: f"oZx{row:025}"),
        ("x1", lambda row: 20240101 + row),
        ("x1", lambda row: f"U2024{row:05}"),
        ("x1", lambda row: NAMES[row]),
        ("1、您的 姓名 学号 是？", lambda row: f"{NAMES[row]} 20240{row:03}"),
        ("请留下您的手机号，以便发放奖品", lambda row: f"号码{row}"),
        ("Name (optional)", lambda row: f"Person {row}"),
        ("昵称", lambda row: f"昵称{row}"),
        ("openid", lambda row: f"id{row}"),
    ],
)
def test_a_personal_column_is_left_out(header: str, cell: Callable[[int], object]) -> None:
    assert proposed(header, cell) is Role.PRIVATE


@pytest.mark.parametrize(
    ("header", "cell", "role"),
    [
        ("您对电话客服的评价", lambda row: ("满意", "一般", "不满意")[row % 3], Role.ITEM),
        ("您对微信服务有什么建议", lambda row: f"希望第{row}项更快一些，谢谢", Role.OPEN),
        ("手机品牌", lambda row: ("华为", "小米")[row % 2], Role.PROFILE),
        ("消费金额", lambda row: 1234.5 + row, Role.IGNORE),
        ("您的宿舍楼", lambda row: ("东一", "西二")[row % 2], Role.PROFILE),
    ],
)
def test_what_only_sounds_personal_stays(header: str, cell: Callable[[int], object], role: Role) -> None:
    assert proposed(header, cell) is role


def test_no_personal_cell_reaches_setup_results_or_report() -> None:
    rows = [("序号", "姓名", "邮箱", "A1", "A2", "A3")]
    rows += [
        (row, NAMES[row], f"user{row}@example.com", 1 + row % 5, 1 + row * 7 % 5, 5 - row % 5) for row in range(12)
    ]
    data = "".join(",".join(map(str, row)) + "\n" for row in rows).encode()
    table = read(data, "a.csv")
    setup = propose(table).setup
    results = analyse(table, setup)
    text = Text("zh")
    shown = setup_json(setup) + results_json(results, text) + repr(build(results, setup, ReportChoices(), text))
    assert not [name for name in NAMES if name in shown]
    assert "@example.com" not in shown
