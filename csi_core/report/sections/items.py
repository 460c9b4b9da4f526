"""Item analysis: how each question was answered."""

from __future__ import annotations

from collections.abc import Mapping

from csi_core.report.model import Callout, Card, DivergingChart, Figure, Format, Section, Tone
from csi_core.report.sections.item_tables import MOST_LEVELS, by_levels, grids
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.report.sections.verdicts import Verdict, discrimination
from csi_core.results import Item, Results
from csi_core.setup import Role, Setup
from csi_core.text import Text
from csi_core.thresholds import NONRESPONSE

#: Shares summed from different options differ by this much though as many people chose them.
ROUNDING = 1e-9


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Answers and means of every rating question; None when there is none."""
    items = results.items
    if not items:
        return None
    say = Words("items", text)
    judged = rated(items, setup)
    ranked = ranking(judged)
    return Section(
        key="items",
        title=say("title"),
        headline=_headline(items, ranked, setup, say),
        cards=_cards(items, ranked, setup, say),
        findings=_findings(results, items, judged, ranked, setup, say),
        warnings=_warnings(items, setup, say) + callouts(notes_of(results, "items"), text),
        figures=_figures(items, ranking(items), setup, say),
        grids=grids(results, items, ranked, setup, say),
        explanation=explanation("items", text, _here(items, ranked, setup, say), _do(ranked, setup, say)),
        how=(
            say("how.mean"),
            say("how.shape"),
            say("how.boxes"),
            say("how.critical_ratio"),
            say("how.missing"),
        ),
    )


def rated(items: Mapping[str, Item], setup: Setup) -> dict[str, Item]:
    """Questions that rate what was experienced: what matters little or was little expected is not dissatisfaction."""
    asked = {column.name for column in setup.of(Role.IMPORTANCE, Role.EXPECTATION)}
    return {name: item for name, item in items.items() if name not in asked} or dict(items)


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


def _findings(
    results: Results,
    items: Mapping[str, Item],
    judged: Mapping[str, Item],
    ranked: tuple[str, ...],
    setup: Setup,
    say: Words,
) -> tuple[str, ...]:
    found = []
    if len(ranked) >= 6:
        found.append(say("best", items=[_with_mean(items, name, setup, say) for name in ranked[:3]]))
        found.append(say("worst", items=[_with_mean(items, name, setup, say) for name in reversed(ranked[-3:])]))
    dissatisfied = [
        (name, item.bottom2)
        for name, item in judged.items()
        if item.bottom2 is not None and item.top2 is not None and item.bottom2 - item.top2 > ROUNDING
    ]
    if dissatisfied:
        ordered = sorted(dissatisfied, key=lambda pair: -pair[1])
        shown = [say("dissatisfied_item", item=called(setup, name), percent=share) for name, share in ordered[:5]]
        found.append(say("dissatisfied", count=len(dissatisfied), items=shown))
    found.extend(_discrimination_sentences(results, items, setup, say))
    found.extend(_answering_sentences(items, setup, say))
    return tuple(found)


def _discrimination_sentences(results: Results, items: Mapping[str, Item], setup: Setup, say: Words) -> list[str]:
    scale = None if results.reliability is None else results.reliability.overall
    judged = {name: discrimination(name, item, scale) for name, item in items.items() if item.extremes is not None}
    if not judged:
        return []
    named = {
        kind: [called(setup, name) for name, verdict in judged.items() if verdict is kind]
        for kind in (Verdict.CONSIDER, Verdict.REVERSE)
    }
    kept = sum(verdict is Verdict.KEEP for verdict in judged.values())
    weak = sum(verdict is Verdict.WEAK for verdict in judged.values())
    found = [say("discrimination.summary", items=len(judged), kept=kept, weak=weak)]
    found.extend(say(f"discrimination.{kind.value}", items=names) for kind, names in named.items() if names)
    return found


def _answering_sentences(items: Mapping[str, Item], setup: Setup, say: Words) -> list[str]:
    """Who did not answer though asked, and who was not asked."""
    found = []
    open_ = {name: 100 * (item.asked - item.n) / item.asked for name, item in items.items() if item.asked}
    most = max(open_, key=open_.__getitem__, default=None)
    if most is not None and open_[most] >= NONRESPONSE:
        item = items[most]
        found.append(say("nonresponse", item=called(setup, most), percent=open_[most], asked=item.asked))
    skipped = [called(setup, name) for name, item in items.items() if item.skipped]
    if skipped:
        found.append(say("skipped", items=skipped[:5], count=len(skipped)))
    return found


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


# -- figures ---------------------------------------------------------------------------------------


def _figures(items: Mapping[str, Item], ranked: tuple[str, ...], setup: Setup, say: Words) -> tuple[Figure, ...]:
    figures = []
    for number, (options, names) in enumerate(by_levels(items, ranked, setup, say.text).items(), 1):
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
