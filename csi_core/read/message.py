"""The reading process's answer: one line of JSON, then the codes and numbers of the columns as bytes.

JSON rather than pickle: a hostile file that took over the child could send nothing that runs in the parent.
"""

from __future__ import annotations

import json
from array import array
from typing import Any, BinaryIO

from csi_core.errors import DataProblem
from csi_core.read.encode import Coded
from csi_core.read.sheet import Found, Sheet, SheetColumn


def write_sheet(stream: BinaryIO, sheet: Sheet) -> None:
    blobs: list[array[Any]] = []
    columns = []
    for column in sheet.columns:
        coded = column.coded
        numeric = isinstance(coded.values[0], float)
        columns.append(
            {
                "header": column.header,
                "position": column.position,
                "label": column.label,
                "value_labels": dict(column.value_labels),
                "own": column.own,
                "measure": column.measure,
                "group": column.group,
                "codes": coded.codes.typecode,
                "values": len(coded.values) if numeric else coded.values,
            }
        )
        blobs.append(coded.codes)
        if numeric:
            blobs.append(array("d", coded.values))
    _line(
        stream,
        {
            "columns": columns,
            "n_rows": sheet.n_rows,
            "first_row": sheet.first_row,
            "name": sheet.name,
            "names": sheet.names,
            "layout": sheet.layout,
            "remarks": sheet.remarks,
            "form": sheet.form,
            "found": [(found.code, dict(found.values)) for found in sheet.found],
        },
    )
    for blob in blobs:
        stream.write(blob)


def write_problem(stream: BinaryIO, problem: DataProblem) -> None:
    _line(stream, {"problem": problem.code, "values": problem.values})


def parse(answer: bytes) -> Sheet:
    """The sheet a child wrote; raises the DataProblem it wrote instead."""
    end = answer.index(b"\n") + 1
    head = json.loads(answer[:end])
    if "problem" in head:
        raise DataProblem(head["problem"], **head["values"])
    blobs = memoryview(answer)[end:]
    columns = []
    for column in head["columns"]:
        codes, blobs = _take(blobs, column["codes"], head["n_rows"])
        values: tuple[float, ...] | tuple[str, ...]
        if isinstance(column["values"], int):
            numbers, blobs = _take(blobs, "d", column["values"])
            values = tuple(numbers)
        else:
            values = tuple(column["values"])
        columns.append(
            SheetColumn(
                column["header"],
                column["position"],
                Coded(codes, values),
                column["label"],
                column["value_labels"],
                column["own"],
                column["measure"],
                column["group"],
            )
        )
    return Sheet(
        tuple(columns),
        head["n_rows"],
        head["first_row"],
        head["name"],
        tuple(head["names"]),
        head["layout"],
        tuple(head["remarks"]),
        head["form"],
        tuple(Found(code, values) for code, values in head["found"]),
    )


def _take(blobs: memoryview, typecode: str, length: int) -> tuple[array[Any], memoryview]:
    taken: array[Any] = array(typecode)
    size = length * taken.itemsize
    taken.frombytes(blobs[:size])
    return taken, blobs[size:]


def _line(stream: BinaryIO, head: dict[str, Any]) -> None:
    stream.write(json.dumps(head).encode() + b"\n")
