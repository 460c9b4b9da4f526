"""The sheet of answers: many numbers, so that their cells are written as text of the file at once."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from numpy.typing import NDArray

from csi_core.report.xlsx.cells import write

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_names(sheet: Worksheet, names: tuple[str, ...]) -> None:
    from openpyxl.styles import Font

    for position, name in enumerate(names, 1):
        write(sheet, 1, position, name)
        sheet.cell(1, position).font = Font(bold=True)
    sheet.freeze_panes = "B2"


def with_values(package: bytes, sheet: int, values: NDArray[np.float64]) -> bytes:
    """The workbook with `values` (rows × columns, NaN left empty) under the heads of its `sheet`-th sheet."""
    from openpyxl.utils import get_column_letter

    part = f"xl/worksheets/sheet{sheet}.xml"
    end = get_column_letter(values.shape[1])
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as held, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for entry in held.infolist():
            content = held.read(entry)
            if entry.filename == part:
                content = content.replace(f'ref="A1:{end}1"'.encode(), f'ref="A1:{end}{1 + len(values)}"'.encode(), 1)
                content = content.replace(b"</sheetData>", _rows(values) + b"</sheetData>", 1)
            made.writestr(entry, content, compresslevel=3)
    return buffer.getvalue()


def _rows(values: NDArray[np.float64]) -> bytes:
    from openpyxl.utils import get_column_letter

    columns = [
        [
            "" if value != value else f'<c r="{letter}{row}"><v>{_digits(value)}</v></c>'
            for row, value in enumerate(column.tolist(), 2)
        ]
        for letter, column in ((get_column_letter(place), column) for place, column in enumerate(values.T, 1))
    ]
    rows = enumerate(zip(*columns, strict=True), 2)
    return "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows).encode()


def _digits(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
