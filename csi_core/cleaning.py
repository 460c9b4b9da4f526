"""Suspicious rows: found, listed with their reasons, removed only on the user's word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import SuspiciousRow
from csi_core.setup import Role
from csi_core.thresholds import MEDIAN_TIME_SHARE, MISSING_SHARE, SECONDS_PER_ITEM, STRAIGHT_LINE_ITEMS

#: The signs a row can show, in the order reasons are listed (words: `reason.<sign>`).
SIGNS = ("duplicates", "straight_lining", "speeding", "too_many_missing", "out_of_range")


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """valid: the rows that stay; removed and flagged: by data row, each with its reasons."""

    valid: Responses
    removed: tuple[SuspiciousRow, ...]
    flagged: tuple[SuspiciousRow, ...]


def signs(responses: Responses) -> pd.DataFrame:
    """Which row shows which sign: a boolean frame, data rows × SIGNS.

    duplicates: all answers equal an earlier row's; straight_lining: one and the same answer to every item,
    at least five, before turning; speeding: under two seconds an item (Huang et al. 2012) or under 30 % of
    the median answer time; too_many_missing: more than half of the questions unanswered;
    out_of_range: an answer that fits neither scale nor answers.
    """
    index = responses.ratings.index
    return pd.DataFrame(
        {
            "duplicates": _duplicates(responses),
            "straight_lining": _straight_lining(responses),
            "speeding": _speeding(responses),
            "too_many_missing": missing_share(responses) > MISSING_SHARE,
            "out_of_range": index.isin([problem.row for problem in responses.problems]),
        },
        index=index,
    )


def clean(responses: Responses) -> Cleaned:
    """Apply the setup's cleaning: checks that are on, `min_signs`, and the user's own rows, which win.

    Raises DataProblem if no row would be left.
    """
    choices = responses.setup.cleaning
    shown = signs(responses)
    reasons = pd.DataFrame(index=shown.index)
    if choices.duplicates:
        reasons["duplicates"] = shown["duplicates"]
    if choices.straight_lining:
        reasons["straight_lining"] = shown["straight_lining"]
    if choices.min_seconds is not None and responses.seconds is not None:
        reasons["min_seconds"] = responses.seconds < choices.min_seconds
    if choices.max_missing is not None:
        reasons["max_missing"] = _too_many(responses, choices.max_missing)
    if choices.min_signs is not None:
        reasons["min_signs"] = shown.sum(axis=1) >= choices.min_signs
    reasons.loc[reasons.index.isin(choices.keep_rows)] = False
    reasons["remove_rows"] = reasons.index.isin(choices.remove_rows)
    removed = reasons.any(axis=1)
    if removed.all():
        raise DataProblem("cleaning.nothing_left", returned=responses.n)
    return Cleaned(
        valid=responses.keep(responses.ratings.index[~removed]),
        removed=_listed(reasons[removed]),
        flagged=_listed(shown[~removed & shown.any(axis=1)]),
    )


def missing_share(responses: Responses) -> pd.Series:
    """Share of the ratings and Kano questions (else of the profile questions) each row left unanswered."""
    answers = _answers(responses)
    return answers.isna().mean(axis=1) if answers.shape[1] else pd.Series(0.0, index=responses.ratings.index)


def _answers(responses: Responses) -> pd.DataFrame:
    frames = [responses.ratings, *responses.kano.values()]
    answers = pd.concat(frames, axis=1)
    return answers if answers.shape[1] else responses.profiles


def _too_many(responses: Responses, most: float) -> pd.Series:
    """`most` below 1 is a share of the questions, from 1 on a number of questions."""
    answers = _answers(responses)
    missing = answers.isna().sum(axis=1)
    return missing > (most * answers.shape[1] if most < 1 else most)


def _duplicates(responses: Responses) -> pd.Series:
    frames = [
        responses.ratings,
        responses.profiles,
        responses.opens,
        *responses.kano.values(),
        *(frame.reindex(responses.ratings.index, fill_value=False) for frame in responses.multiple.values()),
    ]
    given = pd.concat(frames, axis=1)
    given.columns = pd.RangeIndex(given.shape[1])
    return given.duplicated() & (missing_share(responses) < 1)


def _straight_lining(responses: Responses) -> pd.Series:
    items = responses.raw_items()
    if items.shape[1] < STRAIGHT_LINE_ITEMS:
        return pd.Series(False, index=items.index)
    enough = items.notna().sum(axis=1) >= STRAIGHT_LINE_ITEMS
    return enough & (items.max(axis=1) == items.min(axis=1))


def _speeding(responses: Responses) -> pd.Series:
    seconds = responses.seconds
    if seconds is None:
        return pd.Series(False, index=responses.ratings.index)
    questions = len(responses.setup.of(Role.ITEM, Role.KANO))
    median = seconds.median()
    least = max(SECONDS_PER_ITEM * questions, MEDIAN_TIME_SHARE * (0.0 if np.isnan(median) else median))
    return seconds < least


def _listed(marked: pd.DataFrame) -> tuple[SuspiciousRow, ...]:
    names = marked.columns.to_numpy()
    return tuple(
        SuspiciousRow(int(row), tuple(names[flags]))
        for row, flags in zip(marked.index, marked.to_numpy(dtype=bool), strict=True)
    )
