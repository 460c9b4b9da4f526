"""Excel's own charts of the cells below them, drawn as on screen: bars with intervals and a reference line, answers
around the middle of their scale, lines, named points in four quarters."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from csi_core.charts.bars import domain
from csi_core.charts.diverging import extents
from csi_core.palette import Palette
from csi_core.report.lines import em, wrap
from csi_core.report.model import BarChart, Chart, DivergingChart, Figure, Format, HeatMap, LineChart, QuadrantChart
from csi_core.report.xlsx import styling
from csi_core.report.xlsx.cells import NUMBER_FORMATS, legal, rgb_hex
from csi_core.report.xlsx.figures import LENGTHS, Numbers, bar_names, by_kind, corner_column, places, with_crosses
from csi_core.report.xlsx.styling import CM
from csi_core.text import Text

#: Sizes in cm: a chart, a bar, what stands below the plot (numbers, title, key), a quadrant's height.
WIDTH, _BAR, _AXIS, _KEY, _SQUARE, _LINES, _LEAST = 22.0, 0.75, 1.5, 0.8, 14.0, 10.0, 3.0
_SIDE = 0.9
#: Type in points: labels and the caption; labels' share of the width.
_TYPE, _CAPTION, _LABELS = 9.0, 10.0, 0.42
#: A bar shorter than this share of its axis has its value beside it; cm a share needs for its label.
_SHORT, _LABEL = 0.12, 0.95
#: More points than this bear numbers.
_NAMED = 40


def height(figure: Figure, text: Text) -> float:
    """Centimetres the chart takes."""
    above = _above(figure, text)
    match figure.chart:
        case BarChart():
            return above + _rows(_names(figure.chart)) + _AXIS
        case DivergingChart():
            return above + _rows(_names(figure.chart)) + _AXIS + _KEY
        case LineChart():
            return above + _LINES
        case _:
            return above + _SQUARE


def drawn(figure: Figure, numbers: Numbers, high: float, palette: Palette) -> Any:
    match figure.chart:
        case BarChart():
            chart = _bars(figure.chart, numbers, palette)
        case DivergingChart():
            chart = _diverging(figure.chart, numbers, palette)
        case LineChart():
            chart = _line_chart(figure.chart, numbers, palette)
        case QuadrantChart():
            chart = _quadrant(figure.chart, numbers, palette)
        case HeatMap():
            raise TypeError("a heat map is its cells")
    chart.width, chart.height = WIDTH, high
    styling.caption(chart, _caption(figure, numbers.text), _CAPTION, palette)
    left, right, below = _margins(figure.chart)
    above = _above(figure, numbers.text)
    styling.place(chart, left / WIDTH, above / high, 1 - (left + right) / WIDTH, 1 - (above + below) / high)
    return chart


def _caption(figure: Figure, text: Text) -> list[str]:
    """The caption, and what the bars and their reference line are, where no axis says it."""
    chart = figure.chart
    if isinstance(chart, BarChart) and chart.rule is not None:
        return [figure.caption, text("render.chart.rule", unit=chart.unit, rule=chart.rule[1])]
    return [figure.caption]


def _above(figure: Figure, text: Text) -> float:
    lines = sum(len(wrap(line, 0.9 * WIDTH / (_CAPTION * CM), em)) for line in _caption(figure, text))
    return 0.8 + lines * _CAPTION * CM * 1.25


def _margins(chart: Any) -> tuple[float, float, float]:
    """What stands left of the plot, right of it and below, cm."""
    match chart:
        case BarChart():
            return _label_room(_names(chart)), _SIDE, _AXIS
        case DivergingChart():
            return _label_room(_names(chart)), _SIDE, _AXIS + _KEY
        case LineChart():
            ends = _ends(chart)
            return 1.8, _SIDE if ends is None else ends, _AXIS + (_KEY if ends is None else 0.0)
        case _:
            return 2.0, _SIDE, _AXIS + (_KEY if any(point.kind for point in chart.points) else 0.0)


def _names(chart: BarChart | DivergingChart) -> list[str]:
    return bar_names(chart) if isinstance(chart, BarChart) else [label for label, _, _ in chart.rows]


def _label_room(names: list[str]) -> float:
    """Centimetres for the names beside the bars."""
    widest = max(map(em, names), default=0.0) * _TYPE * CM
    return min(_LABELS * WIDTH, widest * 1.1 + 0.6)


def _broken(names: list[str]) -> list[list[str]]:
    # A little more than the longest name, lest rounding break it.
    room = (_label_room(names) - 0.6) / (_TYPE * CM * 1.1) + 0.01
    return [wrap(" ".join(name.split()), room, em) for name in names]


def broken_names(chart: Chart) -> list[str] | None:
    """The names of bars in lines that find room beside them; None where each takes one."""
    if not isinstance(chart, BarChart | DivergingChart):
        return None
    broken = _broken(_names(chart))
    return ["\n".join(lines) for lines in broken] if any(len(lines) > 1 for lines in broken) else None


def _rows(names: list[str]) -> float:
    """Centimetres of all rows, each as high as the longest name needs."""
    lines = max(map(len, _broken(names)), default=1)
    return max(_LEAST, len(names) * max(_BAR, lines * _TYPE * CM * 1.3 + 0.2))


# -- bars ----------------------------------------------------------------------------------------------------


def _bars(chart: BarChart, numbers: Numbers, palette: Palette) -> Any:
    from openpyxl.chart.label import DataLabel
    from openpyxl.chart.marker import DataPoint

    low, high = domain(chart)
    intervals = any(bar.low is not None and bar.high is not None for bar in chart.bars)
    start = min(max(0.0, low), high)
    if chart.domain is None and not intervals:
        low, high = low - 0.15 * (start - low), high + 0.15 * (high - start)
    # The title of a second axis would stand above the plot: the caption says what is measured.
    unit = legal(chart.unit) if chart.rule is None else None
    drawn = styling.lying((low, high), unit, chart.format, palette)
    drawn.gapWidth = 45
    series = styling.series(numbers, 2, chart.unit)
    styling.fill(series.graphicalProperties, palette.tone_fill(chart.bars[0].tone), palette)
    for index, bar in enumerate(chart.bars):
        point = DataPoint(idx=index, invertIfNegative=False)
        styling.fill(point.graphicalProperties, palette.tone_fill(bar.tone), palette)
        series.dPt.append(point)
    style = NUMBER_FORMATS[chart.format]
    series.dLbls = styling.labels("outEnd", style, palette.ink, bold=True)
    if intervals:
        series.errBars = styling.error_bars(*numbers.lengths(), palette.ink)
        for index, bar in enumerate(chart.bars):
            if abs(bar.value - start) >= _SHORT * (high - low):
                label = styling.filled(DataLabel(idx=index), "inBase", style, palette.tone_fill(bar.tone), palette)
                series.dLbls.dLbl.append(label)
    drawn.append(series)
    drawn.legend = None
    if chart.rule is None:
        return drawn
    # The names' axis is the reference line: it stands there, they at the edge.
    ruled = styling.lying((low, high), None, chart.format, palette)
    hidden = styling.series(numbers, 2, " ")
    styling.fill(hidden.graphicalProperties, None, palette)
    ruled.append(hidden)
    ruled.legend = None
    ruled.y_axis.delete = True
    ruled.x_axis.crosses, ruled.x_axis.crossesAt = None, chart.rule[0]
    line = ruled.x_axis.graphicalProperties.line
    line.solidFill, line.dashStyle, line.width = rgb_hex(palette.muted), "dash", 15875
    styling.second(drawn)
    ruled += drawn
    return ruled


def _diverging(chart: DivergingChart, numbers: Numbers, palette: Palette) -> Any:
    left, right = extents(chart)
    count = len(chart.levels)
    fills = palette.level_fills(count) if chart.ordered else palette.kind_fills(count)
    # The shares lie on an axis of their own from 0 on; the one that is seen counts from the middle.
    drawn = styling.lying((-left, right), legal(chart.unit), Format.PERCENT, palette)
    drawn.y_axis.number_format = '0"%";0"%"'
    bars = styling.lying((0.0, left + right), None, Format.PERCENT, palette) if chart.ordered else drawn
    bars.grouping, bars.overlap, bars.gapWidth = "stacked", 100, 40
    if chart.ordered:
        styling.second(bars)
        # Deleted axes lose their ends in LibreOffice.
        bars.y_axis.number_format = ";;;"
        for group in (drawn, bars):
            hidden = styling.series(numbers, numbers.extra, " ")
            styling.fill(hidden.graphicalProperties, None, palette)
            group.append(hidden)
    least = _LABEL * (left + right) / (WIDTH - _label_room(_names(chart)) - _SIDE)
    for column, (level, fill) in enumerate(zip(chart.levels, fills, strict=True), 2):
        series = styling.series(numbers, column, level)
        styling.fill(series.graphicalProperties, fill, palette)
        series.dLbls = styling.filled(
            styling.no_labels(), "ctr", f'[>={least:.1f}]0.0;""', fill, palette, size=_TYPE - 1
        )
        bars.append(series)
    if chart.ordered:
        drawn += bars
    styling.key(drawn, "b")
    return drawn


# -- lines ---------------------------------------------------------------------------------------------------


def _line_chart(chart: LineChart, numbers: Numbers, palette: Palette) -> Any:
    from openpyxl.chart import LineChart as Lines
    from openpyxl.chart.label import DataLabel

    drawn = Lines()
    styling.axis(drawn.x_axis, legal(chart.x_title), "General", palette, line=True)
    styling.axis(drawn.y_axis, legal(chart.y_title), "General", palette)
    if chart.y_domain is not None:
        drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = chart.y_domain
    names = [(series.name, True) for series in chart.series]
    if chart.rule is not None:
        names.append((chart.rule[1], False))
    ends = _ends(chart)
    for place, (name, own) in enumerate(names):
        series = styling.series(numbers, place + 2, name)
        colour = palette.series[place % len(palette.series)] if own else palette.muted
        styling.stroke(series, colour, place if own else None, width=2.0 if place == 0 else 1.5)
        if own and chart.series[place].intervals:
            below, above = (numbers.lower(step).of(place + 2) for step in (LENGTHS, LENGTHS + 1))
            series.errBars = styling.error_bars(below, above, colour, "y")
        if ends is not None:
            label = DataLabel(idx=len(places(chart)) - 1)
            series.dLbls = styling.no_labels()
            series.dLbls.dLbl.append(styling.named(label, "r", palette.ink))
        drawn.append(series)
    styling.key(drawn, "b")
    if ends is not None:
        drawn.legend = None
    return drawn


def _ends(chart: LineChart) -> float | None:
    """Centimetres for the lines' names at their ends; None where they would meet or take too much."""
    last = places(chart)[-1]
    ends = [(dict(series.points).get(last), series.name) for series in chart.series]
    if chart.rule is not None:
        ends.append(chart.rule)
    found = sorted(y for y, _ in ends if y is not None)
    values = [y for series in chart.series for _, y in series.points]
    low, high = chart.y_domain or (min(0.0, *values), max(values))
    apart = all((above - below) * (_LINES - _AXIS) >= 0.5 * (high - low) for below, above in pairwise(found))
    room = max(em(name) for _, name in ends) * _TYPE * CM * 1.1 + 0.6
    return room if apart and len(found) == len(ends) and room <= 0.3 * WIDTH else None


# -- points --------------------------------------------------------------------------------------------------


def _quadrant(chart: QuadrantChart, numbers: Numbers, palette: Palette) -> Any:
    """A series for each kind, then one without marks for each point, which bears its name."""
    from openpyxl.chart import ScatterChart, Series

    drawn = ScatterChart()
    drawn.style, drawn.scatterStyle = None, "lineMarker"
    for axis, title, ends, crosses in (
        (drawn.x_axis, chart.x_title, chart.x_domain, chart.y_cut),
        (drawn.y_axis, chart.y_title, chart.y_domain, chart.x_cut),
    ):
        styling.axis(axis, legal(title), "General", palette, line=True)
        axis.scaling.min, axis.scaling.max = ends
        axis.tickLblPos, axis.crosses = "low", None
        # An axis says where it crosses the other one: where the quarters meet.
        axis.crossesAt = crosses
    points = by_kind(chart)
    kinds = list(dict.fromkeys(point.kind for point in points))
    colours = (*palette.series, palette.ink, palette.muted)
    hidden: list[Any] = []
    for place, kind in enumerate(kinds):
        rows = [row for row, point in enumerate(points, numbers.first) if point.kind == kind]
        own = Numbers(numbers.sheet, numbers.text, rows[0], rows[-1], numbers.extra)
        series = Series(own.of(4), own.of(3), title=legal(kind or chart.y_title))
        styling.mark(series, place, colours[place % len(colours)], 8)
        series.graphicalProperties.line.noFill = True
        if with_crosses(chart):
            series.errBars = styling.error_bars(*own.lengths(), palette.line, "x")
            # A series has bars in one direction only.
            upright = Series(own.of(4), own.of(3))
            upright.graphicalProperties.line.noFill = True
            styling.mark(upright, None, palette.line, 2)
            upright.errBars = styling.error_bars(*own.lengths(2), palette.line, "y")
            hidden.append(upright)
        drawn.series.append(series)
    drawn.series.extend(hidden)
    found = _sides(chart, points, [point.label for point in points])
    numbered = found is None
    if found is None:
        found = _sides(chart, points, [str(number) for number in range(1, len(points) + 1)])
    for row, side in enumerate(found or ["r"] * len(points), numbers.first):
        series = Series(numbers.of(4, row), numbers.of(3, row))
        series.tx = _cell_name(numbers, 1 + numbered, row)
        _named(series, side, palette.ink, palette)
        drawn.series.append(series)
    at = corner_column(chart, numbers)
    for row, side in enumerate("rlrl", numbers.first):
        corner = Series(numbers.of(at + 2, row), numbers.of(at + 1, row))
        corner.tx = _cell_name(numbers, at, row)
        _named(corner, side, palette.muted, palette)
        drawn.series.append(corner)
    styling.key(drawn, "b", without=tuple(range(len(kinds), len(drawn.series))))
    if kinds == [""]:
        drawn.legend = None
    return drawn


def _cell_name(numbers: Numbers, column: int, row: int) -> Any:
    """A series' name taken from a cell."""
    from openpyxl.chart.series import SeriesLabel, StrRef

    return SeriesLabel(strRef=StrRef(f=str(numbers.of(column, row))))


def _named(series: Any, side: str, colour: str, palette: Palette) -> None:
    """A series that is nothing but its name."""
    series.graphicalProperties = styling.properties()
    series.graphicalProperties.line.noFill = True
    styling.mark(series, None, colour, 2)
    series.dLbls = styling.named(styling.no_labels(), side, colour)
    # Intervals do not run through names.
    series.dLbls.spPr = styling.properties()
    series.dLbls.spPr.solidFill = rgb_hex(palette.background)


def _sides(chart: QuadrantChart, points: list[Any], names: list[str]) -> list[str] | None:
    """On which side of its point each name stands (right, left, top, bottom); None if some would cover another."""
    if len(points) > _NAMED and names[0] != "1":
        return None
    left, right, below = _margins(chart)
    wide, high = (WIDTH - left - right) / CM, (_SQUARE - below) / CM
    (x_low, x_high), (y_low, y_high) = chart.x_domain, chart.y_domain
    spots = [
        (wide * (point.x - x_low) / (x_high - x_low), high * (y_high - point.y) / (y_high - y_low)) for point in points
    ]
    taken: list[tuple[float, float, float, float]] = [(x - 4, y - 4, x + 4, y + 4) for x, y in spots]
    found: list[str] = []
    tall, away = 1.3 * _TYPE, 6.0
    for own, ((x, y), name) in enumerate(zip(spots, names, strict=True)):
        long = em(name) * _TYPE * 1.05
        for side, box in (
            ("r", (x + away, y - tall / 2, x + away + long, y + tall / 2)),
            ("l", (x - away - long, y - tall / 2, x - away, y + tall / 2)),
            ("t", (x - long / 2, y - away - tall, x + long / 2, y - away)),
            ("b", (x - long / 2, y + away, x + long / 2, y + away + tall)),
        ):
            inside = box[0] >= 0 and box[1] >= tall and box[2] <= wide and box[3] <= high - tall
            others = (*taken[:own], *taken[own + 1 :])
            if inside and all(
                box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1] for other in others
            ):
                taken.append(box)
                found.append(side)
                break
        else:
            return None
    return found
