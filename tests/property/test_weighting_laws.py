"""Laws of weighted samples, waves and loyalty, whatever was answered."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.analysis.loyalty import loyalty
from csi_core.analysis.raking import post_stratify
from csi_core.analysis.scores import scores
from csi_core.analysis.waves import waves
from csi_core.errors import DataProblem
from csi_core.responses import Responses
from csi_core.results import Note
from csi_core.setup import Role, Scale, Weighting
from csi_core.text import LANGUAGES, Text
from tests.property.test_score_laws import values
from tests.survey import survey

rating = st.one_of(st.none(), st.integers(1, 5).map(float))
recommendation = st.one_of(st.none(), st.integers(0, 10).map(float))
COLUMNS = {
    "A0": {"dimension": "D"},
    "A1": {"dimension": "E"},
    "R": {"role": Role.RECOMMEND, "scale": Scale(0, 10)},
    "w": {"role": Role.WAVE},
}


@st.composite
def surveys(draw: st.DrawFn) -> Responses:
    n = draw(st.integers(1, 12))
    answers = {f"A{i}": draw(st.lists(rating, min_size=n, max_size=n)) for i in range(2)}
    answers["R"] = draw(st.lists(recommendation, min_size=n, max_size=n))
    groups = {
        name: draw(st.lists(st.sampled_from([None, "1", "2", "3"]), min_size=n, max_size=n)) for name in ("g", "w")
    }
    weights = draw(st.one_of(st.none(), st.lists(st.floats(0.1, 10), min_size=n, max_size=n)))
    responses = survey(answers, groups, weights=weights, columns=COLUMNS)
    share = st.sampled_from([0.0, 1.0, 2.5])
    targets = {
        name: {answer: draw(share) for answer in ("1", "2", "3")}
        for name in draw(st.lists(st.sampled_from(["g", "w"]), unique=True))
    }
    return replace(responses, setup=replace(responses.setup, weighting=Weighting(targets)))


def found(responses: Responses) -> dict[str, tuple[object, tuple[Note, ...]]]:
    weighted, weighting, notes = post_stratify(responses)
    results: dict[str, tuple[object, tuple[Note, ...]]] = {"weighting": (weighting, notes)}
    for name, analysis in {
        "scores": lambda: scores(weighted, ("g",)),
        "waves": lambda: waves(weighted),
        "loyalty": lambda: loyalty(weighted, ("g",)),
    }.items():
        try:
            results[name] = analysis()
        except DataProblem as problem:
            results[name] = (None, (Note(problem.code, problem.values),))
    return results


@given(surveys())
@settings(deadline=None, max_examples=50)
def test_every_number_is_finite_and_every_note_a_sentence(responses: Responses) -> None:
    for result, notes in found(responses).values():
        assert all(math.isfinite(value) for value in values(result) if isinstance(value, float))
        for note in notes:
            for language in LANGUAGES:
                assert Text(language)(f"problem.{note.code}", **note.values)


@given(surveys())
@settings(deadline=None, max_examples=40)
def test_weights_are_positive_keep_their_sum_and_meet_the_targets(responses: Responses) -> None:
    weighted, weighting, notes = post_stratify(responses)
    if weighting is None or not weighting.applied:
        assert weighted.weights is responses.weights
        assert weighting is None or notes
        return
    before = responses.n if responses.weights is None else responses.weights.sum()
    assert (weighted.weights > 0).all()
    assert weighted.weights.sum() == pytest.approx(before)
    assert 1 <= weighting.effective <= responses.n + 1e-9
    for target in weighting.targets:
        there = [share for share in target.shares if share.n]
        total = sum(share.target for share in there)
        assert [share.after for share in there] == pytest.approx([100 * share.target / total for share in there])


@given(surveys(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_the_order_of_rows_changes_nothing(responses: Responses, random: object) -> None:
    order = list(range(responses.n))
    random.shuffle(order)
    shuffled = found(responses.keep(responses.ratings.index[order]))
    for name, (result, notes) in found(responses).items():
        other, other_notes = shuffled[name]
        assert [note.code for note in notes] == [note.code for note in other_notes]
        for one, two in zip(values(result), values(other), strict=True):
            assert one == (pytest.approx(two, rel=1e-6, abs=1e-7) if isinstance(two, float) else two)


@given(surveys())
@settings(deadline=None, max_examples=25)
def test_the_index_lies_between_its_items_and_a_promoter_score_within_its_ends(responses: Responses) -> None:
    results = found(responses)
    scored, asked = results["scores"][0], results["loyalty"][0]
    if scored is not None:
        items = [item.score for item in scored.items.values()]
        assert min(items) - 1e-9 <= scored.index <= max(items) + 1e-9
        for scheme in scored.sensitivity:
            assert scheme.index is None or min(items) - 1e-9 <= scheme.index <= max(items) + 1e-9
    if asked is not None:
        everybody = asked.nps["R"].all
        assert everybody.promoters + everybody.passives + everybody.detractors == everybody.n
        assert -100 - 1e-9 <= everybody.nps <= 100 + 1e-9
        assert everybody.ci is None or -100 <= everybody.ci[0] <= everybody.ci[1] <= 100


@given(surveys())
@settings(deadline=None, max_examples=25)
def test_a_better_answer_never_lowers_the_index(responses: Responses) -> None:
    plain = replace(responses, setup=replace(responses.setup, weighting=Weighting()))
    better = plain.ratings.copy()
    better[["A0", "A1"]] = (better[["A0", "A1"]] + 1).clip(upper=5)
    try:
        before, _ = scores(plain, ())
    except DataProblem:
        return
    after, _ = scores(replace(plain, ratings=better), ())
    assert after.index >= before.index - 1e-9


@given(surveys())
@settings(deadline=None, max_examples=25)
def test_weights_of_one_are_no_weights(responses: Responses) -> None:
    bare = replace(responses, weights=None, setup=replace(responses.setup, weighting=Weighting()))
    ones = replace(bare, weights=pd.Series(1.0, index=bare.ratings.index))
    with_ones = found(ones)
    for name, (result, _) in found(bare).items():
        for one, two in zip(values(with_ones[name][0]), values(result), strict=True):
            assert one == (pytest.approx(two, rel=1e-9, abs=1e-9) if isinstance(two, float) else two)
