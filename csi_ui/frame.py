"""The frame of every page: configuration, language, navigation, progress, and what is said when something fails."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.text import Text
from csi_ui import draw, language, process, reading, session, steps

#: The picture on the browser's tab.
ICON = str(Path(__file__).with_name("icon.png"))

#: Pages whose table needs all the room, and pixels of the others: wide enough for tables, not too wide to read.
WIDE = frozenset({"data", "questions", "report"})
READING_WIDTH = 920

LOG = logging.getLogger(__name__)


def run() -> None:
    """Draw the frame and run the page asked for."""
    text = language.words()
    # Before the navigation, whose own icons the tab would fetch from a host outside.
    st.set_page_config(page_title=text("ui.frame.name"), page_icon=ICON, layout="wide")
    page = st.navigation(steps.pages(text), expanded=True)
    key = page.url_path or steps.START.key
    with (
        st.container(horizontal_alignment="center"),
        st.container(width="stretch" if key in WIDE else READING_WIDTH),
    ):
        _body(page, key, text)
    process.warm()


def _body(page: StreamlitPage, key: str, text: Text) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        where = st.empty()
        language.switch()
    where.caption(steps.place(key, text) or text("ui.frame.name"))
    _uploader_words(text)
    _roomy_tables()
    _sidebar(text)
    st.title(page.title, anchor=False)
    try:
        page.run()
    except DataProblem as problem:
        st.error(draw.plain(text.problem(problem)), icon=":material/error:")
    except Exception as bug:
        # The last resort of every page: a visitor meets a sentence, never a traceback, and the app goes on. The log
        # names the bug and its place without its message, which may quote an answer.
        place = "".join(traceback.format_tb(bug.__traceback__))
        LOG.error("page %s: %s\n%s", key, type(bug).__name__, place)
        st.error(text("ui.frame.bug"), icon=":material/error:")


def _uploader_words(text: Text) -> None:
    """Streamlit's own words on the uploader stand in English only: ours are laid over them."""
    button = json.dumps(text("ui.frame.uploader.button"), ensure_ascii=False)
    limit = json.dumps(text("ui.frame.uploader.limit", megabytes=limits.UPLOAD_BYTES // limits.MIB), ensure_ascii=False)
    place = "[data-testid=stFileUploaderDropzone]"
    st.html(
        f"<style>{place} button p, {place} [data-testid=stFileUploaderDropzoneInstructions] span {{font-size: 0}}"
        f"{place} button p::after {{content: {button}; font-size: 1rem}}"
        f"{place} [data-testid=stFileUploaderDropzoneInstructions]::after {{content: {limit}; font-size: 0.875rem}}"
        "</style>"
    )


def _roomy_tables() -> None:
    """On a phone a table scrolls sideways instead of breaking its words between any two characters."""
    table = "[data-testid=stTable]"
    st.html(
        f"<style>{table} {{overflow-x: auto}} {table} :is(td, th) {{min-width: 4.8em}}"
        f"@media (max-width: 640px) {{{table} :is(td, th):first-child {{min-width: 8em}}}}</style>"
    )


def _sidebar(text: Text) -> None:
    loaded = session.current()
    if loaded is None:
        return
    with st.sidebar:
        st.caption(text("ui.frame.in_work", file=draw.plain(loaded.file), rows=loaded.table.n_rows))
        if st.button(text("ui.frame.clear.button"), key="frame.clear", icon=":material/delete:", type="tertiary"):
            st.dialog(text("ui.frame.clear.title"))(_clear)(text)


def _clear(text: Text) -> None:
    st.markdown(text("ui.frame.clear.warning"))
    if st.button(text("ui.frame.clear.sure"), key="frame.clear_sure", type="primary", on_click=reading.forget):
        st.switch_page(steps.START.path)
