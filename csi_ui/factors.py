"""What the validity page offers besides its section: ways on, what changes without questions, names of factors."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from csi_core.analysis.what_if import WhatIf, leave_out, troubled
from csi_core.errors import DataProblem
from csi_core.report.sections.factor_words import factor_names, members
from csi_core.report.sections.parts import called, notes_of, sentence
from csi_core.report.sections.what_if import what_if_grid
from csi_core.results import Note, Results, Validity
from csi_core.setup import FactorName, Role
from csi_core.text import Text
from csi_core.thresholds import LEAST_MSA
from csi_ui import cached, draw, mends
from csi_ui.session import Loaded

#: Notes on alike questions (one is enough), and on questions of which any may go.
ALIKE = ("validity.duplicated_items", "validity.polychoric_alike")
CULPRITS = ("validity.dependent_items", "validity.ml_singular", "validity.constant_items")

#: Notes that another choice settles.
CHOICES: dict[str, dict[str, str]] = {
    "validity.ml_singular": {"extraction": "principal"},
    "validity.ml_no_inverse": {"extraction": "principal"},
    "validity.nothing_common": {"extraction": "principal"},
    "validity.extraction_not_converged": {"extraction": "principal"},
    "validity.factors_not_unique": {"extraction": "principal"},
    "validity.heywood": {"extraction": "principal"},
    "validity.polychoric_smoothed": {"correlation": "pearson"},
    "validity.polychoric_options": {"correlation": "pearson"},
    "validity.polychoric_fractions": {"correlation": "pearson"},
}


def offer(results: Results, loaded: Loaded, text: Text) -> None:
    """Ways on from what is wrong; where there is a factor analysis, what changes without questions, and names."""
    notes = notes_of(results, "validity")
    mends.leave_out_buttons(_culprits(notes, results), loaded, text, "validity.leave_out")
    _choice_buttons(notes, loaded, text)
    if results.validity is not None:
        _what_if(results.validity, loaded, text)
        _names(results.validity, loaded, text)


def _culprits(notes: Iterable[Note], results: Results) -> dict[str, None]:
    """Questions one of which, left out, mends what the notes complain of."""
    found: list[str] = []
    for note in notes:
        items = note.values.get("items")
        named = [str(item) for item in items] if isinstance(items, tuple) else []
        if note.code in ALIKE:
            found += named[1:]
        elif note.code in CULPRITS:
            found += named
        elif note.code == "validity.few_rows":
            found.append(str(note.values["item"]))
        elif note.code == "validity.fewer_rows_than_items" and results.items and results.validity:
            missing = {item: results.items[item].missing for item in results.validity.items}
            found += sorted((item for item in missing if missing[item]), key=lambda item: -missing[item])
    return dict.fromkeys(found)


def _choice_buttons(notes: Iterable[Note], loaded: Loaded, text: Text) -> None:
    wanted = {field: code for note in notes for field, code in CHOICES.get(note.code, {}).items()}
    present = loaded.setup.validity
    for field, code in wanted.items():
        if getattr(present, field) != code:
            st.button(
                text(f"ui.validity.use.{code}"),
                key=f"validity.use.{code}",
                on_click=_use,
                args=(loaded, field, code, text.language),
            )


def _use(loaded: Loaded, field: str, code: str, language: str) -> None:
    take(loaded, **{field: code})
    st.session_state[f"validity.{field}.{language}"] = code


def take(loaded: Loaded, **changed: Any) -> None:
    """Put choices of the factor analysis into the setup."""
    loaded.setup = replace(loaded.setup, validity=replace(loaded.setup.validity, **changed))


# -- what if -----------------------------------------------------------------------------------------------


def _what_if(found: Validity, loaded: Loaded, text: Text) -> None:
    doubtful = list(troubled(found))
    least = found.least_fitting
    if least is not None and least.msa < LEAST_MSA and least.item not in doubtful:
        doubtful.append(least.item)
    items = [column.name for column in loaded.setup.of(Role.ITEM)]
    with st.expander(text("ui.validity.what_if.title"), icon=":material/compare_arrows:", expanded=bool(doubtful)):
        chosen = st.multiselect(
            text("ui.validity.what_if.label"),
            items,
            default=doubtful,
            format_func=lambda name: called(loaded.setup, name),
            placeholder=text("ui.questions.several.choose"),
            key=f"validity.what_if.{_digest(items, doubtful)}.{text.language}",
        )
        if not chosen:
            st.caption(text("ui.validity.what_if.none"))
            return
        try:
            with st.spinner(text("ui.frame.computing"), show_time=True):
                before = cached.facts(loaded.table, loaded.setup)
                after = cached.facts(loaded.table, leave_out(loaded.setup, chosen))
        except DataProblem as problem:
            st.error(draw.plain(text.problem(problem)), icon=":material/error:")
            return
        draw.grid(what_if_grid(WhatIf(tuple(chosen), before, after), text), text)
        for reason in after.reasons:
            st.caption(draw.plain(sentence(reason, text)))
        st.button(
            text("ui.validity.what_if.apply", n=len(chosen)),
            key="validity.what_if.apply",
            icon=":material/remove_circle:",
            on_click=mends.leave_out,
            args=(loaded, tuple(chosen)),
        )
        st.caption(text("ui.validity.what_if.undo"))


# -- names -------------------------------------------------------------------------------------------------


def _names(found: Validity, loaded: Loaded, text: Text) -> None:
    shown = factor_names(found, text)
    with st.expander(text("ui.validity.names.title"), icon=":material/label:"):
        st.caption(text("ui.validity.names.why"))
        for factor, held in members(found).items():
            if not held:
                continue
            widget = f"validity.name.{factor}.{_digest(sorted(held))}.{text.language}"
            st.text_input(
                draw.plain(shown[factor]),
                value=found.factor_names.get(factor, ""),
                placeholder=text("ui.validity.names.placeholder"),
                max_chars=40,
                key=widget,
                on_change=_name,
                args=(loaded, found, factor, tuple(held), widget),
            )
            st.caption(draw.plain(text.join(called(loaded.setup, item) for item in held)))


def _name(loaded: Loaded, found: Validity, factor: str, held: tuple[str, ...], widget: str) -> None:
    """The name typed takes the place of the factor's present one; an empty one gives it up."""
    name = str(st.session_state[widget]).strip()
    before = found.factor_names.get(factor)
    kept = [
        given for given in loaded.setup.validity.factor_names if given.name != before and set(given.items) != set(held)
    ]
    take(loaded, factor_names=(*kept, FactorName(name, held)) if name else tuple(kept))


def _digest(*names: Iterable[str]) -> str:
    """A short key for lists of names, so that a widget begins anew where they change."""
    return f"{zlib.crc32(repr([list(each) for each in names]).encode()):08x}"
