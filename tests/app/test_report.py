"""The report page keeps what is written on it, and shows the pages of the PDF itself."""

from __future__ import annotations

import base64
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from csi_core.report.build import default_purpose
from csi_core.setup_file import from_json, to_json
from csi_core.text import Text
from csi_ui import printing
from tests.app.conftest import Visitor


def png(width: int = 30, height: int = 20) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "PNG")
    return made.getvalue()


def test_what_is_written_stays_while_wandering_and_in_the_saved_work(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("zh")
    visitor.sample("dormitory")
    visitor.open("report")
    app = visitor.app
    app.text_input(key="report.organisation.zh").input("统计一班")
    app.text_area(key="report.background.zh").input("宿舍刚装修。")
    app.text_area(key="report.conclusions.zh").input("第一条。\n\n第二条。")
    app.text_area(key="report.remark.scores.zh").input("我们认为分数偏低。")
    parts = next(group for group in app.button_group if group.label == visitor.text("ui.report.parts"))
    parts.set_value([value for value in parts.value if value != "confirmatory"])
    app.checkbox(key="report.patterns").check()
    app.file_uploader(key="report.logo").upload("logo.png", png())
    visitor.run()
    visitor.open("reliability")
    visitor.speak("en")
    visitor.open("report")
    assert app.text_input(key="report.organisation.zh").value == "统计一班"
    assert app.text_area(key="report.background.zh").value == "宿舍刚装修。"
    assert app.text_area(key="report.conclusions.zh").value == "第一条。\n第二条。"
    assert app.text_area(key="report.remark.scores.zh").value == "我们认为分数偏低。"
    assert app.text_area(key="report.purpose.zh").value == default_purpose(Text("zh"))
    assert "report.logo" not in [uploader.key for uploader in app.file_uploader]
    kept = from_json(to_json(visitor.session.setup)).report
    assert kept.logo is not None
    assert base64.b64decode(kept.logo)[1:4] == b"PNG"
    assert (kept.organisation, kept.leave_out, kept.language) == ("统计一班", ("confirmatory",), "zh")
    assert app.checkbox(key="report.patterns").value
    assert kept.patterns
    assert kept.words["zh"].conclusions == ("第一条。", "第二条。")
    made = visitor.session.printing.report
    assert (made.organisation, made.logo, made.theme) == ("统计一班", base64.b64decode(kept.logo), "grey")


def test_a_picture_that_is_none_is_refused_in_a_sentence(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("report")
    visitor.app.file_uploader(key="report.logo").upload("logo.png", b"<script>alert(1)</script>")
    visitor.run()
    assert visitor.errors()[0].startswith("This file is neither a PNG nor a JPEG")
    assert visitor.session.setup.report.logo is None


def test_the_preview_is_the_pdf_and_follows_an_edit(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("report")
    first = visitor.session.printing
    assert first.job.result(120)[:5] == b"%PDF-"
    visitor.run()
    shown = visitor.text("ui.report.page", number=2, of=printing.pages(first))
    assert shown in [caption.value for caption in visitor.app.caption]
    picture = Image.open(BytesIO(printing.page(first, 0)))
    assert picture.height > picture.width > 800
    visitor.app.text_input(key="report.title.en").input("Ours")
    visitor.run()
    second = visitor.session.printing
    assert second is not first
    assert second.report.title == "Ours"
    second.job.result(120)
    assert second.ready is second


def test_results_are_not_computed_again_for_a_word_of_the_report(visit, monkeypatch) -> None:
    visitor = visit("en")
    visitor.sample("dormitory")
    visitor.open("report")
    monkeypatch.setattr("csi_core.analysis.run.analyse", lambda *_: (_ for _ in ()).throw(AssertionError))
    visitor.app.text_input(key="report.authors.en").input("Lin")
    visitor.run()
    assert visitor.session.setup.report.authors == "Lin"
