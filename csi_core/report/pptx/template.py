"""Makes template.pptx beside this file: python -m csi_core.report.pptx.template

Fonts and colours are the theme's, places and type sizes the master's and its four layouts', so that a user who
changes them there changes every slide.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu, Inches

from csi_core.palette import LIGHT
from csi_core.report.files import sealed

TEMPLATE = Path(__file__).with_name("template.pptx")

WIDTH, HEIGHT = 13.333, 7.5

#: Places in inches: left, top, width, height.
Place = tuple[float, float, float, float]
TITLE: Place = (0.6, 0.5, 12.13, 1.1)
BODY: Place = (0.6, 1.8, 12.13, 4.95)
MAIN: Place = (0.6, 1.8, 7.9, 4.95)
SIDE: Place = (8.75, 1.8, 3.98, 4.95)
FOOTER: Place = (0.6, 7.0, 10.0, 0.3)
NUMBER: Place = (11.73, 7.0, 1.0, 0.3)
ACCENT: Place = (0.6, 0.36, 0.55, 0.05)
COVER: dict[int, Place] = {0: (0.9, 1.9, 11.5, 2.1), 1: (0.9, 4.2, 11.5, 0.7), 13: (0.9, 5.6, 11.5, 1.2)}
LOGO: Place = (0.9, 0.6, 3.0, 1.1)

LATIN, CHINESE = "Arial", "Microsoft YaHei"

#: Names of the layouts, by their place in the file.
COVER_LAYOUT, TEXT_LAYOUT, SIDE_LAYOUT, OPEN_LAYOUT = range(4)

_COLOURS = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.background,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.surface,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.diverging[0],
    "accent3": LIGHT.series[1],
    "accent4": LIGHT.series[3],
    "accent5": LIGHT.diverging[3],
    "accent6": LIGHT.diverging[1],
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.muted,
}

#: The default template's layouts that are kept: title, title and content, two contents, title only.
_KEPT = (0, 1, 3, 5)


def make() -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = deck.slide_master
    _theme(master)
    layouts = list(deck.slide_layouts)
    for layout in (layout for index, layout in enumerate(layouts) if index not in _KEPT):
        deck.slide_layouts.remove(layout)
    _master(master)
    cover, text, side, bare = deck.slide_layouts
    _cover(cover)
    for layout, name in ((text, "Text"), (side, "Chart and text"), (bare, "Open")):
        layout.name = name
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx in (10, 2):  # the date; the second content
                shape._element.getparent().remove(shape._element)
            else:
                _unplace(shape)
                _inherit(shape)
    _move(side.placeholders[1], SIDE)
    deck.core_properties.title = deck.core_properties.author = ""
    buffer = BytesIO()
    deck.save(buffer)
    return sealed(buffer.getvalue())


def _theme(master: SlideMaster) -> None:
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    for name, colour in _COLOURS.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour[1:].upper())
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{qn(f'a:{kind}')}")
        for old in list(fonts):
            if old.tag == qn("a:font"):
                fonts.remove(old)
        fonts.find(qn("a:latin")).set("typeface", LATIN)
        fonts.find(qn("a:ea")).set("typeface", CHINESE)
    theme.set("name", "Survey report")
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: SlideMaster) -> None:
    for shape in list(master.placeholders):
        match shape.placeholder_format.type.name:
            case "TITLE":
                _move(shape, TITLE)
                shape.text_frame._txBody.bodyPr.set("anchor", "t")
            case "BODY":
                _move(shape, BODY)
            case "FOOTER":
                _move(shape, FOOTER)
                _small(shape, "l")
            case "SLIDE_NUMBER":
                _move(shape, NUMBER)
                _small(shape, "r")
            case _:
                shape._element.getparent().remove(shape._element)
        for side in ("lIns", "rIns", "tIns", "bIns"):
            shape.text_frame._txBody.bodyPr.set(side, "0")
    _accent(master.shapes._spTree, ACCENT)
    styles = master._element.find(qn("p:txStyles"))
    _style(styles.find(qn("p:titleStyle")), [(26, True, "tx1")], bullet=False)
    _style(styles.find(qn("p:bodyStyle")), [(18, False, "tx1"), (16, False, "tx1"), (14, False, "tx2")], bullet=True)


def _cover(layout: SlideLayout) -> None:
    layout.name = "Cover"
    for shape in [*layout.placeholders]:
        index = shape.placeholder_format.idx
        if index not in COVER:
            shape._element.getparent().remove(shape._element)
            continue
        _move(shape, COVER[index])
    title, subtitle = layout.placeholders
    title.text_frame._txBody.bodyPr.set("anchor", "b")
    _own_style(title, 40, True, "tx1")
    _own_style(subtitle, 20, False, "tx2")
    author = deepcopy(subtitle._element)
    layout.shapes._spTree.append(author)
    author.find(f".//{qn('p:cNvPr')}").set("id", "20")
    author.find(f".//{qn('p:cNvPr')}").set("name", "Authors")
    holder = author.find(f".//{qn('p:ph')}")
    holder.set("type", "body")
    holder.set("idx", "13")
    _move(layout.shapes[-1], COVER[13])
    _own_style(layout.shapes[-1], 16, False, "tx1")


def _move(shape: BaseShape, place: Place) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in place)


def _unplace(shape: BaseShape) -> None:
    """Let the layout's placeholder stand where the master's does."""
    properties = shape._element.spPr
    found = properties.find(qn("a:xfrm"))
    if found is not None:
        properties.remove(found)


def _inherit(shape: BaseShape) -> None:
    """Let the layout's placeholder look as the master's does."""
    shape._element.txBody.bodyPr.attrib.clear()
    styles = shape._element.txBody.find(qn("a:lstStyle"))
    for old in list(styles):
        styles.remove(old)


def _accent(tree: etree._Element, place: Place) -> None:
    """A bar in the accent colour, drawn before everything else."""
    left, top, width, height = (Inches(each) for each in place)
    shape = OxmlElement("p:sp")
    shape.append(
        etree.fromstring(
            '<p:nvSpPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
            '<p:cNvPr id="30" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        )
    )
    shape.append(
        etree.fromstring(
            '<p:spPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr>"
        )
    )
    tree.insert(2, shape)


def _style(style: etree._Element, levels: Sequence[tuple[float, bool, str]], *, bullet: bool) -> None:
    for old in list(style):
        style.remove(old)
    for number, (size, bold, colour) in enumerate(levels, 1):
        style.append(_level(number, size, bold, colour, bullet=bullet))


def _level(number: int, size: float, bold: bool, colour: str, *, bullet: bool) -> etree._Element:
    indent = Emu(Inches(0.24))
    level = OxmlElement(f"a:lvl{number}pPr")
    level.set("marL", str(number * indent if bullet else 0))
    level.set("indent", str(-indent if bullet else 0))
    level.set("algn", "l")
    level.set("eaLnBrk", "1")
    level.set("latinLnBrk", "0")
    level.set("hangingPunct", "1")
    space = etree.SubElement(level, qn("a:spcBef"))
    etree.SubElement(space, qn("a:spcPts")).set("val", "700" if bullet else "0")
    if bullet:
        paint = etree.SubElement(level, qn("a:buClr"))
        etree.SubElement(paint, qn("a:schemeClr")).set("val", "accent1")
        etree.SubElement(level, qn("a:buFont")).set("typeface", LATIN)
        etree.SubElement(level, qn("a:buChar")).set("char", "•")
    else:
        etree.SubElement(level, qn("a:buNone"))
    run = etree.SubElement(level, qn("a:defRPr"))
    run.set("sz", str(round(size * 100)))
    run.set("b", str(int(bold)))
    run.set("kern", "1200")
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", colour)
    face = "+mn" if bullet else "+mj"
    for kind, name in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
        etree.SubElement(run, qn(f"a:{kind}")).set("typeface", f"{face}-{name}")
    return level


def _own_style(shape: BaseShape, size: float, bold: bool, colour: str) -> None:
    """The first level's look of a placeholder on a layout."""
    styles = shape._element.txBody.find(qn("a:lstStyle"))
    _style(styles, [(size, bold, colour)], bullet=False)


def _small(shape: BaseShape, align: str) -> None:
    _own_style(shape, 10, False, "tx2")
    shape._element.txBody.find(qn("a:lstStyle"))[0].set("algn", align)


if __name__ == "__main__":
    TEMPLATE.write_bytes(make())
