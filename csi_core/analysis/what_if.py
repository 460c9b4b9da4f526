"""What changes when some items are left out: the facts of before and after, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from csi_core import cleaning
from csi_core.analysis import reliability, scores, validity
from csi_core.analysis.run import SEED
from csi_core.errors import DataProblem
from csi_core.propose import complete
from csi_core.read.table import Table
from csi_core.responses import encode
from csi_core.results import Note, Validity
from csi_core.setup import Role, Setup

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision on items turns on; None where it cannot be had, `reasons` say why.

    n: complete rows of the factor analysis; explained: % of the items' variance the factors hold together;
    troubled: items without a factor, on two factors or with another dimension; alpha of all items; index: 0–100.
    """

    items: int
    n: int | None
    kmo: float | None
    factors: int | None
    explained: float | None
    troubled: int | None
    alpha: float | None
    index: float | None
    reasons: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The survey as it is and without `items`."""

    items: tuple[str, ...]
    before: Facts
    after: Facts


def what_if(table: Table, setup: Setup, items: Iterable[str]) -> WhatIf:
    """Validity, reliability and index before and after leaving `items` (names of columns of role item) out.

    What `analyse` gives for `leave_out(setup, items)`, cleaning included. ValueError for a name that is no item.
    """
    full = complete(setup, table)
    left_out = tuple(items)
    return WhatIf(left_out, facts(table, full), facts(table, leave_out(full, left_out)))


def leave_out(setup: Setup, items: Iterable[str]) -> Setup:
    """The setup with these items ignored."""
    chosen = set(items)
    unknown = chosen - {column.name for column in setup.of(Role.ITEM)}
    if unknown:
        raise ValueError(f"no items: {sorted(unknown)}")
    columns = tuple(replace(column, role=Role.IGNORE) if column.name in chosen else column for column in setup.columns)
    return replace(setup, columns=columns)


def troubled(validity: Validity) -> tuple[str, ...]:
    """Items that are not where they belong: without a factor, with another dimension, on two factors."""
    return tuple(dict.fromkeys((*validity.homeless, *validity.misplaced, *validity.cross_loading)))


def facts(table: Table, setup: Setup) -> Facts:
    """The facts of one complete setup. DataProblem where cleaning leaves nothing or answers cannot be read."""
    responses = cleaning.clean(encode(table, setup)).valid
    ratings = responses.items()
    dimensions = setup.dimensions()
    reasons: list[Note] = []

    def had(analysis: Callable[[], tuple[T, tuple[Note, ...]]]) -> T | None:
        try:
            return analysis()[0]
        except DataProblem as problem:
            reasons.append(Note(problem.code, problem.values))
            return None

    found = had(lambda: validity.validity(ratings, dimensions, setup.validity, np.random.default_rng(SEED)))
    scales = had(lambda: reliability.reliabilities(ratings, {}, {}))
    scored = had(lambda: scores.scores(responses, (), found))
    return Facts(
        items=ratings.shape[1],
        n=found.n if found else None,
        kmo=found.kmo if found else None,
        factors=found.n_factors if found else None,
        explained=found.variance[-1].cumulative if found else None,
        troubled=len(troubled(found)) if found else None,
        alpha=scales.overall.alpha if scales else None,
        index=scored.index if scored else None,
        reasons=tuple(reasons),
    )
