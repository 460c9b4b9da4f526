"""Loyalty: who would recommend, as the net promoter score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import welch
from csi_core.analysis.crosstabs import known_groups
from csi_core.analysis.groups import Grouping
from csi_core.analysis.multiple_testing import adjusted_where_known
from csi_core.analysis.weighted_means import Points, spread, weighted_means
from csi_core.analysis.weighting import effective_n, weights_or_ones
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Interval, Loyalty, Note, Nps, Promotion, PromotionGroups
from csi_core.setup import Role
from csi_core.thresholds import NORMAL_95, PROMOTER, TOP_DETRACTOR

Array = NDArray[np.float64]

#: What the adjusted Wald interval adds to promoters and detractors, and to all (Rocks 2016).
_ADDED, _ADDED_TO_ALL = 0.75, 3.0


def loyalty(responses: Responses, groups: tuple[str, ...]) -> tuple[Loyalty, tuple[Note, ...]]:
    """Net promoter score (Reichheld 2003) of every recommendation question answered from 0 to 10, and by groups.

    NPS = % promoters (9, 10) − % detractors (0 to 6), shares of survey weights where there are any. Groups, those of
    waves included, are compared by Welch's F of the answers as 100, 0, −100; p_adjusted by Holm over the questions that
    make groups. A group of fewer than two answers, or all of one kind, is left out of the test.

    DataProblem `loyalty.scale` or `loyalty.no_answers` where no question can be used; others get a note.
    """
    by = tuple(dict.fromkeys((*groups, *(column.name for column in responses.setup.of(Role.WAVE)))))
    known, _ = known_groups(responses, by)
    survey = weights_or_ones(responses)
    found: dict[str, Nps] = {}
    problems: list[DataProblem] = []
    notes: list[Note] = []
    for column in responses.setup.of(Role.RECOMMEND):
        scale = column.scale
        rated = responses.ratings[column.name].to_numpy(dtype=np.float64)
        answered = ~np.isnan(rated)
        if scale is None or (scale.min, scale.max) != (0, 10):
            problems.append(DataProblem("loyalty.scale", item=column.title))
        elif not answered.any():
            problems.append(DataProblem("loyalty.no_answers", item=column.title))
        else:
            kinds = np.select([rated >= PROMOTER, rated <= TOP_DETRACTOR], [1.0, -1.0], 0.0)
            compared = [_compared(kinds, answered, survey, each) for each in known]
            untested = tuple(responses.setup.column(each.by).title for each in compared if each.p is None)
            if untested:
                notes.append(Note("loyalty.untested", {"item": column.title, "groups": untested}))
            everybody = promotion(kinds[answered], survey[answered])
            found[column.name] = Nps(int((~answered).sum()), everybody, _adjusted(compared))
    if not found:
        raise problems[0]
    return Loyalty(found), (*notes, *(Note(problem.code, problem.values) for problem in problems))


def promotion(kinds: Array, survey: Array) -> Promotion:
    """The score of respondents who are promoters (1), passives (0) or detractors (−1); at least one.

    >>> found = promotion(np.repeat([1.0, 0.0, -1.0], [50, 30, 20]), np.ones(100))
    >>> round(found.nps, 6), tuple(round(end, 2) for end in found.ci)
    (30.0, (14.05, 44.2))
    """
    promoters, detractors = kinds > 0, kinds < 0
    share = survey / survey.sum()
    p, d = float(share[promoters].sum()), float(share[detractors].sum())
    return Promotion(
        n=len(kinds),
        promoters=int(promoters.sum()),
        passives=int(np.sum(kinds == 0)),
        detractors=int(detractors.sum()),
        percent_promoters=100 * p,
        percent_detractors=100 * d,
        nps=100 * (p - d),
        ci=adjusted_wald(p, d, effective_n(survey)) if len(kinds) > 1 else None,
    )


def adjusted_wald(p: float, d: float, n: float) -> Interval:
    """95 % interval of 100 (p − d) by the adjusted Wald method (Rocks 2016): ¾ is added to promoters and to detractors
    and 3 to n, then (p − d) ± 1.96 √((p + d − (p − d)²) / n).

    p, d: shares of promoters and detractors; n: answers, the effective number where they are weighted.
    """
    total = n + _ADDED_TO_ALL
    p, d = (n * p + _ADDED) / total, (n * d + _ADDED) / total
    reach = NORMAL_95 * float(np.sqrt((p + d - (p - d) ** 2) / total))
    return 100 * max(-1.0, p - d - reach), 100 * min(1.0, p - d + reach)


def _compared(kinds: Array, answered: NDArray[np.bool_], survey: Array, by: Grouping) -> PromotionGroups:
    groups: dict[str, Promotion] = {}
    measured: list[tuple[float, float, float]] = []
    for g, label in enumerate(by.labels):
        rows = (by.codes == g) & answered
        if not rows.any():
            continue
        groups[label] = promotion(kinds[rows], survey[rows])
        points = Points(kinds[rows, None], np.zeros(1), np.full(1, 100.0), survey[rows])
        means = weighted_means(spread(points), np.ones((1, 1)))
        if means.error[0] > 0:
            measured.append((float(means.value[0]), float(means.error[0]) ** 2, float(means.n[0])))
    if len(measured) < 2:
        return PromotionGroups(by.by, groups, None, None, None, None)
    return PromotionGroups(by.by, groups, *welch.welch(*np.array(measured).T), None)


def _adjusted(compared: list[PromotionGroups]) -> tuple[PromotionGroups, ...]:
    adjusted, _ = adjusted_where_known([each.p for each in compared], "holm")
    return tuple(replace(each, p_adjusted=p) for each, p in zip(compared, adjusted, strict=True))
