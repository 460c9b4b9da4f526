"""The choices of the Kano page: the evaluation table, edited cell by cell, the chart's cross-hair, the groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from csi_core.analysis.kano import CATEGORIES, cells
from csi_core.setup import KanoAnswer, KanoChoices
from csi_core.text import Text
from csi_ui import choices
from csi_ui.session import Loaded

TABLES = ("standard", "pouliot")
OWN = "own"
CROSS_HAIRS = ("half", "mean")


def kano(loaded: Loaded, text: Text) -> None:
    """What the analysis page offers under "more"."""
    present = loaded.setup.kano
    left, right = st.columns(2)
    with left:
        # The key holds the choice: editing a cell changes it as well.
        tables = (*TABLES, OWN) if present.cells else TABLES
        choices.one_of(loaded, "kano.table", tables, "ui.analysis.kano", text, key=f"kano.table.{present.table}")
    with right:
        choices.one_of(loaded, "kano.cross_hair", CROSS_HAIRS, "ui.analysis.kano.cross_hair", text)
    _table(loaded, text)
    choices.groups(loaded, text)


def _table(loaded: Loaded, text: Text) -> None:
    """The table in use; changing a cell makes it the user's own."""
    shown = cells(loaded.setup.kano)
    words = [text.word(answer) for answer in KanoAnswer]
    frame = pd.DataFrame([list(row) for row in shown], index=pd.Index(words, name="functional"), columns=words)
    key = f"kano.cells.{'.'.join(shown)}.{text.language}"

    def take() -> None:
        edited = edit(loaded.setup.kano, st.session_state[key]["edited_rows"], words)
        loaded.setup = replace(loaded.setup, kano=edited)

    def reset() -> None:
        loaded.setup = replace(loaded.setup, kano=KanoChoices(cross_hair=loaded.setup.kano.cross_hair))

    st.caption(text("ui.analysis.kano.edit"))
    kinds = st.column_config
    columns: dict[str, Any] = {
        word: kinds.SelectboxColumn(word, options=list(CATEGORIES), required=True) for word in words
    }
    columns["functional"] = kinds.TextColumn(text("ui.analysis.kano.corner"), pinned=True)
    st.data_editor(
        frame,
        key=key,
        column_config=columns,
        disabled=["_index"],
        on_change=take,
        alt=text("ui.analysis.kano.label"),
    )
    if loaded.setup.kano.table == OWN:
        st.button(text("ui.analysis.kano.reset"), key="kano.reset", icon=":material/undo:", on_click=reset)


def edit(present: KanoChoices, rows: Mapping[Any, Mapping[str, str]], words: list[str]) -> KanoChoices:
    """The choices with changed cells (row → column's word → letter) in a table of the user's own."""
    changed = [list(row) for row in cells(present)]
    for row, letters in rows.items():
        for word, letter in letters.items():
            if letter in CATEGORIES:
                changed[int(row)][words.index(word)] = letter
    return replace(present, table="own", cells=tuple("".join(row) for row in changed))
