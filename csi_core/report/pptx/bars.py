"""Bars, stacked bars and the radar, as PowerPoint draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from csi_core.charts.bars import domain
from csi_core.charts.diverging import extents, start
from csi_core.palette import LIGHT, Palette
from csi_core.report.lines import em
from csi_core.report.model import Bar, BarChart, DivergingChart, Format
from csi_core.report.pptx import frame
from csi_core.report.pptx.fitting import CAUTION, LEADING, POINT, cut
from csi_core.report.pptx.frame import AXIS, LABEL, LEAST, LEGEND, NUMBERS, TITLE, Place, name_of, rgb
from csi_core.report.xlsx.cells import NUMBER_FORMATS

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as PowerPointChart
    from pptx.shapes.connector import Connector
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes

#: The labels' share of a chart's width.
LABELS = 0.45

#: Above the plot: the name of a reference line, or nothing. Inches.
RULE, ABOVE = 0.3, 0.05

#: The thickest bar, inches.
THICKEST = 0.42

WHITE = "#ffffff"

#: A bar shorter than this share of the axis has its value beside it.
SHORT_BAR = 0.12

#: A part of a stacked bar below this percentage bears no number.
PERCENT_SHOWN = '[>=5]0.0;""'


def bars(shapes: SlideShapes, chart: BarChart, place: Place, palette: Palette) -> GraphicFrame:
    low, high = domain(chart)
    base = min(max(0.0, low), high)
    intervals = any(bar.low is not None and bar.high is not None for bar in chart.bars)
    if chart.domain is None and not intervals:
        low, high = low - 0.18 * (base - low), high + 0.18 * (high - base)
    above = RULE if chart.rule else ABOVE
    names, size, share = _labels([_noted(bar, chart) for bar in chart.bars], place, above)
    data = CategoryChartData(number_format=NUMBER_FORMATS[chart.format])
    data.categories = names
    data.add_series(name_of(chart.unit), [bar.value for bar in chart.bars])
    graphic = frame.add(shapes, XL_CHART_TYPE.BAR_CLUSTERED, place, data)
    made, plot = graphic.chart, graphic.chart.plots[0]
    series = plot.series[0]
    plot.gap_width = _gap(len(chart.bars), place[3] - NUMBERS - TITLE)
    plot.vary_by_categories = series.invert_if_negative = False
    for index, bar in enumerate(chart.bars):
        frame.cover(series.points[index].format, palette.tone_fill(bar.tone), palette)
    _axes(made, size, (low, high), chart.unit, '0"%"' if chart.format is Format.PERCENT else None)
    inner = frame.inner_place(place, share, above, NUMBERS + TITLE)
    frame.place_plot(made, inner)
    beside, inside = XL_LABEL_POSITION.OUTSIDE_END, XL_LABEL_POSITION.INSIDE_BASE
    labels = _numbers(series, NUMBER_FORMATS[chart.format], min(size, 11), WHITE if intervals else LIGHT.ink)
    labels.font.bold, labels.position = True, inside if intervals else beside
    if intervals:
        frame.error_bars(series, "cat", [(bar.low, bar.value, bar.high) for bar in chart.bars])
        for index, bar in enumerate(chart.bars):
            fill = palette.tone_fill(bar.tone)
            # A number is white within a dark bar, black within a light one, beside a short or hatched one.
            out = fill.hatch is not None or abs(bar.value - base) < SHORT_BAR * (high - low)
            if out or palette.ink_on(fill.colour) != WHITE:
                label = series.points[index].data_label
                label.position = beside if out else inside
                label.font.size, label.font.bold, label.font.color.rgb = Pt(min(size, 11)), True, rgb(LIGHT.ink)
    if chart.rule is not None:
        _rule(shapes, chart.rule, (low, high), place, inner)
    return graphic


def _noted(bar: Bar, chart: BarChart) -> str:
    """A bar's name with its note, where the bars do not all have the same."""
    notes = {each.note for each in chart.bars}
    return f"{bar.label} · {bar.note}" if bar.note and len(notes) > 1 else bar.label


def stacked(shapes: SlideShapes, chart: DivergingChart, place: Place, palette: Palette) -> GraphicFrame:
    """Each row's levels side by side; of ordered ones the middle of the scale stands on one line, as on paper: an
    unseen first part moves each row to its place (and leaves an unseen place in the legend)."""
    names, size, share = _labels([label for label, _, _ in chart.rows], place, ABOVE, LEGEND)
    left, right = extents(chart)
    data = CategoryChartData(number_format=NUMBER_FORMATS[Format.PERCENT])
    data.categories = names
    if chart.ordered:
        data.add_series(" ", [left + start(percents) for _, _, percents in chart.rows])
    for index, level in enumerate(chart.levels):
        data.add_series(name_of(level), [percents[index] for _, _, percents in chart.rows])
    graphic = frame.add(shapes, XL_CHART_TYPE.BAR_STACKED, place, data)
    made, plot = graphic.chart, graphic.chart.plots[0]
    plot.gap_width, plot.overlap = _gap(len(chart.rows), place[3] - NUMBERS - TITLE - LEGEND), 100
    unseen = int(chart.ordered)
    fills = palette.level_fills(len(chart.levels)) if chart.ordered else palette.kind_fills(len(chart.levels))
    drawn = list(plot.series)
    for series in drawn[:unseen]:
        series.format.fill.background()
    for series, fill in zip(drawn[unseen:], fills, strict=True):
        frame.cover(series.format, fill, palette)
        labels = _numbers(series, PERCENT_SHOWN, LEAST, palette.ink_on(fill.colour))
        if fill.hatch is not None:
            frame.ground(labels, fill.colour)
    _axes(made, size, (0.0, left + right), chart.unit, None if chart.ordered else '0"%"')
    frame.legend(made)
    inner = frame.inner_place(place, share, ABOVE, NUMBERS + TITLE + LEGEND)
    frame.place_plot(made, inner)
    if chart.ordered:
        made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        middle = _across(shapes, left / (left + right), place, inner, MSO_LINE_DASH_STYLE.SOLID)
        graphic._element.addprevious(middle._element)
    return graphic


def radar(shapes: SlideShapes, chart: BarChart, place: Place, palette: Palette) -> GraphicFrame:
    data = CategoryChartData(number_format=NUMBER_FORMATS[chart.format])
    data.categories = [name_of(f"{cut(bar.label, LABEL, place[2] * 0.25, 2)} {bar.value:.1f}") for bar in chart.bars]
    data.add_series(name_of(chart.unit), [bar.value for bar in chart.bars])
    graphic = frame.add(shapes, XL_CHART_TYPE.RADAR_MARKERS, place, data)
    made = graphic.chart
    series = made.plots[0].series[0]
    frame.stroke(series.format.line, palette.accent, 2.25)
    # Written by the library, unknown to the schema.
    series._element.remove(series._element.find(qn("c:smooth")))
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    frame.fill(series.marker.format, palette.accent)
    low, high = chart.domain or (0.0, max(bar.value for bar in chart.bars))
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, (high - low) / 4
    axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.line)
    axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = Pt(LEAST - 1), rgb(LIGHT.muted)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    axis.format.line.color.rgb = rgb(LIGHT.grid)
    made.category_axis.tick_labels.font.size = Pt(LABEL)
    frame.place_plot(made, (0.2, 0.1, 0.6, 0.8))
    return graphic


def _labels(labels: Sequence[str], place: Place, above: float, below: float = 0.0) -> tuple[list[str], float, float]:
    """The rows' names as they fit beside the bars, their type size, and their share of the chart's width."""
    width, height = place[2], place[3]
    row = (height - above - NUMBERS - TITLE - below) / max(1, len(labels))
    for size in (LABEL, 11.0, LEAST):
        most = max(1, min(3, int(row / (size * LEADING * POINT))))
        widest = max(em(label) for label in labels) * size * POINT * CAUTION
        room = min(LABELS * width, widest + 0.1)
        names = [cut(label, size, room, most) for label in labels]
        if names == [" ".join(label.split()) for label in labels]:
            break
    return [name_of(name) for name in names], size, (room + 0.12) / width


def _gap(rows: int, height: float) -> int:
    """Space between bars in % of a bar, so that few bars do not become slabs."""
    return round(min(400.0, max(45.0, 100 * (height / rows / THICKEST - 1))))


def _axes(made: PowerPointChart, size: float, ends: tuple[float, float], unit: str, style: str | None) -> None:
    """The first row on top, the values beneath the last."""
    rows, values = made.category_axis, made.value_axis
    rows.reverse_order = True
    rows.tick_labels.font.size = Pt(size)
    rows.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    rows.major_tick_mark = XL_TICK_MARK.NONE
    rows.format.line.color.rgb = rgb(LIGHT.line)
    rows.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = ends
    frame.quiet_axis(values, unit, style)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _numbers(series: Any, style: str, size: float, colour: str) -> Any:
    """The values of a series, written at its bars."""
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = style, False
    labels.font.size, labels.font.color.rgb = Pt(size), rgb(colour)
    return labels


def _rule(
    shapes: SlideShapes, rule: tuple[float, str], domain: tuple[float, float], place: Place, inner: Place
) -> None:
    """A reference line with its name above the plot."""
    value, name = rule
    (left, _, width, _), (low, high) = place, domain
    x = _across(shapes, (value - low) / (high - low), place, inner, MSO_LINE_DASH_STYLE.DASH).begin_x / Inches(1)
    wide = em(name) * AXIS * POINT * CAUTION + 0.2
    first = min(max(x - wide / 2, left), left + width - wide)
    frame.overlay(shapes, name, (first, place[1], wide, RULE - 0.02), PP_ALIGN.CENTER, LIGHT.muted)


def _across(shapes: SlideShapes, share: float, place: Place, inner: Place, dash: MSO_LINE_DASH_STYLE) -> Connector:
    """A vertical line through the plot at that share of its width."""
    left, top, width, height = place
    x = left + width * (inner[0] + inner[2] * share)
    ends = (x, top + height * inner[1], x, top + height * (inner[1] + inner[3]))
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(end) for end in ends))
    frame.stroke(line.line, LIGHT.muted, 1.25, dash)
    return line
