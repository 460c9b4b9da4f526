"""What was recognised, the choice of sheet, the first rows."""

import streamlit as st

from csi_ui import overview, reading, session, steps
from csi_ui.language import words

text = words()
# In a container of its own, so that what stands below does not move and stays open.
with st.container():
    on_its_way = reading.follow(text)
if on_its_way and session.current() is None:
    st.stop()
loaded = session.need()
overview.headline(loaded, text)
overview.noticed(loaded, text)
overview.choose_sheet(loaded, text)
overview.overrule(loaded, text)
overview.first_rows(loaded, text)
steps.back_and_next("data", text)
