"""The report: what it says, which parts it holds, and the files."""

from csi_ui import analysis, session, steps, writing
from csi_ui.language import words

text = words()
loaded = session.need_confirmed()
found = analysis.results(loaded, text)
if found is not None:
    writing.cover(loaded, text)
    writing.parts(loaded, text)
    writing.files(loaded, found, text)
    writing.preview(loaded, found, text)
steps.back_and_next("report", text)
