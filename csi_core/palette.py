"""Every colour once: one accent, one diverging scale for satisfaction, in light, in dark and on paper.

The diverging scale runs from low (ochre) over a neutral grey to high (teal). Ochre and teal differ to every kind of
colour vision, and their lightness differs as well (about 55, 78, 90, 70, 38 of 100 in light), so that the levels
stay apart when printed in grey. A colour never carries a meaning alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from csi_core.report.model import Tone

Theme = Literal["light", "dark", "print"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. ink: text and data lines; muted: secondary text; line: axes; grid: guide lines;
    diverging: low to high; tones: of a judgement; series: of lines, in order."""

    background: str
    ink: str
    muted: str
    line: str
    grid: str
    surface: str
    accent: str
    diverging: tuple[str, str, str, str, str]
    series: tuple[str, str, str, str]

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

PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK, "print": LIGHT}


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
