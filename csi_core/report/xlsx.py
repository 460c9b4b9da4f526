"""The report as an Excel workbook: contents, then every table at full precision, one sheet an analysis."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from csi_core.palette import LIGHT
from csi_core.report.format import show
from csi_core.report.model import Cell, Format, Grid, Report
from csi_core.report.numbering import labels
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: Excel shows a number as `format.show` does and keeps all its digits.
NUMBER_FORMATS = {
    Format.TEXT: "General",
    Format.INTEGER: "#,##0",
    Format.COEFFICIENT: "0.000",
    Format.PERCENT: '0.0"%"',
    Format.SCORE: "0.0",
    Format.MEAN: "0.00",
    Format.P: '[<0.001]"< .001";[<1].000;0.000',
}

#: What Excel does not take in a sheet's name, and the longest name it takes.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH = 31

#: A text that begins so would be computed by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Column widths in characters; a Chinese character takes two.
_NARROWEST, _WIDEST = 9, 44
_WIDE_CHARACTERS = re.compile(r"[\u1100-\uffff]")


def render(report: Report) -> bytes:
    """The workbook's bytes; texts stay texts, whatever they begin with."""
    from openpyxl import Workbook

    text = Text(report.language)
    book = Workbook()
    moment = datetime.fromisoformat(report.date) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", report.date) else None
    if moment is not None:
        book.properties.created = book.properties.modified = moment
    book.properties.title, book.properties.creator = _legal(report.title), _legal(report.authors)
    numbers = labels(report.blocks, text)
    grids = [(number, block) for number, block in zip(numbers, report.blocks, strict=True) if isinstance(block, Grid)]
    contents = book.worksheets[0]
    contents.title = _name(text("render.sheet_contents"), book)
    names = []
    for prefix, title in report.sheets:
        own = [(number, grid) for number, grid in grids if grid.key.partition(".")[0] == prefix]
        if own:
            sheet = book.create_sheet(_name(title, book))
            _analysis(sheet, title, contents.title, own, text)
            names.append((title, sheet.title))
    _contents(contents, report, names)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _contents(sheet: Worksheet, report: Report, names: list[tuple[str, str]]) -> None:
    from openpyxl.styles import Font

    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 100
    _write(sheet, 1, 1, report.title)
    sheet.cell(1, 1).font = Font(bold=True, size=18, color=_argb(LIGHT.accent))
    row = 2
    for line in (report.subtitle, report.authors, report.date):
        if line:
            _write(sheet, row, 1, line)
            row += 1
    row += 1
    for title, name in names:
        _write(sheet, row, 1, title)
        sheet.cell(row, 1).hyperlink = f"#'{name}'!A1"
        sheet.cell(row, 1).font = Font(color=_argb(LIGHT.accent), underline="single")
        row += 1


def _analysis(sheet: Worksheet, title: str, contents: str, grids: list[tuple[str, Grid]], text: Text) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.sheet_view.showGridLines = False
    _write(sheet, 1, 1, title)
    sheet.cell(1, 1).font = Font(bold=True, size=14, color=_argb(LIGHT.accent))
    _write(sheet, 2, 1, text("render.back"))
    sheet.cell(2, 1).hyperlink = f"#'{contents}'!A1"
    sheet.cell(2, 1).font = Font(color=_argb(LIGHT.accent), underline="single")
    sheet.freeze_panes = "B3"
    widths: dict[int, int] = {}
    row = 4
    for number, grid in grids:
        row = _grid(sheet, row, number, grid, text, widths)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(max(width + 2, _NARROWEST), _WIDEST)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _grid(sheet: Worksheet, row: int, number: str, grid: Grid, text: Text, widths: dict[int, int]) -> int:
    """One three-line table from `row` on; the row after it."""
    from openpyxl.styles import Alignment, Border, Font, Side

    thick, thin = Side(style="medium", color=_argb(LIGHT.ink)), Side(style="thin", color=_argb(LIGHT.ink))
    _write(sheet, row, 1, f"{number}  {grid.caption}")
    sheet.cell(row, 1).font = Font(bold=True)
    row += 1
    for position, column in enumerate(grid.columns, 1):
        _write(sheet, row, position, column.header)
        cell = sheet.cell(row, position)
        cell.font = Font(bold=True)
        cell.border = Border(top=thick, bottom=thin)
        side = "left" if column.format is Format.TEXT else "right"
        cell.alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=True)
        widths[position] = max(widths.get(position, 0), min(_width(column.header), 2 * _NARROWEST))
    bold = Font(bold=True)
    for index, values in enumerate(grid.rows):
        row += 1
        for position, (value, column) in enumerate(zip(values, grid.columns, strict=True), 1):
            _write(sheet, row, position, text("text.missing") if value is None else value)
            cell = sheet.cell(row, position)
            if isinstance(value, str):
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.number_format = NUMBER_FORMATS[column.format]
                cell.alignment = Alignment(horizontal="right", vertical="top")
            if column.strong or index in grid.strong_rows:
                cell.font = bold
            widths[position] = max(widths.get(position, 0), _width(show(value, column.format, text)))
    for position in range(1, len(grid.columns) + 1):
        cell = sheet.cell(row, position)
        cell.border = Border(top=thick if not grid.rows else None, bottom=thick)
    for note in grid.notes:
        row += 1
        _write(sheet, row, 1, note)
        sheet.cell(row, 1).font = Font(italic=True, color=_argb(LIGHT.muted))
    return row + 2


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _legal(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = value


def _legal(words: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", words))


def _name(title: str, book: Workbook) -> str:
    """A sheet's name Excel takes, unlike all others in the book."""
    bare = _NOT_IN_NAMES.sub(" ", _legal(title)).strip()[:_NAME_LENGTH] or "-"
    taken = {name.lower() for name in book.sheetnames}
    name, count = bare, 1
    while name.lower() in taken:
        count += 1
        name = f"{bare[: _NAME_LENGTH - len(str(count)) - 1]} {count}"
    return name


def _width(words: str) -> int:
    return max((len(line) + len(_WIDE_CHARACTERS.findall(line)) for line in words.splitlines()), default=0)


def _argb(colour: str) -> str:
    return "FF" + colour.removeprefix("#").upper()
