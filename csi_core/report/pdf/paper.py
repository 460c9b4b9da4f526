"""A4 paper with our type on it: where text goes, how wide it is, when a page is full. Millimetres; type in points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from fontTools.ttLib import TTFont
from fpdf import FPDF

from csi_core.fonts import BOLD, REGULAR, SUBSTITUTE, narrow_marks
from csi_core.palette import LIGHT, rgb
from csi_core.report.lines import Measure, wrap

WIDTH, HEIGHT = 210.0, 297.0
LEFT = RIGHT = 21.0
TOP, BOTTOM = 24.0, 22.0
TEXT_WIDTH = WIDTH - LEFT - RIGHT
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
POINT = 25.4 / 72

FAMILY = "csi"

#: Height of a line and of the ascent above its baseline, in multiples of the type size.
LEADING = 1.6
TIGHT = 1.38
ASCENT = 0.88

#: What a justified line may gain between Chinese characters, and between words, in multiples of the type size.
CHINESE_STRETCH, LATIN_STRETCH = 0.25, 0.8


class Paper(FPDF):
    """The document being written; `self.y` is where the next block begins."""

    def __init__(self, running_title: str) -> None:
        super().__init__(format="A4", unit="mm")
        self.set_auto_page_break(False)
        self.set_margins(LEFT, TOP, RIGHT)
        self.c_margin = 0.0
        self.add_font(FAMILY, "", REGULAR)
        self.add_font(FAMILY, "B", BOLD)
        self.set_fallback_fonts([FAMILY], exact_match=False)
        self._running_title = running_title
        self._places: dict[str, int] = {}

    def header(self) -> None:
        """The running title; the cover bears neither this nor a number."""
        if self.page_no() > 1:
            size = 8.0
            line = self.lines(self._running_title, size, TEXT_WIDTH)[0]
            self.write_at(LEFT, TOP - 10, line, size, colour=LIGHT.muted)
            self.rule(LEFT, WIDTH - RIGHT, TOP - 5, 0.15, LIGHT.line)
        self.set_y(TOP)

    def footer(self) -> None:
        if self.page_no() > 1:
            number = str(self.page_no())
            self.write_at(WIDTH / 2 - self.width(number, 8.5) / 2, HEIGHT - 13, number, 8.5, colour=LIGHT.muted)

    # -- text ----------------------------------------------------------------------------------------------

    def measure(self, size: float, *, bold: bool = False) -> Measure:
        """A function that gives the width of a text in this type."""
        widths, spare = advances(bold), advances(False)
        unit = size * POINT / 1000

        def measured(text: str) -> float:
            return unit * sum(widths.get(character) or spare.get(character, 0) for character in text)

        return measured

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return self.measure(size, bold=bold)(text)

    def lines(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """The lines of a text, with every character drawable."""
        return wrap(drawable_text(text), width, self.measure(size, bold=bold))

    def prose(self, text: str, size: float, width: float, *, bold: bool = False) -> list[tuple[str, float]]:
        """The lines of a text with the width each is to fill: none for the last of a paragraph."""
        found = []
        for paragraph in drawable_text(text).split("\n"):
            lines = wrap(paragraph, width, self.measure(size, bold=bold))
            found += [(line, width) for line in lines[:-1]] + [(lines[-1], 0.0)]
        return found

    def write_at(
        self,
        x: float,
        top: float,
        line: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = LIGHT.ink,
        fill: float = 0.0,
    ) -> None:
        """One line of drawable text whose line box begins at `top`; fill: the width it is stretched to."""
        self.set_text_color(*rgb(colour))
        baseline = top + ASCENT * size * POINT + (TIGHT - 1.2) / 2 * size * POINT
        pieces = stretchable(line) if fill else []
        room = self._stretch(pieces, fill - self.width(line, size, bold=bold), size) if fill else 0.0
        for piece, chinese, gap in pieces if room else [(line, False, False)]:
            # Between Chinese characters it is the type's own spacing, so that a search still finds whole words.
            self.set_char_spacing(room / POINT if chinese else 0.0)
            for style, run in runs(piece, bold):
                self.set_font(FAMILY, style, size)
                self.text(x, baseline, run)
                x += self.width(run, size, bold=style == "B") + (room * len(run) if chinese else 0.0)
            x += room if gap and not chinese else 0.0
        self.set_char_spacing(0.0)

    def _stretch(self, pieces: list[tuple[str, bool, bool]], slack: float, size: float) -> float:
        """What is added at each gap of a line; nothing where that would tear the line apart."""
        gaps = sum(len(piece) if chinese else gap for piece, chinese, gap in pieces) - bool(pieces and pieces[-1][1])
        most = CHINESE_STRETCH if any(chinese for _, chinese, _ in pieces) else LATIN_STRETCH
        return slack / gaps if gaps > 0 and 0.0 < slack / gaps <= most * size * POINT else 0.0

    # -- places to go to -----------------------------------------------------------------------------------

    def place(self, name: str) -> int:
        """The link to a place, before or after it was reached."""
        if name not in self._places:
            self._places[name] = self.add_link()
        return self._places[name]

    def reach(self, name: str) -> None:
        self.set_link(self.place(name), y=self.y, page=self.page)

    # -- shapes --------------------------------------------------------------------------------------------

    def rule(self, start: float, end: float, y: float, thickness: float, colour: str = LIGHT.ink) -> None:
        self.set_draw_color(*rgb(colour))
        self.set_line_width(thickness)
        self.line(start, y, end, y)

    def area(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.set_fill_color(*rgb(colour))
        self.rect(x, y, width, height, style="F")

    # -- pages ---------------------------------------------------------------------------------------------

    @property
    def left_over(self) -> float:
        """What is left of the page below the cursor."""
        return HEIGHT - BOTTOM - self.y

    def ensure(self, height: float) -> None:
        """A new page unless this much is left, or the page is still empty."""
        if self.left_over < height and self.y > TOP:
            self.add_page()

    def skip(self, height: float) -> None:
        """White space, none at the head of a page."""
        if self.y > TOP:
            self.set_y(self.y + height)


def line_height(size: float, leading: float = LEADING) -> float:
    return size * POINT * leading


@cache
def advances(bold: bool) -> dict[str, int]:
    """Width of each character a font draws, in thousandths of the type size."""
    with TTFont(BOLD if bold else REGULAR, lazy=True) as font:
        metrics = font["hmtx"]
        return {chr(code): metrics[glyph][0] for code, glyph in font.getBestCmap().items()}


def drawable_text(text: str) -> str:
    """The text with what no font draws shown as a box; what has no shape of its own is left out."""
    known = advances(False)
    return "".join(
        character if character in known or character == "\n" else _nearest(character)
        for character in narrow_marks(unicodedata.normalize("NFC", text)).replace("\t", " ")
        if character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Mn", "Me"}
    )


#: The one sign of GBK the font lacks, in the form the rest of the world writes it.
_SAME = {"≒": "≈"}


def _nearest(character: str) -> str:
    """The plain form of a character no font draws (a subscript's digit), if that is drawn; else a box."""
    plain = _SAME.get(character, unicodedata.normalize("NFKC", character))
    return plain if plain in advances(False) else SUBSTITUTE


_CHINESE = r"\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’"
_PIECES = re.compile(rf"[{_CHINESE}]+| |[^{_CHINESE} ]+")


def stretchable(line: str) -> list[tuple[str, bool, bool]]:
    """Pieces of a line: whether one is Chinese, which may gain after each character; whether it may gain at its end.

    >>> stretchable("共 15 份：n=3，")
    [('共', True, True), (' ', False, True), ('15', False, False), (' ', False, True), ('份：', True, True), \
('n=3', False, True), ('，', True, True)]
    """
    pieces = _PIECES.findall(line)
    chinese = [re.match(f"[{_CHINESE}]", piece) is not None for piece in pieces]
    after = [*chinese[1:], False]
    return [(piece, own, own or piece == " " or then) for piece, own, then in zip(pieces, chinese, after, strict=False)]


def runs(line: str, bold: bool) -> Iterator[tuple[str, str]]:
    """Pieces of a line by the font that draws them: the regular one where the bold one lacks a character."""
    if not bold:
        yield "", line
        return
    heavy = advances(True)
    for has, characters in groupby(line, key=heavy.__contains__):
        yield ("B" if has else ""), "".join(characters)
