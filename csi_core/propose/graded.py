"""One answer's words as a degree: 非常满意 is +4 of satisfaction, "somewhat dissatisfied" −1.

Degrees order the answers of one question and tell which end is good; they are no codes.
±5 utterly, ±4 very, ±3 plainly, ±2 fairly, ±1 a little, 0 neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from csi_core.cells import plain

#: Kind of a neutral answer: it goes with every kind.
NEUTRAL = "neutral"

#: Kinds whose positive words do not say that high is good (高/低, often/never).
UNDIRECTED = frozenset({"frequency", "amount", "height"})


@dataclass(frozen=True, slots=True)
class Degree:
    """kind: what is graded (satisfaction, agreement …, or the word itself); value: −5 … 5."""

    kind: str
    value: int


def listed(phrases: str) -> frozenset[str]:
    """Phrases written one after another with `|` between them."""
    return frozenset(phrases.split("|"))


# -- Chinese -----------------------------------------------------------------------------------------------

_ZH_STRONG = {
    5: ("极其", "极度", "极为", "极", "完全", "绝对", "百分百", "最"),
    4: ("非常", "十分", "特别", "很", "相当", "强烈", "高度", "超级", "超", "太", "一定", "肯定"),
    2: ("比较", "较为", "较", "基本上", "基本", "还算", "还", "大致", "大体", "挺", "可能", "应该"),
    1: ("有点儿", "有点", "有些", "稍微", "略微", "稍", "略"),
}
_ZH_NEGATION = {
    5: ("完全不", "一点也不", "一点都不", "根本不", "极不", "极其不", "极度不", "绝对不", "毫不"),
    4: ("非常不", "很不", "十分不", "特别不", "强烈不", "相当不", "一定不", "肯定不", "高度不"),
    3: ("不", "没有", "没"),
    2: ("比较不", "较不", "较为不", "可能不", "应该不", "大概不"),
    1: (
        "不太",
        "不怎么",
        "不大",
        "不够",
        "不是很",
        "不很",
        "有点不",
        "有些不",
        "稍不",
        "稍微不",
        "略不",
        "略微不",
        "不甚",
    ),
}
_ZH_MODIFIERS = sorted(
    [(word, degree) for degree, words in _ZH_STRONG.items() for word in words]
    + [(word, -degree) for degree, words in _ZH_NEGATION.items() for word in words],
    key=lambda entry: -len(entry[0]),
)
_ZH_POSITIVE = {
    "满意": "satisfaction",
    "同意": "agreement",
    "赞同": "agreement",
    "认同": "agreement",
    "赞成": "agreement",
    "支持": "agreement",
    "符合": "conformity",
    "相符": "conformity",
    "重要": "importance",
    "好": "quality",
    "优": "quality",
    "优秀": "quality",
    "良好": "quality",
    "良": "quality",
    "棒": "quality",
    "理想": "quality",
    "喜欢": "liking",
    "喜爱": "liking",
    "愿意": "will",
    "会": "will",
    "可能": "likelihood",
    "高": "height",
    "多": "amount",
    "大": "amount",
}
_ZH_NEGATIVE = {
    "差": "quality",
    "糟": "quality",
    "糟糕": "quality",
    "坏": "quality",
    "劣": "quality",
    "恶劣": "quality",
    "失望": "satisfaction",
    "反对": "agreement",
    "讨厌": "liking",
    "反感": "liking",
    "低": "height",
    "少": "amount",
    "小": "amount",
}
_ZH_FIXED = {
    "优": 4,
    "优秀": 4,
    "糟糕": -4,
    "恶劣": -4,
}
_ZH_NEUTRAL = listed(
    "一般|一般般|一般满意|一般重要|一般同意|一般符合|中立|中等|中性|中|普通|尚可|还行|还可以|可以|及格|合格|"
    "适中|马马虎虎|无意见|没意见|无所谓|不好说|不确定|说不准|看情况|持平|差不多|没感觉|无感|没有感觉|"
    "无明显感觉|平均水平|既不同意也不反对|既满意也不满意|既不满意也不不满意|满意度一般|不好不坏|视情况而定"
)
_ZH_TAIL = re.compile(r"(?:的|了|啊|呢|吧|[。.,,!])+$")


def _chinese(text: str) -> Degree | None:
    text = _ZH_TAIL.sub("", text)
    if text in _ZH_NEUTRAL:
        return Degree(NEUTRAL, 0)
    if text.startswith("不") and text[1:] in ("及格", "合格"):
        return Degree("quality", -3)
    for word, degree in (*_ZH_MODIFIERS, ("", 3)):
        core = text.removeprefix(word)
        if not text.startswith(word) or not core:
            continue
        if core in _ZH_POSITIVE:
            value = _ZH_FIXED.get(core, degree) if not word else degree
            return Degree(_ZH_POSITIVE[core], value)
        if core in _ZH_NEGATIVE:
            value = _ZH_FIXED.get(core, -degree) if not word else -degree
            return Degree(_ZH_NEGATIVE[core], value)
    for word, degree in _ZH_MODIFIERS:
        core = text.removeprefix(word)
        # An adjective nobody listed (非常安静): a kind of its own, ordered if other answers share it.
        if text.startswith(word) and 2 <= len(core) <= 4 and not core.startswith("不"):
            return Degree(core, degree)
    return None


# -- English -----------------------------------------------------------------------------------------------

_EN_STRONG = {
    5: "extremely completely totally absolutely entirely fully exceptionally definitely certainly perfectly",
    4: "very strongly highly really",
    2: "mostly quite fairly moderately rather generally reasonably mainly probably",
    1: "slightly somewhat partly mildly tend",
}
_EN_MODIFIER = {word: degree for degree, words in _EN_STRONG.items() for word in words.split()}
_EN_POSITIVE = {
    "satisfied": "satisfaction",
    "satisfactory": "satisfaction",
    "happy": "satisfaction",
    "pleased": "satisfaction",
    "delighted": "satisfaction",
    "agree": "agreement",
    "important": "importance",
    "likely": "likelihood",
    "willing": "likelihood",
    "would": "likelihood",
    "yes": "likelihood",
    "good": "quality",
    "great": "quality",
    "excellent": "quality",
    "outstanding": "quality",
    "superb": "quality",
    "high": "height",
}
_EN_NEGATIVE = {
    "dissatisfied": "satisfaction",
    "unsatisfied": "satisfaction",
    "unsatisfactory": "satisfaction",
    "unhappy": "satisfaction",
    "displeased": "satisfaction",
    "disappointed": "satisfaction",
    "disagree": "agreement",
    "unimportant": "importance",
    "unlikely": "likelihood",
    "unwilling": "likelihood",
    "no": "likelihood",
    "bad": "quality",
    "poor": "quality",
    "terrible": "quality",
    "awful": "quality",
    "horrible": "quality",
    "unacceptable": "quality",
    "low": "height",
}
_EN_FIXED = {"excellent": 5, "outstanding": 5, "superb": 5, "great": 4, "delighted": 5}
_EN_FIXED_NEGATIVE = {"terrible": -5, "awful": -5, "horrible": -5, "unacceptable": -4}
_EN_NEUTRAL = listed(
    "neutral|neither|undecided|average|ok|okay|fair|acceptable|so-so|mixed|indifferent|no opinion either way|"
    "about average|not sure|unsure|maybe|adequate|no difference|moderate|sufficient|neither good nor bad|"
    "neither agree or disagree"
)
_EN_FILLER = frozenset({"i", "am", "was", "it", "is", "a", "bit", "little", "at", "all", "to", "that", "it's", "be"})


def _english(text: str) -> Degree | None:
    text = text.rstrip(".!")
    if text in _EN_NEUTRAL or re.match(r"neither .+ n?or .+", text):
        return Degree(NEUTRAL, 0)
    if text in ("above average", "below average"):
        return Degree("quality", 2 if text.startswith("above") else -2)
    words = text.split()
    little = "little" in words or "bit" in words
    at_all = "at all" in text
    words = [word for word in words if word not in _EN_FILLER]
    negated = bool(words) and words[0] == "not"
    words = words[1:] if negated else words
    if negated and words and words[0] in ("so", "very", "really", "too", "particularly", "that", "entirely", "quite"):
        mild, words = True, words[1:]
    else:
        mild = False
    if words[:1] and words[-1] == "not" and len(words) > 1:
        negated, words = True, words[:-1]
    modifier = _EN_MODIFIER.get(words[0]) if words else None
    if modifier is not None:
        words = words[1:]
    if len(words) != 1:
        return None
    core = words[0]
    if core in _EN_POSITIVE:
        value = modifier or (1 if little else _EN_FIXED.get(core, 3))
        if negated:
            value = -1 if mild else -5 if at_all else -value
        return Degree(_EN_POSITIVE[core], value)
    if core in _EN_NEGATIVE:
        return Degree(_EN_NEGATIVE[core], -modifier if modifier else -1 if little else _EN_FIXED_NEGATIVE.get(core, -3))
    if negated and re.fullmatch(r"[a-z]{3,}", core):
        return Degree(core, -1 if mild else -5 if at_all else -3)
    if modifier is not None and re.fullmatch(r"[a-z]{3,}", core):
        opposite = re.fullmatch(r"(?:un|dis|in|im)([a-z]{4,})", core)
        return Degree(opposite[1], -modifier) if opposite else Degree(core, modifier)
    return None


# -- answers that no grammar orders ------------------------------------------------------------------------

_LISTED: tuple[tuple[str, dict[int, str]], ...] = (
    (
        "frequency",
        {
            -4: "从不|从来不|从未|从来没有|从没有|never",
            -2: "几乎不|几乎从不|很少|极少|rarely|seldom|almost never|hardly ever",
            -1: "偶尔|偶而|occasionally|once in a while",
            0: "有时|有时候|有时会|sometimes",
            2: "经常|常常|时常|通常|often|frequently|usually|most of the time",
            3: "almost always|very often|几乎总是|非常频繁",
            4: "总是|一直|每次|每次都|始终|always|every time",
        },
    ),
    (
        "expectation",
        {
            -4: "远低于预期|远低于期望|大大低于预期|大大低于期望|far below expectations|"
            "much worse than expected|far short of expectations",
            -3: "低于预期|低于期望|未达到预期|未达预期|不符合预期|不及预期|不如预期|below expectations|"
            "worse than expected"
            "|did not meet expectations|fell short of expectations|short of expectations",
            0: "符合预期|符合期望|达到预期|与预期一致|和预期一样|与期望相同|met expectations|"
            "meets expectations|as expected"
            "|about as expected|about what i expected|in line with expectations",
            3: "高于预期|高于期望|超出预期|超过预期|超出期望|好于预期|above expectations|"
            "better than expected|exceeded expectations"
            "|exceeds expectations",
            4: "远高于预期|远超预期|远高于期望|大大超出预期|大大高于期望|far above expectations|"
            "much better than expected"
            "|far exceeded expectations|greatly exceeded expectations",
        },
    ),
    (
        "likelihood",
        {
            4: "definitely would|definitely will|definitely yes|would definitely|一定会|肯定会|绝对会",
            2: "probably would|probably will|probably yes|可能会|大概会|应该会|也许会",
            -2: "probably would not|probably not|probably will not|probably wouldn't|probably won't|"
            "可能不会|大概不会|应该不会",
            -4: "definitely would not|definitely not|definitely will not|definitely won't|一定不会|肯定不会|绝对不会",
            3: "会",
            -3: "不会",
        },
    ),
    (
        "conformity",
        {
            -4: "very untrue|completely untrue|very untrue of me",
            -3: "untrue|false",
            3: "true",
            4: "very true|completely true|very true of me",
        },
    ),
)
_PHRASES = {
    phrase: Degree(NEUTRAL, 0) if kind != "frequency" and value == 0 and kind != "expectation" else Degree(kind, value)
    for kind, levels in _LISTED
    for value, phrases in levels.items()
    for phrase in phrases.split("|")
}


@lru_cache(maxsize=4096)
def degree(words: str) -> Degree | None:
    """How strongly an answer's words say what they say; None if they grade nothing.

    >>> degree("非常满意"), degree("不太满意"), degree("Neither agree nor disagree")
    (Degree(kind='satisfaction', value=4), Degree(kind='satisfaction', value=-1), Degree(kind='neutral', value=0))
    >>> degree("食堂") is None
    True
    """
    text = plain(words).lower()
    if not text:
        return None
    compact = text.replace(" ", "") if any("\u3400" <= sign <= "\u9fff" for sign in text) else text
    if compact in _PHRASES:
        return _PHRASES[compact]
    return _english(compact) if compact.isascii() else _chinese(compact)
