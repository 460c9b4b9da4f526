"""The item scores as counts and points, for a spreadsheet to compute them again."""

from __future__ import annotations

from csi_core.report.model import Recount, ScoreRow, ScoreTable
from csi_core.report.sections.item_tables import MOST_LEVELS
from csi_core.report.sections.levels import levels
from csi_core.report.sections.parts import called
from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import Text


def recount(results: Results, setup: Setup, text: Text) -> Recount | None:
    """The counts behind every item score; None where counts do not give them: survey weights, very fine scales."""
    scores, items = results.scores, results.items
    if scores is None or items is None or any(note.code == "scores.weighted" for note in results.notes):
        return None
    tables: dict[tuple[tuple[str, float], ...], list[ScoreRow]] = {}
    for name, score in scores.items.items():
        scale = setup.column(name).scale
        if scale is None or name not in items or len(items[name].counts) > MOST_LEVELS:
            return None
        answers = levels(setup, name, items[name], text)
        points = tuple(
            # Codes are turned already: the best end is the highest.
            (word, 100 * (float(code) - scale.min) / (scale.max - scale.min))
            for code, word in answers
        )
        counts = tuple(items[name].counts[code] for code, _ in answers)
        row = ScoreRow(called(setup, name), counts, score.score, 100 * score.weight)
        tables.setdefault(points, []).append(row)
    return Recount("items", tuple(ScoreTable(points, tuple(rows)) for points, rows in tables.items()), scores.index)
