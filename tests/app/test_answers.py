"""Sets of answers are coded and put in order without losing what the questionnaire says of its scale."""

from csi_core.setup import Best, ColumnSetup, Role, Scale, Setup
from csi_ui.answers import answer_groups, ordered, recoded, with_ladders
from csi_ui.history import Change, History

FIVE = ("非常不满意", "不满意", "一般", "满意", "非常满意")


def rated(answers, scale=None) -> Setup:
    return Setup((ColumnSetup("Q1", Role.ITEM, scale=scale or Scale(1, 5), answers=answers),))


def group(setup: Setup):
    return answer_groups(setup, {"Q1": tuple(setup.columns[0].answers or ())})[0]


def test_a_scale_with_a_point_that_nobody_chose_keeps_it_when_its_answers_are_moved():
    setup = rated(dict(zip(FIVE[1:], (2, 3, 4, 5), strict=True)))
    moved = ordered(setup, group(setup), ["一般", "不满意", "满意", "非常满意"]).columns[0]
    assert moved.answers == {"一般": 2, "不满意": 3, "满意": 4, "非常满意": 5}
    assert moved.scale == Scale(1, 5)


def test_turning_a_scale_with_a_point_that_nobody_chose_turns_its_good_end():
    setup = rated(dict(zip(FIVE[1:], (2, 3, 4, 5), strict=True)))
    turned = ordered(setup, group(setup), group(setup).steps[::-1])
    assert turned.columns[0].answers == setup.columns[0].answers
    assert turned.columns[0].scale == Scale(1, 5, Best.LOW)
    assert group(turned).steps == group(setup).steps[::-1]


def test_an_answer_without_a_code_is_missing_and_the_scale_closes_up():
    setup = rated({"差": 1, "没口福": 2, "好": 3}, Scale(1, 3))
    left = ordered(setup, group(setup), ["差", "好"]).columns[0]
    assert left.answers == {"差": 1, "好": 2}
    assert left.scale == Scale(1, 2)


def test_one_code_changed_leaves_the_others():
    setup = rated({"差": 1, "好": 5})
    assert recoded(setup, group(setup), {"差": 2}).columns[0].answers == {"差": 2, "好": 5}
    assert recoded(setup, group(setup), {"差": None}).columns[0].answers == {"好": 5}


def test_questions_with_words_of_a_rated_question_are_coded_like_it():
    known = ColumnSetup("Q1", Role.ITEM, scale=Scale(1, 3), answers={"拉胯": 1, "凑合": 2, "真香": 3})
    bare = ColumnSetup("Q2", Role.ITEM, scale=Scale(1, 5))
    setup = with_ladders(Setup((known, bare)), ["Q2"], {"Q2": ("真香", "拉胯")})
    assert setup.columns[1].answers == known.answers
    assert setup.columns[1].scale == known.scale


def test_a_change_after_an_undo_leaves_nothing_to_redo():
    history = History()
    first, second = rated({"差": 1, "好": 5}), rated({"差": 1, "好": 2})
    history.note(Change(first, second))
    setup, _ = history.undo(second)
    assert setup == first
    history.note(Change(first, rated(None)))
    assert not history.future
    history.note(Change(first, first))
    assert len(history.past) == 1
