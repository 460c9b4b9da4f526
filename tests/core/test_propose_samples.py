"""What is proposed for the sample files is what their setups say."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_core.propose import propose
from csi_core.read import read
from csi_core.setup import ColumnSetup
from csi_core.setup_file import from_json

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


def told(column: ColumnSetup) -> tuple[object, ...]:
    """All but words, which a person may choose."""
    return column.name, column.role, column.scale, column.answers, column.side, column.feature


@pytest.mark.parametrize("file", ["dormitory.xlsx", "cafe.xlsx", "hotel.csv"])
def test_a_sample_needs_no_correction(file: str) -> None:
    table = read((SAMPLES / file).read_bytes(), file)
    proposal = propose(table)
    meant = from_json((SAMPLES / file).with_suffix(".setup.json").read_bytes())
    for found, expected in zip(proposal.setup.columns, meant.columns, strict=True):
        assert told(found)[:3] == told(expected)[:3]
        assert told(found)[4:] == told(expected)[4:]
        if found.answers:
            assert expected.answers is not None
            assert found.answers.items() <= expected.answers.items()
    assert [name for name, sure in proposal.sure.items() if not sure] == []
