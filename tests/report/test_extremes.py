"""Surveys at the edges are written in every format, and no page of theirs says what it should not."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from csi_core.report import RENDERERS
from csi_core.report.build import ReportChoices, build
from csi_core.text import Text
from tests.report.extremes import PICTURE, SURVEYS

BROKEN = re.compile(r"\b(nan|NaN|None|inf|null)\b")


@pytest.mark.parametrize("survey", SURVEYS)
def test_a_survey_at_the_edge_is_written_in_every_format(survey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The same charts are drawn for the PDF; drawing them twice is the slowest part.
    monkeypatch.setattr("csi_core.report.docx.document.png", lambda *_, **__: PICTURE)
    setup, results = SURVEYS[survey]()
    made = build(results, setup, ReportChoices(date="2026-11-23"), Text("zh"))
    pdf = PdfReader(BytesIO(RENDERERS[".pdf"](made)))
    document = docx.Document(BytesIO(RENDERERS[".docx"](made)))
    book = openpyxl.load_workbook(BytesIO(RENDERERS[".xlsx"](made)))
    told = [
        *(page.extract_text() for page in pdf.pages),
        *(part.text or "" for part in document.element.iter(qn("w:t"))),
        *(str(cell.value or "") for sheet in book for row in sheet for cell in row),
    ]
    assert [words for words in told if BROKEN.search(words)] == []
