"""The workbook: a cover with contents, then the tables and charts, one sheet an analysis."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from csi_core.palette import LIGHT, PALETTES
from csi_core.picture import fitted
from csi_core.report.model import Figure, Grid, Recount, Report
from csi_core.report.numbering import labels
from csi_core.report.xlsx.cells import Look, Looks, legal
from csi_core.report.xlsx.data import completed, write_names
from csi_core.report.xlsx.figures import write_figure
from csi_core.report.xlsx.page import Page, print_setup
from csi_core.report.xlsx.recount import write_recount
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl import Workbook

#: What Excel does not take in a sheet's name, and the longest name it takes.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH = 31

#: A family that has the language's characters; width of the cover's only column; height of a sheet's title.
FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}
_COVER, _TITLE = 90.0, 24.0

#: Most width and height of the logo on the cover, in pixels.
LOGO = (220.0, 90.0)

#: A sheet's parts for the contents: words, sheet, row.
_Entry = tuple[str, str, int]


def workbook(report: Report) -> bytes:
    from openpyxl import Workbook

    text = Text(report.language)
    book = Workbook()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", report.date):
        book.properties.created = book.properties.modified = datetime.fromisoformat(report.date)
    book.properties.title, book.properties.creator = legal(report.title), legal(report.authors)
    looks = Looks(FONTS[report.language])
    numbered = [
        (number, block)
        for number, block in zip(labels(report.blocks, text), report.blocks, strict=True)
        if isinstance(block, Grid | Figure)
    ]
    cover = Page(book.worksheets[0], looks, text)
    cover.sheet.title = _name(text("render.sheet_contents"), book)
    pages: list[Page] = []
    entries: list[_Entry] = []

    def analysis(title: str, blocks: list[tuple[str, Grid | Figure]], prefix: str = "") -> None:
        recount = report.recount if report.recount and report.recount.prefix == prefix else None
        remarks = dict(report.remarks).get(prefix, ())
        page = Page(book.create_sheet(_name(title, book)), looks, text)
        pages.append(page)
        entries.append((title, page.sheet.title, 1))
        entries.extend(_analysis(page, title, cover.sheet.title, report, blocks, recount, remarks))

    for prefix, title in report.sheets:
        own = [(number, block) for number, block in numbered if block.key.partition(".")[0] == prefix]
        if any(isinstance(block, Grid) for _, block in own):
            analysis(title, own, prefix)
    answers, data = report.answers, 0
    if answers is not None:
        if answers.values is not None:
            sheet = book.create_sheet(_name(text("check.data"), book))
            data = len(book.worksheets)
            write_names(sheet, answers.names, cover.sheet.title, looks, text)
            print_setup(sheet, report.title, "1:1", text)
            entries.append((text("check.data"), sheet.title, 1))
        analysis(text("check.codebook"), [("", answers.codebook)])
    _cover(cover, report, entries)
    # A count that is changed changes the scores, even where they were computed by another program.
    book.calculation.fullCalcOnLoad = True
    buffer = BytesIO()
    book.save(buffer)
    found = {book.worksheets.index(page.sheet) + 1: page.values for page in pages if page.values}
    return completed(buffer.getvalue(), found, data, answers.values if answers is not None else None)


def _cover(page: Page, report: Report, entries: list[_Entry]) -> None:
    page.fix(1, _COVER)
    page.span(1, report.title, Look(size=18.0, bold=True, colour=LIGHT.accent), 1)
    row = 2
    for line in (report.subtitle, report.organisation, report.authors, report.date):
        if line:
            page.span(row, line, Look(size=11.0), 1)
            row += 1
    if report.logo:
        _logo(page, row + 1, report.logo)
        row += 2
    row += 1
    page.write(row, 1, page.text("render.contents"), Look(size=12.0, bold=True))
    for words, name, place in entries:
        row += 1
        page.link(row, words, name, f"A{place}", Look(indent=2) if place > 1 else Look(bold=True))
    page.finish(report.title, None, None)
    page.sheet.page_setup.orientation = "portrait"
    page.sheet.print_options.horizontalCentered = False


def _logo(page: Page, row: int, logo: bytes) -> None:
    from openpyxl.drawing.image import Image

    picture = Image(BytesIO(logo))
    picture.width, picture.height = fitted(logo, *LOGO)
    page.sheet.add_image(picture, f"A{row}")
    page.sheet.row_dimensions[row].height = picture.height * 0.75 + 6.0


def _analysis(
    page: Page,
    title: str,
    cover: str,
    report: Report,
    blocks: list[tuple[str, Grid | Figure]],
    recount: Recount | None,
    remarks: tuple[str, ...],
) -> list[_Entry]:
    page.write(1, 1, title, Look(size=14.0, bold=True, colour=LIGHT.accent))
    page.sheet.row_dimensions[1].height = _TITLE
    page.link(2, page.text("render.back"), cover, "A1", Look())
    entries = []
    row = 4

    def head(words: str, columns: int) -> None:
        entries.append((words, page.sheet.title, row))
        page.span(row, words, Look(bold=True), columns)

    for number, block in blocks:
        match block:
            case Grid():
                head(f"{number}  {block.caption}".strip(), len(block.columns))
                row = _grid(page, row + 1, block)
            case Figure():
                head(f"{number}  {block.caption}", 1)
                row = write_figure(page, row + 1, block, PALETTES[report.theme])
    if recount is not None:
        head(page.text("render.recount.caption"), 1)
        row = write_recount(page, row + 1, recount)
    for remark in remarks:
        page.span(row, remark, Look(), 1)
        row += 1
    # The heads of an only table stay in sight; of several, the sheet's own.
    only = len(blocks) == 1 and recount is None
    page.finish(report.title, "4:5" if only else "1:1", "B6" if only else "B3")
    return entries


def _grid(page: Page, row: int, grid: Grid) -> int:
    """One three-line table with its heads in `row`; the row where the next part begins."""
    page.heads(row, grid.columns)
    row = page.rows(row + 1, grid.rows, grid.columns, strong=grid.strong_rows)
    return page.notes(row, grid.notes, len(grid.columns)) + 1


def _name(title: str, book: Workbook) -> str:
    """A sheet's name Excel takes, unlike all others in the book."""
    bare = _NOT_IN_NAMES.sub(" ", legal(title)).strip()[:_NAME_LENGTH] or "-"
    taken = {name.lower() for name in book.sheetnames}
    name, count = bare, 1
    while name.lower() in taken:
        count += 1
        name = f"{bare[: _NAME_LENGTH - len(str(count)) - 1]} {count}"
    return name
