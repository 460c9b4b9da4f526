"""What of a report's words the font cannot draw: emoji, Thai, Arabic."""

from __future__ import annotations

from collections.abc import Iterator

from csi_core.fonts import SUBSTITUTE
from csi_core.report.model import Bullets, Callout, Figure, Grid, Heading, Paragraph, Report
from csi_core.report.pdf.paper import drawable_text


def unknown(report: Report) -> tuple[str, ...]:
    """Characters that stand as boxes in the PDF, in the order they come."""
    found = dict.fromkeys(
        character
        for words in _words(report)
        for character in words
        if character != SUBSTITUTE and drawable_text(character) == SUBSTITUTE
    )
    return tuple(found)


def _words(report: Report) -> Iterator[str]:
    yield from (report.title, report.organisation, report.authors, report.date)
    for block in report.blocks:
        match block:
            case Heading() | Paragraph() | Callout():
                yield block.text
            case Bullets():
                yield from block.items
            case Grid():
                yield block.caption
                yield from (column.header for column in block.columns)
                yield from (cell for row in block.rows for cell in row if isinstance(cell, str))
            case Figure():
                yield block.caption
