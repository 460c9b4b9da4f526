"""Convergent and discriminant validity: do the questions of a dimension belong together, and the dimensions apart?"""

from __future__ import annotations

from enum import StrEnum

from csi_core.report.model import Bar, BarChart, Callout, Card, Figure, Format, Grid, GridColumn, Section, Tone
from csi_core.report.sections.parts import (
    Words,
    between,
    called,
    callouts,
    explanation,
    low_high,
    notes_of,
    tone_of_grade,
)
from csi_core.results import Confirmatory, DimensionPair, DimensionValidity, ModelFit, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import (
    AVE_LEAST,
    CR_LEAST,
    FIT_BANDS,
    HTMT_LENIENT,
    HTMT_STRICT,
    MEAN_CORRELATION_LEAST,
    OWN_LOADING_LEAST,
    ROWS_PER_PARAMETER,
    Grade,
    fit_grade,
)

#: Dimensions in a table on paper at most, and pairs told in a sentence each.
WIDEST = 10
MOST = 3


class Convergence(StrEnum):
    """Whether the questions of a dimension belong together (`section.confirmatory.convergence.*`)."""

    REACHED = "reached"
    PARTLY = "partly"
    SHORT = "short"
    UNKNOWN = "unknown"


class Distinction(StrEnum):
    """Whether two dimensions are two (`section.confirmatory.distinction.*`)."""

    DISTINCT = "distinct"
    LOOSE = "loose"
    UNCLEAR = "unclear"
    SAME = "same"
    UNKNOWN = "unknown"


_TONES = {
    Convergence.REACHED: Tone.GOOD,
    Convergence.PARTLY: Tone.FAIR,
    Convergence.SHORT: Tone.POOR,
    Distinction.DISTINCT: Tone.GOOD,
    Distinction.LOOSE: Tone.FAIR,
    Distinction.UNCLEAR: Tone.FAIR,
    Distinction.SAME: Tone.POOR,
}


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """AVE, CR, Fornell–Larcker, HTMT and fit of the questionnaire's dimensions; None when there is none of it."""
    found = results.confirmatory
    if found is None:
        return None
    say = Words("confirmatory", text)
    return Section(
        key="confirmatory",
        title=say("title"),
        headline=_headline(found, say),
        cards=_cards(found, say),
        findings=_findings(found, setup, say),
        warnings=_warnings(found, setup, say) + callouts(notes_of(results, "confirmatory"), text),
        figures=_figures(found, say),
        grids=_grids(found, setup, say),
        explanation=explanation("confirmatory", text, _here(found, say), _do(found, setup, say)),
        how=(
            say("how.model"),
            say("how.ave_cr"),
            say("how.htmt"),
            say("how.fit"),
            say("how.missing", n=found.n, dropped=found.n_dropped),
            say("how.spss"),
        ),
    )


def convergence(dimension: DimensionValidity) -> Convergence:
    if dimension.ave is None or dimension.cr is None:
        return Convergence.UNKNOWN
    reached = (dimension.ave >= AVE_LEAST) + (dimension.cr >= CR_LEAST)
    return (Convergence.SHORT, Convergence.PARTLY, Convergence.REACHED)[reached]


def distinction(pair: DimensionPair, found: Confirmatory) -> Distinction:
    """The same from the upper limit of HTMT, or from the lower one if Fornell and Larcker's rule fails too.

    Loose where either sign comes from the questions of one of the two hardly correlating with each other.
    """
    if pair.htmt is None:
        return Distinction.UNKNOWN
    signs = (pair.htmt >= HTMT_STRICT) + (pair.fornell_larcker is False)
    if not signs:
        return Distinction.DISTINCT
    if loosest(pair, found)[1] < MEAN_CORRELATION_LEAST:
        return Distinction.LOOSE
    return Distinction.SAME if pair.htmt >= HTMT_LENIENT or signs == 2 else Distinction.UNCLEAR


def loosest(pair: DimensionPair, found: Confirmatory) -> tuple[str, float]:
    """The one of the two whose questions correlate less with each other, and by how much."""
    return min(((name, found.dimensions[name].mean_r) for name in pair.dimensions), key=lambda one: one[1])


def weak_items(found: Confirmatory) -> tuple[str, ...]:
    """Items that load on their own dimension by less than 0.50, in dimensions that fall short."""
    return tuple(
        name
        for name, loading in found.loadings.items()
        if abs(loading.loading) < OWN_LOADING_LEAST
        and convergence(found.dimensions[loading.dimension]) is not Convergence.REACHED
    )


def overall_fit(fit: ModelFit) -> Grade:
    """The worst of CFI, RMSEA and SRMR."""
    grades = [fit_grade("rmsea", fit.rmsea), fit_grade("srmr", fit.srmr)]
    if fit.cfi is not None:
        grades.append(fit_grade("cfi", fit.cfi))
    return next(grade for grade in (Grade.POOR, Grade.ACCEPTABLE, Grade.GOOD) if grade in grades)


def _of_kind(found: Confirmatory, *kinds: Convergence) -> list[str]:
    return [name for name, dimension in found.dimensions.items() if convergence(dimension) in kinds]


def _pairs_of_kind(found: Confirmatory, *kinds: Distinction) -> list[DimensionPair]:
    """The closest first."""
    chosen = [pair for pair in found.pairs if distinction(pair, found) in kinds]
    return sorted(chosen, key=lambda pair: -(pair.htmt or 0.0))


def _lowest(found: Confirmatory) -> tuple[str, DimensionValidity, float] | None:
    """The dimension with the lowest AVE."""
    known = [(name, each, each.ave) for name, each in found.dimensions.items() if each.ave is not None]
    return min(known, key=lambda one: one[2], default=None)


def _closest(found: Confirmatory) -> tuple[DimensionPair, float] | None:
    """The pair with the highest HTMT."""
    known = [(pair, pair.htmt) for pair in found.pairs if pair.htmt is not None]
    return max(known, key=lambda one: one[1], default=None)


# -- words -------------------------------------------------------------------------------------------------


def _headline(found: Confirmatory, say: Words) -> str:
    lowest, closest = _lowest(found), _closest(found)
    total = len(found.dimensions)
    if lowest is None:
        convergent = say("headline.convergent_unknown")
    else:
        reached = len(_of_kind(found, Convergence.REACHED))
        kind = "convergent_all" if reached == total else "convergent_some" if reached else "convergent_none"
        convergent = say(f"headline.{kind}", reached=reached, total=total, ave=lowest[2])
    if closest is None:
        return say("headline.one", convergent=convergent, n=found.n)
    kinds = (Distinction.SAME, Distinction.UNCLEAR, Distinction.LOOSE)
    worst = next((kind for kind in kinds if _pairs_of_kind(found, kind)), Distinction.DISTINCT)
    pairs = len(_pairs_of_kind(found, worst))
    kind = worst.value if worst is not Distinction.LOOSE or closest[1] >= HTMT_STRICT else "loose_rule"
    discriminant = say(f"headline.discriminant_{kind}", pairs=pairs, htmt=closest[1])
    return say("headline.both", convergent=convergent, discriminant=discriminant, n=found.n)


def _cards(found: Confirmatory, say: Words) -> tuple[Card, ...]:
    cards = []
    n = say.common("rest_on", n=found.n)
    if found.fit is not None:
        if found.fit.cfi is not None:
            grade = fit_grade("cfi", found.fit.cfi)
            shown = say.show(found.fit.cfi, Format.COEFFICIENT)
            cards.append(Card(say("card.cfi"), shown, say.text.word(grade), tone_of_grade(grade), n))
        grade = fit_grade("rmsea", found.fit.rmsea)
        interval = between(found.fit.rmsea_ci, Format.COEFFICIENT, say.text)
        shown = say.show(found.fit.rmsea, Format.COEFFICIENT)
        note = say("card.rmsea_note", interval=interval)
        cards.append(Card(say("card.rmsea"), shown, say.text.word(grade), tone_of_grade(grade), note))
    lowest, closest = _lowest(found), _closest(found)
    if lowest is not None:
        name, dimension, ave = lowest
        kind = convergence(dimension)
        shown = say.show(ave, Format.COEFFICIENT)
        note = say("card.ave_note", dimension=name, cr=say.show(dimension.cr, Format.COEFFICIENT))
        cards.append(Card(say("card.ave"), shown, say(f"convergence.{kind.value}"), _TONES[kind], note))
    if closest is not None:
        pair, htmt = closest
        alike = distinction(pair, found)
        shown = say.show(htmt, Format.COEFFICIENT)
        note = say("pair", first=pair.dimensions[0], second=pair.dimensions[1])
        cards.append(Card(say("card.htmt"), shown, say(f"distinction.{alike.value}"), _TONES[alike], note))
    if len(cards) < 2:
        cards.append(Card(say("card.dimensions"), say.show(len(found.dimensions), Format.INTEGER), note=n))
    return tuple(cards)


def _findings(found: Confirmatory, setup: Setup, say: Words) -> tuple[str, ...]:
    told = []
    fit = found.fit
    if fit is not None:
        told.append(
            say(
                f"fit.{overall_fit(fit).value}",
                chi2=fit.chi2,
                df=fit.df,
                p=fit.p,
                cfi=say.show(fit.cfi, Format.COEFFICIENT),
                rmsea=fit.rmsea,
                interval=between(fit.rmsea_ci, Format.COEFFICIENT, say.text),
                srmr=fit.srmr,
            )
        )
    for kind in (Convergence.PARTLY, Convergence.SHORT):
        dimensions = [
            say("dimension", dimension=name, ave=found.dimensions[name].ave, cr=found.dimensions[name].cr)
            for name in _of_kind(found, kind)
        ]
        if dimensions:
            told.append(say(f"convergent.{kind.value}", dimensions=dimensions))
    weak = weak_items(found)
    if weak:
        items = [
            say("weak_item", item=called(setup, name), loading=found.loadings[name].loading)
            for name in weak[: 2 * MOST]
        ]
        told.append(say("weak" if len(weak) <= 2 * MOST else "weak_many", items=items, n=len(weak)))
    for alike in (Distinction.SAME, Distinction.UNCLEAR, Distinction.LOOSE):
        pairs = _pairs_of_kind(found, alike)
        told.extend(_pair_sentence(pair, alike, found, say) for pair in pairs[:MOST])
        if len(pairs) > MOST:
            told.append(say(f"discriminant.{alike.value}_more", pairs=len(pairs) - MOST))
    if found.pairs and all(distinction(pair, found) is Distinction.DISTINCT for pair in found.pairs):
        phrase = "discriminant.all" if all(pair.fornell_larcker for pair in found.pairs) else "discriminant.all_htmt"
        told.append(say(phrase, pairs=len(found.pairs), strict=HTMT_STRICT))
    return tuple(told)


def _pair_sentence(pair: DimensionPair, kind: Distinction, found: Confirmatory, say: Words) -> str:
    first, second = pair.dimensions
    values = {"first": first, "second": second, "htmt": pair.htmt}
    if kind is Distinction.LOOSE:
        loose, mean_r = loosest(pair, found)
        if pair.htmt is not None and pair.htmt < HTMT_STRICT:
            return say("discriminant.loose_rule", **values, r=pair.correlation, loose=loose, mean_r=mean_r)
        return say("discriminant.loose", **values, loose=loose, mean_r=mean_r)
    return say(f"discriminant.{kind.value}", **values)


def _warnings(found: Confirmatory, setup: Setup, say: Words) -> tuple[Callout, ...]:
    told = []
    negative = [called(setup, name) for name, loading in found.loadings.items() if loading.loading < 0.0]
    if negative:
        told.append(Callout(say("warning.negative", items=negative), Tone.POOR))
    if found.fit is not None:
        if overall_fit(found.fit) is Grade.POOR:
            told.append(Callout(say("warning.fit"), Tone.FAIR))
        wanted = int(ROWS_PER_PARAMETER * found.fit.parameters)
        if found.n < wanted:
            told.append(Callout(say("warning.few", n=found.n, parameters=found.fit.parameters, wanted=wanted)))
    if found.n_dropped:
        told.append(Callout(say("warning.dropped", dropped=found.n_dropped, n=found.n), Tone.NEUTRAL))
    return tuple(told)


def _here(found: Confirmatory, say: Words) -> tuple[str, ...]:
    told = []
    partly, short = _of_kind(found, Convergence.PARTLY), _of_kind(found, Convergence.SHORT, Convergence.UNKNOWN)
    if short:
        told.append(say("here.short", dimensions=short))
    if partly:
        told.append(say("here.partly", dimensions=partly))
    if not short and not partly:
        told.append(say("here.converge"))
    close = _pairs_of_kind(found, Distinction.SAME, Distinction.UNCLEAR)
    if close:
        told.append(say("here.close", pairs=len(close)))
    elif found.pairs and not _pairs_of_kind(found, Distinction.LOOSE):
        told.append(say("here.apart"))
    return tuple(told)


def _do(found: Confirmatory, setup: Setup, say: Words) -> tuple[str, ...]:
    steps = []
    weak = weak_items(found)
    if weak:
        steps.append(say("do.weak", items=[called(setup, name) for name in weak[: 2 * MOST]]))
    elif short := _of_kind(found, Convergence.SHORT):
        steps.append(say("do.short", dimensions=short))
    loose = dict.fromkeys(loosest(pair, found)[0] for pair in _pairs_of_kind(found, Distinction.LOOSE))
    if loose:
        steps.append(say("do.loose", dimensions=list(loose)))
    if _pairs_of_kind(found, Distinction.SAME):
        steps.append(say("do.same"))
    elif _pairs_of_kind(found, Distinction.UNCLEAR):
        steps.append(say("do.unclear"))
    if found.fit is not None and overall_fit(found.fit) is Grade.POOR:
        steps.append(say("do.fit"))
    return tuple(steps) or (say("do.nothing"),)


# -- figures and grids ---------------------------------------------------------------------------------------


def _figures(found: Confirmatory, say: Words) -> tuple[Figure, ...]:
    known = [(name, each, each.ave) for name, each in found.dimensions.items() if each.ave is not None]
    if len(known) < 2:
        return ()
    known.sort(key=lambda one: -one[2])
    bars = tuple(
        Bar(name, ave, tone=_TONES[convergence(each)], note=say(f"convergence.{convergence(each).value}"))
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


def _grids(found: Confirmatory, setup: Setup, say: Words) -> tuple[Grid, ...]:
    grids = [_dimension_grid(found, say)]
    if found.pairs:
        grids.append(_matrix_grid(found, say))
        close = _pairs_of_kind(found, Distinction.SAME, Distinction.UNCLEAR, Distinction.LOOSE)
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
