"""Every analysis of one survey: Table + Setup → Results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from csi_core import cleaning
from csi_core.analysis import (
    compare,
    confirmatory,
    correlations,
    crosstabs,
    items,
    kano,
    loyalty,
    missing,
    outcomes,
    person_mean,
    raking,
    ranking,
    reliability,
    sample,
    scores,
    validity,
    waves,
)
from csi_core.analysis.sums import item_sums, survey_sums
from csi_core.analysis.weighting import survey_weights
from csi_core.errors import DataProblem
from csi_core.propose import complete, propose
from csi_core.read.table import Table
from csi_core.responses import Responses, encode
from csi_core.results import Note, ProblemRow, ResponseCounts, Results
from csi_core.setup import SCALED, Role, Setup
from csi_core.thresholds import LEAST_RESPONSES

#: Seed of parallel analysis and Monte-Carlo tests, so that the same file gives the same numbers.
SEED = 20250101

T = TypeVar("T")


def analyse(table: Table, setup: Setup) -> Results:
    """Everything the data support; what they do not is None with a Note.

    Columns the setup does not list are proposed. Raises DataProblem where nothing can be computed: no question
    to analyse, too few valid responses, the same answer everywhere.
    """
    full = complete(setup, table)
    returned = encode(table, full)
    cleaned = cleaning.clean(returned)
    _check(cleaned.valid)
    counts = ResponseCounts(
        returned=returned.n,
        valid=cleaned.valid.n,
        removed=cleaned.removed,
        flagged=cleaned.flagged,
        problems=tuple(ProblemRow(p.row, p.column, p.value) for p in returned.problems),
        suggested=cleaning.suggested(cleaned),
        outcomes=outcomes.outcomes(returned, cleaned),
        missing=missing.missing_answers(cleaned.valid),
    )
    return compute(cleaned.valid, counts, _assumed(table, setup, full))


def valid_responses(table: Table, setup: Setup) -> Responses:
    """The responses every analysis starts from: coded, without the rows that cleaning removes, weighted."""
    return raking.post_stratify(cleaning.clean(encode(table, complete(setup, table))).valid)[0]


def compute(responses: Responses, counts: ResponseCounts, notes: tuple[Note, ...] = ()) -> Results:
    """Every analysis of the valid responses; `counts` and `notes` tell what came before."""
    full = responses.setup
    analyses = _Analyses()
    analyses.notes.extend(notes)
    responses, weighting, about_weights = raking.post_stratify(responses)
    analyses.notes.extend(about_weights)
    if responses.weights is not None:
        analyses.notes.append(Note("analysis.unweighted"))
    size, about_size = sample.size(responses)
    analyses.notes.extend(about_size)
    ratings, known = responses.items(), item_sums(responses)
    dimensions = full.dimensions()
    deletion = full.reliability.deletion
    whole, gaps = person_mean.filled(responses) if deletion == "person_mean" else (ratings, {})
    resampling = np.random.default_rng(SEED) if full.validity.htmt_interval else None
    found = analyses.run(
        lambda: validity.validity(ratings, dimensions, full.validity, np.random.default_rng(SEED), known)
    )
    factors: dict[str, tuple[str, ...]] = {}
    if found is not None:
        for item, factor in found.assigned.items():
            if factor is not None:
                factors[factor] = (*factors.get(factor, ()), item)
        factors = {factor: factors[factor] for factor in sorted(factors, key=lambda name: int(name[1:]))}
    scored = analyses.run(lambda: scores.scores(responses, full.groups, found, np.random.default_rng(SEED)))
    item_weights = {name: item.weight for name, item in scored.items.items()} if scored else {}
    return Results(
        responses=counts,
        size=size,
        sample=analyses.run(lambda: sample.profiles(responses)),
        multiple=analyses.run(lambda: sample.multiple(responses)) if responses.multiple else None,
        ranking=ranking.rankings(responses) or None,
        validity=found,
        reliability=analyses.run(
            lambda: reliability.reliabilities(
                whole,
                dimensions,
                factors,
                deletion,
                reliability.two_options(responses),
                known if whole is ratings else None,
                gaps,
            )
        ),
        items=analyses.run(lambda: items.items(responses)),
        correlations=analyses.run(
            lambda: correlations.correlations(
                responses.ratings,
                full.correlations.method,
                full.compare.adjust,
                survey_weights(responses),
                survey_sums(responses),
            )
        ),
        correlations_scores=analyses.run(lambda: correlations.score_correlations(responses, item_weights))
        if scored
        else None,
        crosstabs=analyses.run(lambda: crosstabs.crosstabs(responses, full.groups, np.random.default_rng(SEED))),
        crosstabs_profiles=analyses.run(
            lambda: crosstabs.profile_crosstabs(responses, full.groups, np.random.default_rng(SEED))
        ),
        crosstabs_multiple=analyses.run(
            lambda: crosstabs.multiple_crosstabs(responses, full.groups, np.random.default_rng(SEED))
        )
        if responses.multiple
        else None,
        compare=analyses.run(lambda: compare.compare(responses, full.groups)),
        compare_scores=analyses.run(lambda: compare.compare_scores(responses, full.groups, item_weights))
        if scored
        else None,
        scores=scored,
        kano=analyses.run(lambda: kano.kano(responses, full.groups, np.random.default_rng(SEED))),
        weighting=weighting,
        confirmatory=analyses.run(lambda: confirmatory.confirmatory(ratings, dimensions, resampling, known)),
        waves=analyses.run(lambda: waves.waves(responses, found)) if scored and full.of(Role.WAVE) else None,
        loyalty=analyses.run(lambda: loyalty.loyalty(responses, full.groups)) if full.of(Role.RECOMMEND) else None,
        notes=tuple(analyses.notes),
    )


def _assumed(table: Table, given: Setup, full: Setup) -> tuple[Note, ...]:
    """A note if a direction was only guessed: nobody has confirmed it and nothing in the file tells it."""
    listed = {column.name.strip() for column in given.columns}
    unlisted = [column for column in full.columns if column.name not in listed and column.role in SCALED]
    if not unlisted:
        return ()
    sure = propose(table).sure
    guessed = [column.title for column in unlisted if not sure[column.name]]
    return (Note("analysis.direction_assumed", {"n": len(guessed), "items": guessed}),) if guessed else ()


class _Analyses:
    """Gathers the notes of analyses; one that the data cannot support becomes None with its reason."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def run(self, analysis: Callable[[], tuple[T, tuple[Note, ...]]]) -> T | None:
        try:
            result, notes = analysis()
        except DataProblem as problem:
            self.notes.append(Note(problem.code, problem.values))
            return None
        self.notes.extend(notes)
        return result


def _check(responses: Responses) -> None:
    asked = responses.ratings.shape[1] + len(responses.kano) + len(responses.multiple)
    if not asked:
        raise DataProblem("analysis.nothing_to_analyse", columns=len(responses.setup.columns))
    if len(responses.setup.columns) < 2:
        raise DataProblem("analysis.one_column", column=responses.setup.columns[0].title)
    if responses.n < LEAST_RESPONSES:
        raise DataProblem("analysis.too_few_responses", n=responses.n, least=LEAST_RESPONSES)
    if responses.ratings.shape[1] and not responses.kano and (responses.ratings.nunique() <= 1).all():
        first = responses.setup.column(str(responses.ratings.columns[0]))
        if responses.ratings.isna().all(axis=None):
            raise DataProblem("analysis.no_answers", column=first.title, columns=responses.ratings.shape[1])
        raise DataProblem("analysis.all_equal", column=first.title, columns=responses.ratings.shape[1])
