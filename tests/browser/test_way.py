"""The whole way in a real browser, in Chinese and in English."""

import io
import json
from itertools import pairwise

import openpyxl
import pypdf
import pytest

from csi_ui.samples import SAMPLES
from csi_ui.steps import METHODS, START, STEPS

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@LANGUAGES
def test_a_deep_link_to_an_inner_page_of_a_fresh_server_has_the_frame_and_explains_itself(walk, language):
    way = walk(language)
    way.open("validity")
    way.at("validity")
    way.sees(way.text("ui.frame.need.file"))
    assert way.page.locator("[data-testid=stSidebarNav] a").count() == len((START, *STEPS, METHODS))


@LANGUAGES
def test_an_own_file_becomes_a_report(walk, language, tmp_path):
    way = walk(language)
    way.open()
    sample = SAMPLES[0]
    way.page.locator(".st-key-start-upload input[type=file]").set_input_files(
        {"name": "mine.xlsx", "mimeType": "application/octet-stream", "buffer": sample.data()}
    )
    way.at("data")
    way.press("data.next")
    way.at("questions")
    way.press("questions.confirm")
    for step, following in pairwise(STEPS[1:]):
        way.press(f"{step.key}.next")
        way.at(following.key)
        assert way.page.locator("[data-testid=stAlertContentError]").count() == 0
    results = json.loads(way.download("report.file.results", tmp_path).read_text("utf-8"))
    pdf = pypdf.PdfReader(io.BytesIO(way.download("report.file.pdf", tmp_path).read_bytes()))
    book = openpyxl.load_workbook(way.download("report.file.xlsx", tmp_path), read_only=True)
    numbers = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    paper = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    alpha, kmo = results["reliability"]["overall"]["alpha"], results["validity"]["kmo"]
    index = results["scores"]["index"]
    assert {alpha, kmo, index} <= numbers
    for shown in (f"{alpha:.3f}", f"{kmo:.3f}", f"{index:.1f}"):
        assert shown in paper
    way.press("report.back")
    way.at(STEPS[-2].key)
    way.page.locator("[data-testid=stSidebarNav] a[href$='/reliability']").click()
    way.at("reliability")
    way.sees(f"{alpha:.3f}")


@LANGUAGES
def test_a_sample_opens_with_one_click_and_a_refresh_is_explained(walk, language):
    way = walk(language)
    way.open()
    way.press("start.sample.cafe")
    way.at("data")
    way.page.reload()
    way.at("data")
    way.sees(way.text("ui.frame.need.refreshed"))


def test_switching_the_language_in_the_middle_keeps_what_was_done(walk):
    way = walk("zh")
    way.open()
    way.press("start.sample.dormitory")
    way.at("data")
    way.press("data.next")
    way.press("questions.confirm")
    way.press("questions.next")
    way.at("cleaning")
    way.page.get_by_text("English", exact=True).first.click()
    english = walk("en").text
    way.text = english
    way.at("cleaning")
    assert "lang=English" in way.page.url
    way.page.reload()
    way.sees(english("ui.frame.need.refreshed"))


def test_a_cell_edited_in_the_table_is_in_the_setup_after_leaving_the_page(walk, tmp_path):
    way = walk("en")
    way.open()
    way.press("start.sample.dormitory")
    way.at("data")
    way.press("data.next")
    way.at("questions")
    table = way.page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    # The label of A1: the third column of the fourth row.
    table.dblclick(position={"x": 260, "y": 38 + 3.5 * 35})
    cell = way.page.locator(".gdg-input")
    cell.fill("Renamed")
    cell.press("Enter")
    way.sees("Renamed")
    way.settle()
    way.press("questions.back")
    way.at("data")
    way.press("data.next")
    way.at("questions")
    setup = json.loads(way.download("questions.save", tmp_path).read_text("utf-8"))
    assert "Renamed" in [column.get("label") for column in setup["columns"]]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(walk, width):
    way = walk("en", width)
    way.open()
    way.press("start.sample.cafe")
    way.at("data")
    way.press("data.next")
    way.at("questions")
    way.press("questions.confirm")
    for step, following in pairwise(STEPS[1:]):
        way.press(f"{step.key}.next")
        way.at(following.key)
        excess = way.page.evaluate(
            "(() => { const main = document.querySelector('[data-testid=stMain]');"
            " return main.scrollWidth - main.clientWidth })()"
        )
        assert excess <= 0


def test_nothing_is_asked_of_another_machine(walk):
    way = walk("zh")
    asked = []
    way.page.on("request", lambda request: asked.append(request.url))
    way.open()
    way.press("start.sample.dormitory")
    way.at("data")
    way.press("data.next")
    way.at("questions")
    way.press("questions.confirm")
    way.page.locator("[data-testid=stSidebarNav] a[href$='/validity']").click()
    way.at("validity")
    assert asked
    assert [url for url in asked if not url.startswith((way.address, "data:", "blob:"))] == []
