"""Conclusions and recommendations follow the results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from csi_core.analysis.run import analyse
from csi_core.propose import complete
from csi_core.read import read
from csi_core.report.conclusions import conclusions, recommendations
from csi_core.results import Results
from csi_core.setup_file import from_json
from csi_core.text import Text
from tests.report.small_results import EMPTY, OVERALL, RESULTS, SETUP

EN = Text("en")
SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_is_whole_and_stands_once(language: str) -> None:
    text = Text(language)
    told = [*conclusions(RESULTS, SETUP, text), *recommendations(RESULTS, SETUP, text)]
    assert len(told) == len(set(told))
    for words in told:
        assert words.endswith(("。", "."))
        assert not re.search(r"\bNone\b|\bnan\b|\{|conclusions\.", words)


def test_the_weakest_question_and_dimension_are_named_with_score_and_n() -> None:
    told = " ".join(conclusions(RESULTS, SETUP, EN))
    assert "“Service” (52.5, " in told
    assert "“B3 Question B3” (50.0, n = 104)" in told


def _with_items(scores: Mapping[str, tuple[float, float, float]]) -> Results:
    """RESULTS with items of these scores and limits."""
    assert RESULTS.scores is not None
    items = {
        name: replace(RESULTS.scores.items[name], score=score, ci=(low, high))
        for name, (low, score, high) in scores.items()
    }
    return replace(RESULTS, scores=replace(RESULTS.scores, items=items))


def test_a_question_is_disliked_only_where_its_interval_lies_below_the_middle_of_the_scale() -> None:
    names = list(RESULTS.scores.items) if RESULTS.scores else []
    found = _with_items({names[0]: (70, 75, 80), names[1]: (45, 49, 53), names[2]: (30, 35, 40)})
    told = " ".join(conclusions(found, SETUP, EN))
    assert "1 clearly on the satisfied side, 1 clearly on the dissatisfied side, 1 on neither side" in told
    disliked = next(words for words in conclusions(found, SETUP, EN) if words.startswith("Dissatisfaction is greatest"))
    assert "35.0" in disliked
    assert "49.0" not in disliked
    assert recommendations(found, SETUP, EN)[0].startswith(
        f"Begin with what people are most dissatisfied with: “{names[2]} "
    )


def test_no_question_is_told_weak_where_none_lies_clearly_below_the_index() -> None:
    assert RESULTS.scores is not None
    index = RESULTS.scores.index
    found = _with_items(dict.fromkeys(RESULTS.scores.items, (index - 5, index, index + 5)))
    assert "none clearly low" in " ".join(conclusions(found, SETUP, EN))
    assert not any("begin" in words.lower() for words in recommendations(found, SETUP, EN))


def test_the_dormitory_dislikes_power_cuts_sockets_boilers_and_showers() -> None:
    path = SAMPLES / "dormitory.xlsx"
    table = read(path.read_bytes(), path.name)
    setup = complete(from_json((SAMPLES / "dormitory.setup.json").read_bytes()), table)
    results = analyse(table, setup)
    told = next(words for words in conclusions(results, setup, EN) if words.startswith("Dissatisfaction is greatest"))
    assert re.findall(r"“([AB]\d+)", told) == ["B3", "A14", "A3", "A8"]


def test_groups_are_named_only_where_they_differ_significantly() -> None:
    told = " ".join(conclusions(RESULTS, SETUP, EN))
    assert "differ significantly in 1 of 2 questions" in told
    alike = replace(RESULTS, compare=(RESULTS.compare or ())[:1])
    assert "No clear difference" in " ".join(conclusions(alike, SETUP, EN))
    assert "South" not in " ".join((*conclusions(alike, SETUP, EN), *recommendations(alike, SETUP, EN)))


def test_groups_whose_dimension_scores_differ_are_not_said_to_be_alike_for_their_questions() -> None:
    alike = (RESULTS.compare or ())[0]
    score = replace(alike, item="Service", scope="dimension", p_adjusted=0.004)
    found = replace(RESULTS, compare=(alike,), compare_scores=(score,))
    told = " ".join(conclusions(found, SETUP, EN))
    assert "scores differ significantly between groups (corrected p < .05): Service." in told
    assert "No clear difference" not in told


def test_an_unreliable_questionnaire_is_called_one() -> None:
    assert RESULTS.reliability is not None
    low = replace(RESULTS.reliability, overall=replace(OVERALL, alpha=0.4))
    told = " ".join(conclusions(replace(RESULTS, reliability=low), SETUP, EN))
    assert "not reliable enough" in told


def test_limits_name_the_sample_and_what_was_removed() -> None:
    limits = conclusions(RESULTS, SETUP, EN)[-1]
    assert "at random" in limits
    assert "104 valid" in limits
    assert "6 responses were removed" in limits


def test_recommendations_begin_with_the_weakest_questions_and_tell_must_be_features_first() -> None:
    told = recommendations(RESULTS, SETUP, EN)
    assert told[0].startswith("Nothing lies clearly on the dissatisfied side; to improve further, begin with what is")
    kano = [words for words in told if "Clean toilets" in words or "Birthday drink" in words]
    assert ["must-be" in kano[0], "attractive" in kano[1]] == [True, True]


def test_results_without_scores_still_tell_the_sample_and_its_limits() -> None:
    assert len(conclusions(EMPTY, SETUP, EN)) == 2
    assert len(recommendations(EMPTY, SETUP, EN)) == 1


def test_a_survey_in_waves_tells_what_changed_once() -> None:
    path = SAMPLES / "hotel.csv"
    table = read(path.read_bytes(), path.name)
    setup = complete(from_json((SAMPLES / "hotel.setup.json").read_bytes()), table)
    told = conclusions(analyse(table, setup), setup, EN)
    assert [("2024" in words, "Choice at breakfast" in words) for words in told].count((True, True)) == 1
    assert not any("By “Wave”" in words for words in told)


def test_an_advice_on_a_group_counts_what_the_conclusion_counts() -> None:
    path = SAMPLES / "cafe.xlsx"
    table = read(path.read_bytes(), path.name)
    setup = complete(from_json((SAMPLES / "cafe.setup.json").read_bytes()), table)
    results = analyse(table, setup)
    assert any("differ significantly in 10 of 17 questions" in words for words in conclusions(results, setup, EN))
    told = recommendations(results, setup, EN)
    assert any("rates 10 questions clearly lower" in words for words in told)
    assert "All belong to “等候与出餐”" in told[0]
