"""Whether an item should stay as it is in its scale, and which ones run the wrong way."""

from __future__ import annotations

from enum import StrEnum

from csi_core.results import Item, Reliabilities, Reliability
from csi_core.thresholds import ALPHA_LEVEL, CRITICAL_RATIO, ITEM_TOTAL, ITEM_TOTAL_TEXTBOOK

#: Items from which a dimension of its own can tell which of them is reversed.
_TELLING_ITEMS = 3


class Verdict(StrEnum):
    """What to do with an item (`section.reliability.verdict.*`)."""

    KEEP = "keep"
    WEAK = "weak"
    CONSIDER = "consider"
    REVERSE = "reverse"
    UNKNOWN = "unknown"


def verdict(item: str, scale: Reliability) -> Verdict:
    """Whether an item should stay: its correlation with the others and what alpha would be without it."""
    facts = scale.per_item[item]
    if item in scale.negative:
        return Verdict.REVERSE
    if facts.item_total is None:
        return Verdict.UNKNOWN
    if facts.item_total >= ITEM_TOTAL:
        return Verdict.KEEP
    if facts.alpha_if_deleted is not None and scale.alpha is not None and facts.alpha_if_deleted > scale.alpha:
        return Verdict.CONSIDER
    return Verdict.WEAK


def doubtful(scale: Reliability) -> tuple[str, ...]:
    """The items of a scale that should not stay as they are."""
    return tuple(item for item in scale.per_item if verdict(item, scale) in (Verdict.CONSIDER, Verdict.REVERSE))


def to_leave_out(scale: Reliability) -> tuple[str, ...]:
    """The items of a scale that could go."""
    return tuple(item for item in scale.per_item if verdict(item, scale) is Verdict.CONSIDER)


def failed(name: str, item: Item, scale: Reliability | None) -> tuple[str, ...]:
    """The criteria of discrimination an item misses: critical ratio, item–total r, alpha without it (Wu 2010)."""
    found = []
    if item.critical_ratio is not None and item.extremes is not None:
        p = item.extremes.p
        if item.critical_ratio < CRITICAL_RATIO or p is None or p >= ALPHA_LEVEL:
            found.append("critical_ratio")
    facts = None if scale is None else scale.per_item.get(name)
    if facts is not None and scale is not None:
        if facts.item_total is not None and facts.item_total < ITEM_TOTAL_TEXTBOOK:
            found.append("item_total")
        if facts.alpha_if_deleted is not None and scale.alpha is not None and facts.alpha_if_deleted > scale.alpha:
            found.append("alpha_if_deleted")
    return tuple(found)


def discrimination(name: str, item: Item, scale: Reliability | None) -> Verdict:
    """Whether an item tells high from low respondents, by all criteria together and never against `verdict`."""
    of_scale = verdict(name, scale) if scale is not None and name in scale.per_item else Verdict.UNKNOWN
    if of_scale in (Verdict.REVERSE, Verdict.CONSIDER):
        return of_scale
    missed = failed(name, item, scale)
    if "critical_ratio" in missed and len(missed) > 1:
        return Verdict.CONSIDER
    if missed:
        return Verdict.WEAK
    return Verdict.UNKNOWN if of_scale is Verdict.UNKNOWN and item.critical_ratio is None else Verdict.KEEP


def to_reverse(scales: Reliabilities) -> tuple[str, ...]:
    """Items that run against their own dimension; items without one of three or more, against the whole."""
    telling = [scale for scale in scales.dimensions.values() if scale.items >= _TELLING_ITEMS]
    judged = {item for scale in telling for item in scale.per_item}
    found = [item for scale in telling for item in scale.negative]
    return (*found, *(item for item in scales.overall.negative if item not in judged))


def opposed(scales: Reliabilities) -> tuple[str, ...]:
    """Dimensions most of whose items run against the other questions, though not against each other."""
    negative = set(scales.overall.negative)
    return tuple(
        name
        for name, scale in scales.dimensions.items()
        if scale.items >= _TELLING_ITEMS and 2 * len(negative.intersection(scale.per_item)) > len(scale.per_item)
    )
