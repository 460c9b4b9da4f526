"""What all native charts have in common: their frame, the plot's place in it, axes, names.

The plot stands at a known place within its frame, so that lines and names can be laid over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from csi_core.palette import LIGHT, Fill, Palette
from csi_core.report.files import legal

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as PowerPointChart
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.shapetree import SlideShapes

Place = tuple[float, float, float, float]  #: left, top, width, height in inches

#: Type of labels and of axes, points, and the smallest label.
LABEL, AXIS, LEAST = 12.0, 10.5, 10.0

#: Below the plot: the axis' numbers, its title, a legend; right of it. Inches.
NUMBERS, TITLE, LEGEND, SIDE = 0.28, 0.28, 0.36, 0.35

#: What the embedded workbook's writer would take for a formula or a link.
_COMPUTED = re.compile(r"^(=|\{=|[a-z]+:)", re.IGNORECASE)


def add(shapes: SlideShapes, kind: XL_CHART_TYPE, place: Place, data: CategoryChartData | XyChartData) -> GraphicFrame:
    frame: GraphicFrame = shapes.add_chart(kind, *(Inches(each) for each in place), data)
    made = frame.chart
    made.has_title = False
    made.has_legend = False
    made.font.size = Pt(AXIS)
    made.font.color.rgb = rgb(LIGHT.ink)
    return frame


def inner_place(place: Place, left: float, above: float, below: float, side: float = SIDE) -> Place:
    """The plot within its frame, in shares of it; left a share, the rest in inches."""
    height = place[3]
    right = side / place[2]
    return left, above / height, 1 - left - right, (height - above - below) / height


def place_plot(made: PowerPointChart, inner: Place) -> None:
    area = made._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:layoutTarget")).set("val", "inner")
    for mode in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{mode}")).set("val", "edge")
    for name, value in zip("xywh", inner, strict=True):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", f"{value:.5f}")
    area.insert(0, layout)


def quiet_axis(axis: Any, title: str, style: str | None, *, grid: bool = False, line: bool = False) -> None:
    axis.has_major_gridlines = grid
    if grid:
        axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(LEAST)
    axis.tick_labels.font.color.rgb = rgb(LIGHT.muted)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = style or "General", False
    if line:
        axis.format.line.color.rgb = rgb(LIGHT.line)
    else:
        axis.format.line.fill.background()
    axis.has_title = True
    run = axis.axis_title.text_frame.paragraphs[0].add_run()
    run.text = legal(title)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(LEAST), False, rgb(LIGHT.muted)


def error_bars(
    series: Any, before: str, ends: Sequence[tuple[float | None, float, float | None]], direction: str | None = None
) -> None:
    """Intervals (low, value, high) as the bars of a series, set before its element `c:<before>`."""
    made = etree.Element(qn("c:errBars"))
    if direction:
        etree.SubElement(made, qn("c:errDir")).set("val", direction)
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(made, qn(f"c:{name}")).set("val", value)
    lengths = (
        ("plus", [None if high is None else high - value for _, value, high in ends]),
        ("minus", [None if low is None else value - low for low, value, _ in ends]),
    )
    for name, found in lengths:
        numbers = etree.SubElement(etree.SubElement(made, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(found)))
        for index, length in enumerate(found):
            if length is not None:
                point = etree.SubElement(numbers, qn("c:pt"))
                point.set("idx", str(index))
                etree.SubElement(point, qn("c:v")).text = repr(float(length))
    line = etree.SubElement(etree.SubElement(made, qn("c:spPr")), qn("a:ln"))
    line.set("w", str(Pt(1.25)))
    etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr")).set("val", LIGHT.ink[1:].upper())
    series._element.find(qn(f"c:{before}")).addprevious(made)


def legend(made: PowerPointChart, *, but: int = 0) -> None:
    """The names of the series under the plot, without the first ones, which only help to draw."""
    made.has_legend = True
    made.legend.position = XL_LEGEND_POSITION.BOTTOM
    made.legend.include_in_layout = False
    made.legend.font.size = Pt(AXIS)
    for index in reversed(range(but)):
        entry = etree.Element(qn("c:legendEntry"))
        etree.SubElement(entry, qn("c:idx")).set("val", str(index))
        etree.SubElement(entry, qn("c:delete")).set("val", "1")
        made.legend._element.find(qn("c:legendPos")).addnext(entry)


def name_of(words: str) -> str:
    """A name as the embedded workbook takes it: always a text."""
    words = " ".join(legal(words).split())
    return f" {words}" if _COMPUTED.match(words) else words or " "


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())


def fill(form: Any, colour: str) -> None:
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(colour)


def cover(form: Any, content: Fill, palette: Palette) -> None:
    """Cover an area; where areas differ by hatchings, its edge is drawn."""
    if content.hatch is None:
        fill(form, content.colour)
    else:
        form.fill.patterned()
        form.fill.pattern = MSO_PATTERN_TYPE.from_xml(content.hatch.office)
        form.fill.fore_color.rgb, form.fill.back_color.rgb = rgb(palette.ink), rgb(content.colour)
    if palette.hatched:
        stroke(form.line, palette.ink, 0.5)


def ground(labels: Any, colour: str) -> None:
    """A plain ground under the numbers of a hatched area."""
    made = etree.Element(qn("c:spPr"))
    etree.SubElement(etree.SubElement(made, qn("a:solidFill")), qn("a:srgbClr")).set("val", colour[1:].upper())
    labels._element.find(qn("c:txPr")).addprevious(made)


def stroke(line: Any, colour: str, width: float, dash: MSO_LINE_DASH_STYLE = MSO_LINE_DASH_STYLE.SOLID) -> None:
    """A line `width` points wide."""
    line.color.rgb = rgb(colour)
    line.width = Pt(width)
    line.dash_style = dash


def overlay(shapes: SlideShapes, words: str, place: Place, align: PP_ALIGN, colour: str, *, bold: bool = False) -> None:
    """A word laid over a chart."""
    frame = shapes.add_textbox(*(Inches(each) for each in place)).text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = False
    for index, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = legal(line)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(AXIS), bold, rgb(colour)
