"""Everything asked for, in one frozen bundle, in the shape of the results file (`csi-results/1`).

Fields are facts at full precision, never rounded, never nan or inf: a number that cannot be had is None
and a Note says why. Mappings keep the questionnaire's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from csi_core.results.confirmatory import Confirmatory, DimensionPair, DimensionValidity, FactorLoading, ModelFit
from csi_core.results.items import (
    Comparison,
    Correlation,
    Correlations,
    CrossTable,
    Effect,
    ExtremeGroups,
    Group,
    Item,
    Levene,
    MultipleTable,
    OptionTest,
    Pair,
)
from csi_core.results.kano import (
    Kano,
    KanoContinuous,
    KanoContradictions,
    KanoFeature,
    KanoGroup,
    KanoImportance,
    KanoMean,
    KanoRespondent,
    KanoSegments,
    KanoStandout,
)
from csi_core.results.loyalty import Loyalty, Nps, Promotion, PromotionGroups
from csi_core.results.note import Adjustment, Interval, Note
from csi_core.results.reliability import InterItem, ItemReliability, Reliabilities, Reliability, ScaleTotal, SplitHalf
from csi_core.results.responses import MissingAnswers, Outcome, ProblemRow, ResponseCounts, SuspiciousRow
from csi_core.results.sample import (
    AnswerShare,
    MultipleQuestion,
    OptionShare,
    PostStratification,
    ProfileQuestion,
    RankedOption,
    RankingQuestion,
    SampleSize,
    Target,
    TargetShare,
)
from csi_core.results.scores import GroupScore, Scheme, Score, Scores
from csi_core.results.validity import Bartlett, FactorVariance, RetainedBy, Validity, WithoutItem
from csi_core.results.waves import Trend, WaveChange, WavePoint, Waves

__all__ = [
    "FORMAT",
    "Adjustment",
    "AnswerShare",
    "Bartlett",
    "Comparison",
    "Confirmatory",
    "Correlation",
    "Correlations",
    "CrossTable",
    "DimensionPair",
    "DimensionValidity",
    "Effect",
    "ExtremeGroups",
    "FactorLoading",
    "FactorVariance",
    "Group",
    "GroupScore",
    "InterItem",
    "Interval",
    "Item",
    "ItemReliability",
    "Kano",
    "KanoContinuous",
    "KanoContradictions",
    "KanoFeature",
    "KanoGroup",
    "KanoImportance",
    "KanoMean",
    "KanoRespondent",
    "KanoSegments",
    "KanoStandout",
    "Levene",
    "Loyalty",
    "MissingAnswers",
    "ModelFit",
    "MultipleQuestion",
    "MultipleTable",
    "Note",
    "Nps",
    "OptionShare",
    "OptionTest",
    "Outcome",
    "Pair",
    "PostStratification",
    "ProblemRow",
    "ProfileQuestion",
    "Promotion",
    "PromotionGroups",
    "RankedOption",
    "RankingQuestion",
    "Reliabilities",
    "Reliability",
    "ResponseCounts",
    "Results",
    "RetainedBy",
    "SampleSize",
    "ScaleTotal",
    "Scheme",
    "Score",
    "Scores",
    "SplitHalf",
    "SuspiciousRow",
    "Target",
    "TargetShare",
    "Trend",
    "Validity",
    "WaveChange",
    "WavePoint",
    "Waves",
    "WithoutItem",
]

FORMAT = "csi-results/1"


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
