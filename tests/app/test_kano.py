"""The Kano page: the evaluation table is edited cell by cell and set back."""

from dataclasses import replace

from csi_core.setup import KanoChoices
from csi_ui.evaluation import edit

WORDS = ["like", "must be", "neutral", "can live with", "dislike"]


def opened(visit):
    visitor = visit("en")
    visitor.click("start.sample.cafe")
    visitor.session.confirm()
    visitor.open("kano")
    return visitor


def test_a_changed_cell_makes_the_table_the_users_own():
    found = edit(KanoChoices(), {1: {"must be": "Q"}, "3": {"dislike": "O"}}, WORDS)
    assert found == KanoChoices("own", ("QAAAO", "RQIIM", "RIIIM", "RIIIO", "RRRRQ"))
    again = edit(found, {0: {"like": "I", "must be": None}}, WORDS)
    assert again.cells[0] == "IAAAO"


def test_the_own_table_counts_and_is_set_back(visit):
    visitor = opened(visit)
    own = edit(visitor.session.setup.kano, {0: {"must be": "I", "neutral": "I", "can live with": "I"}}, WORDS)
    visitor.session.setup = replace(visitor.session.setup, kano=own)
    visitor.run()
    assert visitor.app.selectbox(key="kano.table.own.en").value == "own"
    assert visitor.app.metric[2].value == "0"
    visitor.click("kano.reset")
    assert visitor.session.setup.kano == KanoChoices()
    assert visitor.app.metric[2].value == "1"


def test_the_cross_hair_and_the_published_table_are_chosen(visit):
    visitor = opened(visit)
    visitor.app.selectbox(key="kano.cross_hair.en").select("mean")
    visitor.run()
    visitor.app.selectbox(key="kano.table.standard.en").select("pouliot")
    visitor.run()
    assert visitor.session.setup.kano == KanoChoices("pouliot", (), "mean")
    assert not visitor.errors()
