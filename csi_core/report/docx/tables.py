"""Three-line tables: the head repeated on every page, no row over two pages, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from csi_core.report.columns import Layout, Room, layouts
from csi_core.report.docx.styles import POINTS_PER_MM, TABLE, TEXT_WIDTH, TWIP
from csi_core.report.docx.xml import make, paragraph, words
from csi_core.report.lines import Measure, em
from csi_core.report.model import Grid
from csi_core.text import Text

#: Type sizes to try, each with the space between columns, millimetres.
GUTTERS = {TABLE: 3.0, 8.0: 2.4, 7.0: 1.8}

#: Text is taken to be this much wider than estimated: fonts differ from system to system.
CAUTION = 1.06

#: A table of at most so many rows is kept on one page.
UNBROKEN = 14

TWIPS_PER_MM = POINTS_PER_MM * TWIP


def tables(grid: Grid, text: Text) -> Iterator[Element]:
    """The table, or several with some of its columns each."""
    width = TEXT_WIDTH / TWIPS_PER_MM
    room = Room(width - max(GUTTERS.values()), GUTTERS, _measure)
    return (_table(grid, layout, text) for layout in layouts(grid, room, text))


def _measure(size: float) -> Measure:
    return lambda words: em(words) * size * CAUTION / POINTS_PER_MM


def _table(grid: Grid, layout: Layout, text: Text) -> Element:
    widths = [round((width + layout.gutter) * TWIPS_PER_MM) for width in layout.widths]
    margin = round(layout.gutter / 2 * TWIPS_PER_MM)
    together = len(grid.rows) <= UNBROKEN
    head = _row(
        layout, widths, [column.header for column in layout.columns], [True] * len(widths), head=True, together=True
    )
    rows = [
        _row(
            layout,
            widths,
            [column.cells[index] for column in layout.columns],
            [column.strong or index in grid.strong_rows for column in layout.columns],
            together=index < len(grid.rows) - 1 and (together or index == 0 or index == len(grid.rows) - 2),
        )
        for index in range(len(grid.rows))
    ]
    if not rows:
        rows = [_row(layout, widths, [text("render.empty"), *("" for _ in widths[1:])], [False] * len(widths))]
    return make(
        "tbl",
        make(
            "tblPr",
            make("tblStyle", val="ThreeLineTable"),
            make("tblW", w=sum(widths), type="dxa"),
            make("jc", val="center"),
            make("tblLayout", type="fixed"),
            make("tblCellMar", make("left", w=margin, type="dxa"), make("right", w=margin, type="dxa")),
            make("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        ),
        make("tblGrid", *(make("gridCol", w=width) for width in widths)),
        head,
        *rows,
    )


def _row(
    layout: Layout,
    widths: Sequence[int],
    cells: Sequence[str],
    bold: Sequence[bool],
    *,
    head: bool = False,
    together: bool = False,
) -> Element:
    properties = make("trPr", make("cantSplit"))
    if head:
        properties.append(make("tblHeader"))
    row = make("tr", properties)
    for column, width, cell, heavy in zip(layout.columns, widths, cells, bold, strict=True):
        look = [make("b"), make("bCs")] if heavy else []
        if layout.size != TABLE:
            look += [make("sz", val=round(2 * layout.size)), make("szCs", val=round(2 * layout.size))]
        row.append(
            make(
                "tc",
                make("tcPr", make("tcW", w=width, type="dxa"), *([make("vAlign", val="bottom")] if head else [])),
                paragraph(
                    "TableNumber" if column.right else "TableText",
                    *words(cell, *look),
                    properties=[make("keepNext")] if together else [],
                ),
            )
        )
    return row
