"""The report as an Excel workbook: every table at full precision, charts of cells, scores that compute themselves."""

from __future__ import annotations

from csi_core.report.model import Report


def render(report: Report) -> bytes:
    """The workbook's bytes; texts stay texts, whatever they begin with."""
    from csi_core.report.xlsx.workbook import workbook

    return workbook(report)
