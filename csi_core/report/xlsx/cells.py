"""Cells of a sheet: texts that stay texts, numbers with all their digits, each look made once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csi_core.palette import LIGHT
from csi_core.report.model import Cell, Format

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Excel shows a number as `format.show` does and keeps all its digits.
NUMBER_FORMATS = {
    Format.TEXT: "General",
    Format.INTEGER: "#,##0",
    Format.COEFFICIENT: "#,##0.000",
    Format.PERCENT: '#,##0.0"%"',
    Format.SCORE: "#,##0.0",
    Format.MEAN: "#,##0.00",
    Format.P: '[<0.001]"< .001";[<1].000;0.000',
}

#: A text that begins so would be computed by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

_WIDE_CHARACTERS = re.compile(r"[\u1100-\uffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. side: of its text; top, bottom: a line's style; quoted: a text that looks like a formula."""

    number: str = "General"
    size: float = 10.0
    colour: str = LIGHT.ink
    bold: bool = False
    underline: bool = False
    side: str | None = None
    vertical: str = "top"
    wrap: bool = False
    indent: int = 0
    top: str | None = None
    bottom: str | None = None
    quoted: bool = False


class Looks:
    """Gives cells their looks; each is made once, since openpyxl compares a new one with all others."""

    def __init__(self, font: str) -> None:
        self._font = font
        self._made: dict[Look, Any] = {}

    def put(self, cell: Any, look: Look) -> None:
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = self._make(cell, look)
        cell._style = made

    def _make(self, cell: Any, look: Look) -> Any:
        from openpyxl.styles import Alignment, Border, Font, Side
        from openpyxl.styles.cell_style import StyleArray

        # The cell may have had another look, which others share.
        cell._style = StyleArray()
        cell.font = Font(
            name=self._font,
            size=look.size,
            bold=look.bold,
            color=argb(look.colour),
            underline="single" if look.underline else None,
        )
        cell.alignment = Alignment(
            horizontal=look.side, vertical=look.vertical, wrap_text=look.wrap or None, indent=look.indent
        )
        ink = argb(LIGHT.ink)
        cell.border = Border(
            **{edge: Side(style=style, color=ink) for edge in ("top", "bottom") if (style := getattr(look, edge))}
        )
        cell.number_format = look.number
        cell.quotePrefix = look.quoted
        return cell._style


def put(sheet: Worksheet, row: int, column: int, value: Cell) -> Any:
    """The cell with its value; a text is a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        if value:
            cell.value = legal(value)
            cell.data_type = "s"
    else:
        cell.value = value
    return cell


def legal(words: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", words))


def width(words: str) -> int:
    """The widest line's width in digits; a Chinese character takes two."""
    return max((len(line) + len(_WIDE_CHARACTERS.findall(line)) for line in words.splitlines()), default=0)


def argb(colour: str) -> str:
    return "FF" + rgb_hex(colour)


def rgb_hex(colour: str) -> str:
    return colour.removeprefix("#").upper()
