"""Rotation of factor loadings: varimax with Kaiser normalisation, promax, direct oblimin."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.sums import Matrix, Vector

#: Random starts besides the unrotated loadings, because varimax has several maxima; with more factors than
#: MOST_FACTORS every start ends at another one and takes seconds, so that there the unrotated loadings serve alone.
RANDOM_STARTS = 15
MOST_FACTORS = 20

#: A random start must beat the unrotated loadings by more than rounding, relatively.
BETTER = 1e-8

#: Largest angle (radians) of a sweep, and length of the gradient, at which a rotation has converged; what rounding
#: may add to the criterion.
ANGLE = 1e-10
GRADIENT = 1e-9
ROUNDING = 1e-15
SHORTEST_STEP = 1e-12
SWEEPS = 1_000
#: Rotations of two factors in all sweeps together: fewer sweeps with many factors, for the sake of time.
TURNS = 150_000
STEPS = 10_000

#: A varimax criterion that changes less than this over all angles of two factors is the same at each of them.
FLAT = 1e-14

#: Power of promax (kappa), the default of SPSS and psych.
KAPPA = 4


@dataclass(frozen=True, slots=True, eq=False)
class Rotation:
    """loadings (k, m), pattern loadings if oblique; correlations (m, m) of the factors, None if orthogonal."""

    loadings: Matrix
    correlations: Matrix | None
    converged: bool


def varimax(loadings: Matrix, rng: np.random.Generator) -> Rotation:
    """Orthogonal rotation to the greatest variance of the squared loadings (Kaiser 1958), rows normalised.

    Planar rotations of two factors at a time in SPSS's order, from the unrotated loadings (k, m) and from random
    starts; the highest criterion wins, the unrotated start where several reach it.
    """
    h = _root_communalities(loadings)
    normalised = loadings / h[:, None]
    rotated, converged = _planar(_starts(normalised, rng))
    criteria = varimax_criterion(rotated)
    best = int(np.argmax(criteria))
    if criteria[best] <= criteria[0] + BETTER * abs(criteria[0]):
        best = 0
    return Rotation(rotated[best] * h[:, None], None, bool(converged[best]))


def varimax_criterion(loadings: Matrix) -> Vector:
    """Sum over factors of the variance of the squared loadings; over the last two axes (k, m)."""
    criterion: Vector = (loadings**2).var(axis=-2).sum(axis=-1)
    return criterion


def promax(loadings: Matrix, rng: np.random.Generator) -> Rotation:
    """Oblique rotation towards the fourth power of the varimax loadings (Hendrickson & White 1964).

    Rows are normalised throughout (Kaiser). In R: `psych::kaiser(loadings, rotate = "Promax")`.
    """
    h = _root_communalities(loadings)
    orthogonal = varimax(loadings, rng)
    start = orthogonal.loadings / h[:, None]
    target = start * np.abs(start) ** (KAPPA - 1)
    transformation = np.linalg.lstsq(start, target)[0]
    if np.linalg.matrix_rank(transformation) < len(transformation):
        return Rotation(orthogonal.loadings, np.eye(len(transformation)), False)
    transformation = transformation * np.sqrt(np.diag(np.linalg.inv(transformation.T @ transformation)))
    inverse = np.linalg.inv(transformation)
    return Rotation(start @ transformation * h[:, None], inverse @ inverse.T, orthogonal.converged)


def oblimin(loadings: Matrix) -> Rotation:
    """Direct oblimin with gamma (SPSS: delta) 0, without Kaiser normalisation (Jennrich & Sampson 1966).

    Minimises Σ over pairs of factors Σ_i λ_ip² λ_iq² by gradient projection (Jennrich 2002; Bernaards & Jennrich 2005).
    In R: `GPArotation::oblimin(loadings)`, as psych::fa calls it; SPSS normalises rows first.
    """
    m = loadings.shape[1]
    axes = np.eye(m)
    others = 1.0 - np.eye(m)
    criterion, gradient = _quartimin(loadings, axes, others)
    length = 1.0
    for _ in range(STEPS):
        size = float((gradient**2).sum())
        if size < GRADIENT**2:
            return Rotation(loadings @ np.linalg.inv(axes).T, axes.T @ axes, True)
        while True:
            candidate = axes - length * gradient
            candidate /= np.sqrt((candidate**2).sum(axis=0))
            new_criterion, new_gradient = _quartimin(loadings, candidate, others)
            if new_criterion <= criterion - 0.5 * size * length + ROUNDING or length < SHORTEST_STEP:
                break
            length /= 2.0
        moved, turned = candidate - axes, new_gradient - gradient
        curvature = float((moved * turned).sum())
        # Barzilai & Borwein's (1988) step; where the criterion curves the other way, a longer one.
        length = float((moved**2).sum()) / curvature if curvature > 0.0 else 2.0 * length
        axes, criterion, gradient = candidate, new_criterion, new_gradient
    return Rotation(loadings @ np.linalg.inv(axes).T, axes.T @ axes, False)


def _quartimin(loadings: Matrix, axes: Matrix, others: Matrix) -> tuple[float, Matrix]:
    """Criterion at the factor axes (m, m; unit columns) and its gradient along the unit spheres they lie on."""
    inverse = np.linalg.inv(axes)
    rotated = loadings @ inverse.T
    squares = rotated**2
    cross = squares @ others
    gradient = -(rotated.T @ (rotated * cross) @ inverse).T
    return float((squares * cross).sum()) / 4.0, gradient - axes * (axes * gradient).sum(axis=0)


def _root_communalities(loadings: Matrix) -> Vector:
    h = np.sqrt((loadings**2).sum(axis=1))
    return np.where(h > 0.0, h, 1.0)


def _starts(loadings: Matrix, rng: np.random.Generator) -> NDArray[np.float64]:
    """The loadings as they are and turned at random, (1 + RANDOM_STARTS, k, m); alone beyond MOST_FACTORS."""
    m = loadings.shape[1]
    turns = np.linalg.qr(rng.standard_normal((RANDOM_STARTS if m <= MOST_FACTORS else 0, m, m)))[0]
    return np.concatenate([loadings[None], loadings @ turns])


def _planar(starts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Each start (s, k, m) rotated, two factors at a time, until no angle moves; and whether it came to rest."""
    # Factor first: each rotation reads and writes whole rows of memory.
    turning = np.ascontiguousarray(starts.transpose(2, 0, 1))
    m, s, k = turning.shape
    result = starts.copy()
    converged = np.zeros(s, dtype=np.bool_)
    active = np.arange(s)
    pairs = tuple(combinations(range(m), 2))
    for _ in range(min(SWEEPS, TURNS // max(len(pairs), 1))):
        largest = np.zeros(len(active))
        for p, q in pairs:
            x, y = turning[p], turning[q]
            u = (x + y) * (x - y)
            v = 2.0 * x * y
            sum_u, sum_v = u.sum(axis=1), v.sum(axis=1)
            numerator = 2.0 * (u * v).sum(axis=1) - 2.0 * sum_u * sum_v / k
            denominator = ((u + v) * (u - v)).sum(axis=1) - (sum_u + sum_v) * (sum_u - sum_v) / k
            flat = np.hypot(numerator, denominator) < FLAT
            angle = np.where(flat, 0.0, np.arctan2(numerator, denominator) / 4.0)
            largest = np.maximum(largest, np.abs(angle))
            cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
            turning[p], turning[q] = x * cosine + y * sine, y * cosine - x * sine
        resting = largest < ANGLE
        if resting.any():
            result[active[resting]] = turning[:, resting].transpose(1, 2, 0)
            converged[active[resting]] = True
            active = active[~resting]
            turning = np.ascontiguousarray(turning[:, ~resting])
        if active.size == 0:
            break
    result[active] = turning.transpose(1, 2, 0)
    return result, converged
