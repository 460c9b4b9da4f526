"""The blocks of a report as a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.etree import _Element as Element

from csi_core.charts import parts, png
from csi_core.picture import fitted
from csi_core.report.docx import styles
from csi_core.report.docx.pages import heading_pages
from csi_core.report.docx.styles import CALLOUTS
from csi_core.report.docx.tables import tables
from csi_core.report.docx.xml import closed, field, make, marked, opened, paragraph, prose, run, words
from csi_core.report.files import LANGUAGE_TAGS, describe, legal, sealed
from csi_core.report.lines import unbroken
from csi_core.report.model import Block, Bullets, Callout, Figure, Grid, Heading, Paragraph, Report
from csi_core.report.numbering import labels
from csi_core.text import Text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 25.0
TEXT_WIDTH = WIDTH - 2 * MARGIN

#: Layout width of a chart in pixels, pixels printed for each, and the plot's share of a page.
CHART = 640
RESOLUTION = 3.0
PLOT = 0.72

#: Most width and height of the logo on the cover, in millimetres.
LOGO = (60.0, 28.0)

#: Headings of these levels stand in the contents.
CONTENTS = 2

_NUMBERED = re.compile(r"(.*?)\s*(\d+)$")


class Document:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = Text(report.language)
        self._word = _blank(report)
        self._labels = labels(report.blocks, self._text)
        self._bookmarks = {label: f"_Ref{number:06}" for number, label in enumerate(self._labels, 1) if label}
        self._marks = self._headings = 0

    def render(self) -> bytes:
        report = self._report
        body = self._word.element.body
        last = body.find(qn("w:sectPr"))
        assert last is not None
        content = list(self._content())
        _number(content, report.language)
        for element in content:
            last.addprevious(element)
        self._header()
        describe(self._word.core_properties, report)
        buffer = BytesIO()
        self._word.save(buffer)
        return sealed(buffer.getvalue())

    def _content(self) -> Iterator[Element]:
        report = self._report
        yield from self._cover()
        headings = [block for block in report.blocks if isinstance(block, Heading) and block.level <= CONTENTS]
        if headings:
            yield self._contents(headings)
        for label, block in zip(self._labels, report.blocks, strict=True):
            yield from self._block(block, label)

    def _cover(self) -> Iterator[Element]:
        report = self._report
        if report.logo:
            wide, high = fitted(report.logo, *LOGO)
            self._word.add_picture(BytesIO(report.logo), Mm(wide), Mm(high))
            holder = self._word.paragraphs[-1]
            holder.style, holder.alignment = "Picture", WD_ALIGN_PARAGRAPH.LEFT
            self._word.inline_shapes[-1]._inline.docPr.set("descr", legal(report.title))
            yield holder._element
        before = 4200 if report.logo is None else 2600
        yield paragraph("Title", *words(report.title), properties=[make("spacing", before=before)])
        if report.subtitle:
            yield paragraph("Subtitle", *words(report.subtitle))
        lines = [line for line in (report.organisation, report.authors, report.date) if line]
        for index, line in enumerate(lines):
            yield paragraph("Author", *words(line), properties=[make("spacing", before=4200)] if index == 0 else [])

    def _contents(self, headings: list[Heading]) -> Element:
        """A table of contents whose entries are there before any program has computed it."""
        entries = []
        for number, heading in enumerate(headings, 1):
            link = make(
                "hyperlink",
                *words(" ".join(heading.text.split())),
                make("r", make("tab")),
                *field(f"PAGEREF {_anchor(number)} \\h", ""),
                anchor=_anchor(number),
                history=1,
            )
            entries.append(paragraph(f"TOC{heading.level}", link))
        start = 1  # after the paragraph's properties
        for offset, part in enumerate(opened(f'TOC \\o "1-{CONTENTS}" \\h \\z \\u')):
            entries[0].insert(start + offset, part)
        entries[-1].append(closed())
        return make(
            "sdt",
            make("sdtPr", make("docPartObj", make("docPartGallery", val="Table of Contents"), make("docPartUnique"))),
            make("sdtContent", paragraph("TOCHeading", run(self._text("render.contents"))), *entries),
        )

    # -- blocks --------------------------------------------------------------------------------------------

    def _block(self, block: Block, label: str) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield paragraph("KeyFinding" if block.strong else "BodyText", *self._referring(block))
            case Bullets():
                style = "ListBulletSmall" if block.small else "ListBullet"
                yield from (prose(style, item) for item in block.items)
            case Callout():
                yield prose(CALLOUTS[block.tone], block.text)
            case Grid(workbook=True):
                pass
            case Grid():
                yield from self._grid(block, label)
            case Figure():
                yield from self._figure(block, label)
            case _:
                assert_never(block)

    def _referring(self, told: Paragraph) -> Iterator[Element]:
        """The runs of a text in which labels of tables and figures are fields that show the caption's own."""
        rest = told.text
        for label in told.mentions:
            before, rest = rest.split(label, 1)
            yield from words(unbroken(before))
            yield from field(f"REF {self._bookmarks[label]} \\h", label)
        yield from words(unbroken(rest))

    def _heading(self, heading: Heading) -> Element:
        content = tuple(words(heading.text))
        if heading.level > CONTENTS:
            return paragraph(f"Heading{heading.level}", *content)
        self._headings += 1
        return paragraph(f"Heading{heading.level}", *self._marked(_anchor(self._headings), *content))

    def _marked(self, name: str, *content: Element) -> Iterator[Element]:
        self._marks += 1
        return marked(name, self._marks, *content)

    def _grid(self, grid: Grid, label: str) -> Iterator[Element]:
        made = list(tables(grid, self._text))
        for index, table in enumerate(made):
            yield self._caption("TableCaption", label, index, len(made), grid.caption)
            yield table
        yield from (prose("TableNote", note) for note in grid.notes)
        yield paragraph("AfterTable")

    def _figure(self, figure: Figure, label: str) -> Iterator[Element]:
        plot = PLOT * (HEIGHT - 2 * MARGIN) * CHART / TEXT_WIDTH
        charts = parts(figure.chart, CHART, plot)
        for index, chart in enumerate(charts):
            picture = self._word.add_picture(
                BytesIO(png(chart, self._report.theme, CHART, scale=RESOLUTION)), width=Mm(TEXT_WIDTH)
            )
            most = Mm(HEIGHT - 2 * MARGIN - 20.0)
            if picture.height > most:
                picture.width, picture.height = round(picture.width * most / picture.height), most
            facts = picture._inline.docPr
            facts.set("descr", legal(figure.alt))
            facts.set("name", legal(label))
            holder = self._word.paragraphs[-1]
            holder.style = "Picture"
            yield holder._element
            yield self._caption("Caption", label, index, len(charts), figure.caption)

    def _caption(self, style: str, label: str, part: int, parts: int, told: str) -> Element:
        """The first of several parts counts; a number is a field, so that Word can count and refer to it."""
        found = _NUMBERED.fullmatch(label)
        if found is None or part:
            content = [run(label)]
        else:
            name, number = found.groups()
            content = [run(label[: -len(number)]), *field(f"SEQ {name} \\* ARABIC", number)]
            content = list(self._marked(self._bookmarks[label], *content))
        if parts > 1:
            before, after = self._text("render.part", label="\0", part=part + 1, parts=parts).split("\0")
            content = [run(before), *content, run(after)]
        return paragraph(style, *content, *words(f"  {told}"))

    # -- around the text -----------------------------------------------------------------------------------

    def _header(self) -> None:
        section = self._word.sections[0]
        section.different_first_page_header_footer = True
        head, foot = section.header, section.footer
        for part, element in (
            (head, paragraph("Header", *words(" ".join(self._report.title.split())))),
            (foot, paragraph("Footer", *field("PAGE", "1"))),
        ):
            part.is_linked_to_previous = False
            for old in list(part._element):
                part._element.remove(old)
            part._element.append(element)


def _blank(report: Report) -> WordDocument:
    """A document with our styles and nothing in it."""
    document = docx.Document()
    _replace(document.styles.element, styles.styles(report.language))
    _replace(document.part.numbering_part.element, styles.numbering())
    _replace(document.settings.element, _settings())
    # Remainders of the library's own template: a second set of styles, a bibliography, a preview.
    for package in (document.part, document.part.package):
        for key, related in list(package.rels.items()):
            if related.reltype.rpartition("/")[2] in {"stylesWithEffects", "customXml", "thumbnail"}:
                del package.rels[key]
    for old in list(document.element.body):
        if old.tag != qn("w:sectPr"):
            document.element.body.remove(old)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(WIDTH), Mm(HEIGHT)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(13)
    return document


def _settings() -> Element:
    word = "http://schemas.microsoft.com/office/word"
    return make(
        "settings",
        make("zoom", percent=100),
        make("defaultTabStop", val=420),
        make("characterSpacingControl", val="compressPunctuation"),
        make("compat", make("compatSetting", name="compatibilityMode", uri=word, val=15)),
        make("themeFontLang", val=LANGUAGE_TAGS["en"], eastAsia=LANGUAGE_TAGS["zh"]),
    )


def _replace(old: Element, new: Element) -> None:
    for child in list(old):
        old.remove(child)
    old.extend(new)


def _number(content: list[Element], language: str) -> None:
    """Put the page numbers where the contents' fields show them."""
    pages = heading_pages(content, language)
    for element in content:
        for link in element.iter(qn("w:hyperlink")):
            shown = link.findall(qn("w:r"))[-2]
            shown.append(run(str(pages[link.get(qn("w:anchor"))]))[-1])


def _anchor(number: int) -> str:
    return f"_Toc{number:06}"
