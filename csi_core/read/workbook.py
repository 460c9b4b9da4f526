"""Workbooks of Excel, WPS and LibreOffice (.xlsx, .xlsm, .xlsb, .xls, .ods) through python-calamine.

A formula that failed (#N/A, #DIV/0!) arrives as an empty cell: it is no answer.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
from collections.abc import Sequence

import python_calamine as calamine

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.cells import Cell, text
from csi_core.read.codebook import applied
from csi_core.read.header import Merge
from csi_core.read.request import Request
from csi_core.read.sheet import Found, Sheet, from_rows, remarks

_SHEET = calamine.SheetTypeEnum.WorkSheet
#: Share of the headers that sheets of one survey have in common, and of the rows that copies of a sheet have.
_LEAST_SHARED = 0.8
_COPIED = 0.8
_SUMMARY = re.compile(
    r"汇总|合计|统计|透视|原始|副本|备份|清洗|summary|total|pivot|copy|backup|raw|clean", re.IGNORECASE
)
_VISIBLE = calamine.SheetVisibleEnum.Visible


def read(data: bytes, asked: Request) -> Sheet:
    """The sheet named, also a hidden one; by default the first visible sheet that holds the table.

    A table has two columns and a data row; where no sheet has, one column is enough. A cover sheet or a code book
    before the answers is passed over: it holds less than half as many cells as the largest sheet.
    Raises DataProblem read.sheets with their names where several sheets are parts of one table, read.damaged,
    read.password, read.sheet_not_found and those of from_rows.
    """
    try:
        with calamine.load_workbook(io.BytesIO(data)) as workbook:
            chosen = _chosen(workbook, asked, small=len(data) <= limits.REMARKED_BYTES)
            if len(data) > limits.REMARKED_BYTES:
                return chosen
            beside = _beside(workbook, chosen)
            told = remarks(row for rows in beside.values() for row in rows)
            return applied(dataclasses.replace(chosen, remarks=chosen.remarks + told), beside)
    except calamine.PasswordError as error:
        raise DataProblem("read.password") from error
    except calamine.CalamineError as error:
        raise DataProblem("read.damaged") from error


def _chosen(workbook: calamine.CalamineWorkbook, asked: Request, *, small: bool) -> Sheet:
    worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == _SHEET]
    names = tuple(sheet.name for sheet in worksheets if sheet.visible == _VISIBLE)
    if asked.sheet is not None:
        if asked.sheet not in [sheet.name for sheet in worksheets]:
            raise DataProblem("read.sheet_not_found", sheet=asked.sheet, sheets=names)
        return dataclasses.replace(_read(workbook, asked.sheet, asked), name=asked.sheet, names=names)
    problems: list[DataProblem] = []
    tables: list[Sheet] = []
    for name in names:
        try:
            found = dataclasses.replace(_read(workbook, name, asked), name=name, names=names)
        except DataProblem as problem:
            problems.append(problem)
            continue
        if len(found.columns) > 1 and not small:
            return found
        tables.append(found)
    if not tables:
        raise _most_telling(problems)
    wide = [table for table in tables if len(table.columns) > 1]
    largest = max(table.n_rows * len(table.columns) for table in wide or tables)
    chosen = next(table for table in wide or tables if table.n_rows * len(table.columns) >= largest / 2)
    alike = [table for table in wide if table is chosen or _is_part(table, chosen)] if small else []
    if len(alike) > 1 and not any(map(_is_copy, alike, alike[1:])):
        raise DataProblem("read.sheets", n=len(alike), all=[table.name for table in alike])
    if chosen.name != names[0]:
        chosen = dataclasses.replace(chosen, found=(*chosen.found, Found("sheet", {"sheet": chosen.name})))
    return chosen


def _is_part(table: Sheet, first: Sheet) -> bool:
    """Whether a sheet asks what the first one asks, as where each group member or month has a sheet."""
    one, other = ({column.header.strip() for column in sheet.columns} - {""} for sheet in (table, first))
    enough = len(one & other) >= _LEAST_SHARED * max(len(one), len(other))
    return enough and table.layout == first.layout and not _SUMMARY.search(table.name or "")


def _is_copy(one: Sheet, other: Sheet) -> bool:
    """Whether nearly all rows of the smaller sheet stand in the other: the same answers, as they were and cleaned."""
    rows = [
        {tuple(column.coded.values[column.coded.codes[row]] for column in sheet.columns) for row in range(sheet.n_rows)}
        for sheet in (one, other)
    ]
    rows = [{tuple(map(text, row)) for row in of} for of in rows]
    return len(rows[0] & rows[1]) >= _COPIED * min(map(len, rows))


def _beside(workbook: calamine.CalamineWorkbook, chosen: Sheet) -> dict[str, list[list[Cell]]]:
    """The first rows of the other visible sheets: a code book, a note on the scale."""
    others = [name for name in chosen.names if name != chosen.name][: limits.REMARKED_SHEETS]
    beside: dict[str, list[list[Cell]]] = {}
    for name in others:
        rows = itertools.islice(workbook.get_sheet_by_name(name).iter_rows(), limits.REMARKED_ROWS)
        beside[name] = [list(row[: limits.REMARKED_COLUMNS]) for row in rows]
    return beside


def _most_telling(problems: Sequence[DataProblem]) -> DataProblem:
    """An empty sheet says less than one that fails for a reason."""
    told = [problem for problem in problems if problem.code != "read.no_data"]
    return told[0] if told else DataProblem("read.no_data")


def _read(workbook: calamine.CalamineWorkbook, name: str, asked: Request) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        raise DataProblem("read.no_data")
    if sheet.total_height * sheet.width > limits.CELLS:
        raise DataProblem("read.too_many_cells", rows=sheet.total_height, columns=sheet.width, limit=limits.CELLS)
    merges = [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return from_rows(
        sheet.iter_rows(),
        asked,
        typed=True,
        of=sheet.total_height,
        first_column=sheet.start[1] + 1,
        merges=merges,
    )
