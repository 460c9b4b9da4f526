"""What a survey tool's export looks like: its own columns, its rows of headers, its words for no answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from csi_core.read.sheet import SheetColumn

#: The first rows of a sheet as text.
Rows: TypeAlias = Sequence[Sequence[str]]


class Missing(StrEnum):
    """Why a cell holds no answer: the question was not asked, or it was shown and left blank."""

    SKIPPED = "skipped"
    BLANK = "blank"


#: What survey tools write into a cell that was not answered, and why it was not.
TOKENS: Mapping[str, Missing] = {
    "(空)": Missing.BLANK,
    "（空）": Missing.BLANK,
    "〖空〗": Missing.BLANK,
    "(跳过)": Missing.SKIPPED,
    "（跳过）": Missing.SKIPPED,
    "〖跳过〗": Missing.SKIPPED,
}
NO_ANSWER = frozenset(TOKENS)


@dataclass(frozen=True, slots=True)
class Head:
    """What the rows above the answers say.

    headers: one a column; labels: the question's words where the header is a mere code, else empty;
    rows: how many rows they take.
    """

    headers: list[str]
    labels: list[str] = field(default_factory=list)
    rows: int = 1


def one_row(rows: Rows, own: Mapping[int, str]) -> Head:
    """Headers in one row, as most tools write them."""
    return Head(list(rows[0]))


@dataclass(frozen=True, slots=True)
class Platform:
    """One survey tool.

    own: the columns it adds: regular expression of the whole header → role (a value of setup.Role), in its order;
        some may be absent.
    needed: how many of them must be found; first: whether the first one found is the table's first column;
    ordered: whether they must stand in this order.
    head: the rows of headers, given the rows from the first of them on and the own columns' roles by index.
    missing: what the tool writes into cells without an answer besides TOKENS.
    trial: header and content of a column that marks rows nobody answered in earnest (previews, tests).
    form: what the answers stand as (`text`, `positions`, `scores`) by the columns, or "".
    """

    name: str
    own: Mapping[str, str]
    needed: int
    first: bool = True
    ordered: bool = True
    head: Callable[[Rows, Mapping[int, str]], Head] = one_row
    missing: Mapping[str, Missing] = field(default_factory=dict)
    trial: tuple[str, str] | None = None
    form: Callable[[Sequence[SheetColumn]], str] = lambda columns: ""

    def own_columns(self, headers: Sequence[str]) -> dict[int, str]:
        """Role of each of the tool's own columns, by its index in the row."""
        roles = tuple(self.own.values())
        return {column: roles[rank] for column, rank in self._found(headers)}

    def recognises(self, headers: Sequence[str]) -> bool:
        found = self._found(headers)
        ranks = [rank for _, rank in found]
        if len(set(ranks)) < self.needed or (self.first and found[0][0] != _first_filled(headers)):
            return False
        return not self.ordered or ranks == sorted(ranks)

    def _found(self, headers: Sequence[str]) -> list[tuple[int, int]]:
        """Index of each own column and the rank of its pattern, the first that fits."""
        found = []
        for column, header in enumerate(headers):
            shown = " ".join(header.split())
            ranks = (rank for rank, pattern in enumerate(self.own) if re.fullmatch(pattern, shown, re.IGNORECASE))
            if shown and not shown.isdecimal() and (rank := next(ranks, None)) is not None:
                found.append((column, rank))
        return found


def _first_filled(headers: Sequence[str]) -> int:
    return next((column for column, header in enumerate(headers) if header.strip()), -1)
