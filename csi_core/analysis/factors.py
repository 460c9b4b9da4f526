"""Extraction of factors from a correlation matrix: principal components, minres, principal axis, maximum likelihood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.suitability import squared_multiple_correlations
from csi_core.analysis.sums import Matrix, Vector

#: Least uniqueness allowed; an item held there is a Heywood case (psych::fa and factanal use the same bound).
LEAST_UNIQUENESS = 0.005

#: Largest element of the projected gradient at which the uniquenesses have converged.
TOLERANCE = 1e-10
ITERATIONS = 500
SHORTEST_STEP = 1e-10

#: Where SPSS's principal axis factoring stops by default: its rounds, and the largest change of a communality.
SPSS_ROUNDS = 25
SPSS_CHANGE = 0.001

#: What rounding may add to the function's value.
ROUNDING = 1e-14


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """loadings (k, m) before rotation, largest factor first; heywood: positions of items without unique variance."""

    loadings: Matrix
    converged: bool
    heywood: tuple[int, ...]

    @property
    def communalities(self) -> Vector:
        """Share of each item's variance that the factors hold, (k,)."""
        shared: Vector = (self.loadings**2).sum(axis=1)
        return shared


def principal(r: Matrix, m: int) -> Extraction:
    """The first m principal components: eigenvectors times the root of their eigenvalues (Hotelling 1933)."""
    values, vectors = _descending(r)
    return Extraction(vectors[:, :m] * np.sqrt(np.maximum(values[:m], 0.0)), True, ())


def minres(r: Matrix, m: int) -> Extraction:
    """Unweighted least squares (minimum residuals) with m factors, the same as principal axis run to convergence.

    Minimises ½ Σ γ_j² over the uniquenesses ψ, γ_j the eigenvalues of R − Ψ that no factor takes up
    (Harman & Jones 1966; Jöreskog 1977). R may be singular. In R: `psych::fa(x, m, fm = "minres", rotate = "none")`.
    """
    uniquenesses, converged = _minimise(lambda psi: _least_squares(r, m, psi), _start(r), LEAST_UNIQUENESS, 1.0)
    values, vectors = _descending(r - np.diag(uniquenesses))
    loadings = vectors[:, :m] * np.sqrt(np.maximum(values[:m], 0.0))
    return Extraction(loadings, converged, _heywood(uniquenesses))


def spss_principal_axis(r: Matrix, m: int) -> tuple[int | None, Vector]:
    """Rounds and communalities (k,) at which SPSS's principal axis factoring stops by default; R of full rank.

    From the squared multiple correlations on, the communalities on the diagonal of R are replaced by those of its
    first m components until none changes by 0.001. None for the rounds where 25 do not suffice or a communality
    passes 1, so that SPSS gives no solution.
    """
    communalities = squared_multiple_correlations(r)
    reduced = r.copy()
    for number in range(1, SPSS_ROUNDS + 1):
        np.fill_diagonal(reduced, communalities)
        after = principal(reduced, m).communalities
        change = float(np.abs(after - communalities).max())
        communalities = after
        if communalities.max() > 1.0:
            return None, communalities
        if change < SPSS_CHANGE:
            return number, communalities
    return None, communalities


def maximum_likelihood(r: Matrix, m: int) -> Extraction:
    """Maximum likelihood with m factors under normality; R must be of full rank.

    Minimises Σ (θ_j − ln θ_j − 1) over the uniquenesses ψ, θ_j the eigenvalues of Ψ^−½ R Ψ^−½ that no factor takes up
    (Jöreskog 1967). In R: `factanal(x, m, rotation = "none")`.
    """
    low = float(np.log(LEAST_UNIQUENESS))
    logarithms, converged = _minimise(lambda x: _likelihood(r, m, x), np.log(_start(r)), low, 0.0)
    uniquenesses = np.exp(logarithms)
    root = np.sqrt(uniquenesses)
    values, vectors = _descending(r / np.outer(root, root))
    loadings = root[:, None] * vectors[:, :m] * np.sqrt(np.maximum(values[:m] - 1.0, 0.0))
    return Extraction(loadings, converged, _heywood(uniquenesses))


def _descending(matrix: Matrix) -> tuple[Vector, Matrix]:
    values, vectors = np.linalg.eigh(matrix)
    return values[::-1], vectors[:, ::-1]


def _start(r: Matrix) -> Vector:
    """Uniquenesses to begin with: 1 − squared multiple correlation, or ½ where R is (nearly) singular."""
    if np.linalg.eigvalsh(r)[0] < 1e-8:
        return np.full(len(r), 0.5)
    start: Vector = np.clip(1.0 - squared_multiple_correlations(r), LEAST_UNIQUENESS, 1.0)
    return start


def _heywood(uniquenesses: Vector) -> tuple[int, ...]:
    return tuple(int(item) for item in np.flatnonzero(uniquenesses <= LEAST_UNIQUENESS * (1.0 + 1e-6)))


# -- the two functions of the uniquenesses, each with gradient and Hessian ---------------------------------


def _least_squares(r: Matrix, m: int, psi: Vector) -> tuple[float, Vector, Matrix]:
    """½ Σ γ² of the eigenvalues left over, its gradient (k,) and Hessian (k, k) by ψ."""
    values, vectors = _descending(r - np.diag(psi))
    m = min(m, int((values > 0.0).sum()))
    common, left = values[:m], values[m:]
    common_vectors, left_vectors = vectors[:, :m], vectors[:, m:]
    gradient = -(left_vectors**2) @ left
    hessian = (left_vectors @ left_vectors.T) ** 2
    for value, vector in zip(common, common_vectors.T, strict=True):
        weights = 2.0 * left / np.minimum(left - value, -1e-12)
        hessian += np.outer(vector, vector) * ((left_vectors * weights) @ left_vectors.T)
    return 0.5 * float(left @ left), gradient, hessian


def _likelihood(r: Matrix, m: int, x: Vector) -> tuple[float, Vector, Matrix]:
    """Σ (θ − ln θ − 1) of the eigenvalues left over, its gradient (k,) and Hessian (k, k) by x = ln ψ."""
    root = np.exp(-0.5 * x)
    values, vectors = _descending(r * np.outer(root, root))
    m = min(m, int((values > 1.0).sum()))
    common, left = values[:m], values[m:]
    common_vectors, left_vectors = vectors[:, :m], vectors[:, m:]
    gradient = (left_vectors**2) @ (1.0 - left)
    hessian = ((left_vectors * left) @ left_vectors.T) * (left_vectors @ left_vectors.T)
    for value, vector in zip(common, common_vectors.T, strict=True):
        weights = (1.0 - left) * (left + value) / np.maximum(value - left, 1e-12)
        hessian += np.outer(vector, vector) * ((left_vectors * weights) @ left_vectors.T)
    return float(np.sum(left - np.log(left) - 1.0)), gradient, hessian


def _minimise(
    function: Callable[[Vector], tuple[float, Vector, Matrix]], start: Vector, low: float, high: float
) -> tuple[Vector, bool]:
    """Least point of `function` with every element in [low, high], and whether it converged.

    Newton steps projected on the range (Bertsekas 1982), halved until the function falls enough.
    """
    x = start
    value, gradient, hessian = function(x)
    for _ in range(ITERATIONS):
        free = _free(x, gradient, low, high)
        if not free.any() or np.abs(gradient[free]).max() < TOLERANCE:
            return x, True
        step = np.zeros_like(x)
        step[free] = -_solve_positive(hessian[np.ix_(free, free)], gradient[free])
        length = 1.0
        while True:
            candidate = np.clip(x + length * step, low, high)
            new = function(candidate)
            if new[0] <= value + 1e-4 * float(gradient @ (candidate - x)) + ROUNDING:
                break
            length /= 2.0
            if length < SHORTEST_STEP:
                return x, False
        x, (value, gradient, hessian) = candidate, new
    return x, False


def _free(x: Vector, gradient: Vector, low: float, high: float) -> NDArray[np.bool_]:
    """Which elements may still move: those not pressed against an end of their range."""
    held = ((x <= low) & (gradient > 0.0)) | ((x >= high) & (gradient < 0.0))
    return ~held


def _solve_positive(hessian: Matrix, gradient: Vector) -> Vector:
    """H⁻¹g with the eigenvalues of H made positive, so that the step always goes downhill."""
    values, vectors = np.linalg.eigh(hessian)
    size = np.maximum(np.abs(values), 1e-8 * max(1.0, float(np.abs(values).max())))
    step: Vector = vectors @ ((vectors.T @ gradient) / size)
    return step
