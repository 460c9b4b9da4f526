"""Large text files: the records below the header straight to coded columns, through pyarrow.

pyarrow cuts records as Python's csv module does, and the different texts of each column go through the same rules about
cells as those of small files. What it does not cut alike (rows of other lengths) is left to the csv module.
Importing it takes longer than reading a usual file.
"""

from __future__ import annotations

import os
from typing import Any

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.encode import Coded, Coder
from csi_core.read.request import Progress, Stage, Tell

#: Bytes from which importing pyarrow is worth its time.
LEAST_BYTES = 4 * limits.MIB
#: Bytes read at a time: progress is told after each.
_BLOCK = 4 * limits.MIB


def encode(data: bytes, start: int, delimiter: str, width: int, tell: Tell) -> tuple[list[Coded], int] | None:
    """Columns of the records from byte `start` of UTF-8 text on, and their number; None if not all have this width.

    Raises DataProblem read.too_many_cells, read.cell_too_long.
    """
    # Its own allocators reserve more address space than the limit of this process leaves.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    import pyarrow
    from pyarrow import csv

    end = len(data)
    while data[end - 1] in b"\r\n":
        end -= 1
    quoted = data.find(b'"', start, end) >= 0
    body = pyarrow.py_buffer(data)[start:end]
    if quoted:
        # A last record without answers, which a quotation mark left open swallows.
        body = data[start:end] + ("\n" + delimiter * (width - 1)).encode()
    names = [str(column) for column in range(width)]
    coders = [Coder(0) for _ in names]
    n_rows = 0
    try:
        reader = csv.open_csv(
            pyarrow.BufferReader(body),
            csv.ReadOptions(use_threads=False, block_size=_BLOCK, column_names=names),
            csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
            ),
            csv.ConvertOptions(check_utf8=False, column_types=dict.fromkeys(names, pyarrow.string())),
        )
        for batch in reader:
            n_rows += batch.num_rows
            if n_rows * width > limits.CELLS:
                raise DataProblem("read.too_many_cells", rows=n_rows, columns=width, limit=limits.CELLS)
            for coder, column in zip(coders, batch.columns, strict=True):
                _extend(coder, column)
            tell(Progress(Stage.ROWS, n_rows))
    except pyarrow.ArrowInvalid:
        return None
    if quoted and coders[-1].codes[-1]:
        return None
    return [coder.coded() for coder in coders], n_rows


def _extend(coder: Coder, column: Any) -> None:
    """Add an array of texts; where none is longer than one byte, as most answers are, without looking each one up."""
    import numpy as np

    _, offsets, characters = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    filled = np.diff(ends)
    if filled.max() > 1:
        given = column.dictionary_encode()
        codes = coder.numbers(given.dictionary.to_pylist())
        coded = np.array(codes, dtype=coder.codes.typecode)[given.indices.to_numpy()]
    else:
        signs = np.frombuffer(characters or b"", dtype=np.uint8)[ends[0] : ends[-1]]
        used = np.flatnonzero(np.bincount(signs, minlength=256))
        codes = coder.numbers([chr(sign) for sign in used.tolist()])
        table = np.zeros(256, dtype=coder.codes.typecode)
        table[used] = codes
        coded = table[signs]
        if len(coded) < len(column):
            coded = np.zeros(len(column), dtype=table.dtype)
            coded[filled == 1] = table[signs]
    coder.codes.frombytes(coded)
