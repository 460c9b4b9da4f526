"""What the core computed stands, unchanged, in the results file and in every format of the report."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import docx
import openpyxl
import pytest
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.oxml.ns import qn
from pypdf import PdfReader

from csi_core.report import RENDERERS
from csi_core.report.files import legal
from csi_core.report.format import number, show
from csi_core.report.model import (
    BarChart,
    Cards,
    DivergingChart,
    Figure,
    Format,
    Grid,
    HeatMap,
    LineChart,
    QuadrantChart,
    Radar,
    Report,
)
from csi_core.results_file import from_json as results_from_json
from csi_core.results_file import to_json
from csi_core.text import LANGUAGES, Text
from tests.report.extremes import PICTURE
from tests.report.samples import FILES, computed, report

VALUES, Y_VALUES, POINT = qn("c:val"), qn("c:yVal"), qn("c:v")
BROKEN = re.compile(r"\b(nan|NaN|None|inf|null)\b|\{\w+(:[^}]*)?\}|section\.|report\.\w")


def grids(made: Report) -> Iterator[Grid]:
    return (block for block in made.blocks if isinstance(block, Grid))


def stored(value: object) -> object:
    """A number to the sixteen digits openpyxl writes."""
    return float(f"{value:.16g}") if isinstance(value, float) else value


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_number_of_the_tables_stands_in_the_pdf(file: str, language: str) -> None:
    made, text = report(file, language), Text(language)
    pdf = PdfReader(BytesIO(RENDERERS[".pdf"](made)))
    printed = squeezed("".join(page.extract_text() for page in pdf.pages))
    for grid in grids(made):
        if not grid.workbook:
            for row in grid.rows:
                for value, column in zip(row, grid.columns, strict=True):
                    if isinstance(value, int | float):
                        assert squeezed(show(value, column.format, text)) in printed, (grid.key, row)
    assert squeezed("Our own remark.") in printed
    assert BROKEN.findall(" ".join(page.extract_text() for page in pdf.pages)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_number_of_the_tables_stands_in_the_word_document(
    file: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cell by cell; the charts, drawn for the PDF from the same model, are left out to save time."""
    monkeypatch.setattr("csi_core.report.docx.document.png", lambda *_, **__: PICTURE)
    made, text = report(file, language), Text(language)
    document = docx.Document(BytesIO(RENDERERS[".docx"](made)))
    cells = Counter(squeezed(cell.text) for table in document.tables for cell in table._cells)
    wanted = Counter(
        squeezed(legal(show(value, column.format, text)))
        for grid in grids(made)
        if not grid.workbook
        for row in grid.rows
        for value, column in zip(row, grid.columns, strict=True)
    )
    assert wanted - cells == Counter()
    told = [paragraph.text for paragraph in document.paragraphs]
    assert any("Our own remark." in words for words in told)
    assert [words for words in (*told, *cells) if BROKEN.search(words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_number_of_the_slides_stands_in_their_cards_and_charts(file: str, language: str) -> None:
    made = report(file, language)
    deck = Presentation(BytesIO(RENDERERS[".pptx"](made)))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    told = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    told += "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    told = told.replace("\u00a0", " ")
    drawn = Counter(value for shape in shapes if shape.has_chart for value in charted(shape.chart))
    cells = {cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells}
    blocks = [block for slide in made.slides for block in slide.blocks]
    wanted: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Cards):
            assert [card.value for card in block.cards if card.value not in told] == []
        elif isinstance(block, Figure) and isinstance(block.chart, HeatMap):
            held = [value for row in block.chart.values for value in row if value is not None]
            assert {number(value, Format.COEFFICIENT) for value in held} <= cells
        elif isinstance(block, Figure | Radar):
            wanted.update(numbers(block.chart))
    assert wanted - drawn == Counter()
    assert BROKEN.findall(told) == []


def charted(chart: Chart) -> Iterator[float]:
    """The numbers stored in a chart, to the digits of its file."""
    space = chart._chartSpace
    yield from (float(point.text) for values in space.iter(VALUES, Y_VALUES) for point in values.iter(POINT))


def numbers(chart: object) -> Iterator[float]:
    match chart:
        case BarChart():
            yield from (bar.value for bar in chart.bars)
        case DivergingChart():
            yield from (percent for _, _, percents in chart.rows for percent in percents)
        case LineChart():
            yield from (y for series in chart.series for _, y in series.points)
        case QuadrantChart():
            yield from (point.y for point in chart.points)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_table_stands_in_the_workbook_with_all_its_digits(file: str, language: str) -> None:
    made = report(file, language)
    book = openpyxl.load_workbook(BytesIO(RENDERERS[".xlsx"](made)))
    held = {
        tuple(cell.value for cell in row if cell.value is not None) for sheet in book.worksheets for row in sheet.rows
    }
    missing = Text(language)("text.missing")
    for grid in grids(made):
        for row in grid.rows:
            assert tuple(missing if value is None else stored(value) for value in row if value != "") in held, grid.key
    texts = [
        str(cell.value) for sheet in book.worksheets for row in sheet.rows for cell in row if cell.value is not None
    ]
    assert [words for words in texts if BROKEN.search(words)] == []


@pytest.mark.parametrize("file", FILES)
def test_counts_and_points_give_the_scores_and_the_index(file: str) -> None:
    recount = report(file, "en").recount
    assert recount is not None
    rows = [(row, [points for _, points in table.options]) for table in recount.tables for row in table.rows]
    for row, points in rows:
        weighed = sum(count * worth for count, worth in zip(row.counts, points, strict=True))
        assert weighed / sum(row.counts) == pytest.approx(row.score, abs=1e-9)
    assert sum(row.score * row.weight / 100 for row, _ in rows) == pytest.approx(recount.index, abs=1e-9)


@pytest.mark.parametrize("file", FILES)
def test_the_tables_hold_the_numbers_that_were_computed(file: str) -> None:
    _, results = computed(file)
    numbers = {value for grid in grids(report(file, "en")) for row in grid.rows for value in row}
    validity, reliability, scores = results.validity, results.reliability, results.scores
    assert validity is not None
    assert reliability is not None
    assert scores is not None
    told = [validity.kmo, *validity.eigenvalues, *validity.communalities.values(), reliability.overall.alpha]
    told += [loading for row in validity.loadings.values() for loading in row.values()]
    told += [item.alpha_if_deleted for item in reliability.overall.per_item.values()]
    told += [scores.index, *(score.score for score in scores.items.values())]
    assert [number for number in told if number not in numbers] == []


@pytest.mark.parametrize("file", FILES)
def test_the_results_file_gives_the_results_back(file: str) -> None:
    _, results = computed(file)
    again = results_from_json(to_json(results, Text("zh")))
    assert json.loads(to_json(again, Text("zh"))) == json.loads(to_json(results, Text("zh")))


@pytest.mark.parametrize("file", FILES)
def test_both_languages_tell_the_same_numbers(file: str) -> None:
    zh, en = (list(grids(report(file, language))) for language in LANGUAGES)
    assert [grid.key for grid in zh] == [grid.key for grid in en]
    for one, other in zip(zh, en, strict=True):
        for row, same in zip(one.rows, other.rows, strict=True):
            assert [v for v in row if not isinstance(v, str)] == [v for v in same if not isinstance(v, str)], one.key
