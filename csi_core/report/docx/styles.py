"""The document's styles: everything that is set looks as its style says, so that one change in Word changes all.

Chinese reports are set as courses ask for it: SimSun with Times New Roman, heads in SimHei, paragraphs indented by
two characters; English ones in the same type with space between paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from csi_core.palette import LIGHT
from csi_core.report.docx.xml import make
from csi_core.report.files import LANGUAGE_TAGS
from csi_core.report.model import Tone

SERIF, SANS = ("Times New Roman", "SimSun"), ("Arial", "SimHei")

#: Type sizes in points.
TABLE = 9.0
BODY = {"zh": 12.0, "en": 11.0}

#: Rules of a three-line table, in eighths of a point.
THICK, THIN = 12, 6

#: Space above and below the text of a cell, in points, and between columns, in millimetres.
CELL = 1.6
TWIP = 20
POINTS_PER_MM = 72 / 25.4

BULLETS = 1  #: the list's number

CALLOUTS = {tone: f"Callout{tone.value.capitalize()}" for tone in Tone}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes, spaces and the exact height of lines in points (0: as high as what stands in it)."""

    id: str
    name: str
    based: str | None = "Normal"
    follow: str | None = None
    size: float | None = None
    fonts: tuple[str, str] | None = None
    bold: bool = False
    colour: str | None = None
    before: float | None = None
    after: float | None = None
    leading: float | None = None
    align: str | None = None
    indent: bool | None = None
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    extra: tuple[Element, ...] = ()


def styles(language: str) -> Element:
    """The whole `w:styles`."""
    body = BODY[language]
    defaults = make(
        "docDefaults",
        make(
            "rPrDefault",
            make(
                "rPr",
                _fonts(SERIF),
                *_size(body),
                make("lang", val=LANGUAGE_TAGS["en"], eastAsia=LANGUAGE_TAGS["zh"], bidi="ar-SA"),
            ),
        ),
        make("pPrDefault", make("pPr")),
    )
    character = make("style", type="character", styleId="DefaultParagraphFont", default=1)
    character.append(make("name", val="Default Paragraph Font"))
    nothing = make("style", type="numbering", styleId="NoList", default=1)
    nothing.append(make("name", val="No List"))
    return make(
        "styles",
        defaults,
        *(_paragraph_style(style, language) for style in paragraph_styles(language)),
        character,
        _link_style(),
        *_table_styles(),
        nothing,
    )


def paragraph_styles(language: str) -> Iterator[Style]:
    zh = language == "zh"
    ink, accent, muted = LIGHT.ink, LIGHT.accent, LIGHT.muted
    yield Style(
        "Normal", "Normal", None, colour=ink, leading=20 if zh else 15.5, before=0, after=3 if zh else 7, align="both"
    )
    yield Style("BodyText", "Body Text", indent=zh)
    yield Style("KeyFinding", "Key Finding", "BodyText", "BodyText", bold=True, align="left")
    yield Style(
        "Title", "Title", follow="Subtitle", size=28, fonts=SANS, bold=not zh, before=0, after=18, leading=38,
        align="left", colour=ink,
    )  # fmt: skip
    yield Style("Subtitle", "Subtitle", size=15, fonts=SANS, colour=muted, align="left", after=6, leading=22)
    yield Style("Author", "Author", size=12, align="left", after=4)
    for level, size, before, after in ((1, 18, 0, 14), (2, 14.5, 16, 8), (3, 12.5, 12, 6)):
        yield Style(
            f"Heading{level}", f"heading {level}", follow="BodyText", size=size, fonts=SANS, bold=not zh,
            colour=accent if level == 1 else ink, before=before, after=after, leading=round(1.4 * size), align="left",
            outline=level - 1, keep_next=True, keep_lines=True, new_page=level == 1,
        )  # fmt: skip
    yield Style(
        "TOCHeading", "TOC Heading", size=18, fonts=SANS, bold=not zh, after=14, leading=25, align="left",
        new_page=True,
    )  # fmt: skip
    for level, before, indent in ((1, 6, 0), (2, 0, 18)):
        yield Style(
            f"TOC{level}", f"toc {level}", follow="Normal", size=11, bold=level == 1, before=before, after=2,
            leading=17, align="left",
            extra=(
                make("tabs", make("tab", val="right", leader="dot", pos=TEXT_WIDTH)),
                make("ind", left=indent * TWIP),
            ),
        )  # fmt: skip
    yield Style("ListBullet", "List Bullet", after=4, leading=18.5 if zh else 15.5, extra=(_numbered(),))
    yield Style(
        "ListBulletSmall", "List Bullet Small", "ListBullet", size=9, after=2, leading=13.5 if zh else 12,
        extra=(_numbered(),),
    )  # fmt: skip
    yield Style(
        "Caption", "caption", size=10, fonts=SANS, colour=ink, before=8, after=4, leading=14, align="center",
        keep_lines=True,
    )  # fmt: skip
    yield Style("TableCaption", "Table Caption", "Caption", keep_next=True, before=10)
    yield Style("Picture", "Picture", before=8, after=0, leading=0, align="center", keep_next=True)
    yield Style("TableText", "Table Text", size=TABLE, before=CELL, after=CELL, leading=12, align="left")
    yield Style("TableNumber", "Table Number", "TableText", align="right")
    yield Style("TableNote", "Table Note", size=8.5, colour=muted, before=3, after=2, leading=11.5, align="left")
    yield Style("AfterTable", "After Table", size=6, before=0, after=0, leading=8)
    for tone, name in CALLOUTS.items():
        yield Style(
            name, f"Callout {tone.value.capitalize()}", size=BODY[language] - 0.5, before=6, after=8,
            leading=18 if zh else 15,
            align="left", keep_lines=True,
            extra=(
                make("pBdr", make("left", val="single", sz=24, space=8, color=LIGHT.tone(tone)[1:])),
                make("shd", val="clear", color="auto", fill=LIGHT.surface[1:]),
                make("ind", left=220, right=120),
            ),
        )  # fmt: skip
    yield Style("Header", "header", size=9, colour=muted, align="left", after=0, leading=12, extra=(_under(),))
    yield Style("Footer", "footer", size=9, colour=muted, align="center", after=0, leading=12)


#: Width of the text, in twips: A4 less 25 mm on both sides.
TEXT_WIDTH = 9072

#: The order in which WordprocessingML wants a paragraph's properties.
_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "outlineLvl",
)  # fmt: skip


def _paragraph_style(style: Style, language: str) -> Element:
    element = make("style", make("name", val=style.name), type="paragraph", styleId=style.id)
    if style.based is None:
        element.set(qn("w:default"), "1")
    else:
        element.append(make("basedOn", val=style.based))
    if style.follow:
        element.append(make("next", val=style.follow))
    element.append(make("qFormat"))
    properties = list(style.extra)
    for name, wanted in (
        ("keepNext", style.keep_next),
        ("keepLines", style.keep_lines),
        ("pageBreakBefore", style.new_page),
    ):
        if wanted:
            properties.append(make(name))
    space = dict(_spacing(style))
    if space:
        properties.append(make("spacing", **space))
    if style.indent:
        properties.append(make("ind", firstLineChars=200, firstLine=round(2 * BODY[language] * TWIP)))
    if style.align:
        properties.append(make("jc", val=style.align))
    if style.outline is not None:
        properties.append(make("outlineLvl", val=style.outline))
    properties.sort(key=lambda each: _ORDER.index(each.tag.partition("}")[2]))
    look: list[Element] = []
    if style.fonts:
        look.append(_fonts(style.fonts))
    if style.bold:
        look += [make("b"), make("bCs")]
    if style.colour:
        look.append(make("color", val=style.colour[1:]))
    if style.size:
        look += _size(style.size)
    if properties:
        element.append(make("pPr", *properties))
    if look:
        element.append(make("rPr", *look))
    return element


def _spacing(style: Style) -> Iterator[tuple[str, object]]:
    if style.before is not None:
        yield "before", round(style.before * TWIP)
    if style.after is not None:
        yield "after", round(style.after * TWIP)
    if style.leading is not None:
        yield "line", round(style.leading * TWIP) or 240
        yield "lineRule", "exact" if style.leading else "auto"


def _fonts(fonts: tuple[str, str]) -> Element:
    latin, chinese = fonts
    return make("rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia=chinese)


def _size(points: float) -> Iterable[Element]:
    return (make("sz", val=round(2 * points)), make("szCs", val=round(2 * points)))


def _numbered() -> Element:
    return make("numPr", make("ilvl", val=0), make("numId", val=BULLETS))


def _under() -> Element:
    return make("pBdr", make("bottom", val="single", sz=4, space=4, color=LIGHT.line[1:]))


def _link_style() -> Element:
    return make(
        "style", make("name", val="Hyperlink"), make("basedOn", val="DefaultParagraphFont"),
        type="character", styleId="Hyperlink",
    )  # fmt: skip


def _table_styles() -> Iterator[Element]:
    plain = make("style", make("name", val="Normal Table"), type="table", styleId="TableNormal", default=1)
    plain.append(make("tblPr", make("tblInd", w=0, type="dxa")))
    yield plain
    rule = {"val": "single", "space": 0, "color": LIGHT.ink[1:]}
    head = make(
        "tblStylePr",
        make("rPr", make("b"), make("bCs")),
        make("tcPr", make("tcBorders", make("bottom", sz=THIN, **rule)), make("vAlign", val="bottom")),
        type="firstRow",
    )
    yield make(
        "style",
        make("name", val="Three-Line Table"),
        make("basedOn", val="TableNormal"),
        make("qFormat"),
        make("tblPr", make("tblBorders", make("top", sz=THICK, **rule), make("bottom", sz=THICK, **rule))),
        head,
        type="table",
        styleId="ThreeLineTable",
    )


def numbering() -> Element:
    """The one list there is: bullets in the accent colour."""
    level = make(
        "lvl",
        make("start", val=1),
        make("numFmt", val="bullet"),
        make("lvlText", val="•"),
        make("lvlJc", val="left"),
        make("pPr", make("ind", left=400, hanging=280)),
        make("rPr", make("rFonts", ascii="Arial", hAnsi="Arial", cs="Arial"), make("color", val=LIGHT.accent[1:])),
        ilvl=0,
    )
    return make(
        "numbering",
        make("abstractNum", make("multiLevelType", val="hybridMultilevel"), level, abstractNumId=0),
        make("num", make("abstractNumId", val=0), numId=BULLETS),
    )
