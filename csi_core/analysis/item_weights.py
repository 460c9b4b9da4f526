"""How much each item counts in the index: one function a way of weighting, each returning weights ≥ 0.

All take or give weights in the order of the items; `scores` turns them into shares that add up to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.codes import coded, scale_of
from csi_core.analysis.correlations import pearson
from csi_core.analysis.sums import Sums, survey_sums
from csi_core.analysis.weighting import weights_or_ones
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Validity
from csi_core.setup import Role

Array = NDArray[np.float64]


Scheme = Literal["equal", "columns", "importance", "variance", "entropy", "critic", "drivers"]

#: Every way of weighting, in the order they are shown.
SCHEMES: tuple[Scheme, ...] = ("equal", "columns", "importance", "variance", "entropy", "critic", "drivers")


def raw_weights(how: Scheme, responses: Responses, items: tuple[str, ...], validity: Validity | None) -> Array:
    """Weights of `items` by one of the schemes; they come from unweighted answers, except stated importance.

    DataProblem `scores.…` where the data do not give such weights.
    """
    match how:
        case "equal":
            return np.ones(len(items))
        case "columns":
            return _from_columns(responses, items)
        case "importance":
            return _from_importance(responses, items)
        case "variance":
            return from_factor_variance(items, validity)
        case "entropy":
            return _some(from_entropy(_as_shares(responses, item) for item in items))
        case "critic":
            return _some(_from_critic(responses, items))
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


def _from_importance(responses: Responses, items: tuple[str, ...]) -> Array:
    """Stated importance: the mean of the importance question paired with the item, over its scale's highest code.

    The weighting factors of Hill, Roche & Allen (2007); with one scale for all they are proportional to the means.
    """
    asked = {column.pairs_with: column for column in reversed(responses.setup.of(Role.IMPORTANCE)) if column.pairs_with}
    if not asked:
        raise DataProblem("scores.importance_none")
    lacking = [item for item in items if item not in asked]
    survey = weights_or_ones(responses)
    weights = []
    for item in items:
        if item in lacking:
            continue
        scale = scale_of(responses, asked[item].name)
        if scale.min < 0:
            raise DataProblem("scores.importance_scale", item=asked[item].title)
        rated = responses.ratings[asked[item].name].to_numpy(dtype=np.float64)
        known = ~np.isnan(rated)
        if known.any():
            weights.append(float(survey[known] @ rated[known] / survey[known].sum() / scale.max))
        else:
            lacking.append(item)
    if lacking:
        raise DataProblem(
            "scores.importance_missing", items=tuple(responses.setup.column(item).title for item in lacking)
        )
    return _some(np.array(weights))


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


def from_entropy(answers: Iterable[tuple[Array, Array]]) -> Array:
    """Entropy weights: items whose answers differ more between respondents count more (Hwang & Yoon 1981).

    answers: each item's different answers as shares of its scale, 0 worst … 1 best, and how often each was given.
    p_ri = x_ri / Σ_r x_ri, e_i = −Σ p ln p / ln n_i over the n_i answering, wᵢ ∝ 1 − eᵢ; a constant item has 0.
    """
    found = []
    for values, counts in answers:
        given = counts > 0
        x, counted = values[given], counts[given]
        if len(x) < 2:
            found.append(0.0)
            continue
        p = x / (x @ counted)
        logs = np.log(np.where(p > 0, p, 1.0))
        found.append(max(0.0, 1.0 + float(counted @ (p * logs)) / np.log(counted.sum())))
    return np.array(found)


def _as_shares(responses: Responses, item: str) -> tuple[Array, Array]:
    codes, scale = coded(responses, item), scale_of(responses, item)
    return (codes.values - scale.min) / (scale.max - scale.min), codes.counts


def _from_critic(responses: Responses, items: tuple[str, ...]) -> Array:
    places = responses.ratings.columns.get_indexer(pd.Index(items))
    scales = [scale_of(responses, item) for item in items]
    return from_critic(survey_sums(responses).select(places), np.array([scale.max - scale.min for scale in scales]))


def from_critic(ratings: Sums, reach: Array) -> Array:
    """CRITIC weights (Diakoulaki, Mavrotas & Papayannakis 1995): wᵢ ∝ sᵢ Σⱼ (1 − r_ij), s with n − 1, r pairwise.

    ratings: of items × items; reach: of each item's scale, s counts in shares of it.
    A constant item has weight 0; a correlation that does not exist counts as no contrast.
    """
    found = ratings.pairs
    n = np.maximum(found.weight, 1.0)
    squares = np.maximum(np.diag(found.product) - found.total**2 / n, 0.0)
    deviation = np.sqrt(squares / np.maximum(n - 1, 1)) / reach
    contrast = np.nansum(1.0 - pearson(ratings)[0], axis=0)
    return np.where(np.diag(found.product) > 0, deviation * contrast, 0.0)


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


def _some(weights: Array) -> Array:
    if not weights.any():
        raise DataProblem("scores.no_variation")
    return weights
