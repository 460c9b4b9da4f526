"""Validity: suitability for factoring, factors, loadings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
