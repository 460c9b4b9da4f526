"""What is chosen on the sample and the scores page changes the numbers there, and can be undone."""

from __future__ import annotations

from csi_core.setup import Role


def test_the_sample_is_weighted_to_the_population_and_back(visit):
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("sample")
    gender = visitor.session.setup.of(Role.PROFILE)[0].name
    visitor.app.multiselect(key="sample.targets.0.en").set_value([gender])
    visitor.run()
    visitor.click("sample.shares.apply")
    assert "no population share" in visitor.app.warning[-1].value
    assert not visitor.session.setup.weighting.targets
    edits = {"edited_rows": {0: {"share": 7000}, 1: {"share": 3000}}, "added_rows": [], "deleted_rows": []}
    visitor.app.session_state[f"sample.shares.{gender}.0"] = edits
    visitor.click("sample.shares.apply")
    assert list(visitor.session.setup.weighting.targets[gender].values()) == [7000, 3000]
    assert "equally weighted" in visitor.told()
    visitor.open("scores")
    assert "weighted by the survey weights" in visitor.told()
    visitor.open("sample")
    visitor.click("sample.shares.undo")
    assert not visitor.session.setup.weighting.targets
    assert "equally weighted" not in visitor.told()


def test_the_limits_of_the_levels_change_the_words_and_must_fall(visit):
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("scores")
    before = visitor.headline()
    visitor.app.number_input(key="scores.band.2").set_value(80.0)
    visitor.run()
    assert visitor.session.setup.scoring.bands == (90, 75, 60, 40)
    assert visitor.app.warning[-1].value == visitor.text("ui.analysis.bands.order")
    visitor.app.number_input(key="scores.band.2").set_value(50.0)
    visitor.run()
    assert visitor.session.setup.scoring.bands == (90, 75, 50, 40)
    assert visitor.headline() != before


def test_bootstrap_intervals_and_an_index_of_dimensions_are_a_choice(visit):
    visitor = visit("zh")
    visitor.sample("cafe")
    visitor.open("scores")
    before = visitor.headline()
    visitor.app.selectbox(key="scoring.intervals.zh").select("bootstrap")
    visitor.run()
    visitor.app.selectbox(key="scoring.level.zh").select("dimensions")
    visitor.run()
    assert visitor.headline() != before
    assert visitor.text("section.scores.note.bootstrap") in visitor.told().replace("\\", "")
