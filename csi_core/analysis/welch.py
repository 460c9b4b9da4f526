"""Means with unequal standard errors compared: Welch's F, differences of two by Games & Howell, linear trend.

All take k means, the squared standard errors of the means, above 0, and the numbers of answers, above 1. From
the mean and s²/n of simple samples they give the textbook tests; weighted means enter with their own errors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import studentized_range
from csi_core.results import Interval, Trend
from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]


def welch(mean: Array, squared_error: Array, n: Array) -> tuple[float, tuple[float, float], float]:
    """Welch's (1951) F that all means are equal, its degrees of freedom and p; for two means F = t²."""
    from scipy.special import fdtrc

    k = len(mean)
    precision = 1.0 / squared_error
    share = precision / precision.sum()
    imbalance = float(np.sum((1 - share) ** 2 / (n - 1)))
    between = float(precision @ (mean - share @ mean) ** 2) / (k - 1)
    f = between / (1 + 2 * (k - 2) / (k**2 - 1) * imbalance)
    df = (float(k - 1), (k**2 - 1) / (3 * imbalance))
    return f, df, float(fdtrc(*df, f))


def differences(
    mean: Array, squared_error: Array, n: Array, before: NDArray[np.intp], after: NDArray[np.intp]
) -> list[list[tuple[float, Interval, float]]]:
    """Means at `after` less those at `before`, simultaneous 95 % intervals and p by Games & Howell (1976) among all k.

    mean, squared_error, n: measures × k, computed together. Of two means this is Welch's t test.
    """
    difference = mean[:, after] - mean[:, before]
    first, second = squared_error[:, before], squared_error[:, after]
    error = np.sqrt(first + second)
    df = error**4 / (first**2 / (n[:, before] - 1) + second**2 / (n[:, after] - 1))
    k = mean.shape[1]
    p = studentized_range.probability((np.sqrt(2) * np.abs(difference) / error).ravel(), k, df.ravel())
    reach = studentized_range.quantile(ALPHA_LEVEL, k, df.ravel()).reshape(error.shape) / np.sqrt(2) * error
    low, high = difference - reach, difference + reach
    return [
        [(float(d), (float(a), float(b)), float(each)) for d, a, b, each in zip(*row, strict=True)]
        for row in zip(difference, low, high, p.reshape(error.shape), strict=True)
    ]


def trend(mean: Array, squared_error: Array, n: Array) -> Trend:
    """The slope of a straight line through equally spaced means, as a contrast with Satterthwaite's degrees of freedom.

    Σ cⱼ meanⱼ with c = (j − j̄) / Σ (j − j̄)², SE² = Σ c² SEⱼ².
    """
    from scipy.special import stdtr, stdtrit

    place = np.arange(len(mean)) - (len(mean) - 1) / 2
    contrast = place / (place @ place)
    parts = contrast**2 * squared_error
    slope, error = float(contrast @ mean), float(np.sqrt(parts.sum()))
    df = float(parts.sum() ** 2 / np.sum(parts**2 / (n - 1)))
    reach = float(stdtrit(df, 1 - ALPHA_LEVEL / 2)) * error
    return Trend(slope, (slope - reach, slope + reach), float(2 * stdtr(df, -abs(slope) / error)))
