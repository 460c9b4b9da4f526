"""The command line, as contract: three commands, exit status 0 or 2, one sentence, nothing half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import openpyxl
import pytest

from csi_core.__main__ import main
from run import ONE_THREAD

ROOT = Path(__file__).resolve().parents[2]
DORMITORY = ROOT / "sample_data" / "dormitory.xlsx"


class Done(NamedTuple):
    returncode: int
    stdout: bytes
    stderr: bytes


Csi = Callable[..., Done]


def in_a_process(*arguments: object) -> Done:
    """The command as a person types it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "csi_core", *map(str, arguments)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
    return Done(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def csi(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Csi:
    """The command without starting Python again for it."""
    for variable in ONE_THREAD:
        monkeypatch.setenv(variable, "1")

    def run(*arguments: object) -> Done:
        status = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        return Done(status, *capfdbinary.readouterr())

    return run


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_inspect_prints_a_setup_that_analyse_accepts(csi: Csi, tmp_path: Path) -> None:
    setup = tmp_path / "setup.json"
    assert csi("inspect", DORMITORY, "-o", setup).returncode == 0
    proposed = json.loads(setup.read_text("utf-8"))
    assert proposed["format"] == "csi-setup/1"
    with_setup = csi("analyse", DORMITORY, "--setup", setup)
    without = csi("analyse", DORMITORY)
    assert with_setup.returncode == 0
    assert json.loads(with_setup.stdout) == json.loads(without.stdout)


def test_analyse_writes_the_file_that_it_otherwise_prints(csi: Csi, tmp_path: Path) -> None:
    output = tmp_path / "results.json"
    assert csi("analyse", DORMITORY, "-o", output).returncode == 0
    assert json.loads(output.read_bytes()) == json.loads(in_a_process("analyse", DORMITORY).stdout)


def test_a_report_is_written_in_every_format_at_once(csi: Csi, tmp_path: Path) -> None:
    names = [tmp_path / f"a.{ending}" for ending in ("pdf", "docx", "pptx", "xlsx")]
    run = csi("report", DORMITORY, "--lang", "en", *(part for name in names for part in ("-o", name)))
    assert run.returncode == 0, run.stderr.decode()
    assert [name.read_bytes()[:2] for name in names] == [b"%P", b"PK", b"PK", b"PK"]
    assert run.stdout == b""


def picture(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    return path


def bad_inputs(folder: Path) -> dict[str, Path]:
    rng = np.random.default_rng(1)
    files = {"empty": folder / "empty.xlsx", "web page": folder / "page.xls", "truncated": folder / "cut.xlsx"}
    files["empty"].write_bytes(b"")
    files["web page"].write_text("<html><table><tr><td>1</td></tr></table></html>", "utf-8")
    files["truncated"].write_bytes(DORMITORY.read_bytes()[:3000])
    files["picture"] = picture(folder / "picture.xlsx")
    files["password"] = folder / "secret.xlsx"
    files["password"].write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    files["one column"] = workbook(folder / "column.xlsx", [["q1"], *[[int(x)] for x in rng.integers(1, 6, 30)]])
    files["one row"] = workbook(folder / "row.xlsx", [["q1", "q2", "q3"], [1, 2, 3]])
    words = [[f"word {rng.integers(1e9)} said at length number {i}" for i in range(3)] for _ in range(40)]
    files["text only"] = workbook(folder / "text.xlsx", [["a", "b", "c"], *words])
    files["all equal"] = workbook(folder / "equal.xlsx", [[f"q{i}" for i in range(6)], *[[4] * 6] * 50])
    few = [[int(x) for x in rng.integers(1, 6, 40)] for _ in range(3)]
    files["3 rows × 40 items"] = workbook(folder / "few.xlsx", [[f"q{i}" for i in range(40)], *few])
    junk = "\n".join(",".join(f"%x{v}" for v in rng.integers(0, 1 << 30, 100)) for _ in range(2000))
    files["200,000 cells of junk"] = folder / "junk.csv"
    files["200,000 cells of junk"].write_text(junk, "utf-8")
    files["missing"] = folder / "nowhere.xlsx"
    return files


@pytest.mark.parametrize(
    "kind",
    [
        "empty",
        "picture",
        "password",
        "truncated",
        "web page",
        "one column",
        "one row",
        "text only",
        "all equal",
        "3 rows × 40 items",
        "200,000 cells of junk",
        "missing",
    ],
)
def test_bad_input_gets_one_sentence_and_status_two_and_no_file(csi: Csi, kind: str, tmp_path: Path) -> None:
    path = bad_inputs(tmp_path)[kind]
    before = set(tmp_path.iterdir())
    run = csi("analyse", path, "-o", tmp_path / "out.json")
    said = run.stderr.decode().strip().splitlines()
    assert run.returncode == 2, run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
    assert not said[-1].endswith("…")
    assert len([line for line in said if not line.endswith("…")]) == 1
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{", "JSON"),
        ('{"format": "csi-setup/9"}', "csi-setup/9"),
        (
            '{"format":"csi-setup/1","columns":[{"name":"A99","role":"item","scale":{"min":1,"max":5,"best":"low"}}]}',
            "A99",
        ),
    ],
)
def test_a_wrong_setup_is_named(csi: Csi, content: str, word: str, tmp_path: Path) -> None:
    setup = tmp_path / "setup.json"
    setup.write_text(content, "utf-8")
    run = csi("analyse", DORMITORY, "--setup", setup)
    assert run.returncode == 2
    assert word in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


def test_an_unknown_report_format_is_refused_before_anything_is_computed(csi: Csi, tmp_path: Path) -> None:
    run = csi("report", DORMITORY, "-o", tmp_path / "a.pdf", "-o", tmp_path / "a.odt")
    assert run.returncode == 2
    assert b"a.odt" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_report_into_a_missing_folder_leaves_nothing_behind(csi: Csi, tmp_path: Path) -> None:
    run = csi("report", DORMITORY, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "no" / "b.xlsx")
    assert run.returncode == 2
    assert b"Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_answers_outside_every_scale_are_not_called_equal(csi: Csi, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    names = [f"q{number}" for number in range(4)]
    path = workbook(tmp_path / "data.xlsx", [names, *rng.integers(1, 6, (40, 4)).tolist()])
    columns = [{"name": name, "role": "item", "scale": {"min": 11, "max": 15, "best": "high"}} for name in names]
    (tmp_path / "setup.json").write_text(json.dumps({"format": "csi-setup/1", "columns": columns}), "utf-8")
    run = csi("analyse", path, "--setup", tmp_path / "setup.json")
    assert run.returncode == 2
    assert "outside their scales" in run.stderr.decode()
