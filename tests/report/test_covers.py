"""Logo, class and authors stand on the cover of every format, the authors' remarks at the end of their section."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import openpyxl
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from csi_core import picture
from csi_core.report import RENDERERS
from csi_core.report.build import build
from csi_core.report.choices import chosen
from csi_core.report.model import Report
from csi_core.setup import ReportSetup, ReportWords
from csi_core.text import Text
from tests.report.extremes import survey

REMARK = "宿舍楼去年刚装修过。"


def logo() -> str:
    made = BytesIO()
    Image.new("RGBA", (300, 100), (10, 90, 90, 200)).save(made, "PNG")
    return picture.stored(made.getvalue())


def report() -> Report:
    setup, results = survey(2)
    words = ReportWords(comments={"items": f"{REMARK}\n第二句。", "cleaning": "清理说明。"})
    kept = ReportSetup(authors="林、周", organisation="统计一班", logo=logo(), words={"zh": words})
    return build(results, replace(setup, report=kept), chosen(kept, "zh", "2026-11-23"), Text("zh"))


def test_every_format_bears_them() -> None:
    made = report()
    pdf = PdfReader(BytesIO(RENDERERS[".pdf"](made)))
    cover = pdf.pages[0]
    assert len(cover.images) == 1
    assert all(words in cover.extract_text() for words in ("统计一班", "林、周", "2026-11-23"))
    told = "".join(page.extract_text() for page in pdf.pages)
    assert told.index("清理说明。") < told.index(REMARK) < told.index("第二句。")

    word = docx.Document(BytesIO(RENDERERS[".docx"](made)))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    assert "统计一班" in paragraphs[:8]
    assert any(REMARK in paragraph for paragraph in paragraphs)
    assert word.paragraphs[0]._element.xpath(".//pic:pic")

    deck = Presentation(BytesIO(RENDERERS[".pptx"](made)))
    first = deck.slides[0]
    assert any(shape.shape_type is not None and "PICTURE" in str(shape.shape_type) for shape in first.shapes)
    assert any("统计一班" in shape.text_frame.text for shape in first.shapes if shape.has_text_frame)
    assert any(REMARK in slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)

    book = openpyxl.load_workbook(BytesIO(RENDERERS[".xlsx"](made)))
    assert len(book.worksheets[0]._images) == 1
    assert "统计一班" in [row[0].value for row in book.worksheets[0].iter_rows()]
    assert any(REMARK in str(row[0].value) for sheet in book for row in sheet.iter_rows())
