"""Sums of products of the answers in one pass: means, covariances and correlations of any kind follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.once import once
from csi_core.responses import Responses

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

#: Rows taken at a time, so that no copy of the whole data is made and a block stays in the processor's cache.
BLOCK = 4_096


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Sums over the rows that answered both columns of a pair, all (k, k), of d = x − origin and weights w.

    common: Σw²; first: Σw²dᵢ; second: Σw²dᵢ²; product: Σw²dᵢdⱼ (of i in rows, j in columns).
    Over those that answered a column, all (k,): weight: Σw; total: Σwd.
    """

    origin: Vector
    weight: Vector
    total: Vector
    common: Matrix
    first: Matrix
    second: Matrix
    product: Matrix


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over complete rows of d = x − origin with weights w, and the other rows as they are.

    Differences from an answer that was given: so a large common constant costs no digits, and a column that never
    changes has a sum of squares of exactly zero.
    n: complete rows; weight: (Σw, Σw²); total: (Σwd, Σw²d), (2, k); product: Σw²ddᵀ (k, k);
    rest: the others (m, k), NaN = missing, with their weights. Of a selection of columns they may be complete.
    """

    origin: Vector
    n: int
    weight: Vector
    total: Matrix
    product: Matrix
    rest: Matrix
    rest_weights: Vector

    def select(self, positions: NDArray[np.intp]) -> Sums:
        """These columns only."""
        if np.array_equal(positions, np.arange(len(self.origin))):
            return self
        return Sums(
            self.origin[positions],
            self.n,
            self.weight,
            self.total[:, positions],
            self.product[np.ix_(positions, positions)],
            self.rest[:, positions],
            self.rest_weights,
        )

    def answered(self) -> NDArray[np.bool_]:
        """Which columns hold an answer."""
        return np.asarray(~np.isnan(self.rest).all(axis=0) | (self.n > 0))

    @cached_property
    def pairs(self) -> Pairs:
        """Of every two columns the rows that answered both."""
        k = len(self.origin)
        shape = (k, k)
        weight, total = np.full(k, self.weight[0]), self.total[0].copy()
        common, product = np.full(shape, self.weight[1]), self.product.copy()
        first, second = (np.repeat(each[:, None], k, axis=1) for each in (self.total[1], np.diag(self.product)))
        for start in range(0, len(self.rest), BLOCK):
            w = self.rest_weights[start : start + BLOCK, None]
            d = self.rest[start : start + BLOCK] - self.origin
            missing = np.isnan(d)
            d[missing] = 0.0
            answered = w * ~missing
            weight += answered.sum(axis=0)
            weighted = w * d
            total += weighted.sum(axis=0)
            common += answered.T @ answered
            first += weighted.T @ answered
            second += (weighted * d).T @ answered
            product += weighted.T @ weighted
        return Pairs(self.origin, weight, total, common, first, second, product)


@once
def survey_sums(responses: Responses) -> Sums:
    """The sums of all ratings, every row with weight 1."""
    return sums(responses.ratings.to_numpy(dtype=np.float64))


def item_sums(responses: Responses) -> Sums:
    """The same of the items only."""
    return survey_sums(responses).select(responses.ratings.columns.get_indexer(responses.items().columns))


def sums(values: Matrix, weights: Vector | None = None) -> Sums:
    """The sums of the rows of `values` (n, k), NaN = missing; weights: of the rows, above 0, else all 1."""
    adder = _Adder(values.shape[1])
    for start in range(0, len(values), BLOCK):
        part = slice(start, start + BLOCK)
        adder.add(values[part].T, None if weights is None else weights[part])
    return adder.sums()


def group_sums(values: Matrix, weights: Vector | None, codes: NDArray[np.intp], groups: int) -> list[Sums]:
    """The sums of each group's rows; codes: the group of each row, −1 for none."""
    adders = [_Adder(values.shape[1]) for _ in range(groups)]
    for start in range(0, len(values) if groups else 0, BLOCK):
        part = slice(start, start + BLOCK)
        order = np.argsort(codes[part], kind="stable")
        ends = np.searchsorted(codes[part][order], np.arange(groups + 1))
        block = np.take(values[part].T, order, axis=1)
        sorted_weights = None if weights is None else weights[part][order]
        for adder, (a, b) in zip(adders, pairwise(ends), strict=True):
            if a < b:
                adder.add(block[:, a:b], None if sorted_weights is None else sorted_weights[a:b])
    return [adder.sums() for adder in adders]


class _Adder:
    """Adds up `Sums` block by block; blocks come as columns × rows."""

    def __init__(self, k: int) -> None:
        self._origin: Vector | None = None
        self._n = 0
        self._weight, self._total, self._product = np.zeros(2), np.zeros((2, k)), np.zeros((k, k))
        self._rest: list[Matrix] = [np.zeros((0, k))]
        self._rest_weights: list[Vector] = [np.zeros(0)]

    def add(self, block: Matrix, weights: Vector | None) -> None:
        w = np.ones(block.shape[1]) if weights is None else weights
        incomplete = np.isnan(np.ones(len(block)) @ block)
        some = bool(incomplete.any())
        if some:
            self._rest.append(block[:, incomplete].T)
            self._rest_weights.append(w[incomplete])
            if incomplete.all():
                return
        if self._origin is None:
            self._origin = block[:, np.argmin(incomplete)].copy()
        d = block - self._origin[:, None]
        if some:
            d[:, incomplete] = 0.0
            w = np.where(incomplete, 0.0, w)
        self._n += int(np.count_nonzero(~incomplete))
        both = np.stack([w, w * w])
        self._weight += both.sum(axis=1)
        self._total += both @ d.T
        if weights is not None:
            d *= w
        self._product += d @ d.T

    def sums(self) -> Sums:
        rest = np.concatenate(self._rest)
        origin = _first_answers(rest) if self._origin is None else self._origin
        return Sums(origin, self._n, self._weight, self._total, self._product, rest, np.concatenate(self._rest_weights))


def _first_answers(rows: Matrix) -> Vector:
    """The first answer in each column, 0 where there is none."""
    if not len(rows):
        return np.zeros(rows.shape[1])
    found: Vector = np.nan_to_num(rows[np.argmin(np.isnan(rows), axis=0), np.arange(rows.shape[1])])
    return found
