"""The page of methods: one is chosen, and told whole."""

from __future__ import annotations

import streamlit as st

from csi_core.report.methods import METHODS, method
from csi_core.text import Text
from csi_ui import draw, steps

#: The address names the method, so that an analysis can link to it: `/methods?method=alpha`.
KEY = "method"

PARTS = ("question", "how", "read", "limits", "elsewhere")


def show(text: Text) -> None:
    offered = [(section, key) for section, keys in METHODS.items() for key in keys]
    asked = st.query_params.get(KEY)
    keys = [key for _, key in offered]
    titles = {
        key: text("ui.methods.of_section", section=text(f"section.{section}.title"), method=method(key, text).title)
        for section, key in offered
    }

    def take() -> None:
        st.query_params[KEY] = st.session_state[f"methods.choice.{text.language}"]

    chosen = st.selectbox(
        text("ui.methods.choose"),
        keys,
        index=keys.index(asked) if asked in keys else 0,
        format_func=lambda key: titles[key],
        key=f"methods.choice.{text.language}",
        on_change=take,
    )
    told = method(chosen, text)
    draw.headline(told.title)
    for part in PARTS:
        st.subheader(text(f"ui.methods.{part}"), anchor=False)
        st.markdown(draw.plain(getattr(told, part)))
    st.subheader(text("ui.methods.source"), anchor=False)
    st.markdown("\n".join(f"- {draw.plain(source)}" for source in told.sources))


def link(section: str, text: Text) -> None:
    """A link to the first method that an analysis rests on."""
    if METHODS[section]:
        steps.link("methods", text, label=text("ui.frame.how_more"), query_params={KEY: METHODS[section][0]})
