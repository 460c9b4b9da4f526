"""What cleaning changes: the index and alpha with and without the rows in question."""

from __future__ import annotations

from csi_core import cleaning
from csi_core.analysis.internal_consistency import cronbach_alpha
from csi_core.analysis.moments import listwise
from csi_core.analysis.scored import score
from csi_core.analysis.sums import item_sums
from csi_core.analysis.weighted_means import weighted_means
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Outcome


def outcomes(returned: Responses, cleaned: cleaning.Cleaned) -> tuple[Outcome, ...]:
    """Key results of all rows, of those that stay, and without the rows whose removal is suggested.

    Nothing where no row was removed and none is suggested. Index and alpha are those of `scores` and `reliability`
    (listwise), without weights that come from a factor analysis; None where they cannot be had.
    """
    valid = cleaned.valid
    doubtful = cleaning.suggested(cleaned)
    found = [_outcome("returned", returned)] if valid.n < returned.n or doubtful else []
    if valid.n < returned.n:
        found.append(_outcome("valid", valid))
    index = valid.ratings.index
    if doubtful and len(doubtful) < valid.n:
        found.append(_outcome("suggested", valid.keep(index[~index.isin(doubtful)])))
    return tuple(found)


def _outcome(rows: str, responses: Responses) -> Outcome:
    items = responses.items()
    known = listwise(item_sums(responses))
    alpha = cronbach_alpha(known.covariance) if known.n > 1 and items.shape[1] > 1 else None
    return Outcome(rows, responses.n, _index(responses), alpha)


def _index(responses: Responses) -> float | None:
    try:
        scored, _ = score(responses, None)
    except DataProblem:
        return None
    return float(weighted_means(scored.spread, scored.shares()).value[0])
