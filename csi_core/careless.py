"""Signs of careless answering, row by row; none of them proves anything alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.kano.contradictions import contradictions
from csi_core.propose.answers import is_not_applicable
from csi_core.responses import Responses
from csi_core.setup import Role
from csi_core.thresholds import (
    KANO_CONTRADICTIONS,
    KANO_QUESTIONABLE_SHARE,
    LONG_RUN_ITEMS,
    LONG_RUN_SHARE,
    LOW_VARIABILITY_SHARE,
    MEDIAN_TIME_SHARE,
    MISSING_SHARE,
    OUTLIER_LEVEL,
    SECONDS_PER_ITEM,
    STRAIGHT_LINE_ITEMS,
)

#: The signs a row can show, in the order reasons are listed (words: `reason.<sign>`).
SIGNS = (
    "duplicates",
    "same_address",
    "straight_lining",
    "longest_run",
    "low_variability",
    "speeding",
    "too_many_missing",
    "out_of_range",
    "kano_contradiction",
    "outlier",
)


def signs(responses: Responses) -> pd.DataFrame:
    """Which row shows which sign: a boolean frame, data rows × SIGNS.

    duplicates: all answers equal an earlier row's; same_address: and they came from the same network address;
    straight_lining: one and the same answer to every item, at least five, before turning;
    longest_run: the same answer to half of the items in a row or more (Johnson 2005), of at least ten;
    low_variability: an intra-individual SD (Dunn et al. 2018) under a quarter of the median one's, of at least ten;
        the last two only where the row is no straighter line, so that one habit counts once;
    speeding: under two seconds an item (Huang et al. 2012) or under 30 % of the median answer time;
    too_many_missing: more than half of the questions that were asked unanswered;
    out_of_range: an answer that fits neither scale nor answers and does not say that the question does not apply;
    kano_contradiction: two pairs and half of them or more are questionable by the setup's evaluation table (liking, or
        disliking, presence and absence alike);
    outlier: Mahalanobis distance of the items with p < .001 (chi², df items), of complete rows.
    """
    duplicates = _duplicates(responses)
    straight = _straight_lining(responses)
    run = _longest_run(responses) & ~straight
    index = responses.ratings.index
    odd = [problem.row for problem in responses.problems if not is_not_applicable(problem.value)]
    return pd.DataFrame(
        {
            "duplicates": duplicates,
            "same_address": duplicates & _same_address(responses),
            "straight_lining": straight,
            "longest_run": run,
            "low_variability": _low_variability(responses) & ~straight & ~run,
            "speeding": _speeding(responses),
            "too_many_missing": missing_share(responses) > MISSING_SHARE,
            "out_of_range": index.isin(odd),
            "kano_contradiction": _kano_contradiction(responses),
            "outlier": _outlier(responses),
        },
        index=index,
    )


def missing_share(responses: Responses) -> pd.Series:
    """Share of the ratings and Kano questions (else of the profile questions) each row was asked and did not answer."""
    missing, asked = unanswered(responses)
    return (missing / asked.where(asked > 0)).fillna(0.0)


def unanswered(responses: Responses) -> tuple[pd.Series, pd.Series]:
    """How many questions each row left unanswered, and how many it was asked: skipped ones are not asked."""
    answers = _answers(responses)
    if not answers.shape[1]:
        none = pd.Series(0, index=responses.ratings.index)
        return none, none
    asked = pd.Series(answers.shape[1], index=answers.index)
    missing = answers.isna().sum(axis=1)
    counted = {*responses.ratings.columns, *(column.name for column in responses.setup.of(Role.KANO))}
    for name in counted if len(counted) else responses.profiles.columns:
        if name in responses.skipped:
            asked.loc[responses.skipped[name]] -= 1
            missing.loc[responses.skipped[name]] -= 1
    return missing, asked


def _answers(responses: Responses) -> pd.DataFrame:
    frames = [responses.ratings, *responses.kano.values()]
    answers = pd.concat(frames, axis=1)
    return answers if answers.shape[1] else responses.profiles


def _given(responses: Responses) -> pd.DataFrame:
    """Every answer of a row, one column a question or option."""
    index = responses.ratings.index
    frames = [
        responses.ratings,
        responses.profiles,
        responses.opens,
        *responses.kano.values(),
        *(frame.reindex(index, fill_value=False) for frame in responses.multiple.values()),
        *(frame.reindex(index) for frame in responses.rankings.values()),
    ]
    given = pd.concat(frames, axis=1)
    given.columns = pd.RangeIndex(given.shape[1])
    return given


def _duplicates(responses: Responses) -> pd.Series:
    return _given(responses).duplicated() & (missing_share(responses) < 1)


def _same_address(responses: Responses) -> pd.Series:
    if responses.addresses is None:
        return pd.Series(False, index=responses.ratings.index)
    given = _given(responses)
    given[given.shape[1]] = responses.addresses
    return given.duplicated() & responses.addresses.notna()


def _straight_lining(responses: Responses) -> pd.Series:
    items = responses.raw_items()
    if items.shape[1] < STRAIGHT_LINE_ITEMS:
        return pd.Series(False, index=items.index)
    enough = items.notna().sum(axis=1) >= STRAIGHT_LINE_ITEMS
    return enough & (items.max(axis=1) == items.min(axis=1))


def _longest_run(responses: Responses) -> pd.Series:
    items = responses.raw_items()
    if items.shape[1] < LONG_RUN_ITEMS:
        return pd.Series(False, index=items.index)
    return longest_runs(items) >= LONG_RUN_SHARE * items.shape[1]


def longest_runs(items: pd.DataFrame) -> pd.Series:
    """The most answers in a row that are alike; an unanswered item ends a run."""
    values = items.to_numpy(dtype=np.float64)
    run = np.zeros(len(values), dtype=np.intp)
    longest = run.copy()
    for at in range(values.shape[1]):
        same = values[:, at] == values[:, at - 1] if at else np.zeros(len(values), dtype=bool)
        run = np.where(np.isnan(values[:, at]), 0, np.where(same, run + 1, 1))
        np.maximum(longest, run, out=longest)
    return pd.Series(longest, index=items.index)


def _low_variability(responses: Responses) -> pd.Series:
    items = responses.raw_items()
    if items.shape[1] < LONG_RUN_ITEMS:
        return pd.Series(False, index=items.index)
    values = items.to_numpy(dtype=np.float64, copy=True)
    known = ~np.isnan(values)
    n = known.sum(axis=1)
    values[~known] = 0.0
    values -= (values.sum(axis=1) / np.maximum(n, 1))[:, np.newaxis]
    values[~known] = 0.0
    spread = pd.Series(np.sqrt(np.einsum("ij,ij->i", values, values) / np.maximum(n - 1, 1)), index=items.index)
    spread = spread.where(n >= LONG_RUN_ITEMS)
    return spread < LOW_VARIABILITY_SHARE * spread.median()


def _speeding(responses: Responses) -> pd.Series:
    seconds = responses.seconds
    if seconds is None:
        return pd.Series(False, index=responses.ratings.index)
    questions = len(responses.setup.of(Role.ITEM, Role.KANO))
    median = seconds.median()
    least = max(SECONDS_PER_ITEM * questions, MEDIAN_TIME_SHARE * (0.0 if np.isnan(median) else median))
    return seconds < least


def _kano_contradiction(responses: Responses) -> pd.Series:
    frame = contradictions(responses)
    questionable = frame["questionable"]
    return (questionable >= KANO_CONTRADICTIONS) & (questionable >= KANO_QUESTIONABLE_SHARE * frame["answered"])


def _outlier(responses: Responses) -> pd.Series:
    from scipy.special import chdtrc

    items = responses.items()
    found = pd.Series(False, index=items.index)
    complete = items.dropna()
    k = items.shape[1]
    if k < 2 or len(complete) <= 2 * k:
        return found
    distances = mahalanobis(complete.to_numpy(dtype=np.float64))
    if distances is not None:
        found.loc[complete.index] = chdtrc(k, distances) < OUTLIER_LEVEL
    return found


def mahalanobis(values: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Squared Mahalanobis distance of each row (n, k) from the mean; None if the covariances are singular."""
    centred = values - values.mean(axis=0)
    covariance = centred.T @ centred / (len(values) - 1)
    sd = np.sqrt(np.diag(covariance))
    if not (sd > 0).all() or np.linalg.matrix_rank(covariance / np.outer(sd, sd)) < len(sd):
        return None
    # With the covariance as L·Lᵀ the distance is the length of L⁻¹(x − x̄).
    try:
        lower = np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        return None
    centred = centred @ np.linalg.inv(lower).T
    distances: NDArray[np.float64] = np.einsum("ij,ij->i", centred, centred)
    return distances
