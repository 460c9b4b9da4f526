"""Weighted means of item scores with their intervals: what the index, groups and waves are computed from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.sums import Sums, group_sums, sums
from csi_core.results import Interval
from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]

#: Resamples of the bootstrap, and how many are drawn at a time.
RESAMPLES = 2_000
_AT_ONCE = 32

#: A standard error below this share of the score is what rounding leaves of none; so is a variance below this share
#: of what it would be if nothing cancelled.
_ROUNDING = 1e-12
_CANCELLED = 1e-13


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Answers that count as unit · (ratings − low), points from 0 to 100.

    ratings: rows × items, NaN = missing; low, unit: of each item; survey: weights of the rows, > 0, None: all equal.
    """

    ratings: Array
    low: Array
    unit: Array
    survey: Array | None = None

    def of(self, rows: NDArray[np.bool_]) -> Points:
        """These rows only."""
        return Points(self.ratings[rows], self.low, self.unit, None if self.survey is None else self.survey[rows])


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


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """What means of any weights and their standard errors follow from, for one set of rows.

    totals: sum of survey weights of those who answered each item; scores: their mean, 0 where nobody answered;
    products: Σᵣ wᵣ² dᵣᵢ dᵣⱼ with d = x − score where answered, else 0 (items × items);
    complete: rows that answered every item; patterns: what the others answered (rows × items), counts: how many each.
    """

    totals: Array
    scores: Array
    products: Array
    complete: int
    patterns: NDArray[np.bool_]
    counts: NDArray[np.intp]


def spread(points: Points, known: Sums | None = None) -> Spread:
    """The sums of all rows; known: of `points.ratings` with their weights, if they have been computed."""
    return _spread(points, known or sums(points.ratings, points.survey))


def spreads(points: Points, codes: NDArray[np.intp], groups: int) -> list[Spread]:
    """The sums of each group's rows; codes: the group of each row, −1 for none."""
    return [_spread(points, of) for of in group_sums(points.ratings, points.survey, codes, groups)]


def _spread(points: Points, of: Sums) -> Spread:
    found = of.pairs
    mean = np.divide(found.total, found.weight, out=np.zeros_like(found.total), where=found.weight > 0)
    scores = np.where(found.weight > 0, points.unit * (of.origin + mean - points.low), 0.0)
    # Σw²(dᵢ − mᵢ)(dⱼ − mⱼ) over the rows that answered both.
    moved = found.first * mean
    products = found.product - moved - moved.T + found.common * np.outer(mean, mean)
    patterns, counts = _distinct(~np.isnan(of.rest))
    return Spread(found.weight, scores, products * np.outer(points.unit, points.unit), of.n, patterns, counts)


def _distinct(patterns: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Each pattern once, and how often it occurs."""
    packed = np.packbits(patterns, axis=1)
    if packed.shape[1] <= 8:
        # One number a pattern is sorted much faster than several bytes.
        numbers = np.zeros((len(packed), 8), dtype=np.uint8)
        numbers[:, : packed.shape[1]] = packed
        distinct, counts = np.unique(numbers.view(np.uint64)[:, 0], return_counts=True)
        packed = distinct[:, None].view(np.uint8)
    else:
        packed, counts = np.unique(packed, axis=0, return_counts=True)
    return np.unpackbits(packed, axis=1, count=patterns.shape[1]).astype(bool), counts


def weighted_means(of: Spread, shares: Array) -> Means:
    """Means Σᵢ shareᵢ · scoreᵢ with standard errors by linearisation.

    shares: m × items, each row ≥ 0 and adding up to 1. With uᵣ = wᵣ Σᵢ shareᵢ (xᵣᵢ − scoreᵢ) / Wᵢ over the items
    respondent r answered (Wᵢ: sum of the weights of those answering item i), SE² = n / (n − 1) Σ uᵣ². For complete
    unweighted rows this is the standard error of the mean of the respondents' own weighted means; for weights that of
    svymean in R's survey package (Särndal, Swensson & Wretman 1992, ch. 5). Item shares count as fixed.
    """
    there = of.totals > 0
    counted = shares > 0
    each = np.where(there, shares / np.where(there, of.totals, 1.0), 0.0)
    squares = np.einsum("mi,ij,mj->m", each, of.products, each, optimize=True)
    # What rounding leaves of a sum of terms that cancel is none.
    squares[squares <= _CANCELLED * (each * np.sqrt(np.diag(of.products))).sum(axis=1) ** 2] = 0.0
    answered = of.patterns.astype(np.float64) @ counted.T > 0
    n = of.complete + of.counts @ answered
    value = np.where(counted.astype(np.float64) @ ~there > 0, np.nan, shares @ of.scores)
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
    filled = points.unit * (points.ratings - points.low)
    known = ~np.isnan(filled)
    complete = bool(known.all())
    if complete:
        # The mean of a resample is then that of the respondents' own weighted means.
        filled, shares = filled @ shares.T, np.eye(len(shares))
    else:
        filled[~known] = 0.0
    answered = None if complete else known.astype(np.float64)
    survey = 1.0 if points.survey is None else points.survey
    counted = (shares > 0).astype(np.float64)
    rows = len(filled)
    drawn = np.empty((resamples, len(shares)))
    for start in range(0, resamples, _AT_ONCE):
        size = min(_AT_ONCE, resamples - start)
        weights = np.empty((size, rows))
        for one in range(size):
            np.multiply(np.bincount(rng.integers(0, rows, rows), minlength=rows), survey, out=weights[one])
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
