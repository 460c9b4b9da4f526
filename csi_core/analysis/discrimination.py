"""Item discrimination: does an item tell respondents with high totals from those with low ones?"""

from __future__ import annotations

import numpy as np

from csi_core.analysis.codes import coded, cross_counts
from csi_core.analysis.mean_tests import moments_of_counts
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
    nothing: Found = {str(name): (None, None) for name in every.columns}
    codes = {name: of for name in nothing if (of := coded(responses, name)).counts.any()}
    names = list(codes)
    if not names:
        return nothing, ()
    if len(names) == 1:
        return nothing, (Note("items.critical_ratio_one_item", {"item": responses.setup.column(names[0]).title}),)
    x = every.to_numpy(dtype=np.float64)
    if len(names) < x.shape[1]:
        x = x[:, every.columns.isin(names)]
    # Sums of fractional answers in another order differ in their last digits; they are ties all the same.
    totals = np.round(x @ np.ones(len(names)), 9)
    ranked = totals[~np.isnan(totals)]
    k = int(np.floor(EXTREME_GROUP * len(ranked) + 0.5))
    if k < 2:
        return nothing, (Note("items.critical_ratio_rows", {"n": len(ranked)}),)
    ranked.partition([k - 1, len(ranked) - k])
    low, high = ranked[k - 1], ranked[-k]
    if low >= high:
        return nothing, (Note("items.critical_ratio_overlap", {"total": float(low)}),)
    extreme = np.select([totals <= low, totals >= high], [0, 1], -1)
    each = moments_of_counts([(of.values, cross_counts(of.codes, len(of.values), extreme, 2)) for of in codes.values()])
    n_lower, n_upper = each.n[:, 0].astype(int).tolist()
    df = n_lower + n_upper - 2
    varies = each.variance.max(axis=0) > 0
    pooled = (each.n - 1.0)[:, 0] @ each.variance / df
    error = np.sqrt(np.where(varies, pooled, 1.0) * (1 / n_upper + 1 / n_lower))
    t = (each.mean[1] - each.mean[0]) / error
    p = 2.0 * stdtr(df, -np.abs(t))
    found: Found = {
        name: (
            float(t[j]) if varies[j] else None,
            ExtremeGroups(
                n_upper=n_upper,
                n_lower=n_lower,
                mean_upper=float(each.mean[1, j]),
                mean_lower=float(each.mean[0, j]),
                df=df,
                p=float(p[j]) if varies[j] else None,
            ),
        )
        for j, name in enumerate(names)
    }
    constant = tuple(responses.setup.column(name).title for name, (ratio, _) in found.items() if ratio is None)
    return nothing | found, (Note("items.critical_ratio_constant", {"items": constant}),) if constant else ()
