"""The workbook: a cover with contents, then the tables and charts, one sheet an analysis."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from csi_core.palette import LIGHT
from csi_core.picture import fitted
from csi_core.report.model import Figure, Grid, Recount, Report
from csi_core.report.numbering import labels
from csi_core.report.xlsx.cells import (
    argb,
    close_table,
    fit_columns,
    legal,
    link,
    write,
    write_heads,
    write_notes,
    write_row,
)
from csi_core.report.xlsx.charts import write_figure
from csi_core.report.xlsx.data import with_values, write_names
from csi_core.report.xlsx.recount import write_recount
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: What Excel does not take in a sheet's name, and the longest name it takes.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH = 31

#: Most width and height of the logo on the cover, in pixels.
LOGO = (220.0, 90.0)

#: A sheet's parts for the contents: words, sheet, row.
_Entry = tuple[str, str, int]


def workbook(report: Report) -> bytes:
    from openpyxl import Workbook

    text = Text(report.language)
    book = Workbook()
    moment = datetime.fromisoformat(report.date) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", report.date) else None
    if moment is not None:
        book.properties.created = book.properties.modified = moment
    book.properties.title, book.properties.creator = legal(report.title), legal(report.authors)
    numbered = [
        (number, block)
        for number, block in zip(labels(report.blocks, text), report.blocks, strict=True)
        if isinstance(block, Grid | Figure)
    ]
    cover = book.worksheets[0]
    cover.title = _name(text("render.sheet_contents"), book)
    entries: list[_Entry] = []
    for prefix, title in report.sheets:
        own = [(number, block) for number, block in numbered if block.key.partition(".")[0] == prefix]
        if any(isinstance(block, Grid) for _, block in own):
            sheet = book.create_sheet(_name(title, book))
            entries.append((title, sheet.title, 1))
            recount = report.recount if report.recount and report.recount.prefix == prefix else None
            entries += _analysis(sheet, title, cover.title, own, recount, text, dict(report.remarks).get(prefix, ()))
    data = 0
    if report.answers is not None:
        if report.answers.values is not None:
            sheet = book.create_sheet(_name(text("check.data"), book))
            write_names(sheet, report.answers.names)
            entries.append((text("check.data"), sheet.title, 1))
            data = len(book.worksheets)
        sheet = book.create_sheet(_name(text("check.codebook"), book))
        entries.append((text("check.codebook"), sheet.title, 1))
        _analysis(sheet, text("check.codebook"), cover.title, [("", report.answers.codebook)], None, text)
    _cover(cover, report, entries, text)
    # No computed value is stored beside a formula.
    book.calculation.fullCalcOnLoad = True
    buffer = BytesIO()
    book.save(buffer)
    if report.answers is not None and report.answers.values is not None:
        return with_values(buffer.getvalue(), data, report.answers.values)
    return buffer.getvalue()


def _cover(sheet: Worksheet, report: Report, entries: list[_Entry], text: Text) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 100
    write(sheet, 1, 1, report.title)
    sheet.cell(1, 1).font = Font(bold=True, size=18, color=argb(LIGHT.accent))
    sheet.cell(1, 1).alignment = Alignment(wrap_text=True)
    row = 2
    for line in (report.subtitle, report.organisation, report.authors, report.date):
        if line:
            write(sheet, row, 1, line)
            row += 1
    if report.logo:
        row += 1
        _logo(sheet, row, report.logo)
        row += 1
    row += 1
    write(sheet, row, 1, text("render.contents"))
    sheet.cell(row, 1).font = Font(bold=True, size=12)
    for words, name, place in entries:
        row += 1
        link(sheet, row, 1, words, name, f"A{place}")
        if place > 1:
            sheet.cell(row, 1).alignment = Alignment(indent=2)
        else:
            sheet.cell(row, 1).font = Font(bold=True, color=argb(LIGHT.accent), underline="single")
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _logo(sheet: Worksheet, row: int, logo: bytes) -> None:
    from openpyxl.drawing.image import Image

    picture = Image(BytesIO(logo))
    picture.width, picture.height = fitted(logo, *LOGO)
    sheet.add_image(picture, f"A{row}")
    sheet.row_dimensions[row].height = picture.height * 0.75 + 6.0


def _analysis(
    sheet: Worksheet,
    title: str,
    cover: str,
    blocks: list[tuple[str, Grid | Figure]],
    recount: Recount | None,
    text: Text,
    remarks: tuple[str, ...] = (),
) -> list[_Entry]:
    from openpyxl.styles import Font

    sheet.sheet_view.showGridLines = False
    write(sheet, 1, 1, title)
    sheet.cell(1, 1).font = Font(bold=True, size=14, color=argb(LIGHT.accent))
    link(sheet, 2, 1, text("render.back"), cover)
    sheet.freeze_panes = "B3"
    widths: dict[int, int] = {}
    entries = []
    row = 4

    def head(words: str) -> None:
        entries.append((words, sheet.title, row))
        write(sheet, row, 1, words)
        sheet.cell(row, 1).font = Font(bold=True)

    for number, block in blocks:
        head(f"{number}  {block.caption}".strip())
        match block:
            case Grid():
                row = _grid(sheet, row + 1, block, text, widths)
            case Figure():
                row = write_figure(sheet, row + 1, block, text, widths)
    if recount is not None:
        head(text("render.recount.caption"))
        row = write_recount(sheet, row + 1, recount, text, widths)
    for remark in remarks:
        write(sheet, row, 1, remark)
        row += 1
    fit_columns(sheet, widths)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return entries


def _grid(sheet: Worksheet, row: int, grid: Grid, text: Text, widths: dict[int, int]) -> int:
    """One three-line table with its heads in `row`; the row where the next part begins."""
    write_heads(sheet, row, grid.columns, widths)
    for index, values in enumerate(grid.rows):
        row += 1
        write_row(sheet, row, values, grid.columns, text, widths, bold=index in grid.strong_rows)
    close_table(sheet, row, len(grid.columns), empty=not grid.rows)
    return write_notes(sheet, row, grid.notes) + 2


def _name(title: str, book: Workbook) -> str:
    """A sheet's name Excel takes, unlike all others in the book."""
    bare = _NOT_IN_NAMES.sub(" ", legal(title)).strip()[:_NAME_LENGTH] or "-"
    taken = {name.lower() for name in book.sheetnames}
    name, count = bare, 1
    while name.lower() in taken:
        count += 1
        name = f"{bare[: _NAME_LENGTH - len(str(count)) - 1]} {count}"
    return name
