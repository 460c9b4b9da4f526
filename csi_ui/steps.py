"""The wizard as data: every step, the stage it belongs to, its page and icon; what leads from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from csi_core.text import Text


class Stage(StrEnum):
    PREPARE = "prepare"
    ANALYSE = "analyse"
    DELIVER = "deliver"


@dataclass(frozen=True, slots=True)
class Step:
    """One page; `key` names its file, its address and its phrases (`ui.frame.step.<key>`)."""

    key: str
    stage: Stage
    icon: str

    @property
    def path(self) -> str:
        return f"pages/{self.stage}/{self.key}.py"


START = Step("start", Stage.PREPARE, ":material/home:")

#: To be read at any time, no step of the work.
METHODS = Step("methods", Stage.DELIVER, ":material/menu_book:")

#: Numbered from 1, in the order of the work.
STEPS = (
    Step("data", Stage.PREPARE, ":material/table_view:"),
    Step("questions", Stage.PREPARE, ":material/checklist:"),
    Step("cleaning", Stage.PREPARE, ":material/filter_alt:"),
    Step("sample", Stage.ANALYSE, ":material/groups:"),
    Step("validity", Stage.ANALYSE, ":material/account_tree:"),
    Step("reliability", Stage.ANALYSE, ":material/verified:"),
    Step("items", Stage.ANALYSE, ":material/bar_chart:"),
    Step("groups", Stage.ANALYSE, ":material/compare_arrows:"),
    Step("scores", Stage.ANALYSE, ":material/speed:"),
    Step("kano", Stage.ANALYSE, ":material/category:"),
    Step("report", Stage.DELIVER, ":material/description:"),
)


def pages(text: Text) -> Mapping[str, list[StreamlitPage]]:
    """All pages, always registered, under their stages' names."""
    shown: dict[str, list[StreamlitPage]] = {text(f"ui.frame.stage.{stage}"): [] for stage in Stage}
    for step in (START, *STEPS, METHODS):
        page = st.Page(
            Path(step.path),
            title=text(f"ui.frame.step.{step.key}"),
            icon=step.icon,
            default=step is START,
            url_path=None if step is START else step.key,
        )
        shown[text(f"ui.frame.stage.{step.stage}")].append(page)
    return shown


def step(key: str) -> Step:
    return next(step for step in (START, *STEPS, METHODS) if step.key == key)


def number(step: Step) -> int:
    """1 for the first step; 0 for a page that is no step."""
    return STEPS.index(step) + 1 if step in STEPS else 0


def link(key: str, text: Text, *, label: str | None = None, query_params: dict[str, str] | None = None) -> None:
    """A link to a step's page."""
    target = step(key)
    st.page_link(target.path, label=label or text(f"ui.frame.step.{key}"), icon=target.icon, query_params=query_params)


def place(key: str, text: Text) -> str:
    """Where one is: "step 4 of 10"."""
    here = number(step(key))
    return text("ui.frame.place", number=here, of=len(STEPS)) if here else ""


def back_and_next(key: str, text: Text, *, locked: str = "") -> None:
    """Back · Next at the foot of a page; `locked` says why the next step must wait."""
    here = number(step(key))
    before = (START, *STEPS)[here - 1]
    st.divider()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if st.button(text("ui.frame.back"), key=f"{key}.back", icon=":material/arrow_back:"):
            st.switch_page(before.path)
        if here < len(STEPS) and st.button(
            text("ui.frame.next", step=text(f"ui.frame.step.{STEPS[here].key}")),
            key=f"{key}.next",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            disabled=bool(locked),
            help=locked or None,
        ):
            st.switch_page(STEPS[here].path)
