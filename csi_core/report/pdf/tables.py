"""Three-line tables: column widths from content, heads repeated on every page, too wide ones split by columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from csi_core.palette import LIGHT
from csi_core.report.format import show
from csi_core.report.lines import longest_atom
from csi_core.report.model import Format, Grid
from csi_core.report.pdf.paper import LEFT, TEXT_HEIGHT, TEXT_WIDTH, TIGHT, Paper, line_height
from csi_core.text import Text

#: Type sizes to try, each with the space between columns.
GUTTERS = {9.0: 3.0, 8.0: 2.4, 7.0: 1.8}
SIZES = tuple(GUTTERS)
ROW_GAP = 1.5
CAPTION = 9.5
NOTE = 8.0
STUB = 34.0  # the first column's text is not squeezed below this
NARROW = 20.0  # nor any other text column below this, if it is longer
THICK, THIN = 0.5, 0.25
UNBROKEN = 0.35  # a table that takes at most this share of a page is not broken over two


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    cells: tuple[str, ...]
    right: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    size: float
    columns: tuple[_Column, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        return sum(self.widths) + GUTTERS[self.size] * (len(self.widths) - 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row ready to print: the lines of each cell, which are bold."""

    cells: tuple[tuple[str, ...], ...]
    bold: tuple[bool, ...]

    @property
    def depth(self) -> int:
        return max(len(cell) for cell in self.cells)


def draw(paper: Paper, grid: Grid, label: str, text: Text) -> None:
    """The table with its caption above and its notes below."""
    layouts = _layouts(paper, grid, text)
    for index, layout in enumerate(layouts):
        last = index == len(layouts) - 1
        named = label if len(layouts) == 1 else text("render.part", label=label, part=index + 1, parts=len(layouts))
        _draw(paper, grid, layout, named, text, grid.notes if last else ())


def least(grid: Grid) -> float:
    """About the height of the caption, the head and the rows that stay together."""
    rows = len(grid.rows) * (line_height(SIZES[0], TIGHT) + ROW_GAP)
    return 20.0 + (rows if 20.0 + rows <= UNBROKEN * TEXT_HEIGHT else 3 * line_height(SIZES[0]))


def _draw(paper: Paper, grid: Grid, layout: _Layout, label: str, text: Text, notes: Sequence[str]) -> None:
    size = layout.size
    leading = line_height(size, TIGHT)
    head = _line(paper, layout, tuple(column.header for column in layout.columns), [True] * len(layout.columns))
    rows = [
        _line(
            paper,
            layout,
            tuple(column.cells[index] for column in layout.columns),
            [index in grid.strong_rows or column.strong for column in layout.columns],
        )
        for index in range(len(grid.rows))
    ]
    head_height = head.depth * leading + 2 * ROW_GAP
    room = TEXT_HEIGHT - head_height - 14.0
    rows = [piece for row in rows for piece in _pieces(row, max(1, int((room - 2 * ROW_GAP) / leading)))]
    heights = [row.depth * leading + ROW_GAP for row in rows]
    caption = paper.lines(f"{label}  {grid.caption}", CAPTION, TEXT_WIDTH, bold=True)
    paper.skip(3.0)
    above = len(caption) * line_height(CAPTION, 1.45) + head_height + ROW_GAP
    whole = above + sum(heights) + ROW_GAP + len(notes) * line_height(NOTE, TIGHT)
    paper.ensure(whole if whole <= UNBROKEN * TEXT_HEIGHT else above + sum(heights[:2]) + ROW_GAP)
    _caption(paper, caption)
    _head(paper, layout, head)
    if not rows:
        paper.write_at(LEFT, paper.y + ROW_GAP, text("render.empty"), size, colour=LIGHT.muted)
        paper.set_y(paper.y + leading + 2 * ROW_GAP)
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        # The last row takes the one before with it, so that none stands alone under a repeated head.
        needed = height + (heights[index + 1] if index == len(rows) - 2 else 0.0)
        if paper.left_over < needed + ROW_GAP:
            paper.rule(LEFT, LEFT + layout.width, paper.y + ROW_GAP / 2, THIN)
            paper.add_page()
            continued = text("render.continued", label=label)
            _caption(paper, paper.lines(f"{continued}  {grid.caption}", CAPTION, TEXT_WIDTH, bold=True))
            _head(paper, layout, head)
        _row(paper, layout, row, paper.y + ROW_GAP / 2)
        paper.set_y(paper.y + height)
    paper.set_y(paper.y + ROW_GAP / 2)
    paper.rule(LEFT, LEFT + layout.width, paper.y, THICK)
    paper.set_y(paper.y + 1.2)
    for note in notes:
        for line in paper.lines(note, NOTE, TEXT_WIDTH):
            paper.ensure(line_height(NOTE, TIGHT))
            paper.write_at(LEFT, paper.y, line, NOTE, colour=LIGHT.muted)
            paper.set_y(paper.y + line_height(NOTE, TIGHT))
    paper.skip(4.0)


def _caption(paper: Paper, caption: Sequence[str]) -> None:
    for line in caption:
        paper.write_at(LEFT, paper.y, line, CAPTION, bold=True)
        paper.set_y(paper.y + line_height(CAPTION, 1.45))


def _head(paper: Paper, layout: _Layout, head: _Line) -> None:
    leading = line_height(layout.size, TIGHT)
    height = head.depth * leading + 2 * ROW_GAP
    paper.rule(LEFT, LEFT + layout.width, paper.y, THICK)
    _row(paper, layout, head, paper.y + ROW_GAP, bottom=True)
    paper.set_y(paper.y + height)
    paper.rule(LEFT, LEFT + layout.width, paper.y, THIN)
    paper.set_y(paper.y + ROW_GAP / 2)


def _row(paper: Paper, layout: _Layout, row: _Line, top: float, *, bottom: bool = False) -> None:
    leading = line_height(layout.size, TIGHT)
    x = LEFT
    for column, width, cell, bold in zip(layout.columns, layout.widths, row.cells, row.bold, strict=True):
        y = top + (row.depth - len(cell)) * leading if bottom else top
        for line in cell:
            indent = width - paper.width(line, layout.size, bold=bold) if column.right else 0.0
            paper.write_at(x + indent, y, line, layout.size, bold=bold)
            y += leading
        x += width + GUTTERS[layout.size]


def _line(paper: Paper, layout: _Layout, cells: tuple[str, ...], bold: Sequence[bool]) -> _Line:
    return _Line(
        tuple(
            tuple(paper.lines(cell, layout.size, width + 0.01, bold=heavy))
            for cell, width, heavy in zip(cells, layout.widths, bold, strict=True)
        ),
        tuple(bold),
    )


def _pieces(row: _Line, most: int) -> list[_Line]:
    """A row of more lines than a page holds, in pieces that a page holds."""
    return [
        replace(row, cells=tuple(cell[start : start + most] or ("",) for cell in row.cells))
        for start in range(0, row.depth, most)
    ]


def _layouts(paper: Paper, grid: Grid, text: Text) -> list[_Layout]:
    """The whole table in the largest type in which it fits; else its columns in several tables, the first in each."""
    columns = tuple(
        _Column(
            " ".join(column.header.split()),
            tuple(show(row[index], column.format, text) for row in grid.rows),
            column.format is not Format.TEXT,
            column.strong,
        )
        for index, column in enumerate(grid.columns)
    )
    for size in SIZES:
        layout = _fit(paper, columns, size)
        if layout is not None:
            return [layout]
    stub, *others = columns
    for tables in range(2, len(others) + 1):
        share = -(-len(others) // tables)
        parts = [(stub, *others[start : start + share]) for start in range(0, len(others), share)]
        for size in SIZES[1:]:
            fitting = [layout for part in parts if (layout := _fit(paper, part, size)) is not None]
            if len(fitting) == len(parts):
                return fitting
    return [_squeezed((stub, other)) for other in others] or [_squeezed(columns)]


def _squeezed(columns: tuple[_Column, ...]) -> _Layout:
    """Columns that fit by no means: an equal share each, words broken."""
    share = (TEXT_WIDTH - GUTTERS[SIZES[-1]] * (len(columns) - 1)) / len(columns)
    return _Layout(SIZES[-1], columns, (share,) * len(columns))


def _fit(paper: Paper, columns: tuple[_Column, ...], size: float) -> _Layout | None:
    """Widths between the least a column needs and what its text takes on one line; None if the least is too much."""
    measure = paper.measure(size, bold=True)
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
    room = TEXT_WIDTH - GUTTERS[size] * (len(columns) - 1)
    if sum(least) > room:
        return None
    return _Layout(size, columns, tuple(_share(least, natural, total, room)))


def _share(least: list[float], natural: list[float], total: list[float], room: float) -> list[float]:
    """Each column's width when `room` is to be shared; `total`: the width of all its texts in one line.

    Where all cannot have one line, the lines of all cells together are fewest (Σ total / width least) with widths
    in proportion to the root of the total, within least and natural.
    """
    if sum(natural) <= room:
        spare = min((room - sum(natural)) / len(natural), 14.0)
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
