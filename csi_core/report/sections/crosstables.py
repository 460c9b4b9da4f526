"""Cross tables of questions by groups, their counts and tests, as tables."""

from __future__ import annotations

from collections.abc import Mapping

from csi_core.report.model import Cell, Format, Grid, GridColumn
from csi_core.report.sections.levels import levels
from csi_core.report.sections.parts import Words, called
from csi_core.results import CrossTable, Item, Results
from csi_core.setup import Setup


def grids(results: Results, setup: Setup, say: Words) -> list[Grid]:
    """The tests and the counts, grouping by grouping."""
    crossed: dict[str, list[CrossTable]] = {}
    for table in results.crosstabs or ():
        crossed.setdefault(table.by, []).append(table)
    grids: list[Grid] = []
    for number, (by, tables) in enumerate(crossed.items(), 1):
        grids.append(_cross_tests_grid(number, by, tables, setup, say))
        grids.append(_cross_counts_grid(number, by, tables, results.items or {}, setup, say))
    return grids


def _cross_tests_grid(number: int, by: str, tables: list[CrossTable], setup: Setup, say: Words) -> Grid:
    return Grid(
        f"groups.crosstests.{number}",
        say("grid.crosstests", by=called(setup, by)),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.chi2"), Format.COEFFICIENT),
            GridColumn(say.common("df"), Format.INTEGER),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.p_exact"), Format.P),
            GridColumn(say("column.cramers_v"), Format.COEFFICIENT),
        ),
        tuple((called(setup, each.item), each.chi2, each.df, each.p, each.p_exact, each.cramers_v) for each in tables),
        notes=(say("note.crosstests"),),
        more=True,
    )


def _cross_counts_grid(
    number: int, by: str, tables: list[CrossTable], items: Mapping[str, Item], setup: Setup, say: Words
) -> Grid:
    groups = tuple(dict.fromkeys(group for table in tables for group in table.columns))
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        words = dict(levels(setup, table.item, items[table.item], say.text)) if table.item in items else {}
        for code, counts in zip(table.rows, table.counts, strict=True):
            by_group = dict(zip(table.columns, counts, strict=True))
            rows.append((called(setup, table.item), words.get(code, code), *(by_group.get(group) for group in groups)))
    return Grid(
        f"groups.crosstabs.{number}",
        say("grid.crosstabs", by=called(setup, by)),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.answer")),
            *(GridColumn(group, Format.INTEGER) for group in groups),
        ),
        tuple(rows),
        more=True,
        workbook=True,
    )
