"""What each code of a scale means and what it is worth: 1 = 非常满意 → 100."""

from __future__ import annotations

from collections.abc import Mapping

from csi_core.cells import number
from csi_core.setup import Best, ColumnSetup, Scale

#: A scale with more whole codes than this is shown by its two ends.
_MOST_SHOWN = 12


def points(scale: Scale, code: float) -> float:
    """The 0–100 weight of a code as it stands in the file: 100·(code − min)/(max − min), turned if `best` is low.

    >>> points(Scale(1, 5, Best.LOW), 2)
    75.0
    """
    share = (code - scale.min) / (scale.max - scale.min)
    return 100 * (1 - share if scale.best is Best.LOW else share)


def explain_scale(
    column: ColumnSetup, value_labels: Mapping[str, str] | None = None
) -> tuple[tuple[str, float, float], ...]:
    """Each code of a rating column with its answers' texts and its points: (text, code, points), by code.

    text: the cell texts that stand for the code, else the file's own label of it, else "". value_labels: the
    table column's. Without a scale there is nothing to explain: ().

    >>> from csi_core.setup import Role
    >>> explain_scale(ColumnSetup("A1", Role.ITEM, scale=Scale(1, 3, Best.LOW), answers={"好": 1, "差": 3}))
    (('好', 1, 100.0), ('', 2, 50.0), ('差', 3, 0.0))
    """
    scale = column.scale
    if scale is None:
        return ()
    texts: dict[float, list[str]] = {}
    for text, code in (column.answers or {}).items():
        if not isinstance(code, str) and number(text) != code:
            texts.setdefault(code, []).append(text)
    for stored, label in (value_labels or {}).items():
        coded = column.answers[stored] if column.answers and stored in column.answers else number(stored)
        if coded is not None and not isinstance(coded, str) and coded not in texts:
            texts[coded] = [label]
    whole = float(scale.min).is_integer() and float(scale.max).is_integer()
    if whole and scale.max - scale.min < _MOST_SHOWN:
        codes = {float(code) for code in range(int(scale.min), int(scale.max) + 1)}
    else:
        codes = {float(scale.min), float(scale.max)}
    shown = sorted(codes | {code for code in texts if scale.min <= code <= scale.max})
    return tuple((" / ".join(texts.get(code, ())), _whole(code), points(scale, code)) for code in shown)


def _whole(code: float) -> float:
    return int(code) if float(code).is_integer() else code
