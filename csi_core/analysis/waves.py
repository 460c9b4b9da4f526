"""The same questions asked again: what changed from wave to wave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import welch
from csi_core.analysis.groups import grouping
from csi_core.analysis.multiple_testing import adjusted_where_known
from csi_core.analysis.scored import score
from csi_core.analysis.weighted_means import Means, spreads, weighted_means
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Interval, Note, Pair, Validity, WaveChange, WavePoint, Waves
from csi_core.setup import Role

Array = NDArray[np.float64]

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
    found = {
        label: weighted_means(of, shares)
        for label, of in zip(by.labels, spreads(scored.points, by.codes, len(by.labels)), strict=True)
        if of.totals.any()
    }
    if len(found) < 2:
        raise DataProblem("waves.one_wave", question=column.title, waves=tuple(found))
    every = _with_steps([_change(found, measure) for measure in _measures(found)])
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


@dataclass(frozen=True, slots=True, eq=False)
class _Measure:
    """One measure in every wave: value (NaN: none), standard error (NaN for n < 2), n and interval."""

    value: Array
    error: Array
    n: Array
    intervals: tuple[Interval | None, ...]


def _measures(found: dict[str, Means]) -> list[_Measure]:
    value = np.array([means.value for means in found.values()])
    error = np.array([means.error for means in found.values()])
    n = np.array([means.n for means in found.values()], dtype=np.float64)
    intervals = zip(*(means.intervals() for means in found.values()), strict=True)
    return [_Measure(v, e, size, ci) for v, e, size, ci in zip(value.T, error.T, n.T, intervals, strict=True)]


def _change(found: Iterable[str], measure: _Measure) -> tuple[WaveChange, _Measure | None]:
    """The change without its steps, and what they are computed from; None where it cannot be tested."""
    points = tuple(
        WavePoint(wave, int(n), None if np.isnan(value) else float(value), ci)
        for wave, value, n, ci in zip(found, measure.value, measure.n, measure.intervals, strict=True)
    )
    tested = np.isfinite(measure.value) & np.isfinite(measure.error)
    if tested.sum() < 2 or not (measure.error[tested] > 0).all():
        return WaveChange(points, None, None, None, None, (), None), None
    usable = _Measure(measure.value[tested], measure.error[tested] ** 2, measure.n[tested], ())
    statistic, df, p = welch.welch(usable.value, usable.error, usable.n)
    long = len(usable.n) >= LEAST_FOR_TREND
    trend = welch.trend(usable.value, usable.error, usable.n) if long else None
    return WaveChange(points, statistic, df, p, None, (), trend), usable


def _with_steps(changes: list[tuple[WaveChange, _Measure | None]]) -> list[WaveChange]:
    """The changes with every wave's step from the one before and the last's from the first, all of one number of waves
    computed together."""
    found = [change for change, _ in changes]
    by_length: dict[int, list[tuple[int, _Measure]]] = {}
    for at, (_, usable) in enumerate(changes):
        if usable is not None:
            by_length.setdefault(len(usable.n), []).append((at, usable))
    for same in by_length.values():
        value, error, n = (np.array([getattr(each, part) for _, each in same]) for part in ("value", "error", "n"))
        k = value.shape[1]
        # Each wave against the one before, then the last against the first.
        before, after = np.array([*range(k - 1), 0]), np.array([*range(1, k), k - 1])
        for (at, _), differences in zip(same, welch.differences(value, error, n, before, after), strict=True):
            waves_in = [point.wave for point in found[at].points if point.score is not None and point.n > 1]
            *steps, whole = (
                Pair((waves_in[b], waves_in[a]), difference, ci, p, "games-howell")
                for a, b, (difference, ci, p) in zip(before, after, differences, strict=True)
            )
            found[at] = replace(found[at], steps=tuple(steps), whole=whole)
    return found


def _adjusted(changes: list[WaveChange]) -> list[WaveChange]:
    """The changes of one family with their p by Holm."""
    adjusted, _ = adjusted_where_known([change.p for change in changes], "holm")
    return [replace(change, p_adjusted=p) for change, p in zip(changes, adjusted, strict=True)]
