"""One sheet while it is written: three-line tables under one another, rows as high as their texts need, print setup."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from csi_core.palette import LIGHT
from csi_core.report.format import show
from csi_core.report.lines import em, wrap
from csi_core.report.model import Cell, Format, GridColumn
from csi_core.report.xlsx.cells import FORMULA, NUMBER_FORMATS, Look, Looks, legal, put, width
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Column widths in digits: the narrowest, the widest first one and other; heads are broken beyond theirs.
_NARROWEST, _FIRST, _WIDEST, _HEAD = 9.0, 46.0, 32.0, 16

#: A text longer than this gets a wider column.
_LONG, _WIDER = 120.0, 60.0

#: A caption or note goes at least so far to the right before it is broken.
_SPAN = 90.0

#: Points of a line of type and of what a row has besides, of a digit; how far the width of texts may be misjudged.
_LINE, _PADDING, DIGIT, _CAUTION = 14.0, 3.0, 5.25, 1.06

#: Points of an empty row.
ROW = 15.0

#: Characters of the report's title above a printed page.
_HEADER = 80

#: What a cell holds.
_TEXT, _NUMBER, _FRACTION, _MISSING = range(4)

#: A fraction that no format is asked for.
_FREE = "[>=0.0001]0.0000;[<=-0.0001]-0.0000;0.00E+00"


class Page:
    """values: what the formulas of the sheet give, by their cells."""

    def __init__(self, sheet: Worksheet, looks: Looks, text: Text) -> None:
        self.sheet, self.text, self.values = sheet, text, dict[str, float]()
        self._looks = looks
        self._widths: dict[int, float] = {}
        self._fixed: dict[int, float] = {}
        self._columns, self._least = 1, _SPAN
        self._wrapped: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._spans: list[tuple[int, int, str, Look]] = []
        sheet.sheet_view.showGridLines = False

    def write(self, row: int, column: int, value: Cell, look: Look) -> None:
        cell = put(self.sheet, row, column, value)
        quoted = isinstance(value, str) and value.startswith(FORMULA)
        self._looks.put(cell, replace(look, quoted=True) if quoted else look)

    def link(self, row: int, words: str, target: str, place: str, look: Look) -> None:
        """Words that lead to a cell of the sheet named `target`."""
        self._wrapped[row].append((1, words))
        from openpyxl.worksheet.hyperlink import Hyperlink

        self.write(row, 1, words, replace(look, colour=LIGHT.accent, underline=True, side="left", wrap=True))
        cell = self.sheet.cell(row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!{place}")

    def span(self, row: int, words: str, look: Look, columns: int) -> None:
        """A text over at least so many columns."""
        self._spans.append((row, columns, words, replace(look, wrap=True)))

    def heads(self, row: int, columns: Sequence[GridColumn], *, first: int = 1, colour: str = LIGHT.ink) -> None:
        """The row of heads between two lines; what does not begin in the first column is not printed."""
        if first == 1:
            self._columns = max(self._columns, len(columns))
        for position, column in enumerate(columns, first):
            side = "left" if column.format is Format.TEXT else "right"
            look = Look(bold=True, colour=colour, side=side, vertical="bottom", wrap=True, top="medium", bottom="thin")
            self.write(row, position, column.header, look)
            self._need(position, min(width(column.header), _HEAD))
            self._wrapped[row].append((position, column.header))

    def rows(
        self,
        row: int,
        rows: Sequence[Sequence[Cell]],
        columns: Sequence[GridColumn],
        *,
        strong: Iterable[int] = (),
        first: int = 1,
        colour: str = LIGHT.ink,
    ) -> int:
        """The table's rows from `row` on and the line under the last; the row after it."""
        bold = frozenset(strong)
        for position, column in enumerate(columns, first):
            looks = _column_looks(column.format, position > 1, colour)
            numbers: list[int | float] = []
            widest = 0
            for index, values in enumerate(rows):
                value = values[position - first]
                kind = _kind(value)
                self.write(
                    row + index,
                    position,
                    self.text("text.missing") if value is None else value,
                    looks[kind, column.strong or index in bold, index == len(rows) - 1],
                )
                if isinstance(value, str):
                    widest = max(widest, width(value) + (position > 1))
                    self._wrapped[row + index].append((position, value))
                elif value is not None:
                    numbers.append(value)
            if numbers:
                shown = (show(end, column.format, self.text) for end in (min(numbers), max(numbers)))
                widest = max(widest, *map(width, shown))
            self._need(position, widest)
        if not rows:
            for position in range(first, first + len(columns)):
                self.write(row, position, "", Look(bottom="medium"))
        return row + max(len(rows), 1)

    def formula(self, row: int, column: int, formula: str, value: float, look: Look) -> None:
        """A formula with what it gives, for readers that do not compute."""
        cell = self.sheet.cell(row, column)
        cell.value = formula
        self._looks.put(cell, look)
        self.values[cell.coordinate] = value

    def notes(self, row: int, notes: Sequence[str], columns: int) -> int:
        """Notes under a table; the row after them."""
        for note in notes:
            self.span(row, note, Look(size=9.0, colour=LIGHT.muted), columns)
            row += 1
        return row

    def fix(self, column: int, wide: float) -> None:
        """Give a column this width, whatever stands in it."""
        self._fixed[column] = wide

    def show(self, wide: float) -> None:
        """Print so many points of the sheet's width, if not more."""
        self._least = max(self._least, wide / DIGIT)

    def _need(self, column: int, needed: float) -> None:
        self._widths[column] = max(self._widths.get(column, 0.0), needed)

    def finish(self, heading: str, repeat: str | None, freeze: str | None) -> None:
        """Widths, heights, print setup; repeat: the rows printed on every page."""
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        widths = {column: _wide(column, need) for column, need in self._widths.items()} | self._fixed
        for column, wide in widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = wide
        for row, texts in self._wrapped.items():
            self._high(row, max(_lines(words, widths.get(column, _NARROWEST), Look()) for column, words in texts))
        for row, columns, words, look in self._spans:
            end, room = _reaching(columns, _SPAN, widths)
            self.write(row, 1, words, look)
            # merge_cells would give each hidden cell a border of its own.
            sheet.merged_cells.add(f"A{row}:{get_column_letter(end)}{row}")
            self._high(row, _lines(words, room, look), look.size)
        end, _ = _reaching(self._columns, self._least, widths)
        sheet.print_area = f"A1:{get_column_letter(end)}{sheet.max_row}"
        sheet.freeze_panes = freeze
        print_setup(sheet, heading, repeat, self.text)

    def _high(self, row: int, lines: int, size: float = 10.0) -> None:
        if lines > 1 or size > 11.0:
            self.sheet.row_dimensions[row].height = min(409.0, lines * _LINE * max(size, 10.0) / 10.0 + _PADDING)


def _kind(value: Cell) -> int:
    match value:
        case None:
            return _MISSING
        case str():
            return _TEXT
        case float() if not value.is_integer():
            return _FRACTION
        case _:
            return _NUMBER


@cache
def _column_looks(style: Format, indented: bool, colour: str) -> dict[tuple[int, bool, bool], Look]:
    """The looks of a column's cells by kind, whether bold, whether in the last row."""
    kinds = {
        _TEXT: Look(colour=colour, side="left", wrap=True, indent=int(indented)),
        _NUMBER: Look(colour=colour, side="right", number=NUMBER_FORMATS[style]),
        _FRACTION: Look(colour=colour, side="right", number=_FREE if style is Format.TEXT else NUMBER_FORMATS[style]),
        _MISSING: Look(colour=colour, side="right"),
    }
    return {
        (kind, bold, last): replace(look, bold=bold, bottom="medium" if last else None)
        for kind, look in kinds.items()
        for bold in (False, True)
        for last in (False, True)
    }


def print_setup(sheet: Worksheet, heading: str, repeat: str | None, text: Text) -> None:
    """A4 across, as wide as the paper, with the report's and the sheet's names above and the page's number below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    sheet.print_title_rows = repeat
    sheet.oddHeader.left.text = _plain(heading)
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.center.text = text("render.page", page="&P", pages="&N")


def _plain(words: str) -> str:
    """Words in which no sign is a command of the page's header."""
    short = legal(words) if len(words) <= _HEADER else f"{legal(words[: _HEADER - 1])}…"
    return " ".join(short.split()).replace("&", "&&")


def _wide(column: int, need: float) -> float:
    most = _FIRST if column == 1 else _WIDER if need > _LONG else _WIDEST
    return min(max(need + 2.0, _NARROWEST), most)


def _reaching(columns: int, wide: float, widths: dict[int, float]) -> tuple[int, float]:
    """The first so many columns, or more if these are not so wide; and their width."""
    end, room = 1, widths.get(1, _NARROWEST)
    while end < columns or room < wide:
        end += 1
        room += widths.get(end, _NARROWEST)
    return end, room


def _lines(words: str, wide: float, look: Look) -> int:
    """Lines a text takes in a column of that many digits."""
    room = (wide - 1.0) * DIGIT / (look.size * _CAUTION)
    if "\n" not in words and width(words) <= wide - 2:
        return 1
    return len(wrap(words, room, em))
