"""Writes the dormitory sample's items as answered (1 = very satisfied) to data/dormitory.csv, and adds it to sets.json.

Run from this directory after data.R: python dormitory.py
"""

import json
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "sample_data"

setup = json.loads((SAMPLE / "dormitory.setup.json").read_text("utf-8"))
items = [column["name"] for column in setup["columns"] if column["role"] == "item"]
table = pd.read_excel(SAMPLE / "dormitory.xlsx", engine="calamine", dtype=object, keep_default_na=False)
answers = table[items].map(lambda cell: "" if cell == "" else str(int(cell)))
(HERE / "data").mkdir(exist_ok=True)
answers.to_csv(HERE / "data" / "dormitory.csv", index=False, lineterminator="\n")

sets = json.loads((HERE / "sets.json").read_text("utf-8"))
sets["dormitory"] = {
    "origin": "sample_data/dormitory.xlsx of this project (synthetic), the 25 items as answered",
    "factors": 8,
    "scales": {"hardware": items[:16], "service": items[16:]},
    "items": items,
}
(HERE / "sets.json").write_text(json.dumps(sets, ensure_ascii=False, indent=1) + "\n", "utf-8")
