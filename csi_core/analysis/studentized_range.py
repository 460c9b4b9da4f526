"""The studentized range distribution for many values at once (Tukey; the integral of Lund & Lund 1983).

scipy's own takes 0.01 s a probability and 0.12 s a quantile; a survey asks for thousands.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: The range of k standard normal values is below this with certainty at double precision.
_WIDEST = 18.0
_KNOTS = 3_000
_NODES = 128


class _Spline(Protocol):
    def __call__(self, x: Array) -> Array: ...


def probability(q: Array, k: int, df: Array) -> Array:
    """P(range of k independent normal means / their estimated standard error > q), df degrees of freedom.

    q, df: shape m; df ≥ 1. Absolute error below 1e-9.

    >>> probability(np.array([3.5]), 3, np.array([20.0])).round(6)
    array([0.055...])
    """
    s, density = _scale_density(df)
    below = np.sum(density * _range_cdf(k)(np.minimum(q[:, None] * s, _WIDEST)), axis=1)
    above: Array = np.clip(1.0 - below, 0.0, 1.0)
    return above


def quantile(upper: float, k: int, df: Array) -> Array:
    """The values q exceeded with probability `upper`, one for each of df (shape m)."""
    s, density = _scale_density(df)
    cdf = _range_cdf(k)

    def excess(q: Array) -> Array:
        below: Array = np.sum(density * cdf(np.minimum(q[:, None] * s, _WIDEST)), axis=1)
        return below - (1.0 - upper)

    low, high = np.zeros(len(df)), np.full(len(df), 4.0)
    while (short := excess(high) < 0).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    # Regula falsi with the Illinois weighting: keeps the bracket and converges faster than halving it.
    f_low, f_high = excess(low), excess(high)
    side = np.zeros(len(df))
    for _ in range(100):
        q = (low * f_high - high * f_low) / (f_high - f_low)
        f = excess(q)
        if (np.abs(f) < 1e-13).all() or (high - low < 1e-12 * high).all():
            return q
        above = f >= 0
        f_low = np.where(above, np.where(side > 0, f_low / 2, f_low), f)
        f_high = np.where(above, f, np.where(side < 0, f_high / 2, f_high))
        low, high = np.where(above, low, q), np.where(above, q, high)
        side = np.where(above, 1.0, -1.0)
    return q


def _scale_density(df: Array) -> tuple[Array, Array]:
    """Nodes and weights (m × nodes) of the distribution of s = √(chi²/df), for integrals over s."""
    from scipy.special import chdtri, gammaln

    nodes, weights = _legendre(_NODES)
    df = df[:, None]
    low, high = np.sqrt(chdtri(df, 1 - 1e-15) / df), np.sqrt(chdtri(df, 1e-18) / df)
    # s = t² makes the density smooth at 0 for small df, where Gauss quadrature needs it.
    t_low, t_high = np.sqrt(low), np.sqrt(high)
    t = (t_high + t_low) / 2 + (t_high - t_low) / 2 * nodes
    s = t**2
    log_density = np.log(2) + df / 2 * np.log(df / 2) - gammaln(df / 2) + (df - 1) * np.log(s) - df * s**2 / 2
    return s, np.exp(log_density) * 2 * t * weights * (t_high - t_low) / 2


@cache
def _legendre(nodes: int) -> tuple[Array, Array]:
    """Nodes and weights of Gauss–Legendre quadrature on −1 … 1."""
    found: tuple[Array, Array] = np.polynomial.legendre.leggauss(nodes)
    return found


@cache
def _range_cdf(k: int) -> _Spline:
    """P(range of k standard normal values ≤ w) as a spline in w."""
    from scipy.interpolate import CubicSpline
    from scipy.special import ndtr

    nodes, weights = _legendre(2 * _NODES)
    z = 9.0 * nodes
    w = np.linspace(0.0, _WIDEST, _KNOTS)
    normal = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    between = np.maximum(ndtr(z) - ndtr(z - w[:, None]), 0.0)
    cdf = k * 9.0 * (between ** (k - 1) @ (weights * normal))
    spline: _Spline = CubicSpline(w, cdf)
    return spline
