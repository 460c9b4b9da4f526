"""Results + setup → the slides: the report's story told aloud, one message a slide.

What the slides show is what the sections show, cut to what a room can read; a section this module does not know
gets a slide of its headline and its first figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from csi_core.report.conclusions import limits
from csi_core.report.lines import em
from csi_core.report.model import (
    BarChart,
    Bullets,
    Card,
    Cards,
    DivergingChart,
    Figure,
    HeatMap,
    QuadrantChart,
    Radar,
    Section,
    Slide,
    SlideBlock,
    Tone,
)
from csi_core.report.sections.cleaning import valid_rate
from csi_core.report.sections.items import rated
from csi_core.report.sections.kano import CATEGORIES, of_category, priority
from csi_core.report.sections.parts import called
from csi_core.report.sections.scores import ranked
from csi_core.results import Results
from csi_core.setup import SCALED, Role, Setup
from csi_core.text import Text
from csi_core.thresholds import grade

#: A name in a title is cut to this width, in multiples of the type size.
SHORT = 18.0

#: Questions shown of each end, rows of answers, bullets beside a chart, features named of a category.
ENDS = 5
ROWS = 10
BESIDE = 3
NAMED = 5

#: More dimensions than this are told in one sentence; more features than this take the whole width.
LISTED = 8
CROWD = 12

#: The scores come before the answers they are computed from: what was found, then how it came about.
ORDER = ("validity", "confirmatory", "reliability", "scores", "items", "groups", "kano")


def short(name: str, most: float = SHORT) -> str:
    """A name cut to the width a title has for it.

    >>> short("Hot water"), short("How satisfied are you with the cleanliness of the washrooms")
    ('Hot water', 'How satisfied are you with the cle…')
    """
    name = " ".join(name.split())
    if em(name) <= most:
        return name
    while em(name) > most - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Story:
    """What the slides are told from: the sections the report holds, its conclusions and recommendations."""

    results: Results
    setup: Setup
    sections: Mapping[str, Section]
    purpose: str
    conclusions: Sequence[str]
    recommendations: Sequence[str]
    text: Text


def slides(story: Story) -> tuple[Slide, ...]:
    """What was asked, who answered, whether to trust it, what was found, what to do, how far it goes."""
    tellers = {
        "sample": _sample,
        "validity": _section,
        "reliability": _section,
        "scores": _scores,
        "items": _answers,
        "groups": _groups,
        "kano": _kano,
    }
    told = [_asked(story)]
    if "sample" in story.sections:
        told.extend(_remarked(_sample(story, story.sections["sample"]), story.sections["sample"]))
    told.append(_trust(story))
    others = [key for key in story.sections if key not in {"cleaning", "sample", *ORDER}]
    for key in (*ORDER, *others):
        if key in story.sections:
            told.extend(_remarked(tellers.get(key, _section)(story, story.sections[key]), story.sections[key]))
    told += [slide for slide in (_found(story), _to_do(story), _limits(story), _method(story)) if slide is not None]
    return tuple(told)


def _remarked(made: Iterator[Slide], section: Section) -> list[Slide]:
    """A section's slides, the author's own words among the last one's notes."""
    found = list(made)
    if found and section.remarks:
        found[-1] = replace(found[-1], notes=(*found[-1].notes, *section.remarks))
    return found


# -- before the results ----------------------------------------------------------------------------------------


def _asked(story: Story) -> Slide:
    setup, text, n = story.setup, story.text, story.results.responses.valid
    scaled, dimensions = len(setup.of(*SCALED)), setup.dimensions()
    features = list(dict.fromkeys(column.feature for column in setup.of(Role.KANO) if column.feature))
    counts = {
        "valid": n,
        "scaled": scaled,
        "dimensions": len(dimensions),
        "features": len(features),
        "profiles": len(setup.of(Role.PROFILE)),
    }
    kind = "dimensions" if dimensions else "scaled" if scaled else "features" if features else "valid"
    cards = tuple(
        Card(text(f"slides.asked.card.{name}"), f"{count:,}")
        for name, count in counts.items()
        if count or name == "valid"
    )
    lines = tuple(
        text("slides.asked.dimension", dimension=name, n=len(items), first=short(called(setup, items[0])))
        for name, items in dimensions.items()
    )
    names = [text("slides.asked.dimension_short", dimension=name, n=len(items)) for name, items in dimensions.items()]
    return Slide(
        text(f"slides.asked.title.{kind}", **{**counts, "n": n}),
        (Cards(cards[:4]), *((Bullets(lines if len(lines) <= LISTED else (text.join(names),)),) if lines else ())),
        (story.purpose,),
    )


def _sample(story: Story, section: Section) -> Iterator[Slide]:
    yield Slide(section.headline, (*section.figures[:2], *_beside(section.findings[:1])), section.findings)


def _trust(story: Story) -> Slide:
    results, text = story.results, story.text
    counts = results.responses
    parts: list[str] = []
    cards: list[Card] = []
    cleaning = story.sections.get("cleaning")
    if cleaning is not None:
        cards += [card for card in cleaning.cards if card.value][1:3]
    validity = story.sections.get("validity")
    if validity is not None:
        cards += [card for card in validity.cards if card.grade or card.note][:3]
        if results.validity is not None and results.validity.kmo is not None:
            kmo = results.validity.kmo
            parts.append(text("slides.trust.kmo", grade=grade(kmo), kmo=kmo, n=results.validity.n))
    reliability = story.sections.get("reliability")
    if reliability is not None:
        cards += reliability.cards[:2]
        overall = results.reliability.overall if results.reliability is not None else None
        if overall is not None and overall.alpha is not None:
            parts.insert(0, text("slides.trust.alpha", grade=grade(overall.alpha), alpha=overall.alpha, n=overall.n))
    rate = text("slides.trust.rate", rate=valid_rate(counts), valid=counts.valid, returned=counts.returned)
    warnings = [
        warning.text
        for section in (cleaning, validity, reliability)
        if section is not None
        for warning in section.warnings
        if warning.tone in (Tone.POOR, Tone.FAIR)
    ]
    notes = [
        words for each in (cleaning, validity, reliability) if each for words in (each.headline, *each.findings[:2])
    ]
    title = text("slides.trust.title", parts=text("slides.trust.separator").join(parts or [rate]))
    blocks: list[SlideBlock] = [Cards(tuple(cards[:6]))] if cards else []
    return Slide(title, (*blocks, *_beside(warnings or ([rate] if not cards else []))), tuple(notes))


# -- the results -----------------------------------------------------------------------------------------------


def _section(story: Story, section: Section) -> Iterator[Slide]:
    """A section as it stands: its headline, its first figure or its cards, its first findings."""
    shown: tuple[SlideBlock, ...] = _charts(section)[:1] or ((Cards(section.cards[:4]),) if section.cards else ())
    yield Slide(section.headline, (*shown, *_beside(section.findings)), (*section.findings, *_meaning(section)))


def _scores(story: Story, section: Section) -> Iterator[Slide]:
    scores, text = story.results.scores, story.text
    figures = {figure.key: figure for figure in section.figures}
    dimensions = figures.get("scores.dimensions")
    shown: list[SlideBlock] = [Cards(section.cards[:3])]
    if dimensions is not None and isinstance(dimensions.chart, BarChart) and len(dimensions.chart.bars) > 2:
        shown.append(Radar(dimensions.caption, dimensions.alt, dimensions.chart))
    yield Slide(section.headline, (*shown, *_beside(_meaning(section))), section.findings)
    if scores is None:
        return
    if dimensions is not None:
        order = ranked(scores.dimensions)
        best, worst = order[0], order[-1]
        title = text(
            "slides.dimensions.title",
            best=short(best),
            high=scores.dimensions[best].score,
            worst=short(worst),
            low=scores.dimensions[worst].score,
            n=scores.n,
        )
        yield Slide(title, (dimensions,), section.findings[:1])
    items = figures.get("scores.items")
    if items is not None and isinstance(items.chart, BarChart):
        order = ranked(scores.items)
        best, worst = order[0], order[-1]
        title = text(
            "slides.extremes.title",
            best=short(called(story.setup, best)),
            high=scores.items[best].score,
            high_n=scores.items[best].n,
            worst=short(called(story.setup, worst)),
            low=scores.items[worst].score,
            low_n=scores.items[worst].n,
        )
        yield Slide(title, (_ends(items, items.chart, scores.n, text),), section.findings[1:3])


def _ends(figure: Figure, chart: BarChart, n: int, text: Text) -> Figure:
    """Of many bars the first and the last ones."""
    if len(chart.bars) <= 2 * ENDS:
        return figure
    cut = replace(chart, bars=(*chart.bars[:ENDS], *chart.bars[-ENDS:]))
    return replace(figure, caption=text("slides.extremes.caption", count=ENDS, total=len(chart.bars), n=n), chart=cut)


def _answers(story: Story, section: Section) -> Iterator[Slide]:
    items, text = story.results.items or {}, story.text
    figure = next((figure for figure in section.figures if isinstance(figure.chart, DivergingChart)), None)
    if figure is None or not isinstance(figure.chart, DivergingChart):
        yield from _section(story, section)
        return
    chart = figure.chart
    rows = sorted(chart.rows, key=lambda row: -_worst(row))[:ROWS]
    if len(chart.rows) > ROWS:
        caption = text(
            "slides.answers.caption",
            count=ROWS,
            total=len(chart.rows),
            least=min(n for _, n, _ in rows),
            most=max(n for _, n, _ in rows),
        )
        figure = replace(figure, caption=caption)
    figure = replace(figure, chart=replace(chart, rows=tuple(rows)))
    shares = {name: item.bottom2 for name, item in rated(items, story.setup).items() if item.bottom2 is not None}
    title = section.headline
    if shares:
        worst = max(shares, key=lambda name: shares[name])
        title = text(
            "slides.answers.title", item=short(called(story.setup, worst)), percent=shares[worst], n=items[worst].n
        )
    yield Slide(title, (figure,), section.findings)


def _worst(row: tuple[str, int, tuple[float, ...]]) -> float:
    _, _, percents = row
    return sum(percents[: len(percents) // 2])


def _groups(story: Story, section: Section) -> Iterator[Slide]:
    figures = _charts(section)
    scores = story.sections.get("scores")
    if scores is not None and not figures:
        figures = tuple(figure for figure in scores.figures if figure.key.startswith("scores.groups."))
    yield Slide(section.headline, (*figures[:2], *_beside(section.findings)), (*section.findings, *_meaning(section)))


def _kano(story: Story, section: Section) -> Iterator[Slide]:
    kano, text = story.results.kano, story.text
    if kano is None:
        return
    order = priority(kano)
    members = {category: of_category(kano, category, order) for category in CATEGORIES}
    named = {category: features for category, features in members.items() if features}
    title = text(
        "slides.kano.title",
        total=len(kano.features),
        parts=[
            text("slides.kano.part", category=text(f"section.kano.category.{category}"), count=len(features))
            for category, features in named.items()
        ],
        n=max(feature.n for feature in kano.features.values()),
    )
    crowd = len(kano.features) > CROWD
    lines = tuple(
        text(
            "slides.kano.members" if len(features) <= NAMED else "slides.kano.members_more",
            category=text(f"section.kano.category.{category}"),
            count=len(features),
            features=[
                short(feature, SHORT / 2 if len(features) > 2 and not crowd else SHORT) for feature in features[:NAMED]
            ],
        )
        for category, features in named.items()
    )
    chart = tuple(figure for figure in section.figures if isinstance(figure.chart, QuadrantChart))[:1]
    notes = (*section.findings, *_meaning(section))
    if not crowd or not chart:
        yield Slide(title, (*chart, Bullets(lines)), notes)
        return
    first = kano.features[order[0]]
    yield Slide(title, chart, notes)
    if first.category is not None:
        category = text(f"section.kano.category.{first.category}")
        percent = first.percent[first.category]
        yield Slide(
            text("slides.kano.first", feature=short(order[0]), category=category, percent=percent, n=first.n),
            (Bullets(lines),),
            _meaning(section),
        )


# -- what follows ----------------------------------------------------------------------------------------------


def _found(story: Story) -> Slide | None:
    if not story.conclusions:
        return None
    # The last of the proposed ones says how far they go, which has a slide of its own.
    own = set(limits(story.results, story.text))
    told = [words for words in story.conclusions if not any(sentence in words for sentence in own)]
    title = story.text("slides.found.title", n=story.results.responses.valid)
    return Slide(title, (Bullets(tuple(told)),), tuple(told)) if told else None


def _to_do(story: Story) -> Slide | None:
    if not story.recommendations:
        return None
    text, scores, kano = story.text, story.results.scores, story.results.kano
    count = len(story.recommendations)
    if scores is not None and len(scores.items) > 1 and "scores" in story.sections:
        weakest = ranked(scores.items)[-1]
        title = text(
            "slides.to_do.title_item",
            item=short(called(story.setup, weakest)),
            score=scores.items[weakest].score,
            n=scores.items[weakest].n,
        )
    elif kano is not None and "kano" in story.sections:
        first = priority(kano)[0]
        title = text("slides.to_do.title_feature", feature=short(first), n=kano.features[first].n)
    else:
        title = text("slides.to_do.title", count=count, n=story.results.responses.valid)
    return Slide(title, (Bullets(tuple(story.recommendations)),), tuple(story.recommendations))


def _limits(story: Story) -> Slide:
    text, size = story.text, story.results.size
    kind = "title" if size.margin_of_error is None else "title_margin"
    title = text(f"slides.limits.{kind}", n=story.results.responses.valid, margin=size.margin_of_error)
    told = limits(story.results, text)
    return Slide(title, (Bullets(told),), told)


def _method(story: Story) -> Slide | None:
    text = story.text
    lines = tuple(
        text("slides.method.line", title=section.title, how=section.how[0])
        for section in story.sections.values()
        if section.how
    )
    if not lines:
        return None
    notes = tuple(how for section in story.sections.values() for how in section.how)
    return Slide(text("slides.method.title", n=story.results.responses.valid), (Bullets(lines),), notes)


def _charts(section: Section) -> tuple[Figure, ...]:
    """The figures a room can read: a table of coefficients is none."""
    return tuple(figure for figure in section.figures if not isinstance(figure.chart, HeatMap))


def _beside(sentences: Sequence[str]) -> tuple[Bullets, ...]:
    told = tuple(sentence for sentence in sentences if sentence)[:BESIDE]
    return (Bullets(told),) if told else ()


def _meaning(section: Section) -> tuple[str, ...]:
    """What the results say here, without the general questions before."""
    return tuple(answer for _, answer in section.explanation[2:3])
