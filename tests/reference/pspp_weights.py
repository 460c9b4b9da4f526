"""Writes pspp_weights.json: what GNU PSPP says about data/apistrat.csv with WEIGHT BY.

Run from this directory: python pspp_weights.py. PSPP prints twelve decimals (SET FORMAT) of weighted counts and
means, but one of percentages, which are therefore not kept.
"""

import csv
import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent

syntax = (HERE / "survey_weights.sps").read_text("utf-8").replace("@file@", str(HERE / "data" / "apistrat.csv"))
with tempfile.TemporaryDirectory() as folder:
    script, output = Path(folder) / "run.sps", Path(folder) / "run.csv"
    script.write_text(syntax, "utf-8")
    subprocess.run(["pspp", "-o", str(output), str(script)], check=True)
    rows = [row for row in csv.reader(output.read_text("utf-8").splitlines()) if row]

frequencies = {row[1]: float(row[2]) for row in rows if row[1:2] and row[1] in ("E", "H", "M", "No", "Yes")}
means = {row[0]: float(row[2]) for row in rows if row[0] in ("api99", "api00") and len(row) == 3}
groups = {row[0]: float(row[1]) for row in rows if len(row) == 2 and row[0] in ("E", "H", "M")}
version = subprocess.run(["pspp", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
made_by = {"program": version, "command": "python pspp_weights.py"}
result = {"made_by": made_by, "frequencies": frequencies, "means": means, "groups": groups}
(HERE / "pspp_weights.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
