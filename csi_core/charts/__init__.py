"""A chart of the report model as a Vega-Lite chart, a picture or a drawing: the same on screen and on paper."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, assert_never

from csi_core.fonts import FOLDER, narrow_marks
from csi_core.palette import PALETTES, Theme
from csi_core.report.files import legal
from csi_core.report.model import BarChart, Chart, DivergingChart, HeatMap, LineChart, QuadrantChart

if TYPE_CHECKING:
    import altair as alt

#: Drawings kept: those of a few reports, each some hundred kilobytes at most.
KEPT = 96

#: vl-convert draws one chart at a time.
_DRAWING = Lock()


def chart(content: Chart, theme: Theme, width: int) -> alt.LayerChart:
    """The chart laid out for `width` pixels in all; its height follows from its content.

    Colours, type and layout are in the chart itself, so no other theme may be laid over it. It may be shown
    somewhat wider or narrower: labels keep their size and the plot takes the rest.
    """
    from altair.utils.schemapi import disable_debug_mode

    from csi_core.charts.bars import bars
    from csi_core.charts.diverging import diverging
    from csi_core.charts.heatmap import heat_map
    from csi_core.charts.line import line
    from csi_core.charts.quadrant import quadrant

    palette = PALETTES[theme]
    # Checking every mark against Vega's schema takes longer than drawing it; the tests draw every kind.
    disable_debug_mode()
    match content:
        case BarChart():
            return bars(content, palette, width)
        case DivergingChart():
            return diverging(content, palette, width)
        case LineChart():
            return line(content, palette, width)
        case QuadrantChart():
            return quadrant(content, palette, width)
        case HeatMap():
            return heat_map(content, palette, width)
        case _:
            assert_never(content)


def png(content: Chart, theme: Theme, width: int, *, scale: float = 2.0) -> bytes:
    """The chart as a PNG of `width` × `scale` pixels."""
    drawing = svg(content, theme, width)
    with _DRAWING:
        picture: bytes = _converter().svg_to_png(drawing, scale=scale)
    return picture


@lru_cache(KEPT)
def svg(content: Chart, theme: Theme, width: int) -> str:
    """The chart as an SVG drawing `width` pixels wide; the latest are kept, as PDF, Word and screen share them."""
    from csi_core.charts.hatching import hatched

    specification = _drawable(chart(content, theme, width).to_dict(validate=False))
    with _DRAWING:
        drawing: str = _converter().vegalite_to_svg(specification)
    return hatched(drawing, PALETTES[theme])


def forget() -> None:
    """Drop the drawings that are kept."""
    svg.cache_clear()


def _drawable(value: Any) -> Any:
    """A specification without the characters no drawing may hold: one of them ends vl-convert, and us with it."""
    match value:
        case str():
            return narrow_marks(legal(value))
        case dict():
            return {key: _drawable(part) for key, part in value.items()}
        case list():
            return [_drawable(part) for part in value]
        case _:
            return value


def parts(content: Chart, width: int, height: float) -> tuple[Chart, ...]:
    """A chart of many rows as several on the same axis, each with a plot at most `height` pixels high if it can be;
    the other kinds fit as they are."""
    from csi_core.charts.bars import domain
    from csi_core.charts.diverging import extents
    from csi_core.charts.rows import heights

    match content:
        case BarChart():
            cuts = _cuts(heights([bar.label for bar in content.bars], width), height)
            whole = replace(content, domain=domain(content))
            return tuple(replace(whole, bars=content.bars[start:end]) for start, end in cuts)
        case DivergingChart():
            cuts = _cuts(heights([label for label, _, _ in content.rows], width), height)
            spread = replace(content, reach=extents(content))
            return tuple(replace(spread, rows=content.rows[start:end]) for start, end in cuts)
        case LineChart() | QuadrantChart() | HeatMap():
            return (content,)
        case _:
            assert_never(content)


def _cuts(heights: list[float], most: float) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each part, the parts about equally high."""
    count = max(1, -int(-sum(heights) // most))
    share = sum(heights) / count
    starts, used = [0], 0.0
    for index, height in enumerate(heights):
        if index > starts[-1] and (used + height > most or used + height / 2 > share):
            starts.append(index)
            used = 0.0
        used += height
    return list(pairwise([*starts, len(heights)]))


@cache
def _converter() -> Any:
    import vl_convert

    # Our font beside it, so that Chinese is drawn on systems without any; only its own files are read.
    vl_convert.register_font_directory(str(FOLDER))
    return vl_convert
