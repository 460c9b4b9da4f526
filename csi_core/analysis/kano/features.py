"""What follows from the counts of one feature: its category, how sure that is, Better and Worse with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.kano.table import CATEGORIES
from csi_core.results import Interval, KanoFeature
from csi_core.thresholds import ALPHA_LEVEL, KANO_CATEGORY_STRENGTH, KANO_FONG_Z, NORMAL_95

#: Samples drawn for the interval of a feature's Better and Worse.
DRAWS = 5_000


def feature(counts: Mapping[str, int], missing: int = 0, seed: int = 0) -> KanoFeature:
    """Everything that follows from the counts of M, O, A, I, R, Q.

    Better = (A + O) / (A + O + M + I), Worse = −(O + M) / (A + O + M + I) (Timko, in Berger et al. 1993), with the
    intervals of `intervals`. `category` is the most frequent one, ties settled M > O > A > I > R > Q, `second` the next
    in this order. `category_lee_newcomb` is the first in M > O > A > I > R > Q of those no more than 6 percentage
    points behind the most frequent one (Lee & Newcomb 1997). `category_berger` is the most frequent of O, A, M if
    O + A + M > I + R + Q, else of I, R, Q. Fong (1996): the two largest counts a ≥ b of n differ when
    a − b ≥ 1.65 √((a + b)(2n − a − b) / (2n)), which is `fong`.

    >>> found = feature({"M": 45, "O": 30, "A": 10, "I": 10, "R": 3, "Q": 2})
    >>> found.category, found.second, found.rule, found.distinct, round(found.fong, 1)
    ('M', 'O', 'mode', True, 11.3)
    >>> found.strength, round(found.worse, 3)
    (15.0, -0.789)
    """
    n = sum(counts[category] for category in CATEGORIES)
    if n == 0:
        nothing = dict.fromkeys(CATEGORIES, 0.0)
        return KanoFeature(0, missing, dict(counts), nothing, None, None, None, None, None, None, None)
    m, o, a, i = (counts[category] for category in "MOAI")
    wanted = o + a + m > i + counts["R"] + counts["Q"]
    deciding = m + o + a + i
    top, second = sorted(CATEGORIES, key=lambda category: -counts[category])[:2]
    largest, next_largest = counts[top], counts[second]
    fong = KANO_FONG_Z * math.sqrt((largest + next_largest) * (2 * n - largest - next_largest) / (2 * n))
    better_ci, worse_ci = intervals(counts, seed)
    return KanoFeature(
        n=n,
        missing=missing,
        counts={category: counts[category] for category in CATEGORIES},
        percent={category: 100 * counts[category] / n for category in CATEGORIES},
        category=top,
        category_berger=_mode(counts, "MOA" if wanted else "IRQ"),
        better=(a + o) / deciding if deciding else None,
        worse=-(o + m) / deciding if deciding else None,
        strength=100 * (largest - next_largest) / n,
        total_strength=100 * (o + a + m) / n,
        distinct=largest - next_largest >= fong,
        second=second if next_largest else None,
        rule="tie" if largest == next_largest else "mode",
        category_lee_newcomb=next(
            category for category in CATEGORIES if 100 * (largest - counts[category]) <= KANO_CATEGORY_STRENGTH * n
        ),
        fong=fong,
        better_ci=better_ci,
        worse_ci=worse_ci,
    )


def _mode(counts: Mapping[str, int], order: str) -> str:
    """The most frequent category; the first in `order` wins a tie."""
    return max(order, key=lambda category: counts[category])


def intervals(counts: Mapping[str, int], seed: int, draws: int = DRAWS) -> tuple[Interval | None, Interval | None]:
    """95 % percentile bootstrap intervals of Better and Worse (Efron & Tibshirani 1993); None where these are.

    `draws` samples of n are drawn from the multinomial distribution of the observed shares; the cost does not depend on
    n. Where everybody or nobody counts towards a coefficient all samples agree, which says nothing about its
    uncertainty: Wilson's (1927) score interval takes the place. The generator starts from `seed` for every feature, so
    that a feature's interval follows from its counts alone.

    >>> better, worse = intervals({"M": 0, "O": 0, "A": 20, "I": 0, "R": 0, "Q": 0}, seed=1)
    >>> round(better[0], 3), better[1]
    (0.839, 1.0)
    """
    values = np.array([counts[category] for category in CATEGORIES], dtype=np.int64)
    deciding = int(values[:4].sum())
    if deciding == 0:
        return None, None
    samples = np.random.default_rng(seed).multinomial(values.sum(), values / values.sum(), size=draws)
    m, o, a, i = samples[:, :4].T
    of = m + o + a + i
    usable = of > 0
    better = _interval((a + o)[usable] / of[usable], int(values[1] + values[2]), deciding)
    worse = _interval((o + m)[usable] / of[usable], int(values[0] + values[1]), deciding)
    return better, (0.0 - worse[1], 0.0 - worse[0])


def _interval(samples: NDArray[np.float64], count: int, of: int) -> Interval:
    if count in (0, of):
        return wilson(count, of)
    low, high = np.quantile(samples, [ALPHA_LEVEL / 2, 1 - ALPHA_LEVEL / 2])
    return float(low), float(high)


def wilson(count: int, of: int) -> Interval:
    """95 % score interval of a share (Wilson 1927).

    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    """
    z2 = NORMAL_95**2
    centre = (count + z2 / 2) / (of + z2)
    reach = NORMAL_95 * math.sqrt(count * (of - count) / of + z2 / 4) / (of + z2)
    return (0.0 if count == 0 else centre - reach), (1.0 if count == of else centre + reach)
