"""Reliability of each scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from csi_core.results.note import Interval


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

    deletion: listwise: n complete rows; pairwise: n the fewest rows that any two items share, n_mean the average;
        person_mean: n complete rows once `filled` gaps of the scale's items were filled with the person's own mean.
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
    deletion: Literal["listwise", "pairwise", "person_mean"] = "listwise"
    n_mean: float | None = None
    total: ScaleTotal | None = None
    inter_item: InterItem | None = None
    lambda2: float | None = None
    kuder_richardson: float | None = None
    split_half: SplitHalf | None = None
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Reliabilities:
    overall: Reliability
    dimensions: Mapping[str, Reliability]
    factors: Mapping[str, Reliability] = field(default_factory=dict)
