"""How much each item counts in the index: one function a way of weighting, each returning weights ≥ 0.

All take or give weights in the order of the items; `scores` turns them into shares that add up to 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.correlations import pearson
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Validity
from csi_core.setup import Role

Array = NDArray[np.float64]


def raw_weights(responses: Responses, items: tuple[str, ...], ratio: Array, validity: Validity | None) -> Array:
    """Weights of `items` as the setup's `scoring.weights` wants them.

    ratio: rows × items, ratings as shares of their scale, 0 worst … 1 best, NaN = missing.
    DataProblem `scores.…` where the data do not give such weights.
    """
    match responses.setup.scoring.weights:
        case "equal":
            return np.ones(len(items))
        case "columns":
            return _from_columns(responses, items)
        case "variance":
            return from_factor_variance(items, validity)
        case "entropy":
            return _some(from_entropy(ratio))
        case "critic":
            return _some(from_critic(ratio))
        case "drivers":
            return _from_drivers(responses, items)


def _from_columns(responses: Responses, items: tuple[str, ...]) -> Array:
    columns = [responses.setup.column(item) for item in items]
    weights = np.array([column.weight for column in columns], dtype=np.float64)
    wrong = tuple(column.title for column in columns if not (np.isfinite(column.weight) and column.weight >= 0))
    if wrong:
        raise DataProblem("scores.negative_weight", items=wrong)
    if not weights.any():
        raise DataProblem("scores.all_weights_zero")
    return weights


def from_factor_variance(items: tuple[str, ...], validity: Validity | None) -> Array:
    """Weights from the rotated factors: wᵢ = Σ_f |λ_if| / √ss_f · percent_f / Σ percent.

    The comprehensive score coefficient of Chinese textbooks (综合得分系数: loading over the root of the factor's sum
    of squares, averaged over the factors by the variance they explain), with absolute loadings, because a weight in an
    index has no sign. An item the factor analysis had to leave out has weight 0.
    """
    if validity is None or not validity.variance:
        raise DataProblem("scores.variance_needs_factors")
    total = sum(factor.percent for factor in validity.variance)
    weights = [
        sum(
            abs(validity.loadings[item][factor.factor]) / factor.ss_loading**0.5 * factor.percent / total
            for factor in validity.variance
        )
        if item in validity.loadings
        else 0.0
        for item in items
    ]
    return np.array(weights, dtype=np.float64)


def from_entropy(ratio: Array) -> Array:
    """Entropy weights: items whose answers differ more between respondents count more (Hwang & Yoon 1981).

    p_ri = x_ri / Σ_r x_ri, e_i = −Σ p ln p / ln n_i over the n_i answering, wᵢ ∝ 1 − eᵢ; a constant item has 0.
    """
    known = ~np.isnan(ratio)
    x = np.where(known, ratio, 0.0)
    n, total = known.sum(axis=0), x.sum(axis=0)
    p = x / np.where(total > 0, total, 1.0)
    logs = np.log(np.where(p > 0, p, 1.0))
    entropy = -np.sum(p * logs, axis=0) / np.log(np.maximum(n, 2))
    return np.where(varies(ratio), np.maximum(1.0 - entropy, 0.0), 0.0)


def from_critic(ratio: Array) -> Array:
    """CRITIC weights (Diakoulaki, Mavrotas & Papayannakis 1995): wᵢ ∝ sᵢ Σⱼ (1 − r_ij), s with n − 1, r pairwise.

    A constant item has weight 0; a correlation that does not exist counts as no contrast.
    """
    known = ~np.isnan(ratio)
    n = known.sum(axis=0)
    mean = np.where(known, ratio, 0.0).sum(axis=0) / np.maximum(n, 1)
    squares = np.where(known, ratio - mean, 0.0) ** 2
    deviation = np.sqrt(squares.sum(axis=0) / np.maximum(n - 1, 1))
    contrast = np.nansum(1.0 - pearson(ratio)[0], axis=0)
    return np.where(varies(ratio), deviation * contrast, 0.0)


def _from_drivers(responses: Responses, items: tuple[str, ...]) -> Array:
    overall = responses.setup.of(Role.OVERALL)
    if not overall:
        raise DataProblem("scores.drivers_need_overall")
    complete = responses.ratings[[overall[0].name, *items]].dropna().to_numpy(dtype=np.float64)
    y, x = complete[:, 0], complete[:, 1:]
    if len(y) <= x.shape[1] + 1:
        raise DataProblem("scores.drivers_rows", n=len(y), items=x.shape[1])
    if np.ptp(y) == 0:
        raise DataProblem("scores.drivers_constant_overall", item=overall[0].title)
    moving = np.ptp(x, axis=0) > 0
    weights = np.zeros(len(items))
    if moving.any():
        weights[moving] = relative_weights(x[:, moving], y)
    return _some(weights)


def relative_weights(x: Array, y: Array) -> Array:
    """Johnson's (2000) relative weights of the columns of x for y; they add up to R².

    With R = V D Vᵀ the correlations of x: Λ = V D^½ Vᵀ, β = Λ⁻¹ r_xy, ε_i = Σ_j Λ²_ij β²_j.
    x: complete rows × predictors without constant ones; DataProblem `scores.drivers_singular` if some are
    combinations of others.
    """
    correlations: Array = np.asarray(np.corrcoef(np.column_stack([x, y]), rowvar=False))
    values, vectors = np.linalg.eigh(correlations[:-1, :-1])
    if values[0] < 1e-10 * values[-1]:
        raise DataProblem("scores.drivers_singular")
    root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    beta = np.linalg.solve(root, correlations[:-1, -1])
    weights: Array = root**2 @ beta**2
    return weights


def varies(ratio: Array) -> NDArray[np.bool_]:
    """Columns with at least two different answers."""
    known = ~np.isnan(ratio)
    highest = np.where(known, ratio, -np.inf).max(axis=0, initial=-np.inf)
    lowest = np.where(known, ratio, np.inf).min(axis=0, initial=np.inf)
    return np.asarray(highest > lowest)


def _some(weights: Array) -> Array:
    if not weights.any():
        raise DataProblem("scores.no_variation")
    return weights
