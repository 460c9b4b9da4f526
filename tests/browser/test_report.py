"""The report page and the files of charts and tables, as a visitor meets them."""

import io
import zipfile

import pypdf
from PIL import Image

LOOKED_AT = ".st-key-report-preview img"


def logo():
    made = io.BytesIO()
    Image.new("RGB", (90, 30), "teal").save(made, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": made.getvalue()}


def test_the_report_is_written_seen_and_taken_away(walk, tmp_path):
    way = walk("zh")
    way.open()
    way.press("start.sample.dormitory")
    way.at("data")
    way.press("data.next")
    way.at("questions")
    way.press("questions.confirm")
    way.page.locator("[data-testid=stSidebarNav] a[href*='/report']").click()
    way.at("report")
    way.page.locator(LOOKED_AT).first.wait_for(timeout=120_000)
    way.page.locator(".st-key-report-logo input[type=file]").set_input_files(logo())
    way.page.locator(".st-key-report-no_logo button").wait_for()
    way.page.locator(".st-key-report-organisation-zh input").fill("2301")
    way.page.keyboard.press("Tab")
    way.settle()
    cover = pypdf.PdfReader(way.download("report.file.pdf", tmp_path)).pages[0]
    assert "2301" in cover.extract_text()
    assert len(cover.images) == 1
    assert len(pypdf.PdfReader(way.download("report.file.summary", tmp_path)).pages) == 1
    way.press("report.file.prepare")
    way.page.locator(".st-key-report-file-check button").wait_for(timeout=120_000)
    with zipfile.ZipFile(way.download("report.file.check", tmp_path)) as archive:
        names = archive.namelist()
    assert {f"report.{ending}" for ending in ("pdf", "docx", "pptx", "xlsx")} <= {name.split("/")[-1] for name in names}
    way.page.locator("[data-testid=stSidebarNav] a[href*='/reliability']").click()
    way.at("reliability")
    with Image.open(taken(way, "figure", "png", tmp_path)) as picture:
        assert picture.width > 1000
    assert b"<svg" in taken(way, "figure", "svg", tmp_path).read_bytes()[:300]
    table = taken(way, "grid", "csv", tmp_path).read_text("utf-8-sig")
    assert len(table.splitlines()) > 3
    way.page.locator("[data-testid=stSidebarNav] a[href*='/report']").click()
    way.at("report")
    assert way.page.locator(".st-key-report-organisation-zh input").input_value() == "2301"
    assert way.button("report.no_logo").is_visible()


def taken(way, what, form, folder):
    """The first figure or table of the page as a file."""
    way.page.get_by_role("button", name=way.text(f"ui.frame.take.{what}")).first.click()
    with way.page.expect_download() as held:
        way.page.get_by_role("button", name=way.text(f"ui.frame.take.{form}"), exact=True).first.click()
    path = folder / held.value.suggested_filename
    held.value.save_as(path)
    way.page.keyboard.press("Escape")
    way.settle()
    return path
