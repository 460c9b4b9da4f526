"""The answers a workbook holds are those the numbers come from."""

from __future__ import annotations

import numpy as np
import pytest

from csi_core.analysis.run import valid_responses
from csi_core.read import read
from csi_core.report import answers as module
from csi_core.report.answers import answers
from csi_core.responses import Responses
from csi_core.setup import Best, ColumnSetup, Role, Scale, Setup
from csi_core.text import LANGUAGES, Text

FILE = "name,A1,A2,sex\nAnn,1,5,f\nBob,2,,m\nCem,5,3,f\n"


@pytest.fixture
def responses() -> Responses:
    columns = (
        ColumnSetup("name", Role.PRIVATE),
        ColumnSetup("A1", Role.ITEM, label="=Light", scale=Scale(1, 5, Best.LOW)),
        ColumnSetup("A2", Role.ITEM, label="Water", scale=Scale(1, 5)),
        ColumnSetup("sex", Role.PROFILE, label="Sex"),
    )
    table = read(FILE.encode(), "t.csv")
    return valid_responses(table, Setup(columns))


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_turned_and_without_private_columns(responses: Responses, language: str) -> None:
    held = answers(responses, Text(language))
    assert held.names == ("row", "A1", "A2", "sex")
    assert held.values is not None
    assert np.array_equal(held.values[:, 1:3], [[5, 5], [4, np.nan], [1, 3]], equal_nan=True)
    assert [row[0] for row in held.codebook.rows] == list(held.names)
    assert "1 = f" in str(held.codebook.rows[3][3])
    assert "Ann" not in repr(held)


def test_too_many_cells_are_left_out_and_said_to_be(responses: Responses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 11)
    held = answers(responses, Text("en"))
    assert held.values is None
    assert "12 cells, more than the 11" in held.codebook.notes[0]
