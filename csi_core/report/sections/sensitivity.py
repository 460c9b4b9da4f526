"""What other weights would have made of the index and of the order of the dimensions."""

from __future__ import annotations

from csi_core.report.model import Bar, BarChart, Cell, Figure, Format, Grid, GridColumn, Tone
from csi_core.report.sections.parts import Words, called, low_high, sentence
from csi_core.results import Scheme, Scores
from csi_core.setup import Setup


def had(scores: Scores) -> tuple[Scheme, ...]:
    """The ways of weighting the data can give."""
    return tuple(scheme for scheme in scores.sensitivity if scheme.index is not None)


def span(scores: Scores) -> tuple[float, float]:
    """The lowest and the highest index of all ways of weighting, over items and over dimensions."""
    values = [value for each in had(scores) for value in (each.index, each.by_dimensions) if value is not None]
    return min(values), max(values)


def sentences(scores: Scores, say: Words) -> list[str]:
    """How far the index moves with the weights, and whether the dimensions keep their places."""
    schemes = had(scores)
    if len(schemes) < 2:
        return []
    low, high = span(scores)
    told = [say("sensitivity.span", ways=len(schemes), low=low, high=high)]
    orders = {
        tuple(sorted(each.dimensions, key=lambda name: -each.dimensions[name]))
        for each in schemes
        if len(each.dimensions) == len(scores.dimensions) > 1
    }
    if orders:
        first, last = {order[0] for order in orders}, {order[-1] for order in orders}
        if len(orders) == 1:
            told.append(say("sensitivity.same"))
        elif len(first) == len(last) == 1:
            told.append(say("sensitivity.ends", best=first.pop(), worst=last.pop()))
        elif len(last) == 1:
            told.append(say("sensitivity.last", worst=last.pop()))
        else:
            told.append(say("sensitivity.differ"))
    return [say.text("section.common.sentence_separator").join(told)]


def figures(scores: Scores, say: Words) -> tuple[Figure, ...]:
    schemes = had(scores)
    if len(schemes) < 2:
        return ()
    low, high = span(scores)
    bars = tuple(
        Bar(
            say(f"scheme.{each.weights}"),
            each.index or 0.0,
            *low_high(each.ci),
            Tone.NEUTRAL if each.weights == scores.weights else Tone.FAIR,
            say("sensitivity.chosen") if each.weights == scores.weights else "",
        )
        for each in schemes
    )
    return (
        Figure(
            "scores.sensitivity",
            say("figure.sensitivity", n=scores.n),
            say("sensitivity.span", ways=len(schemes), low=low, high=high),
            BarChart(bars, say("figure.unit"), Format.SCORE, (0.0, 100.0)),
            more=True,
            screen=True,
        ),
    )


def grids(scores: Scores, setup: Setup, say: Words) -> tuple[Grid, ...]:
    """Every way of weighting with its index and dimension scores; the weights themselves are for the spreadsheet."""
    if len(had(scores)) < 2:
        return ()
    dimensions = tuple(scores.dimensions)
    rows: list[tuple[Cell, ...]] = [
        (
            say(f"scheme.{each.weights}"),
            each.index,
            *((each.by_dimensions,) if dimensions else ()),
            *(each.dimensions.get(name) for name in dimensions),
        )
        for each in had(scores)
    ]
    missing = tuple(
        say("sensitivity.cannot", scheme=say(f"scheme.{each.weights}"), reason=sentence(each.reason, say.text))
        for each in scores.sensitivity
        if each.reason is not None
    )
    chosen = frozenset(row for row, each in enumerate(had(scores)) if each.weights == scores.weights)
    return (
        Grid(
            "scores.sensitivity",
            say("grid.sensitivity"),
            (
                GridColumn(say("column.scheme")),
                GridColumn(say("column.over_items"), Format.SCORE, strong=True),
                *((GridColumn(say("column.over_dimensions"), Format.SCORE),) if dimensions else ()),
                *(GridColumn(name, Format.SCORE) for name in dimensions),
            ),
            tuple(rows),
            notes=(say("note.sensitivity"), *missing),
            strong_rows=chosen,
            more=True,
        ),
        Grid(
            "scores.weights",
            say("grid.weights"),
            (
                GridColumn(say.common("item")),
                *(GridColumn(say(f"scheme.{each.weights}"), Format.PERCENT) for each in had(scores)),
            ),
            tuple(
                (called(setup, name), *(100.0 * each.item_weights[name] for each in had(scores)))
                for name in scores.items
            ),
            more=True,
            workbook=True,
        ),
    )
