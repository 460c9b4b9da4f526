"""Who answered differently: comparisons of the groups' means as sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable

from csi_core.report.model import Cell, Format, Grid, GridColumn
from csi_core.report.sections.parts import Words, called, low_high
from csi_core.results import Comparison, Group, Results
from csi_core.setup import Setup
from csi_core.thresholds import ALPHA_LEVEL

#: Where a comparison was tested several ways, the one that is told: it asks for equal variances least.
_TOLD_FIRST = ("welch", "t", "anova", "kruskal", "mann-whitney")


def told(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """One comparison for each item and grouping: the first of the preferred tests, in the order given."""
    chosen: dict[tuple[str, str], Comparison] = {}
    for comparison in comparisons:
        key = (comparison.item, comparison.by)
        if key not in chosen or _preference(comparison) < _preference(chosen[key]):
            chosen[key] = comparison
    return tuple(chosen.values())


def _preference(comparison: Comparison) -> int:
    return len(_TOLD_FIRST) if comparison.test is None else _TOLD_FIRST.index(comparison.test)


def differing(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """The comparisons that stay significant after Holm's correction, the strongest first."""
    found = [each for each in told(comparisons) if each.p_adjusted is not None and each.p_adjusted < ALPHA_LEVEL]
    return tuple(sorted(found, key=lambda each: each.p_adjusted or 0.0))


def extremes(comparison: Comparison) -> tuple[Group, Group]:
    """The group with the highest mean and the one with the lowest."""
    return max(comparison.groups, key=_mean), min(comparison.groups, key=_mean)


def ends(comparison: Comparison, setup: Setup) -> dict[str, object]:
    """What a sentence on one comparison tells: the item, its highest and lowest group with mean and n, corrected p."""
    high, low = extremes(comparison)
    return {
        "item": called(setup, comparison.item),
        "high": high.group,
        "high_mean": high.mean,
        "high_n": high.n,
        "low": low.group,
        "low_mean": low.mean,
        "low_n": low.n,
        "p": comparison.p_adjusted,
    }


def _mean(group: Group) -> float:
    return group.mean


def by_question(comparisons: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        found.setdefault(comparison.by, []).append(comparison)
    return found


def grids(results: Results, setup: Setup, say: Words) -> list[Grid]:
    """The means by every grouping, then sizes, tests and pairs."""
    comparisons = by_question(results.compare or ())
    grids = [
        _comparison_grid(number, by, told(found), setup, say)
        for number, (by, found) in enumerate(comparisons.items(), 1)
    ]
    for number, (by, found) in enumerate(comparisons.items(), 1):
        grids.extend(_comparison_details(number, by, found, setup, say))
    return grids


def _groups(comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.group for comparison in comparisons for group in comparison.groups))


def _comparison_grid(number: int, by: str, comparisons: tuple[Comparison, ...], setup: Setup, say: Words) -> Grid:
    groups = _groups(comparisons)
    different = {each.item for each in differing(comparisons)}
    rows: list[tuple[Cell, ...]] = []
    for comparison in comparisons:
        means = {group.group: group.mean for group in comparison.groups}
        rows.append(
            (
                called(setup, comparison.item),
                *(means.get(group) for group in groups),
                *_test_cells(comparison, say),
            )
        )
    return Grid(
        f"groups.compare.{number}",
        say("grid.compare", by=called(setup, by)),
        (
            GridColumn(say.common("item")),
            *(GridColumn(group, Format.MEAN) for group in groups),
            *_test_columns(say),
        ),
        tuple(rows),
        notes=(say("note.compare", level=ALPHA_LEVEL),),
        strong_rows=frozenset(row for row, each in enumerate(comparisons) if each.item in different),
    )


def _test_columns(say: Words) -> tuple[GridColumn, ...]:
    return (
        GridColumn(say("column.test")),
        GridColumn(say.common("statistic"), Format.COEFFICIENT),
        GridColumn(say.common("df")),
        GridColumn(say.common("p"), Format.P),
        GridColumn(say("column.p_adjusted"), Format.P, strong=True),
        GridColumn(say("column.effect")),
        GridColumn(say("column.effect_value"), Format.COEFFICIENT),
    )


def _test_cells(comparison: Comparison, say: Words) -> tuple[Cell, ...]:
    effect = comparison.effect
    return (
        None if comparison.test is None else say(f"test.{comparison.test}"),
        comparison.statistic,
        None if comparison.df is None else ", ".join(f"{df:.2f}".removesuffix(".00") for df in comparison.df),
        comparison.p,
        comparison.p_adjusted,
        None if effect is None else say(f"effect.{effect.name}"),
        None if effect is None else effect.value,
    )


def _comparison_details(number: int, by: str, comparisons: list[Comparison], setup: Setup, say: Words) -> list[Grid]:
    """Group sizes and spreads, every test, and the pairs: the expert's tables of one grouping."""
    name = called(setup, by)
    grids = [
        Grid(
            f"groups.sizes.{number}",
            say("grid.sizes", by=name),
            (
                GridColumn(say.common("item")),
                GridColumn(say.common("group")),
                GridColumn(say.common("n"), Format.INTEGER),
                GridColumn(say.common("mean"), Format.MEAN),
                GridColumn(say.common("sd"), Format.MEAN),
            ),
            tuple(
                (called(setup, each.item), group.group, group.n, group.mean, group.sd)
                for each in told(comparisons)
                for group in each.groups
            ),
            more=True,
            workbook=True,
        )
    ]
    if len(comparisons) > len(told(comparisons)):
        grids.append(
            Grid(
                f"groups.tests.{number}",
                say("grid.tests", by=name),
                (GridColumn(say.common("item")), *_test_columns(say)),
                tuple((called(setup, each.item), *_test_cells(each, say)) for each in comparisons),
                more=True,
                workbook=True,
            )
        )
    pairs = tuple(
        (
            called(setup, each.item),
            *pair.groups,
            pair.difference,
            *low_high(pair.ci),
            pair.p,
            say(f"pairs.{pair.method}"),
        )
        for each in comparisons
        for pair in each.pairs
    )
    if pairs:
        grids.append(
            Grid(
                f"groups.pairs.{number}",
                say("grid.pairs", by=name),
                (
                    GridColumn(say.common("item")),
                    GridColumn(say("column.first")),
                    GridColumn(say("column.second")),
                    GridColumn(say("column.difference"), Format.MEAN),
                    GridColumn(say.common("low"), Format.MEAN),
                    GridColumn(say.common("high"), Format.MEAN),
                    GridColumn(say.common("p"), Format.P, strong=True),
                    GridColumn(say("column.method")),
                ),
                pairs,
                notes=(say("note.pairs"),),
                more=True,
                workbook=True,
            )
        )
    return grids
