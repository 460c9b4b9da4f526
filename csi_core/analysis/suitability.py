"""Whether a correlation matrix is fit for factor analysis: rank, KMO, MSA, Bartlett's sphericity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.sums import Matrix, Vector
from csi_core.results import Bartlett

#: Fewest items a factor analysis makes sense of.
LEAST_ITEMS = 3

#: Eigenvalues of a correlation matrix below this are zero but for rounding.
RANK_TOLERANCE = 1e-10

#: Correlations this near to ±1 mean that two items hold the same answers.
DUPLICATE = 1.0 - 1e-10


def dependent(r: Matrix) -> NDArray[np.intp]:
    """Positions of the items that take part in an exact linear dependence, ascending; empty at full rank.

    They are the items with a share in the null space of the correlation matrix (k, k).
    """
    values, vectors = np.linalg.eigh(r)
    null = vectors[:, values < RANK_TOLERANCE]
    return np.flatnonzero((null**2).sum(axis=1) > RANK_TOLERANCE)


def duplicates(r: Matrix) -> tuple[tuple[int, ...], ...]:
    """Groups of positions whose items correlate ±1 with each other, in order of first appearance."""
    same = np.abs(r) >= DUPLICATE
    groups: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for position in range(len(r)):
        group = tuple(int(other) for other in np.flatnonzero(same[position]) if int(other) not in seen)
        if position not in seen and len(group) > 1:
            groups.append(group)
            seen.update(group)
    return tuple(groups)


def partial_correlations(r: Matrix) -> Matrix:
    """Correlation of each pair with all other items held constant (anti-image correlations, sign turned).

    −s_ij / √(s_ii s_jj) with S = R⁻¹; R must be of full rank.
    """
    inverse = np.linalg.inv(r)
    scale = np.sqrt(np.diag(inverse))
    partial: Matrix = -inverse / np.outer(scale, scale)
    np.fill_diagonal(partial, 1.0)
    return partial


def kmo(r: Matrix) -> tuple[float | None, tuple[float | None, ...]]:
    """Kaiser–Meyer–Olkin measure, overall and per item (MSA); None where all correlations are zero.

    Σr² / (Σr² + Σp²) over i ≠ j, p the partial correlations (Kaiser & Rice 1974). R must be of full rank.

    >>> overall, msa = kmo(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]))
    >>> round(overall, 4), [round(value, 4) for value in msa]
    (0.6923, [0.6923, 0.6923, 0.6923])
    """
    observed: Vector = (r**2).sum(axis=1) - 1.0
    partial: Vector = (partial_correlations(r) ** 2).sum(axis=1) - 1.0
    return _share(observed.sum(), partial.sum()), tuple(map(_share, observed, partial))


def least_fitting(r: Matrix, msa: Sequence[float | None]) -> tuple[int, float] | None:
    """Position of the item with the smallest MSA, and the KMO of the others; None with 3 items or no such KMO."""
    known = [(value, position) for position, value in enumerate(msa) if value is not None]
    if len(r) <= LEAST_ITEMS or not known:
        return None
    worst = min(known)[1]
    others = np.delete(np.arange(len(r)), worst)
    without = kmo(r[np.ix_(others, others)])[0]
    return None if without is None else (worst, without)


def squared_multiple_correlations(r: Matrix) -> Vector:
    """Share of each item's variance that the others predict, (k,): 1 − 1 / (R⁻¹)_ii; R of full rank.

    >>> [round(float(value), 4) for value in squared_multiple_correlations(np.array([[1.0, 0.5], [0.5, 1.0]]))]
    [0.25, 0.25]
    """
    shares: Vector = 1.0 - 1.0 / np.diag(np.linalg.inv(r))
    return shares


def _share(observed: float, partial: float) -> float | None:
    # Sums of squares below rounding error say that there is no correlation at all.
    if observed + partial < RANK_TOLERANCE:
        return None
    return float(observed / (observed + partial))


def bartlett(r: Matrix, n: int) -> Bartlett:
    """Bartlett's test that all correlations are zero (Bartlett 1950); R of full rank, n complete rows > k.

    χ² = −(n − 1 − (2k + 5)/6) · ln|R|, df = k(k − 1)/2.

    >>> round(bartlett(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]), 100).chi2, 3)
    67.351
    """
    from scipy.special import chdtrc

    k = len(r)
    chi2 = max(0.0, -(n - 1 - (2 * k + 5) / 6) * float(np.linalg.slogdet(r)[1]))
    df = k * (k - 1) / 2
    return Bartlett(chi2=chi2, df=df, p=float(chdtrc(df, chi2)))
