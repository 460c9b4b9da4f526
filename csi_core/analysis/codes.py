"""Ratings as ordered codes, so that counting is one `bincount` a question."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.setup import Scale

#: Fractional answers nearer to each other than this are one answer (6 − 4.3 is not exactly 1.7).
_DECIMALS = 9

#: A scale of more whole codes than this is no list of options: only the answers given are counted.
_MOST_LISTED = 1_001


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One question's ratings as positions in its ordered codes.

    values: ascending: every whole code of the scale (see `whole_codes`), and the other answers that were given.
    codes: position in `values`, one a row; −1 = missing.
    """

    values: NDArray[np.float64]
    codes: NDArray[np.intp]

    def labels(self) -> tuple[str, ...]:
        """The codes as text: `4`, `3.5`."""
        return tuple(f"{value:.15g}" for value in self.values)

    def counts(self) -> NDArray[np.intp]:
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    def weighted_counts(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        answered = self.codes >= 0
        return np.bincount(self.codes[answered], weights[answered], len(self.values)).astype(np.float64, copy=False)


def scale_of(responses: Responses, name: str) -> Scale:
    """The scale of a scaled question; DataProblem `items.scale` if its ends are not in order."""
    column = responses.setup.column(name)
    if column.scale is None or column.scale.max <= column.scale.min:
        raise DataProblem("items.scale", item=column.title)
    return column.scale


def whole_codes(scale: Scale) -> NDArray[np.float64]:
    """The whole numbers on the scale, ascending; none if it is too wide to list them."""
    if scale.max - scale.min >= _MOST_LISTED:
        return np.empty(0, dtype=np.float64)
    return np.arange(math.ceil(scale.min), math.floor(scale.max) + 1, dtype=np.float64)


def coded(responses: Responses, name: str) -> Coded:
    """The ratings of question `name` after turning, as codes."""
    ratings = responses.ratings[name].to_numpy(dtype=np.float64)
    whole = whole_codes(scale_of(responses, name))
    answered = ~np.isnan(ratings)
    given = ratings[answered]
    codes = np.full(len(ratings), -1, dtype=np.intp)
    if np.array_equal(given, np.floor(given)) and len(whole):
        codes[answered] = (given - whole[0]).astype(np.intp)
        return Coded(whole, codes)
    given = np.round(given, _DECIMALS)
    values = np.union1d(whole, given)
    codes[answered] = np.searchsorted(values, given)
    return Coded(values, codes)
