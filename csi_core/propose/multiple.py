"""Multiple-response and ranking questions: one cell with several options, or one 0/1 column an option."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from csi_core.cells import plain
from csi_core.propose.evidence import Evidence
from csi_core.read.places import place
from csi_core.responses import CHOSEN, NOT_CHOSEN, options_in

#: A header that says so: several answers are allowed.
_SEVERAL = re.compile(
    r"多选|可选多项|不定项|multiple (?:choice|answers|response)|(?:select|tick|choose|check) all", re.IGNORECASE
)
_RANKED = re.compile(r".+(?:→|->|＞|>).+")
#: A code of one option: `Q3_1` belongs to Q3.
_PART = re.compile(r"(?P<question>[A-Za-z]+\d+)[_.\-]\d{1,3}")
_ASKS_RANKS = re.compile(r"排序|排名|名次|\brank|order of (?:importance|preference)")
#: A place at the end of a header: `您最看重的因素 第一位`, `Your ranking: 2nd`.
_TRAILING_PLACE = re.compile(
    r"(?P<stem>.*?)[\s:：_\-—,，\[]*(?P<place>第\s*(?:[一二三四五六七八九十]|\d{1,2})\s*(?:位|名|志愿|顺位|选择)|"
    r"(?:(?:rank|place|choice|priority|top|no\.) ?#?\d{1,2}|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth)"
    r" (?:place|choice|rank|preference|priority)))\]?",
    re.IGNORECASE,
)
#: A list to be ranked has at most so many options.
_MOST_RANKED = 40
_LETTER = re.compile(r"^[a-z]\s*[.、:)]\s*")
#: Rows from which equal counts of ranks are no chance.
_LEAST_RANKED = 8
_CHOICE = CHOSEN | NOT_CHOSEN


@dataclass(frozen=True, slots=True)
class Choice:
    """question: what is asked; option: what this column stands for; told: by its header's form;
    place: the place in a ranking that this column stands for, if it stands for no option.
    """

    question: str
    option: str
    told: bool
    place: int | None = None


def joined(column: Evidence) -> bool:
    """Whether one cell holds several options: the parts between separators are few and come back again and again.

    Digits side by side (134) are options only where the header says that several may be chosen.
    """
    if column.n == 0:
        return False
    asked = bool(_SEVERAL.search(column.column.header))
    if column.numbers is not None and not asked:
        return False
    if any("┋" in text for text in column.counts):
        return True
    options = options_in(list(column.counts))
    if not any(len(parts) > 1 for parts in options.values()):
        return False
    times: Counter[str] = Counter()
    for text, count in column.counts.items():
        for part in options[text]:
            times[part] += count
    several = sum(count for text, count in column.counts.items() if len(options[text]) > 1)
    again = sum(count > 1 for count in times.values())
    few = len(times) <= 30 and (asked or len(times) < len(column.counts)) and again >= 0.8 * len(times)
    return several >= 0.15 * column.n and few and max(map(len, times)) <= 40


def ranked(column: Evidence) -> bool:
    """Whether the cells are rankings such as `A→B→C`."""
    hits = sum(count for text, count in column.counts.items() if _RANKED.fullmatch(text))
    return column.n > 0 and hits >= 0.5 * column.n


def choices(columns: Sequence[Evidence]) -> dict[str, Choice]:
    """The columns of multiple-response questions spread over one column an option, by column name.

    A column holds 0 and 1 (yes and no, …), or its option's own words where it was chosen, or its option's number.
    """
    found: dict[str, Choice] = {}
    for key, members in _groups(columns, lambda column: _is_option(column) or _only_number(column) is not None).items():
        if not all(_is_option(column) or _only_number(column) == at for at, column in enumerate(members, start=1)):
            continue
        coded = not members[0].column.group and members[0].header.option is None
        if len(members) < (3 if coded else 2) or not any(_was_chosen(column) for column in members):
            continue
        question = key.rstrip("*") if coded else _question(members)
        for column in members:
            option = _option(column)
            found[column.name] = Choice(question, option or column.name, told=not coded or option is not None)
    return found


def rankings(columns: Sequence[Evidence]) -> dict[str, Choice]:
    """The columns of ranking questions that have one column a place or one an option, by column name.

    A column of a place holds the option that was put there. One of an option holds its rank: told by the wording, or
    because every rank was given as often as every other, which ratings never are.
    """
    found = _places(columns)
    left = [column for column in columns if column.name not in found]
    for members in _groups(left, _is_ranks).values():
        if members[0].numbers is None and len(members) > 1:
            question = _question(members)
            found |= {column.name: Choice(question, _option(column) or column.name, True) for column in members}
            continue
        ranks = range(1, len(members) + 1)
        pooled: Counter[float] = Counter()
        for column in members:
            pooled.update(column.numbers or {})
        times = [pooled[rank] for rank in ranks]
        if len(members) < 2 or any(value not in (0, *ranks) for value in pooled) or members[0].header.option is None:
            continue
        told = any(_ASKS_RANKS.search(column.wording.lower()) for column in members)
        falling = times == sorted(times, reverse=True)
        if (told and falling) or (len(members) > 2 and len(set(times)) == 1 and times[0] >= _LEAST_RANKED):
            question = _question(members)
            for column in members:
                found[column.name] = Choice(question, _option(column) or column.name, told)
    return found


def _is_ranks(column: Evidence) -> bool:
    return column.numbers is not None or (column.n > 0 and all(place(text) is not None for text in column.counts))


def _places(columns: Sequence[Evidence]) -> dict[str, Choice]:
    """Columns whose headers name the places of one question, 1, 2 …, and whose cells name options of one list."""
    groups: dict[str, dict[int, Evidence]] = {}
    stem = ""
    for column in columns:
        split = _place_of(column)
        if split is None:
            stem = ""
            continue
        # Later columns of a question may hold its number only: `9、(第2位)`.
        stem = split[0] or column.header.question or stem
        key = column.header.question or stem
        groups.setdefault(key, {}).setdefault(split[1], column)
    found: dict[str, Choice] = {}
    for key, members in groups.items():
        options = {text for column in members.values() for text in column.counts}
        graded = all(place(text) is not None for text in options)
        if sorted(members) != list(range(1, len(members) + 1)) or len(members) < 2 or graded:
            continue
        if not 1 < len(options) <= _MOST_RANKED:
            continue
        stems = (split[0] for column in members.values() if (split := _place_of(column)))
        question = next(filter(None, stems), key)
        worded = members[1].numbers is None or bool(members[1].column.value_labels)
        for at, column in members.items():
            label = column.header.option[1] if column.header.option else column.header.wording
            found[column.name] = Choice(question, label, worded, at)
    return found


def _place_of(column: Evidence) -> tuple[str, int] | None:
    """The question and the place that a header names: `请排序(第1位)`, `Please rank [1st choice]`."""
    if column.header.option and (found := place(column.header.option[1])) is not None:
        return column.header.option[0], found
    wording = column.header.wording
    split = _TRAILING_PLACE.fullmatch(wording)
    if split and (found := place(split["place"])) is not None:
        return split["stem"].strip(" :：_-—,，"), found
    return None


def _groups(columns: Sequence[Evidence], fits: Callable[[Evidence], bool]) -> dict[str, list[Evidence]]:
    """Fitting columns by the question they share."""
    groups: dict[str, list[Evidence]] = {}
    for column in filter(fits, columns):
        option = column.header.option
        if column.column.group:
            groups.setdefault(column.column.group, []).append(column)
        elif option is not None and (option[0] or column.header.question):
            groups.setdefault(column.header.question or option[0], []).append(column)
        elif part := _PART.fullmatch(column.name):
            groups.setdefault(f"{part['question']}*", []).append(column)
        elif column.header.letters and not column.header.wording:
            groups.setdefault(f"{column.header.letters}*", []).append(column)
    return groups


def _question(members: Sequence[Evidence]) -> str:
    if members[0].column.group:
        return members[0].column.group
    stems = (column.header.option[0] for column in members if column.header.option)
    return next(filter(None, stems), None) or _number_of(members[0])


def _option(column: Evidence) -> str | None:
    return column.header.option[1] if column.header.option else column.header.wording or None


def _is_option(column: Evidence) -> bool:
    """Whether the cells say only chosen or not chosen; an empty column is an option nobody chose."""
    option = _option(column)
    if {word.lower() for word in column.column.value_labels.values()} - _CHOICE - {(option or "").lower()}:
        return False
    given = {plain(text).lower() for text in column.counts} - NOT_CHOSEN
    # The cell may show the option with its letter, as the questionnaire does: `D.图书馆` under `地点:图书馆`.
    bare = {_LETTER.sub("", text) for text in given}
    return given <= CHOSEN or (option is not None and _LETTER.sub("", plain(option).lower()) in bare and len(bare) == 1)


def _only_number(column: Evidence) -> float | None:
    return next(iter(column.numbers)) if column.numbers is not None and len(column.numbers) == 1 else None


def _was_chosen(column: Evidence) -> bool:
    return any(plain(text).lower() not in NOT_CHOSEN for text in column.counts)


def _number_of(column: Evidence) -> str:
    match = re.match(r"第\s*\d+\s*题", plain(column.column.header))
    return match.group() if match else f"Q{column.header.question}"
