"""Horizontal bars, labelled with their values."""

from __future__ import annotations

from typing import Any

import altair as alt

from csi_core.charts import rows as row_layout
from csi_core.charts.style import NUMBER, PERCENT, TYPE, Layer, finish, outline, source, text, ticks
from csi_core.palette import Palette
from csi_core.report.format import number
from csi_core.report.lines import em
from csi_core.report.model import BarChart, Format

#: Pixels between a bar's end and its value.
VALUE_GAP = 6.0


def domain(chart: BarChart) -> tuple[float, float]:
    """The ends of the value axis: as given, or from zero to the data, intervals and the reference line."""
    if chart.domain is not None:
        return chart.domain
    values = [end for bar in chart.bars for end in (bar.value, bar.low, bar.high) if end is not None]
    if chart.rule is not None:
        values.append(chart.rule[0])
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if low < high else (0.0, 1.0)


def bars(chart: BarChart, palette: Palette, width: int) -> alt.LayerChart:
    low, high = domain(chart)
    layout = row_layout.lay_out([bar.label for bar in chart.bars], width)
    start = min(max(0.0, low), high)
    records: list[dict[str, Any]] = []
    for bar, row in zip(chart.bars, layout, strict=True):
        shown = number(bar.value, chart.format)
        leftward = bar.value < start
        ends = [end for end in (bar.value, bar.low, bar.high) if end is not None]
        records.append(
            {
                "y": row.middle,
                "start": start,
                "value": bar.value,
                "low": bar.low,
                "high": bar.high,
                "colour": palette.tone_fill(bar.tone).paint,
                "text": f"{shown}  {bar.note}".rstrip(),
                "anchor": min(ends) if leftward else max(ends),
                "side": "left" if leftward else "right",
                "tip": f"{bar.label}: {shown}",
            }
        )
    axis = alt.Axis(
        title=chart.unit,
        values=ticks(low, high, 5),
        labelExpr=PERCENT if chart.format is Format.PERCENT else NUMBER,
        labelOverlap=True,
    )
    plot = width - row_layout.column([bar.label for bar in chart.bars], width)
    scale = alt.Scale(domain=_with_room(low, high, records, plot), nice=False, zero=False)
    x = alt.X("start:Q", scale=scale, axis=axis)
    y = row_layout.place(layout)
    data = alt.Chart(source(records))
    layers: list[Layer] = [
        data.mark_bar(orient="horizontal", size=row_layout.BAR, **outline(palette)).encode(
            x=x, x2=alt.X2("value:Q"), y=y, color=alt.Color("colour:N", scale=None), tooltip=alt.Tooltip("tip:N")
        ),
        row_layout.labels(layout, palette),
    ]
    if any(bar.low is not None and bar.high is not None for bar in chart.bars):
        intervals = alt.Chart(source([record for record in records if None not in (record["low"], record["high"])]))
        layers.append(
            intervals.mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
        )
    for side, align, shift in (("left", "right", -VALUE_GAP), ("right", "left", VALUE_GAP)):
        values = [record for record in records if record["side"] == side]
        if values:
            layers.append(text(values, palette, align=align, dx=shift).encode(x=alt.X("anchor:Q"), y=y))
    zero = [{"x": start, "top": 0.0, "bottom": layout[-1].bottom}]
    layers.append(
        alt.Chart(source(zero))
        .mark_rule(color=palette.line)
        .encode(x=alt.X("x:Q"), y=row_layout.place(layout, "top"), y2=alt.Y2("bottom:Q"))
    )
    if chart.rule is not None:
        value, name = chart.rule
        line = [{"x": value, "top": 0.0, "bottom": layout[-1].bottom, "text": name}]
        layers += [
            alt.Chart(source(line))
            .mark_rule(color=palette.muted, strokeDash=[4, 3])
            .encode(x=alt.X("x:Q"), y=row_layout.place(layout, "top"), y2=alt.Y2("bottom:Q")),
            text(line, palette, color=palette.muted, dy=-8, align="center").encode(
                x=alt.X("x:Q"), y=row_layout.place(layout, "top")
            ),
        ]
    return finish(layers, palette, width, layout[-1].bottom)


def _with_room(low: float, high: float, records: list[dict[str, Any]], plot: float) -> list[float]:
    """The axis, widened so that the value beside each bar ends within the plot of `plot` pixels."""
    least, most = low, high
    for record in records:
        share = min(0.5, (em(record["text"]) * TYPE + 2 * VALUE_GAP) / plot)
        if record["side"] == "right":
            most = max(most, low + (record["anchor"] - low) / (1 - share))
        else:
            least = min(least, high - (high - record["anchor"]) / (1 - share))
    return [least, most]
