"""Charts of the report model as PowerPoint's own, with their numbers inside: a user can change every one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from pptx.util import Inches

from csi_core.charts import png
from csi_core.report.files import legal
from csi_core.report.model import BarChart, Chart, DivergingChart, HeatMap, LineChart, QuadrantChart
from csi_core.report.pptx.bars import bars, stacked
from csi_core.report.pptx.bars import radar as polygon
from csi_core.report.pptx.frame import Place
from csi_core.report.pptx.points import lines, quadrant, sides

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes

#: A picture's layout width in pixels, and pixels printed for each.
PICTURE, RESOLUTION = 760, 2.5


def key(chart: Chart, place: Place) -> tuple[str, ...]:
    """The names of a chart's points, where they find no room beside them and numbers stand there."""
    if not isinstance(chart, QuadrantChart) or sides(chart, place, numbered=False) is not None:
        return ()
    return tuple(point.label for point in chart.points)


def draw(shapes: SlideShapes, chart: Chart, place: Place, alt: str, *, numbered: bool = False) -> None:
    """The chart at its place; numbered: its points bear numbers instead of their names."""
    match chart:
        case BarChart():
            frame = bars(shapes, chart, place)
        case DivergingChart():
            frame = stacked(shapes, chart, place)
        case LineChart():
            frame = lines(shapes, chart, place)
        case QuadrantChart():
            frame = quadrant(shapes, chart, place, numbered=numbered)
        case HeatMap():
            _picture(shapes, chart, place, alt)
            return
        case _:
            assert_never(chart)
    _describe(frame, alt)


def radar(shapes: SlideShapes, chart: BarChart, place: Place, alt: str) -> None:
    _describe(polygon(shapes, chart, place), alt)


def _picture(shapes: SlideShapes, chart: Chart, place: Place, alt: str) -> None:
    left, top, width, height = (Inches(each) for each in place)
    picture = shapes.add_picture(BytesIO(png(chart, "print", PICTURE, scale=RESOLUTION)), left, top)
    share = min(width / picture.width, height / picture.height)
    picture.width, picture.height = round(picture.width * share), round(picture.height * share)
    picture.left = left + (width - picture.width) // 2
    picture._element.nvPicPr.cNvPr.set("descr", legal(alt))


def _describe(frame: GraphicFrame, alt: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(alt))
