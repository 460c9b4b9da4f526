"""Bytes and a name → Table, for every spreadsheet, text file and SPSS file people have.

This module imports nothing heavy, because the child process imports it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csi_core.read.table import Table


def read(data: bytes, name: str, sheet: str | None = None, layout: str | None = None) -> Table:
    """The table in a file, read safely in a process of its own, with limits of memory and time (`limits`).

    data: the file's bytes; name: its name, for messages only (the kind is told by the first bytes).
    sheet: which sheet of a workbook, by default the first visible one that holds a table; text files have none.
    layout: what the table is, a name of `platforms.names()`; by default it is recognised.
    An archive of several files of one survey gives one table (`together`).
    Raises DataProblem read.*: what is wrong with which file and what to do.

    >>> read("姓名,A1\\n甲,5\\n乙,4\\n".encode(), "a.csv")["A1"].cells.tolist()
    [5.0, 4.0]
    """
    from csi_core.errors import DataProblem
    from csi_core.read import limits
    from csi_core.read.process import Reading

    try:
        with Reading(data, name, sheet, layout) as reading:
            return reading.table()
    except DataProblem as problem:
        files = problem.values.get("all", ())
        if problem.code != "read.archive" or not isinstance(files, list) or len(files) > limits.FILES:
            raise
    from csi_core.read.together import together

    tables = []
    for member, file in enumerate(files, start=1):
        with Reading(data, f"{name} › {file}", None, layout, member) as reading:
            tables.append(reading.table())
    try:
        return together(files, tables)
    except DataProblem as problem:
        raise DataProblem(problem.code, file=name, **problem.values) from problem
