"""Kano pairs: which columns are the two halves of a question about one feature."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count, takewhile

from csi_core.cells import plain
from csi_core.propose.answers import kano_answers
from csi_core.propose.evidence import Evidence
from csi_core.propose.numeric import ranks_of
from csi_core.setup import KanoAnswer, Side

_NEGATIVE = re.compile(
    r"没有|没|不|未|无法|无(?!线|人|糖|障碍|限)|取消|缺少|缺乏|反向|负向|"
    r"(?:^|[^a-z])neg(?![a-z])|\bnot\b|n't\b|\bno\b|without|lack(?:s|ed)?|absen\w+|dysfunctional|negative(?:ly)?|missing"
)
_CONDITION = re.compile(
    r"如果|假如|假设|假若|倘若|若|要是|当.{1,30}时|正向|反向|具备|不具备|\bif\b|functional|\bsuppose\b|would you feel"
)
_MARKER = re.compile(
    r"[\s（(【\[\-—_:：,，]*(?:正向|反向|负向|正面|反面|functional|dysfunctional|positive|negative|pos|neg|present|absent|"
    r"具备|不具备|有|没有|无)(?:问题|问|题|形式)?[\s）)】\]:：]*$"
    r"|^[\s（(【\[]*(?:正向|反向|负向|functional|dysfunctional)(?:问题|问|题|形式)?[\s）)】\]:：\-—、]+",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:(?:how would you feel|what would you (?:think|say))\s+)?"
    r"(?:如果|假如|假设|假若|倘若|若|要是|当|if|suppose)\s*",
    re.IGNORECASE,
)
#: What is said of a feature, not the feature: `if parking were available`.
_PREDICATE = re.compile(
    r"^(?:(?:not|made) )*(?:available|included|provided|offered|possible|present|there|supported)$", re.IGNORECASE
)
_BE = re.compile(r"\s+(?:was|were|is|are|would be|will be|could be)$", re.IGNORECASE)
_VERB = re.compile(
    r"^(?:提供|有|具备|具有|拥有|设有|设置|配备|配有|支持|增加|开设|安排|采用|能够|能(?!量|源|力|效)|"
    r"(?:to )?(?:offer(?:ed|s)?|ha(?:ve|d|s)|provide[ds]?|include[ds]?|there (?:was|were|is|are)|was|"
    r"were|is|are|any)\s)+\s*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,，;；。?？]|(?:您|你)(?:会)?(?:的)?(?:觉得|感觉|认为|感受|态度|评价)")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Half:
    """One column of a pair: its feature and side, whether wording told them (not only the order), and whether
    the answers' meanings were read in words (not assumed of 1–5).
    """

    feature: str
    side: Side
    answers: Mapping[str, KanoAnswer]
    told: bool
    worded: bool


def kano_halves(columns: Sequence[Evidence]) -> dict[str, Half]:
    """The Kano questions among the columns, by column name.

    A column is a candidate if its answers are Kano answers, or if its wording is a condition and its answers are
    1–5 or, few as they may be, among those of another candidate. The two most alike wordings of opposite sign pair;
    what wording leaves over pairs with its neighbour.
    """
    candidates: dict[int, dict[str, KanoAnswer]] = {}
    for position, column in enumerate(columns):
        meanings = kano_answers(column.counts)
        if meanings is None and _asks_condition(column):
            codes = ranks_of(column.counts)
            meanings = {text: list(KanoAnswer)[code - 1] for text, code in codes.items()} or {
                str(code): answer for code, answer in enumerate(KanoAnswer, start=1)
            }
        if meanings is not None:
            candidates[position] = meanings
    candidates |= _like_others(columns, candidates)
    labels = {
        position: kano_answers(_labelled(columns[position])) for position in candidates if columns[position].numbers
    }
    found: dict[str, Half] = {}
    for functional, dysfunctional, told in _pairs(columns, sorted(candidates)):
        feature = _unique(_name(columns[functional], columns[dysfunctional]), {half.feature for half in found.values()})
        for position, side in ((functional, Side.FUNCTIONAL), (dysfunctional, Side.DYSFUNCTIONAL)):
            column = columns[position]
            answers = candidates[position]
            coded = labels.get(position)
            if coded is not None:
                answers = {code: coded[text] for code, text in column.column.value_labels.items() if text in coded}
            ordered = sorted(answers.items(), key=lambda answer: list(KanoAnswer).index(answer[1]))
            found[column.name] = Half(feature, side, dict(ordered), told, _is_worded(column) or coded is not None)
    return found


def _like_others(
    columns: Sequence[Evidence], candidates: Mapping[int, Mapping[str, KanoAnswer]]
) -> dict[int, dict[str, KanoAnswer]]:
    """Conditions answered in the words of the Kano questions found, too few of them to tell by themselves."""
    known = {text: meaning for meanings in candidates.values() for text, meaning in meanings.items()}
    return {
        position: {text: known[text] for text in column.counts}
        for position, column in enumerate(columns)
        if position not in candidates
        and column.counts.keys() <= known.keys()
        and _CONDITION.search(plain(column.wording).lower())
    }


def _name(functional: Evidence, dysfunctional: Evidence) -> str:
    """A matrix asks of its rows what its question says; else the words both halves share, else the column's name."""
    first, second = functional.header, dysfunctional.header
    if first.stem and second.stem and first.label and first.label == second.label:
        return first.label
    return feature_name(functional.wording, dysfunctional.wording) or functional.name


def _unique(feature: str, taken: Collection[str]) -> str:
    """The name, numbered if another pair bears it already."""
    numbered = (f"{feature} {number}" for number in count(2))
    return feature if feature not in taken else next(name for name in numbered if name not in taken)


def _is_worded(column: Evidence) -> bool:
    return column.numbers is None and not ranks_of(column.counts)


def _labelled(column: Evidence) -> dict[str, int]:
    return dict.fromkeys(column.column.value_labels.values(), 1)


def _asks_condition(column: Evidence) -> bool:
    codes = column.numbers or ranks_of(column.counts).values()
    if not codes or not set(codes) <= {1.0, 2.0, 3.0, 4.0, 5.0}:
        return False
    if kano_answers(_labelled(column)) is not None:
        return True
    return bool(_CONDITION.search(plain(column.wording).lower()))


def _pairs(columns: Sequence[Evidence], candidates: Sequence[int]) -> list[tuple[int, int, bool]]:
    """(functional, dysfunctional, told by wording) positions."""
    wording = {position: plain(columns[position].wording).lower() for position in candidates}
    negative = {position: bool(_NEGATIVE.search(wording[position])) for position in candidates}
    ranked = sorted(
        (
            (-_likeness(wording[yes], wording[no]), abs(yes - no), yes, no)
            for yes in candidates
            if not negative[yes]
            for no in candidates
            if negative[no]
        ),
    )
    pairs: list[tuple[int, int, bool]] = []
    free = set(candidates)
    for likeness, _, yes, no in ranked:
        if -likeness >= _ALIKE and {yes, no} <= free:
            pairs.append((yes, no, True))
            free -= {yes, no}
    rest = sorted(free)
    while len(rest) >= 2:
        first, second, *rest = rest
        more = [len(_NEGATIVE.findall(wording[position])) for position in (first, second)]
        # A feature may itself be worded with a negation: with and without sugar-free drinks.
        told = more[0] != more[1] and _likeness(wording[first], wording[second]) >= _ALIKE
        pairs.append((second, first, told) if more[0] > more[1] else (first, second, told))
    return pairs


def _likeness(first: str, second: str) -> float:
    bare = [_NEGATIVE.sub("", _MARKER.sub("", text)) for text in (first, second)]
    return SequenceMatcher(None, bare[0], bare[1], autojunk=False).ratio()


def feature_name(functional: str, dysfunctional: str) -> str:
    """What the two halves of a pair ask about, in their own words; empty if they share none.

    >>> feature_name("如果店里有免费的无线网络，您觉得", "如果店里没有免费的无线网络，您觉得")
    '免费的无线网络'
    >>> feature_name("If it had a kettle, how do you feel?", "If it did not have a kettle, how do you feel?")
    'a kettle'
    """
    first, second = (_MARKER.sub("", text).strip() for text in (functional, dysfunctional))
    if first == second:
        return _CLAUSE.split(_HEAD.sub("", first))[0].strip()
    if "—" in functional or " - " in functional:
        stems = [re.split(r"—| - ", text)[0].strip() for text in (functional, dysfunctional)]
        if stems[0] == stems[1]:
            return stems[0]
    clauses = [_CLAUSE.split(text)[0].strip() for text in (first, second)]
    by_word = clauses[0].isascii()
    units = [clause.split() if by_word else list(clause) for clause in clauses]
    joint = " " if by_word else ""
    shared = joint.join(reversed(_common_start(units[0][::-1], units[1][::-1])))
    name = _VERB.sub("", shared).strip(" 、:：_-").removesuffix("时")
    if name and not _PREDICATE.match(name):
        return name
    return _BE.sub("", _HEAD.sub("", joint.join(_common_start(*units)))).strip(" 、:：_-")


def _common_start(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))]
