"""Three-line tables: column widths from content, heads repeated on every page, too wide ones split by columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from csi_core.palette import LIGHT
from csi_core.report.columns import Layout, Room, layouts
from csi_core.report.model import Grid
from csi_core.report.pdf.paper import LEFT, TEXT_HEIGHT, TEXT_WIDTH, TIGHT, Paper, line_height
from csi_core.text import Text

#: Type sizes to try, each with the space between columns.
GUTTERS = {9.0: 3.0, 8.0: 2.4, 7.0: 1.8}
LARGEST = max(GUTTERS)
ROW_GAP = 1.5
CAPTION = 9.5
NOTE = 8.0
THICK, THIN = 0.5, 0.25
UNBROKEN = 0.35  # a table that takes at most this share of a page is not broken over two


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
    tables = layouts(grid, Room(TEXT_WIDTH, GUTTERS, lambda size: paper.measure(size, bold=True)), text)
    for index, layout in enumerate(tables):
        last = index == len(tables) - 1
        named = label if len(tables) == 1 else text("render.part", label=label, part=index + 1, parts=len(tables))
        _draw(paper, grid, layout, named, text, grid.notes if last else (), place=label if index == 0 else "")


def least(grid: Grid) -> float:
    """About the height of the caption, the head and the rows that stay together."""
    rows = len(grid.rows) * (line_height(LARGEST, TIGHT) + ROW_GAP)
    return 20.0 + (rows if 20.0 + rows <= UNBROKEN * TEXT_HEIGHT else 3 * line_height(LARGEST))


def _draw(
    paper: Paper, grid: Grid, layout: Layout, label: str, text: Text, notes: Sequence[str], *, place: str
) -> None:
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
    if place:
        paper.reach(place)
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


def _head(paper: Paper, layout: Layout, head: _Line) -> None:
    leading = line_height(layout.size, TIGHT)
    height = head.depth * leading + 2 * ROW_GAP
    paper.rule(LEFT, LEFT + layout.width, paper.y, THICK)
    _row(paper, layout, head, paper.y + ROW_GAP, bottom=True)
    paper.set_y(paper.y + height)
    paper.rule(LEFT, LEFT + layout.width, paper.y, THIN)
    paper.set_y(paper.y + ROW_GAP / 2)


def _row(paper: Paper, layout: Layout, row: _Line, top: float, *, bottom: bool = False) -> None:
    leading = line_height(layout.size, TIGHT)
    x = LEFT
    for column, width, cell, bold in zip(layout.columns, layout.widths, row.cells, row.bold, strict=True):
        y = top + (row.depth - len(cell)) * leading if bottom else top
        for line in cell:
            indent = width - paper.width(line, layout.size, bold=bold) if column.right else 0.0
            paper.write_at(x + indent, y, line, layout.size, bold=bold)
            y += leading
        x += width + layout.gutter


def _line(paper: Paper, layout: Layout, cells: tuple[str, ...], bold: Sequence[bool]) -> _Line:
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
