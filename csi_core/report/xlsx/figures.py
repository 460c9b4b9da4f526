"""Figures: Excel's own chart, under it the numbers it is drawn from, beside them the lengths only the chart needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any, assert_never

from csi_core.charts.diverging import extents
from csi_core.palette import LIGHT, Palette
from csi_core.report.model import (
    BarChart,
    Cell,
    Chart,
    DivergingChart,
    Figure,
    Format,
    GridColumn,
    HeatMap,
    LineChart,
    QuadrantChart,
)
from csi_core.report.xlsx.cells import NUMBER_FORMATS, Look, rgb_hex
from csi_core.report.xlsx.page import ROW, Page
from csi_core.text import Text

#: Where the lengths of a line chart's intervals begin, in blocks of its rows: after values, lower and upper ends.
LENGTHS = 3

#: The largest square table whose columns bear names.
_SQUARE = 12

_CENTIMETRE = 28.35  # in points


@dataclass(frozen=True, slots=True)
class Extra:
    """A column only the chart needs: its head, and for each row a formula and its value.

    In a formula {row} is the row's number.
    """

    header: str
    formula: str
    values: tuple[float | None, ...]
    format: Format


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a figure as they stand in the sheet, from row `first` to `last`; extra: where the further columns
    begin; names: the column of the names as the chart breaks them."""

    sheet: Any
    text: Text
    first: int
    last: int
    extra: int
    names: int = 1

    def lengths(self, step: int = 0) -> tuple[Any, Any]:
        """The cells of two neighbouring further columns: the lengths of error bars."""
        return self.of(self.extra + step), self.of(self.extra + step + 1)

    def lower(self, steps: int) -> Numbers:
        """As many cells further down, so many times."""
        down = steps * (self.last - self.first + 1)
        return replace(self, first=self.first + down, last=self.last + down)

    def of(self, column: int, row: int | None = None) -> Any:
        from openpyxl.chart import Reference

        first, last = (self.first, self.last) if row is None else (row, row)
        return Reference(self.sheet, column, first, column, last)


def write_figure(page: Page, row: int, figure: Figure, palette: Palette) -> int:
    """The chart at `row`, its numbers below; the row where the next part begins."""
    from csi_core.report.xlsx.charts import WIDTH, broken_names, drawn, height

    columns, rows = _table(figure.chart, page)
    if isinstance(figure.chart, HeatMap) or not rows:
        page.heads(row, columns)
        after = page.rows(row + 1, rows, columns)
        if rows:
            _colour(Numbers(page.sheet, page.text, row + 1, after - 1, 0), len(columns), palette)
        return after + 1
    high = height(figure, page.text)
    reserved = ceil(high * _CENTIMETRE / ROW) + 1
    for at in range(row, row + reserved):
        page.sheet.row_dimensions[at].height = ROW
    heads = row + reserved
    page.heads(heads, columns)
    after = page.rows(heads + 1, rows, columns)
    numbers = Numbers(page.sheet, page.text, heads + 1, after - 1, len(columns) + 2)
    if isinstance(figure.chart, LineChart):
        numbers = replace(numbers, last=heads + len(places(figure.chart)))
        _write_lengths(page, numbers, rows)
    else:
        extras = _extras(figure.chart, page)
        _write_extras(page, numbers, extras)
        broken = broken_names(figure.chart)
        if broken is not None:
            numbers = replace(numbers, names=numbers.extra + len(extras))
            _write_names(page, numbers, broken)
    if isinstance(figure.chart, QuadrantChart):
        after = max(after, _write_corners(page, figure.chart, numbers))
    chart = drawn(figure, numbers, high, palette)
    chart.anchor = f"A{row}"
    page.show(WIDTH * _CENTIMETRE)
    page.sheet.add_chart(chart)
    return after + 1


def _write_extras(page: Page, numbers: Numbers, extras: tuple[Extra, ...]) -> None:
    if not extras:
        return
    columns = tuple(GridColumn(extra.header, extra.format) for extra in extras)
    page.heads(numbers.first - 1, columns, first=numbers.extra, colour=LIGHT.muted)
    rows = list(zip(*(extra.values for extra in extras), strict=True))
    blank = [tuple("" if value is None else value for value in row) for row in rows]
    page.rows(numbers.first, blank, columns, first=numbers.extra, colour=LIGHT.muted)
    for position, extra in enumerate(extras, numbers.extra):
        for row, value in enumerate(extra.values, numbers.first):
            if value is not None:
                look = Look(
                    side="right",
                    colour=LIGHT.muted,
                    number=NUMBER_FORMATS[extra.format],
                    bottom="medium" if row == numbers.last else None,
                )
                page.formula(row, position, extra.formula.format(row=row), value, look)


def _write_names(page: Page, numbers: Numbers, broken: list[str]) -> None:
    columns = (GridColumn(page.text("render.chart.names")),)
    page.heads(numbers.first - 1, columns, first=numbers.names, colour=LIGHT.muted)
    page.rows(numbers.first, [(name,) for name in broken], columns, first=numbers.names, colour=LIGHT.muted)


def _table(chart: Chart, page: Page) -> tuple[tuple[GridColumn, ...], list[tuple[Cell, ...]]]:
    text = page.text
    ends = tuple(text(f"section.common.{end}") for end in ("low", "high"))
    match chart:
        case BarChart():
            names = bar_names(chart)
            heads: tuple[GridColumn, ...] = (GridColumn(""), GridColumn(chart.unit, chart.format))
            if not _with_intervals(chart):
                return heads, [(name, bar.value) for name, bar in zip(names, chart.bars, strict=True)]
            return (
                (*heads, *(GridColumn(end, chart.format) for end in ends)),
                [(name, bar.value, bar.low, bar.high) for name, bar in zip(names, chart.bars, strict=True)],
            )
        case DivergingChart():
            levels = tuple(GridColumn(level, Format.PERCENT) for level in chart.levels)
            return (
                (GridColumn(chart.unit), *levels, GridColumn(text("section.common.n"), Format.INTEGER)),
                [(label, *percents, n) for label, n, percents in chart.rows],
            )
        case LineChart():
            return _lines(chart, page)
        case QuadrantChart():
            return _points(chart, page, ends)
        case HeatMap():
            labels, columns = chart.rows, chart.columns
            if labels == columns and len(labels) > _SQUARE:
                # A square table of many names: columns bear the rows' numbers.
                columns = tuple(str(place) for place in range(1, len(labels) + 1))
                labels = tuple(f"{place}  {name}" for place, name in zip(columns, labels, strict=True))
            heads = tuple(GridColumn(name, Format.COEFFICIENT) for name in columns)
            rows = zip(labels, chart.values, strict=True)
            return (GridColumn(chart.unit), *heads), [(name, *values) for name, values in rows]
        case _:
            assert_never(chart)


def bar_names(chart: BarChart) -> list[str]:
    """The bars' names, with their notes where these differ."""
    same = len({bar.note for bar in chart.bars}) <= 1
    return [bar.label if same or not bar.note else f"{bar.label} · {bar.note}" for bar in chart.bars]


def _with_intervals(chart: BarChart) -> bool:
    return any(bar.low is not None and bar.high is not None for bar in chart.bars)


def places(chart: LineChart) -> list[float]:
    return sorted({x for series in chart.series for x, _ in series.points})


def _lines(chart: LineChart, page: Page) -> tuple[tuple[GridColumn, ...], list[tuple[Cell, ...]]]:
    """A row for each place on the axis; below, where there are intervals, their ends and their lengths."""
    xs = places(chart)
    names = [chart.x_labels[int(x) - 1] if chart.x_labels else f"{x:g}" for x in xs]
    heads = [GridColumn(chart.x_title), *(GridColumn(series.name, chart.format) for series in chart.series)]
    # An empty cell, since a chart would draw the dash as zero.
    held = [dict(series.points) for series in chart.series]
    rows: list[list[Cell]] = [[name, *(at.get(x, "") for at in held)] for name, x in zip(names, xs, strict=True)]
    if chart.rule is not None:
        heads.append(GridColumn(chart.rule[1], chart.format))
        for row in rows:
            row.append(chart.rule[0])
    if any(series.intervals for series in chart.series):
        given = [
            dict(zip(at, series.intervals or (None,) * len(at), strict=True))
            for at, series in zip(held, chart.series, strict=True)
        ]
        blank = [""] * (chart.rule is not None)
        for part in ("section.common.low", "section.common.high", "render.chart.below", "render.chart.above"):
            for name, x in zip(names, xs, strict=True):
                cells = [
                    "" if (interval := intervals.get(x)) is None else _part(part, at[x], *interval)
                    for at, intervals in zip(held, given, strict=True)
                ]
                rows.append([f"{name} · {page.text(part)}", *cells, *blank])
    return tuple(heads), [tuple(row) for row in rows]


def _part(part: str, value: float, low: float, high: float) -> float:
    return {"low": low, "high": high, "below": value - low, "above": high - value}[part.rpartition(".")[2]]


def _write_lengths(page: Page, numbers: Numbers, rows: list[tuple[Cell, ...]]) -> None:
    """The lengths of a line's intervals as formulas."""
    from openpyxl.utils import get_column_letter

    count = numbers.last - numbers.first + 1
    for place, row in enumerate(rows[LENGTHS * count :]):
        for column, value in enumerate(row[1:], 2):
            if isinstance(value, float):
                letter, at = get_column_letter(column), numbers.first + place % count
                ends = (f"={letter}{at}-{letter}{at + count}", f"={letter}{at + 2 * count}-{letter}{at}")
                cell = page.sheet.cell(numbers.first + LENGTHS * count + place, column)
                cell.value = ends[place // count]
                page.values[cell.coordinate] = value


def by_kind(chart: QuadrantChart) -> list[Any]:
    """The points, those of a kind together."""
    kinds = list(dict.fromkeys(point.kind for point in chart.points))
    return sorted(chart.points, key=lambda point: kinds.index(point.kind))


def _points(
    chart: QuadrantChart, page: Page, ends: tuple[str, ...]
) -> tuple[tuple[GridColumn, ...], list[tuple[Cell, ...]]]:
    points = by_kind(chart)
    axes = (chart.x_title, chart.y_title)
    heads = [GridColumn(""), GridColumn(page.text("render.chart.number"), Format.INTEGER)]
    heads += [GridColumn(axis, Format.COEFFICIENT) for axis in axes]
    rows: list[list[Cell]] = [[each.label, number, each.x, each.y] for number, each in enumerate(points, 1)]
    if with_crosses(chart):
        heads += [GridColumn(f"{axis} · {end}", Format.COEFFICIENT) for axis in axes for end in ends]
        for row, each in zip(rows, points, strict=True):
            row += [each.x_low, each.x_high, each.y_low, each.y_high]
    return tuple(heads), [tuple(row) for row in rows]


def with_crosses(chart: QuadrantChart) -> bool:
    return any(point.x_low is not None or point.y_low is not None for point in chart.points)


def corner_column(chart: QuadrantChart, numbers: Numbers) -> int:
    """Where the names of the quarters stand, after the lengths of intervals."""
    return numbers.extra + 4 * with_crosses(chart)


def _write_corners(page: Page, chart: QuadrantChart, numbers: Numbers) -> int:
    """The names of the quarters and the corners in which they stand; the row after them."""
    columns = (
        GridColumn(page.text("render.chart.quarter")),
        *(GridColumn(axis, Format.COEFFICIENT) for axis in (chart.x_title, chart.y_title)),
    )
    (left, right), (bottom, top) = chart.x_domain, chart.y_domain
    spots = ((left, top), (right, top), (left, bottom), (right, bottom))
    rows = [(name, *spot) for name, spot in zip(chart.corners, spots, strict=True)]
    first = corner_column(chart, numbers)
    page.heads(numbers.first - 1, columns, first=first, colour=LIGHT.muted)
    return page.rows(numbers.first, rows, columns, first=first, colour=LIGHT.muted)


def _extras(chart: Chart, page: Page) -> tuple[Extra, ...]:
    text = page.text
    sides = tuple(text(f"render.chart.{side}") for side in ("below", "above"))
    match chart:
        case BarChart():
            if not _with_intervals(chart):
                return ()
            lengths = zip(*(_lengths(bar.value, bar.low, bar.high) for bar in chart.bars), strict=True)
            formulas = ("=B{row}-C{row}", "=D{row}-B{row}")
            return tuple(
                Extra(side, formula, values, chart.format)
                for side, formula, values in zip(sides, formulas, lengths, strict=True)
            )
        case DivergingChart():
            return (_start(chart, page),) if chart.ordered else ()
        case QuadrantChart():
            return _point_lengths(chart, sides)
        case LineChart() | HeatMap():
            return ()
        case _:
            assert_never(chart)


def _lengths(value: float, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return None if low is None else value - low, None if high is None else high - value


def _start(chart: DivergingChart, page: Page) -> Extra:
    """Where a row's first level begins, so that the middle of its scale stands at the same place in all rows."""
    from openpyxl.utils import get_column_letter

    left = extents(chart)[0]
    half, odd = divmod(len(chart.levels), 2)
    formula = f"={left:g}-SUM(B{{row}}:{get_column_letter(1 + half)}{{row}})"
    if odd:
        formula += f"-{get_column_letter(2 + half)}{{row}}/2"
    starts = tuple(left - sum(percents[:half]) - odd * percents[half] / 2 for _, _, percents in chart.rows)
    return Extra(page.text("render.chart.start"), formula, starts, Format.PERCENT)


def _point_lengths(chart: QuadrantChart, sides: tuple[str, ...]) -> tuple[Extra, ...]:
    points = by_kind(chart)
    if not with_crosses(chart):
        return ()
    across = [_lengths(point.x, point.x_low, point.x_high) for point in points]
    along = [_lengths(point.y, point.y_low, point.y_high) for point in points]
    formulas = ("=C{row}-E{row}", "=F{row}-C{row}", "=D{row}-G{row}", "=H{row}-D{row}")
    values = (*zip(*across, strict=True), *zip(*along, strict=True))
    heads = (f"{axis} · {side}" for axis in (chart.x_title, chart.y_title) for side in sides)
    return tuple(
        Extra(head, formula, lengths, Format.COEFFICIENT)
        for head, formula, lengths in zip(heads, formulas, values, strict=True)
    )


def _colour(numbers: Numbers, columns: int, palette: Palette) -> None:
    """A heat map is its table with cells in colours that black type is read on: −1 low, 0 neutral, 1 high."""
    from openpyxl.formatting.rule import ColorScaleRule
    from openpyxl.utils import get_column_letter

    low, middle, high = (rgb_hex(colour) for colour in palette.diverging[1:4])
    scale = ColorScaleRule("num", -1, low, "num", 0, middle, "num", 1, high)
    numbers.sheet.conditional_formatting.add(f"B{numbers.first}:{get_column_letter(columns)}{numbers.last}", scale)
