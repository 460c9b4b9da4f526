"""Horizontal rows under one another, each with a label of several lines: bars and diverging bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from csi_core.charts.style import LINE, down, fixed, label_width, lines, text
from csi_core.palette import Palette

#: A label column takes at most this share of the width.
LABELS = 0.42
GAP = 12.0
INDENT = 10.0
BAR = 18.0


@dataclass(frozen=True, slots=True)
class Row:
    """A label in lines and the pixels from the top of the middle of its row."""

    label: str
    middle: float
    bottom: float


def column(labels: Sequence[str], width: int) -> float:
    """Pixels the labels and the gap to the plot take."""
    return label_width(labels, LABELS * width) + INDENT


def lay_out(labels: Sequence[str], width: int, gap: float = GAP) -> tuple[Row, ...]:
    """Rows as high as their labels need, with a gap between labels."""
    room = column(labels, width) - INDENT
    rows: list[Row] = []
    top = 0.0
    for label in labels:
        broken = lines(label, room)
        height = max(BAR, LINE * len(broken)) + gap
        rows.append(Row("\n".join(broken), top + height / 2, top + height))
        top += height
    return tuple(rows)


def heights(labels: Sequence[str], width: int) -> list[float]:
    """The height of each row, pixels."""
    bottoms = [row.bottom for row in lay_out(labels, width)]
    return [bottom - top for top, bottom in zip([0.0, *bottoms], bottoms, strict=False)]


def labels(rows: Sequence[Row], palette: Palette) -> alt.Chart:
    """The labels, right-aligned to the left of the plot."""
    records = [
        # Several lines hang from the first one's middle.
        {"text": row.label, "y": row.middle - LINE * row.label.count("\n") / 2}
        for row in rows
    ]
    return text(records, palette, align="right", dx=-INDENT).encode(x=fixed(alt.XValue, 0), y=place(rows))


def place(rows: Sequence[Row], field: str = "y") -> alt.Y:
    return alt.Y(f"{field}:Q", scale=down(rows[-1].bottom), axis=None)
