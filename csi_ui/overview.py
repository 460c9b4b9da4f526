"""The data page's parts: what was recognised, the sheet, the first rows as they stand in the file."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from csi_core.read import HeaderRows, platforms
from csi_core.setup import Role
from csi_core.text import Text
from csi_ui import draw, reading, session
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
    """What was noticed while reading, line by line."""
    if loaded.table.found:
        lines = [text(f"found.{found.code}", **_escaped(found.values)) for found in loaded.table.found]
        st.markdown("\n".join(f"- {line}" for line in lines))


def overrule(loaded: Loaded, text: Text) -> None:
    """The user's own word on the kind of table and on where its header is; the file is read anew."""
    setup, found = loaded.setup, loaded.table.header
    # Other keys after another reading, so that the fields show what was read then.
    key = f"data.{loaded.table.digest[:8]}"
    with st.expander(text("ui.data.wrong")), st.form(f"{key}.form", border=False):
        layout = st.selectbox(
            text("ui.data.layout"),
            [None, *platforms.names()],
            index=[None, *platforms.names()].index(setup.layout),
            format_func=lambda name: text(f"layout.{name}" if name else "ui.data.as_recognised"),
            key=f"{key}.layout",
        )
        row, rows = None, 1
        if found:
            row = st.number_input(
                text("ui.data.header_row"),
                min_value=1,
                value=setup.header_row,
                placeholder=text("ui.data.as_recognised"),
                key=f"{key}.header_row",
            )
            rows = st.number_input(text("ui.data.header_rows"), min_value=1, value=found.rows, key=f"{key}.header_rows")
        if st.form_submit_button(text("ui.data.again"), key=f"{key}.again"):
            header = None
            if found and (row is not None or rows != found.rows):
                header = HeaderRows(row or found.row, rows)
            _read_again(loaded, loaded.table.sheet, layout, header)
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
    st.selectbox(
        text("ui.data.sheet"),
        offered,
        index=offered.index(loaded.table.sheet),
        format_func=lambda name: text("ui.data.together") if name is None else name,
        key="data.sheet",
        on_change=_other_sheet,
        args=(loaded,),
    )


def _other_sheet(loaded: Loaded) -> None:
    _read_again(loaded, st.session_state["data.sheet"], loaded.setup.layout, None)


def _read_again(loaded: Loaded, sheet: str | None, layout: str | None, header: HeaderRows | None) -> None:
    reading.begin(
        loaded.file,
        lambda watch: session.prepared(
            loaded.data, loaded.file, sheet=sheet, layout=layout, header=header, watch=watch
        ),
        before={"data.sheet": loaded.table.sheet},
    )


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
