"""Which dimension an item was written for, as far as headers say: matrix questions, letters of codes, words before
a running number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from csi_core.propose.evidence import Evidence

_BEFORE = re.compile(
    r"^(?:请(?:问|您)?)?(?:根据.{0,20}[,，])?(?:您|你)?(?:对于?|认为|觉得|如何评价)?(?:以下|"
    r"下列)?(?:关于)?|^(?:how (?:satisfied|happy) (?:are|were) you with|please rate|rate|"
    r"your satisfaction with)\s*(?:the |our |your )?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:的)?(?:各?(?:个)?方面)?(?:的)?(?:总体)?(?:满意度|满意程度|满意情况|满意吗|满意|评价|评分|"
    r"打分|感受|看法)(?:是|为|如何|怎样|怎么样)?[?？:：。]*$"
    r"|(?:的)?(?:如何|怎么样)[?？]?$|[?？:：]+$"
)

#: A dimension and a running number: 硬件1, 硬件2.
_PREFIX = re.compile(r"([\u3400-\u9fff]{2,10}?)[ _-]?\d{1,2}")


def dimensions(items: Sequence[Evidence]) -> dict[str, str]:
    """Dimension of each item by name, where at least two groups of at least two items can be told apart."""
    declared = {item.name: item.column.dimension for item in items if item.column.dimension}
    stems = {item.name: dimension_name(item.header.stem) for item in items if item.header.stem}
    letters = {item.name: item.header.letters for item in items if item.header.letters}
    prefixes = {item.name: match[1] for item in items if (match := _PREFIX.fullmatch(item.header.wording))}
    for groups in (declared, stems, letters, prefixes):
        sizes = Counter(groups.values())
        kept = {name: group for name, group in groups.items() if group and sizes[group] >= 2}
        if len(set(kept.values())) >= 2:
            return kept
    return {}


def dimension_name(stem: str) -> str:
    """A matrix's question as the name of what it measures.

    >>> dimension_name("您对饮品与甜点的满意程度"), dimension_name("硬件设施")
    ('饮品与甜点', '硬件设施')
    """
    name = _AFTER.sub("", _BEFORE.sub("", stem, count=1)).strip(" ，,")
    return name or stem
