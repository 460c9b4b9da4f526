"""The report's slides as a PowerPoint file: our own template, native charts, notes for the speaker."""

from __future__ import annotations

from csi_core.report.model import Report


def render(report: Report) -> bytes:
    """The slides in 16:9, everything editable."""
    from csi_core.report.pptx.deck import Deck

    return Deck(report).render()
