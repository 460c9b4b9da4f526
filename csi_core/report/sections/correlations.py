"""How the questions hang together, two by two, as a table."""

from __future__ import annotations

from csi_core.report.model import Cell, Format, Grid, GridColumn
from csi_core.report.sections.parts import Words, called
from csi_core.results import Correlations
from csi_core.setup import Setup


def grid(correlations: Correlations, setup: Setup, say: Words) -> Grid:
    """The lower triangle; columns bear the rows' numbers, as papers print it."""
    names = tuple(correlations.r)
    rows: list[tuple[Cell, ...]] = []
    for number, name in enumerate(names, 1):
        values = [correlations.r[name][other] for other in names[:number]]
        rows.append((f"{number} {called(setup, name)}", *values, *("" for _ in names[number:])))
    return Grid(
        "groups.correlations",
        say("grid.correlations"),
        (
            GridColumn(say.common("item")),
            *(GridColumn(str(number), Format.COEFFICIENT) for number in range(1, len(names) + 1)),
        ),
        tuple(rows),
        notes=(say("note.correlations"),),
        more=True,
        workbook=True,
    )
