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
    clear = _headed(results)
    if clear is not None:
        told_of = _index_ends(clear, results, setup)
        return say(_ends_key("headline_index", clear), by=called(setup, clear.by), **told_of)
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
    """Where each grouping differs and most clearly, one sentence on all that do not, one on the cross tables."""
    found: list[str] = []
    alike: list[str] = []
    tested_items = 0
    index = {each.by: each for each in index_comparisons(results) if each.p_adjusted is not None}
    headed = _headed(results)
    scores = by_question(differing(results.compare_scores or ()))
    for by, found_by in by_question(told(results.compare or ())).items():
        if by == _wave(results):
            continue
        tested = [each for each in found_by if each.p_adjusted is not None]
        different = differing(found_by)
        if not different and by not in scores:
            alike.append(called(setup, by))
            tested_items = max(tested_items, len(tested))
            continue
        clauses = []
        if by in index and index[by] is not headed:
            clauses.append(_index_clause(index[by], results, setup, say))
        dimensions = [each.item for each in scores.get(by, ()) if each.scope == "dimension"]
        if dimensions:
            clauses.append(say("difference.dimensions", dimensions=dimensions))
        if different:
            clauses.append(say("difference.some", tested=len(tested), different=len(different)))
        elif tested:
            clauses.append(say("difference.none", tested=len(tested)))
        if clauses:
            separator = say("difference.separator")
            found.append(say("difference.by", by=called(setup, by), clauses=separator.join(clauses)))
        if clearest := [_item(each, setup, say) for each in different[:NAMED] if ends_differ(each)]:
            found.append(say("difference.clearest", by=called(setup, by), items=clearest))
    if alike and tested_items:
        found.append(say("difference.alike_index" if index else "difference.alike", by=alike, tested=tested_items))
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


def _headed(results: Results) -> Comparison | None:
    """The comparison of the index that the headline tells."""
    found = (each for each in differing(index_comparisons(results)) if each.by != _wave(results))
    return next((each for each in found if ends_differ(each)), None)


def _wave(results: Results) -> str | None:
    """The question that tells waves, whose section says in words what changed."""
    return results.waves.question if results.waves else None


def _index_clause(comparison: Comparison, results: Results, setup: Setup, say: Words) -> str:
    kind = "no_index"
    if differing([comparison]):
        kind = _ends_key("index", comparison) if ends_differ(comparison) else "index_unclear"
    return say(f"difference.{kind}", **_index_ends(comparison, results, setup))


def _item(comparison: Comparison, setup: Setup, say: Words) -> str:
    return say(_ends_key("difference.item", comparison), **ends(comparison, setup))


def _ends_key(key: str, comparison: Comparison) -> str:
    """Of two groups one is lower than the other; of more there are a highest and a lowest."""
    return f"{key}_two" if len(comparison.groups) == 2 else key


def _index_ends(comparison: Comparison, results: Results, setup: Setup) -> dict[str, object]:
    """The ends with the index the section on scores gives them, so that a group has one index in the report."""
    found = ends(comparison, setup)
    scored = {
        each.group: each for each in (results.scores.groups if results.scores else ()) if each.by == comparison.by
    }
    for end in ("high", "low"):
        group = scored.get(str(found[end]))
        if group is not None and group.index is not None:
            found |= {f"{end}_mean": group.index, f"{end}_n": group.n}
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
