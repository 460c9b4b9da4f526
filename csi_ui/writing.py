"""The report page's parts: the cover and the user's words, the parts, the files, a preview."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from csi_core.read.table import Table
from csi_core.report import RENDERERS, everything, one_page
from csi_core.report.answers import answers
from csi_core.report.build import ReportChoices, asked, build, default_purpose, default_title
from csi_core.report.conclusions import conclusions, recommendations
from csi_core.report.model import Report
from csi_core.report.sections import SECTIONS
from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import LANGUAGES, Text
from csi_ui import draw
from csi_ui.language import NAMES
from csi_ui.session import Loaded

MIME = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def language(loaded: Loaded, text: Text) -> Text:
    """The report's language: the screen's when the page is first seen, its own from then on."""
    key = "report.language"
    loaded.report.language = loaded.report.language or text.language

    def take() -> None:
        loaded.report.language = st.session_state[key]

    st.segmented_control(
        text("ui.report.language"),
        LANGUAGES,
        default=loaded.report.language,
        required=True,
        format_func=lambda code: NAMES[code],
        key=key,
        on_change=take,
    )
    return Text(loaded.report.language)


def words(loaded: Loaded, found: Results, text: Text, report_text: Text) -> None:
    """Title, authors, date and the report's own sentences: proposed, to be changed line by line."""
    setup, form = loaded.setup, loaded.report
    _line(loaded, "title", default_title(setup, report_text), text, report_text)
    left, right = st.columns(2)
    with left:
        _line(loaded, "authors", "", text, report_text)
    with right:
        st.date_input(
            text("ui.report.field.date"),
            form.day or date.today(),
            key="report.date",
            format="YYYY-MM-DD",
            on_change=lambda: _take_day(loaded),
        )
    _lines(loaded, "purpose", default_purpose(report_text), 90, text, report_text)
    _lines(loaded, "background", "", 90, text, report_text)
    proposed = "\n".join(conclusions(found, setup, report_text))
    _lines(loaded, "conclusions", proposed, 240, text, report_text)
    proposed = "\n".join(recommendations(found, setup, report_text))
    _lines(loaded, "recommendations", proposed, 200, text, report_text)


def _take_day(loaded: Loaded) -> None:
    loaded.report.day = st.session_state["report.date"]


def _line(loaded: Loaded, field: str, proposed: str, text: Text, report_text: Text) -> None:
    key = f"report.{field}.{report_text.language}"
    st.text_input(
        text(f"ui.report.field.{field}"),
        loaded.report.written.get((field, report_text.language), proposed),
        key=key,
        on_change=lambda: _take(loaded, field, proposed, key, report_text),
    )


def _lines(loaded: Loaded, field: str, proposed: str, height: int, text: Text, report_text: Text) -> None:
    key = f"report.{field}.{report_text.language}"
    st.text_area(
        text(f"ui.report.field.{field}"),
        loaded.report.written.get((field, report_text.language), proposed),
        key=key,
        height=height,
        help=text(f"ui.report.help.{field}"),
        on_change=lambda: _take(loaded, field, proposed, key, report_text),
    )


def _take(loaded: Loaded, field: str, proposed: str, key: str, report_text: Text) -> None:
    """Keep the user's words; words as proposed follow the results."""
    written = st.session_state[key]
    place = (field, report_text.language)
    if written == proposed:
        loaded.report.written.pop(place, None)
    else:
        loaded.report.written[place] = written


def parts(loaded: Loaded, text: Text) -> None:
    """Which sections the report holds, of those the questionnaire asks for."""
    offered = [key for key in SECTIONS if asked(key, loaded.setup)]
    key = f"report.parts.{'.'.join(offered)}.{text.language}"

    def take() -> None:
        loaded.report.left_out = frozenset(offered) - frozenset(st.session_state[key])

    st.pills(
        text("ui.report.parts"),
        offered,
        selection_mode="multi",
        default=[key for key in offered if key not in loaded.report.left_out],
        format_func=lambda key: text(f"ui.frame.step.{key}"),
        key=key,
        on_change=take,
    )


def report(loaded: Loaded, found: Results, report_text: Text) -> Report:
    """The report as it stands on this page."""
    form = loaded.report

    def own(field: str) -> str | None:
        return form.written.get((field, report_text.language))

    def lines(field: str) -> tuple[str, ...] | None:
        written = own(field)
        return None if written is None else tuple(line.strip() for line in written.splitlines() if line.strip())

    choices = ReportChoices(
        title=own("title"),
        authors=own("authors") or "",
        date=(form.day or date.today()).isoformat(),
        purpose=own("purpose"),
        background=own("background"),
        conclusions=lines("conclusions"),
        recommendations=lines("recommendations"),
        leave_out=form.left_out,
    )
    return build(found, loaded.setup, choices, report_text)


def files(loaded: Loaded, made: Report, found: Results, text: Text, report_text: Text) -> None:
    """The files; a report is written only when its button is pressed."""
    from csi_core.results_file import to_json as results_json
    from csi_core.setup_file import to_json as setup_json

    setup = loaded.setup
    with st.container(horizontal=True):
        for ending, render in RENDERERS.items():
            st.download_button(
                text(f"ui.report.file.{ending[1:]}"),
                data=partial(_workbook, loaded.table, setup, made, report_text)
                if ending == ".xlsx"
                else partial(render, made),
                file_name=f"{loaded.stem}{ending}",
                mime=MIME[ending],
                key=f"report.file.{ending[1:]}",
                type="primary" if ending == ".pdf" else "secondary",
                icon=":material/download:",
                on_click="ignore",
            )
        st.download_button(
            text("ui.report.file.summary"),
            data=partial(one_page, made),
            file_name=f"{loaded.stem}.summary.pdf",
            mime=MIME[".pdf"],
            key="report.file.summary",
            icon=":material/download:",
            on_click="ignore",
        )
    with st.container(horizontal=True):
        st.download_button(
            text("ui.report.file.check"),
            data=partial(_archive, loaded.table, loaded.setup, made, found, report_text),
            file_name=f"{loaded.stem}.zip",
            mime="application/zip",
            key="report.file.check",
            type="tertiary",
            icon=":material/fact_check:",
            help=text("ui.report.help.check"),
            on_click="ignore",
        )
        st.download_button(
            text("ui.report.file.results"),
            data=lambda: results_json(found, report_text).encode(),
            file_name=f"{loaded.stem}.results.json",
            mime="application/json",
            key="report.file.results",
            type="tertiary",
            icon=":material/data_object:",
            on_click="ignore",
        )
        st.download_button(
            text("ui.report.file.setup"),
            data=lambda: setup_json(setup).encode(),
            file_name=f"{loaded.stem}.setup.json",
            mime="application/json",
            key="report.file.setup",
            type="tertiary",
            icon=":material/save:",
            on_click="ignore",
        )


def _archive(table: Table, setup: Setup, made: Report, found: Results, report_text: Text) -> bytes:
    from csi_core.analysis.run import valid_responses
    from csi_core.check import bundle

    valid = valid_responses(table, setup)
    full = replace(made, answers=answers(valid, report_text))
    return bundle(valid, found, report_text, everything(full))


def _workbook(table: Table, setup: Setup, made: Report, report_text: Text) -> bytes:
    """The report with the answers it comes from."""
    from csi_core.analysis.run import valid_responses

    return RENDERERS[".xlsx"](replace(made, answers=answers(valid_responses(table, setup), report_text)))


def preview(made: Report, text: Text, report_text: Text) -> None:
    with st.expander(
        text("ui.report.preview"), icon=":material/visibility:", on_change="rerun", key="report.preview"
    ) as held:
        if held.open:
            draw.headline(made.title)
            st.caption(" · ".join(draw.plain(part) for part in (made.subtitle, made.authors, made.date) if part))
            draw.blocks(made.blocks, report_text)
