"""The choices of the sample page: how large the population is and how it is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from csi_core.report.sections.parts import called
from csi_core.results import ProfileQuestion, Results
from csi_core.setup import Weighting
from csi_core.text import Text
from csi_ui import cached, draw
from csi_ui.session import Loaded


def population(loaded: Loaded, text: Text) -> None:
    """The population's size, and its shares of the answers to profile questions, to which the sample is weighted."""

    def take() -> None:
        loaded.setup = replace(loaded.setup, population=st.session_state["sample.population"])

    st.number_input(
        text("ui.analysis.population"),
        min_value=1,
        value=loaded.setup.population,
        key="sample.population",
        placeholder=text("ui.analysis.population_unknown"),
        on_change=take,
    )
    asked = cached.results(loaded.table, loaded.setup).sample or ()
    questions = {question.question: question for question in asked if question.answers}
    if questions:
        _shares(questions, loaded, text)


def _shares(questions: Mapping[str, ProfileQuestion], loaded: Loaded, text: Text) -> None:
    present = loaded.setup.weighting.targets
    chosen = st.multiselect(
        text("ui.analysis.shares.label"),
        list(questions),
        default=[name for name in present if name in questions],
        format_func=lambda name: called(loaded.setup, name),
        placeholder=text("ui.analysis.shares.choose"),
        key=f"sample.targets.{loaded.revision}.{text.language}",
        help=text("ui.analysis.shares.help"),
    )
    if not chosen:
        return
    with st.form("sample.shares", border=True):
        st.caption(text("ui.analysis.shares.how"))
        frames = {name: _editor(questions[name], present.get(name, {}), loaded, text) for name in chosen}
        applied = st.form_submit_button(
            text("ui.analysis.shares.apply"), key="sample.shares.apply", type="primary", icon=":material/balance:"
        )
    if applied:
        _apply(frames, loaded, text)


def _editor(question: ProfileQuestion, given: Mapping[str, float], loaded: Loaded, text: Text) -> pd.DataFrame:
    """The answers of one question with their numbers in the sample, and the population's shares to be entered."""
    answers = [answer.answer for answer in question.answers]
    frame = pd.DataFrame(
        {
            "n": [answer.n for answer in question.answers],
            "share": pd.array([given.get(answer) for answer in answers], dtype="Float64"),
        },
        index=pd.Index(answers, name="answer"),
    )
    title = called(loaded.setup, question.question)
    st.markdown(f"**{draw.plain(title)}**")
    kinds = st.column_config
    edited: pd.DataFrame = st.data_editor(
        frame,
        key=f"sample.shares.{question.question}.{loaded.revision}",
        disabled=["_index", "n"],
        placeholder="",
        alt=title,
        column_config={
            "answer": kinds.TextColumn(text("section.sample.column.answer")),
            "n": kinds.NumberColumn(text("section.common.n")),
            "share": kinds.NumberColumn(text("ui.analysis.shares.share"), min_value=0.0, max_value=1e12),
        },
    )
    return edited


def _apply(frames: Mapping[str, pd.DataFrame], loaded: Loaded, text: Text) -> None:
    """Weight to the shares entered; shares that are not complete are not taken."""
    lacking = [
        called(loaded.setup, name)
        for name, frame in frames.items()
        if not frame.loc[frame["n"] > 0, "share"].fillna(0.0).gt(0.0).all()
    ]
    if lacking:
        st.warning(text("ui.analysis.shares.lacking", questions=[draw.plain(name) for name in lacking]))
        return
    targets = {
        name: {str(answer): float(share) for answer, share in frame["share"].dropna().items()}
        for name, frame in frames.items()
    }
    loaded.setup = replace(loaded.setup, weighting=Weighting(targets))
    st.rerun()


def undo_button(_results: Results, loaded: Loaded, text: Text) -> None:
    """The way back, where the sample is weighted."""
    if loaded.setup.weighting.targets:
        st.button(
            text("ui.analysis.shares.undo"),
            key="sample.shares.undo",
            icon=":material/undo:",
            on_click=_undo,
            args=(loaded,),
        )


def _undo(loaded: Loaded) -> None:
    loaded.setup = replace(loaded.setup, weighting=Weighting())
    loaded.revision += 1
