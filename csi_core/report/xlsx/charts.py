"""Figures as a table of their numbers with Excel's own chart of these cells beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, assert_never

from csi_core.palette import LIGHT
from csi_core.report.model import (
    BarChart,
    Cell,
    DivergingChart,
    Figure,
    Format,
    GridColumn,
    HeatMap,
    LineChart,
    QuadrantChart,
)
from csi_core.report.xlsx.cells import close_table, legal, rgb_hex, write_heads, write_row
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl.chart._chart import ChartBase
    from openpyxl.worksheet.worksheet import Worksheet

#: Sizes in cm; a row of a sheet is about half a centimetre high.
_WIDTH, _LEAST_HEIGHT, _BAR, _FRAME, _ROW = 18.0, 7.5, 0.65, 3.0, 0.53

#: More points than this are drawn without their names.
_MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class _Cells:
    """The numbers of a figure, as they stand in the sheet from row `first` to `last`, heads in the row before."""

    sheet: Worksheet
    first: int
    last: int

    def of(self, column: int, *, head: bool = False) -> Any:
        from openpyxl.chart import Reference

        return Reference(self.sheet, column, self.first - head, column, self.last)


def write_figure(sheet: Worksheet, row: int, figure: Figure, text: Text, widths: dict[int, int]) -> int:
    """Heads in `row`, the numbers under them, the chart to their right; the row where the next part begins."""
    from openpyxl.utils import get_column_letter

    columns, rows = _table(figure.chart, text)
    write_heads(sheet, row, columns, widths)
    for offset, values in enumerate(rows, 1):
        write_row(sheet, row + offset, values, columns, text, widths)
    last = row + len(rows)
    close_table(sheet, last, len(columns), empty=not rows)
    if not rows:
        return last + 2
    cells = _Cells(sheet, row + 1, last)
    if isinstance(figure.chart, HeatMap):
        _colour(cells, len(columns))
        return last + 2
    drawn = _drawn(figure.chart, cells)
    _dress(drawn, figure.caption)
    drawn.anchor = f"{get_column_letter(len(columns) + 2)}{row}"
    height: float = drawn.height
    sheet.add_chart(drawn)
    return max(last, row + ceil(height / _ROW)) + 2


def _table(chart: Any, text: Text) -> tuple[tuple[GridColumn, ...], tuple[tuple[Cell, ...], ...]]:
    match chart:
        case BarChart():
            names = GridColumn("")
            value = GridColumn(chart.unit, chart.format)
            if all(bar.low is None or bar.high is None for bar in chart.bars):
                return (names, value), tuple((bar.label, bar.value) for bar in chart.bars)
            ends = tuple(GridColumn(text(f"section.common.{end}"), chart.format) for end in ("low", "high"))
            return (names, value, *ends), tuple((bar.label, bar.value, bar.low, bar.high) for bar in chart.bars)
        case DivergingChart():
            levels = tuple(GridColumn(level, Format.PERCENT) for level in chart.levels)
            return (
                (GridColumn(chart.unit), *levels, GridColumn(text("section.common.n"), Format.INTEGER)),
                tuple((label, *percents, n) for label, n, percents in chart.rows),
            )
        case LineChart():
            return _lines(chart)
        case QuadrantChart():
            axes = tuple(GridColumn(title, Format.COEFFICIENT) for title in (chart.x_title, chart.y_title))
            return (GridColumn(""), *axes), tuple((point.label, point.x, point.y) for point in chart.points)
        case HeatMap():
            heads = tuple(GridColumn(name, Format.COEFFICIENT) for name in chart.columns)
            rows = zip(chart.rows, chart.values, strict=True)
            return (GridColumn(chart.unit), *heads), tuple((name, *values) for name, values in rows)
        case _:
            assert_never(chart)


def _lines(chart: LineChart) -> tuple[tuple[GridColumn, ...], tuple[tuple[Cell, ...], ...]]:
    places = sorted({x for series in chart.series for x, _ in series.points})
    lines = [dict(series.points) for series in chart.series]
    columns = [GridColumn(series.name, chart.format) for series in chart.series]
    names: list[Cell] = [f"{x:g}" for x in places]
    if chart.x_labels:
        names = [chart.x_labels[int(x) - 1] for x in places]
    rows: list[tuple[Cell, ...]] = [
        # An empty cell, since a chart would draw the dash as zero.
        (name, *(line.get(x, "") for line in lines))
        for name, x in zip(names, places, strict=True)
    ]
    if chart.rule is not None:
        value, words = chart.rule
        columns.append(GridColumn(words, chart.format))
        rows = [(*row, value) for row in rows]
    return (GridColumn(chart.x_title), *columns), tuple(rows)


def _drawn(chart: BarChart | DivergingChart | LineChart | QuadrantChart, cells: _Cells) -> ChartBase:
    match chart:
        case BarChart():
            return _bars(chart, cells)
        case DivergingChart():
            return _stacked(chart, cells)
        case LineChart():
            return _line_chart(chart, cells)
        case QuadrantChart():
            return _points(chart, cells)
        case _:
            assert_never(chart)


def _bars(chart: BarChart, cells: _Cells) -> ChartBase:
    from openpyxl.chart import Series
    from openpyxl.chart.label import DataLabelList

    drawn = _horizontal(len(chart.bars), chart.domain or (0.0, None), chart.unit)
    series = Series(cells.of(2), title=legal(chart.unit))
    series.cat = _names(cells)
    series.graphicalProperties.solidFill = rgb_hex(LIGHT.accent)
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    series.dLbls.position = "inBase" if any(bar.low is not None for bar in chart.bars) else "outEnd"
    if any(bar.low is not None and bar.high is not None for bar in chart.bars):
        series.errBars = _intervals(chart)
        series.dLbls.txPr = _type(900, "FFFFFF")
    drawn.append(series)
    drawn.legend = None
    return drawn


def _intervals(chart: BarChart) -> Any:
    """Error bars of the bars' own lengths, which no cell holds."""
    from openpyxl.chart.data_source import NumData, NumDataSource, NumVal
    from openpyxl.chart.error_bar import ErrorBars
    from openpyxl.chart.shapes import GraphicalProperties

    def lengths(ends: list[float]) -> Any:
        points = [NumVal(idx=place, v=repr(end)) for place, end in enumerate(ends)]
        return NumDataSource(numLit=NumData(pt=points, ptCount=len(points)))

    up = [0.0 if bar.high is None else bar.high - bar.value for bar in chart.bars]
    down = [0.0 if bar.low is None else bar.value - bar.low for bar in chart.bars]
    line = GraphicalProperties()
    line.line.solidFill = rgb_hex(LIGHT.ink)
    return ErrorBars(
        errBarType="both", errValType="cust", noEndCap=False, plus=lengths(up), minus=lengths(down), spPr=line
    )


def _stacked(chart: DivergingChart, cells: _Cells) -> ChartBase:
    from openpyxl.chart import Series

    drawn = _horizontal(len(chart.rows), (0.0, 100.0), chart.unit)
    drawn.grouping, drawn.overlap = "stacked", 100
    colours = LIGHT.levels(len(chart.levels)) if chart.ordered else LIGHT.kinds(len(chart.levels))
    for position, (level, colour) in enumerate(zip(chart.levels, colours, strict=True), 2):
        series = Series(cells.of(position), title=legal(level))
        series.cat = _names(cells)
        series.graphicalProperties.solidFill = rgb_hex(colour)
        drawn.append(series)
    drawn.legend.position = "b"
    return drawn


def _horizontal(count: int, domain: tuple[float, float | None], unit: str) -> Any:
    """An empty chart of lying bars, the first one on top."""
    from openpyxl.chart import BarChart as Bars

    drawn = Bars()
    drawn.type, drawn.gapWidth = "bar", 50
    drawn.width, drawn.height = _WIDTH, max(_LEAST_HEIGHT, _FRAME + count * _BAR)
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = domain
    drawn.y_axis.crosses = "max"
    drawn.y_axis.title = legal(unit)
    return drawn


def _line_chart(chart: LineChart, cells: _Cells) -> ChartBase:
    from openpyxl.chart import LineChart as Lines
    from openpyxl.chart import Series

    drawn = Lines()
    drawn.width, drawn.height = _WIDTH, 9.0
    drawn.x_axis.title, drawn.y_axis.title = legal(chart.x_title), legal(chart.y_title)
    if chart.y_domain is not None:
        drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = chart.y_domain
    names = [series.name for series in chart.series]
    for place, name in enumerate(names):
        series = Series(cells.of(place + 2), title=legal(name))
        series.cat = _names(cells)
        colour = rgb_hex(LIGHT.series[place % len(LIGHT.series)])
        series.graphicalProperties.line.solidFill = colour
        series.marker.symbol = "circle"
        series.marker.size = 5
        series.marker.graphicalProperties.solidFill = series.marker.graphicalProperties.line.solidFill = colour
        series.smooth = False
        drawn.append(series)
    if chart.rule is not None:
        series = Series(cells.of(len(names) + 2), title=legal(chart.rule[1]))
        series.cat = _names(cells)
        series.graphicalProperties.line.solidFill = rgb_hex(LIGHT.muted)
        series.graphicalProperties.line.dashStyle = "dash"
        series.marker.symbol = "none"
        series.smooth = False
        drawn.append(series)
    drawn.legend.position = "b"
    return drawn


def _points(chart: QuadrantChart, cells: _Cells) -> ChartBase:
    """A series a point, so that each can bear its name; the axes cross where the quarters meet."""
    from openpyxl.chart import Reference, ScatterChart, Series
    from openpyxl.chart.label import DataLabelList

    drawn = ScatterChart()
    drawn.style, drawn.scatterStyle = None, "lineMarker"
    drawn.width, drawn.height = _WIDTH, 14.0
    for axis, title, domain in (
        (drawn.x_axis, chart.x_title, chart.x_domain),
        (drawn.y_axis, chart.y_title, chart.y_domain),
    ):
        axis.title = legal(title)
        axis.scaling.min, axis.scaling.max = domain
        axis.tickLblPos = "low"
        axis.number_format = "0.0"
    drawn.x_axis.crosses = drawn.y_axis.crosses = None
    # An axis says where it crosses the other one.
    drawn.x_axis.crossesAt, drawn.y_axis.crossesAt = chart.y_cut, chart.x_cut
    for row, point in enumerate(chart.points, cells.first):
        x, y = (Reference(cells.sheet, column, row, column, row) for column in (2, 3))
        series = Series(y, x, title=legal(point.label))
        series.marker.symbol, series.marker.size = "circle", 7
        series.marker.graphicalProperties.solidFill = rgb_hex(LIGHT.accent)
        series.marker.graphicalProperties.line.solidFill = rgb_hex(LIGHT.accent)
        series.graphicalProperties.line.noFill = True
        if len(chart.points) <= _MOST_NAMED:
            series.dLbls = DataLabelList(showSerName=True, showVal=False, showCatName=False, showLegendKey=False)
            series.dLbls.position = "r"
            series.dLbls.txPr = _type(800, rgb_hex(LIGHT.ink))
        drawn.series.append(series)
    drawn.legend = None
    return drawn


def _names(cells: _Cells) -> Any:
    from openpyxl.chart.data_source import AxDataSource, StrRef

    return AxDataSource(strRef=StrRef(f=str(cells.of(1))))


def _dress(drawn: Any, caption: str) -> None:
    """Axes shown, no grid, the caption in small type."""
    from openpyxl.chart.title import title_maker

    drawn.title = title_maker(legal(caption))
    drawn.title.overlay = False
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.majorGridlines = None
        if axis.title is not None:
            axis.title.overlay = False
            _small(axis.title, 900, bold=False)
    _small(drawn.title, 1100, bold=True)


def _small(title: Any, size: int, *, bold: bool) -> None:
    from openpyxl.drawing.text import CharacterProperties

    for paragraph in title.tx.rich.p:
        for run in paragraph.r or ():
            run.rPr = CharacterProperties(sz=size, b=bold, solidFill=rgb_hex(LIGHT.ink))


def _type(size: int, colour: str) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    letters = CharacterProperties(sz=size, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _colour(cells: _Cells, columns: int) -> None:
    """A heat map is its table with coloured cells: −1 low, 0 neutral, 1 high."""
    from openpyxl.formatting.rule import ColorScaleRule
    from openpyxl.utils import get_column_letter

    low, _, middle, _, high = (rgb_hex(colour) for colour in LIGHT.diverging)
    scale = ColorScaleRule("num", -1, low, "num", 0, middle, "num", 1, high)
    cells.sheet.conditional_formatting.add(f"B{cells.first}:{get_column_letter(columns)}{cells.last}", scale)
