"""The evaluation table: which category a pair of answers belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.responses import Responses
from csi_core.setup import KanoChoices

#: Categories in the order that settles ties.
CATEGORIES = ("M", "O", "A", "I", "R", "Q")

#: Rows: functional answer like, must, neutral, live, dislike; columns: dysfunctional answer in the same order.
STANDARD = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")

#: Pouliot (in Berger et al. 1993, section Vc): must/must and live/live contradict themselves too.
POULIOT = ("QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ")

TABLES: Mapping[Literal["standard", "pouliot"], tuple[str, ...]] = {"standard": STANDARD, "pouliot": POULIOT}

#: One row a respondent, one column a feature: position in CATEGORIES, −1 where the pair is not complete.
Sorted = NDArray[np.int8]


def cells(choices: KanoChoices) -> tuple[str, ...]:
    """The table in use: a published one, or the user's own five rows of five letters."""
    return choices.cells if choices.table == "own" else TABLES[choices.table]


def sorted_answers(responses: Responses) -> Sorted:
    """The category of every respondent's pair for every feature, by the setup's evaluation table."""
    letters = "".join(cells(responses.setup.kano))
    places = np.array([CATEGORIES.index(letter) for letter in letters], dtype=np.int8)
    found = np.full((responses.n, len(responses.kano)), -1, dtype=np.int8)
    for column, pair in enumerate(responses.kano.values()):
        complete, answers = complete_pairs(pair)
        found[complete, column] = places[5 * answers[:, 0] + answers[:, 1]]
    return found


def complete_pairs(pair: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which rows answered both halves, and their answers (n, 2): functional, dysfunctional, 0 like … 4 dislike."""
    functional, dysfunctional = (pair[side].to_numpy(dtype=np.float64) for side in ("functional", "dysfunctional"))
    complete: NDArray[np.bool_] = ~(np.isnan(functional) | np.isnan(dysfunctional))
    return complete, np.column_stack([functional[complete], dysfunctional[complete]]).astype(np.intp)


def counted(categories: Sorted) -> dict[str, int]:
    """Rows of each category in one feature's column."""
    found = np.bincount(categories[categories >= 0], minlength=len(CATEGORIES))
    return {category: int(count) for category, count in zip(CATEGORIES, found, strict=True)}
