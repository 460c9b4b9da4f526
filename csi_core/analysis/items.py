"""Item analysis: how each question was answered, and whether it tells high from low respondents."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import coded, scale_of, whole_codes
from csi_core.analysis.weighting import weights_or_ones
from csi_core.responses import Responses
from csi_core.results import Item, Note
from csi_core.setup import SCALED
from csi_core.thresholds import EXTREME_GROUP

#: Numbers of options for which "the two best" means something.
_BOX_OPTIONS = range(4, 12)


def items(responses: Responses) -> tuple[dict[str, Item], tuple[Note, ...]]:
    """Every scaled question by name: n, missing, mean, SD, median, counts by code after turning, boxes, critical ratio.

    Every whole code of the scale is listed; fractional answers stand beside them by their own value.
    `top2` is the share of answers within one point of the best end, `bottom2` of the worst, for scales of 4 to 11
    options. With survey weights w: mean = Σwx / Σw, SD² = Σw(x − mean)² / Σw · n / (n − 1), the median halves the
    weights, and percentages are shares of them; n and counts stay unweighted, the critical ratio too.
    """
    columns = responses.setup.of(*SCALED)
    weights = weights_or_ones(responses)
    ratios, ratio_notes = critical_ratios(responses)
    result = {column.name: _item(responses, column.name, weights, ratios.get(column.name)) for column in columns}
    titles = {column.name: column.title for column in columns}
    notes = []
    reasons = {
        "items.no_answers": [name for name, item in result.items() if item.n == 0],
        "items.one_answer": [name for name, item in result.items() if item.n == 1],
        "items.no_boxes": [name for name, item in result.items() if item.n > 0 and item.top2 is None],
    }
    for code, names in reasons.items():
        if names:
            notes.append(Note(code, {"items": tuple(titles[name] for name in names)}))
    if responses.weights is not None and result:
        notes.append(Note("items.weighted"))
    return result, (*notes, *ratio_notes)


def _item(responses: Responses, name: str, weights: NDArray[np.float64], ratio: float | None) -> Item:
    codes = coded(responses, name)
    labels = codes.labels()
    counts = codes.counts()
    n = int(counts.sum())
    if n == 0:
        nobody = dict.fromkeys(labels, 0)
        return Item(0, responses.n, None, None, None, nobody, dict.fromkeys(labels, 0.0), None, None, ratio)
    ratings = responses.ratings[name].to_numpy(dtype=np.float64)
    answered = ~np.isnan(ratings)
    x, w = ratings[answered], weights[answered]
    total = w.sum()
    mean = float(w @ x / total)
    weighted = codes.weighted_counts(weights)
    scale = scale_of(responses, name)
    boxes = len(whole_codes(scale)) in _BOX_OPTIONS
    return Item(
        n=n,
        missing=responses.n - n,
        mean=mean,
        sd=float(np.sqrt(w @ (x - mean) ** 2 / total * n / (n - 1))) if n > 1 else None,
        median=weighted_median(codes.values, weighted),
        counts=dict(zip(labels, map(int, counts), strict=True)),
        percent=dict(zip(labels, map(float, 100 * weighted / total), strict=True)),
        top2=float(100 * weighted[codes.values >= scale.max - 1].sum() / total) if boxes else None,
        bottom2=float(100 * weighted[codes.values <= scale.min + 1].sum() / total) if boxes else None,
        critical_ratio=ratio,
    )


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


def critical_ratios(responses: Responses) -> tuple[dict[str, float | None], tuple[Note, ...]]:
    """Critical ratio of every item: t of the upper against the lower 27 % of respondents by total score.

    Total: sum of the turned ratings over the complete rows (listwise over all items anybody answered, the item
    itself included).
    With m complete rows and k = 0.27 m rounded to the next whole number, the upper group are all rows with at
    least the k-th largest total, the lower group all with at most the k-th smallest: ties at a cut all belong.
    t = (x̄ᵤ − x̄ₗ) / √(s²ₚ (1/nᵤ + 1/nₗ)) with the pooled variance s²ₚ. Source: Kelley (1939); the cut by rank
    is that of Chinese textbooks for SPSS (Wu 2010). None, with a note, with fewer than two items, if k < 2, if the
    groups overlap, or if an item does not vary within either group.
    """
    every = responses.items()
    ratings = every.dropna(axis=1, how="all")
    names = [str(name) for name in ratings.columns]
    nothing: dict[str, float | None] = dict.fromkeys(map(str, every.columns))
    if not names:
        return nothing, ()
    if len(names) == 1:
        return nothing, (Note("items.critical_ratio_one_item", {"item": responses.setup.column(names[0]).title}),)
    x = ratings.to_numpy(dtype=np.float64)
    x = x[~np.isnan(x).any(axis=1)]
    k = int(np.floor(EXTREME_GROUP * len(x) + 0.5))
    if k < 2:
        return nothing, (Note("items.critical_ratio_rows", {"n": len(x)}),)
    # Sums of fractional answers in another order differ in their last digits; they are ties all the same.
    totals = np.round(x.sum(axis=1), 9)
    ranked = np.sort(totals)
    low, high = ranked[k - 1], ranked[-k]
    if low >= high:
        return nothing, (Note("items.critical_ratio_overlap", {"total": float(low)}),)
    upper, lower = x[totals >= high], x[totals <= low]
    pooled = ((len(upper) - 1) * upper.var(axis=0, ddof=1) + (len(lower) - 1) * lower.var(axis=0, ddof=1)) / (
        len(upper) + len(lower) - 2
    )
    varies = (np.ptp(upper, axis=0) > 0) | (np.ptp(lower, axis=0) > 0)
    error = np.sqrt(np.where(varies, pooled, 1.0) * (1 / len(upper) + 1 / len(lower)))
    t = (upper.mean(axis=0) - lower.mean(axis=0)) / error
    ratios = {name: float(value) if ok else None for name, value, ok in zip(names, t, varies, strict=True)}
    constant = tuple(responses.setup.column(name).title for name, value in ratios.items() if value is None)
    return nothing | ratios, (Note("items.critical_ratio_constant", {"items": constant}),) if constant else ()
