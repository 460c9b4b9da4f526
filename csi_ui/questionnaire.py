"""The questions page's parts: what was recognised, directions to confirm, Kano pairs, the setup as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from csi_core.setup import SCALED, ColumnSetup, Role, Side
from csi_core.text import Text
from csi_ui import draw, questions
from csi_ui.answer_order import named
from csi_ui.question_table import called
from csi_ui.session import Loaded


def headline(loaded: Loaded, text: Text) -> None:
    setup = loaded.setup
    counts = {
        "rated": len(setup.of(*SCALED)),
        "profile": len(setup.of(Role.PROFILE, Role.MULTIPLE)),
        "kano": len(setup.of(Role.KANO)) // 2,
    }
    told = [text(f"ui.questions.count.{kind}", n=n) for kind, n in counts.items() if n]
    draw.headline(text("ui.questions.headline", parts=told) if told else text("ui.questions.nothing"))


def directions(loaded: Loaded, text: Text) -> None:
    """Which end of each scale is the good one, and the button that says it is right."""
    st.subheader(text("ui.questions.directions.title"), anchor=False)
    st.markdown(text("ui.questions.directions.why"))
    groups: dict[str, list[ColumnSetup]] = {}
    for column in loaded.setup.of(*SCALED):
        groups.setdefault(text.join(questions.codes_worth(column, text)), []).append(column)
    for meaning, columns in groups.items():
        unsure = [c for c in columns if c.name in loaded.unsure]
        with st.container(border=True):
            st.markdown(f"**{draw.plain(meaning or text('ui.questions.directions.none'))}**")
            st.caption(named([c.title for c in columns], text))
            if unsure and not loaded.is_confirmed:
                kind = "unsure_all" if len(unsure) == len(columns) else "unsure"
                names = named([c.title for c in unsure], text)
                st.warning(text(f"ui.questions.directions.{kind}", names=names), icon=":material/warning:")
    faults = questions.faults(loaded.setup)
    unordered = loaded.unordered
    if unordered:
        st.warning(text("ui.questions.directions.order", n=len(unordered)), icon=":material/warning:")
    for fault in faults:
        titles = [loaded.setup.column(name).title for name in fault.columns]
        st.error(text(f"ui.questions.fault.{fault.code}", names=named(titles, text)), icon=":material/error:")
    if loaded.is_confirmed:
        st.success(text("ui.questions.directions.confirmed"), icon=":material/check_circle:")
    else:
        st.button(
            text("ui.questions.directions.confirm"),
            key="questions.confirm",
            type="primary",
            icon=":material/check:",
            disabled=bool(faults or unordered),
            on_click=loaded.confirm,
        )


def kano_pairs(loaded: Loaded, text: Text) -> None:
    """Make two columns the halves of one Kano question."""
    unsure = loaded.unsure & {column.name for column in loaded.setup.of(Role.KANO)}
    with st.expander(text("ui.questions.kano.title"), icon=":material/category:", expanded=bool(unsure)):
        st.caption(text("ui.questions.kano.what"))
        _kano_codes(loaded, unsure, text)
        _kano_found(loaded, unsure, text)
        names = [column.name for column in loaded.setup.columns]
        with st.form("questions.kano", border=False):
            picked = [
                st.selectbox(
                    text(f"ui.questions.kano.{side}"),
                    names,
                    index=None,
                    format_func=lambda name: called(loaded.setup.column(name)),
                    placeholder=text("ui.questions.several.choose"),
                    key=f"questions.kano.{side}.{text.language}",
                )
                for side in Side
            ]
            feature = st.text_input(text("ui.questions.column.feature"), key="questions.kano.feature").strip()
            if st.form_submit_button(text("ui.questions.kano.pair"), key="questions.kano.pair"):
                functional, dysfunctional = picked
                if functional and dysfunctional and functional != dysfunctional and feature:
                    loaded.edit(questions.pair(loaded.setup, functional, dysfunctional, feature))
                    st.rerun()
                st.warning(text("ui.questions.kano.incomplete"), icon=":material/warning:")


def _kano_codes(loaded: Loaded, unsure: frozenset[str], text: Text) -> None:
    """Bare numbers are read as 1 = like … 5 = dislike; whoever knows better turns them."""
    bare = questions.bare_kano_codes(loaded.setup)
    if not bare:
        return
    codes = loaded.setup.column(bare[0]).answers or {}
    meant = text.join(f"{code} = {text(f'ui.questions.kanoanswer.{answer}')}" for code, answer in codes.items())
    told = text("ui.questions.kano.codes", codes=meant)
    if unsure & set(bare):
        st.warning(told, icon=":material/warning:")
    else:
        st.caption(told)

    def turn() -> None:
        loaded.edit(questions.with_kano_codes_turned(loaded.setup, bare))

    st.button(text("ui.questions.kano.turn"), key="questions.kano.turn", icon=":material/swap_vert:", on_click=turn)


def _kano_found(loaded: Loaded, unsure: frozenset[str], text: Text) -> None:
    """The pairs as they are now, so that a wrong one is seen, and the exchange of a pair's halves."""
    found = questions.kano_features(loaded.setup)
    if not found:
        return
    rows = {
        feature: {
            **{side: called(loaded.setup.column(halves[side])) for side in Side},
            "look": text("ui.questions.look") if unsure & set(halves.values()) else "",
        }
        for feature, halves in found.items()
    }
    kinds = st.column_config
    columns: dict[str, ColumnConfig | None] = {
        side.value: kinds.TextColumn(text(f"ui.questions.kano.{side}")) for side in Side
    }
    columns["feature"] = kinds.TextColumn(text("ui.questions.column.feature"), pinned=True)
    columns["look"] = kinds.TextColumn(text("ui.questions.column.look"))
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("feature")
    if not frame["look"].any():
        frame = frame.drop(columns="look")
    st.dataframe(frame, column_config=columns, alt=text("ui.questions.kano.found"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            text("ui.questions.kano.swap_which"),
            list(found),
            index=None,
            placeholder=text("ui.questions.several.choose"),
            key="questions.kano.swap_which",
        )
        if st.button(
            text("ui.questions.kano.swap"),
            key="questions.kano.swap",
            icon=":material/swap_horiz:",
            disabled=chosen not in found,
        ):
            loaded.edit(questions.swapped(loaded.setup, str(chosen)))
            st.rerun()


def save_and_open(loaded: Loaded, text: Text) -> None:
    """The setup as a file: saved here, opened here for the data in work."""
    from csi_core.setup_file import to_json

    setup = loaded.setup
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            text("ui.questions.save"),
            data=lambda: to_json(setup).encode(),
            file_name=f"{loaded.stem}.setup.json",
            mime="application/json",
            key="questions.save",
            icon=":material/save:",
            on_click="ignore",
        )
        with st.popover(text("ui.questions.open.title"), icon=":material/folder_open:"):
            given = st.file_uploader(
                text("ui.questions.open.label"), type="json", key=f"questions.open.{loaded.opened}"
            )
            if given is not None:
                loaded.open(given.getvalue())
                st.rerun()
    st.caption(text("ui.questions.save_why"))
