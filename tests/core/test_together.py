"""Several files of one survey are read as one table, and what matched is said."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from csi_core.analysis.run import analyse
from csi_core.errors import DataProblem
from csi_core.propose import propose
from csi_core.read import read
from csi_core.read.table import Table
from csi_core.results_file import to_json
from csi_core.setup import Best, Role, Setup
from csi_core.text import LANGUAGES, Text
from tests.exports import layouts


def archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in files.items():
            made.writestr(f"{name}.xlsx" if data.startswith(b"PK") else f"{name}.csv", data)
    return file.getvalue()


def sorted_lists(value: Any) -> Any:
    """Lists of answers and options in one order, floats to ten digits: sums depend on the order of their parts."""
    match value:
        case dict():
            return {key: sorted_lists(entry) for key, entry in value.items()}
        case list():
            return sorted((sorted_lists(entry) for entry in value), key=str)
        case float():
            return float(f"{value:.10g}")
        case _:
            return value


def test_texts_and_positions_of_the_same_answers_give_the_same_results_file() -> None:
    texts = read(layouts.wenjuanxing().xlsx(), "a.xlsx")
    both = read(archive(text=layouts.wenjuanxing().xlsx(), number=layouts.wenjuanxing("positions").xlsx()), "a.zip")
    assert "codebook" in [found.code for found in both.found]
    proposals = [propose(table) for table in (texts, both)]
    assert all(all(proposal.sure.values()) for proposal in proposals)
    overall = next(column for column in proposals[1].setup.columns if column.role is Role.OVERALL)
    assert overall.scale is not None
    assert overall.scale.best is Best.LOW
    ordered = [_in_the_order_of_the_options(proposals[0].setup, both), proposals[1].setup]
    files = [
        json.loads(to_json(analyse(table, setup), Text("zh")))
        for table, setup in zip((texts, both), ordered, strict=True)
    ]
    for section in files[0]:
        assert sorted_lists(files[0][section]) == sorted_lists(files[1][section]), section


def _in_the_order_of_the_options(setup: Setup, codes: Table) -> Setup:
    """Answers of profile questions as the questionnaire lists them, which texts cannot tell: a random test of a
    cross table depends on the order of its columns.
    """
    columns = [
        replace(column, answers={text: text for text in codes[column.name].value_labels.values()})
        if column.role is Role.PROFILE
        else column
        for column in setup.columns
    ]
    return replace(setup, columns=tuple(columns))


def test_files_of_group_members_stand_one_below_the_other() -> None:
    one, two = b"1.A,2.B,C\n5,4,x\n4,3,y\n", b"1.A,B,D\n1,2,z\n"
    table = read(archive(Lin=one, Wang=two), "all.zip")
    assert [column.name for column in table.columns] == ["1.A", "2.B", "C", "D", "File"]
    assert table["1.A"].cells.tolist() == [5, 4, 1]
    assert table["2.B"].cells.tolist() == [4, 3, 2]
    assert table["File"].cells.tolist() == ["Lin.csv", "Lin.csv", "Wang.csv"]
    assert table.rows == (2, 3, 2)
    for language in LANGUAGES:
        said = [Text(language)(f"found.{found.code}", **found.values) for found in table.found]
        assert any("Lin.csv (2)" in line for line in said)
    assert propose(table).setup.column("File").role is Role.IGNORE


def test_names_that_tell_periods_make_waves() -> None:
    data = b"A,B\n5,4\n4,3\n"
    table = read(archive(survey2023=data, survey2024=data), "all.zip")
    assert propose(table).setup.column("File").role is Role.WAVE


def test_a_column_of_numbers_here_and_texts_there_becomes_text() -> None:
    table = read(archive(a=b"A,B\n5,4\n", b="A,B\n满意,3\n".encode()), "all.zip")
    assert table["A"].cells.tolist() == ["5", "满意"]


def test_files_of_different_surveys_are_refused_with_their_names() -> None:
    with pytest.raises(DataProblem) as caught:
        read(archive(a=b"A,B,C\n5,4,3\n", b=b"X,Y,Z\n5,4,3\n"), "all.zip")
    assert caught.value.code == "read.archive"
    assert all("a.csv" in Text(language).problem(caught.value) for language in LANGUAGES)
