"""The words of a question's options after turning, worst first."""

from __future__ import annotations

from csi_core.results import Item
from csi_core.setup import Best, Setup
from csi_core.text import Text


def levels(setup: Setup, name: str, item: Item, text: Text) -> tuple[tuple[str, str], ...]:
    """The question's codes after turning with the words the questionnaire gave them, worst first.

    On a scale whose best end is low, code c stands for the answer coded min + max − c in the file.
    """
    column = setup.column(name)
    words: dict[float, str] = {}
    for answer, code in (column.answers or {}).items():
        if isinstance(code, int | float) and not _numeric(answer):
            words.setdefault(float(code), answer)
    codes = sorted(item.counts, key=float)
    found = []
    for code in codes:
        asked = float(code)
        if column.scale is not None and column.scale.best is Best.LOW:
            asked = column.scale.min + column.scale.max - asked
        found.append((code, words.get(asked) or _plain_level(code, codes, text)))
    return tuple(found)


def _numeric(answer: str) -> bool:
    try:
        float(answer)
    except ValueError:
        return False
    return True


def _plain_level(code: str, codes: list[str], text: Text) -> str:
    if code == codes[0]:
        return text("section.items.level.worst", code=code)
    if code == codes[-1]:
        return text("section.items.level.best", code=code)
    return code
