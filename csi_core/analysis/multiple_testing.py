"""p-values adjusted for the number of tests made together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.results import Adjustment

Array = NDArray[np.float64]


def adjusted(p: Array, adjustment: Adjustment) -> Array:
    """p-values (any order, none missing) adjusted over their family.

    holm: the probability of one false finding or more in the family stays below the level (Holm 1979).
    bh: the expected share of false findings among the findings does (Benjamini & Hochberg 1995).

    >>> adjusted(np.array([0.01, 0.04, 0.03]), "holm").round(3)
    array([0.03, 0.06, 0.06])
    >>> adjusted(np.array([0.01, 0.04, 0.03]), "bh").round(3)
    array([0.03, 0.04, 0.04])
    """
    if not len(p):
        return p
    from pingouin import multicomp

    found: Array = multicomp(p, method="holm" if adjustment == "holm" else "fdr_bh")[1]
    return found


def adjusted_where_known(p: list[float | None], adjustment: Adjustment) -> tuple[list[float | None], int]:
    """The p-values that are there, adjusted over their number, in their places; and that number."""
    known = [i for i, value in enumerate(p) if value is not None]
    found: list[float | None] = [None] * len(p)
    values = adjusted(np.array([p[i] for i in known], dtype=np.float64), adjustment)
    for i, value in zip(known, values, strict=True):
        found[i] = float(value)
    return found, len(known)
