"""Undo and redo of changes to the questionnaire, each one step; what other pages changed since stays."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from csi_core.setup import ColumnSetup, Setup


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the setup. stated: the columns it made the user's word that were a guess before."""

    before: Setup
    after: Setup
    stated: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that it changed."""
        return tuple(old.name for old, new in zip(self.before.columns, self.after.columns, strict=True) if old != new)

    @property
    def what(self) -> tuple[str, ...]:
        """What of the columns it changed, in the order of ColumnSetup."""
        pairs = zip(self.before.columns, self.after.columns, strict=True)
        changed = {name for old, new in pairs if old != new for name in _differing(old, new)}
        return tuple(each.name for each in fields(ColumnSetup) if each.name in changed)


def put(now: Setup, there: Setup, wanted: Setup) -> Setup:
    """`now` with whatever differs between `there` and `wanted` as it is in `wanted`.

    >>> from csi_core.setup import Role
    >>> old = Setup((ColumnSetup("A1", Role.ITEM), ColumnSetup("A2", Role.ITEM)))
    >>> new = replace(old, columns=(ColumnSetup("A1", Role.IGNORE), old.columns[1]))
    >>> later = replace(new, title="Canteen")
    >>> put(later, new, old) == replace(old, title="Canteen")
    True
    """
    columns = tuple(
        replace(column, **_differing(wrong, right))
        for column, wrong, right in zip(now.columns, there.columns, wanted.columns, strict=True)
    )
    return replace(now, **(_differing(there, wanted) | {"columns": columns}))


def _differing(there: Any, wanted: Any) -> dict[str, Any]:
    """The fields that differ, as they are in `wanted`."""
    pairs = ((each.name, getattr(there, each.name), getattr(wanted, each.name)) for each in fields(wanted))
    return {name: value for name, old, value in pairs if old != value}


@dataclass(slots=True)
class History:
    past: list[Change] = field(default_factory=list)
    future: list[Change] = field(default_factory=list)

    def note(self, change: Change) -> None:
        """A change that was made; what had been undone before it is gone."""
        if change.before != change.after:
            self.past.append(change)
            self.future.clear()

    def undo(self, now: Setup) -> tuple[Setup, Change]:
        """The setup without the last change; IndexError if there is none."""
        change = self.past.pop()
        self.future.append(change)
        return put(now, change.after, change.before), change

    def redo(self, now: Setup) -> tuple[Setup, Change]:
        """The setup with the change last undone; IndexError if there is none."""
        change = self.future.pop()
        self.past.append(change)
        return put(now, change.before, change.after), change
