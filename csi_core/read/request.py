"""What is asked of a reading, and what it tells meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done to a file (`ui.reading.*`)."""

    OPENING = "opening"
    ROWS = "rows"
    RECOGNISING = "recognising"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: rows read so far, of how many if that is known (0: it is not); which of several files."""

    stage: Stage = Stage.OPENING
    rows: int = 0
    of: int = 0
    file: int = 1
    files: int = 1


Tell: TypeAlias = Callable[[Progress], None]


def untold(progress: Progress) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """Where the header is by the user's word: its first row in the sheet, from 1, and how many rows it takes."""

    row: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """The user's word on how to read a file; what is None is found by the reader.

    sheet: of a workbook; layout: a name of `platforms.names()`; member: which file of an archive, from 1, 0 for
    its only one; tell: is called with the progress every few thousand rows.
    """

    sheet: str | None = None
    layout: str | None = None
    header: HeaderRows | None = None
    member: int = 0
    tell: Tell = untold
