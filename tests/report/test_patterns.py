"""Charts for printing without colour: every area differs by hatching or grey, in every format."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest

from csi_core.charts import svg
from csi_core.charts.hatching import hatched
from csi_core.palette import GREY, LIGHT, Fill, Hatch, contrast
from csi_core.report import RENDERERS
from csi_core.report.choices import chosen
from csi_core.report.model import Figure, Report, Slide, Tone
from csi_core.setup import ReportSetup, Setup
from csi_core.setup_file import from_json, to_json
from tests.report import made_up

COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b")
LINE = re.compile(r"M([-.\d]+),([-.\d]+)L([-.\d]+),([-.\d]+)")
AREA = '<path aria-label="a" d="M10,20h{width}v{height}h-{width}Z" fill="{colour}" stroke="#000000"/>'


@pytest.mark.parametrize("count", range(1, 12))
def test_the_levels_of_a_scale_differ_without_colour(count: int) -> None:
    fills = GREY.level_fills(count)
    assert len(set(fills)) == count
    for one, other in pairwise(fills):
        assert one.hatch is not other.hatch or contrast(one.colour, other.colour) > 1.25


def test_kinds_and_judgements_differ_without_colour() -> None:
    assert len(set(GREY.kind_fills(11))) == 11
    assert len({GREY.tone_fill(tone) for tone in Tone}) == len(Tone)


def test_with_colours_nothing_is_hatched() -> None:
    assert LIGHT.level_fills(5) == tuple(map(Fill, LIGHT.levels(5)))
    assert hatched(AREA.format(width=30, height=18, colour="#fffff1"), LIGHT).count("<path") == 1


@pytest.mark.parametrize("hatch", Hatch)
@pytest.mark.parametrize(("width", "height"), [(30.0, 18.0), (4.0, 22.0), (300.0, 12.0), (0.5, 18.0)])
def test_hatchings_stay_in_their_area(hatch: Hatch, width: float, height: float) -> None:
    drawn = hatched(AREA.format(width=width, height=height, colour=hatch.token), GREY)
    lines = [tuple(map(float, line)) for line in LINE.findall(drawn)]
    assert hatch.token not in drawn
    assert lines or width < 1
    for x, y, x2, y2 in lines:
        assert 9.99 <= min(x, x2) <= max(x, x2) <= 10.01 + width
        assert 19.99 <= min(y, y2) <= max(y, y2) <= 20.01 + height


def test_an_area_without_extent_has_no_lines() -> None:
    assert not LINE.findall(hatched(AREA.format(width=0, height=18, colour=Hatch.BOLD.token), GREY))


@pytest.mark.parametrize("name", ["bars", "diverging", "scree", "waves", "kano", "heat"])
def test_a_drawing_for_printing_without_colour_has_none(name: str) -> None:
    drawing = svg(made_up.charts("en")[name], "grey", 640)
    assert all(hatch.token not in drawing for hatch in Hatch)
    # The type on dark areas is nearly black.
    found = {found.groups() for found in COLOUR.finditer(drawing)} - {("1c", "25", "2c")}
    assert all(len(set(parts)) == 1 for parts in found)


def test_the_answers_of_a_scale_are_hatched_on_paper() -> None:
    lines = LINE.findall(svg(made_up.diverging("en"), "grey", 640))
    assert len(lines) > 100
    assert not LINE.findall(svg(made_up.diverging("en"), "print", 640))


@pytest.fixture(scope="module")
def report() -> Report:
    answers = Figure("sample.answers", "Answers", "Answers", made_up.diverging("en"))
    made = made_up.report("en")
    return replace(made, blocks=(*made.blocks, answers), slides=(Slide("Answers", (answers,)),), patterns=True)


@pytest.mark.parametrize(("ending", "folder"), [(".xlsx", "xl/charts/"), (".pptx", "ppt/charts/")])
def test_office_charts_have_patterns_that_can_be_changed(report: Report, ending: str, folder: str) -> None:
    def patterns(made: Report) -> int:
        with ZipFile(BytesIO(RENDERERS[ending](made))) as package:
            charts = [package.read(name) for name in package.namelist() if name.startswith(folder)]
        return sum(len(re.findall(rb'pattFill[^>]*prst="(?:wd|lt)UpDiag"', chart)) for chart in charts)

    assert patterns(report) > 0
    assert patterns(replace(report, patterns=False)) == 0


def test_the_choice_is_kept_in_the_setup() -> None:
    setup = Setup(report=ReportSetup(patterns=True))
    kept = from_json(to_json(setup).encode())
    assert chosen(kept.report, "en").patterns
    assert not chosen(ReportSetup(), "en").patterns
