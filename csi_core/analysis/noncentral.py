"""95 % intervals of noncentrality parameters, from which the intervals of effect sizes come (Steiger 2004)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]

_UPPER, _LOWER = ALPHA_LEVEL / 2, 1 - ALPHA_LEVEL / 2

#: Squared noncentralities beyond this are found by the normal approximation: the exact sums get too long.
_FAR = 1e7


def of_chi2(chi2: Array, df: Array) -> tuple[Array, Array]:
    """The noncentralities of the chi² distributions (df) of which `chi2` is the 97.5 % and the 2.5 % point, or 0.

    >>> low, high = of_chi2(np.array([20.0]), np.array([4.0]))
    >>> low.round(3), high.round(3)
    (array([4.08]), array([37.764]))
    """
    from scipy.special import chdtr, chndtrinc

    def bound(p: float) -> Array:
        # The smallest noncentrality is 0, where even the central distribution lies above chi2.
        found: Array = np.where(chdtr(df, chi2) > p, chndtrinc(chi2, df, p), 0.0)
        return found

    return bound(_LOWER), bound(_UPPER)


def of_f(f: Array, df1: Array, df2: Array) -> tuple[Array, Array]:
    """The same for the F distribution with df1, df2."""
    from scipy.special import fdtr, ncfdtr, ndtri

    far = f * df1 > _FAR

    def bound(p: float) -> Array:
        found = np.zeros(len(f))
        there = ~far & (fdtr(df1, df2, f) > p)
        a, b, x = df1[there], df2[there], f[there]
        # scipy's own inverse is good to four digits only.
        found[there] = _root(lambda nc: ncfdtr(a, b, nc, x) - p, np.square(np.sqrt(a * x) + 4.0))
        nc = f[far] * df1[far]
        reach = np.sqrt(2 * (df1[far] + 2 * nc) + 2 * nc**2 / df2[far])
        found[far] = np.maximum(nc - float(ndtri(p)) * reach, 0.0)
        return found

    return bound(_LOWER), bound(_UPPER)


def of_t(t: Array, df: Array) -> tuple[Array, Array]:
    """The same for the t distribution with df; negative noncentralities included."""
    from scipy.special import nctdtrinc, ndtri

    # By the sign's symmetry only t ≥ 0 is asked for.
    size = np.abs(t)
    far = size**2 > _FAR

    def bound(p: float) -> Array:
        found: Array = np.where(
            far, size - float(ndtri(p)) * np.sqrt(1 + size**2 / (2 * df)), nctdtrinc(df, p, np.where(far, 1.0, size))
        )
        return found

    low, high = bound(_LOWER), bound(_UPPER)
    return np.where(t < 0, -high, low), np.where(t < 0, -low, high)


def _root(excess: Callable[[Array], Array], high: Array) -> Array:
    """Where a function that falls from above 0 reaches it, to twelve digits; `high` is about where to look first."""
    low = np.zeros_like(high)
    while (short := excess(high) > 0).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    for _ in range(40):
        middle = (low + high) / 2
        above = excess(middle) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    root: Array = (low + high) / 2
    return root
