"""How questions, dimensions and the index hang together, two by two, as sentences, heat maps and tables."""

from __future__ import annotations

from csi_core.analysis.person_scores import INDEX
from csi_core.report.model import Cell, Figure, Format, Grid, GridColumn, HeatMap
from csi_core.report.sections.parts import Words, called, low_high
from csi_core.results import Correlation, Correlations, Results
from csi_core.setup import Setup
from csi_core.thresholds import ALPHA_LEVEL, magnitude

#: A heat map of more questions has no legible cell.
MOST_MAPPED = 40


def strongest(correlations: Correlations | None) -> Correlation | None:
    """The pair with the largest absolute coefficient, the first of equals."""
    if correlations is None or not correlations.pairs:
        return None
    return max(correlations.pairs, key=lambda pair: abs(pair.r))


def ordered(correlations: Correlations, setup: Setup) -> tuple[str, ...]:
    """The questions, those of a dimension side by side."""
    dimensions = [*setup.dimensions(), None]
    return tuple(sorted(correlations.r, key=lambda name: dimensions.index(setup.column(name).dimension or None)))


def label(name: str, setup: Setup, say: Words) -> str:
    """A dimension, a question or the index, as a reader is shown it."""
    if name in setup.dimensions():
        return name
    return say("index") if name == INDEX else called(setup, name)


def sentences(results: Results, setup: Setup, say: Words) -> list[str]:
    """The strongest correlation among the questions, and what goes most with overall satisfaction."""
    found = []
    top = strongest(results.correlations)
    if top is not None and results.correlations is not None:
        found.append(_strongest(top, results.correlations, setup, say))
    negative = [
        pair for pair in (results.correlations.pairs if results.correlations else ()) if _clearly_negative(pair)
    ]
    if negative:
        found.append(say("correlated.negative", count=len(negative), **_told(min(negative, key=_r), setup, say)))
    return found


def _r(pair: Correlation) -> float:
    return pair.r


def _clearly_negative(pair: Correlation) -> bool:
    return pair.r < 0 and pair.p_adjusted < ALPHA_LEVEL


def _told(pair: Correlation, setup: Setup, say: Words) -> dict[str, object]:
    return {
        "a": label(pair.a, setup, say),
        "b": label(pair.b, setup, say),
        "r": pair.r,
        "n": pair.n,
    }


def _strongest(pair: Correlation, found: Correlations, setup: Setup, say: Words) -> str:
    coefficient = say(f"coefficient.{found.method}")
    return say("correlated.strongest", coefficient=coefficient, p=pair.p_adjusted, **_told(pair, setup, say))


def _sizes(correlations: Correlations) -> str:
    """n of the pairs, from the smallest to the largest."""
    sizes = [pair.n for pair in correlations.pairs] or [0]
    return f"{min(sizes):,}" if min(sizes) == max(sizes) else f"{min(sizes):,}–{max(sizes):,}"


def figures(results: Results, setup: Setup, say: Words) -> list[Figure]:
    """The questions' correlations as a heat map, ordered by dimension."""
    found = results.correlations
    if found is None or not 3 <= len(found.r) <= MOST_MAPPED:
        return []
    names = ordered(found, setup)
    shown = tuple(label(name, setup, say) for name in names)
    values = tuple(tuple(found.r[a][b] if a != b else None for b in names) for a in names)
    top = strongest(found)
    return [
        Figure(
            "groups.correlations",
            say("figure.correlations", method=say(f"method.{found.method}"), n=_sizes(found)),
            _strongest(top, found, setup, say) if top else say("figure.correlations_none"),
            HeatMap(shown, shown, values, say(f"coefficient.{found.method}")),
        )
    ]


def grids(results: Results, setup: Setup, say: Words) -> list[Grid]:
    """Dimensions and index first, then all questions; each matrix with its pairs in the workbook."""
    found: list[Grid] = []
    for part, correlations in (("scores", results.correlations_scores), ("items", results.correlations)):
        if correlations is not None and len(correlations.r) > 1:
            found.append(_matrix(part, correlations, setup, say))
            found.append(_pairs(part, correlations, setup, say))
    return found


def _matrix(part: str, correlations: Correlations, setup: Setup, say: Words) -> Grid:
    """The lower triangle; columns bear the rows' numbers, as papers print it; stars by the adjusted p."""
    names = ordered(correlations, setup) if part == "items" else tuple(correlations.r)
    rows: list[tuple[Cell, ...]] = []
    for number, name in enumerate(names, 1):
        values = [correlations.r[name][other] for other in names[:number]]
        rows.append((f"{number} {label(name, setup, say)}", *values, *("" for _ in names[number:])))
    clear = sum(pair.p_adjusted < ALPHA_LEVEL for pair in correlations.pairs)
    return Grid(
        f"groups.correlations_{part}",
        say(f"grid.correlations_{part}", method=say(f"method.{correlations.method}")),
        (
            GridColumn(say("column.what")),
            *(GridColumn(str(number), Format.COEFFICIENT) for number in range(1, len(names) + 1)),
        ),
        tuple(rows),
        notes=(
            say("note.correlations", n=_sizes(correlations)),
            say(
                "note.correlations_p_all" if clear == len(correlations.pairs) else "note.correlations_p",
                clear=clear,
                pairs=len(correlations.pairs),
                adjustment=say(f"adjustment.{correlations.adjustment}"),
            ),
            *((say("note.part_whole"),) if part == "scores" else ()),
        ),
        more=part == "items",
        workbook=part == "items",
    )


def _pairs(part: str, correlations: Correlations, setup: Setup, say: Words) -> Grid:
    return Grid(
        f"groups.correlated_{part}",
        say(f"grid.correlated_{part}", method=say(f"method.{correlations.method}")),
        (
            GridColumn(say("column.a")),
            GridColumn(say("column.b")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say(f"coefficient.{correlations.method}"), Format.COEFFICIENT, strong=True),
            GridColumn(say.common("low"), Format.COEFFICIENT),
            GridColumn(say.common("high"), Format.COEFFICIENT),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.p_adjusted"), Format.P),
            GridColumn(say("column.size")),
        ),
        tuple(
            (
                label(pair.a, setup, say),
                label(pair.b, setup, say),
                pair.n,
                pair.r,
                *low_high(pair.ci),
                pair.p,
                pair.p_adjusted,
                say.text.word(magnitude("r", pair.r)),
            )
            for pair in correlations.pairs
        ),
        more=True,
        workbook=True,
    )
