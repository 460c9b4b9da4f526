"""The workbook: every number in full, every text a text."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from csi_core.report.model import (
    Answers,
    Figure,
    Format,
    Grid,
    GridColumn,
    HeatMap,
    Recount,
    Report,
    ScoreRow,
    ScoreTable,
)
from csi_core.report.numbering import labels
from csi_core.report.xlsx import render
from csi_core.text import Text
from tests.report import made_up
from tests.report.packages import faults


@pytest.fixture(scope="module", params=["zh", "en"])
def report(request: pytest.FixtureRequest) -> Report:
    return made_up.report(request.param)


@pytest.fixture(scope="module")
def book(report: Report) -> Workbook:
    return load_workbook(BytesIO(render(report)))


def test_a_sheet_an_analysis_after_the_contents(report: Report, book: Workbook) -> None:
    assert book.sheetnames[1:] == [title for _, title in report.sheets]


def test_the_contents_link_to_every_sheet(book: Workbook) -> None:
    links = [cell.hyperlink for row in book.worksheets[0] for cell in row if cell.hyperlink]
    targets = {link.location or link.target for link in links}
    for name in book.sheetnames[1:]:
        assert any(name in str(target) for target in targets)


def test_the_contents_lead_to_every_table_and_figure(report: Report, book: Workbook) -> None:
    kept = {prefix for prefix, _ in report.sheets}
    wanted = {
        f"{number}  {block.caption}"
        for number, block in zip(labels(report.blocks, Text(report.language)), report.blocks, strict=True)
        if isinstance(block, Grid) and block.key.partition(".")[0] in kept
    }
    led = set()
    for cell in (row[0] for row in book.worksheets[0].rows if row[0].hyperlink):
        name, _, place = cell.hyperlink.location.rpartition("!")
        led.add(cell.value)
        assert book[name.strip("'")][place].value == cell.value
    assert wanted <= led


def test_a_figure_is_a_chart_of_cells_with_its_axes_shown(report: Report) -> None:
    charts = made_up.charts(report.language)
    figures = tuple(Figure(f"sample.{name}", name, name, chart) for name, chart in charts.items())
    book = load_workbook(BytesIO(render(replace(report, blocks=(*report.blocks, *figures)))), data_only=True)
    drawn = [(sheet, chart) for sheet in book for chart in sheet._charts]
    assert len(drawn) == len([chart for chart in charts.values() if not isinstance(chart, HeatMap)])
    for sheet, chart in drawn:
        parts = chart._charts
        assert any(part.x_axis.delete is False for part in parts)
        assert any(part.y_axis.delete is False for part in parts)
        for series in (series for part in parts for series in part.series):
            values = series.yVal if series.val is None else series.val
            for cell in cells_of(sheet, values.numRef.f):
                assert cell.value is None or isinstance(cell.value, int | float)


def cells_of(sheet: Worksheet, reference: str) -> list[Cell]:
    """The cells a chart refers to, which stand on its own sheet."""
    name, _, cells = reference.rpartition("!")
    assert name.strip("'") == sheet.title
    block = sheet[cells.replace("$", "")]
    return [cell for row in (block if isinstance(block, tuple) else ((block,),)) for cell in row]


def test_error_bars_are_as_long_as_cells_say(report: Report) -> None:
    bars = made_up.bars(report.language)
    waves = made_up.waves(report.language)
    figures = (Figure("sample.bars", "bars", "bars", bars), Figure("sample.waves", "waves", "waves", waves))
    package = render(replace(report, blocks=(*report.blocks, *figures)))
    sheet = next(sheet for sheet in load_workbook(BytesIO(package), data_only=True) if sheet._charts)
    given = {
        "bars": [(bar.value - bar.low, bar.high - bar.value) for bar in bars.bars],
        "waves": [
            (y - low, high - y)
            for (_, y), (low, high) in zip(waves.series[0].points[::2], waves.series[0].intervals[::2], strict=True)
        ],
    }
    for lengths, chart in zip(given.values(), sheet._charts[-2:], strict=True):
        drawn = next(series.errBars for part in chart._charts for series in part.series if series.errBars)
        below, above = (
            [cell.value for cell in cells_of(sheet, side.numRef.f) if cell.value is not None]
            for side in (drawn.minus, drawn.plus)
        )
        assert below == pytest.approx([low for low, _ in lengths])
        assert above == pytest.approx([high for _, high in lengths])


def test_rows_are_as_high_as_their_texts_need(report: Report) -> None:
    """A width of 46 digits takes about 22 Chinese characters of ten points."""
    long = "您对宿舍楼内公共卫生间与洗漱间的清洁频率干净程度以及异味情况的总体满意程度如何含周末和节假日以及" * 2
    grid = Grid("sample.long", "Long", (GridColumn("Question"),), ((long,), ("short",)), notes=(long * 2,))
    sheet = load_workbook(BytesIO(render(replace(report, blocks=(grid,))))).worksheets[1]
    heights = {cell.value: sheet.row_dimensions[cell.row].height for cell in sheet["A"] if cell.value}
    assert heights[long] >= 5 * 13
    assert heights["short"] is None
    assert heights[long * 2] >= 3 * 12


def test_excel_finds_nothing_to_mend(report: Report) -> None:
    figures = tuple(
        Figure(f"sample.{name}", name, name, chart) for name, chart in made_up.charts(report.language).items()
    )
    values = np.array([[2.0, 1.0], [3.0, np.nan]])
    book = Grid("codebook.variables", "Codes", (GridColumn("Variable"),), (("A1",),))
    made = replace(report, blocks=(*report.blocks, *figures), answers=Answers(("row", "A1"), values, book))
    assert faults(render(made)) == []


def test_every_sheet_is_set_up_for_paper_and_keeps_its_heads(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.page_setup.fitToHeight == 0
        assert "&P" in sheet.oddFooter.center.text
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows is not None
        assert [cell.hyperlink.location for cell in sheet["A"][:2] if cell.hyperlink] == [f"'{book.sheetnames[0]}'!A1"]


def test_every_number_keeps_full_precision(report: Report, book: Workbook) -> None:
    """Excel keeps 15 digits of a number."""
    cells = [cell for sheet in book for row in sheet for cell in row]
    held = [cell.value for cell in cells if isinstance(cell.value, float | int)]
    for block in report.blocks:
        if isinstance(block, Grid):
            values = [value for row in block.rows for value in row if isinstance(value, float | int)]
            assert all(any(math.isclose(value, other, rel_tol=1e-14) for other in held) for value in values)


def test_captions_bear_the_same_numbers_as_on_paper(report: Report, book: Workbook) -> None:
    words = {cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)}
    for number, block in zip(labels(report.blocks, Text(report.language)), report.blocks, strict=True):
        if isinstance(block, Grid):
            assert f"{number}  {block.caption}" in words


def test_no_cell_is_a_formula_and_hostile_text_stays_text(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    hostile = next(cell for cell in cells if str(cell.value).startswith("=HYPERLINK"))
    assert hostile.quotePrefix
    assert "\x07" not in hostile.value


def test_a_missing_number_is_a_dash(book: Workbook) -> None:
    assert any(cell.value == "—" for sheet in book for row in sheet for cell in row)


def test_sheet_names_are_made_fit_and_kept_apart(report: Report) -> None:
    long = "一个非常非常长的分析名称/含有[不许可]的:字符?以及超过三十一个字符的部分啊啊啊啊"
    doubled = replace(report, sheets=(("sample", long), ("validity", long), ("compare", "'"), ("advice", "")))
    names = load_workbook(BytesIO(render(doubled))).sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_an_empty_table_has_its_heads(book: Workbook, report: Report) -> None:
    caption = next(block.caption for block in report.blocks if isinstance(block, Grid) and not block.rows)
    assert any(caption in str(cell.value) for row in book.worksheets[1] for cell in row)


def computed(sheet: Worksheet, formula: str) -> float:
    """What a formula of SUM and SUMPRODUCT over ranges gives."""

    def numbers(cells: str) -> list[float]:
        found = [cell.value for row in sheet[cells.replace("$", "")] for cell in row]
        return [computed(sheet, value) if isinstance(value, str) else value for value in found]

    def product(match: re.Match[str]) -> str:
        return repr(sum(map(math.prod, zip(*(numbers(cells) for cells in match[1].split(",")), strict=True))))

    plain = re.sub(r"SUM(?:PRODUCT)?\(([^()]*)\)", product, formula.removeprefix("="))
    total = 0.0
    for part in plain.strip("()").split(")/")[0].split("+") if plain.startswith("(") else [plain]:
        over, _, under = part.partition("/")
        total += float(over) / float(under or 1)
    return total / 100 if plain.startswith("(") else total


def test_scores_are_computed_again_by_formulas_beside_the_stored_ones(report: Report) -> None:
    five = ScoreTable(
        tuple((f"={points}", points) for points in (0.0, 25.0, 50.0, 75.0, 100.0)),
        (ScoreRow("=1+1", (1, 2, 3, 4, 10), 75.0, 40.0), ScoreRow("b", (4, 0, 0, 0, 0), 0.0, 10.0)),
    )
    two = ScoreTable((("no", 0.0), ("yes", 100.0)), (ScoreRow("c", (3, 1), 25.0, 50.0),))
    made = replace(report, recount=Recount("sample", (five, two), 42.5))
    sheet = load_workbook(BytesIO(render(made))).worksheets[1]
    rows = [tuple(row) for row in sheet.rows if any(cell.data_type == "f" for cell in row)]
    found = [([computed(sheet, cell.value) for cell in row if cell.data_type == "f"][-1], row[0].value) for row in rows]
    index = Text(report.language)("section.scores.index")
    assert found == [(75.0, "=1+1"), (0.0, "b"), (25.0, "c"), (42.5, index)]
    stored = [[cell.value for cell in row if isinstance(cell.value, int | float)][-1] for row in rows]
    assert stored == [75.0, 0.0, 25.0, 42.5]


def test_the_answers_stand_on_a_sheet_of_their_own_with_their_code_book(report: Report) -> None:
    values = np.array([[2.0, 1.0, 0.1 + 0.2], [3.0, np.nan, 4.0]])
    book = Grid("codebook.variables", "Codes", (GridColumn("Variable"), GridColumn("n", Format.INTEGER)), (("A1", 5),))
    made = replace(report, answers=Answers(("row", "A1", "A2"), values, book))
    data, codes = load_workbook(BytesIO(render(made))).worksheets[-2:]
    rows = [[cell.value for cell in row] for row in data.rows]
    assert rows == [["row", "A1", "A2"], [2, 1, 0.1 + 0.2], [3, None, 4]]
    assert ["A1", 5] in [[cell.value for cell in row][:2] for row in codes.rows]


def test_too_many_answers_leave_the_code_book_alone(report: Report) -> None:
    book = Grid("codebook.variables", "Codes", (GridColumn("Variable"),), (("A1",),), notes=("Too many.",))
    with_none = load_workbook(BytesIO(render(replace(report, answers=Answers(("A1",), None, book)))))
    without = load_workbook(BytesIO(render(report)))
    assert with_none.sheetnames[:-1] == without.sheetnames
    assert "Too many." in [cell.value for row in with_none.worksheets[-1].rows for cell in row]
