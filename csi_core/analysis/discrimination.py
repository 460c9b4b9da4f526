"""Item discrimination: does an item tell respondents with high totals from those with low ones?"""

from __future__ import annotations

import numpy as np

from csi_core.responses import Responses
from csi_core.results import ExtremeGroups, Note
from csi_core.thresholds import EXTREME_GROUP

Found = dict[str, tuple[float | None, ExtremeGroups | None]]


def critical_ratios(responses: Responses) -> tuple[Found, tuple[Note, ...]]:
    """Critical ratio of every item: t of the upper against the lower 27 % of respondents by total; and these groups.

    Total: sum of the turned ratings over the complete rows (listwise over all items anybody answered, the item
    itself included).
    With m complete rows and k = 0.27 m rounded to the next whole number, the upper group are all rows with at
    least the k-th largest total, the lower group all with at most the k-th smallest: ties at a cut all belong.
    t = (x̄ᵤ − x̄ₗ) / √(s²ₚ (1/nᵤ + 1/nₗ)) with the pooled variance s²ₚ on
    nᵤ + nₗ − 2 degrees of freedom. Source: Kelley (1939); the cut by rank
    is that of Chinese textbooks for SPSS (Wu 2010). None, with a note, with fewer than two items, if k < 2, if the
    groups overlap, or if an item does not vary within either group.
    """
    from scipy.special import stdtr

    every = responses.items()
    ratings = every.dropna(axis=1, how="all")
    names = [str(name) for name in ratings.columns]
    nothing: Found = {str(name): (None, None) for name in every.columns}
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
    df = len(upper) + len(lower) - 2
    p = 2.0 * stdtr(df, -np.abs(t))
    found: Found = {
        name: (
            float(t[j]) if varies[j] else None,
            ExtremeGroups(
                n_upper=len(upper),
                n_lower=len(lower),
                mean_upper=float(upper[:, j].mean()),
                mean_lower=float(lower[:, j].mean()),
                df=df,
                p=float(p[j]) if varies[j] else None,
            ),
        )
        for j, name in enumerate(names)
    }
    constant = tuple(responses.setup.column(name).title for name, (ratio, _) in found.items() if ratio is None)
    return nothing | found, (Note("items.critical_ratio_constant", {"items": constant}),) if constant else ()
