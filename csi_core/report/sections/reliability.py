"""Reliability: do the questions of a scale speak with one voice?"""

from __future__ import annotations

from csi_core.report.model import Callout, Card, Format, Section, Tone
from csi_core.report.sections.parts import (
    Words,
    between,
    called,
    callouts,
    explanation,
    notes_of,
    tone_of_grade,
)
from csi_core.report.sections.scale_tables import figures, grids, half, ranked
from csi_core.report.sections.validity import factor_names
from csi_core.report.sections.verdicts import Verdict, doubtful, opposed, to_leave_out, to_reverse, verdict
from csi_core.results import Note, Reliabilities, Reliability, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_REDUNDANT, INTER_ITEM, ITEM_TOTAL, Grade, grade

#: Notes on what the tables leave out, which stand under them.
_SMALL = ("reliability.omega_", "reliability.singular", "reliability.split_half_")


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Cronbach's alpha overall, by dimension and by factor; None when there is no reliability analysis."""
    reliability = results.reliability
    if reliability is None:
        return None
    say = Words("reliability", text)
    names = factor_names(results.validity, text) if results.validity is not None else {}
    overall = reliability.overall
    told, small = _sorted_notes(results, names)
    return Section(
        key="reliability",
        title=say("title"),
        headline=_headline(overall, say),
        cards=_cards(reliability, say),
        findings=_findings(reliability, setup, say),
        warnings=_warnings(reliability, setup, say) + callouts(told, text),
        figures=figures(reliability, say),
        grids=grids(reliability, setup, names, small, say),
        explanation=explanation("reliability", text, _here(reliability, say), _do(reliability, setup, say)),
        how=(
            say("how.alpha"),
            say("how.interval"),
            say("how.omega"),
            say("how.item"),
            say("how.split_half"),
            say("how.smc"),
            _missing(overall, setup, say),
            say("how.spss"),
        ),
    )


def _sorted_notes(results: Results, names: dict[str, str]) -> tuple[list[Note], list[Note]]:
    """Notes for the reader and those on single cells, which stand under the tables; factors by their names."""
    told: list[Note] = []
    small: list[Note] = []
    for note in notes_of(results, "reliability"):
        scale = note.values.get("scale")
        if isinstance(scale, str) and scale in names:
            note = Note(note.code, {**note.values, "scale": names[scale]})
        (small if note.code.startswith(_SMALL) else told).append(note)
    return told, small


# -- words -------------------------------------------------------------------------------------------------


def _headline(overall: Reliability, say: Words) -> str:
    basis = _basis(overall, say)
    if overall.alpha is None:
        return say("headline.unknown", items=overall.items, basis=basis)
    return say(f"headline.{grade(overall.alpha).value}", alpha=overall.alpha, basis=basis, items=overall.items)


def _basis(scale: Reliability, say: Words) -> str:
    """What n means: complete answers, or the answers that pairs of questions share."""
    if scale.filled:
        return say("basis.person_mean", n=scale.n, filled=scale.filled)
    if scale.n_mean is None:
        return say("basis.listwise", n=scale.n)
    return say("basis.pairwise", n=scale.n, mean=scale.n_mean)


def _missing(scale: Reliability, setup: Setup, say: Words) -> str:
    if scale.deletion == "person_mean":
        least = 100 * setup.missing.answered
        return say("how.missing_person_mean", n=scale.n, dropped=scale.n_dropped, filled=scale.filled, share=least)
    if scale.n_mean is None:
        return say("how.missing", n=scale.n, dropped=scale.n_dropped)
    return say("how.missing_pairwise", n=scale.n, mean=scale.n_mean)


def _alpha_card(label: str, scale: Reliability, say: Words) -> Card:
    alpha = scale.alpha
    note = say.common("rest_on", n=scale.n)
    if alpha is None:
        return Card(label, say.show(None, Format.COEFFICIENT), note=note)
    if scale.alpha_ci is not None:
        interval = between(scale.alpha_ci, Format.COEFFICIENT, say.text)
        note = say("card.interval_n", interval=interval, n=scale.n)
    return Card(
        label, say.show(alpha, Format.COEFFICIENT), say.text.word(grade(alpha)), tone_of_grade(grade(alpha)), note
    )


def _cards(scales: Reliabilities, say: Words) -> tuple[Card, ...]:
    cards = [_alpha_card(say("card.overall"), scales.overall, say)]
    order = ranked(scales)
    if len(order) > 1:
        lowest = order[-1][0]
        cards.append(_alpha_card(say("card.lowest", dimension=lowest), scales.dimensions[lowest], say))
    review = len(doubtful(scales.overall))
    cards.append(
        Card(
            say("card.review"),
            say.show(review, Format.INTEGER),
            say("card.review_some" if review else "card.review_none"),
            Tone.FAIR if review else Tone.GOOD,
            say("card.review_note", items=scales.overall.items),
        )
    )
    return tuple(cards)


def _findings(scales: Reliabilities, setup: Setup, say: Words) -> tuple[str, ...]:
    overall = scales.overall
    found = []
    if overall.alpha is not None and overall.alpha_ci is not None:
        interval = between(overall.alpha_ci, Format.COEFFICIENT, say.text)
        found.append(say("interval", alpha=overall.alpha, interval=interval, n=overall.n))
    order = ranked(scales)
    if len(order) > 1:
        (best, high), (worst, low) = order[0], order[-1]
        found.append(
            say("dimensions", dimensions=len(order), best=best, high=high, worst=worst, low=low, grade=grade(low))
        )
    elif order:
        found.append(say("dimension", dimension=order[0][0], alpha=order[0][1], grade=grade(order[0][1])))
    found.extend(_item_sentences(overall, setup, say))
    found.extend(_scale_sentences(overall, say))
    return tuple(found)


def _scale_sentences(overall: Reliability, say: Words) -> list[str]:
    """Split halves, the correlations between questions, and that alpha of two options has a name of its own."""
    found = []
    halves, between_items = overall.split_half, overall.inter_item
    if halves is not None:
        equal = len(halves.first) == len(halves.second)
        coefficient = halves.spearman_brown if equal else halves.spearman_brown_unequal
        if coefficient is not None and halves.guttman is not None:
            found.append(
                say(
                    "split_half",
                    first=half(halves.first, 1, say),
                    second=half(halves.second, len(halves.first) + 1, say),
                    first_items=len(halves.first),
                    second_items=len(halves.second),
                    coefficient=coefficient,
                    guttman=halves.guttman,
                    n=overall.n,
                )
            )
    if between_items is not None:
        least, most = INTER_ITEM
        place = "low" if between_items.mean < least else "high" if between_items.mean > most else "usual"
        words = say(f"inter_item.{place}", least=least, most=most)
        found.append(
            say(
                "inter_item.sentence",
                mean=between_items.mean,
                min=between_items.min,
                max=between_items.max,
                n=overall.n,
                place=words,
            )
        )
    if overall.kuder_richardson is not None:
        found.append(say("kuder_richardson", alpha=overall.kuder_richardson, n=overall.n))
    return found


def _item_sentences(overall: Reliability, setup: Setup, say: Words) -> list[str]:
    if overall.alpha is None:
        return []
    found, weak = [], []
    for item, facts in overall.per_item.items():
        kind = verdict(item, overall)
        if kind is Verdict.CONSIDER:
            found.append(
                say(
                    "item.consider",
                    item=called(setup, item),
                    item_total=facts.item_total,
                    alpha=overall.alpha,
                    without=facts.alpha_if_deleted,
                )
            )
        elif kind is Verdict.WEAK:
            weak.append(say("item.weak_item", item=called(setup, item), item_total=facts.item_total))
    if weak:
        found.append(say("item.weak", items=weak, least=ITEM_TOTAL))
    if not doubtful(overall):
        gains = [each.alpha_if_deleted for each in overall.per_item.values() if each.alpha_if_deleted is not None]
        if gains:
            found.insert(0, say("item.none", alpha=overall.alpha, most=max(gains), items=overall.items))
    return found


def _warnings(scales: Reliabilities, setup: Setup, say: Words) -> tuple[Callout, ...]:
    overall = scales.overall
    found = []
    negative = [called(setup, item) for item in to_reverse(scales)]
    if negative:
        found.append(Callout(say("warning.negative", items=negative), Tone.POOR))
    if opposed(scales):
        found.append(Callout(say("warning.opposed", dimensions=opposed(scales))))
    if overall.alpha is not None and grade(overall.alpha) in (Grade.POOR, Grade.REVISE):
        found.append(Callout(say("warning.low", alpha=overall.alpha), Tone.POOR))
    if overall.alpha is not None and overall.alpha >= ALPHA_REDUNDANT:
        found.append(Callout(say("warning.redundant", alpha=overall.alpha, limit=ALPHA_REDUNDANT)))
    weak = [name for name, alpha in ranked(scales) if grade(alpha) in (Grade.POOR, Grade.REVISE)]
    if weak:
        found.append(Callout(say("warning.dimensions", dimensions=weak)))
    if overall.n_mean is not None:
        found.append(Callout(say("warning.pairwise", n=overall.n, mean=overall.n_mean), Tone.NEUTRAL))
    elif overall.filled:
        found.append(Callout(say("warning.person_mean", filled=overall.filled), Tone.NEUTRAL))
    elif overall.n_dropped:
        found.append(Callout(say("warning.dropped", dropped=overall.n_dropped, n=overall.n), Tone.NEUTRAL))
    return tuple(found)


def _here(scales: Reliabilities, say: Words) -> tuple[str, ...]:
    overall = scales.overall
    if overall.alpha is None:
        return ()
    found = [say(f"here.{grade(overall.alpha).value}", alpha=overall.alpha)]
    weak = [name for name, alpha in ranked(scales) if grade(alpha) in (Grade.POOR, Grade.REVISE)]
    if weak:
        found.append(say("here.weak", dimensions=weak))
    elif len(ranked(scales)) > 1:
        found.append(say("here.all"))
    return tuple(found)


def _do(scales: Reliabilities, setup: Setup, say: Words) -> tuple[str, ...]:
    overall = scales.overall
    steps = []
    if to_reverse(scales):
        steps.append(say("do.negative"))
    consider = to_leave_out(overall)
    if consider:
        steps.append(say("do.consider", items=[called(setup, item) for item in consider]))
    if overall.alpha is not None and grade(overall.alpha) in (Grade.POOR, Grade.REVISE):
        steps.append(say("do.low"))
    elif any(grade(alpha) in (Grade.POOR, Grade.REVISE) for _, alpha in ranked(scales)):
        steps.append(say("do.weak"))
    return tuple(steps) or (say("do.nothing"),)
