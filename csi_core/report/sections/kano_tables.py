"""The Kano section's charts and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Literal

from csi_core.report.model import Cell, Figure, Format, Grid, GridColumn, Point, QuadrantChart
from csi_core.report.sections.parts import Words, low_high
from csi_core.results import Interval, Kano, KanoGroup, KanoSegments
from csi_core.setup import KanoAnswer, Setup
from csi_core.thresholds import ALPHA_LEVEL, KANO_CONTINUOUS_CROSS_HAIR, KANO_CROSS_HAIR, KANO_QUESTIONABLE_SHARE

LETTERS = ("M", "O", "A", "I", "R", "Q")

#: Longer expert tables are left to the spreadsheet.
LONG = 30


def figures(kano: Kano, order: Sequence[str], cross_hair: Literal["half", "mean"], say: Words) -> tuple[Figure, ...]:
    drawn = (_better_worse(kano, order, cross_hair, say), _map(kano, order, say))
    return tuple(figure for figure in drawn if figure is not None)


def _better_worse(kano: Kano, order: Sequence[str], cross_hair: Literal["half", "mean"], say: Words) -> Figure | None:
    points, placed = [], []
    for name in order:
        feature = kano.features[name]
        if feature.better is None or feature.worse is None or feature.category is None:
            continue
        # |Worse| stands on the axis: the interval's ends change places with their signs.
        x_low, x_high = (None, None) if feature.worse_ci is None else (-feature.worse_ci[1], -feature.worse_ci[0])
        y_low, y_high = low_high(feature.better_ci)
        kind = say(f"category.{feature.category}")
        points.append(Point(name, abs(feature.worse), feature.better, kind, x_low, x_high, y_low, y_high))
        placed.append(sum(feature.counts[category] for category in "MOAI"))
    if not points:
        return None
    x_cut, y_cut = KANO_CROSS_HAIR, KANO_CROSS_HAIR
    if cross_hair == "mean":
        x_cut, y_cut = fmean(point.x for point in points), fmean(point.y for point in points)
    return Figure(
        "kano.better_worse",
        say(f"figure.better_worse.{cross_hair}", x_cut=x_cut, y_cut=y_cut, n=_between(placed, say)),
        say("figure.alt", features=[point.label for point in points]),
        QuadrantChart(
            tuple(points),
            say("figure.worse"),
            say("figure.better"),
            (0.0, 1.0),
            (0.0, 1.0),
            x_cut,
            y_cut,
            _corners(say),
        ),
    )


def _map(kano: Kano, order: Sequence[str], say: Words) -> Figure | None:
    points = [
        Point(
            name,
            place.dysfunctional.mean,
            place.functional.mean,
            say(f"category.{kano.features[name].category}"),
            *low_high(place.dysfunctional.ci),
            *low_high(place.functional.ci),
        )
        for name in order
        if (place := kano.continuous.get(name)) is not None
    ]
    if not points:
        return None
    ends = [end for p in points for end in (p.x, p.y, p.x_low, p.x_high, p.y_low, p.y_high) if end is not None]
    low = 0.0 if min(ends) >= 0 else -2.0
    cut = KANO_CONTINUOUS_CROSS_HAIR
    return Figure(
        "kano.map",
        say("figure.map", cut=cut, n=_answered(kano, say)),
        say("figure.map_alt", features=[point.label for point in points]),
        QuadrantChart(
            tuple(points),
            say("figure.dysfunctional"),
            say("figure.functional"),
            (low, 4.0),
            (low, 4.0),
            cut,
            cut,
            _corners(say),
        ),
        more=True,
        screen=True,
    )


def _corners(say: Words) -> tuple[str, str, str, str]:
    return say("category.A"), say("category.O"), say("category.I"), say("category.M")


def _answered(kano: Kano, say: Words) -> str:
    return _between([feature.n for feature in kano.features.values() if feature.n], say)


def _between(sizes: Sequence[int], say: Words) -> str:
    least, most = min(sizes), max(sizes)
    return say("headline_n", n=most) if least == most else say("headline_between", least=least, most=most)


def grids(kano: Kano, order: Sequence[str], sentences: Mapping[str, str], setup: Setup, say: Words) -> tuple[Grid, ...]:
    return (
        _priority(kano, order, sentences, say),
        _categories(kano, order, say),
        *_segments(kano, order, setup, say),
        _effects(kano, order, say),
        _rules(kano, order, say),
        *([_continuous(kano, order, say)] if kano.continuous else []),
        *([_coefficients_by_group(kano, order, setup, say)] if kano.segments else []),
        _counts(kano, order, say),
        *_respondents(kano, say),
        *([_table(kano, say)] if kano.cells else []),
    )


def _category(category: str | None, say: Words) -> str | None:
    return None if category is None else say(f"category.{category}")


def _yes_no(told: bool | None, say: Words) -> str | None:
    return None if told is None else say.common("yes" if told else "no")


def _ends(interval: Interval | None, say: Words) -> str | None:
    """An interval in one cell, so that the table stays narrow enough for a phone."""
    if interval is None:
        return None
    low, high = (say.show(end, Format.COEFFICIENT) for end in interval)
    return say("interval", low=low, high=high)


def _priority(kano: Kano, order: Sequence[str], sentences: Mapping[str, str], say: Words) -> Grid:
    return Grid(
        "kano.priority",
        say("grid.priority"),
        (
            GridColumn(say("column.feature"), strong=True),
            *([GridColumn(say("column.importance"), Format.MEAN)] if kano.importance else []),
            GridColumn(say("column.sentence")),
        ),
        tuple(
            (
                name,
                *([kano.importance[name].mean if name in kano.importance else None] if kano.importance else []),
                sentences[name],
            )
            for name in order
        ),
        notes=(say("note.priority"), *_importance_note(kano, say)),
    )


def _importance_note(kano: Kano, say: Words) -> tuple[str, ...]:
    if not kano.importance:
        return ()
    asked = tuple(kano.importance.values())
    return (say("note.importance", low=asked[0].low, high=asked[0].high, n=min(each.n for each in asked)),)


def _categories(kano: Kano, order: Sequence[str], say: Words) -> Grid:
    return Grid(
        "kano.categories",
        say("grid.categories"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say.common("n"), Format.INTEGER),
            *(GridColumn(say(f"letter.{category}"), Format.PERCENT) for category in LETTERS),
            GridColumn(say("column.category"), strong=True),
            GridColumn(say("column.distinct")),
        ),
        tuple(
            (
                name,
                feature.n,
                *(feature.percent[category] if feature.n else None for category in LETTERS),
                _category(feature.category, say),
                _yes_no(feature.distinct, say),
            )
            for name in order
            for feature in (kano.features[name],)
        ),
        notes=(say("note.categories"),),
    )


def _effects(kano: Kano, order: Sequence[str], say: Words) -> Grid:
    return Grid(
        "kano.better_worse",
        say("grid.better_worse"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.better"), Format.COEFFICIENT, strong=True),
            GridColumn(say("column.better_ci")),
            GridColumn(say("column.worse"), Format.COEFFICIENT, strong=True),
            GridColumn(say("column.worse_ci")),
        ),
        tuple(
            (
                name,
                sum(feature.counts[category] for category in "MOAI"),
                feature.better,
                _ends(feature.better_ci, say),
                feature.worse,
                _ends(feature.worse_ci, say),
            )
            for name in order
            for feature in (kano.features[name],)
        ),
        notes=(say("note.better_worse", draws=kano.draws),),
    )


def _rules(kano: Kano, order: Sequence[str], say: Words) -> Grid:
    return Grid(
        "kano.rules",
        say("grid.rules"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say("column.category"), strong=True),
            GridColumn(say("column.rule")),
            GridColumn(say("column.strength"), Format.PERCENT),
            GridColumn(say("column.lee_newcomb")),
            GridColumn(say("column.berger")),
            GridColumn(say("column.total_strength"), Format.PERCENT),
            GridColumn(say("column.difference"), Format.INTEGER),
            GridColumn(say("column.fong"), Format.SCORE),
        ),
        tuple(
            (
                name,
                _category(feature.category, say),
                None if feature.rule is None else say(f"rule.{feature.rule}"),
                feature.strength,
                feature.category_lee_newcomb,
                feature.category_berger,
                feature.total_strength,
                None if feature.category is None else _lead(feature.counts),
                feature.fong,
            )
            for name in order
            for feature in (kano.features[name],)
        ),
        notes=(say("note.rules"),),
        more=True,
        workbook=True,
    )


def _lead(counts: Mapping[str, int]) -> int:
    largest, second = sorted(counts.values(), reverse=True)[:2]
    return largest - second


def _continuous(kano: Kano, order: Sequence[str], say: Words) -> Grid:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for name in order:
            place = kano.continuous.get(name)
            if place is not None:
                sides = [(side.mean, side.sd, _ends(side.ci, say)) for side in (place.functional, place.dysfunctional)]
                yield (name, place.n, *sides[0], *sides[1])

    return Grid(
        "kano.map",
        say("grid.map"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say.common("n"), Format.INTEGER),
            *(
                GridColumn(say(f"column.{side}_{what}"), style, strong=what == "mean")
                for side in ("functional", "dysfunctional")
                for what, style in (("mean", Format.MEAN), ("sd", Format.MEAN), ("ci", Format.TEXT))
            ),
        ),
        tuple(rows()),
        notes=(say("note.map"),),
        more=True,
        workbook=True,
    )


def _segments(kano: Kano, order: Sequence[str], setup: Setup, say: Words) -> Iterator[Grid]:
    """For each grouping what the groups see differently, and as an expert's table all features."""
    for place, by in enumerate(dict.fromkeys(each.by for each in kano.segments), 1):
        of_by = {each.feature: each for each in kano.segments if each.by == by}
        found = [of_by[name] for name in order if of_by[name].groups]
        clear = [each for each in found if each.p_adjusted is not None and each.p_adjusted < ALPHA_LEVEL]
        title = setup.column(by).title
        note = say("note.segments", tested=sum(each.p is not None for each in found), by=title)
        if clear:
            yield _group_grid(f"kano.differing.{place}", say("grid.differing", by=title), clear, note, say)
        if found:
            whole = _group_grid(f"kano.segments.{place}", say("grid.segments", by=title), found, note, say)
            yield replace(whole, more=True, workbook=not clear)


def _group_grid(key: str, caption: str, found: Sequence[KanoSegments], note: str, say: Words) -> Grid:
    labels = list(dict.fromkeys(group.group for each in found for group in each.groups))
    return Grid(
        key,
        caption,
        (
            GridColumn(say("column.feature")),
            *(GridColumn(label) for label in labels),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.p_adjusted"), Format.P, strong=True),
        ),
        tuple(
            (each.feature, *(_in_group(each, label, say) for label in labels), _p(each), each.p_adjusted)
            for each in found
        ),
        notes=(note,),
    )


def _p(each: KanoSegments) -> float | None:
    return each.p if each.p_exact is None else each.p_exact


def _in_group(each: KanoSegments, label: str, say: Words) -> str | None:
    group = next((group for group in each.groups if group.group == label), None)
    if group is None:
        return None
    percent = 100 * group.counts[group.category] / group.n
    return say("group_cell", letter=group.category, percent=percent, n=group.n)


def _coefficients_by_group(kano: Kano, order: Sequence[str], setup: Setup, say: Words) -> Grid:
    by_feature: dict[str, list[tuple[str, KanoGroup]]] = {name: [] for name in order}
    for each in kano.segments:
        by_feature[each.feature] += [(setup.column(each.by).title, group) for group in each.groups]
    rows = tuple(
        (name, by, group.group, group.n, _category(group.category, say), group.better, group.worse)
        for name, groups in by_feature.items()
        for by, group in groups
    )
    return Grid(
        "kano.groups",
        say("grid.groups"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say("column.by")),
            GridColumn(say("column.group")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.category")),
            GridColumn(say("column.better"), Format.COEFFICIENT),
            GridColumn(say("column.worse"), Format.COEFFICIENT),
        ),
        rows,
        more=True,
        workbook=len(rows) > LONG,
    )


def _counts(kano: Kano, order: Sequence[str], say: Words) -> Grid:
    return Grid(
        "kano.counts",
        say("grid.counts"),
        (
            GridColumn(say("column.feature")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.missing"), Format.INTEGER),
            *(GridColumn(say(f"letter.{category}"), Format.INTEGER) for category in LETTERS),
        ),
        tuple(
            (name, feature.n, feature.missing, *(feature.counts[category] for category in LETTERS))
            for name in order
            for feature in (kano.features[name],)
        ),
        more=True,
        workbook=True,
    )


def _respondents(kano: Kano, say: Words) -> Iterator[Grid]:
    often = kano.contradictions.often if kano.contradictions else ()
    if often:
        yield Grid(
            "kano.respondents",
            say("grid.respondents", share=100 * KANO_QUESTIONABLE_SHARE),
            (
                GridColumn(say("column.row"), Format.INTEGER),
                GridColumn(say("column.pairs"), Format.INTEGER),
                GridColumn(say("letter.Q"), Format.INTEGER),
                GridColumn(say("column.questionable_share"), Format.PERCENT, strong=True),
                GridColumn(say("letter.R"), Format.INTEGER),
            ),
            tuple(
                (each.row, each.answered, each.questionable, 100 * each.questionable / each.answered, each.reverse)
                for each in often
            ),
            notes=(say("note.respondents"),),
            more=True,
            workbook=len(often) > LONG,
        )


def _table(kano: Kano, say: Words) -> Grid:
    words = [say.text.word(answer) for answer in KanoAnswer]
    return Grid(
        "kano.table",
        say(f"grid.table.{kano.table}"),
        (GridColumn(say("column.table")), *(GridColumn(word) for word in words)),
        tuple((word, *row) for word, row in zip(words, kano.cells, strict=True)),
        more=True,
    )
