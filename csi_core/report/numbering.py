"""Numbers of tables and figures, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from csi_core.report.model import Block, Figure, Grid
from csi_core.text import Text


def labels(blocks: Sequence[Block], text: Text) -> tuple[str, ...]:
    """For each block "Table 3", "Figure 2" or, where it is neither, nothing."""
    found: list[str] = []
    tables = figures = 0
    for block in blocks:
        match block:
            case Grid():
                tables += 1
                found.append(text("render.table", number=tables))
            case Figure():
                figures += 1
                found.append(text("render.figure", number=figures))
            case _:
                found.append("")
    return tuple(found)
