"""Every colour once: one accent, one diverging scale for satisfaction, in light, in dark and on paper.

The diverging scale runs from low (ochre) over a neutral grey to high (teal). Ochre and teal differ to every kind of
colour vision, and their lightness differs as well (about 55, 78, 90, 70, 38 of 100 in light), so that the levels
stay apart when printed in grey. A colour never carries a meaning alone.

For printing without colour there are hatchings besides: what is bad is hatched, the more closely the worse; the middle
is white; what is good is grey, the darker the better. Kinds without a better end take both in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import Literal

from csi_core.report.model import Tone

Theme = Literal["light", "dark", "print", "grey"]


class Hatch(Enum):
    """Lines on an area: the name that Office has for them, their directions, their distance and width in pixels.

    Directions: / and \\ lean, - lies, | stands, . is a row of dots.
    """

    CROSSED = ("diagCross", "/\\", 6.0, 1.0)
    BOLD = ("wdUpDiag", "/", 6.0, 2.2)
    FINE = ("ltUpDiag", "/", 4.0, 0.7)
    LYING = ("narHorz", "-", 4.0, 0.9)
    STANDING = ("narVert", "|", 4.0, 0.9)
    BACK = ("wdDnDiag", "\\", 6.0, 2.2)
    DOTTED = ("pct20", ".", 4.0, 1.2)

    def __init__(self, office: str, directions: str, distance: float, line: float) -> None:
        self.office, self.directions, self.distance, self.line = office, directions, distance, line

    @property
    def token(self) -> str:
        """A colour that stands for the hatching until its lines are drawn."""
        return f"#fffff{list(Hatch).index(self)}"


@dataclass(frozen=True, slots=True)
class Fill:
    """What covers an area: a colour, and lines of the palette's ink on it."""

    colour: str
    hatch: Hatch | None = None

    @property
    def paint(self) -> str:
        """The colour a chart names: that of the area, or the one that stands for its hatching."""
        return self.colour if self.hatch is None else self.hatch.token


#: The hatchings of the bad half of a scale by its number of levels, worst first; the last serves for longer ones.
_BAD = (
    (),
    (Hatch.BOLD,),
    (Hatch.BOLD, Hatch.FINE),
    (Hatch.CROSSED, Hatch.BOLD, Hatch.FINE),
    (Hatch.CROSSED, Hatch.BOLD, Hatch.LYING, Hatch.FINE),
    (Hatch.CROSSED, Hatch.BOLD, Hatch.LYING, Hatch.FINE, Hatch.DOTTED),
)

#: Greys from the lightest to the darkest that a hatching and white stand beside.
_GREYS = ("#d2d2d2", "#3a3a3a")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. ink: text and data lines; muted: secondary text; line: axes; grid: guide lines;
    diverging: low to high; tones: of a judgement; series: of lines, in order; hatched: areas differ without colour."""

    background: str
    ink: str
    muted: str
    line: str
    grid: str
    surface: str
    accent: str
    diverging: tuple[str, str, str, str, str]
    series: tuple[str, str, str, str]
    hatched: bool = False

    def tone_fill(self, tone: Tone) -> Fill:
        if not self.hatched:
            return Fill(self.tone(tone))
        light, dark = _GREYS
        return {
            Tone.GOOD: Fill(dark),
            Tone.NEUTRAL: Fill(self.accent),
            Tone.FAIR: Fill(light),
            Tone.POOR: Fill(self.background, Hatch.BOLD),
        }[tone]

    def level_fills(self, count: int) -> tuple[Fill, ...]:
        """What covers each of `count` ordered levels, worst first.

        >>> [fill.hatch is None for fill in GREY.level_fills(5)]
        [False, False, True, True, True]
        """
        if not self.hatched:
            return tuple(map(Fill, self.levels(count)))
        half, odd = divmod(count, 2)
        bad = [Fill(self.background, hatch) for hatch in _BAD[min(half, len(_BAD) - 1)]]
        good = [Fill(_mix(*_GREYS, step / (half - 1) if half > 1 else 0.5)) for step in range(half)]
        return (*bad[:1] * (half - len(bad)), *bad, *[Fill(self.background)] * odd, *good)

    def kind_fills(self, count: int) -> tuple[Fill, ...]:
        """What covers each of `count` kinds without a better end."""
        if not self.hatched:
            return tuple(map(Fill, self.kinds(count)))
        light, dark = map(Fill, _GREYS)
        solid = (dark, light, Fill(self.background), Fill(self.accent))
        lines = [Fill(self.background, hatch) for hatch in Hatch]
        turns = [*chain.from_iterable(zip(lines, solid, strict=False)), *lines[len(solid) :]]
        return tuple(turns[kind % len(turns)] for kind in range(count))

    def tone(self, tone: Tone) -> str:
        """The colour of a judgement; neutral is the accent."""
        low, _, _, _, high = self.diverging
        return {Tone.GOOD: high, Tone.FAIR: self.muted, Tone.POOR: low, Tone.NEUTRAL: self.accent}[tone]

    def between(self, share: float) -> str:
        """A point of the diverging scale, 0 (low) … 1 (high).

        >>> LIGHT.between(0.5) == LIGHT.diverging[2]
        True
        """
        place = min(max(share, 0.0), 1.0) * (len(self.diverging) - 1)
        index = min(int(place), len(self.diverging) - 2)
        return _mix(self.diverging[index], self.diverging[index + 1], place - index)

    def levels(self, count: int) -> tuple[str, ...]:
        """A colour for each of `count` ordered levels, worst first."""
        return tuple(self.between(level / (count - 1) if count > 1 else 0.5) for level in range(count))

    def kinds(self, count: int) -> tuple[str, ...]:
        """A colour for each of `count` kinds without a better end: shades of the accent, dark and light in turn."""
        shades = [0.05 + 0.75 * kind / max(count - 1, 1) for kind in range(count)]
        half = (count + 1) // 2
        turns = [shade for pair in zip(shades[:half], [*shades[half:], 0.0], strict=False) for shade in pair][:count]
        return tuple(_mix(self.accent, self.background, shade) for shade in turns)

    def ink_on(self, colour: str) -> str:
        """Black or white, whichever is read better on `colour` (WCAG contrast)."""
        return "#ffffff" if contrast(colour, "#ffffff") >= contrast(colour, "#1c252c") else "#1c252c"


LIGHT = Palette(
    background="#ffffff",
    ink="#1c252c",
    muted="#5d6871",
    line="#aab3ba",
    grid="#e8ebed",
    surface="#f4f6f7",
    accent="#1f7a75",
    diverging=("#b5732a", "#e3b878", "#e1e4e6", "#82bdb6", "#135f5b"),
    series=("#1f7a75", "#7a858e", "#b5732a", "#3f5f8f"),
)

DARK = Palette(
    background="#0f1417",
    ink="#e6eaec",
    muted="#9ba6ad",
    line="#58636a",
    grid="#283138",
    surface="#1a2126",
    accent="#4fb3aa",
    diverging=("#d9963f", "#8d6a3a", "#414a50", "#3f8781", "#6fd0c6"),
    series=("#4fb3aa", "#9ba6ad", "#d9963f", "#8fabdc"),
)

#: For printing without colour. A monotonous scale, so that values of either sign stay apart in grey.
GREY = Palette(
    background="#ffffff",
    ink="#000000",
    muted="#4d4d4d",
    line="#8c8c8c",
    grid="#e6e6e6",
    surface="#f5f5f5",
    accent="#808080",
    diverging=("#ffffff", "#ededed", "#d6d6d6", "#9a9a9a", "#4a4a4a"),
    series=("#000000", "#7a7a7a", "#4d4d4d", "#a3a3a3"),
    hatched=True,
)

PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK, "print": LIGHT, "grey": GREY}


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours, 1–21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(start: str, end: str, share: float) -> str:
    mixed: Sequence[int] = [round(a + (b - a) * share) for a, b in zip(rgb(start), rgb(end), strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)
