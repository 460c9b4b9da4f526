"""Every column of the file: what it is, how it is scaled, which end is the good one."""

import streamlit as st

from csi_ui import answer_order, question_table, questionnaire, session, steps
from csi_ui.language import words

text = words()
loaded = session.need()
questionnaire.headline(loaded, text)
question_table.undo_and_redo(loaded, text)
answer_order.to_order(loaded, text)
questionnaire.directions(loaded, text)
question_table.table(loaded, text)
questionnaire.kano_pairs(loaded, text)
answer_order.codes(loaded, text)
st.space("small")
questionnaire.save_and_open(loaded, text)
steps.back_and_next("questions", text, locked="" if loaded.is_confirmed else text("ui.questions.directions.first"))
