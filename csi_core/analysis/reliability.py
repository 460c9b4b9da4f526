"""Reliability: does each scale measure one thing consistently? Cronbach's alpha and what belongs to it, listwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.factors import minres
from csi_core.analysis.moments import Matrix, Moments, Vector, moments
from csi_core.errors import DataProblem
from csi_core.results import Interval, ItemReliability, Note, Reliabilities, Reliability
from csi_core.thresholds import ALPHA_LEVEL

#: Fewest items and fewest complete rows of a scale.
LEAST_ITEMS = 2
LEAST_ROWS = 3

#: A variance this small beside the others is zero but for rounding.
NO_VARIANCE = 1e-12


def reliabilities(
    items: pd.DataFrame,
    dimensions: Mapping[str, tuple[str, ...]],
    factors: Mapping[str, tuple[str, ...]],
) -> tuple[Reliabilities, tuple[Note, ...]]:
    """Reliability of all `items` together (rows × items, float, NaN = missing), of each dimension and each factor.

    Each scale keeps the rows that are complete in its own items. Items without any answer or with one and the same
    answer are left out of the coefficients, a dimension or factor with fewer than 2 items left is left out, and a
    Note says so. Raises DataProblem where this happens to the whole.
    """
    survey = _Survey(items)
    notes: list[Note] = []
    overall = survey.reliability(None, tuple(map(str, items.columns)), notes)
    if isinstance(overall, Note):
        raise DataProblem(overall.code, **overall.values)
    found: list[dict[str, Reliability]] = []
    for scales in (dimensions, factors):
        found.append({})
        for scale, members in scales.items():
            result = survey.reliability(scale, members, notes)
            if isinstance(result, Note):
                notes.append(result)
            else:
                found[-1][scale] = result
    return Reliabilities(overall, found[0], found[1]), tuple(notes)


class _Survey:
    """The answers, and their moments once: where nothing is missing every scale's are a part of them."""

    def __init__(self, items: pd.DataFrame) -> None:
        self._values = items.to_numpy(dtype=np.float64)
        self._positions = {str(name): position for position, name in enumerate(items.columns)}
        self._whole = moments(self._values)

    def _moments(self, positions: NDArray[np.intp]) -> Moments:
        if self._whole.n_dropped == 0:
            return self._whole.select(positions)
        return moments(self._values[:, positions])

    def reliability(self, scale: str | None, members: Sequence[str], notes: list[Note]) -> Reliability | Note:
        """One scale's reliability, `scale` None for the whole; or the Note why there is none."""
        positions = np.array([self._positions[name] for name in members], dtype=np.intp)
        answered = ~np.isnan(self._values[:, positions]).all(axis=0)
        used = positions[answered]
        if len(used) < LEAST_ITEMS:
            return _note("few_items", scale, n=len(used), least=LEAST_ITEMS)
        data = self._moments(used)
        if data.n < LEAST_ROWS:
            return _note("few_rows", scale, n=data.n, least=LEAST_ROWS)
        names = [name for name, has_answers in zip(members, answered, strict=True) if has_answers]
        varying = ~data.constant
        if varying.sum() < LEAST_ITEMS:
            return _note("no_variance", scale, n=int(varying.sum()), least=LEAST_ITEMS)
        if not answered.all():
            empty = tuple(name for name, has_answers in zip(members, answered, strict=True) if not has_answers)
            notes.append(_note("empty_items", scale, items=empty))
        if not varying.all():
            constant = tuple(name for name, varies in zip(names, varying, strict=True) if not varies)
            notes.append(_note("constant_items", scale, items=constant))
        return _reliability(scale, names, data, varying, notes)


def _reliability(
    scale: str | None, names: Sequence[str], data: Moments, varying: NDArray[np.bool_], notes: list[Note]
) -> Reliability:
    kept = data.select(np.flatnonzero(varying))
    varying_names = tuple(name for name, varies in zip(names, varying, strict=True) if varies)
    covariance = kept.covariance
    k = len(covariance)
    r = kept.correlation()
    alpha = cronbach_alpha(covariance)
    if alpha is None:
        notes.append(_note("no_total_variance", scale))
    elif alpha < 0.0:
        notes.append(_note("negative_alpha", scale))
    item_total = corrected_item_total(covariance)
    deleted = alpha_if_deleted(covariance)
    coefficients = dict(zip(varying_names, zip(item_total, deleted, strict=True), strict=True))
    return Reliability(
        n=data.n,
        n_dropped=data.n_dropped,
        items=k,
        alpha=alpha,
        alpha_ci=None if alpha is None else feldt_interval(alpha, data.n, k),
        alpha_standardised=cronbach_alpha(r),
        omega_total=_omega(scale, r, varying_names, notes),
        negative=tuple(varying_names[position] for position in negatively_keyed(r, item_total)),
        per_item={
            name: ItemReliability(float(mean), float(sd), *coefficients.get(name, (None, None)))
            for name, mean, sd in zip(names, data.mean, np.sqrt(np.diag(data.covariance)), strict=True)
        },
    )


def cronbach_alpha(covariance: Matrix) -> float | None:
    """Cronbach's alpha k/(k − 1) · (1 − tr C / ΣC) of the items' covariances (k, k) (Cronbach 1951).

    The standardised alpha if given correlations. None if the total score does not vary.

    >>> round(cronbach_alpha(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]])), 4)
    0.75
    """
    k = len(covariance)
    trace, total = float(np.trace(covariance)), float(covariance.sum())
    if total <= NO_VARIANCE * trace:
        return None
    return k / (k - 1) * (1.0 - trace / total)


def feldt_interval(alpha: float, n: int, k: int) -> Interval:
    """Interval of alpha from F on n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt, Woodruff & Salih 1987).

    >>> tuple(round(limit, 4) for limit in feldt_interval(0.8, 100, 5))
    (0.7306, 0.8559)
    """
    from scipy.special import fdtri

    low, high = (fdtri(n - 1, (n - 1) * (k - 1), p) for p in (1.0 - ALPHA_LEVEL / 2.0, ALPHA_LEVEL / 2.0))
    return 1.0 - (1.0 - alpha) * float(low), 1.0 - (1.0 - alpha) * float(high)


def corrected_item_total(covariance: Matrix) -> tuple[float | None, ...]:
    """Correlation of each item with the sum of the others; None where that sum does not vary."""
    variances, rest = _rest_variances(covariance)
    shared = covariance.sum(axis=1) - variances
    possible = rest > NO_VARIANCE * np.trace(covariance)
    r = shared / np.sqrt(variances * np.where(possible, rest, 1.0))
    return tuple(float(np.clip(value, -1.0, 1.0)) if ok else None for value, ok in zip(r, possible, strict=True))


def alpha_if_deleted(covariance: Matrix) -> tuple[float | None, ...]:
    """Alpha of the other items, for each item; None where fewer than two others remain or their sum does not vary."""
    k = len(covariance)
    if k < 3:
        return (None,) * k
    variances, rest = _rest_variances(covariance)
    others = variances.sum() - variances
    possible = rest > NO_VARIANCE * others
    alpha = (k - 1) / (k - 2) * (1.0 - others / np.where(possible, rest, 1.0))
    return tuple(float(value) if ok else None for value, ok in zip(alpha, possible, strict=True))


def _rest_variances(covariance: Matrix) -> tuple[Vector, Vector]:
    """Each item's variance, and the variance of the sum of the others."""
    variances = np.diag(covariance)
    return variances, covariance.sum() - 2.0 * covariance.sum(axis=1) + variances


def negatively_keyed(r: Matrix, item_total: Sequence[float | None]) -> tuple[int, ...]:
    """Positions of items that run against most of the others, whatever the items' order.

    An item counts if its loading on the first principal component of the correlations (k, k) has the sign that
    fewer items (by sum of loadings) have, and its corrected item–total correlation is negative as well. Of two
    items, or two equal halves, nobody can say which is the reversed one: none counts.
    """
    first = np.linalg.eigh(r)[1][:, -1]
    balance = float(first.sum())
    if abs(balance) < 1e-6:
        return ()
    return tuple(
        position
        for position, (loading, correlation) in enumerate(zip(first * np.sign(balance), item_total, strict=True))
        if loading < 0.0 and correlation is not None and correlation < 0.0
    )


def _omega(scale: str | None, r: Matrix, names: Sequence[str], notes: list[Note]) -> float | None:
    """McDonald's (1999) omega total (Σλ)² / ((Σλ)² + Σ(1 − λ²)) of a one-factor minres solution of the correlations."""
    if len(r) < 3:
        notes.append(_note("omega_two_items", scale))
        return None
    solution = minres(r, 1)
    if solution.heywood:
        notes.append(_note("omega_heywood", scale, items=tuple(names[position] for position in solution.heywood)))
        return None
    if not solution.converged:
        notes.append(_note("omega_not_converged", scale))
        return None
    loadings = solution.loadings[:, 0]
    common = float(loadings.sum()) ** 2
    return common / (common + float(np.sum(1.0 - loadings**2)))


def _note(what: str, scale: str | None, **values: object) -> Note:
    """A Note on one scale, or on the whole questionnaire, which has no name of its own."""
    if scale is None:
        return Note(f"reliability.{what}.overall", values)
    return Note(f"reliability.{what}.scale", {"scale": scale, **values})
