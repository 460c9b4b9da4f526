"""The sample is counted as it answered, in an order a reader expects."""

from __future__ import annotations

import pytest

from csi_core.analysis import sample
from csi_core.setup import Role
from tests.survey import codes, survey

GENDER = {"gender": ["男"] * 71 + ["女"] * 82 + [None]}


def test_the_dormitory_survey_gives_its_published_shares() -> None:
    (question,), notes = sample.profiles(
        survey(profiles=GENDER, columns={"gender": {"answers": {"1": "男", "2": "女"}}})
    )
    assert (question.n, question.missing, notes) == (153, 1, ())
    assert [answer.answer for answer in question.answers] == ["男", "女"]
    assert [answer.percent for answer in question.answers] == pytest.approx([100 * 71 / 154, 100 * 82 / 154], abs=1e-12)
    assert sum(answer.valid_percent for answer in question.answers) == pytest.approx(100)


def test_a_declared_answer_nobody_gave_is_listed_with_zero() -> None:
    answers = {"1": "女", "2": "男", "3": "其他"}
    (question,), _ = sample.profiles(survey(profiles=GENDER, columns={"gender": {"answers": answers}}))
    assert [(answer.answer, answer.n) for answer in question.answers] == [("女", 82), ("男", 71), ("其他", 0)]


def test_two_texts_with_one_label_are_one_answer() -> None:
    answers = {"M": "male", "m": "male", "F": "female"}
    (question,), _ = sample.profiles(
        survey(profiles={"sex": ["male", "female", "male"]}, columns={"sex": {"answers": answers}})
    )
    assert [(answer.answer, answer.n) for answer in question.answers] == [("male", 2), ("female", 1)]


def test_undeclared_answers_stand_in_natural_order() -> None:
    (question,), _ = sample.profiles(survey(profiles={"year": ["大四", "大一", "大三", "大二", "大一"]}))
    assert [answer.answer for answer in question.answers] == ["大一", "大二", "大三", "大四"]


def test_a_question_nobody_answered_has_no_shares_and_a_note() -> None:
    (question,), notes = sample.profiles(survey({"A1": [1, 2]}, {"region": [None, None]}))
    assert (question.n, question.missing, question.answers) == (0, 2, ())
    assert codes(notes) == ["sample.no_answers"]


def test_wave_questions_are_counted_too() -> None:
    (question,), _ = sample.profiles(survey(profiles={"wave": ["2", "1", "1"]}, columns={"wave": {"role": Role.WAVE}}))
    assert [(answer.answer, answer.n) for answer in question.answers] == [("1", 2), ("2", 1)]


def test_survey_weights_change_percentages_but_no_count() -> None:
    (question,), notes = sample.profiles(survey(profiles={"tier": ["A", "B", "B", None]}, weights=[3, 1, 1, 5]))
    assert [answer.n for answer in question.answers] == [1, 2]
    assert [answer.percent for answer in question.answers] == pytest.approx([30, 20])
    assert [answer.valid_percent for answer in question.answers] == pytest.approx([60, 40])
    assert codes(notes) == ["sample.weighted"]


def test_multiple_response_shares_are_of_respondents_and_of_choices() -> None:
    options = {"wifi": [True, True, False, False], "food": [True, False, True, False]}
    (question,), notes = sample.multiple(survey({"A1": [1, 2, 3, 4]}, multiple={"Q7": options}))
    assert (question.n, question.missing, notes) == (3, 1, ())
    assert [answer.percent_of_respondents for answer in question.answers] == pytest.approx([200 / 3, 200 / 3])
    assert [answer.percent_of_responses for answer in question.answers] == pytest.approx([50, 50])


def test_a_multiple_response_question_without_choices_has_a_note() -> None:
    (question,), notes = sample.multiple(survey({"A1": [1, 2]}, multiple={"Q7": {"wifi": [False, False]}}))
    assert (question.n, question.answers) == (0, ())
    assert codes(notes) == ["sample.no_choices"]


def test_a_share_of_385_random_answers_is_known_to_five_points() -> None:
    assert sample.margin_of_error(385) == pytest.approx(4.9945, abs=1e-4)


def test_a_known_population_narrows_the_margin() -> None:
    assert sample.margin_of_error(218, 500) == pytest.approx(4.99, abs=0.005)
    assert sample.margin_of_error(500, 500) == 0
    assert sample.margin_of_error(1, 1) == 0


def test_more_answers_than_people_is_said_and_has_no_margin() -> None:
    size, notes = sample.size(survey({"A1": [1, 2, 3]}, population=2))
    assert size.margin_of_error is None
    assert codes(notes) == ["sample.population_too_small"]


def test_unequal_weights_leave_fewer_effective_answers() -> None:
    size, _ = sample.size(survey({"A1": [1, 2]}, weights=[1, 3]))
    assert (size.n, size.effective) == (2, 1.6)
