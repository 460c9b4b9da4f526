"""The results, one message a slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from csi_core.report.model import (
    BarChart,
    Bullets,
    Cards,
    DivergingChart,
    Figure,
    HeatMap,
    QuadrantChart,
    Radar,
    Section,
    Slide,
    SlideBlock,
)
from csi_core.report.sections.comparisons import differing
from csi_core.report.sections.items import rated
from csi_core.report.sections.kano import CATEGORIES, Category, of_category, priority, settled
from csi_core.report.sections.parts import called
from csi_core.report.sections.scores import by_question, ranked
from csi_core.report.slides.words import SHORT, Story, beside, ends_apart, figure_of, meaning, short, slide
from csi_core.results import Kano
from csi_core.text import Text

#: Questions shown of each end, rows of answers, features named of a category, in a title.
ENDS = 5
ROWS = 10
NAMED = 5
TITLED = 2

#: More features than this take the whole width, without their intervals.
CROWD = 12


def section(story: Story, content: Section) -> Iterator[Slide]:
    """A section as it stands: its headline, its first figure or its cards, its first findings."""
    yield _as_it_stands(story, content, "section", name=content.title)


def waves(story: Story, content: Section) -> Iterator[Slide]:
    yield _as_it_stands(story, content, "waves")


def loyalty(story: Story, content: Section) -> Iterator[Slide]:
    yield _as_it_stands(story, content, "loyalty")


def _as_it_stands(story: Story, content: Section, kind: str, **values: object) -> Slide:
    shown: tuple[SlideBlock, ...] = _charts(content)[:1] or ((Cards(content.cards[:4]),) if content.cards else ())
    told = (content.headline, *meaning(content))
    return slide(story, kind, content.headline, (*shown, *beside(content.findings)), told, **values)


def scores(story: Story, content: Section) -> Iterator[Slide]:
    found, text, setup = story.results.scores, story.text, story.setup
    dimensions, items = figure_of(content, "scores.dimensions"), figure_of(content, "scores.items")
    cards = Cards(content.cards[:3])
    several = dimensions is not None and isinstance(dimensions.chart, BarChart) and len(dimensions.chart.bars) > 2
    if several and dimensions is not None and isinstance(dimensions.chart, BarChart):
        radar = Radar(dimensions.caption, dimensions.alt, dimensions.chart)
        yield slide(story, "index", content.headline, (cards, radar), (content.headline, *meaning(content)))
    else:
        plain: tuple[SlideBlock, ...] = (cards, *beside(meaning(content)))
        yield slide(story, "index_plain", content.headline, plain, (content.headline, *meaning(content)))
    if found is None:
        return
    if dimensions is not None:
        best, *_, worst = ranked(found.dimensions)
        title = text(
            f"slides.dimensions.{'title' if ends_apart(found.dimensions) else 'alike'}",
            best=short(best),
            high=found.dimensions[best].score,
            worst=short(worst),
            low=found.dimensions[worst].score,
            n=found.n,
        )
        yield slide(story, "dimensions", title, (dimensions,), content.findings[:1])
    if items is not None and isinstance(items.chart, BarChart):
        best, *_, worst = ranked(found.items)
        title = text(
            f"slides.extremes.{'title' if ends_apart(found.items) else 'alike'}",
            best=short(called(setup, best)),
            high=found.items[best].score,
            high_n=found.items[best].n,
            worst=short(called(setup, worst)),
            low=found.items[worst].score,
            low_n=found.items[worst].n,
        )
        said = (text("slides.said", sentence=title),)
        yield slide(story, "items", title, (_ends(items, items.chart, found.n, text),), said)


def _ends(figure: Figure, chart: BarChart, n: int, text: Text) -> Figure:
    """Of many bars the first and the last ones."""
    if len(chart.bars) <= 2 * ENDS:
        return figure
    cut = replace(chart, bars=(*chart.bars[:ENDS], *chart.bars[-ENDS:]))
    return replace(figure, caption=text("slides.extremes.caption", count=ENDS, total=len(chart.bars), n=n), chart=cut)


def answers(story: Story, content: Section) -> Iterator[Slide]:
    items, text = story.results.items or {}, story.text
    figure = next((figure for figure in content.figures if isinstance(figure.chart, DivergingChart)), None)
    if figure is None or not isinstance(figure.chart, DivergingChart):
        yield from section(story, content)
        return
    chart = figure.chart
    rows = sorted(chart.rows, key=lambda row: -_worst(row))[:ROWS]
    if len(chart.rows) > ROWS:
        counts = [n for _, n, _ in rows]
        least, most = min(counts), max(counts)
        figure = replace(
            figure,
            caption=text(
                "slides.answers.caption" if least < most else "slides.answers.caption_same",
                count=ROWS,
                total=len(chart.rows),
                least=least,
                most=most,
            ),
        )
    figure = replace(figure, chart=replace(chart, rows=tuple(rows)))
    shares = {name: item.bottom2 for name, item in rated(items, story.setup).items() if item.bottom2 is not None}
    title = content.headline
    if shares:
        worst = max(shares, key=lambda name: shares[name])
        title = text(
            "slides.answers.title", item=short(called(story.setup, worst)), percent=shares[worst], n=items[worst].n
        )
    yield slide(story, "answers", title, (figure,), (text("slides.said", sentence=title),))


def _worst(row: tuple[str, int, tuple[float, ...]]) -> float:
    _, _, percents = row
    return sum(percents[: len(percents) // 2])


def groups(story: Story, content: Section) -> Iterator[Slide]:
    """The index of the groups that differ most, and the answers in which they do; or the index of all groups."""
    results, found = story.results, story.results.scores
    if not results.compare:
        return
    clear = [each.by for each in differing(results.compare_scores or ()) if each.scope == "index"]
    figures: list[Figure | None] = []
    if found is not None and "scores" in story.sections:
        of = [by for by in by_question(found.groups) if results.waves is None or by != results.waves.question]
        numbers = [of.index(by) + 1 for by in clear[:1] if by in of] if clear else (1, 2)
        figures = [figure_of(story.sections["scores"], f"scores.groups.{number}") for number in numbers]
    shown = [
        replace(figure, caption=story.text("slides.with_n", caption=figure.caption, n=found.n))
        for figure in figures
        if figure is not None and found is not None
    ]
    if clear or not shown:
        shown += _charts(content)
    told = (content.headline, *content.findings[1:])
    yield slide(story, "groups", content.headline, (*shown[:2], *beside(content.findings)), told)


def kano(story: Story, content: Section) -> Iterator[Slide]:
    found, text = story.results.kano, story.text
    if found is None:
        return
    order = priority(found)
    members = {category: of_category(found, category, order) for category in CATEGORIES}
    named = {category: features for category, features in members.items() if features}
    crowd = len(found.features) > CROWD
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
    title = _kano_title(found, order, text)
    figure = next((figure for figure in content.figures if isinstance(figure.chart, QuadrantChart)), None)
    if figure is None or not isinstance(figure.chart, QuadrantChart):
        yield slide(story, "kano_list", title, (Bullets(lines),), meaning(content))
        return
    if not crowd:
        yield slide(story, "kano", title, (figure, Bullets(lines)), (text("slides.said", sentence=title),))
        return
    # Intervals of so many points would hide them.
    points = tuple(replace(each, x_low=None, x_high=None, y_low=None, y_high=None) for each in figure.chart.points)
    plain = replace(
        figure, caption=text("slides.kano.caption", n=_most(found)), chart=replace(figure.chart, points=points)
    )
    yield slide(story, "kano", _kano_counts(found, named, text), (plain,), (text("slides.said", sentence=title),))
    yield slide(story, "kano_list", title, (Bullets(lines),), meaning(content))


def _kano_title(kano: Kano, order: tuple[str, ...], text: Text) -> str:
    """What comes first: the features whose category is sure, of the most urgent category that has any."""
    for category in ("M", "O", "A"):
        sure = [name for name in of_category(kano, category, order) if settled(kano.features[name])]
        if sure:
            features = text.join(text("slides.quoted", name=short(name)) for name in sure[:TITLED])
            if len(sure) > TITLED:
                features = text("slides.kano.more", features=features, count=len(sure))
            return text(f"slides.kano.title.{category}", features=features, total=len(order), n=_most(kano))
    return text("slides.kano.title.none", total=len(order), n=_most(kano))


def _kano_counts(kano: Kano, named: Mapping[Category, tuple[str, ...]], text: Text) -> str:
    parts = [
        text("slides.kano.part", category=text(f"section.kano.category.{category}"), count=len(features))
        for category, features in named.items()
    ]
    return text("slides.kano.counts", total=len(kano.features), parts=parts, n=_most(kano))


def _most(kano: Kano) -> int:
    return max(feature.n for feature in kano.features.values())


def _charts(content: Section) -> tuple[Figure, ...]:
    """The figures a room can read: a table of coefficients is none."""
    return tuple(figure for figure in content.figures if not isinstance(figure.chart, HeatMap))
