"""Tests of means from n, mean and variance of the groups: Welch, Student, ANOVA, Levene, and the pairs after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import noncentral, studentized_range
from csi_core.analysis.groups import Grouping
from csi_core.analysis.sums import BLOCK
from csi_core.analysis.welch import welch as welch_test
from csi_core.results import Comparison, Effect, Interval, Levene, Pair
from csi_core.thresholds import ALPHA_LEVEL

Array = NDArray[np.float64]


#: What is summed of a block of ratings, given its rows' groups (a row without a group may get any value).
Transform = Callable[[Array, NDArray[np.intp]], Array]


def _itself(block: Array, _: NDArray[np.intp]) -> Array:
    return block


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """n, mean and variance (n − 1; NaN for n < 2) of groups × questions."""

    n: Array
    mean: Array
    variance: Array

    def of(self, groups: NDArray[np.intp], question: int) -> Moments:
        """Some groups' moments of one question."""
        return Moments(self.n[groups, question], self.mean[groups, question], self.variance[groups, question])


def moments(ratings: Array, by: Grouping, of: Transform = _itself) -> Moments:
    """n, mean and variance of each question (columns) in each group, missing answers left out; `of`: `Transform`."""
    n, total = _sums(ratings, by, of)
    mean = total / np.maximum(n, 1.0)
    _, squares = _sums(ratings, by, lambda block, codes: np.square(of(block, codes) - mean[codes]))
    return _moments(n, mean, squares)


def moments_of_counts(tables: Sequence[tuple[Array, NDArray[np.intp]]], around: Array | None = None) -> Moments:
    """The same from each question's codes and how often each group gave them (codes × groups).

    around: of the distances |x − around| instead (groups × questions).
    """
    shape = tables[0][1].shape[1] if tables else 0, len(tables)
    n, mean, squares = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for i, (values, counts) in enumerate(tables):
        x = values[:, None] if around is None else np.abs(values[:, None] - around[:, i])
        n[:, i] = counts.sum(axis=0)
        mean[:, i] = (counts * x).sum(axis=0) / np.maximum(n[:, i], 1.0)
        squares[:, i] = (counts * np.square(x - mean[:, i])).sum(axis=0)
    return _moments(n, mean, squares)


def _moments(n: Array, mean: Array, squares: Array) -> Moments:
    variance = squares / np.where(n > 1, n - 1, np.nan)
    # What rounding leaves of the spread of equal fractional answers is none.
    variance[variance <= (1e-12 * np.maximum(np.abs(mean), 1.0)) ** 2] = 0.0
    return Moments(n, mean, variance)


def distances(ratings: Array, by: Grouping, mean: Array) -> Moments:
    """The same of the distances |x − group mean|: what Levene's test compares."""
    return moments(ratings, by, lambda block, codes: np.abs(block - mean[codes]))


def _sums(ratings: Array, by: Grouping, of: Transform) -> tuple[Array, Array]:
    """How many answers each group gave to each question, and their transforms' sum; a block of rows at a time."""
    groups, questions = len(by.labels), ratings.shape[1]
    n, total = np.zeros((groups, questions)), np.zeros((groups, questions))
    for start in range(0, len(ratings) if groups else 0, BLOCK):
        codes = by.codes[start : start + BLOCK]
        members = np.equal.outer(np.arange(groups), codes).astype(np.float64)
        values = of(ratings[start : start + BLOCK], codes)
        missing = np.isnan(values)
        n += members.sum(axis=1)[:, None] - members @ missing
        total += members @ np.where(missing, 0.0, values)
    return n, total


def welch(comparison: Comparison, groups: Moments) -> Comparison:
    """Welch's (1951) F of the groups' means; ω² = df1 (F − 1) / (df1 (F − 1) + n) (Carroll & Nordholm 1975)."""
    f, df, p = welch_test(groups.mean, groups.variance / groups.n, groups.n)
    effect = _omega2(f, df[0], float(groups.n.sum()))
    return replace(comparison, test="welch", statistic=f, df=df, p=p, effect=effect)


def classic(comparison: Comparison, groups: Moments, spreads: Moments) -> Comparison:
    """Student's t (two groups) or the one-way ANOVA's F, with Levene's test (1960, from the means) beside it."""
    from scipy.special import fdtrc, stdtr

    f, df = _anova(groups)
    levene_f, levene_df = _anova(spreads)
    levene = Levene(levene_f, levene_df, float(fdtrc(*levene_df, levene_f))) if np.isfinite(levene_f) else None
    if len(groups.n) == 2:
        t = float(np.copysign(np.sqrt(f), groups.mean[0] - groups.mean[1]))
        p = float(2 * stdtr(df[1], -abs(t)))
        return replace(comparison, test="t", statistic=t, df=(df[1],), p=p, levene=levene)
    effect = _omega2(f, df[0], float(groups.n.sum()))
    return replace(comparison, test="anova", statistic=f, df=df, p=float(fdtrc(*df, f)), effect=effect, levene=levene)


def _anova(groups: Moments) -> tuple[float, tuple[float, float]]:
    """F of the one-way analysis of variance, inf or nan where the groups have no spread."""
    n = groups.n.sum()
    df = (float(len(groups.n) - 1), float(n - len(groups.n)))
    grand = groups.n @ groups.mean / n
    between = float(groups.n @ (groups.mean - grand) ** 2) / df[0]
    within = float((groups.n - 1) @ groups.variance) / df[1]
    return (between / within if within > 0 else float("nan")), df


def _omega2(f: float, df1: float, n: float) -> Effect:
    gain = df1 * (f - 1)
    return Effect("omega2", max(0.0, gain / (gain + n)) if gain > 0 else 0.0)


def share_of_variance(low: float, high: float, n: float) -> Interval:
    """λ / (λ + n) at the ends of a noncentrality's interval (Steiger 2004)."""
    return low / (low + n), high / (high + n)


def with_omega2_intervals(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Every omega2 with the interval from the noncentral F (Steiger 2004), all at once."""
    places = [i for i, c in enumerate(comparisons) if c.effect is not None and c.effect.name == "omega2"]
    found = list(comparisons)
    if not places:
        return found
    f = np.array([comparisons[i].statistic for i in places], dtype=np.float64)
    df = np.array([comparisons[i].df for i in places], dtype=np.float64)
    lows, highs = noncentral.of_f(f, df[:, 0], df[:, 1])
    for i, low, high in zip(places, lows, highs, strict=True):
        comparison = comparisons[i]
        n = float(sum(group.n for group in comparison.groups if group.n > 1))
        effect = comparison.effect and replace(comparison.effect, ci=share_of_variance(float(low), float(high), n))
        found[i] = replace(comparison, effect=effect)
    return found


def with_pairs(comparisons: Sequence[Comparison], each: Moments, by: Grouping) -> list[Comparison]:
    """The comparisons of means with all their pairs, computed for all questions at once.

    After Welch: Games & Howell (1976), q = √2 |x̄ᵢ − x̄ⱼ| / √(vᵢ + vⱼ) with v = s²/n and Welch–Satterthwaite degrees of
    freedom; after ANOVA Tukey's (Kramer's) HSD, v = pooled variance / n; against the studentized range of as many means
    as groups were tested, which for two groups is Welch's and Student's t. The effect is Hedges' g = J (x̄ᵢ − x̄ⱼ) / s
    with the gamma-function J; s: after Welch √((sᵢ² + sⱼ²)/2) (Delacre et al. 2021), else pooled from the two; interval
    by the noncentral t, for each pair alone.
    """
    jobs: dict[int, list[tuple[int, int, int]]] = {}
    for i, comparison in enumerate(comparisons):
        if comparison.test in ("welch", "t", "anova"):
            inside = [int(g) for g in np.flatnonzero(each.n[:, i] >= 2)]
            jobs.setdefault(len(inside), []).extend((i, a, b) for a, b in combinations(inside, 2))
    pairs: dict[int, list[Pair]] = {}
    pooled = _pooled(each)
    for k, wanted in jobs.items():
        item, first, second = np.array(wanted).T
        equal = np.array([comparisons[i].test != "welch" for i in item])
        n_first, n_second = each.n[first, item], each.n[second, item]
        s2_first, s2_second = each.variance[first, item], each.variance[second, item]
        v_first = np.where(equal, pooled[item], s2_first) / n_first
        v_second = np.where(equal, pooled[item], s2_second) / n_second
        difference = each.mean[first, item] - each.mean[second, item]
        error = np.sqrt(v_first + v_second)
        # Only where variances are not pooled, and there none is 0.
        apart = (s2_first / n_first) ** 2 / (n_first - 1) + (s2_second / n_second) ** 2 / (n_second - 1)
        df = np.where(equal, _error_df(each)[item], error**4 / np.where(equal, 1.0, apart))
        p = studentized_range.probability(np.sqrt(2) * np.abs(difference) / error, k, df)
        reach = studentized_range.quantile(ALPHA_LEVEL, k, df) / np.sqrt(2) * error
        g, low, high = hedges_g(difference, s2_first, s2_second, n_first, n_second, equal)
        for at, (i, a, b) in enumerate(wanted):
            method = {"welch": "games-howell", "t": "t", "anova": "tukey"}[str(comparisons[i].test)]
            pairs.setdefault(i, []).append(
                Pair(
                    (by.labels[a], by.labels[b]),
                    float(difference[at]),
                    (float(difference[at] - reach[at]), float(difference[at] + reach[at])),
                    float(p[at]),
                    method,
                    Effect("hedges_g", float(g[at]), (float(low[at]), float(high[at]))) if np.isfinite(g[at]) else None,
                )
            )
    return [_with(c, tuple(pairs[i])) if i in pairs else c for i, c in enumerate(comparisons)]


def _with(comparison: Comparison, pairs: tuple[Pair, ...]) -> Comparison:
    """Pairs in their place; Student's t takes its effect from its only pair."""
    return replace(comparison, pairs=pairs, effect=pairs[0].effect if comparison.test == "t" else comparison.effect)


def _error_df(each: Moments) -> Array:
    counted = np.where(each.n >= 2, each.n - 1, 0.0)
    df: Array = counted.sum(axis=0)
    return df


def _pooled(each: Moments) -> Array:
    """The variance within the groups of two and more, question by question."""
    within = np.where(each.n >= 2, (each.n - 1) * each.variance, 0.0).sum(axis=0)
    pooled: Array = within / np.maximum(_error_df(each), 1.0)
    return pooled


def hedges_g(
    difference: Array, s2_first: Array, s2_second: Array, n_first: Array, n_second: Array, equal: NDArray[np.bool_]
) -> tuple[Array, Array, Array]:
    """Hedges' g of pairs of groups with the ends of its interval (see `with_pairs`); NaN where there is no spread."""
    from scipy.special import gammaln

    v_first, v_second = s2_first / n_first, s2_second / n_second
    pooled = ((n_first - 1) * s2_first + (n_second - 1) * s2_second) / (n_first + n_second - 2)
    average = (s2_first + s2_second) / 2
    spread = np.where(equal, pooled, average)
    there = spread > 0
    error2 = np.where(equal, pooled * (1 / n_first + 1 / n_second), v_first + v_second)
    safe = np.where(there, error2, 1.0)
    df = np.where(
        equal | ~there,
        n_first + n_second - 2,
        safe**2 / np.maximum(v_first**2 / (n_first - 1) + v_second**2 / (n_second - 1), 1e-300),
    )
    spread = np.where(there, spread, np.nan)
    j = np.exp(gammaln(df / 2) - np.log(np.sqrt(df / 2)) - gammaln((df - 1) / 2))
    low, high = noncentral.of_t(np.where(there, difference / np.sqrt(safe), 0.0), df)
    scale = np.sqrt(safe / spread)
    return j * difference / np.sqrt(spread), j * low * scale, j * high * scale
