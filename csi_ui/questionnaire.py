"""The questions page's parts: directions to confirm, the table of all columns, what is set for several at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from csi_core.setup import SCALED, Best, ColumnSetup, KanoAnswer, Role, Side
from csi_core.text import Text
from csi_ui import draw, questions
from csi_ui.session import Loaded

#: Names listed before "and n more".
NAMED = 12


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
            st.caption(_named([c.title for c in columns], text))
            if unsure and not loaded.is_confirmed:
                kind = "unsure_all" if len(unsure) == len(columns) else "unsure"
                names = _named([c.title for c in unsure], text)
                st.warning(text(f"ui.questions.directions.{kind}", names=names), icon=":material/warning:")
    faults = questions.faults(loaded.setup)
    for fault in faults:
        titles = [loaded.setup.column(name).title for name in fault.columns]
        st.error(text(f"ui.questions.fault.{fault.code}", names=_named(titles, text)), icon=":material/error:")
    if loaded.is_confirmed:
        st.success(text("ui.questions.directions.confirmed"), icon=":material/check_circle:")
    else:
        st.button(
            text("ui.questions.directions.confirm"),
            key="questions.confirm",
            type="primary",
            icon=":material/check:",
            disabled=bool(faults),
            on_click=loaded.confirm,
        )


def _named(titles: Sequence[str], text: Text) -> str:
    shown = text.join(draw.plain(title) for title in titles[:NAMED])
    more = len(titles) - NAMED
    return text("ui.questions.and_more", names=shown, more=more) if more > 0 else shown


def table(loaded: Loaded, text: Text) -> None:
    """All columns of the file; every change is in the setup before the page is drawn again."""
    st.subheader(text("ui.questions.table.title"), anchor=False)
    st.caption(text("ui.questions.table.how"))
    frame = questions.frame(loaded.setup, loaded.proposal, loaded.unsure, loaded.seen, text)
    if not frame["look"].any():
        frame = frame.drop(columns="look")
    if not loaded.setup.of(Role.KANO):
        frame = frame.drop(columns=["feature", "side"])
    key = f"questions.table.{loaded.revision}.{text.language}"
    st.data_editor(
        frame,
        key=key,
        column_config=_columns(text),
        disabled=["_index", *(name for name in frame.columns if name not in questions.EDITABLE)],
        on_change=_take_edits,
        args=(loaded, list(frame.index), key),
        placeholder="",
        height=min(38 + 35 * len(frame), 640),
        alt=text("ui.questions.table.title"),
    )


def _columns(text: Text) -> dict[str, ColumnConfig | None]:
    def header(name: str) -> str:
        return text(f"ui.questions.column.{name}")

    def helped(name: str) -> str:
        return text(f"ui.questions.help.{name}")

    kinds = st.column_config
    return {
        "name": kinds.TextColumn(header("name"), pinned=True, width=130),
        "look": kinds.TextColumn(header("look"), width=80, help=helped("look")),
        "label": kinds.TextColumn(header("label"), help=helped("label"), width=190),
        "answers": kinds.TextColumn(header("answers"), width=190),
        "role": kinds.SelectboxColumn(
            header("role"),
            options=[role.value for role in Role],
            format_func=lambda role: text(f"ui.questions.role.{role}"),
            required=True,
            help=helped("role"),
            width=150,
        ),
        "best": kinds.SelectboxColumn(
            header("best"),
            options=[best.value for best in Best],
            format_func=lambda best: text(f"ui.questions.best.{best}"),
            help=helped("best"),
            width=130,
        ),
        "meaning": kinds.TextColumn(header("meaning"), width=230),
        "dimension": kinds.TextColumn(header("dimension"), help=helped("dimension"), width=130),
        "min": kinds.NumberColumn(header("min"), help=helped("scale"), width=70),
        "max": kinds.NumberColumn(header("max"), help=helped("scale"), width=70),
        "feature": kinds.TextColumn(header("feature"), help=helped("feature"), width=130),
        "side": kinds.SelectboxColumn(
            header("side"),
            options=[side.value for side in Side],
            format_func=lambda side: text(f"ui.questions.side.{side}"),
            width=150,
        ),
        "weight": kinds.NumberColumn(header("weight"), min_value=0.0, help=helped("weight"), width=70),
        "reason": kinds.TextColumn(header("reason"), width=520),
    }


def _take_edits(loaded: Loaded, names: Sequence[str], key: str) -> None:
    rows = st.session_state[key]["edited_rows"]
    loaded.edit(questions.change(loaded.setup, {names[int(row)]: changes for row, changes in rows.items()}))


def several(loaded: Loaded, text: Text) -> None:
    """Set role, direction, scale or dimension of several columns at once."""
    with st.expander(text("ui.questions.several.title"), icon=":material/checklist:", expanded=not loaded.is_confirmed):
        presets = questions.presets(loaded.setup, loaded.unsure)
        picked = f"questions.several.{text.language}"

        def take_preset() -> None:
            code = st.session_state["questions.preset"]
            st.session_state[picked] = list(presets[code]) if code else []

        if presets:
            st.pills(
                text("ui.questions.several.preset"),
                list(presets),
                format_func=lambda code: _preset(code, len(presets[code]), text),
                key="questions.preset",
                on_change=take_preset,
            )
        with st.form("questions.several", border=False):
            st.multiselect(
                text("ui.questions.several.which"),
                [column.name for column in loaded.setup.columns],
                format_func=lambda name: _called(loaded.setup.column(name)),
                key=picked,
                placeholder=text("ui.questions.several.choose"),
            )
            first, second, third = st.columns(3)
            dimension = first.text_input(text("ui.questions.column.dimension"), key="questions.several.dimension")
            best = second.selectbox(
                text("ui.questions.column.best"),
                list(Best),
                index=None,
                format_func=lambda best: text(f"ui.questions.best.{best}"),
                placeholder=text("ui.questions.several.as_is"),
                key=f"questions.several.best.{text.language}",
            )
            role = third.selectbox(
                text("ui.questions.column.role"),
                list(Role),
                index=None,
                format_func=lambda role: text(f"ui.questions.role.{role}"),
                placeholder=text("ui.questions.several.as_is"),
                key=f"questions.several.role.{text.language}",
            )
            if st.form_submit_button(text("ui.questions.several.apply"), key="questions.several.apply"):
                chosen = {"role": role, "best": best, "dimension": dimension.strip() or None}
                wanted = {field: value for field, value in chosen.items() if value}
                loaded.edit(questions.change(loaded.setup, dict.fromkeys(st.session_state[picked], wanted)))
                loaded.revision += 1
                st.rerun()


def _preset(code: str, n: int, text: Text) -> str:
    start = code.removeprefix("letters.")
    if start != code:
        return text("ui.questions.preset.letters", start=draw.plain(start), n=n)
    return text(f"ui.questions.preset.{code}", n=n)


def _called(column: ColumnSetup) -> str:
    return column.name if column.title == column.name else f"{column.name} · {column.label}"


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
                    format_func=lambda name: _called(loaded.setup.column(name)),
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
                    loaded.revision += 1
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
        loaded.revision += 1

    st.button(text("ui.questions.kano.turn"), key="questions.kano.turn", icon=":material/swap_vert:", on_click=turn)


def _kano_found(loaded: Loaded, unsure: frozenset[str], text: Text) -> None:
    """The pairs as they are now, so that a wrong one is seen, and the exchange of a pair's halves."""
    found = questions.kano_features(loaded.setup)
    if not found:
        return
    rows = {
        feature: {
            **{side: _called(loaded.setup.column(halves[side])) for side in Side},
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
            loaded.revision += 1
            st.rerun()


def answer_codes(loaded: Loaded, text: Text) -> None:
    """Which code stands for each answer, once for all columns with the same answers."""
    groups = questions.answer_groups(loaded.setup, loaded.seen)
    if not groups:
        return
    uncoded = any(group.uncoded for group in groups)
    with st.expander(text("ui.questions.codes.title"), icon=":material/translate:", expanded=uncoded):
        st.caption(text("ui.questions.codes.what"))
        for place, group in enumerate(groups):
            st.markdown(f"**{_named([loaded.setup.column(name).title for name in group.columns], text)}**")
            if group.uncoded:
                st.warning(
                    text("ui.questions.codes.uncoded", answers=_named(group.uncoded, text)), icon=":material/warning:"
                )
            _codes(loaded, group, place, text)


def _codes(loaded: Loaded, group: questions.AnswerGroup, place: int, text: Text) -> None:
    answers = [*group.codes, *group.uncoded]
    numeric = group.role in SCALED
    frame = pd.DataFrame(
        {"code": [group.codes.get(answer) for answer in answers]},
        index=pd.Index(answers, name="answer"),
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
    key = f"questions.codes.{place}.{group.columns[0]}.{loaded.revision}.{text.language}"

    def take() -> None:
        setup = loaded.setup
        for row, changes in st.session_state[key]["edited_rows"].items():
            setup = questions.recode(setup, group.columns, answers[int(row)], changes.get("code"))
        loaded.edit(setup)
        loaded.revision += 1

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
