"""The report on one page for whoever has to act: level, ends, differences, what to do first, how far it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from csi_core.report.conclusions import clear, limits
from csi_core.report.model import Section, Summary, SummaryPart
from csi_core.report.sections.comparisons import differing, ends
from csi_core.report.sections.parts import called
from csi_core.report.sections.scores import ranked
from csi_core.results import Results, Scores
from csi_core.setup import Setup
from csi_core.text import Text

#: Questions of each end, differences, things to do and limits told at most.
MOST = 3


def summary(
    results: Results, setup: Setup, sections: Mapping[str, Section], advice: Sequence[str], text: Text
) -> Summary:
    """What the sections found, cut to a page; `advice`: the report's recommendations, the most urgent first."""
    first = next((sections[key] for key in ("scores", "items", "kano", "loyalty") if key in sections), None)
    parts: list[tuple[str, Sequence[str]]] = []
    if results.scores is not None and "scores" in sections:
        parts += _ends(results.scores, setup, text)
    if "groups" in sections and results.compare:
        parts.append(("groups", _differences(results, setup, text)))
    for key in ("waves", "loyalty", "kano"):
        if key in sections and sections[key] is not first:
            parts.append((key, (sections[key].headline,)))
    parts.append(("first", tuple(advice[:MOST])))
    parts.append(("limits", limits(results, text)[:MOST]))
    return Summary(
        card=first.cards[0] if first is not None and first.key == "scores" else None,
        headline="" if first is None else first.headline,
        parts=tuple(SummaryPart(text(f"summary.{key}"), tuple(told)) for key, told in parts if told),
    )


def _ends(scores: Scores, setup: Setup, text: Text) -> list[tuple[str, Sequence[str]]]:
    """The strongest and the weakest questions, none in both."""
    order = ranked(scores.items)
    count = min(MOST, len(order) // 2)

    def told(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            text("summary.item", name=called(setup, name), score=scores.items[name].score, n=scores.items[name].n)
            for name in names
        )

    return [("strongest", told(order[:count])), ("weakest", told(order[::-1][:count]))]


def _differences(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    wave = results.waves.question if results.waves else None
    items, scores = ([each for each in of or () if each.by != wave] for of in (results.compare, results.compare_scores))
    found = [text("summary.difference", **ends(each, setup)) for each in clear(items)[:MOST]]
    if found or not items:
        return tuple(found)
    if differing((*items, *scores)):
        return (text("summary.unclear"),)
    return (text("summary.alike"),)
