"""The choices inside "more": each shows the setup's present value and puts another one into the setup at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from csi_core.setup import Role
from csi_core.text import Text
from csi_ui.session import Loaded

CORRELATIONS = ("pearson", "polychoric")
EXTRACTIONS = ("principal", "paf", "minres", "ml")
ROTATIONS = ("varimax", "oblimin", "promax", "none")
DELETIONS = ("listwise", "pairwise", "person_mean")
NUMBER = "number"


def put(loaded: Loaded, part: str, **changed: Any) -> None:
    """Another value of a part of the setup: `put(loaded, "scoring", level="items")`."""
    loaded.setup = replace(loaded.setup, **{part: replace(getattr(loaded.setup, part), **changed)})


def one_of(
    loaded: Loaded, choice: str, options: Sequence[str], words: str, text: Text, *, key: str | None = None
) -> None:
    """A list of what the setup's `choice` ("part.field") may be, the first by default.

    words: the keys of the label and the options. The widget's key holds the language, since its state is the
    option's words.
    """
    part, field = choice.split(".")
    widget = f"{key or choice}.{text.language}"
    st.selectbox(
        text(f"{words}.label"),
        options,
        index=options.index(getattr(getattr(loaded.setup, part), field)),
        format_func=lambda code: default(f"{words}.{code}", code == options[0], text),
        key=widget,
        on_change=lambda: put(loaded, part, **{field: st.session_state[widget]}),
    )


def validity(loaded: Loaded, text: Text) -> None:
    """Correlations, extraction, rotation, number of factors, and from where on a loading is shown."""
    left, right = st.columns(2)
    with left:
        one_of(loaded, "validity.extraction", EXTRACTIONS, "ui.analysis.extraction", text)
        _factors(loaded, text)
    with right:
        one_of(loaded, "validity.correlation", CORRELATIONS, "ui.validity.correlation", text)
        one_of(loaded, "validity.rotation", ROTATIONS, "ui.analysis.rotation", text)
        st.number_input(
            text("ui.analysis.suppress"),
            0.0,
            1.0,
            loaded.setup.validity.suppress,
            step=0.05,
            key="validity.suppress",
            on_change=lambda: put(loaded, "validity", suppress=st.session_state["validity.suppress"]),
        )


def _factors(loaded: Loaded, text: Text) -> None:
    """The rule for the number of factors, or the number itself."""
    factors = loaded.setup.validity.factors
    rules = ("kaiser", "parallel", NUMBER)
    widget = f"validity.factors.{text.language}"

    def take() -> None:
        rule = st.session_state[widget]
        put(loaded, "validity", factors=1 if rule == NUMBER else rule)

    st.selectbox(
        text("ui.analysis.factors.label"),
        rules,
        index=rules.index(factors if isinstance(factors, str) else NUMBER),
        format_func=lambda code: default(f"ui.analysis.factors.{code}", code == rules[0], text),
        key=widget,
        on_change=take,
    )
    if not isinstance(factors, str):
        st.number_input(
            text("ui.analysis.factors.how_many"),
            1,
            max(len(loaded.setup.of(Role.ITEM)) - 1, 1),
            factors,
            key="validity.number",
            on_change=lambda: put(loaded, "validity", factors=st.session_state["validity.number"]),
        )


def confirmatory(loaded: Loaded, text: Text) -> None:
    """Whether HTMT gets a bootstrap interval."""

    key = "confirmatory.htmt_interval"
    st.checkbox(
        text("ui.analysis.htmt_interval"),
        loaded.setup.validity.htmt_interval,
        key=key,
        on_change=lambda: put(loaded, "validity", htmt_interval=st.session_state[key]),
    )


def default(key: str, is_default: bool, text: Text) -> str:
    return text("ui.analysis.default", choice=text(key)) if is_default else text(key)


def reliability(loaded: Loaded, text: Text) -> None:
    """Which rows count where answers are missing."""
    one_of(loaded, "reliability.deletion", DELETIONS, "ui.analysis.deletion", text)
    share = 100 * loaded.setup.missing.answered
    st.caption(text(f"ui.analysis.deletion.why.{loaded.setup.reliability.deletion}", share=share))


def groups(loaded: Loaded, text: Text) -> None:
    """The profile questions whose groups are compared."""
    profiles = [column.name for column in loaded.setup.of(Role.PROFILE, Role.WAVE)]
    if not profiles:
        st.caption(text("ui.analysis.groups.none"))
        return
    widget = f"groups.{text.language}"

    def take() -> None:
        loaded.setup = replace(loaded.setup, groups=tuple(st.session_state[widget]))

    st.multiselect(
        text("ui.analysis.groups.label"),
        profiles,
        default=[name for name in loaded.setup.groups if name in profiles],
        format_func=lambda name: loaded.setup.column(name).title,
        placeholder=text("ui.questions.several.choose"),
        key=widget,
        on_change=take,
    )
