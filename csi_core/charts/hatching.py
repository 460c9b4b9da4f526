"""Hatchings drawn as lines into the areas of a finished SVG drawing, for printing without colour.

Lines rather than an SVG pattern, since a PDF is made of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from csi_core.palette import Hatch, Palette

#: A bar or a swatch as Vega draws it, and the colour that stands for a hatching.
_AREA = re.compile(
    r'<path [^>]*?d="M(?P<x>[-.\de]+),(?P<y>[-.\de]+)h(?P<width>[-.\de]+)v(?P<height>[-.\de]+)h[-.\de]+Z"'
    r'[^>]*?fill="(?P<colour>#\w{6})"[^>]*?(?:/>|></path>)'
)


def hatched(drawing: str, palette: Palette) -> str:
    """The drawing with lines in every area whose colour stands for a hatching."""
    hatches = {hatch.token: hatch for hatch in Hatch}

    def filled(area: re.Match[str]) -> str:
        hatch = hatches.get(area["colour"])
        if hatch is None:
            return area[0]
        whole = area[0].replace(area["colour"], palette.background)
        corner = float(area["x"]), float(area["y"])
        lines = "".join(
            f"M{corner[0] + x:.2f},{corner[1] + y:.2f}L{corner[0] + x2:.2f},{corner[1] + y2:.2f}"
            for x, y, x2, y2 in _lines(hatch, float(area["width"]), float(area["height"]))
        )
        if not lines:
            return whole
        return f'{whole}<path d="{lines}" fill="none" stroke="{palette.ink}" stroke-width="{hatch.line:g}"/>'

    return _AREA.sub(filled, drawing) if palette.hatched else drawing


def _lines(hatch: Hatch, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a hatching in an area: start and end of each from its upper left corner."""
    if width <= 0 or height <= 0:
        return
    step = hatch.distance
    for direction in hatch.directions:
        match direction:
            case "-":
                for y in _steps(height, step):
                    yield 0.0, y, width, y
            case "|":
                for x in _steps(width, step):
                    yield x, 0.0, x, height
            case ".":
                for row, y in enumerate(_steps(height, step)):
                    for x in _steps(width, step):
                        start = x - row % 2 * step / 2
                        if start > 0:
                            yield start, y, min(start + hatch.line, width), y
            case _:
                # On x + y = offset (or its mirror image), as far as it lies within.
                for offset in _steps(width + height, step * 2**0.5):
                    low, high = max(0.0, offset - height), min(width, offset)
                    if direction == "/":
                        yield low, offset - low, high, offset - high
                    else:
                        yield width - low, offset - low, width - high, offset - high


def _steps(length: float, step: float) -> Iterator[float]:
    return (step * (place + 0.5) for place in range(ceil(length / step - 0.5)))
