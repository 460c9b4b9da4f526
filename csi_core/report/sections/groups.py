"""Differences between groups and correlations between questions."""

from __future__ import annotations

from csi_core.report.model import Card, Figure, Format, Grid, Section
from csi_core.report.sections import comparisons, correlations, crosstables
from csi_core.report.sections.comparisons import by_question, differing, ends, ends_differ, told
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.results import Comparison, Results
from csi_core.setup import Setup
from csi_core.text import Text

#: What the tables say themselves, beside the numbers it is about.
_TOLD_BESIDE = frozenset({"crosstabs.sparse"})

#: Questions named for each grouping.
NAMED = 3


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Which groups answered differently, and what goes with what; None where there is nothing to relate."""
    compared = told((*(results.compare or ()), *(results.compare_scores or ())))
    if not compared and (results.correlations is None or len(results.correlations.r) < 2):
        return None
    say = Words("groups", text)
    different = differing(compared)
    return Section(
        key="groups",
        title=say("title"),
        headline=_headline(results, compared, different, setup, say),
        cards=_cards(results, compared, different, setup, say),
        findings=(*_differences(results, setup, say), *correlations.sentences(results, setup, say)),
        warnings=callouts((note for note in notes_of(results, "groups") if note.code not in _TOLD_BESIDE), text),
        figures=_figures(results, setup, say),
        grids=_grids(results, setup, say),
        explanation=explanation("groups", text, _here(compared, different, say), _do(different, say)),
        how=(
            *((say(f"how.compare.{setup.compare.test}"), say("how.pairs")) if compared else ()),
            *((say(f"how.adjust.{setup.compare.adjust}"),) if compared else ()),
            *((say("how.scores", share=100 * setup.missing.answered),) if results.compare_scores else ()),
            *((say("how.crosstabs"),) if results.crosstabs else ()),
            *((say(f"how.correlations.{setup.correlations.method}"),) if results.correlations else ()),
            say("how.missing"),
        ),
    )


def index_comparisons(results: Results) -> tuple[Comparison, ...]:
    """The index between the groups of each grouping."""
    return tuple(each for each in told(results.compare_scores or ()) if each.scope == "index")


def _headline(
    results: Results,
    compared: tuple[Comparison, ...],
    different: tuple[Comparison, ...],
    setup: Setup,
    say: Words,
) -> str:
    if not compared:
        return say("headline_no_groups")
    names = [called(setup, by) for by in by_question(compared)]
    clear = [each for each in differing(index_comparisons(results)) if ends_differ(each)]
    if clear:
        told_of = ends(clear[0], setup)
        return say("headline_index", by=called(setup, clear[0].by), **told_of)
    if not different:
        return say("headline_none", by=names, comparisons=len(compared))
    return say("headline", by=names, comparisons=len(compared), different=len(different))


def _cards(
    results: Results, compared: tuple[Comparison, ...], different: tuple[Comparison, ...], setup: Setup, say: Words
) -> tuple[Card, ...]:
    found = []
    if compared:
        tested = [each for each in compared if each.p_adjusted is not None]
        found.append(Card(say("card.comparisons"), say.show(len(tested), Format.INTEGER)))
        found.append(
            Card(say("card.differences"), say.show(len(different), Format.INTEGER), note=say("card.differences_note"))
        )
    top = correlations.strongest(results.correlations)
    if top is not None:
        found.append(
            Card(
                say("card.strongest"),
                say.show(top.r, Format.COEFFICIENT),
                note=say("card.pair", a=called(setup, top.a), b=called(setup, top.b), n=top.n),
            )
        )
    if not compared and results.correlations is not None:
        found.insert(0, Card(say("card.pairs"), say.show(len(results.correlations.pairs), Format.INTEGER)))
    return tuple(found)


def _differences(results: Results, setup: Setup, say: Words) -> list[str]:
    found = []
    index = {each.by: each for each in index_comparisons(results)}
    scores = by_question(differing(results.compare_scores or ()))
    for by, found_by in by_question(told(results.compare or ())).items():
        name = called(setup, by)
        if by in index and index[by].p_adjusted is not None:
            kind = "no_index"
            if differing([index[by]]):
                kind = "index" if ends_differ(index[by]) else "index_unclear"
            found.append(say(f"difference.{kind}", by=name, **ends(index[by], setup)))
        dimensions = [each.item for each in scores.get(by, ()) if each.scope == "dimension"]
        if dimensions:
            found.append(say("difference.dimensions", by=name, dimensions=dimensions))
        tested = [each for each in found_by if each.p_adjusted is not None]
        different = differing(found_by)
        if not tested:
            continue
        if not different:
            found.append(say("difference.none", by=name, tested=len(tested)))
            continue
        found.append(say("difference.some", by=name, tested=len(tested), different=len(different)))
        found.extend(say("difference.item", **ends(each, setup)) for each in different[:NAMED] if ends_differ(each))
    tables = crosstables.clearest(results)
    if tables:
        first = tables[0]
        found.append(
            say(
                "difference.tables",
                tables=len(tables),
                item=called(setup, first.item),
                by=called(setup, first.by),
                size=crosstables.size(first, say),
            )
        )
    return found


def _here(compared: tuple[Comparison, ...], different: tuple[Comparison, ...], say: Words) -> tuple[str, ...]:
    if not compared:
        return (say("here.no_groups"),)
    return (say("here.differences", count=len(different)) if different else say("here.no_differences"),)


def _do(different: tuple[Comparison, ...], say: Words) -> tuple[str, ...]:
    return (say("do.differences") if different else say("do.nothing"),)


def _figures(results: Results, setup: Setup, say: Words) -> tuple[Figure, ...]:
    return (*crosstables.figures(results, setup, say), *correlations.figures(results, setup, say))


def _grids(results: Results, setup: Setup, say: Words) -> tuple[Grid, ...]:
    return (
        *comparisons.who_differs(results, setup, say),
        *comparisons.grids(results, setup, say),
        *crosstables.grids(results, setup, say),
        *correlations.grids(results, setup, say),
    )
