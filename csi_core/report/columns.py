"""How the columns of a table share a width: in the largest type in which all fit, else in several tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from csi_core.report.format import show
from csi_core.report.lines import Measure, longest_atom
from csi_core.report.model import Format, Grid
from csi_core.text import Text

STUB = 34.0  # the first column's text is not squeezed below this
NARROW = 20.0  # nor any other text column below this, if it is longer
SPARE = 14.0  # a column of short texts is not made wider than its texts and this


@dataclass(frozen=True, slots=True)
class Room:
    """What a table may take: widths in millimetres; gutters: type sizes to try, largest first, each with the space
    between columns; measure: type size → the width of a text in it."""

    width: float
    gutters: Mapping[float, float]
    measure: Callable[[float], Measure]


@dataclass(frozen=True, slots=True)
class Column:
    header: str
    cells: tuple[str, ...]
    right: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class Layout:
    size: float
    gutter: float
    columns: tuple[Column, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        return sum(self.widths) + self.gutter * (len(self.widths) - 1)


def layouts(grid: Grid, room: Room, text: Text) -> list[Layout]:
    """The whole table in the largest type in which it fits; else its columns in several tables, the first in each."""
    columns = tuple(
        Column(
            " ".join(column.header.split()),
            tuple(show(row[index], column.format, text) for row in grid.rows),
            column.format is not Format.TEXT,
            column.strong,
        )
        for index, column in enumerate(grid.columns)
    )
    sizes = tuple(room.gutters)
    for size in sizes:
        layout = _fit(columns, size, room)
        if layout is not None:
            return [layout]
    stub, *others = columns
    for tables in range(2, len(others) + 1):
        share = -(-len(others) // tables)
        parts = [(stub, *others[start : start + share]) for start in range(0, len(others), share)]
        for size in sizes[1:]:
            fitting = [layout for part in parts if (layout := _fit(part, size, room)) is not None]
            if len(fitting) == len(parts):
                return fitting
    return [_squeezed((stub, other), room) for other in others] or [_squeezed(columns, room)]


def _squeezed(columns: tuple[Column, ...], room: Room) -> Layout:
    """Columns that fit by no means: an equal share each, words broken."""
    size, gutter = list(room.gutters.items())[-1]
    share = (room.width - gutter * (len(columns) - 1)) / len(columns)
    return Layout(size, gutter, columns, (share,) * len(columns))


def _fit(columns: tuple[Column, ...], size: float, room: Room) -> Layout | None:
    """Widths between the least a column needs and what its text takes on one line; None if the least is too much."""
    measure = room.measure(size)
    least: list[float] = []
    natural: list[float] = []
    total: list[float] = []
    for index, column in enumerate(columns):
        cells = [measure(cell) for cell in column.cells]
        widest, head = max(cells, default=0.0), measure(column.header)
        word = longest_atom(column.header, measure)
        if column.right:
            # Numbers stay on one line; the head may take several.
            least.append(max(widest, min(head, word)))
        else:
            floor = STUB if index == 0 else NARROW
            least.append(min(max(widest, head), floor))
        natural.append(max(widest, head))
        total.append(sum(cells) + head)
    left = room.width - room.gutters[size] * (len(columns) - 1)
    if sum(least) > left:
        return None
    return Layout(size, room.gutters[size], columns, tuple(_share(least, natural, total, left)))


def _share(least: list[float], natural: list[float], total: list[float], room: float) -> list[float]:
    """Each column's width when `room` is to be shared; `total`: the width of all its texts in one line.

    Where all cannot have one line, the lines of all cells together are fewest (Σ total / width least) with widths
    in proportion to the root of the total, within least and natural.
    """
    if sum(natural) <= room:
        spare = min((room - sum(natural)) / len(natural), SPARE)
        return [width + spare for width in natural]

    def widths(factor: float) -> list[float]:
        return [
            max(small, min(wide, factor * math.sqrt(long)))
            for small, wide, long in zip(least, natural, total, strict=True)
        ]

    low, high = 0.0, room
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(widths(middle)) > room else (middle, high)
    return widths(low)
