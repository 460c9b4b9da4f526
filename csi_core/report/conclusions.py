"""Conclusions and recommendations proposed from the results by rules; the user edits them.

Each is one sentence or a few, tied to numbers with their n; a difference is told only where it is significant,
and nothing is called a cause.
"""

from __future__ import annotations

from collections.abc import Iterable

from csi_core.report.format import show
from csi_core.report.model import Format
from csi_core.report.sections import cleaning, loyalty, waves
from csi_core.report.sections.comparisons import differing, ends, ends_differ, extremes, told
from csi_core.report.sections.kano import marked, of_category, priority, settled, to_act_on
from csi_core.report.sections.parts import between, called, level_of, paragraph
from csi_core.report.sections.scores import ranked
from csi_core.report.sections.validity import explained
from csi_core.results import Comparison, Results, Score
from csi_core.setup import Role, Setup
from csi_core.text import Text
from csi_core.thresholds import Grade, grade

#: Strengths, weaknesses and differences told at most; the tables hold all.
MOST = 3

#: Valid responses from which a sample is called fair (Comrey & Lee 1992 call 200 fair and 100 poor).
FAIR_SAMPLE = 200


def conclusions(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What was found: the sample, how far to trust it, the level, strengths and weaknesses, groups, features."""
    found = (
        _sample(results, text),
        _trust(results, text),
        _level(results, setup, text),
        waves.headline(results.waves, text) if results.waves else "",
        _strengths(results, setup, text),
        _weaknesses(results, setup, text),
        _groups(results, setup, text),
        loyalty.headline(results.loyalty, setup, text) if results.loyalty else "",
        _features(results, text),
        paragraph(limits(results, text), text),
    )
    return tuple(each for each in found if each)


def recommendations(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What to do, in the order of urgency; each names the question, group or feature it is about."""
    found = [*_advice_on_items(results, setup, text), *_advice_on_groups(results, setup, text)]
    if results.kano is not None:
        order = priority(results.kano)
        for category in ("M", "O", "A"):
            members = to_act_on(results.kano, category, order)
            if members:
                found.append(text(f"conclusions.advice.kano_{category}", features=marked(results.kano, members, text)))
    if results.validity is not None:
        troubled = dict.fromkeys((*results.validity.homeless, *results.validity.misplaced))
        if troubled:
            found.append(text("conclusions.advice.questions", items=[called(setup, name) for name in troubled]))
    found.append(text("conclusions.advice.again"))
    return tuple(found)


def _advice_on_items(results: Results, setup: Setup, text: Text) -> list[str]:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return []
    least = min(_limits_of_praise(setup)[0], scores.index)
    low = [name for name in ranked(scores.items)[::-1][:MOST] if scores.items[name].score < least]
    if not low:
        return []
    shown = []
    for name in low:
        worst = results.items[name].bottom2 if results.items else None
        score = scores.items[name]
        key = "conclusions.advice.item" if worst is None else "conclusions.advice.item_share"
        shown.append(text(key, item=called(setup, name), score=score.score, share=worst, n=score.n))
    return [text("conclusions.advice.items", items=shown)]


def _advice_on_groups(results: Results, setup: Setup, text: Text) -> list[str]:
    """One for each pair of groups that differ; waves are no groups of people."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for comparison in clear(results.compare or ()):
        if setup.column(comparison.by).role is Role.PROFILE:
            high, low = extremes(comparison)
            together.setdefault((comparison.by, low.group, high.group), []).append(comparison.item)
    return [
        text(
            "conclusions.advice.group",
            by=called(setup, by),
            low=low,
            high=high,
            items=[called(setup, item) for item in items],
        )
        for (by, low, high), items in list(together.items())[:MOST]
    ]


def _sample(results: Results, text: Text) -> str:
    counts = results.responses
    if not counts.removed:
        return text("conclusions.sample_all", returned=counts.returned)
    return text("conclusions.sample", returned=counts.returned, valid=counts.valid, rate=cleaning.valid_rate(counts))


def _trust(results: Results, text: Text) -> str:
    sentences = []
    overall = None if results.reliability is None else results.reliability.overall
    if overall is not None and overall.alpha is not None:
        sentences.append(
            text(f"conclusions.reliability.{grade(overall.alpha).value}", alpha=overall.alpha, n=overall.n)
        )
    weak = [
        text("conclusions.weak_dimension", dimension=name, alpha=scale.alpha, n=scale.n)
        for name, scale in (results.reliability.dimensions.items() if results.reliability else ())
        if scale.alpha is not None and grade(scale.alpha) in (Grade.POOR, Grade.REVISE)
    ]
    if weak:
        sentences.append(text("conclusions.reliability.weak", dimensions=weak))
    validity = results.validity
    if validity is not None and validity.kmo is not None:
        percent = explained(validity)
        if percent is not None:
            sentences.append(
                text(
                    f"conclusions.validity.{grade(validity.kmo).value}",
                    kmo=validity.kmo,
                    factors=validity.n_factors,
                    percent=percent,
                    n=validity.n,
                )
            )
    return paragraph(sentences, text)


def _level(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None:
        return ""
    return text(
        "conclusions.index",
        index=scores.index,
        level=level_of(scores.index, setup),
        interval=between(scores.index_ci, Format.SCORE, text),
        n=scores.n,
    )


def _limits_of_praise(setup: Setup) -> tuple[float, float]:
    """The score from which a question is called a strength and the one below which a weakness, as the bands have it."""
    _, high, fair, _ = setup.scoring.bands
    return high, fair


def _scored(name: str, score: Score, text: Text) -> str:
    return text("conclusions.scored", name=name, score=show(score.score, Format.SCORE, text), n=score.n)


def _strengths(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    order = ranked(scores.items)
    limit, _ = _limits_of_praise(setup)
    strong = [name for name in order[:MOST] if scores.items[name].score >= limit]
    shown = strong or [order[0]]
    key = "conclusions.strengths" if strong else "conclusions.best"
    return text(key, limit=limit, items=[_scored(called(setup, name), scores.items[name], text) for name in shown])


def _weaknesses(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    order = ranked(scores.items)[::-1]
    _, limit = _limits_of_praise(setup)
    weak = [name for name in order[:MOST] if scores.items[name].score < limit]
    shown = weak or [order[0]]
    sentences = []
    if len(scores.dimensions) > 1:
        lowest = ranked(scores.dimensions)[-1]
        sentences.append(text("conclusions.dimension", dimension=_scored(lowest, scores.dimensions[lowest], text)))
    key = "conclusions.weaknesses" if weak else "conclusions.worst"
    told = [_scored(called(setup, name), scores.items[name], text) for name in shown]
    sentences.append(text(key, limit=limit, items=told))
    return paragraph(sentences, text)


def clear(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """The significant comparisons whose highest and lowest group differ by themselves, too."""
    return tuple(each for each in differing(comparisons) if ends_differ(each))


def _groups(results: Results, setup: Setup, text: Text) -> str:
    tested: dict[str, list[Comparison]] = {}
    for comparison in told(results.compare or ()):
        if comparison.p_adjusted is not None:
            tested.setdefault(comparison.by, []).append(comparison)
    scores: dict[str, list[str]] = {}
    for comparison in differing(results.compare_scores or ()):
        named = text("section.groups.index") if comparison.scope == "index" else comparison.item
        scores.setdefault(comparison.by, []).append(named)
    alike = []
    sentences = []
    for by, comparisons in tested.items():
        name = called(setup, by)
        different = differing(comparisons)
        if by in scores:
            sentences.append(text("conclusions.differences_scores", by=name, scores=scores[by]))
        if not different:
            if by not in scores:
                alike.append(name)
            continue
        sentences.append(text("conclusions.differences", by=name, different=len(different), tested=len(comparisons)))
        clearest = [text("conclusions.difference", **ends(each, setup)) for each in clear(comparisons)[:MOST]]
        if clearest:
            sentences.append(text("conclusions.clearest", items=clearest))
    if alike:
        sentences.append(text("conclusions.no_difference", by=alike))
    return paragraph(sentences, text)


def _features(results: Results, text: Text) -> str:
    if results.kano is None:
        return ""
    features = results.kano.features
    order = [name for name in priority(results.kano) if features[name].n]
    sure = [name for name in order if settled(features[name])]
    unsure = [name for name in order if name not in sure]
    told = [
        text(f"conclusions.kano.{category}", features=members)
        for category in ("M", "O", "A", "I", "R")
        if (members := of_category(results.kano, category, sure))
    ]
    if unsure:
        told.append(text("conclusions.kano.unsettled", features=unsure))
    return paragraph(told, text)


def limits(results: Results, text: Text) -> tuple[str, ...]:
    """How far the conclusions go."""
    counts = results.responses
    sentences = [text("conclusions.limits.sampling")]
    if results.size.margin_of_error is not None:
        sentences.append(text("conclusions.limits.margin", margin=results.size.margin_of_error, n=counts.valid))
    if counts.valid < FAIR_SAMPLE:
        sentences.append(text("conclusions.limits.small", n=counts.valid))
        if results.compare:
            sentences.append(text("conclusions.limits.groups"))
    if counts.removed:
        sentences.append(text("conclusions.limits.removed", removed=len(counts.removed)))
    return tuple(sentences)
