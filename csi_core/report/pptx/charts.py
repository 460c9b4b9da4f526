"""Charts of the report model as PowerPoint's own, with their numbers inside: a user can change every one."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from csi_core.palette import Palette
from csi_core.report.files import legal
from csi_core.report.model import BarChart, Chart, DivergingChart, HeatMap, LineChart, QuadrantChart
from csi_core.report.pptx.bars import bars, stacked
from csi_core.report.pptx.bars import radar as polygon
from csi_core.report.pptx.frame import Place
from csi_core.report.pptx.heat import heat_table
from csi_core.report.pptx.points import arranged, lines, quadrant

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes


def key(chart: Chart, place: Place) -> list[str]:
    """The names of a chart's points, where they find no room beside them and numbers stand there."""
    return arranged(chart, place).key if isinstance(chart, QuadrantChart) else []


def draw(
    shapes: SlideShapes, chart: Chart, place: Place, alt: str, palette: Palette, *, numbered: bool = False
) -> None:
    """The chart at its place; numbered: its points bear numbers instead of their names."""
    match chart:
        case BarChart():
            frame = bars(shapes, chart, place, palette)
        case DivergingChart():
            frame = stacked(shapes, chart, place, palette)
        case LineChart():
            frame = lines(shapes, chart, place, palette)
        case QuadrantChart():
            frame = quadrant(shapes, chart, place, palette, numbered=numbered)
        case HeatMap():
            frame = heat_table(shapes, chart, place, palette)
        case _:
            assert_never(chart)
    _describe(frame, alt)


def radar(shapes: SlideShapes, chart: BarChart, place: Place, alt: str, palette: Palette) -> None:
    _describe(polygon(shapes, chart, place, palette), alt)


def _describe(frame: GraphicFrame, alt: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(alt))
