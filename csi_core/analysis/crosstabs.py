"""Cross tables of every scaled question by every profile question, tested for independence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis.codes import Coded, coded
from csi_core.analysis.groups import Grouping, grouping
from csi_core.responses import Responses
from csi_core.results import CrossTable, Note
from csi_core.setup import SCALED
from csi_core.thresholds import SMALL_EXPECTED, SMALL_EXPECTED_SHARE

#: Random tables drawn for a Monte-Carlo p.
DRAWS = 10_000


def crosstabs(
    responses: Responses, groups: tuple[str, ...], rng: np.random.Generator
) -> tuple[tuple[CrossTable, ...], tuple[Note, ...]]:
    """Every scaled question × every column of `groups`; a respondent missing on either side is left out.

    Rows are the codes after turning, columns the groups. Rows and columns nobody is in stay in the table and are
    left out of the test. Pearson's chi² = Σ(o − e)² / e without Yates' correction, V = √(chi² / (n (min(r, c) − 1)))
    (Cramér 1946). Where more than 20 % of expected counts are below 5 (Cochran 1954) `p_exact` is added: Fisher's
    exact test for 2 × 2, else Monte Carlo with 10,000 tables of the same margins, p = (1 + #{chi² ≥ observed}) / 10,001
    (Hope 1968). No test, with a note, where fewer than two rows or columns are left. Survey weights are not applied.
    """
    columns = responses.setup.of(*SCALED)
    questions = {column.name: coded(responses, column.name) for column in columns}
    titles = {column.name: column.title for column in columns}
    tables: list[CrossTable] = []
    notes: list[Note] = []
    known, unknown = known_groups(responses, groups)
    if unknown:
        notes.append(Note("crosstabs.unknown_group", {"columns": unknown}))
    for by in known:
        found = [_table(name, codes, by, rng) for name, codes in questions.items()]
        untested = tuple(titles[table.item] for table in found if table.chi2 is None)
        if untested:
            by_title = responses.setup.column(by.by).title
            notes.append(Note("crosstabs.not_testable", {"items": untested, "by": by_title}))
        tables += found
    sparse = sum(table.p_exact is not None for table in tables)
    if sparse:
        notes.append(Note("crosstabs.sparse", {"n": sparse, "draws": DRAWS}))
    if responses.weights is not None and tables:
        notes.append(Note("crosstabs.unweighted"))
    return tuple(tables), tuple(notes)


def known_groups(responses: Responses, groups: tuple[str, ...]) -> tuple[list[Grouping], tuple[str, ...]]:
    """The groupings among `groups`, and the names that are no profile question."""
    known = [grouping(responses, by) for by in groups if by in responses.profiles.columns]
    return known, tuple(by for by in groups if by not in responses.profiles.columns)


def _table(item: str, codes: Coded, by: Grouping, rng: np.random.Generator) -> CrossTable:
    n_rows, n_columns = len(codes.values), len(by.labels)
    both = (codes.codes >= 0) & (by.codes >= 0)
    cells = np.bincount(codes.codes[both] * n_columns + by.codes[both], minlength=n_rows * n_columns)
    counts = cells.reshape(n_rows, n_columns)
    listed = tuple(tuple(map(int, row)) for row in counts)
    filled = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    labels = codes.labels()
    if min(filled.shape) < 2:
        return CrossTable(item, by.by, labels, by.labels, listed, None, None, None, None, None)
    chi2, df, p = chi_square(filled)
    return CrossTable(
        item=item,
        by=by.by,
        rows=labels,
        columns=by.labels,
        counts=listed,
        chi2=chi2,
        df=df,
        p=p,
        p_exact=_small_sample_p(filled, chi2, rng),
        cramers_v=float(np.sqrt(chi2 / (filled.sum() * (min(filled.shape) - 1)))),
    )


def expected(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Counts under independence: row sum × column sum / n."""
    margins: NDArray[np.float64] = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return margins


def chi_square(counts: NDArray[np.intp]) -> tuple[float, int, float]:
    """Pearson's chi², its degrees of freedom and p; no row or column of `counts` may be empty."""
    from scipy.special import chdtrc

    e = expected(counts)
    chi2 = float(((counts - e) ** 2 / e).sum())
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    return chi2, df, float(chdtrc(df, chi2))


def _small_sample_p(counts: NDArray[np.intp], chi2: float, rng: np.random.Generator) -> float | None:
    """Exact or Monte-Carlo p where too many expected counts are small, else None."""
    e = expected(counts)
    if (e < SMALL_EXPECTED).mean() <= SMALL_EXPECTED_SHARE:
        return None
    from scipy.stats import fisher_exact, random_table

    if counts.shape == (2, 2):
        return float(fisher_exact(counts)[1])
    draws = random_table(counts.sum(axis=1), counts.sum(axis=0)).rvs(DRAWS, method="patefield", random_state=rng)
    # Σ(o − e)² / e = Σ o² / e − n; the slack keeps tables as extreme as the observed one on its side.
    drawn = (draws.reshape(DRAWS, -1).astype(np.float64) ** 2) @ (1 / e).ravel() - counts.sum()
    as_extreme = int((drawn >= chi2 * (1 - 1e-9) - 1e-9).sum())
    return (1 + as_extreme) / (DRAWS + 1)
