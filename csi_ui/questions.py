"""The questionnaire as an editable table: setup → frame, edits → setup. No drawing here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from csi_core.cells import number
from csi_core.propose import Proposal
from csi_core.scale import explain_scale
from csi_core.setup import SCALED, Best, ColumnSetup, KanoAnswer, Role, Scale, Setup, Side
from csi_core.setup_check import GROUPING
from csi_core.text import Text
from csi_ui.answers import Seen, with_ladders

#: What a rated question gets that was not one before and none resembles; shown at once, to be corrected.
USUAL_SCALE = Scale(1, 5)

#: How many of a column's answers the table shows.
SHOWN = 4

#: Columns the user may edit; the others explain.
EDITABLE = ("ticked", "label", "role", "best", "dimension", "min", "max", "feature", "side", "weight")


def frame(
    setup: Setup,
    proposal: Proposal,
    unsure: frozenset[str],
    seen: Seen,
    text: Text,
    *,
    names: Collection[str] | None = None,
    ticked: Collection[str] = (),
) -> pd.DataFrame:
    """One row a column of the file, indexed by its name; of these names only, if any are given."""
    columns = [column for column in setup.columns if names is None or column.name in names]
    rows = [_row(c, proposal, c.name in unsure, c.name in ticked, seen, text) for c in columns]
    return pd.DataFrame(rows, index=pd.Index([column.name for column in columns], name="name"))


def _row(
    column: ColumnSetup, proposal: Proposal, unsure: bool, ticked: bool, seen: Seen, text: Text
) -> dict[str, object]:
    scale = column.scale
    return {
        "ticked": ticked,
        "look": text("ui.questions.look") if unsure else "",
        "label": column.label,
        "role": column.role.value,
        "best": scale.best.value if scale else None,
        "dimension": column.dimension,
        "answers": "" if column.role is Role.PRIVATE else " · ".join(seen.get(column.name, ())[:SHOWN]),
        "meaning": meaning(column, text),
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
    return _worth(column.scale, tuple((column.answers or {}).items()), text.language)


@lru_cache(maxsize=256)
def _worth(scale: Scale, answers: tuple[tuple[str, float | str], ...], language: str) -> tuple[str, ...]:
    """The same for every column that is coded alike."""
    text = Text(language)
    codes = sorted(
        explain_scale(ColumnSetup("", Role.ITEM, scale=scale, answers=dict(answers))), key=lambda code: -code[2]
    )
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
    """A column in another role, without answer codes that mean nothing there; a rated one without a scale takes that
    of the questions most like it."""
    column = replace(column, role=role, answers=column.answers if _codes_suit(role, column.answers) else None)
    if role in SCALED and column.scale is None:
        return replace(column, scale=_scale_of_others(column, setup))
    return column


def _codes_suit(role: Role, answers: Mapping[str, float | str] | None) -> bool:
    codes = (answers or {}).values()
    if role is Role.KANO:
        return set(codes) <= set(KanoAnswer)
    words = any(isinstance(code, str) for code in codes)
    return not words if role in SCALED else words


def _scale_of_others(column: ColumnSetup, setup: Setup) -> Scale:
    others = [other for other in setup.of(*SCALED) if other.scale is not None and other.name != column.name]
    alike = [other.scale for other in others if other.answers == column.answers] or [other.scale for other in others]
    return Counter(alike).most_common(1)[0][0] or USUAL_SCALE if alike else USUAL_SCALE


def change(setup: Setup, changes: Mapping[str, Mapping[str, Any]], seen: Seen | None = None) -> Setup:
    """The setup after changes to some columns, by name; words of columns that become ratings get codes by `seen`."""
    changed = replace(
        setup,
        columns=tuple(
            edited(column, changes[column.name], setup) if column.name in changes else column
            for column in setup.columns
        ),
    )
    rated = {column.name for column in changed.of(*SCALED)} - {column.name for column in setup.of(*SCALED)}
    return with_ladders(changed, rated, seen) if seen is not None and rated else changed


def with_groups_that_exist(setup: Setup) -> Setup:
    """The setup without groups and shares of the population for columns that are no longer profile questions."""
    groups = {column.name for column in setup.columns if column.role in GROUPING}
    targets = {name: shares for name, shares in setup.weighting.targets.items() if name in groups}
    return replace(
        setup,
        groups=tuple(name for name in setup.groups if name in groups),
        weighting=replace(setup.weighting, targets=targets),
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
