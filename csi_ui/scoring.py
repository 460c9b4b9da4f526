"""The choices of the scores page: weights, what the index is a mean of, intervals, bands, groups."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from csi_core.analysis.item_weights import SCHEMES
from csi_core.setup import Role
from csi_core.setup_check import falling
from csi_core.text import Text
from csi_ui import choices, questions
from csi_ui.session import Loaded

LEVELS = ("items", "dimensions")
INTERVALS = ("analytic", "bootstrap")


def scoring(loaded: Loaded, text: Text) -> None:
    """How the index weighs the questions; the user's own weights and bands are edited here."""
    choices.one_of(loaded, "scoring.weights", SCHEMES, "ui.analysis.weights", text)
    weights = loaded.setup.scoring.weights
    st.caption(text(f"ui.analysis.weights.why.{weights}"))
    if weights == "columns":
        _own_weights(loaded, text)
    left, right = st.columns(2)
    with left:
        choices.one_of(loaded, "scoring.level", LEVELS, "ui.analysis.level", text)
    with right:
        choices.one_of(loaded, "scoring.intervals", INTERVALS, "ui.analysis.intervals", text)
    _bands(loaded, text)
    choices.groups(loaded, text)


def _bands(loaded: Loaded, text: Text) -> None:
    """The score from which each level begins; limits that do not fall are not taken."""
    keys = [f"scores.band.{place}" for place in range(4)]

    def take() -> None:
        very_high, high, fair, low = (float(st.session_state[key]) for key in keys)
        bands = (very_high, high, fair, low)
        if falling(bands):
            choices.put(loaded, "scoring", bands=bands)

    st.caption(text("ui.analysis.bands.label"))
    with st.grid(4, min_column_width=120):
        given = [
            st.number_input(text(f"level.{level}"), 0.0, 100.0, band, step=5.0, format="%g", key=key, on_change=take)
            for level, key, band in zip(
                ("very_high", "high", "fair", "low"), keys, loaded.setup.scoring.bands, strict=True
            )
        ]
    if tuple(given) != loaded.setup.scoring.bands:
        st.warning(text("ui.analysis.bands.order"), icon=":material/warning:")


def _own_weights(loaded: Loaded, text: Text) -> None:
    items = loaded.setup.of(Role.ITEM)
    frame = pd.DataFrame(
        {"weight": [column.weight for column in items]}, index=pd.Index([column.title for column in items], name="item")
    )

    def take() -> None:
        changes = {items[int(row)].name: edit for row, edit in st.session_state["scores.own"]["edited_rows"].items()}
        loaded.setup = questions.change(loaded.setup, changes)

    kinds = st.column_config
    st.data_editor(
        frame,
        key="scores.own",
        disabled=["_index"],
        on_change=take,
        alt=text("ui.analysis.weights.columns"),
        column_config={
            "item": kinds.TextColumn(text("ui.analysis.weights.item")),
            "weight": kinds.NumberColumn(text("ui.questions.column.weight"), min_value=0.0, required=True),
        },
    )
