"""The index under every way of weighting the items, so that none is picked to please."""

from __future__ import annotations

import numpy as np

from csi_core.analysis.item_weights import SCHEMES, raw_weights
from csi_core.analysis.scored import Scored, by_dimensions, within
from csi_core.analysis.weighted_means import weighted_means
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Note, Scheme, Validity


def sensitivity(responses: Responses, scored: Scored, validity: Validity | None) -> tuple[Scheme, ...]:
    """Each scheme's index (over items, with its t interval, and over dimensions), dimension scores and item weights.

    A scheme the data cannot give says why; the user's own weights count as one only if they differ.
    """
    item_scores = scored.points.item_scores()
    found: list[Scheme] = []
    for how in SCHEMES:
        try:
            weights = raw_weights(how, responses, scored.names, scored.ratio, validity)
        except DataProblem as problem:
            found.append(Scheme(how, None, None, None, {}, {}, Note(problem.code, problem.values)))
            continue
        if how == "columns" and np.ptp(weights) == 0:
            found.append(Scheme(how, None, None, None, {}, {}, Note("scores.own_weights_equal")))
            continue
        weights = weights / weights.sum()
        apart = by_dimensions(weights, scored.dimensions)
        means = weighted_means(scored.points, weights[None, :])
        found.append(
            Scheme(
                weights=how,
                index=float(means.value[0]),
                ci=means.intervals()[0],
                by_dimensions=float(apart @ item_scores / apart.sum()) if apart.any() else None,
                dimensions={
                    name: float(within(weights, inside) @ item_scores)
                    for name, inside in scored.dimensions.items()
                    if weights[inside].any()
                },
                item_weights=dict(zip(scored.names, map(float, weights), strict=True)),
                reason=None,
            )
        )
    return tuple(found)
