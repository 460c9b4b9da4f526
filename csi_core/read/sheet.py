"""Rows of one sheet → its headers and coded columns: titles and blank lines above the header are left out."""

from __future__ import annotations

import itertools
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from csi_core.errors import DataProblem
from csi_core.read import limits, platforms
from csi_core.read.cells import Cell, number, tidy
from csi_core.read.encode import Coded, encode
from csi_core.read.header import Header, Merge, filled, header_given, header_of, header_row, header_text
from csi_core.read.platforms import Platform
from csi_core.read.request import HeaderRows, Progress, Request, Stage

#: Rows in which the header is sought, counted from the first filled one; nobody writes longer titles.
_SOUGHT = 30


@dataclass(frozen=True, slots=True)
class Found:
    """Something noticed in the file: the phrase `found.<code>` with its values."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column as read: header as it stands, 1-based position, cells.

    label, value_labels, measure, group, dimension, best: what the file itself says of it (`Column`); own: its role
    where the survey tool added it.
    """

    header: str
    position: int
    coded: Coded
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    measure: str = ""
    group: str = ""
    dimension: str = ""
    best: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns in the file's order; data row i (0-based) is row `first_row + i` of the sheet. Rows may be empty.

    layout: what was recognised; form: what the answers stand as; found: what was noticed, for the person to see.
    remarks: texts that stand beside the table: title lines above the header, other sheets of the workbook.
    header: where the header was taken from.
    """

    columns: tuple[SheetColumn, ...]
    n_rows: int
    first_row: int
    name: str | None = None
    names: tuple[str, ...] = ()
    layout: str = platforms.PLAIN
    remarks: tuple[str, ...] = ()
    form: str = ""
    found: tuple[Found, ...] = ()
    header: HeaderRows | None = None


#: The rows from index `first` on, coded another way than by `encode`; None where that cannot be done.
Below: TypeAlias = Callable[[int], tuple[list[Coded], int] | None]


def from_rows(
    rows: Iterable[Sequence[Cell]],
    asked: Request,
    *,
    typed: bool,
    of: int = 0,
    first_column: int = 1,
    merges: Sequence[Merge] = (),
    below: Below | None = None,
) -> Sheet:
    """The table in rows that begin with the sheet's first row.

    typed: the cells may be other than str; of: number of rows, if known; first_column: 1-based position of a row's
    first cell; merges: the sheet's merged cells; below: a quicker way to the rows below the header.
    Raises DataProblem read.no_data, read.no_data_rows, read.no_header, read.header_outside, read.too_many_columns and
    those of encode.
    """
    iterator = iter(rows)
    skipped, head = _first_filled(iterator)
    if not head:
        raise DataProblem("read.no_data")
    shown = [[header_text(cell) for cell in row] for row in head]
    _check_lengths(shown)
    if asked.header:
        at = _given(asked.header, skipped, shown)
        found_there = _platform(shown[at : at + 1], asked.layout)
        platform = found_there[0] if found_there else None
    else:
        platform, at = _platform(shown, asked.layout) or (None, header_row(head))
    own = platform.own_columns(shown[at]) if platform else {}
    header = _header(shown, at, platform, own, asked.header, [m.moved(-skipped, 1 - first_column) for m in merges])
    headers = header.headers
    quick = below(skipped + header.below) if below else None
    coded, n_rows = quick or encode(
        itertools.chain(head[header.below :], iterator), asked.tell, typed=typed, of=max(0, of - header.below)
    )
    asked.tell(Progress(Stage.RECOGNISING, n_rows))
    if not any(column.filled for column in coded):
        raise DataProblem("read.no_data_rows", header=_shown(headers))
    if _is_data(headers):
        raise DataProblem("read.no_header", row=skipped + at + 1, first=_shown(headers))
    empty = Coded(array("b", bytes(n_rows)), (math.nan,))
    columns = []
    for index in range(max(len(headers), len(coded))):
        column = coded[index] if index < len(coded) else empty
        words = headers[index] if index < len(headers) else ""
        label = header.labels[index] if index < len(header.labels) else ""
        if words.strip() or column.filled:
            columns.append(SheetColumn(words, first_column + index, column, label, own=own.get(index, "")))
    if len(columns) > limits.COLUMNS:
        raise DataProblem("read.too_many_columns", columns=len(columns), limit=limits.COLUMNS)
    form = platform.form(columns) if platform else ""
    found = [_where(header, at, head, skipped, platform, asked.header), *_found(header, shown, skipped)]
    if platform:
        found.insert(0, Found("own_columns", {"columns": [shown[at][index].strip() for index in own][:4]}))
        if form:
            found.insert(1, Found(f"form_{form}"))
    kept = header.below - header.above - header.kinds
    return Sheet(
        tuple(columns),
        n_rows,
        skipped + header.below + 1,
        layout=platform.name if platform else platforms.PLAIN,
        remarks=remarks(head[: header.above]),
        form=form,
        found=tuple(found),
        header=HeaderRows(skipped + header.above + 1, kept),
    )


def _platform(shown: platforms.Rows, layout: str | None) -> tuple[Platform, int] | None:
    """The survey tool and the index of its row of headers; a tool the user names has them where any table has."""
    if layout == platforms.PLAIN:
        return None
    found = platforms.recognise(shown)
    if layout is None or (found and found[0].name == layout):
        return found
    platform = platforms.PLATFORMS.get(layout)
    return (platform, header_row(shown)) if platform else None


def _given(header: HeaderRows, skipped: int, shown: platforms.Rows) -> int:
    """Index of the header's first row by the user's word. Raises DataProblem read.header_outside."""
    at = header.row - 1 - skipped
    if header.rows < 1 or not 0 <= at <= len(shown) - header.rows or not filled(shown[at + header.rows - 1]):
        raise DataProblem(
            "read.header_outside", row=header.row, rows=header.rows, first=skipped + 1, last=skipped + len(shown)
        )
    return at


def _header(
    shown: platforms.Rows,
    at: int,
    platform: Platform | None,
    own: Mapping[int, str],
    given: HeaderRows | None,
    merges: Sequence[Merge],
) -> Header:
    if platform:
        told = platform.head(shown[at:], own)
        return Header(told.headers, told.labels, at, at + (given.rows if given else told.rows))
    return header_given(shown, at, given.rows, merges) if given else header_of(shown, at, merges)


def _where(
    header: Header,
    at: int,
    head: Sequence[Sequence[Cell]],
    skipped: int,
    platform: Platform | None,
    given: HeaderRows | None,
) -> Found:
    """Where the header is, and why there."""
    row, rows = skipped + header.above + 1, header.below - header.above - header.kinds
    if given:
        return Found("header_given", {"row": row, "rows": rows})
    if platform:
        return Found("header_tool", {"row": row, "rows": rows})
    if header.joined:
        return Found("header_rows", {"row": row, "rows": rows})
    counts = {"row": row, "filled": len(filled(head[at])), "widest": max(len(filled(row)) for row in head)}
    return Found("header_full" if counts["filled"] == counts["widest"] else "header_most", counts)


def _found(header: Header, shown: platforms.Rows, skipped: int) -> Iterator[Found]:
    titles = [cell.strip() for row in shown[: header.above] for cell in row if cell.strip()]
    if titles:
        yield Found("titles", {"rows": header.above, "begins": titles[0][:20]})
    if header.kinds:
        yield Found("kinds", {"row": skipped + header.below})


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
        if filled(row):
            return skipped, [row, *itertools.islice(rows, _SOUGHT - 1)]
    return 0, []


def _is_data(headers: Sequence[str]) -> bool:
    """Whether the header row holds answers: numbers only, and some of them twice (or the only one)."""
    filled = [header for header in headers if header.strip()]
    numbers = {number(header) for header in filled}
    return None not in numbers and (len(numbers) < len(filled) or len(filled) == 1)


def _check_lengths(shown: platforms.Rows) -> None:
    for cell in itertools.chain.from_iterable(shown):
        if len(cell) > limits.CELL_CHARACTERS:
            raise DataProblem("read.cell_too_long", limit=limits.CELL_CHARACTERS, begins=cell[:20])


def _shown(headers: Sequence[str]) -> tuple[str, ...]:
    """The first few headers, short, for a message."""
    return tuple(header.strip()[:20] for header in headers if header.strip())[:3]
