"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")

#: Where Chinese words recognise what stands in a file, or name the characters of a font.
RECOGNISERS = ("csi_core/read/", "csi_core/propose/", "csi_core/text/", "csi_core/responses.py", "csi_core/fonts/")


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", sources("csi_core"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_imports_neither_streamlit_nor_the_screen(path: Path) -> None:
    assert not [name for name in imported(path) if name.split(".")[0] in {"streamlit", "csi_ui", "pages"}]


def test_no_page_lies_directly_in_pages() -> None:
    assert list((ROOT / "pages").glob("*.py")) == []


@pytest.mark.parametrize("path", sources("csi_core", "csi_ui", "pages"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_chinese_word_stands_outside_the_catalogues(path: Path) -> None:
    if str(path.relative_to(ROOT)).startswith(RECOGNISERS):
        return
    words = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
    ]
    documented = [
        ast.get_docstring(node, clean=False)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
    assert [word for word in words if word not in documented] == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = ("pingouin", "factor_analyzer", "sklearn", "seaborn", "matplotlib", "altair", "streamlit", "fpdf")
    code = f"import csi_core.__main__, csi_core.analysis.run, sys; print([n for n in {heavy!r} if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
