"""Whether text fits its box: sizes are chosen and texts parted before a slide is made. Inches; type in points."""

from __future__ import annotations

from collections.abc import Sequence

from csi_core.fonts import has_chinese
from csi_core.report.lines import em, wrap

POINT = 1 / 72

#: Height of a line in multiples of the type size: set exactly, because fonts differ.
LEADING = 1.3

#: Text is taken to be this much wider than estimated.
CAUTION = 1.06

#: White space between paragraphs, points.
GAP = 7.0


def lines(words: str, size: float, width: float) -> list[str]:
    return wrap(words, width / (size * POINT * CAUTION), em)


def height(paragraphs: Sequence[str], size: float, width: float, gap: float = GAP) -> float:
    """Inches the paragraphs take; the gap stands above each."""
    return sum(len(lines(words, size, width)) * size * LEADING + gap for words in paragraphs) * POINT


def cut(words: str, size: float, width: float, most: int) -> str:
    """The text, ended by an ellipsis where it takes more lines than it may."""
    words = " ".join(words.split())
    found = lines(words, size, width)
    if len(found) <= most:
        return words
    joint = "" if has_chinese(words) else " "
    kept = joint.join(found[:most])
    while kept and len(lines(f"{kept}…", size, width)) > most:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def largest(paragraphs: Sequence[str], width: float, room: float, sizes: Sequence[float], gap: float = GAP) -> float:
    """The largest of the sizes, largest first, in which the paragraphs fit; else the smallest."""
    return next((size for size in sizes if height(paragraphs, size, width, gap) <= room), sizes[-1])


def pages(paragraphs: Sequence[str], size: float, width: float, room: float) -> list[list[str]]:
    """The paragraphs in as few portions as fit, about equally long; one longer than a page is parted between lines."""
    most = max(1, int((room / POINT - GAP) / (size * LEADING)))
    pieces = [piece for words in paragraphs for piece in _pieces(words, size, width, most)]
    found = _portions(pieces, size, width, room)
    share = room
    while share > room / 3:
        share -= room / 20
        shorter = _portions(pieces, size, width, share)
        if len(shorter) > len(found):
            break
        found = shorter
    return found


def _portions(pieces: Sequence[str], size: float, width: float, room: float) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for piece in pieces:
        if found[-1] and height([*found[-1], piece], size, width) > room:
            found.append([])
        found[-1].append(piece)
    return found


def _pieces(words: str, size: float, width: float, most: int) -> list[str]:
    broken = lines(words, size, width)
    if len(broken) <= most:
        return [words]
    joint = "" if has_chinese(words) else " "
    return [joint.join(broken[start : start + most]) for start in range(0, len(broken), most)]
