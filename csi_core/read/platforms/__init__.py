"""Which survey tool exported a table, told by its own columns.

A tool is one module of this package with a `PLATFORM`; adding one touches nothing else but the phrase
`layout.<name>`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence

from csi_core.read.platforms.platform import NO_ANSWER, TOKENS, Head, Missing, Platform, Rows

__all__ = [
    "NO_ANSWER",
    "PLAIN",
    "PLATFORMS",
    "SPSS",
    "Head",
    "Missing",
    "Platform",
    "Rows",
    "missing_tokens",
    "names",
    "recognise",
]

PLAIN = "plain"
SPSS = "spss"

#: Rows, from the first filled one, among which a tool's own headers are sought: people put titles above them.
_SOUGHT = 8


def _all() -> dict[str, Platform]:
    modules = (importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__))
    found = [module.PLATFORM for module in modules if hasattr(module, "PLATFORM")]
    return {platform.name: platform for platform in found}


PLATFORMS = _all()


def recognise(rows: Rows) -> tuple[Platform, int] | None:
    """The tool whose own columns one of the first rows holds, and that row's index; the surest where several fit.

    >>> found = recognise([["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的性别"]])
    >>> found and (found[0].name, found[1])
    ('wenjuanxing', 0)
    """
    for index, row in enumerate(rows[:_SOUGHT]):
        fitting = [platform for platform in PLATFORMS.values() if platform.recognises(row)]
        if fitting:
            return max(fitting, key=lambda platform: (len(platform.own_columns(row)), platform.name)), index
    return None


def missing_tokens(layout: str) -> dict[str, Missing]:
    """What stands in a cell that was not answered, for tables of this layout, and why it was not."""
    platform = PLATFORMS.get(layout)
    return {**TOKENS, **(platform.missing if platform else {})}


def names() -> Sequence[str]:
    """Every layout a table can be said to have."""
    return (PLAIN, *sorted(PLATFORMS))
