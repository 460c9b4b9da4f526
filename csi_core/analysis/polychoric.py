"""Polychoric correlations: how two questions with few options correlate underneath their options."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.suitability import duplicates
from csi_core.analysis.sums import Matrix, Vector
from csi_core.errors import DataProblem

#: Most options of a question: with more, answers are as good as continuous and Pearson's r serves.
MOST_OPTIONS = 10

#: Largest correlation estimated; a pair that reaches it orders the respondents alike and counts as ±1.
LIMIT = 0.9999

#: A step in ρ this small ends the search.
TOLERANCE = 1e-10
ROUNDS = 60

#: Nodes of the Gauss–Legendre quadrature: 40 are good to 2e-11 up to ρ = ±0.999 and to 5e-8 at the LIMIT.
NODES = 40

#: Added to the empty cell of a 2 × 2 table (and taken from the others so that the margins stay).
EMPTY_CELL = 0.5

#: Rows counted at a time.
BLOCK = 8_192

#: A threshold beyond which the normal distribution holds nothing.
FAR = 38.0

#: Least probability of a cell, below which it is rounding.
LEAST_PROBABILITY = 1e-18

#: Eigenvalues below the first are raised to the second when a matrix is smoothed, as in psych::cor.smooth.
NEGATIVE = 1e-12
RAISED = 1e-10

#: Questions that are alike make an eigenvalue of zero by themselves: then only a clearly negative one is smoothed.
SINGULAR = 1e-8

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Polychoric:
    """r (k, k), smoothed where it was not positive definite; alike: groups of positions with correlations of ±1.

    inflation (k,): for independent questions i and j the correlation varies inflation_i × inflation_j times as much
    as Pearson's of continuous answers: to first order it is their normal scores' covariance over both variances.
    """

    r: Matrix
    smoothed: bool
    alike: tuple[tuple[int, ...], ...]
    inflation: Vector


def polychoric(values: Matrix, names: tuple[str, ...]) -> Polychoric:
    """Polychoric correlations of the rows of `values` (n, k) without a NaN, each column with 2 to 10 whole answers.

    Two steps (Olsson 1979): thresholds from each question's shares, then ρ by maximum likelihood from the table of
    each pair; all pairs at once. Empty cells are left as they are, but for a 2 × 2 table, where one empty cell would
    mean ρ = ±1: there 0.5 is added to it with the margins kept, as lavaan does. A matrix that is not positive
    definite is smoothed as psych::cor.smooth does it: negative eigenvalues raised, the diagonal set to 1 again.

    Raises DataProblem for fractions and for more than 10 options. In R: `psych::polychoric(x, correct = 0)`.
    """
    rows = values[~np.isnan(values).any(axis=1)]
    codes, options = _coded(rows, names)
    thresholds, score_variance = _thresholds(codes, options)
    k = len(options)
    first, second = np.triu_indices(k, 1)
    tables = _empty_cell_filled(_tables(codes, int(options.max()), first, second), options[first], options[second])
    pearson: Matrix = np.asarray(np.corrcoef(codes, rowvar=False))
    start = np.clip(pearson[first, second], -0.9, 0.9)
    rho = _most_likely(tables, thresholds[first], thresholds[second], start)
    r = np.eye(k)
    r[first, second] = r[second, first] = np.where(np.abs(rho) >= LIMIT, np.sign(rho), rho)
    alike = duplicates(r)
    needed = bool(np.linalg.eigvalsh(r)[0] < (-SINGULAR if alike else NEGATIVE))
    return Polychoric(smooth(r) if needed else r, needed, alike, 1.0 / np.sqrt(score_variance))


def smooth(r: Matrix) -> Matrix:
    """The correlation matrix with its eigenvalues below 1e-12 raised to 1e-10, the diagonal set to 1 again."""
    values, vectors = np.linalg.eigh(r)
    values = np.where(values < NEGATIVE, RAISED, values)
    values *= len(r) / values.sum()
    again = (vectors * values) @ vectors.T
    scale = np.sqrt(np.diag(again))
    smoothed: Matrix = again / np.outer(scale, scale)
    np.fill_diagonal(smoothed, 1.0)
    return smoothed


def _coded(rows: Matrix, names: tuple[str, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Answers as places 0, 1, 2 … among those that occur, (n, k), and how many occur, (k,)."""
    fractions = tuple(name for name, column in zip(names, rows.T, strict=True) if (column != np.floor(column)).any())
    if fractions:
        raise DataProblem("validity.polychoric_fractions", items=fractions)
    codes = np.empty(rows.shape, dtype=np.intp)
    options = np.empty(rows.shape[1], dtype=np.intp)
    many = []
    for position, column in enumerate(rows.T):
        present, codes[:, position] = np.unique(column, return_inverse=True)
        options[position] = len(present)
        if len(present) > MOST_OPTIONS:
            many.append(names[position])
    if many:
        raise DataProblem("validity.polychoric_options", items=tuple(many), most=MOST_OPTIONS)
    return codes, options


def _thresholds(codes: NDArray[np.intp], options: NDArray[np.intp]) -> tuple[Matrix, Vector]:
    """Limits between the options on the normal scale, (k, most options + 1), FAR at both ends and where there are none.

    Beside them Σ (φ(a) − φ(b))² / p over a question's options (k,): the variance of its normal scores.
    """
    from scipy.special import ndtri

    n, k = codes.shape
    most = int(options.max())
    limits = np.full((k, most + 1), FAR)
    limits[:, 0] = -FAR
    shares = np.zeros((k, most))
    for position in range(k):
        shares[position] = np.bincount(codes[:, position], minlength=most) / n
        inner = np.cumsum(shares[position])[: options[position] - 1]
        limits[position, 1 : options[position]] = ndtri(inner)
    drop = np.diff(_density(limits), axis=1)
    return limits, (drop**2 / np.where(shares > 0.0, shares, 1.0)).sum(axis=1)


def _density(x: Matrix) -> Matrix:
    density: Matrix = np.exp(-0.5 * x**2) / np.sqrt(2.0 * np.pi)
    return density


def _tables(codes: NDArray[np.intp], most: int, first: NDArray[np.intp], second: NDArray[np.intp]) -> Counts:
    """Cross tables of the pairs, (pairs, most, most)."""
    k = codes.shape[1]
    counts = np.zeros((k * most, k * most))
    offsets = np.arange(k) * most
    for start in range(0, len(codes), BLOCK):
        block = codes[start : start + BLOCK]
        chosen = np.zeros((len(block), k * most), dtype=np.float32)
        np.put_along_axis(chosen, block + offsets, 1.0, axis=1)
        counts += chosen.T @ chosen
    return counts.reshape(k, most, k, most)[first, :, second, :]


def _empty_cell_filled(tables: Counts, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Counts:
    """In 2 × 2 tables with one empty cell 0.5 there, taken from its row and column and given to the opposite cell."""
    corner = tables[:, :2, :2]
    empty = corner == 0.0
    one = (rows == 2) & (columns == 2) & (empty.sum(axis=(1, 2)) == 1)
    on_diagonal = empty[:, 0, 0] | empty[:, 1, 1]
    change = np.where(on_diagonal, EMPTY_CELL, -EMPTY_CELL)[:, None, None] * np.array([[1.0, -1.0], [-1.0, 1.0]])
    corner[one] += change[one]
    return tables


def _most_likely(tables: Counts, first: Matrix, second: Matrix, start: Vector) -> Vector:
    """ρ of each pair at which the likelihood of its table is greatest, within ±LIMIT.

    Fisher scoring inside a bracket that the sign of the score narrows; halved where a step would leave it.
    """
    rho = start.copy()
    low, high = np.full(len(rho), -LIMIT), np.full(len(rho), LIMIT)
    active = np.arange(len(rho))
    for _ in range(ROUNDS):
        score, information = _score(tables[active], first[active], second[active], rho[active])
        rising = score > 0.0
        low[active] = np.where(rising, rho[active], low[active])
        high[active] = np.where(rising, high[active], rho[active])
        step = rho[active] + score / information
        inside = (step > low[active]) & (step < high[active])
        moved = np.where(inside, step, 0.5 * (low[active] + high[active]))
        going = np.abs(moved - rho[active]) > TOLERANCE
        rho[active] = moved
        active = active[going]
        if not active.size:
            break
    return np.where(np.abs(rho) > LIMIT - 1e-6, np.sign(rho) * LIMIT, rho)


def _score(tables: Counts, first: Matrix, second: Matrix, rho: Vector) -> tuple[Vector, Vector]:
    """Derivative of the log-likelihood by ρ and its expected information, both (pairs,)."""
    x, y = first[:, :, None], second[:, None, :]
    cell = np.maximum(_between(bivariate_normal(x, y, rho[:, None, None])), LEAST_PROBABILITY)
    slope = _between(_bivariate_density(x, y, rho[:, None, None]))
    n = tables.sum(axis=(1, 2))
    information = n * (slope**2 / cell).sum(axis=(1, 2))
    return (tables * slope / cell).sum(axis=(1, 2)), np.maximum(information, 1e-12)


def _between(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of the cells, from a function's values at their corners."""
    return np.diff(np.diff(corners, axis=1), axis=2)


def _bivariate_density(x: Matrix, y: Matrix, rho: Matrix) -> NDArray[np.float64]:
    unexplained = 1.0 - rho**2
    exponent = -(x**2 - 2.0 * rho * x * y + y**2) / (2.0 * unexplained)
    density: NDArray[np.float64] = np.exp(exponent) / (2.0 * np.pi * np.sqrt(unexplained))
    return density


def bivariate_normal(x: Matrix, y: Matrix, rho: Matrix) -> NDArray[np.float64]:
    """P(X ≤ x, Y ≤ y) of standard normal variables with correlation ρ, |ρ| < 1; the arguments are broadcast.

    Φ(x) Φ(y) + (1/2π) ∫₀^arcsin ρ exp(−(x² + y² − 2xy sin θ) / (2 cos² θ)) dθ (Drezner & Wesolowsky 1990), by
    Gauss–Legendre quadrature.

    >>> zero = np.zeros(1)
    >>> round(float(bivariate_normal(zero, zero, np.array([0.5]))[0]), 12)
    0.333333333333
    """
    from scipy.special import ndtr

    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    half = 0.5 * np.arcsin(rho)
    total = np.zeros(np.broadcast_shapes(x.shape, y.shape, rho.shape))
    squares, product = -0.5 * (x**2 + y**2), x * y
    for node, weight in zip(nodes, weights, strict=True):
        angle = half * (1.0 + node)
        total += weight * np.exp((squares + product * np.sin(angle)) / np.cos(angle) ** 2)
    found: NDArray[np.float64] = ndtr(x) * ndtr(y) + half * total / (2.0 * np.pi)
    return found
