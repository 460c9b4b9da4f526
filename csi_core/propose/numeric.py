"""Scales of bare numbers: the range a block of neighbouring columns was answered on, and what wording says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from csi_core.cells import number, plain
from csi_core.propose.answers import option
from csi_core.propose.graded import UNDIRECTED, degree
from csi_core.setup import Best, Scale

#: A value this rare in a block is a slip (55 for 5), no point of the scale.
_SLIP_SHARE = 0.005
#: From so many answers on, an end point that nobody chose is taken not to exist (four points, not five).
_ENOUGH = 200

#: What data files write for no answer, wherever it lies beyond the scale.
_MISSING = frozenset({-99, -98, -97, -9, -8, -7, -3, -2, -1, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999})

_PAIR = re.compile(
    r"(?P<number>\d{1,3})\s*(?:分|星|points?|stars?)?\s*"
    r"(?:=+|:|-+|—+|–|→|为|是|表示|代表|means|is|stands for)+\s*[\"'“‘]?"
    r"(?P<words>[^\d,;、/|()\[\]~=:\"'”’]+)"
)
_PAIR_BACK = re.compile(r"(?P<words>[^\d,;、/|()\[\]~=:]{1,40}?)\s*(?:=+|:)\s*(?P<number>\d{1,3})(?!\d)")
_RANGE = re.compile(r"(?<![\d.])(?P<min>[01])\s*(?:-+|—+|–|~|到|至|to|\.\.)\s*(?P<max>3|4|5|6|7|8|9|10|100)(?![\d.])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LEGEND = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[=:.、-]|is|为|是|表示|代表)*\s*([^\d\s=:,;、/|()][^\d=:,;、/|()]*)")
_LETTERED = re.compile(r"(?<![A-Za-z])(?P<letter>[A-K])\s*[=:.、-]?\s*(?P<words>[^A-K,;、/|()\[\]]+)")
_PREFIXED = re.compile(r"(?P<prefix>[A-Za-z]{1,2})0*(?P<rank>[1-9]|1[01])")
_HINT = re.compile(r"\s*[（(\[【][^（(\[【）)\]】]*[\dA-K][^（(\[【）)\]】]*[）)\]】]\s*[?？]?\s*$")


def declared_scale(counts: Mapping[float, int]) -> Scale | None:
    """The scale that pooled integer answers lie on, unused end points included; None if they lie on none.

    Codes for no answer (99, −1) and values beyond a gap (9 beside 1–5) are left out, and slips, at most a tenth.

    >>> declared_scale({1: 30, 2: 50, 3: 60, 4: 40, 55: 1})
    Scale(min=1, max=5, best=<Best.HIGH: 'high'>)
    """
    total = sum(count for value, count in counts.items() if value not in _MISSING)
    points = {int(value): count for value, count in counts.items() if float(value).is_integer() and 0 <= value <= 11}
    slip = _SLIP_SHARE * total
    used = sorted(points)
    low = 0 if points.get(0, 0) > slip and (0 in used) else 1
    top = 0
    for value in (value for value in used if value >= low):
        if points[value] > slip and value - top <= (2 if top else 6):
            top = value
    if top == 0 or sum(count for value, count in points.items() if low <= value <= top) < 0.9 * total:
        return None
    return Scale(low, _top(low, top, total))


def _top(low: int, top: int, total: int) -> int:
    if low == 0:
        return top if top <= 6 else 10
    if top >= 8:
        return max(10, top)
    if top in (4, 6):
        return top if total >= _ENOUGH else top + 1
    return {1: 5, 2: 5}.get(top, top)


def hint(wording: str) -> tuple[dict[int, str], Scale | None]:
    """What a wording says of its numbers: labels (`1=非常满意`) and the scale they or a range (`0-10`) span.

    `best` follows the labels' degrees; the scale is None if the wording tells neither.

    >>> hint("Speed of check-in (1 = very dissatisfied, 7 = very satisfied)")[1]
    Scale(min=1, max=7, best=<Best.HIGH: 'high'>)
    """
    text = plain(wording).lower()
    labels = {int(match["number"]): match["words"].strip() for match in _PAIR.finditer(text)}
    if not any(degree(words) for words in labels.values()):
        labels = {int(match["number"]): match["words"].strip() for match in _PAIR_BACK.finditer(text)}
    labels = {code: words for code, words in labels.items() if degree(words)}
    span = _RANGE.search(text)
    if len(labels) >= 2:
        best = direction(labels)
        return labels, Scale(min(labels), max(labels), best or Best.HIGH)
    if span:
        return labels, Scale(int(span["min"]), int(span["max"]))
    return labels, None


def legend(wording: str) -> dict[int, str]:
    """What a wording says of each number, whether it grades or not.

    >>> legend("性别(1男2女)"), legend("Gender (1 = male, 2 = female)"), legend("1、您的性别")
    ({1: '男', 2: '女'}, {1: 'male', 2: 'female'}, {})
    """
    inner = _BRACKETS.search(plain(wording))
    pairs = _LEGEND.findall(inner.group(1)) if inner else []
    found = {int(code): words.strip() for code, words in pairs}
    return found if len(found) >= 2 and len(found) == len(pairs) and min(found) <= 1 else {}


def letter_legend(wording: str) -> dict[int, str]:
    """What a wording says of its letters, by rank: `(A非常满意 B满意 … E非常不满意)`; only words that grade count.

    >>> letter_legend("卫生（A非常满意 B满意 C一般 D不满意 E非常不满意）")[1]
    '非常满意'
    """
    pairs = [(match["letter"], match["words"].strip()) for match in _LETTERED.finditer(plain(wording))]
    found = {ord(letter) - ord("A") + 1: words for letter, words in pairs if degree(words)}
    return found if len(found) >= 2 and len(found) == len(pairs) else {}


def without_hint(label: str) -> str:
    """A label without the explanation of its numbers in brackets at the end.

    >>> without_hint("您有多大可能推荐本店（0-10分）")
    '您有多大可能推荐本店'
    """
    match = _HINT.search(label)
    if not match or not label[: match.start()].strip():
        return label
    _, scale = hint(match.group())
    told = scale is not None or letter_legend(match.group()) or legend(match.group())
    return label[: match.start()].strip() if told else label


def direction(labels: Mapping[int, str] | Mapping[float, str]) -> Best | None:
    """Which end is good by the labels of the codes; None if the labels do not tell."""
    found = [(code, value) for code, words in labels.items() if (value := degree(words)) is not None]
    graded = [(code, value.value) for code, value in found if value.kind not in UNDIRECTED]
    if len(graded) < 2:
        return None
    (low, low_value), (high, high_value) = min(graded), max(graded)
    if low_value == high_value or low == high:
        return None
    return Best.HIGH if high_value > low_value else Best.LOW


def coded_labels(value_labels: Mapping[str, str]) -> dict[float, str]:
    """A file's value labels by number, codes that are no numbers left out."""
    return {code: label for text, label in value_labels.items() if (code := number(text)) is not None}


def ranks_of(answers: Iterable[str]) -> dict[str, int]:
    """The rank of each answer that is a mere letter, or a number after one and the same prefix; else none.

    >>> ranks_of(["B", "A"]), ranks_of(["AO01", "AO05"]), ranks_of(["A1", "B2"])
    ({'B': 2, 'A': 1}, {'AO01': 1, 'AO05': 5}, {})
    """
    found = {text: _PREFIXED.fullmatch(text) for text in answers}
    prefixes = {match["prefix"].upper() for match in found.values() if match}
    if all(found.values()) and len(prefixes) == 1:
        return {text: int(match["rank"]) for text, match in found.items() if match}
    letters = {text: part.letter for text in answers if not (part := option(text)).words}
    if len(letters) < len(found) or not all(letters.values()):
        return {}
    return {text: ord(str(letter)) - ord("a") + 1 for text, letter in letters.items()}
