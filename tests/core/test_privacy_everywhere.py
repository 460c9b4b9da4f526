"""What tells who answered is recognised by header or by content, and reaches no file, no output and no log."""

from __future__ import annotations

import io
import logging
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest

from csi_core.__main__ import main
from csi_core.propose import propose
from csi_core.read import read
from csi_core.setup import Role

NAMES = ("王小明", "李芳", "张伟", "刘静", "陈强", "欧阳娜", "赵敏", "周杰", "吴迪", "孙悦", "马超", "朱红")
ROWS = 24


def personal(row: int) -> dict[str, str]:
    """One person's data, each of a kind of its own."""
    return {
        "来自IP": f"203.0.113.{100 + row}",
        "姓名": f"{NAMES[row % 12]}{'甲' if row < 12 else '乙'}"[:3] if row % 12 != 5 else f"欧阳{'娜兰'[row // 12]}",
        "手机": f"1380013{row:04}",
        "邮箱": f"student{row}@example.edu.cn",
        "学号": f"20240517{row:02}",
        "身份证号": f"33010620010203{row:03}X",
        "openid": f"oZxPersonalOpenIdNumber{row:05}",
        "昵称": f"小星星{row:03}号",
    }


KINDS = tuple(personal(0))
SECRETS = [cell for row in range(ROWS) for cell in personal(row).values() if len(cell) > 3]
#: What no content tells: a nickname may be any word.
BY_CONTENT = tuple(kind for kind in KINDS if kind != "昵称")


def workbook(kinds: tuple[str, ...], *, named: bool) -> bytes:
    book = openpyxl.Workbook()
    heads = [kind if named else f"x{at}" for at, kind in enumerate(kinds)]
    book.active.append(["序号", *heads, "性别", "A1卫生满意度", "A2价格满意度", "A3服务满意度", "您的建议"])
    for row in range(ROWS):
        person = personal(row)
        ratings = [1 + row % 5, 1 + row * 7 % 5, 5 - row % 4]
        advice = f"第{row}条建议：希望营业时间更长一些"
        book.active.append([row + 1, *(person[kind] for kind in kinds), "男女"[row % 2], *ratings, advice])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FILES = {"by header": workbook(KINDS, named=True), "by content": workbook(BY_CONTENT, named=False)}


@pytest.mark.parametrize("file", FILES)
def test_every_kind_of_personal_data_is_recognised(file: str) -> None:
    setup = propose(read(FILES[file], "a.xlsx")).setup
    private = [column.name for column in setup.of(Role.PRIVATE)]
    assert len(private) == (len(KINDS) if file == "by header" else len(BY_CONTENT))


def contents(path: Path) -> str:
    """All text of a file: every part of an archive, of archives within it, and the words of a PDF."""
    data = path.read_bytes()
    return _contents(path.name, data)


def _contents(name: str, data: bytes) -> str:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(_contents(part, archive.read(part)) for part in archive.namelist())
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return data.decode("utf-8", errors="replace") + data.decode("gb18030", errors="replace")


@pytest.mark.parametrize("file", FILES)
def test_no_personal_data_reach_a_file_an_output_or_a_log(
    file: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    source = tmp_path / "answers.xlsx"
    source.write_bytes(FILES[file])
    setup, results = tmp_path / "setup.json", tmp_path / "results.json"
    endings = ("pdf", "docx", "pptx", "xlsx", "zip") if file == "by header" else ("xlsx",)
    reports = [tmp_path / f"report.{ending}" for ending in endings]
    outputs = [part for report in reports for part in ("-o", str(report))]
    for command in (
        ["inspect", str(source), "-o", str(setup)],
        ["analyse", str(source), "--setup", str(setup), "-o", str(results)],
        ["report", str(source), "--setup", str(setup), *outputs],
    ):
        assert main(command) == 0
    said = capfd.readouterr()
    everywhere = {path.name: contents(path) for path in (setup, results, *reports)}
    everywhere |= {"standard output": said.out, "standard error": said.err, "log": caplog.text}
    assert "卫生满意度" in everywhere["setup.json"]
    assert "满意度" in everywhere["report.xlsx"]
    leaks = [(place, secret) for place, text in everywhere.items() for secret in SECRETS if secret in text]
    assert leaks == []
