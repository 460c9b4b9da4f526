"""Everything asked for, in one frozen bundle, in the shape of the results file (`csi-results/1`).

Fields are facts at full precision, never rounded, never nan or inf: a number that cannot be had is None
and a Note says why. Mappings keep the questionnaire's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FORMAT = "csi-results/1"

Interval = tuple[float, float]

#: Holm (1979) or Benjamini & Hochberg (1995).
Adjustment = Literal["holm", "bh"]


@dataclass(frozen=True, slots=True)
class Note:
    """Why a number or a section is not there, or what a reader must know: the phrase `problem.<code>`.

    The code's first part is the section: `validity.singular`. A DataProblem that a whole analysis raised
    becomes the note with its code and values.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def section(self) -> str:
        return self.code.partition(".")[0]


# -- responses ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SuspiciousRow:
    """signs: what a removed row shows, where the reason is a rule about signs or the user's word."""

    row: int
    reasons: tuple[str, ...]
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemRow:
    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Key results of some of the rows: `returned` all of them, `valid` those that stay, `suggested` those that would
    stay if the rows with two signs went.
    """

    rows: str
    n: int
    index: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class MissingAnswers:
    """Unanswered ratings of the valid responses; a question that logic skipped is not missing.

    complete: rows that answered every rating they were asked; by_item: rows that did not answer it, where any;
    by_person: (ratings unanswered, rows), rising; patterns: ratings unanswered together, the most frequent first.
    """

    complete: int
    by_item: Mapping[str, int]
    by_person: tuple[tuple[int, int], ...]
    patterns: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True)
class ResponseCounts:
    """suggested: rows that stayed though they show two signs or more; outcomes: what removing rows changes."""

    returned: int
    valid: int
    removed: tuple[SuspiciousRow, ...]
    flagged: tuple[SuspiciousRow, ...]
    problems: tuple[ProblemRow, ...]
    suggested: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    missing: MissingAnswers | None = None


# -- sample ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """percent: of all valid responses; valid_percent: of those answering."""

    answer: str
    n: int
    percent: float
    valid_percent: float


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    question: str
    n: int
    missing: int
    answers: tuple[AnswerShare, ...]


@dataclass(frozen=True, slots=True)
class SampleSize:
    """n valid responses, of a population where it is known.

    effective: n, or with survey weights the number of equally weighted responses that tell as much.
    margin_of_error: half-width of the 95 % interval of a share of 50 %, in percentage points.
    needed: answers of equal weight for a margin of error of 5 points, of this population.
    """

    n: int
    effective: float
    population: int | None
    margin_of_error: float | None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class TargetShare:
    """Per cent of those answering (before: as the sample came, after: as weighted), target: of the population."""

    answer: str
    n: int
    before: float
    target: float
    after: float | None


@dataclass(frozen=True, slots=True)
class Target:
    """A profile question against the population: chi² goodness of fit of the counts, Σ(o − e)² / e, df answers − 1.

    sparse: an expected count is below 5, so that p is only approximate.
    """

    question: str
    n: int
    missing: int
    shares: tuple[TargetShare, ...]
    chi2: float | None
    df: int | None
    p: float | None
    sparse: bool


@dataclass(frozen=True, slots=True)
class PostStratification:
    """The sample against given population shares, and the weights that bring it to them.

    applied: the weights are in every weighted number; if not, a note says why. rounds: of raking.
    smallest, largest: weights over their mean; design_effect: n / effective (Kish 1965).
    """

    targets: tuple[Target, ...]
    applied: bool
    rounds: int
    smallest: float | None
    largest: float | None
    design_effect: float | None
    effective: float | None


@dataclass(frozen=True, slots=True)
class OptionShare:
    answer: str
    n: int
    percent_of_respondents: float
    percent_of_responses: float


@dataclass(frozen=True, slots=True)
class MultipleQuestion:
    """skipped: of the missing, those whom the questionnaire's logic did not ask."""

    question: str
    n: int
    missing: int
    answers: tuple[OptionShare, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class RankedOption:
    """n: ranked it; mean_rank: over these, 1 is the first; first, first_percent: put it first, of those ranking
    anything; score: Σ (k − rank + 1) / n of those ranking anything, k options, an option not ranked adding nothing.
    """

    option: str
    n: int
    mean_rank: float | None
    first: int
    first_percent: float
    score: float


@dataclass(frozen=True, slots=True)
class RankingQuestion:
    """The most preferred option, by its score, first; skipped: of the missing, those who were not asked."""

    question: str
    n: int
    missing: int
    options: tuple[RankedOption, ...]
    skipped: int = 0


# -- validity ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bartlett:
    chi2: float
    df: float
    p: float


@dataclass(frozen=True, slots=True)
class FactorVariance:
    """After rotation where there is one; ss_loading in units of item variances."""

    factor: str
    ss_loading: float
    percent: float
    cumulative: float


@dataclass(frozen=True, slots=True)
class RetainedBy:
    kaiser: int
    parallel: int


@dataclass(frozen=True, slots=True)
class WithoutItem:
    """The item with the smallest MSA, and the KMO of the others without it."""

    item: str
    msa: float
    kmo: float


@dataclass(frozen=True, slots=True)
class Validity:
    """Factor analysis of the items; n complete rows (listwise) of n + n_dropped.

    parallel: 95th percentile of the eigenvalues of random data, one each (Horn 1965, Glorfeld 1995).
    variance_extracted: the factors before rotation.
    loadings: item → factor → loading (pattern loadings when rotated obliquely); factors ordered by rotated
        sum of squares.
    factor_correlations: factor → factor → r, oblique rotation only.
    assigned: item → factor of its largest absolute loading if ≥ suppress, else None.
    factor_dimension: factor → the questionnaire's dimension most of its items belong to, else None.
    misplaced: items whose factor bears another dimension's name; cross_loading: items on two factors;
    homeless: items that load nowhere.
    correlation: pearson or polychoric; smoothed: a polychoric matrix had to be made positive definite.
    least_fitting: None with KMO, or with 3 items.
    communalities_initial: 1 for principal components, else the squared multiple correlation with the other items
        (None where the matrix is singular).
    loadings_unrotated: item → factor in the order of `variance_extracted` → loading.
    structure: item → factor → correlation of both, oblique rotation only.
    factor_names: factor → the user's name for it, if there is one.
    """

    n: int
    n_dropped: int
    items: tuple[str, ...]
    extraction: str
    rotation: str
    suppress: float
    kmo: float | None
    msa: Mapping[str, float | None]
    bartlett: Bartlett | None
    determinant: float | None
    eigenvalues: tuple[float, ...]
    parallel: tuple[float, ...]
    n_factors: int
    retained_by: RetainedBy
    variance_extracted: tuple[FactorVariance, ...]
    variance: tuple[FactorVariance, ...]
    loadings: Mapping[str, Mapping[str, float]]
    factor_correlations: Mapping[str, Mapping[str, float]] | None
    communalities: Mapping[str, float]
    assigned: Mapping[str, str | None]
    factor_dimension: Mapping[str, str | None]
    misplaced: tuple[str, ...]
    cross_loading: tuple[str, ...]
    homeless: tuple[str, ...]
    correlation: str = "pearson"
    smoothed: bool = False
    least_fitting: WithoutItem | None = None
    communalities_initial: Mapping[str, float | None] = field(default_factory=dict)
    loadings_unrotated: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    structure: Mapping[str, Mapping[str, float]] | None = None
    factor_names: Mapping[str, str] = field(default_factory=dict)


# -- confirmatory ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactorLoading:
    """An item's standardised loading on its own dimension, with standard error and p."""

    dimension: str
    loading: float
    se: float
    p: float


@dataclass(frozen=True, slots=True)
class DimensionValidity:
    """mean_r: of the correlations between the items; ave: mean squared standardised loading; cr: composite reliability.

    basis: "joint", from the model of all dimensions; "alone", from a model of this dimension only, where the joint
    one has no proper solution; None where neither has.
    """

    items: tuple[str, ...]
    mean_r: float
    ave: float | None
    cr: float | None
    basis: Literal["joint", "alone"] | None


@dataclass(frozen=True, slots=True)
class DimensionPair:
    """Two dimensions: the factors' correlation with its 95 % interval and p, HTMT with its interval if asked for.

    fornell_larcker: whether both dimensions' √AVE exceed the correlation's size.
    """

    dimensions: tuple[str, str]
    correlation: float | None
    ci: Interval | None
    p: float | None
    htmt: float | None
    htmt_ci: Interval | None
    fornell_larcker: bool | None


@dataclass(frozen=True, slots=True)
class ModelFit:
    """chi2 is n times the least discrepancy; chi2_df their ratio; rmsea_ci the 90 % interval."""

    chi2: float
    df: int
    p: float
    chi2_df: float
    cfi: float | None
    tli: float | None
    rmsea: float
    rmsea_ci: Interval
    srmr: float
    parameters: int


@dataclass(frozen=True, slots=True)
class Confirmatory:
    """Confirmatory factor analysis of the questionnaire's dimensions; n complete rows of n + n_dropped.

    loadings: item → its loading, without the items of a dimension whose basis is None; left_out: items in no
    dimension that could be analysed.
    """

    n: int
    n_dropped: int
    dimensions: Mapping[str, DimensionValidity]
    loadings: Mapping[str, FactorLoading]
    pairs: tuple[DimensionPair, ...]
    fit: ModelFit | None
    left_out: tuple[str, ...]


# -- reliability -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemReliability:
    """One item in its scale; n: the rows its mean and SD rest on.

    item_total: corrected, with the sum of the other items; item_total_raw: with the sum of all, itself included;
    smc: squared multiple correlation with the other items.
    """

    mean: float
    sd: float
    item_total: float | None
    alpha_if_deleted: float | None
    item_total_raw: float | None = None
    smc: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class InterItem:
    """Correlations between the items of a scale."""

    mean: float
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class SplitHalf:
    """The first half of the items, in the questionnaire's order, against the second; r between their sums.

    spearman_brown: for halves of equal length; spearman_brown_unequal: for these lengths (Horst 1951);
    guttman: Guttman's split-half coefficient, λ4 of this split.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    alpha_first: float | None
    alpha_second: float | None
    r: float | None
    spearman_brown: float | None
    spearman_brown_unequal: float | None
    guttman: float | None


@dataclass(frozen=True, slots=True)
class ScaleTotal:
    """The sum of a scale's items: mean and variance."""

    mean: float
    variance: float
    sd: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """One scale's consistency over its items: n of n + n_dropped rows.

    deletion: listwise: n complete rows; pairwise: n the fewest rows that any two items share, n_mean the average.
    kuder_richardson: KR-20, which is alpha where every item has two options; else None.
    negative: items that look negatively keyed and were not reversed.
    """

    n: int
    n_dropped: int
    items: int
    alpha: float | None
    alpha_ci: Interval | None
    alpha_standardised: float | None
    omega_total: float | None
    negative: tuple[str, ...]
    per_item: Mapping[str, ItemReliability]
    deletion: Literal["listwise", "pairwise"] = "listwise"
    n_mean: float | None = None
    total: ScaleTotal | None = None
    inter_item: InterItem | None = None
    lambda2: float | None = None
    kuder_richardson: float | None = None
    split_half: SplitHalf | None = None


@dataclass(frozen=True, slots=True)
class Reliabilities:
    overall: Reliability
    dimensions: Mapping[str, Reliability]
    factors: Mapping[str, Reliability] = field(default_factory=dict)


# -- items -------------------------------------------------------------------------------------------------


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


# -- scores ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Score:
    """0–100; weight: share of the whole index, all items' (all dimensions') weights add up to 1."""

    score: float
    ci: Interval | None
    weight: float
    n: int


@dataclass(frozen=True, slots=True)
class GroupScore:
    by: str
    group: str
    n: int
    index: float | None
    ci: Interval | None
    dimensions: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The index had the items been weighted this way; reason: why they cannot be.

    by_dimensions: the index as the weighted mean of dimension scores, beside `index`, that of item scores.
    item_weights: shares of the index; dimensions: their scores.
    """

    weights: str
    index: float | None
    ci: Interval | None
    by_dimensions: float | None
    dimensions: Mapping[str, float]
    item_weights: Mapping[str, float]
    reason: Note | None


@dataclass(frozen=True, slots=True)
class Scores:
    """level: what the index is a weighted mean of, items or dimensions; intervals: analytic (t) or bootstrap.

    effective: the number of equally weighted responses that tell as much as the n behind the index.
    sensitivity: every way of weighting the items, the one chosen included.
    """

    weights: str
    n: int
    index: float
    index_ci: Interval | None
    dimensions: Mapping[str, Score]
    items: Mapping[str, Score]
    groups: tuple[GroupScore, ...]
    level: str = "items"
    intervals: str = "analytic"
    effective: float | None = None
    sensitivity: tuple[Scheme, ...] = ()


# -- waves -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WavePoint:
    """The score of one measure in one wave; None where nobody answered (one of) its items."""

    wave: str
    n: int
    score: float | None
    ci: Interval | None


@dataclass(frozen=True, slots=True)
class Trend:
    """Points a wave, waves taken as equally far apart."""

    slope: float
    ci: Interval
    p: float


@dataclass(frozen=True, slots=True)
class WaveChange:
    """One measure over the waves: Welch's F of equal means (statistic, df = [df1, df2], p).

    p_adjusted: Holm over the measures of its kind. steps: each wave less the one before, Games–Howell among all waves
    (Welch's t where there are two). trend: three waves and more. whole: the last wave less the first, tested likewise.
    """

    points: tuple[WavePoint, ...]
    statistic: float | None
    df: tuple[float, float] | None
    p: float | None
    p_adjusted: float | None
    steps: tuple[Pair, ...]
    trend: Trend | None
    whole: Pair | None = None


@dataclass(frozen=True, slots=True)
class Waves:
    question: str
    waves: tuple[str, ...]
    index: WaveChange
    dimensions: Mapping[str, WaveChange]
    items: Mapping[str, WaveChange]


# -- loyalty -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Promotion:
    """Net promoter score of some respondents, −100 … 100: % promoters (9, 10) − % detractors (0 to 6).

    ci: adjusted Wald; None of a single respondent.
    """

    n: int
    promoters: int
    passives: int
    detractors: int
    percent_promoters: float
    percent_detractors: float
    nps: float
    ci: Interval | None


@dataclass(frozen=True, slots=True)
class PromotionGroups:
    """NPS by the answers of one question, and Welch's F that they are equal; p_adjusted: Holm over the questions."""

    by: str
    groups: Mapping[str, Promotion]
    statistic: float | None
    df: tuple[float, float] | None
    p: float | None
    p_adjusted: float | None


@dataclass(frozen=True, slots=True)
class Nps:
    missing: int
    all: Promotion
    groups: tuple[PromotionGroups, ...]


@dataclass(frozen=True, slots=True)
class Loyalty:
    nps: Mapping[str, Nps]


# -- kano --------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Results:
    responses: ResponseCounts
    size: SampleSize
    sample: tuple[ProfileQuestion, ...] | None
    multiple: tuple[MultipleQuestion, ...] | None
    validity: Validity | None
    reliability: Reliabilities | None
    items: Mapping[str, Item] | None
    correlations: Correlations | None
    crosstabs: tuple[CrossTable, ...] | None
    compare: tuple[Comparison, ...] | None
    scores: Scores | None
    kano: Kano | None
    notes: tuple[Note, ...]
    weighting: PostStratification | None = None
    ranking: tuple[RankingQuestion, ...] | None = None
    waves: Waves | None = None
    loyalty: Loyalty | None = None
    compare_scores: tuple[Comparison, ...] | None = None
    crosstabs_profiles: tuple[CrossTable, ...] | None = None
    crosstabs_multiple: tuple[MultipleTable, ...] | None = None
    correlations_scores: Correlations | None = None
    confirmatory: Confirmatory | None = None
