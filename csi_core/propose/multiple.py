"""Multiple-response and ranking questions: one cell with several options, or one 0/1 column an option."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from csi_core.cells import plain
from csi_core.propose.evidence import Evidence

_JOINTS = ("┋", "; ", ";", "；", "|", ", ", "、", "，", ",")
_RANKED = re.compile(r".+(?:→|->).+")
_CHOICE = frozenset({"0", "1", "是", "否", "yes", "no", "true", "false", "选中", "未选中", "未选"})


@dataclass(frozen=True, slots=True)
class Choice:
    """question: what is asked; option: what this column stands for, None if one cell holds all; told: by its form."""

    question: str
    option: str | None
    told: bool


def joined(column: Evidence) -> bool:
    """Whether one cell holds several options: the parts between a separator are few and come back again and again."""
    if column.numbers is not None or column.n == 0:
        return False
    for joint in _JOINTS:
        several = sum(count for text, count in column.counts.items() if joint in text)
        if several == 0:
            continue
        if joint == "┋":
            return True
        parts: Counter[str] = Counter()
        for text, count in column.counts.items():
            for part in text.split(joint):
                parts[part.strip()] += count
        answers = Counter(parts[part] > 1 for part in parts)
        few = len(parts) <= 30 and len(parts) < len(column.counts) and answers[True] >= 0.8 * len(parts)
        if several >= 0.15 * column.n and few and max(map(len, parts)) <= 40:
            return True
    return False


def ranked(column: Evidence) -> bool:
    """Whether the cells are rankings such as `A→B→C`."""
    hits = sum(count for text, count in column.counts.items() if _RANKED.fullmatch(text))
    return column.n > 0 and hits >= 0.5 * column.n


def choices(columns: Sequence[Evidence]) -> dict[str, Choice]:
    """The columns of multiple-response questions spread over one 0/1 column an option, by column name."""
    binary = [column for column in columns if _is_binary(column)]
    groups: dict[str, list[tuple[Evidence, str | None, str | None]]] = {}
    for column in binary:
        split = column.header.option
        if split is not None and (split[0] or column.header.question):
            key = column.header.question or split[0]
            groups.setdefault(key, []).append((column, split[0], split[1]))
        elif column.header.letters and not column.header.wording:
            groups.setdefault(f"{column.header.letters}*", []).append((column, None, None))
    found: dict[str, Choice] = {}
    for key, members in groups.items():
        coded = members[0][1] is None
        if len(members) < (3 if coded else 2) or not any("1" in column.counts for column, _, _ in members):
            continue
        asked = next((stem for _, stem, _ in members if stem), None)
        for column, _, option in members:
            question = asked or (key.rstrip("*") if coded else _number_of(column))
            found[column.name] = Choice(question, option or column.name, told=not coded)
    return found


def _number_of(column: Evidence) -> str:
    match = re.match(r"第\s*\d+\s*题", plain(column.column.header))
    return match.group() if match else f"Q{column.header.question}"


def _is_binary(column: Evidence) -> bool:
    return bool(column.counts) and {plain(text).lower() for text in column.counts} <= _CHOICE
