"""Several files of one survey as one table: waves, a file a group member, the same answers as texts and as codes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from csi_core.errors import DataProblem
from csi_core.read.sheet import Found, column_names
from csi_core.read.table import Column, Table

#: Share of the smaller table's questions that must be found in the first one.
_LEAST_SHARED = 0.5
#: Share of the rows in which a position must stand for one and the same text.
_AGREEING = 0.99
#: The kind of a question in a list of questions, and how many columns such a list has at most.
_KIND = re.compile(r"(?:单选|多选|填空|排序|矩阵|量表|打分|评分).{0,6}题?")
_LIST_COLUMNS = 5
_NUMBERING = re.compile(r"^(?:第\s*\d+\s*题\s*[、.:：]?|[Qq]?\d+\s*[、.．:：,，)）]\s*)")
_PERIOD = re.compile(
    r"(?:19|20)\d{2}|\d{1,2}月|[一二三四五六七八九十]{1,2}月|第?[一二三四五六七八九十\d]+[期轮波次季]|[Qq][1-4]|"
    r"[Ww]ave ?\d+|前测|后测|pre|post"
)
#: A name that tells a place or a group to compare.
_PLACE = re.compile(
    r"店|校区|楼|栋|班|部|院|系|区|组别|store|shop|caf[eé]|branch|campus|building|class|department|site", re.IGNORECASE
)


def together(names: Sequence[str], tables: Sequence[Table]) -> Table:
    """One table of several. Raises DataProblem read.archive where they are no files of one survey.

    Two exports of the same answers, as texts and as positions, give the positions with the texts as their labels;
    a list of the questions' codes that a survey tool lays beside them is left out.
    Else rows stand one below the other, questions matched by header, then by words without numbering; the last
    column names each row's file or sheet: a wave where the names tell periods, a group where they tell places.
    """
    answers = [at for at, table in enumerate(tables) if not _is_code_list(table)]
    if 0 < len(answers) < len(tables):
        names, tables = [names[at] for at in answers], [tables[at] for at in answers]
    if len(tables) == 1:
        return tables[0]
    if len(tables) == 2:
        for codes, texts in (tables, reversed(tables)):
            if codes.form in ("positions", "scores") and texts.form == "text" and _same_answers(codes, texts):
                return _labelled(codes, texts)
    return _stacked(names, tables)


# -- texts and positions of the same answers ----------------------------------------------------------------


def _same_answers(codes: Table, texts: Table) -> bool:
    one, other = (next((c.cells for c in table.columns if c.own == "id"), None) for table in (codes, texts))
    return one is not None and other is not None and one.tolist() == other.tolist()


def _is_code_list(table: Table) -> bool:
    """Whether a table lists questions (`Q1, 您的性别, 单选题`) rather than answers."""
    return len(table.columns) <= _LIST_COLUMNS and any(_KIND.fullmatch(column.header) for column in table.columns)


def _labelled(codes: Table, texts: Table) -> Table:
    """The table of codes, each question's codes named by the texts that stand in their place.

    Where headers are mere codes, questions are matched by their order, and the other table's headers are their words.
    """
    worded = {_key(column): column for column in texts.columns}
    asked = [[column for column in table.columns if not column.own] for table in (codes, texts)]
    if len(asked[0]) == len(asked[1]) and not any(_key(column) in worded for column in asked[0]):
        pairs = dict(zip([column.name for column in asked[0]], asked[1], strict=True))
        codes = replace(
            codes,
            columns=tuple(
                column if column.own else replace(column, label=pairs[column.name].header.strip())
                for column in codes.columns
            ),
        )
    columns, labelled = [], 0
    for column in codes.columns:
        other = worded.get(_key(column))
        labels = {} if column.own or other is None else _labels(column, other)
        labelled += bool(labels)
        columns.append(replace(column, value_labels=labels or column.value_labels))
    return replace(
        codes,
        columns=tuple(columns),
        digest=_digest((codes, texts)),
        form="labelled",
        found=(*(f for f in codes.found if not f.code.startswith("form_")), Found("codebook", {"columns": labelled})),
    )


def _labels(codes: Column, texts: Column) -> dict[str, str]:
    """What each code stands for, if each stands for one text and the texts are few."""
    if not pd.api.types.is_float_dtype(codes.cells.dtype) or pd.api.types.is_float_dtype(texts.cells.dtype):
        return {}
    bare = texts.cells.str.replace(r"〖.*〗", "", regex=True).str.strip()
    pairs = Counter(
        (int(code), text)
        for code, text in zip(codes.cells, bare, strict=True)
        if code == code and code >= 0 and isinstance(text, str)
    )
    best: dict[int, tuple[str, int]] = {}
    for (code, text), count in pairs.items():
        if count > best.get(code, ("", 0))[1]:
            best[code] = (text, count)
    agreeing = sum(count for _, count in best.values())
    if len({text for text, _ in best.values()}) < len(best) or agreeing < _AGREEING * pairs.total():
        return {}
    return {str(code): best[code][0] for code in sorted(best)}


# -- one below the other -----------------------------------------------------------------------------------


def _stacked(names: Sequence[str], tables: Sequence[Table]) -> Table:
    first = tables[0]
    columns = list(first.columns)
    matches = [dict(enumerate(range(len(columns))))]
    shared = []
    for table in tables[1:]:
        match = _matched(table, columns)
        questions = [at for at, column in enumerate(table.columns) if not column.own]
        found = sum(match[at] is not None for at in questions)
        if found < _LEAST_SHARED * min(len(questions), len(first.columns)):
            raise DataProblem("read.archive", n=len(names), files=tuple(name[:40] for name in names[:5]))
        shared.append(found)
        taken: dict[int, int] = {}
        for at, column in enumerate(table.columns):
            target = match[at]
            if target is None:
                columns.append(column)
                target = len(columns) - 1
            taken[target] = at
        matches.append(taken)
    made = []
    for at, column in enumerate(columns):
        parts = zip(tables, matches, strict=True)
        cells = [table.columns[taken[at]].cells if at in taken else table.n_rows for table, taken in parts]
        made.append(replace(column, cells=_cells(cells)))
    source = pd.Series(np.repeat(np.array(names, dtype=object), [table.n_rows for table in tables]), dtype="str")
    periods = [_PERIOD.findall(name) for name in names]
    told = all(periods) and len({tuple(period) for period in periods}) == len(names)
    chinese = any("\u3400" <= sign <= "\u9fff" for column in columns for sign in column.header)
    sheets = len(set(names) & set(first.sheets)) == len(names)
    header = ("工作表" if chinese else "Sheet") if sheets else ("文件" if chinese else "File")
    own = "wave" if told else "" if all(map(_PLACE.search, names)) else "ignore"
    made.append(Column(header, header, 0, source, own=own))
    made = [replace(column, position=at) for at, column in enumerate(made, start=1)]
    unique = column_names([column.header for column in made], [column.position for column in made])
    return replace(
        first,
        columns=tuple(replace(column, name=name) for column, name in zip(made, unique, strict=True)),
        n_rows=sum(table.n_rows for table in tables),
        sheet=None,
        rows=tuple(row for table in tables for row in table.rows),
        digest=_digest(tables),
        remarks=tuple(dict.fromkeys(remark for table in tables for remark in table.remarks)),
        found=(*first.found, *_report(names, tables, columns, shared)),
    )


def _report(
    names: Sequence[str], tables: Sequence[Table], columns: Sequence[Column], shared: Sequence[int]
) -> list[Found]:
    rows = [f"{name} ({table.n_rows})" for name, table in zip(names, tables, strict=True)]
    found = [Found("stacked", {"files": rows, "shared": min(shared)})]
    extra = [column.header.strip() for column in columns[len(tables[0].columns) :] if not column.own]
    if extra:
        found.append(Found("not_shared", {"columns": extra[:8], "n": len(extra)}))
    return found


def _matched(table: Table, columns: Sequence[Column]) -> dict[int, int | None]:
    """Index among `columns` of each column of the table, by header and by words; each is taken once."""
    match: dict[int, int | None] = dict.fromkeys(range(len(table.columns)))
    free = set(range(len(columns)))
    for key in (lambda column: column.name, _key):
        known: dict[str, int] = {}
        for at in sorted(free, reverse=True):
            known[key(columns[at])] = at
        for at, column in enumerate(table.columns):
            target = known.get(key(column))
            if match[at] is None and target in free:
                match[at] = target
                free.discard(target)
    return match


def _key(column: Column) -> str:
    """A question's words without numbering and blanks, or its header where it has no words."""
    words = "".join((column.label or column.header).split())
    return _NUMBERING.sub("", words) or words


def _cells(parts: Sequence[pd.Series | int]) -> pd.Series:
    """One column of several; a number stands for so many empty cells."""
    given = [part for part in parts if isinstance(part, pd.Series) and part.notna().any()]
    numeric = all(pd.api.types.is_float_dtype(part.dtype) for part in given)
    made: list[Any] = []
    for part in parts:
        if isinstance(part, int):
            made.append(pd.Series([np.nan] * part, dtype="float64" if numeric else "str"))
        elif numeric or not pd.api.types.is_float_dtype(part.dtype):
            made.append(part.astype("float64" if numeric else "str"))
        else:
            texts = part.map(lambda value: f"{value:.15g}", na_action="ignore")
            made.append(texts.astype("str"))
    joined: pd.Series = pd.concat(made, ignore_index=True)
    return joined


def _digest(tables: Sequence[Table]) -> str:
    return hashlib.sha256("\0".join(table.digest for table in tables).encode()).hexdigest()
