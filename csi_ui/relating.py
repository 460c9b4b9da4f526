"""The page of groups and correlations: who differs where, one cross table of one's choice, what goes together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from csi_core.report.model import Section
from csi_core.report.sections import crosstables
from csi_core.report.sections.crosstables import Readable
from csi_core.report.sections.parts import Words, called
from csi_core.results import Results
from csi_core.text import Text
from csi_ui import analysis, choices, draw, explained, mends, session, steps
from csi_ui.language import words
from csi_ui.session import Loaded

KEY = "groups"

TESTS = ("auto", "welch", "classic", "ranks")
ADJUSTMENTS = ("holm", "bh")
METHODS = ("pearson", "spearman", "kendall")

#: The parts of the section that belong to correlations; the cross tables of the report are picked here instead.
_CORRELATED = "groups.correlat"
_CROSSED = "groups.crosstab."
_PICKABLE = ("groups.item_counts.", "groups.profile_counts.", "groups.multiple.")
_KEY = "groups.picked"


def page() -> None:
    text = words()
    loaded = session.need_confirmed()
    mends.undo(loaded, text)
    found = analysis.results(loaded, text)
    if found is not None:
        shown = analysis.section_of(KEY, found, loaded.setup, text)
        if shown is None:
            analysis.explain(KEY, found, text, lambda: _choices(loaded, text))
        else:
            _show(shown, found, loaded, text)
    steps.back_and_next(KEY, text)


def _show(shown: Section, found: Results, loaded: Loaded, text: Text) -> None:
    draw.finding(shown)
    choices.groups(loaded, text)
    draw.findings(shown)
    open_grids = [grid for grid in shown.grids if not grid.more]
    for grid in open_grids:
        if not grid.key.startswith((_CORRELATED, _CROSSED)):
            draw.grid(grid, text)
    _picked(found, loaded, text)
    for figure in shown.figures:
        if figure.key.startswith(_CORRELATED):
            draw.figure(figure, text)
    for grid in open_grids:
        if grid.key.startswith(_CORRELATED):
            draw.grid(grid, text)
    # Of these any one can be picked above.
    rest = tuple(grid for grid in shown.grids if not grid.key.startswith(_PICKABLE))
    draw.closed(replace(shown, grids=rest), text, lambda: _choices(loaded, text), lambda: explained.link(KEY, text))


# -- one cross table ---------------------------------------------------------------------------------------------------


def _picked(found: Results, loaded: Loaded, text: Text) -> None:
    """A question and a grouping are chosen, and their table is shown with its chart."""
    tables = _tables(found, loaded, text)
    if not tables:
        return
    st.subheader(text("ui.analysis.crossed.title"), anchor=False)
    clearest = crosstables.clearest(found)
    first = (clearest[0].item, clearest[0].by) if clearest else next(iter(tables))
    question, by = loaded.crossed or first
    left, right = st.columns(2)
    with right:
        groupings = list(dict.fromkeys(grouping for _, grouping in tables))
        by = _pick("by", groupings, by, text, lambda name: called(loaded.setup, name))
    with left:
        questions = [name for name, grouping in tables if grouping == by]
        names = {column.name: called(loaded.setup, column.name) for column in loaded.setup.columns}
        question = _pick("question", questions, question, text, lambda name: names.get(name, name))
    loaded.crossed = (question, by)
    readable = tables[question, by]()
    st.markdown(draw.plain(readable.sentence))
    if readable.figure is not None:
        draw.figure(readable.figure, text)
    draw.grid(readable.grid, text)


def _pick(part: str, options: list[str], present: str, text: Text, shown: Callable[[str], str]) -> str:
    chosen: str = st.selectbox(
        text(f"ui.analysis.crossed.{part}"),
        options,
        index=options.index(present) if present in options else 0,
        format_func=shown,
        key=f"groups.crossed.{part}.{text.language}",
    )
    return chosen


def _tables(found: Results, loaded: Loaded, text: Text) -> dict[tuple[str, str], Callable[[], Readable]]:
    """(question, grouping) → what makes the table readable, when it is asked for."""
    say, setup = Words("groups", text), loaded.setup
    tables: dict[tuple[str, str], Callable[[], Readable]] = {}
    for table in (*(found.crosstabs or ()), *(found.crosstabs_profiles or ())):
        tables[table.item, table.by] = partial(crosstables.readable, table, found, setup, say, key=_KEY)
    for multiple in found.crosstabs_multiple or ():
        tables[multiple.question, multiple.by] = partial(crosstables.multiple_readable, multiple, setup, say, key=_KEY)
    return tables


# -- choices -----------------------------------------------------------------------------------------------------------


def _choices(loaded: Loaded, text: Text) -> None:
    """Which test, how p is corrected for many of them, which coefficient of correlation."""
    choices.one_of(loaded, "compare.test", TESTS, "ui.analysis.test", text)
    st.caption(text(f"ui.analysis.test.why.{loaded.setup.compare.test}"))
    left, right = st.columns(2)
    with left:
        choices.one_of(loaded, "compare.adjust", ADJUSTMENTS, "ui.analysis.adjust", text)
    with right:
        choices.one_of(loaded, "correlations.method", METHODS, "ui.analysis.correlation", text)
