"""Gaps in a dimension filled with the respondent's own mean of it, where enough of it was answered."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csi_core.analysis.codes import scale_of
from csi_core.responses import Responses


def filled(responses: Responses) -> tuple[pd.DataFrame, dict[str, int]]:
    """The items (rows × items) with gaps filled where a stated share of the dimension was answered; how many by item.

    A gap gets the mean of the person's other answers in the dimension, each as a place on its own scale (0 to 1), put
    on the scale of the missing one. Items without a dimension and questions that logic skipped keep their gaps.
    Source: Downey & King (1998).
    """
    items = responses.items().copy()
    least = responses.setup.missing.answered
    count = dict.fromkeys(map(str, items.columns), 0)
    for members in responses.setup.dimensions().values():
        names = list(members)
        scales = [scale_of(responses, name) for name in names]
        low = np.array([scale.min for scale in scales])
        span = np.array([scale.max for scale in scales]) - low
        places = (items[names].to_numpy(dtype=np.float64) - low) / span
        known = ~np.isnan(places)
        n = known.sum(axis=1)
        enough = (n > 0) & (n >= least * len(names) - 1e-12)
        mean = np.where(known, places, 0.0).sum(axis=1) / np.maximum(n, 1)
        for at, name in enumerate(names):
            skipped = items.index.isin(responses.skipped.get(name, ()))
            gap = ~known[:, at] & enough & ~skipped
            count[name] = int(gap.sum())
            items.loc[gap, name] = low[at] + span[at] * mean[gap]
    return items, count
