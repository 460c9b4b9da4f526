"""Writes reliability_pspp.json: GNU PSPP's split halves (listwise) and descriptive statistics of each item.

Run from this directory after reliability.R: python reliability_pspp.py. PSPP prints twelve decimals, which is all the
precision kept. SPLIT names the length of the first half, since PSPP has no default for an odd number of items, and it
does not know MODEL=GUTTMAN.
"""

import csv
import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FIELD = "F20.12"
SPLIT = {
    "Cronbach's Alpha": "alpha_first",
    "Part 2": "alpha_second",
    "Correlation Between Forms": "r",
    "Equal Length": "spearman_brown",
    "Unequal Length": "spearman_brown_unequal",
    "Guttman Split-Half Coefficient": "guttman",
}


def run(name: str, items: list[str], scales: dict[str, list[str]]) -> list[list[list[str]]]:
    """PSPP's tables for one data set, each a list of rows, the title first."""
    syntax = "SET FORMAT=F20.12.\n"
    variables = " ".join(f"{item} {FIELD}" for item in items)
    file = HERE / "data" / f"{name}.csv"
    syntax += f"GET DATA /TYPE=TXT /FILE='{file}' /DELIMITERS=\",\" /FIRSTCASE=2 /VARIABLES={variables}.\n"
    for members in scales.values():
        cut = (len(members) + 1) // 2
        syntax += f"RELIABILITY /VARIABLES={' '.join(members)} /MODEL=SPLIT({cut}).\n"
    syntax += "DESCRIPTIVES /VARIABLES=ALL /MISSING=VARIABLE /STATISTICS=ALL.\n"
    with tempfile.TemporaryDirectory() as folder:
        script, output = Path(folder) / "run.sps", Path(folder) / "run.csv"
        script.write_text(syntax, "utf-8")
        subprocess.run(["pspp", "-o", str(output), str(script)], check=True)
        rows = list(csv.reader(output.read_text("utf-8").splitlines()))
    tables: list[list[list[str]]] = []
    for row in rows:
        if row and row[0].startswith("Table: "):
            tables.append([])
        if row and tables:
            tables[-1].append(row)
    return tables


def number(cell: str) -> float | None:
    return None if cell.strip() in ("", ".", "NaN") else float(cell)


def split(table: list[list[str]]) -> dict:
    """The rows of "Reliability Statistics", each told by a word in it, its number in the last column."""
    found = {}
    for row in table[1:]:
        for word, field in SPLIT.items():
            if word in row and "N of Items" not in row:
                found[field] = number(row[-1])
    return found


def read(name: str, items: list[str], scales: dict[str, list[str]]) -> dict:
    tables = run(name, items, scales)
    statistics = [table for table in tables if table[0][0] == "Table: Reliability Statistics"]
    (described,) = [table for table in tables if table[0][0] == "Table: Descriptive Statistics"]
    columns = ("n", "mean", "se", "sd", "variance", "kurtosis", "kurtosis_se", "skewness", "skewness_se")
    return {
        "split_half": {scale: split(table) for scale, table in zip(scales, statistics, strict=True)},
        "items": {
            row[0]: dict(zip(columns, map(number, row[1:]), strict=False)) for row in described[2:] if row[0] in items
        },
    }


version = subprocess.run(["pspp", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
sets = json.loads((HERE / "sets.json").read_text("utf-8"))
result: dict = {"made_by": {"program": version, "command": "python reliability_pspp.py"}}
for name in [*sets, "ability"]:
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    parts = (
        sets[name]["scales"]
        if name in sets
        else {part: [i for i in header if i.startswith(part)] for part in ("reason", "letter", "matrix", "rotate")}
    )
    result[name] = read(name, header, {"overall": header, **parts})
(HERE / "reliability_pspp.json").write_text(json.dumps(result, allow_nan=False) + "\n", "utf-8")
