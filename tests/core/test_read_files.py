"""Every kind of file people have becomes the same table; what is no table gets a sentence."""

from __future__ import annotations

import datetime
import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import xlwt

from csi_core.errors import DataProblem
from csi_core.read import limits, read
from csi_core.read.process import Reading
from csi_core.read.table import Table
from csi_core.text import LANGUAGES, Text, catalogue

ROWS: list[list[object]] = [["姓名", "A1", "A2"], ["甲", 5, 4.5], ["乙", None, 3], ["丙", 1, 2]]
CSV = "姓名,A1,A2\n甲,5,4.5\n乙,,3\n丙,1,2\n"


def cells(table: Table) -> dict[str, list[object]]:
    return {column.name: [None if pd.isna(cell) else cell for cell in column.cells] for column in table.columns}


SAME = {"姓名": ["甲", "乙", "丙"], "A1": [5.0, None, 1.0], "A2": [4.5, 3.0, 2.0]}


def code(data: bytes, name: str = "file.xlsx", sheet: str | None = None) -> str:
    """The problem's code; its sentence exists in both languages and names the file."""
    with pytest.raises(DataProblem) as caught:
        read(data, name, sheet)
    assert all(name in Text(language).problem(caught.value) for language in LANGUAGES)
    return caught.value.code


def xlsx(*sheets: list[list[object]], names: tuple[str, ...] = ("答卷", "说明", "三")) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in zip(names, sheets, strict=False):
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("答卷")
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            if value is not None:
                page.write(row, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods() -> bytes:
    def cell(value: object) -> str:
        match value:
            case None:
                return "<table:table-cell/>"
            case int() | float():
                return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            case _:
                return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="答卷">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx(ROWS), id="xlsx"),
        pytest.param(xls(), id="xls"),
        pytest.param(ods(), id="ods"),
        pytest.param(CSV.encode(), id="utf-8"),
        pytest.param(CSV.encode("utf-8-sig"), id="byte-order mark"),
        pytest.param(CSV.encode("gb18030"), id="gb18030"),
        pytest.param(CSV.encode("utf-16"), id="utf-16"),
        pytest.param(CSV.replace("\n", "\r\n").encode("utf-16-be"), id="utf-16 without mark"),
        pytest.param(CSV.replace("\n", "\r").encode(), id="carriage returns"),
        pytest.param(CSV.replace(",", "\t").encode(), id="tab"),
        pytest.param(CSV.replace(",", ";").encode(), id="semicolon"),
        pytest.param(CSV.replace(",", "\uff0c").encode(), id="full-width comma"),
        pytest.param(b"sep=;\r\n" + CSV.replace(",", ";").encode(), id="declared separator"),
        pytest.param(gzip.compress(CSV.encode()), id="csv.gz"),
        pytest.param(zipped(a_csv=CSV.encode()), id="zip of csv"),
        pytest.param(zipped(a_xlsx=xlsx(ROWS)), id="zip of xlsx"),
    ],
)
def test_every_kind_of_file_gives_the_same_table(data: bytes) -> None:
    table = read(data, "any name")
    assert cells(table) == SAME
    assert (table.n_rows, table.rows, table.layout) == (3, (2, 3, 4), "plain")


def test_numbers_are_float_columns_and_texts_are_str_columns() -> None:
    table = read(CSV.encode(), "a.csv")
    assert [str(column.cells.dtype) for column in table.columns] == ["str", "float64", "float64"]


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (["5", "\uff14", " 3 "], [5.0, 4.0, 3.0]),
        (["007", "5"], ["007", "5"]),
        (["0", "0.5", "-2", "1e-05"], [0.0, 0.5, -2.0, 1e-05]),
        (["110101199001011234", "5"], ["110101199001011234", "5"]),
        (["NA", "nan", "None", "null"], ["NA", "nan", "None", "null"]),
        (["5", "非常满意"], ["5", "非常满意"]),
        (["#N/A", "5"], [None, 5.0]),
        (["1E5", "2E5"], ["1E5", "2E5"]),
        (["inf", "5"], ["inf", "5"]),
        (["\u3000满 意\u200b", "a\x01b"], ["满 意", "ab"]),
    ],
)
def test_what_counts_as_a_number_and_as_missing(filled: list[str], expected: list[object]) -> None:
    data = "row,answer\n" + "".join(f"r{n},{cell}\n" for n, cell in enumerate(filled))
    assert cells(read(data.encode(), "a.csv"))["answer"] == expected


def test_typed_cells_of_a_workbook_become_plain_text() -> None:
    day = datetime.datetime(2024, 5, 1, 12, 30, 1)
    table = read(
        xlsx([["row", "when", "yes", "mixed"], [1, day, True, 5], [2, datetime.date(2024, 5, 2), 1, "5分"]]), "a.xlsx"
    )
    assert cells(table) == {
        "row": [1.0, 2.0],
        "when": ["2024-05-01 12:30:01", "2024-05-02"],
        "yes": ["TRUE", "1"],
        "mixed": ["5", "5分"],
    }


def test_a_failed_formula_is_a_missing_answer() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    book.active["B2"].value = "#N/A"
    book.active["B2"].data_type = "e"
    assert cells(read(saved(book), "a.xlsx"))["A1"] == [None, None, 1.0]


def test_repeated_and_empty_headers_are_kept_apart_by_position() -> None:
    table = read(b"A,,A,B\n1,2,3,4\n5,6,7,8\n", "a.csv")
    assert [(column.name, column.position) for column in table.columns] == [("A#1", 1), ("#2", 2), ("A#3", 3), ("B", 4)]


def test_a_header_that_looks_like_a_made_name_stays_unique() -> None:
    names = [column.name for column in read(b"A#2,A,A\n1,2,3\n", "a.csv").columns]
    assert len(set(names)) == 3


def test_titles_blank_lines_and_empty_columns_are_left_out_and_rows_keep_their_numbers() -> None:
    rows: list[list[object]] = [
        ["满意度调查"],
        [],
        ["学校:", "某大学"],
        [None, "姓名", None, "A1", "A2", "A3"],
        [],
        [None, "甲", None, 5, 4, 3],
        [],
        [None, "乙", None, 3, 2, 1],
    ]
    table = read(xlsx(rows), "a.xlsx")
    assert [(column.name, column.position) for column in table.columns] == [
        ("姓名", 2),
        ("A1", 4),
        ("A2", 5),
        ("A3", 6),
    ]
    assert table.rows == (6, 8)


def test_a_header_without_its_first_cell_is_still_the_header() -> None:
    assert cells(read(b",A1\n1,5\n2,4\n", "a.csv")) == {"#1": [1.0, 2.0], "A1": [5.0, 4.0]}


def test_ragged_rows_are_filled_up_and_long_ones_kept() -> None:
    data = b"A1,A2,A3\n1,2,3\n4\n5,6,7,8\n1,2,3\n"
    assert cells(read(data, "a.csv")) == {
        "A1": [1.0, 4.0, 5.0, 1.0],
        "A2": [2.0, None, 6.0, 2.0],
        "A3": [3.0, None, 7.0, 3.0],
        "#4": [None, None, 8.0, None],
    }


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks() -> None:
    data = 'name,"1、很好,请说明"\r\na,"x, ""y""\r\nz"\r\nb,"q"\r\n'
    assert cells(read(data.encode(), "a.csv")) == {"name": ["a", "b"], "1、很好,请说明": ['x, "y"\nz', "q"]}


def test_letters_with_accents_from_an_old_windows_file_survive() -> None:
    data = "name,A1\nRené,5\nZoé résumé,4\n".encode("cp1252")
    assert cells(read(data, "a.csv"))["name"] == ["René", "Zoé résumé"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "**A** :red[x] $y$ [l](u)", "=1+1", "@SUM(A1)", "{A1:p}"]
)
def test_hostile_headers_and_answers_survive_as_text(text: str) -> None:
    table = read(xlsx([[text + " ", "A1"], ["'" + text, 5], ["b", 4]]), "a.xlsx")
    if not text.startswith("="):
        assert table.columns[0].name == text
    assert cells(table)[table.columns[0].name][0] == "'" + text


def test_hostile_header_formulas_survive_in_text_files() -> None:
    assert read(b"=1+1,A1\n+x,5\n-y,4\n", "a.csv").columns[0].cells.tolist() == ["+x", "-y"]


def test_the_first_visible_sheet_with_a_table_is_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["说明文字"], ["第二行"]], ROWS, [["x", "y"], [1, 2]])))
    table = read(saved(book), "a.xlsx")
    assert (table.sheet, table.sheets) == ("说明", ("答卷", "说明", "三"))
    book["说明"].sheet_state = "hidden"
    table = read(saved(book), "a.xlsx")
    assert (table.sheet, table.sheets) == ("三", ("答卷", "三"))
    assert read(saved(book), "a.xlsx", "说明").sheet == "说明"


def test_a_sheet_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(DataProblem) as caught:
        read(xlsx(ROWS, ROWS), "a.xlsx", "Sheet9")
    assert "Sheet9" in Text("zh").problem(caught.value)
    assert "答卷、说明" in Text("zh").problem(caught.value)


def test_the_digest_depends_on_bytes_and_sheet() -> None:
    book = xlsx(ROWS, ROWS)
    digests = {read(book, "a.xlsx").digest, read(book, "b.xlsx", "说明").digest, read(xlsx(ROWS), "a.xlsx").digest}
    assert len(digests) == 3
    assert read(book, "a.xlsx").digest == read(book, "other name.xlsx", "答卷").digest


def test_an_spss_file_brings_labels_and_declared_missing_values(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"A1": [1.0, 9.0, 5.0], "name": ["甲", "", "丙"], "day": [datetime.date(2024, 5, 1)] * 3}),
        path,
        column_labels=["对宿舍的总体评价", "", ""],
        variable_value_labels={"A1": {1: "非常满意", 5: "不满意"}},
        missing_ranges={"A1": [9]},
    )
    table = read(path.read_bytes(), "a.sav")
    assert cells(table) == {"A1": [1.0, None, 5.0], "name": ["甲", None, "丙"], "day": ["2024-05-01"] * 3}
    assert table["A1"].value_labels == {"1": "非常满意", "5": "不满意"}
    assert (table["A1"].label, table.layout, table.rows) == ("对宿舍的总体评价", "spss", (1, 2, 3))


WENJUANXING = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,"


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (WENJUANXING + "1、您的性别", "wenjuanxing"),
        (WENJUANXING + "总分,第6题(运动)", "wenjuanxing"),
        ("序号,来源,提交答卷时间,来自IP,1、您的性别", "plain"),
        ("编号,开始答题时间,结束答题时间,答题时长,1.性别", "tencent_survey"),
        ("ID,Start time,Completion time,Email,Name,Q1", "microsoft_forms"),
        ("Timestamp,Q1,Q2", "google_forms"),
        ("序号,姓名,来源", "plain"),
    ],
)
def test_survey_tools_are_told_by_their_own_columns(header: str, layout: str) -> None:
    row = ",".join(str(n) for n in range(header.count(",") + 1))
    assert read(f"{header}\n{row}\n".encode(), "a.csv").layout == layout
    assert all(Text(language).has(f"layout.{layout}") for language in LANGUAGES)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "read.empty_file"),
        (b"\xef\xbb\xbf\r\n", "read.empty_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "read.picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "read.picture"),
        (b"%PDF-1.7\n...", "read.other_document"),
        (b"  <html><table><tr><td>1</td></tr></table></html>", "read.web_page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "read.web_page"),
        (bytes(range(256)) * 20, "read.unknown"),
        (xlsx(ROWS)[:2000], "read.damaged"),
        (xls()[:1500], "read.damaged"),
        (b"A1,A2,A3\n", "read.no_data_rows"),
        (xlsx([["A1", "A2"]]), "read.no_data_rows"),
        (xlsx([]), "read.no_data"),
        (b"5,4,3,3,5\n4,4,2,1,5\n", "read.no_header"),
        (b'A1,A2\n1,"2\n3,4\n5,6\n', "read.open_quote"),
        (zipped(a_csv=b"A,B\n1,2\n", b_csv=b"X,Y\n1,2\n"), "read.archive"),
        (zipped(), "read.empty_file"),
        (
            (
                "这是一段很长的文字，说明这次调查的目的与意义，以及我们为什么要做这次调查，它的结果将怎样使用。\n"
                "调查在十一月进行，共发放问卷一百六十份，收回一百五十四份，全部由同学们在宿舍楼里当面填写完成。\n"
                "本报告先说明样本，再检验问卷的效度与信度，然后逐题分析，最后给出结论，建议，附录，以及致谢部分的文字。\n"
            ).encode(),
            "read.prose",
        ),
    ],
)
def test_what_is_no_table_gets_its_own_sentence(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_password_protected_workbook_is_told_from_a_damaged_one() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    assert code(ole) == "read.password"


def test_a_file_over_the_limit_is_refused_before_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10)
    assert code(CSV.encode()) == "read.too_large"


def test_a_reading_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "seconds", lambda size: 0.001)
    assert code(CSV.encode()) == "read.timeout"


def test_a_reading_can_be_cancelled() -> None:
    with Reading(CSV.encode(), "a.csv") as reading:
        reading.cancel()
        with pytest.raises(DataProblem) as caught:
            reading.table()
    assert caught.value.code == "read.stopped"


def test_one_column_and_one_row_are_legal_to_read() -> None:
    assert cells(read(b"A1\n5\n", "a.csv")) == {"A1": [5.0]}


def test_the_sentences_for_reading_are_the_same_set_in_both_languages() -> None:
    keys = [
        {key for key in catalogue(language) if key.startswith(("problem.read.", "layout."))} for language in LANGUAGES
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 20
