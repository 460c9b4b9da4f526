"""The continuous map: every answer as a number instead of one of six categories (DuMouchel, in Berger et al. 1993)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.kano.table import complete_pairs
from csi_core.results import Interval, KanoContinuous, KanoMean
from csi_core.thresholds import ALPHA_LEVEL

#: What like, must, neutral, live, dislike count as on the functional and on the dysfunctional side. Rejection counts
#: less than approval, since reverse and questionable answers are weaker evidence than must-be and one-dimensional ones.
FUNCTIONAL = (4.0, 2.0, 0.0, -1.0, -2.0)
DYSFUNCTIONAL = (-2.0, -1.0, 0.0, 2.0, 4.0)


def continuous(pair: pd.DataFrame) -> KanoContinuous | None:
    """Mean, SD (n − 1) and 95 % t interval of both sides over the complete pairs, questionable ones included.

    SD needs two answers, the interval two different ones. None if nobody answered both halves.
    """
    _, answers = complete_pairs(pair)
    if len(answers) == 0:
        return None
    return KanoContinuous(
        n=len(answers),
        functional=_mean(np.array(FUNCTIONAL)[answers[:, 0]]),
        dysfunctional=_mean(np.array(DYSFUNCTIONAL)[answers[:, 1]]),
    )


def _mean(values: NDArray[np.float64]) -> KanoMean:
    n = len(values)
    mean = float(values.mean())
    if n < 2:
        return KanoMean(mean, None, None)
    sd = float(values.std(ddof=1))
    return KanoMean(mean, sd, _interval(mean, sd, n) if values.min() < values.max() else None)


def _interval(mean: float, sd: float, n: int) -> Interval:
    from scipy.special import stdtrit

    reach = float(stdtrit(n - 1, 1 - ALPHA_LEVEL / 2)) * sd / n**0.5
    return mean - reach, mean + reach
