"""The methods behind the numbers: one page of explanation each, on screen and in the report's appendix.

A method's words are the phrases `method.<key>.*`; `source` holds one citation a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import Text

#: Section → keys of the methods it rests on, in the order a reader meets them.
METHODS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cleaning": ("careless_answers",),
        "sample": ("margin_of_error", "survey_weights"),
        "validity": ("kmo_bartlett", "number_of_factors", "factor_extraction", "rotation", "polychoric"),
        "confirmatory": ("confirmatory", "ave_cr", "htmt"),
        "reliability": ("alpha", "omega", "split_half", "item_total", "missing"),
        "items": ("descriptives", "critical_ratio"),
        "groups": (
            "compare_means",
            "effect_size",
            "post_hoc",
            "multiple_testing",
            "crosstab",
            "correlation",
        ),
        "scores": ("scores", "item_weights", "ranking_sensitivity", "intervals"),
        "waves": ("waves",),
        "loyalty": ("nps",),
        "kano": ("kano_categories", "kano_coefficients", "kano_fong", "kano_continuous", "kano_segments"),
    }
)


#: Methods that only some surveys use.
_ONLY_WITH: Mapping[str, Callable[[Results, Setup], bool]] = MappingProxyType(
    {
        "polychoric": lambda results, setup: setup.validity.correlation == "polychoric",
        "survey_weights": lambda results, setup: results.size.effective != results.size.n,
        "kano_segments": lambda results, setup: bool(setup.groups),
    }
)


@dataclass(frozen=True, slots=True)
class Method:
    """One method in words: what it answers, how it is computed, how to read it, when not to trust it.

    elsewhere: the same output's name in SPSS and R; sources: citations.
    """

    key: str
    title: str
    question: str
    how: str
    read: str
    limits: str
    elsewhere: str
    sources: tuple[str, ...]


def method(key: str, text: Text) -> Method:
    said = {part: text(f"method.{key}.{part}") for part in ("title", "question", "how", "read", "limits", "elsewhere")}
    return Method(key, **said, sources=tuple(text(f"method.{key}.source").splitlines()))


def methods(sections: Iterable[str], text: Text) -> dict[str, tuple[Method, ...]]:
    """The methods of these sections; a section without any is left out."""
    return {section: tuple(method(key, text) for key in METHODS[section]) for section in sections if METHODS[section]}


def used(sections: Iterable[str], results: Results, setup: Setup, text: Text) -> dict[str, tuple[Method, ...]]:
    """The methods of these sections that this survey's numbers rest on."""
    found = {
        section: tuple(each for each in of if each.key not in _ONLY_WITH or _ONLY_WITH[each.key](results, setup))
        for section, of in methods(sections, text).items()
    }
    return {section: of for section, of in found.items() if of}


def references(of: Iterable[Method], most: int | None = None) -> tuple[str, ...]:
    """Every source once, in the order of the first method that cites it; `most`: the leading ones of each method."""
    return tuple(dict.fromkeys(source for each in of for source in each.sources[:most]))
