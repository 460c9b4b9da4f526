"""The sample against the population: is it made up alike, and which weights make it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.groups import Grouping, grouping
from csi_core.analysis.weighting import effective_n, weights_or_ones
from csi_core.responses import Responses
from csi_core.results import Note, PostStratification, Target, TargetShare
from csi_core.thresholds import LARGE_WEIGHT, SMALL_EXPECTED

Array = NDArray[np.float64]

#: Rounds of raking at most, and the relative distance from every target that ends it.
ROUNDS = 1_000
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class _Margin:
    """One question's groups and the population's shares of them (they add up to 1), listed answers first."""

    groups: Grouping
    labels: tuple[str, ...]
    shares: Array

    def codes(self) -> NDArray[np.intp]:
        """Position in `labels` of each row; those who gave no answer come after the last."""
        place = {label: at for at, label in enumerate(self.labels)}
        positions = np.array([*(place.get(label, -1) for label in self.groups.labels), len(self.labels)], dtype=np.intp)
        return positions[self.groups.codes]

    def counts(self, weights: Array) -> Array:
        """Sum of weights of each answer, without those who gave none."""
        return _sums(self.codes(), weights, len(self.labels) + 1)[:-1]


def post_stratify(responses: Responses) -> tuple[Responses, PostStratification | None, tuple[Note, ...]]:
    """The responses weighted to the setup's population shares, how they stood against them, and what went wrong.

    One question: post-stratification, w = start · (N_g / N) / (n_g / n). Several: raking, the same for each question
    in turn until all margins are met (Deming & Stephan 1940). start is the survey weight where there is a weight
    column, so that both count; their sum is kept, and no weight is trimmed. Who gave no answer keeps the share they
    had. Answers nobody gave are left out and the other shares scaled up. Nothing is weighted, and a note says why,
    where an answer that was given has no share or where raking does not settle.
    Goodness of fit: chi² = Σ (o − e)² / e over the answers with a share, df one less; not computed with a weight
    column, whose sample is not meant to look like the population.
    """
    wanted = responses.setup.weighting.targets
    if not wanted:
        return responses, None, ()
    notes: list[Note] = []
    start = weights_or_ones(responses)
    margins = [_margin(responses, question, shares, notes) for question, shares in wanted.items()]
    usable = [margin for margin in margins if margin is not None]
    weights, rounds = (None, 0) if len(usable) < len(margins) else rake(start, usable)
    if rounds == ROUNDS:
        notes.append(Note("weighting.no_convergence", {"rounds": ROUNDS}))
        weights = None
    targets = tuple(_target(margin, start, weights, tested=responses.weights is None) for margin in usable)
    if weights is None:
        return responses, PostStratification(targets, False, rounds, None, None, None, None), tuple(notes)
    relative = weights / weights.mean()
    effective = effective_n(weights)
    if relative.max() > LARGE_WEIGHT:
        large = int(np.count_nonzero(relative > LARGE_WEIGHT))
        notes.append(Note("weighting.large", {"n": large, "largest": float(relative.max()), "limit": LARGE_WEIGHT}))
    found = PostStratification(
        targets=targets,
        applied=True,
        rounds=rounds,
        smallest=float(relative.min()),
        largest=float(relative.max()),
        design_effect=responses.n / effective,
        effective=effective,
    )
    return replace(responses, weights=pd.Series(weights, index=responses.ratings.index)), found, tuple(notes)


def rake(start: Array, margins: list[_Margin]) -> tuple[Array, int]:
    """Weights that meet every margin, from the weights `start`, and the rounds it took (ROUNDS: they do not meet).

    Computed on the cells of the answers' combinations: rows of one cell share one factor.
    """
    codes = np.column_stack([margin.codes() for margin in margins])
    cells, cell = np.unique(codes, axis=0, return_inverse=True)
    cell = cell.ravel()
    weights = _sums(cell, start, len(cells))
    before = weights.copy()
    wanted = []
    for position, margin in enumerate(margins):
        now = _sums(cells[:, position], weights, len(margin.labels) + 1)
        given = np.where(now[:-1] > 0, margin.shares, 0.0)
        wanted.append(np.append(given / given.sum() * now[:-1].sum(), now[-1]))
    for rounds in range(1, ROUNDS):
        off = 0.0
        for position, target in enumerate(wanted):
            now = _sums(cells[:, position], weights, len(target))
            factor = target / np.where(now > 0, now, 1.0)
            off = max(off, float(np.abs(factor[now > 0] - 1.0).max()))
            weights = weights * factor[cells[:, position]]
        if off < _CLOSE:
            return start * (weights / before)[cell], rounds
    return start, ROUNDS


def _sums(codes: NDArray[np.intp], weights: Array, length: int) -> Array:
    return np.bincount(codes, weights, length).astype(np.float64, copy=False)


def _margin(responses: Responses, question: str, shares: Mapping[str, float], notes: list[Note]) -> _Margin | None:
    """What is wanted of one question; None, with a note, where it cannot be used."""
    if question not in responses.profiles.columns:
        notes.append(Note("weighting.no_profile", {"question": responses.setup.column(question).title}))
        return None
    groups = grouping(responses, question)
    title = responses.setup.column(question).title
    given = {answer.strip(): float(share) for answer, share in shares.items() if share > 0}
    sizes = dict(zip(groups.labels, groups.sizes(), strict=True))
    lacking = tuple(label for label, size in sizes.items() if size and label not in given)
    if lacking:
        notes.append(Note("weighting.no_share", {"question": title, "answers": lacking}))
        return None
    if not any(sizes.values()):
        notes.append(Note("weighting.no_answers", {"question": title}))
        return None
    empty = tuple(answer for answer in given if not sizes.get(answer))
    if empty:
        notes.append(Note("weighting.empty_cell", {"question": title, "answers": empty}))
    labels = tuple(label for label in groups.labels if label in given)
    labels += tuple(answer for answer in given if answer not in labels)
    wanted = np.array([given[label] for label in labels])
    return _Margin(groups, labels, wanted / wanted.sum())


def _target(margin: _Margin, start: Array, weights: Array | None, *, tested: bool) -> Target:
    from scipy.special import chdtrc

    counts = margin.counts(np.ones(len(start)))
    n = int(counts.sum())
    before, after = margin.counts(start), None if weights is None else margin.counts(weights)
    chi2: float | None = None
    df: int | None = None
    sparse = False
    if tested and len(counts) > 1:
        expected = n * margin.shares
        chi2, df = float(((counts - expected) ** 2 / expected).sum()), len(counts) - 1
        sparse = bool(expected.min() < SMALL_EXPECTED)
    shares = tuple(
        TargetShare(
            label,
            int(counts[at]),
            float(100 * before[at] / before.sum()),
            float(100 * margin.shares[at]),
            None if after is None else float(100 * after[at] / after.sum()),
        )
        for at, label in enumerate(margin.labels)
    )
    p = None if chi2 is None or df is None else float(chdtrc(df, chi2))
    return Target(margin.groups.by, n, len(start) - n, shares, chi2, df, p, sparse)
