"""Lines, each named at its end."""

from __future__ import annotations

from typing import Any

import altair as alt

from csi_core.charts.style import LINE, NUMBER, SHAPES, TYPE, finish, fixed, lines, source, text
from csi_core.palette import Palette
from csi_core.report.format import number
from csi_core.report.lines import em
from csi_core.report.model import LineChart

RATIO = 0.46
NAMES = 0.26
DASHES = ((1, 0), (5, 3), (2, 2), (7, 2, 2, 2))

#: Of the distance between two labelled places: room beside the outer ones, and how far lines with intervals are apart.
BESIDE, APART = 0.35, 0.06


def line(chart: LineChart, palette: Palette, width: int) -> alt.LayerChart:
    height = max(200.0, RATIO * width)
    xs = [x for series in chart.series for x, _ in series.points]
    ys = [y for series in chart.series for _, y in series.points]
    if chart.rule is not None:
        ys.append(chart.rule[0])
    low, high = chart.y_domain or (min(0.0, *ys), max(0.0, *ys))
    if chart.y_domain is None:
        high = high + 0.04 * (high - low) if high > low else low + 1.0
    first, last = min(xs), max(xs)
    if first == last:
        first, last = first - 0.5, last + 0.5
    whole = all(float(x).is_integer() for x in xs)
    x_axis = alt.Axis(title=chart.x_title, grid=False, labelExpr=NUMBER, labelOverlap=True, domain=True)
    if whole:
        x_axis.values = _whole_ticks(int(first), int(last), width)
    edge = 0.02 * (last - first)
    column = min(NAMES * width, max(em(name) for name in _names(chart)) * TYPE + 4)
    broken_labels: list[list[str]] = []
    if chart.x_labels:
        edge = BESIDE
        slot = (width - column - 3 * TYPE) / (len(chart.x_labels) - 1 + 2 * BESIDE)
        broken_labels = [lines(label, slot - 6, 3) for label in chart.x_labels]
        x_axis.labels = False
        x_axis.titlePadding = 12 + LINE * max(map(len, broken_labels))
    x_scale = alt.Scale(domain=[first - edge, last + edge], nice=False, zero=False)
    y_axis = alt.Axis(
        title=chart.y_title, tickCount=5, labelExpr=NUMBER, titleAngle=0, titleAlign="left", titleAnchor="end",
        titleBaseline="bottom", titleX=0, titleY=-10,
    )  # fmt: skip
    y = alt.Y("y:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=y_axis)
    x = alt.X("x:Q", scale=x_scale, axis=x_axis)
    layers: list[alt.Chart] = []
    names: list[tuple[float, str, str]] = []
    if chart.rule is not None:
        value, name = chart.rule
        layers.append(
            alt.Chart(source([{"x": first - edge, "end": last + edge, "y": value}]))
            .mark_rule(color=palette.muted, strokeDash=[4, 3])
            .encode(x=x, x2=alt.X2("end:Q"), y=y)
        )
        names.append((value, name, palette.muted))
    for index, series in enumerate(chart.series):
        colour = palette.series[index % len(palette.series)]
        dash = DASHES[(index + index // len(palette.series)) % len(DASHES)]
        shift = (index - (len(chart.series) - 1) / 2) * APART if series.intervals else 0.0
        points = [
            {"x": a + shift, "y": b, "tip": f"{series.name}: {_place(chart, a)} → {number(b, chart.format)}"}
            for a, b in series.points
        ]
        data = alt.Chart(source(points))
        ends = [
            {"x": point["x"], "low": interval[0], "high": interval[1]}
            for point, interval in zip(points, series.intervals, strict=bool(series.intervals))
            if interval is not None
        ]
        if ends:
            layers.append(
                alt.Chart(source(ends))
                .mark_rule(color=colour, strokeWidth=1.2)
                .encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
            )
        layers.append(
            data.mark_line(color=colour, strokeDash=list(dash), strokeWidth=2 if index == 0 else 1.5).encode(x=x, y=y)
        )
        layers.append(
            data.mark_point(
                shape=SHAPES[index % len(SHAPES)],
                color=colour,
                fill=colour if index == 0 else palette.background,
                size=26,
                opacity=1,
            ).encode(x=x, y=y, tooltip=alt.Tooltip("tip:N"))
        )
        names.append((series.points[-1][1], series.name, colour))
    labels = _apart(
        [(height * (high - value) / (high - low), lines(name, column, 3), colour) for value, name, colour in names]
    )
    for top, broken, colour in labels:
        record = {"text": "\n".join(broken), "x": last + edge, "y": high - (high - low) * top / height}
        layers.append(text([record], palette, color=colour, align="left", dx=6).encode(x=alt.X("x:Q"), y=alt.Y("y:Q")))
    under = [{"text": "\n".join(label), "x": place} for place, label in enumerate(broken_labels, 1)]
    if under:
        layers.append(
            text(under, palette, color=palette.muted, baseline="top", align="center").encode(
                x=alt.X("x:Q"), y=fixed(alt.YValue, height + 8)
            )
        )
    return finish(layers, palette, width, height)


def _names(chart: LineChart) -> list[str]:
    return [series.name for series in chart.series] + ([chart.rule[1]] if chart.rule else [])


def _place(chart: LineChart, x: float) -> str:
    return chart.x_labels[int(x) - 1] if chart.x_labels else f"{x:g}"


def _whole_ticks(first: int, last: int, width: int) -> list[int]:
    room = max(1, int(width * 0.6 / 26))
    step = -(-(last - first + 1) // room)
    return list(range(first, last + 1, step))


def _apart(names: list[tuple[float, list[str], Any]]) -> list[tuple[float, list[str], Any]]:
    """Names moved down where they would cover one another: (pixels from the top of the first line's middle, …)."""
    placed: list[tuple[float, list[str], Any]] = []
    free = float("-inf")
    for top, broken, colour in sorted(names, key=lambda name: name[0]):
        start = max(top, free)
        placed.append((start, broken, colour))
        free = start + LINE * len(broken)
    return placed
