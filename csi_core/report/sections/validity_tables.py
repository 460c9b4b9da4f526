"""The figures and tables of a factor analysis, the expert's as SPSS lays them out."""

from __future__ import annotations

from collections.abc import Mapping

from csi_core.report.model import Cell, Figure, Format, Grid, GridColumn, HeatMap, LineChart, Series
from csi_core.report.sections.factor_words import members, retained, sorted_items, trouble
from csi_core.report.sections.parts import Words, called
from csi_core.results import FactorVariance, Validity
from csi_core.setup import Setup
from csi_core.thresholds import grade

_OBLIQUE = ("oblimin", "promax")

#: A table of more dimensions than this cannot be read on paper; the sentences tell the same.
WIDEST = 10


def figures(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> tuple[Figure, ...]:
    drawn = []
    if validity.eigenvalues:
        series = [Series(say("figure.observed"), tuple((float(i), v) for i, v in enumerate(validity.eigenvalues, 1)))]
        if validity.parallel:
            points = tuple((float(i), v) for i, v in enumerate(validity.parallel, 1))
            series.append(Series(say("figure.parallel"), points))
        drawn.append(
            Figure(
                "validity.scree",
                say("figure.scree", n=validity.n),
                retained(validity, say),
                LineChart(
                    tuple(series), say("figure.scree_x"), say("figure.scree_y"), rule=(1.0, say("figure.scree_rule"))
                ),
            )
        )
    if len(names) > 1:
        rows = sorted_items(validity)
        drawn.append(
            Figure(
                "validity.loadings",
                say("figure.loadings", n=validity.n, suppress=validity.suppress),
                say("figure.loadings_alt", factors=validity.n_factors, items=len(rows)),
                HeatMap(
                    tuple(called(setup, item) for item in rows),
                    tuple(names.values()),
                    tuple(_shown_loadings(validity, item) for item in rows),
                    say("figure.loadings_unit"),
                ),
                screen=True,
            )
        )
    return tuple(drawn)


def _shown_loadings(validity: Validity, item: str) -> tuple[float | None, ...]:
    loadings = validity.loadings[item]
    return tuple(
        loadings[factor] if abs(loadings[factor]) >= validity.suppress else None for factor in validity.factor_dimension
    )


def grids(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> tuple[Grid, ...]:
    found = [_tests_grid(validity, say), _variance_grid(validity, names, say)]
    if names:
        found.append(_loadings_grid(validity, setup, names, say))
    if names and setup.dimensions():
        found.append(_comparison_grid(validity, setup, names, say))
    troubled = trouble(validity, setup, say.text)
    if troubled:
        found.append(_trouble_grid(troubled, setup, say))
    found.append(_total_variance_grid(validity, say))
    found.append(_item_grid(validity, setup, names, say))
    if validity.structure is not None:
        found.append(_matrix_grid("structure", validity.structure, names, setup, say))
    if validity.factor_correlations is not None:
        found.append(_factor_correlation_grid(validity, names, say))
    if names:
        found.append(_matrix_grid("all_loadings", validity.loadings, names, setup, say, workbook=True))
    if validity.loadings_unrotated and validity.rotation != "none":
        numbers = {factor: str(number) for number, factor in enumerate(names, 1)}
        found.append(_matrix_grid("unrotated", validity.loadings_unrotated, numbers, setup, say, workbook=True))
    return tuple(found)


def _trouble_grid(troubled: tuple[tuple[str, str, str], ...], setup: Setup, say: Words) -> Grid:
    return Grid(
        "validity.trouble",
        say("grid.trouble"),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.trouble"), strong=True),
            GridColumn(say("column.advice")),
        ),
        tuple((called(setup, item), word, words) for item, word, words in troubled),
    )


def _tests_grid(validity: Validity, say: Words) -> Grid:
    bartlett = validity.bartlett
    coefficient = Format.COEFFICIENT
    return Grid(
        "validity.tests",
        say("grid.tests", n=validity.n),
        (
            GridColumn(say("card.kmo"), coefficient, strong=True),
            GridColumn(say("column.grade")),
            GridColumn(say("column.chi2"), coefficient),
            GridColumn(say.common("df"), Format.INTEGER),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.determinant")),
            GridColumn(say.common("n"), Format.INTEGER),
        ),
        (
            (
                validity.kmo,
                None if validity.kmo is None else say.text.word(grade(validity.kmo)),
                *((None, None, None) if bartlett is None else (bartlett.chi2, bartlett.df, bartlett.p)),
                validity.determinant,
                validity.n,
            ),
        ),
    )


def _variance_grid(validity: Validity, names: dict[str, str], say: Words) -> Grid:
    return Grid(
        "validity.variance",
        say("grid.variance", n=validity.n),
        (
            GridColumn(say.common("factor")),
            GridColumn(say("column.ss_loading"), Format.COEFFICIENT),
            GridColumn(say("column.of_variance"), Format.PERCENT),
            GridColumn(say.common("cumulative"), Format.PERCENT, strong=True),
        ),
        tuple(
            (names.get(each.factor, each.factor), each.ss_loading, each.percent, each.cumulative)
            for each in validity.variance
        ),
        notes=(say("note.variance_plain" if validity.rotation == "none" else "note.variance_rotated"),),
    )


def _loadings_grid(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> Grid:
    return Grid(
        "validity.loadings",
        say("grid.pattern" if validity.factor_correlations is not None else "grid.loadings", n=validity.n),
        (
            GridColumn(say.common("item")),
            *(GridColumn(name, Format.COEFFICIENT) for name in names.values()),
        ),
        tuple((called(setup, item), *_blank(_shown_loadings(validity, item))) for item in sorted_items(validity)),
        notes=(say("note.suppressed", suppress=validity.suppress),),
    )


def _blank(values: tuple[float | None, ...]) -> tuple[str | float, ...]:
    return tuple("" if value is None else value for value in values)


def _comparison_grid(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> Grid:
    dimensions = tuple(setup.dimensions())
    homeless = [item for item in validity.items if validity.assigned[item] is None]
    lines = [(names[factor], items) for factor, items in members(validity).items()]
    if homeless:
        lines.append((say("homeless"), homeless))
    undesigned = any(setup.column(item).dimension is None for item in validity.items)
    columns: tuple[str | None, ...] = (*dimensions, None) if undesigned else dimensions
    return Grid(
        "validity.comparison",
        say("grid.comparison"),
        (
            GridColumn(say("column.found")),
            *(GridColumn(dimension or say("no_dimension"), Format.INTEGER) for dimension in columns),
            GridColumn(say("column.items")),
        ),
        tuple(
            (
                name,
                *(sum(setup.column(item).dimension == dimension for item in items) or "" for dimension in columns),
                say.text.join(called(setup, item) for item in items),
            )
            for name, items in lines
        ),
        notes=(say("note.comparison"),),
        workbook=len(columns) > WIDEST,
    )


def _total_variance_grid(validity: Validity, say: Words) -> Grid:
    """Initial eigenvalues, sums of squares as extracted and as rotated, as in SPSS; beside them parallel analysis."""
    turned = validity.rotation != "none" and validity.n_factors > 1
    total, running = sum(validity.eigenvalues), 0.0
    rows: list[tuple[Cell, ...]] = []
    for place, value in enumerate(validity.eigenvalues):
        running += value
        initial = (value, 100.0 * value / total, 100.0 * running / total) if total else (value, None, None)
        random = validity.parallel[place] if place < len(validity.parallel) else None
        extracted = _sums(validity.variance_extracted, place)
        rows.append((place + 1, *initial, random, *extracted, *(_sums(validity.variance, place) if turned else ())))
    parts = ("extracted", "rotated") if turned else ("extracted",)
    notes = [say("note.total_variance")]
    if turned and validity.rotation in _OBLIQUE:
        notes.append(say("note.oblique_sums"))
    return Grid(
        "validity.total_variance",
        say("grid.total_variance", n=validity.n),
        (
            GridColumn(say("column.number"), Format.INTEGER),
            GridColumn(say("column.eigenvalue"), Format.COEFFICIENT),
            GridColumn(say("column.of_variance"), Format.PERCENT),
            GridColumn(say.common("cumulative"), Format.PERCENT),
            GridColumn(say("column.parallel"), Format.COEFFICIENT),
            *(
                GridColumn(say(f"column.{part}_{what}"), style)
                for part in parts
                for what, style in (
                    ("sum", Format.COEFFICIENT),
                    ("percent", Format.PERCENT),
                    ("cumulative", Format.PERCENT),
                )
            ),
        ),
        tuple(rows),
        notes=tuple(notes),
        more=True,
    )


def _sums(variance: tuple[FactorVariance, ...], place: int) -> tuple[Cell, Cell, Cell]:
    if place >= len(variance):
        return "", "", ""
    return variance[place].ss_loading, variance[place].percent, variance[place].cumulative


def _matrix_grid(
    key: str,
    loadings: Mapping[str, Mapping[str, float]],
    headers: Mapping[str, str],
    setup: Setup,
    say: Words,
    *,
    workbook: bool = False,
) -> Grid:
    """Every value of a matrix items × factors, in the questionnaire's order; headers: factor → its column's."""
    return Grid(
        f"validity.{key}",
        say(f"grid.{key}"),
        (GridColumn(say.common("item")), *(GridColumn(name, Format.COEFFICIENT) for name in headers.values())),
        tuple((called(setup, item), *(row[factor] for factor in headers)) for item, row in loadings.items()),
        more=True,
        workbook=workbook,
    )


def _item_grid(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> Grid:
    rows = []
    for item in validity.items:
        factor = validity.assigned[item]
        rows.append(
            (
                called(setup, item),
                setup.column(item).dimension,
                None if factor is None else names[factor],
                validity.communalities_initial.get(item),
                validity.communalities.get(item),
                validity.msa.get(item),
            )
        )
    return Grid(
        "validity.items",
        say("grid.items"),
        (
            GridColumn(say.common("item")),
            GridColumn(say("column.designed")),
            GridColumn(say("column.found")),
            GridColumn(say("column.communality_initial"), Format.COEFFICIENT),
            GridColumn(say("column.communality"), Format.COEFFICIENT),
            GridColumn(say("column.msa"), Format.COEFFICIENT),
        ),
        tuple(rows),
        more=True,
    )


def _factor_correlation_grid(validity: Validity, names: dict[str, str], say: Words) -> Grid:
    correlations = validity.factor_correlations or {}
    return Grid(
        "validity.factor_correlations",
        say("grid.factor_correlations"),
        (GridColumn(say.common("factor")), *(GridColumn(name, Format.COEFFICIENT) for name in names.values())),
        tuple((names[factor], *(correlations[factor].get(other) for other in names)) for factor in correlations),
        more=True,
    )
