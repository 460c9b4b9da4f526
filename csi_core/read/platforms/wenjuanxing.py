"""问卷星 (Wenjuanxing): the same answers as texts, as positions of options, or as scores."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_core.read.platforms.platform import NO_ANSWER, Missing, Platform

if TYPE_CHECKING:
    from csi_core.read.sheet import SheetColumn

#: Rows compared to tell scores by their total.
_COMPARED = 200
#: Largest score of one question; larger numbers are telephone numbers and the like.
_MOST = 100
_OPTION = re.compile(r".*[(（].*[)）]\s*", re.DOTALL)
_SPECIAL = frozenset({-2.0, -3.0})


def _form(columns: Sequence[SheetColumn]) -> str:
    """By the answers: texts stand in a text form alone; scores add up to the column 总分."""
    questions = [column for column in columns if not column.own and column.coded.filled]
    numeric = [column for column in questions if _is_numeric(column)]
    texts = [column for column in questions if not _is_numeric(column)]
    if any("┋" in str(value) or value in NO_ANSWER for column in texts for value in column.coded.values):
        return "text"
    if any(set(column.coded.values) & _SPECIAL for column in numeric) or any(map(_is_ticked, numeric)):
        return _numbers_form(columns, numeric)
    if not numeric or len(texts) > len(numeric):
        return "text"
    # A text form may hold numbers (a 0–10 scale) beside texts that come again and again; a form of positions has
    # texts only where respondents typed them.
    if any(len(column.coded.values) <= min(12, len(column.coded.codes) / 2) for column in texts):
        return "text"
    return _numbers_form(columns, numeric)


def _numbers_form(columns: Sequence[SheetColumn], numeric: Sequence[SheetColumn]) -> str:
    total = next((column for column in columns if column.header.strip() == "总分" and _is_numeric(column)), None)
    if total is None:
        return "positions"
    rows = range(min(_COMPARED, len(total.coded.codes)))
    scored = [column for column in numeric if max(filter(math.isfinite, map(float, column.coded.values))) <= _MOST]
    sums = [sum(max(0.0, _number(column, row)) for column in scored) for row in rows]
    agreeing = sum(abs(_number(total, row) - added) < 1e-6 for row, added in zip(rows, sums, strict=True))
    return "scores" if agreeing >= 0.9 * len(rows) else "positions"


def _is_numeric(column: SheetColumn) -> bool:
    return isinstance(column.coded.values[0], float)


def _number(column: SheetColumn, row: int) -> float:
    value = float(column.coded.values[column.coded.codes[row]])
    return 0.0 if value != value else value


def _is_ticked(column: SheetColumn) -> bool:
    given = {value for value in column.coded.values if value == value} - _SPECIAL
    return given == {0.0, 1.0} and bool(_OPTION.fullmatch(column.header))


PLATFORM = Platform(
    name="wenjuanxing",
    own={
        "序号": "id",
        "用户ID": "private",
        "提交答卷时间": "time",
        "所用时间": "duration",
        "来源": "ignore",
        "来源详情": "ignore",
        "来自IP": "private",
        "总分": "ignore",
    },
    needed=4,
    missing={"-2": Missing.BLANK, "-3": Missing.SKIPPED},
    form=_form,
)
