"""The same questions asked again: what changed from wave to wave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from csi_core.analysis import welch
from csi_core.analysis.groups import grouping
from csi_core.analysis.multiple_testing import adjusted_where_known
from csi_core.analysis.scored import score
from csi_core.analysis.weighted_means import Means, weighted_means
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Interval, Note, Pair, Validity, WaveChange, WavePoint, Waves
from csi_core.setup import Role

#: Waves from which on a line is fitted through them.
LEAST_FOR_TREND = 3


def waves(responses: Responses, validity: Validity | None = None) -> tuple[Waves, tuple[Note, ...]]:
    """Index, dimensions and items in every wave of the first wave question, with t intervals and tests of change.

    Item weights are those of the whole sample; survey weights enter every mean and error. Waves are taken as samples
    of different people. Test: Welch's F over all waves; steps from each wave to the next by Games–Howell; from three
    waves on a linear trend. p_adjusted: Holm over the dimensions, and over the items; the index is a family of its own.
    A wave with fewer than two answers, or none to one of the items, is left out of a measure's test. Without a test,
    with a note: fewer than two such waves, or a wave whose answers are all equal.

    DataProblem `waves.one_wave` where there is nothing to compare, or that of the scores.
    """
    column = responses.setup.of(Role.WAVE)[0]
    scored, _ = score(responses, validity)
    by = grouping(responses, column.name)
    shares = scored.shares()
    found: dict[str, Means] = {}
    for g, label in enumerate(by.labels):
        rows = (by.codes == g) & scored.points.known.any(axis=1)
        if rows.any():
            found[label] = weighted_means(scored.points.of(rows), shares)
    if len(found) < 2:
        raise DataProblem("waves.one_wave", question=column.title, waves=tuple(found))
    intervals = {wave: means.intervals() for wave, means in found.items()}
    every = [_change(found, intervals, measure) for measure in range(len(shares))]
    index, rest = every[0], every[1:]
    titles = {each.name: each.title for each in responses.setup.columns}
    dimensions = dict(zip(scored.dimensions, _adjusted(rest[: len(scored.dimensions)]), strict=True))
    items = dict(zip(scored.names, _adjusted(rest[len(scored.dimensions) :]), strict=True))
    untested = tuple(
        [name for name, each in dimensions.items() if each.p is None]
        + [titles[name] for name, each in items.items() if each.p is None]
    )
    notes: list[Note] = []
    if index.p is None:
        notes.append(Note("waves.index_untested"))
    if untested:
        notes.append(Note("waves.untested", {"measures": untested}))
    return Waves(column.name, tuple(found), _adjusted([index])[0], dimensions, items), tuple(notes)


def _change(found: dict[str, Means], intervals: dict[str, list[Interval | None]], measure: int) -> WaveChange:
    value = np.array([means.value[measure] for means in found.values()])
    error = np.array([means.error[measure] for means in found.values()])
    n = np.array([means.n[measure] for means in found.values()], dtype=np.float64)
    points = tuple(
        WavePoint(wave, int(n[at]), None if np.isnan(value[at]) else float(value[at]), intervals[wave][measure])
        for at, wave in enumerate(found)
    )
    nothing = WaveChange(points, None, None, None, None, (), None)
    tested = np.isfinite(value) & np.isfinite(error)
    if tested.sum() < 2 or not (error[tested] > 0).all():
        return nothing
    mean, squared, n = value[tested], error[tested] ** 2, n[tested]
    labels = [point.wave for point, there in zip(points, tested, strict=True) if there]
    statistic, df, p = welch.welch(mean, squared, n)
    steps = tuple(
        Pair((after, before), difference, ci, p_step, "games-howell")
        for before, after, (difference, ci, p_step) in zip(
            labels[:-1], labels[1:], welch.steps(mean, squared, n), strict=True
        )
    )
    trend = welch.trend(mean, squared, n) if len(mean) >= LEAST_FOR_TREND else None
    return WaveChange(points, statistic, df, p, None, steps, trend)


def _adjusted(changes: list[WaveChange]) -> list[WaveChange]:
    """The changes of one family with their p by Holm."""
    adjusted, _ = adjusted_where_known([change.p for change in changes], "holm")
    return [replace(change, p_adjusted=p) for change, p in zip(changes, adjusted, strict=True)]
