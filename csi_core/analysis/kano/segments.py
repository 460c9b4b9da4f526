"""Whether groups of respondents see a feature differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import cross_counts
from csi_core.analysis.crosstabs import adjusted_residuals, chi_square, small_sample_p
from csi_core.analysis.groups import Grouping
from csi_core.analysis.kano.table import CATEGORIES, Sorted
from csi_core.analysis.multiple_testing import adjusted_where_known
from csi_core.results import KanoGroup, KanoSegments, KanoStandout
from csi_core.thresholds import KANO_LEAST_GROUP

#: Random tables drawn for a Monte-Carlo p; fewer than for a single cross table, as there are many.
DRAWS = 4_000


def segments(
    names: Sequence[str], categories: Sorted, by: Grouping, rng: np.random.Generator
) -> tuple[KanoSegments, ...]:
    """Every feature's categories in every group of `by`, tested for independence.

    Groups with fewer than 10 complete pairs are listed in `left_out` and take no part; nothing is tested where fewer
    than two groups or two categories are left. Pearson's chi² on groups × categories, Monte Carlo where more than 20 %
    of expected counts are below 5 (exact for 2 × 2), p adjusted by Holm (1979) over all features of the same `by`.
    `standout` is the cell with the largest absolute adjusted residual (o − e) / √(e (1 − row share)(1 − column share))
    (Haberman 1973).
    """
    found = [_segments(name, categories[:, column], by, rng) for column, name in enumerate(names)]
    p, _ = adjusted_where_known([each.p if each.p_exact is None else each.p_exact for each in found], "holm")
    return tuple(replace(each, p_adjusted=one) for each, one in zip(found, p, strict=True))


def _segments(name: str, categories: Sorted, by: Grouping, rng: np.random.Generator) -> KanoSegments:
    counts = cross_counts(by.codes, len(by.labels), categories, len(CATEGORIES))
    sizes = counts.sum(axis=1)
    large = np.flatnonzero(sizes >= KANO_LEAST_GROUP)
    left_out = tuple(by.labels[place] for place in np.flatnonzero((sizes < KANO_LEAST_GROUP) & (by.sizes() > 0)))
    groups = tuple(_group(by.labels[place], counts[place]) for place in large)
    shown = np.flatnonzero(counts[large].any(axis=0))
    filled = counts[np.ix_(large, shown)]
    if min(filled.shape) < 2:
        return KanoSegments(by.by, name, groups, left_out)
    chi2, df, p = chi_square(filled)
    return KanoSegments(
        by=by.by,
        feature=name,
        groups=groups,
        left_out=left_out,
        chi2=chi2,
        df=df,
        p=p,
        p_exact=small_sample_p(filled, chi2, rng, DRAWS),
        cramers_v=float(np.sqrt(chi2 / (filled.sum() * (min(filled.shape) - 1)))),
        standout=_standout(filled, [group.group for group in groups], [CATEGORIES[place] for place in shown]),
    )


def _group(label: str, counts: NDArray[np.intp]) -> KanoGroup:
    m, o, a, i, _, _ = (int(count) for count in counts)
    deciding = m + o + a + i
    return KanoGroup(
        group=label,
        n=int(counts.sum()),
        counts={category: int(count) for category, count in zip(CATEGORIES, counts, strict=True)},
        category=CATEGORIES[int(counts.argmax())],
        better=(a + o) / deciding if deciding else None,
        worse=-(o + m) / deciding if deciding else None,
    )


def _standout(counts: NDArray[np.intp], groups: Sequence[str], categories: Sequence[str]) -> KanoStandout:
    n = counts.sum()
    residuals = adjusted_residuals(counts)
    row, column = divmod(int(np.abs(residuals).argmax()), residuals.shape[1])
    size, here = counts[row].sum(), counts[row, column]
    return KanoStandout(
        group=groups[row],
        category=categories[column],
        percent=float(100 * here / size),
        percent_others=float(100 * (counts[:, column].sum() - here) / (n - size)),
        residual=float(residuals[row, column]),
    )
