"""Kano: which features people take for granted, want more of, or are delighted by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from csi_core.report.model import Callout, Card, Figure, Format, Grid, GridColumn, Point, QuadrantChart, Section
from csi_core.report.sections.parts import Words, callouts, explanation, notes_of
from csi_core.results import Kano, KanoFeature, Results
from csi_core.setup import Setup
from csi_core.text import Text

#: The categories, in the order ties are settled and features are taken up.
CATEGORIES: tuple[Literal["M", "O", "A", "I", "R", "Q"], ...] = ("M", "O", "A", "I", "R", "Q")

#: Share of contradictory answers (%) from which a feature's question should be checked; convention.
QUESTIONABLE = 10.0

#: The cross-hair of the Better–Worse chart; convention.
CUT = 0.5


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Categories and Better–Worse of every feature; None when nothing was asked in pairs."""
    kano = results.kano
    if kano is None or not kano.features:
        return None
    say = Words("kano", text)
    order = priority(kano)
    return Section(
        key="kano",
        title=say("title"),
        headline=_headline(kano, order, say),
        cards=_cards(kano, order, say),
        findings=(
            *(_sentence(name, kano.features[name], say) for name in order),
            *((say("priority", features=list(order)),) if len(order) > 1 else ()),
        ),
        warnings=_warnings(kano, say) + callouts(notes_of(results, "kano"), text),
        figures=_figures(kano, say),
        grids=_grids(kano, order, say),
        explanation=explanation("kano", text, _here(kano, order, say), _do(kano, order, say)),
        how=(
            say(f"how.table.{kano.table}"),
            say("how.category"),
            say("how.better"),
            say("how.strength"),
            say("how.fong"),
            say("how.missing"),
            say("how.spss"),
        ),
    )


def priority(kano: Kano) -> tuple[str, ...]:
    """Features in the order to take up: M > O > A > I > R > Q, within M and O by Worse, else by Better."""

    def place(name: str) -> tuple[int, float]:
        feature = kano.features[name]
        if feature.category is None:
            return len(CATEGORIES), 0.0
        rank = next(rank for rank, category in enumerate(CATEGORIES) if category == feature.category)
        effect = feature.worse if feature.category in ("M", "O") else feature.better
        return rank, -abs(effect or 0.0)

    return tuple(sorted(kano.features, key=place))


def of_category(kano: Kano, category: str, order: Iterable[str]) -> tuple[str, ...]:
    """The features of one category, in the given order."""
    return tuple(name for name in order if kano.features[name].category == category)


# -- words -------------------------------------------------------------------------------------------------


def _headline(kano: Kano, order: tuple[str, ...], say: Words) -> str:
    parts = [
        say("headline_part", category=say(f"category.{category}"), features=list(members))
        for category in CATEGORIES
        if (members := of_category(kano, category, order))
    ]
    most, least = max(each.n for each in kano.features.values()), min(each.n for each in kano.features.values())
    rest_on = say("headline_n", n=most) if most == least else say("headline_between", least=least, most=most)
    return say("headline", parts=say("headline_separator").join(parts), rest_on=rest_on)


def _cards(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[Card, ...]:
    cards = []
    for category in CATEGORIES[:4]:
        members = of_category(kano, category, order)
        cards.append(
            Card(
                say(f"category.{category}"),
                say.show(len(members), Format.INTEGER),
                say(f"short.{category}"),
                note=say.text.join(members),
            )
        )
    return tuple(cards)


def _sentence(name: str, feature: KanoFeature, say: Words) -> str:
    if feature.category is None:
        return say("feature.unknown", feature=name)
    told = say(f"feature.{feature.category}", feature=name, percent=feature.percent[feature.category], n=feature.n)
    found = [told]
    if feature.better is not None and feature.worse is not None:
        found.append(say("feature.effects", better=feature.better, worse=feature.worse))
    if feature.distinct is False:
        found.append(say("feature.not_distinct"))
    return say.common("sentence_separator").join(found)


def _warnings(kano: Kano, say: Words) -> tuple[Callout, ...]:
    odd = tuple(
        say("questionable_feature", feature=name, percent=feature.percent["Q"])
        for name, feature in kano.features.items()
        if feature.n and feature.percent["Q"] >= QUESTIONABLE
    )
    return (Callout(say("questionable", features=odd)),) if odd else ()


def _here(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[str, ...]:
    found = [
        say(f"here.{category}", features=list(members))
        for category in CATEGORIES[:5]
        if (members := of_category(kano, category, order))
    ]
    unsettled = [name for name in order if kano.features[name].distinct is False]
    if unsettled:
        found.append(say("here.unsettled", features=unsettled))
    return tuple(found)


def _do(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[str, ...]:
    return tuple(
        say(f"do.{category}", features=list(members))
        for category in CATEGORIES
        if (members := of_category(kano, category, order))
    ) or (say("do.nothing"),)


# -- figures and grids ---------------------------------------------------------------------------------------


def _figures(kano: Kano, say: Words) -> tuple[Figure, ...]:
    points = tuple(
        Point(name, abs(feature.worse), feature.better, say(f"category.{feature.category}"))
        for name, feature in kano.features.items()
        if feature.better is not None and feature.worse is not None and feature.category is not None
    )
    if not points:
        return ()
    return (
        Figure(
            "kano.better_worse",
            say("figure.better_worse", cut=CUT),
            say("figure.alt", features=[point.label for point in points]),
            QuadrantChart(
                points,
                say("figure.worse"),
                say("figure.better"),
                (0.0, 1.0),
                (0.0, 1.0),
                CUT,
                CUT,
                (say("category.A"), say("category.O"), say("category.I"), say("category.M")),
            ),
        ),
    )


def _grids(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[Grid, ...]:
    return (_category_grid(kano, order, say), _effect_grid(kano, order, say), _count_grid(kano, order, say))


def _category_word(category: str | None, say: Words) -> str | None:
    return None if category is None else say(f"category.{category}")


def _category_grid(kano: Kano, order: tuple[str, ...], say: Words) -> Grid:
    return Grid(
        "kano.categories",
        say("grid.categories"),
        (
            GridColumn(say("column.priority"), Format.INTEGER),
            GridColumn(say("column.feature")),
            GridColumn(say.common("n"), Format.INTEGER),
            *(GridColumn(say(f"letter.{category}"), Format.PERCENT) for category in CATEGORIES),
            GridColumn(say("column.category"), strong=True),
            GridColumn(say("column.distinct")),
        ),
        tuple(
            (
                rank,
                name,
                feature.n,
                *(feature.percent[category] if feature.n else None for category in CATEGORIES),
                _category_word(feature.category, say),
                None if feature.distinct is None else say.common("yes" if feature.distinct else "no"),
            )
            for rank, name in enumerate(order, 1)
            for feature in (kano.features[name],)
        ),
        notes=(say("note.categories"),),
    )


def _effect_grid(kano: Kano, order: tuple[str, ...], say: Words) -> Grid:
    return Grid(
        "kano.better_worse",
        say("grid.better_worse"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say("column.better"), Format.COEFFICIENT, strong=True),
            GridColumn(say("column.worse"), Format.COEFFICIENT, strong=True),
            GridColumn(say("column.strength"), Format.PERCENT),
            GridColumn(say("column.total_strength"), Format.PERCENT),
            GridColumn(say("column.berger")),
        ),
        tuple(
            (
                name,
                feature.better,
                feature.worse,
                feature.strength,
                feature.total_strength,
                _category_word(feature.category_berger, say),
            )
            for name in order
            for feature in (kano.features[name],)
        ),
        notes=(say("note.better_worse"),),
    )


def _count_grid(kano: Kano, order: tuple[str, ...], say: Words) -> Grid:
    return Grid(
        "kano.counts",
        say("grid.counts"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.missing"), Format.INTEGER),
            *(GridColumn(say(f"letter.{category}"), Format.INTEGER) for category in CATEGORIES),
        ),
        tuple(
            (name, feature.n, feature.missing, *(feature.counts[category] for category in CATEGORIES))
            for name in order
            for feature in (kano.features[name],)
        ),
        more=True,
    )
