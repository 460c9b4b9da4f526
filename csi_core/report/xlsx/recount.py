"""Scores that the spreadsheet computes itself, beside the stored ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_core.report.model import Format, GridColumn, Recount
from csi_core.report.xlsx.cells import NUMBER_FORMATS, close_table, write_heads, write_notes, write_row
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_recount(sheet: Worksheet, row: int, recount: Recount, text: Text, widths: dict[int, int]) -> int:
    """Tables of counts from `row` on with a formula a row, the index under them; the row where the next part begins."""
    from openpyxl.utils import get_column_letter

    index: list[str] = []
    for table in recount.tables:
        last_option = 1 + len(table.options)
        columns = (
            GridColumn(text("section.common.item")),
            *(GridColumn(word, Format.INTEGER) for word, _ in table.options),
            GridColumn(text("section.common.n"), Format.INTEGER),
            GridColumn(text("render.recount.weight"), Format.PERCENT),
            GridColumn(text("render.recount.formula"), Format.SCORE, strong=True),
            GridColumn(text("render.recount.stored"), Format.SCORE),
        )
        write_heads(sheet, row, columns, widths)
        row += 1
        worth = row
        points = tuple(value for _, value in table.options)
        write_row(sheet, row, (text("render.recount.points"), *points, "", "", "", ""), columns, text, widths)
        end = get_column_letter(last_option)
        for each in table.rows:
            row += 1
            write_row(sheet, row, (each.label, *each.counts, "", each.weight, "", each.score), columns, text, widths)
            counts = f"B{row}:{end}{row}"
            _formula(sheet, row, last_option + 1, f"=SUM({counts})", columns[-4])
            score = f"=SUMPRODUCT({counts},$B${worth}:${end}${worth})/SUM({counts})"
            _formula(sheet, row, last_option + 3, score, columns[-2])
        close_table(sheet, row, len(columns))
        weights, scores = (
            f"{letter}{worth + 1}:{letter}{row}"
            for letter in map(get_column_letter, (last_option + 2, last_option + 3))
        )
        index.append(f"SUMPRODUCT({weights},{scores})")
        row += 2
    total = (
        GridColumn(""),
        GridColumn(text("render.recount.formula"), Format.SCORE, strong=True),
        GridColumn(text("render.recount.stored"), Format.SCORE),
    )
    write_heads(sheet, row, total, widths)
    row += 1
    write_row(sheet, row, (text("section.scores.index"), "", recount.index), total, text, widths)
    _formula(sheet, row, 2, f"=({'+'.join(index)})/100", total[1])
    close_table(sheet, row, len(total))
    return write_notes(sheet, row, (text("render.recount.note"),)) + 2


def _formula(sheet: Worksheet, row: int, column: int, formula: str, style: GridColumn) -> None:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    cell.value = formula
    cell.number_format = NUMBER_FORMATS[style.format]
    cell.alignment = Alignment(horizontal="right", vertical="top")
    cell.font = Font(bold=style.strong)
