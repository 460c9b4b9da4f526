"""Scores from 0 to 100: of every item, every dimension and the whole, with intervals, and for groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import scale_of
from csi_core.analysis.crosstabs import known_groups
from csi_core.analysis.groups import Grouping
from csi_core.analysis.item_weights import raw_weights
from csi_core.analysis.weighting import weights_or_ones
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import GroupScore, Interval, Note, Score, Scores, Validity
from csi_core.setup import Role
from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Means:
    """Item scores of one set of rows: score and deviations (rows × items) that the intervals are made of.

    score: 0–100, NaN where nobody answered; answered: rows × items;
    influence: rows × items, what a respondent moves the score by: w (x − score) / Σw.
    """

    score: Array
    answered: NDArray[np.bool_]
    influence: Array


def scores(
    responses: Responses, groups: tuple[str, ...], validity: Validity | None = None
) -> tuple[Scores, tuple[Note, ...]]:
    """Item score = 100 (mean − min) / (max − min) on the turned scale; the rest are weighted means of item scores.

    A dimension is the weighted mean of its items, the index of all items, those without a dimension included; item
    weights are shares of the index, a dimension's weight is the sum of its items'. Which weights: see `item_weights`;
    `variance` needs the factor analysis. Survey weights enter every mean and interval.

    Intervals (95 %): for an item the t interval from its own n. For a dimension, the index and groups the same by
    linearisation: with uᵣ = Σᵢ wᵢ (xᵣᵢ − scoreᵢ) / nᵢ over the items respondent r answered, SE² = n/(n − 1) Σ uᵣ²,
    df = n − 1 with n the respondents who answered any of the items; for complete rows this is the t interval of the
    respondents' own weighted means. Item weights count as fixed, also where they come from the data.
    A group's index is None, with a note, where nobody of the group answered one of the items.

    DataProblem `scores.no_items`, `scores.no_answers`, or that of the weights.
    """
    columns = responses.setup.of(Role.ITEM)
    if not columns:
        raise DataProblem("scores.no_items")
    scales = [scale_of(responses, column.name) for column in columns]
    low = np.array([scale.min for scale in scales])
    high = np.array([scale.max for scale in scales])
    every = (responses.items().to_numpy(dtype=np.float64) - low) / (high - low)
    present = ~np.isnan(every).all(axis=0)
    if not present.any():
        raise DataProblem("scores.no_answers")
    notes: list[Note] = []
    if not present.all():
        empty = tuple(column.title for column, there in zip(columns, present, strict=True) if not there)
        notes.append(Note("scores.left_out", {"items": empty}))
    names = tuple(column.name for column, there in zip(columns, present, strict=True) if there)
    ratio = every[:, present]
    weights = raw_weights(responses, names, ratio, validity)
    weights = weights / weights.sum()
    survey = weights_or_ones(responses)
    whole = _means(100 * ratio, survey)
    members = _members(responses, names, weights, notes)
    items = {name: _score(whole, np.arange(len(names)) == i, weights) for i, name in enumerate(names)}
    dimensions = {dimension: _score(whole, inside, weights) for dimension, inside in members.items()}
    index = _score(whole, weights > 0, weights)
    titles = {column.name: column.title for column in columns}
    without_interval = tuple(titles[name] for name, score in items.items() if score.ci is None)
    if without_interval:
        notes.append(Note("scores.one_answer", {"items": without_interval}))
    known, unknown = known_groups(responses, groups)
    if unknown:
        notes.append(Note("scores.unknown_group", {"columns": unknown}))
    by_group: list[GroupScore] = []
    for by in known:
        by_group += _groups(responses, by, ratio, survey, weights, members, notes)
    if responses.weights is not None:
        notes.append(Note("scores.weighted"))
    how = responses.setup.scoring.weights
    return Scores(how, index.n, index.score, index.ci, dimensions, items, tuple(by_group)), tuple(notes)


def _means(points: Array, survey: Array) -> _Means:
    answered = ~np.isnan(points)
    share = survey[:, None] * answered
    total = share.sum(axis=0)
    there = total > 0
    share = share / np.where(there, total, 1.0)
    filled = np.where(answered, points, 0.0)
    score = np.sum(share * filled, axis=0)
    return _Means(np.where(there, score, np.nan), answered, share * (filled - score))


def _score(means: _Means, inside: NDArray[np.bool_], weights: Array) -> Score:
    """Weighted mean of the item scores `inside`, with its interval; weight: their share of the index."""
    share = (
        weights[inside] / weights[inside].sum() if weights[inside].any() else np.full(inside.sum(), 1 / inside.sum())
    )
    point = float(share @ means.score[inside])
    counted = means.answered[:, inside].any(axis=1)
    n = int(counted.sum())
    return Score(point, _interval(point, means.influence[:, inside] @ share, n), float(weights[inside].sum()), n)


def _interval(point: float, influence: Array, n: int) -> Interval | None:
    if n < 2:
        return None
    from scipy.special import stdtrit

    error = float(np.sqrt(n / (n - 1) * np.sum(influence**2)))
    reach = float(stdtrit(n - 1, 1 - ALPHA_LEVEL / 2)) * error
    return point - reach, point + reach


def _members(
    responses: Responses, names: tuple[str, ...], weights: Array, notes: list[Note]
) -> Mapping[str, NDArray[np.bool_]]:
    """Which items make each dimension; a dimension without an answered item or without weight is left out, noted."""
    members: dict[str, NDArray[np.bool_]] = {}
    empty: list[str] = []
    for dimension, of in responses.setup.dimensions().items():
        inside = np.isin(names, of)
        if weights[inside].any():
            members[dimension] = inside
        else:
            empty.append(dimension)
    if empty:
        notes.append(Note("scores.empty_dimension", {"dimensions": tuple(empty)}))
    return members


def _groups(
    responses: Responses,
    by: Grouping,
    ratio: Array,
    survey: Array,
    weights: Array,
    members: Mapping[str, NDArray[np.bool_]],
    notes: list[Note],
) -> list[GroupScore]:
    """Index and dimension scores of every group with respondents who answered an item."""
    found: list[GroupScore] = []
    partial: list[str] = []
    alone: list[str] = []
    counted = weights > 0
    for g, label in enumerate(by.labels):
        rows = (by.codes == g) & ~np.isnan(ratio[:, counted]).all(axis=1)
        if not rows.any():
            continue
        means = _means(100 * ratio[rows], survey[rows])
        there: NDArray[np.bool_] = np.asarray(means.answered.any(axis=0))
        dimensions = {
            name: _score(means, inside & counted, weights).score if there[inside & counted].all() else None
            for name, inside in members.items()
        }
        if there[counted].all():
            index = _score(means, counted, weights)
            found.append(GroupScore(by.by, label, index.n, index.score, index.ci, dimensions))
            if index.ci is None:
                alone.append(label)
        else:
            found.append(GroupScore(by.by, label, int(rows.sum()), None, None, dimensions))
            partial.append(label)
    title = responses.setup.column(by.by).title
    if partial:
        notes.append(Note("scores.group_incomplete", {"by": title, "groups": tuple(partial)}))
    if alone:
        notes.append(Note("scores.group_of_one", {"by": title, "groups": tuple(alone)}))
    return found
