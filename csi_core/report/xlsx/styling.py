"""How the parts of Excel's charts look: fills, strokes, axes, labels, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csi_core.palette import Fill, Palette
from csi_core.report.model import Format
from csi_core.report.xlsx.cells import legal, rgb_hex

if TYPE_CHECKING:
    from csi_core.report.xlsx.figures import Numbers

CM = 0.03528  # centimetres of a point

_SMALL = 9.0
_DASHES = ("solid", "dash", "sysDot", "lgDash")
_MARKS = ("circle", "square", "triangle", "diamond", "x", "star")

#: The second pair of axes of a chart.
_SECOND = (110, 210)


def series(numbers: Numbers, column: int, name: str) -> Any:
    """The numbers of a column over their names."""
    from openpyxl.chart import Series
    from openpyxl.chart.data_source import AxDataSource, StrRef

    made = Series(numbers.of(column), title=legal(name))
    made.cat = AxDataSource(strRef=StrRef(f=str(numbers.of(numbers.names))))
    made.smooth = None
    return made


def properties() -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    return GraphicalProperties()


def fill(shape: Any, content: Fill | None, palette: Palette) -> None:
    """Cover a shape; None: it cannot be seen."""
    from openpyxl.drawing.fill import ColorChoice, PatternFillProperties

    if content is None:
        shape.noFill = True
        shape.line.noFill = True
        return
    if content.hatch is None:
        shape.solidFill = rgb_hex(content.colour)
    else:
        shape.pattFill = PatternFillProperties(
            prst=content.hatch.office,
            fgClr=ColorChoice(srgbClr=rgb_hex(palette.ink)),
            bgClr=ColorChoice(srgbClr=rgb_hex(content.colour)),
        )
    if palette.hatched:
        shape.line.solidFill, shape.line.width = rgb_hex(palette.ink), 6350
    else:
        shape.line.noFill = True


def stroke(line: Any, colour: str, place: int | None, width: float) -> None:
    """A line of a chart and its marks; place: among its own kind; None: a reference line."""
    shape = line.graphicalProperties.line
    shape.solidFill, shape.width = rgb_hex(colour), round(12700 * width)
    shape.dashStyle = "dash" if place is None else _DASHES[place % len(_DASHES)]
    mark(line, place, colour, 6)
    line.smooth = False


def mark(line: Any, place: int | None, colour: str, size: int) -> None:
    """The marks of a series at its points, of a shape of their own; None: none."""
    from openpyxl.chart.marker import Marker

    if place is None:
        line.marker = Marker(symbol="none")
        return
    line.marker = Marker(symbol=_MARKS[place % len(_MARKS)], size=size, spPr=properties())
    line.marker.spPr.solidFill = line.marker.spPr.line.solidFill = rgb_hex(colour)


def error_bars(below: Any, above: Any, colour: str, direction: str | None = None) -> Any:
    """Bars as long downwards and upwards as these cells say."""
    from openpyxl.chart.data_source import NumDataSource, NumRef
    from openpyxl.chart.error_bar import ErrorBars

    minus, plus = (NumDataSource(numRef=NumRef(f=str(cells))) for cells in (below, above))
    line = properties()
    line.line.solidFill, line.line.width = rgb_hex(colour), 12700
    return ErrorBars(
        errDir=direction, errBarType="both", errValType="cust", noEndCap=False, plus=plus, minus=minus, spPr=line
    )


def lying(ends: tuple[float, float], unit: str | None, style: Format, palette: Palette) -> Any:
    """An empty chart of lying bars, the first one on top."""
    from openpyxl.chart import BarChart as Bars

    made = Bars()
    made.type = "bar"
    axis(made.x_axis, None, None, palette, line=True)
    axis(made.y_axis, unit, '0"%"' if style is Format.PERCENT else "General", palette)
    made.x_axis.scaling.orientation = "maxMin"
    made.x_axis.tickLblPos, made.x_axis.tickLblSkip = "low", 1
    made.y_axis.scaling.min, made.y_axis.scaling.max = ends
    # Beyond the last row, which is at the bottom.
    made.y_axis.crosses = "max"
    return made


def second(bars: Any) -> None:
    """Put a chart on axes of its own, its names unseen since they stand on the first ones."""
    bars.x_axis.axId, bars.y_axis.axId = _SECOND
    bars.x_axis.crossAx, bars.y_axis.crossAx = bars.y_axis.axId, bars.x_axis.axId
    bars.x_axis.delete = True


def axis(made: Any, title: str | None, style: str | None, palette: Palette, *, line: bool = False) -> None:
    """Small quiet type, no grid."""
    made.delete = False
    made.majorGridlines = None
    made.majorTickMark = "none"
    made.txPr = type_of(_SMALL, palette.muted if style else palette.ink)
    made.graphicalProperties = properties()
    if line:
        made.graphicalProperties.line.solidFill = rgb_hex(palette.line)
    else:
        made.graphicalProperties.line.noFill = True
    if style is not None:
        made.number_format = style
    if title is not None:
        made.title = _title(title, _SMALL, palette.muted, bold=False)


def caption(chart: Any, lines: list[str], size: float, palette: Palette) -> None:
    """The first line bold, others smaller."""
    chart.title = _title(legal("\n".join(" ".join(line.split()) for line in lines)), size, palette.ink, bold=True)
    for paragraph in chart.title.tx.rich.p[1:]:
        for run in paragraph.r:
            run.rPr = _letters(_SMALL, palette.muted)


def place(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """The plot within its frame, in shares of it."""
    from openpyxl.chart.layout import Layout, ManualLayout

    chart.layout = Layout(ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=x, y=y, w=width, h=height))


def labels(side: str, style: str, colour: str, *, bold: bool = False, size: float = _SMALL) -> Any:
    """Each point's value at it."""
    made = no_labels()
    made.showVal = True
    made.dLblPos, made.numFmt, made.txPr = side, style, type_of(size, colour, bold=bold)
    return made


def no_labels() -> Any:
    from openpyxl.chart.label import DataLabelList

    return DataLabelList(
        showVal=False, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False,
        showBubbleSize=False,
    )  # fmt: skip


def filled(label: Any, side: str, style: str, content: Fill, palette: Palette, *, size: float = _SMALL) -> Any:
    """A value within an area: on a hatched one it has a ground of its own."""
    label.showVal = True
    label.showSerName = label.showCatName = label.showLegendKey = label.showPercent = label.showBubbleSize = False
    label.dLblPos, label.numFmt = side, style
    label.txPr = type_of(size, palette.ink if content.hatch else palette.ink_on(content.colour))
    if content.hatch is not None:
        label.spPr = properties()
        label.spPr.solidFill = rgb_hex(content.colour)
    return label


def named(label: Any, side: str, colour: str) -> Any:
    """A label that bears its series' name."""
    label.showSerName = True
    label.showVal = label.showCatName = label.showLegendKey = label.showPercent = label.showBubbleSize = False
    label.dLblPos, label.txPr = side, type_of(_SMALL, colour)
    return label


def key(chart: Any, side: str, without: tuple[int, ...] = ()) -> None:
    """The key, without the series of these numbers."""
    from openpyxl.chart.legend import Legend, LegendEntry

    chart.legend = Legend(legendPos=side, legendEntry=[LegendEntry(idx=index, delete=True) for index in without])
    chart.legend.overlay = False


def _title(words: str, size: float, colour: str, *, bold: bool) -> Any:
    from openpyxl.chart.title import title_maker

    made = title_maker(words)
    made.overlay = False
    for paragraph in made.tx.rich.p:
        for run in paragraph.r or ():
            run.rPr = _letters(size, colour, bold=bold)
    return made


def type_of(size: float, colour: str, *, bold: bool = False) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties

    letters = _letters(size, colour, bold=bold)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _letters(size: float, colour: str, *, bold: bool = False) -> Any:
    from openpyxl.drawing.text import CharacterProperties

    return CharacterProperties(sz=round(100 * size), b=bold, solidFill=rgb_hex(colour))
