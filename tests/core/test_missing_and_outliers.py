"""Gaps filled with a person's own mean, and outliers, as R finds them; a stated minimum decides who has a score."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csi_core.analysis import person_mean
from csi_core.analysis.missing import missing_answers
from csi_core.analysis.person_scores import person_scores
from csi_core.analysis.run import compute
from csi_core.careless import mahalanobis, signs
from csi_core.report.build import ReportChoices, build
from csi_core.report.sections import cleaning as cleaning_section
from csi_core.report.sections import reliability as reliability_section
from csi_core.responses import Responses
from csi_core.results import ResponseCounts
from csi_core.setup import Best, MissingChoices, ReliabilityChoices, Scale
from csi_core.setup_file import from_json, to_json
from csi_core.text import LANGUAGES, Text
from tests.survey import survey

REFERENCE = Path(__file__).parents[1] / "reference"
R: dict[str, Any] = json.loads((REFERENCE / "missing_outliers.json").read_text("utf-8"))
SCALES: dict[str, list[str]] = json.loads((REFERENCE / "sets.json").read_text("utf-8"))["bfi"]["scales"]
LEAST = {"half": 0.5, "four_fifths": 0.8}


def bfi() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "data" / "bfi.csv").astype(float)


def with_gaps(least: float, upto: int = 600) -> Responses:
    """As `missing_outliers.R` makes them: every fifth cell of the first rows of 600 empty, in a slant."""
    data = bfi().iloc[:600]
    rows, columns = np.arange(1, 601)[:, np.newaxis], np.arange(1, data.shape[1] + 1)
    data = data.mask(((7 * rows + 3 * columns) % 5 == 0) & (rows <= upto))
    dimension = {item: name for name, items in SCALES.items() if name != "pair" for item in items}
    made = survey(
        {name: data[name].to_numpy() for name in data},
        scale=Scale(1, 6),
        columns={name: {"dimension": dimension.get(name)} for name in data},
    )
    choices = replace(made.setup, reliability=ReliabilityChoices("person_mean"), missing=MissingChoices(answered=least))
    return replace(made, setup=choices)


@pytest.mark.parametrize("least", LEAST)
def test_alpha_after_gaps_were_filled_with_the_own_mean_is_that_of_r(least: str) -> None:
    responses = with_gaps(LEAST[least])
    results = compute(responses, ResponseCounts(600, 600, (), (), ()))
    assert results.reliability is not None
    assert set(results.reliability.dimensions) == set(SCALES) - {"pair"}
    for name, scale in results.reliability.dimensions.items():
        expected = R["person_mean"][least][name]
        assert (scale.deletion, scale.n, scale.filled) == ("person_mean", expected["n"], expected["filled"])
        assert scale.alpha == pytest.approx(expected["alpha"], abs=1e-9)


def test_squared_mahalanobis_distances_and_outliers_are_those_of_r() -> None:
    data = bfi()
    complete = data.dropna()
    expected = R["outliers"]
    distances = mahalanobis(complete.to_numpy())
    assert distances is not None
    assert (len(distances), distances.sum()) == (expected["n"], pytest.approx(expected["sum"], rel=1e-9))
    assert distances[:20] == pytest.approx(expected["first"], rel=1e-9)
    shown = signs(survey({name: data[name].to_numpy() for name in data}, scale=Scale(1, 6)))["outlier"]
    assert shown.index[shown].tolist() == expected["rows"]


def test_the_own_mean_is_put_on_the_scale_of_the_missing_answer() -> None:
    made = survey(
        {"a": [5, 3, None], "b": [None, 7, None], "c": [None, 1, 3]},
        columns={
            "a": {"dimension": "D"},
            "b": {"dimension": "D", "scale": Scale(0, 10)},
            "c": {"dimension": "D", "scale": Scale(1, 3, Best.LOW)},
        },
    )
    made = replace(made, setup=replace(made.setup, missing=MissingChoices(answered=0.3)))
    items, count = person_mean.filled(made)
    assert items.to_numpy().tolist() == [[5, 10, 3], [3, 7, 1], [5, 10, 3]]
    assert count == {"a": 1, "b": 2, "c": 1}


def test_a_question_that_was_not_asked_keeps_its_gap() -> None:
    made = survey({"a": [5.0], "b": [None]}, columns={name: {"dimension": "D"} for name in "ab"})
    items, _ = person_mean.filled(replace(made, skipped={"b": pd.Index([1])}))
    assert items["b"].isna().all()


@pytest.mark.parametrize(("least", "scores"), [(0.5, [50.0, 25.0]), (0.6, [50.0, np.nan]), (0.0, [50.0, 25.0])])
def test_whoever_answered_less_than_the_stated_share_has_no_score(least: float, scores: list[float]) -> None:
    made = survey({"a": [3, 2, None], "b": [3, None, None]}, columns={name: {"dimension": "D"} for name in "ab"})
    made = replace(made, setup=replace(made.setup, missing=MissingChoices(answered=least)))
    found = person_scores(made, (("a", 1.0), ("b", 1.0)))
    assert found.values[:, 0].tolist() == pytest.approx([*scores, np.nan], nan_ok=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deletion", ["listwise", "pairwise", "person_mean"])
def test_what_was_done_with_gaps_and_the_minimum_stand_in_the_report(language: str, deletion: Any) -> None:
    responses = with_gaps(0.8, upto=60)
    setup = replace(responses.setup, reliability=ReliabilityChoices(deletion))
    assert from_json(to_json(setup)).missing == MissingChoices(answered=0.8)
    responses = replace(responses, setup=setup)
    results = compute(responses, ResponseCounts(600, 600, (), (), (), missing=missing_answers(responses)))
    text = Text(language)
    done = cleaning_section.section(results, setup, text)
    reliable = reliability_section.section(results, setup, text)
    assert done is not None
    assert reliable is not None
    assert any("80%" in line for line in done.findings)
    assert any("80%" in line for line in reliable.how) == (deletion == "person_mean")
    assert "80%" in repr(build(results, setup, ReportChoices(), text))
