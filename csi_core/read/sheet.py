"""Rows of one sheet → its headers and coded columns: titles and blank lines above the header are left out."""

from __future__ import annotations

import itertools
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.cells import Cell, number, text, tidy
from csi_core.read.encode import Coded, encode

#: Rows in which the header is sought, counted from the first filled one; nobody writes longer titles.
_SOUGHT = 30


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column as read: header as it stands, 1-based position, cells; what a file of SPSS adds."""

    header: str
    position: int
    coded: Coded
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns in the file's order; data row i (0-based) is row `first_row + i` of the sheet. Rows may be empty.

    layout: what the file's kind tells about it, else "".
    remarks: texts that stand beside the table: title lines above the header, other sheets of the workbook.
    """

    columns: tuple[SheetColumn, ...]
    n_rows: int
    first_row: int
    name: str | None = None
    names: tuple[str, ...] = ()
    layout: str = ""
    remarks: tuple[str, ...] = ()


def from_rows(rows: Iterable[Sequence[Cell]], *, typed: bool, first_column: int = 1) -> Sheet:
    """The table in rows that begin with the sheet's first row.

    typed: the cells may be other than str; first_column: 1-based position of a row's first cell.
    Raises DataProblem read.no_data, read.no_data_rows, read.no_header, read.too_many_columns and those of encode.
    """
    iterator = iter(rows)
    skipped, head = _first_filled(iterator)
    if not head:
        raise DataProblem("read.no_data")
    at = header_row(head)
    headers, above = _headers(head, at)
    coded, n_rows = encode(itertools.chain(head[at + 1 :], iterator), typed=typed)
    if not any(column.filled for column in coded):
        raise DataProblem("read.no_data_rows", header=_shown(headers))
    if _is_data(headers):
        raise DataProblem("read.no_header", row=skipped + at + 1, first=_shown(headers))
    empty = Coded(array("b", bytes(n_rows)), (math.nan,))
    columns = []
    for at_column in range(max(len(headers), len(coded))):
        column = coded[at_column] if at_column < len(coded) else empty
        header = headers[at_column] if at_column < len(headers) else ""
        if not header.strip() and column.filled:
            header = above.get(at_column, "")
        if header.strip() or column.filled:
            columns.append(SheetColumn(header, first_column + at_column, column))
    if len(columns) > limits.COLUMNS:
        raise DataProblem("read.too_many_columns", columns=len(columns), limit=limits.COLUMNS)
    return Sheet(tuple(columns), n_rows, skipped + at + 2, remarks=remarks(head[:at]))


def header_row(head: Sequence[Sequence[Cell]]) -> int:
    """Index of the header: the first row with more than half as many filled cells as the widest row.

    A title or a note above it has one or two cells. A row that lacks its first cell only is a header too.
    """
    filled = [_filled(row) for row in head]
    widest = max(map(len, filled))
    leftmost = min(positions[0] for positions in filled if positions)
    for index, positions in enumerate(filled):
        if not positions:
            continue
        if len(positions) > widest / 2 or (len(positions) == widest - 1 and positions[0] > leftmost):
            return index
    raise AssertionError("the widest row has enough")


def remarks(rows: Iterable[Sequence[Cell]]) -> tuple[str, ...]:
    """The texts in rows, short ones: what a person wrote about the data."""
    return tuple(
        words
        for row in rows
        for cell in row
        if isinstance(cell, str) and 1 < len(words := tidy(cell).strip()) <= limits.REMARK_CHARACTERS
    )


def column_names(headers: Sequence[str], positions: Sequence[int]) -> tuple[str, ...]:
    """Unique keys of columns: the header; `header#N` where it is repeated, `#N` where it is empty.

    >>> column_names(["A", " A", "B", ""], [1, 2, 3, 5])
    ('A#1', 'A#2', 'B', '#5')
    """
    names = [header.strip() for header in headers]
    repeated = {name for name, times in Counter(names).items() if times > 1 or not name}
    # A header may look like a name made here ("A#2"): number it too, until all differ.
    while repeated:
        names = [
            f"{name}#{position}" if name in repeated else name for name, position in zip(names, positions, strict=True)
        ]
        repeated = {name for name, times in Counter(names).items() if times > 1}
    return tuple(names)


def _first_filled(rows: Iterator[Sequence[Cell]]) -> tuple[int, list[Sequence[Cell]]]:
    """Number of empty rows at the beginning; the rows after them among which the header is."""
    for skipped, row in enumerate(rows):
        if _filled(row):
            return skipped, [row, *itertools.islice(rows, _SOUGHT - 1)]
    return 0, []


def _filled(row: Sequence[Cell]) -> list[int]:
    return [position for position, cell in enumerate(row) if cell not in ("", None) and text(cell)]


def _headers(head: Sequence[Sequence[Cell]], at: int) -> tuple[list[str], dict[int, str]]:
    """The header row, and the words above it by index of column, which count where a cell is merged downwards."""
    headers = [_header(cell) for cell in head[at]]
    above = _filled(head[at - 1]) if at else []
    for header in headers:
        if len(header) > limits.CELL_CHARACTERS:
            raise DataProblem("read.cell_too_long", limit=limits.CELL_CHARACTERS, begins=header[:20])
    # A single filled cell is a title.
    return headers, {position: _header(head[at - 1][position]) for position in above if len(above) > 1}


def _header(cell: Cell) -> str:
    return tidy(cell) if isinstance(cell, str) else text(cell)


def _is_data(headers: Sequence[str]) -> bool:
    """Whether the header row holds answers: numbers only, and some of them twice (or the only one)."""
    filled = [header for header in headers if header.strip()]
    numbers = {number(header) for header in filled}
    return None not in numbers and (len(numbers) < len(filled) or len(filled) == 1)


def _shown(headers: Sequence[str]) -> tuple[str, ...]:
    """The first few headers, short, for a message."""
    return tuple(header.strip()[:20] for header in headers if header.strip())[:3]
