"""Items, their correlations, tables and comparisons between groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from csi_core.results.note import Adjustment, Interval


@dataclass(frozen=True, slots=True)
class ExtremeGroups:
    """One item in the groups with the highest and the lowest totals; p of its critical ratio on df."""

    n_upper: int
    n_lower: int
    mean_upper: float
    mean_lower: float
    df: int
    p: float | None


@dataclass(frozen=True, slots=True)
class Item:
    """One scaled question; counts and percent by code after turning, whole codes of the scale always listed.

    missing: not answered: skipped by the questionnaire's logic, left blank, or invalid (outside scale and answers).
    percent: of those answering; top2, bottom2: % in the two best, two worst options (None under 4 options).
    ci: 95 % interval of the mean; se: its standard error; skewness, kurtosis: G1, G2 with theirs (0 if normal).
    floor, ceiling: % choosing the worst, the best option.
    critical_ratio: t of the upper against the lower 27 % by total score (items only), extremes: these groups.
    """

    n: int
    missing: int
    mean: float | None
    sd: float | None
    median: float | None
    counts: Mapping[str, int]
    percent: Mapping[str, float]
    top2: float | None
    bottom2: float | None
    critical_ratio: float | None
    extremes: ExtremeGroups | None = None
    skipped: int = 0
    blank: int = 0
    invalid: int = 0
    se: float | None = None
    ci: Interval | None = None
    skewness: float | None = None
    skewness_se: float | None = None
    kurtosis: float | None = None
    kurtosis_se: float | None = None
    floor: float | None = None
    ceiling: float | None = None

    @property
    def asked(self) -> int:
        """Those who were shown the question."""
        return self.n + self.blank + self.invalid


@dataclass(frozen=True, slots=True)
class Correlation:
    """One coefficient with its 95 % interval; p: two-sided, p_adjusted: over all pairs of the same matrix."""

    a: str
    b: str
    n: int
    r: float
    ci: Interval | None
    p: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class Correlations:
    """r: question → question → coefficient; pairs: each pair once. adjustment: how the p of the pairs are adjusted."""

    method: Literal["pearson", "spearman", "kendall"]
    deletion: Literal["pairwise"]
    r: Mapping[str, Mapping[str, float | None]]
    pairs: tuple[Correlation, ...] = ()
    adjustment: Adjustment = "holm"


@dataclass(frozen=True, slots=True)
class CrossTable:
    """rows: codes of the item (answers of a profile question), columns: groups; chi2: Pearson's, without Yates.

    p_exact: exact or Monte-Carlo p where expected counts are small, else None. small_expected: share of cells with
    an expected count below 5. residuals: adjusted residual of each cell (Haberman 1973), None in empty rows and
    columns. p_adjusted: p_exact, else p, adjusted over the `family` questions that were tested with the same `by`; None
    where expected counts are small and there is no p_exact.
    """

    item: str
    by: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    chi2: float | None
    df: int | None
    p: float | None
    p_exact: float | None
    cramers_v: float | None
    n: int = 0
    small_expected: float | None = None
    cramers_v_ci: Interval | None = None
    residuals: tuple[tuple[float | None, ...], ...] | None = None
    p_adjusted: float | None = None
    adjustment: Adjustment = "holm"
    family: int = 0


@dataclass(frozen=True, slots=True)
class OptionTest:
    """One option of a multiple-response question, ticked or not, against the groups; p_adjusted: over the options."""

    option: str
    ticked: tuple[int, ...]
    residuals: tuple[float | None, ...] | None
    chi2: float | None
    df: int | None
    p: float | None
    p_exact: float | None
    p_adjusted: float | None
    cramers_v: float | None
    cramers_v_ci: Interval | None


@dataclass(frozen=True, slots=True)
class MultipleTable:
    """A multiple-response question by groups. respondents: who answered it, in each group; responses: their ticks.

    Rows overlap, so that the table as a whole has no chi²: each option is tested by itself.
    """

    question: str
    by: str
    columns: tuple[str, ...]
    respondents: tuple[int, ...]
    responses: tuple[int, ...]
    options: tuple[OptionTest, ...]
    adjustment: Adjustment
    family: int


@dataclass(frozen=True, slots=True)
class Group:
    group: str
    n: int
    mean: float
    sd: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """omega2, epsilon2, hedges_g or rank_biserial, with its 95 % interval."""

    name: str
    value: float
    ci: Interval | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """difference: first mean − second mean; p and ci hold for all pairs together; the effect is the pair's own."""

    groups: tuple[str, str]
    difference: float
    ci: Interval | None
    p: float
    method: str
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Levene:
    """Levene's test of equal variances, from the means."""

    statistic: float
    df: tuple[float, float]
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One item's means between groups; p_adjusted: over the `family` tests of the same `by` and kind.

    scope: what `item` names: a question, a dimension or (`index`) the whole index. levene: beside t and anova only.
    """

    item: str
    by: str
    groups: tuple[Group, ...]
    test: Literal["t", "welch", "anova", "mann-whitney", "kruskal"] | None
    statistic: float | None
    df: tuple[float, ...] | None
    p: float | None
    p_adjusted: float | None
    effect: Effect | None
    pairs: tuple[Pair, ...]
    scope: Literal["item", "dimension", "index"] = "item"
    adjustment: Adjustment = "holm"
    family: int = 0
    levene: Levene | None = None
