"""What a factor analysis is computed from: complete rows, items that vary, their correlations; and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis import suitability
from csi_core.analysis.moments import listwise
from csi_core.analysis.polychoric import polychoric
from csi_core.analysis.sums import Matrix, Sums, Vector, sums
from csi_core.errors import DataProblem
from csi_core.results import Bartlett, Note, WithoutItem

#: Fewest complete rows.
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True, eq=False)
class FactorData:
    """Correlations r (k, k) of the usable `items` over n complete rows, and their eigenvalues, largest first.

    singular: R has no inverse to rely on; smoothed, inflation: of polychoric correlations.
    """

    items: tuple[str, ...]
    n: int
    n_dropped: int
    r: Matrix
    eigenvalues: Vector
    singular: bool
    smoothed: bool = False
    inflation: Vector | None = None


@dataclass(frozen=True, slots=True)
class Suitability:
    """All None where the correlation matrix is singular, msa one for each item; its determinant is then 0."""

    kmo: float | None
    msa: tuple[float | None, ...]
    bartlett: Bartlett | None
    determinant: float | None
    least_fitting: WithoutItem | None


def factor_data(items: pd.DataFrame, correlation: str, notes: list[Note], known: Sums | None = None) -> FactorData:
    """The complete rows of `items` (rows × items, float, NaN = missing) as correlations; notes say what is wrong.

    known: the items' sums.

    Items without any answer or with one and the same answer are left out. Raises DataProblem with fewer than
    3 usable items or fewer than 3 complete rows, and where polychoric correlations do not fit the answers.
    """
    names = tuple(map(str, items.columns))
    values = items.to_numpy(dtype=np.float64)
    every = known or sums(values)
    missing = np.isnan(every.rest).sum(axis=0)
    answered = missing < len(values)
    if not answered.all():
        notes.append(Note("validity.empty_items", {"items": named(names, np.flatnonzero(~answered))}))
    kept = np.flatnonzero(answered)
    constant: list[int] = []
    while True:
        if len(kept) < suitability.LEAST_ITEMS:
            raise DataProblem("validity.few_items", n=len(kept), least=suitability.LEAST_ITEMS)
        data = listwise(every.select(kept))
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
        notes.append(Note("validity.constant_items", {"items": named(names, sorted(constant))}))
    present = named(names, kept)
    if correlation == "polychoric":
        return _polychoric(present, values[:, kept], data.n, data.n_dropped, notes)
    r = data.correlation()
    eigenvalues = np.linalg.eigvalsh(r)[::-1]
    singular = data.n <= len(r) or bool(eigenvalues[-1] < suitability.RANK_TOLERANCE)
    if singular:
        _explain_singular(r, data.n, present, notes)
    return FactorData(present, data.n, data.n_dropped, r, np.maximum(eigenvalues, 0.0), singular)


def _polychoric(items: tuple[str, ...], values: Matrix, n: int, n_dropped: int, notes: list[Note]) -> FactorData:
    found = polychoric(values, items)
    notes.append(Note("validity.polychoric"))
    notes.extend(Note("validity.polychoric_alike", {"items": named(items, group)}) for group in found.alike)
    if found.smoothed:
        notes.append(Note("validity.polychoric_smoothed"))
    if n <= len(items):
        notes.append(Note("validity.fewer_rows_than_items", {"n": n, "items": len(items)}))
    eigenvalues = np.linalg.eigvalsh(found.r)[::-1]
    singular = found.smoothed or n <= len(items) or bool(eigenvalues[-1] < suitability.RANK_TOLERANCE)
    return FactorData(
        items, n, n_dropped, found.r, np.maximum(eigenvalues, 0.0), singular, found.smoothed, found.inflation
    )


def _explain_singular(r: Matrix, n: int, used: Sequence[str], notes: list[Note]) -> None:
    groups = suitability.duplicates(r)
    notes.extend(Note("validity.duplicated_items", {"items": named(used, group)}) for group in groups)
    if n <= len(used):
        notes.append(Note("validity.fewer_rows_than_items", {"n": n, "items": len(used)}))
        return
    duplicated = {position for group in groups for position in group}
    culprits = suitability.dependent(r)
    if not duplicated.issuperset(culprits.tolist()):
        notes.append(Note("validity.dependent_items", {"items": named(used, culprits)}))


def measure(data: FactorData, notes: list[Note]) -> Suitability:
    """Whether the items suit a factor analysis: KMO, MSA, Bartlett's test, the determinant, the least fitting item."""
    k = len(data.items)
    if data.singular:
        return Suitability(None, (None,) * k, None, None if data.smoothed else 0.0, None)
    kmo, msa = suitability.kmo(data.r)
    if kmo is None:
        notes.append(Note("validity.uncorrelated"))
    worst = suitability.least_fitting(data.r, msa)
    without = None
    if worst is not None:
        position, others = worst
        without = WithoutItem(data.items[position], float(msa[position] or 0.0), others)
    determinant = float(np.linalg.det(data.r))
    return Suitability(kmo, msa, suitability.bartlett(data.r, data.n), determinant, without)


def named(names: Sequence[str], positions: Sequence[int] | NDArray[np.intp]) -> tuple[str, ...]:
    return tuple(names[position] for position in positions)
