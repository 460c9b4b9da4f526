"""The cleaning page's controls: which checks remove rows, and the user's word on single rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from csi_core.results import ResponseCounts
from csi_core.setup import Role
from csi_core.text import Text
from csi_ui.session import Loaded

#: What a check begins with when it is switched on.
FIRST_SECONDS, FIRST_SHARE, FIRST_SIGNS = 30.0, 0.5, 2

AS_CHECKED, REMOVE, KEEP = "as_checked", "remove", "keep"


def checks(loaded: Loaded, text: Text) -> None:
    """Every check a switch; its parameter beside it."""
    present = loaded.setup.cleaning
    st.subheader(text("ui.cleaning.checks.title"), anchor=False)
    st.caption(text("ui.cleaning.checks.why"))
    _switch("duplicates", present.duplicates, lambda on: _take(loaded, duplicates=on), text)
    _switch("straight_lining", present.straight_lining, lambda on: _take(loaded, straight_lining=on), text)
    if loaded.setup.of(Role.DURATION):
        _limit(loaded, "min_seconds", present.min_seconds, FIRST_SECONDS, text)
    _limit(loaded, "max_missing", present.max_missing, FIRST_SHARE, text)
    _limit(loaded, "min_signs", present.min_signs, FIRST_SIGNS, text)


def missing(loaded: Loaded, text: Text) -> None:
    """How much of a dimension a person must have answered."""

    def take() -> None:
        share = st.session_state["cleaning.missing.answered"] / 100
        loaded.setup = replace(loaded.setup, missing=replace(loaded.setup.missing, answered=share))

    st.subheader(text("ui.cleaning.missing.title"), anchor=False)
    st.caption(text("ui.cleaning.missing.why"))
    st.number_input(
        text("ui.cleaning.missing.answered"),
        min_value=1,
        max_value=100,
        value=max(1, round(100 * loaded.setup.missing.answered)),
        key="cleaning.missing.answered",
        on_change=take,
        width=320,
    )


def _take(loaded: Loaded, **changed: Any) -> None:
    loaded.setup = replace(loaded.setup, cleaning=replace(loaded.setup.cleaning, **changed))


def _switch(check: str, on: bool, take: Callable[[bool], None], text: Text) -> bool:
    key = f"cleaning.{check}"
    return st.toggle(text(f"ui.cleaning.check.{check}"), on, key=key, on_change=lambda: take(st.session_state[key]))


def _limit(loaded: Loaded, check: str, present: float | None, first: float, text: Text) -> None:
    """A switch and, while it is on, the check's number: a whole one, or a share shown in per cent."""
    _switch(check, present is not None, lambda on: _take(loaded, **{check: first if on else None}), text)
    if present is None:
        return
    share = check == "max_missing" and present < 1
    key = f"cleaning.{check}.limit"

    def take() -> None:
        entered = st.session_state[key]
        _take(loaded, **{check: entered / 100 if share else entered})

    shown = round(100 * present) if share else round(present)
    st.number_input(
        text(f"ui.cleaning.limit.{'max_missing_share' if share else check}"),
        min_value=1,
        max_value=99 if share else None,
        value=max(1, shown),
        key=key,
        on_change=take,
        width=320,
    )


def rows(loaded: Loaded, counts: ResponseCounts, text: Text) -> None:
    """Every suspicious or removed row with its reasons, and the user's decision, which wins over the checks."""
    st.subheader(text("ui.cleaning.rows.title"), anchor=False)
    listed = sorted((*counts.removed, *counts.flagged), key=lambda each: (-len(each.told), each.row))
    if not listed:
        st.markdown(text("ui.cleaning.rows.none"))
        return
    st.caption(text("ui.cleaning.rows.how"))
    cleaning = loaded.setup.cleaning
    removed = {each.row for each in counts.removed}
    decided = dict.fromkeys(cleaning.keep_rows, KEEP) | dict.fromkeys(cleaning.remove_rows, REMOVE)
    frame = pd.DataFrame(
        {
            "sheet_row": [loaded.table.rows[each.row - 1] for each in listed],
            "reasons": [text.join(text(f"reason.{code}") for code in each.told) for each in listed],
            "now": [text(f"ui.cleaning.now.{'removed' if each.row in removed else 'kept'}") for each in listed],
            "decision": [decided.get(each.row, AS_CHECKED) for each in listed],
        },
        index=pd.Index([each.row for each in listed], name="row"),
    )
    key = f"cleaning.rows.{text.language}"
    kinds = st.column_config
    st.data_editor(
        frame,
        key=key,
        column_config={
            "row": kinds.NumberColumn(text("ui.cleaning.column.row"), width="small"),
            "sheet_row": kinds.NumberColumn(text("ui.cleaning.column.sheet_row"), width="small"),
            "reasons": kinds.TextColumn(text("ui.cleaning.column.reasons"), width="large"),
            "now": kinds.TextColumn(text("ui.cleaning.column.now"), width="small"),
            "decision": kinds.SelectboxColumn(
                text("ui.cleaning.column.decision"),
                options=[AS_CHECKED, REMOVE, KEEP],
                format_func=lambda code: text(f"ui.cleaning.decision.{code}"),
                required=True,
            ),
        },
        column_order=["decision", "now", "reasons", "sheet_row"],
        disabled=["_index", "sheet_row", "reasons", "now"],
        on_change=_decide,
        args=(loaded, [each.row for each in listed], key),
        alt=text("ui.cleaning.rows.title"),
    )


def _decide(loaded: Loaded, listed: list[int], key: str) -> None:
    remove, keep = set(loaded.setup.cleaning.remove_rows), set(loaded.setup.cleaning.keep_rows)
    for place, changes in st.session_state[key]["edited_rows"].items():
        row = listed[int(place)]
        remove.discard(row)
        keep.discard(row)
        match changes.get("decision"):
            case "remove":
                remove.add(row)
            case "keep":
                keep.add(row)
    _take(loaded, remove_rows=tuple(sorted(remove)), keep_rows=tuple(sorted(keep)))
