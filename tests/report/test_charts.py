"""Charts hold all their labels, at any width and in any theme, and never compute what they were given as data."""

from __future__ import annotations

import json
import random
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

import pytest
from PIL import Image

from csi_core.charts import chart, parts, png, svg
from csi_core.charts.placement import Box, place
from csi_core.palette import DARK, LIGHT, Palette, contrast
from csi_core.report.model import Bar, BarChart, Chart, DivergingChart, Format, HeatMap, Point, QuadrantChart, Tone
from tests.report import made_up

KINDS = tuple(made_up.charts("zh"))
COMPUTED = {"expr", "calculate", "signal"}


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_drawn_in_every_theme(kind: str, theme: str) -> None:
    picture = Image.open(BytesIO(png(made_up.charts("zh")[kind], theme, 640, scale=1)))
    assert abs(picture.width - 640) <= 2
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 20


@pytest.mark.parametrize("width", [340, 640, 960])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_touches_the_edge_of_a_chart(kind: str, width: int) -> None:
    picture = Image.open(BytesIO(png(made_up.charts("zh")[kind], "light", width, scale=1))).convert("L")
    wide, high = picture.size
    assert abs(wide - width) <= 2
    for box in ((0, 0, 1, high), (wide - 1, 0, wide, high), (0, 0, wide, 1), (0, high - 1, wide, high)):
        low, _ = picture.crop(box).getextrema()
        assert low > 200


def test_a_long_chinese_label_is_wrapped_and_not_cut() -> None:
    label = "您对宿舍楼内公共卫生间与洗漱间的清洁频率、干净程度以及异味情况的总体满意程度如何（含周末、节假日和寒暑假）"
    for width in (340, 640):
        drawn = svg(BarChart((Bar(label, 50.0),), "分", Format.SCORE), "print", width)
        shown = "".join(part for part in pieces(drawn))
        assert label in shown


def test_height_grows_with_the_items() -> None:
    few, many = (Image.open(BytesIO(png(made_up.bars("zh", count), "print", 640, scale=1))) for count in (5, 30))
    assert many.height > 3 * few.height


@pytest.mark.parametrize(
    "hostile", ["datum.x + <b>1</b>", "{{x}}", "]]><script>alert(1)</script>", "\x00\x07\ud800", '"\\', "=1+1"]
)
def test_labels_are_data_and_never_expressions(hostile: str) -> None:
    for content in everything_called(hostile):
        specification = json.dumps(chart(content, "light", 640).to_dict())
        assert not [found for found in expressions(json.loads(specification)) if "alert" in found or "datum.x" in found]
        drawn = svg(content, "print", 640)
        assert "<script" not in drawn
        assert "<b>" not in drawn


def test_the_only_expressions_are_our_own() -> None:
    found = {
        expression
        for content in made_up.charts("zh").values()
        for expression in expressions(chart(content, "light", 640).to_dict())
    }
    assert all("datum.value" in expression and "题" not in expression for expression in found)


@pytest.mark.parametrize("count", [2, 12, 30])
@pytest.mark.parametrize("seed", range(5))
def test_names_of_points_cover_neither_each_other_nor_points(count: int, seed: int) -> None:
    chance = random.Random(seed)
    points = [(chance.uniform(40, 540), chance.uniform(20, 400)) for _ in range(count)]
    sizes = [(chance.uniform(20, 60), 16.0) for _ in range(count)]
    area = Box(0, 0, 580, 420)
    placed = place(points, sizes, area)
    assert placed is not None
    assert not [pair for pair in combinations(placed, 2) if pair[0].box.overlaps(pair[1].box)]
    assert all(name.box.inside(area) for name in placed)
    for index, name in enumerate(placed):
        for other, (x, y) in enumerate(points):
            assert other == index or not name.box.overlaps(Box(x - 3, y - 3, x + 3, y + 3))


def test_long_names_become_numbers_with_a_key_below() -> None:
    drawn = "".join(pieces(svg(made_up.kano("zh", 30, long=True), "print", 640)))
    for number in range(1, 31):
        assert f"{number} " in drawn
    assert "WLAN信号在晚间22:00之后的稳定性" in drawn.replace(" ", "")


def test_forty_points_with_intervals_are_named_without_overlap() -> None:
    chance = random.Random(7)
    points = []
    for number in range(40):
        x, y = chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9)
        points.append(Point(f"Feature {number}", x, y, "A", x - 0.06, x + 0.06, y - 0.06, y + 0.06))
    content = QuadrantChart(tuple(points), "x", "y", (0, 1), (0, 1), 0.5, 0.5, ("A", "B", "C", "D"))
    specification = chart(content, "light", 640).to_dict(validate=False)
    (crosses,) = (layer for layer in specification["layer"] if layer["mark"].get("clip"))
    assert len(specification["datasets"][crosses["data"]["name"]]) == 80
    drawn = "".join(pieces(svg(content, "print", 640)))
    assert all(f"Feature {number}" in drawn for number in range(40))


def test_thirty_points_on_one_spot_are_still_drawn() -> None:
    points = tuple(Point(f"要素{index}", 0.5, 0.5) for index in range(30))
    content = QuadrantChart(points, "x", "y", (0, 1), (0, 1), 0.5, 0.5, ("A", "B", "C", "D"))
    assert png(content, "print", 640, scale=1)


def test_a_chart_of_many_rows_comes_in_parts_on_one_axis() -> None:
    for content in (made_up.bars("zh", 60), made_up.diverging("zh", 60)):
        split = parts(content, 640, 700)
        assert len(split) > 1
        if isinstance(content, BarChart):
            assert sum((part.bars for part in split), ()) == content.bars
            assert len({part.domain for part in split}) == 1
        if isinstance(content, DivergingChart):
            assert sum((part.rows for part in split), ()) == content.rows
            assert len({part.reach for part in split}) == 1


def test_a_chart_that_fits_is_left_whole() -> None:
    for content in made_up.charts("en").values():
        assert len(parts(content, 640, 700)) == 1


def test_percentages_stand_only_in_segments_wide_enough() -> None:
    content = DivergingChart(("差", "中", "好"), (("题", 100, (1.0, 39.0, 60.0)),), "%")
    shown = pieces(svg(content, "print", 640))
    assert {"39.0", "60.0"} <= set(shown)
    assert "1.0" not in shown


def test_bars_of_both_signs_and_of_zero_are_drawn() -> None:
    content = BarChart((Bar("a", -0.62), Bar("b", 0.0), Bar("c", 0.4)), "r", Format.COEFFICIENT)
    shown = pieces(svg(content, "print", 640))
    assert {"-0.620", "0.000", "0.400"} <= set(shown)
    assert not any("\u2212" in piece for piece in shown)
    assert png(BarChart((Bar("a", 0.0),), "n", Format.INTEGER), "print", 640)


def test_a_missing_coefficient_is_left_blank() -> None:
    content = HeatMap(("a", "b"), ("x", "y"), ((0.5, None), (None, -0.5)), "r")
    shown = pieces(svg(content, "print", 640))
    assert {"0.500", "-0.500"} <= set(shown)
    assert not {"nan", "None", "null"} & set(shown)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_type_and_levels_can_be_read(palette: Palette) -> None:
    assert contrast(palette.ink, palette.background) >= 7
    assert contrast(palette.muted, palette.background) >= 4.5
    assert contrast(palette.accent, palette.background) >= 3
    assert all(contrast(palette.ink_on(level), level) >= 3.5 for level in palette.levels(5))
    assert all(contrast(palette.tone(tone), palette.background) >= 3 for tone in Tone)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_levels_differ_in_grey(palette: Palette) -> None:
    greys = [contrast(level, "#000000") for level in palette.levels(5)]
    assert all(max(a, b) / min(a, b) > 1.15 for a, b in combinations(greys, 2))


def everything_called(name: str) -> list[Chart]:
    return [
        BarChart((Bar(name, 1.0, note=name),), name, Format.MEAN, rule=(0.5, name)),
        DivergingChart((name, name), ((name, 3, (40.0, 60.0)),), name),
        QuadrantChart((Point(name, 0.5, 0.5, name),), name, name, (0, 1), (0, 1), 0.4, 0.4, (name,) * 4),
        HeatMap((name,), (name,), ((0.5,),), name),
    ]


def expressions(value: object) -> list[str]:
    """Everything in a specification that Vega would compute."""
    if isinstance(value, dict):
        computed = [str(part) for key, part in value.items() if key.endswith("Expr") or key in COMPUTED]
        deeper = (part for key, part in value.items() if key not in {"values", "datasets"})
        return computed + [found for part in deeper for found in expressions(part)]
    if isinstance(value, list):
        return [deep for part in value for deep in expressions(part)]
    return []


def pieces(drawn: str) -> list[str]:
    """The lines of text of a drawing."""
    root = ElementTree.fromstring(drawn)
    return [
        piece
        for element in root.iter("{http://www.w3.org/2000/svg}text")
        for piece in ("".join(line.itertext()) for line in (list(element) or [element]))
    ]


@pytest.mark.parametrize("seed", range(4))
def test_thirty_long_chinese_names_neither_overlap_nor_leave_the_plot(seed: int) -> None:
    """As an importance–performance chart has them: crowded about the middle, names of two or three lines."""
    chance = random.Random(seed)
    points = [(chance.gauss(290, 110) % 580, chance.gauss(210, 80) % 420) for _ in range(30)]
    sizes = [(110.0, 16.0 * chance.choice((2, 3))) for _ in range(30)]
    area = Box(0, 0, 580, 420)
    named = place(points, sizes, area)
    numbered = place(points, [(16.0, 16.0)] * 30, area)
    assert numbered is not None
    for placed in filter(None, (named, numbered)):
        assert not [pair for pair in combinations(placed, 2) if pair[0].box.overlaps(pair[1].box)]
        assert all(name.box.inside(area) for name in placed)


def test_thirty_long_chinese_names_are_all_told_on_the_chart_itself() -> None:
    chance = random.Random(3)
    points = tuple(
        Point(f"第{number}项：工作人员处理问题的及时程度与态度", chance.uniform(2, 4.8), chance.uniform(2, 4.8))
        for number in range(1, 31)
    )
    corners = ("优先改进", "继续保持", "低优先级", "可能过度")
    drawn = svg(QuadrantChart(points, "满意程度", "重要程度", (1, 5), (1, 5), 3.4, 3.4, corners), "print", 640)
    told = "".join(pieces(drawn)).replace(" ", "")
    assert all(f"第{number}项：工作人员处理问题的及时程度与态度" in told for number in range(1, 31))
