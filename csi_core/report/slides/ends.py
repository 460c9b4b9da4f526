"""Before the results and after them: what was asked and of whom, whether to trust it; what follows, how far it goes."""

from __future__ import annotations

from collections.abc import Iterator

from csi_core.report.conclusions import grounds, limits
from csi_core.report.model import Bullets, Card, Cards, Figure, HeatMap, Slide, SlideBlock
from csi_core.report.sections.cleaning import valid_rate
from csi_core.report.sections.kano import priority
from csi_core.report.sections.parts import called, level_of
from csi_core.report.sections.scores import ranked
from csi_core.report.slides.words import Story, beside, ends_apart, figure_of, meaning, short, slide
from csi_core.setup import SCALED, Role
from csi_core.thresholds import Grade, grade

#: More dimensions than this are told in one sentence; more rows than this are no table for a slide.
LISTED = 8
ROWS = 36

#: Sections that count and compute nothing to be explained.
_COUNTED = ("cleaning", "sample")

#: Grades that speak against a coefficient, the worst last.
_WEAK = (Grade.POOR, Grade.REVISE)


def asked(story: Story) -> Slide:
    setup, text = story.setup, story.text
    scaled, dimensions = len(setup.of(*SCALED)), setup.dimensions()
    features = list(dict.fromkeys(column.feature for column in setup.of(Role.KANO) if column.feature))
    counts = {
        "valid": story.n,
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
    shown = lines if len(lines) <= LISTED else (text.join(names),)
    title = text(f"slides.asked.title.{kind}", **{**counts, "n": story.n})
    said = (text("slides.said", sentence=title), text("slides.asked.purpose", purpose=story.purpose))
    blocks = (Cards(cards[:4]), *((Bullets(shown),) if dimensions else (Bullets((story.purpose,)),)))
    return slide(story, "asked", title, blocks, said, name=story.title)


def sample(story: Story) -> Iterator[Slide]:
    section, results = story.sections.get("sample"), story.results
    if section is None:
        return
    profiles = {
        f"sample.profile.{number}": story.setup.column(question.question).role
        for number, question in enumerate(results.sample or (), 1)
    }
    # Waves are planned, not found.
    shown = sorted(section.figures, key=lambda figure: profiles.get(figure.key) is Role.WAVE)[:2]
    yield slide(
        story,
        "sample",
        section.headline,
        (*shown, *beside(section.findings[:1])),
        (section.headline, *section.findings),
    )


def trust(story: Story) -> Slide:
    """Whether the answers can be used, on one slide; what it rests on stands in the appendix."""
    results, text, sections = story.results, story.text, story.sections
    counts = results.responses
    alpha = results.reliability.overall if results.reliability is not None and "reliability" in sections else None
    validity = results.validity if "validity" in sections else None
    grades: list[Grade] = []
    parts: list[str] = []
    if alpha is not None and alpha.alpha is not None:
        grades.append(grade(alpha.alpha))
        parts.append(text(f"slides.trust.alpha.{grades[-1].value}", alpha=alpha.alpha, n=alpha.n))
    if validity is not None and validity.kmo is not None:
        grades.append(grade(validity.kmo))
        parts.append(text(f"slides.trust.kmo.{grades[-1].value}", kmo=validity.kmo, n=validity.n))
    verdict = next((each.value for each in reversed(_WEAK) if each in grades), "good")
    rate = text("slides.trust.rate", rate=valid_rate(counts), valid=counts.valid, returned=counts.returned)
    title = text(f"slides.trust.title.{verdict}", parts=text("slides.trust.separator").join(parts)) if parts else rate
    told = [sections[key] for key in ("validity", "reliability") if key in sections]
    cards = [
        Card(text("slides.asked.card.valid"), f"{counts.valid:,}"),
        Card(text("slides.trust.card.rate"), f"{valid_rate(counts):.1f}%", note=text("slides.trust.card.rate_note")),
        *(card for section in told for card in section.cards[:2] if card.grade),
    ]
    weak = [
        text("conclusions.weak_dimension", dimension=name, alpha=scale.alpha, n=scale.n)
        for name, scale in (results.reliability.dimensions.items() if alpha is not None and results.reliability else ())
        if scale.alpha is not None and grade(scale.alpha) in _WEAK
    ]
    lines = [
        *([text("conclusions.reliability.weak", dimensions=weak)] if weak else []),
        *(sections[key].headline for key in ("confirmatory",) if key in sections),
        *([rate] if parts and counts.removed else []),
    ]
    headlines = [section.headline for section in told] or [rate]
    kind = "trust" if parts else "trust_plain"
    return slide(story, kind, title, (Cards(tuple(cards[:6])), *beside(lines)), headlines)


def found(story: Story) -> Iterator[Slide]:
    text = story.text
    # Those proposed about the sample, the questionnaire and how far all goes have slides of their own.
    own = (*grounds(story.results, story.setup, text), *limits(story.results, text))
    told = [words for words in story.conclusions if not any(sentence in words for sentence in own)]
    if not told:
        return
    scores = story.results.scores if "scores" in story.sections else None
    parts = None if scores is None else scores.dimensions if len(scores.dimensions) > 1 else scores.items
    if scores is not None and parts is not None and len(parts) > 1:
        best, *_, worst = (
            short(called(story.setup, name) if parts is scores.items else name) for name in ranked(parts)
        )
        title = text(
            f"slides.found.{'title_scores' if ends_apart(parts) else 'title_alike'}",
            level=level_of(scores.index, story.setup),
            index=scores.index,
            best=best,
            worst=worst,
            n=scores.n,
        )
    else:
        title = text("slides.found.title", n=story.n)
    yield slide(story, "found", title, (Bullets(tuple(told)),), told)


def to_do(story: Story) -> Iterator[Slide]:
    if not story.recommendations:
        return
    text, scores, kano = story.text, story.results.scores, story.results.kano
    if scores is not None and "scores" in story.sections and len(scores.items) > 1 and ends_apart(scores.items):
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
        title = text("slides.to_do.title", count=len(story.recommendations), n=story.n)
    yield slide(story, "to_do", title, (Bullets(tuple(story.recommendations)),), story.recommendations)


def limits_told(story: Story) -> Slide:
    text, size = story.text, story.results.size
    kind = "title" if size.margin_of_error is None else "title_margin"
    title = text(f"slides.limits.{kind}", n=story.n, margin=size.margin_of_error)
    told = limits(story.results, text)
    return slide(story, "limits", title, (Bullets(told),), told)


def appendix(story: Story) -> Iterator[Slide]:
    """For questions: the factors, the reliability of each dimension, the formulas."""
    text, sections = story.text, story.sections
    validity, reliability = sections.get("validity"), sections.get("reliability")
    loadings = figure_of(validity, "validity.loadings")
    fits = loadings is not None and isinstance(loadings.chart, HeatMap) and len(loadings.chart.rows) <= ROWS
    factors = loadings if fits else figure_of(validity, "validity.scree")
    if validity is not None and factors is not None:
        title = text("slides.appendix", title=validity.headline)
        kind = "loadings" if fits else "scree"
        shown: tuple[SlideBlock, ...] = (factors,) if fits else (factors, *beside(validity.findings))
        yield slide(story, kind, title, shown, (validity.headline, *meaning(validity)))
    bars: list[Figure] = [
        figure
        for figure in (
            figure_of(reliability, "reliability.alpha"),
            figure_of(sections.get("confirmatory"), "confirmatory.ave"),
        )
        if figure is not None
    ]
    if reliability is not None and bars:
        title = text("slides.appendix", title=reliability.headline)
        yield slide(story, "alphas", title, bars, reliability.findings)
    lines = tuple(
        text("slides.method.line", title=section.title, how=section.how[0])
        for section in sections.values()
        if section.how and section.key not in _COUNTED
    )
    if lines:
        title = text("slides.method.title", n=story.n)
        yield slide(story, "method", title, (Bullets(lines),), ())
