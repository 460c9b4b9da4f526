"""Each respondent's own dimension scores and index, for tests and correlations between respondents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import scale_of
from csi_core.analysis.once import once
from csi_core.analysis.sums import BLOCK
from csi_core.responses import Responses

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


@once
def person_scores(responses: Responses, weights: tuple[tuple[str, float], ...]) -> PersonScores:
    """The weighted mean of the item scores (0–100, as in `scores`) a respondent has, in each dimension and in all.

    weights: items with their weights, only those above 0 count. Whoever answered less of a dimension (by weight)
    than the setup states (`missing.answered`) has no score in it. For complete rows the groups' means of these
    are the group scores of `scores`; where answers are missing, `scores` uses every answer and may differ slightly.
    """
    of = {name: weight for name, weight in weights if weight > 0}
    names = list(of)
    scales = [scale_of(responses, name) for name in names]
    low = np.array([scale.min for scale in scales])
    unit = 100.0 / (np.array([scale.max for scale in scales]) - low)
    share = np.array(list(of.values()))
    sets = {
        dimension: np.isin(names, members).astype(np.float64) * share
        for dimension, members in responses.setup.dimensions().items()
        if set(members) & set(names)
    }
    by_set = np.stack([*sets.values(), share], axis=1)
    whole = by_set.sum(axis=0)
    ratings = responses.only(names).to_numpy(dtype=np.float64)
    least = responses.setup.missing.answered
    values = np.empty((responses.n, by_set.shape[1]))
    for start in range(0, responses.n, BLOCK):
        rows = slice(start, start + BLOCK)
        points = unit * (ratings[rows] - low)
        total = points @ by_set / whole
        part = np.flatnonzero(np.isnan(total[:, -1]))
        if len(part):
            known = ~np.isnan(points[part])
            answered = known.astype(np.float64) @ by_set
            enough = (answered >= least * whole - 1e-12) & (answered > 0)
            given = np.where(known, points[part], 0.0) @ by_set
            total[part] = np.where(enough, given / np.where(enough, answered, 1.0), np.nan)
        # Equal answers summed in another order differ in their last digits; they are ties all the same.
        values[rows] = np.round(total, 10)
    return PersonScores(tuple(sets), values, int(np.isnan(values[:, -1]).sum()))
