"""Answers put in order by the user: which stands above which, which is no point of the scale; and their codes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from csi_core.setup import SCALED, KanoAnswer, Role
from csi_core.text import Text
from csi_ui import answers, draw, questions
from csi_ui.answers import AnswerGroup
from csi_ui.session import Loaded

#: Names listed before "and n more", and answers that name their set.
NAMED, SHOWN = 6, 5

#: The sign of the button that sets an answer aside.
BESIDE = ":material/block:"


def named(titles: Sequence[str], text: Text, most: int = NAMED) -> str:
    """The first titles and how many more, escaped."""
    return _listed([draw.plain(title) for title in titles], text, most)


def _listed(titles: Sequence[str], text: Text, most: int) -> str:
    shown = text.join(titles[:most])
    more = len(titles) - most
    return text("ui.questions.and_more", names=shown, more=more) if more > 0 else shown


def to_order(loaded: Loaded, text: Text) -> None:
    """Sets of answers whose order nothing tells: each is put in order and confirmed once for all its questions."""
    _signs_alone()
    for names in answers.candidates(loaded.setup, loaded.proposal, loaded.unsure, loaded.seen):
        _offer(loaded, names, text)
    unordered = loaded.unordered
    for group in loaded.groups:
        if unordered & set(group.columns):
            with st.container(border=True):
                _title(loaded, group.columns, "ui.questions.order.title", text)
                _rows(loaded, group, text)
                st.button(
                    text("ui.questions.order.confirm", n=len(group.columns)),
                    key=f"questions.order.confirm.{group.columns[0]}",
                    type="primary",
                    icon=":material/check:",
                    on_click=_confirm,
                    args=(loaded, group),
                )


def _signs_alone() -> None:
    """The buttons of a row show their sign; their words are for screen readers."""
    words = ",".join(
        f"[class*=st-key-questions-order-{name}] [data-testid=stMarkdownContainer]" for name in ("up", "down", "out")
    )
    st.html(f"<style>:is({words}) {{position: absolute; width: 1px; height: 1px; clip-path: inset(50%)}}</style>")


def _title(loaded: Loaded, names: Sequence[str], key: str, text: Text) -> None:
    st.markdown(f"**{text(key, n=len(names))}**")
    st.caption(named([loaded.setup.column(name).title for name in names], text))


def _offer(loaded: Loaded, names: Sequence[str], text: Text) -> None:
    """Questions that look like ratings: the user says whether they are."""
    with st.container(border=True):
        _title(loaded, names, "ui.questions.order.offer", text)
        words = dict.fromkeys(answer for name in names for answer in answers.given(loaded.seen, name))
        st.markdown(draw.plain(" · ".join(words)))

        def take(role: Role) -> None:
            changes = {name: {"role": role} for name in names}
            loaded.edit(questions.change(loaded.setup, changes, loaded.seen))
            loaded.stated |= set(names)

        with st.container(horizontal=True):
            for name, role in (("rated", Role.ITEM), ("profile", Role.PROFILE)):
                st.button(
                    text(f"ui.questions.order.{name}"),
                    key=f"questions.order.{name}.{names[0]}",
                    type="primary" if role is Role.ITEM else "secondary",
                    on_click=take,
                    args=(role,),
                )


def _confirm(loaded: Loaded, group: AnswerGroup) -> None:
    loaded.ordered |= {group.answers}


def _rows(loaded: Loaded, group: AnswerGroup, text: Text) -> None:
    """One row an answer with its buttons; every move is a change of its own."""
    steps = list(group.steps)

    def put(order: Sequence[str]) -> None:
        loaded.edit(answers.ordered(loaded.setup, group, order))

    def move(place: int, by: int) -> None:
        order = steps.copy()
        order.insert(place + by, order.pop(place))
        put(order)

    worth = dict(answers.worth(group, loaded.setup)) if group.rated else {}
    if group.rated:
        st.caption(text("ui.questions.order.how", beside=BESIDE))
    key = f"questions.order.{{}}.{group.columns[0]}.{{}}"
    for place, answer in enumerate(steps):
        told = draw.plain(str(group.codes[answer]) if group.role is Role.PROFILE else answer)
        points = f" :gray[{draw.plain(text('ui.questions.order.points', points=worth[answer]))}]" if worth else ""
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f"{place + 1}. {told}{points}".replace(". ", "\\. ", 1), width="stretch")
            for name, by, icon, off in (
                ("up", -1, ":material/arrow_upward:", place == 0),
                ("down", 1, ":material/arrow_downward:", place == len(steps) - 1),
            ):
                st.button(
                    text(f"ui.questions.order.{name}", answer=draw.plain(answer)),
                    key=key.format(name, answer),
                    icon=icon,
                    disabled=off,
                    on_click=move,
                    args=(place, by),
                )
            if group.rated:
                st.button(
                    text("ui.questions.order.beside", answer=draw.plain(answer)),
                    key=key.format("out", answer),
                    icon=BESIDE,
                    disabled=len(steps) < 3,
                    on_click=put,
                    args=([*steps[:place], *steps[place + 1 :]],),
                )
    for answer in group.uncoded:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f":gray[{text('ui.questions.order.missing', answer=draw.plain(answer))}]", width="stretch")
            st.button(
                text("ui.questions.order.back"),
                key=key.format("back", answer),
                on_click=put,
                args=([*steps, answer],),
            )
    st.button(
        text("ui.questions.order.turn"),
        key=key.format("turn", "all"),
        icon=":material/swap_vert:",
        type="tertiary",
        on_click=put,
        args=(steps[::-1],),
    )


def codes(loaded: Loaded, text: Text) -> None:
    """The answers of one set of questions: their order, and which code stands for each."""
    unordered = loaded.unordered
    groups = {group.columns[0]: group for group in loaded.groups if not unordered & set(group.columns)}
    if not groups:
        return
    uncoded = [group for group in groups.values() if group.uncoded]
    with st.expander(text("ui.questions.codes.title"), icon=":material/translate:", expanded=bool(uncoded)):
        st.caption(text("ui.questions.codes.what"))
        for group in uncoded:
            told = text("ui.questions.codes.uncoded", answers=named(group.uncoded, text))
            st.warning(f"{draw.plain(_group_name(loaded, group, text))}: {told}", icon=":material/warning:")
        chosen = st.selectbox(
            text("ui.questions.codes.which"),
            list(groups),
            index=list(groups).index(uncoded[0].columns[0]) if uncoded else 0,
            format_func=lambda name: _group_name(loaded, groups[name], text),
            key=f"questions.codes.which.{loaded.table.digest}.{hash(tuple(groups))}.{text.language}",
        )
        group = groups[chosen]
        if group.movable:
            _rows(loaded, group, text)
        _codes(loaded, group, text)


def _group_name(loaded: Loaded, group: AnswerGroup, text: Text) -> str:
    titles = [loaded.setup.column(name).title for name in group.columns]
    words = _listed(list(group.codes), text, SHOWN)
    return text("ui.questions.codes.group", names=_listed(titles, text, 2), answers=words)


def _codes(loaded: Loaded, group: AnswerGroup, text: Text) -> None:
    order = [*group.steps, *group.uncoded]
    numeric = group.role in SCALED
    frame = pd.DataFrame(
        {"code": [group.codes.get(answer) for answer in order]},
        index=pd.Index(order, name="answer"),
        dtype="float64" if numeric else "object",
    )
    kinds = st.column_config
    if group.of_kano:
        code = kinds.SelectboxColumn(
            text("ui.questions.codes.code"),
            options=[answer.value for answer in KanoAnswer],
            format_func=lambda answer: text(f"ui.questions.kanoanswer.{answer}"),
        )
    elif numeric:
        code = kinds.NumberColumn(text("ui.questions.codes.code"))
    else:
        code = kinds.TextColumn(text("ui.questions.codes.shown_as"))
    key = f"questions.codes.{group.columns[0]}.{loaded.revision}.{text.language}"

    def take() -> None:
        rows = st.session_state[key]["edited_rows"]
        changes = {order[int(row)]: change.get("code") for row, change in rows.items()}
        loaded.edit(answers.recoded(loaded.setup, group, changes))

    st.data_editor(
        frame,
        key=key,
        column_config={"answer": kinds.TextColumn(text("ui.questions.codes.answer")), "code": code},
        disabled=["_index"],
        on_change=take,
        placeholder="",
        width="content",
        alt=text("ui.questions.codes.title"),
    )
