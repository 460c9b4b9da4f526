"""The places of a ranking as people and survey tools write them."""

from __future__ import annotations

import re

from csi_core.cells import plain

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
