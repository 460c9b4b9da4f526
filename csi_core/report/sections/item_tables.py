"""The tables of item analysis: means, answers, discrimination, shape, bases, frequencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from csi_core.report.model import Cell, Format, Grid, GridColumn
from csi_core.report.sections.levels import levels
from csi_core.report.sections.parts import Words, called, low_high
from csi_core.report.sections.verdicts import Verdict, discrimination, failed
from csi_core.results import Item, Results
from csi_core.setup import Role, Setup
from csi_core.text import Text
from csi_core.thresholds import CRITICAL_RATIO, FLOOR_CEILING, ITEM_TOTAL_TEXTBOOK

#: More options than this are no row of words: the wide table and the bars are left to the long table.
MOST_LEVELS = 11

#: More rows of frequencies than this are left to the workbook, since the answers in per cent stand on paper.
MOST_FREQUENCIES = 80

_Levels = tuple[tuple[str, str], ...]


def by_levels(items: Mapping[str, Item], order: Iterable[str], setup: Setup, text: Text) -> dict[_Levels, list[str]]:
    """Questions that share their options, in the given order."""
    found: dict[_Levels, list[str]] = {}
    for name in order:
        found.setdefault(levels(setup, name, items[name], text), []).append(name)
    return found


def grids(
    results: Results, items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words
) -> tuple[Grid, ...]:
    """Means, answers, discrimination; for experts the shape of each distribution, who answered, all frequencies."""
    found = [_summary_grid(items, ranked, setup, say), *_answer_grids(items, ranked, setup, say)]
    if any(item.extremes is not None for item in items.values()):
        found.append(_discrimination_grid(results, items, setup, say))
    found.append(_descriptive_grid(items, setup, say))
    if any(item.missing for item in items.values()):
        found.append(_base_grid(items, setup, say))
    found.append(_frequency_grid(items, setup, say))
    return tuple(found)


def _summary_grid(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> Grid:
    order = (*ranked, *(name for name in items if name not in ranked))
    return Grid(
        "items.ranking",
        say("grid.ranking"),
        (
            GridColumn(say("column.rank"), Format.INTEGER),
            GridColumn(say.common("item")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say.common("mean"), Format.MEAN, strong=True),
            GridColumn(say.common("low"), Format.MEAN),
            GridColumn(say.common("high"), Format.MEAN),
            GridColumn(say.common("sd"), Format.MEAN),
            GridColumn(say("column.median"), Format.MEAN),
            GridColumn(say("column.top2"), Format.PERCENT),
            GridColumn(say("column.bottom2"), Format.PERCENT),
        ),
        tuple(
            (
                rank if name in ranked else None,
                called(setup, name),
                items[name].n,
                items[name].mean,
                *low_high(items[name].ci),
                items[name].sd,
                items[name].median,
                items[name].top2,
                items[name].bottom2,
            )
            for rank, name in enumerate(order, 1)
        ),
        notes=(
            say("note.ranking"),
            *((say("note.unranked"),) if setup.of(Role.IMPORTANCE, Role.EXPECTATION) else ()),
        ),
    )


def _answer_grids(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> list[Grid]:
    grids = []
    order = [name for name, item in items.items() if item.mean is not None]
    for number, (options, names) in enumerate(by_levels(items, order, setup, say.text).items(), 1):
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
                more=True,
                workbook=True,
            )
        )
    return grids


def _discrimination_grid(results: Results, items: Mapping[str, Item], setup: Setup, say: Words) -> Grid:
    scale = None if results.reliability is None else results.reliability.overall
    rows: list[tuple[Cell, ...]] = []
    doubted = set()
    sizes = (0, 0)
    for name, item in items.items():
        groups = item.extremes
        if groups is None:
            continue
        sizes = (groups.n_upper, groups.n_lower)
        facts = None if scale is None else scale.per_item.get(name)
        judged = discrimination(name, item, scale)
        if judged in (Verdict.CONSIDER, Verdict.REVERSE):
            doubted.add(len(rows))
        rows.append(
            (
                called(setup, name),
                groups.mean_upper,
                groups.mean_lower,
                item.critical_ratio,
                groups.p,
                None if facts is None else facts.item_total,
                None if facts is None else facts.alpha_if_deleted,
                len(failed(name, item, scale)),
                say.text(f"section.reliability.verdict.{judged.value}"),
            )
        )
    notes = [
        say("note.discrimination", upper=sizes[0], lower=sizes[1], least=CRITICAL_RATIO, item_total=ITEM_TOTAL_TEXTBOOK)
    ]
    if scale is not None and scale.alpha is not None:
        notes.append(say("note.alpha", alpha=scale.alpha, n=scale.n))
    return Grid(
        "items.discrimination",
        say("grid.discrimination"),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.mean_upper"), Format.MEAN),
            GridColumn(say("column.mean_lower"), Format.MEAN),
            GridColumn(say("column.critical_ratio"), Format.COEFFICIENT, strong=True),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.item_total"), Format.COEFFICIENT, strong=True),
            GridColumn(say("column.without"), Format.COEFFICIENT),
            GridColumn(say("column.failed"), Format.INTEGER),
            GridColumn(say("column.verdict")),
        ),
        tuple(rows),
        notes=tuple(notes),
        strong_rows=frozenset(doubted),
    )


def _descriptive_grid(items: Mapping[str, Item], setup: Setup, say: Words) -> Grid:
    return Grid(
        "items.descriptives",
        say("grid.descriptives"),
        (
            GridColumn(say.common("item")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say.common("mean"), Format.MEAN),
            GridColumn(say("column.se"), Format.COEFFICIENT),
            GridColumn(say.common("sd"), Format.MEAN),
            GridColumn(say("column.skewness"), Format.COEFFICIENT),
            GridColumn(say("column.se"), Format.COEFFICIENT),
            GridColumn(say("column.kurtosis"), Format.COEFFICIENT),
            GridColumn(say("column.se"), Format.COEFFICIENT),
            GridColumn(say("column.floor"), Format.PERCENT),
            GridColumn(say("column.ceiling"), Format.PERCENT),
        ),
        tuple(
            (
                called(setup, name),
                item.n,
                item.mean,
                item.se,
                item.sd,
                item.skewness,
                item.skewness_se,
                item.kurtosis,
                item.kurtosis_se,
                item.floor,
                item.ceiling,
            )
            for name, item in items.items()
        ),
        notes=(say("note.descriptives", limit=FLOOR_CEILING),),
        more=True,
        workbook=True,
    )


def _base_grid(items: Mapping[str, Item], setup: Setup, say: Words) -> Grid:
    return Grid(
        "items.base",
        say("grid.base"),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.asked"), Format.INTEGER),
            GridColumn(say.common("answers"), Format.INTEGER),
            GridColumn(say("column.rate"), Format.PERCENT, strong=True),
            GridColumn(say("column.blank"), Format.INTEGER),
            GridColumn(say("column.invalid"), Format.INTEGER),
            GridColumn(say("column.skipped"), Format.INTEGER),
        ),
        tuple(
            (
                called(setup, name),
                item.asked,
                item.n,
                100 * item.n / item.asked if item.asked else None,
                item.blank,
                item.invalid,
                item.skipped,
            )
            for name, item in items.items()
        ),
        notes=(say("note.base"),),
        more=True,
        workbook=True,
    )


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
        for reason, count in (("blank", item.blank), ("invalid", item.invalid), ("skipped", item.skipped)):
            if count:
                rows.append((called(setup, name), "", say(f"column.{reason}"), count, "", ""))
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
        workbook=len(rows) > MOST_FREQUENCIES,
    )
