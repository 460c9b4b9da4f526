"""Who belongs to which group: the answers of a profile question in their order, and each row's group."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from time import strptime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csi_core.analysis.once import once
from csi_core.propose.order import known_order, outside
from csi_core.propose.words import BELOW
from csi_core.responses import Responses
from csi_core.setup import Role

_DATES = ("%B %Y", "%b %Y", "%m/%Y", "%m.%Y", "%m/%d/%Y", "%d.%m.%Y")
_QUARTER = re.compile(r"Q([1-4])[ /-]*(\d{4})")
_DIGITS_OR_ONE = re.compile(r"\d+|.", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The groups of one profile question.

    labels: every answer, those nobody gave included.
    codes: position in `labels`, one a row; −1 = missing.
    """

    by: str
    labels: tuple[str, ...]
    codes: NDArray[np.intp]

    def sizes(self) -> NDArray[np.intp]:
        """Rows of each group."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels))

    def indicators(self) -> NDArray[np.float64]:
        """Matrix groups × rows: 1 where the row belongs to the group."""
        belongs: NDArray[np.bool_] = np.equal.outer(np.arange(len(self.labels)), self.codes)
        return belongs.astype(np.float64)


@once
def grouping(responses: Responses, by: str) -> Grouping:
    """The groups of profile question `by`; KeyError if there is no such column among the profiles.

    Order: the setup's `answers` first, as they stand there; answers the setup does not name follow in natural
    order (see `in_natural_order`), the most frequent first where there is none, those of a wave in the order of time
    (see `in_time_order`).
    """
    answers = responses.profiles[by]
    column = responses.setup.column(by)
    order = in_time_order if column.role is Role.WAVE else in_natural_order
    labels = list(dict.fromkeys(str(label) for label in (column.answers or {}).values()))
    labels += order(label for label in _most_frequent_first(answers) if label not in labels)
    codes = pd.Categorical(answers, categories=labels).codes.astype(np.intp)
    return Grouping(by, tuple(labels), codes)


def in_natural_order(labels: Iterable[str]) -> list[str]:
    """What the words say, the least first; else numbers ascending, before texts, and the alphabet.

    Numerals inside a text count as numbers, Chinese ones too. Chinese words without any have no alphabet: they stay
    as they come, "other" last.

    >>> in_natural_order(["10", "9", "over 65", "18-25", "3"])
    ['3', '9', '10', '18-25', 'over 65']
    >>> in_natural_order(["大四", "大三", "大一", "大二"])
    ['大一', '大二', '大三', '大四']
    >>> in_natural_order(["18-25岁", "26岁以上", "18岁以下"])
    ['18岁以下', '18-25岁', '26岁以上']
    >>> in_natural_order(["每周一次", "更少", "几乎每天"])
    ['更少', '每周一次', '几乎每天']
    >>> in_natural_order(["走路", "其他", "公交"])
    ['走路', '公交', '其他']
    """
    found = list(labels)
    known = known_order(found)
    if known is not None:
        return known
    if all(label.isascii() for label in found) or any(sign.isnumeric() for label in found for sign in label):
        return sorted(found, key=_natural_key)
    return sorted(found, key=outside)


def _most_frequent_first(answers: pd.Series) -> list[str]:
    """Every label once; equally frequent ones by their characters, so that the order of rows does not matter."""
    counts = answers.value_counts()
    return sorted((str(label) for label in counts.index), key=lambda label: (-counts[label], label))


def in_time_order(labels: Iterable[str]) -> list[str]:
    """By date where all are months, days or quarters written with the year last; else in natural order.

    >>> in_time_order(["Mar 2025", "Nov 2024"]), in_time_order(["Q1 2025", "Q3 2024"]), in_time_order(["2025", "2024"])
    (['Nov 2024', 'Mar 2025'], ['Q3 2024', 'Q1 2025'], ['2024', '2025'])
    """
    found = list(labels)
    for form in _DATES:
        try:
            return sorted(found, key=lambda label: strptime(label, form))
        except ValueError:
            continue
    if any(_QUARTER.search(label) for label in found):
        return sorted(found, key=lambda label: _natural_key(_QUARTER.sub(r"\2 \1", label)))
    return in_natural_order(found)


def _natural_key(label: str) -> tuple[bool, float, tuple[tuple[int, float, str], ...], str]:
    try:
        return (False, float(label), (), label)
    except ValueError:
        bound = re.search(r"\d+", label) if BELOW.search(label) else None
        if bound:
            # "under 18" and 18岁以下 come just before what begins with 18.
            return (True, 0.0, ((0, float(bound.group()) - 0.5, ""),), label)
        parts = tuple(_part(part) for part in _DIGITS_OR_ONE.findall(label))
        return (True, 0.0, parts, label)


def _part(part: str) -> tuple[int, float, str]:
    if len(part) > 1:
        return (0, float(part), "")
    number = unicodedata.numeric(part, None)
    return (1, 0.0, part) if number is None else (0, number, "")
