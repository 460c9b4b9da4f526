"""The blocks of a report, one under another on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import assert_never

from fpdf import FPDF, ViewerPreferences
from fpdf.outline import OutlineSection

from csi_core.charts import parts, svg
from csi_core.fonts import SUBSTITUTE
from csi_core.palette import LIGHT, rgb
from csi_core.picture import fitted
from csi_core.report.files import moment
from csi_core.report.model import (
    Block,
    Bullets,
    Callout,
    Chart,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Report,
)
from csi_core.report.numbering import labels
from csi_core.report.pdf import tables
from csi_core.report.pdf.drawing import repaired
from csi_core.report.pdf.paper import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    WIDTH,
    Paper,
    drawable_text,
    line_height,
)
from csi_core.report.pdf.unknown import unknown
from csi_core.text import Text

BODY = 10.5
SMALL = 9.0
HEADINGS = {1: 17.0, 2: 13.0, 3: 11.0}
SPACE_BEFORE = {1: 11.0, 2: 7.0, 3: 5.0}
SPACE_AFTER = {1: 3.5, 2: 2.2, 3: 1.4}
PARAGRAPH_GAP = 2.4
CAPTION = 9.0
CONTENTS = 10.5
#: Most width and height of the logo on the cover, in millimetres.
LOGO = (60.0, 28.0)

#: Layout width of a chart in pixels, and the millimetres a pixel takes.
CHART = 640
PIXEL = TEXT_WIDTH / CHART
#: A chart is shrunk down to this share to fit the rest of a page.
SHRINK = 0.8
#: A chart that would leave more than this share of a page white lets what follows go first.
WHITE = 0.12
#: A chart's rows take at most this share of a page, the rest is for axis, legend and caption.
PLOT = 0.78
#: A chapter begins on a new page unless this share of one is left.
CHAPTER = 0.4

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


class Document:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = Text(report.language)
        self._paper = Paper(report.title)
        self._drawings: dict[Chart, list[tuple[bytes, float, float]]] = {}

    def render(self) -> bytes:
        report, paper = self._report, self._paper
        title = drawable_text(report.title)
        paper.set_title(title)
        paper.set_author(drawable_text(report.authors))
        paper.set_lang(LANGUAGE_TAGS[report.language])
        paper.set_creation_date(moment(report.date))
        paper.viewer_preferences = ViewerPreferences(display_doc_title=True)
        paper.set_creator("csi_core")
        self._cover()
        paper.add_page()
        entries = [block for block in report.blocks if isinstance(block, Heading) and block.level <= 2]
        if entries:
            paper.insert_toc_placeholder(self._contents, pages=len(self._contents_pages(entries)))
        numbers = labels(report.blocks, self._text)
        held: list[tuple[Figure, str]] = []
        page = 0
        for index, block in enumerate(report.blocks):
            if held and (isinstance(block, Heading) or paper.page_no() > page):
                self._release(held)
            if isinstance(block, Figure) and (held or self._awaits_room(block, report.blocks[index + 1 :])):
                page = page if held else paper.page_no()
                held.append((block, numbers[index]))
                continue
            self._block(block, numbers[index], report.blocks[index + 1 :])
        self._release(held)
        if unknown(report):
            self._paragraph(Paragraph(self._text("render.unknown", box=SUBSTITUTE)))
        return bytes(paper.output())

    def _awaits_room(self, figure: Figure, following: Sequence[Block]) -> bool:
        """Whether a figure would leave much of a page white that what follows in its section can fill."""
        left = self._paper.left_over
        goes_on = bool(following) and not isinstance(following[0], Heading)
        return goes_on and left > WHITE * TEXT_HEIGHT and self._drawn(figure.chart)[0][2] * SHRINK + CAPTION > left

    def _release(self, held: list[tuple[Figure, str]]) -> None:
        """The figures that stepped aside, in their order."""
        for figure, label in held:
            self._figure(figure, label)
        held.clear()

    # -- cover and contents --------------------------------------------------------------------------------

    def _cover(self) -> None:
        paper, report = self._paper, self._report
        paper.add_page()
        if report.logo:
            wide, high = fitted(report.logo, *LOGO)
            paper.image(BytesIO(report.logo), x=LEFT, y=44.0, w=wide, h=high, alt_text=drawable_text(report.title))
        paper.area(LEFT, 82.0, 18.0, 1.6, LIGHT.accent)
        paper.set_y(92.0)
        self._cover_lines(report.title, 26.0, 1.35, bold=True)
        paper.set_y(paper.y + 4.0)
        self._cover_lines(report.subtitle, 14.0, 1.5, colour=LIGHT.muted)
        paper.set_y(max(paper.y + 20.0, 218.0))
        self._cover_lines(report.organisation, 12.0, 1.6)
        self._cover_lines(report.authors, 12.0, 1.6)
        self._cover_lines(report.date, 12.0, 1.6, colour=LIGHT.muted)

    def _cover_lines(
        self, text: str, size: float, leading: float, *, bold: bool = False, colour: str = LIGHT.ink
    ) -> None:
        paper = self._paper
        for line in paper.lines(text, size, TEXT_WIDTH, bold=bold) if text else []:
            paper.write_at(LEFT, paper.y, line, size, bold=bold, colour=colour)
            paper.set_y(paper.y + line_height(size, leading))

    def _contents_pages(self, entries: Sequence[Heading]) -> list[int]:
        """How many entries stand on each page of the contents."""
        pages, used = [0], self._contents_title_height()
        for entry in entries:
            height = self._entry_height(entry.text, entry.level)
            if used + height > TEXT_HEIGHT:
                pages.append(0)
                used = 0.0
            pages[-1] += 1
            used += height
        return pages

    def _contents_title_height(self) -> float:
        return line_height(HEADINGS[1]) + 6.0

    def _entry_lines(self, text: str, level: int) -> list[str]:
        return self._paper.lines(text, CONTENTS, TEXT_WIDTH - 16.0 - 6.0 * (level - 1), bold=level == 1)

    def _entry_height(self, text: str, level: int) -> float:
        gap = 2.0 if level == 1 else 0.0
        return gap + len(self._entry_lines(text, level)) * line_height(CONTENTS)

    def _contents(self, document: FPDF, outline: list[OutlineSection]) -> None:
        """Each heading of the first two levels with its page, the whole line a link to it."""
        paper = self._paper
        paper.write_at(LEFT, paper.y, self._text("render.contents"), HEADINGS[1], bold=True)
        paper.set_y(paper.y + self._contents_title_height())
        sections = [section for section in outline if section.level < 2]
        for section in sections:
            level = section.level + 1
            height = self._entry_height(section.name, level)
            if paper.y + height > HEIGHT - BOTTOM:
                paper.add_page()
            gap = 2.0 if level == 1 else 0.0
            paper.set_y(paper.y + gap)
            link = paper.add_link(page=section.page_number)
            paper.link(LEFT, paper.y, TEXT_WIDTH, height - gap, link)
            indent = 6.0 * (level - 1)
            for line in self._entry_lines(section.name, level):
                paper.write_at(LEFT + indent, paper.y, line, CONTENTS, bold=level == 1)
                end = LEFT + indent + paper.width(line, CONTENTS, bold=level == 1)
                paper.set_y(paper.y + line_height(CONTENTS))
            number = str(section.page_number)
            start = WIDTH - RIGHT - paper.width(number, CONTENTS)
            top = paper.y - line_height(CONTENTS)
            paper.write_at(start, top, number, CONTENTS)
            self._leader(end + 2.0, start - 2.0, top)

    def _leader(self, start: float, end: float, top: float) -> None:
        paper = self._paper
        paper.set_draw_color(*rgb(LIGHT.line))
        paper.set_line_width(0.25)
        paper.set_dash_pattern(dash=0.25, gap=1.4)
        y = top + line_height(CONTENTS) * 0.6
        if end > start:
            paper.line(start, y, end, y)
        paper.set_dash_pattern()

    # -- blocks --------------------------------------------------------------------------------------------

    def _block(self, block: Block, label: str, following: Sequence[Block]) -> None:
        match block:
            case Heading():
                self._heading(block, following)
            case Paragraph():
                self._paragraph(block)
            case Bullets():
                self._bullets(block)
            case Callout():
                self._callout(block)
            case Grid(workbook=True):
                pass
            case Grid():
                tables.draw(self._paper, block, label, self._text)
            case Figure():
                self._figure(block, label)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading, following: Sequence[Block]) -> None:
        paper = self._paper
        size = HEADINGS[heading.level]
        lines = paper.lines(heading.text, size, TEXT_WIDTH, bold=True)
        if heading.level == 1 and paper.left_over < CHAPTER * TEXT_HEIGHT and paper.y > TOP:
            paper.add_page()
        space = SPACE_BEFORE[heading.level] if paper.y > TOP else 0.0
        paper.ensure(space + self._least(heading, following))
        paper.skip(SPACE_BEFORE[heading.level])
        paper.start_section(drawable_text(heading.text), heading.level - 1, strict=False)
        for line in lines:
            paper.write_at(
                LEFT, paper.y, line, size, bold=True, colour=LIGHT.accent if heading.level == 1 else LIGHT.ink
            )
            paper.set_y(paper.y + line_height(size, 1.4))
        paper.set_y(paper.y + SPACE_AFTER[heading.level])

    def _least(self, block: Block, following: Sequence[Block]) -> float:
        """Height below which a block's beginning must not stand at the foot of a page."""
        paper = self._paper
        match block:
            case Heading():
                size = HEADINGS[block.level]
                own = len(paper.lines(block.text, size, TEXT_WIDTH, bold=True)) * line_height(size, 1.4)
                own += SPACE_AFTER[block.level]
                if not following or (isinstance(following[0], Heading) and following[0].level <= block.level):
                    return own
                return own + SPACE_BEFORE[2] + self._least(following[0], following[1:])
            case Paragraph() | Bullets():
                return 2 * line_height(BODY)
            case Callout():
                return 3 * line_height(BODY)
            case Grid():
                return tables.least(block)
            case Figure():
                return min(self._drawn(block.chart)[0][2] * SHRINK + 14.0, TEXT_HEIGHT * 0.75)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        lines = self._paper.prose(paragraph.text, BODY, TEXT_WIDTH, bold=paragraph.strong)
        self._running(lines, LEFT, BODY, bold=paragraph.strong, mentions=paragraph.mentions)
        self._paper.skip(PARAGRAPH_GAP)

    def _running(
        self,
        lines: Sequence[tuple[str, float]],
        x: float,
        size: float,
        *,
        bold: bool = False,
        mentions: Sequence[str] = (),
    ) -> None:
        """Lines over as many pages as they need, never one alone at a page's foot or head."""
        paper = self._paper
        leading = line_height(size)
        for index, (line, fill) in enumerate(lines):
            together = 2 if (index == 0 and len(lines) > 1) or index == len(lines) - 2 else 1
            if index == 0 and len(lines) == 3:
                together = 3
            paper.ensure(together * leading)
            paper.write_at(x, paper.y, line, size, bold=bold, fill=fill)
            for label in mentions:
                for found in re.finditer(rf"{re.escape(label)}(?!\d)", line):
                    before, wide = (paper.width(part, size, bold=bold) for part in (line[: found.start()], label))
                    stretch = fill / paper.width(line, size, bold=bold) if fill else 1.0
                    paper.link(x + before * stretch, paper.y, wide * stretch, leading, paper.place(label))
            paper.set_y(paper.y + leading)

    def _bullets(self, bullets: Bullets) -> None:
        paper = self._paper
        size = SMALL if bullets.small else BODY
        for item in bullets.items:
            lines = paper.prose(item, size, TEXT_WIDTH - 5.0)
            paper.ensure(min(3 if len(lines) == 3 else 2, len(lines)) * line_height(size))
            paper.write_at(LEFT + 0.5, paper.y, "•", size, colour=LIGHT.accent)
            self._running(lines, LEFT + 5.0, size)
            paper.skip(0.8)
        paper.skip(PARAGRAPH_GAP - 0.8)

    def _callout(self, callout: Callout) -> None:
        """A bar in the tone's colour beside tinted lines."""
        paper = self._paper
        leading, pad = line_height(BODY), 2.4
        lines = paper.prose(callout.text, BODY, TEXT_WIDTH - 9.0)
        paper.skip(1.0)
        while lines:
            paper.ensure(min(len(lines), 3) * leading + 2 * pad)
            count = max(1, min(len(lines), int((paper.left_over - 2 * pad) / leading)))
            height = count * leading + 2 * pad
            paper.area(LEFT, paper.y, TEXT_WIDTH, height, LIGHT.surface)
            paper.area(LEFT, paper.y, 1.3, height, LIGHT.tone(callout.tone))
            top = paper.y + pad
            for line, fill in lines[:count]:
                paper.write_at(LEFT + 5.0, top, line, BODY, fill=fill)
                top += leading
            paper.set_y(paper.y + height)
            lines = lines[count:]
        paper.skip(PARAGRAPH_GAP + 1.0)

    # -- figures -------------------------------------------------------------------------------------------

    def _drawn(self, chart: Chart) -> list[tuple[bytes, float, float]]:
        """The chart's drawings with their widths and heights in millimetres."""
        if chart not in self._drawings:
            drawings = [
                repaired(svg(part, self._report.theme, CHART))
                for part in parts(chart, CHART, PLOT * TEXT_HEIGHT / PIXEL)
            ]
            self._drawings[chart] = [(drawing, wide * PIXEL, high * PIXEL) for drawing, wide, high in drawings]
        return self._drawings[chart]

    def _figure(self, figure: Figure, label: str) -> None:
        paper = self._paper
        drawings = self._drawn(figure.chart)
        for index, (drawing, width, height) in enumerate(drawings):
            name = label
            if len(drawings) > 1:
                name = self._text("render.part", label=label, part=index + 1, parts=len(drawings))
            caption = paper.lines(f"{name}  {figure.caption}", CAPTION, TEXT_WIDTH)
            below = len(caption) * line_height(CAPTION, 1.45) + 2.0
            paper.skip(2.0)
            room = paper.left_over - below if paper.left_over - below >= SHRINK * height else TEXT_HEIGHT - below
            share = min(1.0, room / height)
            paper.ensure(share * height + below)
            if index == 0:
                paper.reach(label)
            paper.image(
                BytesIO(drawing),
                x=LEFT + (1 - share) * width / 2,
                y=paper.y,
                w=share * width,
                h=share * height,
                alt_text=drawable_text(figure.alt),
            )
            paper.set_y(paper.y + share * height + 2.0)
            for line in caption:
                paper.write_at(LEFT, paper.y, line, CAPTION, colour=LIGHT.muted)
                paper.set_y(paper.y + line_height(CAPTION, 1.45))
            paper.skip(4.0)
