"""Scores from 0 to 100: of every item, every dimension and the whole, with intervals, and for groups."""

from __future__ import annotations

import numpy as np

from csi_core.analysis.crosstabs import known_groups
from csi_core.analysis.groups import Grouping
from csi_core.analysis.scored import Scored, score
from csi_core.analysis.sensitivity import sensitivity
from csi_core.analysis.weighted_means import bootstrap_intervals, spreads, weighted_means
from csi_core.analysis.weighting import effective_n
from csi_core.responses import Responses
from csi_core.results import GroupScore, Interval, Note, Score, Scores, Validity


def scores(
    responses: Responses,
    groups: tuple[str, ...],
    validity: Validity | None = None,
    rng: np.random.Generator | None = None,
) -> tuple[Scores, tuple[Note, ...]]:
    """Item score = 100 (mean − min) / (max − min) on the turned scale; the rest are weighted means of item scores.

    A dimension is the weighted mean of its items. The index is that of all items, those without a dimension included,
    or, where the setup's `scoring.level` is "dimensions", of the dimensions: each weighs as its items do on average,
    whatever their number, and items without a dimension do not count. Item weights are shares of the index, a
    dimension's weight is the sum of its items'. Which weights: see `item_weights`; `variance` needs the factor
    analysis. Survey weights enter every mean and interval.

    Intervals (95 %): t intervals by linearisation, see `weighted_means`; where the setup asks for it percentile
    bootstrap intervals, drawn with `rng`. Item weights count as fixed, also where they come from the data.
    A group's index is None, with a note, where nobody of the group answered one of the items.

    DataProblem `scores.no_items`, `scores.no_answers`, `scores.level_needs_dimensions`, or that of the weights.
    """
    scored, notes = score(responses, validity)
    how = responses.setup.scoring
    generator = rng if how.intervals == "bootstrap" else None
    shares = scored.shares()
    means = weighted_means(scored.spread, shares)
    intervals = means.intervals() if generator is None else bootstrap_intervals(scored.points, shares, generator)
    found = [Score(float(value), ci, 0.0, int(n)) for value, ci, n in zip(means.value, intervals, means.n, strict=True)]
    index, rest = found[0], found[1:]
    of_dimensions, of_items = rest[: len(scored.dimensions)], rest[len(scored.dimensions) :]
    dimensions = {
        name: _weighing(each, scored.weights[inside].sum())
        for (name, inside), each in zip(scored.dimensions.items(), of_dimensions, strict=True)
    }
    items = {
        name: _weighing(each, weight) for name, each, weight in zip(scored.names, of_items, scored.weights, strict=True)
    }
    titles = {column.name: column.title for column in responses.setup.columns}
    without_interval = tuple(titles[name] for name, each in items.items() if each.ci is None)
    if without_interval:
        notes.append(Note("scores.one_answer", {"items": without_interval}))
    known, unknown = known_groups(responses, groups)
    if unknown:
        notes.append(Note("scores.unknown_group", {"columns": unknown}))
    by_group: list[GroupScore] = []
    for by in known:
        by_group += _groups(titles[by.by], by, scored, generator, notes)
    effective = _effective_n(scored)
    if responses.weights is not None:
        notes.append(Note("scores.weighted", {"n": index.n, "effective": effective}))
    result = Scores(
        weights=how.weights,
        n=index.n,
        index=index.score,
        index_ci=index.ci,
        dimensions=dimensions,
        items=items,
        groups=tuple(by_group),
        level=how.level,
        intervals=how.intervals,
        effective=effective,
        sensitivity=sensitivity(responses, scored, validity),
    )
    return result, tuple(notes)


def _effective_n(scored: Scored) -> float:
    """That of the respondents who answered an item of weight."""
    survey, n = scored.points.survey, float(weighted_means(scored.spread, scored.weights[None]).n[0])
    if survey is None:
        return n
    return effective_n(survey[~np.isnan(scored.points.ratings[:, scored.weights > 0]).all(axis=1)])


def _weighing(each: Score, weight: float) -> Score:
    return Score(each.score, each.ci, float(weight), each.n)


def _groups(
    title: str, by: Grouping, scored: Scored, generator: np.random.Generator | None, notes: list[Note]
) -> list[GroupScore]:
    """Index and dimension scores of every group with respondents who answered an item."""
    found: list[GroupScore] = []
    partial: list[str] = []
    alone: list[str] = []
    shares = scored.shares()[: 1 + len(scored.dimensions)]
    for g, (label, of) in enumerate(zip(by.labels, spreads(scored.points, by.codes, len(by.labels)), strict=True)):
        means = weighted_means(of, shares)
        n = int(means.n[0])
        if not n:
            continue
        values = [None if np.isnan(value) else float(value) for value in means.value]
        dimensions = dict(zip(scored.dimensions, values[1:], strict=True))
        ci: Interval | None = None
        if values[0] is None:
            partial.append(label)
        else:
            if generator is None:
                ci = means.intervals()[0]
            else:
                ci = bootstrap_intervals(scored.points.of(by.codes == g), shares[:1], generator)[0]
            if ci is None:
                alone.append(label)
        found.append(GroupScore(by.by, label, n, values[0], ci, dimensions))
    if partial:
        notes.append(Note("scores.group_incomplete", {"by": title, "groups": tuple(partial)}))
    if alone:
        notes.append(Note("scores.group_of_one", {"by": title, "groups": tuple(alone)}))
    return found
