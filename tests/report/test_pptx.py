"""The slides: what they say, that it fits, that charts are PowerPoint's own and hold the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from zipfile import ZipFile

import numpy as np
import pytest
from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.util import Emu

from csi_core.report.build import ReportChoices, build
from csi_core.report.lines import em, wrap
from csi_core.report.model import (
    Bar,
    BarChart,
    Bullets,
    Cards,
    DivergingChart,
    Figure,
    Format,
    Point,
    QuadrantChart,
    Radar,
    Report,
    Slide,
)
from csi_core.report.pdf.paper import advances
from csi_core.report.pptx import render
from csi_core.report.pptx.points import arranged
from csi_core.report.pptx.template import BODY, TEMPLATE, TITLE, make
from csi_core.report.slides.words import short, spoken
from csi_core.text import LANGUAGES, Text
from tests.report import made_up
from tests.report.extremes import SURVEYS
from tests.report.samples import FILES
from tests.report.samples import report as sample
from tests.report.small_results import RESULTS, SETUP

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(report: Report) -> Deck:
    return Presentation(BytesIO(render(report)))


def report(language: str = "en") -> Report:
    choices = ReportChoices(authors="Group 3", date="2026-11-23")
    return build(RESULTS, SETUP, choices, Text(language))


def of(*slides: Slide) -> Report:
    return replace(report(), slides=slides)


def texts(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text.replace("\u00a0", " ")


def overfull(deck: Deck) -> list[tuple[int, str]]:
    """Texts that leave their box or the slide, measured with a font's own widths."""
    found = []
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            outside = (
                min(shape.left, shape.top) < 0
                or shape.left + shape.width > deck.slide_width
                or shape.top + shape.height > deck.slide_height
            )
            if outside:
                found.append((number, f"{shape.name} leaves the slide"))
            if shape.has_text_frame and shape.text_frame.text and not _fits(shape):
                found.append((number, shape.text_frame.text))
    return found


def _fits(shape: Shape) -> bool:
    holder = shape.placeholder_format.idx if shape.is_placeholder else None
    known = advances(holder == 0) | advances(False)
    room, used = Emu(shape.width).pt - (17.3 if holder == 1 else 0.0), 0.0
    for paragraph in shape.text_frame.paragraphs:
        if paragraph.runs:
            size = paragraph.runs[0].font.size.pt
            count = len(wrap(paragraph.text, room * 1000 / size, lambda words: sum(known.get(c, 1000) for c in words)))
            if shape.text_frame.word_wrap is False and count > 1:
                return False
            leading = paragraph.line_spacing.pt if paragraph.line_spacing else 1.3 * size
            used += count * leading + (paragraph.space_before.pt if paragraph.space_before else 0.0)
    return used <= Emu(shape.height).pt + 1.0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("survey", SURVEYS)
def test_the_slides_of_any_survey_fit(survey: str, language: str) -> None:
    setup, results = SURVEYS[survey]()
    choices = ReportChoices(authors="第三小组：" + "林晓喆、" * 30, date="2026-11-23")
    made = build(results, setup, choices, Text(language))
    deck = opened(made)
    assert len(deck.slides) >= 5
    assert overfull(deck) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_story_has_a_slide_for_each_question_and_says_what_to_do(language: str) -> None:
    made = report(language)
    deck = opened(made)
    assert len(deck.slides) >= len(made.slides) + 1
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == made.title
    assert len(set(titles)) == len(titles)
    assert any("50.0" in title for title in titles[len(titles) // 2 :])  # the item to improve first, with its score


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_the_slides_of_each_sample_are_twelve_to_eighteen_that_fit(file: str, language: str) -> None:
    deck = opened(sample(file, language))
    assert 12 <= len(deck.slides) <= 18
    assert overfull(deck) == []
    for slide in list(deck.slides)[1:]:
        title = slide.shapes.title.text_frame
        assert "…" not in title.text
        size = title.paragraphs[0].runs[0].font.size.pt
        assert len(wrap(title.text, TITLE[2] * 72 / size, em)) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_slide_says_how_many_answered_and_is_told_in_about_a_minute(file: str, language: str) -> None:
    for slide in sample(file, language).slides:
        drawn = [block for block in slide.blocks if isinstance(block, Figure | Radar)]
        if drawn:
            assert re.search(r"n = |\d+ (complete|valid)|份", " ".join((slide.title, *(b.caption for b in drawn))))
        assert 40 <= spoken(" ".join(slide.notes)) <= 110, slide.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_empty(language: str) -> None:
    for slide in opened(sample("cafe.xlsx", language)).slides:
        for holder in slide.placeholders:
            if "SLIDE_NUMBER" not in str(holder.placeholder_format.type):
                assert holder.text_frame.text.strip(), holder.name


def test_answers_stand_on_the_middle_of_their_scale_with_their_own_numbers() -> None:
    chart = DivergingChart(("bad", "so", "good"), (("A", 10, (20.0, 30.0, 50.0)), ("B", 10, (60.0, 20.0, 20.0))), "%")
    deck = opened(of(Slide("t", (Figure("f", "c", "a", chart),))))
    made = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    unseen, *levels = ([*series.values] for series in made.plots[0].series)
    assert levels == [[20.0, 60.0], [30.0, 20.0], [50.0, 20.0]]
    assert {before + worst + middle / 2 for before, worst, middle in zip(unseen, *levels[:2], strict=True)} == {70.0}


def test_names_of_thirty_points_cover_neither_each_other_nor_a_point() -> None:
    rng = np.random.default_rng(1)
    points = tuple(Point(f"{number} 号功能", *rng.uniform(0.02, 0.98, 2)) for number in range(30))
    chart = QuadrantChart(points, "x", "y", (0.0, 1.0), (0.0, 1.0), 0.5, 0.5, ("a", "b", "c", "d"))
    for place in (BODY, (0.6, 1.8, 7.0, 4.6)):
        found = arranged(chart, place)
        boxes = [placed.box for placed in found.placed]
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
        assert not any(box.left < x < box.right and box.top < y < box.bottom for box in boxes for x, y in found.spots)
    deck = opened(of(Slide("t", (Figure("f", "c", "a", chart),))))
    made = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    assert {point.label for point in points} <= {part.text for part in made._chartSpace.iter(f"{DRAWING}t")}


def test_marks_of_an_english_text_are_drawn_in_the_latin_font() -> None:
    deck = opened(of(Slide("Least with “断电时间” (n = 5)", (Bullets(("x",)),))))
    runs = deck.slides[1].shapes.title.text_frame.paragraphs[0].runs
    marks = [run for run in runs if run.text in "“”"]
    assert len(marks) == 2
    assert {mark._r.find(f".//{DRAWING}ea").get("typeface") for mark in marks} == {"Arial"}


def test_every_title_is_a_sentence_with_a_number() -> None:
    for language in LANGUAGES:
        assert all(any(sign.isdigit() for sign in slide.title) for slide in report(language).slides)


def test_every_slide_has_notes_for_the_speaker() -> None:
    for slide in opened(report()).slides:
        assert slide.has_notes_slide
        assert slide.notes_slide.notes_text_frame.text.strip()


def test_cards_show_their_figures() -> None:
    made = report()
    shown = "\n".join(texts(opened(made)))
    for slide in made.slides:
        for block in slide.blocks:
            if isinstance(block, Cards):
                assert all(card.value in shown for card in block.cards)


def test_every_kind_of_chart_is_drawn_with_its_words_for_those_who_cannot_see_it() -> None:
    figures = [Figure(key, f"{key} (n = 154)", f"alt {key}", chart) for key, chart in made_up.charts("zh").items()]
    deck = opened(of(*(Slide(figure.key, (figure,)) for figure in figures)))
    told = [shape._element.xpath("string(.//p:cNvPr/@descr)") for slide in deck.slides for shape in slide.shapes]
    assert {figure.alt for figure in figures} <= set(told)
    native = sum(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    tables = sum(shape.has_table for slide in deck.slides for shape in slide.shapes)
    assert (native, tables) == (len(figures) - 1, 1)  # coefficients are a table


def test_intervals_are_error_bars() -> None:
    bars = BarChart((Bar("A", 60.0, 55.0, 66.5), Bar("B", 40.0)), "Score", Format.SCORE, (0.0, 100.0))
    deck = opened(of(Slide("t", (Figure("f", "c", "a", bars),))))
    chart = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    plus, minus = (
        [
            float(each.text)
            for each in chart._chartSpace.iter(f"{CHART}v")
            if each.getparent().getparent().getparent() is end
        ]
        for end in (next(chart._chartSpace.iter(f"{CHART}plus")), next(chart._chartSpace.iter(f"{CHART}minus")))
    )
    assert (plus, minus) == ([6.5], [5.0])


def test_three_dimensions_make_a_radar() -> None:
    chart = BarChart(tuple(Bar(name, 50.0) for name in "ABC"), "Score", Format.SCORE, (0.0, 100.0))
    deck = opened(of(Slide("t", (Radar("c", "a", chart),))))
    made = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    assert list(made.plots[0].series[0].values) == [50.0, 50.0, 50.0]


def test_what_finds_no_room_goes_on_overleaf() -> None:
    lines = tuple(f"Recommendation {number}: " + "improve this. " * 30 for number in range(12))
    deck = opened(of(Slide("To do", (Bullets(lines),))))
    assert len(deck.slides) > 2
    assert overfull(deck) == []
    told = " ".join(texts(deck))
    assert all(f"Recommendation {number}:" in told for number in range(12))


def test_hostile_text_is_text_also_in_the_workbooks_behind_the_charts() -> None:
    chart = BarChart((Bar(made_up.HOSTILE, 0.5), Bar("=1+1", 0.4)), made_up.HOSTILE, Format.COEFFICIENT)
    blocks = (Figure("f", made_up.HOSTILE, made_up.HOSTILE, chart), Bullets((made_up.HOSTILE,)))
    package = ZipFile(BytesIO(render(of(Slide(made_up.HOSTILE, blocks, (made_up.HOSTILE,))))))
    book = next(name for name in package.namelist() if name.endswith(".xlsx"))
    held = ZipFile(BytesIO(package.read(book)))
    sheet = held.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


def test_fonts_are_the_themes() -> None:
    package = ZipFile(BytesIO(render(report())))
    theme = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{DRAWING}{kind}")
        assert (fonts.find(f"{DRAWING}latin").get("typeface"), fonts.find(f"{DRAWING}ea").get("typeface")) == (
            "Arial",
            "Microsoft YaHei",
        )


def test_the_template_is_what_its_maker_makes() -> None:
    assert TEMPLATE.read_bytes() == make()


def test_a_report_without_slides_is_a_cover() -> None:
    assert len(opened(of()).slides) == 1


def test_names_in_titles_are_cut_to_the_width_they_have() -> None:
    assert short("门禁与消防设施") == "门禁与消防设施"
    assert short("您对宿舍楼内公共卫生间与洗漱间的清洁频率") == "您对宿舍楼内公共卫生间与洗漱间的清…"
