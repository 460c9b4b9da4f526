"""What the Kano section says, draws and tabulates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csi_core.analysis.kano import feature
from csi_core.report.model import QuadrantChart, Section
from csi_core.report.sections import SECTIONS
from csi_core.report.sections.kano import priority
from csi_core.results import Kano, KanoGroup, KanoSegments, KanoStandout
from csi_core.setup import KanoChoices, Setup
from csi_core.text import Text
from tests.report.small_results import RESULTS, SETUP

ZH, EN = Text("zh"), Text("en")


def kano_of(kano: Kano, setup: Setup = SETUP) -> Section:
    section = SECTIONS["kano"](replace(RESULTS, kano=kano), setup, EN)
    assert section is not None
    return section


def test_the_bars_of_the_better_worse_chart_are_the_intervals() -> None:
    wifi = feature({"M": 40, "O": 20, "A": 10, "I": 30, "R": 0, "Q": 0})
    chart = kano_of(Kano("standard", {"wifi": wifi})).figures[0].chart
    assert isinstance(chart, QuadrantChart)
    (point,) = chart.points
    assert wifi.better_ci is not None
    assert wifi.worse_ci is not None
    assert (point.y_low, point.y_high) == wifi.better_ci
    assert (point.x_low, point.x_high) == (-wifi.worse_ci[1], -wifi.worse_ci[0])


def test_the_cross_hair_may_stand_at_the_means() -> None:
    setup = replace(SETUP, kano=KanoChoices(cross_hair="mean"))
    assert RESULTS.kano is not None
    figure = kano_of(RESULTS.kano, setup).figures[0]
    assert isinstance(figure.chart, QuadrantChart)
    assert (figure.chart.x_cut, figure.chart.y_cut) == (pytest.approx(0.54), pytest.approx(0.6))
    assert "by convention" in figure.caption


def test_few_answers_never_settle_a_category() -> None:
    section = kano_of(Kano("standard", {"wifi": feature({"M": 19, "O": 0, "A": 0, "I": 0, "R": 0, "Q": 0})}))
    assert section.headline.startswith("Not settled: wifi")
    assert "not settled" in str(section.grids[0].rows[0][-1])


def test_an_unsettled_feature_is_taken_up_with_the_more_demanding_of_its_two_categories() -> None:
    features = {
        "coffee": feature({"M": 0, "O": 80, "A": 10, "I": 10, "R": 0, "Q": 0}),
        "wifi": feature({"M": 45, "O": 50, "A": 3, "I": 2, "R": 0, "Q": 0}),
    }
    kano = Kano("standard", features)
    assert priority(kano) == ("wifi", "coffee")
    assert "Secure the must-be features first: wifi (not settled)" in dict(kano_of(kano).explanation)["What to do"]


def test_where_the_six_percent_rule_decides_otherwise_it_is_said() -> None:
    found = feature({"M": 0, "O": 470, "A": 530, "I": 0, "R": 0, "Q": 0})
    assert (found.category, found.distinct) == ("A", True)
    told = str(kano_of(Kano("standard", {"wifi": found})).grids[0].rows[0][-1])
    assert "would make it one-dimensional" in told


def test_a_feature_groups_see_differently_is_told_with_the_group_that_stands_out() -> None:
    groups = tuple(
        KanoGroup(name, 40, dict.fromkeys("MOAIRQ", 0) | counts, category, 0.5, -0.5)
        for name, counts, category in (("North", {"A": 30, "M": 10}, "A"), ("South", {"A": 10, "M": 30}, "M"))
    )
    out = KanoStandout("South", "M", 75.0, 25.0, 4.5)
    segment = KanoSegments("branch", "wifi", groups, (), 20.0, 1, 1e-5, None, 2e-5, 0.5, out)
    kano = Kano("standard", {"wifi": feature({"M": 40, "O": 0, "A": 40, "I": 0, "R": 0, "Q": 0})}, segments=(segment,))
    section = kano_of(kano)
    assert "“South” stands out, where 75.0% see it as must-be against 25.0% elsewhere" in " ".join(section.findings)
    table = next(grid for grid in section.grids if grid.key == "kano.differing.1")
    assert not table.more
    assert table.rows[0][1:3] == ("A 75.0% (n = 40)", "M 75.0% (n = 40)")


@pytest.mark.parametrize("text", [ZH, EN])
def test_a_survey_of_forty_features_or_of_none_answered_is_told_in_whole_sentences(text: Text) -> None:
    many = {f"feature {n}": feature(dict(zip("MOAIRQ", (n, 40 - n, 7, 9, 1, 2), strict=True))) for n in range(40)}
    nobody = {"wifi": feature(dict.fromkeys("MOAIRQ", 0))}
    rejected = {"wifi": feature(dict.fromkeys("MOAIRQ", 0) | {"R": 30})}
    for features in (many, nobody, rejected):
        section = SECTIONS["kano"](replace(RESULTS, kano=Kano("standard", features)), SETUP, text)
        assert section is not None
        assert len(section.headline) < 300
        told = (section.headline, *section.findings, *(str(row[-1]) for row in section.grids[0].rows))
        assert not [words for words in told if "None" in words or "nan" in words]
