"""Figure and tables of reliability: scales side by side, their halves, their items."""

from __future__ import annotations

from csi_core.report.model import Bar, BarChart, Cell, Figure, Format, Grid, GridColumn
from csi_core.report.sections.parts import Words, called, low_high, sentence, tone_of_grade
from csi_core.report.sections.verdicts import doubtful, verdict
from csi_core.results import Note, Reliabilities, Reliability
from csi_core.setup import Setup
from csi_core.thresholds import COEFFICIENT_BANDS, INTER_ITEM, INTER_ITEM_PAIR, ITEM_TOTAL, Grade, grade

_ACCEPTABLE = next(least for least, band in COEFFICIENT_BANDS if band is Grade.ACCEPTABLE)

#: Longer names of questions do not describe a half.
_LONGEST_NAME = 12

Lines = list[tuple[str, Reliability]]


def ranked(scales: Reliabilities) -> list[tuple[str, float]]:
    """Dimensions with an alpha, the highest first."""
    known = [(name, scale.alpha) for name, scale in scales.dimensions.items() if scale.alpha is not None]
    return sorted(known, key=lambda pair: -pair[1])


def half(names: tuple[str, ...], start: int, say: Words) -> str:
    """A half of a scale by its first and last question; long names give way to places from `start` on."""
    if max(len(names[0]), len(names[-1])) > _LONGEST_NAME:
        return say("half_by_place", first=start, last=start + len(names) - 1)
    return names[0] if len(names) == 1 else say("half", first=names[0], last=names[-1])


def figures(scales: Reliabilities, say: Words) -> tuple[Figure, ...]:
    """Each dimension's alpha with its interval, and the whole's."""
    order = ranked(scales)
    if not order:
        return ()
    named = [(name, scales.dimensions[name]) for name, _ in order]
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
            say("figure.alpha_alt", best=order[0][0], high=order[0][1], worst=order[-1][0], low=order[-1][1]),
            BarChart(
                bars,
                say("figure.alpha_unit"),
                Format.COEFFICIENT,
                (lowest, 1.0),
                (_ACCEPTABLE, say("figure.rule", acceptable=_ACCEPTABLE)),
            ),
        ),
    )


def grids(
    scales: Reliabilities, setup: Setup, names: dict[str, str], small: list[Note], say: Words
) -> tuple[Grid, ...]:
    """The scales and the questions of the whole; for experts halves, sums and the questions of each scale."""
    lines: Lines = [(say("overall"), scales.overall), *scales.dimensions.items()]
    factors: Lines = [(names.get(factor, factor), scale) for factor, scale in scales.factors.items()]
    of_factors = [note for note in small if note.values.get("scale") in dict(factors)]
    of_scales = [note for note in small if note not in of_factors]
    found = [
        _scale_grid("reliability.scales", say("grid.scales"), say("column.scale"), lines, of_scales, say),
        _item_grid("reliability.items", say("grid.items", n=scales.overall.n), scales.overall, setup, say),
        _split_grid(lines, say),
        _statistics_grid(lines, say),
    ]
    if factors:
        found.append(
            _scale_grid(
                "reliability.factors", say("grid.factors"), say.common("factor"), factors, of_factors, say, expert=True
            )
        )
    for kind, of in (("dimension", list(scales.dimensions.items())), ("factor", factors)):
        if of:
            found.append(_inner_grid(kind, of, setup, say))
    return tuple(found)


def _scale_grid(
    key: str,
    caption: str,
    header: str,
    lines: Lines,
    notes: list[Note],
    say: Words,
    *,
    expert: bool = False,
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
        more=expert,
        workbook=expert,
    )


def _split_grid(lines: Lines, say: Words) -> Grid:
    coefficient = Format.COEFFICIENT
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            scale.n,
            half(halves.first, 1, say),
            half(halves.second, len(halves.first) + 1, say),
            halves.alpha_first,
            halves.alpha_second,
            halves.r,
            halves.spearman_brown,
            halves.spearman_brown_unequal,
            halves.guttman,
        )
        for name, scale in lines
        if (halves := scale.split_half) is not None
    ]
    return Grid(
        "reliability.split_half",
        say("grid.split_half"),
        (
            GridColumn(say("column.scale")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.first_half")),
            GridColumn(say("column.second_half")),
            GridColumn(say("column.alpha_first"), coefficient),
            GridColumn(say("column.alpha_second"), coefficient),
            GridColumn(say("column.between_forms"), coefficient),
            GridColumn(say("column.spearman_brown"), coefficient, strong=True),
            GridColumn(say("column.spearman_brown_unequal"), coefficient),
            GridColumn(say("column.guttman"), coefficient),
        ),
        tuple(rows),
        notes=(say("note.split_half"),),
        more=True,
        workbook=True,
    )


def _statistics_grid(lines: Lines, say: Words) -> Grid:
    coefficient = Format.COEFFICIENT
    rows: list[tuple[Cell, ...]] = [
        (name, scale.items, scale.n, total.mean, total.variance, total.sd, r.mean, r.min, r.max, scale.lambda2)
        for name, scale in lines
        if (total := scale.total) is not None and (r := scale.inter_item) is not None
    ]
    return Grid(
        "reliability.statistics",
        say("grid.statistics"),
        (
            GridColumn(say("column.scale")),
            GridColumn(say("column.items"), Format.INTEGER),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.total_mean"), Format.MEAN),
            GridColumn(say("column.total_variance"), Format.MEAN),
            GridColumn(say("column.total_sd"), Format.MEAN),
            GridColumn(say("column.r_mean"), coefficient, strong=True),
            GridColumn(say("column.r_min"), coefficient),
            GridColumn(say("column.r_max"), coefficient),
            GridColumn(say("column.lambda2"), coefficient),
        ),
        tuple(rows),
        notes=(
            say(
                "note.statistics",
                least=INTER_ITEM[0],
                most=INTER_ITEM[1],
                pair_least=INTER_ITEM_PAIR[0],
                pair_most=INTER_ITEM_PAIR[1],
            ),
        ),
        more=True,
        workbook=True,
    )


def _item_columns(say: Words) -> tuple[GridColumn, ...]:
    return (
        GridColumn(say.common("n"), Format.INTEGER),
        GridColumn(say.common("mean"), Format.MEAN),
        GridColumn(say.common("sd"), Format.MEAN),
        GridColumn(say("column.item_total"), Format.COEFFICIENT, strong=True),
        GridColumn(say("column.smc"), Format.COEFFICIENT),
        GridColumn(say("column.without"), Format.COEFFICIENT, strong=True),
        GridColumn(say("column.verdict")),
    )


def _item_cells(item: str, scale: Reliability, say: Words) -> tuple[Cell, ...]:
    facts = scale.per_item[item]
    word = say(f"verdict.{verdict(item, scale).value}")
    return (facts.n, facts.mean, facts.sd, facts.item_total, facts.smc, facts.alpha_if_deleted, word)


def _item_grid(key: str, caption: str, scale: Reliability, setup: Setup, say: Words) -> Grid:
    doubted = doubtful(scale)
    return Grid(
        key,
        caption,
        (GridColumn(say.common("item")), *_item_columns(say)),
        tuple((called(setup, item), *_item_cells(item, scale, say)) for item in scale.per_item),
        notes=() if scale.alpha is None else (say("note.items", alpha=scale.alpha, least=ITEM_TOTAL),),
        strong_rows=frozenset(number for number, item in enumerate(scale.per_item) if item in doubted),
    )


def _inner_grid(kind: str, scales: Lines, setup: Setup, say: Words) -> Grid:
    return Grid(
        f"reliability.{kind}_items",
        say(f"grid.{kind}_items"),
        (GridColumn(say.common(kind)), GridColumn(say.common("item")), *_item_columns(say)),
        tuple(
            (name, called(setup, item), *_item_cells(item, scale, say))
            for name, scale in scales
            for item in scale.per_item
        ),
        more=True,
        workbook=True,
    )
