"""Differences between groups and correlations between questions."""

from __future__ import annotations

from csi_core.report.model import Card, Format, Grid, Section
from csi_core.report.sections import comparisons, correlations, crosstables
from csi_core.report.sections.comparisons import by_question, differing, ends, told
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.results import Comparison, Results
from csi_core.setup import Setup
from csi_core.text import Text


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Which groups answered differently, and what goes with what; None where there is nothing to relate."""
    compared = told(results.compare or ())
    if not compared and (results.correlations is None or len(results.correlations.r) < 2):
        return None
    say = Words("groups", text)
    different = differing(compared)
    return Section(
        key="groups",
        title=say("title"),
        headline=_headline(compared, different, setup, say),
        cards=_cards(compared, different, setup, say),
        findings=_difference_sentences(compared, setup, say),
        warnings=callouts(notes_of(results, "groups"), text),
        figures=(),
        grids=_grids(results, setup, say),
        explanation=explanation("groups", text, _here(compared, different, say), _do(different, say)),
        how=(
            *((say("how.compare"),) if compared else ()),
            *((say("how.crosstabs"),) if results.crosstabs else ()),
            *((say("how.correlations"),) if results.correlations else ()),
            say("how.missing"),
        ),
    )


def _headline(compared: tuple[Comparison, ...], different: tuple[Comparison, ...], setup: Setup, say: Words) -> str:
    if not compared:
        return say("headline_no_groups")
    names = [called(setup, by) for by in by_question(compared)]
    if not different:
        return say("headline_none", by=names, comparisons=len(compared))
    return say("headline", by=names, comparisons=len(compared), different=len(different))


def _cards(
    compared: tuple[Comparison, ...], different: tuple[Comparison, ...], setup: Setup, say: Words
) -> tuple[Card, ...]:
    if not compared:
        return ()
    return (
        Card(say("card.comparisons"), say.show(len(compared), Format.INTEGER)),
        Card(say("card.differences"), say.show(len(different), Format.INTEGER), note=say("card.differences_note")),
    )


def _difference_sentences(compared: tuple[Comparison, ...], setup: Setup, say: Words) -> tuple[str, ...]:
    found = []
    for by, found_by in by_question(compared).items():
        tested = [each for each in found_by if each.p_adjusted is not None]
        different = differing(found_by)
        name = called(setup, by)
        if not tested:
            continue
        if not different:
            found.append(say("difference.none", by=name, tested=len(tested)))
            continue
        found.append(say("difference.some", by=name, tested=len(tested), different=len(different)))
        found.extend(say("difference.item", **ends(comparison, setup)) for comparison in different[:3])
    return tuple(found)


def _here(compared: tuple[Comparison, ...], different: tuple[Comparison, ...], say: Words) -> tuple[str, ...]:
    if not compared:
        return (say("here.no_groups"),)
    return (say("here.differences", count=len(different)) if different else say("here.no_differences"),)


def _do(different: tuple[Comparison, ...], say: Words) -> tuple[str, ...]:
    return (say("do.differences") if different else say("do.nothing"),)


def _grids(results: Results, setup: Setup, say: Words) -> tuple[Grid, ...]:
    return (
        *comparisons.grids(results, setup, say),
        *crosstables.grids(results, setup, say),
        *((correlations.grid(results.correlations, setup, say),) if results.correlations else ()),
    )
