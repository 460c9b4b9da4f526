"""Loyalty: the net promoter score, of all and by groups."""

from __future__ import annotations

from csi_core.report.model import Card, Cell, DivergingChart, Figure, Format, Grid, GridColumn, Section
from csi_core.report.sections.parts import Words, called, callouts, explanation, low_high, notes_of
from csi_core.results import Loyalty, Nps, Promotion, PromotionGroups, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_LEVEL


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Promoters, passives and detractors of every recommendation question; None when there is none."""
    loyalty = results.loyalty
    if loyalty is None:
        return None
    say = Words("loyalty", text)
    first = next(iter(loyalty.nps.values())).all
    return Section(
        key="loyalty",
        title=say("title"),
        headline=headline(loyalty, setup, text),
        cards=_cards(first, say),
        findings=_findings(loyalty, setup, say),
        warnings=callouts(notes_of(results, "loyalty"), text),
        figures=tuple(
            _figure(number, name, each, setup, say) for number, (name, each) in enumerate(loyalty.nps.items(), 1)
        ),
        grids=tuple(
            grid
            for number, (name, each) in enumerate(loyalty.nps.items(), 1)
            for grid in _grids(number, name, each, setup, say)
        ),
        explanation=explanation("loyalty", text, (_here(first, say),), (say("do"),)),
        how=(say("how.nps"), say("how.interval"), say("how.groups"), say("how.spss")),
    )


def _values(found: Promotion, say: Words) -> dict[str, object]:
    return {
        "nps": found.nps,
        "interval": _between(found, say),
        "promoters": found.percent_promoters,
        "detractors": found.percent_detractors,
        "n": found.n,
    }


def _between(found: Promotion, say: Words) -> str:
    """The interval in words: its ends may have a minus, which a dash between them would hide."""
    if found.ci is None:
        return say.text("text.missing")
    low, high = (say.show(end, Format.SCORE) for end in found.ci)
    return say("between", low=low, high=high)


def headline(loyalty: Loyalty, setup: Setup, text: Text) -> str:
    """The score of the first recommendation question in one sentence."""
    say = Words("loyalty", text)
    name, first = next(iter(loyalty.nps.items()))
    return say("headline", item=called(setup, name), **_values(first.all, say))


def _cards(found: Promotion, say: Words) -> tuple[Card, ...]:
    passives = 100.0 - found.percent_promoters - found.percent_detractors
    note = say.common("rest_on", n=found.n)
    if found.ci is not None:
        note = say("card.interval_n", interval=_between(found, say), n=found.n)
    return (
        Card(say("card.nps"), say.show(found.nps, Format.SCORE), note=note),
        *(
            Card(say(f"kind.{kind}"), say.show(share, Format.PERCENT), note=say.common("rest_on", n=count))
            for kind, share, count in (
                ("promoters", found.percent_promoters, found.promoters),
                ("passives", passives, found.passives),
                ("detractors", found.percent_detractors, found.detractors),
            )
        ),
    )


def _findings(loyalty: Loyalty, setup: Setup, say: Words) -> tuple[str, ...]:
    told = []
    for number, (name, each) in enumerate(loyalty.nps.items()):
        if number:
            told.append(say("headline", item=called(setup, name), **_values(each.all, say)))
        told += [sentence for groups in each.groups if (sentence := _groups(name, groups, setup, say))]
    return tuple(told)


def _groups(name: str, compared: PromotionGroups, setup: Setup, say: Words) -> str:
    if compared.p_adjusted is None:
        return ""
    # Alone, or all of one kind, a group was not tested.
    tested = [(group, each) for group, each in compared.groups.items() if len(_kinds(each)) > 1]
    order = sorted(tested, key=lambda group: -group[1].nps)
    (high, high_found), (low, low_found) = order[0], order[-1]
    return say(
        "groups.differ" if compared.p_adjusted < ALPHA_LEVEL else "groups.alike",
        item=called(setup, name),
        by=called(setup, compared.by),
        high=high,
        high_nps=high_found.nps,
        high_n=high_found.n,
        low=low,
        low_nps=low_found.nps,
        low_n=low_found.n,
        p=compared.p_adjusted,
    )


def _kinds(found: Promotion) -> list[int]:
    return [n for n in (found.promoters, found.passives, found.detractors) if n]


def _here(found: Promotion, say: Words) -> str:
    if found.ci is not None and found.ci[0] <= 0 <= found.ci[1]:
        return say("here.even")
    return say("here.more_promoters" if found.nps > 0 else "here.more_detractors")


def _rows(found: Nps, setup: Setup, say: Words) -> list[tuple[str, Promotion]]:
    """All, then each group, as "Branch: North"."""
    rows = [(say("all"), found.all)]
    for compared in found.groups:
        by = called(setup, compared.by)
        rows += [(say("group", by=by, group=label), group) for label, group in compared.groups.items()]
    return rows


def _figure(number: int, name: str, found: Nps, setup: Setup, say: Words) -> Figure:
    rows = tuple(
        (
            label,
            each.n,
            (
                each.percent_detractors,
                max(0.0, 100.0 - each.percent_promoters - each.percent_detractors),
                each.percent_promoters,
            ),
        )
        for label, each in _rows(found, setup, say)
    )
    levels = (say("kind.detractors"), say("kind.passives"), say("kind.promoters"))
    return Figure(
        f"loyalty.nps.{number}",
        say("figure.nps", item=called(setup, name), n=found.all.n),
        say("headline", item=called(setup, name), **_values(found.all, say)),
        DivergingChart(levels, rows, say("figure.unit")),
    )


def _grids(number: int, name: str, found: Nps, setup: Setup, say: Words) -> list[Grid]:
    rows: list[tuple[Cell, ...]] = [
        (
            label,
            each.n,
            each.percent_detractors,
            max(0.0, 100.0 - each.percent_promoters - each.percent_detractors),
            each.percent_promoters,
            each.nps,
            *low_high(each.ci),
        )
        for label, each in _rows(found, setup, say)
    ]
    grids = [
        Grid(
            f"loyalty.nps.{number}",
            say("grid.nps", item=called(setup, name)),
            (
                GridColumn(say.common("group")),
                GridColumn(say.common("n"), Format.INTEGER),
                *(GridColumn(say(f"kind.{kind}"), Format.PERCENT) for kind in ("detractors", "passives", "promoters")),
                GridColumn(say("column.nps"), Format.SCORE, strong=True),
                GridColumn(say.common("low"), Format.SCORE),
                GridColumn(say.common("high"), Format.SCORE),
            ),
            tuple(rows),
            notes=(say("note.missing", missing=found.missing),) if found.missing else (),
            strong_rows=frozenset({0}),
        )
    ]
    tested = tuple(
        (called(setup, each.by), each.statistic, *(each.df or (None, None)), each.p, each.p_adjusted)
        for each in found.groups
        if each.p is not None
    )
    if tested:
        grids.append(
            Grid(
                f"loyalty.tests.{number}",
                say("grid.tests", item=called(setup, name)),
                (
                    GridColumn(say("column.by")),
                    GridColumn("F", Format.MEAN),
                    GridColumn(say("column.df1"), Format.INTEGER),
                    GridColumn(say("column.df2"), Format.SCORE),
                    GridColumn(say.common("p"), Format.P),
                    GridColumn(say("column.p_adjusted"), Format.P),
                ),
                tested,
                more=True,
            )
        )
    return grids
