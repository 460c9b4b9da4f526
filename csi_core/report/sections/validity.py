"""Validity: do the questions measure what the questionnaire was built on?"""

from __future__ import annotations

from collections import Counter

from csi_core.report.model import (
    Callout,
    Card,
    Figure,
    Format,
    Grid,
    GridColumn,
    HeatMap,
    LineChart,
    Section,
    Series,
    Tone,
)
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of, tone_of_grade
from csi_core.results import Results, Validity
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_LEVEL, ROWS_PER_ITEM, Grade, grade


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Factor analysis of the items against the designed dimensions; None when there is no factor analysis."""
    validity = results.validity
    if validity is None:
        return None
    say = Words("validity", text)
    names = factor_names(validity, text)
    return Section(
        key="validity",
        title=say("title"),
        headline=_headline(validity, say),
        cards=_cards(validity, say),
        findings=_findings(validity, setup, names, say),
        warnings=_warnings(validity, say) + callouts(notes_of(results, "validity"), text),
        figures=_figures(validity, setup, names, say),
        grids=_grids(validity, setup, names, say),
        explanation=explanation("validity", text, _here(validity, setup, say), _do(validity, setup, names, say)),
        how=_how(validity, say),
    )


def factor_names(validity: Validity, text: Text) -> dict[str, str]:
    """Factor → its name: the dimension most of its items belong to, numbered where two factors share one.

    A factor no dimension speaks for is "Factor 1".
    """
    say = Words("validity", text)
    shared = Counter(dimension for dimension in validity.factor_dimension.values() if dimension)
    seen: Counter[str] = Counter()
    names = {}
    for number, factor in enumerate(validity.factor_dimension, 1):
        dimension = validity.factor_dimension[factor]
        if dimension is None:
            names[factor] = say("factor.unnamed", number=number)
        elif shared[dimension] == 1:
            names[factor] = say("factor.named", factor=factor, dimension=dimension)
        else:
            seen[dimension] += 1
            names[factor] = say("factor.numbered", factor=factor, dimension=dimension, number=seen[dimension])
    return names


def explained(validity: Validity) -> float | None:
    """% of the items' variance all retained factors explain together."""
    return validity.variance[-1].cumulative if validity.variance else None


def sorted_items(validity: Validity) -> tuple[str, ...]:
    """Items as a loading table lists them: by factor, within one by falling absolute loading, the homeless last."""
    order = list(validity.factor_dimension)

    def place(item: str) -> tuple[int, float]:
        factor = validity.assigned[item]
        if factor is None:
            return len(order), 0.0
        return order.index(factor), -abs(validity.loadings[item][factor])

    return tuple(sorted(validity.items, key=place))


def trouble(validity: Validity, setup: Setup, text: Text) -> tuple[tuple[str, str, str], ...]:
    """Items that are not where they belong: (item, what is wrong in a word, the sentence with what to do)."""
    say = Words("validity", text)
    names = factor_names(validity, text)
    found = []
    for item in validity.items:
        ranked = sorted(validity.loadings[item].items(), key=lambda pair: -abs(pair[1]))
        name = called(setup, item)
        (first, most), rest = ranked[0], ranked[1:]
        if item in validity.homeless:
            words = say("trouble.homeless", item=name, loading=most, suppress=validity.suppress)
            found.append((item, say("trouble_word.homeless"), words))
        if item in validity.cross_loading and rest:
            second, less = rest[0]
            words = say(
                "trouble.cross_loading", item=name, first=names[first], most=most, second=names[second], less=less
            )
            found.append((item, say("trouble_word.cross_loading"), words))
        if item in validity.misplaced:
            designed = setup.column(item).dimension or say("no_dimension")
            words = say("trouble.misplaced", item=name, designed=designed, factor=names[first], loading=most)
            found.append((item, say("trouble_word.misplaced"), words))
    return tuple(found)


# -- words -------------------------------------------------------------------------------------------------


def _headline(validity: Validity, say: Words) -> str:
    percent = explained(validity)
    if percent is None:
        return say("headline.no_factors", n=validity.n)
    if validity.kmo is None:
        return say("headline.no_kmo", factors=validity.n_factors, percent=percent, n=validity.n)
    return say(
        f"headline.{grade(validity.kmo).value}",
        kmo=validity.kmo,
        factors=validity.n_factors,
        percent=percent,
        n=validity.n,
    )


def _cards(validity: Validity, say: Words) -> tuple[Card, ...]:
    percent = explained(validity)
    cards = []
    if validity.kmo is not None:
        cards.append(
            Card(
                say("card.kmo"),
                say.show(validity.kmo, Format.COEFFICIENT),
                say.text.word(grade(validity.kmo)),
                tone_of_grade(grade(validity.kmo)),
                say.common("rest_on", n=validity.n),
            )
        )
    if validity.bartlett is not None:
        significant = validity.bartlett.p < ALPHA_LEVEL
        cards.append(
            Card(
                say("card.bartlett"),
                say("card.bartlett_value", p=validity.bartlett.p),
                say("card.significant" if significant else "card.not_significant"),
                Tone.GOOD if significant else Tone.POOR,
                say("card.bartlett_note", chi2=validity.bartlett.chi2, df=validity.bartlett.df),
            )
        )
    cards.append(
        Card(
            say("card.factors"),
            say.show(validity.n_factors, Format.INTEGER),
            note=say("card.factors_note", items=len(validity.items)),
        )
    )
    if percent is not None:
        cards.append(Card(say("card.explained"), say.show(percent, Format.PERCENT), note=say("card.explained_note")))
    return tuple(cards)


def _findings(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> tuple[str, ...]:
    found = []
    if validity.bartlett is not None:
        kind = "bartlett" if validity.bartlett.p < ALPHA_LEVEL else "bartlett_not"
        found.append(say(kind, chi2=validity.bartlett.chi2, df=validity.bartlett.df, p=validity.bartlett.p))
    found.append(_retained(validity, say))
    found.extend(
        say("factor.items", factor=names[factor], items=[called(setup, item) for item in members])
        for factor, members in _members(validity).items()
        if members
    )
    if setup.dimensions():
        placed = sum(validity.assigned[item] is not None for item in validity.items)
        fitting = sum(item not in validity.misplaced for item in validity.items if validity.assigned[item] is not None)
        kind = "fitting_all" if fitting == len(validity.items) else "fitting"
        found.append(say(kind, items=len(validity.items), placed=placed, fitting=fitting))
    troubled = dict.fromkeys(item for item, _, _ in trouble(validity, setup, say.text))
    if troubled:
        found.append(say("troubled", items=[called(setup, item) for item in troubled]))
    return tuple(found)


def _retained(validity: Validity, say: Words) -> str:
    kaiser, parallel = validity.retained_by.kaiser, validity.retained_by.parallel
    kind = "retained.agree" if kaiser == parallel else "retained.differ" if parallel else "retained.chance"
    return say(kind, kaiser=kaiser, parallel=parallel, factors=validity.n_factors)


def _members(validity: Validity) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {factor: [] for factor in validity.factor_dimension}
    for item in sorted_items(validity):
        factor = validity.assigned[item]
        if factor is not None:
            members[factor].append(item)
    return members


def _warnings(validity: Validity, say: Words) -> tuple[Callout, ...]:
    found = []
    if validity.kmo is not None and grade(validity.kmo) in (Grade.POOR, Grade.REVISE):
        found.append(Callout(say(f"warning.kmo_{grade(validity.kmo).value}", kmo=validity.kmo), Tone.POOR))
    if validity.n < ROWS_PER_ITEM * len(validity.items):
        wanted = int(ROWS_PER_ITEM * len(validity.items))
        found.append(Callout(say("warning.few", n=validity.n, items=len(validity.items), wanted=wanted)))
    if validity.n_dropped:
        found.append(Callout(say("warning.dropped", dropped=validity.n_dropped, n=validity.n), Tone.NEUTRAL))
    return tuple(found)


def _here(validity: Validity, setup: Setup, say: Words) -> tuple[str, ...]:
    found = []
    if validity.kmo is not None:
        found.append(say(f"here.{grade(validity.kmo).value}", kmo=validity.kmo, n=validity.n))
    percent = explained(validity)
    if percent is not None and (validity.kmo is None or grade(validity.kmo) is not Grade.REVISE):
        found.append(say("here.explained", factors=validity.n_factors, percent=percent))
    if setup.dimensions():
        troubled = len({item for item, _, _ in trouble(validity, setup, say.text)})
        found.append(say("here.trouble", troubled=troubled) if troubled else say("here.as_designed"))
    return tuple(found)


def _do(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> tuple[str, ...]:
    steps = []
    if validity.kmo is not None and grade(validity.kmo) in (Grade.POOR, Grade.REVISE):
        steps.append(say("do.kmo"))
    if validity.homeless:
        steps.append(say("do.homeless", items=[called(setup, item) for item in validity.homeless]))
    if validity.cross_loading or validity.misplaced:
        steps.append(say("do.elsewhere"))
    if validity.retained_by.parallel not in (0, validity.n_factors):
        steps.append(say("do.parallel"))
    unnamed = [names[factor] for factor, dimension in validity.factor_dimension.items() if dimension is None]
    if unnamed:
        steps.append(say("do.name", factors=unnamed))
    return tuple(steps) or (say("do.nothing"),)


def _how(validity: Validity, say: Words) -> tuple[str, ...]:
    rotation = say(f"rotation.{validity.rotation}")
    return (
        say("how.kmo"),
        say("how.bartlett", n=validity.n),
        say("how.extraction", extraction=say(f"extraction.{validity.extraction}"), rotation=rotation),
        say("how.parallel"),
        say("how.missing", n=validity.n, dropped=validity.n_dropped),
        say("how.spss"),
    )


# -- figures and grids ---------------------------------------------------------------------------------------


def _figures(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> tuple[Figure, ...]:
    figures = []
    if validity.eigenvalues:
        series = [Series(say("figure.observed"), tuple((float(i), v) for i, v in enumerate(validity.eigenvalues, 1)))]
        if validity.parallel:
            points = tuple((float(i), v) for i, v in enumerate(validity.parallel, 1))
            series.append(Series(say("figure.parallel"), points))
        figures.append(
            Figure(
                "validity.scree",
                say("figure.scree", n=validity.n),
                _retained(validity, say),
                LineChart(
                    tuple(series), say("figure.scree_x"), say("figure.scree_y"), rule=(1.0, say("figure.scree_rule"))
                ),
            )
        )
    if len(names) > 1:
        rows = sorted_items(validity)
        figures.append(
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
            )
        )
    return tuple(figures)


def _shown_loadings(validity: Validity, item: str) -> tuple[float | None, ...]:
    loadings = validity.loadings[item]
    return tuple(
        loadings[factor] if abs(loadings[factor]) >= validity.suppress else None for factor in validity.factor_dimension
    )


def _grids(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> tuple[Grid, ...]:
    grids = [_tests_grid(validity, say), _variance_grid(validity, names, say)]
    if names:
        grids.append(_loadings_grid(validity, setup, names, say))
    if names and setup.dimensions():
        grids.append(_comparison_grid(validity, setup, names, say))
    troubled = trouble(validity, setup, say.text)
    if troubled:
        grids.append(
            Grid(
                "validity.trouble",
                say("grid.trouble"),
                (
                    GridColumn(say.common("item")),
                    GridColumn(say("column.trouble"), strong=True),
                    GridColumn(say("column.advice")),
                ),
                tuple((called(setup, item), word, words) for item, word, words in troubled),
            )
        )
    grids.append(_eigenvalue_grid(validity, say))
    if validity.variance_extracted:
        grids.append(_extracted_grid(validity, say))
    if names:
        grids.append(_all_loadings_grid(validity, setup, names, say))
    grids.append(_item_grid(validity, setup, names, say))
    if validity.factor_correlations is not None:
        grids.append(_factor_correlation_grid(validity, names, say))
    return tuple(grids)


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
        say("grid.loadings", n=validity.n),
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
    members = _members(validity)
    homeless = [item for item in validity.items if validity.assigned[item] is None]
    lines = [(names[factor], items) for factor, items in members.items()]
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
    )


def _eigenvalue_grid(validity: Validity, say: Words) -> Grid:
    total = sum(validity.eigenvalues)
    rows = []
    running = 0.0
    for number, value in enumerate(validity.eigenvalues, 1):
        running += value
        parallel = validity.parallel[number - 1] if number <= len(validity.parallel) else None
        share = (100.0 * value / total, 100.0 * running / total) if total else (None, None)
        rows.append((number, value, *share, parallel))
    return Grid(
        "validity.eigenvalues",
        say("grid.eigenvalues", n=validity.n),
        (
            GridColumn(say("column.number"), Format.INTEGER),
            GridColumn(say("column.eigenvalue"), Format.COEFFICIENT),
            GridColumn(say("column.of_variance"), Format.PERCENT),
            GridColumn(say.common("cumulative"), Format.PERCENT),
            GridColumn(say("figure.parallel"), Format.COEFFICIENT),
        ),
        tuple(rows),
        more=True,
    )


def _extracted_grid(validity: Validity, say: Words) -> Grid:
    return Grid(
        "validity.extracted",
        say("grid.extracted"),
        (
            GridColumn(say.common("factor")),
            GridColumn(say("column.ss_loading"), Format.COEFFICIENT),
            GridColumn(say("column.of_variance"), Format.PERCENT),
            GridColumn(say.common("cumulative"), Format.PERCENT),
        ),
        tuple((each.factor, each.ss_loading, each.percent, each.cumulative) for each in validity.variance_extracted),
        more=True,
    )


def _all_loadings_grid(validity: Validity, setup: Setup, names: dict[str, str], say: Words) -> Grid:
    return Grid(
        "validity.all_loadings",
        say("grid.all_loadings"),
        (GridColumn(say.common("item")), *(GridColumn(name, Format.COEFFICIENT) for name in names.values())),
        tuple((called(setup, item), *(validity.loadings[item][factor] for factor in names)) for item in validity.items),
        more=True,
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
