"""Figures and tables of convergent and discriminant validity."""

from __future__ import annotations

from csi_core.report.model import Bar, BarChart, Figure, Format, Grid, GridColumn
from csi_core.report.sections.convergence import TONES, Distinction, convergence, distinction, pairs_of_kind
from csi_core.report.sections.parts import (
    Words,
    called,
    low_high,
)
from csi_core.results import Confirmatory, DimensionPair, ModelFit
from csi_core.setup import Setup
from csi_core.thresholds import (
    AVE_LEAST,
    CR_LEAST,
    FIT_BANDS,
    HTMT_LENIENT,
    HTMT_STRICT,
    MEAN_CORRELATION_LEAST,
    OWN_LOADING_LEAST,
    fit_grade,
)

#: Dimensions in a table on paper at most.
WIDEST = 10


def figures(found: Confirmatory, say: Words) -> tuple[Figure, ...]:
    known = [(name, each, each.ave) for name, each in found.dimensions.items() if each.ave is not None]
    if len(known) < 2:
        return ()
    known.sort(key=lambda one: -one[2])
    bars = tuple(
        Bar(name, ave, tone=TONES[convergence(each)], note=say(f"convergence.{convergence(each).value}"))
        for name, each, ave in known
    )
    return (
        Figure(
            "confirmatory.ave",
            say("figure.ave", n=found.n),
            say("figure.ave_alt", best=known[0][0], high=known[0][2], worst=known[-1][0], low=known[-1][2]),
            BarChart(
                bars,
                say("figure.ave_unit"),
                Format.COEFFICIENT,
                (0.0, 1.0),
                (AVE_LEAST, say("figure.rule", least=AVE_LEAST)),
            ),
        ),
    )


def grids(found: Confirmatory, setup: Setup, say: Words) -> tuple[Grid, ...]:
    grids = [_dimension_grid(found, say)]
    if found.pairs:
        grids.append(_matrix_grid(found, say))
        close = pairs_of_kind(found, Distinction.SAME, Distinction.UNCLEAR, Distinction.LOOSE)
        if close:
            grids.append(_pair_grid("confirmatory.close", say("grid.close"), close, found, say))
    if found.fit is not None:
        grids.extend((_test_grid(found.fit, found.n, say), _fit_grid(found.fit, say)))
    if found.loadings:
        grids.append(_loading_grid(found, setup, say))
    if found.pairs:
        grids.append(
            _pair_grid("confirmatory.pairs", say("grid.pairs"), list(found.pairs), found, say, more=True, workbook=True)
        )
    return tuple(grids)


def _dimension_grid(found: Confirmatory, say: Words) -> Grid:
    coefficient = Format.COEFFICIENT
    rows = []
    for name, each in found.dimensions.items():
        sizes = [abs(found.loadings[item].loading) for item in each.items if item in found.loadings]
        root = None if each.ave is None else each.ave**0.5
        rows.append(
            (
                name,
                len(each.items),
                each.mean_r,
                min(sizes, default=None),
                each.ave,
                root,
                each.cr,
                say(f"convergence.{convergence(each).value}"),
            )
        )
    notes = [say("note.dimensions", ave=AVE_LEAST, cr=CR_LEAST, mean_r=MEAN_CORRELATION_LEAST)]
    alone = [name for name, each in found.dimensions.items() if each.basis == "alone"]
    if alone:
        notes.append(say("note.alone", dimensions=alone))
    return Grid(
        "confirmatory.dimensions",
        say("grid.dimensions", n=found.n),
        (
            GridColumn(say.common("dimension")),
            GridColumn(say("column.items"), Format.INTEGER),
            GridColumn(say("column.mean_r"), coefficient),
            GridColumn(say("column.least"), coefficient),
            GridColumn(say("column.ave"), coefficient, strong=True),
            GridColumn(say("column.root"), coefficient),
            GridColumn(say("column.cr"), coefficient, strong=True),
            GridColumn(say("column.convergence")),
        ),
        tuple(rows),
        notes=tuple(notes),
    )


def _matrix_grid(found: Confirmatory, say: Words) -> Grid:
    """√AVE on the diagonal, correlations of the factors below, HTMT above."""
    names = tuple(found.dimensions)
    pairs = {pair.dimensions: pair for pair in found.pairs}
    rows = []
    for i, row in enumerate(names):
        cells: list[float | None] = []
        for j, column in enumerate(names):
            ave = found.dimensions[row].ave
            if i == j:
                cells.append(None if ave is None else ave**0.5)
            else:
                cells.append(pairs[column, row].correlation if i > j else pairs[row, column].htmt)
        rows.append((row, *cells))
    many = len(names) > WIDEST
    return Grid(
        "confirmatory.discriminant",
        say("grid.discriminant", n=found.n),
        (GridColumn(say.common("dimension")), *(GridColumn(name, Format.COEFFICIENT) for name in names)),
        tuple(rows),
        notes=(say("note.discriminant", strict=HTMT_STRICT, lenient=HTMT_LENIENT),),
        more=many,
        workbook=many,
    )


def _pair_grid(
    key: str,
    caption: str,
    pairs: list[DimensionPair],
    found: Confirmatory,
    say: Words,
    *,
    more: bool = False,
    workbook: bool = False,
) -> Grid:
    coefficient = Format.COEFFICIENT
    asked = any(pair.htmt_ci is not None for pair in found.pairs)
    rows = []
    for pair in pairs:
        fornell_larcker = pair.fornell_larcker
        rows.append(
            (
                say("pair", first=pair.dimensions[0], second=pair.dimensions[1]),
                pair.correlation,
                *low_high(pair.ci),
                None if fornell_larcker is None else say.common("yes" if fornell_larcker else "no"),
                pair.htmt,
                *(low_high(pair.htmt_ci) if asked else ()),
                say(f"distinction.{distinction(pair, found).value}"),
            )
        )
    return Grid(
        key,
        caption,
        (
            GridColumn(say("column.pair")),
            GridColumn(say("column.correlation"), coefficient),
            GridColumn(say("column.correlation_low"), coefficient),
            GridColumn(say("column.correlation_high"), coefficient),
            GridColumn(say("column.fornell_larcker")),
            GridColumn(say("column.htmt"), coefficient, strong=True),
            *(
                (GridColumn(say("column.htmt_low"), coefficient), GridColumn(say("column.htmt_high"), coefficient))
                if asked
                else ()
            ),
            GridColumn(say("column.distinction")),
        ),
        tuple(rows),
        strong_rows=frozenset(
            number for number, pair in enumerate(pairs) if more and distinction(pair, found) is Distinction.SAME
        ),
        more=more,
        workbook=workbook,
    )


def _test_grid(fit: ModelFit, n: int, say: Words) -> Grid:
    return Grid(
        "confirmatory.test",
        say("grid.test"),
        (
            GridColumn(say("column.chi2"), Format.COEFFICIENT),
            GridColumn(say.common("df"), Format.INTEGER),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.rmsea_low"), Format.COEFFICIENT),
            GridColumn(say("column.rmsea_high"), Format.COEFFICIENT),
            GridColumn(say("column.parameters"), Format.INTEGER),
            GridColumn(say.common("n"), Format.INTEGER),
        ),
        ((fit.chi2, fit.df, fit.p, *fit.rmsea_ci, fit.parameters, n),),
        more=True,
    )


def _fit_grid(fit: ModelFit, say: Words) -> Grid:
    values = {"chi2_df": fit.chi2_df, "cfi": fit.cfi, "tli": fit.tli, "rmsea": fit.rmsea, "srmr": fit.srmr}
    rows = []
    for index, value in values.items():
        limits = tuple(
            say("at_least" if good > acceptable else "at_most", limit=limit)
            for good, acceptable in (FIT_BANDS[index],)
            for limit in (good, acceptable)
        )
        word = None if value is None else say.text.word(fit_grade(index, value))
        rows.append((say(f"index.{index}"), value, *limits, word))
    return Grid(
        "confirmatory.fit",
        say("grid.fit"),
        (
            GridColumn(say("column.index")),
            GridColumn(say("column.value"), Format.COEFFICIENT, strong=True),
            GridColumn(say("column.good")),
            GridColumn(say("column.acceptable")),
            GridColumn(say("column.grade")),
        ),
        tuple(rows),
        more=True,
    )


def _loading_grid(found: Confirmatory, setup: Setup, say: Words) -> Grid:
    loadings = found.loadings
    return Grid(
        "confirmatory.loadings",
        say("grid.loadings", n=found.n),
        (
            GridColumn(say.common("dimension")),
            GridColumn(say.common("item")),
            GridColumn(say("column.loading"), Format.COEFFICIENT),
            GridColumn(say("column.se"), Format.COEFFICIENT),
            GridColumn(say.common("p"), Format.P),
        ),
        tuple((each.dimension, called(setup, name), each.loading, each.se, each.p) for name, each in loadings.items()),
        notes=(say("note.loadings", least=OWN_LOADING_LEAST),),
        strong_rows=frozenset(
            number for number, each in enumerate(loadings.values()) if abs(each.loading) < OWN_LOADING_LEAST
        ),
        more=True,
    )
