"""Cells of a sheet: texts that stay texts, numbers with all their digits, three-line tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csi_core.palette import LIGHT
from csi_core.report.format import show
from csi_core.report.model import Cell, Format, GridColumn
from csi_core.text import Text

if TYPE_CHECKING:
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

#: A text that begins so would be computed by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Column widths in characters; a Chinese character takes two.
_NARROWEST, _WIDEST = 9, 44
_WIDE_CHARACTERS = re.compile(r"[\u1100-\uffff]")


def write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    if value == "":
        return
    if isinstance(value, str):
        cell.value = legal(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = value


def write_heads(sheet: Worksheet, row: int, columns: tuple[GridColumn, ...], widths: dict[int, int]) -> None:
    """The row of heads between two lines."""
    from openpyxl.styles import Alignment, Border, Font, Side

    lines = Border(top=Side(style="medium", color=argb(LIGHT.ink)), bottom=Side(style="thin", color=argb(LIGHT.ink)))
    for position, column in enumerate(columns, 1):
        write(sheet, row, position, column.header)
        cell = sheet.cell(row, position)
        cell.font = Font(bold=True)
        cell.border = lines
        side = "left" if column.format is Format.TEXT else "right"
        cell.alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=True)
        widths[position] = max(widths.get(position, 0), min(width(column.header), 2 * _NARROWEST))


def write_row(
    sheet: Worksheet,
    row: int,
    values: tuple[Cell, ...],
    columns: tuple[GridColumn, ...],
    text: Text,
    widths: dict[int, int],
    *,
    bold: bool = False,
) -> None:
    from openpyxl.styles import Alignment, Font

    for position, (value, column) in enumerate(zip(values, columns, strict=True), 1):
        write(sheet, row, position, text("text.missing") if value is None else value)
        cell = sheet.cell(row, position)
        if isinstance(value, str):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            cell.number_format = NUMBER_FORMATS[column.format]
            cell.alignment = Alignment(horizontal="right", vertical="top")
        if column.strong or bold:
            cell.font = Font(bold=True)
        widths[position] = max(widths.get(position, 0), width(show(value, column.format, text)))


def close_table(sheet: Worksheet, row: int, columns: int, *, empty: bool = False) -> None:
    """The line under a table's last row."""
    from openpyxl.styles import Border, Side

    thick = Side(style="medium", color=argb(LIGHT.ink))
    for position in range(1, columns + 1):
        sheet.cell(row, position).border = Border(top=thick if empty else None, bottom=thick)


def write_notes(sheet: Worksheet, row: int, notes: tuple[str, ...]) -> int:
    """Notes under a table; the last row written."""
    from openpyxl.styles import Font

    for note in notes:
        row += 1
        write(sheet, row, 1, note)
        sheet.cell(row, 1).font = Font(italic=True, color=argb(LIGHT.muted))
    return row


def fit_columns(sheet: Worksheet, widths: dict[int, int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, needed in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(max(needed + 2, _NARROWEST), _WIDEST)


def link(sheet: Worksheet, row: int, column: int, words: str, target: str, place: str = "A1") -> None:
    """Words that lead to a cell of the sheet named `target`."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    write(sheet, row, column, words)
    cell = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!{place}")
    cell.font = Font(color=argb(LIGHT.accent), underline="single")


def legal(words: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", words))


def width(words: str) -> int:
    return max((len(line) + len(_WIDE_CHARACTERS.findall(line)) for line in words.splitlines()), default=0)


def argb(colour: str) -> str:
    return "FF" + rgb_hex(colour)


def rgb_hex(colour: str) -> str:
    return colour.removeprefix("#").upper()
