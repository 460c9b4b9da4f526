"""What stands beside the table tells which end of a scale is good; a direction nobody told is said to be assumed."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import openpyxl

from csi_core.analysis.run import analyse
from csi_core.propose import propose
from csi_core.read import read
from csi_core.setup import Best, ColumnSetup, Role, Scale, Setup


def workbook(*titles: str, beside: str | None = None) -> bytes:
    """Sixty answers to six questions on 1–5, below title lines, and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for title in titles:
        sheet.append([title])
    sheet.append([f"A{number}" for number in range(1, 7)])
    for row in np.random.default_rng(3).integers(1, 6, (60, 6)).tolist():
        sheet.append(row)
    if beside is not None:
        book.create_sheet("题目").append(["说明", beside])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def ends(data: bytes) -> set[Best]:
    return {column.scale.best for column in propose(read(data, "a.xlsx")).setup.columns if column.scale}


def test_a_code_book_on_another_sheet_tells_the_direction() -> None:
    data = workbook(beside="1 = 非常满意,2 = 满意,3 = 一般,4 = 不满意,5 = 非常不满意")
    assert ends(data) == {Best.LOW}
    assert all(propose(read(data, "a.xlsx")).sure.values())


def test_a_title_line_tells_the_direction() -> None:
    assert ends(workbook("Survey (1 = very dissatisfied, 5 = very satisfied)")) == {Best.HIGH}
    assert ends(workbook("Survey (1 = very satisfied, 5 = very dissatisfied)")) == {Best.LOW}


def test_a_remark_about_another_scale_tells_nothing() -> None:
    data = workbook(beside="1 = 非常满意,7 = 非常不满意")
    assert not any(propose(read(data, "a.xlsx")).sure.values())


def test_a_direction_that_nobody_told_is_noted() -> None:
    codes = [note.code for note in analyse(read(workbook(), "a.xlsx"), Setup()).notes]
    assert "analysis.direction_assumed" in codes


def test_a_direction_in_the_setup_is_not_noted() -> None:
    table = read(workbook(), "a.xlsx")
    columns = tuple(ColumnSetup(column.name, Role.ITEM, scale=Scale(1, 5)) for column in table.columns)
    codes = [note.code for note in analyse(table, Setup(columns=columns)).notes]
    assert "analysis.direction_assumed" not in codes
