"""Suspicious rows: found, listed with their reasons, removed only on the user's word."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csi_core.careless import SIGNS, missing_share, signs, unanswered
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import SuspiciousRow
from csi_core.thresholds import SUGGESTED_SIGNS

__all__ = ["SIGNS", "Cleaned", "clean", "missing_share", "signs", "suggested"]


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """valid: the rows that stay; removed and flagged: by data row, each with its reasons."""

    valid: Responses
    removed: tuple[SuspiciousRow, ...]
    flagged: tuple[SuspiciousRow, ...]


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
    flagged = shown[~removed & shown.any(axis=1)]
    return Cleaned(
        valid=responses.keep(responses.ratings.index[~removed]),
        removed=_listed(reasons[removed], shown),
        flagged=_listed(flagged, flagged),
    )


def suggested(cleaned: Cleaned) -> tuple[int, ...]:
    """The rows still there that show at least two signs and that nobody has decided to keep."""
    kept = set(cleaned.valid.setup.cleaning.keep_rows)
    return tuple(each.row for each in cleaned.flagged if len(each.reasons) >= SUGGESTED_SIGNS and each.row not in kept)


def _too_many(responses: Responses, most: float) -> pd.Series:
    """`most` below 1 is a share of the questions asked, from 1 on a number of questions."""
    missing, asked = unanswered(responses)
    return missing > (most * asked if most < 1 else most)


def _listed(marked: pd.DataFrame, shown: pd.DataFrame) -> tuple[SuspiciousRow, ...]:
    """Each row with why it is listed and, where that is not the signs themselves, the signs it shows."""
    names, signs_shown = marked.columns.to_numpy(), shown.columns.to_numpy()
    same = marked is shown
    return tuple(
        SuspiciousRow(int(row), tuple(names[flags]), () if same else tuple(signs_shown[own]))
        for row, flags, own in zip(
            marked.index,
            marked.to_numpy(dtype=bool),
            shown.loc[marked.index].to_numpy(dtype=bool),
            strict=True,
        )
    )
