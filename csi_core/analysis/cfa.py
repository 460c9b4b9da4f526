"""Maximum-likelihood confirmatory factor analysis with simple structure: each item on one factor, factors correlated.

Written here, since no Python package gives these numbers. Against lavaan 0.6.14 on five models: semopy 2.3.11 ends
3e-4 to 5e-3 away in the loadings, has no standard errors of standardised loadings, no SRMR, no interval of RMSEA,
takes 5 s to import and brings sympy and statsmodels (150 MB); factor_analyzer 0.5.1's ConfirmatoryFactorAnalyzer
does not run with pandas 3. This module agrees with lavaan to 1e-8 (tests/core/test_confirmatory.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.sums import Matrix, Vector
from csi_core.results import Interval, ModelFit

#: Decrement g′I⁻¹g, half of which the next step gains, at which the search has converged, and is near.
CONVERGED = 1e-20
NEAR = 1e-12
ITERATIONS = 300
#: Fewer for models of hundreds of items, so that none takes more than some seconds: iterations × parameters².
WORK = 4e7

#: A standardised residual variance that low on the way has left every proper solution behind.
HOPELESS = -1.0
MOST_DAMPING = 1e10

#: Least eigenvalue, relative to the largest, of an information matrix that determines every parameter.
DETERMINED = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Standardised loadings (k,), residual variances (k,), factor correlations (m, m), each with standard errors.

    least: the least value of the discrepancy; iterations it took; determined: whether the data fix every parameter.
    """

    loadings: Vector
    residuals: Vector
    correlations: Matrix
    loading_errors: Vector
    correlation_errors: Matrix
    implied: Matrix
    least: float
    parameters: int
    iterations: int
    converged: bool
    determined: bool

    @property
    def heywood(self) -> NDArray[np.intp]:
        """Positions of items whose residual variance is not positive."""
        return np.flatnonzero(self.residuals <= 0.0)

    @property
    def proper_correlations(self) -> bool:
        """Whether the factors' correlations are those of anything: a positive definite matrix."""
        return bool(np.linalg.eigvalsh(self.correlations)[0] > 0.0)


def solve(r: Matrix, factor: NDArray[np.intp], n: int) -> Solution:
    """Fit Σ = ΛΦΛ′ + Θ to the correlations `r` (k, k), positive definite, of `n` rows; `factor` (k,): each item's.

    Minimises ln|Σ| + tr(RΣ⁻¹) − ln|R| − k by Fisher scoring with damped steps. The model does not depend on the
    items' units, so that correlations serve as well as covariances; factors have variance 1 and a sum of loadings
    ≥ 0. Standard errors from the expected information of n rows, those of loadings by the delta method: the items
    are standardised by the model. Residual variances may become negative (Heywood case), as in lavaan.

    Source: Jöreskog (1969), Psychometrika 34, 183–202. In R: `lavaan::cfa(model, std.lv = TRUE)`,
    `standardizedSolution()`.
    """
    model = _Model(factor)
    x = model.start(r)
    value, w = _discrepancy(r, model.implied(x))
    converged, iterations, damping, before = False, 0, 0.0, np.inf
    most = min(ITERATIONS, int(WORK / len(x) ** 2))
    while iterations < most and damping < MOST_DAMPING and model.parts(x)[1].min() > HOPELESS:
        iterations += 1
        gradient, information = model.derivatives(x, r, w)
        step, decrement = _step(gradient, information, damping)
        # So near that rounding hides the gain: on until the decrement falls no further.
        near = damping == 0.0 and decrement < NEAR
        if near and (decrement < CONVERGED or decrement >= before):
            converged = True
            break
        new, new_w = _discrepancy(r, model.implied(x + step))
        if new < value or near:
            x, value, w, before = x + step, new, new_w, decrement
            damping = damping / 10.0 if damping > 1e-6 else 0.0
        else:
            damping = max(10.0 * damping, 1e-4)
    return model.solution(x, r, w, n, value, iterations, converged)


def _discrepancy(r: Matrix, implied: Matrix) -> tuple[float, Matrix]:
    """ln|Σ| + tr(RΣ⁻¹) − ln|R| − k and Σ⁻¹; infinite where Σ is not positive definite."""
    try:
        root = np.linalg.cholesky(implied)
    except np.linalg.LinAlgError:
        return np.inf, implied
    inverse_root = np.linalg.inv(root)
    w: Matrix = inverse_root.T @ inverse_root
    log_ratio = 2.0 * float(np.log(np.diag(root)).sum()) - float(np.linalg.slogdet(r)[1])
    return log_ratio + float((r * w).sum()) - len(r), w


def _step(gradient: Vector, information: Matrix, damping: float) -> tuple[Vector, float]:
    """The scoring step −I⁻¹g, shortened by `damping` in the parameters' own scale, and the decrement g′I⁻¹g."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-12))
    scaled = information / np.outer(scale, scale)
    scaled[np.diag_indices(len(scale))] += damping
    try:
        step = -np.linalg.solve(scaled, gradient / scale) / scale
    except np.linalg.LinAlgError:
        return np.zeros_like(gradient), np.inf
    return step, abs(float(gradient @ step))


class _Model:
    """Parameters x: loadings (k), residual variances (k), correlations of the factors below the diagonal.

    The derivative of Σ by each parameter is c(uv′ + vu′), from which gradient and information follow as products.
    """

    def __init__(self, factor: NDArray[np.intp]) -> None:
        self.factor = factor
        self.k, self.m = len(factor), int(factor.max()) + 1
        self.above, self.below = np.triu_indices(self.m, 1)

    def start(self, r: Matrix) -> Vector:
        """Loadings from the first component of each factor's items, correlations from those of the components."""
        loadings = np.empty(self.k)
        weights = np.zeros((self.k, self.m))
        for number in range(self.m):
            own = np.flatnonzero(self.factor == number)
            values, vectors = np.linalg.eigh(r[np.ix_(own, own)])
            first = vectors[:, -1] * (-1.0 if vectors[:, -1].sum() < 0.0 else 1.0)
            shared = max(1.0, float(values[-1]) - 0.5)
            loadings[own] = np.clip(first * np.sqrt(shared), -0.9, 0.9)
            weights[own, number] = first
        covariance = weights.T @ r @ weights
        sd = np.sqrt(np.diag(covariance))
        # Uncorrelated factors of two items each are no place to begin: there the information is singular.
        phi = np.clip(covariance / np.outer(sd, sd), -0.8, 0.8)[self.above, self.below]
        phi = np.where(np.abs(phi) < 0.05, np.where(phi < 0.0, -0.05, 0.05), phi)
        x = np.concatenate([loadings, 1.0 - loadings**2, phi])
        while not np.isfinite(_discrepancy(r, self.implied(x))[0]):
            x[2 * self.k :] /= 2.0
        return x

    def parts(self, x: Vector) -> tuple[Vector, Vector, Matrix]:
        phi = np.eye(self.m)
        phi[self.above, self.below] = phi[self.below, self.above] = x[2 * self.k :]
        return x[: self.k], x[self.k : 2 * self.k], phi

    def implied(self, x: Vector) -> Matrix:
        loadings, residuals, phi = self.parts(x)
        sigma: Matrix = np.outer(loadings, loadings) * phi[np.ix_(self.factor, self.factor)]
        sigma[np.diag_indices(self.k)] = loadings**2 + residuals
        return sigma

    def derivatives(self, x: Vector, r: Matrix, w: Matrix) -> tuple[Vector, Matrix]:
        """Gradient and expected Hessian tr(Σ⁻¹ ∂Σ Σ⁻¹ ∂Σ) of the discrepancy; `w` is Σ⁻¹."""
        loadings, _, phi = self.parts(x)
        items = np.eye(self.k)
        columns = np.zeros((self.k, self.m))
        columns[np.arange(self.k), self.factor] = loadings
        u = np.hstack([items, items, columns[:, self.above]])
        v = np.hstack([(columns @ phi)[:, self.factor], items, columns[:, self.below]])
        c = np.ones(u.shape[1])
        c[self.k : 2 * self.k] = 0.5
        gradient = 2.0 * c * (u * ((w - w @ r @ w) @ v)).sum(axis=0)
        wv = w @ v
        uwv = u.T @ wv
        information = 2.0 * np.outer(c, c) * ((u.T @ w @ u) * (v.T @ wv) + uwv * uwv.T)
        return gradient, information

    def solution(
        self, x: Vector, r: Matrix, w: Matrix, n: int, least: float, iterations: int, converged: bool
    ) -> Solution:
        loadings, residuals, phi = self.parts(x)
        _, information = self.derivatives(x, r, w)
        values, vectors = np.linalg.eigh(information)
        determined = bool(values[0] > DETERMINED * values[-1])
        covariance = (vectors / np.maximum(values, DETERMINED * values[-1])) @ vectors.T * 2.0 / n
        # The standardised loading is λ / √(λ² + θ).
        variances = loadings**2 + residuals
        by_loading, by_residual = residuals / variances**1.5, -loadings / (2.0 * variances**1.5)
        own, other = np.arange(self.k), np.arange(self.k, 2 * self.k)
        error = (
            by_loading**2 * covariance[own, own]
            + by_residual**2 * covariance[other, other]
            + 2.0 * by_loading * by_residual * covariance[own, other]
        )
        phi_errors = np.zeros((self.m, self.m))
        phi_errors[self.above, self.below] = np.sqrt(np.diag(covariance)[2 * self.k :])
        standardised = loadings / np.sqrt(variances)
        sign = np.where(np.bincount(self.factor, standardised, self.m) < 0.0, -1.0, 1.0)
        return Solution(
            loadings=standardised * sign[self.factor],
            residuals=residuals / variances,
            correlations=phi * np.outer(sign, sign),
            loading_errors=np.sqrt(np.maximum(error, 0.0)),
            correlation_errors=phi_errors + phi_errors.T,
            implied=self.implied(x),
            least=max(least, 0.0),
            parameters=len(x),
            iterations=iterations,
            converged=converged,
            determined=determined,
        )


def degrees_of_freedom(factor: NDArray[np.intp]) -> int:
    """Variances and covariances less parameters.

    >>> degrees_of_freedom(np.repeat([0, 1, 2], 3))
    24
    """
    k, m = len(factor), int(factor.max()) + 1
    return k * (k + 1) // 2 - 2 * k - m * (m - 1) // 2


def fit(solution: Solution, r: Matrix, df: int, n: int) -> ModelFit:
    """Fit indices of a model with df > 0; χ² is n times the least discrepancy (LISREL and AMOS take n − 1).

    CFI = 1 − max(χ² − df, 0) / max(χ²₀ − df₀, χ² − df, 0), TLI = (χ²₀/df₀ − χ²/df) / (χ²₀/df₀ − 1), χ²₀ of the model
    without any correlation (Bentler 1990; Tucker & Lewis 1973); RMSEA = √(max(χ² − df, 0) / (n·df)) with its 90 %
    interval from the noncentral χ² (Steiger & Lind 1980; Browne & Cudeck 1993); SRMR the root mean square of the
    residual correlations and variances (Bentler 1995). CFI and TLI are None where there is nothing to explain.
    """
    from scipy.special import chdtrc

    k = len(r)
    chi2 = n * solution.least
    baseline, baseline_df = -n * float(np.linalg.slogdet(r)[1]), k * (k - 1) // 2
    excess, baseline_excess = max(chi2 - df, 0.0), baseline - baseline_df
    residual = (r - solution.implied)[np.tril_indices(k)]
    return ModelFit(
        chi2=chi2,
        df=df,
        p=float(chdtrc(df, chi2)),
        chi2_df=chi2 / df,
        cfi=1.0 - excess / max(baseline_excess, excess) if baseline_excess > 0.0 else None,
        tli=(baseline / baseline_df - chi2 / df) / (baseline / baseline_df - 1.0) if baseline_excess > 0.0 else None,
        rmsea=float(np.sqrt(excess / (n * df))),
        rmsea_ci=_rmsea_interval(chi2, df, n),
        srmr=float(np.sqrt(np.mean(residual**2))),
        parameters=solution.parameters,
    )


def _rmsea_interval(chi2: float, df: int, n: int) -> Interval:
    """90 % interval: the noncentralities at which χ² is the 95th and the 5th percentile."""
    from scipy.optimize import brentq
    from scipy.special import chdtr
    from scipy.stats import ncx2

    def limit(p: float) -> float:
        if chdtr(df, chi2) < p:
            return 0.0
        high = chi2 + 10.0 * np.sqrt(chi2 + df) + 10.0
        noncentrality = brentq(lambda value: float(ncx2.cdf(chi2, df, value)) - p, 1e-10, high, xtol=1e-9)
        return float(np.sqrt(noncentrality / (n * df)))

    return limit(0.95), limit(0.05)
