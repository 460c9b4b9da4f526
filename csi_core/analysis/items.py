"""Item analysis: how each question was answered, and whether it tells high from low respondents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import coded, scale_of, whole_codes
from csi_core.analysis.discrimination import critical_ratios
from csi_core.analysis.weighting import survey_weights
from csi_core.responses import Responses
from csi_core.results import ExtremeGroups, Interval, Item, Note
from csi_core.setup import SCALED
from csi_core.thresholds import ALPHA_LEVEL

Vector = NDArray[np.float64]

#: Fewest answers for skewness and for kurtosis corrected for samples.
_LEAST_FOR_SKEWNESS, _LEAST_FOR_KURTOSIS = 3, 4

#: Numbers of options for which "the two best" means something.
_BOX_OPTIONS = range(4, 12)


def items(responses: Responses) -> tuple[dict[str, Item], tuple[Note, ...]]:
    """Every scaled question by name: who answered, mean, spread and shape, counts by code, discrimination.

    Every whole code of the scale is listed; fractional answers stand beside them by their own value.
    `top2` is the share of answers within one point of the best end, `bottom2` of the worst, for scales of 4 to 11
    options. With survey weights w: mean = Σwx / Σw, SD² = Σw(x − mean)² / Σw · n / (n − 1), the median halves the
    weights, and percentages are shares of them; n and counts stay unweighted, the critical ratio too. The interval
    is the t interval mean ± t · SE with SE² = n / (n − 1) · Σ(w(x − mean))² / (Σw)², SD² / n without weights.
    """
    columns = responses.setup.of(*SCALED)
    weights = survey_weights(responses)
    ratios, ratio_notes = critical_ratios(responses)
    unfitting = Counter(problem.column for problem in responses.problems)
    result = {
        column.name: _item(
            responses, column.name, weights, unfitting[column.name], *ratios.get(column.name, (None, None))
        )
        for column in columns
    }
    titles = {column.name: column.title for column in columns}
    notes = []
    reasons = {
        "items.no_answers": [name for name, item in result.items() if item.n == 0],
        "items.one_answer": [name for name, item in result.items() if item.n == 1],
        "items.few_for_shape": [name for name, item in result.items() if 1 < item.n < _LEAST_FOR_KURTOSIS],
        "items.same_answers": [name for name, item in result.items() if item.n > 1 and item.sd == 0.0],
        "items.no_boxes": [name for name, item in result.items() if item.n > 0 and item.top2 is None],
    }
    for code, names in reasons.items():
        if names:
            notes.append(Note(code, {"items": tuple(titles[name] for name in names)}))
    if responses.weights is not None and result:
        notes.append(Note("items.weighted"))
    return result, (*notes, *ratio_notes)


def _item(
    responses: Responses,
    name: str,
    weights: Vector | None,
    invalid: int,
    ratio: float | None,
    extremes: ExtremeGroups | None,
) -> Item:
    codes = coded(responses, name)
    labels = codes.labels()
    counts = codes.counts
    n = int(counts.sum())
    missing = responses.n - n
    skipped = len(responses.skipped.get(name, ()))
    weighted = counts if weights is None else codes.weighted_counts(weights)
    squared = counts if weights is None else codes.weighted_counts(weights**2)
    total = float(weighted.sum())
    percent = 100 * weighted / total if n else weighted
    described = Item(
        n=n,
        missing=missing,
        mean=None,
        sd=None,
        median=None,
        counts=dict(zip(labels, map(int, counts), strict=True)),
        percent=dict(zip(labels, map(float, percent), strict=True)),
        top2=None,
        bottom2=None,
        critical_ratio=ratio,
        extremes=extremes,
        skipped=skipped,
        invalid=invalid,
        blank=missing - skipped - invalid,
    )
    if n == 0:
        return described
    x, scale = codes.values, scale_of(responses, name)
    mean = float(weighted @ x / total)
    squares = (x - mean) ** 2
    boxes = len(whole_codes(scale)) in _BOX_OPTIONS
    varies = np.count_nonzero(counts) > 1
    sd = float(np.sqrt(weighted @ squares / total * n / (n - 1))) if varies else 0.0
    se = float(np.sqrt(n / (n - 1) * (squared @ squares)) / total) if varies else 0.0
    skewness, kurtosis = shape(x, weighted, n) if varies else (None, None)
    return replace(
        described,
        mean=mean,
        sd=sd if n > 1 else None,
        se=se if n > 1 else None,
        ci=_interval(mean, se, n),
        median=weighted_median(x, weighted),
        skewness=skewness,
        skewness_se=None if skewness is None else skewness_error(n),
        kurtosis=kurtosis,
        kurtosis_se=None if kurtosis is None else kurtosis_error(n),
        floor=float(percent[x <= scale.min].sum()),
        ceiling=float(percent[x >= scale.max].sum()),
        top2=float(percent[x >= scale.max - 1].sum()) if boxes else None,
        bottom2=float(percent[x <= scale.min + 1].sum()) if boxes else None,
    )


def _interval(mean: float, error: float, n: int) -> Interval | None:
    if n < 2:
        return None
    from scipy.special import stdtrit

    reach = float(stdtrit(n - 1, 1 - ALPHA_LEVEL / 2)) * error
    return mean - reach, mean + reach


def shape(values: Vector, weights: Vector, n: int) -> tuple[float | None, float | None]:
    """Skewness G₁ and excess kurtosis G₂, 0 if normal, corrected for samples as SPSS does (Joanes & Gill 1998).

    values: distinct answers, at least two; weights: how much of the n answers each holds.
    G₁ = g₁ √(n(n − 1)) / (n − 2) from n = 3, G₂ = ((n + 1) g₂ + 6)(n − 1) / ((n − 2)(n − 3)) from n = 4, else None.

    >>> tuple(round(value, 4) for value in shape(np.array([1.0, 2.0, 5.0]), np.array([2.0, 1.0, 1.0]), 4))
    (1.6585, 2.6155)
    """
    share = weights / weights.sum()
    deviation = values - share @ values
    m2, m3, m4 = (float(share @ deviation**power) for power in (2, 3, 4))
    skewness = kurtosis = None
    if n >= _LEAST_FOR_SKEWNESS:
        skewness = m3 / m2**1.5 * float(np.sqrt(n * (n - 1))) / (n - 2)
    if n >= _LEAST_FOR_KURTOSIS:
        kurtosis = ((n + 1) * (m4 / m2**2 - 3.0) + 6.0) * (n - 1) / ((n - 2) * (n - 3))
    return skewness, kurtosis


def skewness_error(n: int) -> float:
    """Standard error of G₁ in normal samples of n ≥ 3, √(6n(n − 1) / ((n − 2)(n + 1)(n + 3))).

    >>> round(skewness_error(30), 6)
    0.426892
    """
    return float(np.sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3))))


def kurtosis_error(n: int) -> float:
    """Standard error of G₂ in normal samples of n ≥ 4, 2 · SE(G₁) · √((n² − 1) / ((n − 3)(n + 5))).

    >>> round(kurtosis_error(30), 6)
    0.832746
    """
    return 2.0 * skewness_error(n) * float(np.sqrt((n * n - 1) / ((n - 3) * (n + 5))))


def weighted_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The value that halves the weights; between two values if the half falls exactly between them.

    values: ascending; weights: of each value, ≥ 0 and not all 0.

    >>> weighted_median(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 1.0, 0.0, 2.0]))
    3.0
    """
    present = weights > 0
    values, reached = values[present], np.cumsum(weights[present])
    half = reached[-1] / 2
    at = int(np.searchsorted(reached, half * (1 - 1e-12)))
    between = abs(reached[at] - half) <= 1e-12 * half
    return float((values[at] + values[at + 1]) / 2 if between else values[at])
