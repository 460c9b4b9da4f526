"""Kano numbers against R and against a worked example published by another program."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from csi_core.analysis.kano import feature, kano
from csi_core.analysis.kano.features import intervals
from csi_core.analysis.kano.table import CATEGORIES
from csi_core.analysis.multiple_testing import adjusted
from tests.survey import survey

R = json.loads((Path(__file__).parents[1] / "reference" / "kano.json").read_text("utf-8"))

#: A pair of answers (functional, dysfunctional) that the standard table places in each category.
PAIR = {"M": (1, 4), "O": (0, 4), "A": (0, 1), "I": (2, 2), "R": (4, 0), "Q": (0, 0)}

#: Counts of M, O, A, I, R, Q and what Kano() of stp25stat2 (Wolfgang Peter) prints of them: category, M > O > A > I
#: within 5 points, total strength, category strength, CS plus, CS minus, difference and limit of Fong's test. From the
#: README of https://github.com/stp4/stp25kano, commit 13ebf743.
PUBLISHED = {
    "Service app": ((95, 123, 45, 33, 0, 0), "O", "O", 89, 9, 0.568, -0.736, 28, 19.4),
    "Excellent service": ((101, 54, 54, 81, 3, 3), "M", "M", 71, 7, 0.372, -0.534, 20, 18.5),
    "Hotline": ((15, 24, 121, 124, 6, 6), "I", "A", 54, 1, 0.511, -0.137, 3, 19.8),
    "Loan machine": ((65, 87, 93, 51, 0, 0), "A", "O", 83, 2, 0.608, -0.514, 6, 18.5),
    "Ready-to-use return": ((9, 18, 83, 177, 6, 3), "I", "I", 37, 32, 0.352, -0.094, 94, 19.9),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_example_of_another_program_is_found_again(name: str) -> None:
    counts, category, careful, total, strength, better, worse, lead, limit = PUBLISHED[name]
    found = feature(dict(zip(CATEGORIES, counts, strict=True)))
    assert (found.n, found.category, found.category_lee_newcomb) == (296, category, careful)
    assert found.total_strength is not None
    assert found.strength is not None
    assert (round(found.total_strength), round(found.strength)) == (total, strength)
    assert (found.better, found.worse) == (pytest.approx(better, abs=5e-4), pytest.approx(worse, abs=5e-4))
    assert found.fong == pytest.approx(limit, abs=0.05)
    assert found.distinct == (lead >= limit)


@pytest.mark.parametrize("case", R["segments"])
def test_groups_are_tested_as_in_r(case: str) -> None:
    expected = R["segments"][case]
    pairs, groups = [], []
    for group, counts in enumerate(expected["counts"]):
        for category, count in zip(CATEGORIES, counts, strict=False):
            pairs += [PAIR[category]] * count
            groups += [f"group {group}"] * count
    functional, dysfunctional = ([float(pair[side]) for pair in pairs] for side in (0, 1))
    responses = survey(profiles={"g": groups}, kano={"wifi": (functional, dysfunctional)})
    (found,) = kano(responses, ("g",), np.random.default_rng(1))[0].segments
    assert found.chi2 == pytest.approx(expected["chi2"], rel=1e-9)
    assert found.df == expected["df"]
    assert found.p == pytest.approx(expected["p"], rel=1e-6)
    assert found.standout is not None
    assert found.standout.residual == pytest.approx(expected["largest_residual"], rel=1e-9)
    # 4,000 random tables here, 200,000 there: three standard errors of p = .5 are .024.
    assert (found.p_exact is None) == (case != "smoking")
    if found.p_exact is not None:
        assert found.p_exact == pytest.approx(expected["p_simulated"], abs=0.024)


def test_p_values_are_adjusted_as_in_r() -> None:
    p = np.array([expected["p"] for expected in R["segments"].values()])
    assert adjusted(p, "holm") == pytest.approx(R["holm"], rel=1e-9)


@pytest.mark.parametrize("expected", R["intervals"])
def test_bootstrap_intervals_agree_with_a_million_samples_in_r(expected: dict) -> None:
    """A hundredth apart with 5,000 samples, whose quantiles vary by as much; two thousandths with 400,000."""
    for draws, apart in ((5_000, 0.01), (400_000, 0.002)):
        better, worse = intervals(expected["counts"], seed=1, draws=draws)
        assert better == pytest.approx(expected["better"], abs=apart)
        assert worse == pytest.approx(expected["worse"], abs=apart)


def test_the_continuous_map_agrees_with_r() -> None:
    expected = R["continuous"]
    answers = (expected["functional_answers"], expected["dysfunctional_answers"])
    found = kano(survey(kano={"wifi": answers}), (), np.random.default_rng(1))[0].continuous["wifi"]
    for side in ("functional", "dysfunctional"):
        mean = getattr(found, side)
        assert (mean.mean, mean.sd) == pytest.approx((expected[side]["mean"], expected[side]["sd"]), rel=1e-12)
        assert mean.ci == pytest.approx(expected[side]["ci"], rel=1e-9)
