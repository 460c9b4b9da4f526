"""Change between waves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from csi_core.results.items import Pair
from csi_core.results.note import Interval


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
