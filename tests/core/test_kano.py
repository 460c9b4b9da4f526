"""The Kano evaluation table, its rules and its ties."""

from __future__ import annotations

import pytest

from csi_core.analysis.kano import feature, kano
from tests.survey import codes, survey

ALL_PAIRS = ([float(f) for f in range(5) for _ in range(5)], [float(d) for _ in range(5) for d in range(5)])


def counts(**given: int) -> dict[str, int]:
    return dict.fromkeys("MOAIRQ", 0) | given


def test_the_standard_table_sorts_the_25_pairs() -> None:
    found, notes = kano(survey(kano={"wifi": ALL_PAIRS}))
    assert found.features["wifi"].counts == {"M": 3, "O": 1, "A": 3, "I": 9, "R": 7, "Q": 2}
    assert notes == ()


def test_pouliots_table_questions_two_cells_more() -> None:
    found, _ = kano(survey(kano={"wifi": ALL_PAIRS}, table="pouliot"))
    assert found.features["wifi"].counts == {"M": 3, "O": 1, "A": 3, "I": 7, "R": 7, "Q": 4}
    agreed, _ = kano(survey(kano={"wifi": ([1.0, 3.0, 2.0], [1.0, 3.0, 2.0])}, table="pouliot"))
    assert agreed.features["wifi"].counts == counts(Q=2, I=1)


@pytest.mark.parametrize(
    ("functional", "dysfunctional", "category"),
    [
        (0, 4, "O"),
        (0, 0, "Q"),
        (0, 1, "A"),
        (1, 4, "M"),
        (3, 4, "M"),
        (4, 4, "Q"),
        (4, 0, "R"),
        (1, 0, "R"),
        (2, 2, "I"),
    ],
)
def test_single_pairs(functional: float, dysfunctional: float, category: str) -> None:
    found, _ = kano(survey(kano={"wifi": ([functional], [dysfunctional])}))
    assert found.features["wifi"].category == category


def test_a_half_answered_pair_does_not_count() -> None:
    found, _ = kano(survey(kano={"wifi": ([0, 0, None], [4, None, 4])}))
    assert (found.features["wifi"].n, found.features["wifi"].missing) == (1, 2)


@pytest.mark.parametrize(
    ("given", "category"),
    [
        (counts(M=5, O=5), "M"),
        (counts(O=5, A=5), "O"),
        (counts(A=5, I=5), "A"),
        (counts(I=5, R=5, Q=5), "I"),
        (counts(R=5, Q=5), "R"),
    ],
)
def test_ties_fall_to_must_then_one_dimensional_then_attractive(given: dict[str, int], category: str) -> None:
    assert feature(given).category == category


def test_bergers_rule_can_overrule_the_mode() -> None:
    found = feature(counts(I=40, A=30, O=20, M=10))
    assert (found.category, found.category_berger) == ("I", "A")
    found = feature(counts(A=40, I=30, R=30))
    assert (found.category, found.category_berger) == ("A", "I")
    assert feature(counts(A=50, R=50)).category_berger == "R"


def test_better_worse_and_strengths_follow_their_formulas() -> None:
    found = feature(counts(A=10, O=20, M=30, I=20, R=15, Q=5))
    assert found.better == pytest.approx(30 / 80)
    assert found.worse == pytest.approx(-50 / 80)
    assert found.strength == pytest.approx(10)
    assert found.total_strength == pytest.approx(60)


def test_fongs_published_example_is_distinct() -> None:
    """45 and 30 of 100: 15 > 11.3 (Fong 1996); the limit itself lies between 11 and 12."""
    assert feature(counts(M=45, O=30, I=25)).distinct is True
    assert feature(counts(M=43, O=32, I=25)).distinct is False
    assert feature(counts(M=44, O=32, I=24)).distinct is True


def test_a_feature_nobody_answered_has_no_category_and_is_named() -> None:
    found, notes = kano(survey({"A1": [1]}, kano={"wifi": ([None], [0])}))
    wifi = found.features["wifi"]
    assert (wifi.category, wifi.category_berger, wifi.better, wifi.worse, wifi.distinct) == (None,) * 5
    assert notes[0].values == {"features": ("wifi",)}


def test_only_reverse_and_questionable_answers_give_no_coefficients() -> None:
    found, notes = kano(survey(kano={"wifi": ([4, 0], [0, 0])}))
    assert found.features["wifi"].better is None
    assert codes(notes) == ["kano.no_coefficients"]
