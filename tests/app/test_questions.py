"""The questions page: edits reach the setup at once and are never lost."""

import json

from csi_core.setup import Best, Role, Side
from csi_core.setup_file import from_json, to_json
from csi_ui import questions


def opened(visit, sample: str = "dormitory"):
    visitor = visit("en")
    visitor.click(f"start.sample.{sample}")
    visitor.open("questions")
    return visitor


def test_confirming_opens_the_next_step(visit):
    visitor = opened(visit)
    assert visitor.app.button(key="questions.next").disabled
    visitor.click("questions.confirm")
    assert not visitor.app.button(key="questions.next").disabled


def test_several_questions_get_a_dimension_and_a_direction_at_once(visit):
    visitor = opened(visit)
    visitor.app.multiselect(key="questions.several.en").set_value(["A1", "A2"])
    visitor.app.text_input(key="questions.several.dimension").set_value("Corridor")
    visitor.app.selectbox(key="questions.several.best.en").select(Best.HIGH)
    visitor.app.button(key="questions.several.apply").click()
    visitor.run()
    for name in ("A1", "A2"):
        column = visitor.session.setup.column(name)
        assert column.dimension == "Corridor"
        assert column.scale.best is Best.HIGH
    assert visitor.session.setup.column("A3").scale.best is Best.LOW


def test_a_change_of_direction_asks_for_confirmation_again(visit):
    visitor = opened(visit)
    visitor.click("questions.confirm")
    visitor.app.multiselect(key="questions.several.en").set_value(["A1"])
    visitor.app.selectbox(key="questions.several.best.en").select(Best.HIGH)
    visitor.app.button(key="questions.several.apply").click()
    visitor.run()
    assert not visitor.session.is_confirmed
    visitor.open("scores")
    assert visitor.app.info[0].value == visitor.text("ui.frame.need.directions")


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
    visitor.app.multiselect(key="questions.several.en").set_value(["A1"])
    visitor.app.text_input(key="questions.several.dimension").set_value("Corridor")
    visitor.app.button(key="questions.several.apply").click()
    visitor.run()
    visitor.open("data")
    visitor.speak("zh")
    visitor.open("questions")
    assert visitor.session.setup.column("A1").dimension == "Corridor"


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
