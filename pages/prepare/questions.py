"""Every column of the file: what it is, how it is scaled, which end is the good one."""

import streamlit as st

from csi_ui import questionnaire, session, steps
from csi_ui.language import words

text = words()
loaded = session.need()
questionnaire.headline(loaded, text)
questionnaire.directions(loaded, text)
questionnaire.table(loaded, text)
questionnaire.several(loaded, text)
questionnaire.kano_pairs(loaded, text)
questionnaire.answer_codes(loaded, text)
st.space("small")
questionnaire.save_and_open(loaded, text)
steps.back_and_next("questions", text, locked="" if loaded.is_confirmed else text("ui.questions.directions.first"))
