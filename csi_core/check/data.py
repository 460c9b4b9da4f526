"""The valid answers as a plain data set: one variable a question, under names that SPSS and R both take."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from csi_core.analysis.groups import grouping
from csi_core.responses import Responses
from csi_core.setup import SCALED, KanoAnswer, Role, Side
from csi_core.text import Text

#: SPSS allows 64 bytes; shorter names keep its tables readable.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,15}")

#: Words that SPSS or R keep for themselves.
_RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}) | {
    *("if", "else", "for", "in", "next", "repeat", "while", "function", "break")
}

#: SPSS keeps 256 bytes of a variable's label and 120 of a value's, Chinese characters three each.
_LABEL, _VALUE = 80, 40


@dataclass(frozen=True, slots=True, eq=False)
class CheckData:
    """The answers of the valid rows, all numbers.

    frame: rows × variables; ratings turned so that the good end is high, profile answers 1 … g in the report's order,
        Kano answers 1 like … 5 dislike; NaN = missing. `row` is the data row of the file.
    names: column name → variable; a Kano column's variable stands under its feature and side.
    labels: variable → the question's words; values: variable → code → the answer's words.
    weight: the variable of the survey weights, if there are any.
    """

    frame: pd.DataFrame
    names: Mapping[str, str]
    kano: Mapping[str, tuple[str, str]]
    labels: Mapping[str, str]
    values: Mapping[str, Mapping[int | float, str]]
    weight: str | None


def check_data(responses: Responses, text: Text) -> CheckData:
    setup = responses.setup
    frame: dict[str, np.ndarray] = {"row": responses.ratings.index.to_numpy(dtype=np.float64)}
    names: dict[str, str] = {}
    labels = {"row": text("check.row")}
    values: dict[str, Mapping[int | float, str]] = {}
    kano: dict[str, tuple[str, str]] = {}

    def add(wanted: str, position: int, label: str, numbers: np.ndarray) -> str:
        """Put one variable under its own name if that is allowed and free, else v and its position."""
        taken = {name.lower() for name in frame}
        free = _NAME.fullmatch(wanted) and wanted.lower() not in taken | _RESERVED
        name = wanted if free else f"v{position}"
        while name.lower() in taken:
            name += "_"
        frame[name], labels[name] = numbers, _short(label, _LABEL)
        return name

    for position, column in enumerate(setup.columns, 1):
        if column.role in SCALED:
            numbers = responses.ratings[column.name].to_numpy(dtype=np.float64)
            names[column.name] = add(column.name, position, column.title, numbers)
        elif column.role in (Role.PROFILE, Role.WAVE):
            groups = grouping(responses, column.name)
            codes = np.where(groups.codes >= 0, groups.codes + 1.0, np.nan)
            names[column.name] = add(column.name, position, column.title, codes)
            values[names[column.name]] = {code: _short(label, _VALUE) for code, label in enumerate(groups.labels, 1)}
    answers: dict[int | float, str] = {
        code: text(f"kanoanswer.{answer.value}") for code, answer in enumerate(KanoAnswer, 1)
    }
    for number, (feature, halves) in enumerate(responses.kano.items(), 1):
        pair = []
        for side in Side:
            label = text("check.kano", feature=feature, side=side)
            numbers = halves[side.value].to_numpy(dtype=np.float64) + 1
            pair.append(add(f"kano{number}{side.value[0]}", 0, label, numbers))
            values[pair[-1]] = answers
        kano[feature] = (pair[0], pair[1])
    weight = None
    if responses.weights is not None:
        weight = add("weight", 0, text("check.weight"), responses.weights.to_numpy(dtype=np.float64))
    return CheckData(pd.DataFrame(frame), names, kano, labels, values, weight)


def to_csv(data: CheckData) -> bytes:
    return data.frame.to_csv(index=False, lineterminator="\n").encode("utf-8")


def to_sav(data: CheckData) -> bytes:
    """As an SPSS file with variable and value labels."""
    import pyreadstat

    # pyreadstat writes to a path only.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sav")
        pyreadstat.write_sav(
            data.frame,
            path,
            column_labels=[data.labels[name] for name in data.frame.columns],
            variable_value_labels={name: dict(codes) for name, codes in data.values.items()},
        )
        return path.read_bytes()


def _short(words: str, most: int) -> str:
    one_line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
