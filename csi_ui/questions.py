"""The questionnaire as an editable table: setup → frame, edits → setup. No drawing here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from csi_core.cells import number
from csi_core.propose import Proposal
from csi_core.read.platforms import NO_ANSWER
from csi_core.read.table import Column, Table
from csi_core.scale import explain_scale
from csi_core.setup import SCALED, Best, ColumnSetup, KanoAnswer, Role, Scale, Setup, Side
from csi_core.text import Text

#: What a rated question gets that was not one before and none resembles; shown at once, to be corrected.
USUAL_SCALE = Scale(1, 5)

#: Distinct answers remembered of each column, and how many of them the table shows.
REMEMBERED, SHOWN = 60, 4

#: Columns the user may edit; the others explain.
EDITABLE = ("label", "role", "best", "dimension", "min", "max", "feature", "side", "weight")

Seen = Mapping[str, tuple[str, ...]]


def seen_answers(table: Table) -> Seen:
    """The distinct answers of every column, in the order of their first appearance."""
    return {column.name: _distinct(column) for column in table.columns}


def _distinct(column: Column) -> tuple[str, ...]:
    values = column.cells.dropna().drop_duplicates().head(REMEMBERED)
    return tuple(f"{value:.15g}" if isinstance(value, float) else str(value) for value in values)


def frame(setup: Setup, proposal: Proposal, unsure: frozenset[str], seen: Seen, text: Text) -> pd.DataFrame:
    """One row a column of the file, indexed by its name."""
    rows = [_row(column, proposal, column.name in unsure, seen, text) for column in setup.columns]
    return pd.DataFrame(rows, index=pd.Index([column.name for column in setup.columns], name="name"))


def _row(column: ColumnSetup, proposal: Proposal, unsure: bool, seen: Seen, text: Text) -> dict[str, object]:
    scale = column.scale
    return {
        "look": text("ui.questions.look") if unsure else "",
        "label": column.label,
        "answers": "" if column.role is Role.PRIVATE else " · ".join(seen.get(column.name, ())[:SHOWN]),
        "role": column.role.value,
        "best": scale.best.value if scale else None,
        "meaning": meaning(column, text),
        "dimension": column.dimension,
        "min": scale.min if scale else None,
        "max": scale.max if scale else None,
        "feature": column.feature,
        "side": column.side.value if column.side else None,
        "weight": column.weight,
        "reason": " ".join(text(f"propose.{why.code}", **why.values) for why in proposal.reasons.get(column.name, ())),
    }


def meaning(column: ColumnSetup, text: Text) -> str:
    """What the ends of the scale are worth: `1 = very satisfied → 100, 5 → 0`, best first; empty for other columns."""
    worth = codes_worth(column, text)
    return text.join((worth[0], worth[-1])) if worth else ""


def codes_worth(column: ColumnSetup, text: Text) -> tuple[str, ...]:
    """Every code of a rated column with its words and its points, the best first."""
    if column.role not in SCALED or column.scale is None or column.scale.min >= column.scale.max:
        return ()
    codes = sorted(explain_scale(column), key=lambda code: -code[2])
    return tuple(
        text("ui.questions.worth_words" if words else "ui.questions.worth", code=code, words=words, points=points)
        for words, code, points in codes
    )


def edited(column: ColumnSetup, changes: Mapping[str, Any], setup: Setup) -> ColumnSetup:
    """A column after the user's changes to its row; unknown values leave the column as it was."""
    for field, value in changes.items():
        match field:
            case "label":
                column = replace(column, label=(value or "").strip())
            case "dimension":
                column = replace(column, dimension=(value or "").strip() or None)
            case "feature":
                column = replace(column, feature=(value or "").strip() or None)
            case "role":
                column = with_role(column, Role(value), setup) if value else column
            case "side":
                column = replace(column, side=Side(value) if value else None)
            case "weight":
                column = replace(column, weight=1.0 if value is None else float(value))
            case "best":
                column = replace(column, scale=replace(column.scale or USUAL_SCALE, best=Best(value or Best.HIGH)))
            case "min" if value is not None:
                column = replace(column, scale=replace(column.scale or USUAL_SCALE, min=float(value)))
            case "max" if value is not None:
                column = replace(column, scale=replace(column.scale or USUAL_SCALE, max=float(value)))
    return column


def with_role(column: ColumnSetup, role: Role, setup: Setup) -> ColumnSetup:
    """A column in another role; a rated one without a scale takes that of the questions most like it."""
    if role in SCALED and column.scale is None:
        return replace(column, role=role, scale=_scale_of_others(column, setup))
    return replace(column, role=role)


def _scale_of_others(column: ColumnSetup, setup: Setup) -> Scale:
    others = [other for other in setup.of(*SCALED) if other.scale is not None and other.name != column.name]
    alike = [other.scale for other in others if other.answers == column.answers] or [other.scale for other in others]
    return Counter(alike).most_common(1)[0][0] or USUAL_SCALE if alike else USUAL_SCALE


def change(setup: Setup, changes: Mapping[str, Mapping[str, Any]]) -> Setup:
    """The setup after changes to some columns, by name."""
    return replace(
        setup,
        columns=tuple(
            edited(column, changes[column.name], setup) if column.name in changes else column
            for column in setup.columns
        ),
    )


def pair(setup: Setup, functional: str, dysfunctional: str, feature: str) -> Setup:
    """Two columns as the halves of one Kano question."""
    halves = {
        functional: {"role": Role.KANO, "side": Side.FUNCTIONAL, "feature": feature},
        dysfunctional: {"role": Role.KANO, "side": Side.DYSFUNCTIONAL, "feature": feature},
    }
    return change(setup, halves)


def kano_features(setup: Setup) -> dict[str, dict[Side, str]]:
    """The columns of each feature's halves, for features that have both."""
    found: dict[str, dict[Side, str]] = {}
    for column in setup.of(Role.KANO):
        if column.feature and column.side:
            found.setdefault(column.feature, {})[column.side] = column.name
    return {feature: halves for feature, halves in found.items() if len(halves) == len(Side)}


def swapped(setup: Setup, feature: str) -> Setup:
    """The setup with the halves of one feature exchanged."""
    halves = kano_features(setup)[feature]
    return pair(setup, halves[Side.DYSFUNCTIONAL], halves[Side.FUNCTIONAL], feature)


def bare_kano_codes(setup: Setup) -> tuple[str, ...]:
    """Kano columns whose answers are numbers: only the questionnaire tells which end is which."""
    kano = (column for column in setup.of(Role.KANO) if column.answers)
    return tuple(c.name for c in kano if all(number(answer) is not None for answer in c.answers or ()))


def with_kano_codes_turned(setup: Setup, names: Iterable[str]) -> Setup:
    """The setup with 1 = like … 5 = dislike read as 1 = dislike … 5 = like in these columns, or back."""
    turned = dict(zip(KanoAnswer, reversed(KanoAnswer), strict=True))
    wanted = frozenset(names)

    def turn(column: ColumnSetup) -> ColumnSetup:
        answers = {answer: turned[KanoAnswer(str(code))].value for answer, code in (column.answers or {}).items()}
        return replace(column, answers=answers)

    return replace(setup, columns=tuple(turn(c) if c.name in wanted else c for c in setup.columns))


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps the setup from being computed: the phrase `ui.questions.fault.<code>`."""

    code: str
    columns: tuple[str, ...]


def faults(setup: Setup) -> tuple[Fault, ...]:
    """Columns whose settings contradict each other, by kind; empty when all is well."""
    scaled = setup.of(*SCALED)
    kano = setup.of(Role.KANO)
    sides = {(column.feature, column.side) for column in kano}
    found = {
        "no_scale": [c.name for c in scaled if c.scale is None],
        "empty_scale": [c.name for c in scaled if c.scale is not None and not c.scale.min < c.scale.max],
        "weight": [c.name for c in scaled if c.weight <= 0],
        "kano": [c.name for c in kano if c.feature is None or c.side is None],
        "kano_half": [
            c.name for c in kano if c.feature and c.side and any((c.feature, side) not in sides for side in Side)
        ],
        "kano_codes": [c.name for c in kano if not c.answers],
    }
    return tuple(Fault(code, tuple(names)) for code, names in found.items() if names)


def presets(setup: Setup, unsure: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Selections worth a click, by code: all rated, to be looked at, without dimension, same first letters."""
    items = [column.name for column in setup.of(Role.ITEM)]
    letters = {name: name.rstrip("0123456789_-.") for name in items}
    shared = {start: tuple(n for n in items if letters[n] == start) for start in dict.fromkeys(letters.values())}
    found = {
        "rated": tuple(items),
        "look": tuple(column.name for column in setup.columns if column.name in unsure),
        "no_dimension": tuple(column.name for column in setup.of(Role.ITEM) if not column.dimension),
    } | {f"letters.{start}": names for start, names in shared.items() if start and 1 < len(names) < len(items)}
    return {code: names for code, names in found.items() if names}


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Columns of one kind whose answers are coded alike."""

    role: Role
    columns: tuple[str, ...]
    codes: Mapping[str, float | str]
    uncoded: tuple[str, ...]

    @property
    def of_kano(self) -> bool:
        return self.role is Role.KANO


def answer_groups(setup: Setup, seen: Seen) -> tuple[AnswerGroup, ...]:
    """Rated, Kano and profile columns by their answer codes; groups without words or unknown answers are left out."""
    groups: dict[tuple[object, ...], list[ColumnSetup]] = {}
    for column in setup.of(*SCALED, Role.KANO, Role.PROFILE):
        kind = Role.ITEM if column.role in SCALED else column.role
        codes = tuple((column.answers or {}).items())
        apart = column.name if column.role is Role.PROFILE else column.scale
        groups.setdefault((kind, apart, codes), []).append(column)
    found = tuple(_group(columns, seen) for columns in groups.values())
    return tuple(group for group in found if group.codes or group.uncoded)


def _group(columns: list[ColumnSetup], seen: Seen) -> AnswerGroup:
    first = columns[0]
    codes = dict(first.answers or {})
    answers = dict.fromkeys(answer for column in columns for answer in seen.get(column.name, ()))
    known = codes.keys() | NO_ANSWER
    uncoded = () if first.role is Role.PROFILE else tuple(a for a in answers if a not in known and number(a) is None)
    return AnswerGroup(first.role, tuple(column.name for column in columns), codes, uncoded)


def recode(setup: Setup, columns: Iterable[str], answer: str, code: float | str | None) -> Setup:
    """One answer's code in several columns; None: the answer has no code and counts as missing."""
    names = frozenset(columns)

    def coded(column: ColumnSetup) -> ColumnSetup:
        codes = {known: value for known, value in (column.answers or {}).items() if known != answer or code is not None}
        if code is not None:
            codes[answer] = KanoAnswer(str(code)).value if column.role is Role.KANO else code
        return replace(column, answers=codes)

    return replace(setup, columns=tuple(coded(c) if c.name in names else c for c in setup.columns))
