"""Cross tables of questions by profile questions, tested for independence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from csi_core.analysis import noncentral
from csi_core.analysis.codes import coded, counts_by, cross_counts
from csi_core.analysis.groups import Grouping, grouping
from csi_core.analysis.multiple_testing import adjusted_where_known
from csi_core.responses import Responses
from csi_core.results import CrossTable, Interval, MultipleTable, Note, OptionTest
from csi_core.setup import SCALED
from csi_core.thresholds import SMALL_EXPECTED, SMALL_EXPECTED_SHARE

Array = NDArray[np.float64]
Counts = NDArray[np.intp]

#: Random tables drawn for a Monte-Carlo p.
DRAWS = 10_000

#: A sparse table of more cells gets no Monte-Carlo p: its answers are to be merged.
MOST_CELLS = 200

#: A profile question with more answers than this (a town, a name) makes no rows of a cross table.
MOST_ANSWERS = 60


def crosstabs(
    responses: Responses, groups: tuple[str, ...], rng: np.random.Generator
) -> tuple[tuple[CrossTable, ...], tuple[Note, ...]]:
    """Every scaled question × every column of `groups`; a respondent missing on either side is left out.

    Rows are the codes after turning, columns the groups. Rows and columns nobody is in stay in the table and are
    left out of the test. Pearson's chi² = Σ(o − e)² / e without Yates' correction, V = √(chi² / (n (min(r, c) − 1)))
    (Cramér 1946) with √(λ / (n (min(r, c) − 1))) at the ends of the 95 % interval of the noncentrality λ (Smithson
    2003; Steiger 2004): the interval is of V in the population, which a small sample's V exceeds by chance. Adjusted
    residuals (o − e) / √(e (1 − row share) (1 − column share)) (Haberman 1973).
    Where more than 20 % of expected counts are below 5 (Cochran 1954) `p_exact` is added: Fisher's
    exact test for 2 × 2, else Monte Carlo with 10,000 tables of the same margins, p = (1 + #{chi² ≥ observed}) / 10,001
    (Hope 1968), unless the table has more than 200 cells. `p_adjusted` is over the questions of one `by`.
    No test, with a note, where fewer than two rows or columns are left. Survey weights are not applied.
    """
    questions = {column.name: coded(responses, column.name).labels() for column in responses.setup.of(*SCALED)}
    return _by_every_group(responses, questions, partial(counts_by, responses), groups, rng)


def profile_crosstabs(
    responses: Responses, groups: tuple[str, ...], rng: np.random.Generator
) -> tuple[tuple[CrossTable, ...], tuple[Note, ...]]:
    """Every profile question × every other column of `groups`; as `crosstabs`."""
    profiles = {str(name): grouping(responses, str(name)) for name in responses.profiles.columns}
    questions = {name: of.labels for name, of in profiles.items() if len(of.labels) <= MOST_ANSWERS}

    def counts(name: str, by: str) -> Counts:
        rows, columns = profiles[name], profiles[by]
        return cross_counts(rows.codes, len(rows.labels), columns.codes, len(columns.labels))

    tables, notes = _by_every_group(responses, questions, counts, groups, rng)
    return tables, tuple(note for note in notes if note.code in ("crosstabs.not_testable", "crosstabs.crowded"))


def _by_every_group(
    responses: Responses,
    questions: Mapping[str, tuple[str, ...]],
    counts: Callable[[str, str], Counts],
    groups: tuple[str, ...],
    rng: np.random.Generator,
) -> tuple[tuple[CrossTable, ...], tuple[Note, ...]]:
    tables: list[CrossTable] = []
    notes: list[Note] = []
    known, unknown = known_groups(responses, groups)
    if unknown:
        notes.append(Note("crosstabs.unknown_group", {"columns": unknown}))
    titles = {column.name: column.title for column in responses.setup.columns}
    adjustment = responses.setup.compare.adjust
    for by in known:
        found = [
            _table(name, labels, by, counts(name, by.by), rng) for name, labels in questions.items() if name != by.by
        ]
        untested = tuple(titles[table.item] for table in found if table.chi2 is None)
        if untested:
            notes.append(Note("crosstabs.not_testable", {"items": untested, "by": titles[by.by]}))
        crowded = tuple(titles[table.item] for table in found if _is_crowded(table))
        if crowded:
            notes.append(Note("crosstabs.crowded", {"items": crowded, "by": titles[by.by]}))
        p, family = adjusted_where_known(
            [None if _is_crowded(table) else table.p if table.p_exact is None else table.p_exact for table in found],
            adjustment,
        )
        tables += [
            replace(table, p_adjusted=one, adjustment=adjustment, family=family)
            for table, one in zip(found, p, strict=True)
        ]
    sparse = sum(table.p_exact is not None for table in tables)
    if sparse:
        notes.append(Note("crosstabs.sparse", {"n": sparse, "draws": DRAWS}))
    if responses.weights is not None and tables:
        notes.append(Note("crosstabs.unweighted"))
    return tuple(tables), tuple(notes)


def _is_sparse(table: CrossTable) -> bool:
    return table.small_expected is not None and table.small_expected > SMALL_EXPECTED_SHARE


def _is_crowded(table: CrossTable) -> bool:
    """Sparse, and too large for an exact p: there is none to rely on."""
    return _is_sparse(table) and table.p_exact is None


def known_groups(responses: Responses, groups: tuple[str, ...]) -> tuple[list[Grouping], tuple[str, ...]]:
    """The groupings among `groups`, and the names that are no profile question."""
    known = [grouping(responses, by) for by in groups if by in responses.profiles.columns]
    return known, tuple(by for by in groups if by not in responses.profiles.columns)


def multiple_crosstabs(
    responses: Responses, groups: tuple[str, ...], rng: np.random.Generator
) -> tuple[tuple[MultipleTable, ...], tuple[Note, ...]]:
    """Every multiple-response question × every column of `groups`, of those who answered both.

    Whoever ticks several options stands in several rows, so that no chi² of the whole table exists; each option,
    ticked or not, is tested by itself as in `crosstabs`, the p adjusted over the options of the table.
    """
    known, _ = known_groups(responses, groups)
    adjustment = responses.setup.compare.adjust
    found: list[MultipleTable] = []
    for question, ticks in responses.multiple.items():
        place = responses.profiles.index.get_indexer(ticks.index)
        for by in known:
            codes = by.codes[place]
            members = np.equal.outer(np.arange(len(by.labels)), codes).astype(np.float64)
            respondents = members.sum(axis=1).astype(np.intp)
            ticked = (members @ ticks.to_numpy(dtype=np.float64)).astype(np.intp)
            options = [_option(str(option), ticked[:, i], respondents, rng) for i, option in enumerate(ticks.columns)]
            p, family = adjusted_where_known([o.p if o.p_exact is None else o.p_exact for o in options], adjustment)
            options = [replace(option, p_adjusted=one) for option, one in zip(options, p, strict=True)]
            found.append(
                MultipleTable(
                    question,
                    by.by,
                    by.labels,
                    tuple(map(int, respondents)),
                    tuple(map(int, ticked.sum(axis=1))),
                    tuple(options),
                    adjustment,
                    family,
                )
            )
    return tuple(found), ()


def _option(option: str, ticked: Counts, respondents: Counts, rng: np.random.Generator) -> OptionTest:
    tested = _test(np.stack([ticked, respondents - ticked]), rng)
    listed = tuple(map(int, ticked))
    if tested is None:
        return OptionTest(option, listed, None, None, None, None, None, None, None, None)
    residuals = tested.residuals[0]
    return OptionTest(
        option, listed, residuals, tested.chi2, tested.df, tested.p, tested.p_exact, None, tested.v, tested.v_ci
    )


def _table(item: str, labels: tuple[str, ...], by: Grouping, counts: Counts, rng: np.random.Generator) -> CrossTable:
    listed = tuple(tuple(map(int, row)) for row in counts)
    n = int(counts.sum())
    tested = _test(counts, rng)
    if tested is None:
        return CrossTable(item, by.by, labels, by.labels, listed, None, None, None, None, None, n)
    return CrossTable(
        item=item,
        by=by.by,
        rows=labels,
        columns=by.labels,
        counts=listed,
        chi2=tested.chi2,
        df=tested.df,
        p=tested.p,
        p_exact=tested.p_exact,
        cramers_v=tested.v,
        n=n,
        small_expected=tested.small_expected,
        cramers_v_ci=tested.v_ci,
        residuals=tested.residuals,
    )


@dataclass(frozen=True, slots=True)
class _Test:
    chi2: float
    df: int
    p: float
    p_exact: float | None
    small_expected: float
    v: float
    v_ci: Interval
    residuals: tuple[tuple[float | None, ...], ...]


def _test(counts: Counts, rng: np.random.Generator) -> _Test | None:
    """Tests and residuals of a table without its empty rows and columns; None if fewer than two of either are left."""
    rows, columns = counts.any(axis=1), counts.any(axis=0)
    filled = counts[rows][:, columns]
    if min(filled.shape) < 2:
        return None
    chi2, df, p = chi_square(filled)
    scale = float(filled.sum() * (min(filled.shape) - 1))
    low, high = noncentral.of_chi2(np.array([chi2]), np.array([float(df)]))
    residuals = np.full(counts.shape, np.nan)
    residuals[np.ix_(rows, columns)] = adjusted_residuals(filled)
    return _Test(
        chi2,
        df,
        p,
        small_sample_p(filled, chi2, rng),
        float((expected(filled) < SMALL_EXPECTED).mean()),
        float(np.sqrt(chi2 / scale)),
        (float(np.sqrt(low[0] / scale)), min(1.0, float(np.sqrt(high[0] / scale)))),
        tuple(tuple(None if np.isnan(value) else float(value) for value in row) for row in residuals),
    )


def expected(counts: Counts) -> Array:
    """Counts under independence: row sum × column sum / n."""
    margins: Array = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return margins


def adjusted_residuals(counts: Counts) -> Array:
    """(o − e) / √(e (1 − row sum / n) (1 − column sum / n)), normal under independence (Haberman 1973)."""
    e = expected(counts)
    n = counts.sum()
    rest = np.outer(1 - counts.sum(axis=1) / n, 1 - counts.sum(axis=0) / n)
    residuals: Array = (counts - e) / np.sqrt(e * rest)
    return residuals


def chi_square(counts: Counts) -> tuple[float, int, float]:
    """Pearson's chi², its degrees of freedom and p; no row or column of `counts` may be empty."""
    from scipy.special import chdtrc

    e = expected(counts)
    chi2 = float(((counts - e) ** 2 / e).sum())
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    return chi2, df, float(chdtrc(df, chi2))


def small_sample_p(counts: Counts, chi2: float, rng: np.random.Generator, n_draws: int = DRAWS) -> float | None:
    """Exact or Monte-Carlo p where too many expected counts are small, else None."""
    e = expected(counts)
    if (e < SMALL_EXPECTED).mean() <= SMALL_EXPECTED_SHARE:
        return None
    from scipy.stats import fisher_exact, random_table

    if counts.shape == (2, 2):
        return float(fisher_exact(counts)[1])
    if counts.size > MOST_CELLS:
        return None
    draws = random_table(counts.sum(axis=1), counts.sum(axis=0)).rvs(n_draws, method="patefield", random_state=rng)
    # Σ(o − e)² / e = Σ o² / e − n; the slack keeps tables as extreme as the observed one on its side.
    drawn = (draws.reshape(n_draws, -1).astype(np.float64) ** 2) @ (1 / e).ravel() - counts.sum()
    as_extreme = int((drawn >= chi2 * (1 - 1e-9) - 1e-9).sum())
    return (1 + as_extreme) / (n_draws + 1)
