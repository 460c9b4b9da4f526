"""Sample, scores, waves and loyalty are told in whole sentences, whatever was chosen and whatever is missing."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from csi_core.analysis.run import compute
from csi_core.report.conclusions import conclusions
from csi_core.report.model import BarChart, LineChart, Section
from csi_core.report.sections import SECTIONS
from csi_core.responses import Responses
from csi_core.results import ResponseCounts, Results
from csi_core.setup import Role, Scale, ScoringChoices, Weighting
from csi_core.text import LANGUAGES, Text
from tests.survey import survey

RNG = np.random.default_rng(8)
N = 120
EN = Text("en")
ITEMS = {f"A{i}": {"dimension": "Room" if i < 3 else "Food", "label": f"Item {i}"} for i in range(1, 5)}
IMPORTANCE = {f"I{i}": {"role": Role.IMPORTANCE, "pairs_with": f"A{i}"} for i in range(1, 5)}
OTHERS = {
    "wave": {"role": Role.WAVE},
    "R": {"role": Role.RECOMMEND, "scale": Scale(0, 10)},
    "S": {"role": Role.RECOMMEND, "scale": Scale(0, 10)},
}


def responses(waves: int = 3, **weighting: dict[str, float]) -> Responses:
    rise = np.repeat(np.arange(waves), N // waves) * 0.6
    answers: dict[str, object] = {
        name: np.clip(np.round(2.5 + rise + RNG.normal(size=N)), 1, 5) for name in (*ITEMS, *IMPORTANCE)
    }
    answers |= {name: RNG.integers(0, 11, N).astype(float) for name in ("R", "S")}
    people = {"wave": [str(2021 + int(w)) for w in np.repeat(np.arange(waves), N // waves)], "g": ["a", "b", "b"] * 40}
    made = survey(answers, people, columns=ITEMS | IMPORTANCE | OTHERS)
    return replace(made, setup=replace(made.setup, groups=("g", "wave"), weighting=Weighting(weighting)))


def chosen(made: Responses, **scoring: object) -> Responses:
    return replace(made, setup=replace(made.setup, scoring=ScoringChoices(**scoring)))


def computed(made: Responses) -> Results:
    return compute(made, ResponseCounts(made.n, made.n, (), (), ()))


def sections(made: Responses, results: Results, text: Text) -> dict[str, Section]:
    found = {key: SECTIONS[key](results, made.setup, text) for key in ("sample", "scores", "waves", "loyalty")}
    return {key: section for key, section in found.items() if section is not None}


def whole(section: Section) -> bool:
    told = [section.headline, *section.findings, *(warning.text for warning in section.warnings)]
    captions = [part for figure in section.figures for part in (figure.caption, figure.alt)]
    broken = re.compile(r"\bNone\b|\bnan\b|\binf\b|\{|section\.|  ")
    return all(words.endswith(("。", ".")) for words in told) and not any(map(broken.search, (*told, *captions)))


def test_the_best_and_the_worst_group_of_the_net_promoter_score_are_of_those_tested() -> None:
    rng = np.random.default_rng(2)
    answers = {"A1": rng.integers(1, 6, 121).astype(float)}
    answers["R"] = np.r_[rng.integers(0, 9, 60), rng.integers(7, 11, 60), 10].astype(float)
    made = survey(answers, {"g": ["a"] * 60 + ["b"] * 60 + ["alone"]}, columns={"R": OTHERS["R"]})
    made = replace(made, setup=replace(made.setup, groups=("g",)))
    found = sections(made, computed(made), EN)["loyalty"]
    assert any("differs clearly: highest for “b”" in words for words in found.findings)


def test_a_dip_in_between_is_no_rise_from_the_first_wave_to_the_last() -> None:
    rng = np.random.default_rng(6)
    level = np.repeat([0.05, -1.0, 0.0], 60)
    answers = {name: np.clip(np.round(3.5 + level + rng.normal(size=180) / 2), 1, 5) for name in ITEMS}
    people = {"wave": np.repeat(["2021", "2022", "2023"], 60).tolist()}
    made = survey(answers, people, columns=ITEMS | {"wave": {"role": Role.WAVE}})
    found = sections(made, computed(made), EN)["waves"]
    told = " ".join((found.headline, *found.findings))
    assert "changes clearly" in told
    assert f"not clearly from the first to the last ({len(ITEMS)})" in told
    assert not any(word in told for word in (" rose ", " fell "))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("waves", [1, 2, 3, 4])
def test_every_number_of_waves_is_told_whole(language: str, waves: int) -> None:
    made, text = responses(waves), Text(language)
    found = sections(made, computed(made), text)
    assert all(whole(section) for section in found.values())
    assert ("waves" in found) == (waves > 1)
    if waves > 1:
        (figure,) = found["waves"].figures
        assert isinstance(figure.chart, LineChart)
        assert len(figure.chart.x_labels) == waves
        assert [len(series.intervals) for series in figure.chart.series] == [waves] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_waves_without_a_test_and_groups_of_one_kind_are_told_whole(language: str) -> None:
    people = {"wave": ["1", "1", "2", "2", "2", "2"], "g": ["a"] * 3 + ["b"] * 3}
    made = survey({"A1": [1, 2, 5, 5, 5, 5], "R": [9.0, 10, 9, 1, 2, 3]}, people, columns=OTHERS)
    made = replace(made, setup=replace(made.setup, groups=("g",)))
    found = sections(made, computed(made), Text(language))
    assert all(whole(section) for section in found.values())
    assert found.keys() >= {"waves", "loyalty"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "weighting",
    [
        {"g": {"a": 3, "b": 1}},
        {"g": {"a": 1, "b": 2, "c": 1}, "wave": {"2021": 1, "2022": 9, "2023": 1}},
        {"g": {"a": 1}},
    ],
)
def test_weighting_and_why_there_is_none_is_told_whole(language: str, weighting: dict[str, dict[str, float]]) -> None:
    made = responses(**weighting)
    results = computed(made)
    sample = sections(made, results, Text(language))["sample"]
    assert whole(sample)
    assert results.weighting is not None
    told = [grid for grid in sample.grids if grid.key.startswith("sample.population")]
    assert len(told) == len(results.weighting.targets)
    assert (Text(language)("section.sample.weighted").strip() in sample.headline) == results.weighting.applied


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weights", ["equal", "importance", "entropy", "critic", "variance"])
def test_every_way_of_weighting_is_told_whole(language: str, weights: str) -> None:
    bands = (80.0, 60.0, 50.0, 20.0)
    made = chosen(responses(), weights=weights, level="dimensions", intervals="bootstrap", bands=bands)
    scores = sections(made, computed(made), Text(language))["scores"]
    assert whole(scores)
    chart = next(figure.chart for figure in scores.figures if figure.key == "scores.sensitivity")
    assert isinstance(chart, BarChart)
    assert sum(bool(bar.note) for bar in chart.bars) == 1
    assert "80" in scores.explanation[1][1]


def test_own_limits_of_levels_are_kept_in_words_charts_and_conclusions() -> None:
    made, text = responses(), Text("en")
    lenient = chosen(made, bands=(30.0, 20.0, 10.0, 5.0))
    own = computed(lenient)
    assert "very high" not in sections(made, computed(made), text)["scores"].headline
    assert "very high" in sections(lenient, own, text)["scores"].headline
    assert "a very high level." in " ".join(conclusions(own, lenient.setup, text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_waves_and_loyalty_are_among_the_conclusions_and_waves_no_group_of_the_scores(language: str) -> None:
    made, text = responses(), Text(language)
    results = computed(made)
    found = sections(made, results, text)
    told = conclusions(results, made.setup, text)
    assert any(words.startswith(found["waves"].headline) for words in told)
    assert found["loyalty"].headline in told
    assert len([figure for figure in found["scores"].figures if figure.key.startswith("scores.groups")]) == 1
    assert len(found["loyalty"].figures) == 2
