"""Bars, stacked bars and the radar, as PowerPoint draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from csi_core.charts.bars import domain
from csi_core.palette import LIGHT
from csi_core.report.lines import em
from csi_core.report.model import Bar, BarChart, DivergingChart, Format
from csi_core.report.pptx.fitting import CAUTION, LEADING, POINT, cut
from csi_core.report.pptx.frame import (
    AXIS,
    LABEL,
    LEAST,
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

#: The labels' share of a chart's width.
LABELS = 0.45

#: Above the plot: the name of a reference line, or nothing. Inches.
RULE, ABOVE = 0.3, 0.05

#: The thickest bar, inches.
THICKEST = 0.42

#: A bar shorter than this share of the axis has its value beside it.
SHORT_BAR = 0.12

#: A part of a stacked bar below this percentage bears no number.
UNLABELLED = 5.0


def bars(shapes: SlideShapes, chart: BarChart, place: Place) -> GraphicFrame:
    low, high = domain(chart)
    start = min(max(0.0, low), high)
    intervals = any(bar.low is not None and bar.high is not None for bar in chart.bars)
    if chart.domain is None and not intervals:
        low, high = low - 0.18 * (start - low), high + 0.18 * (high - start)
    names, size, share = _labels([_noted(bar, chart) for bar in chart.bars], place, RULE if chart.rule else ABOVE)
    data = CategoryChartData(number_format=NUMBER_FORMATS[chart.format])
    data.categories = names
    data.add_series(name_of(chart.unit), [bar.value for bar in chart.bars])
    frame = add(shapes, XL_CHART_TYPE.BAR_CLUSTERED, place, data)
    made = frame.chart
    plot, series = made.plots[0], made.plots[0].series[0]
    plot.gap_width = _gap(len(chart.bars), place[3] - NUMBERS - TITLE)
    plot.vary_by_categories = False
    series.invert_if_negative = False
    for index, bar in enumerate(chart.bars):
        fill = series.points[index].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(LIGHT.tone(bar.tone))
    _categories(made, size)
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = low, high
    quiet_axis(made.value_axis, chart.unit, '0"%"' if chart.format is Format.PERCENT else None)
    inner = inner_place(place, share, RULE if chart.rule else ABOVE, NUMBERS + TITLE)
    place_plot(made, inner)
    labels = _with_labels(plot)
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = NUMBER_FORMATS[chart.format], False
    labels.font.size = Pt(min(size, 11))
    labels.font.bold = True
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if intervals else XL_LABEL_POSITION.OUTSIDE_END
    if intervals:
        labels.font.color.rgb = rgb("#ffffff")
        error_bars(series, "cat", [(bar.low, bar.value, bar.high) for bar in chart.bars])
        for index, bar in enumerate(chart.bars):
            if abs(bar.value - start) < SHORT_BAR * (high - low):
                label = series.points[index].data_label
                label.position = XL_LABEL_POSITION.OUTSIDE_END
                label.font.size, label.font.bold = Pt(min(size, 11)), True
                label.font.color.rgb = rgb(LIGHT.ink)
    if chart.rule is not None:
        _rule(shapes, chart.rule, (low, high), place, inner)
    return frame


def _noted(bar: Bar, chart: BarChart) -> str:
    """A bar's name with its note, where the bars do not all have the same."""
    notes = {each.note for each in chart.bars}
    return f"{bar.label} · {bar.note}" if bar.note and len(notes) > 1 else bar.label


def stacked(shapes: SlideShapes, chart: DivergingChart, place: Place) -> GraphicFrame:
    names, size, share = _labels([label for label, _, _ in chart.rows], place, ABOVE, LEGEND)
    data = CategoryChartData(number_format=NUMBER_FORMATS[Format.PERCENT])
    data.categories = names
    for index, level in enumerate(chart.levels):
        data.add_series(name_of(level), [percents[index] for _, _, percents in chart.rows])
    frame = add(shapes, XL_CHART_TYPE.BAR_STACKED, place, data)
    made = frame.chart
    plot = made.plots[0]
    plot.gap_width, plot.overlap = _gap(len(chart.rows), place[3] - NUMBERS - TITLE - LEGEND), 100
    labels = _with_labels(plot)
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = f'[>={UNLABELLED:g}]0.0;""', False
    labels.font.size = Pt(LEAST)
    for series, colour in zip(plot.series, LIGHT.levels(len(chart.levels)), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        own = series.data_labels
        own.show_value = True
        own.number_format, own.number_format_is_linked = f'[>={UNLABELLED:g}]0.0;""', False
        own.font.size = Pt(LEAST)
        own.font.color.rgb = rgb(LIGHT.ink_on(colour))
    _categories(made, size)
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0, 100
    quiet_axis(made.value_axis, chart.unit, '0"%"')
    legend(made)
    place_plot(made, inner_place(place, share, ABOVE, NUMBERS + TITLE + LEGEND))
    return frame


def radar(shapes: SlideShapes, chart: BarChart, place: Place) -> GraphicFrame:
    data = CategoryChartData(number_format=NUMBER_FORMATS[chart.format])
    data.categories = [name_of(cut(bar.label, LEAST, place[2] * 0.28, 2)) for bar in chart.bars]
    data.add_series(name_of(chart.unit), [bar.value for bar in chart.bars])
    frame = add(shapes, XL_CHART_TYPE.RADAR_MARKERS, place, data)
    made = frame.chart
    series = made.plots[0].series[0]
    series.format.line.color.rgb = rgb(LIGHT.accent)
    series.format.line.width = Pt(2.25)
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(LIGHT.accent)
    low, high = chart.domain or (0.0, max(bar.value for bar in chart.bars))
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = low, high
    axis.major_unit = (high - low) / 4
    axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.line)
    axis.tick_labels.font.size = Pt(LEAST - 1)
    axis.tick_labels.font.color.rgb = rgb(LIGHT.muted)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    axis.format.line.color.rgb = rgb(LIGHT.grid)
    made.category_axis.tick_labels.font.size = Pt(LEAST)
    place_plot(made, (0.2, 0.1, 0.6, 0.8))
    return frame


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


def _categories(made: PowerPointChart, size: float) -> None:
    """The first row on top."""
    axis = made.category_axis
    axis.reverse_order = True
    axis.tick_labels.font.size = Pt(size)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = rgb(LIGHT.line)
    axis.has_major_gridlines = False
    # Beyond the last row, which is at the bottom.
    made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _with_labels(plot: Any) -> Any:
    plot.has_data_labels = True
    return plot.data_labels


def _rule(
    shapes: SlideShapes, rule: tuple[float, str], domain: tuple[float, float], place: Place, inner: Place
) -> None:
    """A reference line with its name above the plot."""
    value, name = rule
    (left, top, width, height), (low, high) = place, domain
    x = left + width * (inner[0] + inner[2] * (value - low) / (high - low))
    ends = (x, top + height * inner[1], x, top + height * (inner[1] + inner[3]))
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(end) for end in ends))
    line.line.color.rgb = rgb(LIGHT.muted)
    line.line.width = Pt(1.25)
    line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    wide = em(name) * AXIS * POINT * CAUTION + 0.2
    start = min(max(x - wide / 2, left), left + width - wide)
    overlay(shapes, name, (start, top, wide, RULE - 0.02), PP_ALIGN.CENTER, LIGHT.muted)
