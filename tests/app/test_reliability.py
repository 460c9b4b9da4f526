"""The reliability page: a reversed question is turned by its button, gaps are deleted as chosen."""

from __future__ import annotations

from pathlib import Path

BFI = Path(__file__).parents[1] / "reference" / "data" / "bfi.csv"


def conscientious(visit):
    """Five questions with gaps, of which C4 and C5 are worded the other way round, and five that belong to others."""
    visitor = visit("en")
    rows = [line.split(",") for line in BFI.read_text("utf-8").splitlines()[:500]]
    visitor.upload("mine.csv", "\n".join(",".join(row[5:10]) for row in rows).encode())
    visitor.open("questions")
    visitor.click("questions.confirm")
    visitor.open("reliability")
    return visitor


def test_reversed_questions_are_turned_by_a_button_and_turned_back(visit):
    visitor = conscientious(visit)

    def alpha():
        return float(visitor.app.metric[0].value.replace("\\", ""))

    before = alpha()
    assert "negatively with the other questions: C4, C5" in visitor.told().replace("\\", "")
    visitor.click("mend.turn.C4")
    assert before < alpha()
    visitor.click("mend.turn.C5")
    assert alpha() > 0.6
    assert not [button for button in visitor.app.button if button.key.startswith("mend.turn.")]
    visitor.click("mend.undo.C4")
    visitor.click("mend.undo.C5")
    assert alpha() == before


def test_pairwise_deletion_is_chosen_on_the_page_and_said(visit):
    visitor = conscientious(visit)
    assert "pairwise" not in visitor.app.header[0].value
    visitor.app.selectbox(key="reliability.deletion.en").select("pairwise")
    visitor.run()
    assert visitor.session.setup.reliability.deletion == "pairwise"
    assert "pairwise deletion with at least" in visitor.app.header[0].value.replace("\\", "")


def test_a_question_that_fits_no_other_can_be_left_out_by_a_button(visit):
    visitor = visit("en")
    rows = [[line.split(",")[place] for place in (1, 2, 4, 23)] for line in BFI.read_text("utf-8").splitlines()[:500]]
    rows[0][3] = "A9"
    visitor.upload("mine.csv", "\n".join(map(",".join, rows)).encode())
    visitor.open("questions")
    visitor.click("questions.confirm")
    visitor.open("reliability")
    before = visitor.app.metric[0].value
    visitor.click("mend.leave_out.A9")
    assert "A9" not in visitor.app.table[1].value.to_string()
    visitor.click("mend.undo.A9")
    assert visitor.app.metric[0].value == before
