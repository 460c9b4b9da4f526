"""Kano features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from csi_core.results.note import Interval


@dataclass(frozen=True, slots=True)
class KanoFeature:
    """counts: M, O, A, I, R, Q of the n respondents who answered both halves; percent likewise.

    category: the mode, ties settled M > O > A > I; category_berger: (O+A+M) against (I+R+Q).
    better in 0…1, worse in −1…0, None if nobody is in A, O, M, I. strength: top % − second %; total_strength: % O+A+M.
    distinct: Fong's test that the two most frequent categories differ by at least `fong` respondents.
    second: the second most frequent category; rule: what decided between the two, frequency or M > O > A > I > R > Q.
    category_lee_newcomb: M > O > A > I > R > Q among all categories at most 6 percentage points behind the first.
    better_ci, worse_ci: 95 % bootstrap intervals.
    """

    n: int
    missing: int
    counts: Mapping[str, int]
    percent: Mapping[str, float]
    category: str | None
    category_berger: str | None
    better: float | None
    worse: float | None
    strength: float | None
    total_strength: float | None
    distinct: bool | None
    second: str | None = None
    rule: Literal["mode", "tie"] | None = None
    category_lee_newcomb: str | None = None
    fong: float | None = None
    better_ci: Interval | None = None
    worse_ci: Interval | None = None


@dataclass(frozen=True, slots=True)
class KanoMean:
    """Mean of a side's scores; sd needs two answers, ci (95 %) two different ones."""

    mean: float
    sd: float | None
    ci: Interval | None


@dataclass(frozen=True, slots=True)
class KanoContinuous:
    """Means of the n complete pairs: functional scored 4, 2, 0, −1, −2, dysfunctional −2, −1, 0, 2, 4."""

    n: int
    functional: KanoMean
    dysfunctional: KanoMean


@dataclass(frozen=True, slots=True)
class KanoGroup:
    """One feature in one group of respondents; fields as in KanoFeature."""

    group: str
    n: int
    counts: Mapping[str, int]
    category: str
    better: float | None
    worse: float | None


@dataclass(frozen=True, slots=True)
class KanoStandout:
    """The cell farthest from independence: % of the group in the category against % of all other groups."""

    group: str
    category: str
    percent: float
    percent_others: float
    residual: float


@dataclass(frozen=True, slots=True)
class KanoSegments:
    """One feature's categories in the groups of `by`, tested for independence; None where no test can be had.

    left_out: groups too small to take part. p_exact: exact or Monte-Carlo p where expected counts are small.
    p_adjusted: of p_exact, else p, by Holm over all features of the same `by`.
    """

    by: str
    feature: str
    groups: tuple[KanoGroup, ...]
    left_out: tuple[str, ...]
    chi2: float | None = None
    df: int | None = None
    p: float | None = None
    p_exact: float | None = None
    p_adjusted: float | None = None
    cramers_v: float | None = None
    standout: KanoStandout | None = None


@dataclass(frozen=True, slots=True)
class KanoRespondent:
    """row: 1-based data row; answered: complete pairs."""

    row: int
    answered: int
    questionable: int
    reverse: int


@dataclass(frozen=True, slots=True)
class KanoContradictions:
    """Questionable and reverse ones among all `pairs` of the n respondents with a complete pair.

    with_any: respondents with a questionable pair; often: those with two or more, in half of their pairs or more.
    """

    n: int
    pairs: int
    questionable: int
    reverse: int
    with_any: int
    often: tuple[KanoRespondent, ...]


@dataclass(frozen=True, slots=True)
class KanoImportance:
    """Stated importance of a feature, the important end high, on a scale from low to high."""

    column: str
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Kano:
    """cells: the evaluation table, rows functional, columns dysfunctional; draws: bootstrap samples of an interval."""

    table: str
    features: Mapping[str, KanoFeature]
    cells: tuple[str, ...] = ()
    draws: int = 0
    continuous: Mapping[str, KanoContinuous] = field(default_factory=dict)
    segments: tuple[KanoSegments, ...] = ()
    contradictions: KanoContradictions | None = None
    importance: Mapping[str, KanoImportance] = field(default_factory=dict)
