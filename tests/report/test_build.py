"""The report holds its parts in order and the user's own words in their places."""

from __future__ import annotations

from itertools import pairwise

import pytest

from csi_core.report.build import ReportChoices, build
from csi_core.report.model import Bullets, Callout, Grid, Heading, Paragraph, Report
from csi_core.report.sections import SECTIONS
from csi_core.text import Text
from tests.report.small_results import EMPTY, RESULTS, SETUP

EN = Text("en")


def headings(report: Report, level: int) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading) and block.level == level]


def words(report: Report) -> list[str]:
    told: list[str] = []
    for block in report.blocks:
        if isinstance(block, Paragraph | Callout):
            told.append(block.text)
        elif isinstance(block, Bullets):
            told.extend(block.items)
    return told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_chapters_stand_in_order(language: str) -> None:
    report = build(RESULTS, SETUP, ReportChoices(), Text(language))
    assert [heading[0] for heading in headings(report, 1)] == ["1", "2", "3", "4"]
    assert (report.language, report.title) == (language, "Two branches")


def test_the_next_step_of_the_analysis_is_for_the_screen_and_the_meaning_for_paper() -> None:
    section = SECTIONS["reliability"](RESULTS, SETUP, EN)
    assert section is not None
    answers = dict(section.explanation)
    told = words(build(RESULTS, SETUP, ReportChoices(), EN))
    assert answers["What it means here"] in told
    assert answers["What to do"] not in told


def test_every_table_of_every_section_is_in_the_report_once_and_on_a_sheet() -> None:
    report = build(RESULTS, SETUP, ReportChoices(), EN)
    keys = [block.key for block in report.blocks if isinstance(block, Grid)]
    sections = [make(RESULTS, SETUP, EN) for make in SECTIONS.values()]
    wanted = {grid.key for section in sections if section is not None for grid in section.grids}
    assert sorted(keys) == sorted({*wanted, "questionnaire.columns", "methods.all"})
    assert {key.partition(".")[0] for key in keys} == {key for key, _ in report.sheets}


def test_the_users_own_words_replace_the_proposed_ones() -> None:
    choices = ReportChoices(
        title="Ours",
        authors="Group 3",
        purpose="To find out.",
        background="A course.",
        conclusions=("We conclude.",),
        recommendations=(),
        comments={"scores": "A remark."},
    )
    report = build(RESULTS, SETUP, choices, EN)
    told = words(report)
    assert (report.title, report.authors) == ("Ours", "Group 3")
    assert all(own in told for own in ("To find out.", "A course.", "We conclude.", "Authors’ remark: A remark."))
    assert EN("report.part.recommendations") not in headings(report, 2)


def test_a_section_left_out_leaves_no_trace() -> None:
    report = build(RESULTS, SETUP, ReportChoices(leave_out=frozenset({"validity", "cleaning"})), EN)
    assert not any("Validity" in heading for level in (2, 3) for heading in headings(report, level))
    assert not {"validity", "cleaning"} & {key for key, _ in report.sheets}


def test_a_section_the_data_cannot_support_says_why() -> None:
    told = words(build(EMPTY, SETUP, ReportChoices(), EN))
    assert any("no rating questions" in sentence for sentence in told)


def test_the_questionnaire_is_printed_as_asked_without_private_columns() -> None:
    report = build(RESULTS, SETUP, ReportChoices(), EN)
    grid = next(block for block in report.blocks if isinstance(block, Grid) and block.key == "questionnaire.columns")
    assert "delighted" in str(grid.rows[0][-1])
    assert all(row[0] != "ip" for row in grid.rows)


def test_answers_that_repeat_those_above_are_not_printed_again() -> None:
    report = build(RESULTS, SETUP, ReportChoices(), EN)
    questions = next(block for block in report.blocks if isinstance(block, Grid) and block.key.startswith("question"))
    answers = [row[-1] for row in questions.rows]
    assert EN("report.same_answers") in answers
    assert all(own != above for above, own in pairwise(answers) if own not in ("", EN("report.same_answers")))
