"""Validity: do the items group as the questionnaire was built? Factor analysis, listwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis import factors, parallel, rotation, suitability
from csi_core.analysis.moments import Matrix, Moments, Vector, moments
from csi_core.errors import DataProblem
from csi_core.results import Bartlett, FactorVariance, Note, RetainedBy, Validity
from csi_core.setup import ValidityChoices
from csi_core.thresholds import CROSS_LOADING_DIFFERENCE

#: Fewest items a factor analysis makes sense of, and fewest complete rows.
LEAST_ITEMS = 3
LEAST_ROWS = 3

#: A factor whose sum of squared loadings is less holds nothing but rounding.
NO_VARIANCE = 1e-8


def validity(
    items: pd.DataFrame,
    dimensions: Mapping[str, tuple[str, ...]],
    choices: ValidityChoices,
    rng: np.random.Generator,
) -> tuple[Validity, tuple[Note, ...]]:
    """Factor analysis of `items` (rows × items, float, NaN = missing), compared with the questionnaire's dimensions.

    Rows with a missing answer are left out (listwise), items without any answer or with one and the same answer
    as well (a Note names them; in `msa` and `assigned` they are None). KMO and Bartlett's test are None where the
    correlation matrix is singular: an item that follows from others, or not more complete rows than items.

    The defaults are those of SPSS: principal components, eigenvalue > 1, varimax with Kaiser normalisation.
    For an oblique rotation a factor's `ss_loading` is the diagonal of ΦΛ′Λ (as in psych::fa), so that the factors'
    sums add up to that of the communalities.

    Raises DataProblem with fewer than 3 usable items, fewer than 3 complete rows, or a singular correlation matrix
    and maximum likelihood.
    """
    names = tuple(str(name) for name in items.columns)
    notes: list[Note] = []
    kept, data = _usable(items, names, notes)
    used = tuple(names[position] for position in kept)
    r = data.correlation()
    k = len(used)
    eigenvalues = np.maximum(np.linalg.eigvalsh(r)[::-1], 0.0)
    singular = data.n <= k or bool(eigenvalues[-1] < suitability.RANK_TOLERANCE)
    fit = _Suitability(None, (None,) * k, None, 0.0)
    if singular:
        _explain_singular(r, data.n, used, notes)
    else:
        fit = _suitability(r, data.n, notes)
    random = parallel.random_eigenvalues(data.n, k, rng)
    retained_by = RetainedBy(
        kaiser=int((eigenvalues > 1.0 + suitability.RANK_TOLERANCE).sum()),
        parallel=parallel.retained(eigenvalues, random),
    )
    m = _number(choices, retained_by, eigenvalues, notes)
    extraction = _extract(r, m, choices.extraction, singular, used, notes)
    rotated = _rotate(extraction.loadings, choices.rotation, rng, notes)
    loadings, correlations, sums = _arranged(rotated)
    factor_names = tuple(f"F{number}" for number in range(1, len(sums) + 1))
    largest = np.argmax(np.abs(loadings), axis=1)
    assigned: dict[str, str | None] = dict.fromkeys(names)
    for position, item in enumerate(used):
        if abs(loadings[position, largest[position]]) >= choices.suppress:
            assigned[item] = factor_names[largest[position]]
    factor_dimension = _factor_dimensions(factor_names, assigned, dimensions)
    msa: dict[str, float | None] = dict.fromkeys(names)
    msa.update(zip(used, fit.msa, strict=True))
    result = Validity(
        n=data.n,
        n_dropped=data.n_dropped,
        items=used,
        extraction=choices.extraction,
        rotation=choices.rotation,
        suppress=choices.suppress,
        kmo=fit.kmo,
        msa=msa,
        bartlett=fit.bartlett,
        determinant=fit.determinant,
        eigenvalues=tuple(map(float, eigenvalues)),
        parallel=tuple(map(float, random)),
        n_factors=len(factor_names),
        retained_by=retained_by,
        variance_extracted=_variance(np.sort((extraction.loadings**2).sum(axis=0))[::-1], factor_names, k),
        variance=_variance(sums, factor_names, k),
        loadings={item: _row(factor_names, row) for item, row in zip(used, loadings, strict=True)},
        factor_correlations=None
        if correlations is None
        else {factor: _row(factor_names, row) for factor, row in zip(factor_names, correlations, strict=True)},
        communalities={item: float(h) for item, h in zip(used, extraction.communalities, strict=True)},
        assigned=assigned,
        factor_dimension=factor_dimension,
        misplaced=_misplaced(assigned, factor_dimension, dimensions),
        cross_loading=_cross_loading(used, loadings, assigned),
        homeless=tuple(item for item in used if assigned[item] is None),
    )
    return result, tuple(notes)


# -- what can be used --------------------------------------------------------------------------------------


def _usable(items: pd.DataFrame, names: Sequence[str], notes: list[Note]) -> tuple[NDArray[np.intp], Moments]:
    """Positions of the items that can be analysed and the moments of their complete rows."""
    values = items.to_numpy(dtype=np.float64)
    missing = np.isnan(values).sum(axis=0)
    answered = missing < len(values)
    if not answered.all():
        notes.append(Note("validity.empty_items", {"items": _named(names, np.flatnonzero(~answered))}))
    kept = np.flatnonzero(answered)
    constant: list[int] = []
    while True:
        if len(kept) < LEAST_ITEMS:
            raise DataProblem("validity.few_items", n=len(kept), least=LEAST_ITEMS)
        data = moments(values if len(kept) == len(names) else values[:, kept])
        if data.n < LEAST_ROWS:
            worst = int(kept[np.argmax(missing[kept])])
            raise DataProblem(
                "validity.few_rows", n=data.n, least=LEAST_ROWS, item=names[worst], missing=int(missing[worst])
            )
        if not data.constant.any():
            break
        constant.extend(int(position) for position in kept[data.constant])
        kept = kept[~data.constant]
    if constant:
        notes.append(Note("validity.constant_items", {"items": _named(names, sorted(constant))}))
    return kept, data


def _explain_singular(r: Matrix, n: int, used: Sequence[str], notes: list[Note]) -> None:
    groups = suitability.duplicates(r)
    notes.extend(Note("validity.duplicated_items", {"items": _named(used, group)}) for group in groups)
    if n <= len(used):
        notes.append(Note("validity.fewer_rows_than_items", {"n": n, "items": len(used)}))
        return
    duplicated = {position for group in groups for position in group}
    culprits = suitability.dependent(r)
    if not duplicated.issuperset(culprits.tolist()):
        notes.append(Note("validity.dependent_items", {"items": _named(used, culprits)}))


@dataclass(frozen=True, slots=True)
class _Suitability:
    kmo: float | None
    msa: tuple[float | None, ...]
    bartlett: Bartlett | None
    determinant: float


def _suitability(r: Matrix, n: int, notes: list[Note]) -> _Suitability:
    kmo, msa = suitability.kmo(r)
    if kmo is None:
        notes.append(Note("validity.uncorrelated"))
    return _Suitability(kmo, msa, suitability.bartlett(r, n), float(np.linalg.det(r)))


# -- factors -----------------------------------------------------------------------------------------------


def _number(choices: ValidityChoices, retained_by: RetainedBy, eigenvalues: Vector, notes: list[Note]) -> int:
    """How many factors to extract, from 1 to as many as the matrix holds."""
    match choices.factors:
        case "kaiser":
            wanted = retained_by.kaiser
        case "parallel":
            wanted = retained_by.parallel
        case int(number):
            wanted = number
    if wanted < 1:
        notes.append(Note("validity.no_factor_retained"))
        return 1
    rank = int((eigenvalues > suitability.RANK_TOLERANCE).sum())
    k = len(eigenvalues)
    most = rank if choices.extraction == "principal" else min(rank, k - 1)
    if wanted > most:
        notes.append(Note("validity.too_many_factors", {"wanted": wanted, "factors": most}))
    m = min(wanted, most)
    if choices.extraction != "principal" and (k - m) ** 2 < k + m:
        notes.append(Note("validity.factors_not_unique", {"factors": m, "items": k}))
    return m


def _extract(
    r: Matrix, m: int, extraction: str, singular: bool, used: Sequence[str], notes: list[Note]
) -> factors.Extraction:
    match extraction:
        case "principal":
            found = factors.principal(r, m)
        case "ml":
            if singular:
                raise DataProblem("validity.ml_singular", items=_named(used, suitability.dependent(r)))
            found = factors.maximum_likelihood(r, m)
        case _:
            found = factors.minres(r, m)
    if extraction == "paf":
        notes.append(Note("validity.paf_converged"))
    if not found.converged:
        notes.append(Note("validity.extraction_not_converged"))
    if found.heywood:
        notes.append(Note("validity.heywood", {"items": _named(used, found.heywood)}))
    holding = (found.loadings**2).sum(axis=0) > NO_VARIANCE
    if holding.all():
        return found
    if not holding.any():
        raise DataProblem("validity.nothing_common")
    notes.append(Note("validity.too_many_factors", {"wanted": m, "factors": int(holding.sum())}))
    return factors.Extraction(found.loadings[:, holding], found.converged, found.heywood)


def _rotate(loadings: Matrix, choice: str, rng: np.random.Generator, notes: list[Note]) -> rotation.Rotation:
    if loadings.shape[1] == 1:
        return rotation.Rotation(loadings, None, True)
    match choice:
        case "varimax":
            rotated = rotation.varimax(loadings, rng)
        case "promax":
            rotated = rotation.promax(loadings, rng)
        case "oblimin":
            rotated = rotation.oblimin(loadings)
        case _:
            rotated = rotation.Rotation(loadings, None, True)
    if not rotated.converged:
        notes.append(Note("validity.rotation_not_converged"))
    return rotated


def _arranged(rotated: rotation.Rotation) -> tuple[Matrix, Matrix | None, Vector]:
    """Loadings and factor correlations by falling sum of squares, each factor's sum of loadings ≥ 0; the sums."""
    loadings, phi = rotated.loadings, rotated.correlations
    products = loadings.T @ loadings
    sums = np.diag(products if phi is None else phi @ products)
    order = np.argsort(-sums, kind="stable")
    sign = np.where(loadings.sum(axis=0) < 0.0, -1.0, 1.0)[order]
    if phi is not None:
        phi = phi[np.ix_(order, order)] * np.outer(sign, sign)
    return loadings[:, order] * sign, phi, sums[order]


def _variance(sums: Vector, factor_names: Sequence[str], k: int) -> tuple[FactorVariance, ...]:
    percent = 100.0 * sums / k
    return tuple(
        FactorVariance(name, float(ss), float(share), float(total))
        for name, ss, share, total in zip(factor_names, sums, percent, np.cumsum(percent), strict=True)
    )


# -- against the questionnaire's dimensions ----------------------------------------------------------------


def _factor_dimensions(
    factor_names: Sequence[str], assigned: Mapping[str, str | None], dimensions: Mapping[str, tuple[str, ...]]
) -> dict[str, str | None]:
    """The dimension most of each factor's items belong to.

    Where several tie, the one that has the larger share of its own items there, then the questionnaire's first.
    """
    found: dict[str, str | None] = {}
    for factor in factor_names:
        counts = {name: sum(assigned.get(item) == factor for item in members) for name, members in dimensions.items()}
        leading = max(counts, key=lambda name: (counts[name], counts[name] / len(dimensions[name])), default=None)
        found[factor] = leading if leading is not None and counts[leading] else None
    return found


def _misplaced(
    assigned: Mapping[str, str | None],
    factor_dimension: Mapping[str, str | None],
    dimensions: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """Items whose factor bears the name of another dimension than their own, in the questionnaire's order."""
    own = {item: dimension for dimension, members in dimensions.items() for item in members}
    return tuple(
        item
        for item, factor in assigned.items()
        if factor is not None and item in own and factor_dimension[factor] not in (None, own[item])
    )


def _cross_loading(used: Sequence[str], loadings: Matrix, assigned: Mapping[str, str | None]) -> tuple[str, ...]:
    """Assigned items whose two largest absolute loadings differ by less than 0.20 (Howard 2016)."""
    if loadings.shape[1] < 2:
        return ()
    size = np.sort(np.abs(loadings), axis=1)
    near = size[:, -1] - size[:, -2] < CROSS_LOADING_DIFFERENCE
    return tuple(item for item, close in zip(used, near, strict=True) if close and assigned[item] is not None)


def _row(factor_names: Sequence[str], values: Vector) -> dict[str, float]:
    return {name: float(value) for name, value in zip(factor_names, values, strict=True)}


def _named(names: Sequence[str], positions: Sequence[int] | NDArray[np.intp]) -> tuple[str, ...]:
    return tuple(names[position] for position in positions)
