"""How often each respondent's pairs contradict themselves: a check of the data, not of the features."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csi_core.analysis.kano.table import CATEGORIES, Sorted, sorted_answers
from csi_core.responses import Responses
from csi_core.results import KanoContradictions, KanoRespondent
from csi_core.thresholds import KANO_CONTRADICTIONS, KANO_QUESTIONABLE_SHARE


def contradictions(responses: Responses) -> pd.DataFrame:
    """One row a respondent, by data row: pairs answered, questionable and reverse ones of them, and % questionable.

    The share is NaN for who answered no pair.
    """
    return _frame(sorted_answers(responses), responses.ratings.index)


def _frame(categories: Sorted, index: pd.Index) -> pd.DataFrame:
    answered = (categories >= 0).sum(axis=1)
    questionable = (categories == CATEGORIES.index("Q")).sum(axis=1)
    reverse = (categories == CATEGORIES.index("R")).sum(axis=1)
    share = 100 * questionable / np.where(answered > 0, answered, np.nan)
    return pd.DataFrame(
        {"answered": answered, "questionable": questionable, "reverse": reverse, "percent": share}, index=index
    )


def summary(categories: Sorted, index: pd.Index) -> KanoContradictions:
    """How many respondents contradict themselves, and who does so at least twice and in half of the pairs or more."""
    frame = _frame(categories, index)
    answering = frame[frame["answered"] > 0]
    often = answering[
        (answering["questionable"] >= KANO_QUESTIONABLE_SHARE * answering["answered"])
        & (answering["questionable"] >= KANO_CONTRADICTIONS)
    ]
    pairs = int(answering["answered"].sum())
    return KanoContradictions(
        n=len(answering),
        pairs=pairs,
        questionable=int(answering["questionable"].sum()),
        reverse=int(answering["reverse"].sum()),
        with_any=int((answering["questionable"] > 0).sum()),
        often=tuple(
            KanoRespondent(*whole)
            for whole in zip(
                *(often.index.tolist(), *(often[name].tolist() for name in ("answered", "questionable", "reverse"))),
                strict=True,
            )
        ),
    )
