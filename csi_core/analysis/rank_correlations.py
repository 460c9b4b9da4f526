"""Spearman's and Kendall's coefficients of every two questions, from the table of their common answers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Up to so many cells a table of two questions' answers is made; beyond, the answers are sorted.
_MOST_CELLS = 250_000


def spearman(x: Array, fewest: int) -> tuple[Array, Array]:
    """r of the mid-ranks over each pair's common rows, and their number.

    x: rows × questions, NaN = missing; both questions × questions, r NaN where it does not exist.
    """
    r, n, _ = _each_pair(x, fewest, _spearman_of_table, _spearman_of_answers)
    return np.clip(r, -1.0, 1.0), n


def kendall(x: Array, fewest: int) -> tuple[Array, Array, Array]:
    """tau-b = (C − D) / √((n₀ − n₁)(n₀ − n₂)), the number of common rows, and the two-sided normal p.

    The variance of C − D holds the correction for ties in both (Kendall 1970, ch. 4), as in SPSS and in R's
    cor.test(exact = FALSE). Shapes as in `spearman`.
    """
    from scipy.special import ndtr

    r, n, z = _each_pair(x, fewest, _kendall_of_table, _kendall_of_answers)
    return r, n, 2 * ndtr(-np.abs(z))


def _each_pair(
    x: Array,
    fewest: int,
    of_table: Callable[[Array], tuple[float, float]],
    of_answers: Callable[[NDArray[np.intp], NDArray[np.intp]], tuple[float, float]],
) -> tuple[Array, Array, Array]:
    questions = x.shape[1]
    coded = [_coded(x[:, i]) for i in range(questions)]
    r, n, z = (np.full((questions, questions), np.nan) for _ in range(3))
    for i in range(questions):
        size_i, codes_i = coded[i]
        for j in range(i, questions):
            size_j, codes_j = coded[j]
            both = (codes_i >= 0) & (codes_j >= 0)
            n[i, j] = n[j, i] = np.count_nonzero(both)
            if n[i, j] < fewest:
                continue
            if size_i * size_j <= _MOST_CELLS:
                cells = np.bincount(codes_i[both] * size_j + codes_j[both], minlength=size_i * size_j)
                table = cells.reshape(size_i, size_j).astype(np.float64)
                table = table[table.any(axis=1)][:, table.any(axis=0)]
                found = of_table(table) if min(table.shape) > 1 else (np.nan, np.nan)
            else:
                found = of_answers(codes_i[both], codes_j[both])
            r[i, j], z[i, j] = found
            r[j, i], z[j, i] = found
    return r, n, z


def _coded(answers: Array) -> tuple[int, NDArray[np.intp]]:
    """How many different answers there are, and each row's place among them (−1 = missing)."""
    known = ~np.isnan(answers)
    values, place = np.unique(answers[known], return_inverse=True)
    codes = np.full(len(answers), -1, dtype=np.intp)
    codes[known] = place
    return len(values), codes


def _mid_ranks(counts: Array) -> Array:
    ranks: Array = np.cumsum(counts) - (counts - 1) / 2
    return ranks


def _spearman_of_table(table: Array) -> tuple[float, float]:
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    middle = (table.sum() + 1) / 2
    a, b = _mid_ranks(rows) - middle, _mid_ranks(columns) - middle
    return float(a @ table @ b / np.sqrt((rows @ a**2) * (columns @ b**2))), np.nan


def _kendall_of_table(table: Array) -> tuple[float, float]:
    # Answers below and to the left of each cell: with the cell's own they are concordant.
    below = np.cumsum(np.cumsum(table, axis=0), axis=1)
    lower = np.zeros_like(table)
    lower[1:, 1:] = below[:-1, :-1]
    left = np.zeros_like(table)
    left[1:, :] = below[:-1, -1:] - below[:-1, :]
    difference = float(np.sum(table * (lower - left)))
    return _tau(difference, table.sum(axis=1), table.sum(axis=0), float(table.sum()))


def _tau(difference: float, rows: Array, columns: Array, n: float) -> tuple[float, float]:
    """tau-b and z from C − D and the sizes of the sets of equal answers."""

    def sums(t: Array) -> tuple[float, float, float]:
        pairs = t * (t - 1)
        return float(pairs.sum()), float(np.sum(pairs * (t - 2))), float(np.sum(pairs * (2 * t + 5)))

    x1, x2, x3 = sums(rows)
    y1, y2, y3 = sums(columns)
    all_pairs = n * (n - 1)
    tau = 2 * difference / np.sqrt((all_pairs - x1) * (all_pairs - y1))
    variance = (all_pairs * (2 * n + 5) - x3 - y3) / 18 + x1 * y1 / (2 * all_pairs)
    if n > 2:
        variance += x2 * y2 / (9 * all_pairs * (n - 2))
    return float(np.clip(tau, -1, 1)), difference / float(np.sqrt(variance))


def _spearman_of_answers(a: NDArray[np.intp], b: NDArray[np.intp]) -> tuple[float, float]:
    ranks = []
    for codes in (a, b):
        counts = np.bincount(codes).astype(np.float64)
        ranks.append(_mid_ranks(counts)[codes] - (len(codes) + 1) / 2)
    spread = float(np.sqrt(np.sum(ranks[0] ** 2) * np.sum(ranks[1] ** 2)))
    return (float(ranks[0] @ ranks[1]) / spread if spread > 0 else np.nan), np.nan


def _kendall_of_answers(a: NDArray[np.intp], b: NDArray[np.intp]) -> tuple[float, float]:
    from scipy.stats import kendalltau

    rows, columns = (np.bincount(codes).astype(np.float64) for codes in (a, b))
    rows, columns = rows[rows > 0], columns[columns > 0]
    if min(len(rows), len(columns)) < 2:
        return np.nan, np.nan
    n = float(len(a))
    tau = float(kendalltau(a, b, method="asymptotic").statistic)
    pairs = [n * (n - 1) - float(np.sum(t * (t - 1))) for t in (rows, columns)]
    return _tau(tau * float(np.sqrt(pairs[0] * pairs[1])) / 2, rows, columns, n)
