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
from csi_core.report.sections.convergence import Convergence, convergence
from csi_core.report.sections.kano import marked, of_category, priority, settled, to_act_on
from csi_core.report.sections.parts import between, called, level_of, paragraph
from csi_core.report.sections.scores import MIDDLE, ranked
from csi_core.report.sections.validity import explained
from csi_core.results import Comparison, Results, Score, Scores, Validity
from csi_core.setup import Role, Setup
from csi_core.text import Text
from csi_core.thresholds import Grade, grade

#: Strengths and differences told at most, and questions on the dissatisfied side; the tables hold all.
MOST = 3
MOST_DISSATISFIED = 5

#: Valid responses from which a sample is called fair (Comrey & Lee 1992 call 200 fair and 100 poor).
FAIR_SAMPLE = 200


def conclusions(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What was found: the sample, how far to trust it, the level, strengths and weaknesses, groups, features."""
    found = (
        *grounds(results, setup, text),
        _level(results, setup, text),
        paragraph(waves.conclusion(results.waves, setup, text), text) if results.waves else "",
        _sides(results, text),
        _strengths(results, setup, text),
        _weaknesses(results, setup, text),
        _lowest_dimension(results, setup, text),
        *_groups(results, setup, text),
        loyalty.headline(results.loyalty, setup, text) if results.loyalty else "",
        _features(results, text),
        paragraph(limits(results, text), text),
    )
    return tuple(each for each in found if each)


def grounds(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What the conclusions rest on: the answers and the questionnaire."""
    return tuple(each for each in (_sample(results, text), _trust(results, setup, text)) if each)


def recommendations(results: Results, setup: Setup, text: Text) -> tuple[str, ...]:
    """What to do, in the order of urgency; each names the question, group or feature it is about."""
    found = [*_advice_on_items(results, setup, text), *_advice_on_groups(results, setup, text)]
    if results.kano is not None:
        order = priority(results.kano)
        for category in ("M", "O", "A"):
            members = to_act_on(results.kano, category, order)
            if members:
                found.append(text(f"conclusions.advice.kano_{category}", features=marked(results.kano, members, text)))
    if results.validity is not None and (troubled := _troubled(results.validity)):
        found.append(text("conclusions.advice.questions", items=_named(troubled, setup, text)))
    found.append(text("conclusions.advice.again"))
    return tuple(found)


def _advice_on_items(results: Results, setup: Setup, text: Text) -> list[str]:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return []
    low = dissatisfying(scores)[:MOST_DISSATISFIED]
    key = "conclusions.advice.items" if low else "conclusions.advice.weaker"
    low = low or below_index(scores)[:MOST]
    if not low:
        return []
    advice = [text(key, items=_named(low, setup, text))]
    only, *others = {setup.column(name).dimension for name in low}
    if only and not others and len(low) > 1 and len(setup.dimensions()) > 1:
        advice.append(text("conclusions.advice.one_dimension", dimension=only))
    advice.append(text("conclusions.advice.ask_first"))
    return [paragraph(advice, text)]


def _named(items: Iterable[str], setup: Setup, text: Text) -> list[str]:
    return [text("conclusions.named", name=called(setup, item)) for item in items]


def _complaint(results: Results, setup: Setup, name: str, text: Text) -> str:
    """A question with its score and the share who chose one of the two worst answers."""
    assert results.scores is not None
    score = results.scores.items[name]
    worst = results.items[name].bottom2 if results.items else None
    if worst is None:
        return _scored(called(setup, name), score, text)
    return text("conclusions.item_share", item=called(setup, name), score=score.score, share=worst, n=score.n)


def _advice_on_groups(results: Results, setup: Setup, text: Text) -> list[str]:
    """One for each pair of groups that differ, with the rated aspects it shows in; waves are no groups of people."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for comparison in clear(results.compare or ()):
        if setup.column(comparison.by).role is Role.PROFILE:
            high, low = extremes(comparison)
            together.setdefault((comparison.by, low.group, high.group), []).append(comparison.item)
    found = []
    for (by, lower, higher), items in together.items():
        rated = [item for item in items if setup.column(item).role is Role.ITEM][:MOST]
        if rated:
            values = {"by": called(setup, by), "low": lower, "high": higher}
            found.append(text("conclusions.advice.group", **values, count=len(items), items=_named(rated, setup, text)))
    return found[:MOST]


def _sample(results: Results, text: Text) -> str:
    counts = results.responses
    if not counts.removed:
        return text("conclusions.sample_all", returned=counts.returned)
    return text("conclusions.sample", returned=counts.returned, valid=counts.valid, rate=cleaning.valid_rate(counts))


def _trust(results: Results, setup: Setup, text: Text) -> str:
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
        if troubled := _troubled(validity):
            named = _named(troubled[:MOST_DISSATISFIED], setup, text)
            sentences.append(text("conclusions.validity.troubled", count=len(troubled), items=named))
    if short := _short_of(results):
        sentences.append(text("conclusions.validity.convergent", dimensions=short))
    return paragraph(sentences, text)


def _troubled(validity: Validity) -> list[str]:
    """Questions that went to no factor, or not with their dimension."""
    return list(dict.fromkeys((*validity.homeless, *validity.misplaced)))


def _short_of(results: Results) -> list[str]:
    """The dimensions that miss both limits of convergent validity, or whose validity cannot be had."""
    found = results.confirmatory.dimensions if results.confirmatory else {}
    return [name for name, each in found.items() if convergence(each) in (Convergence.SHORT, Convergence.UNKNOWN)]


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


def _scored(name: str, score: Score, text: Text) -> str:
    return text("conclusions.scored", name=name, score=show(score.score, Format.SCORE, text), n=score.n)


def satisfying(scores: Scores) -> tuple[str, ...]:
    """Items whose 95 % interval lies above the middle of the scale, the best first."""
    return tuple(name for name in ranked(scores.items) if (ci := scores.items[name].ci) and ci[0] > MIDDLE)


def dissatisfying(scores: Scores) -> tuple[str, ...]:
    """Items whose 95 % interval lies below the middle of the scale, the worst first."""
    return tuple(name for name in ranked(scores.items)[::-1] if (ci := scores.items[name].ci) and ci[1] < MIDDLE)


def below_index(scores: Scores) -> tuple[str, ...]:
    """Items whose 95 % interval lies below the index, the worst first."""
    return tuple(name for name in ranked(scores.items)[::-1] if (ci := scores.items[name].ci) and ci[1] < scores.index)


def _sides(results: Results, text: Text) -> str:
    """How many questions lie clearly on either side of the middle of the scale."""
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    counts = {"above": len(satisfying(scores)), "below": len(dissatisfying(scores))}
    counts["neither"] = len(scores.items) - sum(counts.values())
    told = {side: count for side, count in counts.items() if count}
    if len(told) == 1:
        return text(f"conclusions.sides.all_{next(iter(told))}", items=len(scores.items))
    sides = [text(f"conclusions.sides.{side}", count=count) for side, count in told.items()]
    return text("conclusions.sides.some", items=len(scores.items), sides=sides)


def _strengths(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    best = satisfying(scores)[:MOST]
    key = "conclusions.strengths" if best else "conclusions.best"
    shown = best or ranked(scores.items)[:1]
    return text(key, items=[_scored(called(setup, name), scores.items[name], text) for name in shown])


def _weaknesses(results: Results, setup: Setup, text: Text) -> str:
    scores = results.scores
    if scores is None or len(scores.items) < 2:
        return ""
    if low := dissatisfying(scores):
        told = [_complaint(results, setup, name, text) for name in low[:MOST_DISSATISFIED]]
        return text("conclusions.weaknesses", items=told)
    weaker = below_index(scores)[:MOST]
    key = "conclusions.weaker" if weaker else "conclusions.worst"
    shown = weaker or ranked(scores.items)[-1:]
    return text(key, items=[_scored(called(setup, name), scores.items[name], text) for name in shown])


def _lowest_dimension(results: Results, setup: Setup, text: Text) -> str:
    """The dimension with the lowest score, and the one question that lies clearly below its others."""
    scores = results.scores
    if scores is None or len(scores.dimensions) < 2:
        return ""
    lowest = ranked(scores.dimensions)[-1]
    score = scores.dimensions[lowest]
    named = _scored(lowest, score, text)
    if score.ci is not None:
        interval = between(score.ci, Format.SCORE, text)
        named = text("conclusions.scored_interval", name=lowest, score=score.score, interval=interval, n=score.n)
    sentences = [text("conclusions.dimension", dimension=named)]
    members = [name for name in ranked(scores.items) if setup.column(name).dimension == lowest]
    if len(members) > 2:
        *others, last = members
        next_lowest = scores.items[others[-1]]
        ci, next_ci = scores.items[last].ci, next_lowest.ci
        if ci is not None and next_ci is not None and ci[1] < next_ci[0]:
            sentences.append(
                text(
                    "conclusions.one_low",
                    item=_scored(called(setup, last), scores.items[last], text),
                    least=next_lowest.score,
                )
            )
    return paragraph(sentences, text)


def clear(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """The significant comparisons whose highest and lowest group differ by themselves, too."""
    return tuple(each for each in differing(comparisons) if ends_differ(each))


def _groups(results: Results, setup: Setup, text: Text) -> list[str]:
    """One for each grouping that differs, then one for all that do not; waves are told by themselves."""
    tested: dict[str, list[Comparison]] = {}
    wave = results.waves.question if results.waves else None
    for comparison in told(results.compare or ()):
        if comparison.p_adjusted is not None and comparison.by != wave:
            tested.setdefault(comparison.by, []).append(comparison)
    scores: dict[str, list[str]] = {}
    for comparison in differing(results.compare_scores or ()):
        named = text("section.groups.index") if comparison.scope == "index" else comparison.item
        scores.setdefault(comparison.by, []).append(named)
    alike = []
    found = []
    for by, comparisons in tested.items():
        name = called(setup, by)
        different = differing(comparisons)
        if not different and by not in scores:
            alike.append(name)
            continue
        sentences = []
        if by in scores:
            sentences.append(text("conclusions.differences_scores", by=name, scores=scores[by]))
        if different:
            key = "conclusions.differences_too" if sentences else "conclusions.differences"
            sentences.append(text(key, by=name, different=len(different), tested=len(comparisons)))
        clearest = [text("conclusions.difference", **ends(each, setup)) for each in clear(comparisons)[:MOST]]
        if clearest:
            sentences.append(text("conclusions.clearest", items=clearest))
        found.append(paragraph(sentences, text))
    if alike:
        found.append(text("conclusions.no_difference", by=alike))
    return found


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
    if counts.suggested:
        sentences.append(text("conclusions.limits.suspicious", suggested=len(counts.suggested)))
    if results.compare or results.correlations:
        sentences.append(text("conclusions.limits.cause"))
    return tuple(sentences)
