"""Convergent and discriminant validity: do the questionnaire's own dimensions hold together and keep apart?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis import cfa, suitability
from csi_core.analysis.moments import Moments, listwise
from csi_core.analysis.sums import Matrix, Sums, Vector, sums
from csi_core.errors import DataProblem
from csi_core.results import Confirmatory, DimensionPair, DimensionValidity, FactorLoading, Interval, ModelFit, Note
from csi_core.thresholds import MEAN_CORRELATION_LEAST, NORMAL_95

#: Fewest items of a dimension, and fewest complete rows.
LEAST_ITEMS = 2
LEAST_ROWS = 3

#: Dimensions taken out of the joint model at most: with more there is no model of the questionnaire left.
MOST_TAKEN_OUT = 3

#: Resamples of an HTMT interval.
RESAMPLES = 1000

Positions = NDArray[np.intp]


def confirmatory(
    items: pd.DataFrame,
    dimensions: Mapping[str, tuple[str, ...]],
    rng: np.random.Generator | None = None,
    known: Sums | None = None,
) -> tuple[Confirmatory, tuple[Note, ...]]:
    """Confirmatory factor analysis of `dimensions` in `items` (rows × items, float, NaN = missing), AVE, CR, HTMT.

    Rows complete in the items of all dimensions count. Items without an answer or with the same answer throughout,
    items in no dimension and dimensions with fewer than 2 items left are left out, and a Note says so. A dimension
    that keeps the joint model from a proper solution (Heywood case, factors correlated to 1 or making up another) is
    taken out of it. What the joint model does not give comes from the dimension's own one-factor model (AVE and CR,
    with 3 items or more) or is None; HTMT, which rests on correlations alone, stays. `rng`: HTMT gets a bootstrap
    interval. `known`: the items' sums, if they have been computed.

    AVE = Σλ²/k and CR = (Σλ)² / ((Σλ)² + Σ(1 − λ²)), λ standardised (Fornell & Larcker 1981; Jöreskog 1971).

    Raises DataProblem without a dimension of 2 items or with fewer than 3 complete rows.
    """
    notes: list[Note] = []
    used, data = _usable(items, known or sums(items.to_numpy(dtype=np.float64)), dimensions, notes)
    names = tuple(name for members in used.values() for name in members)
    factor = np.repeat(np.arange(len(used)), [len(members) for members in used.values()])
    r = data.correlation()
    whole = _Model(r, factor, data.n, names, tuple(used))
    model = _joint(whole, notes)
    found: dict[str, DimensionValidity] = {}
    loadings: dict[str, FactorLoading] = {}
    alone = []
    for number, (dimension, members) in enumerate(used.items()):
        fitted = model
        basis: Literal["joint", "alone"] = "joint"
        if fitted is None or dimension not in fitted.dimensions:
            fitted, basis = whole.only([number]), "alone"
        solution = fitted.solution
        if solution is None:
            found[dimension] = DimensionValidity(members, whole.mean_r(number), None, None, None)
            continue
        if basis == "alone":
            alone.append(dimension)
        places = np.flatnonzero(fitted.factor == fitted.dimensions.index(dimension))
        size, errors = solution.loadings[places], solution.loading_errors[places]
        found[dimension] = DimensionValidity(
            members, whole.mean_r(number), average_variance_extracted(size), composite_reliability(size), basis
        )
        for name, loading, se in zip(members, size, errors, strict=True):
            loadings[name] = FactorLoading(dimension, float(loading), float(se), _p(loading, se))
    if alone:
        notes.append(Note("confirmatory.alone", {"dimensions": alone}))
    ratios = htmt(r, factor)
    if np.isnan(ratios).any():
        notes.append(Note("confirmatory.htmt_undefined"))
    intervals = None if rng is None else _htmt_intervals(items[list(names)].to_numpy(dtype=np.float64), factor, rng)
    return (
        Confirmatory(
            n=data.n,
            n_dropped=data.n_dropped,
            dimensions=found,
            loadings=loadings,
            pairs=tuple(_pairs(list(found.items()), model, ratios, intervals)),
            fit=None if model is None else model.fit(),
            left_out=tuple(str(name) for name in items.columns if name not in names),
        ),
        tuple(notes),
    )


def average_variance_extracted(loadings: Vector) -> float:
    """Mean squared standardised loading.

    >>> round(average_variance_extracted(np.array([0.7, 0.8, 0.6])), 4)
    0.4967
    """
    return float(np.mean(loadings**2))


def composite_reliability(loadings: Vector) -> float:
    """(Σλ)² / ((Σλ)² + Σ(1 − λ²)) of standardised loadings.

    >>> round(composite_reliability(np.array([0.7, 0.8, 0.6])), 4)
    0.7449
    """
    common = float(loadings.sum()) ** 2
    return common / (common + float(np.sum(1.0 - loadings**2)))


def htmt(r: Matrix, factor: Positions) -> Matrix:
    """Heterotrait–monotrait ratios (m, m) of the items' correlations `r` (k, k); nan where a dimension has none.

    The mean of the correlations between two dimensions' items over the geometric mean of the two means within
    (Henseler, Ringle & Sarstedt 2015), of absolute correlations (HTMT+; Ringle et al. 2023, as in SmartPLS 4 and
    semTools): the same number where all are positive, and still one where an item runs the other way. In R:
    `semTools::htmt(model, data, htmt2 = FALSE)`.
    """
    belongs = (factor[:, None] == np.arange(factor.max() + 1)).astype(float)
    sizes = belongs.sum(axis=0)
    sums = belongs.T @ np.abs(r) @ belongs
    within = (np.diag(sums) - sizes) / (sizes * (sizes - 1.0))
    between = sums / np.outer(sizes, sizes)
    possible = np.where(within > suitability.RANK_TOLERANCE, within, np.nan)
    ratios: Matrix = between / np.sqrt(np.outer(possible, possible))
    return ratios


# -- what can be used --------------------------------------------------------------------------------------


def _usable(
    items: pd.DataFrame, known: Sums, dimensions: Mapping[str, tuple[str, ...]], notes: list[Note]
) -> tuple[dict[str, tuple[str, ...]], Moments]:
    """The dimensions with the items that can be analysed, and their moments."""
    place = {str(name): position for position, name in enumerate(items.columns)}
    missing = np.isnan(known.rest).sum(axis=0)
    if not dimensions:
        raise DataProblem("confirmatory.no_dimensions", items=len(place))
    dropped = {name: "empty" for name in place if missing[place[name]] == len(items)}
    while True:
        kept = {name: tuple(item for item in members if item not in dropped) for name, members in dimensions.items()}
        used = {name: members for name, members in kept.items() if len(members) >= LEAST_ITEMS}
        if not used:
            raise DataProblem("confirmatory.few_items", least=LEAST_ITEMS)
        names = [name for members in used.values() for name in members]
        data = listwise(known.select(np.array([place[name] for name in names], dtype=np.intp)))
        if data.n < LEAST_ROWS:
            worst = max(names, key=lambda name: int(missing[place[name]]))
            raise DataProblem(
                "confirmatory.few_rows", n=data.n, least=LEAST_ROWS, item=worst, missing=int(missing[place[worst]])
            )
        if not data.constant.any():
            break
        dropped |= {name: "constant" for name, same in zip(names, data.constant, strict=True) if same}
    kinds = {
        kind: [name for members in dimensions.values() for name in members if dropped.get(name) == kind]
        for kind in ("empty", "constant")
    }
    if kinds["empty"]:
        notes.append(Note("confirmatory.empty_items", {"items": kinds["empty"]}))
    if kinds["constant"]:
        notes.append(Note("confirmatory.constant_items", {"items": kinds["constant"]}))
    small = [name for name in dimensions if name not in used]
    if small:
        notes.append(Note("confirmatory.small_dimensions", {"dimensions": small, "least": LEAST_ITEMS}))
    members_of_any = {name for members in dimensions.values() for name in members}
    homeless = [name for name in place if name not in members_of_any]
    if homeless:
        notes.append(Note("confirmatory.no_dimension", {"items": homeless}))
    return used, data


# -- the model ---------------------------------------------------------------------------------------------


class _Model:
    """One model of some dimensions: its solution, or why it has none that means anything and through whom."""

    def __init__(
        self, r: Matrix, factor: Positions, n: int, names: tuple[str, ...], dimensions: tuple[str, ...]
    ) -> None:
        self.r, self.factor, self.n, self.names, self.dimensions = r, factor, n, names, dimensions
        self.df = cfa.degrees_of_freedom(factor)

    def only(self, numbers: Sequence[int]) -> _Model:
        """The model of these dimensions."""
        places = np.flatnonzero(np.isin(self.factor, numbers))
        return _Model(
            self.r[np.ix_(places, places)],
            np.searchsorted(numbers, self.factor[places]),
            self.n,
            tuple(self.names[place] for place in places),
            tuple(self.dimensions[number] for number in numbers),
        )

    def mean_r(self, number: int) -> float:
        """Mean correlation between the items of a dimension."""
        own = np.flatnonzero(self.factor == number)
        return float((self.r[np.ix_(own, own)].sum() - len(own)) / (len(own) * (len(own) - 1)))

    @cached_property
    def _solved(self) -> tuple[cfa.Solution | None, Note | None, int | None]:
        """The solution; or a Note with the reason, and the number of the dimension to leave out, if it is one's."""
        k = len(self.r)
        if self.df < 0:
            return None, Note("confirmatory.two_items_only", {"dimension": self.dimensions[0]}), None
        if self.n <= k:
            return None, Note("confirmatory.fewer_rows_than_items", {"n": self.n, "items": k}), None
        if np.linalg.eigvalsh(self.r)[0] < suitability.RANK_TOLERANCE:
            items = [self.names[place] for place in suitability.dependent(self.r)]
            return None, Note("confirmatory.dependent_items", {"items": items}), None
        solution = cfa.solve(self.r, self.factor, self.n)
        if len(solution.heywood):
            culprit = int(self.factor[np.argmin(solution.residuals)])
            items = [self.names[place] for place in solution.heywood]
            return None, Note("confirmatory.heywood", {"items": items}), culprit
        if not solution.proper_correlations:
            return None, *self._overlap(solution)
        if not solution.determined:
            return None, Note("confirmatory.not_determined"), None
        if not solution.converged:
            return None, Note("confirmatory.not_converged"), None
        return solution, None, None

    def _overlap(self, solution: cfa.Solution) -> tuple[Note, int]:
        """Two dimensions that correlate to 1, or one that the others make up: the one most in it, then the weakest."""
        share = np.abs(np.linalg.eigh(solution.correlations)[1][:, 0]).round(6)
        strength = np.bincount(self.factor, solution.loadings**2)
        culprit = int(np.lexsort((strength, -share))[0])
        size = np.abs(np.triu(solution.correlations, 1))
        if size.max() < 1.0:
            name, mean_r = self.dimensions[culprit], self.mean_r(culprit)
            if mean_r < MEAN_CORRELATION_LEAST:
                return Note("confirmatory.loose", {"dimension": name, "mean_r": mean_r}), culprit
            return Note("confirmatory.made_up", {"dimension": name}), culprit
        first, second = divmod(int(size.argmax()), len(size))
        pair = {"first": self.dimensions[first], "second": self.dimensions[second]}
        return Note("confirmatory.same_factor", pair), culprit

    @property
    def solution(self) -> cfa.Solution | None:
        return self._solved[0]

    @property
    def why_not(self) -> Note | None:
        return self._solved[1]

    @property
    def culprit(self) -> int | None:
        return self._solved[2]

    def fit(self) -> ModelFit | None:
        if self.solution is None or self.df == 0:
            return None
        return cfa.fit(self.solution, self.r, self.df, self.n)


def _joint(model: _Model, notes: list[Note]) -> _Model | None:
    """The model of all dimensions, or of all but a few that keep it from a proper solution; None where none has one."""
    everyone = len(model.dimensions)
    left_out: list[str] = []
    while model.solution is None:
        if model.why_not is not None:
            notes.append(model.why_not)
        if model.culprit is None or len(model.dimensions) < 3 or len(left_out) == MOST_TAKEN_OUT:
            return None
        left_out.append(model.dimensions[model.culprit])
        model = model.only([number for number in range(len(model.dimensions)) if number != model.culprit])
    if left_out:
        notes.append(Note("confirmatory.without", {"dimensions": left_out, "kept": everyone - len(left_out)}))
    if model.df == 0:
        notes.append(Note("confirmatory.saturated", {"dimension": model.dimensions[0], "items": len(model.names)}))
    return model


def _p(value: float, se: float) -> float:
    """Two-sided p of value / se."""
    from scipy.special import ndtr

    return float(2.0 * ndtr(-abs(value) / se)) if se > 0.0 else 0.0


def _pairs(
    dimensions: Sequence[tuple[str, DimensionValidity]],
    model: _Model | None,
    ratios: Matrix,
    intervals: Matrix | None,
) -> Iterator[DimensionPair]:
    solution = None if model is None else model.solution
    for (i, (first, one)), (j, (second, other)) in combinations(enumerate(dimensions), 2):
        correlation: float | None = None
        ci: Interval | None = None
        p: float | None = None
        separate: bool | None = None
        if model is not None and solution is not None and one.basis == other.basis == "joint":
            cell = model.dimensions.index(first), model.dimensions.index(second)
            correlation, error = float(solution.correlations[cell]), float(solution.correlation_errors[cell])
            ci = (correlation - NORMAL_95 * error, correlation + NORMAL_95 * error)
            p = _p(correlation, error)
            separate = one.ave is not None and other.ave is not None and min(one.ave, other.ave) > correlation**2
        ratio = None if np.isnan(ratios[i, j]) else float(ratios[i, j])
        ratio_ci: Interval | None = None
        if intervals is not None and np.isfinite(intervals[:, i, j]).all():
            ratio_ci = (float(intervals[0, i, j]), float(intervals[1, i, j]))
        yield DimensionPair((first, second), correlation, ci, p, ratio, ratio_ci, separate)


def _htmt_intervals(values: Matrix, factor: Positions, rng: np.random.Generator) -> Matrix:
    """95 % percentile intervals (2, m, m) of HTMT from resampled rows; nan where too few resamples have a value."""
    complete = values[~np.isnan(values).any(axis=1)]
    centred = complete - complete.mean(axis=0)
    n = len(centred)
    drawn = []
    for _ in range(RESAMPLES):
        counts = np.bincount(rng.integers(0, n, n), minlength=n).astype(float)
        mean = counts @ centred / n
        covariance = centred.T @ (counts[:, None] * centred) / n - np.outer(mean, mean)
        variances = np.diag(covariance)
        if (variances > 0.0).all():
            sd = np.sqrt(variances)
            drawn.append(htmt(covariance / np.outer(sd, sd), factor))
    if len(drawn) < RESAMPLES // 2:
        return np.full((2, len(np.unique(factor)), len(np.unique(factor))), np.nan)
    return np.quantile(np.array(drawn), [0.025, 0.975], axis=0)
