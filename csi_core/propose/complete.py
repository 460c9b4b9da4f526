"""A setup that lists some columns, made whole: the others are proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from csi_core.errors import DataProblem
from csi_core.propose.assemble import propose
from csi_core.read.table import Table
from csi_core.setup import SCALED, ColumnSetup, Role, Scale, Setup, Side
from csi_core.setup_check import GROUPING, matched


def complete(setup: Setup, table: Table) -> Setup:
    """One entry for each column of the table, in its order; what the setup says is kept.

    A rating without scale gets the range of its answers' codes, else the proposed scale; a Kano half without
    answers gets the proposed ones. Groups are proposed only where the setup lists no column at all.
    Raises DataProblem setup.* if the setup does not fit the table.
    """
    setup = matched(setup, table)
    proposal = propose(table).setup
    listed = {column.name: column for column in setup.columns}
    proposed = {column.name: column for column in proposal.columns}
    columns = [
        _filled(listed[name], entry) if name in listed else _beside(entry, listed, proposal.columns)
        for name, entry in proposed.items()
    ]
    whole = replace(
        setup,
        columns=tuple(_coherent(column, columns, listed) for column in columns),
        groups=setup.groups if setup.columns or setup.groups else proposal.groups,
    )
    roles = {column.name: column.role for column in whole.columns}
    for group in whole.groups:
        if roles[group] not in GROUPING:
            raise DataProblem("setup.group_role", column=group, role=roles[group])
    return whole


def _filled(column: ColumnSetup, proposed: ColumnSetup) -> ColumnSetup:
    if column.role in SCALED and column.scale is None:
        return replace(column, scale=_scale(column, proposed))
    if column.role is Role.KANO and not column.answers:
        return replace(column, answers=proposed.answers if proposed.role is Role.KANO else None)
    if column.role is Role.MULTIPLE and column.question is None and proposed.role is Role.MULTIPLE:
        return replace(column, question=proposed.question, option=column.option or proposed.option)
    if column.role is Role.RANKING and column.question is None and proposed.role is Role.RANKING:
        option = None if column.place else column.option or proposed.option
        place = None if option else column.place or proposed.place
        return replace(column, question=proposed.question, option=option, place=place)
    return column


def _scale(column: ColumnSetup, proposed: ColumnSetup) -> Scale:
    if column.role is Role.RECOMMEND:
        return Scale(0, 10)
    codes = [code for code in (column.answers or {}).values() if not isinstance(code, str)]
    if len(set(codes)) > 1:
        return Scale(min(codes), max(codes))
    if proposed.scale is None:
        raise DataProblem("setup.no_scale", column=column.name)
    return proposed.scale


def _beside(column: ColumnSetup, listed: Mapping[str, ColumnSetup], proposed: Sequence[ColumnSetup]) -> ColumnSetup:
    """A proposed Kano half takes the feature's name from its listed other half."""
    if column.role is not Role.KANO:
        return column
    other = next(
        (
            listed[half.name]
            for half in proposed
            if half.feature == column.feature and half.side is not column.side and half.name in listed
        ),
        None,
    )
    if other is None or other.role is not Role.KANO or other.side is None:
        return column
    side = Side.DYSFUNCTIONAL if other.side is Side.FUNCTIONAL else Side.FUNCTIONAL
    return replace(column, feature=other.feature, side=side)


def _coherent(column: ColumnSetup, columns: Sequence[ColumnSetup], listed: Mapping[str, ColumnSetup]) -> ColumnSetup:
    """What was only proposed gives way where what is listed leaves it without its partner."""
    if column.name in listed:
        return column
    if column.role is Role.KANO:
        sides = {half.side for half in columns if half.role is Role.KANO and half.feature == column.feature}
        if len(sides) < len(Side):
            return ColumnSetup(column.name, Role.IGNORE, column.label)
    if column.pairs_with:
        item = next(other for other in columns if other.name == column.pairs_with)
        if item.role not in (Role.ITEM, Role.KANO):
            return replace(column, pairs_with=None)
    return column
