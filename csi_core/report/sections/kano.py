"""Kano: which features people take for granted, want more of, or are delighted by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from csi_core.report.model import Callout, Card, Format, Section
from csi_core.report.sections import kano_tables
from csi_core.report.sections.parts import Words, callouts, explanation, notes_of
from csi_core.results import Kano, KanoFeature, KanoSegments, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import (
    ALPHA_LEVEL,
    KANO_CONTRADICTIONS,
    KANO_LEAST,
    KANO_QUESTIONABLE_FEATURE,
    KANO_QUESTIONABLE_SHARE,
)

#: The categories, in the order ties are settled and features are taken up.
Category = Literal["M", "O", "A", "I", "R", "Q"]
CATEGORIES: tuple[Category, ...] = ("M", "O", "A", "I", "R", "Q")

#: Features named in one headline; more are counted.
NAMED = 12

#: Differences between groups told for each grouping.
TOLD = 3


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Categories and Better–Worse of every feature; None when nothing was asked in pairs."""
    kano = results.kano
    if kano is None or not kano.features:
        return None
    say = Words("kano", text)
    order = priority(kano)
    sentences = {name: _sentence(name, kano.features[name], say) for name in order}
    return Section(
        key="kano",
        title=say("title"),
        headline=_headline(kano, order, say),
        cards=_cards(kano, order, say),
        findings=(*_sureness(kano, order, say), *_differences(kano, setup, say), *_contradictions(kano, say)),
        warnings=_warnings(kano, say) + callouts(notes_of(results, "kano"), text),
        figures=kano_tables.figures(kano, order, setup.kano.cross_hair, say),
        grids=kano_tables.grids(kano, order, sentences, setup, say),
        explanation=explanation("kano", text, _here(kano, order, say), _do(kano, order, say)),
        how=(
            say(f"how.table.{kano.table}"),
            say("how.category"),
            say("how.better"),
            say("how.interval", draws=kano.draws),
            say("how.strength"),
            say("how.fong", least=KANO_LEAST),
            say("how.continuous"),
            *((say("how.segments"),) if kano.segments else ()),
            say("how.missing"),
            say("how.spss"),
        ),
    )


def priority(kano: Kano) -> tuple[str, ...]:
    """Features in the order to take up: M > O > A > I > R > Q as `taken_as`, within M and O by Worse, else by Better,
    then by stated importance."""

    def place(name: str) -> tuple[int, float, float]:
        feature = kano.features[name]
        category = taken_as(feature)
        if category is None:
            return len(CATEGORIES), 0.0, 0.0
        rank = "MOAIRQ".index(category)
        effect = feature.worse if category in ("M", "O") else feature.better
        importance = kano.importance.get(name)
        return rank, -abs(effect or 0.0), -importance.mean if importance else 0.0

    return tuple(sorted(kano.features, key=place))


def of_category(kano: Kano, category: str, order: Iterable[str]) -> tuple[str, ...]:
    """The features of one category, in the given order."""
    return tuple(name for name in order if kano.features[name].category == category)


def settled(feature: KanoFeature) -> bool:
    """Whether the category may be called sure: Fong's test tells it from the next one, on answers enough."""
    return bool(feature.distinct) and feature.n >= KANO_LEAST


def taken_as(feature: KanoFeature) -> str | None:
    """The category to act on: a settled one, else the more demanding of the two most frequent ones."""
    if feature.category is None or feature.second is None or settled(feature):
        return feature.category
    return min(feature.category, feature.second, key="MOAIRQ".index)


def to_act_on(kano: Kano, category: str, order: Iterable[str]) -> tuple[str, ...]:
    """The features to be treated as of one category, in the given order."""
    return tuple(name for name in order if taken_as(kano.features[name]) == category)


def marked(kano: Kano, names: Iterable[str], text: Text) -> list[str]:
    """Features by name, those whose category is not settled marked so."""
    return [name if settled(kano.features[name]) else text("section.kano.unsure_name", feature=name) for name in names]


def differing(compared: Iterable[KanoSegments]) -> tuple[KanoSegments, ...]:
    """The features groups see differently after Holm's correction, the clearest first."""
    clear = [each for each in compared if each.p_adjusted is not None and each.p_adjusted < ALPHA_LEVEL]
    return tuple(sorted(clear, key=lambda each: each.p_adjusted or 0.0))


# -- words -------------------------------------------------------------------------------------------------


def _headline(kano: Kano, order: tuple[str, ...], say: Words) -> str:
    sure = tuple(name for name in order if settled(kano.features[name]))
    unsure = tuple(name for name in order if kano.features[name].n and name not in sure)
    groups = [(say(f"category.{category}"), of_category(kano, category, sure)) for category in CATEGORIES]
    groups.append((say("not_settled"), unsure))
    key = "headline_part" if len(order) <= NAMED else "headline_count"
    parts = [say(key, category=word, features=list(names), n=len(names)) for word, names in groups if names]
    most, least = max(each.n for each in kano.features.values()), min(each.n for each in kano.features.values())
    rest_on = say("headline_n", n=most) if most == least else say("headline_between", least=least, most=most)
    if not parts:
        return say("headline_nothing", rest_on=rest_on)
    return say("headline", parts=say("headline_separator").join(parts), rest_on=rest_on)


def _cards(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[Card, ...]:
    cards = []
    for category in CATEGORIES[:4]:
        members = of_category(kano, category, order)
        note = say.text.join(marked(kano, members[:NAMED], say.text))
        if len(members) > NAMED:
            note = say("and_more", names=note, n=len(members) - NAMED)
        cards.append(
            Card(
                say(f"category.{category}"),
                say.show(len(members), Format.INTEGER),
                say(f"short.{category}"),
                note=note,
            )
        )
    return tuple(cards)


def _sentence(name: str, feature: KanoFeature, say: Words) -> str:
    """Category, how sure, what it means, what to do."""
    category, second = feature.category, feature.second
    if category is None:
        return say("feature.unknown", feature=name)
    shares = {
        "feature": name,
        "category": say(f"word.{category}"),
        "percent": feature.percent[category],
        "n": feature.n,
        "second": say(f"word.{second}") if second else "",
        "second_percent": feature.percent[second] if second else 0.0,
    }
    if second is None:
        told = [say("feature.all" if settled(feature) else "feature.few", **shares)]
    elif settled(feature):
        told = [say("feature.settled", **shares)]
    elif feature.rule == "tie":
        told = [say("feature.tie", **shares)]
    else:
        told = [say("feature.few" if feature.distinct else "feature.not_distinct", **shares)]
    if settled(feature):
        told += [say(f"meaning.{category}"), say(f"act.{category}")]
    else:
        careful = taken_as(feature)
        told += [say(f"meaning.{careful}"), say("act_unsure", careful=say(f"word.{careful}"))]
    other = feature.category_lee_newcomb
    if other is not None and other != category:
        told.append(say("feature.lee_newcomb", category=say(f"word.{other}")))
    return say.common("sentence_separator").join(told)


def _sureness(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[str, ...]:
    answered = [name for name in order if kano.features[name].n]
    unsure = [name for name in answered if not settled(kano.features[name])]
    if not answered:
        return ()
    if not unsure:
        return (say("sure_all", n=len(answered)),)
    key = "sure_some" if len(unsure) <= NAMED else "sure_count"
    return (say(key, n=len(answered) - len(unsure), total=len(answered), unsure=len(unsure), features=unsure),)


def _differences(kano: Kano, setup: Setup, say: Words) -> tuple[str, ...]:
    told: list[str] = []
    for by in dict.fromkeys(each.by for each in kano.segments):
        tested = [each for each in kano.segments if each.by == by and each.p is not None]
        if not tested:
            continue
        title = setup.column(by).title
        clear = differing(tested)
        if not clear:
            told.append(say("segment.none", by=title, tested=len(tested)))
            continue
        told.append(say("segment.some", by=title, n=len(clear), tested=len(tested)))
        for each in clear[:TOLD]:
            out = each.standout
            if out is not None:
                told.append(
                    say(
                        "segment.standout",
                        feature=each.feature,
                        group=out.group,
                        category=say(f"word.{out.category}"),
                        percent=out.percent,
                        others=out.percent_others,
                        n=next(group.n for group in each.groups if group.group == out.group),
                        p=each.p_adjusted,
                    )
                )
    return tuple(told)


def _contradictions(kano: Kano, say: Words) -> tuple[str, ...]:
    found = kano.contradictions
    if found is None or not found.n:
        return ()
    told = say(
        "contradictions.any" if found.with_any else "contradictions.none",
        n=found.n,
        with_any=found.with_any,
        percent=100 * found.with_any / found.n,
        pairs=found.pairs,
        questionable=100 * found.questionable / found.pairs,
    )
    if not found.often:
        return (told,)
    often = say(
        "contradictions.often", n=len(found.often), share=100 * KANO_QUESTIONABLE_SHARE, least=KANO_CONTRADICTIONS
    )
    return (say.common("sentence_separator").join((told, often)),)


def _warnings(kano: Kano, say: Words) -> tuple[Callout, ...]:
    odd = tuple(
        say("questionable_feature", feature=name, percent=feature.percent["Q"])
        for name, feature in kano.features.items()
        if feature.n and feature.percent["Q"] >= KANO_QUESTIONABLE_FEATURE
    )
    return (Callout(say("questionable", features=odd)),) if odd else ()


def _here(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[str, ...]:
    sure = [name for name in order if settled(kano.features[name])]
    found = [
        say(f"here.{category}", features=list(members))
        for category in CATEGORIES[:5]
        if (members := of_category(kano, category, sure))
    ]
    unsure = [name for name in order if kano.features[name].n and name not in sure]
    if unsure:
        found.append(say("here.unsettled", features=unsure))
    return tuple(found)


def _do(kano: Kano, order: tuple[str, ...], say: Words) -> tuple[str, ...]:
    return tuple(
        say(f"do.{category}", features=marked(kano, members, say.text))
        for category in CATEGORIES
        if (members := to_act_on(kano, category, order))
    ) or (say("do.nothing"),)
