"""One section an analysis: results and setup become sentences, figures and tables, the same on screen and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from csi_core.report.model import Section
from csi_core.report.sections import (
    cleaning,
    confirmatory,
    groups,
    items,
    kano,
    loyalty,
    reliability,
    sample,
    scores,
    validity,
    waves,
)
from csi_core.report.sections.parts import missing
from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import Text

__all__ = ["SECTIONS", "missing"]

#: Section key → what makes it, in the order of pages and report.
SECTIONS: Mapping[str, Callable[[Results, Setup, Text], Section | None]] = MappingProxyType(
    {
        "cleaning": cleaning.section,
        "sample": sample.section,
        "validity": validity.section,
        "confirmatory": confirmatory.section,
        "reliability": reliability.section,
        "items": items.section,
        "groups": groups.section,
        "scores": scores.section,
        "waves": waves.section,
        "loyalty": loyalty.section,
        "kano": kano.section,
    }
)
