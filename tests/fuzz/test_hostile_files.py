"""Files made to harm end in a sentence or a table within seconds, and the program that asked lives on."""

from __future__ import annotations

import gzip
import io
import random
import resource
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from csi_core.errors import DataProblem
from csi_core.propose import propose
from csi_core.read import limits, read
from csi_core.read.table import Table
from csi_core.text import LANGUAGES, Text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def outcome(data: bytes, name: str = "answers.xlsx") -> Table | str:
    """The table, or the code of the problem, whose sentence must exist in both languages."""
    try:
        return read(data, name)
    except DataProblem as problem:
        code = problem.code
        sentences = [Text(language).problem(problem) for language in LANGUAGES]
    assert all(name in sentence for sentence in sentences)
    return code


def workbook(sheet_xml: bytes, *, method: int = zipfile.ZIP_DEFLATED, extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet with this XML."""
    file = io.BytesIO()
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": sheet_xml,
        **(extra or {}),
    }
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as book:
        for path, content in parts.items():
            book.writestr(path, content)
    return file.getvalue()


def sheet(body: bytes, before: bytes = b"") -> bytes:
    return before + f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + body + b"</sheetData></worksheet>"


def cell(reference: str, text: str) -> bytes:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


GOOD = workbook(
    sheet(
        b'<row r="1">' + cell("A1", "A1") + cell("B1", "A2") + b'</row><row r="2"><c r="A2"><v>5</v></c>'
        b'<c r="B2"><v>4</v></c></row>'
    )
)


def test_the_workbook_made_here_is_read() -> None:
    table = outcome(GOOD)
    assert isinstance(table, Table)
    assert [column.cells.tolist() for column in table.columns] == [[5.0], [4.0]]


def test_one_cell_in_the_last_corner_ends_in_a_sentence() -> None:
    corner = sheet(b'<row r="1">' + cell("A1", "x") + b'</row><row r="1048576">' + cell("XFD1048576", "x") + b"</row>")
    assert outcome(workbook(corner)) in {"read.memory", "read.too_many_cells", "read.crash"}


def test_one_cell_in_the_last_corner_alone_ends_in_a_sentence() -> None:
    assert isinstance(outcome(workbook(sheet(b'<row r="1048576">' + cell("XFD1048576", "x") + b"</row>"))), str)


def test_a_zip_bomb_is_refused_unopened() -> None:
    huge = bytes(limits.UNZIPPED_BYTES // 8)
    bomb = workbook(GOOD, extra={f"xl/media/{n}.bin": huge for n in range(9)})
    assert len(bomb) < limits.UNZIPPED_BYTES / 100
    assert outcome(bomb) == "read.unzipped_too_large"


def test_a_zip_bomb_that_lies_about_its_size_ends_in_a_sentence() -> None:
    """The directory says 100 bytes where a gigabyte of cells follows."""
    unit = b'<row r="1">' + cell("A1", "x") * 4000 + b"</row>"
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    body = b"".join([packer.compress(unit * 100) for _ in range(64)]) + packer.flush()
    honest = workbook(body, method=zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(honest)) as book:
        at = book.getinfo("xl/worksheets/sheet1.xml").header_offset
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        found = honest.index(signature, at if offset == 8 else 0)
        while offset == 10 and honest[found + 46 : found + 70] != b"xl/worksheets/sheet1.xml":
            found = honest.index(signature, found + 1)
        honest = honest[: found + offset] + b"\x08\x00" + honest[found + offset + 2 :]
    assert outcome(honest)


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"1,2\n" * (16 * limits.MIB), 1) * 17
    assert len(bomb) < limits.UNZIPPED_BYTES / 100
    assert outcome(bomb, "bomb.csv.gz") == "read.unzipped_too_large"


def test_an_entity_bomb_ends_in_a_sentence_or_a_table() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    before = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]>'.encode()
    rows = b'<row r="1">' + cell("A1", "A") + b'</row><row r="2">' + cell("A2", "&l9;") + b"</row>"
    assert outcome(workbook(sheet(rows, before)))


def test_an_entity_that_names_a_file_reveals_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be shown")
    before = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    rows = b'<row r="1">' + cell("A1", "A") + b'</row><row r="2">' + cell("A2", "&e;") + b"</row>"
    found = outcome(workbook(sheet(rows, before)))
    assert isinstance(found, str) or "never" not in str([column.cells.tolist() for column in found.columns])


def test_a_text_file_of_sixteen_thousand_columns_is_refused() -> None:
    row = ",".join(f"q{n}" for n in range(16_000)) + "\n"
    assert outcome((row + "1," * 15_999 + "1\n").encode(), "wide.csv") == "read.too_many_columns"


def test_a_workbook_of_sixteen_thousand_columns_is_refused() -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    page.append([f"q{n}" for n in range(16_000)])
    page.append([1] * 16_000)
    file = io.BytesIO()
    book.save(file)
    assert outcome(file.getvalue()) == "read.too_many_columns"


def test_a_row_of_a_million_commas_among_many_rows_is_refused() -> None:
    data = b"A1,A2\n" + b"1,2\n" * 50_000 + b"," * 1_000_000 + b"\n"
    assert outcome(data, "comb.csv") == "read.too_many_cells"


def test_a_cell_of_five_megabytes_is_refused() -> None:
    assert outcome(b"A1,A2\n1," + b"x" * (5 * limits.MIB) + b"\n", "long.csv") == "read.cell_too_long"
    assert outcome(b"x" * (5 * limits.MIB), "long.csv") in {"read.cell_too_long", "read.prose"}


def test_two_hundred_thousand_cells_of_junk_are_read_or_refused() -> None:
    rng = random.Random(5)
    letters = "abc,;\t 满意\"'=@<>&$|{}[]\\/*_`#:-+.0123456789"
    rows = ["\t".join("".join(rng.choices(letters, k=6)).replace('"', "") for _ in range(100)) for _ in range(2_000)]
    assert outcome("\n".join(rows).encode(), "junk.txt")


def test_zero_bytes_in_a_text_file_are_left_out() -> None:
    table = outcome(b"A1,A2\n5\x00,4\n4,5\n" + b"3,3\n" * 20, "zeros.csv")
    assert isinstance(table, Table)
    assert table["A1"].cells.tolist()[:2] == [5.0, 4.0]


def test_nothing_but_zero_bytes_is_an_empty_file() -> None:
    assert outcome(bytes(10_000), "zeros.csv") == "read.empty_file"


@pytest.mark.parametrize("size", [1, 3, 100, 5_000, 300_000])
@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"$FL2", b"\x1f\x8b"])
def test_random_bytes_end_in_a_sentence(size: int, start: bytes) -> None:
    assert isinstance(outcome(start + random.Random(size).randbytes(size)), str | Table)


@pytest.mark.parametrize("name", ["answers.csv", "answers.xls", "answers.sav", "answers.zip", "answers", "答卷.pdf"])
def test_a_wrong_ending_does_not_matter(name: str) -> None:
    assert isinstance(outcome(GOOD, name), Table)


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    for row in range(40):
        for column in range(5):
            page.write(row, column, f"A{column}" if row == 0 else row % 5 + 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def openpyxl_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in range(40):
        book.active.append([f"A{n}" if row == 0 else (row + n) % 5 + 1 for n in range(5)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("make", [old_workbook, openpyxl_workbook])
def test_truncated_workbooks_end_in_a_sentence(make: Callable[[], bytes]) -> None:
    data = make()
    for part in (0.1, 0.5, 0.9, 0.99):
        assert isinstance(outcome(data[: int(len(data) * part)]), str)


@pytest.mark.parametrize("make", [old_workbook, openpyxl_workbook])
def test_workbooks_with_flipped_bits_end_in_a_sentence_or_a_table(make: Callable[[], bytes]) -> None:
    data = make()
    rng = random.Random(7)
    for _ in range(12):
        damaged = bytearray(data)
        for _ in range(rng.choice((1, 10, 100))):
            damaged[rng.randrange(8, len(data))] ^= 1 << rng.randrange(8)
        assert outcome(bytes(damaged))


def test_an_archive_within_an_archive_is_refused() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "A1,A2\n1,2\n")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    assert isinstance(outcome(outer.getvalue(), "outer.zip"), str)


def test_the_memory_of_the_child_is_limited_and_that_of_the_parent_is_not() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    outcome(GOOD)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.parametrize("text", ["满", "如果没有 ", "1=2 ", "( ", " - ", "满意abc ", "第1位 "])
def test_headers_and_answers_as_long_as_a_cell_may_be_do_not_hold_the_server_up(text: str) -> None:
    long = (text * 33_000)[:32_700]
    rows = [[f"{long}{column}" for column in range(20)], *([long, *("12345"[row % 5] * 19)] for row in range(12))]
    table = read("\n".join(",".join(row) for row in rows).encode(), "long.csv")
    began = time.monotonic()
    propose(table)
    assert time.monotonic() - began < 15
