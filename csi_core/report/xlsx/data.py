"""What is written into the finished package: the sheet of answers, whose many cells are written at once as text of
the file, and what the formulas give, which openpyxl does not store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from numpy.typing import NDArray

from csi_core.report.xlsx.cells import Look, Looks, put, width
from csi_core.text import Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')

#: The format of a chart's labels, which without a further word LibreOffice takes from the cells.
_LABEL_FORMAT = re.compile(rb'(<numFmt formatCode="[^"]*") ?/>')


def write_names(sheet: Worksheet, names: tuple[str, ...], cover: str, looks: Looks, text: Text) -> None:
    """The variables' names as heads; the first leads back to the contents."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink

    for position, name in enumerate(names, 1):
        looks.put(put(sheet, 1, position, name), Look(bold=True, side="right", bottom="thin"))
        sheet.column_dimensions[get_column_letter(position)].width = max(7, width(name) + 2)
    sheet["A1"].hyperlink = Hyperlink(ref="A1", location=f"'{cover}'!A1", tooltip=text("render.back"))
    sheet.freeze_panes = "B2"


def completed(
    package: bytes, found: Mapping[int, Mapping[str, float]], data: int, values: NDArray[np.float64] | None
) -> bytes:
    """The workbook with what its formulas give and its answers.

    found: the number of a sheet → cell → value; values: rows × columns, NaN left empty, for the sheet numbered data.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as held, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for entry in held.infolist():
            content = held.read(entry)
            for sheet, given in found.items():
                if entry.filename == _part(sheet):
                    content = _with_results(content.decode(), given).encode()
            if entry.filename.startswith("xl/charts/"):
                content = _LABEL_FORMAT.sub(rb'\1 sourceLinked="0"/>', content)
            if values is not None and entry.filename == _part(data):
                content = _with_values(content, values)
            made.writestr(entry, content, compresslevel=3)
    return buffer.getvalue()


def _part(sheet: int) -> str:
    return f"xl/worksheets/sheet{sheet}.xml"


def _with_results(content: str, given: Mapping[str, float]) -> str:
    return _FORMULA.sub(lambda found: f"{found[1]}<v>{given[found[2]]!r}</v>", content)


def _with_values(content: bytes, values: NDArray[np.float64]) -> bytes:
    from openpyxl.utils import get_column_letter

    end = get_column_letter(values.shape[1])
    content = content.replace(f'ref="A1:{end}1"'.encode(), f'ref="A1:{end}{1 + len(values)}"'.encode(), 1)
    return content.replace(b"</sheetData>", _rows(values) + b"</sheetData>", 1)


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
