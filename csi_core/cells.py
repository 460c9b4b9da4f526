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
