"""What changes without some questions, as a table."""

from __future__ import annotations

from csi_core.analysis.what_if import WhatIf
from csi_core.report.model import Format, Grid, GridColumn
from csi_core.report.sections.parts import Words
from csi_core.text import Text

_FACTS = (
    ("items", Format.INTEGER),
    ("n", Format.INTEGER),
    ("kmo", Format.COEFFICIENT),
    ("factors", Format.INTEGER),
    ("explained", Format.PERCENT),
    ("troubled", Format.INTEGER),
    ("alpha", Format.COEFFICIENT),
    ("index", Format.SCORE),
)


def what_if_grid(told: WhatIf, text: Text) -> Grid:
    """One row a fact, before and after side by side, with the change where both are known."""
    say = Words("what_if", text)
    rows = []
    for name, style in _FACTS:
        before, after = getattr(told.before, name), getattr(told.after, name)
        shown = say.show(before, style), say.show(after, style), _change(before, after, style, say)
        rows.append((say(f"fact.{name}"), *shown))
    columns = ("fact", "before", "after", "change")
    return Grid(
        "what_if.facts",
        say("caption", items=len(told.items)),
        tuple(GridColumn(say(f"column.{name}"), strong=name == "after") for name in columns),
        tuple(rows),
        notes=(say("note"),),
    )


def _change(before: float | None, after: float | None, style: Format, say: Words) -> str:
    """The difference with its sign; none where it rounds to nothing."""
    if before is None or after is None:
        return say.show(None, style)
    # Of percentages the change is in points, not in per cent.
    shown = say.show(after - before, Format.SCORE if style is Format.PERCENT else style)
    return f"+{shown}" if after > before and shown.strip("0.") else shown
