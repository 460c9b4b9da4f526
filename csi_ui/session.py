"""Everything a visitor has given or chosen, in one typed object under one key.

Pages copy what widgets hold into it at once, since a widget's value dies when its page is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import streamlit as st

from csi_core.propose import Proposal, complete, propose
from csi_core.read import HeaderRows, read
from csi_core.read.table import Table
from csi_core.read.watch import Watch
from csi_core.setup import SCALED, ColumnSetup, Role, Scale, Setup
from csi_core.setup_file import from_json
from csi_ui import cached, steps
from csi_ui.answers import AnswerGroup, Seen, answer_groups, seen_answers, without_order
from csi_ui.history import Change, History
from csi_ui.language import words
from csi_ui.printing import Printing
from csi_ui.questions import with_groups_that_exist

KEY = "session"

#: What must be right before anything is computed: how each scaled column is coded and turned.
Directions = tuple[tuple[str, Role, Scale | None, tuple[tuple[str, float | str], ...]], ...]


@dataclass(slots=True)
class Loaded:
    """One file in work.

    seen: the answers that occur in each column; stated: columns the user has set, not guessed; revision counts the
    changes made by buttons and opened the setups opened, so that editors and uploaders begin anew; mended: columns
    changed by a mend's button, as they were before; history: the changes to the questionnaire; ordered: sets of answers
    whose order the user has confirmed; ticked: columns chosen in the table; selection: the selection of columns looked
    at, by its code; grouped: a setup's sets of answers; crossed: question and grouping of the cross table looked at;
    printing, bundling: the PDF of the report and the archive of all files, made or being made; sheet: of the
    preview, the one looked at.
    """

    file: str
    data: bytes
    table: Table
    proposal: Proposal
    setup: Setup
    seen: Seen
    stated: frozenset[str] = frozenset()
    confirmed: Directions | None = None
    revision: int = 0
    opened: int = 0
    mended: Mapping[str, ColumnSetup] = field(default_factory=dict)
    crossed: tuple[str, str] | None = None
    printing: Printing | None = None
    bundling: Printing | None = None
    sheet: int = 1
    history: History = field(default_factory=History)
    ordered: frozenset[frozenset[str]] = frozenset()
    ticked: frozenset[str] = frozenset()
    selection: str | None = None
    grouped: tuple[Setup, tuple[AnswerGroup, ...]] | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending, for the files made from it."""
        return PurePath(self.file).stem

    @property
    def unsure(self) -> frozenset[str]:
        """Columns that are still as guessed, from little."""
        return frozenset(name for name, sure in self.proposal.sure.items() if not sure) - self.stated

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed == directions(self.setup)

    @property
    def groups(self) -> tuple[AnswerGroup, ...]:
        """The questions by their answers, computed once for a setup."""
        if self.grouped is None or self.grouped[0] is not self.setup:
            self.grouped = self.setup, answer_groups(self.setup, self.seen)
        return self.grouped[1]

    @property
    def unordered(self) -> frozenset[str]:
        """Rated columns whose answers nobody has put in order yet."""
        return without_order(self.groups, self.proposal, self.ordered)

    def edit(self, setup: Setup, *, in_table: bool = False) -> None:
        """The setup after the user's own edits, one step to undo; the table that made them goes on as it is."""
        self.revision += not in_table
        setup = with_groups_that_exist(setup)
        before = {column.name: column for column in self.setup.columns}
        changed = {column.name for column in setup.columns if before.get(column.name) != column}
        self.history.note(Change(self.setup, setup, frozenset(changed - self.stated)))
        self.stated |= changed
        self._put(setup)

    def undo(self) -> None:
        """Take the last change back."""
        setup, change = self.history.undo(self.setup)
        self.stated -= change.stated
        self._put(setup)
        self.revision += 1

    def redo(self) -> None:
        """Make the change last taken back again."""
        setup, change = self.history.redo(self.setup)
        self.stated |= change.stated
        self._put(setup)
        self.revision += 1

    def _put(self, setup: Setup) -> None:
        """Another setup; a mend of a column changed since is nothing to undo."""
        before = {column.name: column for column in self.setup.columns}
        same = {column.name for column in setup.columns if before.get(column.name) == column}
        self.mended = {name: column for name, column in self.mended.items() if name in same}
        self.setup = setup

    def open(self, setup_file: bytes) -> None:
        """Put a saved setup in the place of the present one; DataProblem if it is none."""
        saved = from_json(setup_file)
        whole = replace(
            complete(saved, self.table),
            sheet=self.table.sheet,
            layout=self.setup.layout,
            header_row=self.setup.header_row,
            header_rows=self.setup.header_rows,
        )
        self.edit(whole)
        self.accept(saved)
        self.mended = {}
        self.opened += 1

    def accept(self, saved: Setup) -> None:
        """What a saved setup says is the user's word."""
        self.stated |= {column.name for column in saved.columns}
        self.ordered |= {frozenset(column.answers) for column in saved.of(*SCALED) if column.answers}

    def confirm(self) -> None:
        self.confirmed = directions(self.setup)


def directions(setup: Setup) -> Directions:
    """Roles, scales and answer codes of all columns that are computed with."""
    return tuple(
        (column.name, column.role, column.scale, tuple((column.answers or {}).items()))
        for column in setup.of(*SCALED, Role.KANO)
    )


def current() -> Loaded | None:
    """The file in work, if there is one."""
    found: Loaded | None = st.session_state.get(KEY)
    return found


def prepared(
    data: bytes,
    file: str,
    *,
    sheet: str | None = None,
    layout: str | None = None,
    header: HeaderRows | None = None,
    setup: bytes | None = None,
    watch: Watch | None = None,
) -> Loaded:
    """A file read and its questions proposed, with a saved setup if there is one.

    Raises DataProblem where file or setup cannot be used.
    """
    saved = from_json(setup) if setup is not None else None
    if saved:
        sheet, layout, header = sheet or saved.sheet, layout or saved.layout, header or saved.header
    table = read(data, file, sheet, layout, header, watch)
    proposal = propose(table)
    chosen = replace(complete(saved, table) if saved else proposal.setup, sheet=table.sheet, layout=layout)
    if header:
        chosen = replace(chosen, header_row=header.row, header_rows=header.rows)
    loaded = Loaded(file, data, table, proposal, chosen, seen_answers(table))
    if saved:
        loaded.accept(saved)
    return loaded


def put(loaded: Loaded) -> None:
    """Put a file in work; whatever stood there before is gone."""
    st.session_state[KEY] = loaded


def clear() -> None:
    """Forget the file, the setup and everything computed from them."""
    cached.forget()
    st.session_state.pop(KEY, None)


def need() -> Loaded:
    """The file in work; a page without one explains itself, links to the start and ends."""
    loaded = current()
    if loaded is None:
        text = words()
        st.info(text("ui.frame.need.file"), icon=":material/upload_file:")
        st.caption(text("ui.frame.need.refreshed"))
        steps.link("start", text)
        st.stop()
    return loaded


def need_confirmed() -> Loaded:
    """The file in work, its directions confirmed; else the page says so, links there and ends."""
    loaded = need()
    if not loaded.is_confirmed:
        text = words()
        st.info(text("ui.frame.need.directions"), icon=":material/checklist:")
        steps.link("questions", text)
        st.stop()
    return loaded
