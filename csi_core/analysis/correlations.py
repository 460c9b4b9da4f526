"""Pearson correlations between all scaled questions, pairwise."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.results import Correlations, Note

#: Fewest common answers a correlation is computed from; with two it is always −1 or 1.
_FEWEST = 3

#: A sum of squares smaller than this share of the raw one is rounding error: the answers are constant.
_ZERO = 1e-12


def correlations(ratings: pd.DataFrame) -> tuple[Correlations, tuple[Note, ...]]:
    """Pearson's r of every two columns over the rows that answered both (pairwise deletion).

    ratings: rows × questions, NaN = missing. r is None, with a note, where one of the two is constant over the
    common rows or fewer than three rows answered both.
    """
    names = [str(name) for name in ratings.columns]
    r, common = pearson(ratings.to_numpy(dtype=np.float64))
    table: dict[str, dict[str, float | None]] = {
        a: {b: None if np.isnan(r[i, j]) else float(r[i, j]) for j, b in enumerate(names)} for i, a in enumerate(names)
    }
    return Correlations("pearson", "pairwise", table), _notes(names, r, common)


def pearson(x: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pairwise correlation matrix and the numbers of common answers, both questions × questions.

    r is NaN where it does not exist. Every sum over common rows is an entry of a matrix product:
    cov(i, j) = Σxy − Σx Σy / n over the rows that have both.
    """
    known = ~np.isnan(x)
    answered = known.astype(np.float64)
    n_each = np.maximum(answered.sum(axis=0), 1.0)
    filled = np.where(known, x, 0.0)
    # Centred first, so that large means cost no digits.
    centred = np.where(known, filled - filled.sum(axis=0) / n_each, 0.0)
    n = answered.T @ answered
    sums = centred.T @ answered
    squares = (centred**2).T @ answered
    at_least_one = np.maximum(n, 1.0)
    spread = squares - sums**2 / at_least_one
    spread[spread <= _ZERO * np.maximum(squares, (filled**2).T @ answered * _ZERO)] = np.nan
    covariance = centred.T @ centred - sums * sums.T / at_least_one
    r = covariance / np.sqrt(spread * spread.T)
    r[n < _FEWEST] = np.nan
    r = np.clip(r, -1.0, 1.0)
    np.fill_diagonal(r, np.where(np.isnan(np.diag(r)), np.nan, 1.0))
    return r, n


def _notes(names: list[str], r: NDArray[np.float64], common: NDArray[np.float64]) -> tuple[Note, ...]:
    notes = []
    alone = np.isnan(np.diag(r))
    if alone.any():
        notes.append(Note("correlations.constant", {"items": tuple(np.array(names, dtype=object)[alone])}))
    rows, columns = np.nonzero(np.triu(np.isnan(r) & ~alone[:, None] & ~alone[None, :], 1))
    if len(rows):
        pairs = tuple(f"{names[i]} × {names[j]}" for i, j in zip(rows, columns, strict=True))
        notes.append(Note("correlations.pairs", {"pairs": pairs}))
    return tuple(notes)
