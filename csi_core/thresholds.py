"""Every cut-off once, with its source, and the grades they give."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """How good a coefficient is; the words are in the catalogues (`grade.*`)."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    ACCEPTABLE = "acceptable"
    POOR = "poor"
    REVISE = "revise"


class Level(StrEnum):
    """How high a 0–100 satisfaction score is (`level.*`)."""

    VERY_HIGH = "very_high"
    HIGH = "high"
    FAIR = "fair"
    LOW = "low"
    VERY_LOW = "very_low"


class Adequacy(StrEnum):
    """How good a sample's size is for a factor analysis (`adequacy.*`)."""

    EXCELLENT = "excellent"
    VERY_GOOD = "very_good"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    VERY_POOR = "very_poor"


class Magnitude(StrEnum):
    """How large a difference or a correlation is (`magnitude.*`)."""

    NEGLIGIBLE = "negligible"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


#: KMO (Kaiser & Rice 1974) and alpha share these bands, as Chinese textbooks teach them.
COEFFICIENT_BANDS = ((0.9, Grade.VERY_GOOD), (0.8, Grade.GOOD), (0.6, Grade.ACCEPTABLE), (0.5, Grade.POOR))

#: Scores from which a level is very high, high, fair and low, unless the user has others; convention.
SCORE_BANDS = (90.0, 75.0, 60.0, 40.0)

#: Two-sided level of every test and interval.
ALPHA_LEVEL = 0.05

#: Normal quantile of a two-sided 95 % interval.
NORMAL_95 = 1.959963984540054

#: A loading below this is not shown and does not assign an item (Stevens 2002; the default of `suppress`).
LOADING = 0.40

#: An item whose two largest absolute loadings differ by less loads on two factors.
CROSS_LOADING_DIFFERENCE = 0.20

#: Average variance extracted and composite reliability a dimension should reach (Fornell & Larcker 1981; Hair et al.
#: 2019), and the standardised loading an item should (Hair et al. 2019).
AVE_LEAST = 0.50
CR_LEAST = 0.70
OWN_LOADING_LEAST = 0.50

#: Mean correlation the items of a dimension should reach (Hair et al. 2019).
MEAN_CORRELATION_LEAST = 0.30

#: HTMT below the first keeps two dimensions apart, strictly; from the second on they are not (Henseler et al. 2015).
HTMT_STRICT = 0.85
HTMT_LENIENT = 0.90

#: Good and acceptable fit: CFI, TLI ≥ (Hu & Bentler 1999; Bentler & Bonett 1980), RMSEA ≤ (Hu & Bentler 1999; Browne &
#: Cudeck 1993), SRMR ≤ (Hu & Bentler 1999; Schermelleh-Engel et al. 2003), χ²/df ≤ (Kline 2016; Wheaton et al. 1977).
FIT_BANDS = {
    "chi2_df": (3.0, 5.0),
    "cfi": (0.95, 0.90),
    "tli": (0.95, 0.90),
    "rmsea": (0.06, 0.08),
    "srmr": (0.08, 0.10),
}

#: Respondents per parameter of a structural equation model (Bentler & Chou 1987).
ROWS_PER_PARAMETER = 5.0

#: Corrected item–total correlation an item should reach (Nunnally & Bernstein 1994).
ITEM_TOTAL = 0.30

#: The same in Chinese textbooks, for an item's discrimination (Wu 2010).
ITEM_TOTAL_TEXTBOOK = 0.40

#: Mean correlation between the items of a scale, narrow enough to be one thing and wide enough to cover it
#: (Clark & Watson 1995); usual range of a single pair (convention).
INTER_ITEM = (0.15, 0.50)
INTER_ITEM_PAIR = (0.30, 0.70)

#: Alpha from here on hints at redundant items (Streiner 2003).
ALPHA_REDUNDANT = 0.95

#: Critical ratio a discriminating item should reach, upper and lower 27 % (Kelley 1939).
CRITICAL_RATIO = 3.0
EXTREME_GROUP = 0.27

#: Percent with the worst or the best total from which one speaks of a floor or ceiling effect
#: (McHorney & Tarlov 1995; Terwee et al. 2007); made for scales, for single items a hint.
FLOOR_CEILING = 15.0

#: Percent of those asked who did not answer below which missing answers hardly matter (Schafer 1999).
NONRESPONSE = 5.0

#: MSA below which an item does not belong in a factor analysis (Kaiser & Rice 1974: "unacceptable").
LEAST_MSA = 0.50

#: Respondents per item wanted for a factor analysis (Gorsuch 1983).
ROWS_PER_ITEM = 5.0

#: Sample sizes for a factor analysis in the words of Comrey & Lee (1992).
SAMPLE_SIZE_BANDS = (
    (1000, Adequacy.EXCELLENT),
    (500, Adequacy.VERY_GOOD),
    (300, Adequacy.GOOD),
    (200, Adequacy.FAIR),
    (100, Adequacy.POOR),
)

#: Expected counts below 5 in more than this share of cells call for an exact or Monte-Carlo test (Cochran 1954).
SMALL_EXPECTED = 5.0
SMALL_EXPECTED_SHARE = 0.20

#: Category strength (top % − second %) at or below which the M > O > A > I rule decides (Lee & Newcomb 1997).
KANO_CATEGORY_STRENGTH = 6.0

#: Normal quantile of Fong's (1996) test whether a feature's two most frequent categories differ.
KANO_FONG_Z = 1.65

#: Recommendation from 0 to 10: promoters answer at least this, detractors at most that (Reichheld 2003).
PROMOTER, TOP_DETRACTOR = 9.0, 6.0

#: A weight above this many times the mean weight lets one answer speak for many (DeBell & Krosnick 2009 cap at 5).
LARGE_WEIGHT = 5.0

#: Margin of error in percentage points for which the sample size wanted is told; convention.
WANTED_MARGIN = 5.0

#: Complete pairs from which on a feature's category may be called settled: with 20 to 30 interviews about nine in ten
#: needs of a homogeneous group are heard (Griffin & Hauser 1993).
KANO_LEAST = 20

#: Complete pairs a group needs to be compared with others; convention.
KANO_LEAST_GROUP = 10

#: % questionable pairs of a feature from which its wording should be checked; convention.
KANO_QUESTIONABLE_FEATURE = 10.0

#: Cross-hair of the Better–Worse chart, and of the continuous map (the middle of 0 to 4); convention.
KANO_CROSS_HAIR = 0.5
KANO_CONTINUOUS_CROSS_HAIR = 2.0

#: Seconds per item below which an answer is careless (Huang et al. 2012); share of the median answer time.
SECONDS_PER_ITEM = 2.0
MEDIAN_TIME_SHARE = 0.30

#: Share of unanswered questions above which a row is suspicious; convention.
MISSING_SHARE = 0.50

#: Items a row must have answered before one and the same answer throughout is suspicious; convention.
STRAIGHT_LINE_ITEMS = 5

#: Signs of careless answering from which removal is suggested, never one alone (Meade & Craig 2012).
SUGGESTED_SIGNS = 2

#: A run of equal answers over this share of the items is suspicious, of at least so many items (Johnson 2005;
#: Curran 2016 takes half of the scale).
LONG_RUN_SHARE = 0.50
LONG_RUN_ITEMS = 10

#: An intra-individual SD (Dunn et al. 2018) under this share of the median respondent's is suspicious; convention.
LOW_VARIABILITY_SHARE = 0.25

#: Probability of a Mahalanobis distance below which a row is an outlier (Tabachnick & Fidell 2019).
OUTLIER_LEVEL = 0.001

#: Questionable Kano pairs, and their share of a row's pairs, from which its answers contradict each other; convention.
KANO_CONTRADICTIONS = 2
KANO_QUESTIONABLE_SHARE = 0.50

#: Fewest valid responses from which anything is computed; convention.
LEAST_RESPONSES = 5


#: Adjusted residual beyond which a cell differs from independence at 5 %, cell by cell (Haberman 1973).
RESIDUAL = 1.96

#: Share of a dimension's items (by weight) a respondent must have answered to have a score: the half rule
#: (Fairclough & Cella 1996).
ANSWERED_SHARE = 0.5

#: From where on an effect is small, medium, large. omega2 (epsilon2 alike), hedges_g, r and w, which is Cramér's V
#: times √(min(rows, columns) − 1): Cohen (1988); rank_biserial: Vargha & Delaney's (2000) A of .56, .64, .71 as 2A − 1.
EFFECT_BANDS = {
    "omega2": (0.01, 0.06, 0.14),
    "epsilon2": (0.01, 0.06, 0.14),
    "hedges_g": (0.2, 0.5, 0.8),
    "rank_biserial": (0.12, 0.28, 0.42),
    "r": (0.1, 0.3, 0.5),
    "w": (0.1, 0.3, 0.5),
}


def magnitude(effect: str, value: float) -> Magnitude:
    """How large an effect is.

    >>> magnitude("hedges_g", -0.61).value
    'medium'
    """
    return tuple(Magnitude)[sum(abs(value) >= bound for bound in EFFECT_BANDS[effect])]


def grade(value: float) -> Grade:
    """Grade of a KMO or alpha value.

    >>> grade(0.817).value, grade(0.49).value
    ('good', 'revise')
    """
    return next((grade for least, grade in COEFFICIENT_BANDS if value >= least), Grade.REVISE)


def level(score: float, bands: tuple[float, float, float, float] = SCORE_BANDS) -> Level:
    """Level of a 0–100 satisfaction score; bands: the least score of each level above the lowest, falling.

    >>> level(76.2).value, level(76.2, (80.0, 70.0, 60.0, 50.0)).value, level(81, (80.0, 70.0, 60.0, 50.0)).value
    ('high', 'high', 'very_high')
    """
    return next((level for least, level in zip(bands, Level, strict=False) if score >= least), Level.VERY_LOW)


def adequacy(n: int) -> Adequacy:
    """How good n complete rows are for a factor analysis.

    >>> adequacy(154).value, adequacy(2436).value
    ('poor', 'excellent')
    """
    return next((word for least, word in SAMPLE_SIZE_BANDS if n >= least), Adequacy.VERY_POOR)


def fit_grade(index: str, value: float) -> Grade:
    """How well a model fits by one index of FIT_BANDS.

    >>> fit_grade("cfi", 0.93).value, fit_grade("rmsea", 0.05).value, fit_grade("srmr", 0.12).value
    ('acceptable', 'good', 'poor')
    """
    good, acceptable = FIT_BANDS[index]
    sign = 1.0 if good > acceptable else -1.0
    if sign * value >= sign * good:
        return Grade.GOOD
    return Grade.ACCEPTABLE if sign * value >= sign * acceptable else Grade.POOR
