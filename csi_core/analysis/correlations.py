"""Correlations between all scaled questions, and between dimensions, overall questions and the index, pairwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.multiple_testing import adjusted
from csi_core.analysis.person_scores import INDEX, person_scores
from csi_core.analysis.rank_correlations import kendall, spearman
from csi_core.analysis.sums import Pairs, Sums, sums
from csi_core.analysis.weighting import survey_weights
from csi_core.responses import Responses
from csi_core.results import Adjustment, Correlation, Correlations, Note
from csi_core.setup import Role
from csi_core.thresholds import NORMAL_95

Array = NDArray[np.float64]

Method = Literal["pearson", "spearman", "kendall"]

#: Fewest common answers a correlation is computed from; with two it is always −1 or 1.
_FEWEST = 3

#: A sum of squares smaller than this share of the raw one is rounding error: the answers are constant.
_ZERO = 1e-12

#: Beside dimensions and index: the questions on satisfaction as a whole and what follows from it.
_OUTCOMES = (Role.OVERALL, Role.RECOMMEND, Role.REPURCHASE)


def correlations(
    ratings: pd.DataFrame,
    method: Method = "pearson",
    adjustment: Adjustment = "holm",
    weights: Array | None = None,
    known: Sums | None = None,
) -> tuple[Correlations, tuple[Note, ...]]:
    """The correlation of every two columns over the rows that answered both (pairwise deletion).

    ratings: rows × questions, NaN = missing; known: their sums, if they have been computed.
    r is None, with a note, where one of the two is constant over the common rows or fewer than three rows answered
    both.
    pearson: weights (rows) enter every sum, and n in test and interval becomes Kish's effective number (Σw)²/Σw² of the
    pair; p by t with n − 2 degrees of freedom, interval on Fisher's z with SE 1/√(n − 3). spearman: Pearson's r of the
    mid-ranks, p likewise, SE √((1 + r²/2)/(n − 3)). kendall: tau-b, p normal with the variance corrected for ties
    (Kendall 1970), SE √(.437/(n − 4)); both SE: Bonett & Wright (2000). The rank methods use no weights.
    p are two-sided; `p_adjusted` over all pairs.
    """
    names = [str(name) for name in ratings.columns]
    x = ratings.to_numpy(dtype=np.float64)
    p = None
    if method == "kendall":
        r, n, p = kendall(x, _FEWEST)
        size = n
    elif method == "spearman":
        r, n = spearman(x, _FEWEST)
        size = n
    elif weights is None:
        r, n = pearson(known or sums(x))
        size = n
    else:
        r, n, size = weighted_pearson(x, weights)
    table: dict[str, dict[str, float | None]] = {
        a: {b: None if np.isnan(r[i, j]) else float(r[i, j]) for j, b in enumerate(names)} for i, a in enumerate(names)
    }
    pairs = _pairs(names, r, n, size, p, method, adjustment)
    notes = _notes(names, r)
    without = sum(pair.ci is None for pair in pairs)
    if without:
        notes += (Note("correlations.no_interval", {"n": without}),)
    if weights is not None and method != "pearson":
        notes += (Note("correlations.unweighted"),)
    return Correlations(method, "pairwise", table, pairs, adjustment), notes


def score_correlations(
    responses: Responses, weights: Mapping[str, float]
) -> tuple[Correlations | None, tuple[Note, ...]]:
    """Correlations of the respondents' dimension scores, the questions on the whole, and the index.

    weights: of the items in the index (see `person_scores`). None where there are fewer than two of these. The index
    holds the dimensions' own items, so that its correlations with them are high by construction.
    """
    scores = person_scores(responses, tuple(weights.items()))
    outcomes = [column.name for column in responses.setup.of(*_OUTCOMES)]
    columns = dict(zip(scores.dimensions, scores.values.T, strict=False))
    if len(columns) == 1:
        columns = {}
    columns |= {name: responses.ratings[name].to_numpy(dtype=np.float64) for name in outcomes if name not in columns}
    columns.setdefault(INDEX, scores.values[:, -1])
    if len(columns) < 2:
        return None, ()
    choices = responses.setup
    found, _ = correlations(
        pd.DataFrame(columns), choices.correlations.method, choices.compare.adjust, survey_weights(responses)
    )
    return found, ()


def pearson(of: Sums) -> tuple[Array, Array]:
    """Pairwise correlation matrix and the numbers of common answers, both questions × questions.

    r is NaN where it does not exist: cov(i, j) = Σxy − Σx Σy / n over the rows that have both.
    """
    found = of.pairs
    return _r(found, found.common), found.common


def weighted_pearson(x: Array, weights: Array) -> tuple[Array, Array, Array]:
    """The same with every row's weight (above 0); beside, the effective numbers (Σw)² / Σw² of common answers."""
    n = sums(x).pairs.common
    found = sums(x, np.sqrt(weights)).pairs
    squared = sums(x, weights).pairs.common
    return _r(found, n), n, found.common**2 / np.where(squared > 0, squared, 1.0)


def _r(of: Pairs, n: Array) -> Array:
    at_least = np.where(of.common > 0, of.common, 1.0)
    spread = of.second - of.first**2 / at_least
    raw = np.square(of.origin)[:, None] * of.common
    spread[spread <= _ZERO * np.maximum(of.second, raw * _ZERO)] = np.nan
    r = (of.product - of.first * of.first.T / at_least) / np.sqrt(spread * spread.T)
    r[n < _FEWEST] = np.nan
    # Matrix products differ in the last digit on both sides of the diagonal.
    r = (r + r.T) / 2
    # Rounding must not keep a perfect correlation from being one: its interval and p hang on it.
    r = np.where(np.abs(r) > 1 - _ZERO, np.sign(r), r)
    np.fill_diagonal(r, np.where(np.isnan(np.diag(r)), np.nan, 1.0))
    return r


def _pairs(
    names: Sequence[str],
    r: Array,
    n: Array,
    size: Array,
    p: Array | None,
    method: Method,
    adjustment: Adjustment,
) -> tuple[Correlation, ...]:
    """Every pair that has a coefficient, with interval and p-values; size: the n they are computed with."""
    from scipy.special import stdtr

    first, second = np.triu_indices(len(names), 1)
    there = ~np.isnan(r[first, second])
    first, second = first[there], second[there]
    values, sizes = r[first, second], size[first, second]
    if p is None:
        t = np.abs(values) * np.sqrt(np.maximum(sizes - 2, 0.0) / np.maximum(1 - values**2, 1e-300))
        p_values = 2 * stdtr(np.maximum(sizes - 2, 1e-9), -t)
    else:
        p_values = p[first, second]
    variance = {
        "pearson": 1 / np.maximum(sizes - 3, 1e-9),
        "spearman": (1 + values**2 / 2) / np.maximum(sizes - 3, 1e-9),
        "kendall": 0.437 / np.maximum(sizes - 4, 1e-9),
    }[method]
    z = np.arctanh(np.clip(values, -1 + 1e-15, 1 - 1e-15))
    reach = NORMAL_95 * np.sqrt(variance)
    low, high = np.tanh(z - reach), np.tanh(z + reach)
    enough = sizes > (4 if method == "kendall" else 3)
    corrected = adjusted(p_values, adjustment)
    return tuple(
        Correlation(
            names[a],
            names[b],
            int(n[a, b]),
            float(values[i]),
            (float(low[i]), float(high[i])) if enough[i] else None,
            float(p_values[i]),
            float(corrected[i]),
        )
        for i, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True))
    )


def _notes(names: list[str], r: Array) -> tuple[Note, ...]:
    notes = []
    alone = np.isnan(np.diag(r))
    if alone.any():
        notes.append(Note("correlations.constant", {"items": tuple(np.array(names, dtype=object)[alone])}))
    rows, columns = np.nonzero(np.triu(np.isnan(r) & ~alone[:, None] & ~alone[None, :], 1))
    if len(rows):
        pairs = tuple(f"{names[i]} × {names[j]}" for i, j in zip(rows, columns, strict=True))
        notes.append(Note("correlations.pairs", {"pairs": pairs}))
    return tuple(notes)
