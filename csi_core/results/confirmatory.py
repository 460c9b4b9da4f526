"""Confirmatory view: the designed dimensions as factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from csi_core.results.note import Interval


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
