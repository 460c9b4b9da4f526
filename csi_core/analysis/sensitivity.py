"""The index under every way of weighting the items, so that none is picked to please."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.item_weights import SCHEMES, raw_weights
from csi_core.analysis.scored import Scored, by_dimensions, within
from csi_core.analysis.weighted_means import weighted_means
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Interval, Note, Scheme, Validity

Array = NDArray[np.float64]


def sensitivity(responses: Responses, scored: Scored, validity: Validity | None) -> tuple[Scheme, ...]:
    """Each scheme's index (over items, with its t interval, and over dimensions), dimension scores and item weights.

    A scheme the data cannot give says why; the user's own weights count as one only if they differ.
    """
    item_scores = scored.spread.scores
    weights: dict[str, Array] = {}
    reasons: dict[str, Note] = {}
    for how in SCHEMES:
        try:
            raw = raw_weights(how, responses, scored.names, validity)
        except DataProblem as problem:
            reasons[how] = Note(problem.code, problem.values)
            continue
        if how == "columns" and np.ptp(raw) == 0:
            reasons[how] = Note("scores.own_weights_equal")
        else:
            weights[how] = raw / raw.sum()
    means = weighted_means(scored.spread, np.vstack(list(weights.values())))
    found = {
        how: _scheme(how, float(index), ci, of_items, item_scores, scored)
        for (how, of_items), index, ci in zip(weights.items(), means.value, means.intervals(), strict=True)
    }
    return tuple(found[how] if how in found else Scheme(how, None, None, None, {}, {}, reasons[how]) for how in SCHEMES)


def _scheme(how: str, index: float, ci: Interval | None, weights: Array, item_scores: Array, scored: Scored) -> Scheme:
    apart = by_dimensions(weights, scored.dimensions)
    return Scheme(
        weights=how,
        index=index,
        ci=ci,
        by_dimensions=float(apart @ item_scores / apart.sum()) if apart.any() else None,
        dimensions={
            name: float(within(weights, inside) @ item_scores)
            for name, inside in scored.dimensions.items()
            if weights[inside].any()
        },
        item_weights=dict(zip(scored.names, map(float, weights), strict=True)),
        reason=None,
    )
