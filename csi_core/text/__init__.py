"""The catalogues: every word a user can see, in Chinese and in English.

`text/<language>/<subject>.toml` holds phrases; the key is the file's stem and the path of tables inside,
joined by dots: `[headline] good = "…"` in validity.toml is `validity.headline.good`. Both languages hold the
same keys and the same placeholders (a test compares them).

Phrases are `str.format` phrases with four more format specifications:

- `{p:p}`: a p-value with its sign, `< .001` or `= .032`;
- `{n:answer|answers}`: the number (thousands separated) and the right form of the noun;
- `{items:list}`: a sequence joined as the language does;
- `{grade:word}`: an enum's own word, the phrase `<enum class in lower case>.<value>`.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

from csi_core.errors import DataProblem

LANGUAGES = ("zh", "en")


class Text:
    """The words of one language: `Text("zh")("reliability.headline", alpha=0.891, n=154)`."""

    __slots__ = ("language",)

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no catalogue for language {language!r}")
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The phrase `key` with its placeholders filled; KeyError if there is none."""
        return _Formatter(self).vformat(catalogue(self.language)[key], (), values)

    def word(self, member: Enum) -> str:
        """The word for an enum's member: `Grade.GOOD` is the phrase `grade.good`."""
        return self(f"{type(member).__name__.lower()}.{member.value}")

    def has(self, key: str) -> bool:
        return key in catalogue(self.language)

    def problem(self, problem: DataProblem) -> str:
        """The one sentence a DataProblem stands for."""
        return self(f"problem.{problem.code}", **problem.values)

    def join(self, parts: Iterable[object]) -> str:
        """A list as the language writes it: 甲、乙、丙 or a, b, c."""
        return self("text.list_separator").join(str(part) for part in parts)


class _Formatter(string.Formatter):
    def __init__(self, text: Text) -> None:
        self._text = text

    def format_field(self, value: Any, format_spec: str) -> str:
        match format_spec:
            case "p":
                return p_value(value)
            case "list":
                return self._text.join(value)
            case "word":
                return self._text.word(value)
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return f"{value:,} {one if value == 1 else many}"
        return str(super().format_field(value, format_spec))


def p_value(p: float) -> str:
    """A p-value with its sign, never `0.000`.

    >>> p_value(0.00004), p_value(0.0321), p_value(1.0)
    ('< .001', '= .032', '= 1.000')
    """
    if p < 0.001:
        return "< .001"
    shown = f"{p:.3f}"
    return "= " + (shown[1:] if shown.startswith("0") else shown)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All phrases of a language, by their dotted keys."""
    phrases: dict[str, str] = {}
    for file in files(__package__).joinpath(language).iterdir():
        if file.name.endswith(".toml"):
            _flatten(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")), phrases)
    return phrases


def _flatten(prefix: str, table: Mapping[str, Any], phrases: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(f"{prefix}.{key}", value, phrases)
        else:
            phrases[f"{prefix}.{key}"] = value
