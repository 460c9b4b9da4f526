"""The summary: one page, whatever is told."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from csi_core.fonts import narrow_marks
from csi_core.report import one_page
from csi_core.report.build import ReportChoices, build
from csi_core.report.model import Card, Report, Summary, SummaryPart, Tone
from csi_core.text import LANGUAGES, Text
from tests.report import made_up
from tests.report.small_results import RESULTS, SETUP


def pages(report: Report) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(one_page(report))).pages]


@pytest.fixture(params=LANGUAGES)
def report(request: pytest.FixtureRequest) -> Report:
    return build(RESULTS, SETUP, ReportChoices(date="2026-11-23"), Text(request.param))


def test_the_summary_tells_every_part_on_one_page(report: Report) -> None:
    assert report.summary is not None
    (page,) = pages(report)
    told = "".join(page.split())
    for part in report.summary.parts:
        for words in (part.title, *part.sentences):
            assert "".join(narrow_marks(words).split())[:12] in told
    assert report.summary.card is not None
    assert report.summary.card.value in told


def test_no_question_is_both_strongest_and_weakest(report: Report) -> None:
    assert report.summary is not None
    strongest, weakest = report.summary.parts[:2]
    assert 1 <= len(strongest.sentences) <= 3
    assert not set(strongest.sentences) & set(weakest.sentences)


@pytest.mark.parametrize("length", [1, 20])
@pytest.mark.parametrize("language", LANGUAGES)
def test_crowded_words_stay_on_the_page(language: str, length: int) -> None:
    long = " ".join([*made_up.questions(language, 8), made_up.HOSTILE]) * length
    part = SummaryPart(long, (long, long, long))
    card = Card(long, long, long, Tone.POOR)
    crowded = replace(made_up.report(language), title=long, subtitle=long, summary=Summary(card, long, (part,) * 7))
    reader = PdfReader(BytesIO(one_page(crowded)))
    assert len(reader.pages) == 1
    lowest = []
    reader.pages[0].extract_text(visitor_text=lambda words, _, matrix, *__: words.strip() and lowest.append(matrix[5]))
    assert min(lowest) > 50
    assert max(lowest) < 842


def test_the_same_report_gives_the_same_summary(report: Report) -> None:
    assert one_page(report) == one_page(report)
