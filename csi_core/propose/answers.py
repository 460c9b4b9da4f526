"""Ordered answers: which texts of a column are the points of one scale, and in which order.

The words give degrees (`graded`); the degrees that occur, and those that must exist beside them, are the scale:
非常满意, 满意, 一般, 不满意 are four of five points. Numbers before or after the words (`5 - Excellent`,
`非常满意(5分)`) are the codes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from csi_core.cells import number, plain
from csi_core.propose.graded import NEUTRAL, ONE_SIDED, Degree, degree, listed
from csi_core.setup import KanoAnswer

#: "Cannot say", "does not apply": an answer, but no point of the scale.
NOT_APPLICABLE = listed(
    "不清楚|不了解|不适用|不知道|说不清|说不清楚|没用过|没有用过|未使用|未使用过|未体验|没体验过|没有体验过|"
    "未接触|不涉及|无法评价|无法判断|拒绝回答|拒答|无此服务|无此项|不好评价|没有使用过|未参与|n/a|na|n.a.|"
    "unknown|not applicable|don't know|do not know|don't know / not applicable|no opinion|prefer not to say|"
    "cannot say|can't say|not used|did not use|no answer|dk|don't know/not applicable|no experience|"
    "does not apply|doesn't apply|have not used|haven't used|haven't used it|have not used it|unable to rate|"
    "unable to say|unable to judge|never used|never used it|no basis to judge|"
    "-|--|/|—|——|\\|*|空|空白|未填|未填写|未答|没填|缺失|漏填|漏答|missing|none|null|nil|blank|no response|not answered"
)
_NEVER_USED = re.compile(
    r"(?:从未|从没|没有?|未)(?:使用|用|体验|接触|参加|参与|去|享受|办理|尝试?|试|吃|喝|买|购买|坐|乘坐|住|看|来)过.{0,8}"
)

_DASH = re.compile(
    r"^\(?(?P<number>\d{1,3})\s*(?P<unit>分|星|级|点|stars?|points?)?\s*(?:[-–—=:.、,)\]]+\s*|\s+|"
    r"(?=\())(?P<words>\D.*)$"
)
_BARE = re.compile(r"^(?P<number>\d{1,2})(?P<words>[\u3400-\u9fff]+)$")
_UNIT = re.compile(r"^(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:分|星级?|级|点|%|stars?|points?|pts?)$")
_LAST = re.compile(r"^(?P<words>\D*?\D)\s*[(\[]\s*(?P<number>\d{1,3})\s*(?:分|星|points?|stars?)?\s*[)\]]$")
_LAST_UNIT = re.compile(r"^(?P<words>\D*?[^\d\s:-])[\s:-]*(?P<number>\d{1,3})\s*(?:分|星)$")
_LETTER = re.compile(r"^\(?(?P<letter>[a-k])\s*[.、:,)\-]+\s*(?P<words>.+)$")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer taken apart. points: the number has a unit (5分, 5 stars), so more is better."""

    number: float | None
    letter: str | None
    words: str
    points: bool = False

    @property
    def degree(self) -> Degree | None:
        return degree(self.words) if self.words else None


@lru_cache(maxsize=4096)
def option(text: str) -> Option:
    """An answer's leading or trailing number or letter, and its words.

    >>> option("5 - Excellent")
    Option(number=5.0, letter=None, words='excellent', points=False)
    >>> option("A、非常满意")
    Option(number=None, letter='a', words='非常满意', points=False)
    """
    read = plain(text).lower()
    value = number(read)
    if value is not None:
        return Option(value, None, "")
    if set(read) <= {"★", "☆", "⭐"}:
        return Option(float(len(read.replace("☆", ""))), None, "", points=True)
    if re.fullmatch(r"[a-k]", read):
        return Option(None, read, "")
    match = _UNIT.match(read)
    if match:
        return Option(float(match["number"]), None, "", points=True)
    match = _DASH.match(read)
    if match:
        words = match["words"].strip()
        words = words[1:-1].strip() if words.startswith("(") and words.endswith(")") else words
        return Option(float(match["number"]), None, words, points=match["unit"] is not None)
    match = _LAST.match(read) or _LAST_UNIT.match(read)
    if match:
        return Option(float(match["number"]), None, match["words"].strip(), points="分" in read or "星" in read)
    match = _BARE.match(read)
    if match and degree(match["words"]):
        return Option(float(match["number"]), None, match["words"])
    match = _LETTER.match(read)
    if match:
        return Option(None, match["letter"], match["words"].strip())
    return Option(None, None, read)


def bare_code(text: str) -> float | None:
    """The number an answer is and nothing else: `4`, `4分`."""
    read = option(text)
    return read.number if not read.words else None


def is_never_used(text: str) -> bool:
    """Whether an answer says that what is asked about was never met: `没尝过`, `从未使用过该服务`."""
    return _NEVER_USED.fullmatch(option(text).words) is not None


def is_not_applicable(text: str) -> bool:
    """Whether an answer says that there is nothing to answer: `不适用`, `没有使用过该服务`, "Don't know / unsure".

    >>> [is_not_applicable(text) for text in ("不好说/不了解", "N/A", "一般")]
    [True, True, False]
    """
    words = option(text).words
    if words in NOT_APPLICABLE or is_never_used(text):
        return True
    parts = [part.strip() for part in re.split(r"\s*(?:/|或|\bor\b)\s*", words)]
    return any(part in NOT_APPLICABLE for part in parts) and all(
        part in NOT_APPLICABLE or _is_neutral(part) for part in parts
    )


def _is_neutral(words: str) -> bool:
    found = degree(words)
    return found is not None and found.kind == NEUTRAL


@dataclass(frozen=True, slots=True)
class Levels:
    """The points of a worded scale by their degrees, worst first; None is a point nobody chose.

    kind: what is graded. `degrees[i]` is the point with code i + 1.
    """

    kind: str
    degrees: tuple[int | None, ...]

    @property
    def complete(self) -> bool:
        return None not in self.degrees

    def covers(self, values: Iterable[int]) -> bool:
        return set(values) <= set(self.degrees)

    def code(self, value: int) -> int:
        return self.degrees.index(value) + 1


def grades(counts: Mapping[str, int]) -> tuple[str, dict[str, int]] | None:
    """The kind a column's answers grade and the degree of every answer text that does; None if they are no ratings.

    At least two degrees must occur, and all but a twentieth of the answers must be graded, so that a slip of the
    pen does not hide a scale. Bare numbers among at least as many words do not count: they may be codes.
    """
    found = _with_plain_words({text: option(text) for text in counts})
    graded = {text: value for text, value in found.items() if value is not None}
    kinds: dict[str, int] = {}
    for text, value in graded.items():
        if value.kind != NEUTRAL:
            kinds[value.kind] = kinds.get(value.kind, 0) + counts[text]
    if not kinds:
        return None
    kind = max(kinds, key=kinds.__getitem__)
    fitting = {text: value.value for text, value in graded.items() if value.kind in (kind, NEUTRAL)}
    if kind == "will":
        kind = "likelihood"
    bare = sum(count for text, count in counts.items() if bare_code(text) is not None)
    worded = sum(count for text, count in counts.items() if not is_not_applicable(text)) - bare
    hits = sum(counts[text] for text in fitting)
    if hits < max(0.95 * worded, bare) or len(set(fitting.values())) < 2:
        return None
    return kind, fitting


def _with_plain_words(options: Mapping[str, Option]) -> dict[str, Degree | None]:
    """The degree of each answer; `及时` and `unclear` are degrees where another answer grades the same word."""
    found = {text: part.degree for text, part in options.items()}
    kinds = {value.kind for value in found.values() if value is not None}
    for text, part in options.items():
        if found[text] is None and part.words:
            words = part.words.replace(" ", "") if not part.words.isascii() else part.words
            opposite = re.fullmatch(r"(?:un|in|im|dis)([a-z]{3,})", words)
            if words in kinds:
                found[text] = Degree(words, 3)
            elif opposite and opposite[1] in kinds:
                found[text] = Degree(opposite[1], -3)
    return found


def levels(kind: str, values: Iterable[int]) -> Levels:
    """The scale that a set of degrees belongs to: 5, 7 … points, with those nobody chose filled in.

    >>> levels("satisfaction", [4, 3, 0, -3])
    Levels(kind='satisfaction', degrees=(None, -3, 0, 3, 4))
    """
    found = sorted(set(values))
    positive = [value for value in found if value > 0]
    negative = [-value for value in found if value < 0]
    neutral = 0 in found
    sides, middle = _declared(len(positive), len(negative), neutral, max([*positive, *negative]))
    if kind in ONE_SIDED or sides is None:
        return Levels(kind, tuple(found))
    upper = _placed(positive, sides, negative)
    lower = _placed(sorted(negative), sides, positive)
    centre: tuple[int | None, ...] = (0 if neutral else None,) if middle else ()
    return Levels(kind, (*(None if value is None else -value for value in reversed(lower)), *centre, *upper))


def _declared(positive: int, negative: int, neutral: bool, strongest: int) -> tuple[int | None, bool]:
    """Points on each side of the middle and whether there is a middle; sides None: the answers as they stand."""
    total = positive + negative + neutral
    larger, smaller = max(positive, negative), min(positive, negative)
    if larger == smaller:
        return larger, neutral
    if total == 5 or larger > 3 or total > 7:
        return None, neutral
    if neutral:
        return (larger if larger < 3 or smaller else 2 if total < 4 else 3), True
    if smaller == 0:
        return (2, True) if strongest >= 4 or larger == 2 else (1, True)
    if (larger, smaller) == (2, 1):
        return (2, True) if strongest >= 4 else (None, False)
    return None, False


def _placed(values: list[int], size: int, other: list[int]) -> tuple[int | None, ...]:
    """One side's degrees, mildest first, at the places their counterparts on the other side suggest."""
    if len(values) == size:
        return tuple(sorted(values))
    reference = sorted(set(other) | {4} if len(set(other)) < size else other)
    while len(reference) < size:
        reference = sorted({*reference, next(value for value in (3, 4, 1, 5, 2) if value not in reference)})
    reference = reference[:size]

    def misfit(places: tuple[int, ...]) -> tuple[int, int]:
        return sum(abs(value - reference[place]) for value, place in zip(sorted(values), places, strict=True)), sum(
            places
        )

    best = min(combinations(range(size), len(values)), key=misfit)
    filled: list[int | None] = [None] * size
    for value, place in zip(sorted(values), best, strict=True):
        filled[place] = value
    return tuple(filled)


# -- Kano --------------------------------------------------------------------------------------------------

_KANO: tuple[tuple[KanoAnswer, re.Pattern[str]], ...] = (
    (
        KanoAnswer.DISLIKE,
        re.compile(
            r"(?:我?(?:会|就)?(?:很|非常|十分|特别|极|极其)?(?:不喜欢|讨厌|反感|厌恶|不满意?|不高兴))|"
            r"(?:不能|无法|难以|不可)(?:忍受|接受|容忍)(?:的)?"
            r"|(?:i (?:would )?)?(?:really |strongly |very much )?(?:dislike|hate)(?: it)?(?: (?:that way|very much))?"
            r"|(?:i )?(?:can ?not|can't|could not) (?:accept|tolerate|stand) it"
        ),
    ),
    (
        KanoAnswer.LIVE,
        re.compile(
            r"(?:我)?(?:可以|可|还能|能够|能|勉强(?:可以|能)?|尚能|还可以|尚可)?(?:忍受|接受|容忍|将就)(?:它|的)?"
            r"|(?:i )?(?:can |could )?(?:live with|tolerate|put up with|accept)(?: it)?(?: that way)?"
            r"|(?:勉强)(?:接受|忍受)"
        ),
    ),
    (
        KanoAnswer.MUST,
        re.compile(
            r"(?:它|我觉得|这是?|我认为)*(?:理应|理所|理所应当|应该|应当|必须|必需|本该|本应)(?:当然|如此|"
            r"这样|有的?|是这样|的|具备)?(?:的)?|理所当然(?:的)?|理应如此(?:的)?"
            r"|(?:it )?(?:must|should) ?-?be(?: (?:that way|this way))?|must[- ]be|must have|"
            r"(?:it )?has to be(?: (?:that way|this way))?|"
            r"(?:i (?:would )?)?expect(?:s|ed)?(?: it)?(?: (?:that way|to be that way))?"
            r"|(?:it )?must be that way"
        ),
    ),
    (
        KanoAnswer.NEUTRAL,
        re.compile(
            r"(?:我)?(?:觉得|感觉|表示|对此)?(?:无所谓|没(?:有)?(?:感觉|所谓)|无感|中立|一般|都可以|"
            r"不在乎|没意见)(?:的)?"
            r"|(?:i am |i'm |i feel )?(?:neutral|indifferent)|(?:i )?(?:do not|don't) care|"
            r"no (?:feeling|opinion|preference)"
        ),
    ),
    (
        KanoAnswer.LIKE,
        re.compile(
            r"我?(?:会|就)?(?:很|非常|十分|特别|极|极其)?(?:喜欢|满意|高兴)(?:的|它)?"
            r"|(?:i (?:would )?)?(?:really |would |very much )?(?:like|enjoy|"
            r"love)(?: it)?(?: (?:that way|very much))?"
        ),
    ),
)


def kano_answers(counts: Mapping[str, int]) -> dict[str, KanoAnswer] | None:
    """What each text of a Kano half means, if the texts are Kano answers: at least two of the five, one of them
    of the middle three besides neutral (a rating of liking has none), and nothing else in a twentieth.

    >>> sorted(kano_answers({"很喜欢": 3, "理应如此": 2, "无所谓": 4}).values())
    [<KanoAnswer.LIKE: 'like'>, <KanoAnswer.MUST: 'must'>, <KanoAnswer.NEUTRAL: 'neutral'>]
    """
    found: dict[str, KanoAnswer] = {}
    for text in counts:
        words = option(text).words.strip(" .。!")
        meaning = next((answer for answer, pattern in _KANO if pattern.fullmatch(words)), None)
        if meaning is not None:
            found[text] = meaning
    meanings = set(found.values())
    if len(meanings) < 2 or not meanings & {KanoAnswer.MUST, KanoAnswer.LIVE}:
        return None
    if len(meanings) < len(found) or sum(counts[text] for text in found) < 0.95 * sum(counts.values()):
        return None
    return found
