"""Credamo 见数: the questions' words, then a row of codes (`Q5_1`), then the answers."""

import re
from collections.abc import Mapping

from csi_core.read.platforms.platform import Head, Platform, Rows

_CODE = re.compile(r"[A-Za-z_]\w*(?:[_\-.]\w+)*")


def _head(rows: Rows, own: Mapping[int, str]) -> Head:
    following = [cell.strip() for cell in rows[1] if cell.strip()] if len(rows) > 1 else []
    codes = sum(bool(_CODE.fullmatch(cell)) for cell in following)
    return Head(list(rows[0]), rows=2 if following and codes >= 0.8 * len(following) else 1)


PLATFORM = Platform(
    name="credamo",
    own={
        "作答 ?ID": "id",
        "用户 ?ID": "private",
        "开始时间|答题时间": "time",
        "结束时间|提交时间": "time",
        r"作答(?:总)?时长 ?(?:[(（].*[)）])?": "duration",
        "作答渠道|发布 ?ID|问卷发布名称|作答状态|投放方式": "ignore",
        "IP": "private",
        "经度|纬度|省份|城市": "private",
        "设备类型|操作系统类型|浏览器类型|屏幕分辨率": "ignore",
    },
    needed=4,
    ordered=False,
    head=_head,
)
