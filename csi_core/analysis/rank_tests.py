"""Tests of ranks from the counts of each answer in each group: Mann–Whitney, Kruskal–Wallis, Dunn's pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import noncentral
from csi_core.analysis.mean_tests import share_of_variance
from csi_core.analysis.multiple_testing import adjusted
from csi_core.results import Adjustment, Comparison, Effect, Pair
from csi_core.thresholds import NORMAL_95

Array = NDArray[np.float64]


def ranks(comparison: Comparison, counts: Array, means: Array, labels: list[str], adjustment: Adjustment) -> Comparison:
    """Mann–Whitney (two groups) or Kruskal–Wallis with Dunn's pairs; unchanged where all answers are the same.

    counts: answers in ascending order × groups, each group with an answer. Mann–Whitney's U is the first group's,
    its p normal with ties and not corrected for continuity, as SPSS; the effect is the rank-biserial correlation
    2U / (n₁n₂) − 1. Kruskal–Wallis: epsilon2 = H / (n − 1), the share of the ranks' variance between groups; its
    interval is that of an ANOVA of the ranks by the noncentral F (Conover & Iman 1981; Steiger 2004).
    """
    from scipy.special import chdtrc, ndtr

    counts = counts[counts.any(axis=1)]
    if len(counts) < 2:
        return comparison
    sizes, ties = counts.sum(axis=0), counts.sum(axis=1)
    n = float(sizes.sum())
    rank = np.cumsum(ties) - (ties - 1) / 2
    mean_rank = rank @ counts / sizes
    # The variance of the ranks with ties, n − 1 in the denominator.
    variance = (n * (n + 1) - float(np.sum(ties**3 - ties)) / (n - 1)) / 12
    if len(sizes) == 2:
        u = float(sizes[0] * mean_rank[0] - sizes[0] * (sizes[0] + 1) / 2)
        product = float(sizes[0] * sizes[1])
        z = (u - product / 2) / np.sqrt(product * variance / n)
        p = float(2 * ndtr(-abs(z)))
        effect = rank_biserial(u, float(sizes[0]), float(sizes[1]))
        pair = Pair((labels[0], labels[1]), float(means[0] - means[1]), None, p, "mann-whitney", effect)
        return replace(comparison, test="mann-whitney", statistic=u, p=p, effect=effect, pairs=(pair,))
    h = float(sizes @ (mean_rank - (n + 1) / 2) ** 2) / variance
    df = float(len(sizes) - 1)
    effect = Effect("epsilon2", h / (n - 1), _epsilon2_interval(h, df, n))
    pairs = _dunn(counts, mean_rank, variance, means, labels, adjustment)
    return replace(
        comparison, test="kruskal", statistic=h, df=(df,), p=float(chdtrc(df, h)), effect=effect, pairs=pairs
    )


def rank_biserial(u: float, n_first: float, n_second: float) -> Effect:
    """2U / (n₁n₂) − 1 with the interval on Fisher's z, SE = √((n₁ + n₂ + 1) / (3 n₁n₂)) (as R's effectsize)."""
    r = 2 * u / (n_first * n_second) - 1
    reach = NORMAL_95 * np.sqrt((n_first + n_second + 1) / (3 * n_first * n_second))
    z = np.arctanh(np.clip(r, -1 + 1e-15, 1 - 1e-15))
    return Effect("rank_biserial", r, (float(np.tanh(z - reach)), float(np.tanh(z + reach))))


def _epsilon2_interval(h: float, df: float, n: float) -> tuple[float, float] | None:
    """The interval of η² of the ranks: F = (H/df) / ((n − 1 − H)/(n − k))."""
    rest = n - df - 1
    if rest <= 0 or n - 1 - h <= 1e-9 * n:
        return None
    f = h / df / ((n - 1 - h) / rest)
    low, high = noncentral.of_f(np.array([f]), np.array([df]), np.array([rest]))
    return share_of_variance(float(low[0]), float(high[0]), n)


def _dunn(
    counts: Array, mean_rank: Array, variance: float, means: Array, labels: list[str], adjustment: Adjustment
) -> tuple[Pair, ...]:
    """Dunn's (1964) z of mean ranks, σ² = variance of the ranks (1/nᵢ + 1/nⱼ); two-sided p adjusted over the pairs."""
    from scipy.special import ndtr

    sizes = counts.sum(axis=0)
    first, second = np.array(list(combinations(range(len(sizes)), 2))).T
    z = (mean_rank[first] - mean_rank[second]) / np.sqrt(variance * (1 / sizes[first] + 1 / sizes[second]))
    p = adjusted(2 * ndtr(-np.abs(z)), adjustment)
    # How often an answer of one group lies above one of the other, equal ones counted half.
    below = np.cumsum(counts, axis=0) - counts / 2
    u = counts.T @ below
    return tuple(
        Pair(
            (labels[a], labels[b]),
            float(means[a] - means[b]),
            None,
            float(p_pair),
            "dunn",
            rank_biserial(float(u[a, b]), float(sizes[a]), float(sizes[b])),
        )
        for a, b, p_pair in zip(first, second, p, strict=True)
    )
