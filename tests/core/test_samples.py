"""The sample files hold what their README and planted.json promise; all figures are this test's own computations."""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from numpy.typing import NDArray

from sample_data import make

Matrix = NDArray[np.float64]

FOLDER = Path(make.__file__).parent
PLANTED: dict[str, Any] = json.loads((FOLDER / "planted.json").read_text("utf-8"))
FILES = ("dormitory.xlsx", "cafe.xlsx", "hotel.csv")
CAFE = PLANTED["cafe.xlsx"]
HOTEL = PLANTED["hotel.csv"]


def sheets(book: bytes) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(BytesIO(book)).worksheets}


def columns(file: str) -> dict[str, list[Any]]:
    """The first sheet by header, empty cells as None."""
    if file.endswith(".csv"):
        with (FOLDER / file).open(encoding="utf-8-sig", newline="") as opened:
            rows: list[Any] = [[cell or None for cell in row] for row in csv.reader(opened)]
    else:
        rows = next(iter(sheets((FOLDER / file).read_bytes()).values()))
    return {header: [row[place] for row in rows[1:]] for place, header in enumerate(rows[0])}


def correlations(answers: Matrix) -> Matrix:
    complete = answers[~np.isnan(answers).any(axis=1)]
    result: Matrix = np.corrcoef(complete, rowvar=False)
    return result


def eigenvalues(answers: Matrix) -> Matrix:
    return np.linalg.eigvalsh(correlations(answers))[::-1]


def kmo(answers: Matrix) -> float:
    r = correlations(answers)
    inverse = np.linalg.inv(r)
    partial = inverse / np.sqrt(np.outer(np.diag(inverse), np.diag(inverse)))
    apart = ~np.eye(len(r), dtype=bool)
    return float((r[apart] ** 2).sum() / ((r[apart] ** 2).sum() + (partial[apart] ** 2).sum()))


def alpha(answers: Matrix) -> float:
    k = answers.shape[1]
    return float(k / (k - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1)))


def welch_t(one: Matrix, other: Matrix) -> float:
    one, other = one[~np.isnan(one)], other[~np.isnan(other)]
    error = np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))
    return float((one.mean() - other.mean()) / error)


@pytest.fixture(scope="module")
def dormitory() -> dict[str, list[Any]]:
    return columns("dormitory.xlsx")


@pytest.fixture(scope="module")
def dormitory_items(dormitory: dict[str, list[Any]]) -> Matrix:
    return np.array([dormitory[item] for item in make.DORMITORY_ITEMS], dtype=float).T


@pytest.fixture(scope="module")
def cafe() -> dict[str, list[Any]]:
    return columns("cafe.xlsx")


@pytest.fixture(scope="module")
def cafe_items(cafe: dict[str, list[Any]]) -> dict[str, Matrix]:
    code = {word: float(place) for place, word in enumerate(make.CAFE_WORDS, start=1)} | {make.CAFE_BLANK: np.nan}
    return {
        dimension: np.array([[code[word] for word in cafe[item]] for item in items]).T
        for dimension, items in CAFE["dimensions"].items()
    }


@pytest.fixture(scope="module")
def hotel() -> dict[str, list[Any]]:
    return columns("hotel.csv")


@pytest.fixture(scope="module")
def hotel_items(hotel: dict[str, list[Any]]) -> dict[str, Matrix]:
    return {
        dimension: np.array([[float(cell) if cell else np.nan for cell in hotel[item]] for item in items]).T
        for dimension, items in HOTEL["dimensions"].items()
    }


# -- the script ----------------------------------------------------------------------------------------------------


def test_the_script_writes_the_same_bytes_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        make.write(folder)
    names = sorted(file.name for file in first.iterdir())
    assert len(names) == 7
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]


def test_the_shipped_files_are_those_the_script_writes(tmp_path: Path) -> None:
    make.write(tmp_path)
    for file in tmp_path.iterdir():
        written, shipped = file.read_bytes(), (FOLDER / file.name).read_bytes()
        if file.suffix == ".xlsx":
            # Another version of zlib or openpyxl may pack the same cells otherwise.
            assert sheets(written) == sheets(shipped)
        else:
            assert written == shipped


@pytest.mark.parametrize("file", FILES)
def test_every_setup_names_every_column_in_the_order_of_the_file(file: str) -> None:
    setup = json.loads((FOLDER / file).with_suffix(".setup.json").read_text("utf-8"))
    assert [column["name"] for column in setup["columns"]] == list(columns(file))
    assert set(setup["groups"]) <= {column["name"] for column in setup["columns"]}


# -- the dormitory -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["性别", "年级"])
def test_the_dormitory_has_the_published_profile(dormitory: dict[str, list[Any]], question: str) -> None:
    expected = PLANTED["dormitory.xlsx"]["profiles"][question]
    found = Counter("missing" if answer is None else answer for answer in dormitory[question])
    assert found == expected
    assert found.total() == 154


def test_the_dormitory_answers_are_complete_codes_from_1_to_5(dormitory_items: Matrix) -> None:
    assert dormitory_items.shape == (154, 25)
    assert set(np.unique(dormitory_items)) == {1.0, 2.0, 3.0, 4.0, 5.0}


def test_the_dormitory_has_the_published_eigenvalues_kmo_and_alpha(dormitory_items: Matrix) -> None:
    values = eigenvalues(dormitory_items)
    assert (values > 1).sum() == 8
    assert values[7] > 1.03
    assert values[8] < 0.95
    assert 100 * values[:8].sum() / 25 == pytest.approx(68.179, abs=0.1)
    assert kmo(dormitory_items) == pytest.approx(0.817, abs=0.001)
    assert alpha(dormitory_items) == pytest.approx(0.89, abs=0.002)


def test_the_dormitory_has_no_item_worth_deleting(dormitory_items: Matrix) -> None:
    overall = alpha(dormitory_items)
    assert all(alpha(np.delete(dormitory_items, item, axis=1)) < overall for item in range(25))


def test_the_dormitory_items_complained_of_are_the_worst_four(dormitory_items: Matrix) -> None:
    means = dict(zip(make.DORMITORY_ITEMS, dormitory_items.mean(axis=0), strict=True))
    worst = sorted(means, key=lambda item: means[item], reverse=True)
    assert set(worst[:4]) == {"A3", "A8", "A14", "B3"}
    assert means[worst[3]] - means[worst[4]] > 0.3


# -- the cafés -----------------------------------------------------------------------------------------------------


def test_the_cafe_file_is_laid_out_as_the_platform_exports_it(cafe: dict[str, list[Any]]) -> None:
    headers = list(cafe)
    assert headers[:6] == ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
    assert all(header.split("、")[0].isdigit() for header in headers[6:])
    assert len(headers) == len(set(headers))
    assert len(cafe["序号"]) == 220
    assert all(time.endswith("秒") for time in cafe["所用时间"])
    assert any("┋" in ticked for ticked in cafe["5、您从哪些途径知道我们（多选）"])


def test_the_cafes_differ_where_it_was_planted_and_nowhere_else(
    cafe: dict[str, list[Any]], cafe_items: dict[str, Matrix]
) -> None:
    second = np.array(cafe[CAFE["store_question"]]) == CAFE["worse_store"]
    for dimension, answers in cafe_items.items():
        differences = [welch_t(answers[second, item], answers[~second, item]) for item in range(answers.shape[1])]
        if dimension in CAFE["worse_dimensions"]:
            assert max(differences) < -3
        else:
            assert max(map(abs, differences)) < 1.6


def test_the_cafes_weakest_dimension_is_the_planted_one(cafe_items: dict[str, Matrix]) -> None:
    means = {dimension: float(np.nanmean(answers)) for dimension, answers in cafe_items.items()}
    assert min(means, key=lambda dimension: means[dimension]) == CAFE["weakest_dimension"]


def test_the_cafe_kano_counts_make_the_planted_categories() -> None:
    for feature, category in CAFE["kano"]["categories"].items():
        counts = CAFE["kano"]["counts"][feature]
        first, second = sorted(counts.values(), reverse=True)[:2]
        n = sum(counts.values())
        distinct = first - second >= 1.65 * np.sqrt((first + second) * (2 * n - first - second) / (2 * n))
        assert counts[category] == first
        assert distinct == (feature not in CAFE["kano"]["not_distinct"])


def test_only_the_planted_cafe_rows_are_suspicious(cafe: dict[str, list[Any]], cafe_items: dict[str, Matrix]) -> None:
    answers = np.hstack(list(cafe_items.values()))
    straight = [row for row, given in enumerate(answers, start=1) if len(set(given)) == 1]
    assert straight == CAFE["straight_liners"]

    seen: dict[tuple[Any, ...], int] = {}
    duplicates = {}
    for row, given in enumerate(zip(*list(cafe.values())[5:], strict=True), start=1):
        if given in seen:
            duplicates[str(row)] = seen[given]
        seen.setdefault(given, row)
    assert duplicates == CAFE["duplicates"]

    seconds = [int(time.removesuffix("秒")) for time in cafe["所用时间"]]
    assert [row for row, time in enumerate(seconds, start=1) if time < 30] == CAFE["speeders"]


# -- the hotel -----------------------------------------------------------------------------------------------------


def test_the_hotel_has_four_clear_factors_and_some_answers_missing(hotel_items: dict[str, Matrix]) -> None:
    answers = np.hstack(list(hotel_items.values()))
    values = eigenvalues(answers)
    assert answers.shape == (600, 16)
    assert (values > 1).sum() == 4
    assert values[3] > 1.5
    assert values[4] < 0.7
    assert 0.01 < np.isnan(answers).mean() < 0.03


def test_only_breakfast_improved_between_the_hotel_waves(
    hotel: dict[str, list[Any]], hotel_items: dict[str, Matrix]
) -> None:
    later = np.array(hotel["Wave"]) == "2025"
    assert Counter(hotel["Wave"]) == HOTEL["waves"]
    for dimension, answers in hotel_items.items():
        changes = [welch_t(answers[later, item], answers[~later, item]) for item in range(answers.shape[1])]
        if dimension == HOTEL["improved"]:
            assert min(changes) > 5
        else:
            assert max(map(abs, changes)) < 1.7


def test_business_guests_of_the_hotel_are_less_satisfied_with_the_planted_dimension_only(
    hotel: dict[str, list[Any]], hotel_items: dict[str, Matrix]
) -> None:
    planted = HOTEL["less_satisfied"]
    business = np.array(hotel[planted["question"]]) == planted["group"]
    for dimension, answers in hotel_items.items():
        differences = [welch_t(answers[business, item], answers[~business, item]) for item in range(answers.shape[1])]
        if dimension == planted["dimension"]:
            assert max(differences) < -5
        else:
            assert max(map(abs, differences)) < 2
