"""SPSS data files (.sav, .zsav) through pyreadstat: codes, value labels, declared missing values left out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyreadstat

from csi_core.errors import DataProblem
from csi_core.read import limits, platforms
from csi_core.read.cells import Cell, text
from csi_core.read.encode import encode_column
from csi_core.read.sheet import Sheet, SheetColumn

_MEASURES = {"nominal": "nominal", "ordinal": "ordinal", "scale": "scale"}


def read(data: bytes) -> Sheet:
    """The cases of a data file; a variable's name is the header.

    Raises DataProblem read.damaged, read.too_many_columns, read.too_many_cells, read.no_data_rows.
    """
    _, about = _read(data, metadataonly=True)
    columns = len(about.column_names)
    if columns > limits.COLUMNS:
        raise DataProblem("read.too_many_columns", columns=columns, limit=limits.COLUMNS)
    if (about.number_rows or 0) * columns > limits.CELLS:
        raise DataProblem("read.too_many_cells", rows=about.number_rows, columns=columns, limit=limits.CELLS)
    cells, about = _read(data)
    n_rows = max((len(column) for column in cells.values()), default=0)
    if not n_rows:
        raise DataProblem("read.no_data_rows", header=tuple(about.column_names[:3]))
    groups = {name: label for label, names in _sets(about) for name in names}
    return Sheet(
        tuple(
            SheetColumn(
                name,
                position,
                encode_column(_cells(cells[name])),
                about.column_names_to_labels.get(name) or "",
                _texts(about.variable_value_labels.get(name, {})),
                measure=_MEASURES.get(about.variable_measure.get(name, ""), ""),
                group=groups.get(name, ""),
            )
            for position, name in enumerate(about.column_names, start=1)
        ),
        n_rows,
        first_row=1,
        layout=platforms.SPSS,
    )


def _sets(about: Any) -> Iterator[tuple[str, Sequence[str]]]:
    """The file's multiple-response sets that have a 0/1 variable an option: label, else name, and variables."""
    for name, told in (about.mr_sets or {}).items():
        if told["is_dichotomy"]:
            yield told["label"] or name.lstrip("$"), told["variable_list"]


def _read(data: bytes, *, metadataonly: bool = False) -> tuple[dict[str, Any], Any]:
    try:
        cells, about = pyreadstat.read_sav(io.BytesIO(data), metadataonly=metadataonly, output_format="dict")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError) as error:
        raise DataProblem("read.damaged") from error
    return cells, about


def _cells(values: Any) -> list[Cell]:
    """Python's own values; system-missing (NaN) as empty cells."""
    return [None if cell != cell else cell for cell in np.asarray(values, dtype=object).tolist()]


def _texts(labels: Mapping[Any, str]) -> dict[str, str]:
    """Value labels by the code as text: 1.0 → "1"."""
    return {text(code): label.strip() for code, label in labels.items()}
