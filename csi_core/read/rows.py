"""Which rows of a sheet are answers: no empty ones, no totals and notes below, no repeated header, no trials."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from csi_core.read.cells import text
from csi_core.read.platforms import PLATFORMS
from csi_core.read.sheet import Found, Sheet, SheetColumn

#: Rows at the end among which totals and notes are sought.
_SOUGHT = 15
#: Columns a table must have before a row with one filled cell is taken for a note.
_LEAST_COLUMNS = 3
#: Share of the first column's values that must be numbers or dates for a text among them to be a heading.
_REGULAR = 0.9
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?.*|\d{1,2}[-/.月]\d{1,2}日?(?:[-/.]\d{2,4})?")
_TOTAL = re.compile(
    r"(?:合计|总计|小计|总和|求和|平均(?:值|分|数|得分)?|均值|标准差|方差|最大值|最小值|中位数|人数合计|总人数|"
    r"(?:grand )?total|sum|average|avg|mean|median|sd|s\.d\.|std\.?(?: ?dev(?:iation)?\.?)?|variance|max(?:imum)?|"
    r"min(?:imum)?)\s*[:：]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:注|备注|说明|注意|资料来源|数据来源|来源|制表人?|填表人|统计人|制表日期|note|notes|source|remark|remarks)"
    r"\s*[:：].*|[*※].+",
    re.IGNORECASE | re.DOTALL,
)


def answered_rows(sheet: Sheet) -> tuple[NDArray[np.intp], list[Found]]:
    """Indices of the rows that are answers, and what was left out besides empty rows."""
    codes = [np.asarray(column.coded.codes) for column in sheet.columns]
    given = [np.array([value == value and value != "" for value in column.coded.values]) for column in sheet.columns]
    filled = np.zeros(sheet.n_rows, dtype=np.int32)
    for column_given, coded in zip(given, codes, strict=True):
        filled += coded != 0 if column_given[1:].all() else column_given[coded]
    kept = filled > 0
    found: list[Found] = []
    for code, rows in (
        ("repeated_header", _repeated_headers(sheet, codes, filled)),
        ("trials", _trials(sheet, codes)),
        ("below", _below(sheet, codes, given, np.flatnonzero(kept))),
        ("between", _between(sheet, codes[0], given[0][codes[0]], filled)),
    ):
        rows &= kept
        if rows.any() and (kept & ~rows).any():
            kept &= ~rows
            places = (np.flatnonzero(rows) + sheet.first_row).tolist()
            found.append(Found(code, {"n": len(places), "rows": places[:5]}))
    return np.flatnonzero(kept), found


def _repeated_headers(sheet: Sheet, codes: list[NDArray[np.int_]], filled: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Rows that repeat the header, as files put together by hand have them."""
    same = np.zeros(sheet.n_rows, dtype=np.intp)
    for column, coded in zip(sheet.columns, codes, strict=True):
        header = column.header.strip()
        if header in column.coded.values:
            same += coded == column.coded.values.index(header)
    return np.asarray((same >= 2) & (same >= 0.8 * filled), dtype=bool)


def _trials(sheet: Sheet, codes: list[NDArray[np.int_]]) -> NDArray[np.bool_]:
    rows = np.zeros(sheet.n_rows, dtype=bool)
    platform = PLATFORMS.get(sheet.layout)
    if platform is None or platform.trial is None:
        return rows
    header, content = platform.trial
    for column, coded in zip(sheet.columns, codes, strict=True):
        if column.own and re.fullmatch(header, column.header.strip()):
            trial = [
                bool(re.fullmatch(content, text(value), re.IGNORECASE)) if value == value else False
                for value in column.coded.values
            ]
            rows |= np.array(trial)[coded]
    return rows


def _below(
    sheet: Sheet, codes: list[NDArray[np.int_]], given: list[NDArray[np.bool_]], kept: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Totals and notes at the table's end, upwards until the first row that is none."""
    rows = np.zeros(sheet.n_rows, dtype=bool)
    for row in kept[: -_SOUGHT - 1 : -1].tolist():
        filled = [at for at, (coded, filled) in enumerate(zip(codes, given, strict=True)) if filled[coded[row]]]
        if not _is_below(sheet, row, filled):
            break
        rows[row] = True
    return rows


def _between(
    sheet: Sheet, codes: NDArray[np.int_], given: NDArray[np.bool_], filled: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Rows that head a part of the table (`第2周`, `录入人：乙`): a text where the first column has numbers or dates,
    and nothing beside it; codes, given: the first column's codes and whether they are answers.
    """
    alone = given & (filled == 1)
    if len(sheet.columns) < _LEAST_COLUMNS or not alone.any():
        return np.zeros(sheet.n_rows, dtype=bool)
    first = sheet.columns[0]
    values = [text(value) for value in first.coded.values]
    odd = np.array([bool(value) and not _is_count(value) for value in values])
    others = np.unique(codes[given & ~alone])
    regular = len(others) > 0 and float(np.mean([_is_count(values[code]) for code in others])) >= _REGULAR
    return np.asarray(alone & odd[codes] & regular, dtype=bool)


def _is_count(shown: str) -> bool:
    return shown.isdecimal() or bool(_DATE.fullmatch(shown))


def _is_below(sheet: Sheet, row: int, filled: list[int]) -> bool:
    first = list(_cells(sheet, row, filled[:2]))
    if any(_TOTAL.fullmatch(shown) for shown in first):
        return True
    if len(filled) > 1 or len(sheet.columns) < _LEAST_COLUMNS:
        return False
    return bool(_NOTE.fullmatch(first[0])) or (filled[0] == 0 and _is_odd(sheet.columns[0], first[0]))


def _is_odd(column: SheetColumn, shown: str) -> bool:
    """Whether a column of numbers holds this text and few others."""
    values = [text(value) for value in column.coded.values[1:]]
    return not shown.isdecimal() and sum(value.isdecimal() for value in values) >= 0.8 * (len(values) - 1) > 0


def _cells(sheet: Sheet, row: int, columns: list[int]) -> Iterator[str]:
    for position in columns:
        coded = sheet.columns[position].coded
        yield text(coded.values[coded.codes[row]])
