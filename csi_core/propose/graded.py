"""One answer's words as a degree: 非常满意 is +4 of satisfaction, "somewhat dissatisfied" −1.

Degrees order the answers of one question and tell which end is good; they are no codes.
±5 utterly, ±4 very, ±3 plainly, ±2 fairly, ±1 a little, 0 neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from csi_core.cells import plain
from csi_core.propose.phrases import LISTED

#: Kind of a neutral answer: it goes with every kind.
NEUTRAL = "neutral"

#: Kinds whose positive words do not say that high is good (高/低, often/never).
UNDIRECTED = frozenset({"frequency", "amount", "height", "extent"})

#: Kinds whose answers are as many points as occur, without a middle and two sides.
ONE_SIDED = frozenset({"frequency", "extent"})


@dataclass(frozen=True, slots=True)
class Degree:
    """kind: what is graded (satisfaction, agreement …, or the word itself); value: −5 … 5, of frequencies −9 … 9."""

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
    5: (
        "完全不",
        "完全没有",
        "完全没",
        "完全无",
        "一点也不",
        "一点都不",
        "根本不",
        "极不",
        "极其不",
        "极度不",
        "绝对不",
        "毫不",
    ),
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
    "帮助": "help",
    "有帮助": "help",
    "用": "help",
    "有用": "help",
    "值": "worth",
    "值得": "worth",
    "划算": "worth",
    "信任": "trust",
    "便宜": "price",
    "安静": "quiet",
    "快": "speed",
    "方便": "convenience",
    "便利": "convenience",
    "干净": "cleanliness",
    "整洁": "cleanliness",
    "卫生": "cleanliness",
    "宽敞": "room",
    "热情": "warmth",
    "容易": "ease",
    "简单": "ease",
    "清楚": "clarity",
    "清晰": "clarity",
    "安全": "safety",
    "丰富": "variety",
    "好吃": "taste",
    "美味": "taste",
    "舒适": "comfort",
    "舒服": "comfort",
    "流畅": "fluency",
    "顺畅": "fluency",
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
    "无用": "help",
    "贵": "price",
    "吵": "quiet",
    "吵闹": "quiet",
    "嘈杂": "quiet",
    "慢": "speed",
    "麻烦": "convenience",
    "脏": "cleanliness",
    "脏乱": "cleanliness",
    "拥挤": "room",
    "狭窄": "room",
    "冷淡": "warmth",
    "冷漠": "warmth",
    "困难": "ease",
    "难": "ease",
    "复杂": "ease",
    "模糊": "clarity",
    "危险": "safety",
    "单调": "variety",
    "单一": "variety",
    "难吃": "taste",
    "卡顿": "fluency",
}
_ZH_FIXED = {
    "优": 4,
    "优秀": 4,
    "糟糕": -4,
    "恶劣": -4,
    "失望": -4,
}
_ZH_NEUTRAL = listed(
    "一般|一般般|一般水平|一般满意|一般重要|一般同意|一般符合|中立|中等|中性|中|普通|尚可|还行|还可以|可以|"
    "适中|马马虎虎|无意见|没意见|无所谓|不好说|不确定|说不准|看情况|持平|差不多|没感觉|无感|没有感觉|"
    "无明显感觉|平均水平|既不同意也不反对|既满意也不满意|既不满意也不不满意|满意度一般|不好不坏|视情况而定|不一定|再说|看心情"
)
_ZH_TAIL = re.compile(r"(?:如此|这样|的|了|啊|呢|吧|[。.,,!])+$")


def _chinese(text: str) -> Degree | None:
    text = _ZH_TAIL.sub("", text)
    if text in _ZH_NEUTRAL:
        return Degree(NEUTRAL, 0)
    if text.removeprefix("不") in ("及格", "合格"):
        return Degree("quality", -3 if text.startswith("不") else -1)
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
    "easy": "ease",
    "simple": "ease",
    "fast": "speed",
    "quick": "speed",
    "essential": "importance",
    "critical": "importance",
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
    "difficult": "ease",
    "hard": "ease",
    "slow": "speed",
}
_EN_FIXED = {"essential": 5, "critical": 5, "excellent": 5, "outstanding": 5, "superb": 5, "great": 4, "delighted": 5}
_EN_FIXED_NEGATIVE = {"terrible": -5, "awful": -5, "horrible": -5, "unacceptable": -4}
_EN_NEUTRAL = listed(
    "neutral|neither|undecided|average|medium|ok|okay|fair|acceptable|so-so|mixed|indifferent|no opinion either way|"
    "about average|not sure|unsure|maybe|adequate|no difference|moderate|sufficient|neither good nor bad|"
    "neither agree or disagree"
)
_EN_NOUN = frozenset({"value", "quality", "experience", "service"})
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
    if len(words) == 2 and words[1] in _EN_MODIFIER and words[0] in (*_EN_POSITIVE, *_EN_NEGATIVE):
        words.reverse()  # agree strongly
    if len(words) > 1 and words[-1] in _EN_NOUN:
        words.pop()
        if words == ["average"]:
            return Degree(NEUTRAL, 0)
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


# -- all -----------------------------------------------------------------------------------------------------

_PHRASES = {
    phrase: Degree(NEUTRAL, 0) if value == 0 and kind not in (*ONE_SIDED, "expectation") else Degree(kind, value)
    for kind, levels in LISTED
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
    shortened = _ZH_TAIL.sub("", compact)
    if shortened in _PHRASES:
        return _PHRASES[shortened]
    return _english(compact) if compact.isascii() else _chinese(compact)
