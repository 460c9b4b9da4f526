"""Table + Setup → numeric answers, good end high, problems listed; nothing is guessed after this point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from csi_core.setup import Role, Setup


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer outside scale and answers: it counts as missing."""

    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """Coded answers. Every frame shares one index: the 1-based data row number of the table.

    setup: complete, one entry for each column of the table.
    ratings: float64, one column per scaled role (item, overall, recommend, …) by name, good end high
        (`min + max − answer` where `best` is low), NaN = missing.
    profiles: str, one column per profile (and wave) question by name: the answers' labels, missing = None.
    multiple: per question, a boolean frame options × rows; a row that answered no option is missing (all NA → dropped).
    kano: per feature, a float frame with columns functional, dysfunctional: 0 like … 4 dislike, NaN = missing.
    seconds: answer time of each row, if there is a duration column.
    weights: survey weight of each row, if there is a weight column.
    opens: str, one column per open question.
    problems: answers that fit neither scale nor answers.
    """

    setup: Setup
    ratings: pd.DataFrame
    profiles: pd.DataFrame
    multiple: Mapping[str, pd.DataFrame]
    kano: Mapping[str, pd.DataFrame]
    seconds: pd.Series | None
    weights: pd.Series | None
    opens: pd.DataFrame
    problems: tuple[Problem, ...]

    @property
    def n(self) -> int:
        return len(self.ratings.index)

    def items(self) -> pd.DataFrame:
        """The ratings of role item only: what validity, reliability and scores use."""
        return self.ratings[[column.name for column in self.setup.of(Role.ITEM)]]

    def keep(self, rows: pd.Index) -> Responses:
        """The same questionnaire with these data rows only."""
        raise NotImplementedError
