"""The table of all questions: searched, edited cell by cell or several questions at once, every change undone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from csi_core.setup import Best, ColumnSetup, Role, Side
from csi_core.text import Text
from csi_ui import draw, finding, questions
from csi_ui.history import Change
from csi_ui.session import Loaded

#: Pixels of the table's head, of a row, and of the whole at most.
_HEAD, _ROW, _MOST = 38, 35, 640


def called(column: ColumnSetup) -> str:
    """A column as it stands in a list to choose from."""
    return column.name if column.title in column.name else f"{column.name} · {column.label}"


def undo_and_redo(loaded: Loaded, text: Text) -> None:
    """The two buttons, at hand on the whole page; each tells what it would change."""
    past, future = loaded.history.past, loaded.history.future
    st.html(
        "<style>:has(> .st-key-questions-history) {position: sticky; top: 3.75rem; z-index: 5; pointer-events: none}"
        ".st-key-questions-history button {pointer-events: auto}</style>"
    )
    with st.container(horizontal=True, horizontal_alignment="right", key="questions.history"):
        for name, changes, icon, act in (
            ("undo", past, ":material/undo:", loaded.undo),
            ("redo", future, ":material/redo:", loaded.redo),
        ):
            st.button(
                text(f"ui.questions.history.{name}"),
                key=f"questions.{name}",
                icon=icon,
                disabled=not changes,
                help=_told(changes[-1], loaded, text) if changes else None,
                on_click=act,
            )


def _told(change: Change, loaded: Loaded, text: Text) -> str:
    """One change in words: whose, and what."""
    names = change.columns
    if not names:
        return text("ui.questions.history.other")
    what = [text(f"ui.questions.history.field.{field}") for field in change.what]
    if len(names) == 1:
        title = loaded.setup.column(names[0]).title
        return text("ui.questions.history.one", name=draw.plain(title), what=what)
    return text("ui.questions.history.several", n=len(names), what=what)


def table(loaded: Loaded, text: Text) -> None:
    """Search, what is found set at once, and the table itself."""
    st.subheader(text("ui.questions.table.title"), anchor=False)
    names, narrowed = _search(loaded, text)
    _several(loaded, names if narrowed else (), text)
    if not names:
        st.info(text("ui.questions.search.nothing"), icon=":material/search_off:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(text("ui.questions.table.how"), width="stretch")
        st.button(
            text("ui.questions.several.untick"),
            key="questions.untick",
            type="tertiary",
            disabled=not loaded.ticked,
            on_click=_untick,
            args=(loaded,),
        )
    _editor(loaded, names, text)


def _search(loaded: Loaded, text: Text) -> tuple[tuple[str, ...], bool]:
    """The columns found, in the file's order, and whether they are fewer than all."""
    query = st.text_input(
        text("ui.questions.search.label"),
        key=f"questions.search.{loaded.table.digest}",
        type="search",
        live="300ms",
        icon=":material/search:",
        placeholder=text("ui.questions.search.what"),
        persist_state="session",
    )
    presets = finding.selections(loaded.setup, loaded.unsure, loaded.seen)
    key = f"questions.selection.{loaded.table.digest}.{hash(tuple(presets))}.{text.language}"

    def take() -> None:
        loaded.selection = st.session_state[key]

    if presets:
        st.pills(
            text("ui.questions.several.preset"),
            list(presets),
            default=loaded.selection if loaded.selection in presets else None,
            format_func=lambda code: _preset(code, len(presets[code]), text),
            key=key,
            on_change=take,
        )
    chosen = presets.get(loaded.selection or "")
    found = finding.found(loaded.setup, query, loaded.seen, text)
    names = tuple(name for name in found if chosen is None or name in chosen)
    return names, len(names) < len(loaded.setup.columns)


def _preset(code: str, n: int, text: Text) -> str:
    kind, _, what = code.partition(".")
    return text(f"ui.questions.preset.{kind}", n=n, **({"start": draw.plain(what)} if what else {}))


def _several(loaded: Loaded, found: Sequence[str], text: Text) -> None:
    """Role, dimension, direction and scale of all that is ticked, else of all that is found."""
    ticked = [column.name for column in loaded.setup.columns if column.name in loaded.ticked]
    targets = ticked or list(found)
    say = "ui.questions.several"
    key = f"questions.several.{{}}.{loaded.revision}.{text.language}"
    as_is = text(f"{say}.as_is")
    with st.form(f"questions.several.{loaded.revision}"):
        # Always of one height, so that the table stays where it is while rows are ticked.
        kind = "ticked" if ticked else "found" if targets else "none"
        st.markdown(f"**{text(f'{say}.{kind}', n=len(targets))}**" if targets else text(f"{say}.none"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            role = st.selectbox(
                text("ui.questions.column.role"),
                list(Role),
                index=None,
                format_func=lambda role: text(f"ui.questions.role.{role}"),
                placeholder=as_is,
                key=key.format("role"),
                width=150,
            )
            dimension = st.selectbox(
                text("ui.questions.column.dimension"),
                ["", *loaded.setup.dimensions()],
                index=None,
                format_func=lambda name: name or text(f"{say}.no_dimension"),
                placeholder=as_is,
                accept_new_options=True,
                key=key.format("dimension"),
                width=150,
            )
            best = st.selectbox(
                text("ui.questions.column.best"),
                list(Best),
                index=None,
                format_func=lambda best: text(f"ui.questions.best.{best}"),
                placeholder=as_is,
                key=key.format("best"),
                width=130,
            )
            ends = {
                end: st.number_input(
                    text(f"{say}.{end}"), value=None, step=1.0, format="%g", key=key.format(end), width=80
                )
                for end in ("min", "max")
            }
            apply = st.form_submit_button(
                text(f"{say}.apply"), key="questions.several.apply", type="primary", disabled=not targets
            )
    if apply:
        wanted = {"role": role, "dimension": dimension, "best": best, **ends}
        changes = {field: value for field, value in wanted.items() if value is not None}
        loaded.edit(questions.change(loaded.setup, dict.fromkeys(targets, changes), loaded.seen))
        loaded.ticked = frozenset()
        st.rerun()


def _untick(loaded: Loaded) -> None:
    loaded.ticked = frozenset()
    loaded.revision += 1


def _editor(loaded: Loaded, names: Sequence[str], text: Text) -> None:
    frame = questions.frame(
        loaded.setup, loaded.proposal, loaded.unsure, loaded.seen, text, names=set(names), ticked=loaded.ticked
    )
    if not frame["look"].any():
        frame = frame.drop(columns="look")
    if not loaded.setup.of(Role.KANO):
        frame = frame.drop(columns=["feature", "side"])
    key = f"questions.table.{loaded.revision}.{hash(tuple(names))}.{text.language}"
    st.data_editor(
        frame,
        key=key,
        column_config=_columns(text),
        disabled=["_index", *(name for name in frame.columns if name not in questions.EDITABLE)],
        on_change=_take_edits,
        args=(loaded, list(frame.index), key),
        placeholder="",
        height=min(_HEAD + _ROW * len(frame), _MOST),
        alt=text("ui.questions.table.title"),
    )


def _take_edits(loaded: Loaded, names: Sequence[str], key: str) -> None:
    """Every change is in the setup before the page is drawn again."""
    rows = {names[int(row)]: dict(changes) for row, changes in st.session_state[key]["edited_rows"].items()}
    ticks = {name: changes.pop("ticked") for name, changes in rows.items() if "ticked" in changes}
    loaded.ticked = (loaded.ticked | {name for name, tick in ticks.items() if tick}) - {
        name for name, tick in ticks.items() if not tick
    }
    loaded.edit(questions.change(loaded.setup, rows, loaded.seen), in_table=True)


def _columns(text: Text) -> dict[str, ColumnConfig | None]:
    def header(name: str) -> str:
        return text(f"ui.questions.column.{name}")

    def helped(name: str) -> str:
        return text(f"ui.questions.help.{name}")

    kinds = st.column_config
    return {
        "name": kinds.TextColumn(header("name"), pinned=True, width=130),
        "ticked": kinds.CheckboxColumn(header("ticked"), pinned=True, width=72, help=helped("ticked")),
        "look": kinds.TextColumn(header("look"), width=80, help=helped("look")),
        "label": kinds.TextColumn(header("label"), help=helped("label"), width=300),
        "answers": kinds.TextColumn(header("answers"), width=190),
        "role": kinds.SelectboxColumn(
            header("role"),
            options=[role.value for role in Role],
            format_func=lambda role: text(f"ui.questions.role.{role}"),
            required=True,
            help=helped("role"),
            width=130,
        ),
        "best": kinds.SelectboxColumn(
            header("best"),
            options=[best.value for best in Best],
            format_func=lambda best: text(f"ui.questions.best.{best}"),
            help=helped("best"),
            width=110,
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
