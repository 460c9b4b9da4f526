"""The answered items as points from 0 to 100, and what each counts in the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import scale_of
from csi_core.analysis.item_weights import raw_weights
from csi_core.analysis.sums import item_sums
from csi_core.analysis.weighted_means import Points, Spread, spread
from csi_core.analysis.weighting import survey_weights
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Note, Validity
from csi_core.setup import Role

Array = NDArray[np.float64]
Members = Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The items that were answered, as points, and what each counts.

    spread: the sums of all points; weights: shares of the index, they add up to 1;
    dimensions: which items make each.
    """

    names: tuple[str, ...]
    points: Points
    spread: Spread
    weights: Array
    dimensions: Members

    def shares(self) -> Array:
        """The index, every dimension and every item as weighted means of item scores, one a row."""
        rows = [self.weights, *(within(self.weights, inside) for inside in self.dimensions.values())]
        return np.vstack([*rows, np.eye(len(self.names))])


def score(responses: Responses, validity: Validity | None) -> tuple[Scored, list[Note]]:
    """The answered items as points, weighted as the setup asks; raises what `scores` raises."""
    columns = responses.setup.of(Role.ITEM)
    if not columns:
        raise DataProblem("scores.no_items")
    scales = [scale_of(responses, column.name) for column in columns]
    ratings = responses.items().to_numpy(dtype=np.float64)
    low = np.array([scale.min for scale in scales])
    unit = 100.0 / (np.array([scale.max for scale in scales]) - low)
    present = item_sums(responses).answered()
    if not present.any():
        raise DataProblem("scores.no_answers")
    notes: list[Note] = []
    if not present.all():
        empty = tuple(column.title for column, there in zip(columns, present, strict=True) if not there)
        notes.append(Note("scores.left_out", {"items": empty}))
        ratings, low, unit = ratings[:, present], low[present], unit[present]
    names = tuple(column.name for column, there in zip(columns, present, strict=True) if there)
    how = responses.setup.scoring
    dimensions = {name: np.isin(names, of) for name, of in responses.setup.dimensions().items()}
    weights: Array = raw_weights(how.weights, responses, names, validity)
    if how.level == "dimensions":
        weights = by_dimensions(weights, dimensions)
        if not weights.any():
            raise DataProblem("scores.level_needs_dimensions")
        outside = tuple(
            responses.setup.column(name).title
            for name, inside in zip(names, np.any(list(dimensions.values()), axis=0), strict=True)
            if not inside
        )
        if outside:
            notes.append(Note("scores.outside_dimensions", {"items": outside}))
    weighing = {name: inside for name, inside in dimensions.items() if weights[inside].any()}
    if len(weighing) < len(dimensions):
        notes.append(Note("scores.empty_dimension", {"dimensions": tuple(dimensions.keys() - weighing.keys())}))
    points = Points(ratings, low, unit, survey_weights(responses))
    sums_of_items = item_sums(responses).select(np.flatnonzero(present)) if points.survey is None else None
    return Scored(names, points, spread(points, sums_of_items), weights / float(weights.sum()), weighing), notes


def within(weights: Array, inside: NDArray[np.bool_]) -> Array:
    """The weights of these items alone, brought to a sum of 1."""
    share: Array = np.where(inside, weights, 0.0)
    return share / float(share.sum())


def by_dimensions(weights: Array, dimensions: Members) -> Array:
    """Item weights that make the index a mean of dimension scores: each divided by the number of items beside it.

    A dimension then weighs as its items do on average; items without a dimension weigh nothing.

    >>> by_dimensions(np.ones(4), {"D": np.array([1, 1, 0, 0], bool), "E": np.array([0, 0, 1, 0], bool)})
    array([0.5, 0.5, 1. , 0. ])
    """
    found = np.zeros(len(weights))
    for inside in dimensions.values():
        found[inside] = weights[inside] / max(1, int(np.count_nonzero(inside)))
    return found
