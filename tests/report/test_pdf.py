"""The report on paper: what it says, where it stands, and that nothing is lost."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from csi_core.fonts import SUBSTITUTE
from csi_core.fonts.build import characters
from csi_core.report.model import Bullets, Callout, Format, Grid, GridColumn, Heading, Paragraph, Report
from csi_core.report.pdf import render
from csi_core.report.pdf.paper import POINT, RIGHT, WIDTH, drawable_text
from csi_core.report.pdf.unknown import unknown
from csi_core.text import Text
from tests.report import made_up


@pytest.fixture(scope="module", params=["zh", "en"])
def report(request: pytest.FixtureRequest) -> Report:
    return made_up.report(request.param)


@pytest.fixture(scope="module")
def printed(report: Report) -> bytes:
    return render(report)


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(printed)).pages]


def blank(**fields: object) -> Report:
    return replace(Report("zh", "题目", "", "", "2026-11-23", (), ()), **fields)


def test_the_report_has_the_pages_its_content_needs(pages: list[str]) -> None:
    assert 12 <= len(pages) <= 22


def test_title_author_language_and_date_are_the_documents_own(report: Report, printed: bytes) -> None:
    reader = PdfReader(BytesIO(printed))
    assert reader.metadata is not None
    assert reader.metadata.title == report.title
    assert reader.metadata.author == report.authors
    assert str(reader.metadata.creation_date).startswith("2026-11-23")
    assert reader.trailer["/Root"]["/Lang"] == {"zh": "zh-CN", "en": "en"}[report.language]


def test_the_same_report_gives_the_same_bytes(report: Report, printed: bytes) -> None:
    assert render(report) == printed


def test_no_page_says_nan_or_none(pages: list[str]) -> None:
    assert not re.search(r"\bnan\b|\bNone\b|\binf\b", "\n".join(pages))


def test_every_heading_is_in_the_outline_and_on_the_page_it_names(
    report: Report, printed: bytes, pages: list[str]
) -> None:
    reader = PdfReader(BytesIO(printed))
    entries = list(flat(reader.outline))
    headings = [block for block in report.blocks if isinstance(block, Heading)]
    assert len(entries) == len(headings)
    for entry, heading in zip(entries, headings, strict=True):
        page = reader.get_destination_page_number(entry)
        if heading.text != made_up.HOSTILE:
            assert heading.text in pages[page]


def test_the_contents_name_the_pages_and_link_to_them(report: Report, printed: bytes, pages: list[str]) -> None:
    reader = PdfReader(BytesIO(printed))
    entries = {entry.title: reader.get_destination_page_number(entry) + 1 for entry in flat(reader.outline)}
    headings = [block for block in report.blocks if isinstance(block, Heading) and block.level <= 2]
    links = [note.get_object() for note in reader.pages[1]["/Annots"]]
    assert len(links) == len(headings)
    for heading, link in zip(headings, links, strict=True):
        target = reader.get_page_number(link["/Dest"][0].get_object()) + 1
        if heading.text != made_up.HOSTILE:
            assert target == entries[heading.text]
            assert re.search(rf"{re.escape(heading.text)}\s*{target}\b", pages[1])


def test_tables_and_figures_are_numbered_in_order(report: Report, pages: list[str]) -> None:
    everything = "\n".join(pages)
    words = {"zh": ("表 {}", "图 {}"), "en": ("Table {}", "Figure {}")}[report.language]
    for word, count in zip(words, (6, 7), strict=True):
        for number in range(1, count + 1):
            assert word.format(number) in everything


def test_numbers_are_printed_as_the_format_says(pages: list[str]) -> None:
    everything = "\n".join(pages)
    for shown in ("46.1%", "1,234", "< .001", "12.3%", "—"):
        assert shown in everything


def test_text_of_charts_can_be_searched(report: Report, pages: list[str]) -> None:
    level = made_up.LEVELS[report.language][0]
    assert any(level in page for page in pages)


def test_rare_and_unknown_characters_are_printed_or_replaced(report: Report, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="fpdf"):
        printed = render(report)
    assert not [record for record in caplog.records if "glyph" in record.getMessage()]
    everything = "\n".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    assert "□ 镕喆堃" in everything
    assert "<b>bold</b> {{x}} **md** $a$" in everything


def test_every_character_of_gbk_is_drawn_and_what_no_font_has_is_told() -> None:
    gbk = "".join(map(chr, sorted(characters("gbk") - {ord(SUBSTITUTE)})))
    assert SUBSTITUTE not in drawable_text(gbk)
    report = blank(blocks=(Paragraph("很满意😀 สวัสดี"),))
    assert unknown(report)[0] == "😀"
    pages = [page.extract_text() for page in PdfReader(BytesIO(render(report))).pages]
    assert SUBSTITUTE in pages[1]
    assert Text("zh")("render.unknown", box=SUBSTITUTE)[:20] in pages[1]
    assert unknown(blank(blocks=(Paragraph(gbk),))) == ()


@pytest.mark.parametrize(
    "prose",
    ["总体信度良好，Cronbach's alpha 为 0.891（n = 154）；“一致”。" * 12, "Reliable enough for what comes next. " * 30],
)
def test_lines_are_set_to_both_edges_but_for_the_last(prose: str) -> None:
    right: dict[int, float] = {}
    page = PdfDocument(render(blank(blocks=(Paragraph(prose),))))[1]
    words = page.get_textpage()
    for index in range(words.count_chars()):
        box = words.get_charbox(index, loose=True)
        if words.get_text_range(index, 1).strip():
            right[round(box[1])] = max(right.get(round(box[1]), 0.0), box[2] * POINT)
    lines = [edge for _, edge in sorted(right.items(), reverse=True)][1:-1]
    assert len(lines) > 5
    assert all(abs(edge - WIDTH + RIGHT) < 0.5 for edge in lines[:-1])
    assert lines[-1] < WIDTH - RIGHT + 0.1


def test_a_subscript_no_font_has_becomes_a_plain_digit() -> None:
    page = PdfReader(BytesIO(render(blank(blocks=(Paragraph("df₁ = 3"),))))).pages[1].extract_text()
    assert "df1 = 3" in page


def test_a_long_table_repeats_its_head_and_says_it_goes_on() -> None:
    grid = Grid(
        "a.b",
        "很长的表",
        (GridColumn("题项"), GridColumn("均值", Format.MEAN)),
        tuple((f"第{index}题", index / 7) for index in range(200)),
    )
    pages = [page.extract_text() for page in PdfReader(BytesIO(render(blank(blocks=(grid,))))).pages[1:]]
    assert len(pages) >= 4
    assert all("题项" in page and "均值" in page for page in pages)
    assert all("（续）" in page for page in pages[1:])
    assert [f"第{index}题" for index in range(200)] == re.findall(r"第\d+题", "\n".join(pages))


def test_a_table_too_wide_for_the_page_is_split_by_columns_with_its_first_in_each_part() -> None:
    grid = Grid(
        "a.b",
        "宽表",
        (GridColumn("题项"), *(GridColumn(f"A{index}", Format.COEFFICIENT) for index in range(1, 31))),
        tuple((f"第{row}题", *(-0.5 for _ in range(30))) for row in range(3)),
    )
    everything = "\n".join(page.extract_text() for page in PdfReader(BytesIO(render(blank(blocks=(grid,))))).pages)
    parts = everything.count("宽表")
    assert parts > 1
    assert everything.count("第0题") == parts
    assert len(re.findall(r"-0\.500", everything)) == 90
    assert all(re.search(rf"\bA{index}\b", everything) for index in range(1, 31))


def test_a_cell_longer_than_a_page_is_continued() -> None:
    words = "".join(f"{index}、" for index in range(3000))
    grid = Grid("a.b", "长文", (GridColumn("甲"), GridColumn("乙")), (("一", words),))
    everything = "".join(page.extract_text() for page in PdfReader(BytesIO(render(blank(blocks=(grid,))))).pages)
    assert re.sub(r"\s", "", everything).count("2999、") == 1


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for fill in range(24, 33):
        above = tuple(Paragraph("一行") for _ in range(fill))
        report = blank(blocks=(*above, Heading(2, "小标题"), Paragraph("正文末段。" * 60)))
        for page in PdfReader(BytesIO(render(report))).pages[2:]:
            words = page.extract_text()
            if "小标题" in words:
                assert "正文末段" in words.partition("小标题")[2]


def test_lines_keep_words_whole_and_never_begin_with_a_closing_mark() -> None:
    prose = "总体信度良好，Cronbach's alpha 为 0.891（n = 154）；" * 20
    page = PdfReader(BytesIO(render(blank(blocks=(Paragraph(prose),))))).pages[1].extract_text()
    lines = page.splitlines()
    assert not [line for line in lines if line[:1] in "，。；）"]
    assert "".join(lines).count("Cronbach's") == 20


def test_a_report_of_nothing_is_a_cover() -> None:
    reader = PdfReader(BytesIO(render(blank())))
    assert "题目" in reader.pages[0].extract_text()


def test_a_callout_longer_than_a_page_goes_on() -> None:
    report = blank(blocks=(Callout("重要的话。" * 900), Bullets(("末条",))))
    pages = [page.extract_text() for page in PdfReader(BytesIO(render(report))).pages]
    assert sum(page.count("重") for page in pages) == 900
    assert "末条" in pages[-1]


def test_many_headings_get_as_many_pages_of_contents_as_they_need() -> None:
    report = blank(blocks=tuple(Heading(2, f"第{index}节") for index in range(120)))
    reader = PdfReader(BytesIO(render(report)))
    entry = next(entry for entry in flat(reader.outline) if entry.title == "第119节")
    page = reader.get_destination_page_number(entry)
    assert "第119节" in reader.pages[page].extract_text()
    contents = "".join(reader.pages[index].extract_text() for index in range(1, 5))
    assert re.search(rf"第119节\s*{page + 1}(?!\d)", contents)


def flat(outline: list[object]) -> list[object]:
    return [deep for entry in outline for deep in (flat(entry) if isinstance(entry, list) else [entry])]
