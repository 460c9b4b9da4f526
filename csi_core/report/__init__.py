"""The report: one model, and what turns it into a file."""

from __future__ import annotations

from collections.abc import Callable

from csi_core.report.model import Report


def _pdf(report: Report) -> bytes:
    from csi_core.report.pdf import render

    return render(report)


def _docx(report: Report) -> bytes:
    from csi_core.report.docx import render

    return render(report)


def _pptx(report: Report) -> bytes:
    from csi_core.report.pptx import render

    return render(report)


def _xlsx(report: Report) -> bytes:
    from csi_core.report.xlsx import render

    return render(report)


def one_page(report: Report) -> bytes:
    """The report on one page, as a PDF."""
    from csi_core.report.pdf.summary import render

    return render(report)


#: What a report can be written as, by the file's ending.
RENDERERS: dict[str, Callable[[Report], bytes]] = {".pdf": _pdf, ".docx": _docx, ".pptx": _pptx, ".xlsx": _xlsx}


#: Every file of a report, by its name.
FILES: dict[str, Callable[[Report], bytes]] = {
    **{f"report{ending}": render for ending, render in RENDERERS.items()},
    "summary.pdf": one_page,
}


def everything(report: Report, told: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """The report in every format and its summary, by the files' names; `told` is called with each one written."""
    made = {}
    for name, write in FILES.items():
        made[name] = write(report)
        told(name)
    return made
