"""The fonts that make every report and exported chart look the same on any system (README.md says whence)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILY = "CSI Sans SC"
FOLDER = Path(__file__).parent
REGULAR = FOLDER / "CSISansSC-Regular.ttf"
BOLD = FOLDER / "CSISansSC-Bold.ttf"

#: What a character that no font has is printed as.
SUBSTITUTE = "□"


@cache
def drawable() -> frozenset[int]:
    """Code points the regular font draws."""
    from fontTools.ttLib import TTFont

    with TTFont(REGULAR, lazy=True) as font:
        return frozenset(font.getBestCmap())
