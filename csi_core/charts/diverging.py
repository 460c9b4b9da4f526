"""Answers from the worst level (left) to the best (right), centred on the middle of the scale."""

from __future__ import annotations

import math
from typing import Any

import altair as alt

from csi_core.charts import rows as row_layout
from csi_core.charts.style import DISTANCE_PERCENT, TYPE, Layer, down, finish, grounds, key, outline, source, text
from csi_core.palette import Palette
from csi_core.report.format import number
from csi_core.report.model import DivergingChart, Format

#: A segment narrower than its own label stays unlabelled; in pixels.
LABEL_ROOM = 30.0

#: From the plot down to the legend, past the axis and its title; in pixels.
LEGEND = 56.0


def extents(chart: DivergingChart) -> tuple[float, float]:
    """How far the axis goes to the left and right of the middle: as given, or to the widest rows' next ten percent."""
    if chart.reach is not None:
        return chart.reach
    if not chart.ordered:
        return 0.0, 100.0
    reach = [start(percents) for _, _, percents in chart.rows]
    left = max((-begin for begin in reach), default=0.0)
    right = max((begin + sum(row[2]) for begin, row in zip(reach, chart.rows, strict=True)), default=0.0)
    return max(10.0, math.ceil(left / 10 - 1e-9) * 10.0), max(10.0, math.ceil(right / 10 - 1e-9) * 10.0)


def diverging(chart: DivergingChart, palette: Palette, width: int) -> alt.LayerChart:
    left, right = extents(chart)
    layout = row_layout.lay_out([label for label, _, _ in chart.rows], width)
    fills = palette.level_fills(len(chart.levels)) if chart.ordered else palette.kind_fills(len(chart.levels))
    column = row_layout.column([label for label, _, _ in chart.rows], width)
    pixels = (width - column - 14) / (left + right)
    segments: list[dict[str, Any]] = []
    for row, (label, n, percents) in zip(layout, chart.rows, strict=True):
        end = start(percents) if chart.ordered else 0.0
        for name, fill, percent in zip(chart.levels, fills, percents, strict=True):
            shown = number(percent, Format.PERCENT)
            segments.append(
                {
                    "y": row.middle,
                    "start": end,
                    "end": end + percent,
                    "middle": end + percent / 2,
                    "colour": fill.paint,
                    "hatched": fill.hatch is not None,
                    "ink": palette.ink_on(fill.colour),
                    "text": shown.removesuffix("%") if percent * pixels >= LABEL_ROOM else "",
                    "tip": f"{label} · {name}: {shown} (n = {n})",
                }
            )
            end += percent
    axis = alt.Axis(title=chart.unit, tickCount=6, labelExpr=DISTANCE_PERCENT, labelOverlap=True)
    x = alt.X("start:Q", scale=alt.Scale(domain=[-left, right], nice=False, zero=False), axis=axis)
    y = row_layout.place(layout)
    data = alt.Chart(source(segments))
    labelled = [segment for segment in segments if segment["text"]]
    layers: list[Layer] = [
        alt.Chart(source([{"x": 0.0, "top": 0.0, "bottom": layout[-1].bottom}]))
        .mark_rule(color=palette.muted, strokeWidth=1)
        .encode(x=alt.X("x:Q"), y=alt.Y("top:Q", scale=down(layout[-1].bottom), axis=None), y2=alt.Y2("bottom:Q")),
        data.mark_bar(orient="horizontal", size=row_layout.BAR + 4, **outline(palette)).encode(
            x=x,
            x2=alt.X2("end:Q"),
            y=y,
            color=alt.Color("colour:N", scale=None),
            tooltip=alt.Tooltip("tip:N"),
        ),
        *grounds([segment for segment in labelled if segment["hatched"]], palette, x=alt.X("middle:Q"), y=y),
        text(labelled, palette, align="center", fontSize=TYPE - 1).encode(
            x=alt.X("middle:Q"), y=y, color=alt.Color("ink:N", scale=None)
        ),
        row_layout.labels(layout, palette),
        *key(
            list(zip(chart.levels, (fill.paint for fill in fills), strict=True)),
            palette,
            2 - column,
            layout[-1].bottom + LEGEND,
            width - 4,
        ),
    ]
    return finish(layers, palette, width, layout[-1].bottom)


def start(percents: tuple[float, ...]) -> float:
    """Where a row begins when the middle of its scale stands at zero."""
    half, odd = divmod(len(percents), 2)
    return -sum(percents[:half]) - (percents[half] / 2 if odd else 0.0)
