"""Who answered, what is missing, which rows look careless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SuspiciousRow:
    """signs: what a removed row shows, where the reason is a rule about signs or the user's word."""

    row: int
    reasons: tuple[str, ...]
    signs: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What a reader is told: the signs, then the reasons; that there are several signs these say themselves."""
        return tuple(
            dict.fromkeys((*self.signs, *(why for why in self.reasons if not self.signs or why != "min_signs")))
        )


@dataclass(frozen=True, slots=True)
class ProblemRow:
    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Key results of some of the rows: `returned` all of them, `valid` those that stay, `suggested` those that would
    stay if the rows with two signs went.
    """

    rows: str
    n: int
    index: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class MissingAnswers:
    """Unanswered ratings of the valid responses; a question that logic skipped is not missing.

    complete: rows that answered every rating they were asked; by_item: rows that did not answer it, where any;
    by_person: (ratings unanswered, rows), rising; patterns: ratings unanswered together, the most frequent first.
    """

    complete: int
    by_item: Mapping[str, int]
    by_person: tuple[tuple[int, int], ...]
    patterns: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True)
class ResponseCounts:
    """suggested: rows that stayed though they show two signs or more; outcomes: what removing rows changes."""

    returned: int
    valid: int
    removed: tuple[SuspiciousRow, ...]
    flagged: tuple[SuspiciousRow, ...]
    problems: tuple[ProblemRow, ...]
    suggested: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    missing: MissingAnswers | None = None
