"""Verdicts on dimensions: do their questions belong together, are two of them two, does the model fit?"""

from __future__ import annotations

from enum import StrEnum

from csi_core.report.model import Tone
from csi_core.results import Confirmatory, DimensionPair, DimensionValidity, ModelFit
from csi_core.thresholds import (
    AVE_LEAST,
    CR_LEAST,
    HTMT_LENIENT,
    HTMT_STRICT,
    MEAN_CORRELATION_LEAST,
    OWN_LOADING_LEAST,
    Grade,
    fit_grade,
)


class Convergence(StrEnum):
    """Whether the questions of a dimension belong together (`section.confirmatory.convergence.*`)."""

    REACHED = "reached"
    PARTLY = "partly"
    SHORT = "short"
    UNKNOWN = "unknown"


class Distinction(StrEnum):
    """Whether two dimensions are two (`section.confirmatory.distinction.*`)."""

    DISTINCT = "distinct"
    LOOSE = "loose"
    UNCLEAR = "unclear"
    SAME = "same"
    UNKNOWN = "unknown"


TONES = {
    Convergence.REACHED: Tone.GOOD,
    Convergence.PARTLY: Tone.FAIR,
    Convergence.SHORT: Tone.POOR,
    Distinction.DISTINCT: Tone.GOOD,
    Distinction.LOOSE: Tone.FAIR,
    Distinction.UNCLEAR: Tone.FAIR,
    Distinction.SAME: Tone.POOR,
}


def convergence(dimension: DimensionValidity) -> Convergence:
    if dimension.ave is None or dimension.cr is None:
        return Convergence.UNKNOWN
    reached = (dimension.ave >= AVE_LEAST) + (dimension.cr >= CR_LEAST)
    return (Convergence.SHORT, Convergence.PARTLY, Convergence.REACHED)[reached]


def distinction(pair: DimensionPair, found: Confirmatory) -> Distinction:
    """The same from the upper limit of HTMT, or from the lower one if Fornell and Larcker's rule fails too.

    Loose where either sign comes from the questions of one of the two hardly correlating with each other.
    """
    if pair.htmt is None:
        return Distinction.UNKNOWN
    signs = (pair.htmt >= HTMT_STRICT) + (pair.fornell_larcker is False)
    if not signs:
        return Distinction.DISTINCT
    if loosest(pair, found)[1] < MEAN_CORRELATION_LEAST:
        return Distinction.LOOSE
    return Distinction.SAME if pair.htmt >= HTMT_LENIENT or signs == 2 else Distinction.UNCLEAR


def loosest(pair: DimensionPair, found: Confirmatory) -> tuple[str, float]:
    """The one of the two whose questions correlate less with each other, and by how much."""
    return min(((name, found.dimensions[name].mean_r) for name in pair.dimensions), key=lambda one: one[1])


def weak_items(found: Confirmatory) -> tuple[str, ...]:
    """Items that load on their own dimension by less than 0.50, in dimensions that fall short."""
    return tuple(
        name
        for name, loading in found.loadings.items()
        if abs(loading.loading) < OWN_LOADING_LEAST
        and convergence(found.dimensions[loading.dimension]) is not Convergence.REACHED
    )


def overall_fit(fit: ModelFit) -> Grade:
    """The worst of CFI, RMSEA and SRMR."""
    grades = [fit_grade("rmsea", fit.rmsea), fit_grade("srmr", fit.srmr)]
    if fit.cfi is not None:
        grades.append(fit_grade("cfi", fit.cfi))
    return next(grade for grade in (Grade.POOR, Grade.ACCEPTABLE, Grade.GOOD) if grade in grades)


def of_kind(found: Confirmatory, *kinds: Convergence) -> list[str]:
    return [name for name, dimension in found.dimensions.items() if convergence(dimension) in kinds]


def pairs_of_kind(found: Confirmatory, *kinds: Distinction) -> list[DimensionPair]:
    """The closest first."""
    chosen = [pair for pair in found.pairs if distinction(pair, found) in kinds]
    return sorted(chosen, key=lambda pair: -(pair.htmt or 0.0))


def lowest_ave(found: Confirmatory) -> tuple[str, DimensionValidity, float] | None:
    """The dimension with the lowest AVE."""
    known = [(name, each, each.ave) for name, each in found.dimensions.items() if each.ave is not None]
    return min(known, key=lambda one: one[2], default=None)


def closest_pair(found: Confirmatory) -> tuple[DimensionPair, float] | None:
    """The pair with the highest HTMT."""
    known = [(pair, pair.htmt) for pair in found.pairs if pair.htmt is not None]
    return max(known, key=lambda one: one[1], default=None)
