"""The questions page: edits reach the setup at once and are never lost."""

import json

from csi_core.setup import Best, Role, Scale, Side
from csi_core.setup_file import from_json, to_json
from csi_ui import questions
from tests.long_export import DISHES, FLAVOUR, UNTASTED, VISITS, sixty_columns


def opened(visit, sample: str = "dormitory"):
    visitor = visit("en")
    visitor.click(f"start.sample.{sample}")
    visitor.open("questions")
    return visitor


def search(visitor, words: str) -> None:
    next(each for each in visitor.app.text_input if each.key.startswith("questions.search")).set_value(words)
    visitor.run()


def last_dimension(visitor) -> str:
    return list(visitor.session.setup.dimensions())[-1]


def set_found(visitor, **wanted) -> None:
    """Choose in the form what is set for all that is found, and apply it."""
    for field, value in wanted.items():
        boxes = [*visitor.app.selectbox, *visitor.app.number_input]
        box = next(each for each in boxes if each.key.startswith(f"questions.several.{field}."))
        box.set_value(value)
    visitor.app.button(key="questions.several.apply").click()
    visitor.run()


def test_confirming_opens_the_next_step(visit):
    visitor = opened(visit)
    assert visitor.app.button(key="questions.next").disabled
    visitor.click("questions.confirm")
    assert not visitor.app.button(key="questions.next").disabled


def test_what_is_found_gets_a_dimension_and_a_direction_at_once_and_back_step_by_step(visit):
    visitor = opened(visit)
    before = visitor.session.setup
    dimension = last_dimension(visitor)
    search(visitor, "A1")
    found = list(visitor.app.dataframe[0].value.index)
    assert "A1" in found
    assert "A2" not in found
    set_found(visitor, dimension=dimension, best=Best.HIGH)
    changed = visitor.session.setup
    for name in found:
        column = changed.column(name)
        assert column.dimension == dimension
        assert column.scale.best is Best.HIGH
    assert changed.column("A2") == before.column("A2")
    search(visitor, "A2")
    set_found(visitor, role=Role.IGNORE)
    visitor.click("questions.undo")
    assert visitor.session.setup == changed
    visitor.click("questions.undo")
    assert visitor.session.setup == before
    assert visitor.app.button(key="questions.undo").disabled
    visitor.click("questions.redo")
    assert visitor.session.setup == changed
    visitor.click("questions.redo")
    assert visitor.session.setup.column("A2").role is Role.IGNORE
    assert visitor.app.button(key="questions.redo").disabled


def test_questions_are_found_by_dimension_role_answer_and_wording(visit):
    visitor = opened(visit, "cafe")

    def found(words: str) -> set[str]:
        search(visitor, words)
        return set(visitor.app.dataframe[0].value.index)

    setup = visitor.session.setup
    dimension = next(iter(setup.dimensions()))
    assert set(setup.dimensions()[dimension]) <= found(dimension)
    assert {column.name for column in setup.of(Role.KANO)} <= found("kano question")
    column = setup.of(Role.PROFILE)[0]
    assert column.name in found(visitor.session.seen[column.name][0])
    assert column.name in found(column.title.upper())
    search(visitor, "no such question")
    assert visitor.text("ui.questions.search.nothing") in [info.value for info in visitor.app.info]


def test_what_was_searched_for_stays_while_wandering(visit):
    visitor = opened(visit)
    search(visitor, "A1")
    visitor.open("data")
    visitor.open("questions")
    assert visitor.app.dataframe[0].value.index[0] == "A1"


def test_a_change_of_direction_asks_for_confirmation_again_and_its_undo_brings_it_back(visit):
    visitor = opened(visit)
    visitor.click("questions.confirm")
    search(visitor, "A1")
    set_found(visitor, best=Best.HIGH)
    assert not visitor.session.is_confirmed
    visitor.open("scores")
    assert visitor.app.info[0].value == visitor.text("ui.frame.need.directions")
    visitor.open("questions")
    visitor.click("questions.undo")
    assert visitor.session.is_confirmed


def test_undo_keeps_what_was_changed_on_other_pages(visit):
    visitor = opened(visit)
    dimension = last_dimension(visitor)
    search(visitor, "A1")
    set_found(visitor, dimension=dimension)
    visitor.click("questions.confirm")
    visitor.open("validity")
    visitor.click("validity.what_if.apply")
    left_out = [column.name for column in visitor.session.setup.of(Role.IGNORE)]
    assert "A1" in left_out
    visitor.open("questions")
    visitor.click("questions.undo")
    assert [column.name for column in visitor.session.setup.of(Role.IGNORE)] == left_out
    assert visitor.session.setup.column("A1").dimension != dimension


def test_a_profile_question_that_becomes_a_rating_makes_no_groups(visit):
    visitor = opened(visit)
    name = visitor.session.setup.groups[0]
    search(visitor, name)
    set_found(visitor, role=Role.IGNORE)
    assert name not in visitor.session.setup.groups
    visitor.click("questions.confirm")
    visitor.open("groups")
    assert not visitor.errors()
    visitor.open("questions")
    visitor.click("questions.undo")
    assert visitor.session.setup.groups[0] == name


def test_two_columns_become_a_kano_pair(visit):
    visitor = opened(visit)
    visitor.app.selectbox(key="questions.kano.functional.en").select("A1")
    visitor.app.selectbox(key="questions.kano.dysfunctional.en").select("A2")
    visitor.app.text_input(key="questions.kano.feature").set_value("Light")
    visitor.app.button(key="questions.kano.pair").click()
    visitor.run()
    columns = visitor.session.setup.of(Role.KANO)
    assert [(column.name, column.side, column.feature) for column in columns] == [
        ("A1", Side.FUNCTIONAL, "Light"),
        ("A2", Side.DYSFUNCTIONAL, "Light"),
    ]
    assert visitor.app.button(key="questions.confirm").disabled


def test_edits_survive_leaving_the_page_and_switching_the_language(visit):
    visitor = opened(visit)
    dimension = last_dimension(visitor)
    search(visitor, "A1")
    set_found(visitor, dimension=dimension)
    visitor.open("data")
    visitor.speak("zh")
    visitor.open("questions")
    assert visitor.session.setup.column("A1").dimension == dimension


def test_saved_work_is_opened_with_its_file(visit):
    visitor = opened(visit)
    setup = visitor.session.setup
    document = json.loads(to_json(setup))
    document["columns"][3]["label"] = "Renamed"
    data = visitor.session.data
    visitor.open("start")
    visitor.app.file_uploader(key="start.saved.table").upload("dormitory.xlsx", data)
    visitor.app.file_uploader(key="start.saved.setup").upload("s.json", json.dumps(document).encode())
    visitor.run()
    assert visitor.session.setup.columns[3].label == "Renamed"
    assert from_json(to_json(visitor.session.setup)) == visitor.session.setup


def test_a_file_that_is_no_setup_gets_one_sentence(visit):
    visitor = opened(visit)
    data = visitor.session.data
    visitor.open("start")
    visitor.app.file_uploader(key="start.saved.table").upload("dormitory.xlsx", data)
    visitor.app.file_uploader(key="start.saved.setup").upload("s.json", b"[1, 2")
    visitor.run()
    assert len(visitor.errors()) == 1


def kano_codes(answers: tuple[str, ...] = ("1", "2", "3", "4", "5")) -> bytes:
    """Two Kano pairs as bare numbers, with headers that tell neither side nor feature."""
    rows = [[answers[(row * step) % 5] for step in (1, 2, 3, 4)] for row in range(1, 13)]
    return "\n".join(",".join(row) for row in [["if tea a", "if tea b", "if wifi a", "if wifi b"], *rows]).encode()


def test_a_wrong_kano_pair_is_seen_and_mended(visit):
    visitor = visit("en")
    visitor.upload("kano.csv", kano_codes())
    visitor.open("questions")
    first = questions.kano_features(visitor.session.setup)
    assert len(first) == 2
    shown = next(table.value for table in visitor.app.dataframe if table.value.index.name == "feature")
    assert list(shown.index) == list(first)
    assert (shown["look"] != "").all()
    feature, halves = next(iter(first.items()))
    visitor.app.selectbox(key="questions.kano.swap_which").select(feature)
    visitor.run()
    visitor.click("questions.kano.swap")
    swapped = questions.kano_features(visitor.session.setup)[feature]
    assert swapped == {Side.FUNCTIONAL: halves[Side.DYSFUNCTIONAL], Side.DYSFUNCTIONAL: halves[Side.FUNCTIONAL]}


def test_bare_kano_codes_are_asked_about_and_turned_with_one_click(visit):
    visitor = visit("en")
    visitor.upload("kano.csv", kano_codes())
    visitor.open("questions")
    assert any("1 = I like it" in warning.value for warning in visitor.app.warning)
    visitor.click("questions.kano.turn")
    column = visitor.session.setup.of(Role.KANO)[0]
    assert dict(column.answers) == {"1": "dislike", "2": "live", "3": "neutral", "4": "must", "5": "like"}


def test_a_column_paired_with_another_leaves_its_old_partner_to_be_mended(visit):
    visitor = opened(visit, "cafe")
    pairs = list(questions.kano_features(visitor.session.setup).values())
    visitor.app.selectbox(key="questions.kano.functional.en").select(pairs[0][Side.FUNCTIONAL])
    visitor.app.selectbox(key="questions.kano.dysfunctional.en").select(pairs[1][Side.DYSFUNCTIONAL])
    visitor.app.text_input(key="questions.kano.feature").set_value("Toilets")
    visitor.click("questions.kano.pair")
    assert {fault.code for fault in questions.faults(visitor.session.setup)} == {"kano_half"}
    assert visitor.app.button(key="questions.confirm").disabled


def sixty(visit):
    visitor = visit("zh")
    visitor.upload("sixty.csv", sixty_columns())
    visitor.open("questions")
    return visitor


def flavours(visitor):
    return [c for c in visitor.session.setup.columns if any(c.name.endswith(dish) for dish in DISHES)]


def place(visitor, key: str) -> str:
    return next(button.key for button in visitor.app.button if button.key.startswith(key))


def test_answers_of_no_known_order_are_put_in_order_once_for_all_their_questions(visit):
    visitor = sixty(visit)
    visitor.click(place(visitor, "questions.order.rated"))
    assert {column.role for column in flavours(visitor)} == {Role.ITEM}
    assert visitor.app.button(key="questions.confirm").disabled
    name = flavours(visitor)[0].name
    visitor.click(f"questions.order.out.{name}.{UNTASTED}")
    wanted = list(FLAVOUR)
    for target, answer in enumerate(wanted):
        while list(flavours(visitor)[0].answers).index(answer) > target:
            visitor.click(f"questions.order.up.{name}.{answer}")
    assert [dict(column.answers) for column in flavours(visitor)] == [dict(zip(wanted, (1, 2, 3, 4), strict=True))] * 12
    assert {column.scale for column in flavours(visitor)} == {Scale(1, 4)}
    visitor.click(place(visitor, "questions.order.confirm"))
    assert not visitor.app.button(key="questions.confirm").disabled
    visitor.click("questions.confirm")
    assert visitor.session.is_confirmed


def test_an_answer_that_is_no_point_of_the_scale_is_set_aside_with_one_click_and_comes_back(visit):
    visitor = sixty(visit)
    visitor.click(place(visitor, "questions.order.rated"))
    steps = list(flavours(visitor)[0].answers)
    visitor.click(f"questions.order.out.{flavours(visitor)[0].name}.{steps[0]}")
    assert list(flavours(visitor)[0].answers) == steps[1:]
    assert flavours(visitor)[0].scale == Scale(1, len(steps) - 1)
    back = [button.key for button in visitor.app.button if button.key.startswith("questions.order.back")]
    visitor.click(back[0])
    assert set(flavours(visitor)[0].answers) == set(steps)
    visitor.click("questions.undo")
    visitor.click("questions.undo")
    assert list(flavours(visitor)[0].answers) == steps


def test_matrices_that_are_no_ratings_are_asked_about_once(visit):
    visitor = sixty(visit)
    visitor.click(place(visitor, "questions.order.profile"))
    assert not [button.key for button in visitor.app.button if button.key.startswith("questions.order.rated")]
    assert {column.role for column in flavours(visitor)} == {Role.PROFILE}


def test_answers_of_a_profile_question_are_put_in_another_order(visit):
    visitor = sixty(visit)
    which = next(box for box in visitor.app.selectbox if box.key.startswith("questions.codes.which"))
    name = next(column.name for column in visitor.session.setup.columns if column.name.endswith("学校食堂"))
    which.select(name)
    visitor.run()
    visitor.click(f"questions.order.turn.{name}.all")
    assert list(visitor.session.setup.column(name).answers) == list(VISITS)
    assert list(visitor.session.setup.column(name).answers.values()) == list(VISITS)


def test_a_rated_question_that_becomes_a_profile_question_shows_its_words(visit):
    visitor = sixty(visit)
    search(visitor, "校车班次")
    set_found(visitor, role=Role.PROFILE)
    visitor.click("questions.confirm")
    visitor.open("sample")
    assert not visitor.errors()
    shown = {str(cell) for table in visitor.app.table for row in table.value.to_numpy() for cell in row}
    assert "非常满意" in {cell.replace("\\", "") for cell in shown}
