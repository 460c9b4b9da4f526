"""Survey weights: what every weighted percentage, mean and score starts from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.responses import Responses


def survey_weights(responses: Responses) -> NDArray[np.float64] | None:
    """Each row's weight, None where the survey has none."""
    return None if responses.weights is None else responses.weights.to_numpy(dtype=np.float64)


def weights_or_ones(responses: Responses) -> NDArray[np.float64]:
    """Each row's survey weight (shape rows, all above 0); 1 for all where there is no weight column."""
    if responses.weights is None:
        return np.ones(responses.n)
    return responses.weights.to_numpy(dtype=np.float64)


def effective_n(weights: NDArray[np.float64]) -> float:
    """How many equally weighted rows tell as much: (Σw)² / Σw² (Kish 1965); 0 for no rows.

    >>> effective_n(np.array([2.0, 2.0, 2.0])), effective_n(np.array([1.0, 3.0]))
    (3.0, 1.6)
    """
    squares = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squares if squares > 0 else 0.0
