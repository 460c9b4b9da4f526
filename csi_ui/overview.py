"""The data page's parts: what was recognised, the sheet, the first rows as they stand in the file."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from csi_core.setup import Role
from csi_core.text import Text
from csi_ui import draw, session
from csi_ui.session import Loaded

#: Rows shown of the file.
SHOWN = 10


def headline(loaded: Loaded, text: Text) -> None:
    table = loaded.table
    draw.headline(text("ui.data.headline", rows=table.n_rows, columns=len(table.columns)))
    st.markdown(text("ui.data.recognised", file=draw.plain(loaded.file), layout=text(f"layout.{table.layout}")))


def choose_sheet(loaded: Loaded, text: Text) -> None:
    """Another sheet is another table: its questions are proposed anew."""
    sheets = loaded.table.sheets
    if len(sheets) < 2:
        return
    chosen = st.selectbox(
        text("ui.data.sheet"), sheets, index=sheets.index(loaded.table.sheet or sheets[0]), key="data.sheet"
    )
    if chosen != loaded.table.sheet:
        session.load(loaded.data, loaded.file, sheet=chosen)
        st.rerun()


def first_rows(loaded: Loaded, text: Text) -> None:
    table = loaded.table
    st.subheader(text("ui.data.first_rows"), anchor=False)
    private = [column.name for column in loaded.setup.of(Role.PRIVATE)]
    shown = [column for column in table.columns if column.name not in private]
    frame = pd.DataFrame({column.name: column.cells.head(SHOWN).map(_as_it_stands) for column in shown})
    st.dataframe(frame, hide_index=True, alt=text("ui.data.first_rows"))
    if private:
        st.caption(text("ui.data.private", names=draw.plain(text.join(private))))
    st.caption(text("ui.data.of_rows", shown=min(SHOWN, table.n_rows), rows=table.n_rows))


def _as_it_stands(cell: object) -> str:
    """A cell as its file shows it: `5` for the number 5, nothing for an empty one."""
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.15g}"
    return "" if cell is None else str(cell)
