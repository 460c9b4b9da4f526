"""Writes validity_pspp.json: what GNU PSPP prints beside the rotated loadings, listwise, twelve decimals.

Run from this directory: python validity_pspp.py. `paf_as_spss`: principal axis at its default stop, SPSS's.
"""

import csv
import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SYNTAX = """SET FORMAT=F20.12.
SET SMALL=0.
SET MXLOOPS=100000.
GET DATA /TYPE=TXT /FILE='{file}' /DELIMITERS="," /FIRSTCASE=2 /VARIABLES={variables}.
FACTOR /VARIABLES=ALL /MISSING=LISTWISE /PRINT=INITIAL EXTRACTION ROTATION
  /CRITERIA=FACTORS({factors}) RCONVERGE(1e-15) ITERATE(10000) /EXTRACTION=PC /ROTATION=VARIMAX.
FACTOR /VARIABLES=ALL /MISSING=LISTWISE /PRINT=INITIAL EXTRACTION ROTATION
  /CRITERIA=FACTORS({factors}) ECONVERGE(1e-12) RCONVERGE(1e-15) ITERATE(10000) /EXTRACTION=PAF /ROTATION=VARIMAX.
FACTOR /VARIABLES=ALL /MISSING=LISTWISE /PRINT=EXTRACTION
  /CRITERIA=FACTORS({factors}) /EXTRACTION=PAF /ROTATION=NOROTATE.
"""


def tables(name: str, about: dict) -> list[list[list[str]]]:
    variables = " ".join(f"{item} F20.12" for item in about["items"])
    file = HERE / "data" / f"{name}.csv"
    with tempfile.TemporaryDirectory() as folder:
        script, output = Path(folder) / "run.sps", Path(folder) / "run.csv"
        script.write_text(SYNTAX.format(file=file, variables=variables, factors=about["factors"]), "utf-8")
        subprocess.run(["pspp", "-o", str(output), str(script)], check=True)
        rows = list(csv.reader(output.read_text("utf-8").splitlines()))
    found: list[list[list[str]]] = []
    for row in rows:
        if row and row[0].startswith("Table: "):
            found.append([])
        if row and found:
            found[-1].append(row)
    return found


def block(table: list[list[str]], items: list[str]) -> list[list[float]]:
    """The numbers in the rows that begin with an item's name, in the items' order."""
    found = {row[0]: [float(cell) for cell in row[1:] if cell] for row in table if row[0] in items}
    return [found[item] for item in items]


def read(name: str, about: dict) -> dict:
    items, printed = about["items"], tables(name, about)

    def every(title: str) -> list[list[list[str]]]:
        return [table for table in printed if table[0][0] == f"Table: {title}"]

    shared, explained = every("Communalities"), every("Total Variance Explained")
    axes = every("Factor Matrix")

    def sums(position: int) -> list[list[float]]:
        """The factors' sums of squared loadings as extracted and as rotated; PSPP rounds the percentages."""
        rows = explained[position][3 : 3 + about["factors"]]
        return [[float(cell) for cell in row[1:] if cell and not cell.endswith("%")][-2:] for row in rows]

    return {
        "principal": {
            "communalities_initial": [row[0] for row in block(shared[0], items)],
            "unrotated": block(every("Component Matrix")[0], items),
            "sums": sums(0),
        },
        "paf": {
            "communalities_initial": [row[0] for row in block(shared[1], items)],
            "unrotated": block(axes[0], items),
            "sums": sums(1),
        },
        "paf_as_spss": {"communalities": [row[-1] for row in block(shared[2], items)]},
    }


version = subprocess.run(["pspp", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
sets = json.loads((HERE / "sets.json").read_text("utf-8"))
result: dict = {"made_by": {"program": version, "command": "python validity_pspp.py"}}
result.update({name: read(name, about) for name, about in sets.items()})
(HERE / "validity_pspp.json").write_text(json.dumps(result) + "\n", "utf-8")
