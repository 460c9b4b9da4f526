"""The analysed answers as numbers and their code book, for the workbook."""

from __future__ import annotations

from csi_core.check.data import check_data
from csi_core.report.model import Answers, Cell, Grid, GridColumn
from csi_core.responses import Responses
from csi_core.text import Text

#: More cells than this are left out of the workbook: writing them takes longer than about two seconds.
MOST_CELLS = 600_000


def answers(responses: Responses, text: Text) -> Answers:
    """The valid responses' codes after turning, one column a question; columns left out as private are not in it."""
    data = check_data(responses, text)
    asked = {variable: responses.setup.column(name) for name, variable in data.names.items()}
    rows: list[tuple[Cell, ...]] = []
    for variable in data.frame.columns:
        codes = text("report.answer_separator").join(
            text("check.code", code=code, words=words) for code, words in data.values.get(variable, {}).items()
        )
        column = asked.get(variable)
        if column is not None and column.scale is not None and not codes:
            codes = text("check.scale", low=column.scale.min, high=column.scale.max)
        name, title = ("", data.labels[variable]) if column is None else (column.name, column.title)
        rows.append((variable, title, name, codes))
    cells = data.frame.size
    kept = cells <= MOST_CELLS
    note = text("check.codebook_note") if kept else text("check.too_many", cells=cells, most=MOST_CELLS)
    book = Grid(
        "codebook.variables",
        text("check.codebook"),
        tuple(GridColumn(text(f"check.column.{name}")) for name in ("variable", "question", "name", "codes")),
        tuple(rows),
        notes=(note,),
    )
    return Answers(tuple(data.frame.columns), data.frame.to_numpy() if kept else None, book)
