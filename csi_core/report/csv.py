"""One table as a text file that spreadsheets open."""

from __future__ import annotations

import csv
import io

from csi_core.report.model import Grid

#: A cell that begins with one of these would be taken for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(grid: Grid) -> bytes:
    """The table with numbers at full precision, as UTF-8 with the mark by which Excel knows it.

    >>> from csi_core.report.model import Format, GridColumn
    >>> to_csv(Grid("k", "T", (GridColumn("q"), GridColumn("n", Format.INTEGER)), (("=1+1", 2),))).decode("utf-8-sig")
    "q,n\\r\\n'=1+1,2\\r\\n"
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow([_inert(column.header) for column in grid.columns])
    writer.writerows([[_inert(cell) if isinstance(cell, str) else cell for cell in row] for row in grid.rows])
    return held.getvalue().encode("utf-8-sig")


def _inert(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
