"""Who answered differently: comparisons of the groups' means as sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csi_core.report.model import Cell, Format, Grid, GridColumn
from csi_core.report.sections.parts import Words, called, low_high
from csi_core.results import Comparison, Effect, Group, Results
from csi_core.setup import Setup
from csi_core.thresholds import ALPHA_LEVEL, magnitude

#: Where a comparison was tested several ways, the one that is told: it asks for equal variances least.
_TOLD_FIRST = ("welch", "t", "anova", "kruskal", "mann-whitney")

#: The sign a test's statistic is known by, where it has one.
_STATISTICS = {"t": "t", "welch": "F", "anova": "F", "mann-whitney": "U", "kruskal": "H"}


def told(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """One comparison for each item and grouping: the first of the preferred tests, in the order given."""
    chosen: dict[tuple[str, str, str], Comparison] = {}
    for comparison in comparisons:
        key = (comparison.scope, comparison.item, comparison.by)
        if key not in chosen or _preference(comparison) < _preference(chosen[key]):
            chosen[key] = comparison
    return tuple(chosen.values())


def _preference(comparison: Comparison) -> int:
    return len(_TOLD_FIRST) if comparison.test is None else _TOLD_FIRST.index(comparison.test)


def differing(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """The comparisons that stay significant after adjustment, the strongest first."""
    found = [each for each in told(comparisons) if each.p_adjusted is not None and each.p_adjusted < ALPHA_LEVEL]
    return tuple(sorted(found, key=lambda each: each.p_adjusted or 0.0))


def extremes(comparison: Comparison) -> tuple[Group, Group]:
    """The group with the highest mean and the one with the lowest, of those that were tested where there was a test."""
    tested = [group for group in comparison.groups if group.n > 1 or comparison.test is None]
    return max(tested, key=_mean), min(tested, key=_mean)


def ends_differ(comparison: Comparison) -> bool:
    """Whether the highest and the lowest group differ by themselves, too."""
    outer = {group.group for group in extremes(comparison)}
    return all(pair.p < ALPHA_LEVEL for pair in comparison.pairs if set(pair.groups) == outer)


def ends(comparison: Comparison, setup: Setup) -> dict[str, object]:
    """What a sentence on one comparison tells: the item, its highest and lowest group with mean and n, corrected p."""
    high, low = extremes(comparison)
    return {
        "item": comparison.item if comparison.scope != "item" else called(setup, comparison.item),
        "high": high.group,
        "high_mean": high.mean,
        "high_n": high.n,
        "low": low.group,
        "low_mean": low.mean,
        "low_n": low.n,
        "p": comparison.p_adjusted,
    }


def effect_of(comparison: Comparison) -> Effect | None:
    """The effect a reader is told: of two groups their difference in standard deviations or ranks."""
    return comparison.pairs[0].effect if len(comparison.pairs) == 1 else comparison.effect


def size(effect: Effect | None, say: Words) -> str:
    """The effect's size in a word; nothing where there is no effect."""
    return "" if effect is None else say.text.word(magnitude(effect.name, effect.value))


def name_of(comparison: Comparison, setup: Setup, say: Words) -> str:
    """A question, a dimension or the index, as a reader is shown it."""
    match comparison.scope:
        case "index":
            return say("index")
        case "dimension":
            return comparison.item
        case _:
            return called(setup, comparison.item)


def _mean(group: Group) -> float:
    return group.mean


def by_question(comparisons: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        found.setdefault(comparison.by, []).append(comparison)
    return found


# -- who differs where -----------------------------------------------------------------------------------------


def who_differs(results: Results, setup: Setup, say: Words) -> list[Grid]:
    """Index, dimensions and the questions that differ anywhere, by every grouping: who is lower, who higher."""
    compared = told((*(results.compare_scores or ()), *(results.compare or ())))
    groupings = tuple(by_question(compared))
    if not groupings:
        return []
    cells: dict[tuple[str, str], dict[str, Comparison]] = {}
    for comparison in sorted(compared, key=lambda each: ("index", "dimension", "item").index(each.scope)):
        cells.setdefault((comparison.scope, comparison.item), {})[comparison.by] = comparison
    clear = {(each.scope, each.item) for each in differing(compared)}
    shown = [key for key in cells if key in clear or key[0] != "item"] or list(cells)
    others = "note.who_others" if any(scope == "item" for scope, _ in clear) else "note.who_none"
    return [
        Grid(
            "groups.who",
            say("grid.who"),
            (GridColumn(say("column.what")), *(GridColumn(called(setup, by)) for by in groupings)),
            tuple(
                (
                    name_of(next(iter(cells[key].values())), setup, say),
                    *(verdict(cells[key][by], say) if by in cells[key] else None for by in groupings),
                )
                for key in shown
            ),
            notes=(
                say("note.who"),
                *((say(others, others=len(cells) - len(shown)),) if len(shown) < len(cells) else ()),
                family(results, setup, say),
            ),
        )
    ]


def verdict(comparison: Comparison, say: Words) -> str | None:
    """One cell: "no clear difference", or who is lower and who higher with the size of the effect."""
    if comparison.p_adjusted is None:
        return None
    if comparison.p_adjusted >= ALPHA_LEVEL:
        return say("verdict.none")
    high, low = extremes(comparison)
    how = size(effect_of(comparison), say)
    if not ends_differ(comparison):
        return say("verdict.unclear", size=how)
    key = "verdict.two" if len(comparison.groups) == 2 else "verdict.more"
    return say(key, low=low.group, high=high.group, size=how)


def family(results: Results, setup: Setup, say: Words) -> str:
    """Over what the p of each grouping are adjusted, in words."""
    parts = []
    compared = (*(results.compare or ()), *(results.compare_scores or ()))
    for by, comparisons in by_question(compared).items():
        for scope, key in (("item", "family.items"), ("index", "family.scores")):
            found = next((each for each in comparisons if each.scope == scope), None)
            if found is not None:
                parts.append(say(key, by=called(setup, by), family=found.family))
    return say("family.all", families=parts, adjustment=say(f"adjustment.{compared[0].adjustment}"))


# -- tables ------------------------------------------------------------------------------------------------------


def grids(results: Results, setup: Setup, say: Words) -> list[Grid]:
    """By every grouping: the means of scores and of questions with their tests; then sizes, effects and pairs."""
    items, scores = by_question(results.compare or ()), by_question(results.compare_scores or ())
    grids = [
        _means(f"groups.scores.{number}", "grid.scores", told(found), Format.SCORE, setup, say)
        for number, found in enumerate(scores.values(), 1)
    ]
    grids += [
        _means(f"groups.compare.{number}", "grid.compare", told(found), Format.MEAN, setup, say, more=bool(scores))
        for number, found in enumerate(items.values(), 1)
    ]
    for number, found in enumerate(scores.values(), 1):
        grids += _pairs(f"groups.clear_pairs.{number}", "grid.clear_pairs", differing(found), Format.SCORE, setup, say)
    for number, (by, found) in enumerate(items.items(), 1):
        scored = scores.get(by, [])
        grids += _details(number, by, [*scored, *found], setup, say)
        for part, members, style in (("score_pairs", scored, Format.SCORE), ("pairs", found, Format.MEAN)):
            grids += _pairs(f"groups.{part}.{number}", f"grid.{part}", members, style, setup, say, workbook=True)
    return grids


def _groups(comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.group for comparison in comparisons for group in comparison.groups))


def _means(
    key: str,
    caption: str,
    comparisons: Sequence[Comparison],
    style: Format,
    setup: Setup,
    say: Words,
    *,
    more: bool = False,
) -> Grid:
    groups = _groups(comparisons)
    tests = list(dict.fromkeys(each.test for each in comparisons if each.test is not None))
    same = len(tests) == 1
    effects = list(dict.fromkeys(e.name for each in comparisons if (e := effect_of(each)) is not None))
    rows: list[tuple[Cell, ...]] = []
    for comparison in comparisons:
        means = {group.group: group.mean for group in comparison.groups}
        effect = effect_of(comparison)
        rows.append(
            (
                name_of(comparison, setup, say),
                *(means.get(group) for group in groups),
                *(() if same else (None if comparison.test is None else say(f"test.{comparison.test}"),)),
                comparison.statistic,
                _df(comparison.df),
                comparison.p,
                comparison.p_adjusted,
                *(() if len(effects) == 1 else (None if effect is None else say(f"effect.{effect.name}"),)),
                None if effect is None else effect.value,
                size(effect, say) or None,
            )
        )
    different = {(each.scope, each.item) for each in differing(comparisons)}
    return Grid(
        key,
        say(caption, by=called(setup, comparisons[0].by)),
        (
            GridColumn(say("column.what")),
            *(GridColumn(say("column.group", group=group, n=_sizes(group, comparisons)), style) for group in groups),
            *(() if same else (GridColumn(say("column.test")),)),
            GridColumn(_STATISTICS[tests[0]] if same else say.common("statistic"), Format.COEFFICIENT),
            GridColumn(say.common("df")),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.p_adjusted"), Format.P),
            *(() if len(effects) == 1 else (GridColumn(say("column.effect")),)),
            GridColumn(
                say(f"effect.{effects[0]}") if len(effects) == 1 else say("column.effect_value"), Format.COEFFICIENT
            ),
            GridColumn(say("column.size")),
        ),
        tuple(rows),
        notes=(
            *((say("note.one_test", test=say(f"test.{tests[0]}")),) if same else ()),
            *((say("note.compare"),) if different else ()),
            *((say("note.persons"),) if any(each.scope in ("dimension", "index") for each in comparisons) else ()),
        ),
        strong_rows=frozenset(row for row, each in enumerate(comparisons) if (each.scope, each.item) in different),
        more=more,
        workbook=more and not different,
    )


def _sizes(group: str, comparisons: Sequence[Comparison]) -> str:
    """The group's size, from the smallest to the largest number of answers."""
    sizes = [found.n for each in comparisons for found in each.groups if found.group == group]
    return f"{min(sizes):,}" if min(sizes) == max(sizes) else f"{min(sizes):,}–{max(sizes):,}"


def _df(df: tuple[float, ...] | None) -> str | None:
    return None if df is None else ", ".join(f"{each:.1f}".removesuffix(".0") for each in df)


def _details(number: int, by: str, comparisons: list[Comparison], setup: Setup, say: Words) -> list[Grid]:
    """Sizes and spreads, effects with their intervals, equality of variances: the expert's tables of one grouping."""
    name = called(setup, by)
    what = GridColumn(say("column.what"))
    grids = [
        Grid(
            f"groups.sizes.{number}",
            say("grid.sizes", by=name),
            (
                what,
                GridColumn(say.common("group")),
                GridColumn(say.common("n"), Format.INTEGER),
                GridColumn(say.common("mean"), Format.MEAN),
                GridColumn(say.common("sd"), Format.MEAN),
            ),
            tuple(
                (name_of(each, setup, say), group.group, group.n, group.mean, group.sd)
                for each in told(comparisons)
                for group in each.groups
            ),
            more=True,
            workbook=True,
        )
    ]
    effects = tuple(
        (name_of(each, setup, say), say(f"effect.{effect.name}"), effect.value, *low_high(effect.ci), size(effect, say))
        for each in comparisons
        for effect in dict.fromkeys((each.effect, effect_of(each)))
        if effect is not None
    )
    if effects:
        grids.append(
            Grid(
                f"groups.effects.{number}",
                say("grid.effects", by=name),
                (
                    what,
                    GridColumn(say("column.effect")),
                    GridColumn(say("column.effect_value"), Format.COEFFICIENT),
                    GridColumn(say.common("low"), Format.COEFFICIENT),
                    GridColumn(say.common("high"), Format.COEFFICIENT),
                    GridColumn(say("column.size")),
                ),
                effects,
                notes=(say("note.effects"),),
                more=True,
                workbook=True,
            )
        )
    variances = tuple(
        (name_of(each, setup, say), each.levene.statistic, _df(each.levene.df), each.levene.p)
        for each in comparisons
        if each.levene is not None
    )
    if variances:
        grids.append(
            Grid(
                f"groups.levene.{number}",
                say("grid.levene", by=name),
                (
                    what,
                    GridColumn("F", Format.COEFFICIENT),
                    GridColumn(say.common("df")),
                    GridColumn(say.common("p"), Format.P),
                ),
                variances,
                notes=(say("note.levene"),),
                more=True,
            )
        )
    return grids


def _pairs(
    key: str,
    caption: str,
    comparisons: Sequence[Comparison],
    style: Format,
    setup: Setup,
    say: Words,
    *,
    workbook: bool = False,
) -> list[Grid]:
    """The pairs of groups; where no comparison has more than one pair, the test says it already."""
    if all(len(each.pairs) < 2 for each in comparisons):
        return []
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            name_of(each, setup, say),
            *pair.groups,
            pair.difference,
            *low_high(pair.ci),
            pair.p,
            None if pair.effect is None else pair.effect.value,
            say(f"pairs.{pair.method}"),
        )
        for each in comparisons
        for pair in each.pairs
    )
    effect = next((pair.effect.name for each in comparisons for pair in each.pairs if pair.effect), "hedges_g")
    return [
        Grid(
            key,
            say(caption, by=called(setup, comparisons[0].by)),
            (
                GridColumn(say("column.what")),
                GridColumn(say("column.first")),
                GridColumn(say("column.second")),
                GridColumn(say("column.difference"), style),
                GridColumn(say.common("low"), style),
                GridColumn(say.common("high"), style),
                GridColumn(say.common("p"), Format.P, strong=True),
                GridColumn(say(f"effect.{effect}"), Format.COEFFICIENT),
                GridColumn(say("column.method")),
            ),
            rows,
            notes=(say("note.pairs"),),
            more=True,
            workbook=workbook,
        )
    ]
