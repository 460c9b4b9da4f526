"""Surveys at the edges are written in every format and language, and no page of theirs says what it should not."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from unittest.mock import patch

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pypdfium2 import PdfDocument

from csi_core.fonts import SUBSTITUTE
from csi_core.report import FILES
from csi_core.report.build import ReportChoices, build
from csi_core.report.pdf.paper import BOTTOM, HEIGHT, LEFT, POINT, RIGHT, WIDTH
from csi_core.report.xlsx.cells import width
from csi_core.text import LANGUAGES, Text
from tests.report.extremes import PICTURE, SURVEYS
from tests.report.packages import faults

#: No number, a placeholder left open, a phrase's key in the place of its words.
NUMBERLESS, OPEN = r"\b(nan|NaN|None(?! of)|inf|null)\b", r"\{\w+(:[^}]*)?\}"
BROKEN = re.compile(rf"{NUMBERLESS}|{OPEN}|\b(section|report|ui|render|slides)\.[a-z_]+\b")


@cache
def written(survey: str, language: str) -> dict[str, bytes]:
    """The files, once for all tests; the charts of the PDF are not drawn again for Word, the slowest part."""
    setup, results = SURVEYS[survey]()
    made = build(results, setup, ReportChoices(date="2026-11-23"), Text(language))
    with patch("csi_core.report.docx.document.png", lambda *_, **__: PICTURE):
        return {name: write(made) for name, write in FILES.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("survey", SURVEYS)
def test_a_survey_at_the_edge_is_written_in_every_format(
    survey: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        files = written(survey, language)
    assert [record.getMessage() for record in caplog.records] == []
    printed = [*pages(files["report.pdf"]), *pages(files["summary.pdf"])]
    assert SUBSTITUTE not in "".join(printed)
    document = docx.Document(BytesIO(files["report.docx"]))
    deck = Presentation(BytesIO(files["report.pptx"]))
    told = [
        *printed,
        *(part.text or "" for part in document.element.iter(qn("w:t"))),
        *(part.text or "" for slide in deck.slides for part in slide.element.iter("{*}t")),
        *(slide.notes_slide.notes_text_frame.text for slide in deck.slides),
    ]
    assert [found[0] for words in told if (found := BROKEN.search(words))] == []


def pages(pdf: bytes) -> Iterator[str]:
    """The words of each page, all of which lie within its margins."""
    for page in PdfDocument(pdf):
        words = page.get_textpage()
        for index in range(words.count_rects()):
            left, bottom, right, top = (edge * POINT for edge in words.get_rect(index))
            assert left > LEFT - 1.0
            assert right < WIDTH - RIGHT + 1.0
            assert bottom > BOTTOM - 12.0
            assert top < HEIGHT - 10.0
        yield words.get_text_range()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("survey", SURVEYS)
def test_the_workbook_of_a_survey_at_the_edge_opens_and_can_be_read(survey: str, language: str) -> None:
    package = written(survey, language)["report.xlsx"]
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
