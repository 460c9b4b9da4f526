"""Horn's parallel analysis: how large eigenvalues get when there is nothing to find."""

from __future__ import annotations

import numpy as np

from csi_core.analysis.sums import Matrix, Vector

#: Random data sets drawn; fewer for very many items, whose eigenvalues vary less.
DRAWS = 500
DRAWS_MANY_ITEMS = 100
MANY_ITEMS = 60

#: Percentile of the random eigenvalues that an observed one must exceed (Glorfeld 1995).
PERCENTILE = 95.0


def random_eigenvalues(n: int, k: int, rng: np.random.Generator, inflation: Vector | None = None) -> Vector:
    """95th percentile of the eigenvalues of correlation matrices of n × k independent normal numbers, (k,) descending.

    Only the scatter matrix of the data is drawn, by Bartlett's (1933) decomposition of the Wishart distribution
    with n − 1 degrees of freedom, so that the time does not grow with n. Source: Horn (1965), Glorfeld (1995).

    inflation (k,): polychoric correlations of independent items vary more than Pearson's, to first order by the
    product of both items' factors (`Polychoric.inflation`).
    """
    draws = DRAWS if k <= MANY_ITEMS else DRAWS_MANY_ITEMS
    df = n - 1
    if df >= k:
        root: Matrix = np.tril(rng.standard_normal((draws, k, k)), -1)
        diagonal = np.arange(k)
        root[:, diagonal, diagonal] = np.sqrt(rng.chisquare(df - diagonal, size=(draws, k)))
    else:
        root = rng.standard_normal((draws, k, df))
    root /= np.sqrt((root**2).sum(axis=2, keepdims=True))
    r = root @ root.transpose(0, 2, 1)
    if inflation is not None:
        r *= np.outer(inflation, inflation)
        r[:, np.arange(k), np.arange(k)] = 1.0
    eigenvalues = np.linalg.eigvalsh(r)[:, ::-1]
    limits: Vector = np.maximum(np.percentile(eigenvalues, PERCENTILE, axis=0), 0.0)
    return limits


def retained(eigenvalues: Vector, random: Vector) -> int:
    """How many leading eigenvalues exceed their random counterparts; the first failure ends the count.

    >>> retained(np.array([2.0, 1.1, 1.05, 0.2]), np.array([1.3, 1.2, 1.0, 0.9]))
    1
    """
    below = np.flatnonzero(eigenvalues <= random)
    return int(below[0]) if below.size else len(eigenvalues)
