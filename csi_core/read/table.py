"""What reading a file gives: columns of numbers or texts, exactly as they stand in the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from csi_core.read.request import HeaderRows
from csi_core.read.sheet import Found


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of the sheet.

    name: unique key: the header without outer blanks; `header#N` (N = position) where the header stands
        more than once; `#N` where it is empty.
    header: the header as it stands; position: 1-based column number in the file.
    cells: one entry a data row, either float64 (every filled cell is a number; NaN = empty) or str
        (None/NaN = empty, other cells as text without outer blanks: `5` for the number 5, ISO text for dates).
    value_labels: what the file itself says its codes mean (SPSS), else empty.
    label: the question's words where the file keeps them apart from the name (SPSS, Qualtrics), else "".
    own: the column's role where the survey tool added it and it is no question, else "".
    measure: the declared level of measurement (SPSS: nominal, ordinal, scale); group: the name of the declared
        multiple-response set it belongs to; dimension: the one a code book gives it; best: the good end of its codes by
        a code book that tells reversed questions (high, low).
    """

    name: str
    header: str
    position: int
    cells: pd.Series
    value_labels: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    own: str = ""
    measure: str = ""
    group: str = ""
    dimension: str = ""
    best: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One sheet's data.

    n_rows: data rows, wholly empty ones left out; rows: their 1-based row numbers in the sheet (so that a
        message can name the row a person sees in Excel). Data row i (1-based, as in setup files) is `rows[i-1]`.
    sheet, sheets: the sheet read and all visible ones (`None`, `()` for text files).
    layout: what was recognised: "plain", "wenjuanxing", …; form: what the answers of a survey tool's export stand as
        ("text", "positions", "scores"), "" where it makes no difference.
    found: what was noticed and done while reading, for the person to see.
    remarks: short texts that stand beside the table: title lines above the header, other visible sheets.
    header: where the header was taken from; None where the kind of file has none in its rows.
    digest: SHA-256 of the file's bytes, the sheet's name and the user's word on layout and header, hexadecimal.
    """

    columns: tuple[Column, ...]
    n_rows: int
    rows: tuple[int, ...]
    sheet: str | None
    sheets: tuple[str, ...]
    layout: str
    digest: str
    remarks: tuple[str, ...] = ()
    form: str = ""
    found: tuple[Found, ...] = ()
    header: HeaderRows | None = None

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
