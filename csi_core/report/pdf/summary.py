"""The summary on one A4 page: type and lines shrink until everything fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from csi_core.palette import LIGHT
from csi_core.report.files import moment
from csi_core.report.model import Report, Summary
from csi_core.report.pdf.document import LANGUAGE_TAGS
from csi_core.report.pdf.paper import BOTTOM, HEIGHT, LEFT, TEXT_WIDTH, Paper, drawable_text, line_height

_TOP = 20.0
_INDENT = 5.0

#: Type sizes and most lines of a sentence, tried in turn; the last fits whatever is told.
_TRIED = ((10.5, 6), (9.5, 5), (9.0, 4), (8.5, 3), (8.0, 2), (7.5, 1))


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    size: float
    x: float = LEFT
    before: float = 0.0
    bold: bool = False
    colour: str = LIGHT.ink
    bullet: bool = False


def render(report: Report) -> bytes:
    """The report's summary; the same report gives the same bytes."""
    paper = Paper(report.title)
    paper.set_title(drawable_text(report.title))
    paper.set_author(drawable_text(report.authors))
    paper.set_lang(LANGUAGE_TAGS[report.language])
    paper.set_creation_date(moment(report.date))
    paper.set_creator("csi_core")
    paper.add_page()
    tried = (list(_laid(paper, report, report.summary or Summary(None, "", ()), *each)) for each in _TRIED)
    lines = next(
        laid for laid in tried if _height(laid) <= HEIGHT - BOTTOM - _TOP or laid[0].size <= _title(_TRIED[-1][0])
    )
    paper.area(LEFT, _TOP - 5.0, 18.0, 1.6, LIGHT.accent)
    y = _TOP
    for line in lines:
        y += line.before
        if line.bullet:
            paper.write_at(LEFT + 0.5, y, "•", line.size, colour=LIGHT.accent)
        paper.write_at(line.x, y, line.words, line.size, bold=line.bold, colour=line.colour)
        y += line_height(line.size, 1.5)
    return bytes(paper.output())


def _height(lines: list[_Line]) -> float:
    return sum(line.before + line_height(line.size, 1.5) for line in lines)


def _title(size: float) -> float:
    return 1.8 * size


def _laid(paper: Paper, report: Report, summary: Summary, size: float, most: int) -> Iterator[_Line]:
    """Every line of the page in this size, sentences cut to `most` lines."""
    for words in _cut(paper, report.title, _title(size), TEXT_WIDTH, 2, bold=True):
        yield _Line(words, _title(size), bold=True)
    under = " · ".join(part for part in (report.subtitle, report.authors, report.date) if part)
    for words in _cut(paper, under, size, TEXT_WIDTH, 1):
        yield _Line(words, size, colour=LIGHT.muted)
    if summary.card is not None:
        shown = f"{summary.card.value}  {summary.card.grade}"
        for words in _cut(paper, shown, 2.6 * size, TEXT_WIDTH, 1, bold=True):
            yield _Line(words, 2.6 * size, before=0.35 * size, bold=True, colour=LIGHT.tone(summary.card.tone))
    for place, words in enumerate(_cut(paper, summary.headline, 1.1 * size, TEXT_WIDTH, most, bold=True)):
        yield _Line(words, 1.1 * size, before=0.0 if place else 0.1 * size, bold=True)
    for part in summary.parts:
        for words in _cut(paper, part.title, 1.15 * size, TEXT_WIDTH, 1, bold=True):
            yield _Line(words, 1.15 * size, before=0.4 * size, bold=True, colour=LIGHT.accent)
        for sentence in part.sentences:
            for place, words in enumerate(_cut(paper, sentence, size, TEXT_WIDTH - _INDENT, most)):
                yield _Line(words, size, x=LEFT + _INDENT, before=0.0 if place else 0.08 * size, bullet=not place)


def _cut(paper: Paper, words: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
    """The first lines; what is left out shows as …"""
    if not words:
        return []
    lines = paper.lines(words, size, width, bold=bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip()
    while paper.width(f"{last}…", size, bold=bold) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]
