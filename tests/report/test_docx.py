"""The report as a Word document: what it says, in which styles, and that nothing is read as anything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from csi_core.report.docx import render
from csi_core.report.format import show
from csi_core.report.model import Figure, Format, Grid, GridColumn, Heading, Report
from csi_core.report.numbering import labels
from csi_core.text import Text
from tests.report import made_up


@pytest.fixture(scope="module", params=["zh", "en"])
def report(request: pytest.FixtureRequest) -> Report:
    return made_up.report(request.param)


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    return render(report)


@pytest.fixture(scope="module")
def document(written: bytes) -> Document:
    return docx.Document(BytesIO(written))


def plain(words: str) -> str:
    return " ".join(words.replace("\x07", "").split())


def styled(document: Document, *styles: str) -> list[str]:
    return [plain(each.text) for each in document.paragraphs if each.style is not None and each.style.name in styles]


def test_headings_are_headings(report: Report, document: Document) -> None:
    for level in (1, 2, 3):
        told = [plain(b.text) for b in report.blocks if isinstance(b, Heading) and b.level == level]
        assert styled(document, f"Heading {level}") == told


def test_the_contents_are_there_before_word_has_computed_them(report: Report, document: Document) -> None:
    entries = [
        plain("".join(part.text or "" for part in link.iter(qn("w:t"))))
        for link in document.element.body.iter(qn("w:hyperlink"))
    ]
    headings = [plain(b.text) for b in report.blocks if isinstance(b, Heading) and b.level <= 2]
    assert [re.sub(r" ?[0-9]+$", "", entry) for entry in entries] == headings
    numbers = [int(re.search(r"[0-9]+$", entry)[0]) for entry in entries]
    assert numbers == sorted(numbers)
    assert numbers[0] == 3  # after the cover and the contents
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))} == {
        mark for mark in marks if mark.startswith("_Toc")
    }


def test_captions_bear_the_same_numbers_as_on_paper(report: Report, document: Document) -> None:
    captions = styled(document, "Table Caption", "Caption")
    for label, block in zip(labels(report.blocks, Text(report.language)), report.blocks, strict=True):
        if isinstance(block, Grid | Figure):
            assert any(label in words and words.endswith(plain(block.caption)) for words in captions), label


def test_every_cell_of_every_table_is_there(report: Report, document: Document) -> None:
    text = Text(report.language)
    held = {
        plain("".join(part.text or "" for part in cell.iter(qn("w:t")))) for cell in document.element.iter(qn("w:tc"))
    }
    for grid in (block for block in report.blocks if isinstance(block, Grid)):
        for row in grid.rows:
            for value, column in zip(row, grid.columns, strict=True):
                assert plain(show(value, column.format, text)) in held


def test_tables_have_three_lines_a_repeated_head_and_whole_rows(document: Document) -> None:
    for table in document.tables:
        assert table.style is not None
        assert table.style.name == "Three-Line Table"
        for index, row in enumerate(table.rows):
            properties = row._tr.find(qn("w:trPr"))
            assert properties.find(qn("w:cantSplit")) is not None
            assert (properties.find(qn("w:tblHeader")) is not None) == (index == 0)


def test_no_table_is_wider_than_the_page(document: Document) -> None:
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= room


def test_numbers_stand_to_the_right(report: Report, document: Document) -> None:
    cell = next(cell for table in document.tables for cell in table._cells if cell.text == "71")
    assert cell.paragraphs[0].style.name == "Table Number"


def test_every_picture_says_what_it_shows(report: Report, document: Document) -> None:
    told = {plain(block.alt) for block in report.blocks if isinstance(block, Figure)}
    shown = [plain(str(shape._inline.docPr.get("descr"))) for shape in document.inline_shapes]
    assert set(shown) == told
    assert len(shown) >= len(told)


def test_every_style_that_is_used_is_there(document: Document) -> None:
    known = {style.style_id for style in document.styles}
    used = {each.get(qn("w:val")) for name in ("pStyle", "tblStyle") for each in document.element.iter(qn(f"w:{name}"))}
    assert used <= known


def test_hostile_text_is_text(report: Report, document: Document) -> None:
    instructions = [each.text or "" for each in document.element.body.iter(qn("w:instrText"))]
    assert all(re.match(r" (TOC|PAGEREF|REF|SEQ) ", words) for words in instructions)
    assert plain(made_up.HOSTILE) in styled(document, "Heading 1")


def test_title_author_and_date_are_the_documents_own(report: Report, document: Document) -> None:
    facts = document.core_properties
    assert (facts.title, facts.author, facts.comments) == (report.title, report.authors, "")
    assert facts.created is not None
    assert facts.created.date().isoformat() == "2026-11-23"


def test_chinese_and_latin_have_each_their_font(document: Document) -> None:
    fonts = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == ("Times New Roman", "SimSun")


def test_a_very_long_title_and_a_table_of_many_columns_are_taken() -> None:
    wide = Grid(
        "a.b",
        "c",
        tuple(GridColumn(f"{index}", Format.COEFFICIENT) for index in range(60)),
        (tuple(index / 7 for index in range(60)),),
    )
    made = docx.Document(BytesIO(render(Report("zh", "题" * 300, "", "", "", (), (wide,)))))
    assert len(made.tables) > 1
    assert len(made.core_properties.title) == 255


@pytest.fixture
def blank() -> Callable[..., Report]:
    return lambda **fields: replace(Report("en", "Title", "", "", "", (), ()), **fields)


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    short = replace(report, blocks=report.blocks[:12])
    assert render(short) == render(short)


def test_a_report_without_blocks_is_a_cover(blank: Callable[..., Report]) -> None:
    document = docx.Document(BytesIO(render(blank(date="this spring"))))
    assert [each.text for each in document.paragraphs] == ["Title", "this spring"]
