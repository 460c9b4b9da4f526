"""Surveys at the edges are written in every format, and no page of theirs says what it should not."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from csi_core.report import RENDERERS
from csi_core.report.build import ReportChoices, build
from csi_core.report.xlsx.cells import width
from csi_core.text import LANGUAGES, Text
from tests.report.extremes import PICTURE, SURVEYS
from tests.report.packages import faults

BROKEN = re.compile(r"\b(nan|NaN|None(?! of)|inf|null)\b")


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("survey", SURVEYS)
def test_the_workbook_of_a_survey_at_the_edge_opens_and_can_be_read(survey: str, language: str) -> None:
    setup, results = SURVEYS[survey]()
    package = RENDERERS[".xlsx"](build(results, setup, ReportChoices(date="2026-11-23"), Text(language)))
    assert faults(package) == []
    book = openpyxl.load_workbook(BytesIO(package), data_only=True)
    for sheet in book:
        assert all(len(name) <= 31 for name in book.sheetnames)
        assert sheet.oddFooter.center.text
        told = [str(cell.value) for row in sheet for cell in row if cell.value is not None]
        assert [words for words in told if BROKEN.search(words) or words.startswith("=")] == []
        for (cell,) in sheet.iter_rows(min_row=4, max_col=1):
            if isinstance(cell.value, str) and cell.coordinate not in sheet.merged_cells and not cell.hyperlink:
                lines = -(-width(cell.value) // 46)
                assert lines == 1 or sheet.row_dimensions[cell.row].height >= 14 * lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("survey", SURVEYS)
def test_word_and_slides_of_a_survey_at_the_edge_are_sound_in_both_languages(
    survey: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csi_core.report.docx.document.png", lambda *_, **__: PICTURE)
    setup, results = SURVEYS[survey]()
    made = build(results, setup, ReportChoices(date="2026-11-23"), Text(language))
    document = docx.Document(BytesIO(RENDERERS[".docx"](made)))
    deck = Presentation(BytesIO(RENDERERS[".pptx"](made)))
    told = [
        *(part.text or "" for part in document.element.iter(qn("w:t"))),
        *(part.text or "" for slide in deck.slides for part in slide.element.iter("{*}t")),
        *(slide.notes_slide.notes_text_frame.text for slide in deck.slides),
    ]
    assert [words for words in told if BROKEN.search(words)] == []
