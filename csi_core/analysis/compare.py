"""Means of every scaled question between the groups of a profile question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import studentized_range
from csi_core.analysis.crosstabs import known_groups
from csi_core.analysis.groups import Grouping
from csi_core.responses import Responses
from csi_core.results import Comparison, Effect, Group, Note, Pair
from csi_core.setup import SCALED
from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """n, mean and variance (n − 1; NaN for n < 2) of groups × questions."""

    n: Array
    mean: Array
    variance: Array


def compare(responses: Responses, groups: tuple[str, ...]) -> tuple[tuple[Comparison, ...], tuple[Note, ...]]:
    """Every scaled question × every column of `groups`.

    The test is Welch's, for two groups and for more: it needs no equal variances, loses next to nothing where they are
    equal, and choosing by a preliminary test is worse than either (Delacre, Lakens & Leys 2017; 2019). It is given as
    F with [df1, df2]; for two groups F = t². Where one of the groups has no spread at all, Welch's weights do not
    exist: Mann–Whitney (two groups; normal approximation with ties, not corrected for continuity, as SPSS; statistic U
    of the first group) or Kruskal–Wallis is used. Groups with fewer than two answers are left out of the test.

    Effects: omega2 = df1 (F − 1) / (df1 (F − 1) + n), at least 0 (Carroll & Nordholm 1975, with Welch's F); for
    Kruskal–Wallis epsilon2 = H / (n − 1); for Mann–Whitney rank_biserial = 2U / (n1 n2) − 1.
    Pairs: Games–Howell (1976) with simultaneous 95 % intervals after Welch; after Kruskal–Wallis Dunn (1964), p by Holm
    over the pairs, no interval. `difference` is always first mean − second mean. `p_adjusted` is Holm's (1979)
    over all questions of the same `by`. Survey weights are not applied.
    """
    columns = responses.setup.of(*SCALED)
    names = [column.name for column in columns]
    titles = {column.name: column.title for column in columns}
    known, unknown = known_groups(responses, groups)
    notes = [Note("compare.unknown_group", {"columns": unknown})] if unknown else []
    found: list[Comparison] = []
    for by in known:
        title = responses.setup.column(by.by).title
        ratings = responses.ratings[names].to_numpy(dtype=np.float64)
        comparisons = _with_holm(_comparisons(names, ratings, by))
        reasons = {
            "compare.rank_test": [c.item for c in comparisons if c.test in ("mann-whitney", "kruskal")],
            "compare.no_test": [c.item for c in comparisons if c.test is None],
            "compare.single": [c.item for c in comparisons if any(group.n == 1 for group in c.groups)],
        }
        notes += [
            Note(code, {"items": tuple(titles[item] for item in items), "by": title})
            for code, items in reasons.items()
            if items
        ]
        found += comparisons
    if responses.weights is not None and found:
        notes.append(Note("compare.unweighted"))
    return tuple(found), tuple(notes)


def moments(ratings: Array, by: Grouping) -> Moments:
    """n, mean and variance of each question (columns) in each group, missing answers left out."""
    known = ~np.isnan(ratings)
    members = by.indicators()
    n = members @ known.astype(np.float64)
    mean = members @ np.where(known, ratings, 0.0) / np.maximum(n, 1.0)
    deviations = np.where(known & (by.codes >= 0)[:, None], ratings - members.T @ mean, 0.0)
    variance = members @ deviations**2 / np.where(n > 1, n - 1, np.nan)
    # What rounding leaves of the spread of equal fractional answers is none.
    variance[variance <= (1e-12 * np.maximum(np.abs(mean), 1.0)) ** 2] = 0.0
    return Moments(n, mean, variance)


def _comparisons(names: list[str], ratings: Array, by: Grouping) -> list[Comparison]:
    each = moments(ratings, by)
    tested = each.n >= 2
    spread = np.where(tested, each.variance, np.inf).min(axis=0, initial=np.inf) > 0
    enough = tested.sum(axis=0) >= 2
    comparisons: list[Comparison] = []
    for i, item in enumerate(names):
        listed = tuple(
            Group(label, int(n), float(mean), float(variance) ** 0.5 if n > 1 else None)
            for label, n, mean, variance in zip(
                by.labels, each.n[:, i], each.mean[:, i], each.variance[:, i], strict=True
            )
            if n > 0
        )
        nothing = Comparison(item, by.by, listed, None, None, None, None, None, None, ())
        inside = np.flatnonzero(tested[:, i])
        if enough[i] and spread[i]:
            of_item = Moments(each.n[inside, i], each.mean[inside, i], each.variance[inside, i])
            comparisons.append(_welch(nothing, of_item, [by.labels[g] for g in inside]))
        elif enough[i]:
            samples = [ratings[by.codes == g, i] for g in inside]
            comparisons.append(
                _ranks(
                    nothing, [x[~np.isnan(x)] for x in samples], each.mean[inside, i], [by.labels[g] for g in inside]
                )
            )
        else:
            comparisons.append(nothing)
    return _with_games_howell(comparisons, each, by)


def _welch(comparison: Comparison, groups: Moments, labels: list[str]) -> Comparison:
    """Welch's (1951) F of the groups' means."""
    from scipy.special import fdtrc

    k = len(labels)
    precision = groups.n / groups.variance
    share = precision / precision.sum()
    grand = share @ groups.mean
    imbalance = float(np.sum((1 - share) ** 2 / (groups.n - 1)))
    between = float(precision @ (groups.mean - grand) ** 2) / (k - 1)
    f = between / (1 + 2 * (k - 2) / (k**2 - 1) * imbalance)
    df = (float(k - 1), (k**2 - 1) / (3 * imbalance))
    gain = df[0] * (f - 1)
    effect = Effect("omega2", max(0.0, gain / (gain + float(groups.n.sum()))))
    return replace(
        comparison, test="welch", statistic=f, df=df, p=float(fdtrc(df[0], df[1], f)), p_adjusted=None, effect=effect
    )


def _with_games_howell(comparisons: list[Comparison], each: Moments, by: Grouping) -> list[Comparison]:
    """The comparisons by Welch's test with all their pairs.

    q = √2 |x̄ᵢ − x̄ⱼ| / √(vᵢ + vⱼ) with v = s²/n and Welch–Satterthwaite degrees of freedom, against the studentized
    range of as many means as groups were tested. Computed for all questions at once, by the number of groups.
    """
    jobs: dict[int, list[tuple[int, int, int]]] = {}
    for i, comparison in enumerate(comparisons):
        if comparison.test == "welch":
            inside = [int(g) for g in np.flatnonzero(each.n[:, i] >= 2)]
            jobs.setdefault(len(inside), []).extend((i, a, b) for a, b in combinations(inside, 2))
    pairs: dict[int, list[Pair]] = {}
    for k, wanted in jobs.items():
        item, first, second = np.array(wanted).T
        v_first = each.variance[first, item] / each.n[first, item]
        v_second = each.variance[second, item] / each.n[second, item]
        difference = each.mean[first, item] - each.mean[second, item]
        error = np.sqrt(v_first + v_second)
        df = error**4 / (v_first**2 / (each.n[first, item] - 1) + v_second**2 / (each.n[second, item] - 1))
        p = studentized_range.probability(np.sqrt(2) * np.abs(difference) / error, k, df)
        reach = studentized_range.quantile(ALPHA_LEVEL, k, df) / np.sqrt(2) * error
        for at, (i, a, b) in enumerate(wanted):
            interval = (float(difference[at] - reach[at]), float(difference[at] + reach[at]))
            labels = (by.labels[a], by.labels[b])
            pairs.setdefault(i, []).append(Pair(labels, float(difference[at]), interval, float(p[at]), "games-howell"))
    return [replace(c, pairs=tuple(pairs[i])) if i in pairs else c for i, c in enumerate(comparisons)]


def _ranks(comparison: Comparison, samples: list[Array], means: Array, labels: list[str]) -> Comparison:
    """Mann–Whitney or Kruskal–Wallis with Dunn's pairs; unchanged where all answers are the same."""
    from scipy.stats import kruskal, mannwhitneyu

    together = np.concatenate(samples)
    if np.ptp(together) == 0:
        return comparison
    if len(samples) == 2:
        u, p = mannwhitneyu(samples[0], samples[1], method="asymptotic", use_continuity=False)
        effect = Effect("rank_biserial", float(2 * u / (len(samples[0]) * len(samples[1])) - 1))
        pair = Pair((labels[0], labels[1]), float(means[0] - means[1]), None, float(p), "mann-whitney")
        return replace(comparison, test="mann-whitney", statistic=float(u), p=float(p), effect=effect, pairs=(pair,))
    h, p = kruskal(*samples)
    return replace(
        comparison,
        test="kruskal",
        statistic=float(h),
        df=(float(len(samples) - 1),),
        p=float(p),
        effect=Effect("epsilon2", float(h / (len(together) - 1))),
        pairs=_dunn(samples, means, labels),
    )


def _dunn(samples: list[Array], means: Array, labels: list[str]) -> tuple[Pair, ...]:
    """Dunn's (1964) z of mean ranks with the correction for ties, two-sided p by Holm over the pairs.

    σ² = (N(N + 1)/12 − Σ(t³ − t)/(12(N − 1))) (1/nᵢ + 1/nⱼ), t: sizes of the sets of equal answers.
    """
    from scipy.special import ndtr
    from scipy.stats import rankdata

    together = np.concatenate(samples)
    n = len(together)
    sizes = np.array([len(sample) for sample in samples])
    ranks = np.split(rankdata(together), np.cumsum(sizes)[:-1])
    mean_rank = np.array([rank.mean() for rank in ranks])
    ties = np.unique(together, return_counts=True)[1].astype(np.float64)
    variance = n * (n + 1) / 12 - np.sum(ties**3 - ties) / (12 * (n - 1))
    first, second = np.array(list(combinations(range(len(samples)), 2))).T
    z = (mean_rank[first] - mean_rank[second]) / np.sqrt(variance * (1 / sizes[first] + 1 / sizes[second]))
    p = holm(2 * ndtr(-np.abs(z)))
    return tuple(
        Pair((labels[a], labels[b]), float(means[a] - means[b]), None, float(p_pair), "dunn")
        for a, b, p_pair in zip(first, second, p, strict=True)
    )


def holm(p: Array) -> Array:
    """Holm's step-down adjusted p-values.

    >>> holm(np.array([0.01, 0.04, 0.03])).round(3)
    array([0.03, 0.06, 0.06])
    """
    from pingouin import multicomp

    adjusted: Array = multicomp(p, method="holm")[1]
    return adjusted


def _with_holm(comparisons: list[Comparison]) -> list[Comparison]:
    tested = [comparison for comparison in comparisons if comparison.p is not None]
    if not tested:
        return comparisons
    adjusted = dict(zip((c.item for c in tested), holm(np.array([c.p for c in tested], dtype=np.float64)), strict=True))
    return [replace(c, p_adjusted=float(adjusted[c.item])) if c.item in adjusted else c for c in comparisons]
