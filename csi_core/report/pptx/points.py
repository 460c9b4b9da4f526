"""Lines and named points, as PowerPoint draws them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from csi_core.charts.quadrant import SMALL, Arrangement, arrange
from csi_core.palette import LIGHT, Palette
from csi_core.report.lines import em
from csi_core.report.model import Format, LineChart, QuadrantChart
from csi_core.report.pptx import frame
from csi_core.report.pptx.fitting import CAUTION, LEADING, POINT
from csi_core.report.pptx.frame import AXIS, LEGEND, NUMBERS, TITLE, Place, name_of
from csi_core.report.xlsx.cells import NUMBER_FORMATS

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes

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

#: Inches of a pixel when names are as large as our axes' type; from a point to its name where PowerPoint puts it to
#: the right, in such pixels.
PIXEL = AXIS / SMALL * POINT
AWAY = 6.0

#: A line: its name, its points, their intervals.
Drawn = tuple[str, Sequence[tuple[float, float]], Sequence[tuple[float, float] | None]]

#: The share of a chart's width that names of lines may take at their ends.
ENDS = 0.25


def lines(shapes: SlideShapes, chart: LineChart, place: Place, palette: Palette) -> GraphicFrame:
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
        graphic = frame.add(shapes, XL_CHART_TYPE.LINE_MARKERS, place, data)
    else:
        graphic = frame.add(
            shapes, XL_CHART_TYPE.XY_SCATTER_LINES, place, _numbers(drawn, NUMBER_FORMATS[chart.format])
        )
    made = graphic.chart
    for index, (line, (_, points, intervals)) in enumerate(zip(made.plots[0].series, drawn, strict=True)):
        reference = index == len(chart.series)
        colour = palette.muted if reference else palette.series[index % len(palette.series)]
        dash = MSO_LINE_DASH_STYLE.DASH if reference else DASHES[index % len(DASHES)]
        frame.stroke(line.format.line, colour, 1.25 if reference else 2.0, dash)
        line.smooth = False
        _mark(line, None if reference else index, colour, 6)
        if intervals:
            ends_of = [(None, None) if each is None else each for each in intervals]
            bars = [(low, y, high) for (low, high), (_, y) in zip(ends_of, points, strict=True)]
            frame.error_bars(line, "cat" if chart.x_labels else "xVal", bars, None if chart.x_labels else "y")
    if not chart.x_labels:
        _number_axis(made.category_axis, xs)
    frame.quiet_axis(made.category_axis, chart.x_title, None if chart.x_labels else "General")
    if chart.y_domain is not None:
        made.value_axis.minimum_scale, made.value_axis.maximum_scale = chart.y_domain
    frame.quiet_axis(made.value_axis, chart.y_title, "General", grid=True)
    side = _ends(chart, drawn, place)
    if side is None:
        frame.legend(made)
        return graphic
    frame.place_plot(made, frame.inner_place(place, 0.75 / place[2], 0.1, NUMBERS + TITLE + 0.05, side))
    for line, (name, points, _) in zip(made.plots[0].series, drawn, strict=True):
        position = len(chart.x_labels) - 1 if chart.x_labels else len(points) - 1
        _name(line, position, name, XL_LABEL_POSITION.RIGHT)
    return graphic


def _numbers(drawn: Sequence[Drawn], style: str) -> XyChartData:
    data = XyChartData(number_format=style)
    for name, points, _ in drawn:
        series = data.add_series(name_of(name))
        for x, y in points:
            series.add_data_point(x, y)
    return data


def _ends(chart: LineChart, drawn: Sequence[Drawn], place: Place) -> float | None:
    """Inches to the right of the plot for the lines' names at their ends; None where these would meet."""
    last = max(x for _, points, _ in drawn for x, _ in points)
    ends = [(points[-1][1], name) for name, points, _ in drawn if points[-1][0] == last]
    ys = [y for _, points, _ in drawn for _, y in points]
    low, high = chart.y_domain or (min(0.0, *ys), max(ys))
    unit = (place[3] - NUMBERS - TITLE - 0.15) / ((high - low) or 1.0)
    room = max(em(name) for _, name in ends) * AXIS * POINT * CAUTION + 0.15
    heights = sorted(y for y, _ in ends)
    apart = all((above - below) * unit >= AXIS * LEADING * POINT for below, above in pairwise(heights))
    return room if apart and len(ends) == len(drawn) and room <= ENDS * place[2] else None


def _number_axis(axis: Any, xs: Sequence[float]) -> None:
    whole = all(float(x).is_integer() for x in xs)
    spare = 1.0 if whole else 0.03 * (max(xs) - min(xs)) or 0.5
    axis.minimum_scale, axis.maximum_scale = min(xs) - spare, max(xs) + spare
    if whole:
        axis.major_unit = max(1, round((max(xs) - min(xs)) / 12))


def quadrant(
    shapes: SlideShapes, chart: QuadrantChart, place: Place, palette: Palette, *, numbered: bool
) -> GraphicFrame:
    """The two lines between the quarters, then a series for each kind of point."""
    kinds = list(dict.fromkeys(point.kind for point in chart.points))
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain
    cuts = (((chart.x_cut, y_low), (chart.x_cut, y_high)), ((x_low, chart.y_cut), (x_high, chart.y_cut)))
    spots = {kind: tuple((point.x, point.y) for point in chart.points if point.kind == kind) for kind in kinds}
    named = [(kind or chart.y_title, points, ()) for kind, points in spots.items()]
    data = _numbers([*((" ", ends, ()) for ends in cuts), *named], NUMBER_FORMATS[Format.COEFFICIENT])
    graphic = frame.add(shapes, XL_CHART_TYPE.XY_SCATTER, place, data)
    made, inner = graphic.chart, _quadrant_plot(chart, place)
    frame.place_plot(made, inner)
    drawn = list(made.plots[0].series)
    for line in drawn[: len(cuts)]:
        frame.stroke(line.format.line, LIGHT.line, 1.0)
        _mark(line, None, LIGHT.line, 2)
        line.smooth = False
    found = arranged(chart, place, numbered=numbered)
    colours = (*palette.series, palette.ink, palette.muted)
    labelled = list(zip(chart.points, found.names, found.spots, found.placed, strict=True))
    for index, (kind, line) in enumerate(zip(kinds, drawn[len(cuts) :], strict=True)):
        line.format.line.fill.background()
        _mark(line, index, colours[index % len(colours)], 9)
        own = [each for each in labelled if each[0].kind == kind]
        members = [point for point, *_ in own]
        if any(point.x_low is not None for point in members):
            frame.error_bars(line, "xVal", [(point.x_low, point.x, point.x_high) for point in members], "x")
        if any(point.y_low is not None for point in members):
            frame.error_bars(line, "xVal", [(point.y_low, point.y, point.y_high) for point in members], "y")
        for position, (_, name, (x, y), where) in enumerate(own):
            label = _name(line, position, name, XL_LABEL_POSITION.RIGHT)
            _, middle = where.box.centre
            _shift(label, (where.box.left - x - AWAY) * PIXEL / place[2], (middle - y) * PIXEL / place[3])
            if where.led:
                corner = place[0] + inner[0] * place[2], place[1] + inner[1] * place[3]
                ends = (each * PIXEL + corner[side % 2] for side, each in enumerate((x, y, *where.box.nearest(x, y))))
                leader = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(end) for end in ends))
                frame.stroke(leader.line, LIGHT.line, 0.75)
    for axis, title, (low, high) in (
        (made.category_axis, chart.x_title, chart.x_domain),
        (made.value_axis, chart.y_title, chart.y_domain),
    ):
        axis.minimum_scale, axis.maximum_scale = low, high
        frame.quiet_axis(axis, title, "General", line=True)
    if kinds != [""]:
        frame.legend(made, but=len(cuts))
    for name, box, side in found.corners:
        align = PP_ALIGN.LEFT if side == "left" else PP_ALIGN.RIGHT
        left, top = (start + inner[at] * place[2 + at] for at, start in enumerate(place[:2]))
        spot = left + box.left * PIXEL, top + box.top * PIXEL
        size = (box.right - box.left) * PIXEL, (box.bottom - box.top) * PIXEL
        frame.overlay(shapes, name, (*spot, *size), align, LIGHT.muted, bold=True)
    return graphic


def _mark(line: Any, index: int | None, colour: str, size: int) -> None:
    """The mark of a series at its points; None: none."""
    if index is None:
        line.marker.style = XL_MARKER_STYLE.NONE
        return
    line.marker.style, line.marker.size = MARKERS[index % len(MARKERS)], size
    frame.fill(line.marker.format, colour)
    line.marker.format.line.fill.background()


def _name(line: Any, position: int, name: str, side: XL_LABEL_POSITION) -> Any:
    """A point's name in lines, as its own label."""
    label = line.points[position].data_label
    words = label.text_frame
    words.word_wrap = False
    for index, part in enumerate(name.split("\n")):
        paragraph = words.paragraphs[0] if index == 0 else words.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = name_of(part), Pt(AXIS)
    label.position = side
    return label


def _shift(label: Any, x: float, y: float) -> None:
    """Move a label from where it stands by itself, in shares of the chart."""
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for name, value in (("x", x), ("y", y)):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", f"{value:.5f}")
    label._dLbl.find(qn("c:idx")).addnext(layout)


def _quadrant_plot(chart: QuadrantChart, place: Place) -> Place:
    legend = LEGEND if any(point.kind for point in chart.points) else 0.0
    return frame.inner_place(place, 0.75 / place[2], 0.1, NUMBERS + TITLE + legend + 0.05)


def arranged(chart: QuadrantChart, place: Place, *, numbered: bool = False) -> Arrangement:
    """Where points, names and corners stand in the plot: in pixels, as on screen."""
    _, _, width, height = _quadrant_plot(chart, place)
    return arrange(chart, place[2] * width / PIXEL, place[3] * height / PIXEL, numbered=numbered)
