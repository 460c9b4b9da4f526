"""Item analysis: how each question was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from csi_core.report.model import (
    Callout,
    Card,
    Cell,
    DivergingChart,
    Figure,
    Format,
    Grid,
    GridColumn,
    Section,
    Tone,
)
from csi_core.report.sections.levels import levels
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.results import Item, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import CRITICAL_RATIO

#: More options than this are no row of words: the wide table and the bars are left to the long table.
MOST_LEVELS = 11


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Answers and means of every rating question; None when there is none."""
    items = results.items
    if not items:
        return None
    say = Words("items", text)
    ranked = ranking(items)
    return Section(
        key="items",
        title=say("title"),
        headline=_headline(items, ranked, setup, say),
        cards=_cards(items, ranked, setup, say),
        findings=_findings(items, ranked, setup, say),
        warnings=_warnings(items, setup, say) + callouts(notes_of(results, "items"), text),
        figures=_figures(items, ranked, setup, say),
        grids=_grids(items, ranked, setup, say),
        explanation=explanation("items", text, _here(items, ranked, setup, say), _do(ranked, setup, say)),
        how=(
            say("how.mean"),
            say("how.boxes"),
            say("how.critical_ratio"),
            say("how.missing"),
        ),
    )


def ranking(items: Mapping[str, Item]) -> tuple[str, ...]:
    """Questions with a mean, the best-rated first.

    Means on different scales are brought to 0–1 of their own codes before they are ranked.
    """
    placed = {name: _share_of_scale(item) for name, item in items.items()}
    known = [(name, share) for name, share in placed.items() if share is not None]
    return tuple(name for name, _ in sorted(known, key=lambda pair: -pair[1]))


def _share_of_scale(item: Item) -> float | None:
    codes = [float(code) for code in item.counts]
    if item.mean is None or not codes or max(codes) == min(codes):
        return None
    return (item.mean - min(codes)) / (max(codes) - min(codes))


# -- words -------------------------------------------------------------------------------------------------


def _headline(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> str:
    if len(ranked) == 1:
        only = items[ranked[0]]
        return say("headline_one", item=called(setup, ranked[0]), mean=only.mean, n=only.n)
    if not ranked:
        return say("headline_none")
    best, worst = ranked[0], ranked[-1]
    return say(
        "headline",
        best=called(setup, best),
        high=items[best].mean,
        high_n=items[best].n,
        worst=called(setup, worst),
        low=items[worst].mean,
        low_n=items[worst].n,
    )


def _cards(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[Card, ...]:
    cards = []
    if len(ranked) > 1:
        for kind, name, tone in (("best", ranked[0], Tone.GOOD), ("worst", ranked[-1], Tone.POOR)):
            cards.append(
                Card(
                    say(f"card.{kind}"),
                    say.show(items[name].mean, Format.MEAN),
                    called(setup, name),
                    tone,
                    say.common("rest_on", n=items[name].n),
                )
            )
    return tuple(cards)


def _findings(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[str, ...]:
    found = []
    if len(ranked) >= 6:
        found.append(say("best", items=[_with_mean(items, name, setup, say) for name in ranked[:3]]))
        found.append(say("worst", items=[_with_mean(items, name, setup, say) for name in reversed(ranked[-3:])]))
    dissatisfied = [
        (name, item.bottom2)
        for name, item in items.items()
        if item.bottom2 is not None and item.top2 is not None and item.bottom2 > item.top2
    ]
    if dissatisfied:
        ordered = sorted(dissatisfied, key=lambda pair: -pair[1])
        shown = [say("dissatisfied_item", item=called(setup, name), percent=share) for name, share in ordered[:5]]
        found.append(say("dissatisfied", count=len(dissatisfied), items=shown))
    blunt = [
        name
        for name, item in items.items()
        if item.critical_ratio is not None and abs(item.critical_ratio) < CRITICAL_RATIO
    ]
    if blunt:
        found.append(say("blunt", items=[called(setup, name) for name in blunt], least=CRITICAL_RATIO))
    return tuple(found)


def _with_mean(items: Mapping[str, Item], name: str, setup: Setup, say: Words) -> str:
    return say("with_mean", item=called(setup, name), mean=items[name].mean, n=items[name].n)


def _warnings(items: Mapping[str, Item], setup: Setup, say: Words) -> tuple[Callout, ...]:
    unanswered = [called(setup, name) for name, item in items.items() if item.n == 0]
    return (Callout(say("unanswered", items=unanswered)),) if unanswered else ()


def _here(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[str, ...]:
    found = []
    if len(ranked) > 1:
        worst = ranked[-1]
        item = items[worst]
        found.append(say("here.worst", item=called(setup, worst)))
        if item.bottom2 is not None:
            found.append(say("here.bottom2", percent=item.bottom2, n=item.n))
    return tuple(found)


def _do(ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[str, ...]:
    steps = []
    if len(ranked) > 3:
        steps.append(say("do.worst", items=[called(setup, name) for name in reversed(ranked[-3:])]))
    return tuple(steps) or (say("do.nothing"),)


# -- figures and grids ---------------------------------------------------------------------------------------

_Levels = tuple[tuple[str, str], ...]


def _by_levels(items: Mapping[str, Item], order: Iterable[str], setup: Setup, text: Text) -> dict[_Levels, list[str]]:
    """Questions that share their options, in the given order."""
    found: dict[_Levels, list[str]] = {}
    for name in order:
        found.setdefault(levels(setup, name, items[name], text), []).append(name)
    return found


def _figures(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[Figure, ...]:
    figures = []
    for number, (options, names) in enumerate(_by_levels(items, ranked, setup, say.text).items(), 1):
        if len(options) > MOST_LEVELS:
            continue
        rows = tuple(
            (called(setup, name), items[name].n, tuple(items[name].percent[code] for code, _ in options))
            for name in names
        )
        least, most = min(items[name].n for name in names), max(items[name].n for name in names)
        figures.append(
            Figure(
                f"items.answers.{number}",
                say("figure.answers", least=least)
                if least == most
                else say("figure.answers_n", least=least, most=most),
                _answers_alt(names, setup, say),
                DivergingChart(tuple(word for _, word in options), rows, say("figure.answers_unit")),
            )
        )
    return tuple(figures)


def _answers_alt(names: list[str], setup: Setup, say: Words) -> str:
    if len(names) == 1:
        return say("figure.answers_alt_one", item=called(setup, names[0]))
    return say("figure.answers_alt", best=called(setup, names[0]), worst=called(setup, names[-1]))


def _grids(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[Grid, ...]:
    grids = [_summary_grid(items, ranked, setup, say)]
    grids.extend(_answer_grids(items, ranked, setup, say))
    grids.append(_frequency_grid(items, setup, say))
    return tuple(grids)


def _summary_grid(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> Grid:
    order = (*ranked, *(name for name in items if name not in ranked))
    return Grid(
        "items.ranking",
        say("grid.ranking"),
        (
            GridColumn(say("column.rank"), Format.INTEGER),
            GridColumn(say.common("item")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.missing"), Format.INTEGER),
            GridColumn(say.common("mean"), Format.MEAN, strong=True),
            GridColumn(say.common("sd"), Format.MEAN),
            GridColumn(say("column.median"), Format.MEAN),
            GridColumn(say("column.top2"), Format.PERCENT),
            GridColumn(say("column.bottom2"), Format.PERCENT),
            GridColumn(say("column.critical_ratio"), Format.MEAN),
        ),
        tuple(
            (
                rank if items[name].mean is not None else None,
                called(setup, name),
                items[name].n,
                items[name].missing,
                items[name].mean,
                items[name].sd,
                items[name].median,
                items[name].top2,
                items[name].bottom2,
                items[name].critical_ratio,
            )
            for rank, name in enumerate(order, 1)
        ),
        notes=(say("note.ranking"),),
    )


def _answer_grids(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> list[Grid]:
    grids = []
    order = [name for name in items if name in ranked]
    for number, (options, names) in enumerate(_by_levels(items, order, setup, say.text).items(), 1):
        if len(options) > MOST_LEVELS:
            continue
        grids.append(
            Grid(
                f"items.answers.{number}",
                say("grid.answers"),
                (
                    GridColumn(say.common("item")),
                    GridColumn(say.common("n"), Format.INTEGER),
                    *(GridColumn(word, Format.PERCENT) for _, word in options),
                ),
                tuple(
                    (called(setup, name), items[name].n, *(items[name].percent[code] for code, _ in options))
                    for name in names
                ),
                notes=(say("note.answers"),),
            )
        )
    return grids


def _frequency_grid(items: Mapping[str, Item], setup: Setup, say: Words) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    for name, item in items.items():
        options = levels(setup, name, item, say.text)
        running = 0.0
        for code, word in options:
            share = item.percent[code]
            running += share
            if item.counts[code] or len(options) <= MOST_LEVELS:
                rows.append((called(setup, name), float(code), word, item.counts[code], share, running))
    return Grid(
        "items.frequencies",
        say("grid.frequencies"),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.code")),
            GridColumn(say("column.answer")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say.common("percent"), Format.PERCENT),
            GridColumn(say.common("cumulative"), Format.PERCENT),
        ),
        tuple(rows),
        notes=(say("note.frequencies"),),
        more=True,
    )
