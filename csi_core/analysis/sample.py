"""The sample: who answered, how they divide, and how exact a sample of this size can be."""

from __future__ import annotations

import math

import numpy as np

from csi_core.analysis.groups import grouping
from csi_core.analysis.weighting import effective_n, weights_or_ones
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import AnswerShare, MultipleQuestion, Note, OptionShare, ProfileQuestion, SampleSize
from csi_core.setup import Role
from csi_core.thresholds import NORMAL_95, WANTED_MARGIN


def profiles(responses: Responses) -> tuple[tuple[ProfileQuestion, ...], tuple[Note, ...]]:
    """Frequencies of every profile (and wave) question, missing answers counted apart.

    `n` are answers, unweighted; `percent` is of all valid responses, `valid_percent` of those answering; with a
    weight column both are shares of the survey weights. Answers stand in the setup's order, answers nobody gave
    included, else in natural order. A question nobody answered has no answers listed, and a note.
    Raises DataProblem sample.no_profile where there is no such question.
    """
    asked = responses.setup.of(Role.PROFILE, Role.WAVE)
    if not asked:
        raise DataProblem("sample.no_profile")
    weights = weights_or_ones(responses)
    questions: list[ProfileQuestion] = []
    silent: list[str] = []
    for column in asked:
        groups = grouping(responses, column.name)
        answered = groups.codes >= 0
        counts = groups.sizes()
        weighted = np.bincount(groups.codes[answered], weights=weights[answered], minlength=len(groups.labels))
        base = float(weighted.sum())
        shares: tuple[AnswerShare, ...] = ()
        if answered.any():
            shares = tuple(
                AnswerShare(label, int(count), float(100 * weight / weights.sum()), float(100 * weight / base))
                for label, count, weight in zip(groups.labels, counts, weighted, strict=True)
            )
        else:
            silent.append(column.title)
        n = int(counts.sum())
        questions.append(ProfileQuestion(column.name, n, responses.n - n, shares))
    notes = []
    if responses.weights is not None and questions:
        notes.append(Note("sample.weighted", {"n": responses.n, "effective": effective_n(weights)}))
    if silent:
        notes.append(Note("sample.no_answers", {"questions": tuple(silent)}))
    return tuple(questions), tuple(notes)


def multiple(responses: Responses) -> tuple[tuple[MultipleQuestion, ...], tuple[Note, ...]]:
    """Multiple-response questions: shares of the respondents who chose anything, and of all choices made.

    Percentages of respondents add up to more than 100 where people chose several options. With a weight column
    both are shares of survey weights; `n` stays the unweighted count.
    """
    weights = weights_or_ones(responses)
    questions: list[MultipleQuestion] = []
    silent: list[str] = []
    for question, chosen in responses.multiple.items():
        ticked = chosen.to_numpy(dtype=bool)
        weight = weights[responses.ratings.index.get_indexer(chosen.index)]
        weighted = weight @ ticked
        n = len(chosen)
        shares: tuple[OptionShare, ...] = ()
        if n:
            shares = tuple(
                OptionShare(str(option), int(count), float(100 * w / weight.sum()), float(100 * w / weighted.sum()))
                for option, count, w in zip(chosen.columns, ticked.sum(axis=0), weighted, strict=True)
            )
        else:
            silent.append(question)
        questions.append(MultipleQuestion(question, n, responses.n - n, shares, responses.not_asked(question)))
    notes = (Note("sample.no_choices", {"questions": tuple(silent)}),) if silent else ()
    return tuple(questions), notes


def size(responses: Responses) -> tuple[SampleSize, tuple[Note, ...]]:
    """Sample size and the margin of error of a percentage, for the valid responses at hand."""
    population = responses.setup.population
    effective = effective_n(weights_or_ones(responses))
    needed = answers_needed(WANTED_MARGIN, population)
    result = SampleSize(responses.n, effective, population, margin_of_error(effective, population), needed)
    if result.margin_of_error is not None or responses.n == 0:
        return result, ()
    return result, (Note("sample.population_too_small", {"n": responses.n, "population": population}),)


def answers_needed(margin: float, population: int | None = None) -> int:
    """Answers of a random sample that make the 95 % margin of error of a 50 % share at most `margin` points.

    n0 = 1.96² · 0.25 / e², for a population N: n0 / (1 + (n0 − 1) / N) (Cochran 1977), rounded up.

    >>> answers_needed(5), answers_needed(5, 500)
    (385, 218)
    """
    n = NORMAL_95**2 * 0.25 / (margin / 100) ** 2
    return math.ceil(n if population is None else n / (1 + (n - 1) / population))


def margin_of_error(n: float, population: int | None = None) -> float | None:
    """Half-width of the 95 % interval of a share of 50 %, in percentage points; None if n is 0 or above the population.

    100 · 1.96 · √(0.25 / n) · √((N − n) / (N − 1)), the last factor only for a known population N (Cochran 1977).
    It holds for a random sample; n is the effective number of responses where they are weighted.

    >>> round(margin_of_error(385), 2), round(margin_of_error(218, 500), 2)
    (4.99, 4.99)
    """
    if n <= 0 or (population is not None and n > population):
        return None
    correction = 1.0
    if population is not None:
        correction = math.sqrt((population - n) / (population - 1)) if population > 1 else 0.0
    return 100 * NORMAL_95 * math.sqrt(0.25 / n) * correction
