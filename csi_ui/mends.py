"""Mends offered where a warning stands: leave a question out and see, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import streamlit as st

from csi_core.analysis.what_if import troubled
from csi_core.report.sections.convergence import weak_items
from csi_core.report.sections.parts import called
from csi_core.report.sections.verdicts import to_leave_out, to_reverse
from csi_core.results import Results
from csi_core.setup import Best, ColumnSetup, Role
from csi_core.text import Text
from csi_ui import draw
from csi_ui.session import Loaded

#: Buttons offered at once.
OFFERED = 6


def offer(key: str, results: Results, loaded: Loaded, text: Text) -> None:
    """Buttons for the questions that the section complains of."""
    match key:
        case "confirmatory" if results.confirmatory is not None:
            # The page offers the factor analysis' own above: each question once.
            above = () if results.validity is None else troubled(results.validity)
            weak = [name for name in weak_items(results.confirmatory) if name not in above]
            leave_out_buttons(dict.fromkeys(weak), loaded, text)
        case "reliability" if results.reliability is not None:
            _turn_buttons(dict.fromkeys(to_reverse(results.reliability)), loaded, text)
            leave_out_buttons(dict.fromkeys(to_leave_out(results.reliability.overall)), loaded, text)


def leave_out_buttons(names: dict[str, None], loaded: Loaded, text: Text, key: str = "mend.leave_out") -> None:
    if not names:
        return
    st.caption(text("ui.analysis.mend.leave_out_why"))
    with st.container(horizontal=True):
        for name in list(names)[:OFFERED]:
            st.button(
                text("ui.analysis.mend.leave_out", item=draw.plain(name)),
                help=draw.plain(called(loaded.setup, name)),
                key=f"{key}.{name}",
                on_click=leave_out,
                args=(loaded, (name,)),
            )


def _turn_buttons(names: dict[str, None], loaded: Loaded, text: Text) -> None:
    if not names:
        return
    st.caption(text("ui.analysis.mend.turn_why"))
    with st.container(horizontal=True):
        for name in list(names)[:OFFERED]:
            st.button(
                text("ui.analysis.mend.turn", item=draw.plain(name)),
                help=draw.plain(called(loaded.setup, name)),
                key=f"mend.turn.{name}",
                on_click=_mend,
                args=(loaded, name, _turned),
            )


def leave_out(loaded: Loaded, names: Iterable[str]) -> None:
    for name in names:
        _mend(loaded, name, lambda column: replace(column, role=Role.IGNORE))


def _turned(column: ColumnSetup) -> ColumnSetup:
    if column.scale is None:
        return column
    best = Best.LOW if column.scale.best is Best.HIGH else Best.HIGH
    return replace(column, scale=replace(column.scale, best=best))


def _mend(loaded: Loaded, name: str, mended: Callable[[ColumnSetup], ColumnSetup]) -> None:
    """Change one column on the user's word, which confirms it, and remember how it was."""
    before = loaded.setup.column(name)
    loaded.mended = {**loaded.mended, name: loaded.mended.get(name, before)}
    _put(loaded, mended(before))


def _put(loaded: Loaded, column: ColumnSetup) -> None:
    columns = tuple(column if each.name == column.name else each for each in loaded.setup.columns)
    loaded.setup = replace(loaded.setup, columns=columns)
    loaded.confirm()


def undo(loaded: Loaded, text: Text) -> None:
    """What was mended by button, each with its undo."""
    for name, before in loaded.mended.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = "left_out" if loaded.setup.column(name).role is Role.IGNORE else "turned"
            st.markdown(text(f"ui.analysis.mend.{kind}", item=draw.plain(called(loaded.setup, name))))
            st.button(
                text("ui.frame.undo"),
                key=f"mend.undo.{name}",
                icon=":material/undo:",
                on_click=_undo,
                args=(loaded, before),
            )
    if len(loaded.mended) > 1:
        st.button(
            text("ui.analysis.mend.undo_all"),
            key="mend.undo_all",
            icon=":material/undo:",
            on_click=_undo_all,
            args=(loaded,),
        )


def _undo_all(loaded: Loaded) -> None:
    for before in tuple(loaded.mended.values()):
        _undo(loaded, before)


def _undo(loaded: Loaded, before: ColumnSetup) -> None:
    loaded.mended = {name: column for name, column in loaded.mended.items() if name != before.name}
    _put(loaded, before)
