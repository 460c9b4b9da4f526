"""Writes pspp.json: what GNU PSPP says about each data set of sets.json, listwise.

Run from this directory: python pspp.py. PSPP prints twelve decimals (SET FORMAT), which is all the precision kept.
"""

import csv
import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FIELD = "F20.12"


def run(name: str, about: dict) -> list[list[list[str]]]:
    """PSPP's tables for one data set, each a list of rows, the title first."""
    scales = {"overall": about["items"], **about["scales"]}
    syntax = (HERE / "factors_reliability.sps").read_text("utf-8")
    syntax = syntax.replace("@file@", str(HERE / "data" / f"{name}.csv"))
    syntax = syntax.replace("@variables@", " ".join(f"{item} {FIELD}" for item in about["items"]))
    syntax = syntax.replace("@factors@", str(about["factors"]))
    for items in scales.values():
        syntax += f"RELIABILITY /VARIABLES={' '.join(items)} /SUMMARY=TOTAL.\n"
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "run.sps"
        script.write_text(syntax, "utf-8")
        output = Path(folder) / "run.csv"
        subprocess.run(["pspp", "-o", str(output), str(script)], check=True)
        rows = list(csv.reader(output.read_text("utf-8").splitlines()))
    tables: list[list[list[str]]] = []
    for row in rows:
        if row and row[0].startswith("Table: "):
            tables.append([])
        if row and tables:
            tables[-1].append(row)
    return tables


def block(table: list[list[str]], items: list[str]) -> list[list[float]]:
    """The numbers in the rows that begin with an item's name, in the items' order."""
    found = {row[0]: [float(cell) for cell in row[1:] if cell] for row in table if row[0] in items}
    return [found[item] for item in items]


def read(name: str, about: dict) -> dict:
    tables = run(name, about)

    def every(title: str) -> list[list[list[str]]]:
        return [table for table in tables if table[0][0] == f"Table: {title}"]

    items = about["items"]
    (kmo,) = every("KMO and Bartlett's Test")
    (anti_image,) = every("Anti-Image Matrices")
    start = next(i for i, row in enumerate(anti_image) if row[0] == "Anti-image Correlation")
    explained = every("Total Variance Explained")[0]
    components, axes = every("Rotated Component Matrix"), every("Rotated Factor Matrix")
    shared = every("Communalities")
    statistics, totals, cases = (
        every(title) for title in ("Reliability Statistics", "Item-Total Statistics", "Case Processing Summary")
    )
    reliability = {}
    for position, (scale, members) in enumerate({"overall": items, **about["scales"]}.items()):
        rows = block(totals[position], members)
        reliability[scale] = {
            "n": int(float(next(row for row in cases[position] if row[0] == "Valid")[1])),
            "alpha": float(statistics[position][2][0]),
            "item_total": [row[2] for row in rows],
            "alpha_if_deleted": [row[3] for row in rows] if len(members) > 2 else None,
        }
    return {
        "kmo": float(kmo[1][2]),
        "bartlett": {"chi2": float(kmo[2][2]), "df": float(kmo[3][2])},
        "msa": [float(anti_image[start + i][2 + i]) for i in range(len(items))],
        "eigenvalues": [float(row[1]) for row in explained[3:]],
        "principal_varimax": {
            "loadings": block(components[0], items),
            "communalities": [row[-1] for row in block(shared[0], items)],
        },
        "paf_varimax": {
            "loadings": block(axes[0], items),
            "communalities": [row[-1] for row in block(shared[1], items)],
        },
        "reliability": reliability,
    }


version = subprocess.run(["pspp", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
sets = json.loads((HERE / "sets.json").read_text("utf-8"))
result: dict = {"made_by": {"program": version, "command": "python pspp.py"}}
result.update({name: read(name, about) for name, about in sets.items()})
(HERE / "pspp.json").write_text(json.dumps(result) + "\n", "utf-8")
