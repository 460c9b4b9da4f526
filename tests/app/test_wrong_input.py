"""Input that cannot be analysed gets one sentence on the page, and the app goes on."""

import io
import random
import zipfile

import openpyxl
import pytest

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def password_protected() -> bytes:
    """What tells an encrypted workbook: an OLE file with a stream of that name."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000


UNREADABLE = {
    "empty.xlsx": b"",
    "picture.xlsx": PICTURE,
    "locked.xlsx": password_protected(),
    "truncated.xlsx": workbook([["A1", "A2"], [1, 2], [3, 4]])[:2000],
    "page.xls": b"<html><body><p>Please sign in</p></body></html>",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_gets_one_sentence(visit, name, language):
    visitor = visit(language)
    visitor.upload(name, UNREADABLE[name])
    assert len(visitor.errors()) == 1
    assert "session" not in visitor.app.session_state
    visitor.click("start.sample.dormitory")
    visitor.open("data")
    assert not visitor.errors()


def rows(*lines: str) -> bytes:
    return "\n".join(lines).encode()


UNUSABLE = {
    "one_column.csv": rows("A1", *"34251"),
    "one_row.csv": rows("A1,A2,A3", "1,2,3"),
    "text_only.csv": rows("name,why", *(f"person {i},because of reason {i}" for i in range(30))),
    "all_equal.csv": rows("A1,A2,A3,A4", *["3,3,3,3"] * 40),
    "three_rows.csv": rows(
        ",".join(f"A{item}" for item in range(1, 41)),
        *(",".join(str(1 + (item * 7 + row * 3) % 5) for item in range(40)) for row in range(3)),
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_table_that_cannot_be_analysed_is_explained_on_every_page(visit, name):
    visitor = visit("en")
    visitor.upload(name, UNUSABLE[name])
    visitor.open("questions")
    visitor.click("questions.confirm")
    for page in ("sample", "validity", "reliability", "items", "groups", "scores", "kano", "report"):
        visitor.open(page)
        assert len(visitor.errors()) == 1
    visitor.open("start")
    visitor.click("start.sample.dormitory")
    visitor.open("data")
    assert not visitor.errors()


def test_two_hundred_thousand_cells_of_junk_get_one_sentence(visit):
    source = random.Random(1)
    line = [f"col {i}" for i in range(100)]
    junk = [",".join(line)] + [",".join(hex(source.getrandbits(40)) for _ in line) for _ in range(2000)]
    visitor = visit("en")
    visitor.upload("junk.csv", rows(*junk))
    visitor.open("questions")
    visitor.click("questions.confirm")
    visitor.open("validity")
    assert len(visitor.errors()) == 1


def test_survey_text_is_shown_as_it_stands(visit):
    hostile = "**A1** :red[x] $x^2$ <script>alert(1)</script> [a](http://a.b) :smile:"
    lines = [f'"{hostile}",A2,A3', *(f"{1 + i % 5},{1 + (i * 7) % 5},{1 + (i * 3 + i // 4) % 5}" for i in range(60))]
    visitor = visit("en")
    visitor.upload("hostile.csv", rows(*lines))
    visitor.open("questions")
    shown = visitor.told()
    assert ":red[" not in shown
    assert "<script>" not in shown
    assert "**A1** " not in shown


def test_a_zip_that_is_no_workbook_is_refused(visit):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("readme.bin", PICTURE)
    visitor = visit("en")
    visitor.upload("archive.xlsx", held.getvalue())
    assert len(visitor.errors()) == 1
