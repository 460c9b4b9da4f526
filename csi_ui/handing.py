"""What leaves the report page: the files, and the PDF's pages as they will be printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from csi_core.report import FILES, RENDERERS, everything, one_page
from csi_core.report.answers import answers
from csi_core.report.model import Report
from csi_core.report.pdf.unknown import unknown
from csi_core.results import Results
from csi_core.text import Text
from csi_ui import draw, printing
from csi_ui.session import Loaded

MIME = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}

#: Seconds between two looks at whether a file is ready, and pages shown at a time.
LOOK = 0.7
SHOWN = 2

#: Characters without a shape that are named.
MOST_NAMED = 12


def files(loaded: Loaded, made: Report, found: Results, text: Text, report_text: Text) -> None:
    """The files; all but the PDF, which the preview shows, are written only when asked for."""
    from csi_core.results_file import to_json as results_json
    from csi_core.setup_file import to_json as setup_json

    setup = loaded.setup
    _print(loaded, made)
    writers: dict[str, Callable[[], bytes]] = {
        **{ending: partial(render, made) for ending, render in RENDERERS.items()},
        ".pdf": partial(_printed, loaded.printing),
        ".xlsx": partial(_workbook, loaded, made, report_text),
    }
    with st.container(horizontal=True):
        for ending, write in writers.items():
            st.download_button(
                text(f"ui.report.file.{ending[1:]}"),
                data=write,
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
    _all(loaded, made, found, text, report_text)
    with st.container(horizontal=True):
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
            help=text("ui.report.help.setup"),
            on_click="ignore",
        )


def preview(loaded: Loaded, text: Text) -> None:
    """The pages of the PDF itself, drawn anew after every change; the old ones stand until the new are there."""
    waiting = loaded.printing is not None and not loaded.printing.job.done()
    with st.container(key="report.preview"):
        st.fragment(_preview, run_every=LOOK if waiting else None)(loaded, text, waiting)


def _preview(loaded: Loaded, text: Text, waiting: bool) -> None:
    current = loaded.printing
    if current is None:
        return
    if waiting and current.job.done():
        st.rerun()
    shown = current.ready
    st.caption(text("ui.report.preview" if not waiting else "ui.report.printing"))
    if shown is None:
        st.progress(0.0)
        return
    if boxes := unknown(shown.report):
        characters = [draw.plain(character) for character in boxes[:MOST_NAMED]]
        st.warning(text("ui.report.unknown", characters=characters), icon=":material/info:")
    count = printing.pages(shown)
    sheets = -(-count // SHOWN)
    chosen = min(loaded.sheet, sheets)
    chosen = st.pagination(sheets, default=chosen, max_visible_pages=5, key=f"report.sheet.{sheets}")
    loaded.sheet = chosen
    for number in range(SHOWN * (chosen - 1), min(count, SHOWN * chosen)):
        with st.container(border=True):
            st.image(
                printing.page(shown, number),
                width="stretch",
                alt=text("ui.report.page", number=number + 1, of=count),
            )
        st.caption(text("ui.report.page", number=number + 1, of=count))


def _print(loaded: Loaded, made: Report) -> None:
    """See to it that the PDF of this very report is made or being made."""
    before = loaded.printing
    if before is None or before.report != made:
        loaded.printing = printing.start(made, lambda _: RENDERERS[".pdf"](made), before)


def _printed(job: printing.Printing | None) -> bytes:
    return b"" if job is None else job.job.result()


def _all(loaded: Loaded, made: Report, found: Results, text: Text, report_text: Text) -> None:
    """All files in one archive, with the progress of writing them."""
    if loaded.bundling is not None and loaded.bundling.report != made:
        loaded.bundling = None
    waiting = loaded.bundling is not None and not loaded.bundling.job.done()

    def shown() -> None:
        bundle = loaded.bundling
        if bundle is None:
            if st.button(
                text("ui.report.file.prepare"),
                key="report.file.prepare",
                type="tertiary",
                icon=":material/fact_check:",
                help=text("ui.report.help.check"),
            ):
                loaded.bundling = printing.start(made, partial(_archive, loaded, made, found, report_text))
                st.rerun()
        elif not bundle.job.done():
            told = text("ui.report.writing", done=len(bundle.done), of=len(FILES))
            st.progress(len(bundle.done) / len(FILES), told)
        elif waiting:
            st.rerun()
        else:
            st.download_button(
                text("ui.report.file.check"),
                data=bundle.job.result(),
                file_name=f"{loaded.stem}.zip",
                mime=MIME[".zip"],
                key="report.file.check",
                icon=":material/download:",
                on_click="ignore",
            )

    st.fragment(shown, run_every=LOOK if waiting else None)()


def _archive(loaded: Loaded, made: Report, found: Results, report_text: Text, told: Callable[[str], None]) -> bytes:
    from csi_core.analysis.run import valid_responses
    from csi_core.check import bundle

    valid = valid_responses(loaded.table, loaded.setup)
    full = replace(made, answers=answers(valid, report_text))
    return bundle(valid, found, report_text, everything(full, told))


def _workbook(loaded: Loaded, made: Report, report_text: Text) -> bytes:
    """The report with the answers it comes from."""
    from csi_core.analysis.run import valid_responses

    return RENDERERS[".xlsx"](replace(made, answers=answers(valid_responses(loaded.table, loaded.setup), report_text)))
