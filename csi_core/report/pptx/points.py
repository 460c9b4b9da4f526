"""Lines and named points, as PowerPoint draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from csi_core.palette import LIGHT
from csi_core.report.lines import em
from csi_core.report.model import LineChart, QuadrantChart
from csi_core.report.pptx.fitting import LEADING, POINT, cut
from csi_core.report.pptx.frame import (
    AXIS,
    LEGEND,
    NUMBERS,
    TITLE,
    Place,
    add,
    error_bars,
    inner_place,
    legend,
    name_of,
    overlay,
    place_plot,
    quiet_axis,
    rgb,
)
from csi_core.report.xlsx.cells import NUMBER_FORMATS

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as PowerPointChart
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes

#: More points than this have their names in a key.
NAMED_POINTS = 16

MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.X,
    XL_MARKER_STYLE.STAR,
)
DASHES = (
    MSO_LINE_DASH_STYLE.SOLID,
    MSO_LINE_DASH_STYLE.DASH,
    MSO_LINE_DASH_STYLE.ROUND_DOT,
    MSO_LINE_DASH_STYLE.LONG_DASH,
)


def lines(shapes: SlideShapes, chart: LineChart, place: Place) -> GraphicFrame:
    """Lines over numbers, or over named steps where the chart names them."""
    drawn = [(series.name, series.points, series.intervals) for series in chart.series]
    xs = [x for _, points, _ in drawn for x, _ in points]
    if chart.rule is not None:
        ends = (1.0, float(len(chart.x_labels))) if chart.x_labels else (min(xs), max(xs))
        drawn.append((chart.rule[1], tuple((x, chart.rule[0]) for x in ends), ()))
    if chart.x_labels:
        data = CategoryChartData(number_format=NUMBER_FORMATS[chart.format])
        data.categories = [name_of(label) for label in chart.x_labels]
        for name, points, _ in drawn:
            at = dict(points)
            data.add_series(name_of(name), [at.get(float(x)) for x in range(1, len(chart.x_labels) + 1)])
        frame = add(shapes, XL_CHART_TYPE.LINE_MARKERS, place, data)
    else:
        numbers = XyChartData(number_format=NUMBER_FORMATS[chart.format])
        for name, points, _ in drawn:
            series = numbers.add_series(name_of(name))
            for x, y in points:
                series.add_data_point(x, y)
        frame = add(shapes, XL_CHART_TYPE.XY_SCATTER_LINES, place, numbers)
    made = frame.chart
    for index, (line, (_, points, intervals)) in enumerate(zip(made.plots[0].series, drawn, strict=True)):
        reference = index == len(chart.series)
        colour = LIGHT.muted if reference else LIGHT.series[index % len(LIGHT.series)]
        line.smooth = False
        line.format.line.color.rgb = rgb(colour)
        line.format.line.width = Pt(1.25 if reference else 2.0)
        line.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH if reference else DASHES[index % len(DASHES)]
        if reference:
            line.marker.style = XL_MARKER_STYLE.NONE
        else:
            _mark(line, index, colour, 6)
        if intervals:
            ends_of = [(None, None) if each is None else each for each in intervals]
            bars = [(low, y, high) for (low, high), (_, y) in zip(ends_of, points, strict=True)]
            error_bars(line, "cat" if chart.x_labels else "xVal", bars, None if chart.x_labels else "y")
    if chart.x_labels:
        quiet_axis(made.category_axis, chart.x_title, None)
    else:
        _number_axis(made.category_axis, xs)
        quiet_axis(made.category_axis, chart.x_title, "General")
    if chart.y_domain is not None:
        made.value_axis.minimum_scale, made.value_axis.maximum_scale = chart.y_domain
    quiet_axis(made.value_axis, chart.y_title, "General", grid=True)
    legend(made)
    return frame


def _number_axis(axis: Any, xs: Sequence[float]) -> None:
    whole = all(float(x).is_integer() for x in xs)
    spare = 1.0 if whole else 0.03 * (max(xs) - min(xs)) or 0.5
    axis.minimum_scale, axis.maximum_scale = min(xs) - spare, max(xs) + spare
    if whole:
        axis.major_unit = max(1, round((max(xs) - min(xs)) / 12))


def quadrant(shapes: SlideShapes, chart: QuadrantChart, place: Place, *, numbered: bool) -> GraphicFrame:
    """The two lines between the quarters, then a series for each kind of point."""
    kinds = list(dict.fromkeys(point.kind for point in chart.points))
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain
    cuts = (((chart.x_cut, y_low), (chart.x_cut, y_high)), ((x_low, chart.y_cut), (x_high, chart.y_cut)))
    data = XyChartData(number_format="0.000")
    for ends in cuts:
        series = data.add_series(" ")
        for x, y in ends:
            series.add_data_point(x, y)
    for kind in kinds:
        series = data.add_series(name_of(kind or chart.y_title))
        for point in chart.points:
            if point.kind == kind:
                series.add_data_point(point.x, point.y)
    frame = add(shapes, XL_CHART_TYPE.XY_SCATTER, place, data)
    made = frame.chart
    inner = _quadrant_plot(chart, place)
    place_plot(made, inner)
    lines = list(made.plots[0].series)
    for line in lines[: len(cuts)]:
        line.format.line.color.rgb = rgb(LIGHT.line)
        line.format.line.width = Pt(1)
        line.marker.style = XL_MARKER_STYLE.NONE
        line.smooth = False
    colours = (*LIGHT.series, LIGHT.ink, LIGHT.muted)
    where = sides(chart, place, numbered=numbered) or [XL_LABEL_POSITION.RIGHT] * len(chart.points)
    labelled = list(enumerate(zip(chart.points, where, strict=True), 1))
    for index, (kind, line) in enumerate(zip(kinds, lines[len(cuts) :], strict=True)):
        line.format.line.fill.background()
        _mark(line, index, colours[index % len(colours)], 9)
        own = [each for each in labelled if each[1][0].kind == kind]
        members = [point for _, (point, _) in own]
        if any(point.x_low is not None for point in members):
            error_bars(line, "xVal", [(point.x_low, point.x, point.x_high) for point in members], "x")
        if any(point.y_low is not None for point in members):
            error_bars(line, "xVal", [(point.y_low, point.y, point.y_high) for point in members], "y")
        for position, (number, (point, side)) in enumerate(own):
            label = line.points[position].data_label
            run = label.text_frame.paragraphs[0].add_run()
            run.text = str(number) if numbered else name_of(point.label)
            run.font.size = Pt(AXIS)
            label.position = side
    for axis, title, (low, high) in (
        (made.category_axis, chart.x_title, chart.x_domain),
        (made.value_axis, chart.y_title, chart.y_domain),
    ):
        axis.minimum_scale, axis.maximum_scale = low, high
        quiet_axis(axis, title, "General", line=True)
    if kinds != [""]:
        legend(made)
        for index in range(len(cuts)):
            _unlisted(made, index)
    _corners(shapes, chart, place, inner)
    return frame


def _mark(line: Any, index: int, colour: str, size: int) -> None:
    line.marker.style, line.marker.size = MARKERS[index % len(MARKERS)], size
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = rgb(colour)
    line.marker.format.line.fill.background()


def _quadrant_plot(chart: QuadrantChart, place: Place) -> Place:
    legend = LEGEND if any(point.kind for point in chart.points) else 0.0
    return inner_place(place, 0.75 / place[2], 0.1, NUMBERS + TITLE + legend + 0.05)


def sides(chart: QuadrantChart, place: Place, *, numbered: bool) -> list[XL_LABEL_POSITION] | None:
    """On which side of its point each name (or number) stands; None if some would cover another."""
    inner = _quadrant_plot(chart, place)
    width, height = place[2] * inner[2] / POINT, place[3] * inner[3] / POINT
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain
    spots = [
        (width * (point.x - x_low) / (x_high - x_low), height * (y_high - point.y) / (y_high - y_low))
        for point in chart.points
    ]
    if not numbered and len(chart.points) > NAMED_POINTS:
        return None
    widths = [AXIS * 1.3 if numbered else em(point.label) * AXIS for point in chart.points]
    return _apart(spots, widths, (width, height))


def _apart(
    spots: Sequence[tuple[float, float]], widths: Sequence[float], room: tuple[float, float]
) -> list[XL_LABEL_POSITION] | None:
    """A side for every label where none covers another or a point; None if there is no such choice."""
    taken: list[tuple[float, float, float, float]] = []
    found: list[XL_LABEL_POSITION] = []
    high, away = AXIS * LEADING, 7.0
    for index, ((x, y), wide) in enumerate(zip(spots, widths, strict=True)):
        for side, box in (
            (XL_LABEL_POSITION.RIGHT, (x + away, y - high / 2, x + away + wide, y + high / 2)),
            (XL_LABEL_POSITION.LEFT, (x - away - wide, y - high / 2, x - away, y + high / 2)),
            (XL_LABEL_POSITION.ABOVE, (x - wide / 2, y - away - high, x + wide / 2, y - away)),
            (XL_LABEL_POSITION.BELOW, (x - wide / 2, y + away, x + wide / 2, y + away + high)),
        ):
            inside = box[0] >= 0 and box[2] <= room[0] and box[1] >= 0 and box[3] <= room[1]
            covers = any(
                box[0] - 4 < px < box[2] + 4 and box[1] - 4 < py < box[3] + 4
                for other, (px, py) in enumerate(spots)
                if other != index
            )
            if inside and not covers and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(side)
                break
        else:
            return None
    return found


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _corners(shapes: SlideShapes, chart: QuadrantChart, place: Place, inner: Place) -> None:
    left, top = place[0] + place[2] * inner[0], place[1] + place[3] * inner[1]
    width, height = place[2] * inner[2], place[3] * inner[3]
    wide, high = width / 2 - 0.1, 0.24
    for index, name in enumerate(chart.corners):
        x = left + 0.05 if index % 2 == 0 else left + width - wide - 0.05
        y = top + 0.03 if index < 2 else top + height - high - 0.03
        align = PP_ALIGN.LEFT if index % 2 == 0 else PP_ALIGN.RIGHT
        overlay(shapes, cut(name, AXIS, wide, 1), (x, y, wide, high), align, LIGHT.line, bold=True)


def _unlisted(made: PowerPointChart, index: int) -> None:
    """Take a helper line out of the legend."""
    entry = etree.Element(qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", str(index))
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    made.legend._element.find(qn("c:legendPos")).addnext(entry)
