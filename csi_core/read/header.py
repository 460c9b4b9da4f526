"""Where a table's header is, and what it says where it takes two rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from csi_core.read.cells import Cell, number, text, tidy

#: A row below the header that tells each question's kind.
_KIND = re.compile(
    r"(?:单选|多选|填空|量表|矩阵|打分|评分|排序|简答|开放|数字|文本|必填|选填)\S{0,6}|"
    r"single(?: choice)?|multiple(?: choice)?|text|scale|likert|open[- ]ended|numeric|ranking|matrix",
    re.IGNORECASE,
)
#: A row below the header that gives each question's scale, the same for all.
_RANGE = re.compile(r"[(（\[]?\s*[01]\s*[-–~～至到]\s*(?:3|4|5|6|7|9|10|100)\s*分?\s*[)）\]]?")
#: A merged cell over more of the table than this is its title.
_TITLE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged range: 0-based first and last row and column, both within."""

    top: int
    left: int
    bottom: int
    right: int

    def moved(self, rows: int, columns: int) -> Merge:
        return Merge(self.top + rows, self.left + columns, self.bottom + rows, self.right + columns)


@dataclass(frozen=True, slots=True)
class Header:
    """headers and labels: one a column; above: rows before the header; below: index of the first row of answers;
    kinds: 1 if the last row before the answers tells kinds of questions; joined: whether rows were made one.
    """

    headers: list[str]
    labels: list[str] = field(default_factory=list)
    above: int = 0
    below: int = 1
    kinds: int = 0
    joined: bool = False


def header_row(head: Sequence[Sequence[Cell]]) -> int:
    """Index of the header: the first row with more than half as many filled cells as the widest row.

    A title or a note above it has one or two cells. A row that lacks its first cell only is a header too.
    """
    positions = [filled(row) for row in head]
    widest = max(map(len, positions))
    leftmost = min(found[0] for found in positions if found)
    for index, found in enumerate(positions):
        if not found:
            continue
        if len(found) > widest / 2 or (len(found) == widest - 1 and found[0] > leftmost):
            return index
    raise AssertionError("the widest row has enough")


def header_of(rows: Sequence[Sequence[str]], at: int, merges: Sequence[Merge] = ()) -> Header:
    """The header in row `at`, joined with a row of groups above it or of their parts below it, if there is one.

    >>> header_of([["性别", "硬件", "", "服务"], ["", "床", "桌", "态度"], ["男", "5", "4", "3"]], 0).headers
    ['性别', '硬件—床', '硬件—桌', '服务—态度']
    """
    grid = _grid(rows)
    spans = _spans(merges, len(filled(grid[at])))
    if at + 1 < len(grid) and _has_parts(grid, at, spans):
        return _joined(grid, at, spans, above=at)
    if at and len(filled(grid[at - 1])) > 1 and _has_groups(grid, at - 1, spans):
        return _joined(grid, at - 1, spans, above=at - 1)
    headers = list(grid[at])
    above = grid[at - 1] if at and len(filled(grid[at - 1])) > 1 else [""] * len(grid[at])
    under = {column for row in grid[at + 1 :] for column in filled(row)}
    for column, words in enumerate(above):
        if not headers[column].strip() and words.strip() and column in under:
            headers[column] = words
    return _with_kinds(grid, headers, at, at + 1)


def header_given(rows: Sequence[Sequence[str]], at: int, count: int, merges: Sequence[Merge] = ()) -> Header:
    """The header in `count` rows from row `at` on, where the user says it is.

    >>> header_given([["硬件", ""], ["卧室", "浴室"], ["床", "灯"], ["5", "4"]], 0, 3).headers
    ['硬件—卧室—床', '硬件—浴室—灯']
    """
    grid = _grid(rows)
    last = at + count - 1
    spans = _spans(merges, len(filled(grid[last])))
    headers = list(grid[last])
    for row in range(last - 1, at - 1, -1):
        headers = _under(grid[row], headers, {column: left for (top, column), left in spans.items() if top == row})
    return Header(headers, [], at, at + count, joined=count > 1)


def header_text(cell: Cell) -> str:
    """A header as it stands, without control characters."""
    return tidy(cell) if isinstance(cell, str) else text(cell)


def filled(row: Sequence[Cell]) -> list[int]:
    return [position for position, cell in enumerate(row) if cell not in ("", None) and text(cell)]


def _has_parts(grid: Sequence[Sequence[str]], at: int, spans: dict[tuple[int, int], int]) -> bool:
    """Whether the row below the header names the parts of groups: words exactly where the header has none or is
    merged, nothing under the other headers, and answers under these.
    """
    upper, lower = set(filled(grid[at])), filled(grid[at + 1])
    if not lower or any(number(grid[at + 1][column]) is not None for column in lower):
        return False
    gaps = [column for column in lower if column not in upper]
    whole = upper - set(lower)
    merged = any((at, column) in spans for column in lower)
    if merged:
        return all((at, column) in spans for column in lower)
    below = [set(filled(row)) for row in grid[at + 2 : at + 12] if filled(row)]
    answered = all(sum(column in row for row in below) > len(below) / 2 for column in (*whole, *gaps))
    return bool(gaps) and bool(whole) and bool(below) and answered


def _has_groups(grid: Sequence[Sequence[str]], at: int, spans: dict[tuple[int, int], int]) -> bool:
    """Whether the row above the header names groups of neighbouring columns."""
    upper, lower = filled(grid[at]), set(filled(grid[at + 1]))
    if any((at, column) in spans for column in upper):
        return True
    if any(grid[at][column].strip().endswith((":", "：")) for column in upper):
        return False
    last = max(lower)
    ends = [*upper[1:], last + 1]
    groups = 0
    for start, end in zip(upper, ends, strict=True):
        width = sum(column in lower for column in range(start, end))
        if start in lower and width < 2:
            return False
        groups += width >= 2
    names = [grid[at + 1][column].strip() for column in sorted(lower)]
    return groups >= 2 and len(set(names)) < len(names)


def _grid(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    wide = max(map(len, rows))
    return [[*row, *[""] * (wide - len(row))] for row in rows]


def _spans(merges: Sequence[Merge], wide: int) -> dict[tuple[int, int], int]:
    """Row and column of each cell merged with others of its row, and where the merged cell begins; titles left out."""
    return {
        (merge.top, column): merge.left
        for merge in merges
        if merge.right > merge.left and merge.right - merge.left + 1 < _TITLE_SHARE * wide
        for column in range(merge.left, merge.right + 1)
    }


def _joined(grid: Sequence[Sequence[str]], at: int, spans: dict[tuple[int, int], int], above: int) -> Header:
    """Groups of row `at` and the names of row `at + 1` as one header: `group—name`."""
    merged = {column: left for (row, column), left in spans.items() if row == at}
    return replace(_with_kinds(grid, _under(grid[at], grid[at + 1], merged), above, at + 2), joined=True)


def _under(upper: Sequence[str], lower: Sequence[str], merged: Mapping[int, int]) -> list[str]:
    """Names each with the group above it; merged: where the merged cell above a column begins."""
    headers: list[str] = []
    group = ""
    for column, name in enumerate(lower):
        if merged:
            group = upper[merged[column]] if column in merged else ""
        elif upper[column].strip():
            group = upper[column] if name.strip() else ""
        if not name.strip():
            headers.append(upper[column])
        elif group.strip():
            headers.append(f"{group.strip()}—{name.strip()}")
        else:
            headers.append(name if not upper[column].strip() else f"{upper[column].strip()}—{name.strip()}")
    return headers


def _with_kinds(grid: Sequence[Sequence[str]], headers: list[str], above: int, below: int) -> Header:
    following = [cell.strip() for cell in grid[below] if cell.strip()] if below < len(grid) else []
    kinds = bool(following) and all(_KIND.fullmatch(cell) for cell in following)
    kinds |= len(following) > 1 and len(set(following)) == 1 and bool(_RANGE.fullmatch(following[0]))
    return Header(headers, [], above, below + kinds, int(kinds))
