"""Questions with one and the same set of answers in words: which belong together, and which look like ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from csi_core.propose.evidence import Evidence
from csi_core.propose.order import known_order, outside

#: So many questions of one matrix, with so many answers between them, look like ratings.
_ROWS = 3
_POINTS = range(3, 12)


def alike(answers: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Columns whose answers are of one set, by name: more than half of the smaller set in common, since an answer
    that nobody gave is missing. "Other" and "not applicable" do not count.

    >>> alike({"a": ["拉胯", "凑合", "真香"], "b": ["凑合", "真香"], "c": ["宿舍", "食堂"]})
    [('a', 'b'), ('c',)]
    """
    sets = {name: frozenset(answer for answer in of if not outside(answer)) for name, of in answers.items()}
    groups: list[tuple[set[str], list[str]]] = []
    for name in sorted(sets, key=lambda name: -len(sets[name])):
        own = sets[name]
        found = next((group for group in groups if 2 * len(group[0] & own) > len(own)), None)
        if found is None:
            groups.append((set(own), [name]))
        else:
            found[0].update(own)
            found[1].append(name)
    place = {name: position for position, name in enumerate(answers)}
    return sorted((tuple(sorted(names, key=place.__getitem__)) for _, names in groups), key=lambda of: place[of[0]])


def matrices_without_order(columns: Sequence[Evidence]) -> list[str]:
    """The rows of matrix questions answered in words, all from one set: ratings, but nothing tells their order."""
    rows = {column.name: column for column in columns if column.header.stem and column.numbers is None}
    found: list[str] = []
    for names in alike({name: row.counts for name, row in rows.items()}):
        answers = {answer for name in names for answer in rows[name].counts if not outside(answer)}
        one_matrix = len({rows[name].header.stem for name in names}) == 1
        if one_matrix and len(names) >= _ROWS and len(answers) in _POINTS and known_order(answers) is None:
            found.extend(names)
    return found
