"""Scores that the spreadsheet computes itself, beside the stored ones."""

from __future__ import annotations

from dataclasses import replace

from csi_core.report.model import Cell, Format, GridColumn, Recount
from csi_core.report.xlsx.cells import NUMBER_FORMATS, Look
from csi_core.report.xlsx.page import Page

_NUMBER = Look(side="right", number=NUMBER_FORMATS[Format.INTEGER])
_SCORE = Look(side="right", number=NUMBER_FORMATS[Format.SCORE], bold=True)


def write_recount(page: Page, row: int, recount: Recount) -> int:
    """Tables of counts from `row` on with a formula a row, the index under them; the row where the next part begins."""
    from openpyxl.utils import get_column_letter

    text = page.text
    index: list[str] = []
    for table in recount.tables:
        last_option = 1 + len(table.options)
        columns = (
            GridColumn(text("section.common.item")),
            *(GridColumn(word, Format.INTEGER) for word, _ in table.options),
            GridColumn(text("section.common.n"), Format.INTEGER),
            GridColumn(text("render.recount.weight"), Format.PERCENT),
            GridColumn(text("render.recount.formula"), Format.SCORE),
            GridColumn(text("render.recount.stored"), Format.SCORE),
        )
        page.heads(row, columns)
        worth = row + 1
        points = tuple(value for _, value in table.options)
        rows: list[tuple[Cell, ...]] = [(text("render.recount.points"), *points, "", "", "", "")]
        rows += [(each.label, *each.counts, "", each.weight, "", each.score) for each in table.rows]
        row = page.rows(worth, rows, columns)
        end = get_column_letter(last_option)
        for at, each in enumerate(table.rows, worth + 1):
            line = "medium" if at == row - 1 else None
            counts = f"B{at}:{end}{at}"
            page.formula(at, last_option + 1, f"=SUM({counts})", sum(each.counts), replace(_NUMBER, bottom=line))
            score = f"=SUMPRODUCT({counts},$B${worth}:${end}${worth})/SUM({counts})"
            page.formula(at, last_option + 3, score, each.score, replace(_SCORE, bottom=line))
        weights, scores = (
            f"{letter}{worth + 1}:{letter}{row - 1}"
            for letter in map(get_column_letter, (last_option + 2, last_option + 3))
        )
        index.append(f"SUMPRODUCT({weights},{scores})")
        row += 1
    total = (
        GridColumn(""),
        GridColumn(text("render.recount.formula"), Format.SCORE),
        GridColumn(text("render.recount.stored"), Format.SCORE),
    )
    page.heads(row, total)
    page.rows(row + 1, [(text("section.scores.index"), "", recount.index)], total)
    page.formula(row + 1, 2, f"=({'+'.join(index)})/100", recount.index, replace(_SCORE, bottom="medium"))
    return page.notes(row + 2, (text("render.recount.note"),), 1) + 1
