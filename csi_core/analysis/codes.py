"""Ratings as ordered codes, so that counting is one `bincount` a question."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.groups import grouping
from csi_core.analysis.once import once
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.setup import Scale

#: Fractional answers nearer to each other than this are one answer (6 − 4.3 is not exactly 1.7).
_DECIMALS = 9

Counts = NDArray[np.intp]

#: Codes of few options take an eighth of the room.
_SMALL = np.int8

#: A scale of more whole codes than this is no list of options: only the answers given are counted.
_MOST_LISTED = 1_001


@dataclass(frozen=True, eq=False)
class Coded:
    """One question's ratings as positions in its ordered codes.

    values: ascending: every whole code of the scale (see `whole_codes`), and the other answers that were given.
    codes: position in `values`, one a row; −1 = missing.
    """

    values: NDArray[np.float64]
    codes: NDArray[np.integer]

    def labels(self) -> tuple[str, ...]:
        """The codes as text: `4`, `3.5`."""
        return tuple(f"{value:.15g}" for value in self.values)

    @cached_property
    def counts(self) -> NDArray[np.float64]:
        """How often each code was given."""
        return self.weighted_counts(None)

    def weighted_counts(self, weights: NDArray[np.float64] | None) -> NDArray[np.float64]:
        """The sum of the weights (one a row, else all 1) of those who gave each code."""
        counts: NDArray[np.float64] = np.bincount(self.codes + 1, weights, len(self.values) + 1)[1:].astype(np.float64)
        return counts


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


@once
def coded(responses: Responses, name: str) -> Coded:
    """The ratings of question `name` after turning, as codes."""
    ratings = responses.ratings[name].to_numpy(dtype=np.float64)
    whole = whole_codes(scale_of(responses, name))
    missing = np.isnan(ratings)
    if len(whole) and not np.any((ratings < whole[0]) | (ratings > whole[-1])):
        places = ratings - whole[0]
        places[missing] = -1.0
        codes = places.astype(_SMALL if len(whole) <= np.iinfo(_SMALL).max else np.intp)
        if np.array_equal(codes, places):
            return Coded(whole, codes)
    given = np.round(ratings[~missing], _DECIMALS)
    values = np.union1d(whole, given)
    codes = np.full(len(ratings), -1, dtype=np.intp)
    codes[~missing] = np.searchsorted(values, given)
    return Coded(values, codes)


@once
def counts_by(responses: Responses, name: str, by: str) -> Counts:
    """How often each code of question `name` was given (rows) in each group of profile question `by`."""
    of, groups = coded(responses, name), grouping(responses, by)
    return cross_counts(of.codes, len(of.values), groups.codes, len(groups.labels))


def cross_counts(first: NDArray[np.integer], n_first: int, second: NDArray[np.integer], n_second: int) -> Counts:
    """How often each two codes occur together, (n_first, n_second); −1 = missing.

    >>> cross_counts(np.array([0, 1, 1, -1]), 2, np.array([1, 0, -1, 0]), 2)
    array([[0, 1],
           [1, 0]])
    """
    cells = np.multiply(first, n_second + 1, dtype=np.intp)
    cells += second
    cells += n_second + 2
    counts = np.bincount(cells, minlength=(n_first + 1) * (n_second + 1))
    return counts.reshape(n_first + 1, n_second + 1)[1:, 1:]
