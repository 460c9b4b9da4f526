"""The parent's side of reading: start the child, wait, and build the Table or say what went wrong."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

import numpy as np
import pandas as pd

from csi_core.errors import DataProblem
from csi_core.read import limits, message
from csi_core.read.cells import number
from csi_core.read.encode import Coded
from csi_core.read.request import Request
from csi_core.read.rows import answered_rows
from csi_core.read.sheet import Sheet, column_names
from csi_core.read.table import Column, Table

if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0

_AS_FOUND = Request()


class Reading:
    """One file being read in a process of its own; leaving the `with` block ends the process.

    >>> with Reading(b"A1,A2\\n5,4\\n", "a.csv") as reading:
    ...     reading.table().n_rows
    1
    """

    def __init__(self, data: bytes, name: str, asked: Request = _AS_FOUND) -> None:
        """Start reading. Raises DataProblem read.empty_file, read.too_large before anything is started."""
        if not data:
            raise DataProblem("read.empty_file", file=name)
        if len(data) > limits.UPLOAD_BYTES:
            raise DataProblem(
                "read.too_large", file=name, size=len(data) / limits.MIB, limit=limits.UPLOAD_BYTES / limits.MIB
            )
        self._data, self._name, self._asked = data, name, asked
        self._cancelled = self._expired = False
        self._seconds = limits.seconds(len(data))
        self._errors = b""
        self._digest = hashlib.sha256()
        self._child = subprocess.Popen(
            # A fresh interpreter: forking a server's threads is unsafe, and the user's own script must not run again.
            [sys.executable, "-P", "-m", "csi_core.read.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"},
            creationflags=_NO_WINDOW,
        )
        assert self._child.stdin
        assert isinstance(self._child.stdout, io.BufferedReader)
        assert self._child.stderr
        self._input, self._output, self._complaints = self._child.stdin, self._child.stdout, self._child.stderr
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._feed, self._listen)]
        self._clock = threading.Timer(self._seconds, self._expire)
        self._clock.daemon = True

    def __enter__(self) -> Self:
        for thread in (*self._threads, self._clock):
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()
        self._ended()

    @property
    def pid(self) -> int:
        """Of the process that reads."""
        return self._child.pid

    def cancel(self) -> None:
        """End the process, from any thread; a waiting `table()` then raises DataProblem read.stopped."""
        self._cancelled = True
        self._child.kill()

    def table(self) -> Table:
        """Wait for the table. Raises DataProblem read.*, always with the file's name."""
        try:
            sheet = message.read_answer(self._output, self._asked.tell)
        except DataProblem as problem:
            raise DataProblem(problem.code, file=self._name, **problem.values) from problem
        self._ended()
        if sheet is None:
            raise self._failure()
        self._digest.update(b"\0" + (sheet.name or "").encode())
        if self._asked.layout is not None:
            self._digest.update(b"\0" + self._asked.layout.encode())
        if self._asked.header is not None:
            self._digest.update(f"\0{self._asked.header.row}+{self._asked.header.rows}".encode())
        return _table(sheet, self._digest.hexdigest())

    def _feed(self) -> None:
        # A process that ended before it was given everything says itself why.
        with contextlib.suppress(BrokenPipeError), self._input:
            message.write_request(self._input, self._asked, self._data)
        self._digest.update(self._data)

    def _listen(self) -> None:
        with self._complaints:
            self._errors = self._complaints.read()

    def _expire(self) -> None:
        self._expired = True
        self._child.kill()

    def _ended(self) -> None:
        self._clock.cancel()
        self._child.wait()
        for thread in self._threads:
            thread.join()
        self._output.close()

    def _failure(self) -> Exception:
        """Why the process ended without an answer: a parser that aborted, or an error of this program."""
        errors = self._errors
        if b"memory allocation of" in errors or b"MemoryError" in errors:
            return DataProblem("read.memory", file=self._name, limit=limits.CHILD_MEMORY_BYTES / limits.GIB)
        if self._expired:
            return DataProblem("read.timeout", file=self._name, seconds=self._seconds)
        if self._cancelled:
            return DataProblem("read.stopped", file=self._name)
        if b"PanicException" in errors:  # raised by calamine; no name for it can be imported
            return DataProblem("read.damaged", file=self._name)
        if self._child.returncode == 1:
            return RuntimeError("the reading process failed:\n" + errors.decode(errors="replace"))
        return DataProblem("read.crash", file=self._name)


def _table(sheet: Sheet, digest: str) -> Table:
    """The sheet as columns of a Table; rows without any answer are left out."""
    codes = [np.asarray(column.coded.codes) for column in sheet.columns]
    kept, found = answered_rows(sheet)
    texts = [_texts(column.coded) for column in sheet.columns]
    if len(kept) < sheet.n_rows:
        codes = [column[kept] for column in codes]
    if found:
        texts = [_numbers(values, column) for values, column in zip(texts, codes, strict=True)]
    headers = [column.header for column in sheet.columns]
    names = column_names(headers, [column.position for column in sheet.columns])
    return Table(
        columns=tuple(
            Column(
                name=name,
                header=column.header,
                position=column.position,
                cells=pd.Series(values.take(coded)),
                value_labels=column.value_labels,
                label=column.label,
                own=column.own,
                measure=column.measure,
                group=column.group,
                dimension=column.dimension,
                best=column.best,
            )
            for name, column, values, coded in zip(names, sheet.columns, texts, codes, strict=True)
        ),
        n_rows=len(kept),
        rows=tuple((kept + sheet.first_row).tolist()),
        sheet=sheet.name,
        sheets=sheet.names,
        layout=sheet.layout,
        digest=digest,
        remarks=sheet.remarks,
        form=sheet.form,
        found=(*sheet.found, *found),
        header=sheet.header,
    )


def _texts(coded: Coded) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """The different values of a column: float64, or str with missing for the empty text."""
    if isinstance(coded.values[0], float):
        return np.asarray(coded.values, dtype=np.float64)
    return pd.array([value or None for value in coded.values], dtype="str")


def _numbers(
    values: np.ndarray | pd.api.extensions.ExtensionArray, codes: np.ndarray
) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """Values of a column some of whose rows were left out: numbers if all that stay are (序号 without 合计)."""
    if isinstance(values, np.ndarray):
        return values
    used = {code: number(values[code]) for code in np.unique(codes).tolist() if not pd.isna(values[code])}
    if not used or None in used.values():
        return values
    found = np.full(len(values), np.nan)
    found[list(used)] = list(used.values())
    return found
