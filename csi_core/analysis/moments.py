"""Means, covariances and correlations of complete rows: what validity and reliability are computed from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

#: Rows taken at a time, so that no copy of the whole data is made.
BLOCK = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """n complete rows (n_dropped others), means (k,) and covariances (k, k) with n − 1; zeros if n < 2.

    With pairwise deletion `pairs` (k, k) holds the rows in which both items of a pair are answered, of an item with
    itself those that answer it; n is then the fewest of all, n_dropped the rest, and each mean is the item's own.
    """

    n: int
    n_dropped: int
    mean: Vector
    covariance: Matrix
    pairs: NDArray[np.intp] | None = None

    @property
    def constant(self) -> NDArray[np.bool_]:
        """Which columns hold one and the same answer in every complete row, (k,)."""
        return np.diag(self.covariance) <= 0.0

    def select(self, positions: NDArray[np.intp]) -> Moments:
        """The same rows, these columns only; pairwise, the rows that these columns have."""
        both = np.ix_(positions, positions)
        if self.pairs is None:
            return Moments(self.n, self.n_dropped, self.mean[positions], self.covariance[both])
        pairs = self.pairs[both]
        n = int(pairs.min())
        return Moments(n, self.n + self.n_dropped - n, self.mean[positions], self.covariance[both], pairs)

    def correlation(self) -> Matrix:
        """Pearson correlations (k, k); there must be no constant column."""
        sd = np.sqrt(np.diag(self.covariance))
        r: Matrix = self.covariance / np.outer(sd, sd)
        np.clip((r + r.T) / 2.0, -1.0, 1.0, out=r)
        np.fill_diagonal(r, 1.0)
        return r


def moments(values: Matrix) -> Moments:
    """Moments of the rows of `values` (n, k) without a NaN (listwise deletion).

    Sums are taken of differences from the first complete row, so that a large common constant costs no
    digits and a constant column has a variance of exactly zero.
    """
    rows, k = values.shape
    n = 0
    origin: Vector | None = None
    total = np.zeros(k)
    products = np.zeros((k, k))
    for start in range(0, rows, BLOCK):
        block = values[start : start + BLOCK]
        incomplete = np.isnan(block).any(axis=1)
        if incomplete.any():
            block = block[~incomplete]
        if len(block) == 0:
            continue
        if origin is None:
            origin = block[0].copy()
        difference = block - origin
        n += len(difference)
        total += difference.sum(axis=0)
        products += difference.T @ difference
    if origin is None or n < 2:
        return Moments(n, rows - n, np.zeros(k) if origin is None else origin, np.zeros((k, k)))
    covariance = (products - np.outer(total, total) / n) / (n - 1)
    never_changing = np.diag(products) == 0.0
    covariance[never_changing, :] = 0.0
    covariance[:, never_changing] = 0.0
    return Moments(n, rows - n, origin + total / n, covariance)


def pairwise_moments(values: Matrix) -> Moments:
    """Moments of `values` (n, k ≥ 1), each covariance from the rows that answer both items (pairwise deletion).

    cᵢⱼ = Σ(xᵢ − x̄ᵢ)(xⱼ − x̄ⱼ) / (nᵢⱼ − 1), the means over the same nᵢⱼ rows; zero if nᵢⱼ < 2. Such a matrix need
    not be one that any complete data could have.
    """
    rows, k = values.shape
    origin = np.zeros(k)
    for position in range(k):
        given = values[~np.isnan(values[:, position]), position]
        origin[position] = given[0] if len(given) else 0.0
    pairs, total, products = np.zeros((k, k)), np.zeros((k, k)), np.zeros((k, k))
    for start in range(0, rows, BLOCK):
        difference = values[start : start + BLOCK] - origin
        answered = ~np.isnan(difference)
        difference[~answered] = 0.0
        here = answered.astype(np.float64)
        pairs += here.T @ here
        total += difference.T @ here
        products += difference.T @ difference
    shared = np.maximum(pairs, 1.0)
    covariance = np.where(pairs > 1.0, (products - total * total.T / shared) / np.maximum(pairs - 1.0, 1.0), 0.0)
    counts = np.rint(pairs).astype(np.intp)
    n = int(counts.min())
    return Moments(n, rows - n, origin + np.diag(total) / np.diag(shared), covariance, counts)
