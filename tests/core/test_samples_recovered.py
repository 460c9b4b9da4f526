"""The product's own analyses find in the samples what was planted there."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from csi_core.analysis.run import analyse
from csi_core.propose import propose
from csi_core.read import read
from csi_core.read.table import Table
from csi_core.results import Comparison, Results
from csi_core.setup import Role, Setup
from csi_core.setup_file import from_json
from sample_data import make

FOLDER = Path(make.__file__).parent
PLANTED: dict[str, Any] = json.loads((FOLDER / "planted.json").read_text("utf-8"))
DORMITORY, CAFE, HOTEL = (PLANTED[file] for file in ("dormitory.xlsx", "cafe.xlsx", "hotel.csv"))


@cache
def table(file: str) -> Table:
    return read((FOLDER / file).read_bytes(), file)


@cache
def shipped_setup(file: str) -> Setup:
    return from_json((FOLDER / file).with_suffix(".setup.json").read_text("utf-8"))


@cache
def proposed_setup(file: str) -> Setup:
    return propose(table(file)).setup


@cache
def results(file: str) -> Results:
    return analyse(table(file), shipped_setup(file))


@cache
def results_as_proposed(file: str) -> Results:
    return analyse(table(file), proposed_setup(file))


def groups_found(found: Results) -> set[frozenset[str]]:
    """The sets of items assigned to one factor."""
    assert found.validity is not None
    by_factor: dict[str, set[str]] = {}
    for item, factor in found.validity.assigned.items():
        if factor is not None:
            by_factor.setdefault(factor, set()).add(item)
    return {frozenset(items) for items in by_factor.values()}


def comparisons(found: Results, by: str) -> dict[str, Comparison]:
    assert found.compare is not None
    return {comparison.item: comparison for comparison in found.compare if comparison.by == by}


def significant(found: Results, by: str) -> set[str]:
    return {
        item
        for item, comparison in comparisons(found, by).items()
        if comparison.p_adjusted is not None and comparison.p_adjusted < 0.05
    }


def dimension_score(found: Results, by: str, group: str, dimension: str) -> float:
    assert found.scores is not None
    score = next(score for score in found.scores.groups if (score.by, score.group) == (by, group))
    value = score.dimensions[dimension]
    assert value is not None
    return value


# -- what is proposed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["dormitory.xlsx", "cafe.xlsx", "hotel.csv"])
def test_every_column_of_a_sample_is_proposed_in_the_role_it_has(file: str) -> None:
    unseen = {Role.IGNORE, Role.PRIVATE, Role.ID, Role.TIME}
    proposed, shipped = proposed_setup(file), shipped_setup(file)
    different = {
        column.name: (column.role, proposed.column(column.name).role)
        for column in shipped.columns
        if column.role != proposed.column(column.name).role
        and not {column.role, proposed.column(column.name).role} <= unseen
    }
    assert not different


@pytest.mark.parametrize("file", ["dormitory.xlsx", "cafe.xlsx", "hotel.csv"])
def test_every_scale_of_a_sample_is_proposed_as_wide_as_it_is(file: str) -> None:
    proposed, shipped = proposed_setup(file), shipped_setup(file)
    for column in shipped.of(Role.ITEM, Role.OVERALL, Role.RECOMMEND):
        scale, expected = proposed.column(column.name).scale, column.scale
        assert scale is not None
        assert expected is not None
        assert (scale.min, scale.max) == (expected.min, expected.max)


def test_the_dormitory_questions_are_proposed_in_the_dimensions_of_its_code_book() -> None:
    assert proposed_setup("dormitory.xlsx").dimensions() == shipped_setup("dormitory.xlsx").dimensions()


def test_the_cafe_matrices_are_proposed_as_dimensions() -> None:
    found = [set(items) for items in proposed_setup("cafe.xlsx").dimensions().values()]
    assert found == [set(items) for items in CAFE["dimensions"].values()]


def test_the_cafe_kano_questions_are_proposed_in_pairs() -> None:
    proposed, shipped = proposed_setup("cafe.xlsx"), shipped_setup("cafe.xlsx")
    assert [(column.name, column.side) for column in proposed.of(Role.KANO)] == [
        (column.name, column.side) for column in shipped.of(Role.KANO)
    ]
    features = [column.feature for column in proposed.of(Role.KANO)]
    assert features[::2] == features[1::2]
    assert len(set(features)) == 6


@pytest.mark.parametrize("file", ["cafe.xlsx", "hotel.csv"])
def test_worded_answers_and_headers_are_turned_as_the_shipped_setup_turns_them(file: str) -> None:
    proposed, shipped = results_as_proposed(file).items, results(file).items
    assert proposed is not None
    assert shipped is not None
    assert {name: item.mean for name, item in proposed.items()} == {name: item.mean for name, item in shipped.items()}


# -- the dormitory -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("found", [results, results_as_proposed])
def test_the_dormitory_gives_the_figures_of_the_published_case(found: Any) -> None:
    outcome: Results = found("dormitory.xlsx")
    validity, reliability = outcome.validity, outcome.reliability
    assert validity is not None
    assert reliability is not None
    assert validity.kmo == pytest.approx(0.817, abs=0.001)
    assert validity.bartlett is not None
    assert validity.bartlett.p < 0.001
    assert validity.n == 154
    assert validity.n_factors == 8
    assert validity.variance[-1].cumulative == pytest.approx(68.179, abs=0.1)
    assert reliability.overall.alpha == pytest.approx(0.89, abs=0.002)
    assert groups_found(outcome) == {frozenset(items) for items in DORMITORY["groups"].values()}
    assert list(validity.homeless) == DORMITORY["homeless"]
    assert list(validity.cross_loading) == DORMITORY["cross_loading"]


def test_the_dormitory_has_no_item_whose_deletion_raises_alpha() -> None:
    reliability = results("dormitory.xlsx").reliability
    assert reliability is not None
    overall = reliability.overall
    assert overall.alpha is not None
    for item in overall.per_item.values():
        assert item.alpha_if_deleted is not None
        assert item.alpha_if_deleted < overall.alpha


def test_the_dormitory_items_away_from_their_own_dimension_are_named() -> None:
    validity = results("dormitory.xlsx").validity
    assert validity is not None
    assert list(validity.misplaced) == DORMITORY["misplaced"]
    assert set(validity.factor_dimension.values()) == set(DORMITORY["groups"])


@pytest.mark.parametrize("question", ["性别", "年级"])
def test_the_dormitory_profile_is_counted_as_published(question: str) -> None:
    sample = results("dormitory.xlsx").sample
    assert sample is not None
    found = next(profile for profile in sample if profile.question == question)
    assert {answer.answer: answer.n for answer in found.answers} | {"missing": found.missing} == DORMITORY["profiles"][
        question
    ]


def test_the_dormitory_complaints_have_the_lowest_scores() -> None:
    scores = results("dormitory.xlsx").scores
    assert scores is not None
    lowest = sorted(scores.items, key=lambda item: scores.items[item].score)[:4]
    assert set(lowest) == set(DORMITORY["worst_items"])


@pytest.mark.parametrize("question", ["性别", "年级"])
def test_no_difference_between_groups_is_claimed_in_the_dormitory(question: str) -> None:
    assert comparisons(results("dormitory.xlsx"), question)
    assert not significant(results("dormitory.xlsx"), question)


# -- the cafés ---------------------------------------------------------------------------------------------------------


def test_the_cafe_factors_are_its_four_dimensions() -> None:
    assert groups_found(results("cafe.xlsx")) == {frozenset(items) for items in CAFE["dimensions"].values()}


def test_the_cafe_dimension_planted_as_weakest_has_the_lowest_score() -> None:
    scores = results("cafe.xlsx").scores
    assert scores is not None
    assert min(scores.dimensions, key=lambda name: scores.dimensions[name].score) == CAFE["weakest_dimension"]


def test_the_second_cafe_is_found_worse_in_the_planted_dimensions_alone() -> None:
    outcome, by = results("cafe.xlsx"), CAFE["store_question"]
    planted = {item for dimension in CAFE["worse_dimensions"] for item in CAFE["dimensions"][dimension]}
    equal = {item for dimension in CAFE["equal_dimensions"] for item in CAFE["dimensions"][dimension]}
    found = significant(outcome, by)
    assert planted <= found
    assert not equal & found
    for dimension in CAFE["worse_dimensions"]:
        second = dimension_score(outcome, by, CAFE["worse_store"], dimension)
        assert second < dimension_score(outcome, by, make.CAFE_FIRST, dimension) - 8


@pytest.mark.parametrize("feature", list(CAFE["kano"]["categories"]))
def test_the_cafe_kano_categories_are_the_planted_ones(feature: str) -> None:
    kano = results("cafe.xlsx").kano
    assert kano is not None
    found = kano.features[feature]
    assert dict(found.counts) == CAFE["kano"]["counts"][feature]
    assert found.category == CAFE["kano"]["categories"][feature]
    assert found.distinct == (feature not in CAFE["kano"]["not_distinct"])


def test_the_suspicious_cafe_rows_are_flagged() -> None:
    flagged = {row.row for row in results("cafe.xlsx").responses.flagged}
    planted = set(CAFE["straight_liners"]) | set(map(int, CAFE["duplicates"])) | set(CAFE["speeders"])
    assert planted <= flagged
    assert not results("cafe.xlsx").responses.removed


@pytest.mark.parametrize("file", ["dormitory.xlsx", "cafe.xlsx", "hotel.csv"])
def test_no_answer_of_a_sample_is_out_of_its_scale(file: str) -> None:
    assert not results(file).responses.problems


# -- the hotel ---------------------------------------------------------------------------------------------------------


def test_the_hotel_factors_are_its_four_dimensions() -> None:
    assert groups_found(results("hotel.csv")) == {frozenset(items) for items in HOTEL["dimensions"].values()}


def test_only_breakfast_is_found_better_in_the_second_hotel_wave() -> None:
    outcome = results("hotel.csv")
    items = {item for members in HOTEL["dimensions"].values() for item in members}
    assert significant(outcome, "Wave") & items == set(HOTEL["dimensions"][HOTEL["improved"]])
    first, second = HOTEL["waves"]
    gained = dimension_score(outcome, "Wave", second, HOTEL["improved"]) - dimension_score(
        outcome, "Wave", first, HOTEL["improved"]
    )
    assert gained > 8


def test_business_guests_are_found_less_satisfied_with_connection_and_work() -> None:
    outcome, planted = results("hotel.csv"), HOTEL["less_satisfied"]
    items = {item for members in HOTEL["dimensions"].values() for item in members}
    assert significant(outcome, planted["question"]) & items == set(HOTEL["dimensions"][planted["dimension"]])
    scores = {
        group: dimension_score(outcome, planted["question"], group, planted["dimension"])
        for group in make.HOTEL_PURPOSE
    }
    assert min(scores, key=lambda group: scores[group]) == planted["group"]
