"""Rows of cells → columns stored as codes into the few different values a survey column has.

Every rule about cells is applied to the different values only, which makes a million rows as quick as one.
Pure Python, because importing pandas would take longer than reading a usual file.
"""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.cells import Cell, number, text
from csi_core.read.request import Progress, Stage, Tell

_CHUNK = 2_000
_WIDER = {"b": "h", "h": "i"}
_CODES = {"b": 2**7, "h": 2**15, "i": 2**31}


@dataclass(frozen=True, slots=True)
class Coded:
    """One column: cell i is `values[codes[i]]`; code 0 is the empty cell.

    values: all float (NaN first) if every filled cell is a number, else all str ("" = empty).
    """

    codes: array[int]
    values: tuple[float, ...] | tuple[str, ...]

    @property
    def filled(self) -> bool:
        """Whether any cell holds anything."""
        return any(value != "" and value == value for value in self.values)


class Coder:
    """Gives each different cell of one column a number, in the order of appearance."""

    __slots__ = ("_index", "codes")

    def __init__(self, rows_before: int) -> None:
        self._index: defaultdict[Cell, int] = defaultdict(itertools.count(1).__next__)
        self._index[""] = 0
        self._index[None] = 0
        self.codes = array("b", bytes(rows_before))

    def numbers(self, cells: Sequence[Cell]) -> list[int]:
        """The numbers of these cells, which `codes` has room for from here on."""
        coded = list(map(self._index.__getitem__, cells))
        while len(self._index) > _CODES[self.codes.typecode]:
            self.codes = array(_WIDER[self.codes.typecode], self.codes)
        return coded

    def extend(self, cells: Sequence[Cell]) -> None:
        coded = self.numbers(cells)
        if self.codes.typecode == "b":
            self.codes.frombytes(bytes(coded))
        else:
            self.codes.fromlist(coded)

    def coded(self) -> Coded:
        cells = [cell for cell, code in self._index.items() if code]
        texts = [text(cell) for cell in cells]
        for shown in texts:
            if len(shown) > limits.CELL_CHARACTERS:
                raise DataProblem("read.cell_too_long", limit=limits.CELL_CHARACTERS, begins=shown[:20])
        numbers = [number(cell) if shown else float("nan") for cell, shown in zip(cells, texts, strict=True)]
        if any(value is None for value in numbers):
            return Coded(self.codes, ("", *texts))
        return Coded(self.codes, (float("nan"), *(value for value in numbers if value is not None)))


def encode(rows: Iterable[Sequence[Cell]], tell: Tell, *, typed: bool, of: int = 0) -> tuple[list[Coded], int]:
    """Columns of the rows and their number; short rows are filled up with empty cells.

    tell: is told the rows read after every few thousand; of: how many there are, if known; typed: the cells may be
    other than str.
    Raises DataProblem read.too_many_cells, read.cell_too_long.
    """
    coders: list[Coder] = []
    n_rows = 0
    for chunk in _chunks(rows):
        widths = set(map(len, chunk))
        width = max(len(coders), *widths)
        if (n_rows + len(chunk)) * width > limits.CELLS:
            raise DataProblem("read.too_many_cells", rows=n_rows + len(chunk), columns=width, limit=limits.CELLS)
        turned = zip(*chunk, strict=True) if len(widths) == 1 else itertools.zip_longest(*chunk, fillvalue="")
        for position, cells in enumerate(turned):
            if position == len(coders):
                coders.append(Coder(n_rows))
            coders[position].extend(_without_booleans(cells) if typed else cells)
        n_rows += len(chunk)
        for coder in coders:
            missing = n_rows - len(coder.codes)
            if missing:
                coder.extend([""] * missing)
        tell(Progress(Stage.ROWS, n_rows, of))
    return [coder.coded() for coder in coders], n_rows


def encode_column(cells: Sequence[Cell]) -> Coded:
    """One column of cells that are no booleans."""
    coder = Coder(0)
    coder.extend(cells)
    return coder.coded()


def _chunks(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    iterator = iter(rows)
    while chunk := list(itertools.islice(iterator, _CHUNK)):
        yield chunk


def _without_booleans(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Booleans as text: as keys of a dictionary they would equal 1 and 0."""
    if bool not in set(map(type, cells)):
        return cells
    return [text(cell) if isinstance(cell, bool) else cell for cell in cells]
