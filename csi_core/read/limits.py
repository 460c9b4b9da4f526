"""How large a file may be: every limit of the reader in one place, with its reason.

The child process that reads a file obeys them, and the screen states them.
"""

from __future__ import annotations

MIB = 1024 * 1024
GIB = 1024 * MIB

#: Bytes of the file as uploaded; equals `server.maxUploadSize` (200 MB). A text file of 1,000,000 answers to
#: 50 questions has about 100 MB, a workbook of 100,000 × 60 about 20 MB.
UPLOAD_BYTES = 200 * MIB

#: Bytes a compressed file (.xlsx, .xlsb, .ods, .zip, .gz) may unfold to. Honest workbooks unfold about tenfold:
#: 100,000 × 60 cells to about 250 MB. Zip bombs promise more and are refused unopened.
UNZIPPED_BYTES = 1 * GIB

#: Parts of a compressed file. A workbook has a few parts a sheet; listing more costs time and memory.
ZIP_PARTS = 10_000

#: Files of one survey read from one archive: a class of thirty groups and some.
FILES = 60

#: Cells between the first and the last filled row and column: 1,000,000 × 50 with room to spare.
CELLS = 60_000_000

#: Columns holding anything. A questionnaire of 100 questions with ten options each has about 1,000.
COLUMNS = 2_000

#: Characters of one cell: Excel's own limit. A longer one is a quotation mark never closed, or an attack.
CELL_CHARACTERS = 32_767

#: Address space of the reading process. 1,000,000 × 50 text cells and 100,000 × 60 workbook cells take less than
#: 1 GB each; a hostile workbook of 5 KB asks for 549 GB.
CHILD_MEMORY_BYTES = 4 * GIB


#: What is read beside the table for what it says of the codes: texts up to this length, of this many other sheets
#: with so many rows and columns, in files up to this size, so that a large file is not read twice.
REMARK_CHARACTERS = 500
REMARKED_SHEETS = 5
REMARKED_ROWS = 200
REMARKED_COLUMNS = 20
REMARKED_BYTES = 5 * MIB


def seconds(size: int) -> float:
    """Time allowed for reading `size` bytes: some ten times of what honest files need on a small machine.

    >>> seconds(0), seconds(100 * MIB)
    (20.0, 120.0)
    """
    return 20.0 + size / MIB
