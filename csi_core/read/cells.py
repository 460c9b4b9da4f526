"""What a cell means: text without blanks around it, a number, or nothing."""

from __future__ import annotations

import datetime
import math
import re
from typing import TypeAlias

#: What workbooks give; text files give str only.
Cell: TypeAlias = str | float | bool | datetime.date | datetime.time | datetime.timedelta | None

#: Integers from here on are identifiers: a float64 holds 15 digits of any number, not 16.
_IDENTIFIER = 1e15
_HALF_SECOND = datetime.timedelta(milliseconds=500)

# Control characters (line feed and tab stay), the byte-order mark, zero-width spaces; no respondent typed them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u2060]")
_BLANK_INVISIBLE = "\u200b\u200c\u200d\u2060"
# Full-width forms typed with a Chinese input method (U+FF01–FF5E) and the typographic minus sign.
_FULL_WIDTH = {**dict(zip(range(0xFF01, 0xFF5F), range(0x21, 0x7F), strict=True)), 0x2212: ord("-")}
# No leading zeros ("007" is a code), at most 15 digits before the point ("110101199001011234" is an identifier),
# an exponent only with its sign, as programs write it ("1E5" is a code).
_NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9][0-9]{0,14})(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-][0-9]{1,3})?")
# What Excel writes into a text file for a formula that failed; in a workbook such a cell arrives empty.
_ERRORS = frozenset({"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"})


def text(cell: Cell) -> str:
    """The cell as text without outer blanks and control characters; "" for an empty or failed one.

    >>> text(5.0), text(True), text("  5分\\x00 "), text(datetime.date(2024, 5, 1)), text("#N/A")
    ('5', 'TRUE', '5分', '2024-05-01', '')
    >>> text(datetime.datetime(2024, 5, 1, 12, 30)), text(datetime.timedelta(hours=30))
    ('2024-05-01 12:30:00', '30:00:00')
    """
    match cell:
        case str():
            kept = tidy(cell).strip()
            if kept and (kept[0] in _BLANK_INVISIBLE or kept[-1] in _BLANK_INVISIBLE):
                kept = kept.strip(_BLANK_INVISIBLE).strip()
            return "" if kept in _ERRORS else kept
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            if not math.isfinite(cell):
                return ""
            return str(int(cell)) if cell == int(cell) and abs(cell) < 1e22 else repr(cell)
        case datetime.datetime():
            # Spreadsheets store times as fractions of a day: the last digits are rounding.
            rounded = min(cell.replace(tzinfo=None), datetime.datetime.max - _HALF_SECOND) + _HALF_SECOND
            return rounded.isoformat(" ", "seconds")
        case datetime.date():
            return cell.isoformat()
        case datetime.time():
            return cell.isoformat("seconds")
        case datetime.timedelta():
            minutes, second = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{second:02}"


def tidy(raw: str) -> str:
    """Text without control characters, lines ended by a line feed."""
    return raw if raw.isprintable() else _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))


def number(cell: Cell) -> float | None:
    """The number a cell holds, also one stored as text; None for anything else.

    >>> number("\uff15"), number(" 4.50 "), number(3.0)
    (5.0, 4.5, 3.0)
    >>> [number(code) for code in ("007", "1234567890123456", "1E5", "nan", "1,200", True)]
    [None, None, None, None, None, None]
    """
    match cell:
        case str():
            plain = text(cell).translate(_FULL_WIDTH)
            return _finite(float(plain)) if _NUMBER.fullmatch(plain) else None
        case bool():
            return None
        case int() | float():
            return float(cell) if abs(cell) < _IDENTIFIER or cell != int(cell) else None
        case _:
            return None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
