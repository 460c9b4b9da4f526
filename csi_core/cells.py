"""What stands in a cell, as the text that a setup's `answers` is matched against."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

_TYPED = re.compile(r"〖.*〗", re.DOTALL)


def cell_text(value: object) -> str:
    """A cell as the text that `answers` is matched against: `5` for the number 5.0.

    >>> cell_text(5.0), cell_text(2.5), cell_text(" 满意 ")
    ('5', '2.5', '满意')
    """
    if isinstance(value, float | np.floating):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    return str(value).strip()


_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?:\(.*\))?|(?:[0-9a-fA-F]{0,4}:){4,7}[0-9a-fA-F]{0,4}")


def is_address(text: str) -> bool:
    """Whether a text is a network address, a place after it in brackets or not: `1.2.3.4(浙江)`."""
    return bool(_ADDRESS.fullmatch(plain(text)))


def without_typed(text: str) -> str:
    """An option without what was typed after it: `其他〖夜宵〗` is the option 其他."""
    bare = _TYPED.sub("", text).strip()
    return bare or text


def plain(text: str) -> str:
    """A text in plain width, without outer blanks and with single inner ones.

    >>> plain("  ５分（ 很好 ） ")
    '5分( 很好 )'
    """
    return " ".join(unicodedata.normalize("NFKC", text).split())


def number(text: str) -> float | None:
    """The finite number a text is, else None."""
    try:
        value = float(unicodedata.normalize("NFKC", text))
    except ValueError:
        return None
    return value if np.isfinite(value) else None


_PLACE = re.compile(
    r"第\s*(?P<zh>[一二三四五六七八九十]|\d{1,2})\s*(?:位|名|选择|选项|志愿|顺位|个)?(?:选择)?|"
    r"(?:no\. ?|rank(?:ed|ing)? ?#?|place ?#?|choice ?#?|priority ?#?|top ?#?|#)(?P<after>\d{1,2})|"
    r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th)|(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))"
    r"(?: (?:place|choice|rank|preference|priority|option))?",
    re.IGNORECASE,
)
_DIGITS = "一二三四五六七八九十"
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def place(text: str) -> int | None:
    """The place in a ranking that a text names, else None; a bare number names none.

    >>> [place(text) for text in ("第1位", "第二名", "2nd choice", "First", "Rank 3", "5", "第一食堂")]
    [1, 2, 2, 1, 3, None, None]
    """
    found = _PLACE.fullmatch(plain(text))
    if not found:
        return None
    digits = found["after"] or found["before"] or found["zh"]
    if digits is None:
        return _WORDS.index(found["word"].lower()) + 1
    return _DIGITS.index(digits) + 1 if digits in _DIGITS else int(digits)
