"""A sheet beside the answers that says what their columns mean: words, codes, dimensions, reversed questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from csi_core.read.cells import Cell, text
from csi_core.read.sheet import Found, Sheet, SheetColumn

#: Rows among which a code book's own header is sought, and the least share of its names that are columns.
_SOUGHT = 6
_LEAST_SHARE = 0.3
#: Share of the answers' headers in one row from which a sheet holds answers too.
_ALIKE = 0.5
_NUMBERED = re.compile(r"题|变量|question|variable|item", re.IGNORECASE)


class _Part(StrEnum):
    NAME = "name"
    LABEL = "label"
    VALUES = "values"
    CODE = "code"
    MEANING = "meaning"
    DIMENSION = "dimension"
    REVERSED = "reversed"


#: What a code book's columns are called; the first that fits, each part once.
_PARTS: tuple[tuple[_Part, str], ...] = (
    (_Part.REVERSED, r"(?:是否)?(?:反向|正反向|反向题|反向计分)(?:题|计分)?|(?:计分|记分)?方向|计分(?:方式)?|"
     r"reversed?(?: item| scored| coded)?\??|keyed|direction|scoring"),
    (_Part.DIMENSION, r"(?:所属)?(?:维度|因子|构面|分量表|一级指标)|dimension|factor|construct|subscale|scale name"),
    (_Part.CODE, r"编码值|码值|选项编码|选项序号|取值|值|values?|value code"),
    (_Part.MEANING, r"值标签|选项(?:内容|含义)|取值含义|value labels?|value meaning|category"),
    (_Part.VALUES, r"选项|编码(?:说明|规则|含义)?|赋值(?:说明)?|(?:备选)?答案|coding|codes|options?|answers?|scale"),
    (_Part.NAME, r"变量(?:名称?)?|题号|题项|题目编号|编号|列名|字段名?|代码|代号|variables?(?: name)?|items?|name|code|"
     r"column|field|question (?:no\.?|number|id|code)|q"),
    (_Part.LABEL, r"题目(?:内容)?|题干|问题|内容|含义|标签|说明|变量(?:标签|含义|说明)|名称|labels?|meaning|"
     r"description|questions?(?: text)?|wording|text"),
)  # fmt: skip
_PAIR = re.compile(
    r"(?<![\d.])(\d{1,3})\s*(?:[=:：.、\-—–]|为|是|表示|代表)*\s*([^\d\s=:：;；,，、/|()（）\-—–][^\d=:：;；,，、/|()（）\n]*)"
)
_LINE = re.compile(
    r"(?P<name>[A-Za-z]{0,12}[-_ ]?\d{1,3}(?:[._-]\d{1,3})*|[^\s:：]{1,20})\s*[:：.、\s]\s*(?P<rest>.+)", re.DOTALL
)
_LEADING = re.compile(r"(?:第\s*)?([A-Za-z]{0,3}\d{1,3}(?:[._-]\d{1,3})*)(?=$|[\s、.:：,，题)）]|[\u3400-\u9fff])")
_REVERSED = re.compile(r"反.*|负.*|是|√|low|rev.*|neg.*|r|y|yes|-1?|1|true", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    label: str = ""
    values: dict[str, str] = field(default_factory=dict)
    dimension: str = ""
    reversed: bool | None = None


def applied(sheet: Sheet, beside: Mapping[str, Sequence[Sequence[Cell]]]) -> Sheet:
    """The sheet with what the first code book among other sheets (rows of cells by name) says of its columns."""
    places = _places(sheet.columns)
    for name, rows in beside.items():
        shown = [[text(cell) for cell in row] for row in rows]
        headers = {column.header.strip() for column in sheet.columns}
        if any(len(headers & set(row)) >= _ALIKE * len(headers) for row in shown[:_SOUGHT]):
            continue  # answers of the same questions
        entries = _entries(shown, places)
        matched = {places[_key(name)]: entry for name, entry in entries.items() if _key(name) in places}
        if len(matched) >= 2 and len(matched) >= _LEAST_SHARE * len(entries):
            columns = tuple(
                _with(column, matched[at]) if at in matched else column for at, column in enumerate(sheet.columns)
            )
            found = (*sheet.found, Found("book", {"sheet": name, "columns": len(matched)}))
            return replace(sheet, columns=columns, found=found)
    return sheet


def _places(columns: Sequence[SheetColumn]) -> dict[str, int]:
    """Index of each column by its header, and by the number or code its header begins with."""
    found: dict[str, int] = {}
    for at, column in enumerate(columns):
        leading = _LEADING.match(column.header.strip())
        if leading:
            found.setdefault(_key(leading[1]), at)
    return found | {_key(column.header): at for at, column in enumerate(columns) if column.header.strip()}


def _key(name: str) -> str:
    found = re.sub(r"\s+", "", name).lower()
    return re.sub(r"^第?(?:q|题)?(\d+)题?$", r"\1", found)


def _entries(rows: Sequence[Sequence[str]], places: Mapping[str, int]) -> dict[str, _Entry]:
    for at, row in enumerate(rows[:_SOUGHT]):
        parts = _parts(row)
        if _Part.NAME in parts and len(parts) > 1:
            found = _listed(rows[at + 1 :], parts)
            asked = bool(_NUMBERED.search(row[parts[_Part.NAME]]))
            # A serial number is no question's number.
            return {name: entry for name, entry in found.items() if asked or not name.isdecimal()}
    named = [row for row in rows if row and _key(row[0]) in places and not row[0].isdecimal()]
    if len(named) >= 2 and all(len([cell for cell in row if cell]) > 1 for row in named):
        return _listed(rows, {_Part.NAME: 0, _Part.LABEL: 1, _Part.VALUES: 2})
    return dict(_lines(rows))


def _parts(row: Sequence[str]) -> dict[_Part, int]:
    """Which column of the code book is what, by its header."""
    parts: dict[_Part, int] = {}
    for at, cell in enumerate(row):
        for part, pattern in _PARTS:
            if part not in parts and re.fullmatch(pattern, cell, re.IGNORECASE):
                parts[part] = at
                break
    return parts


def _listed(rows: Sequence[Sequence[str]], parts: Mapping[_Part, int]) -> dict[str, _Entry]:
    """One row a column, or one a code of it; a name that is left empty is the one above."""
    found: dict[str, _Entry] = {}
    name = dimension = ""
    for row in rows:
        cells = {part: row[at] if at < len(row) else "" for part, at in parts.items()}
        if not any(cells.values()):
            continue
        name = cells[_Part.NAME] or name
        if not name:
            continue
        entry = found.setdefault(name, _Entry())
        code, meaning = cells.get(_Part.CODE, ""), cells.get(_Part.MEANING, "")
        if code.isdecimal() and not meaning and cells.get(_Part.LABEL) and entry.label:
            meaning = cells[_Part.LABEL]
        else:
            entry.label = entry.label or cells.get(_Part.LABEL, "")
        if code.isdecimal() and meaning:
            entry.values[code] = meaning
        entry.values |= dict(_PAIR.findall(f"{'' if code.isdecimal() else code} {cells.get(_Part.VALUES, '')}"))
        dimension = cells.get(_Part.DIMENSION) or dimension
        entry.dimension = entry.dimension or dimension
        if _Part.REVERSED in parts and entry.reversed is None:
            entry.reversed = bool(_REVERSED.fullmatch(cells[_Part.REVERSED]))
    if not any(entry.reversed for entry in found.values()):
        for entry in found.values():
            entry.reversed = None
    return found


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, _Entry]]:
    """Sentences such as `A1：床铺（1=非常满意 5=非常不满意）`."""
    for row in rows:
        match = _LINE.fullmatch(" ".join(cell for cell in row if cell))
        if match:
            values = dict(_PAIR.findall(match["rest"]))
            if match["name"].isdecimal() and len(values) < 2:
                continue
            label = re.split(r"[(（:：]|\s*\d\s*[=＝]", match["rest"])[0].strip()
            yield match["name"], _Entry(label, values if len(values) > 1 else {})


def _with(column: SheetColumn, entry: _Entry) -> SheetColumn:
    numeric = isinstance(column.coded.values[0], float)
    label = "" if entry.label == column.header.strip() else entry.label
    best = {True: "low", False: "high", None: ""}[entry.reversed]
    values = {code: words.strip() for code, words in entry.values.items()}
    return replace(
        column,
        label=column.label or label,
        value_labels=column.value_labels or (values if numeric and len(values) > 1 else {}),
        dimension=entry.dimension,
        best=best,
    )
