"""An analysis page: the section computed from the setup, the mends it asks for, the choices; nothing else."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from csi_core.errors import DataProblem
from csi_core.report.build import asked
from csi_core.report.model import Section
from csi_core.report.sections import SECTIONS, missing
from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_ui import cached, draw, explained, mends, session, steps
from csi_ui.language import words
from csi_ui.session import Loaded

Choices = Callable[[Loaded, Text], None]
Offer = Callable[[Results, Loaded, Text], None]


def show(
    key: str,
    choices: Choices | None = None,
    offer: Offer | None = None,
    below: tuple[str, Choices] | None = None,
    also: tuple[str, ...] = (),
) -> None:
    """The page of one analysis; what is missing is explained, with the way to mend it.

    offer: draws what the page offers under its warnings, in the place of the mends' buttons;
    below: a second analysis of the same question on the same page, with its choices;
    also: further ones, where the data have them.
    """
    text = words()
    loaded = session.need_confirmed()
    mends.undo(loaded, text)
    found = results(loaded, text)
    if found is not None:
        _one(key, choices, offer, found, loaded, text)
        if below is not None:
            st.divider()
            st.caption(text(f"section.{below[0]}.title"))
            _one(*below, None, found, loaded, text)
        for other in also:
            if section_of(other, found, loaded.setup, text) is not None:
                st.divider()
                st.caption(text(f"section.{other}.title"))
                _one(other, None, None, found, loaded, text)
    steps.back_and_next(key, text)


def _one(key: str, choices: Choices | None, offer: Offer | None, found: Results, loaded: Loaded, text: Text) -> None:
    def mend() -> None:
        if offer:
            offer(found, loaded, text)
        else:
            mends.offer(key, found, loaded, text)

    shown = section_of(key, found, loaded.setup, text)
    if shown is None:
        offered = (lambda: choices(loaded, text)) if choices and asked(key, loaded.setup) else None
        explain(key, found, text, offered, mend)
        return
    draw.section(
        shown,
        text,
        mend=mend,
        more=(lambda: choices(loaded, text)) if choices else None,
        how=lambda: explained.link(key, text),
    )


def results(loaded: Loaded, text: Text) -> Results | None:
    """Everything computed from the present setup; None, and the reason on the page, where that is impossible."""
    try:
        with st.spinner(text("ui.frame.computing"), show_time=True):
            return cached.results(loaded.table, loaded.setup)
    except DataProblem as problem:
        st.error(draw.plain(text.problem(problem)), icon=":material/error:")
        with st.container(horizontal=True):
            steps.link("questions", text)
            steps.link("cleaning", text)
        return None


def section_of(key: str, found: Results, setup: Setup, text: Text) -> Section | None:
    """What the section `key` says of the results."""
    return SECTIONS[key](found, setup, text)


def explain(
    key: str,
    found: Results,
    text: Text,
    choices: Callable[[], None] | None,
    mend: Callable[[], None] | None = None,
) -> None:
    """Why a section is not there, the mends and the way to the questions, and the choices."""
    for sentence in missing(found, key, text):
        st.info(draw.plain(sentence), icon=":material/info:")
    if mend:
        mend()
    steps.link("questions", text)
    if choices:
        with st.expander(text("ui.frame.more"), icon=":material/tune:"):
            choices()
