"""Where the header was found is said with its reason, and the user's word on it wins."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from csi_core.errors import DataProblem
from csi_core.read import HeaderRows, read
from csi_core.read.table import Table
from csi_core.setup import Setup
from csi_core.setup_file import from_json, to_json
from csi_core.text import LANGUAGES, Text

ROOT = Path(__file__).parents[2]
TITLED = "满意度调查,,,\n导出于2024,,,\n性别,硬件,,服务\n,床,桌,态度\n男,5,4,3\n女,4,3,2\n".encode()


def headers(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def said(table: Table) -> str:
    """The sentence on the header, which exists in both languages."""
    (entry,) = [entry for entry in table.found if entry.code.startswith("header_")]
    assert all(Text(language)(f"found.{entry.code}", **entry.values) for language in LANGUAGES)
    return entry.code


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (b"A1,A2\n5,4\n", "header_full", HeaderRows(1)),
        (b"survey\n\nA1,A2,\n5,4,1\n", "header_most", HeaderRows(3)),
        (TITLED, "header_rows", HeaderRows(3, 2)),
        (
            "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,性别\n1,2024/1/1,60秒,微信,,,男\n".encode(),
            "header_tool",
            HeaderRows(1),
        ),
    ],
)
def test_where_the_header_is_is_said_with_the_reason(data: bytes, reason: str, place: HeaderRows) -> None:
    table = read(data, "a.csv")
    assert (said(table), table.header) == (reason, place)


@pytest.mark.parametrize(
    ("header", "expected", "n_rows"),
    [
        (HeaderRows(3, 2), ["性别", "硬件—床", "硬件—桌", "服务—态度"], 2),
        (HeaderRows(4), ["#1", "床", "桌", "态度"], 2),
        (HeaderRows(2), ["导出于2024", "#2", "#3", "#4"], 4),
    ],
)
def test_the_users_word_on_the_header_wins(header: HeaderRows, expected: list[str], n_rows: int) -> None:
    table = read(TITLED, "a.csv", header=header)
    assert (headers(table), table.n_rows, table.header) == (expected, n_rows, header)
    assert said(table) == "header_given"
    assert table.digest != read(TITLED, "a.csv").digest


@pytest.mark.parametrize("header", [HeaderRows(0), HeaderRows(-3), HeaderRows(3, 0), HeaderRows(6, 2), HeaderRows(99)])
def test_a_header_outside_the_table_gets_one_sentence(header: HeaderRows) -> None:
    with pytest.raises(DataProblem) as caught:
        read(TITLED, "a.csv", header=header)
    assert caught.value.code == "read.header_outside"
    assert all("a.csv" in Text(language).problem(caught.value) for language in LANGUAGES)


def test_a_header_in_the_last_row_leaves_no_answers() -> None:
    with pytest.raises(DataProblem) as caught:
        read(TITLED, "a.csv", header=HeaderRows(6))
    assert caught.value.code == "read.no_data_rows"


def test_the_header_is_kept_in_the_setup_file_and_older_files_load() -> None:
    setup = Setup(header_row=3, header_rows=2)
    assert from_json(to_json(setup)).header == HeaderRows(3, 2)
    assert "header_row" not in to_json(Setup())
    with pytest.raises(DataProblem) as caught:
        from_json('{"format": "csi-setup/1", "columns": [], "header_row": 0}')
    assert caught.value.code == "setup.header"


def test_the_command_line_takes_the_header_and_hands_it_on(tmp_path: Path) -> None:
    file, setup = tmp_path / "a.csv", tmp_path / "setup.json"
    file.write_bytes(TITLED + "男,5,4,3\n".encode() * 5)

    def csi(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "csi_core", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert csi("inspect", file, "--header-row", 4, "-o", setup).returncode == 0
    saved = json.loads(setup.read_text("utf-8"))
    assert (saved["header_row"], saved["header_rows"]) == (4, 1)
    assert [column["name"] for column in saved["columns"]] == ["#1", "床", "桌", "态度"]
    assert csi("analyse", file, "--setup", setup, "-o", tmp_path / "results.json").returncode == 0
    wrong = csi("inspect", file, "--header-row", 40)
    assert wrong.returncode == 2
    assert len(wrong.stderr.strip().splitlines()) == 2
    assert "Traceback" not in wrong.stderr
