"""Coefficients as a table of PowerPoint's own, its cells coloured by their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from csi_core.palette import LIGHT, Palette
from csi_core.report.files import legal
from csi_core.report.format import number
from csi_core.report.lines import em
from csi_core.report.model import Format, HeatMap
from csi_core.report.pptx import frame
from csi_core.report.pptx.fitting import CAUTION, LEADING, POINT, cut
from csi_core.report.pptx.frame import Place

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes

#: Type sizes to try, largest first; lines of a column's head; the names' share of the width at most.
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
HEAD = 2
NAMES = 0.4

#: Inches left free beside a cell's text; more columns are no wider than this.
BESIDE, WIDEST = 0.05, 1.8

#: "No style, no grid": the cells are coloured one by one.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def rows_that_fit(height: float) -> int:
    """How many rows a table of that height in inches can have."""
    return int(height / (SIZES[-1] * LEADING * POINT)) - HEAD


def heat_table(shapes: SlideShapes, chart: HeatMap, place: Place, palette: Palette) -> GraphicFrame:
    left, top, width, height = place
    lines = len(chart.rows) + HEAD
    size = next((size for size in SIZES if lines * size * LEADING * POINT <= height), SIZES[-1])
    high = min(height / lines, 1.6 * size * LEADING * POINT)
    widest = max(em(name) for name in chart.rows) * size * POINT * CAUTION + 3 * BESIDE
    stub = min(NAMES * width, widest)
    cell = min((width - stub) / len(chart.columns), WIDEST)
    whole = stub + cell * len(chart.columns)
    graphic: GraphicFrame = shapes.add_table(
        len(chart.rows) + 1,
        len(chart.columns) + 1,
        *(Inches(each) for each in (left, top, whole, high * lines)),
    )
    table = graphic.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    for column, wide in zip(table.columns, (stub, *(cell for _ in chart.columns)), strict=True):
        column.width = Inches(wide)
    for index, row in enumerate(table.rows):
        row.height = Inches(high * (HEAD if index == 0 else 1))
    heads = [cut(name, size, cell - 2 * BESIDE, HEAD) for name in chart.columns]
    _fill(table, 0, ("", *heads), size)
    for index, (name, values) in enumerate(zip(chart.rows, chart.values, strict=True), 1):
        _fill(table, index, (cut(name, size, stub - 2 * BESIDE, 1), *map(_shown, values)), size)
        for column, value in enumerate(values, 1):
            if value is not None:
                colour = palette.between((value + 1) / 2)
                frame.fill(table.cell(index, column), colour)
                run = table.cell(index, column).text_frame.paragraphs[0].runs[0]
                run.font.color.rgb = frame.rgb(palette.ink_on(colour))
    return graphic


def _shown(value: float | None) -> str:
    return "" if value is None else number(value, Format.COEFFICIENT)


def _fill(table: Any, row: int, words: Sequence[str], size: float) -> None:
    for column, text in enumerate(words):
        cell = table.cell(row, column)
        cell.margin_left = cell.margin_right = Inches(BESIDE)
        cell.margin_top = cell.margin_bottom = 0
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if row == 0 else MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER if column else PP_ALIGN.LEFT
        paragraph.line_spacing = Pt(size * 1.2)
        # An empty cell would be as high as the largest type.
        etree.SubElement(paragraph._p, qn("a:endParaRPr")).set("sz", str(round(size * 100)))
        if text:
            run = paragraph.add_run()
            run.text = legal(text)
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), row == 0, frame.rgb(LIGHT.ink)
