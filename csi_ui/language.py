"""The screen's language: the browser's at first, switchable at any moment, kept in the address."""

from __future__ import annotations

import streamlit as st

from csi_core.text import LANGUAGES, Text

KEY = "lang"
#: Each language under its own name.
NAMES = {code: Text(code)("text.name") for code in LANGUAGES}


def switch() -> Text:
    """Draw the switch where one stands and give the words of the language chosen.

    The address holds the language's own name; its code (`?lang=en`) is understood as well.
    """
    asked = st.query_params.get(KEY)
    if KEY not in st.session_state and asked in LANGUAGES:
        st.session_state[KEY] = asked
    st.segmented_control(
        " / ".join(NAMES.values()),
        LANGUAGES,
        default=of_browser(),
        required=True,
        format_func=lambda code: NAMES[code],
        key=KEY,
        bind="query-params",
        label_visibility="collapsed",
    )
    return words()


def of_browser() -> str:
    """Chinese for a Chinese browser, English for every other."""
    return "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"


def words() -> Text:
    """The words of the language chosen, anywhere on a page."""
    return Text(st.session_state.get(KEY) or of_browser())
