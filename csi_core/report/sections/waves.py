"""Waves: did satisfaction change, in which dimension and in which question."""

from __future__ import annotations

import math
from collections.abc import Mapping

from csi_core.report.model import Card, Cell, Figure, Format, Grid, GridColumn, LineChart, Section, Series
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.results import Results, WaveChange, WavePoint, Waves
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_LEVEL

#: Lines in the chart at most, the index one of them; the table holds every dimension.
MOST_LINES = 6

#: Items told by name in one direction at most.
MOST_NAMED = 5


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """The index, dimensions and items over the waves; None when there is nothing to compare."""
    waves = results.waves
    if waves is None:
        return None
    say = Words("waves", text)
    up, down = moved(waves.items)
    return Section(
        key="waves",
        title=say("title"),
        headline=headline(waves, text),
        cards=_cards(waves, say),
        findings=(
            *_dimension_sentences(waves, say),
            *_item_sentences(up, down, waves, setup, say),
            *_trend(waves, say),
        ),
        warnings=callouts(notes_of(results, "waves"), text),
        figures=_figures(waves, setup, say),
        grids=_grids(waves, setup, say),
        explanation=explanation(
            "waves",
            text,
            (_here(waves, say),),
            (say("do.moved" if up or down or wavered(waves.items) else "do.nothing"),),
        ),
        how=(say("how.test"), say("how.steps"), say("how.adjusted"), say("how.independent"), say("how.spss")),
    )


def ends(change: WaveChange) -> tuple[WavePoint, WavePoint]:
    """The first and the last wave that were tested, else those with a score; there is one at least."""
    if change.whole is not None:
        by_name = {point.wave: point for point in change.points}
        last, first = change.whole.groups
        return by_name[first], by_name[last]
    known = [point for point in change.points if point.score is not None]
    return known[0], known[-1]


def difference(change: WaveChange) -> float:
    """Points from the first wave to the last."""
    first, last = ends(change)
    return (last.score or 0.0) - (first.score or 0.0)


def clear(change: WaveChange) -> bool:
    return change.p_adjusted is not None and change.p_adjusted < ALPHA_LEVEL


def whole_clear(change: WaveChange) -> bool:
    """Whether the last wave differs clearly from the first, not only some wave from another."""
    return clear(change) and change.whole is not None and change.whole.p < ALPHA_LEVEL


def wavered(changes: Mapping[str, WaveChange]) -> list[str]:
    """The names that changed clearly, though not from the first wave to the last."""
    return [name for name, change in changes.items() if clear(change) and not whole_clear(change)]


def moved(changes: Mapping[str, WaveChange]) -> tuple[list[str], list[str]]:
    """The names whose last wave differs clearly from the first, those that rose and those that fell, largest first."""
    found = {name: difference(change) for name, change in changes.items() if whole_clear(change)}
    order = sorted(found, key=lambda name: -abs(found[name]))
    return [name for name in order if found[name] > 0], [name for name in order if found[name] <= 0]


# -- words -------------------------------------------------------------------------------------------------


def _change_values(change: WaveChange) -> dict[str, object]:
    first, last = ends(change)
    return {
        "first": first.wave,
        "first_score": first.score,
        "first_n": first.n,
        "last": last.wave,
        "last_score": last.score,
        "last_n": last.n,
        "change": abs(difference(change)),
        "p": change.p_adjusted,
    }


def _direction(change: WaveChange) -> str:
    return "up" if difference(change) > 0 else "down"


def headline(waves: Waves, text: Text) -> str:
    """Did the index change, in one sentence."""
    say = Words("waves", text)
    index = waves.index
    known = [point for point in index.points if point.score is not None]
    if not known:
        return say("headline.nothing")
    if index.p is None:
        return say("headline.untested", **_change_values(index))
    if len(known) == 2:
        return say(f"headline.{_direction(index)}" if clear(index) else "headline.same", **_change_values(index))
    scores = [point.score or 0.0 for point in known]
    key = "headline.several" if clear(index) else "headline.several_same"
    n = sum(point.n for point in known)
    return say(key, waves=len(known), low=min(scores), high=max(scores), p=index.p, n=n)


def conclusion(waves: Waves, setup: Setup, text: Text) -> list[str]:
    """Whether the index changed, and the questions that did."""
    up, down = moved(waves.items)
    told = _item_sentences(up, down, waves, setup, Words("waves", text)) if up or down else []
    return [headline(waves, text), *told]


def _cards(waves: Waves, say: Words) -> tuple[Card, ...]:
    up, down = moved(waves.items)
    tested = sum(change.p is not None for change in waves.items.values())
    moved_note = say("card.items_note", up=len(up), down=len(down), tested=tested)
    cards = [Card(say("card.items"), say.show(len(up) + len(down), Format.INTEGER), note=moved_note)]
    if any(point.score is not None for point in waves.index.points):
        first, last = ends(waves.index)
        for point in dict.fromkeys((first, last)):
            note = say.common("rest_on", n=point.n)
            cards.append(Card(say("card.index", wave=point.wave), say.show(point.score, Format.SCORE), note=note))
        if waves.index.p is not None:
            value = say("card.change_value", change=difference(waves.index))
            word = say("card.clear" if whole_clear(waves.index) else "card.not_clear")
            p = waves.index.p if waves.index.whole is None else waves.index.whole.p
            cards.append(Card(say("card.change"), value, word, note=say("card.p", p=p)))
    return tuple(cards[1:] + cards[:1])


def _dimension_sentences(waves: Waves, say: Words) -> list[str]:
    if len(waves.dimensions) < 2:
        return []
    up, down = moved(waves.dimensions)
    told = [
        say(f"dimension.{_direction(waves.dimensions[name])}", name=name, **_change_values(waves.dimensions[name]))
        for name in (*up, *down)
    ]
    told += [
        say("dimension.wavered", name=name, **_change_values(waves.dimensions[name]))
        for name in wavered(waves.dimensions)
    ]
    return told or [say("dimension.none", n=len(waves.dimensions))]


def _item_sentences(up: list[str], down: list[str], waves: Waves, setup: Setup, say: Words) -> list[str]:
    told = []
    for key, names in (("up", up), ("down", down)):
        if names:
            items = [
                say(f"item.named_{key}", item=called(setup, name), **_change_values(waves.items[name]))
                for name in names[:MOST_NAMED]
            ]
            told.append(say(f"item.{key}", count=len(names), items=items))
    between = wavered(waves.items)
    if between:
        named = [called(setup, name) for name in between[:MOST_NAMED]]
        told.append(say("item.wavered", count=len(between), items=named))
    return told or [say("item.none", n=len(waves.items))]


def _trend(waves: Waves, say: Words) -> list[str]:
    trend = waves.index.trend
    if trend is None:
        return []
    key = "trend.none" if trend.p >= ALPHA_LEVEL else "trend.up" if trend.slope > 0 else "trend.down"
    return [say(key, slope=abs(trend.slope), p=trend.p)]


def _here(waves: Waves, say: Words) -> str:
    if waves.index.p is None:
        return say("here.untested")
    return say("here.clear" if clear(waves.index) else "here.not_clear")


# -- figures and grids ---------------------------------------------------------------------------------------


def _figures(waves: Waves, setup: Setup, say: Words) -> tuple[Figure, ...]:
    strongest = sorted(waves.dimensions.items(), key=lambda each: 1.0 if each[1].p is None else each[1].p)
    told = dict(strongest[: MOST_LINES - 1]) if len(strongest) > 1 else {}
    lines = {say("index"): waves.index} | {name: waves.dimensions[name] for name in waves.dimensions if name in told}
    series = tuple(_series(name, change) for name, change in lines.items() if any(p.score for p in change.points))
    if not series:
        return ()
    reach = [
        end
        for change in lines.values()
        for point in change.points
        for end in (point.score, *(point.ci or ()))
        if end is not None
    ]
    domain = (max(0.0, 10.0 * math.floor(min(reach) / 10)), min(100.0, 10.0 * math.ceil(max(reach) / 10)))
    chart = LineChart(
        series,
        called(setup, waves.question),
        say("figure.score"),
        x_labels=waves.waves,
        y_domain=domain if domain[0] < domain[1] else (0.0, 100.0),
        format=Format.SCORE,
    )
    ns = say.text.join(say("figure.wave_n", wave=point.wave, n=point.n) for point in waves.index.points)
    return (Figure("waves.index", say("figure.index", ns=ns), headline(waves, say.text), chart),)


def _series(name: str, change: WaveChange) -> Series:
    known = [(float(place), point) for place, point in enumerate(change.points, 1) if point.score is not None]
    return Series(
        name,
        tuple((place, point.score or 0.0) for place, point in known),
        tuple(point.ci for _, point in known),
    )


def _columns(waves: Waves, say: Words, first: str) -> tuple[GridColumn, ...]:
    return (
        GridColumn(first),
        *(GridColumn(wave, Format.SCORE) for wave in waves.waves),
        GridColumn(say("column.change"), Format.SCORE, strong=True),
        GridColumn("F", Format.MEAN),
        GridColumn(say("column.df1"), Format.INTEGER),
        GridColumn(say("column.df2"), Format.SCORE),
        GridColumn(say.common("p"), Format.P),
        GridColumn(say("column.p_adjusted"), Format.P),
    )


def _cells(name: str, change: WaveChange) -> tuple[Cell, ...]:
    known = any(point.score is not None for point in change.points)
    return (
        name,
        *(point.score for point in change.points),
        difference(change) if known else None,
        change.statistic,
        *(change.df or (None, None)),
        change.p,
        change.p_adjusted,
    )


def _grids(waves: Waves, setup: Setup, say: Words) -> tuple[Grid, ...]:
    measures = {say("index"): waves.index, **waves.dimensions}
    note = say("note.change", first=waves.waves[0], last=waves.waves[-1])
    grids = [
        Grid(
            "waves.scores",
            say("grid.scores"),
            _columns(waves, say, say("column.measure")),
            tuple(_cells(name, change) for name, change in measures.items()),
            notes=(note,),
            strong_rows=frozenset(row for row, change in enumerate(measures.values()) if clear(change)),
        ),
        Grid(
            "waves.items",
            say("grid.items"),
            _columns(waves, say, say.common("item")),
            tuple(_cells(called(setup, name), change) for name, change in waves.items.items()),
            notes=(note,),
            strong_rows=frozenset(row for row, change in enumerate(waves.items.values()) if clear(change)),
            more=True,
        ),
    ]
    steps = [
        (
            name,
            say("step", first=step.groups[1], last=step.groups[0]),
            step.difference,
            *(step.ci or (None, None)),
            step.p,
        )
        for name, change in measures.items()
        for step in change.steps
    ]
    if steps:
        grids.append(
            Grid(
                "waves.steps",
                say("grid.steps"),
                (
                    GridColumn(say("column.measure")),
                    GridColumn(say("column.step")),
                    GridColumn(say("column.change"), Format.SCORE, strong=True),
                    GridColumn(say.common("low"), Format.SCORE),
                    GridColumn(say.common("high"), Format.SCORE),
                    GridColumn(say.common("p"), Format.P),
                ),
                tuple(steps),
                notes=(say("note.steps"),),
                more=True,
            )
        )
    return tuple(grids)
