"""Cross tables: one to be read with its chart and its sentence, the clearest on paper, all of them as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from csi_core.report.model import Bar, BarChart, Cell, DivergingChart, Figure, Format, Grid, GridColumn
from csi_core.report.sections.levels import levels
from csi_core.report.sections.parts import Words, between, called, low_high
from csi_core.results import CrossTable, MultipleTable, Results
from csi_core.setup import Setup
from csi_core.thresholds import ALPHA_LEVEL, RESIDUAL, magnitude

#: Cross tables printed among the findings.
PRINTED = 2

#: More answers than this make no readable bar.
MOST_SEGMENTS = 11
MOST_BARS = 40

#: More groups than this make a table of options too wide for paper.
MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Readable:
    """One cross table as a reader takes it in; the figure is None where there are too many answers."""

    sentence: str
    grid: Grid
    figure: Figure | None


def clearest(results: Results) -> tuple[CrossTable, ...]:
    """The tables of questions and profiles that stay significant after adjustment, the strongest first; waves, told
    in a section of their own, are no groups of people."""
    wave = results.waves.question if results.waves else None
    found = [
        table
        for table in (*(results.crosstabs or ()), *(results.crosstabs_profiles or ()))
        if table.p_adjusted is not None and table.p_adjusted < ALPHA_LEVEL and table.by != wave
    ]
    return tuple(sorted(found, key=lambda table: -(table.cramers_v or 0.0)))


def grids(results: Results, setup: Setup, say: Words) -> list[Grid]:
    """The clearest to be read, then the tests and all counts, grouping by grouping."""
    found = [
        readable(table, results, setup, say, key=f"groups.crosstab.{number}").grid
        for number, table in enumerate(clearest(results)[:PRINTED], 1)
    ]
    for kind, tables in (("item", results.crosstabs or ()), ("profile", results.crosstabs_profiles or ())):
        crossed: dict[str, list[CrossTable]] = {}
        for table in tables:
            crossed.setdefault(table.by, []).append(table)
        for number, (by, members) in enumerate(crossed.items(), 1):
            found.append(_tests(f"groups.{kind}_tests.{number}", by, members, setup, say))
            found.append(_counts(f"groups.{kind}_counts.{number}", by, members, results, setup, say))
    for number, multiple in enumerate(results.crosstabs_multiple or (), 1):
        found.append(multiple_grid(multiple, setup, say, key=f"groups.multiple.{number}"))
    return found


def figures(results: Results, setup: Setup, say: Words) -> list[Figure]:
    """The bars of the clearest tables."""
    made = (
        readable(table, results, setup, say, key=f"groups.crosstab.{number}").figure
        for number, table in enumerate(clearest(results)[:PRINTED], 1)
    )
    return [figure for figure in made if figure is not None]


# -- one table to be read ------------------------------------------------------------------------------------------


def readable(table: CrossTable, results: Results, setup: Setup, say: Words, *, key: str) -> Readable:
    """Rows are the answers, columns the groups; a cell holds n, % of the group, and a mark where it stands out."""
    question, by = called(setup, table.item), called(setup, table.by)
    words = _row_words(table, results, setup, say)
    used = [i for i, row in enumerate(table.counts) if any(row) or table.item in (results.items or {})]
    totals = [sum(column) for column in zip(*table.counts, strict=True)]
    shown = [j for j, total in enumerate(totals) if total]
    rows: list[tuple[Cell, ...]] = [
        (words[i], *(_cell(table, i, j, totals[j], say) for j in shown), sum(table.counts[i])) for i in used
    ]
    rows.append((say.common("total"), *(say("cell", n=totals[j], percent=100.0, mark="") for j in shown), table.n))
    grid = Grid(
        key,
        say("grid.crosstab", item=question, by=by, n=table.n),
        (
            GridColumn(say("column.answer")),
            *(GridColumn(table.columns[j]) for j in shown),
            GridColumn(say.common("total"), Format.INTEGER),
        ),
        tuple(rows),
        notes=(
            test_sentence(table, say),
            say("note.residuals", one=RESIDUAL, all=_bonferroni(table), cells=_tested_cells(table)),
        )
        if table.chi2 is not None
        else (say("note.no_test"),),
        strong_rows=frozenset({len(rows) - 1}),
    )
    return Readable(sentence(table, question, by, say), grid, _figure(table, words, used, shown, setup, say, key))


def sentence(table: CrossTable, question: str, by: str, say: Words) -> str:
    """What the table says, in one sentence."""
    if table.p_adjusted is None:
        return say("crossed.untested" if table.chi2 is None else "crossed.crowded", item=question, by=by)
    if table.p_adjusted >= ALPHA_LEVEL:
        return say("crossed.none", item=question, by=by, p=table.p_adjusted, n=table.n)
    return say("crossed.some", item=question, by=by, p=table.p_adjusted, n=table.n, size=size(table, say))


def size(table: CrossTable, say: Words) -> str:
    """How strong the association is: Cohen's w = V √(min(rows, columns) − 1)."""
    filled = (
        sum(any(row) for row in table.counts),
        sum(any(column) for column in zip(*table.counts, strict=True)),
    )
    return say.text.word(magnitude("w", (table.cramers_v or 0.0) * (min(filled) - 1) ** 0.5))


def test_sentence(table: CrossTable, say: Words) -> str:
    """χ², df, n, p, exact p, V with its interval, and over what p was adjusted."""
    told = say(
        "note.test",
        chi2=table.chi2,
        df=table.df,
        n=table.n,
        p=table.p,
        v=table.cramers_v,
        interval=between(table.cramers_v_ci, Format.COEFFICIENT, say.text),
    )
    if table.p_adjusted is None:
        return told + say("note.test_crowded")
    told += say(
        "note.test_adjusted",
        p_adjusted=table.p_adjusted,
        adjustment=say(f"adjustment.{table.adjustment}"),
        family=table.family,
    )
    return told if table.p_exact is None else told + say("note.test_exact", p=table.p_exact)


def _row_words(table: CrossTable, results: Results, setup: Setup, say: Words) -> tuple[str, ...]:
    items = results.items or {}
    words = dict(levels(setup, table.item, items[table.item], say.text)) if table.item in items else {}
    return tuple(words.get(code, code) for code in table.rows)


def _cell(table: CrossTable, i: int, j: int, total: int, say: Words) -> str:
    n = table.counts[i][j]
    residual = table.residuals[i][j] if table.residuals else None
    return say("cell", n=n, percent=100 * n / total, mark=_mark(residual, _bonferroni(table)))


def _tested_cells(table: CrossTable) -> int:
    return sum(value is not None for row in table.residuals or () for value in row)


def _bonferroni(table: CrossTable) -> float:
    """The residual a cell must exceed where all the table's cells are looked at together."""
    return NormalDist().inv_cdf(1 - ALPHA_LEVEL / 2 / max(_tested_cells(table), 1))


def _mark(residual: float | None, strict: float) -> str:
    if residual is None or abs(residual) <= RESIDUAL:
        return ""
    arrow = "↑" if residual > 0 else "↓"
    return f" {arrow}{arrow}" if abs(residual) > strict else f" {arrow}"


def _figure(
    table: CrossTable,
    words: Sequence[str],
    used: Sequence[int],
    shown: Sequence[int],
    setup: Setup,
    say: Words,
    key: str,
) -> Figure | None:
    if len(used) > MOST_SEGMENTS or not shown:
        return None
    rows = tuple(
        (
            table.columns[j],
            sum(row[j] for row in table.counts),
            tuple(100 * table.counts[i][j] / sum(row[j] for row in table.counts) for i in used),
        )
        for j in shown
    )
    scaled = setup.column(table.item).scale is not None
    question, by = called(setup, table.item), called(setup, table.by)
    return Figure(
        key,
        say("figure.crosstab", item=question, by=by, n=table.n),
        say("figure.crosstab_alt", item=question, by=by),
        DivergingChart(tuple(words[i] for i in used), rows, say("figure.crosstab_unit"), ordered=scaled),
    )


# -- multiple responses --------------------------------------------------------------------------------------------


def multiple_grid(table: MultipleTable, setup: Setup, say: Words, *, key: str, more: bool = True) -> Grid:
    """Options by groups: n, % of the group's respondents and of its answers, each option's own test."""
    shown = [j for j, n in enumerate(table.respondents) if n]
    rows: list[tuple[Cell, ...]] = []
    strong = set()
    for place, option in enumerate(table.options):
        cells: list[Cell] = []
        for j in shown:
            residual = option.residuals[j] if option.residuals else None
            strict = NormalDist().inv_cdf(1 - ALPHA_LEVEL / 2 / max(2 * len(shown), 1))
            percent = 100 * option.ticked[j] / table.respondents[j]
            cells.append(say("cell", n=option.ticked[j], percent=percent, mark=_mark(residual, strict)))
            cells.append(100 * option.ticked[j] / table.responses[j] if table.responses[j] else None)
        rows.append((option.option, *cells, option.chi2, option.p, option.p_exact, option.p_adjusted, option.cramers_v))
        if option.p_adjusted is not None and option.p_adjusted < ALPHA_LEVEL:
            strong.add(place)
    rows.append(
        (
            say("row.respondents"),
            *(cell for j in shown for cell in (say("count", n=table.respondents[j]), None)),
            *(None,) * 5,
        )
    )
    return Grid(
        key,
        say("grid.multiple", question=table.question, by=called(setup, table.by)),
        (
            GridColumn(say("column.option")),
            *(
                column
                for j in shown
                for column in (
                    GridColumn(table.columns[j]),
                    GridColumn(say("column.of_answers", group=table.columns[j]), Format.PERCENT),
                )
            ),
            GridColumn(say("column.chi2"), Format.COEFFICIENT),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.p_exact"), Format.P),
            GridColumn(say("column.p_adjusted"), Format.P, strong=True),
            GridColumn(say("column.cramers_v"), Format.COEFFICIENT),
        ),
        tuple(rows),
        notes=(
            say("note.multiple", adjustment=say(f"adjustment.{table.adjustment}"), family=table.family),
            say("note.multiple_residuals", one=RESIDUAL),
        ),
        strong_rows=frozenset(strong),
        more=more,
        workbook=more and len(shown) > MOST_COLUMNS,
    )


def multiple_readable(table: MultipleTable, setup: Setup, say: Words, *, key: str) -> Readable:
    by = called(setup, table.by)
    clear = [o.option for o in table.options if o.p_adjusted is not None and o.p_adjusted < ALPHA_LEVEL]
    told = (
        say("crossed.options", question=table.question, by=by, options=clear)
        if clear
        else say("crossed.no_options", question=table.question, by=by, tested=table.family)
    )
    bars = tuple(
        Bar(say("figure.option_of", option=option.option, group=table.columns[j]), 100 * option.ticked[j] / n)
        for option in table.options
        for j, n in enumerate(table.respondents)
        if n
    )
    figure = Figure(
        key,
        say("figure.multiple", question=table.question, by=by, n=sum(table.respondents)),
        told,
        BarChart(bars, say("figure.multiple_unit"), Format.PERCENT, (0.0, 100.0)),
    )
    grid = multiple_grid(table, setup, say, key=key, more=False)
    return Readable(told, grid, figure if bars and len(bars) <= MOST_BARS else None)


# -- all tables ------------------------------------------------------------------------------------------------------


def _tests(key: str, by: str, tables: Sequence[CrossTable], setup: Setup, say: Words) -> Grid:
    return Grid(
        key,
        say("grid.crosstests", by=called(setup, by)),
        (
            GridColumn(say.common("question_header")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.chi2"), Format.COEFFICIENT),
            GridColumn(say.common("df"), Format.INTEGER),
            GridColumn(say.common("p"), Format.P),
            GridColumn(say("column.p_exact"), Format.P),
            GridColumn(say("column.p_adjusted"), Format.P, strong=True),
            GridColumn(say("column.cramers_v"), Format.COEFFICIENT),
            GridColumn(say.common("low"), Format.COEFFICIENT),
            GridColumn(say.common("high"), Format.COEFFICIENT),
        ),
        tuple(
            (
                called(setup, each.item),
                each.n,
                each.chi2,
                each.df,
                each.p,
                each.p_exact,
                each.p_adjusted,
                each.cramers_v,
                *low_high(each.cramers_v_ci),
            )
            for each in tables
        ),
        notes=(
            say("note.crosstests"),
            *(
                say(
                    "family.all",
                    families=[say("family.items", by=called(setup, by), family=each.family)],
                    adjustment=say(f"adjustment.{each.adjustment}"),
                )
                for each in tables[:1]
                if each.family
            ),
        ),
        more=True,
        workbook=True,
    )


def _counts(key: str, by: str, tables: Sequence[CrossTable], results: Results, setup: Setup, say: Words) -> Grid:
    """Of every cell the count, the per cent of its row and of its column, and the adjusted residual."""
    groups = tuple(dict.fromkeys(group for table in tables for group in table.columns))
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        totals = [sum(column) for column in zip(*table.counts, strict=True)]
        for i, word in enumerate(_row_words(table, results, setup, say)):
            of_row = sum(table.counts[i])
            cells: list[Cell] = []
            for j, n in enumerate(table.counts[i]):
                cells += [
                    n,
                    100 * n / of_row if of_row else None,
                    100 * n / totals[j] if totals[j] else None,
                    table.residuals[i][j] if table.residuals else None,
                ]
            rows.append((called(setup, table.item), word, *cells))
    return Grid(
        key,
        say("grid.crosstabs", by=called(setup, by)),
        (
            GridColumn(say.common("question_header")),
            GridColumn(say("column.answer")),
            *(
                GridColumn(say(f"column.cell_{kind}", group=group), style)
                for group in groups
                for kind, style in (
                    ("n", Format.INTEGER),
                    ("row", Format.PERCENT),
                    ("column", Format.PERCENT),
                    ("residual", Format.MEAN),
                )
            ),
        ),
        tuple(rows),
        notes=(say("note.crosstabs"),),
        more=True,
        workbook=True,
    )
