"""Suspicious answers, each with its reasons; what is removed is the user's decision."""

from csi_ui import analysis, draw, explained, session, steps, weeding
from csi_ui.language import words

text = words()
loaded = session.need_confirmed()
found = analysis.results(loaded, text)
if found is not None and (shown := analysis.section_of("cleaning", found, loaded.setup, text)):
    draw.finding(shown)
weeding.checks(loaded, text)
if found is not None:
    weeding.rows(loaded, found.responses, text)
    if loaded.setup.dimensions():
        weeding.missing(loaded, text)
    if shown:
        draw.details(shown, text, how=lambda: explained.link("cleaning", text))
steps.back_and_next("cleaning", text)
