"""Scores: one number for satisfaction, where it is high and low, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from csi_core.report.model import Bar, BarChart, Card, Cell, Figure, Format, Grid, GridColumn, Section
from csi_core.report.sections import sensitivity
from csi_core.report.sections.parts import (
    Words,
    between,
    called,
    callouts,
    explanation,
    level_of,
    low_high,
    notes_of,
    tone_of_score,
)
from csi_core.results import GroupScore, Results, Score, Scores
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import SCORE_BANDS, Level

#: The middle of every rating scale, as a score.
MIDDLE = 50.0


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """The index with its interval, dimensions, items and groups; None when there are no scores."""
    scores = results.scores
    if scores is None:
        return None
    if results.waves is not None:
        # Waves have a section of their own, which tests what these groups only show.
        scores = replace(scores, groups=tuple(each for each in scores.groups if each.by != results.waves.question))
    say = Words("scores", text)
    return Section(
        key="scores",
        title=say("title"),
        headline=_headline(scores, setup, say),
        cards=_cards(scores, setup, say),
        findings=_findings(scores, _tested(results), setup, say),
        warnings=callouts(notes_of(results, "scores"), text),
        figures=(*_figures(scores, setup, say), *sensitivity.figures(scores, say)),
        grids=(*_grids(scores, setup, say), *sensitivity.grids(scores, setup, say)),
        explanation=explanation(
            "scores", text, _here(scores, setup, say), _do(scores, setup, say), bands=_bands(setup, say)
        ),
        how=(
            say("how.score"),
            say(f"how.index.{scores.level}"),
            say(f"how.weights.{scores.weights}"),
            say(f"how.interval.{scores.intervals}"),
            say("how.missing"),
            say("how.spss"),
        ),
    )


def ranked(scores: Mapping[str, Score]) -> tuple[str, ...]:
    """Names by falling score."""
    return tuple(sorted(scores, key=lambda name: -scores[name].score))


def by_question(groups: tuple[GroupScore, ...]) -> dict[str, tuple[GroupScore, ...]]:
    """The groups of each profile question."""
    found: dict[str, list[GroupScore]] = {}
    for group in groups:
        found.setdefault(group.by, []).append(group)
    return {by: tuple(members) for by, members in found.items()}


def apart(high: GroupScore, low: GroupScore) -> bool:
    """Whether the two indices' 95 % intervals lie apart: a cautious sign that the groups differ."""
    return high.ci is not None and low.ci is not None and high.ci[0] > low.ci[1]


def group_extremes(members: tuple[GroupScore, ...]) -> tuple[GroupScore, GroupScore] | None:
    """The group with the highest index and the one with the lowest; None with fewer than two."""
    known = sorted((each for each in members if each.index is not None), key=lambda each: each.index or 0.0)
    return (known[-1], known[0]) if len(known) > 1 else None


# -- words -------------------------------------------------------------------------------------------------


def _bands(setup: Setup, say: Words) -> str:
    very_high, high, fair, low = setup.scoring.bands
    key = "bands.usual" if setup.scoring.bands == SCORE_BANDS else "bands.own"
    return say(key, very_high=very_high, high=high, fair=fair, low=low)


def _headline(scores: Scores, setup: Setup, say: Words) -> str:
    word = level_of(scores.index, setup)
    if scores.index_ci is None:
        return say("headline_plain", index=scores.index, level=word, n=scores.n)
    interval = between(scores.index_ci, Format.SCORE, say.text)
    return say("headline", index=scores.index, level=word, interval=interval, n=scores.n)


def _score_card(label: str, score: float, setup: Setup, say: Words, note: str) -> Card:
    word = say.text.word(level_of(score, setup))
    return Card(label, say.show(score, Format.SCORE), word, tone_of_score(score, setup), note)


def _cards(scores: Scores, setup: Setup, say: Words) -> tuple[Card, ...]:
    note = say.common("rest_on", n=scores.n)
    if scores.index_ci is not None:
        note = say("card.interval_n", interval=between(scores.index_ci, Format.SCORE, say.text), n=scores.n)
    cards = [_score_card(say("card.index"), scores.index, setup, say, note)]
    if len(scores.dimensions) > 1:
        order, parts = ranked(scores.dimensions), scores.dimensions
        names = {name: name for name in order}
    else:
        order, parts = ranked(scores.items), scores.items
        names = {name: called(setup, name) for name in order}
    if len(order) > 1:
        for kind, name in (("strongest", order[0]), ("weakest", order[-1])):
            label = say(f"card.{kind}", name=names[name])
            rest_on = say.common("rest_on", n=parts[name].n)
            cards.append(_score_card(label, parts[name].score, setup, say, rest_on))
    return tuple(cards)


def _with_score(name: str, score: Score, say: Words) -> str:
    if score.ci is None:
        return say("with_score", name=name, score=score.score, n=score.n)
    interval = between(score.ci, Format.SCORE, say.text)
    return say("with_interval", name=name, score=score.score, interval=interval, n=score.n)


def _findings(scores: Scores, tested: frozenset[str], setup: Setup, say: Words) -> tuple[str, ...]:
    found = []
    dimensions = ranked(scores.dimensions)
    if len(dimensions) > 1:
        found.append(
            say(
                "dimensions",
                best=_with_score(dimensions[0], scores.dimensions[dimensions[0]], say),
                worst=_with_score(dimensions[-1], scores.dimensions[dimensions[-1]], say),
            )
        )
    items = ranked(scores.items)
    if len(items) >= 6:
        shown = [_with_score(called(setup, name), scores.items[name], say) for name in items]
        found.append(say("strongest", items=shown[:3]))
        found.append(say("weakest", items=shown[:-4:-1]))
    found.extend(_group_sentences(scores, tested, setup, say))
    found.append(say(f"weights.{scores.weights}"))
    found.extend(sensitivity.sentences(scores, say))
    return tuple(found)


def _tested(results: Results) -> frozenset[str]:
    """The groupings whose index the section on groups compares by a test."""
    compared = results.compare_scores or ()
    return frozenset(each.by for each in compared if each.scope == "index" and each.p_adjusted is not None)


def _group_sentences(scores: Scores, tested: frozenset[str], setup: Setup, say: Words) -> list[str]:
    """Where the groups were tested, where to read it; otherwise what their intervals show."""
    found = []
    groupings = by_question(scores.groups)
    if elsewhere := [called(setup, by) for by in groupings if by in tested]:
        found.append(say("groups_tested", by=elsewhere))
    for by, members in groupings.items():
        if by in tested:
            continue
        extremes = group_extremes(members)
        if extremes is None:
            continue
        high, low = extremes
        found.append(
            say(
                "groups_apart" if apart(high, low) else "groups_overlap",
                by=called(setup, by),
                high=high.group,
                high_index=high.index,
                high_n=high.n,
                low=low.group,
                low_index=low.index,
                low_n=low.n,
            )
        )
    return found


def _here(scores: Scores, setup: Setup, say: Words) -> tuple[str, ...]:
    level = level_of(scores.index, setup)
    found = [say(f"here.{level.value}", index=scores.index)]
    if level is Level.LOW and scores.index_ci is not None:
        side = "above" if scores.index_ci[0] > MIDDLE else "below" if scores.index_ci[1] < MIDDLE else "neither"
        found.append(say(f"here.middle.{side}", middle=MIDDLE))
    if scores.index_ci is not None:
        found.append(say("here.interval", interval=between(scores.index_ci, Format.SCORE, say.text)))
    return tuple(found)


def _do(scores: Scores, setup: Setup, say: Words) -> tuple[str, ...]:
    items = ranked(scores.items)
    if len(items) < 2:
        return (say("do.nothing"),)
    weakest = items[:-4:-1] if len(items) > 3 else items[-1:]
    return (say("do.weakest", items=[called(setup, name) for name in weakest]), say("do.again"))


# -- figures and grids ---------------------------------------------------------------------------------------


def _bar(label: str, score: Score, setup: Setup) -> Bar:
    return Bar(label, score.score, *low_high(score.ci), tone_of_score(score.score, setup), f"n = {score.n:,}")


def _figures(scores: Scores, setup: Setup, say: Words) -> tuple[Figure, ...]:
    rule = (scores.index, say("figure.rule", index=scores.index))
    unit = say("figure.unit")
    figures = []
    if len(scores.dimensions) > 1:
        order = ranked(scores.dimensions)
        figures.append(
            Figure(
                "scores.dimensions",
                say("figure.dimensions", n=scores.n),
                say("figure.alt", best=order[0], worst=order[-1], index=scores.index),
                BarChart(
                    tuple(_bar(name, scores.dimensions[name], setup) for name in order),
                    unit,
                    Format.SCORE,
                    (0.0, 100.0),
                    rule,
                ),
            )
        )
    if len(scores.items) > 1:
        order = ranked(scores.items)
        figures.append(
            Figure(
                "scores.items",
                _items_caption(scores, say),
                say("figure.alt", best=called(setup, order[0]), worst=called(setup, order[-1]), index=scores.index),
                BarChart(
                    tuple(_bar(called(setup, name), scores.items[name], setup) for name in order),
                    unit,
                    Format.SCORE,
                    (0.0, 100.0),
                    rule,
                ),
            )
        )
    for number, (by, members) in enumerate(by_question(scores.groups).items(), 1):
        extremes = group_extremes(members)
        if extremes is None:
            continue
        bars = tuple(
            Bar(each.group, each.index, *low_high(each.ci), tone_of_score(each.index, setup), f"n = {each.n:,}")
            for each in members
            if each.index is not None
        )
        figures.append(
            Figure(
                f"scores.groups.{number}",
                say("figure.groups", by=called(setup, by)),
                say("figure.alt", best=extremes[0].group, worst=extremes[1].group, index=scores.index),
                BarChart(bars, unit, Format.SCORE, (0.0, 100.0), rule),
            )
        )
    return tuple(figures)


def _items_caption(scores: Scores, say: Words) -> str:
    sizes = {score.n for score in scores.items.values()}
    if len(sizes) == 1:
        return say("figure.items", n=min(sizes))
    return say("figure.items_between", least=min(sizes), most=max(sizes))


def _score_columns(say: Words) -> tuple[GridColumn, ...]:
    return (
        GridColumn(say.common("n"), Format.INTEGER),
        GridColumn(say("column.score"), Format.SCORE, strong=True),
        GridColumn(say.common("low"), Format.SCORE),
        GridColumn(say.common("high"), Format.SCORE),
        GridColumn(say("column.level")),
        GridColumn(say("column.weight"), Format.PERCENT),
    )


def _score_cells(score: Score, setup: Setup, say: Words) -> tuple[Cell, ...]:
    word = say.text.word(level_of(score.score, setup))
    return (score.n, score.score, *low_high(score.ci), word, 100.0 * score.weight)


def _grids(scores: Scores, setup: Setup, say: Words) -> tuple[Grid, ...]:
    total: tuple[Cell, ...] = (
        say("index"),
        scores.n,
        scores.index,
        *low_high(scores.index_ci),
        say.text.word(level_of(scores.index, setup)),
        100.0,
    )
    dimensions = tuple((name, *_score_cells(scores.dimensions[name], setup, say)) for name in ranked(scores.dimensions))
    grids = [
        Grid(
            "scores.dimensions",
            say("grid.dimensions" if dimensions else "grid.index"),
            (GridColumn(say.common("dimension") if dimensions else say("column.measure")), *_score_columns(say)),
            (*dimensions, total),
            notes=(say(f"note.{scores.level}"), say(f"note.{scores.intervals}")),
            strong_rows=frozenset({len(dimensions)}),
        ),
        Grid(
            "scores.items",
            say("grid.items"),
            (
                GridColumn(say("column.rank"), Format.INTEGER),
                GridColumn(say.common("item")),
                GridColumn(say.common("dimension")),
                *_score_columns(say),
            ),
            tuple(
                (
                    rank,
                    called(setup, name),
                    setup.column(name).dimension or "",
                    *_score_cells(scores.items[name], setup, say),
                )
                for rank, name in enumerate(ranked(scores.items), 1)
            ),
            workbook=True,
        ),
    ]
    for number, (by, members) in enumerate(by_question(scores.groups).items(), 1):
        names = tuple(dict.fromkeys(name for each in members for name in each.dimensions))
        grids.append(
            Grid(
                f"scores.groups.{number}",
                say("grid.groups", by=called(setup, by)),
                (
                    GridColumn(called(setup, by)),
                    GridColumn(say.common("n"), Format.INTEGER),
                    GridColumn(say("index"), Format.SCORE, strong=True),
                    GridColumn(say.common("low"), Format.SCORE),
                    GridColumn(say.common("high"), Format.SCORE),
                    *(GridColumn(name, Format.SCORE) for name in names),
                ),
                tuple(
                    (each.group, each.n, each.index, *low_high(each.ci), *(each.dimensions.get(name) for name in names))
                    for each in members
                ),
                notes=(say("note.groups"),),
                more=True,
            )
        )
    return tuple(grids)
