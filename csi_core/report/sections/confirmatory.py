"""Convergent and discriminant validity: do the questions of a dimension belong together, and the dimensions apart?"""

from __future__ import annotations

from csi_core.report.model import Callout, Card, Format, Section, Tone
from csi_core.report.sections.confirmatory_tables import figures, grids
from csi_core.report.sections.convergence import (
    TONES,
    Convergence,
    Distinction,
    closest_pair,
    convergence,
    distinction,
    loosest,
    lowest_ave,
    of_kind,
    overall_fit,
    pairs_of_kind,
    weak_items,
)
from csi_core.report.sections.parts import (
    Words,
    between,
    called,
    callouts,
    explanation,
    notes_of,
    tone_of_grade,
)
from csi_core.results import Confirmatory, DimensionPair, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import (
    HTMT_STRICT,
    ROWS_PER_PARAMETER,
    Grade,
    fit_grade,
)

#: Pairs told in a sentence each.
MOST = 3


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
        figures=figures(found, say),
        grids=grids(found, setup, say),
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


def _headline(found: Confirmatory, say: Words) -> str:
    lowest, closest = lowest_ave(found), closest_pair(found)
    total = len(found.dimensions)
    if lowest is None:
        convergent = say("headline.convergent_unknown")
    else:
        reached = len(of_kind(found, Convergence.REACHED))
        kind = "convergent_all" if reached == total else "convergent_some" if reached else "convergent_none"
        convergent = say(f"headline.{kind}", reached=reached, total=total, ave=lowest[2])
    if closest is None:
        return say("headline.one", convergent=convergent, n=found.n)
    kinds = (Distinction.SAME, Distinction.UNCLEAR, Distinction.LOOSE)
    worst = next((kind for kind in kinds if pairs_of_kind(found, kind)), Distinction.DISTINCT)
    pairs = len(pairs_of_kind(found, worst))
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
    lowest, closest = lowest_ave(found), closest_pair(found)
    if lowest is not None:
        name, dimension, ave = lowest
        kind = convergence(dimension)
        shown = say.show(ave, Format.COEFFICIENT)
        note = say("card.ave_note", dimension=name, cr=say.show(dimension.cr, Format.COEFFICIENT))
        cards.append(Card(say("card.ave"), shown, say(f"convergence.{kind.value}"), TONES[kind], note))
    if closest is not None:
        pair, htmt = closest
        alike = distinction(pair, found)
        shown = say.show(htmt, Format.COEFFICIENT)
        note = say("pair", first=pair.dimensions[0], second=pair.dimensions[1])
        cards.append(Card(say("card.htmt"), shown, say(f"distinction.{alike.value}"), TONES[alike], note))
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
            for name in of_kind(found, kind)
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
        pairs = pairs_of_kind(found, alike)
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
    partly, short = of_kind(found, Convergence.PARTLY), of_kind(found, Convergence.SHORT, Convergence.UNKNOWN)
    if short:
        told.append(say("here.short", dimensions=short))
    if partly:
        told.append(say("here.partly", dimensions=partly))
    if not short and not partly:
        told.append(say("here.converge"))
    close = pairs_of_kind(found, Distinction.SAME, Distinction.UNCLEAR)
    if close:
        told.append(say("here.close", pairs=len(close)))
    elif found.pairs and not pairs_of_kind(found, Distinction.LOOSE):
        told.append(say("here.apart"))
    return tuple(told)


def _do(found: Confirmatory, setup: Setup, say: Words) -> tuple[str, ...]:
    steps = []
    weak = weak_items(found)
    if weak:
        steps.append(say("do.weak", items=[called(setup, name) for name in weak[: 2 * MOST]]))
    elif short := of_kind(found, Convergence.SHORT):
        steps.append(say("do.short", dimensions=short))
    loose = dict.fromkeys(loosest(pair, found)[0] for pair in pairs_of_kind(found, Distinction.LOOSE))
    if loose:
        steps.append(say("do.loose", dimensions=list(loose)))
    if pairs_of_kind(found, Distinction.SAME):
        steps.append(say("do.same"))
    elif pairs_of_kind(found, Distinction.UNCLEAR):
        steps.append(say("do.unclear"))
    if found.fit is not None and overall_fit(found.fit) is Grade.POOR:
        steps.append(say("do.fit"))
    return tuple(steps) or (say("do.nothing"),)
