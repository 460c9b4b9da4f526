"""Large text files take another way than small ones and give the same sheet."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.errors import DataProblem
from csi_core.read import bulk, delimited
from csi_core.read.request import HeaderRows, Request

PLAIN = ["", "5", "4.50", "007", "５", " 3 ", "5分", "满意", "其他〖夜宵〗"]
ODD = ["12345678901234567", "#N/A", "\x00", "\u200b", "1E5", "x" * 300]
QUOTED = ['"', '"a"', '"a,b"', '"a""b"', '"line\nbreak"', 'a"b', '"open']
CELLS = st.sampled_from([*PLAIN, *ODD, *QUOTED])
ROWS = st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=40))
RAGGED = st.lists(st.lists(CELLS, max_size=5), max_size=20)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def outcome(data: bytes, least: int, block: int, asked: Request) -> object:
    with patch.object(bulk, "LEAST_BYTES", least), patch.object(bulk, "_BLOCK", block):
        try:
            sheet = delimited.read(data, asked)
        except DataProblem as problem:
            return problem.code, problem.values
    return [
        sheet.found,
        sheet.header,
        sheet.first_row,
        [(column.header, column.position, cells(column.coded, sheet.n_rows)) for column in sheet.columns],
    ]


def cells(coded: object, n_rows: int) -> list[str]:
    """Cells as texts, without empty ones at the end: an empty last line may be a row or not."""
    shown = [repr(coded.values[code]).replace("nan", "''") for code in coded.codes]
    assert len(shown) == n_rows
    while shown and shown[-1] == "''":
        shown.pop()
    return shown


@given(rows=ROWS | RAGGED, end=ENDS, last=st.sampled_from(["", "\n", "\n\n", ",,\n"]), given_header=st.booleans())
@settings(max_examples=300, deadline=None)
def test_both_ways_give_the_same_sheet(rows: list[list[str]], end: str, last: str, given_header: bool) -> None:
    head = [["性别", *(f"A{at}" for at in range(1, max([2, *map(len, rows)])))]]
    data = (end.join(",".join(row) for row in head + rows) + last).encode()
    asked = Request(header=HeaderRows(1) if given_header else None)
    assert outcome(data, 0, 256, asked) == outcome(data, 10**9, 256, asked)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_both_ways_read_every_encoding(encoding: str) -> None:
    data = ("性别,A1\n" + "男,5\n女,4\n" * 500).encode(encoding)
    assert outcome(data, 0, 256, Request()) == outcome(data, 10**9, 256, Request())


def test_the_quick_way_is_taken() -> None:
    data = ("性别,A1,A2\n" + "男,5,12\n女,,4\n" * 500).encode()
    coded, n_rows = bulk.encode(data, data.index(b"\n") + 1, ",", 3, lambda progress: None) or ([], 0)
    assert (n_rows, coded[0].values) == (1000, ("", "男", "女"))
    assert [coded[2].values[code] for code in coded[2].codes[:2]] == [12, 4]


@pytest.mark.parametrize("body", [b"1,2\n3\n", b'1,2\n3,"4\n', b"1,2\n3,4,5\n"])
def test_what_is_not_cut_alike_is_left_to_the_csv_module(body: bytes) -> None:
    assert bulk.encode(body, 0, ",", 2, lambda progress: None) is None


def test_a_large_file_with_too_many_cells_is_refused() -> None:
    with patch.object(bulk.limits, "CELLS", 3), pytest.raises(DataProblem) as caught:
        bulk.encode(b"1,2\n3,4\n", 0, ",", 2, lambda progress: None)
    assert caught.value.code == "read.too_many_cells"
