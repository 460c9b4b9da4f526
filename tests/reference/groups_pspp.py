"""Writes groups_pspp.json: tests of groups, a cross table and weighted correlations of bfi_groups.csv by GNU PSPP.

Run from this directory after groups.R: python groups_pspp.py. PSPP prints residuals to two decimals, correlations and p
to three; everything else to twelve.
"""

import csv
import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def run() -> list[list[list[str]]]:
    """PSPP's tables, each a list of rows, the title first."""
    syntax = (HERE / "groups.sps").read_text("utf-8").replace("@file@", str(HERE / "data" / "bfi_groups.csv"))
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


def named(title: str) -> list[list[list[str]]]:
    return [table for table in TABLES if table[0][0].startswith(f"Table: {title}")]


def numbers(row: list[str]) -> list[float]:
    return [float(cell) for cell in row if cell.lstrip("-").replace(".", "", 1).isdigit()]


TABLES = run()
t_rows = named("Independent Samples Test")[0]
_, education = named("ANOVA")
levenes = [numbers(table[2]) for table in named("Test of Homogeneity of Variances")]
first = ""
tukey = []
for row in named("Multiple Comparisons")[0][3:]:
    first = row[1] or first
    if float(first) < float(row[2]):
        difference, _, _, low, high = numbers(row[3:])
        tukey.append({"groups": [first[0], row[2][0]], "difference": difference, "ci": [low, high]})
mann_whitney, kruskal = named("Test Statistics")
correlations = [row for row in named("Correlations")[0] if "Pearson Correlation" in row]
version = subprocess.run(["pspp", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
result = {
    "made_by": {"program": version, "command": "python groups_pspp.py"},
    "A1_gender": {
        "t": numbers(t_rows[4])[2],
        "df": numbers(t_rows[4])[3],
        "ci": numbers(t_rows[4])[-2:],
        "welch_t": numbers(t_rows[5])[0],
        "welch_df": numbers(t_rows[5])[1],
        "levene": levenes[0],
        "u": numbers(mann_whitney[2])[0],
        "z": numbers(mann_whitney[2])[2],
        "chi2": numbers(named("Chi-Square Tests")[0][2])[:2],
        "cramers_v": numbers(named("Symmetric Measures")[0][3])[0],
        "residuals": [numbers(row)[0] for row in named("A1 × gender")[0] if "Adjusted Residual" in row],
    },
    "A3_education": {
        "f": numbers(education[2])[-2],
        "df": [numbers(education[2])[1], numbers(education[3])[1]],
        "levene": levenes[1],
        "tukey": tukey,
        "h": numbers(kruskal[2])[0],
    },
    "weighted_by_age": [numbers(row) for row in correlations],
}
(HERE / "groups_pspp.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
