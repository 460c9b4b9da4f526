"""What is told of leaving items out is what the analysis then gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_core.analysis.run import analyse
from csi_core.analysis.what_if import Facts, leave_out, troubled, what_if
from csi_core.read import read
from csi_core.read.table import Table
from csi_core.setup import Role, Setup
from csi_core.setup_file import from_json

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def dormitory() -> tuple[Table, Setup]:
    file = SAMPLES / "dormitory.xlsx"
    return read(file.read_bytes(), file.name, None), from_json((SAMPLES / "dormitory.setup.json").read_bytes())


def of_analysis(table: Table, setup: Setup) -> Facts:
    results = analyse(table, setup)
    found, scales, scores = results.validity, results.reliability, results.scores
    assert found is not None
    assert scales is not None
    assert scores is not None
    return Facts(
        items=len(setup.of(Role.ITEM)),
        n=found.n,
        kmo=found.kmo,
        factors=found.n_factors,
        explained=found.variance[-1].cumulative,
        troubled=len(troubled(found)),
        alpha=scales.overall.alpha,
        index=scores.index,
    )


def test_before_and_after_are_the_numbers_of_the_two_analyses(dormitory: tuple[Table, Setup]) -> None:
    table, setup = dormitory
    items = ("A6", "B1", "B6")
    told = what_if(table, setup, items)
    assert (told.items, told.before.items, told.after.items) == (items, 25, 22)
    assert told.before == of_analysis(table, setup)
    assert told.after == of_analysis(table, leave_out(setup, items))
    assert told.after.troubled is not None
    assert told.before.troubled == 3 > told.after.troubled


def test_leaving_nothing_out_changes_nothing(dormitory: tuple[Table, Setup]) -> None:
    told = what_if(*dormitory, ())
    assert told.before == told.after


def test_too_few_items_left_are_told_instead_of_numbers(dormitory: tuple[Table, Setup]) -> None:
    table, setup = dormitory
    names = tuple(column.name for column in setup.of(Role.ITEM))
    after = what_if(table, setup, names[1:]).after
    assert (after.items, after.kmo, after.alpha) == (1, None, None)
    assert after.index is not None
    assert [note.code for note in after.reasons] == ["validity.few_items", "reliability.few_items.overall"]


def test_only_items_can_be_left_out(dormitory: tuple[Table, Setup]) -> None:
    with pytest.raises(ValueError, match="性别"):
        leave_out(dormitory[1], ("性别",))
