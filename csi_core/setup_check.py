"""What a setup must hold to be used: by itself, and against the table it meets."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import pairwise

from csi_core import picture
from csi_core.errors import DataProblem
from csi_core.read import platforms
from csi_core.read.table import Table
from csi_core.responses import WEIGHT_LIMITS
from csi_core.setup import SCALED, ColumnSetup, KanoAnswer, Role, Setup, Weighting

#: Roles whose answers can make groups to compare.
GROUPING = frozenset({Role.PROFILE, Role.WAVE})

#: What a cell of the Kano evaluation table may say.
KANO_LETTERS = frozenset("MOAIRQ")

#: Beyond these a number is no answer on a scale, and squares and sums of it lose their digits.
LARGEST_CODE = 1_000_000
LARGEST_SHARE = 1e12
SHORTEST_SCALE = 1e-6


def check(setup: Setup) -> None:
    """Raise DataProblem setup.* for the first thing that contradicts itself or cannot be computed."""
    names = Counter(column.name.strip() for column in setup.columns)
    for name, times in names.items():
        if not name:
            raise DataProblem("setup.empty_name")
        if times > 1:
            raise DataProblem("setup.column_twice", column=name, times=times)
    for column in setup.columns:
        _check_column(column)
    if setup.layout is not None and setup.layout not in platforms.names():
        raise DataProblem("setup.unknown_layout", value=setup.layout, known=platforms.names())
    if setup.report.logo is not None:
        picture.opened(setup.report.logo)
    if setup.header is not None and min(setup.header.row, setup.header.rows) < 1:
        raise DataProblem("setup.header", row=setup.header.row, rows=setup.header.rows)
    _check_kano(setup)
    _check_choices(setup)
    roles = {column.name.strip(): column.role for column in setup.columns}
    for group in setup.groups:
        role = roles.get(group.strip())
        if role is not None and role not in GROUPING:
            raise DataProblem("setup.group_role", column=group, role=role)
    for question, shares in setup.weighting.targets.items():
        role = roles.get(question.strip())
        if role is not None and role not in GROUPING:
            raise DataProblem("setup.target_role", column=question, role=role)
        for answer, share in shares.items():
            if not 0 <= share <= LARGEST_SHARE:
                raise DataProblem("setup.target_share", column=question, answer=answer, value=share)
        if not any(shares.values()):
            raise DataProblem("setup.target_empty", column=question)


def _check_column(column: ColumnSetup) -> None:
    name = column.name
    least, most = WEIGHT_LIMITS
    if not least <= column.weight <= most:
        raise DataProblem("setup.weight", column=name, value=column.weight)
    if column.place is not None and column.place < 1:
        raise DataProblem("setup.out_of_limits", where=f"{name} → place", value=column.place, min=1)
    scale = column.scale
    if scale is not None:
        if not (math.isfinite(scale.min) and math.isfinite(scale.max)):
            raise DataProblem("setup.not_finite", where=f"{name} → scale")
        if scale.min >= scale.max:
            raise DataProblem("setup.scale_order", column=name, min=scale.min, max=scale.max)
        if max(abs(scale.min), abs(scale.max)) > LARGEST_CODE or scale.max - scale.min < SHORTEST_SCALE:
            raise DataProblem("setup.scale_size", column=name, min=scale.min, max=scale.max, most=LARGEST_CODE)
    for answer, code in (column.answers or {}).items():
        if isinstance(code, float) and not math.isfinite(code):
            raise DataProblem("setup.not_finite", where=f"{name} → answers → {answer}")
        if column.role in SCALED:
            if isinstance(code, str):
                raise DataProblem("setup.answer_no_number", column=name, answer=answer, given=code)
            if scale is not None and not scale.min <= code <= scale.max:
                raise DataProblem(
                    "setup.answer_outside", column=name, answer=answer, given=code, min=scale.min, max=scale.max
                )
        if column.role is Role.KANO and code not in list(KanoAnswer):
            raise DataProblem(
                "setup.kano_answer", column=name, answer=answer, given=code, known=tuple(map(str, KanoAnswer))
            )


def _check_kano(setup: Setup) -> None:
    choices = setup.kano
    size = len(KanoAnswer)
    if choices.table == "own" and not choices.cells:
        raise DataProblem("setup.kano_no_cells")
    if choices.cells and len(choices.cells) != size:
        raise DataProblem("setup.kano_rows", n=len(choices.cells))
    for row, letters in enumerate(choices.cells, 1):
        if len(letters) != size or not set(letters) <= KANO_LETTERS:
            raise DataProblem("setup.kano_cells", row=row, given=letters[:20])
    halves = Counter((column.feature, column.side) for column in setup.of(Role.KANO))
    for column in setup.of(Role.KANO):
        if not column.feature or column.side is None:
            raise DataProblem("setup.kano_half", column=column.name)
        if halves[column.feature, column.side] > 1:
            raise DataProblem("setup.kano_twice", feature=column.feature, side=column.side)


def _check_choices(setup: Setup) -> None:
    cleaning, factors = setup.cleaning, setup.validity.factors
    limits: tuple[tuple[str, float | None, float, float], ...] = (
        ("population", setup.population, 1, math.inf),
        ("cleaning → min_seconds", cleaning.min_seconds, 0, math.inf),
        ("cleaning → max_missing", cleaning.max_missing, 0, math.inf),
        ("cleaning → min_signs", cleaning.min_signs, 1, math.inf),
        ("cleaning → remove_rows", min(cleaning.remove_rows, default=None), 1, math.inf),
        ("cleaning → keep_rows", min(cleaning.keep_rows, default=None), 1, math.inf),
        ("missing → answered", setup.missing.answered, 0, 1),
        ("validity → suppress", setup.validity.suppress, 0, 1),
        ("validity → factors", factors if isinstance(factors, int) else None, 1, math.inf),
    )
    for where, value, least, most in limits:
        if value is not None and not (math.isfinite(value) and least <= value <= most):
            if math.isfinite(most):
                raise DataProblem("setup.out_of_range", where=where, value=value, min=least, max=most)
            raise DataProblem("setup.out_of_limits", where=where, value=value, min=least)
    bands = setup.scoring.bands
    if not falling(bands):
        raise DataProblem("setup.bands", bands=tuple(f"{band:g}" for band in bands))
    for number, given in enumerate(setup.validity.factor_names, 1):
        if not given.name.strip() or not given.items:
            raise DataProblem("setup.factor_name", number=number)
    both = sorted(set(cleaning.remove_rows) & set(cleaning.keep_rows))
    if both:
        raise DataProblem("setup.row_removed_and_kept", row=both[0])


def falling(bands: Sequence[float]) -> bool:
    """Whether these limits of levels fall from the first to the last, between 100 and 0."""
    return bands[0] <= 100 and bands[-1] >= 0 and all(high > low for high, low in pairwise(bands))


def matched(setup: Setup, table: Table) -> Setup:
    """The setup with its columns named exactly as the table's: outer blanks do not matter, a group counts once.

    Raises DataProblem if a column, a group or a pair's item is not in the table; it names the closest header.
    """
    check(setup)
    headers = [column.name for column in table.columns]
    features = {column.feature for column in setup.of(Role.KANO)}
    for name in (
        *(column.name for column in setup.columns),
        *(c.pairs_with for c in setup.columns if c.pairs_with and c.pairs_with not in features),
        *setup.groups,
        *setup.weighting.targets,
    ):
        if name.strip() not in headers:
            raise _not_found(name.strip(), table)
    columns = tuple(
        replace(column, name=column.name.strip(), pairs_with=column.pairs_with and column.pairs_with.strip())
        for column in setup.columns
    )
    return replace(
        setup,
        columns=columns,
        groups=tuple(dict.fromkeys(group.strip() for group in setup.groups)),
        weighting=Weighting({question.strip(): shares for question, shares in setup.weighting.targets.items()}),
    )


def _not_found(name: str, table: Table) -> DataProblem:
    repeated = [column.name for column in table.columns if column.header.strip() == name]
    if repeated:
        return DataProblem("setup.header_repeats", column=name, names=tuple(repeated))
    headers = {column.name.lower(): column.name for column in table.columns}
    closest = get_close_matches(name.lower(), headers, n=1, cutoff=0.5)
    if closest:
        return DataProblem("setup.no_such_column_but", column=name, closest=headers[closest[0]])
    return DataProblem("setup.no_such_column", column=name)
