"""Whatever was answered: every analysis ends, nothing is nan or infinite, what is not there has a reason in words,
and pages and report can be written in both languages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.analysis import parallel
from csi_core.analysis.run import compute
from csi_core.report.build import ReportChoices, build
from csi_core.report.model import Bullets, Callout, Figure, Grid, Heading, Paragraph
from csi_core.responses import Responses
from csi_core.results import ResponseCounts, Results
from csi_core.results_file import from_json, to_json
from csi_core.setup import Role, Scale
from csi_core.text import LANGUAGES, Text
from tests.survey import survey

BROKEN = re.compile(r"\b(nan|NaN|None(?! of)|inf)\b|\{\w+[^}]*\}")

#: Fields that are None by what they mean: a question nobody asked, a choice not made, an item on no factor, a test
#: that needs no exact p.
NO_REASON_NEEDED = frozenset(
    {
        "population",
        "assigned",
        "factor_dimension",
        "factor_correlations",
        "structure",
        "least_fitting",
        "n_mean",
        "kuder_richardson",
        "htmt_ci",
        "p_exact",
        "p_adjusted",
        "effect",
        "multiple",
        "ranking",
        "crosstabs_multiple",
        "crosstabs_profiles",
        "correlations_scores",
        "compare_scores",
        "weighting",
        "waves",
        "loyalty",
        "levene",
        "reason",
        "residuals",  # of a row or column nobody is in
    }
)


@pytest.fixture(autouse=True, scope="module")
def _few_draws() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "DRAWS", 20)
        yield


@st.composite
def surveys(draw: st.DrawFn) -> Responses:
    """Five to 30 rows of up to eight items in up to three dimensions, profile and Kano questions, weights.

    Columns may be empty, constant, the same as or the opposite of another, gappy or far out on a large scale."""
    n = draw(st.integers(5, 30))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scale = draw(st.sampled_from([Scale(1, 5), Scale(0, 1), Scale(1, 2), Scale(0, 100), Scale(-1e6, 1e6)]))
    kinds = ("own", "own", "own", "own", "same", "opposite", "constant", "empty", "gappy", "once")
    columns: dict[str, np.ndarray] = {}
    for number in range(draw(st.integers(0, 8))):
        answers = np.round(scale.min + (scale.max - scale.min) * rng.beta(2, 2, n))
        match draw(st.sampled_from(kinds)):
            case "same" if columns:
                answers = columns["A0"].copy()
            case "opposite" if columns:
                answers = scale.min + scale.max - columns["A0"]
            case "constant":
                answers = np.full(n, scale.max)
            case "empty":
                answers = np.full(n, np.nan)
            case "gappy":
                answers[rng.random(n) < 0.5] = np.nan
            case "once":
                answers[1:] = np.nan
        columns[f"A{number}"] = answers
    roles = draw(st.lists(st.sampled_from([Role.ITEM] * 6 + [Role.OVERALL, Role.RECOMMEND]), min_size=8, max_size=8))
    dimensions = draw(st.lists(st.sampled_from([None, "D1", "D2", "D3"]), min_size=8, max_size=8))
    groups = [
        draw(st.lists(st.sampled_from(pool), min_size=n, max_size=n)) for pool in ([None, "a", "b"], ["x", "y", "z"])
    ]
    kano = {
        f"feature {number}": tuple(np.where(rng.random(n) < 0.2, np.nan, rng.integers(0, 5, n)) for _ in range(2))
        for number in range(draw(st.integers(0, 3)))
    }
    made = survey(
        columns,
        dict(zip(("g", "h"), groups, strict=True)),
        kano=kano,
        weights=draw(st.sampled_from([None, rng.uniform(0.1, 9.0, n)])),
        scale=scale,
        columns={
            name: {"role": role, "dimension": dimension if role is Role.ITEM else None}
            for name, role, dimension in zip(columns, roles, dimensions, strict=False)
        },
        scoring=draw(st.sampled_from(["equal", "columns", "variance", "entropy", "critic", "drivers"])),
    )
    return replace(made, setup=replace(made.setup, groups=("g", "h")))


def computed(responses: Responses) -> Results:
    return compute(responses, ResponseCounts(responses.n, responses.n, (), (), ()))


def nulls(result: object, name: str = "") -> Iterator[str]:
    """The field (or the mapping's field) of every None inside a result."""
    if result is None:
        yield name
    elif is_dataclass(result):
        if getattr(result, "reason", None) is not None:
            return
        for field in fields(result):
            yield from nulls(getattr(result, field.name), field.name)
    elif isinstance(result, dict):
        for value in result.values():
            yield from nulls(value, name)
    elif isinstance(result, tuple | list):
        for value in result:
            yield from nulls(value, name)


def numbers(result: object) -> Iterator[float]:
    if is_dataclass(result):
        for field in fields(result):
            yield from numbers(getattr(result, field.name))
    elif isinstance(result, dict):
        for value in result.values():
            yield from numbers(value)
    elif isinstance(result, tuple | list | np.ndarray):
        for value in result:
            yield from numbers(value)
    elif isinstance(result, float):
        yield result


def words(blocks: tuple[object, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Callout():
                yield block.text
            case Bullets():
                yield from block.items
            case Figure():
                yield from (block.caption, block.alt)
            case Grid():
                yield from (block.caption, *block.notes)
                yield from (cell for row in block.rows for cell in row if isinstance(cell, str))


@given(surveys())
@settings(deadline=None, max_examples=20)
def test_whatever_was_answered_the_results_are_numbers_or_reasons(responses: Responses) -> None:
    results = computed(responses)
    assert all(map(math.isfinite, numbers(results)))
    for language in LANGUAGES:
        text = Text(language)
        assert replace(from_json(to_json(results, text)), notes=results.notes) == results
        for note in results.notes:
            assert not BROKEN.search(text(f"problem.{note.code}", **note.values)), note
    noted = {"responses", *(note.section for note in results.notes)}
    for field in fields(results):
        part = getattr(results, field.name)
        if part is None and field.default is None:
            continue  # nobody asked for it
        missing = set(nulls(part, field.name)) - NO_REASON_NEEDED
        if missing:
            assert field.name.split("_")[0] in noted, (field.name, missing, noted)


@given(surveys(), st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=20)
def test_whatever_was_answered_the_report_is_written_in_whole_sentences(responses: Responses, language: str) -> None:
    report = build(computed(responses), responses.setup, ReportChoices(), Text(language))
    for said in words(report.blocks):
        assert not BROKEN.search(said), said


@given(surveys(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=12)
def test_the_order_of_the_rows_changes_no_number(responses: Responses, random: object) -> None:
    order = list(responses.ratings.index)
    random.shuffle(order)
    shuffled = replace(
        responses.keep(pd.Index(order, name="row")),
        kano={name: frame.loc[order] for name, frame in responses.kano.items()},
    )
    assert list(numbers(computed(shuffled))) == pytest.approx(list(numbers(computed(responses))), rel=1e-6, abs=1e-7)
