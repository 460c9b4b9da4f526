"""The fonts that make every report and exported chart look the same on any system (README.md says whence)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FAMILY = "CSI Sans SC"
FOLDER = Path(__file__).parent
REGULAR = FOLDER / "CSISansSC-Regular.ttf"
BOLD = FOLDER / "CSISansSC-Bold.ttf"

#: What a character that no font has is printed as.
SUBSTITUTE = "□"


_CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_LATIN = re.compile("[A-Za-z]")
_NARROW_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})


def has_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None


def mainly_chinese(text: str) -> bool:
    """Whether a text is Chinese with Latin names in it, not the other way round.

    >>> mainly_chinese("问卷可靠（n = 154）"), mainly_chinese("Least with “断电时间”")
    (True, False)
    """
    return len(_CHINESE.findall(text)) > len(_LATIN.findall(text))


def narrow_marks(text: str) -> str:
    """Marks the font draws as wide as a Chinese character, narrow in a text that holds no Chinese.

    >>> narrow_marks("Cronbach’s"), narrow_marks("“可靠”")
    ("Cronbach's", '“可靠”')
    """
    return text if has_chinese(text) else text.translate(_NARROW_MARKS)


@cache
def drawable() -> frozenset[int]:
    """Code points the regular font draws."""
    from fontTools.ttLib import TTFont

    with TTFont(REGULAR, lazy=True) as font:
        return frozenset(font.getBestCmap())
