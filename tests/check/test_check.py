"""The archive for the sceptic holds the answers and scripts that name what was found."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from csi_core.analysis.run import compute, valid_responses
from csi_core.check import bundle
from csi_core.check.data import check_data, to_csv, to_sav
from csi_core.check.r import script
from csi_core.check.spss import syntax
from csi_core.propose import complete
from csi_core.read import read
from csi_core.responses import Responses
from csi_core.results import ResponseCounts, Results
from csi_core.setup import Setup
from csi_core.setup_file import from_json
from csi_core.text import LANGUAGES, Text
from tests.survey import survey

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"

HOSTILE = "x'). HOST COMMAND='rm'.\n* \"); system('rm') #"


def sample(file: str) -> Responses:
    path = SAMPLES / file
    table = read(path.read_bytes(), file)
    return valid_responses(table, complete(from_json((SAMPLES / f"{path.stem}.setup.json").read_bytes()), table))


def results_of(responses: Responses) -> Results:
    return compute(responses, ResponseCounts(responses.n, responses.n, (), (), ()))


@pytest.fixture
def hostile() -> Responses:
    rng = np.random.default_rng(3)
    answers = {name: rng.integers(1, 6, 40) for name in ("ALL", "A 1", HOSTILE, "题目四")}
    labels = {name: {"label": HOSTILE, "dimension": HOSTILE} for name in answers}
    made = survey(
        answers, {"g'": list("ab" * 20)}, kano={HOSTILE: (answers["ALL"] - 1, answers["A 1"] - 1)}, columns=labels
    )
    return replace(made, setup=replace(made.setup, groups=("g'",)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_holds_the_answers_the_scripts_and_every_report(language: str) -> None:
    responses = sample("cafe.xlsx")
    text = Text(language)
    held = zipfile.ZipFile(io.BytesIO(bundle(responses, results_of(responses), text, {"report.pdf": b"%PDF"})))
    made = {"data.csv", "data.sav", "check.sps", "check.R", "results.json", "setup.json"}
    assert set(held.namelist()) == made | {"report.pdf", text("check.readme_name")}
    assert held.testzip() is None


def test_the_answers_are_the_analysed_ones_with_their_labels(tmp_path: Path) -> None:
    responses = sample("dormitory.xlsx")
    data = check_data(responses, Text("zh"))
    (tmp_path / "data.sav").write_bytes(to_sav(data))
    frame, meta = pyreadstat.read_sav(tmp_path / "data.sav")
    pd.testing.assert_frame_equal(frame, data.frame)
    pd.testing.assert_frame_equal(pd.read_csv(io.BytesIO(to_csv(data))), data.frame, check_dtype=False)
    assert frame["A1"].tolist() == responses.ratings["A1"].tolist()
    gender = data.names[str(responses.profiles.columns[0])]
    assert meta.column_names_to_labels["A1"] == responses.setup.column("A1").title
    assert set(meta.variable_value_labels[gender].values()) == set(responses.profiles.iloc[:, 0].dropna())


def test_the_scripts_repeat_what_was_found() -> None:
    responses = sample("dormitory.xlsx")
    results = results_of(responses)
    data = check_data(responses, Text("en"))
    for written in (
        syntax(data, results, responses.setup, Text("en")),
        script(data, results, responses.setup, Text("en")),
    ):
        assert f"{results.validity.kmo:.6f}" in written
        assert f"{results.reliability.overall.alpha:.6f}" in written
        assert f"{results.scores.index:.6f}" in written


def test_polychoric_correlations_are_computed_in_r_and_said_to_be_none_of_spss() -> None:
    responses = sample("dormitory.xlsx")
    results = results_of(responses)
    assert results.validity is not None
    results = replace(results, validity=replace(results.validity, correlation="polychoric", smoothed=True))
    data, text = check_data(responses, Text("en")), Text("en")
    written = script(data, results, responses.setup, text)
    assert "lavaan::lavCor" in written
    assert "psych::cor.smooth" in written
    assert "rests on polychoric correlations" in syntax(data, results, responses.setup, text)


def test_names_are_ones_that_spss_and_r_take_and_differ(hostile: Responses) -> None:
    names = list(check_data(hostile, Text("en")).frame.columns)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert "ALL" not in names


def test_words_of_the_file_stay_words_in_the_scripts(hostile: Responses) -> None:
    """In SPSS they stand in comments and strings they cannot end, in R in comments of one line."""
    data, results = check_data(hostile, Text("en")), results_of(hostile)
    setup: Setup = hostile.setup
    for line in syntax(data, results, setup, Text("en")).splitlines():
        if "HOST" in line:
            assert line.startswith("* ") or re.fullmatch(r"  /SCALE\('[^']*'\)=ALL /MODEL=ALPHA /SUMMARY=TOTAL\.", line)
            assert not line.removesuffix(".").endswith(".")
    for line in script(data, results, setup, Text("en")).splitlines():
        if "system" in line:
            assert line.startswith("# ")


def test_survey_weights_stand_in_the_data_and_in_both_scripts() -> None:
    rng = np.random.default_rng(4)
    made = survey({f"A{i}": rng.integers(1, 6, 30) for i in range(4)}, weights=rng.uniform(0.5, 2, 30))
    data, results = check_data(made, Text("en")), results_of(made)
    assert data.frame["weight"].tolist() == made.weights.tolist()
    assert "WEIGHT BY weight." in syntax(data, results, made.setup, Text("en"))
    assert "w <- answers$weight" in script(data, results, made.setup, Text("en"))


def test_a_survey_of_nothing_but_kano_has_its_cross_tables() -> None:
    rng = np.random.default_rng(5)
    made = survey(kano={"Wi-Fi": (rng.integers(0, 5, 20), rng.integers(0, 5, 20))})
    data, results = check_data(made, Text("en")), results_of(made)
    assert "CROSSTABS TABLES=kano1f BY kano1d" in syntax(data, results, made.setup, Text("en"))
    assert "table(answers$kano1f, answers$kano1d)" in script(data, results, made.setup, Text("en"))
