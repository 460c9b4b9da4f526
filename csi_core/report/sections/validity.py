"""Validity: do the questions measure what the questionnaire was built on?"""

from __future__ import annotations

from csi_core.report.model import Callout, Card, Format, Section, Tone
from csi_core.report.sections.factor_words import (
    explained,
    factor_names,
    members,
    retained,
    sorted_items,
    trouble,
)
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of, tone_of_grade
from csi_core.report.sections.validity_tables import figures, grids
from csi_core.results import Results, Validity
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import ALPHA_LEVEL, LEAST_MSA, ROWS_PER_ITEM, Grade, adequacy, grade

__all__ = ["explained", "factor_names", "section", "sorted_items"]


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
        figures=figures(validity, setup, names, say),
        grids=grids(validity, setup, names, say),
        explanation=explanation("validity", text, _here(validity, setup, say), _do(validity, setup, names, say)),
        how=_how(validity, say),
    )


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
    found.append(
        say(
            "sample",
            n=validity.n,
            items=len(validity.items),
            ratio=validity.n / len(validity.items),
            size=adequacy(validity.n),
        )
    )
    least = validity.least_fitting
    if least is not None and validity.kmo is not None:
        kind = "least_fitting_unfit" if least.msa < LEAST_MSA else "least_fitting"
        found.append(say(kind, item=called(setup, least.item), msa=least.msa, kmo=validity.kmo, without=least.kmo))
    found.append(retained(validity, say))
    found.extend(
        say("factor.items", factor=names[factor], items=[called(setup, item) for item in held])
        for factor, held in members(validity).items()
        if held
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
    unnamed = [
        names[factor]
        for factor, dimension in validity.factor_dimension.items()
        if dimension is None and factor not in validity.factor_names
    ]
    if unnamed:
        steps.append(say("do.name", factors=unnamed))
    return tuple(steps) or (say("do.nothing"),)


def _how(validity: Validity, say: Words) -> tuple[str, ...]:
    rotation = say(f"rotation.{validity.rotation}")
    return (
        say("how.kmo"),
        say("how.bartlett", n=validity.n),
        say(f"how.{validity.correlation}"),
        say("how.extraction", extraction=say(f"extraction.{validity.extraction}"), rotation=rotation),
        say("how.communalities" if validity.extraction == "principal" else "how.communalities_common"),
        say("how.parallel"),
        say("how.missing", n=validity.n, dropped=validity.n_dropped),
        say("how.spss"),
    )
