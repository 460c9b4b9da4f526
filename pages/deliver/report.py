"""The report: what it says, which parts it holds, and the files."""

from csi_ui import analysis, draw, session, steps, writing
from csi_ui.language import words

text = words()
loaded = session.need_confirmed()
found = analysis.results(loaded, text)
if found is not None:
    draw.headline(text("ui.report.headline", n=found.responses.valid))
    report_text = writing.language(loaded, text)
    writing.parts(loaded, text)
    writing.words(loaded, found, text, report_text)
    made = writing.report(loaded, found, report_text)
    writing.files(loaded, made, found, text, report_text)
    writing.preview(made, text, report_text)
steps.back_and_next("report", text)
