"""Means of every scaled question, of the dimensions and of the index between the groups of a profile question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import coded, counts_by, cross_counts
from csi_core.analysis.crosstabs import known_groups
from csi_core.analysis.groups import Grouping
from csi_core.analysis.mean_tests import (
    Moments,
    classic,
    distances,
    moments,
    moments_of_counts,
    welch,
    with_omega2_intervals,
    with_pairs,
)
from csi_core.analysis.multiple_testing import adjusted_where_known
from csi_core.analysis.person_scores import INDEX, person_scores
from csi_core.analysis.rank_tests import ranks
from csi_core.responses import Responses
from csi_core.results import Comparison, Group, Note
from csi_core.setup import SCALED, CompareChoices

Array = NDArray[np.float64]

Scope = Literal["item", "dimension", "index"]


def compare(responses: Responses, groups: tuple[str, ...]) -> tuple[tuple[Comparison, ...], tuple[Note, ...]]:
    """Every scaled question × every column of `groups`, tested as the setup's `compare.test` says.

    auto: Welch's test, for two groups and for more: it needs no equal variances, loses next to nothing where they are
    equal, and choosing by a preliminary test is worse than either (Delacre, Lakens & Leys 2017; 2019). It is given as
    F with [df1, df2]; for two groups F = t². Where one of the groups has no spread at all, Welch's weights do not
    exist: ranks are compared. welch: the same without that way out. classic: Student's t with (n − 2) degrees of
    freedom for two groups, ANOVA for more, with Levene's test. ranks: Mann–Whitney and Kruskal–Wallis.
    Groups with fewer than two answers are left out of the test.

    Effects, pairs and their intervals: see `mean_tests` and `rank_tests`. `difference` is always first mean −
    second mean. `p_adjusted` is by the setup's `compare.adjust` over all questions of the same `by`. Survey weights
    are not applied.
    """
    columns = responses.setup.of(*SCALED)
    names = [column.name for column in columns]
    titles = {column.name: column.title for column in columns}
    known, unknown = known_groups(responses, groups)
    notes = [Note("compare.unknown_group", {"columns": unknown})] if unknown else []
    found: list[Comparison] = []
    for by in known:
        tables = [(coded(responses, name).values, counts_by(responses, name, by.by)) for name in names]
        each = moments_of_counts(tables)
        measured = _Measured(
            [(name, "item") for name in names],
            each,
            partial(moments_of_counts, tables, each.mean),
            [counts for _, counts in tables].__getitem__,
        )
        comparisons = _family(measured, by, responses.setup.compare)
        notes += _notes(comparisons, titles, responses.setup.column(by.by).title, responses.setup.compare)
        found += comparisons
    if responses.weights is not None and found:
        notes.append(Note("compare.unweighted"))
    return tuple(found), tuple(notes)


def compare_scores(
    responses: Responses, groups: tuple[str, ...], weights: Mapping[str, float]
) -> tuple[tuple[Comparison, ...], tuple[Note, ...]]:
    """The respondents' dimension scores and index (0–100, see `person_scores`) × every column of `groups`.

    weights: of the items in the index. Tests as in `compare`; a family are the dimensions and the index of one `by`.
    """
    scores = person_scores(responses, tuple(weights.items()))
    known, _ = known_groups(responses, groups)
    named: list[tuple[str, Scope]] = [(name, "dimension") for name in scores.dimensions]
    named.append((INDEX, "index"))
    found: list[Comparison] = []
    for by in known:
        each = moments(scores.values, by)
        measured = _Measured(
            named, each, partial(distances, scores.values, by, each.mean), partial(_counts, scores.values, by)
        )
        found += _family(measured, by, responses.setup.compare)
    notes = (
        (Note("compare.part_answered", {"n": scores.left_out, "share": 100 * responses.setup.missing.answered}),)
        if scores.left_out and found
        else ()
    )
    return tuple(found), notes


def _notes(
    comparisons: Sequence[Comparison], titles: Mapping[str, str], by: str, choices: CompareChoices
) -> list[Note]:
    untested = "compare.no_test" if choices.test in ("auto", "ranks") else "compare.no_spread"
    reasons = {
        "compare.rank_test": [
            c.item for c in comparisons if choices.test == "auto" and c.test in ("mann-whitney", "kruskal")
        ],
        untested: [c.item for c in comparisons if c.test is None],
        "compare.single": [c.item for c in comparisons if any(group.n == 1 for group in c.groups)],
    }
    return [
        Note(code, {"items": tuple(titles[item] for item in items), "by": by})
        for code, items in reasons.items()
        if items
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """What was measured by name, and its moments in each group (groups × measures).

    distances: the moments of |x − group mean|; counts: how often each group (columns) gave each answer, ascending.
    """

    named: Sequence[tuple[str, Scope]]
    moments: Moments
    distances: Callable[[], Moments]
    counts: Callable[[int], NDArray[np.intp]]


def _family(measured: _Measured, by: Grouping, choices: CompareChoices) -> list[Comparison]:
    """One comparison for each measure, their p adjusted together."""
    each = measured.moments
    spreads = measured.distances() if choices.test == "classic" else each
    comparisons = []
    for i, (name, scope) in enumerate(measured.named):
        listed = tuple(
            Group(label, int(n), float(mean), float(variance) ** 0.5 if n > 1 else None)
            for label, n, mean, variance in zip(
                by.labels, each.n[:, i], each.mean[:, i], each.variance[:, i], strict=True
            )
            if n > 0
        )
        nothing = Comparison(name, by.by, listed, None, None, None, None, None, None, (), scope, choices.adjust)
        comparisons.append(_tested(nothing, i, measured, spreads, by, choices))
    comparisons = with_pairs(with_omega2_intervals(comparisons), each, by)
    p, family = adjusted_where_known([comparison.p for comparison in comparisons], choices.adjust)
    return [replace(c, p_adjusted=one, family=family) for c, one in zip(comparisons, p, strict=True)]


def _tested(
    nothing: Comparison, i: int, measured: _Measured, spreads: Moments, by: Grouping, choices: CompareChoices
) -> Comparison:
    each = measured.moments
    inside = np.flatnonzero(each.n[:, i] >= 2)
    if len(inside) < 2:
        return nothing
    variance = each.variance[inside, i]
    if choices.test == "classic":
        return classic(nothing, each.of(inside, i), spreads.of(inside, i)) if variance.any() else nothing
    if choices.test != "ranks" and variance.all():
        return welch(nothing, each.of(inside, i))
    if choices.test == "welch":
        return nothing
    labels = [by.labels[g] for g in inside]
    return ranks(
        nothing, measured.counts(i)[:, inside].astype(np.float64), each.mean[inside, i], labels, choices.adjust
    )


def _counts(values: Array, by: Grouping, i: int) -> NDArray[np.intp]:
    answered = np.flatnonzero(~np.isnan(values[:, i]))
    answers, places = np.unique(values[answered, i], return_inverse=True)
    return cross_counts(places, len(answers), by.codes[answered], len(by.labels))
