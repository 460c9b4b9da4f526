"""Bytes and a name → Table, for every spreadsheet, text file and SPSS file people have.

This module imports nothing heavy, because the child process imports it too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csi_core.read.request import HeaderRows, Request

__all__ = ["HeaderRows", "read"]

if TYPE_CHECKING:
    from csi_core.read.table import Table
    from csi_core.read.watch import Watch


def read(
    data: bytes,
    name: str,
    sheet: str | None = None,
    layout: str | None = None,
    header: HeaderRows | None = None,
    watch: Watch | None = None,
) -> Table:
    """The table in a file, read safely in a process of its own, with limits of memory and time (`limits`).

    data: the file's bytes; name: its name, for messages only (the kind is told by the first bytes).
    sheet: which sheet of a workbook, by default the first visible one that holds a table; text files have none.
    layout: what the table is, a name of `platforms.names()`; header: where its header is; by default both are found.
    watch: is told how far the reading is, and can end it.
    An archive of several files of one survey gives one table (`together`), and so does a workbook of several sheets.
    Raises DataProblem read.*: what is wrong with which file and what to do.

    >>> read("姓名,A1\\n甲,5\\n乙,4\\n".encode(), "a.csv")["A1"].cells.tolist()
    [5.0, 4.0]
    """
    from csi_core.errors import DataProblem
    from csi_core.read import limits
    from csi_core.read.together import together

    asked = Request(sheet, layout, header)
    try:
        return _one(data, name, asked, watch)
    except DataProblem as problem:
        files = problem.values.get("all", ())
        if problem.code not in ("read.archive", "read.sheets") or not isinstance(files, list):
            raise
        if len(files) > limits.FILES:
            raise
        sheets = problem.code == "read.sheets"
    tables = [
        _one(data, f"{name} › {part}", part_asked, watch, len(files))
        for part, part_asked in (
            (file, replace(asked, sheet=file) if sheets else replace(asked, sheet=None, member=member))
            for member, file in enumerate(files, start=1)
        )
    ]
    try:
        return together(files, tables)
    except DataProblem as problem:
        raise DataProblem(problem.code, file=name, **problem.values) from problem


def _one(data: bytes, name: str, asked: Request, watch: Watch | None, files: int = 1) -> Table:
    from csi_core.read.process import Reading

    if watch is None:
        with Reading(data, name, asked) as reading:
            return reading.table()
    at = max(1, asked.member)
    listening = replace(asked, tell=lambda progress: watch.tell(replace(progress, file=at, files=files)))
    with Reading(data, name, listening) as reading:
        watch.follow(reading)
        table = reading.table()
    watch.check(name)
    return table
