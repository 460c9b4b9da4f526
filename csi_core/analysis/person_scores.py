"""Each respondent's own dimension scores and index, for tests and correlations between respondents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import scale_of
from csi_core.analysis.sums import BLOCK
from csi_core.responses import Responses
from csi_core.thresholds import ANSWERED_SHARE

Array = NDArray[np.float64]

#: Decimals within which the sum of points is exact.
_DIGITS = 9

#: What the index is called where it stands among dimensions and questions.
INDEX = "index"


@dataclass(frozen=True, slots=True, eq=False)
class PersonScores:
    """values: rows × (dimensions, then the index), 0–100, NaN = none; left_out: rows without an index."""

    dimensions: tuple[str, ...]
    values: Array
    left_out: int


def person_scores(responses: Responses, weights: Mapping[str, float]) -> PersonScores:
    """The weighted mean of the item scores (0–100, as in `scores`) a respondent has, in each dimension and in all.

    weights: item → weight, only items with a weight above 0 count. Whoever answered less than half of a dimension (by
    weight) has no score in it (the half rule, Fairclough & Cella 1996). For complete rows the groups' means of these
    are the group scores of `scores`; where answers are missing, `scores` uses every answer and may differ slightly.
    """
    names = [name for name, weight in weights.items() if weight > 0]
    scales = [scale_of(responses, name) for name in names]
    low = np.array([scale.min for scale in scales])
    high = np.array([scale.max for scale in scales])
    share = np.array([weights[name] for name in names])
    sets = {
        dimension: np.isin(names, members).astype(np.float64) * share
        for dimension, members in responses.setup.dimensions().items()
        if set(members) & set(names)
    }
    by_set = np.stack([*sets.values(), share], axis=1)
    values = np.empty((responses.n, by_set.shape[1]))
    for start in range(0, responses.n, BLOCK):
        rows = slice(start, start + BLOCK)
        points = 100 * (responses.ratings[names].iloc[rows].to_numpy(dtype=np.float64) - low) / (high - low)
        known = ~np.isnan(points)
        answered = known.astype(np.float64) @ by_set
        total = np.where(known, points, 0.0) @ by_set
        enough = answered >= ANSWERED_SHARE * by_set.sum(axis=0) - 1e-12
        # Equal scores must be equal numbers where they are ranked, whatever order their answers were added in.
        values[rows] = np.round(np.where(enough, total / np.where(enough, answered, 1.0), np.nan), _DIGITS)
    return PersonScores(tuple(sets), values, int(np.isnan(values[:, -1]).sum()))
