"""The screen's language: the browser's at first, switchable at any moment, kept in the address."""

from __future__ import annotations

import streamlit as st

from csi_core.text import LANGUAGES, Text

KEY = "lang"
#: Each language under its own name.
NAMES = {code: Text(code)("text.name") for code in LANGUAGES}


def switch() -> None:
    """Draw the switch where one stands. The address holds the language's name; its code (`?lang=en`) will do too."""
    if KEY not in st.session_state and st.query_params.get(KEY) in LANGUAGES:
        st.session_state[KEY] = st.query_params[KEY]
    st.segmented_control(
        words()("ui.frame.language"),
        LANGUAGES,
        default=of_browser(),
        required=True,
        format_func=lambda code: NAMES[code],
        key=KEY,
        bind="query-params",
        label_visibility="collapsed",
    )


def words() -> Text:
    """The words of the language chosen, else of the one in the address, else of the browser's."""
    return Text(st.session_state.get(KEY) or of_address() or of_browser())


def of_address() -> str | None:
    asked = st.query_params.get(KEY)
    return next((code for code in LANGUAGES if asked in (code, NAMES[code])), None)


def of_browser() -> str:
    """Chinese for a Chinese browser, English for every other."""
    return "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"
