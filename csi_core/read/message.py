"""What goes to the reading process and comes back, over its pipes.

To it: a line of JSON with the request, then the file's bytes. Back: lines of JSON that tell how far it is, then one
with the sheet or the problem, then the codes and numbers of the columns as bytes.

JSON rather than pickle: a hostile file that took over the child could send nothing that runs in the parent.
"""

from __future__ import annotations

import json
from array import array
from io import BufferedReader
from typing import IO, Any

from csi_core.errors import DataProblem
from csi_core.read.encode import Coded
from csi_core.read.request import HeaderRows, Progress, Request, Stage, Tell
from csi_core.read.sheet import Found, Sheet, SheetColumn


def write_request(stream: IO[bytes], asked: Request, data: bytes) -> None:
    header = asked.header and [asked.header.row, asked.header.rows]
    _line(
        stream,
        {"sheet": asked.sheet, "layout": asked.layout, "header": header, "member": asked.member, "bytes": len(data)},
    )
    stream.write(data)
    stream.flush()


def read_request(stream: IO[bytes], tell: Tell) -> tuple[Request, bytes]:
    head = json.loads(stream.readline())
    header = HeaderRows(*head["header"]) if head["header"] else None
    return Request(head["sheet"], head["layout"], header, head["member"], tell), stream.read(head["bytes"])


def write_progress(stream: IO[bytes], progress: Progress) -> None:
    _line(stream, {"stage": progress.stage, "rows": progress.rows, "of": progress.of})
    stream.flush()


def write_sheet(stream: IO[bytes], sheet: Sheet) -> None:
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
                "dimension": column.dimension,
                "best": column.best,
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
            "header": sheet.header and [sheet.header.row, sheet.header.rows],
        },
    )
    for blob in blobs:
        stream.write(blob)


def write_problem(stream: IO[bytes], problem: DataProblem) -> None:
    _line(stream, {"problem": problem.code, "values": problem.values})


def read_answer(stream: BufferedReader, tell: Tell) -> Sheet | None:
    """The sheet a child writes, its progress told meanwhile; None if the child ends without an answer.

    Raises the DataProblem the child writes instead.
    """
    while "stage" in (head := _head(stream)):
        tell(Progress(Stage(head["stage"]), head["rows"], head["of"]))
    if "problem" in head:
        raise DataProblem(head["problem"], **head["values"])
    try:
        return _sheet(head, stream) if head else None
    except EOFError:
        return None


def _head(stream: IO[bytes]) -> dict[str, Any]:
    """The next line, empty if the child ended before or within it."""
    line = stream.readline()
    head: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
    return head


def _sheet(head: dict[str, Any], stream: BufferedReader) -> Sheet:
    columns = []
    for column in head["columns"]:
        codes = _take(stream, column["codes"], head["n_rows"])
        values: tuple[float, ...] | tuple[str, ...]
        if isinstance(column["values"], int):
            values = tuple(_take(stream, "d", column["values"]))
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
                column["dimension"],
                column["best"],
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
        HeaderRows(*head["header"]) if head["header"] else None,
    )


def _take(stream: BufferedReader, typecode: str, length: int) -> array[Any]:
    taken: array[Any] = array(typecode, bytes(length * array(typecode).itemsize))
    room = memoryview(taken).cast("B")
    if length and stream.readinto(room) < len(room):
        raise EOFError
    return taken


def _line(stream: IO[bytes], head: dict[str, Any]) -> None:
    stream.write(json.dumps(head).encode() + b"\n")
