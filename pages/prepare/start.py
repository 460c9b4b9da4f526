"""Upload a file, try a sample, or carry on with saved work."""

import streamlit as st

from csi_core.read import limits
from csi_ui import opening, reading, session, steps
from csi_ui.language import words
from csi_ui.samples import SAMPLES

text = words()
st.markdown(text("ui.start.what"))
on_its_way = st.container()
if loaded := session.current():
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(text("ui.start.in_work", rows=loaded.table.n_rows))
        steps.link("data", text)

upload, sample, saved = st.columns(3)
with upload.container(border=True, height="stretch"):
    st.subheader(text("ui.start.upload.title"), anchor=False)
    st.caption(text("ui.start.upload.what"))
    opening.upload(text)
with sample.container(border=True, height="stretch"):
    st.subheader(text("ui.start.sample.title"), anchor=False)
    st.caption(text("ui.start.sample.what"))
    for offered in SAMPLES:
        opening.sample(offered, text)
with saved.container(border=True, height="stretch"):
    st.subheader(text("ui.start.saved.title"), anchor=False)
    st.caption(text("ui.start.saved.what"))
    opening.saved_work(text)

with on_its_way:
    reading.follow(text)

st.subheader(text("ui.start.data.title"), anchor=False)
st.markdown(text("ui.start.data.stays"))
st.markdown(
    text(
        "ui.start.data.limits", megabytes=limits.UPLOAD_BYTES // limits.MIB, columns=limits.COLUMNS, cells=limits.CELLS
    )
)
st.markdown(text("ui.start.data.refresh"))
