"""Notes, and the types several parts of the results share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Interval = tuple[float, float]

#: Holm (1979) or Benjamini & Hochberg (1995).
Adjustment = Literal["holm", "bh"]


@dataclass(frozen=True, slots=True)
class Note:
    """Why a number or a section is not there, or what a reader must know: the phrase `problem.<code>`.

    The code's first part is the section: `validity.singular`. A DataProblem that a whole analysis raised
    becomes the note with its code and values.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def section(self) -> str:
        return self.code.partition(".")[0]
