"""The report: what it says, which parts it holds, the files, and its pages as they will be printed."""

import streamlit as st

from csi_ui import analysis, draw, handing, session, steps, writing
from csi_ui.language import words

text = words()
loaded = session.need_confirmed()
found = analysis.results(loaded, text)
if found is not None:
    draw.headline(text("ui.report.headline", n=found.responses.valid))
    written, printed = st.columns([11, 9], gap="medium")
    with written:
        report_text = writing.language(loaded, text)
        writing.cover(loaded, text, report_text)
        writing.parts(loaded, text, report_text)
        writing.words(loaded, found, text, report_text)
    with printed:
        handing.files(loaded, writing.report(loaded, found, report_text), found, text, report_text)
        handing.preview(loaded, text)
steps.back_and_next("report", text)
