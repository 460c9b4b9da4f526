"""Which questions a search finds, and the selections worth a click. No drawing."""

from __future__ import annotations

from collections.abc import Sequence

from csi_core.cells import plain
from csi_core.propose.unordered import alike
from csi_core.setup import SCALED, ColumnSetup, Role, Setup
from csi_core.text import Text
from csi_ui.answers import Seen, given, in_words

#: Sets of answers in words offered as a selection hold so many questions at least, and so many sets are offered.
_SHARED, _SETS = 3, 3


def found(setup: Setup, query: str, seen: Seen, text: Text) -> tuple[str, ...]:
    """Columns in which every word of the query occurs: in name, label, dimension, role, feature or answers."""
    words = plain(query).lower().split()
    return tuple(column.name for column in setup.columns if _holds(column, words, seen, text))


def _holds(column: ColumnSetup, words: Sequence[str], seen: Seen, text: Text) -> bool:
    if not words:
        return True
    told = (column.name, column.label, column.dimension, column.feature, text(f"ui.questions.role.{column.role}"))
    answers = () if column.role is Role.PRIVATE else given(seen, column.name)
    heap = plain("\n".join(filter(None, (*told, *answers)))).lower()
    return all(word in heap for word in words)


def selections(setup: Setup, unsure: frozenset[str], seen: Seen) -> dict[str, tuple[str, ...]]:
    """Selections worth a click, by code: all rated, to be looked at, without dimension, same first letters, and
    profile questions with the same answers."""
    items = [column.name for column in setup.of(Role.ITEM)]
    letters = {name: name.rstrip("0123456789_-.") for name in items}
    shared = {start: tuple(n for n in items if letters[n] == start) for start in dict.fromkeys(letters.values())}
    worded = {c.name: given(seen, c.name) for c in setup.of(Role.PROFILE) if in_words(given(seen, c.name))}
    sets = sorted((names for names in alike(worded) if len(names) >= _SHARED), key=lambda names: -len(names))
    found = (
        {
            "rated": tuple(column.name for column in setup.of(*SCALED)),
            "look": tuple(column.name for column in setup.columns if column.name in unsure),
            "no_dimension": tuple(column.name for column in setup.of(Role.ITEM) if not column.dimension),
        }
        | {f"letters.{start}": names for start, names in shared.items() if start and 1 < len(names) < len(items)}
        | {f"answers.{' · '.join(worded[names[0]][:3])}": names for names in sets[:_SETS]}
    )
    return {code: names for code, names in found.items() if names}
