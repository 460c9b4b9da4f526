"""Means, covariances and correlations of the answers: what validity and reliability are computed from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.sums import Matrix, Sums, Vector, sums


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
    """Moments of the rows of `values` (n, k) without a NaN (listwise deletion)."""
    return listwise(sums(values))


def listwise(of: Sums) -> Moments:
    """Moments of the complete rows, where all weigh the same."""
    found = _moments(of)
    if not len(of.rest):
        return found
    again = sums(of.rest)
    return _merged(found, _moments(again)) if again.n else found


def _moments(of: Sums) -> Moments:
    n, k, dropped = of.n, len(of.origin), len(of.rest)
    if n < 2:
        return Moments(n, dropped, of.origin if n else np.zeros(k), np.zeros((k, k)))
    total = of.total[0]
    covariance = (of.product - np.outer(total, total) / n) / (n - 1)
    never_changing = np.diag(of.product) == 0.0
    covariance[never_changing, :] = 0.0
    covariance[:, never_changing] = 0.0
    return Moments(n, dropped, of.origin + total / n, covariance)


def _merged(a: Moments, b: Moments) -> Moments:
    """Moments of the rows of a, and of those that a dropped and b did not (Chan, Golub & LeVeque 1983)."""
    if not a.n:
        return b
    n = a.n + b.n
    apart = b.mean - a.mean
    products = (a.n - 1) * a.covariance + (b.n - 1) * b.covariance + a.n * b.n / n * np.outer(apart, apart)
    return Moments(n, b.n_dropped, a.mean + apart * b.n / n, products / (n - 1))


def pairwise_moments(of: Sums) -> Moments:
    """Moments of k ≥ 1 columns, each covariance from the rows that answer both items (pairwise deletion).

    cᵢⱼ = Σ(xᵢ − x̄ᵢ)(xⱼ − x̄ⱼ) / (nᵢⱼ − 1), the means over the same nᵢⱼ rows; zero if nᵢⱼ < 2. Such a matrix need
    not be one that any complete data could have.
    """
    found = of.pairs
    shared = np.maximum(found.common, 1.0)
    products = found.product - found.first * found.first.T / shared
    covariance = np.where(found.common > 1.0, products / np.maximum(found.common - 1.0, 1.0), 0.0)
    counts = np.rint(found.common).astype(np.intp)
    n = int(counts.min())
    rows = of.n + len(of.rest)
    return Moments(n, rows - n, found.origin + found.total / np.maximum(found.weight, 1.0), covariance, counts)
