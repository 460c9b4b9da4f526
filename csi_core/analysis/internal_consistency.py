"""Internal consistency: coefficients of a scale from the covariances of its items, and of each item in it.

A covariance matrix C is (k, k), k ≥ 2 items in the questionnaire's order, none of them constant.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from csi_core.analysis.sums import Matrix, Vector
from csi_core.results import InterItem, Interval, SplitHalf
from csi_core.thresholds import ALPHA_LEVEL

#: A variance this small beside the others is zero but for rounding.
NO_VARIANCE = 1e-12

#: An eigenvalue of a correlation matrix at or below this is zero but for rounding.
NO_EIGENVALUE = 1e-10


def cronbach_alpha(covariance: Matrix) -> float | None:
    """Cronbach's alpha k/(k − 1) · (1 − tr C / ΣC) of the items' covariances (k, k) (Cronbach 1951).

    The standardised alpha if given correlations. None if the total score does not vary.

    >>> round(cronbach_alpha(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]])), 4)
    0.75
    """
    k = len(covariance)
    trace, total = float(np.trace(covariance)), float(covariance.sum())
    if total <= NO_VARIANCE * trace:
        return None
    return k / (k - 1) * (1.0 - trace / total)


def feldt_interval(alpha: float, n: int, k: int) -> Interval:
    """Interval of alpha from F on n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt, Woodruff & Salih 1987).

    >>> tuple(round(limit, 4) for limit in feldt_interval(0.8, 100, 5))
    (0.7306, 0.8559)
    """
    from scipy.special import fdtri

    low, high = (fdtri(n - 1, (n - 1) * (k - 1), p) for p in (1.0 - ALPHA_LEVEL / 2.0, ALPHA_LEVEL / 2.0))
    return 1.0 - (1.0 - alpha) * float(low), 1.0 - (1.0 - alpha) * float(high)


def corrected_item_total(covariance: Matrix) -> tuple[float | None, ...]:
    """Correlation of each item with the sum of the others; None where that sum does not vary."""
    variances, rest = _rest_variances(covariance)
    shared = covariance.sum(axis=1) - variances
    possible = rest > NO_VARIANCE * np.trace(covariance)
    r = shared / np.sqrt(variances * np.where(possible, rest, 1.0))
    return tuple(float(np.clip(value, -1.0, 1.0)) if ok else None for value, ok in zip(r, possible, strict=True))


def item_total(covariance: Matrix) -> tuple[float | None, ...]:
    """Correlation of each item with the sum of all, itself included; None where that sum does not vary."""
    variances, total = np.diag(covariance), float(covariance.sum())
    if total <= NO_VARIANCE * float(variances.sum()):
        return (None,) * len(covariance)
    r = covariance.sum(axis=1) / np.sqrt(variances * total)
    return tuple(float(value) for value in np.clip(r, -1.0, 1.0))


def alpha_if_deleted(covariance: Matrix) -> tuple[float | None, ...]:
    """Alpha of the other items, for each item; None where fewer than two others remain or their sum does not vary."""
    k = len(covariance)
    if k < 3:
        return (None,) * k
    variances, rest = _rest_variances(covariance)
    others = variances.sum() - variances
    possible = rest > NO_VARIANCE * others
    alpha = (k - 1) / (k - 2) * (1.0 - others / np.where(possible, rest, 1.0))
    return tuple(float(value) if ok else None for value, ok in zip(alpha, possible, strict=True))


def _rest_variances(covariance: Matrix) -> tuple[Vector, Vector]:
    """Each item's variance, and the variance of the sum of the others."""
    variances = np.diag(covariance)
    return variances, covariance.sum() - 2.0 * covariance.sum(axis=1) + variances


def negatively_keyed(r: Matrix, item_total: Sequence[float | None]) -> tuple[int, ...]:
    """Positions of items that run against most of the others, whatever the items' order.

    An item counts if its loading on the first principal component of the correlations (k, k) has the sign that
    fewer items (by sum of loadings) have, and its corrected item–total correlation is negative as well. Of two
    items, or two equal halves, nobody can say which is the reversed one: none counts.
    """
    first = np.linalg.eigh(r)[1][:, -1]
    balance = float(first.sum())
    if abs(balance) < 1e-6:
        return ()
    return tuple(
        position
        for position, (loading, correlation) in enumerate(zip(first * np.sign(balance), item_total, strict=True))
        if loading < 0.0 and correlation is not None and correlation < 0.0
    )


def positive_definite(r: Matrix) -> bool:
    """Whether no item is a sum of others and, with pairwise correlations, no pair contradicts the others."""
    return bool(np.linalg.eigvalsh(r)[0] > NO_EIGENVALUE)


def squared_multiple_correlations(r: Matrix) -> Vector:
    """Share of each item's variance that the other items explain, 1 − 1 / (R⁻¹)ᵢᵢ; r must be positive definite.

    >>> squared_multiple_correlations(np.array([[1.0, 0.5], [0.5, 1.0]])).round(4).tolist()
    [0.25, 0.25]
    """
    smc: Vector = 1.0 - 1.0 / np.diag(np.linalg.inv(r))
    return smc


def guttman_lambda2(covariance: Matrix) -> float | None:
    """Guttman's (1945) λ₂ = (Σcᵢⱼ + √(k/(k − 1) Σc²ᵢⱼ)) / ΣC, sums over i ≠ j; None if the total does not vary.

    Never below alpha; equal to it where all covariances are equal.

    >>> guttman_lambda2(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]))
    0.75
    """
    k, total = len(covariance), float(covariance.sum())
    if total <= NO_VARIANCE * float(np.trace(covariance)):
        return None
    between = covariance - np.diag(np.diag(covariance))
    return float((between.sum() + np.sqrt(k / (k - 1) * np.sum(between**2))) / total)


def inter_item(r: Matrix) -> InterItem:
    """Mean, smallest and largest correlation between two items."""
    pairs = r[np.triu_indices(len(r), 1)]
    return InterItem(float(pairs.mean()), float(pairs.min()), float(pairs.max()))


def split_half(covariance: Matrix, names: Sequence[str]) -> SplitHalf:
    """The first half of the items against the second; of an odd number the first half has one more, as in SPSS.

    With r between the halves' sums, for halves of equal length Spearman–Brown 2r / (1 + r), of k₁ and k₂ items
    Horst's (1951) (√(r⁴ + 4r²(1 − r²)q) − r²) / (2(1 − r²)q), q = k₁k₂/k²; Guttman 2(1 − (V₁ + V₂)/V), called λ₄
    for this one split. A number that cannot be had is None: alpha of a single item, everything on r if a half's
    sum does not vary, Horst's if r < 0.
    """
    k = len(covariance)
    cut = (k + 1) // 2
    first, second = covariance[:cut, :cut], covariance[cut:, cut:]
    v1, v2, total = float(first.sum()), float(second.sum()), float(covariance.sum())
    least = NO_VARIANCE * float(np.trace(covariance))
    r = None
    if min(v1, v2) > least:
        r = float(np.clip(covariance[:cut, cut:].sum() / np.sqrt(v1 * v2), -1.0, 1.0))
    return SplitHalf(
        first=tuple(names[:cut]),
        second=tuple(names[cut:]),
        alpha_first=cronbach_alpha(first) if cut > 1 else None,
        alpha_second=cronbach_alpha(second) if k - cut > 1 else None,
        r=r,
        spearman_brown=None if r is None or 1.0 + r < NO_VARIANCE else 2.0 * r / (1.0 + r),
        spearman_brown_unequal=None if r is None else _horst(r, cut * (k - cut) / k**2),
        guttman=2.0 * (1.0 - (v1 + v2) / total) if total > least else None,
    )


def _horst(r: float, q: float) -> float | None:
    if r < 0.0:
        return None
    if 1.0 - r < NO_VARIANCE:
        return 1.0
    square = r * r
    return float((np.sqrt(square**2 + 4.0 * square * (1.0 - square) * q) - square) / (2.0 * (1.0 - square) * q))
