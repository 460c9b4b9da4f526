"""The data page's parts: what was recognised, the sheet, the first rows as they stand in the file."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from csi_core.errors import DataProblem
from csi_core.read import platforms
from csi_core.setup import Role
from csi_core.text import Text
from csi_ui import draw, session
from csi_ui.session import Loaded

#: The file whose sheets were read as one table.
TOGETHER = "data.together"

#: Rows shown of the file.
SHOWN = 10


def headline(loaded: Loaded, text: Text) -> None:
    table = loaded.table
    draw.headline(text("ui.data.headline", rows=table.n_rows, columns=len(table.columns)))
    st.markdown(text("ui.data.recognised", file=draw.plain(loaded.file), layout=text(f"layout.{table.layout}")))


def noticed(loaded: Loaded, text: Text) -> None:
    """What was noticed while reading, line by line, and the choice to say what the table really is."""
    if loaded.table.found:
        lines = [text(f"found.{found.code}", **_escaped(found.values)) for found in loaded.table.found]
        st.markdown("\n".join(f"- {line}" for line in lines))
    with st.expander(text("ui.data.layout")):
        chosen = st.selectbox(
            text("ui.data.layout"),
            [None, *platforms.names()],
            index=[None, *platforms.names()].index(loaded.setup.layout),
            format_func=lambda name: text(f"layout.{name}" if name else "ui.data.as_recognised"),
            key="data.layout",
            label_visibility="collapsed",
        )
    if chosen != loaded.setup.layout:
        try:
            session.load(loaded.data, loaded.file, sheet=loaded.table.sheet, layout=chosen)
        except DataProblem as problem:
            st.error(draw.plain(text.problem(problem)), icon=":material/error:")
            return
        st.rerun()


def _escaped(values: Mapping[str, object]) -> dict[str, object]:
    """Texts from the file as plain words; numbers stay numbers."""
    return {
        name: [draw.plain(part) for part in value]
        if isinstance(value, list | tuple)
        else draw.plain(value)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }


def choose_sheet(loaded: Loaded, text: Text) -> None:
    """Another sheet is another table: its questions are proposed anew. Parts of one table may be taken together."""
    sheets = loaded.table.sheets
    if len(sheets) < 2:
        return
    if loaded.table.sheet is None:
        st.session_state[TOGETHER] = loaded.file
    offered: list[str | None] = [None, *sheets] if st.session_state.get(TOGETHER) == loaded.file else list(sheets)
    chosen = st.selectbox(
        text("ui.data.sheet"),
        offered,
        index=offered.index(loaded.table.sheet),
        format_func=lambda name: text("ui.data.together") if name is None else name,
        key="data.sheet",
    )
    if chosen != loaded.table.sheet:
        session.load(loaded.data, loaded.file, sheet=chosen, layout=loaded.setup.layout)
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
