"""Which survey tool exported a table, told by its own columns, and what that tool writes for no answer.

A new tool is one more entry of PLATFORMS. Its name is the phrase `layout.<name>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PLAIN = "plain"
SPSS = "spss"

#: What survey tools write into the cell of a question that their logic did not show, and of any question not answered.
SKIPPED = frozenset({"(跳过)", "（跳过）", "〖跳过〗"})
NO_ANSWER = SKIPPED | {"(空)", "（空）", "〖空〗"}


@dataclass(frozen=True, slots=True)
class Platform:
    """One survey tool.

    own: the columns it adds, as regular expressions of the whole header, in its order; some may be absent.
    needed: how many of them must be found, in order; first: whether the first one found is the table's first column.
    """

    name: str
    own: tuple[str, ...]
    needed: int
    first: bool = True

    def recognises(self, headers: Sequence[str]) -> bool:
        found = [
            (rank, column)
            for column, header in enumerate(headers)
            for rank, pattern in enumerate(self.own)
            if re.fullmatch(pattern, header.strip())
        ]
        ranks = [rank for rank, _ in found]
        return len(set(ranks)) >= self.needed and ranks == sorted(ranks) and (not self.first or found[0][1] == 0)


PLATFORMS = (
    Platform("wenjuanxing", ("序号", "用户ID", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分"), 4),
    Platform(
        "tencent_survey",
        (
            "编号",
            "开始答题时间",
            "结束答题时间",
            "答题时长",
            "地理位置.*",
            "用户类型",
            "用户标识",
            "昵称",
            "自定义字段",
        ),
        4,
    ),
    Platform("tencent_docs", ("提交者（自动）", "提交时间（自动）"), 2, first=False),
    Platform(
        "microsoft_forms",
        ("ID|Id", "Start time|开始时间", "Completion time|完成时间", "Email|电子邮件", "Name|名称|姓名"),
        4,
    ),
    Platform("google_forms", ("Timestamp|时间戳记",), 1),
)


def recognise(headers: Sequence[str]) -> str:
    """Name of the survey tool whose columns these are, else "plain".

    >>> recognise(["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的性别"])
    'wenjuanxing'
    """
    return next((platform.name for platform in PLATFORMS if platform.recognises(headers)), PLAIN)
