"""Validity: do the items group as the questionnaire was built? Factor analysis, listwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from csi_core.analysis import factor_design, factors, parallel, rotation, suitability
from csi_core.analysis.factor_data import FactorData, factor_data, measure, named
from csi_core.analysis.sums import Matrix, Sums, Vector
from csi_core.errors import DataProblem
from csi_core.results import FactorVariance, Note, RetainedBy, Validity
from csi_core.setup import ValidityChoices

#: A factor whose sum of squared loadings is less holds nothing but rounding.
NO_VARIANCE = 1e-8


def validity(
    items: pd.DataFrame,
    dimensions: Mapping[str, tuple[str, ...]],
    choices: ValidityChoices,
    rng: np.random.Generator,
    known: Sums | None = None,
) -> tuple[Validity, tuple[Note, ...]]:
    """Factor analysis of `items` (rows × items, float, NaN = missing), compared with the questionnaire's dimensions.

    known: the items' sums, if they have been computed.
    Rows with a missing answer are left out (listwise), items without any answer or with one and the same answer
    as well (a Note names them; in `msa` and `assigned` they are None). KMO and Bartlett's test are None where the
    correlation matrix is singular: an item that follows from others, or not more complete rows than items.

    The defaults are those of SPSS: principal components, eigenvalue > 1, varimax with Kaiser normalisation.
    For an oblique rotation a factor's `ss_loading` is the diagonal of ΦΛ′Λ (as in psych::fa), so that the factors'
    sums add up to that of the communalities.

    Raises DataProblem with fewer than 3 usable items, fewer than 3 complete rows, a singular correlation matrix
    and maximum likelihood, or answers that polychoric correlations do not fit.
    """
    names = tuple(str(name) for name in items.columns)
    notes: list[Note] = []
    data = factor_data(items, choices.correlation, notes, known)
    used, k = data.items, len(data.items)
    fit = measure(data, notes)
    random = parallel.random_eigenvalues(data.n, k, rng, data.inflation)
    retained_by = RetainedBy(
        kaiser=int((data.eigenvalues > 1.0 + suitability.RANK_TOLERANCE).sum()),
        parallel=parallel.retained(data.eigenvalues, random),
    )
    m = _number(choices, retained_by, data.eigenvalues, notes)
    extraction = _extract(data, m, choices.extraction, notes)
    loadings, correlations, sums = _arranged(_rotate(extraction.loadings, choices.rotation, rng, notes))
    unrotated, _, sums_before = _arranged(rotation.Rotation(extraction.loadings, None, True))
    factor_names = tuple(f"F{number}" for number in range(1, len(sums) + 1))
    largest = np.argmax(np.abs(loadings), axis=1)
    assigned: dict[str, str | None] = dict.fromkeys(names)
    for position, item in enumerate(used):
        if abs(loadings[position, largest[position]]) >= choices.suppress:
            assigned[item] = factor_names[largest[position]]
    factor_dimension = factor_design.dimension_of_each(factor_names, assigned, dimensions)
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
        eigenvalues=tuple(map(float, data.eigenvalues)),
        parallel=tuple(map(float, random)),
        n_factors=len(factor_names),
        retained_by=retained_by,
        variance_extracted=_variance(sums_before, factor_names, k),
        variance=_variance(sums, factor_names, k),
        loadings=_table(used, factor_names, loadings),
        factor_correlations=None if correlations is None else _table(factor_names, factor_names, correlations),
        communalities=dict(zip(used, map(float, extraction.communalities), strict=True)),
        assigned=assigned,
        factor_dimension=factor_dimension,
        misplaced=factor_design.misplaced(assigned, factor_dimension, dimensions),
        cross_loading=factor_design.cross_loading(used, loadings, assigned),
        homeless=tuple(item for item in used if assigned[item] is None),
        correlation=choices.correlation,
        smoothed=data.smoothed,
        least_fitting=fit.least_fitting,
        communalities_initial=_initial(data, choices.extraction),
        loadings_unrotated=_table(used, factor_names, unrotated),
        structure=None if correlations is None else _table(used, factor_names, loadings @ correlations),
        factor_names=factor_design.users_names(factor_names, assigned, choices.factor_names, notes),
    )
    return result, tuple(notes)


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


def _extract(data: FactorData, m: int, extraction: str, notes: list[Note]) -> factors.Extraction:
    r = data.r
    match extraction:
        case "principal":
            found = factors.principal(r, m)
        case "ml":
            if data.singular:
                raise _no_likelihood(data)
            found = factors.maximum_likelihood(r, m)
        case _:
            found = factors.minres(r, m)
    if extraction == "paf" and not data.singular:
        notes.append(_as_in_spss(r, m, found.communalities))
    if not found.converged:
        notes.append(Note("validity.extraction_not_converged"))
    if found.heywood:
        notes.append(Note("validity.heywood", {"items": named(data.items, found.heywood)}))
    holding = (found.loadings**2).sum(axis=0) > NO_VARIANCE
    if holding.all():
        return found
    if not holding.any():
        raise DataProblem("validity.nothing_common")
    notes.append(Note("validity.too_many_factors", {"wanted": m, "factors": int(holding.sum())}))
    return factors.Extraction(found.loadings[:, holding], found.converged, found.heywood)


def _no_likelihood(data: FactorData) -> DataProblem:
    culprits = suitability.dependent(data.r)
    if data.smoothed or data.n <= len(data.items) or not culprits.size:
        return DataProblem("validity.ml_no_inverse", n=data.n, items=len(data.items))
    return DataProblem("validity.ml_singular", items=named(data.items, culprits))


def _as_in_spss(r: Matrix, m: int, communalities: Vector) -> Note:
    """How far principal axis factoring, run to convergence here, is from where SPSS stops."""
    rounds, theirs = factors.spss_principal_axis(r, m)
    if rounds is None:
        return Note("validity.paf_not_in_spss", {"rounds": factors.SPSS_ROUNDS})
    return Note(
        "validity.paf_converged",
        {"rounds": rounds, "difference": float(np.abs(theirs - communalities).max())},
    )


def _initial(data: FactorData, extraction: str) -> dict[str, float | None]:
    """Communalities before the extraction."""
    if extraction == "principal":
        return dict.fromkeys(data.items, 1.0)
    if data.singular:
        return dict.fromkeys(data.items)
    shares = suitability.squared_multiple_correlations(data.r)
    return dict(zip(data.items, map(float, shares), strict=True))


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


def _table(rows: Sequence[str], columns: Sequence[str], values: Matrix) -> dict[str, dict[str, float]]:
    return {
        row: {column: float(value) for column, value in zip(columns, line, strict=True)}
        for row, line in zip(rows, values, strict=True)
    }
