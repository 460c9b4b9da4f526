"""Breaking text into lines as Chinese and English are set: anywhere between two Chinese characters, never inside
a word, no closing punctuation at the start of a line and no opening one at its end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]  #: width of a piece of text, in the unit of the line's width

_OPENING = re.escape("（【《〈「『〔〖“‘￥＄")
_CLOSING = re.escape("，。、；：？！）】》〉」』〕〗”’…—～％‰℃·")
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6\U0001f000-\U0003ffff"
_WORD = rf"(?:[^\s{_WIDE}{_OPENING}{_CLOSING}]|’(?=[A-Za-z]))+"
_STATEMENT = rf"{_WORD}(?: [=<>≈≥≤] {_WORD})?"  # "n = 154" stays on one line
_ATOMS = re.compile(
    rf"[ \t]+|[{_OPENING}]*(?:{_STATEMENT}|[^\s{_OPENING}{_CLOSING}])[{_CLOSING}]*|[{_OPENING}]+|[{_CLOSING}]+|\s"
)
_WORD_JOINTS = re.compile(r"[^-–/_.@&=?]*[-–/_.@&=?]+|[^-–/_.@&=?]+")


#: Marks that Latin and Chinese fonts both have, each in its own width.
MARKS = re.compile("([‘’“”…—]+)")

_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z“])")


#: "n = 154" stays on one line.
_TOGETHER = re.compile(r"(?<=\S) ([=<>≈≥≤±]) (?=\S)")


def unbroken(text: str) -> str:
    """The text with its statements ("n = 154") held together, for programs that break the lines themselves."""
    return _TOGETHER.sub("\u00a0\\1\u00a0", text)


def first_sentence(text: str) -> str:
    """
    >>> first_sentence("Alpha is high (p < .001). It holds."), first_sentence("信度较好。可以用。")
    ('Alpha is high (p < .001).', '信度较好。')
    """
    return _SENTENCE_END.split(text, maxsplit=1)[0].strip()


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """The lines of `text`, each at most `width` wide; a newline in the text ends a line.

    A word wider than a line is broken at its joints (- – / _ .), else between characters; a single character wider
    than the line stands alone. Widths are taken to add up, as they do in a font without kerning.

    >>> wrap("问卷“可靠”，共 n = 154 份。", 5, em)
    ['问卷“可', '靠”，共', 'n = 154', '份。']
    """
    lines: list[str] = []
    for paragraph in re.split(r"\r\n|\r|\n", text):
        lines.extend(_wrapped(paragraph, width, measure))
    return lines


def _wrapped(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for atom in _ATOMS.findall(paragraph):
        wide = measure(atom)
        if used + wide <= width or not atom.strip():
            line, used = line + atom, used + wide
            continue
        if line.strip():
            yield line.rstrip()
        line, used = "", 0.0
        for piece in (atom,) if wide <= width else _pieces(atom, width, measure):
            wide = measure(piece)
            if line and used + wide > width:
                yield line
                line, used = "", 0.0
            line, used = line + piece, used + wide
    yield line.rstrip()


def _pieces(word: str, width: float, measure: Measure) -> Iterator[str]:
    for piece in _WORD_JOINTS.findall(word):
        if measure(piece) <= width:
            yield piece
        else:
            yield from piece


def longest_atom(text: str, measure: Measure) -> float:
    """Width below which `text` can only be set by breaking a word."""
    return max((measure(atom) for atom in _ATOMS.findall(text)), default=0.0)


def em(text: str) -> float:
    """Width of a text in multiples of the type size, near enough for any sans-serif with Chinese characters."""
    return sum(map(_character, text))


def _character(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.66 if character.isupper() or character in "%@mwMW≥≤" else 0.3 if character in " .,:;il|'!" else 0.56
