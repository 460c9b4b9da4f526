"""Numbers become text here and nowhere else, so that screen, paper and charts print the same ones."""

from __future__ import annotations

from typing import assert_never

from csi_core.report.model import Cell, Format
from csi_core.text import Text, p_value


def show(value: Cell, style: Format, text: Text) -> str:
    """A cell as a reader sees it; None is the language's dash, text stays as it is.

    >>> show(None, Format.MEAN, Text("en")), show("A1", Format.TEXT, Text("en"))
    ('—', 'A1')
    """
    match value:
        case None:
            return text("text.missing")
        case str():
            return value
        case _:
            return number(value, style)


def number(value: float, style: Format) -> str:
    """A number as a reader of any language sees it.

    The sign is the hyphen-minus that phrases and spreadsheets use, so that a copied number stays a number;
    what rounds to zero has no sign.

    >>> number(0.89123, Format.COEFFICIENT), number(46.104, Format.PERCENT), number(1234, Format.INTEGER)
    ('0.891', '46.1%', '1,234')
    >>> number(0.00002, Format.P), number(0.0321, Format.P), number(-0.00002, Format.COEFFICIENT)
    ('< .001', '.032', '0.000')
    """
    match style:
        case Format.TEXT:
            return f"{value:,}" if isinstance(value, int) else f"{value:G}"
        case Format.INTEGER:
            return f"{value:z,.0f}"
        case Format.COEFFICIENT:
            return f"{value:z,.3f}"
        case Format.MEAN:
            return f"{value:z,.2f}"
        case Format.SCORE:
            return f"{value:z,.1f}"
        case Format.PERCENT:
            return f"{value:z,.1f}%"
        case Format.P:
            return p_value(value).removeprefix("= ")
        case _:
            assert_never(style)
