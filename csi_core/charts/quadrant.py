"""Named points in four named quarters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from csi_core.charts.placement import Box, Placed, place
from csi_core.charts.style import LINE, NUMBER, SHAPES, TYPE, Layer, finish, fixed, lines, source, text
from csi_core.palette import Palette
from csi_core.report.lines import em
from csi_core.report.model import Point, QuadrantChart

RATIO = 0.72
AXIS = 58.0  # pixels the vertical axis takes beside the plot
SMALL = TYPE - 1
NAME = 9.0  # a name's width on one line, in multiples of the type size
KIND_ROOM = 34.0  # pixels a legend's entry takes beside its word


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands in a plot, in pixels from its upper left corner.

    names: what is written at each point: its name in lines, or a number, the names standing in `key`;
    corners: the quarters' names in lines, their boxes and alignments.
    """

    spots: list[tuple[float, float]]
    names: list[str]
    placed: tuple[Placed, ...]
    corners: list[tuple[str, Box, str]]
    key: list[str]


def arrange(chart: QuadrantChart, plot: float, height: float, *, numbered: bool = False) -> Arrangement:
    """Points bear their names where these find room (and numbers are not asked for); else numbers."""
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain

    def pixel(point: Point) -> tuple[float, float]:
        return (
            plot * (point.x - x_low) / (x_high - x_low),
            height * (y_high - point.y) / (y_high - y_low),
        )

    spots = [pixel(point) for point in chart.points]
    area = Box(2.0, 2.0, plot - 2.0, height - 2.0)
    corners = _corners(chart, plot, height)
    corner_boxes = [box for _, box, _ in corners]
    across, along = _cut_boxes(chart, plot, height)
    bars = _bar_boxes(chart.points, pixel)
    if not numbered:
        names = ["\n".join(lines(point.label, NAME * TYPE, 3)) for point in chart.points]
        sizes = [_size(name) for name in names]
        for taken in ([*corner_boxes, across, along, *bars], [*corner_boxes, across, along], corner_boxes):
            placed = place(spots, sizes, area, taken)
            if placed is not None:
                return Arrangement(spots, names, placed, corners, [])
    names = [str(index) for index in range(1, len(chart.points) + 1)]
    key = [f"{name}  {' '.join(point.label.split())}" for name, point in zip(names, chart.points, strict=True)]
    placed = place(spots, [_size(name) for name in names], area)
    if placed is None:
        # Too many points on one spot even for numbers: those stand on their points.
        placed = tuple(Placed(Box(x, y - 8, x + 16, y + 8), False) for x, y in spots)
    return Arrangement(spots, names, placed, corners, key)


def quadrant(chart: QuadrantChart, palette: Palette, width: int) -> alt.LayerChart:
    """Points bear their names where these find room; else numbers, with the names below the plot."""
    plot = width - AXIS
    height = max(300.0, RATIO * plot)
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain
    found = arrange(chart, plot, height)

    def value(x: float, y: float) -> tuple[float, float]:
        return x_low + (x_high - x_low) * x / plot, y_high - (y_high - y_low) * y / height

    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[x_low, x_high], nice=False, zero=False),
        axis=alt.Axis(title=chart.x_title, tickCount=5, labelExpr=NUMBER, grid=False, domain=True),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[y_low, y_high], nice=False, zero=False),
        axis=alt.Axis(title=chart.y_title, tickCount=5, labelExpr=NUMBER, grid=False, domain=True),
    )
    cuts = [
        {"x": x_low, "y": chart.y_cut, "x2": x_high, "y2": chart.y_cut},
        {"x": chart.x_cut, "y": y_low, "x2": chart.x_cut, "y2": y_high},
    ]
    layers: list[Layer] = [
        alt.Chart(source(cuts)).mark_rule(color=palette.line).encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")),
        *_corner_names(found.corners, palette, value),
        *_bars(chart.points, palette, x, y),
        *_leaders(found, palette, value),
        _points(chart.points, palette, x, y, plot),
        *_names(found.names, found.placed, palette, value),
        *_key(found.key, palette, width, height),
    ]
    return finish(layers, palette, width, height)


def _cut_boxes(chart: QuadrantChart, plot: float, height: float) -> tuple[Box, Box]:
    """The lines between the quarters, which names rather do not cross."""
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain
    x = plot * (chart.x_cut - x_low) / (x_high - x_low)
    y = height * (y_high - chart.y_cut) / (y_high - y_low)
    return Box(x, 0.0, x + 1.0, height), Box(0.0, y, plot, y + 1.0)


def _bar_boxes(points: Sequence[Point], pixel: Callable[[Point], tuple[float, float]]) -> list[Box]:
    """The intervals, which names rather do not cross either."""
    boxes = []
    for point in points:
        x, y = pixel(point)
        if point.x_low is not None and point.x_high is not None:
            left, right = (pixel(replace(point, x=end))[0] for end in (point.x_low, point.x_high))
            boxes.append(Box(left, y - 1.0, right, y + 1.0))
        if point.y_low is not None and point.y_high is not None:
            bottom, top = (pixel(replace(point, y=end))[1] for end in (point.y_low, point.y_high))
            boxes.append(Box(x - 1.0, top, x + 1.0, bottom))
    return boxes


def _size(name: str) -> tuple[float, float]:
    broken = name.split("\n")
    return max(em(line) for line in broken) * SMALL + 4.0, LINE * len(broken)


def _corners(chart: QuadrantChart, plot: float, height: float) -> list[tuple[str, Box, str]]:
    """Each corner's name in lines, its box, its alignment."""
    found: list[tuple[str, Box, str]] = []
    for index, name in enumerate(chart.corners):
        broken = lines(name, 0.4 * plot, 2)
        wide = max(em(line) for line in broken) * TYPE
        high = LINE * len(broken)
        left = 8.0 if index % 2 == 0 else plot - 8.0 - wide
        top = 6.0 if index < 2 else height - 6.0 - high
        found.append(
            ("\n".join(broken), Box(left, top, left + wide, top + high), "left" if index % 2 == 0 else "right")
        )
    return found


def _corner_names(corners: list[tuple[str, Box, str]], palette: Palette, value: Any) -> list[Layer]:
    layers: list[Layer] = []
    for align in ("left", "right"):
        records = []
        for name, box, side in corners:
            if side == align:
                x, y = value(box.left if align == "left" else box.right, box.top + LINE / 2)
                records.append({"text": name, "x": x, "y": y})
        layers.append(
            text(records, palette, color=palette.muted, align=align, fontWeight="bold").encode(
                x=alt.X("x:Q"), y=alt.Y("y:Q")
            )
        )
    return layers


def _leaders(found: Arrangement, palette: Palette, value: Any) -> list[Layer]:
    records = []
    for (x, y), name in zip(found.spots, found.placed, strict=True):
        if name.led:
            start, end = value(x, y), value(*name.box.nearest(x, y))
            records.append({"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]})
    if not records:
        return []
    return [
        alt.Chart(source(records))
        .mark_rule(color=palette.line, strokeWidth=0.8)
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
    ]


def _bars(points: Sequence[Point], palette: Palette, x: alt.X, y: alt.Y) -> list[Layer]:
    """Each point's intervals as a thin cross, cut off where the axes end."""
    records = []
    for point in points:
        if point.x_low is not None and point.x_high is not None:
            records.append({"x": point.x_low, "y": point.y, "x2": point.x_high, "y2": point.y})
        if point.y_low is not None and point.y_high is not None:
            records.append({"x": point.x, "y": point.y_low, "x2": point.x, "y2": point.y_high})
    if not records:
        return []
    marks: alt.Chart = alt.Chart(source(records)).mark_rule(color=palette.muted, strokeWidth=1, opacity=0.6, clip=True)
    return [marks.encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))]


def _points(points: Sequence[Point], palette: Palette, x: alt.X, y: alt.Y, plot: float) -> alt.Chart:
    records = [{"x": point.x, "y": point.y, "kind": point.kind, "tip": _tip(point)} for point in points]
    marks: alt.Chart = alt.Chart(source(records)).mark_point(filled=True, size=60, opacity=1, color=palette.accent)
    marks = marks.encode(x=x, y=y, tooltip=alt.Tooltip("tip:N"))
    kinds = list(dict.fromkeys(point.kind for point in points))
    if kinds == [""]:
        return marks
    colours = (*palette.series, palette.ink, palette.muted)
    by_colour = [colours[index % len(colours)] for index in range(len(kinds))]
    by_shape = [SHAPES[index % len(SHAPES)] for index in range(len(kinds))]
    # All entries of a column are as wide as its widest, so few columns are used where one row would be cut off.
    room = sum(em(kind) * TYPE + KIND_ROOM for kind in kinds)
    columns = 0 if room <= plot else max(1, int(plot // (max(map(em, kinds)) * TYPE + KIND_ROOM)))
    legend = alt.Legend(title=None, orient="top", direction="horizontal", columns=columns)
    return marks.encode(
        color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=by_colour), legend=legend),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=by_shape), legend=legend),
    )


def _tip(point: Point) -> str:
    def shown(value: float, low: float | None, high: float | None) -> str:
        return f"{value:.3f}" if low is None or high is None else f"{value:.3f} [{low:.3f}, {high:.3f}]"

    return f"{point.label}: {shown(point.x, point.x_low, point.x_high)}; {shown(point.y, point.y_low, point.y_high)}"


def _names(names: Sequence[str], placed: Sequence[Placed], palette: Palette, value: Any) -> list[Layer]:
    """The names, on a ground of the background's colour where lines run beneath."""
    records = []
    for name, where in zip(names, placed, strict=True):
        middle, _ = where.box.centre
        x, y = value(middle, where.box.top + LINE / 2)
        records.append({"text": name, "x": x, "y": y})
    ground = {"stroke": palette.background, "strokeWidth": 4, "strokeJoin": "round"}
    return [
        text(records, palette, align="center", fontSize=SMALL, **mark).encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
        for mark in (ground, {})
    ]


def _key(key: list[str], palette: Palette, width: int, height: float) -> list[Layer]:
    """Names by number under the plot, in two columns where the page is wide."""
    if not key:
        return []
    columns = 2 if width >= 520 else 1
    column = (width - AXIS) / columns
    per_column = -(-len(key) // columns)
    return [
        text(
            [{"text": "\n".join(
                line for entry in key[start : start + per_column] for line in lines(entry, column - 16, 3)
            )}],
            palette, align="left", baseline="top", fontSize=SMALL,
        ).encode(x=fixed(alt.XValue, column * index), y=fixed(alt.YValue, height + 58))
        for index, start in enumerate(range(0, len(key), per_column))
    ]  # fmt: skip
