"""Laws that every survey obeys: order of rows, direction, bounds, and a note for whatever is missing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.analysis import compare, correlations, crosstabs, items, kano, sample, scores
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Note
from csi_core.text import LANGUAGES, Text
from tests.survey import survey, values

rating = st.one_of(st.none(), st.integers(1, 5).map(float), st.sampled_from([1.5, 3.25]))
group = st.sampled_from([None, "a", "b", "c"])
answer = st.one_of(st.none(), st.integers(0, 4).map(float))


@st.composite
def surveys(draw: st.DrawFn) -> Responses:
    """One to 14 rows of one to four items, one profile question and one Kano pair; anything may be degenerate."""
    n = draw(st.integers(1, 14))
    k = draw(st.integers(1, 4))
    columns = [draw(st.lists(rating, min_size=n, max_size=n)) for _ in range(k)]
    halves = [draw(st.lists(answer, min_size=n, max_size=n)) for _ in range(2)]
    weights = draw(st.one_of(st.none(), st.lists(st.floats(0.1, 10), min_size=n, max_size=n)))
    return survey(
        {f"A{i}": column for i, column in enumerate(columns)},
        {"g": draw(st.lists(group, min_size=n, max_size=n))},
        kano={"wifi": (halves[0], halves[1])},
        weights=weights,
        columns={"A0": {"dimension": "D"}},
        scoring=draw(st.sampled_from(["equal", "columns", "entropy", "critic"])),
    )


def analysed(responses: Responses) -> dict[str, tuple[object, tuple[Note, ...]]]:
    """Every analysis of this file's subject; a refused one is None with its reason."""
    rng = np.random.default_rng(1)
    analyses = {
        "sample": lambda: sample.profiles(responses),
        "items": lambda: items.items(responses),
        "correlations": lambda: correlations.correlations(responses.ratings),
        "crosstabs": lambda: crosstabs.crosstabs(responses, ("g",), rng),
        "compare": lambda: compare.compare(responses, ("g",)),
        "scores": lambda: scores.scores(responses, ("g",)),
        "kano": lambda: kano.kano(responses, ("g",), rng),
    }
    found = {}
    for name, analysis in analyses.items():
        try:
            found[name] = analysis()
        except DataProblem as problem:
            found[name] = (None, (Note(problem.code, problem.values),))
    return found


@given(surveys())
@settings(deadline=None, max_examples=150)
def test_no_result_holds_nan_or_infinity_and_each_note_is_a_sentence(responses: Responses) -> None:
    for result, notes in analysed(responses).values():
        numbers = [value for value in values(result) if isinstance(value, float)]
        assert all(math.isfinite(number) for number in numbers)
        assert all(type(value) in {int, float, str, bool, type(None)} for value in values(result))
        for note in notes:
            for language in LANGUAGES:
                assert Text(language)(f"problem.{note.code}", **note.values)


@given(surveys())
@settings(deadline=None, max_examples=150)
def test_what_is_missing_has_a_note(responses: Responses) -> None:
    found = analysed(responses)
    described, notes = found["items"]
    for item in described.values():
        if None in (item.mean, item.sd, item.median, item.top2, item.bottom2, item.critical_ratio):
            assert notes
    features, notes = found["kano"]
    if any(each.better is None for each in features.features.values()):
        assert {"kano.no_pairs", "kano.no_coefficients"} & {note.code for note in notes}
    for section in ("correlations", "scores"):
        result, notes = found[section]
        if section == "scores" and result is not None:
            for scheme in result.sensitivity:
                assert (scheme.index is None) == (scheme.reason is not None)
            result = replace(result, sensitivity=())
        if None in list(values(result)):
            assert notes, section
    tables, notes = found["crosstabs"]
    if any(table.chi2 is None for table in tables):
        assert "crosstabs.not_testable" in [note.code for note in notes]
    comparisons, notes = found["compare"]
    given_codes = {note.code for note in notes}
    for comparison in comparisons:
        if comparison.test is None:
            assert "compare.no_test" in given_codes
        if any(group.sd is None for group in comparison.groups):
            assert "compare.single" in given_codes
        if comparison.test in {"mann-whitney", "kruskal"}:
            assert "compare.rank_test" in given_codes


@given(surveys(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=80)
def test_the_order_of_rows_changes_nothing(responses: Responses, random: object) -> None:
    order = list(responses.ratings.index)
    random.shuffle(order)
    shuffled = analysed(responses.keep(responses.ratings.index[[row - 1 for row in order]]))
    for name, (result, notes) in analysed(responses).items():
        other, other_notes = shuffled[name]
        assert [note.code for note in notes] == [note.code for note in other_notes]
        for one, two in zip(values(result), values(other), strict=True):
            assert one == (pytest.approx(two, rel=1e-7, abs=1e-7) if isinstance(two, float) else two)


@given(surveys())
@settings(deadline=None, max_examples=80)
def test_scores_lie_between_0_and_100_and_shares_add_up(responses: Responses) -> None:
    result, _ = analysed(responses)["scores"]
    if result is None:
        return
    points = [result.index, *(item.score for item in result.items.values())]
    points += [group.index for group in result.groups if group.index is not None]
    assert all(-1e-9 <= point <= 100 + 1e-9 for point in points)
    assert sum(item.weight for item in result.items.values()) == pytest.approx(1)


@given(surveys())
@settings(deadline=None, max_examples=80)
def test_turning_every_item_turns_the_index_around(responses: Responses) -> None:
    turned = replace(responses, ratings=6 - responses.ratings)
    equal = replace(responses.setup, scoring=replace(responses.setup.scoring, weights="equal"))
    try:
        first, _ = scores.scores(replace(responses, setup=equal), ("g",))
    except DataProblem:
        return
    second, _ = scores.scores(replace(turned, setup=equal), ("g",))
    assert first.index + second.index == pytest.approx(100)
    if first.index_ci is not None and second.index_ci is not None:
        assert first.index_ci[0] + second.index_ci[1] == pytest.approx(100)
    for name, item in items.items(responses)[0].items():
        other = items.items(turned)[0][name]
        assert list(item.counts.values()) == list(other.counts.values())[::-1]
        assert (item.top2 is None) or item.top2 == pytest.approx(other.bottom2)


@given(surveys())
@settings(deadline=None, max_examples=80)
def test_counts_add_up(responses: Responses) -> None:
    found = analysed(responses)
    for feature in found["kano"][0].features.values():
        assert sum(feature.counts.values()) == feature.n == responses.n - feature.missing
    for item in found["items"][0].values():
        assert sum(item.counts.values()) == item.n == responses.n - item.missing
        assert item.n == 0 or sum(item.percent.values()) == pytest.approx(100)
    for question in found["sample"][0]:
        assert sum(answer.n for answer in question.answers) == question.n == responses.n - question.missing
        assert question.n == 0 or sum(answer.valid_percent for answer in question.answers) == pytest.approx(100)


@given(surveys())
@settings(deadline=None, max_examples=60)
def test_p_values_are_probabilities_and_adjusted_ones_no_smaller(responses: Responses) -> None:
    for comparison in analysed(responses)["compare"][0]:
        if comparison.p is not None:
            assert 0 <= comparison.p <= comparison.p_adjusted + 1e-15 <= 1 + 1e-15
            assert all(0 <= pair.p <= 1 for pair in comparison.pairs)
            assert all(pair.ci is None or pair.ci[0] <= pair.difference <= pair.ci[1] for pair in comparison.pairs)
