"""The Kano model: what each feature is to the people asked (Kano et al. 1984; Berger et al. 1993)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Kano, KanoFeature, Note
from csi_core.thresholds import KANO_FONG_Z

#: Categories in the order that settles ties.
CATEGORIES = ("M", "O", "A", "I", "R", "Q")

#: Rows: functional answer like, must, neutral, live, dislike; columns: dysfunctional answer in the same order.
STANDARD = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")

#: Pouliot (in Berger et al. 1993, section Vc): must/must and live/live contradict themselves too.
POULIOT = ("QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ")

TABLES: Mapping[Literal["standard", "pouliot"], tuple[str, ...]] = {"standard": STANDARD, "pouliot": POULIOT}


def kano(responses: Responses) -> tuple[Kano, tuple[Note, ...]]:
    """Counts, category and coefficients of every feature, over the respondents who answered both its halves.

    A feature nobody answered on both sides has no category, and a note. Survey weights are not applied.
    Raises DataProblem kano.no_questions where nothing was asked in pairs.
    """
    if not responses.kano:
        raise DataProblem("kano.no_questions")
    choice = responses.setup.kano.table
    features = {name: _feature(answers, TABLES[choice], responses.n) for name, answers in responses.kano.items()}
    notes = []
    nobody = tuple(name for name, feature in features.items() if feature.n == 0)
    if nobody:
        notes.append(Note("kano.no_pairs", {"features": nobody}))
    undecided = tuple(name for name, feature in features.items() if feature.n > 0 and feature.better is None)
    if undecided:
        notes.append(Note("kano.no_coefficients", {"features": undecided}))
    if responses.weights is not None and features:
        notes.append(Note("kano.unweighted"))
    return Kano(choice, features), tuple(notes)


def _feature(answers: pd.DataFrame, table: tuple[str, ...], rows: int) -> KanoFeature:
    pairs = answers[["functional", "dysfunctional"]].dropna().to_numpy(dtype=np.intp)
    cells = np.bincount(5 * pairs[:, 0] + pairs[:, 1], minlength=25)
    letters = "".join(table)
    counts = {c: int(sum(cells[i] for i, letter in enumerate(letters) if letter == c)) for c in CATEGORIES}
    return feature(counts, missing=rows - len(pairs))


def feature(counts: Mapping[str, int], missing: int = 0) -> KanoFeature:
    """Everything that follows from the counts of M, O, A, I, R, Q.

    Better = (A + O) / (A + O + M + I), Worse = −(O + M) / (A + O + M + I) (Timko, in Berger et al. 1993).
    `category` is the most frequent one, ties settled M > O > A > I > R > Q; `category_berger` is the most frequent
    of O, A, M if O + A + M > I + R + Q, else of I, R, Q. Fong (1996): the two largest counts a ≥ b of n differ when
    a − b ≥ 1.65 √((a + b)(2n − a − b) / (2n)).

    >>> found = feature({"M": 45, "O": 30, "A": 10, "I": 10, "R": 3, "Q": 2})
    >>> found.category, found.distinct, found.strength, round(found.worse, 3)
    ('M', True, 15.0, -0.789)
    """
    n = sum(counts[category] for category in CATEGORIES)
    if n == 0:
        nothing = dict.fromkeys(CATEGORIES, 0.0)
        return KanoFeature(0, missing, dict(counts), nothing, None, None, None, None, None, None, None)
    m, o, a, i = (counts[category] for category in "MOAI")
    wanted = o + a + m > i + counts["R"] + counts["Q"]
    deciding = m + o + a + i
    first, second = sorted((counts[category] for category in CATEGORIES), reverse=True)[:2]
    fong = KANO_FONG_Z * math.sqrt((first + second) * (2 * n - first - second) / (2 * n))
    return KanoFeature(
        n=n,
        missing=missing,
        counts={category: counts[category] for category in CATEGORIES},
        percent={category: 100 * counts[category] / n for category in CATEGORIES},
        category=_mode(counts, "MOAIRQ"),
        category_berger=_mode(counts, "MOA" if wanted else "IRQ"),
        better=(a + o) / deciding if deciding else None,
        worse=-(o + m) / deciding if deciding else None,
        strength=100 * (first - second) / n,
        total_strength=100 * (o + a + m) / n,
        distinct=first - second >= fong,
    )


def _mode(counts: Mapping[str, int], order: str) -> str:
    """The most frequent category; the first in `order` wins a tie."""
    return max(order, key=lambda category: counts[category])
