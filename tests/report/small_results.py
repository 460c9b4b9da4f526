"""A small survey with made-up results: six questions in two dimensions, one profile question, two Kano features."""

from __future__ import annotations

from dataclasses import replace

from csi_core.results import (
    AnswerShare,
    Bartlett,
    Comparison,
    Confirmatory,
    DimensionPair,
    DimensionValidity,
    Effect,
    ExtremeGroups,
    FactorLoading,
    FactorVariance,
    Group,
    GroupScore,
    InterItem,
    Item,
    ItemReliability,
    Kano,
    KanoFeature,
    Loyalty,
    ModelFit,
    MultipleQuestion,
    Note,
    Nps,
    OptionShare,
    Pair,
    ProblemRow,
    ProfileQuestion,
    Promotion,
    PromotionGroups,
    Reliabilities,
    Reliability,
    ResponseCounts,
    Results,
    RetainedBy,
    SampleSize,
    ScaleTotal,
    Score,
    Scores,
    SplitHalf,
    SuspiciousRow,
    Validity,
    WaveChange,
    WavePoint,
    Waves,
)
from csi_core.setup import Best, ColumnSetup, Role, Scale, Setup

ITEMS = ("A1", "A2", "A3", "B1", "B2", "B3")
FACTORS = ("F1", "F2")
WORDS = {"delighted": 1, "content": 2, "neither": 3, "unhappy": 4, "angry": 5}

SETUP = Setup(
    columns=(
        *(
            ColumnSetup(
                name,
                Role.ITEM,
                label=f"Question {name}",
                dimension="Rooms" if name.startswith("A") else "Service",
                scale=Scale(1, 5, Best.LOW),
                answers=WORDS,
            )
            for name in ITEMS
        ),
        ColumnSetup("branch", Role.PROFILE, label="Branch"),
        ColumnSetup("year", Role.WAVE, label="Year"),
        ColumnSetup("tell", Role.RECOMMEND, label="Would recommend", scale=Scale(0, 10)),
        ColumnSetup("told", Role.MULTIPLE, label="Heard from", question="told"),
        ColumnSetup("ip", Role.PRIVATE),
        ColumnSetup("k1", Role.KANO, feature="Clean toilets"),
        ColumnSetup("k2", Role.KANO, feature="Birthday drink"),
    ),
    title="Two branches",
    groups=("branch",),
)

#: The largest loading of each item: factor and size; B3 hangs nowhere, A3 stands with the other dimension.
_LARGEST = {"A1": ("F1", 0.8), "A2": ("F1", 0.7), "A3": ("F2", 0.6), "B1": ("F2", 0.8), "B2": ("F2", 0.7)}


def _loadings(item: str) -> dict[str, float]:
    factor, size = _LARGEST.get(item, ("F1", 0.3))
    return {name: size if name == factor else 0.1 for name in FACTORS}


VALIDITY = Validity(
    n=100,
    n_dropped=4,
    items=ITEMS,
    extraction="principal",
    rotation="varimax",
    suppress=0.4,
    kmo=0.817,
    msa=dict.fromkeys(ITEMS, 0.8),
    bartlett=Bartlett(300.5, 15, 1e-30),
    determinant=0.04,
    eigenvalues=(2.5, 1.3, 0.8, 0.6, 0.5, 0.3),
    parallel=(1.4, 1.35, 1.1, 0.9, 0.8, 0.7),
    n_factors=2,
    retained_by=RetainedBy(kaiser=2, parallel=1),
    variance_extracted=(FactorVariance("F1", 2.5, 41.7, 41.7), FactorVariance("F2", 1.3, 21.7, 63.4)),
    variance=(FactorVariance("F1", 2.0, 33.4, 33.4), FactorVariance("F2", 1.8, 30.0, 63.4)),
    loadings={item: _loadings(item) for item in ITEMS},
    factor_correlations=None,
    communalities=dict.fromkeys(ITEMS, 0.63),
    assigned={item: _LARGEST[item][0] if item in _LARGEST else None for item in ITEMS},
    factor_dimension={"F1": "Rooms", "F2": "Service"},
    misplaced=("A3",),
    cross_loading=(),
    homeless=("B3",),
)

#: Rooms holds together, Service does not, and the two are hardly told apart.
CONFIRMATORY = Confirmatory(
    n=100,
    n_dropped=4,
    dimensions={
        "Rooms": DimensionValidity(ITEMS[:3], 0.56, 0.56, 0.79, "joint"),
        "Service": DimensionValidity(ITEMS[3:], 0.36, 0.38, 0.63, "joint"),
    },
    loadings={
        item: FactorLoading("Rooms" if item.startswith("A") else "Service", loading, 0.05, 1e-9)
        for item, loading in zip(ITEMS, (0.8, 0.75, 0.7, 0.75, 0.62, 0.45), strict=True)
    },
    pairs=(DimensionPair(("Rooms", "Service"), 0.82, (0.71, 0.93), 1e-12, 0.87, None, False),),
    fit=ModelFit(20.5, 8, 0.009, 2.5625, 0.94, 0.89, 0.125, (0.06, 0.19), 0.07, 13),
    left_out=(),
)

OVERALL = Reliability(
    n=100,
    n_dropped=4,
    items=6,
    alpha=0.71,
    alpha_ci=(0.62, 0.79),
    alpha_standardised=0.712,
    omega_total=0.72,
    negative=(),
    per_item={
        item: ItemReliability(3.0, 1.0, 0.12 if item == "B3" else 0.55, 0.74 if item == "B3" else 0.66, 0.6, 0.4, 100)
        for item in ITEMS
    },
    total=ScaleTotal(18.0, 16.0, 4.0),
    inter_item=InterItem(0.29, 0.02, 0.6),
    lambda2=0.715,
    split_half=SplitHalf(ITEMS[:3], ITEMS[3:], 0.6, 0.55, 0.5, 0.667, 0.667, 0.66),
)

_COUNTS = {"1": 10, "2": 20, "3": 30, "4": 25, "5": 15}


def _item(mean: float, n: int = 104) -> Item:
    percent = {code: float(count) for code, count in _COUNTS.items()}
    return Item(
        n,
        104 - n,
        mean,
        1.1,
        3.0,
        _COUNTS,
        percent,
        40.0,
        30.0,
        5.5,
        extremes=ExtremeGroups(28, 27, 4.4, 2.1, 53, 0.0001),
        blank=104 - n,
        se=0.11,
        ci=(mean - 0.21, mean + 0.21),
        skewness=-0.2,
        skewness_se=0.24,
        kurtosis=-0.9,
        kurtosis_se=0.47,
        floor=10.0,
        ceiling=15.0,
    )


def _comparison(item: str, high: float, low: float, p: float) -> Comparison:
    return Comparison(
        item,
        "branch",
        (Group("North", 60, high, 1.0), Group("South", 44, low, 1.0)),
        "welch",
        12.0,
        (1.0, 90.5),
        p,
        p,
        Effect("omega2", 0.1),
        (Pair(("North", "South"), high - low, (0.1, 1.5), p, "games-howell"),),
    )


SCORES = Scores(
    weights="equal",
    n=104,
    index=61.25,
    index_ci=(57.5, 65.0),
    dimensions={"Rooms": Score(70.0, (66.0, 74.0), 0.5, 104), "Service": Score(52.5, (48.0, 57.0), 0.5, 104)},
    items={
        item: Score(score, (score - 5, score + 5), 1 / 6, 104)
        for item, score in zip(ITEMS, (80.0, 70.0, 60.0, 55.0, 52.5, 50.0), strict=True)
    },
    groups=(
        GroupScore("branch", "North", 60, 66.0, (62.0, 70.0), {"Rooms": 71.0, "Service": 61.0}),
        GroupScore("branch", "South", 44, 55.0, (50.0, 60.0), {"Rooms": 69.0, "Service": 41.0}),
    ),
)


def _feature(counts: tuple[int, ...], category: str, better: float, worse: float, *, distinct: bool) -> KanoFeature:
    by = dict(zip("MOAIRQ", counts, strict=True))
    percent = {name: float(count) for name, count in by.items()}
    second = sorted("MOAIRQ", key=lambda name: -by[name])[1]
    known = KanoFeature(100, 4, by, percent, category, category, better, worse, 30.0, 70.0, distinct)
    return replace(known, second=second, rule="mode", category_lee_newcomb=category, fong=11.0)


def _change(first: float, last: float, p: float) -> WaveChange:
    points = tuple(
        WavePoint(year, 52, score, (score - 4, score + 4)) for year, score in (("2024", first), ("2025", last))
    )
    step = Pair(("2025", "2024"), last - first, (last - first - 3, last - first + 3), p, "games-howell")
    return WaveChange(points, 8.2, (1.0, 98.3), p, p, (step,), None, step)


WAVES = Waves(
    "year",
    ("2024", "2025"),
    _change(58.0, 64.5, 0.005),
    {"Rooms": _change(66.0, 74.0, 0.001), "Service": _change(52.0, 53.0, 0.7)},
    {item: _change(50.0, 51.0 if item != "A1" else 60.0, 0.6 if item != "A1" else 0.002) for item in ITEMS},
)

LOYALTY = Loyalty(
    {
        "tell": Nps(
            4,
            Promotion(100, 50, 30, 20, 50.0, 20.0, 30.0, (14.1, 44.2)),
            (
                PromotionGroups(
                    "branch",
                    {
                        "North": Promotion(60, 35, 20, 5, 58.3, 8.3, 50.0, (33.0, 64.0)),
                        "South": Promotion(40, 15, 10, 15, 37.5, 37.5, 0.0, (-26.0, 26.0)),
                    },
                    9.9,
                    (1.0, 66.1),
                    0.002,
                    0.002,
                ),
            ),
        )
    }
)

RESULTS = Results(
    responses=ResponseCounts(
        returned=110,
        valid=104,
        removed=tuple(SuspiciousRow(row, ("straight_lining",)) for row in range(1, 7)),
        flagged=(SuspiciousRow(50, ("speeding",)),),
        problems=(ProblemRow(12, "A1", "9"),),
    ),
    size=SampleSize(104, 104.0, None, 9.6),
    sample=(
        ProfileQuestion("branch", 102, 2, (AnswerShare("North", 60, 57.7, 58.8), AnswerShare("South", 42, 40.4, 41.2))),
    ),
    multiple=(MultipleQuestion("told", 100, 4, (OptionShare("Friends", 70, 70.0, 58.3),)),),
    validity=VALIDITY,
    reliability=Reliabilities(OVERALL, {"Rooms": OVERALL, "Service": OVERALL}, {"F1": OVERALL, "F2": OVERALL}),
    items={item: _item(4.2 - step / 4) for step, item in enumerate(ITEMS)},
    correlations=None,
    crosstabs=None,
    compare=(_comparison("A1", 4.3, 4.0, 0.4), _comparison("B3", 3.6, 2.4, 0.0004)),
    scores=SCORES,
    kano=Kano(
        "standard",
        {
            "Birthday drink": _feature((5, 10, 60, 20, 3, 2), "A", 0.74, -0.16, distinct=True),
            "Clean toilets": _feature((50, 40, 5, 3, 1, 1), "M", 0.46, -0.92, distinct=False),
        },
    ),
    notes=(Note("reliability.omega_two_items.scale", {"scale": "F2"}), Note("kano.unweighted", {})),
    confirmatory=CONFIRMATORY,
    waves=WAVES,
    loyalty=LOYALTY,
)

EMPTY = Results(
    responses=ResponseCounts(5, 5, (), (), ()),
    size=SampleSize(5, 5.0, None, None),
    sample=None,
    multiple=None,
    validity=None,
    reliability=None,
    items=None,
    correlations=None,
    crosstabs=None,
    compare=None,
    scores=None,
    kano=None,
    notes=(Note("scores.no_items", {}),),
)
