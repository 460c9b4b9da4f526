"""A part of what `python -m tests.fuzz.full` reads, some files of every kind."""

from __future__ import annotations

import pytest

from tests.fuzz.full import outcome
from tests.fuzz.generator import FAMILIES, file


@pytest.mark.parametrize("seed", range(100, 100 + len(FAMILIES)))
def test_a_malformed_file_ends_in_a_sentence_or_a_table(seed: int) -> None:
    assert outcome(seed)


def test_a_seed_names_one_file() -> None:
    for seed in (0, 5, 9):
        assert file(seed)[0] == file(seed)[0]
    assert file(1) == file(1)
