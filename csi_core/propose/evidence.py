"""What a column shows: its distinct answers with their counts, numbers where they are numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from csi_core.cells import cell_text, number, without_typed
from csi_core.propose.headers import Header
from csi_core.read.platforms import Missing
from csi_core.read.table import Column

#: Distinct answers looked at; a column with more is free text or a measurement, whatever the rest says.
MOST_ANSWERS = 500
#: Characters looked at of a header or an answer: patterns take long over texts that nobody wrote as a question.
MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A column before any guess.

    counts: rows by answer, typed text set aside and tokens for no answer left out, most frequent first
        (of the first MOST_ANSWERS); n: filled cells; distinct: number of distinct answers.
    numbers: the same counts by number, if every answer is a number, else None.
    """

    column: Column
    header: Header
    counts: Mapping[str, int]
    n: int
    distinct: int
    numbers: Mapping[float, int] | None

    @property
    def name(self) -> str:
        return self.column.name

    @property
    def wording(self) -> str:
        """All words that tell what is asked: the matrix's question and the row, or the variable's label."""
        return " ".join(filter(None, (self.header.stem, self.header.label))) or self.column.header


def evidence(column: Column, header: Header, tokens: Mapping[str, Missing]) -> Evidence:
    found = column.cells.value_counts()
    numeric = pd.api.types.is_float_dtype(column.cells.dtype)
    counts: dict[str, int] = {}
    for value, count in found.iloc[:MOST_ANSWERS].items():
        text = cell_text(value) if numeric else without_typed(cell_text(value)[:MOST_CHARACTERS])
        if text and text not in tokens:
            counts[text] = counts.get(text, 0) + int(count)
    counts = dict(sorted(counts.items(), key=lambda answer: (-answer[1], answer[0])))
    return Evidence(
        column=column,
        header=header,
        counts=counts,
        n=sum(counts.values()) + int(found.iloc[MOST_ANSWERS:].sum()),
        distinct=len(counts) + max(0, len(found) - MOST_ANSWERS),
        numbers=_numbers(counts),
    )


def _numbers(counts: Mapping[str, int]) -> dict[float, int] | None:
    found: dict[float, int] = {}
    for text, count in counts.items():
        value = number(text)
        if value is None:
            return None
        found[value] = found.get(value, 0) + count
    return found or None
