"""On which page each heading stands: the contents need page numbers before a program has laid the document out.

Lines have exact heights in our styles, so that only the breaking of lines is an estimate. Nearly all entries of the
samples' contents stand where LibreOffice has them, none further than a page away; so the file is not marked as
outdated, for which Word would ask a question whenever it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from docx.oxml.ns import qn
from fpdf.fonts import CORE_FONTS_CHARWIDTHS
from lxml.etree import _Element as Element

from csi_core.fonts import mainly_chinese
from csi_core.report.docx.styles import BODY, CALLOUTS, SANS, TEXT_WIDTH, TWIP, Style, paragraph_styles
from csi_core.report.lines import Measure, em, wrap

#: Height of a page's text in points: A4 less 25 mm above and below.
HEIGHT = (297 - 50) * 72 / 25.4
WIDTH = TEXT_WIDTH / TWIP

#: Width of a quotation mark in a Latin font, in multiples of the type size.
MARK = 0.44

#: What some styles leave free beside the text, points.
INDENTS = {"ListBullet": 20.0, "TOC2": 18.0} | dict.fromkeys(CALLOUTS.values(), 17.0)

EMU = 12700


@dataclass(frozen=True, slots=True)
class _Box:
    """What stands on a page: slices are the parts that stay whole, from the top down; head: height of the table's
    head, which is repeated above a row on a new page."""

    slices: tuple[float, ...]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    new_page: bool = False
    anchor: str = ""
    head: float = 0.0


def heading_pages(content: Iterable[Element], language: str) -> dict[str, int]:
    """Bookmark → page, the cover being page 1."""
    boxes = list(_boxes(content, _resolved(language), language))
    found: dict[str, int] = {}
    page, used, after = 1, 0.0, 0.0
    for index, box in enumerate(boxes):
        # Of the space after a paragraph and that before the next the larger is kept.
        before = max(box.before, after) if used else 0.0
        if used and (box.new_page or used + before + _together(boxes, index) > HEIGHT):
            page, used, before = page + 1, 0.0, 0.0
            used += box.head
        used += before
        if box.anchor:
            found[box.anchor] = page
        for part in box.slices:
            if used and used + part > HEIGHT:
                page, used = page + 1, box.head
            used += part
        after = box.after
    return found


def _together(boxes: list[_Box], index: int) -> float:
    """Height from here on that must stand on one page."""
    total = 0.0
    for position in range(index, len(boxes)):
        box = boxes[position]
        total += max(box.before, boxes[position - 1].after) if position > index else 0.0
        if not box.keep_next:
            return total + box.slices[0]
        total += sum(box.slices)
        if total > HEIGHT:
            return boxes[index].slices[0]
    return total


def _boxes(content: Iterable[Element], styles: Mapping[str, Style], language: str) -> Iterator[_Box]:
    for element in content:
        if element.tag == qn("w:p"):
            yield _paragraph(element, styles, language)
        elif element.tag == qn("w:tbl"):
            yield from _rows(element)
        else:
            inner = element.find(qn("w:sdtContent"))
            yield from _boxes(inner, styles, language)


def _paragraph(element: Element, styles: Mapping[str, Style], language: str) -> _Box:
    name = element.pPr.pStyle.get(qn("w:val"))
    style = styles[name]
    own = element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    before = float(own.get(qn("w:before"), 0)) / TWIP if own is not None else style.before or 0.0
    mark = element.find(qn("w:bookmarkStart"))
    anchor = "" if mark is None else mark.get(qn("w:name"))
    extent = next(element.iter(qn("wp:extent")), None)
    if extent is not None:
        slices: tuple[float, ...] = (int(extent.get("cy")) / EMU + 2.0,)
    else:
        size, leading = style.size or BODY[language], style.leading or 0.0
        room = WIDTH - INDENTS.get(name, 0.0)
        indent, text = "\u3000\u3000" if style.indent else "", _text(element)
        lines = len(wrap(indent + text, room / size, _measure(text, sans=style.fonts == SANS, bold=style.bold)))
        slices = _slices([leading] * lines, whole=style.keep_lines)
    return _Box(slices, before, style.after or 0.0, style.keep_next, style.new_page, anchor)


def _slices(lines: list[float], *, whole: bool) -> tuple[float, ...]:
    """No first and no last line stands alone."""
    if whole or len(lines) < 4:
        return (sum(lines),)
    return (sum(lines[:2]), *lines[2:-2], sum(lines[-2:]))


def _rows(table: Element) -> Iterator[_Box]:
    widths = [int(column.get(qn("w:w"))) / TWIP for column in table.iter(qn("w:gridCol"))]
    margin = 2 * int(table.tblPr.find(f"{qn('w:tblCellMar')}/{qn('w:left')}").get(qn("w:w"))) / TWIP
    head = 0.0
    for index, row in enumerate(table.iter(qn("w:tr"))):
        deepest = 1
        for cell, width in zip(row.iter(qn("w:tc")), widths, strict=True):
            size = next((int(each.get(qn("w:val"))) / 2 for each in cell.iter(qn("w:sz"))), 9.0)
            text, bold = _text(cell), index == 0 or next(cell.iter(qn("w:b")), None) is not None
            deepest = max(deepest, len(wrap(text, (width - margin) / size, _measure(text, bold=bold))))
        high = deepest * 12.0 + 3.2
        keep = next(row.iter(qn("w:keepNext")), None) is not None
        yield _Box((high,), keep_next=keep, head=head)
        head = high if index == 0 else head


def _text(element: Element) -> str:
    return "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in element.iter(qn("w:t"), qn("w:br")))


def _measure(text: str, *, sans: bool = False, bold: bool = False) -> Measure:
    """The width of parts of a text in multiples of the type size."""
    known = _advances(f"{'helvetica' if sans else 'times'}{'B' if bold else ''}", mainly_chinese(text))
    return lambda words: sum(known[letter] if letter in known else em(letter) for letter in words)


@cache
def _advances(family: str, chinese: bool) -> dict[str, float]:
    """Widths of Latin letters in Times and Helvetica, which the fonts named in our styles are made after."""
    known = {letter: width / 1000 for letter, width in CORE_FONTS_CHARWIDTHS[family].items() if letter.isascii()}
    return known if chinese else known | dict.fromkeys("‘’“”", MARK)


def _resolved(language: str) -> dict[str, Style]:
    """The styles with what they take from those they are based on."""
    found: dict[str, Style] = {}
    for style in paragraph_styles(language):
        base = found.get(style.based or "")
        found[style.id] = style if base is None else _inherited(style, base)
    return found


def _inherited(style: Style, base: Style) -> Style:
    taken = {
        name: getattr(base, name)
        for name in (
            "size",
            "fonts",
            "bold",
            "before",
            "after",
            "leading",
            "indent",
            "keep_next",
            "keep_lines",
            "extra",
        )
        if getattr(style, name) in (None, False, ())
    }
    return replace(style, **taken)
