"""A column's header taken apart: numbering, question, row of a matrix, option in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from csi_core.cells import plain

#: Notes that survey tools add to a question's wording: required, kind of question.
_MARKS = re.compile(
    r"\s*(?:[（(【\[]\s*(?:必填|必答|选填|单选题?|多选题?|单项选择|多项选择|矩阵[^）)】\]]{0,6}题|"
    r"量表题|填空题|打分题|排序题|自动"
    r"|required|optional)\s*[）)】\]]|\*+$)",
    re.IGNORECASE,
)
#: `第6题`, `3、`, `3.1 `, `Q3:`, `A1.`, `Q3_2`; a bare number needs a mark after it (24小时热水 is no question 24).
_NUMBERING = re.compile(
    r"^(?:第\s*(?P<di>\d+)\s*题\s*[、.:,]?"
    r"|(?:题目?)?(?P<number>\d+(?:[.\-]\d+)*)\s*[、.:,)]+(?!\d)"
    r"|(?P<letters>[A-Za-z]{1,3})[-_ ]?(?P<code>\d{1,3})(?:[_\-.]\d{1,3})*(?:\s*[、.:,)]+|\s+|$|"
    r"(?=[\u3400-\u9fff\[(]))"
    r")\s*"
)
_CODE = re.compile(r"^(?P<letters>[A-Za-z]{1,12}?)[-_ ]?(?P<code>\d{1,3})(?:[_\-.](?P<row>\d{1,3}))?$")
_ROW = (
    re.compile(r"^(?P<stem>.*?)\s*(?:—+|－|–|--)\s*(?P<row>\S.*)$"),
    re.compile(r"^(?P<stem>.*?)\s*\[(?P<row>[^\[\]]+)\]\.?$"),
    re.compile(r"^(?P<stem>.*?\S)\s+[-|/]\s+(?P<row>\S.*)$"),
    re.compile(r"^(?P<stem>[^:：]*[^:：\s])\s*[:：]\s*(?P<row>\S.*)$"),
    re.compile(r"^(?P<stem>[^-]*[\u3400-\u9fff?？])-(?P<row>[^-]+)$"),
    re.compile(r"^(?P<stem>[^_]*[\u3400-\u9fff])_(?P<row>[^_]+)$"),
)


@dataclass(frozen=True, slots=True)
class Header:
    """question: the leading number or code, if any; letters: the letters of a code such as A1;
    stem, row: the question of a matrix and this row of it, where at least two columns share the question
        (or the row: satisfaction and importance of the same thing);
    wording: the header without numbering and marks (empty where the header is a bare code).
    """

    question: str | None
    letters: str | None
    wording: str
    stem: str | None = None
    row: str | None = None

    @property
    def label(self) -> str:
        return self.row or self.wording

    @property
    def option(self) -> tuple[str, str] | None:
        """`question(option)` taken apart at the bracket that closes at the end, nested brackets allowed."""
        text = self.wording
        if self.row is not None:
            return self.stem or "", self.row
        if not text.endswith((")", "）")):
            return None
        depth = 0
        for position in range(len(text) - 1, -1, -1):
            depth += (text[position] in ")）") - (text[position] in "(（")
            if depth == 0:
                return text[:position].strip(), text[position + 1 : -1].strip()
        return None


def parse(header: str) -> Header:
    """One header by itself; `stem` and `row` need its neighbours (`parse_all`).

    >>> parse("3、您的性别 [单选题]")
    Header(question='3', letters=None, wording='您的性别', stem=None, row=None)
    >>> parse("A12")
    Header(question='A12', letters='A', wording='', stem=None, row=None)
    """
    text = _MARKS.sub("", " ".join(header.split())).strip()
    code = _CODE.match(text)
    if code:
        return Header(question=text, letters=code["letters"].upper(), wording="")
    # Only the numbering is read in plain width; the wording stays as its author wrote it.
    numbering = _NUMBERING.match(_narrow(text))
    if not numbering:
        return Header(question=None, letters=None, wording=text)
    letters = numbering["letters"]
    found = numbering["di"] or numbering["number"] or f"{letters}{numbering['code']}"
    wording = text[numbering.end() :].strip()
    return Header(question=found, letters=letters.upper() if letters else None, wording=wording)


def _narrow(text: str) -> str:
    """Full-width digits, letters and punctuation in plain width, one character for one."""
    return "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)


def parse_all(headers: Sequence[str]) -> tuple[Header, ...]:
    """All headers of a sheet; a matrix's later rows (`5、卫生` after `5、您的评价—环境`) get the first row's stem."""
    parsed = [parse(header) for header in headers]
    splits = [_split(header.wording) for header in parsed]
    shared = Counter(part for split in filter(None, splits) for part in split)
    repeated = Counter(header.question for header in parsed if header.question)
    found: list[Header] = []
    matrix: tuple[str, str] | None = None
    for header, split in zip(parsed, splits, strict=True):
        again = header.question is not None and repeated[header.question] > 1
        if split and (shared[split[0]] > 1 or shared[split[1]] > 1 or again):
            stem, row = split
            if again and header.question is not None:
                matrix = (header.question, stem)
            found.append(replace(header, stem=stem or header.question, row=row))
        elif again and matrix and matrix[0] == header.question:
            found.append(replace(header, stem=matrix[1] or header.question, row=header.wording))
        else:
            found.append(header)
    return tuple(found)


def _split(wording: str) -> tuple[str, str] | None:
    for pattern in _ROW:
        match = pattern.match(wording)
        if match:
            return match["stem"].strip(" ,，。:："), match["row"].strip()
    return None


def is_chinese(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return any("\u3400" <= sign <= "\u9fff" for sign in plain(text))
