"""The slides of a report on our template: places and sizes are chosen here, what stands there is the model's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import assert_never

from lxml.etree import SubElement
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as PowerPointSlide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from csi_core.fonts import has_chinese
from csi_core.palette import LIGHT, PALETTES
from csi_core.picture import fitted
from csi_core.report.files import LANGUAGE_TAGS, describe, legal, sealed
from csi_core.report.lines import MARKS, first_sentence, unbroken
from csi_core.report.model import Bullets, Card, Cards, Figure, Radar, Report, Slide, Tone
from csi_core.report.pptx import charts
from csi_core.report.pptx.fitting import GAP, LEADING, cut, height, largest, lines, pages
from csi_core.report.pptx.frame import Place, fill, rgb
from csi_core.report.pptx.template import (
    BODY,
    COVER,
    COVER_LAYOUT,
    FOOTER,
    LATIN,
    LOGO,
    OPEN_LAYOUT,
    SIDE_LAYOUT,
    TEMPLATE,
    TEXT_LAYOUT,
    TITLE,
)
from csi_core.text import Text

#: Type sizes to try, largest first.
TITLES = (26.0, 24.0, 22.0, 20.0, 18.0)
TEXTS = (20.0, 18.0, 16.0, 15.0)
SMALLER = (14.0, 13.0)
BESIDE = (16.0, 14.0, 13.0, 12.0)
KEYS = (11.0, 10.0, 9.0)
AUTHORS = 16.0
COVER_TITLES = (40.0, 36.0, 32.0, 28.0, 24.0)

#: Text of several slides is set in this size; where a slide is full, a sentence takes at most so many lines.
OVERLEAF = 18.0
MOST_LINES = 3

#: A title takes at most so many lines.
TITLE_LINES = 2

#: Indent of a bullet's text, the white space between parts, a card's height, a caption's; inches.
INDENT, SPACE, CARD, CAPTION = 0.24, 0.3, 1.55, 0.3

#: Cards in a row; the width of a column of them; the text's share beside a chart; the height of text under two charts.
ROW = 4
COLUMN = 3.6
TEXT_SHARE = 0.33
UNDER = 1.15
CAPTION_SIZE = 11.0


class Deck:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = Text(report.language)
        self._deck = Presentation(str(TEMPLATE))

    def render(self) -> bytes:
        self._cover()
        for slide in self._report.slides:
            self._slide(slide)
        describe(self._deck.core_properties, self._report)
        buffer = BytesIO()
        self._deck.save(buffer)
        return sealed(buffer.getvalue())

    def _cover(self) -> None:
        report = self._report
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[COVER_LAYOUT])
        title, subtitle, authors = slide.placeholders
        self._one(title, report.title, COVER[0], COVER_TITLES)
        self._one(subtitle, report.subtitle, COVER[1], (20.0, 18.0, 16.0))
        names = [cut(line, AUTHORS, COVER[13][2], 2) for line in (report.organisation, report.authors) if line]
        self._write(authors.text_frame, [*names, *filter(None, [report.date])], AUTHORS, gap=4.0)
        if report.logo:
            wide, high = fitted(report.logo, *LOGO[2:])
            slide.shapes.add_picture(BytesIO(report.logo), Inches(LOGO[0]), Inches(LOGO[1]), Inches(wide), Inches(high))
        if report.slides:
            self._say(slide, report.slides[0].notes)

    # -- a slide -------------------------------------------------------------------------------------------

    def _slide(self, content: Slide) -> None:
        """Cards on top, then charts beside the text, or the text alone."""
        cards: list[Card] = []
        words: list[str] = []
        drawn: list[Figure | Radar] = []
        for block in content.blocks:
            match block:
                case Cards():
                    cards += block.cards
                case Bullets():
                    words += block.items
                case Figure() | Radar():
                    drawn.append(block)
                case _:
                    assert_never(block)
        if words and not cards and not drawn:
            self._told(content, words)
            return
        slide = self._new(SIDE_LAYOUT if words else OPEN_LAYOUT, content.title, content.notes)
        area = BODY
        if cards and drawn and not words:
            area = self._column(slide, cards)
        elif cards:
            area = _below(area, self._cards(slide, cards))
        if words:
            area, box = _divided(area, len(drawn))
            self._beside(slide, words, box)
        for figure, place in zip(drawn, _columns(area, len(drawn)), strict=True):
            self._figure(slide, figure, place)

    def _told(self, content: Slide, words: Sequence[str]) -> None:
        """Sentences alone: if they fill more than a slide, the first of each; if these do, on several slides."""
        width, room = BODY[2] - INDENT, BODY[3]
        size = largest(words, width, room, TEXTS)
        if height(words, size, width) > room:
            words = [cut(first_sentence(each), TEXTS[-1], width, MOST_LINES) for each in words]
            size = largest(words, width, room, (*TEXTS, *SMALLER))
        if height(words, size, width) > room:
            size = OVERLEAF
        portions = pages(words, size, width, room)
        for number, portion in enumerate(portions, 1):
            title = content.title
            if len(portions) > 1:
                title = self._text("render.part", label=title, part=number, parts=len(portions))
            self._body(self._new(TEXT_LAYOUT, title, content.notes), portion, size, BODY)

    def _new(self, layout: int, title: str, notes: Sequence[str]) -> PowerPointSlide:
        slide: PowerPointSlide = self._deck.slides.add_slide(self._deck.slide_layouts[layout])
        self._one(slide.shapes.title, title, TITLE, TITLES)
        self._footer(slide)
        self._say(slide, notes)
        return slide

    def _footer(self, slide: PowerPointSlide) -> None:
        """The report's title and the slide's number, which a new slide does not take from its layout."""
        for holder in slide.slide_layout.placeholders:
            kind = holder.placeholder_format.type.name
            if kind in ("FOOTER", "SLIDE_NUMBER"):
                copy = deepcopy(holder._element)
                slide.shapes._spTree.append(copy)
                if kind == "FOOTER":
                    frame = slide.shapes[-1].text_frame
                    frame.clear()
                    self._write(frame, [cut(self._report.title, 10.0, FOOTER[2], 1)], 10.0, gap=0, colour=LIGHT.muted)
                    frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _say(self, slide: PowerPointSlide, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None
        frame.text = legal("\n".join(notes))

    # -- text ----------------------------------------------------------------------------------------------

    def _one(self, shape: BaseShape, words: str, place: Place, sizes: Sequence[float]) -> None:
        """One paragraph that must fit; cut where it does not in the smallest type."""
        words = " ".join(words.split())
        if place is TITLE:
            sizes = [size for size in sizes if len(lines(words, size, place[2])) <= TITLE_LINES] or sizes[-1:]
        size = largest([words], place[2], place[3], sizes, gap=0.0)
        most = TITLE_LINES if place is TITLE else int(place[3] * 72 / (size * LEADING))
        self._write(shape.text_frame, [cut(words, size, place[2], most)], size, gap=0.0)

    def _beside(self, slide: PowerPointSlide, words: Sequence[str], place: Place) -> None:
        """The sentences that find room beside what is shown, the first one cut if need be: the notes hold all."""
        width, room = place[2] - INDENT, place[3]
        size = largest(words, width, room, BESIDE)
        kept = list(words)
        while len(kept) > 1 and height(kept, size, width) > room:
            kept.pop()
        if len(kept) == 1:
            size = largest(kept, width, room, BESIDE)
            kept = [cut(kept[0], size, width, int((room * 72 - GAP) / (size * LEADING)))]
        self._body(slide, kept, size, place)

    def _body(self, slide: PowerPointSlide, words: Sequence[str], size: float, place: Place) -> None:
        shape = next(each for each in slide.placeholders if each.placeholder_format.idx == 1)
        shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in place)
        self._write(shape.text_frame, words, size)

    def _write(
        self,
        frame: TextFrame,
        paragraphs: Sequence[str],
        size: float,
        *,
        gap: float = GAP,
        bold: bool | None = None,
        colour: str | None = None,
    ) -> None:
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for index, words in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.line_spacing, paragraph.space_before = Pt(size * LEADING), Pt(gap)
            for part, narrow in self._runs(unbroken(" ".join(words.split()))):
                run = paragraph.add_run()
                run.text = legal(part)
                run.font.size, run.font.bold = Pt(size), bold
                if colour is not None:
                    run.font.color.rgb = rgb(colour)
                look = run._r.get_or_add_rPr()
                look.set("lang", LANGUAGE_TAGS[self._report.language])
                if self._report.language == "zh":
                    look.set("altLang", LANGUAGE_TAGS["en"])
                if narrow:
                    SubElement(look, qn("a:latin")).set("typeface", LATIN)
                    SubElement(look, qn("a:ea")).set("typeface", LATIN)

    def _runs(self, words: str) -> Iterator[tuple[str, bool]]:
        """The text in parts, each with whether it is a mark of a Latin text that a Chinese font would draw wide."""
        if self._report.language == "zh" or not has_chinese(words):
            yield words, False
            return
        for part in MARKS.split(words):
            if part:
                yield part, MARKS.fullmatch(part) is not None

    # -- cards and charts ----------------------------------------------------------------------------------

    def _cards(self, slide: PowerPointSlide, cards: Sequence[Card]) -> float:
        """Cards in one or two rows of equal ones; the height they take."""
        rows = 1 if len(cards) <= ROW else -(-len(cards) // ROW)
        columns = -(-len(cards) // rows)
        left, top, width, _ = BODY
        wide = (width - SPACE * (columns - 1)) / columns
        for index, card in enumerate(cards):
            row, column = divmod(index, columns)
            self._card(slide, card, (left + column * (wide + SPACE), top + row * (CARD + 0.2), wide, CARD))
        return rows * (CARD + 0.2)

    def _column(self, slide: PowerPointSlide, cards: Sequence[Card]) -> Place:
        """Cards one below the other on the left; what is free beside them."""
        left, top, width, high = BODY
        step = min(CARD + 0.2, high / len(cards))
        for index, card in enumerate(cards):
            self._card(slide, card, (left, top + index * step, COLUMN, min(CARD, step - 0.1)))
        return left + COLUMN + SPACE, top, width - COLUMN - SPACE, high

    def _card(self, slide: PowerPointSlide, card: Card, place: Place) -> None:
        left, top, width, high = place
        panel = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(each) for each in place))
        panel.fill.solid()
        panel.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        panel.line.fill.background()
        _flat(panel)
        edge = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(left), Inches(top), Inches(0.06), Inches(high))
        fill(edge, LIGHT.tone(card.tone))
        edge.line.fill.background()
        _flat(edge)
        inside = (left + 0.22, width - 0.4)
        value = f"{card.value}  {card.grade}".rstrip() if len(card.grade) <= 12 else card.value
        below = [words for words in ((card.grade if len(card.grade) > 12 else ""), card.note) if words]
        number = largest([value], inside[1], 0.55, (26.0, 22.0, 18.0, 16.0, 14.0), gap=0.0)
        parts = (
            (cut(card.label, 13.0, inside[1], 1), 13.0, 0.1, 0.26, False, LIGHT.muted),
            (cut(value, number, inside[1], max(1, int(0.55 * 72 / (number * LEADING)))), number, 0.4, 0.55, True, None),
            (cut(" · ".join(below), 12.0, inside[1], 2), 12.0, 0.98, 0.46, False, LIGHT.muted),
        )
        for words, size, down, room, bold, colour in parts:
            if words:
                box = slide.shapes.add_textbox(Inches(inside[0]), Inches(top + down), Inches(inside[1]), Inches(room))
                box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
                self._write(box.text_frame, [words], size, gap=0.0, bold=bold, colour=colour or _ink(card.tone))

    def _figure(self, slide: PowerPointSlide, figure: Figure | Radar, place: Place) -> None:
        """A chart with its caption under it, and beside it a key of names that found no room."""
        left, top, width, high = place
        caption = cut(figure.caption, CAPTION_SIZE, width, 2)
        below = height([caption], CAPTION_SIZE, width, 3.0) + 0.05
        plot = (left, top, width, high - below)
        palette = PALETTES[self._report.theme]
        match figure:
            case Radar():
                charts.radar(slide.shapes, figure.chart, plot, figure.alt, palette)
            case Figure():
                key = charts.key(figure.chart, plot)
                if key:
                    share = 0.58
                    part = (left, top, share * width, high - below)
                    charts.draw(slide.shapes, figure.chart, part, figure.alt, palette, numbered=True)
                    self._key(slide, key, (left + share * width + 0.1, top, (1 - share) * width - 0.1, high - below))
                else:
                    charts.draw(slide.shapes, figure.chart, plot, figure.alt, palette)
            case _:
                assert_never(figure)
        box = slide.shapes.add_textbox(Inches(left), Inches(top + high - below), Inches(width), Inches(below))
        self._write(box.text_frame, [caption], CAPTION_SIZE, gap=3.0, colour=LIGHT.muted)

    def _key(self, slide: PowerPointSlide, names: Sequence[str], place: Place) -> None:
        """Numbered names in columns, each on one line."""
        left, top, width, high = place
        columns = 1 if len(names) <= 20 else 2
        share = -(-len(names) // columns)
        wide = (width - 0.15 * (columns - 1)) / columns
        size = largest(["x"] * share, wide, high, KEYS, gap=2.0)
        for column in range(columns):
            told = [cut(name, size, wide, 1) for name in names[column * share : (column + 1) * share]]
            box = slide.shapes.add_textbox(
                Inches(left + column * (wide + 0.15)), Inches(top), Inches(wide), Inches(high)
            )
            self._write(box.text_frame, told, size, gap=2.0)


def _flat(shape: BaseShape) -> None:
    """Without the theme's own line and shadow."""
    shape._element.remove(shape._element.find(qn("p:style")))


def _ink(tone: Tone) -> str:
    return LIGHT.ink if tone is Tone.NEUTRAL else LIGHT.tone(tone)


def _below(area: Place, used: float) -> Place:
    left, top, width, high = area
    return left, top + used + 0.1, width, high - used - 0.1


def _divided(area: Place, drawn: int) -> tuple[Place, Place]:
    """The charts' part of an area and the text's: beside one chart, under two."""
    left, top, width, high = area
    if drawn == 0:
        return area, area
    if drawn > 1:
        return (left, top, width, high - UNDER), (left, top + high - UNDER + 0.1, width, UNDER - 0.1)
    text = TEXT_SHARE * width
    return (left, top, width - text - SPACE, high), (left + width - text, top, text, high)


def _columns(area: Place, count: int) -> list[Place]:
    left, top, width, high = area
    wide = (width - SPACE * (count - 1)) / count if count else width
    return [(left + index * (wide + SPACE), top, wide, high) for index in range(count)]
