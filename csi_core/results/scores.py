"""Item and dimension scores, the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from csi_core.results.note import Interval, Note


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
