"""While a file is read its progress is shown; it can be ended, and what was in work stays until all is read."""

from __future__ import annotations

import json
import threading
import zipfile
from io import BytesIO

import pytest
from streamlit.runtime import caching

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.request import Progress, Stage
from csi_core.setup_file import to_json
from csi_ui import reading, session
from csi_ui.samples import SAMPLES

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
CSV = ("分组,A1,A2\n" + "甲,5,4\n乙,4,3\n" * 10).encode()


@pytest.fixture
def slow(monkeypatch):
    """Readings wait until told to go on or cancelled; how far they are is set by hand."""
    prepared, begun = session.prepared, []
    gate = threading.Event()

    def waiting(data, file, *, watch, **asked):
        begun.append(watch)
        while not gate.wait(0.01):
            watch.check(file)
        return prepared(data, file, watch=watch, **asked)

    monkeypatch.setattr(session, "prepared", waiting)
    monkeypatch.setattr(reading, "AT_ONCE_SECONDS", 0.05)
    yield begun, gate
    gate.set()


def begin(visitor, name="slow.csv", data=CSV):
    """Upload without waiting for the end."""
    visitor.app.switch_page("pages/prepare/start.py").run()
    visitor.app.file_uploader(key="start.upload").upload(name, data).run()
    assert is_reading(visitor)


def is_reading(visitor) -> bool:
    return any(button.key == "reading.cancel" for button in visitor.app.button)


@LANGUAGES
def test_progress_says_what_is_done_and_how_many_rows_are_read(visit, slow, language):
    visitor = visit(language)
    begun, gate = slow
    begin(visitor)
    text = visitor.text
    assert text("ui.reading.opening") in visitor.told()
    begun[0].tell(Progress(Stage.ROWS, 12_345))
    visitor.app.run()
    assert text("ui.reading.rows", rows=12_345) in visitor.told()
    begun[0].tell(Progress(Stage.ROWS, 12_345, 99_000, 2, 3))
    visitor.app.run()
    doing = text("ui.reading.rows_of", rows=12_345, of=99_000)
    assert text("ui.reading.of_files", number=2, files=3, doing=doing) in visitor.told()
    begun[0].tell(Progress(Stage.RECOGNISING))
    visitor.app.run()
    assert text("ui.reading.recognising") in visitor.told()
    gate.set()
    visitor.run()
    assert visitor.title() == text("ui.frame.step.data")
    assert visitor.session.table.n_rows == 20


@LANGUAGES
def test_cancelling_leaves_what_was_in_work_as_it_was(visit, slow, language):
    visitor = visit(language)
    begun, gate = slow
    gate.set()
    visitor.sample("dormitory")
    before = visitor.session
    gate.clear()
    begin(visitor)
    visitor.app.button(key="reading.cancel").click().run()
    assert not is_reading(visitor)
    assert begun[-1].cancelled
    assert visitor.app.session_state["session"] is before
    stopped = visitor.text.problem(DataProblem("read.stopped", file="slow.csv"))
    assert any(info.value.startswith(stopped[:6]) for info in visitor.app.info)
    visitor.app.button(key="reading.dismiss").click().run()
    assert not visitor.app.info
    visitor.open("data")
    assert "dormitory" in visitor.told()


def test_cancelling_twice_or_at_the_end_still_ends_in_nothing_read(visit, slow):
    visitor = visit("zh")
    begun, gate = slow
    begin(visitor)
    begun[0].cancel()
    begun[0].cancel()
    gate.set()
    visitor.run()
    assert "session" not in visitor.app.session_state
    assert not is_reading(visitor)


def test_another_file_ends_the_one_on_its_way(visit, slow):
    visitor = visit("zh")
    begun, gate = slow
    begin(visitor)
    visitor.app.button(key="start.sample.cafe").click().run()
    assert [watch.cancelled for watch in begun] == [True, False]
    gate.set()
    visitor.run()
    assert visitor.session.file == "cafe.xlsx"


def test_another_page_is_not_disturbed_and_the_data_page_takes_the_file(visit, slow):
    visitor = visit("zh")
    _, gate = slow
    gate.set()
    visitor.sample("dormitory")
    gate.clear()
    begin(visitor)
    visitor.open("sample")
    assert visitor.session.file == "dormitory.xlsx"
    gate.set()
    visitor.open("data")
    assert visitor.session.file == "slow.csv"


def test_clearing_everything_ends_the_reading(visit, slow):
    visitor = visit("zh")
    begun, gate = slow
    gate.set()
    visitor.sample("dormitory")
    gate.clear()
    begin(visitor)
    visitor.app.button(key="frame.clear").click().run()
    visitor.app.button(key="frame.clear_sure").click().run()
    assert begun[-1].cancelled
    assert "session" not in visitor.app.session_state
    assert not is_reading(visitor)


def test_the_end_of_the_session_ends_the_reading(visit, slow):
    visitor = visit("zh")
    begun, _ = slow
    # Every visitor of the tests has the same session.
    caching.clear_session_resource_cache("test session id")
    begin(visitor)
    caching.clear_session_resource_cache("test session id")
    assert begun[0].cancelled


@LANGUAGES
def test_a_process_out_of_memory_ends_in_a_sentence(visit, slow, monkeypatch, language):
    visitor = visit(language)
    _, gate = slow

    def exhausted(*given, **asked):
        raise DataProblem("read.memory", file="slow.csv", limit=limits.CHILD_MEMORY_BYTES / limits.GIB)

    begin(visitor)
    monkeypatch.setattr("csi_ui.session.read", exhausted)
    gate.set()
    visitor.run()
    assert len(visitor.errors()) == 1
    assert "session" not in visitor.app.session_state


@LANGUAGES
def test_the_header_can_be_overruled_and_wrong_numbers_change_nothing(visit, language):
    visitor = visit(language)
    visitor.upload("a.csv", CSV)
    visitor.open("data")
    before = visitor.session
    key = f"data.{before.table.digest[:8]}"
    visitor.app.number_input(key=f"{key}.header_row").set_value(99)
    visitor.click(f"{key}.again")
    assert len(visitor.errors()) == 1
    assert visitor.session is before
    visitor.app.number_input(key=f"{key}.header_row").set_value(1)
    visitor.app.number_input(key=f"{key}.header_rows").set_value(2)
    visitor.click(f"{key}.again")
    assert visitor.errors() == []
    assert (visitor.session.setup.header_row, visitor.session.setup.header_rows) == (1, 2)
    assert visitor.session.table.n_rows == 19
    assert visitor.text("found.header_given", row=1, rows=2) in visitor.told()


def test_saved_work_of_several_files_takes_the_same_files_in_any_order(visit):
    visitor = visit("zh")
    parts = [("二组.csv", CSV), ("一组.csv", CSV.replace(b"5", b"3"))]
    visitor.open("start")
    visitor.app.file_uploader(key="start.upload").upload(*parts[0]).upload(*parts[1])
    visitor.run()
    table = visitor.session.table
    setup = visitor.session.setup
    document = json.loads(to_json(setup)) | {"title": "两组"}
    visitor.open("start")
    visitor.app.file_uploader(key="start.saved.table").upload(*parts[1]).upload(*parts[0])
    visitor.app.file_uploader(key="start.saved.setup").upload("s.json", json.dumps(document).encode())
    visitor.run()
    assert visitor.session.setup.title == "两组"
    assert visitor.session.table["A1"].cells.tolist() == table["A1"].cells.tolist()
    with zipfile.ZipFile(BytesIO(visitor.session.data)) as archive:
        assert archive.namelist() == sorted(name for name, _ in parts)


def test_a_sample_opens_at_once(visit):
    visitor = visit("zh")
    visitor.click(f"start.sample.{SAMPLES[0].key}")
    assert visitor.title() == visitor.text("ui.frame.step.data")
