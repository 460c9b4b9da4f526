"""Which answers are missing: per item, per person, and which of them together."""

from __future__ import annotations

import numpy as np

from csi_core.responses import Responses
from csi_core.results import MissingAnswers

#: Patterns listed; there may be as many as rows.
_PATTERNS = 5


def missing_answers(responses: Responses) -> MissingAnswers | None:
    """The pattern of unanswered ratings; None where there are no ratings."""
    ratings = responses.ratings
    if not ratings.shape[1]:
        return None
    missing = ratings.isna().to_numpy(copy=True)
    for at, name in enumerate(ratings.columns):
        if name in responses.skipped:
            missing[ratings.index.isin(responses.skipped[name]), at] = False
    per_item = missing.sum(axis=0)
    times, rows = np.unique(missing.sum(axis=1), return_counts=True)
    some = missing[missing.any(axis=1)]
    patterns, counts = np.unique(some, axis=0, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:_PATTERNS]
    names = ratings.columns.to_numpy()
    return MissingAnswers(
        complete=len(missing) - len(some),
        by_item={str(name): int(n) for name, n in zip(names, per_item, strict=True) if n},
        by_person=tuple((int(n), int(count)) for n, count in zip(times, rows, strict=True)),
        patterns=tuple((tuple(map(str, names[patterns[at]])), int(counts[at])) for at in most),
    )
