"""The order of a profile question's answers, by what they say: how often, how long, how much, which degree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from csi_core.cells import plain
from csi_core.propose.answers import grades, is_never_used, is_not_applicable
from csi_core.propose.words import BELOW

_ABOVE = re.compile(r"以上|超过|多于|大于|高于|\b(over|above|more than|at least|or more)\b|\+|>", re.IGNORECASE)
_OTHER = re.compile(r"(?:其他|其它|别的|other)(?![a-z]).*|以上都不是|none of (?:these|the above)")

_WORDS = {"half": 0.5, "once": 1, "twice": 2, "several": 4, "a few": 3} | {
    word: float(value)
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
_NUMBER = rf"\d+(?:\.\d+)?|[一二两三四五六七八九十]+|半|几|数(?=次)|\b(?:{'|'.join(_WORDS)}|an?)\b"
_TIMES = {"百": 1e2, "千": 1e3, "k": 1e3, "thousand": 1e3, "万": 1e4, "million": 1e6, "亿": 1e8}
_DAYS = {
    "分钟|minutes?|mins?": 1 / 1440,
    "小时|钟头|hours?": 1 / 24,
    "天|日|days?": 1.0,
    "周|星期|礼拜|weeks?": 7.0,
    "个月|月|months?": 365 / 12,
    "季度?|quarters?": 365 / 4,
    "个?学期|terms?|semesters?": 140.0,
    "年|years?|yrs?": 365.0,
}
_UNIT = "|".join(f"(?:{unit})" for unit in _DAYS)
_MEASURED = re.compile(rf"(?P<number>{_NUMBER})\s*(?:个半)?(?P<times>{'|'.join(_TIMES)})?\s*(?P<unit>{_UNIT})?")
_BETWEEN = re.compile(r"[-–—~～至到]|\bto\b|\band\b|[两二三四五六七八](?=[三四五六七八九])")

#: How often, in times a year: a period, then how often in it.
_RATE = re.compile(
    rf"(?:每隔?|一(?=.*次))(?P<every>{_NUMBER})?个?(?P<period>{_UNIT})(?:内|里)?(?P<often>.*)"
    rf"|(?P<gap>{_NUMBER})个?(?P<gap_unit>{_UNIT})(?=.*次)(?P<in_gap>.*)"
    rf"|(?P<count>.*?)\s*(?:times?\s*)?(?:an?|per|every|each)\s*(?P<per>{_UNIT})"
)
_ADVERBS = {
    "daily": 365, "weekly": 52, "fortnightly": 26, "monthly": 12, "quarterly": 4, "yearly": 1, "annually": 1,
    "天天": 365,
}  # fmt: skip
_RARELY = {
    **dict.fromkeys(("从不", "从来不", "从未", "没有过", "从没", "没有", "没去过", "never"), 0.0),
    **dict.fromkeys(("第一次", "首次", "这是第一次", "first time", "this is the first time"), 0.01),
    **dict.fromkeys(("更少", "很少", "极少", "几乎不", "几乎从不", "不常", "偶尔", "不定期", "hardly ever"), 0.02),
    **dict.fromkeys(("less often", "less", "rarely", "seldom", "occasionally", "less frequently", "rarer"), 0.02),
    **dict.fromkeys(("更多", "more often", "more", "more frequently"), 1e9),
}
_ALMOST = re.compile(r"^(?:几乎|基本上?|差不多|将近|almost |nearly )")
_MANY = re.compile(r"多次|数次|好几次|several times|many times")

#: Answers with an order of their own, lowest first; and pairs as one prints them.
_RANKS: tuple[tuple[str, ...], ...] = (
    (
        r"未上|没上|文盲|no (?:formal|schooling)",
        r"小学|primary|elementary",
        r"初中|middle school|junior high",
        r"高中|中专|职高|技校|高职|secondary|high school|vocational",
        r"大专|专科|associate|college",
        r"本科|学士|大学|bachelor|undergraduate",
        r"硕士|研究生|master|postgraduate",
        r"博士|ph\.? ?d|doctor",
    ),
    (r"儿童|child", r"少年|teen", r"青年|young", r"中年|middle", r"老年|old|senior"),
    (r"早|morning|breakfast", r"上午", r"中午|午餐|noon|lunch", r"下午|afternoon", r"晚|evening|dinner", r"夜|night"),
)
_PAIRS = (
    *(("男", "女"), ("男性", "女性"), ("男生", "女生"), ("male", "female"), ("man", "woman"), ("men", "women")),
    *(("是", "否"), ("是", "不是"), ("有", "没有"), ("有", "无"), ("会", "不会"), ("yes", "no"), ("true", "false")),
    *(("前测", "后测"), ("pre", "post"), ("before", "after")),
)


def known_order(labels: Iterable[str]) -> list[str] | None:
    """The labels in the order their words tell, the least first, "other" and "not applicable" last; None: not told.

    >>> known_order(["更少", "每周一次", "几乎每天", "每周两三次"])
    ['更少', '每周一次', '每周两三次', '几乎每天']
    >>> known_order(["1-3年", "其他", "6个月-1年", "3年以上", "半年以内"])
    ['半年以内', '6个月-1年', '1-3年', '3年以上', '其他']
    >>> known_order(["本科", "博士", "大专及以下", "硕士研究生"])
    ['大专及以下', '本科', '硕士研究生', '博士']
    >>> known_order(["宿舍", "食堂"]) is None
    True
    """
    found = list(labels)
    for reading in (_rates, _pair, _degrees, _amounts, _ranks):
        last = [label for label in found if outside(label) and not (reading is _rates and is_never_used(label))]
        words = {label: plain(label).lower().strip() for label in found if label not in last}
        values = reading(words)
        if values is not None and len(set(values.values())) > 1:
            return [*sorted(words, key=lambda label: values[label]), *last]
    return None


def outside(label: str) -> bool:
    """Whether an answer stands beside the others: other, not applicable.

    >>> [outside(label) for label in ("其他（请注明）", "不适用", "其他人", "每天")]
    [True, True, True, False]
    """
    return bool(_OTHER.fullmatch(plain(label).lower().strip())) or is_not_applicable(label)


def _pair(words: Mapping[str, str]) -> dict[str, float] | None:
    pair = next((pair for pair in _PAIRS if set(words.values()) == set(pair)), None)
    return {label: float(pair.index(word)) for label, word in words.items()} if pair else None


def _degrees(words: Mapping[str, str]) -> dict[str, float] | None:
    """非常满意 … as the dictionaries of ratings grade them."""
    found = grades(dict.fromkeys(words, 1)) if words else None
    if found is None or found[1].keys() != words.keys():
        return None
    return {label: float(value) for label, value in found[1].items()}


def _rates(words: Mapping[str, str]) -> dict[str, float] | None:
    rates = {label: _rate(word) for label, word in words.items()}
    told = [word for word in words.values() if word not in _RARELY and not is_never_used(word)]
    if not told or any(rate is None for rate in rates.values()):
        return None
    return {label: rate for label, rate in rates.items() if rate is not None}


def _rate(word: str) -> float | None:
    """Times a year: `每周两三次` 2 × 52; a little less for "almost", more or less by a hair for bounds."""
    if word in _RARELY:
        return _RARELY[word]
    if is_never_used(word):
        return 0.0
    bare = _ALMOST.sub("", word)
    almost = 0.9 if bare != word else 1.0
    if bare in _ADVERBS:
        return almost * _ADVERBS[bare]
    match = _RATE.search(bare)
    if match is None:
        return None
    if match["per"]:
        count = match["count"].strip()
        often, days = (count, _days(match["per"])) if count not in ("", "every") else ("", _days(match["per"]))
    elif match["gap"]:
        often, days = match["in_gap"], _count(match["gap"]) * _days(match["gap_unit"])
    else:
        often, days = match["often"], _count(match["every"] or "一") * _days(match["period"])
    number = re.search(_NUMBER, often)
    if number is not None:
        times = _count(number.group())
        times += 0.5 if _BETWEEN.search(often) else 0.0
    else:
        times = 4.0 if _MANY.search(often) else 1.0
    return almost * (times + _bound(word)) * 365 / days


def _amounts(words: Mapping[str, str]) -> dict[str, float] | None:
    """How long or how much, by the lower end; every answer must hold a number, and one of them a unit."""
    amounts = {label: _amount(word) for label, word in words.items()}
    if any(amount is None for amount in amounts.values()):
        return None
    if not any(match["unit"] or match["times"] for word in words.values() for match in _MEASURED.finditer(word)):
        return None
    return {label: amount for label, amount in amounts.items() if amount is not None}


def _amount(word: str) -> float | None:
    """`半年到一年` → 182.5 days, `5-8千` → 5,000; a bound from below or above moves it by a hair."""
    parts = list(_MEASURED.finditer(word))
    if not parts:
        return None
    first = parts[0]
    value, times, unit = _count(first["number"]), first["times"], first["unit"]
    if len(parts) > 1 and not times and not unit and value <= _count(parts[1]["number"]):
        times, unit = parts[1]["times"], parts[1]["unit"]
    amount = value * (_TIMES[times] if times else 1.0) * (_days(unit) if unit else 1.0)
    return amount * (1 + _bound(word))


def _ranks(words: Mapping[str, str]) -> dict[str, float] | None:
    for ranks in _RANKS:
        found = {label: _rank(word, ranks) for label, word in words.items()}
        if all(rank is not None for rank in found.values()):
            return {label: rank for label, rank in found.items() if rank is not None}
    return None


def _rank(word: str, ranks: Sequence[str]) -> float | None:
    """The last rank named: 大学本科 is no college; "and above" comes after, "or below" before its own."""
    at = [rank for rank, pattern in enumerate(ranks) if re.search(pattern, word)]
    return max(at) + _bound(word) if at else None


def _bound(word: str) -> float:
    return -0.001 if BELOW.search(word) else 0.001 if _ABOVE.search(word) else 0.0


def _days(unit: str) -> float:
    return next(days for pattern, days in _DAYS.items() if re.fullmatch(pattern, unit))


def _count(number: str) -> float:
    """Digits, an English or a Chinese numeral (up to 99); 半 is a half, 几 some."""
    if number in _WORDS:
        return _WORDS[number]
    if number in ("a", "an"):
        return 1.0
    if number in ("几", "数"):
        return 3.0
    try:
        return float(number)
    except ValueError:
        tens, _, ones = number.rpartition("十")
        if "十" in number:
            return 10 * (_digit(tens) if tens else 1.0) + (_digit(ones) if ones else 0.0)
        return _digit(number[0])


def _digit(sign: str) -> float:
    return 2.0 if sign == "两" else 0.5 if sign == "半" else unicodedata.numeric(sign[-1])
