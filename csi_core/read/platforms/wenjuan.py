"""问卷网 (wenjuan.com): its readable table and the one with codes, `Q3_A1` for an option of question 3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_core.read.platforms.platform import Platform

if TYPE_CHECKING:
    from csi_core.read.sheet import SheetColumn

_CODE = re.compile(r"Q\d+(?:_[AR]?\d+)*(?:_\w+)?")


def _form(columns: Sequence[SheetColumn]) -> str:
    headers = [column.header.strip() for column in columns if not column.own and column.header.strip()]
    return "positions" if headers and all(map(_CODE.fullmatch, headers)) else "text"


PLATFORM = Platform(
    name="wenjuan",
    own={
        "序号|编号|seq|id": "id",
        "start": "time",
        "finish": "time",
        "答题时长(?:[(（].*[)）])?": "duration",
        "ip(?:地址)?": "private",
        "来源|渠道|设备|浏览器|状态": "ignore",
        "省份?|城市|地区": "private",
        "昵称": "private",
    },
    needed=3,
    ordered=False,
    form=_form,
)
