"""Workbooks of Excel, WPS and LibreOffice (.xlsx, .xlsm, .xlsb, .xls, .ods) through python-calamine.

A formula that failed (#N/A, #DIV/0!) arrives as an empty cell: it is no answer.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence

import python_calamine as calamine

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.sheet import Sheet, from_rows

_SHEET = calamine.SheetTypeEnum.WorkSheet
_VISIBLE = calamine.SheetVisibleEnum.Visible


def read(data: bytes, sheet: str | None) -> Sheet:
    """The sheet named, also a hidden one; by default the first visible sheet that holds a table.

    A table has two columns and a data row; where no sheet has, one column is enough.
    Raises DataProblem read.damaged, read.password, read.sheet_not_found and those of from_rows.
    """
    try:
        with calamine.load_workbook(io.BytesIO(data)) as workbook:
            return _chosen(workbook, sheet)
    except calamine.PasswordError as error:
        raise DataProblem("read.password") from error
    except calamine.CalamineError as error:
        raise DataProblem("read.damaged") from error


def _chosen(workbook: calamine.CalamineWorkbook, wanted: str | None) -> Sheet:
    worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == _SHEET]
    names = tuple(sheet.name for sheet in worksheets if sheet.visible == _VISIBLE)
    if wanted is not None:
        if wanted not in [sheet.name for sheet in worksheets]:
            raise DataProblem("read.sheet_not_found", sheet=wanted, sheets=names)
        return dataclasses.replace(_read(workbook, wanted), name=wanted, names=names)
    problems: list[DataProblem] = []
    narrow: list[Sheet] = []
    for name in names:
        try:
            found = dataclasses.replace(_read(workbook, name), name=name, names=names)
        except DataProblem as problem:
            problems.append(problem)
            continue
        if len(found.columns) > 1:
            return found
        narrow.append(found)
    if narrow:
        return narrow[0]
    raise _most_telling(problems)


def _most_telling(problems: Sequence[DataProblem]) -> DataProblem:
    """An empty sheet says less than one that fails for a reason."""
    told = [problem for problem in problems if problem.code != "read.no_data"]
    return told[0] if told else DataProblem("read.no_data")


def _read(workbook: calamine.CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        raise DataProblem("read.no_data")
    if sheet.total_height * sheet.width > limits.CELLS:
        raise DataProblem("read.too_many_cells", rows=sheet.total_height, columns=sheet.width, limit=limits.CELLS)
    return from_rows(sheet.iter_rows(), typed=True, first_column=sheet.start[1] + 1)
