"""The report as a PDF: cover, contents, chapters, three-line tables, drawn charts, in our own type."""

from __future__ import annotations

from csi_core.report.model import Report


def render(report: Report) -> bytes:
    """The report on A4; the same report gives the same bytes."""
    from csi_core.report.pdf.document import Document

    return Document(report).render()
