"""The report as a Word document: real styles, contents, numbered captions, three-line tables, charts as pictures."""

from __future__ import annotations

from csi_core.report.model import Report


def render(report: Report) -> bytes:
    """The report on A4, everything editable; the same report gives the same bytes."""
    from csi_core.report.docx.document import Document

    return Document(report).render()
