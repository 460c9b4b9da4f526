"""What all charts have in common: type, axes, row labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt

from csi_core.fonts import FAMILY
from csi_core.palette import Palette
from csi_core.report.lines import em, wrap

#: On screen the visitor's own Chinese font serves where ours is not installed.
FONTS = f"'{FAMILY}', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', sans-serif"

TYPE = 12.0
LINE = 16.0
SWATCH = 12.0
MOST_LINES = 6

#: Vega writes the typographic minus; the same sign as everywhere else is wanted (see report.format).
NUMBER = "replace(format(datum.value, '~g'), '\\u2212', '-')"
PERCENT = f"{NUMBER} + '%'"
DISTANCE_PERCENT = "format(abs(datum.value), '~g') + '%'"

#: The ground of a number, half its width one; and that in pixels.
_GROUND, _GROUND_WIDTH = "M-1,-0.5H1V0.5H-1Z", 14.0

#: Shapes of points, so that they differ without colour.
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")

Layer = alt.Chart | alt.LayerChart
Rows = Sequence[Mapping[str, Any]]


def source(rows: Rows) -> alt.InlineData:
    """Plain records inside the chart: labels are data and never part of an expression."""
    return alt.InlineData(values=[dict(row) for row in rows])


def lines(label: str, width: float, most: int = MOST_LINES) -> list[str]:
    """A label in lines of at most `width` pixels; what does not fit into `most` lines ends in an ellipsis."""
    broken = wrap(" ".join(label.split()), width / TYPE, em)
    if len(broken) <= most:
        return broken
    return [*broken[: most - 1], broken[most - 1][:-1] + "…"]


def label_width(labels: Sequence[str], most: float) -> float:
    """Pixels the longest label takes on one line, at most `most`."""
    return min(most, max((em(label) for label in labels), default=0.0) * TYPE + 1.0)


def ticks(low: float, high: float, count: int) -> list[float]:
    """About `count` round numbers from low to high.

    >>> ticks(0, 93.1, 5), ticks(-0.4, 0.9, 5)
    ([0.0, 20.0, 40.0, 60.0, 80.0], [-0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8])
    """
    raw = (high - low) / count
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * min((1, 2, 5, 10), key=lambda factor: abs(math.log(raw / (power * factor))))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(index * step, 12) for index in range(first, last + 1)]


def fixed(channel: Callable[[float], Any], pixels: float) -> Any:
    """A place in pixels. `alt.value` would do, but every use of it searches Vega's schema."""
    return channel(pixels)


def down(height: float) -> alt.Scale:
    """A scale that takes pixels from the top as they are."""
    return alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)


def text(rows: Rows, palette: Palette, **mark: Any) -> alt.Chart:
    """Text marks of records with `text`; positions are encoded by the caller. Newlines break lines."""
    settings: dict[str, Any] = {"color": palette.ink, "lineBreak": "\n", "lineHeight": LINE, "baseline": "middle"}
    marks: alt.Chart = alt.Chart(source(rows)).mark_text(**(settings | mark)).encode(text=alt.Text("text:N"))
    return marks


def outline(palette: Palette) -> dict[str, Any]:
    """The edge of an area: seen where areas differ by hatchings, since one of them is white."""
    return {"stroke": palette.ink, "strokeWidth": 0.6} if palette.hatched else {}


def grounds(rows: Rows, palette: Palette, **encoded: Any) -> list[alt.Chart]:
    """A plain ground under the numbers that stand on hatchings."""
    if not rows:
        return []
    marks = alt.Chart(source(rows)).mark_point(
        shape=_GROUND, filled=True, opacity=1, size=4 * _GROUND_WIDTH**2, color=palette.background
    )
    return [marks.encode(**encoded)]


def key(entries: Sequence[tuple[str, str]], palette: Palette, left: float, top: float, width: float) -> list[Layer]:
    """What colours mean: a swatch and its word for each (word, colour), in rows of at most `width` pixels."""
    layers: list[Layer] = []
    x = left
    for word, colour in entries:
        room = em(word) * TYPE + SWATCH + 20
        if x > left and x + room > left + width:
            x, top = left, top + LINE + 4
        layers += [
            alt.Chart(source([{}]))
            .mark_rect(color=colour, **outline(palette))
            .encode(
                x=fixed(alt.XValue, x),
                x2=fixed(alt.X2Value, x + SWATCH),
                y=fixed(alt.YValue, top),
                y2=fixed(alt.Y2Value, top + SWATCH),
            ),
            text([{"text": word}], palette, align="left").encode(
                x=fixed(alt.XValue, x + SWATCH + 5), y=fixed(alt.YValue, top + SWATCH / 2)
            ),
        ]
        x += room
    return layers


def finish(layers: Sequence[Layer], palette: Palette, width: int, height: float) -> alt.LayerChart:
    """The layers as one chart of `width` pixels in all, whatever stands beside the plot."""
    config = alt.Config(
        font=FONTS,
        background=palette.background,
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(font=FONTS, fontSize=TYPE),
        axis=alt.AxisConfig(
            labelFont=FONTS,
            titleFont=FONTS,
            labelFontSize=TYPE - 1,
            titleFontSize=TYPE,
            titleFontWeight="normal",
            labelColor=palette.muted,
            titleColor=palette.muted,
            gridColor=palette.grid,
            domainColor=palette.line,
            domain=False,
            ticks=False,
            labelPadding=6,
            titlePadding=8,
            titleLimit=width,
            labelLimit=0,
        ),
        legend=alt.LegendConfig(
            labelFont=FONTS,
            titleFont=FONTS,
            labelFontSize=TYPE,
            labelColor=palette.ink,
            labelLimit=0,
            symbolSize=120,
            columnPadding=14,
            rowPadding=4,
        ),
    )
    chart: alt.LayerChart = alt.LayerChart(
        layer=list(layers),
        width=width,
        height=round(height),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        padding={"left": 2, "right": 2, "top": 4, "bottom": 4},
        config=config,
    )
    return chart
