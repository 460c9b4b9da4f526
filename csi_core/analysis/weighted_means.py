"""Weighted means of item scores with their intervals: what the index, groups and waves are computed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.results import Interval
from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]

#: Rows taken at a time, so that no copy of the whole data is made.
BLOCK = 8_192

#: Resamples of the bootstrap, and how many are drawn at a time.
RESAMPLES = 2_000
_AT_ONCE = 32

#: A standard error below this share of the score is what rounding leaves of none.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Answers as points 0–100. filled: rows × items, 0 where missing; known: rows × items; survey: weights > 0."""

    filled: Array
    known: NDArray[np.bool_]
    survey: Array

    def of(self, rows: NDArray[np.bool_]) -> Points:
        """These rows only."""
        return Points(self.filled[rows], self.known[rows], self.survey[rows])

    def sums(self) -> tuple[Array, Array]:
        """Sum of survey weights of those who answered each item, and weighted sum of their points."""
        totals, points = np.zeros(self.known.shape[1]), np.zeros(self.known.shape[1])
        for block in self.blocks():
            totals += block.survey @ block.known.astype(np.float64)
            points += block.survey @ block.filled
        return totals, points

    def item_scores(self) -> Array:
        """Mean of each item, NaN where nobody answered."""
        totals, points = self.sums()
        scores: Array = points / np.where(totals > 0, totals, np.nan)
        return scores

    def blocks(self) -> Iterator[Points]:
        for start in range(0, len(self.survey), BLOCK):
            part = slice(start, start + BLOCK)
            yield Points(self.filled[part], self.known[part], self.survey[part])


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """Weighted means of item scores: value (NaN where an item of weight has no answers), standard error (NaN for
    n < 2) and n, the rows that answered any of the items; shape m each."""

    value: Array
    error: Array
    n: NDArray[np.intp]

    def intervals(self) -> list[Interval | None]:
        """95 % t intervals with n − 1 degrees of freedom."""
        from scipy.special import stdtrit

        reach = stdtrit(np.maximum(self.n - 1, 1), 1 - ALPHA_LEVEL / 2) * self.error
        return [
            (float(value - r), float(value + r)) if np.isfinite(r) and np.isfinite(value) else None
            for value, r in zip(self.value, reach, strict=True)
        ]


def weighted_means(points: Points, shares: Array) -> Means:
    """Means Σᵢ shareᵢ · scoreᵢ with standard errors by linearisation.

    shares: m × items, each row ≥ 0 and adding up to 1. With uᵣ = wᵣ Σᵢ shareᵢ (xᵣᵢ − scoreᵢ) / Wᵢ over the items
    respondent r answered (Wᵢ: sum of the weights of those answering item i), SE² = n / (n − 1) Σ uᵣ². For complete
    unweighted rows this is the standard error of the mean of the respondents' own weighted means; for weights that of
    svymean in R's survey package (Särndal, Swensson & Wretman 1992, ch. 5). Item shares count as fixed.
    """
    totals, sums = points.sums()
    there = totals > 0
    scores = sums / np.where(there, totals, 1.0)
    counted = (shares > 0).astype(np.float64)
    each = np.where(there, shares / np.where(there, totals, 1.0), 0.0)
    squares = np.zeros(len(shares))
    n = np.zeros(len(shares), dtype=np.intp)
    for block in points.blocks():
        influence = (block.survey[:, None] * np.where(block.known, block.filled - scores, 0.0)) @ each.T
        squares += np.sum(influence**2, axis=0)
        n += np.count_nonzero(block.known.astype(np.float64) @ counted.T, axis=0)
    value = np.where(counted @ ~there > 0, np.nan, shares @ scores)
    error = np.sqrt(n / np.where(n > 1, n - 1, np.nan) * squares)
    error[error <= _ROUNDING * np.maximum(np.abs(value), 1.0)] = 0.0
    return Means(value, error, n)


def bootstrap_intervals(
    points: Points, shares: Array, rng: np.random.Generator, resamples: int = RESAMPLES
) -> list[Interval | None]:
    """95 % percentile bootstrap intervals of the means `shares` ask for (Efron & Tibshirani 1993, ch. 13).

    Whole respondents are drawn with replacement, with their survey weights; a resample in which nobody answered one of
    the items is left out for the means it belongs to. None where fewer than two respondents answered.
    """
    filled, known = points.filled, points.known
    complete = bool(known.all())
    if complete:
        # The mean of a resample is then that of the respondents' own weighted means.
        filled, shares = filled @ shares.T, np.eye(len(shares))
    answered = None if complete else known.astype(np.float64)
    counted = (shares > 0).astype(np.float64)
    rows = len(points.survey)
    drawn = np.empty((resamples, len(shares)))
    for start in range(0, resamples, _AT_ONCE):
        size = min(_AT_ONCE, resamples - start)
        weights = np.empty((size, rows))
        for one in range(size):
            np.multiply(np.bincount(rng.integers(0, rows, rows), minlength=rows), points.survey, out=weights[one])
        totals = weights.sum(axis=1, keepdims=True) if answered is None else weights @ answered
        there = totals > 0
        scores = np.where(there, (weights @ filled) / np.where(there, totals, 1.0), 0.0)
        undefined = (~there).astype(np.float64) @ counted.T > 0 if answered is not None else False
        drawn[start : start + size] = np.where(undefined, np.nan, scores @ shares.T)
    enough = np.count_nonzero(known.astype(np.float64) @ counted.T, axis=0) > 1 if not complete else rows > 1
    defined = ~np.isnan(drawn).all(axis=0) & enough
    ends = np.nanquantile(drawn[:, defined], (ALPHA_LEVEL / 2, 1 - ALPHA_LEVEL / 2), axis=0)
    found: list[Interval | None] = [None] * len(shares)
    for at, low, high in zip(np.flatnonzero(defined), *ends, strict=True):
        found[at] = (float(low), float(high))
    return found
