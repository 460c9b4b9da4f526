"""Small surveys for tests of the analyses: Responses made directly, without a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pandas as pd

from csi_core.responses import Responses
from csi_core.setup import ColumnSetup, KanoChoices, Role, Scale, ScoringChoices, Setup

Answers = Sequence[float | None] | np.ndarray


def survey(
    ratings: Mapping[str, Answers] | None = None,
    profiles: Mapping[str, Sequence[str | None]] | None = None,
    *,
    multiple: Mapping[str, Mapping[str, Sequence[bool]]] | None = None,
    kano: Mapping[str, tuple[Answers, Answers]] | None = None,
    weights: Sequence[float] | None = None,
    scale: Scale | None = None,
    columns: Mapping[str, Mapping[str, object]] | None = None,
    population: int | None = None,
    scoring: str = "equal",
    table: str = "standard",
) -> Responses:
    """Valid responses as the analyses get them; `columns` changes the setup of single columns.

    Ratings are of role item on `scale` (1 to 5 if not given), good end high.
    """
    ratings, profiles, kano = dict(ratings or {}), dict(profiles or {}), dict(kano or {})
    lengths = [len(answers) for answers in (*ratings.values(), *profiles.values())]
    lengths += [len(pair[0]) for pair in kano.values()]
    lengths += [len(ticked) for options in (multiple or {}).values() for ticked in options.values()]
    index = pd.RangeIndex(1, max(lengths) + 1, name="row")
    setups = [ColumnSetup(name, Role.ITEM, scale=scale or Scale(1, 5)) for name in ratings]
    setups += [ColumnSetup(name, Role.PROFILE) for name in profiles]
    changes = columns or {}
    setups = [replace(column, **changes.get(column.name, {})) for column in setups]
    ticks = {question: pd.DataFrame(dict(options), index=index) for question, options in (multiple or {}).items()}
    halves = {
        feature: pd.DataFrame({"functional": pair[0], "dysfunctional": pair[1]}, index=index, dtype=np.float64)
        for feature, pair in kano.items()
    }
    return Responses(
        setup=Setup(
            columns=tuple(setups),
            population=population,
            scoring=ScoringChoices(weights=scoring),
            kano=KanoChoices(table=table),
        ),
        ratings=pd.DataFrame(ratings, index=index, dtype=np.float64),
        profiles=pd.DataFrame(profiles, index=index, dtype="str"),
        multiple={question: frame[frame.any(axis=1)] for question, frame in ticks.items()},
        kano=halves,
        seconds=None,
        weights=None if weights is None else pd.Series(weights, index=index, dtype=np.float64),
        opens=pd.DataFrame(index=index),
        problems=(),
    )


def codes(notes: Sequence[object]) -> list[str]:
    """The codes of notes, in order."""
    return [note.code for note in notes]


def values(result: object) -> Iterator[object]:
    """Every value inside a result."""
    if is_dataclass(result):
        for field in fields(result):
            yield from values(getattr(result, field.name))
    elif isinstance(result, dict):
        for value in result.values():
            yield from values(value)
    elif isinstance(result, tuple | list):
        for value in result:
            yield from values(value)
    else:
        yield result
