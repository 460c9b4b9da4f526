"""Every page, from the entry point, in both languages."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from csi_core.read import limits
from csi_ui.steps import STEPS

ANALYSES = ("cleaning", "sample", "validity", "reliability", "items", "groups", "scores", "kano", "report")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_data_every_step_explains_itself(visit, language):
    visitor = visit(language)
    for step in STEPS:
        visitor.open(step.key)
        assert visitor.app.info[0].value == visitor.text("ui.frame.need.file")
        assert visitor.text("ui.frame.need.refreshed") in visitor.told()


@pytest.mark.parametrize("page", ANALYSES)
def test_nothing_is_computed_before_the_directions_are_confirmed(visit, page):
    visitor = visit("en")
    visitor.click("start.sample.dormitory")
    visitor.open(page)
    assert visitor.app.info[0].value == visitor.text("ui.frame.need.directions")
    assert not visitor.app.metric


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", ["dormitory", "cafe", "hotel"])
def test_every_page_shows_a_sample(visit, sample, language):
    visitor = visit(language)
    visitor.sample(sample)
    for step in STEPS:
        visitor.open(step.key)
        assert visitor.title() == visitor.text(f"ui.frame.step.{step.key}")
        assert visitor.headline() if step.key != "kano" or sample == "cafe" else visitor.app.info
        assert not visitor.errors()


def test_the_dormitory_has_the_figures_of_the_case(visit):
    visitor = visit("zh")
    visitor.sample("dormitory")
    visitor.open("validity")
    assert visitor.app.metric[0].value.replace("\\", "") == "0.818"
    # Below it the fit of the questionnaire's own dimensions.
    assert "0.944" in [metric.value.replace("\\", "") for metric in visitor.app.metric]
    visitor.open("reliability")
    assert "0.889" in visitor.headline().replace("\\", "")


def test_the_language_switches_every_word_and_no_choice(visit):
    visitor = visit("zh")
    visitor.sample("cafe")
    visitor.open("validity")
    visitor.app.selectbox(key="validity.rotation.zh").select("promax")
    visitor.run()
    chinese = [metric.value for metric in visitor.app.metric]
    setup = visitor.session.setup
    visitor.speak("en")
    assert visitor.session.setup == setup
    assert visitor.app.selectbox(key="validity.rotation.en").value == "promax"
    assert [metric.value for metric in visitor.app.metric] == chinese
    assert visitor.title() == "Validity"


def test_a_choice_recomputes_what_depends_on_it(visit):
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("validity")
    assert visitor.app.metric[2].value == "8"
    visitor.app.selectbox(key="validity.factors.en").select("number")
    visitor.run()
    visitor.app.number_input(key="validity.number").set_value(5)
    visitor.run()
    assert visitor.app.metric[2].value == "5"


def test_questions_left_out_by_one_click_come_back_by_undo(visit):
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("validity")
    before = [metric.value for metric in visitor.app.metric]
    chosen = next(each for each in visitor.app.multiselect if each.key.startswith("validity.what_if"))
    assert set(chosen.value) == {"A6", "B1", "B6"}
    told = next(table.value for table in visitor.app.table if "Without" in table.value.columns)
    without = told.set_index("Figure")["Without"][["KMO", "Factors", "Variance explained"]]
    visitor.click("validity.what_if.apply")
    after = [metric.value for metric in visitor.app.metric]
    assert after != before
    without, after = (({cell.replace("\\", "").strip("*") for cell in cells}) for cells in (without, after))
    assert len(without & after) == 3
    assert visitor.session.is_confirmed
    visitor.click("mend.undo.B1")
    assert len(visitor.session.mended) == 2
    visitor.click("mend.undo_all")
    assert [metric.value for metric in visitor.app.metric] == before


def test_a_factor_named_by_the_user_bears_the_name_everywhere_and_loses_it_when_emptied(visit):
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("validity")

    def field():
        return next(each for each in visitor.app.text_input if each.key.startswith("validity.name.F1."))

    field().set_value("Repairs & more")
    visitor.run()
    assert visitor.session.setup.validity.factor_names[0].name == "Repairs & more"
    for page in ("validity", "reliability"):
        visitor.open(page)
        assert any("Repairs" in str(table.value.to_numpy()) + str(table.value.columns) for table in visitor.app.table)
    visitor.open("validity")
    field().set_value("")
    visitor.run()
    assert visitor.session.setup.validity.factor_names == ()


def test_alike_questions_are_mended_by_a_button_and_a_refused_choice_by_another(visit):
    visitor = visit("en")
    lines = (Path(__file__).parents[1] / "reference" / "data" / "bfi.csv").read_text("utf-8").splitlines()[:300]
    rows = [line.split(",")[:8] for line in lines]
    copied = [",".join([row[0], "A9" if place == 0 else row[0], *row[1:]]) for place, row in enumerate(rows)]
    visitor.upload("mine.csv", "\n".join(copied).encode())
    visitor.open("questions")
    visitor.click("questions.confirm")
    visitor.open("validity")

    def cards():
        return [metric.label for metric in visitor.app.metric]

    assert "A1, A9" in visitor.told().replace("\\", "")
    visitor.app.selectbox(key="validity.extraction.en").select("ml")
    visitor.run()
    assert "Factors" not in cards()
    visitor.click("validity.use.principal")
    assert "Factors" in cards()
    assert visitor.app.selectbox(key="validity.extraction.en").value == "principal"
    visitor.click("validity.leave_out.A9")
    assert visitor.text("section.validity.card.kmo") in [label.replace("\\", "") for label in cards()]


def test_a_check_that_is_on_removes_answers_and_the_users_word_wins(visit):
    visitor = visit("en")
    visitor.sample("cafe")
    visitor.open("cleaning")
    assert visitor.app.metric[1].value == "220"
    visitor.app.toggle(key="cleaning.straight_lining").set_value(True)
    visitor.run()
    assert visitor.app.metric[1].value == "216"
    assert len(visitor.app.data_editor(key="cleaning.rows.en").value) == 13
    loaded = visitor.session
    removed = visitor.app.data_editor(key="cleaning.rows.en").value.query("now == 'removed'").index
    loaded.setup = replace(loaded.setup, cleaning=replace(loaded.setup.cleaning, keep_rows=(int(removed[0]),)))
    visitor.run()
    assert visitor.app.metric[1].value == "217"


def test_the_servers_upload_limit_is_the_readers():
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] * limits.MIB == limits.UPLOAD_BYTES


def test_clearing_forgets_the_data(visit):
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.click("frame.clear")
    visitor.click("frame.clear_sure")
    assert "session" not in visitor.app.session_state


def test_every_method_has_a_page_that_the_analysis_leads_to(visit):
    visitor = visit("zh")
    visitor.app.query_params["method"] = "careless_answers"
    visitor.open("methods")
    assert visitor.headline() == visitor.text("method.careless_answers.title")
    assert visitor.text("ui.methods.source") in visitor.told()


def test_nothing_is_offered_that_the_questionnaire_does_not_ask_for(visit):
    visitor = visit("zh")
    visitor.sample("dormitory")
    visitor.open("kano")
    assert visitor.text("ui.frame.more") not in [each.label for each in visitor.app.expander]
    visitor.open("report")
    parts = next(group for group in visitor.app.button_group if group.label == visitor.text("ui.report.parts"))
    shown = {option.content for option in parts.proto.options}
    assert visitor.text("ui.frame.step.validity") in shown
    assert visitor.text("ui.frame.step.kano") not in shown
