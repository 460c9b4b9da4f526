"""Seconds and peak memory of reading large files, beside the bare libraries: `python benchmarks/read.py [scale]`.

Files are made in a temporary folder: a workbook of 100,000 × 60 and a text file of 1,000,000 × 50 answers from 1 to 5
(times `scale`, default 1), and a small file of 154 × 30. Each case runs in a fresh process, three times in turn; the
quickest is shown, since other work on the machine only ever adds to it.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
TIMES = 3


def with_product(path: Path) -> None:
    from csi_core.read import read

    read(path.read_bytes(), path.name)


def with_pandas(path: Path) -> None:
    """Numbers are guessed: 007 becomes 7, long identifiers lose digits."""
    import pandas as pd

    pd.read_csv(path)


def with_pandas_as_text(path: Path) -> None:
    """Nothing is lost, as in the product, but numbers are still to be told from texts."""
    import pandas as pd

    pd.read_csv(path, dtype=str, keep_default_na=False)


def with_pyarrow(path: Path) -> None:
    """The library that reads large text files here, one thread as here; numbers are guessed as by pandas."""
    from pyarrow import csv

    csv.read_csv(path, csv.ReadOptions(use_threads=False)).to_pandas()


def with_calamine(path: Path) -> None:
    import python_calamine

    python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()


CASES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "small csv, product": ("small.csv", with_product),
    "small csv, pandas alone": ("small.csv", with_pandas),
    "large csv, product": ("large.csv", with_product),
    "large csv, pandas alone": ("large.csv", with_pandas),
    "large csv, pyarrow alone": ("large.csv", with_pyarrow),
    "large csv, pandas as text": ("large.csv", with_pandas_as_text),
    "large xlsx, product": ("large.xlsx", with_product),
    "large xlsx, calamine alone": ("large.xlsx", with_calamine),
}


def main() -> None:
    scale = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory() as folder:
        write_csv(Path(folder, "small.csv"), 154, 30)
        write_csv(Path(folder, "large.csv"), round(1_000_000 * scale), 50)
        write_xlsx(Path(folder, "large.xlsx"), round(100_000 * scale), 60)
        measured: dict[str, list[list[float]]] = {name: [] for name in CASES}
        for _ in range(TIMES):
            for name, (file, _) in CASES.items():
                command = [sys.executable, __file__, "--case", name, str(Path(folder, file))]
                shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                measured[name].append([float(number) for number in shown.split()])
        for name, runs in measured.items():
            size = Path(folder, CASES[name][0]).stat().st_size / 2**20
            seconds, processor, own, child = (min(numbers) for numbers in zip(*runs, strict=True))
            print(
                f"{name:28} {size:6.1f} MB  {seconds:6.2f} s  {processor:6.2f} s of the processor  "
                f"{own:5.0f} MB peak, {child:5.0f} MB in the reading process"
            )


def measure(name: str, path: Path) -> None:
    import resource

    # What a running app has imported long before the first upload.
    importlib.import_module("csi_core.read.process")
    before, start = time.process_time(), time.perf_counter()
    CASES[name][1](path)
    seconds, processor = time.perf_counter() - start, time.process_time() - before
    own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(seconds, processor + child.ru_utime + child.ru_stime, own.ru_maxrss / 1024, child.ru_maxrss / 1024)


def answers(n_rows: int, n_columns: int) -> Iterator[list[str]]:
    rng = np.random.default_rng(1)
    for start in range(0, n_rows, 10_000):
        block = rng.integers(1, 6, (min(10_000, n_rows - start), n_columns)).astype("U1")
        yield from block.tolist()


def write_csv(path: Path, n_rows: int, n_columns: int) -> None:
    with path.open("w") as file:
        file.write(",".join(f"Q{column}" for column in range(1, n_columns + 1)) + "\n")
        file.writelines(",".join(row) + "\n" for row in answers(n_rows, n_columns))


def write_xlsx(path: Path, n_rows: int, n_columns: int) -> None:
    """A workbook by hand, because openpyxl would take longer than all that is measured."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    letters = [chr(65 + i) if i < 26 else chr(64 + i // 26) + chr(65 + i % 26) for i in range(n_columns)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData><row r="1">'.encode())
            for letter in letters:
                sheet.write(f'<c r="{letter}1" t="inlineStr"><is><t>Q{letter}</t></is></c>'.encode())
            sheet.write(b"</row>")
            for number, row in enumerate(answers(n_rows, n_columns), start=2):
                cells = "".join(
                    f'<c r="{letter}{number}"><v>{cell}</v></c>' for letter, cell in zip(letters, row, strict=True)
                )
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--case"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
