"""What the user writes for the report: cover, own words, parts and remarks; kept in the setup at once."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from csi_core import picture
from csi_core.errors import DataProblem
from csi_core.report.build import asked, build, default_purpose, default_title
from csi_core.report.choices import chosen
from csi_core.report.conclusions import conclusions, recommendations
from csi_core.report.model import Report
from csi_core.report.sections import SECTIONS
from csi_core.results import Results
from csi_core.setup import ReportWords
from csi_core.text import LANGUAGES, Text
from csi_ui import draw
from csi_ui.language import NAMES
from csi_ui.session import Loaded

#: Fields that are the same in both languages of the report.
_SHARED = frozenset({"authors", "organisation"})

#: Fields of sentences, one a line.
_LISTS = frozenset({"conclusions", "recommendations"})


def language(loaded: Loaded, text: Text) -> Text:
    """The report's language: the screen's when the page is first seen, its own from then on."""
    key = "report.language"
    if loaded.setup.report.language is None:
        _keep(loaded, language=text.language)
    st.segmented_control(
        text("ui.report.language"),
        LANGUAGES,
        default=loaded.setup.report.language,
        required=True,
        format_func=lambda code: NAMES[code],
        key=key,
        on_change=lambda: _keep(loaded, language=st.session_state[key]),
    )
    return Text(loaded.setup.report.language or text.language)


def report(loaded: Loaded, found: Results, report_text: Text) -> Report:
    """The report as it stands on this page."""
    choices = chosen(loaded.setup.report, report_text.language, date.today().isoformat())
    return build(found, loaded.setup, choices, report_text)


def cover(loaded: Loaded, text: Text, report_text: Text) -> None:
    """Title, authors, class or company, date, logo."""
    _line(loaded, "title", default_title(loaded.setup, report_text), text, report_text)
    left, right = st.columns(2)
    with left:
        _line(loaded, "organisation", "", text, report_text)
    with right:
        _line(loaded, "authors", "", text, report_text)
    left, right = st.columns(2)
    with left:
        st.date_input(
            text("ui.report.field.date"),
            _day(loaded.setup.report.date),
            key="report.date",
            format="YYYY-MM-DD",
            on_change=lambda: _keep(loaded, date=st.session_state["report.date"].isoformat()),
        )
    with right:
        _logo(loaded, text)


def words(loaded: Loaded, found: Results, text: Text, report_text: Text) -> None:
    """The report's own sentences: proposed, to be changed line by line."""
    setup = loaded.setup
    _lines(loaded, "purpose", default_purpose(report_text), 90, text, report_text)
    _lines(loaded, "background", "", 90, text, report_text)
    proposed = "\n".join(conclusions(found, setup, report_text))
    _lines(loaded, "conclusions", proposed, 240, text, report_text)
    proposed = "\n".join(recommendations(found, setup, report_text))
    _lines(loaded, "recommendations", proposed, 200, text, report_text)


def parts(loaded: Loaded, text: Text, report_text: Text) -> None:
    """Which sections the report holds, of those the questionnaire asks for; the authors' remark on each."""
    offered = [key for key in SECTIONS if asked(key, loaded.setup)]
    key = f"report.parts.{'.'.join(offered)}.{text.language}"
    st.pills(
        text("ui.report.parts"),
        offered,
        selection_mode="multi",
        default=[key for key in offered if key not in loaded.setup.report.leave_out],
        format_func=lambda key: text(f"ui.frame.step.{key}"),
        key=key,
        wrap=True,
        on_change=lambda: _keep(loaded, leave_out=tuple(part for part in offered if part not in st.session_state[key])),
    )
    st.checkbox(
        text("ui.report.patterns"),
        loaded.setup.report.patterns,
        key="report.patterns",
        help=text("ui.report.help.patterns"),
        on_change=lambda: _keep(loaded, patterns=st.session_state["report.patterns"]),
    )
    with st.expander(text("ui.report.remarks"), icon=":material/comment:"):
        st.caption(text("ui.report.help.remarks"))
        for part in offered:
            if part not in loaded.setup.report.leave_out:
                _remark(loaded, part, text, report_text)


def _keep(loaded: Loaded, **changes: Any) -> None:
    loaded.setup = replace(loaded.setup, report=replace(loaded.setup.report, **changes))


def _said(loaded: Loaded, report_text: Text) -> ReportWords:
    """What the user wrote in the report's language."""
    return next(
        (said for code, said in loaded.setup.report.words.items() if code == report_text.language), ReportWords()
    )


def _say(loaded: Loaded, report_text: Text, **changes: Any) -> None:
    said = replace(_said(loaded, report_text), **changes)
    _keep(loaded, words={**loaded.setup.report.words, report_text.language: said})


def _day(kept: str) -> date:
    try:
        return date.fromisoformat(kept)
    except ValueError:
        return date.today()


def _shown(loaded: Loaded, field: str, proposed: str, report_text: Text) -> str:
    """What a field holds: the user's words, else the proposed ones."""
    kept = getattr(loaded.setup.report if field in _SHARED else _said(loaded, report_text), field)
    if kept is None:
        return proposed
    return "\n".join(kept) if field in _LISTS else str(kept)


def _take(loaded: Loaded, field: str, proposed: str, key: str, report_text: Text) -> None:
    """Keep the user's words; words as proposed follow the results."""
    written = st.session_state[key]
    if field in _SHARED:
        _keep(loaded, **{field: written})
    elif written == proposed:
        _say(loaded, report_text, **{field: None})
    elif field in _LISTS:
        lines = tuple(line.strip() for line in written.splitlines() if line.strip())
        _say(loaded, report_text, **{field: lines})
    else:
        _say(loaded, report_text, **{field: written})


def _line(loaded: Loaded, field: str, proposed: str, text: Text, report_text: Text) -> None:
    key = f"report.{field}.{report_text.language}"
    st.text_input(
        text(f"ui.report.field.{field}"),
        _shown(loaded, field, proposed, report_text),
        key=key,
        on_change=lambda: _take(loaded, field, proposed, key, report_text),
    )


def _lines(loaded: Loaded, field: str, proposed: str, height: int, text: Text, report_text: Text) -> None:
    key = f"report.{field}.{report_text.language}"
    st.text_area(
        text(f"ui.report.field.{field}"),
        _shown(loaded, field, proposed, report_text),
        key=key,
        height=height,
        help=text(f"ui.report.help.{field}"),
        on_change=lambda: _take(loaded, field, proposed, key, report_text),
    )


def _remark(loaded: Loaded, part: str, text: Text, report_text: Text) -> None:
    key = f"report.remark.{part}.{report_text.language}"

    def take() -> None:
        comments = {**_said(loaded, report_text).comments, part: st.session_state[key]}
        _say(loaded, report_text, comments={name: said for name, said in comments.items() if said.strip()})

    st.text_area(
        text(f"ui.frame.step.{part}"),
        _said(loaded, report_text).comments.get(part, ""),
        key=key,
        height=70,
        on_change=take,
    )


def _logo(loaded: Loaded, text: Text) -> None:
    """The logo with a way to remove it, or a place to give one."""
    kept = loaded.setup.report.logo
    if kept is not None:
        st.caption(text("ui.report.field.logo"))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.image(base64.b64decode(kept), width=120, alt=text("ui.report.field.logo"))
            st.button(
                text("ui.report.no_logo"),
                key="report.no_logo",
                type="tertiary",
                icon=":material/delete:",
                on_click=lambda: _keep(loaded, logo=None),
            )
        return
    # Streamlit's own line names the limit of the data files.
    limit = json.dumps(text("ui.report.logo_limit", megabytes=picture.MEGABYTES), ensure_ascii=False)
    place = ".st-key-report-logo [data-testid=stFileUploaderDropzoneInstructions]"
    st.html(f"<style>{place}::after {{content: {limit} !important}}</style>")
    given = st.file_uploader(text("ui.report.field.logo"), type=["png", "jpg", "jpeg"], key="report.logo")
    if given is None:
        return
    try:
        _keep(loaded, logo=picture.stored(given.getvalue()))
    except DataProblem as problem:
        st.error(draw.plain(text.problem(problem)), icon=":material/error:")
        return
    st.rerun()
