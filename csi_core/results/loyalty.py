"""Recommendation (NPS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from csi_core.results.note import Interval


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
