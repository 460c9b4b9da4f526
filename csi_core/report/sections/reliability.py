"""Reliability: do the questions of a scale speak with one voice?"""

from __future__ import annotations

from enum import StrEnum

from csi_core.report.model import Bar, BarChart, Callout, Card, Figure, Format, Grid, GridColumn, Section, Tone
from csi_core.report.sections.parts import (
    Words,
    between,
    called,
    callouts,
    explanation,
    low_high,
    notes_of,
    sentence,
    tone_of_grade,
)
from csi_core.report.sections.validity import factor_names
from csi_core.results import ItemReliability, Note, Reliabilities, Reliability, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_REDUNDANT, COEFFICIENT_BANDS, ITEM_TOTAL, Grade, grade

_ACCEPTABLE = next(least for least, band in COEFFICIENT_BANDS if band is Grade.ACCEPTABLE)


class Verdict(StrEnum):
    """What to do with an item (`section.reliability.verdict.*`)."""

    KEEP = "keep"
    WEAK = "weak"
    CONSIDER = "consider"
    REVERSE = "reverse"
    UNKNOWN = "unknown"


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
        figures=_figures(reliability, say),
        grids=_grids(reliability, setup, names, small, say),
        explanation=explanation("reliability", text, _here(reliability, say), _do(reliability, setup, say)),
        how=(
            say("how.alpha"),
            say("how.interval"),
            say("how.omega"),
            say("how.item"),
            say("how.missing", n=overall.n, dropped=overall.n_dropped),
            say("how.spss"),
        ),
    )


def verdict(item: str, scale: Reliability) -> Verdict:
    """Whether an item should stay: its correlation with the others and what alpha would be without it."""
    facts = scale.per_item[item]
    if item in scale.negative:
        return Verdict.REVERSE
    if facts.item_total is None:
        return Verdict.UNKNOWN
    if facts.item_total >= ITEM_TOTAL:
        return Verdict.KEEP
    if facts.alpha_if_deleted is not None and scale.alpha is not None and facts.alpha_if_deleted > scale.alpha:
        return Verdict.CONSIDER
    return Verdict.WEAK


def doubtful(scale: Reliability) -> tuple[str, ...]:
    """The items of a scale that should not stay as they are."""
    return tuple(item for item in scale.per_item if verdict(item, scale) in (Verdict.CONSIDER, Verdict.REVERSE))


def _sorted_notes(results: Results, names: dict[str, str]) -> tuple[list[Note], list[Note]]:
    """Notes for the reader and those on omega alone, which stand under the tables; factors by their names."""
    told: list[Note] = []
    small: list[Note] = []
    for note in notes_of(results, "reliability"):
        scale = note.values.get("scale")
        if isinstance(scale, str) and scale in names:
            note = Note(note.code, {**note.values, "scale": names[scale]})
        (small if note.code.startswith("reliability.omega_") else told).append(note)
    return told, small


# -- words -------------------------------------------------------------------------------------------------


def _headline(overall: Reliability, say: Words) -> str:
    if overall.alpha is None:
        return say("headline.unknown", items=overall.items, n=overall.n)
    return say(f"headline.{grade(overall.alpha).value}", alpha=overall.alpha, n=overall.n, items=overall.items)


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


def _ranked(scales: Reliabilities) -> list[tuple[str, float]]:
    known = [(name, scale.alpha) for name, scale in scales.dimensions.items() if scale.alpha is not None]
    return sorted(known, key=lambda pair: -pair[1])


def _cards(scales: Reliabilities, say: Words) -> tuple[Card, ...]:
    cards = [_alpha_card(say("card.overall"), scales.overall, say)]
    ranked = _ranked(scales)
    if len(ranked) > 1:
        lowest = ranked[-1][0]
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
    ranked = _ranked(scales)
    if len(ranked) > 1:
        (best, high), (worst, low) = ranked[0], ranked[-1]
        found.append(
            say("dimensions", dimensions=len(ranked), best=best, high=high, worst=worst, low=low, grade=grade(low))
        )
    elif ranked:
        found.append(say("dimension", dimension=ranked[0][0], alpha=ranked[0][1], grade=grade(ranked[0][1])))
    found.extend(_item_sentences(overall, setup, say))
    return tuple(found)


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
    negative = tuple(dict.fromkeys(item for scale in (overall, *scales.dimensions.values()) for item in scale.negative))
    if negative:
        items = [called(setup, item) for item in negative]
        found.append(Callout(say("warning.negative", items=items), Tone.POOR))
    if overall.alpha is not None and grade(overall.alpha) in (Grade.POOR, Grade.REVISE):
        found.append(Callout(say("warning.low", alpha=overall.alpha), Tone.POOR))
    if overall.alpha is not None and overall.alpha >= ALPHA_REDUNDANT:
        found.append(Callout(say("warning.redundant", alpha=overall.alpha, limit=ALPHA_REDUNDANT)))
    weak = [name for name, alpha in _ranked(scales) if grade(alpha) in (Grade.POOR, Grade.REVISE)]
    if weak:
        found.append(Callout(say("warning.dimensions", dimensions=weak)))
    if overall.n_dropped:
        found.append(Callout(say("warning.dropped", dropped=overall.n_dropped, n=overall.n), Tone.NEUTRAL))
    return tuple(found)


def _here(scales: Reliabilities, say: Words) -> tuple[str, ...]:
    overall = scales.overall
    if overall.alpha is None:
        return ()
    found = [say(f"here.{grade(overall.alpha).value}", alpha=overall.alpha)]
    weak = [name for name, alpha in _ranked(scales) if grade(alpha) in (Grade.POOR, Grade.REVISE)]
    if weak:
        found.append(say("here.weak", dimensions=weak))
    elif len(_ranked(scales)) > 1:
        found.append(say("here.all"))
    return tuple(found)


def _do(scales: Reliabilities, setup: Setup, say: Words) -> tuple[str, ...]:
    overall = scales.overall
    steps = []
    if overall.negative:
        steps.append(say("do.negative"))
    consider = [item for item in overall.per_item if verdict(item, overall) is Verdict.CONSIDER]
    if consider:
        steps.append(say("do.consider", items=[called(setup, item) for item in consider]))
    if overall.alpha is not None and grade(overall.alpha) in (Grade.POOR, Grade.REVISE):
        steps.append(say("do.low"))
    elif any(grade(alpha) in (Grade.POOR, Grade.REVISE) for _, alpha in _ranked(scales)):
        steps.append(say("do.weak"))
    return tuple(steps) or (say("do.nothing"),)


# -- figures and grids ---------------------------------------------------------------------------------------


def _figures(scales: Reliabilities, say: Words) -> tuple[Figure, ...]:
    ranked = _ranked(scales)
    if not ranked:
        return ()
    named = [(name, scales.dimensions[name]) for name, _ in ranked]
    if scales.overall.alpha is not None:
        named.append((say("overall"), scales.overall))
    bars = tuple(
        Bar(
            name,
            scale.alpha,
            *low_high(scale.alpha_ci),
            tone_of_grade(grade(scale.alpha)),
            say.text.word(grade(scale.alpha)),
        )
        for name, scale in named
        if scale.alpha is not None
    )
    lowest = min(0.0, *(bar.value if bar.low is None else bar.low for bar in bars))
    return (
        Figure(
            "reliability.alpha",
            say("figure.alpha", n=scales.overall.n),
            say("figure.alpha_alt", best=ranked[0][0], high=ranked[0][1], worst=ranked[-1][0], low=ranked[-1][1]),
            BarChart(
                bars,
                say("figure.alpha_unit"),
                Format.COEFFICIENT,
                (lowest, 1.0),
                (_ACCEPTABLE, say("figure.rule", acceptable=_ACCEPTABLE)),
            ),
        ),
    )


def _grids(
    scales: Reliabilities, setup: Setup, names: dict[str, str], small: list[Note], say: Words
) -> tuple[Grid, ...]:
    lines = [(say("overall"), scales.overall), *scales.dimensions.items()]
    factors = [(names.get(factor, factor), scale) for factor, scale in scales.factors.items()]
    of_factors = [note for note in small if note.values.get("scale") in dict(factors)]
    of_scales = [note for note in small if note not in of_factors]
    grids = [
        _scale_grid("reliability.scales", say("grid.scales"), say("column.scale"), lines, of_scales, say),
        _item_grid("reliability.items", say("grid.items", n=scales.overall.n), scales.overall, setup, say),
    ]
    if factors:
        grids.append(
            _scale_grid(
                "reliability.factors", say("grid.factors"), say.common("factor"), factors, of_factors, say, more=True
            )
        )
    for kind, found in (("dimension", list(scales.dimensions.items())), ("factor", factors)):
        if found:
            grids.append(_inner_grid(kind, found, setup, say))
    return tuple(grids)


def _scale_grid(
    key: str,
    caption: str,
    header: str,
    lines: list[tuple[str, Reliability]],
    notes: list[Note],
    say: Words,
    *,
    more: bool = False,
) -> Grid:
    coefficient = Format.COEFFICIENT
    return Grid(
        key,
        caption,
        (
            GridColumn(header),
            GridColumn(say("column.items"), Format.INTEGER),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.alpha"), coefficient, strong=True),
            GridColumn(say.common("low"), coefficient),
            GridColumn(say.common("high"), coefficient),
            GridColumn(say("column.grade")),
            GridColumn(say("column.standardised"), coefficient),
            GridColumn(say("column.omega"), coefficient),
        ),
        tuple(
            (
                name,
                scale.items,
                scale.n,
                scale.alpha,
                *low_high(scale.alpha_ci),
                None if scale.alpha is None else say.text.word(grade(scale.alpha)),
                scale.alpha_standardised,
                scale.omega_total,
            )
            for name, scale in lines
        ),
        notes=tuple(dict.fromkeys(sentence(note, say.text) for note in notes)),
        more=more,
    )


def _item_columns(say: Words) -> tuple[GridColumn, ...]:
    return (
        GridColumn(say.common("mean"), Format.MEAN),
        GridColumn(say.common("sd"), Format.MEAN),
        GridColumn(say("column.item_total"), Format.COEFFICIENT, strong=True),
        GridColumn(say("column.without"), Format.COEFFICIENT, strong=True),
        GridColumn(say("column.verdict")),
    )


def _item_cells(item: str, facts: ItemReliability, scale: Reliability, say: Words) -> tuple[str | float | None, ...]:
    word = say(f"verdict.{verdict(item, scale).value}")
    return (facts.mean, facts.sd, facts.item_total, facts.alpha_if_deleted, word)


def _item_grid(key: str, caption: str, scale: Reliability, setup: Setup, say: Words) -> Grid:
    doubted = doubtful(scale)
    return Grid(
        key,
        caption,
        (GridColumn(say.common("item")), *_item_columns(say)),
        tuple((called(setup, item), *_item_cells(item, facts, scale, say)) for item, facts in scale.per_item.items()),
        notes=() if scale.alpha is None else (say("note.items", alpha=scale.alpha, least=ITEM_TOTAL),),
        strong_rows=frozenset(number for number, item in enumerate(scale.per_item) if item in doubted),
    )


def _inner_grid(kind: str, scales: list[tuple[str, Reliability]], setup: Setup, say: Words) -> Grid:
    return Grid(
        f"reliability.{kind}_items",
        say(f"grid.{kind}_items"),
        (GridColumn(say.common(kind)), GridColumn(say.common("item")), *_item_columns(say)),
        tuple(
            (name, called(setup, item), *_item_cells(item, facts, scale, say))
            for name, scale in scales
            for item, facts in scale.per_item.items()
        ),
        more=True,
    )
