"""The choices inside "more": each shows the setup's present value and puts another one into the setup at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from csi_core.setup import Role
from csi_core.text import Text
from csi_ui.session import Loaded

T = TypeVar("T")

CORRELATIONS = ("pearson", "polychoric")
EXTRACTIONS = ("principal", "paf", "minres", "ml")
ROTATIONS = ("varimax", "oblimin", "promax", "none")
DELETIONS = ("listwise", "pairwise")
NUMBER = "number"


def one_of(
    key: str,
    options: Sequence[T],
    present: T,
    words: Callable[[T], str],
    label: str,
    take: Callable[[T], None],
    text: Text,
) -> None:
    """A list to choose from. The widget's key holds the language, since its state is the option's words."""
    widget = f"{key}.{text.language}"

    def changed() -> None:
        take(st.session_state[widget])

    st.selectbox(label, options, index=list(options).index(present), format_func=words, key=widget, on_change=changed)


def validity(loaded: Loaded, text: Text) -> None:
    """Correlations, extraction, rotation, number of factors, and from where on a loading is shown."""
    present = loaded.setup.validity

    def take(**changed: Any) -> None:
        loaded.setup = replace(loaded.setup, validity=replace(loaded.setup.validity, **changed))

    def words(choice: str, of: str = "ui.analysis") -> Callable[[str], str]:
        return lambda code: default(
            f"{of}.{choice}.{code}", code in (CORRELATIONS[0], EXTRACTIONS[0], ROTATIONS[0], "kaiser"), text
        )

    left, right = st.columns(2)
    with left:
        one_of(
            "validity.extraction",
            EXTRACTIONS,
            present.extraction,
            words("extraction"),
            text("ui.analysis.extraction.label"),
            lambda code: take(extraction=code),
            text,
        )
        items = len(loaded.setup.of(Role.ITEM))
        rule = present.factors if isinstance(present.factors, str) else NUMBER
        one_of(
            "validity.factors",
            ("kaiser", "parallel", NUMBER),
            rule,
            words("factors"),
            text("ui.analysis.factors.label"),
            lambda code: take(factors=1 if code == NUMBER else code),
            text,
        )
        if rule == NUMBER:
            st.number_input(
                text("ui.analysis.factors.how_many"),
                1,
                max(items - 1, 1),
                int(present.factors),
                key="validity.number",
                on_change=lambda: take(factors=st.session_state["validity.number"]),
            )
    with right:
        one_of(
            "validity.correlation",
            CORRELATIONS,
            present.correlation,
            words("correlation", "ui.validity"),
            text("ui.validity.correlation.label"),
            lambda code: take(correlation=code),
            text,
        )
        one_of(
            "validity.rotation",
            ROTATIONS,
            present.rotation,
            words("rotation"),
            text("ui.analysis.rotation.label"),
            lambda code: take(rotation=code),
            text,
        )
        st.number_input(
            text("ui.analysis.suppress"),
            0.0,
            1.0,
            present.suppress,
            step=0.05,
            key="validity.suppress",
            on_change=lambda: take(suppress=st.session_state["validity.suppress"]),
        )


def confirmatory(loaded: Loaded, text: Text) -> None:
    """Whether HTMT gets a bootstrap interval."""

    def take() -> None:
        asked = bool(st.session_state["confirmatory.htmt_interval"])
        loaded.setup = replace(loaded.setup, validity=replace(loaded.setup.validity, htmt_interval=asked))

    st.checkbox(
        text("ui.analysis.htmt_interval"),
        loaded.setup.validity.htmt_interval,
        key="confirmatory.htmt_interval",
        on_change=take,
    )


def default(key: str, is_default: bool, text: Text) -> str:
    return text("ui.analysis.default", choice=text(key)) if is_default else text(key)


def reliability(loaded: Loaded, text: Text) -> None:
    """Which rows count where answers are missing."""

    def take(code: Any) -> None:
        loaded.setup = replace(loaded.setup, reliability=replace(loaded.setup.reliability, deletion=code))

    one_of(
        "reliability.deletion",
        DELETIONS,
        loaded.setup.reliability.deletion,
        lambda code: default(f"ui.analysis.deletion.{code}", code == DELETIONS[0], text),
        text("ui.analysis.deletion.label"),
        take,
        text,
    )
    st.caption(text(f"ui.analysis.deletion.why.{loaded.setup.reliability.deletion}"))


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
