"""Reliability: does each scale measure one thing consistently? Cronbach's alpha and what belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis import internal_consistency as consistency
from csi_core.analysis.codes import whole_codes
from csi_core.analysis.factors import minres
from csi_core.analysis.moments import Moments, listwise, pairwise_moments
from csi_core.analysis.sums import Matrix, Sums, sums
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import ItemReliability, Note, Reliabilities, Reliability, ScaleTotal
from csi_core.setup import Role

#: Fewest items and fewest complete rows of a scale.
LEAST_ITEMS = 2
LEAST_ROWS = 3


def reliabilities(
    items: pd.DataFrame,
    dimensions: Mapping[str, tuple[str, ...]],
    factors: Mapping[str, tuple[str, ...]],
    deletion: Literal["listwise", "pairwise", "person_mean"] = "listwise",
    two_options: Collection[str] = (),
    known: Sums | None = None,
    filled: Mapping[str, int] | None = None,
) -> tuple[Reliabilities, tuple[Note, ...]]:
    """Reliability of all `items` together (rows × items, float, NaN = missing), of each dimension and each factor.

    Each scale keeps the rows that are complete in its own items, or with pairwise deletion for each covariance the
    rows that answer both items. Items without any answer or with one and the same answer are left out of the
    coefficients, a dimension or factor with fewer than 2 items left is left out, and a Note says so. Of scales made
    of `two_options` items alone alpha is also Kuder and Richardson's (1937) formula 20.
    known: the items' sums, if they have been computed; filled: gaps of each item that `person_mean` filled in `items`.
    Raises DataProblem where this happens to the whole.
    """
    survey = _Survey(items, deletion, frozenset(two_options), known)
    notes: list[Note] = []
    gaps = filled or {}
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
    if deletion != "person_mean":
        return Reliabilities(overall, found[0], found[1]), tuple(notes)

    def told(scale: Reliability) -> Reliability:
        return replace(scale, deletion="person_mean", filled=sum(gaps.get(name, 0) for name in scale.per_item))

    each = [{name: told(scale) for name, scale in scales.items()} for scales in found]
    return Reliabilities(told(overall), each[0], each[1]), tuple(notes)


def two_options(responses: Responses) -> frozenset[str]:
    """The items with two options, such as right and wrong, and no answer between them."""
    found = set()
    for column in responses.setup.of(Role.ITEM):
        if column.scale is not None and len(whole_codes(column.scale)) == 2:
            ends = responses.ratings[column.name].dropna().isin([column.scale.min, column.scale.max])
            if ends.all():
                found.add(column.name)
    return frozenset(found)


class _Survey:
    """The answers as sums, from which every scale's moments follow."""

    def __init__(self, items: pd.DataFrame, deletion: str, two_options: frozenset[str], known: Sums | None) -> None:
        self._positions = {str(name): position for position, name in enumerate(items.columns)}
        self._sums = known or sums(items.to_numpy(dtype=np.float64))
        self._answered = self._sums.answered()
        self._pairwise = deletion == "pairwise"
        self._two_options = two_options

    def _moments(self, positions: NDArray[np.intp]) -> Moments:
        own = self._sums.select(positions)
        return pairwise_moments(own) if self._pairwise else listwise(own)

    def reliability(self, scale: str | None, members: Sequence[str], notes: list[Note]) -> Reliability | Note:
        """One scale's reliability, `scale` None for the whole; or the Note why there is none."""
        positions = np.array([self._positions[name] for name in members], dtype=np.intp)
        answered = self._answered[positions]
        used = positions[answered]
        if len(used) < LEAST_ITEMS:
            return _note("few_items", scale, n=len(used), least=LEAST_ITEMS)
        data = self._moments(used)
        if data.n < LEAST_ROWS:
            return _note("few_pairs" if self._pairwise else "few_rows", scale, n=data.n, least=LEAST_ROWS)
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
        return _reliability(scale, names, data, varying, notes, two_options=self._two_options.issuperset(names))


def _reliability(
    scale: str | None,
    names: Sequence[str],
    data: Moments,
    varying: NDArray[np.bool_],
    notes: list[Note],
    *,
    two_options: bool,
) -> Reliability:
    kept = data.select(np.flatnonzero(varying))
    varying_names = tuple(name for name, varies in zip(names, varying, strict=True) if varies)
    covariance = kept.covariance
    k = len(covariance)
    r = kept.correlation()
    alpha = consistency.cronbach_alpha(covariance)
    if alpha is None:
        notes.append(_note("no_total_variance", scale))
    elif alpha < 0.0:
        notes.append(_note("negative_alpha", scale))
    definite = consistency.positive_definite(r)
    if not definite:
        notes.append(_note("singular" if data.pairs is None else "not_positive_definite", scale))
    item_total = consistency.corrected_item_total(covariance)
    coefficients = dict(
        zip(
            varying_names,
            zip(
                item_total,
                consistency.alpha_if_deleted(covariance),
                consistency.item_total(covariance),
                consistency.squared_multiple_correlations(r).tolist() if definite else (None,) * k,
                strict=True,
            ),
            strict=True,
        )
    )
    halves = consistency.split_half(covariance, varying_names)
    if halves.r is None:
        notes.append(_note("split_half_constant", scale))
    elif halves.r < 0.0:
        notes.append(_note("split_half_negative", scale))
    own_n = [data.n] * len(names) if data.pairs is None else np.diag(data.pairs).tolist()
    sd = np.sqrt(np.diag(data.covariance))
    total_variance = max(float(covariance.sum()), 0.0)
    return Reliability(
        n=data.n,
        n_dropped=data.n_dropped,
        items=k,
        alpha=alpha,
        alpha_ci=None if alpha is None else consistency.feldt_interval(alpha, data.n, k),
        alpha_standardised=consistency.cronbach_alpha(r),
        omega_total=_omega(scale, r, varying_names, notes) if definite or data.pairs is None else None,
        negative=tuple(varying_names[position] for position in consistency.negatively_keyed(r, item_total)),
        per_item={
            name: ItemReliability(float(mean), float(of), *coefficients.get(name, (None,) * 4), n=n)
            for name, mean, of, n in zip(names, data.mean, sd, own_n, strict=True)
        },
        deletion="listwise" if data.pairs is None else "pairwise",
        n_mean=None if data.pairs is None else float(data.pairs[np.triu_indices(len(names), 1)].mean()),
        total=ScaleTotal(float(kept.mean.sum()), total_variance, float(np.sqrt(total_variance))),
        inter_item=consistency.inter_item(r),
        lambda2=consistency.guttman_lambda2(covariance),
        kuder_richardson=alpha if two_options else None,
        split_half=halves,
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
