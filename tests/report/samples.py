"""The samples' results and reports, each computed once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from csi_core.analysis.run import analyse
from csi_core.propose import complete
from csi_core.read import read
from csi_core.report.build import ReportChoices, build
from csi_core.report.model import Report
from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.setup_file import from_json
from csi_core.text import Text

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
FILES = ("dormitory.xlsx", "cafe.xlsx", "hotel.csv")


@cache
def computed(file: str) -> tuple[Setup, Results]:
    path = SAMPLES / file
    table = read(path.read_bytes(), file)
    setup = complete(from_json((SAMPLES / f"{path.stem}.setup.json").read_bytes()), table)
    return setup, analyse(table, setup)


@cache
def report(file: str, language: str) -> Report:
    setup, results = computed(file)
    choices = ReportChoices(authors="Group 3", date="2026-11-23", comments={"validity": "Our own remark."})
    return build(results, setup, choices, Text(language))
