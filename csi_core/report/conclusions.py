"""Conclusions and recommendations proposed from the results by rules; the user edits them.

Each is one sentence or a few, tied to numbers with their n; a difference is told only where it is significant,
and nothing is called a cause.
"""

from __future__ import annotations

from csi_core.report.format import show
from csi_core.report.model import Format
from csi_core.report.sections import cleaning
from csi_core.report.sections.items import differing, extremes
from csi_core.report.sections.kano import of_category, priority
from csi_core.report.sections.parts import between, called, paragraph
from csi_core.report.sections.scores import ranked
from csi_core.report.sections.validity import explained
from csi_core.results import Comparison, Results, Score
from csi_core.setup import Role, Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_LEVEL, grade, level

#: Strengths, weaknesses and differences told at most; the tables hold all.
MOST = 3

#: Score from which a question is called a strength and below which a weakness, as the bands have it.
STRONG, WEAK = 75.0, 60.0

#: Valid responses from which a sample is called fair (Comrey & Lee 1992 call 200 fair and 100 poor).
FAIR_SAMPLE = 200


def conclusions(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What was found: the sample, how far to trust it, the level, strengths and weaknesses, groups, features."""
    found = (
        _sample(results, text),
        _trust(results, text),
        _level(results, text),
        _strengths(results, setup, text),
        _weaknesses(results, setup, text),
        _groups(results, setup, text),
        _features(results, text),
        _limits(results, text),
    )
    return tuple(each for each in found if each)


def recommendations(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What to do, in the order of urgency; each names the question, group or feature it is about."""
    found: list[str] = []
    scores = results.scores
    if scores is not None and len(scores.items) > 1:
        order = ranked(scores.items)
        for name in order[: -MOST - 1 : -1]:
            score = scores.items[name]
            if score.score >= min(STRONG, scores.index):
                continue
            worst = results.items[name].bottom2 if results.items else None
            key = "conclusions.advice.item" if worst is None else "conclusions.advice.item_share"
            found.append(text(key, item=called(setup, name), score=score.score, n=score.n, share=worst))
    between_people = [each for each in _differences(results) if setup.column(each.by).role is Role.PROFILE]
    for comparison in between_people[:MOST]:
        high, low = extremes(comparison)
        found.append(
            text(
                "conclusions.advice.group",
                by=called(setup, comparison.by),
                low=low.group,
                high=high.group,
                item=called(setup, comparison.item),
            )
        )
    if results.kano is not None:
        order = priority(results.kano)
        for category in ("M", "O", "A"):
            members = of_category(results.kano, category, order)
            if members:
                found.append(text(f"conclusions.advice.kano_{category}", features=members))
    if results.validity is not None:
        troubled = dict.fromkeys((*results.validity.homeless, *results.validity.misplaced))
        if troubled:
            found.append(text("conclusions.advice.questions", items=[called(setup, name) for name in troubled]))
    found.append(text("conclusions.advice.again"))
    return tuple(found)


def _sample(results: Results, text: Text) -> str:
    counts = results.responses
    return text("conclusions.sample", returned=counts.returned, valid=counts.valid, rate=cleaning.valid_rate(counts))


def _trust(results: Results, text: Text) -> str:
    sentences = []
    if results.reliability is not None and results.reliability.overall.alpha is not None:
        overall = results.reliability.overall
        assert overall.alpha is not None
        sentences.append(
            text(f"conclusions.reliability.{grade(overall.alpha).value}", alpha=overall.alpha, n=overall.n)
        )
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


def _level(results: Results, text: Text) -> str:
    scores = results.scores
    if scores is None:
        return ""
    return text(
        "conclusions.index",
        index=scores.index,
        level=level(scores.index),
        interval=between(scores.index_ci, Format.SCORE, text),
        n=scores.n,
    )


def _told(name: str, score: Score, text: Text) -> str:
    return text("conclusions.scored", name=name, score=show(score.score, Format.SCORE, text), n=score.n)


def _strengths(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    order = ranked(scores.items)
    strong = [name for name in order[:MOST] if scores.items[name].score >= STRONG]
    shown = strong or [order[0]]
    key = "conclusions.strengths" if strong else "conclusions.best"
    return text(key, items=[_told(called(setup, name), scores.items[name], text) for name in shown])


def _weaknesses(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    order = ranked(scores.items)[::-1]
    weak = [name for name in order[:MOST] if scores.items[name].score < WEAK]
    shown = weak or [order[0]]
    sentences = []
    if len(scores.dimensions) > 1:
        lowest = ranked(scores.dimensions)[-1]
        sentences.append(text("conclusions.dimension", dimension=_told(lowest, scores.dimensions[lowest], text)))
    key = "conclusions.weaknesses" if weak else "conclusions.worst"
    sentences.append(text(key, items=[_told(called(setup, name), scores.items[name], text) for name in shown]))
    return paragraph(sentences, text)


def _differences(results: Results) -> tuple[Comparison, ...]:
    """The significant comparisons whose highest and lowest group differ by themselves, too."""
    return tuple(each for each in differing(results.compare or ()) if _ends_differ(each))


def _ends_differ(comparison: Comparison) -> bool:
    ends = {group.group for group in extremes(comparison)}
    pairs = [pair for pair in comparison.pairs if set(pair.groups) == ends]
    return all(pair.p < ALPHA_LEVEL for pair in pairs)


def _groups(results: Results, setup: Setup, text: Text) -> str:
    if not results.compare:
        return ""
    different = differing(results.compare)
    by = [called(setup, name) for name in dict.fromkeys(each.by for each in results.compare)]
    if not different:
        return text("conclusions.no_difference", by=by)
    sentences = [text("conclusions.differences", count=len(different), by=by)]
    for comparison in _differences(results)[:MOST]:
        high, low = extremes(comparison)
        sentences.append(
            text(
                "conclusions.difference",
                item=called(setup, comparison.item),
                by=called(setup, comparison.by),
                high=high.group,
                high_mean=high.mean,
                high_n=high.n,
                low=low.group,
                low_mean=low.mean,
                low_n=low.n,
                p=comparison.p_adjusted,
            )
        )
    return paragraph(sentences, text)


def _features(results: Results, text: Text) -> str:
    if results.kano is None:
        return ""
    order = priority(results.kano)
    return paragraph(
        (
            text(f"conclusions.kano.{category}", features=members)
            for category in ("M", "O", "A", "I", "R")
            if (members := of_category(results.kano, category, order))
        ),
        text,
    )


def _limits(results: Results, text: Text) -> str:
    counts = results.responses
    sentences = [text("conclusions.limits.sampling")]
    if results.size.margin_of_error is not None:
        sentences.append(text("conclusions.limits.margin", margin=results.size.margin_of_error, n=counts.valid))
    if counts.valid < FAIR_SAMPLE:
        sentences.append(text("conclusions.limits.small", n=counts.valid))
    if counts.removed:
        sentences.append(text("conclusions.limits.removed", removed=len(counts.removed)))
    return paragraph(sentences, text)
