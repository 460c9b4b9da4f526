"""Everything a survey's Kano questions tell."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from csi_core.analysis.crosstabs import known_groups
from csi_core.analysis.kano.continuous import continuous
from csi_core.analysis.kano.contradictions import summary
from csi_core.analysis.kano.features import DRAWS, feature
from csi_core.analysis.kano.segments import segments
from csi_core.analysis.kano.table import cells, counted, sorted_answers
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Kano, KanoContinuous, KanoImportance, KanoSegments, Note
from csi_core.setup import Role
from csi_core.thresholds import KANO_LEAST_GROUP


def kano(responses: Responses, groups: tuple[str, ...], rng: np.random.Generator) -> tuple[Kano, tuple[Note, ...]]:
    """Category, coefficients, continuous map of every feature, groups compared, contradictory answers counted.

    Only respondents who answered both halves of a feature count for it. A feature nobody answered so has no category,
    and a note. Survey weights are not applied. Raises DataProblem kano.no_questions where nothing was asked in pairs.
    """
    if not responses.kano:
        raise DataProblem("kano.no_questions")
    names = tuple(responses.kano)
    categories = sorted_answers(responses)
    seed = int(rng.integers(2**32))
    features = {}
    for column, name in enumerate(names):
        counts = counted(categories[:, column])
        features[name] = feature(counts, responses.n - sum(counts.values()), seed)
    found = {name: each for name, pair in responses.kano.items() if (each := continuous(pair)) is not None}
    known, unknown = known_groups(responses, groups)
    compared = [segments(names, categories, by, rng) for by in known]
    result = Kano(
        table=responses.setup.kano.table,
        features=features,
        cells=cells(responses.setup.kano),
        draws=DRAWS,
        continuous=found,
        segments=tuple(each for of_one in compared for each in of_one),
        contradictions=summary(categories, responses.ratings.index),
        importance=_importance(responses),
    )
    notes = [*_feature_notes(result), *_continuous_notes(found)]
    if unknown:
        notes.append(Note("kano.unknown_group", {"columns": unknown}))
    for of_one in compared:
        notes += _segment_notes(of_one, responses.setup.column(of_one[0].by).title)
    if responses.weights is not None:
        notes.append(Note("kano.unweighted"))
    return result, tuple(notes)


def _importance(responses: Responses) -> Mapping[str, KanoImportance]:
    """Stated importance of the features with which an importance question is paired, by column or by name."""
    setup = responses.setup
    feature_of = {column.name: column.feature for column in setup.of(Role.KANO)} | {
        name: name for name in responses.kano
    }
    found: dict[str, KanoImportance] = {}
    for column in setup.of(Role.IMPORTANCE):
        name = feature_of.get(column.pairs_with or "")
        if name is None or column.scale is None:
            continue
        answers = responses.ratings[column.name].dropna()
        if len(answers):
            scale = column.scale
            found[name] = KanoImportance(column.name, len(answers), float(answers.mean()), scale.min, scale.max)
    return found


def _feature_notes(kano: Kano) -> list[Note]:
    nobody = tuple(name for name, each in kano.features.items() if each.n == 0)
    undecided = tuple(name for name, each in kano.features.items() if each.n > 0 and each.better is None)
    notes = [Note("kano.no_pairs", {"features": nobody})] if nobody else []
    return [*notes, Note("kano.no_coefficients", {"features": undecided})] if undecided else notes


def _continuous_notes(found: Mapping[str, KanoContinuous]) -> list[Note]:
    alike = tuple(name for name, each in found.items() if each.functional.ci is None or each.dysfunctional.ci is None)
    return [Note("kano.no_interval", {"features": alike})] if alike else []


def _segment_notes(compared: tuple[KanoSegments, ...], by: str) -> list[Note]:
    """Groups too small to be compared, and features that could not be tested for other reasons."""
    small = tuple(dict.fromkeys(group for each in compared for group in each.left_out))
    untested = tuple(each.feature for each in compared if each.chi2 is None and (each.groups or each.left_out))
    notes = [Note("kano.small_groups", {"groups": small, "by": by, "least": KANO_LEAST_GROUP})] if small else []
    return [*notes, Note("kano.segments_not_testable", {"features": untested, "by": by})] if untested else notes
