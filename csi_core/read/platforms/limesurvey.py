"""LimeSurvey: headers of code and words, `Q01[SQ001]. Question [Row]`; a blank `submitdate` is an unfinished answer."""

import re
from collections.abc import Mapping

from csi_core.read.platforms.platform import Head, Platform, Rows

_CODED = re.compile(r"(?P<code>[A-Za-z]\w*(?:\[[^\[\]]+\])*)\.\s+(?P<words>\S.*)", re.DOTALL)


def _head(rows: Rows, own: Mapping[int, str]) -> Head:
    labels = []
    for column, header in enumerate(rows[0]):
        match = _CODED.fullmatch(header.strip())
        labels.append(" ".join(match["words"].split()) if match and column not in own else "")
    return Head(list(rows[0]), labels)


def _coded(code: str, words: str) -> str:
    return rf"{code}(?:\. .*)?|{words}"


PLATFORM = Platform(
    name="limesurvey",
    own={
        _coded("id", "Response ID|答复 ID"): "id",
        _coded("submitdate", "Date submitted|提交日期"): "time",
        _coded("lastpage", "Last page|最后一页"): "ignore",
        _coded("startlanguage", "Start language|起始语言"): "ignore",
        _coded("seed", "Seed"): "ignore",
        _coded("token", "Access code"): "private",
        _coded("startdate", "Date started|开始日期"): "time",
        _coded("datestamp", "Date last action|最后操作日期"): "time",
        _coded("ipaddr", "IP address"): "private",
        _coded("refurl", "Referrer URL"): "ignore",
        _coded("interviewtime", "Total time|总时间"): "duration",
        r"\w+Time\d*(?:\. .*)?|(?:Group|Question) time: .*": "ignore",
    },
    needed=3,
    head=_head,
)
