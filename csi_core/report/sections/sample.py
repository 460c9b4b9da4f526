"""The sample summary: who answered, question by question."""

from __future__ import annotations

from csi_core.report.model import Bar, BarChart, Callout, Card, Figure, Format, Grid, GridColumn, Section
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.results import AnswerShare, MultipleQuestion, ProfileQuestion, Results
from csi_core.setup import Setup
from csi_core.text import Text

#: Groups under this size carry no comparison on their own; convention.
SMALL_GROUP = 10


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Frequencies of profile and multiple-response questions; None when the questionnaire has neither."""
    profiles, multiple = results.sample or (), results.multiple or ()
    if not profiles and not multiple:
        return None
    say = Words("sample", text)
    valid = results.responses.valid
    return Section(
        key="sample",
        title=say("title"),
        headline=_headline(profiles, setup, valid, say),
        cards=_cards(profiles, setup, valid, say),
        findings=tuple(_profile_sentence(question, setup, say) for question in profiles)
        + tuple(_multiple_sentence(question, say) for question in multiple),
        warnings=_warnings(profiles, setup, say) + callouts(notes_of(results, "sample"), text),
        figures=_figures(profiles, multiple, setup, say),
        grids=tuple(_profile_grid(number, question, setup, say) for number, question in enumerate(profiles, 1))
        + tuple(_multiple_grid(number, question, say) for number, question in enumerate(multiple, 1)),
        explanation=explanation("sample", text, (say("here", n=valid),), (say("do"),)),
        how=(say("how.percent"), *((say("how.multiple"),) if multiple else ())),
    )


def largest(question: ProfileQuestion) -> AnswerShare:
    """The answer most respondents gave (the first of several)."""
    return max(question.answers, key=lambda answer: answer.n)


def _asked(profiles: tuple[ProfileQuestion, ...]) -> tuple[ProfileQuestion, ...]:
    return tuple(question for question in profiles if question.answers)


def _headline(profiles: tuple[ProfileQuestion, ...], setup: Setup, valid: int, say: Words) -> str:
    asked = _asked(profiles)
    if not asked:
        return say("headline_plain", n=valid)
    top = largest(asked[0])
    return say(
        "headline",
        n=valid,
        question=called(setup, asked[0].question),
        answer=top.answer,
        top=top.n,
        percent=top.percent,
    )


def _cards(profiles: tuple[ProfileQuestion, ...], setup: Setup, valid: int, say: Words) -> tuple[Card, ...]:
    cards = [Card(say("card.valid"), say.show(valid, Format.INTEGER))]
    for question in _asked(profiles)[:3]:
        top = largest(question)
        cards.append(
            Card(
                called(setup, question.question),
                top.answer,
                note=say("card.share", n=top.n, percent=top.percent),
            )
        )
    return tuple(cards)


def _profile_sentence(question: ProfileQuestion, setup: Setup, say: Words) -> str:
    name = called(setup, question.question)
    if not question.answers:
        return say("profile.nobody", question=name)
    shares = say.text.join(
        say("profile.share", answer=answer.answer, n=answer.n, percent=answer.percent)
        for answer in sorted(question.answers, key=lambda answer: -answer.n)[:4]
    )
    kind = "profile.all" if len(question.answers) <= 4 else "profile.most"
    told = say(kind, question=name, shares=shares, groups=len(question.answers))
    return told + (say("profile.missing", n=question.missing) if question.missing else say("profile.end"))


def _multiple_sentence(question: MultipleQuestion, say: Words) -> str:
    ranked = sorted(question.answers, key=lambda answer: -answer.n)
    shares = say.text.join(
        say("multiple.share", answer=answer.answer, n=answer.n, percent=answer.percent_of_respondents)
        for answer in ranked[:3]
    )
    return say("multiple.sentence", question=question.question, n=question.n, shares=shares)


def _warnings(profiles: tuple[ProfileQuestion, ...], setup: Setup, say: Words) -> tuple[Callout, ...]:
    small = tuple(
        say("small_group", question=called(setup, question.question), answer=answer.answer, n=answer.n)
        for question in profiles
        for answer in question.answers
        if 0 < answer.n < SMALL_GROUP
    )
    return (Callout(say("small", groups=small, least=SMALL_GROUP)),) if small else ()


def _figures(
    profiles: tuple[ProfileQuestion, ...], multiple: tuple[MultipleQuestion, ...], setup: Setup, say: Words
) -> tuple[Figure, ...]:
    figures = []
    for number, profile in enumerate(profiles, 1):
        if len(profile.answers) > 1:
            name = called(setup, profile.question)
            bars = tuple(Bar(answer.answer, answer.valid_percent, note=f"{answer.n:,}") for answer in profile.answers)
            figures.append(
                Figure(
                    f"sample.profile.{number}",
                    say("figure.profile", question=name, n=profile.n),
                    _profile_sentence(profile, setup, say),
                    BarChart(bars, say("figure.profile_unit"), Format.PERCENT),
                )
            )
    for number, question in enumerate(multiple, 1):
        if question.answers:
            ranked = sorted(question.answers, key=lambda answer: -answer.n)
            figures.append(
                Figure(
                    f"sample.multiple.{number}",
                    say("figure.multiple", question=question.question, n=question.n),
                    _multiple_sentence(question, say),
                    BarChart(
                        tuple(Bar(each.answer, each.percent_of_respondents, note=f"{each.n:,}") for each in ranked),
                        say("figure.multiple_unit"),
                        Format.PERCENT,
                    ),
                )
            )
    return tuple(figures)


def _profile_grid(number: int, question: ProfileQuestion, setup: Setup, say: Words) -> Grid:
    total = question.n + question.missing
    rows: list[tuple[str | int | float | None, ...]] = [
        (answer.answer, answer.n, answer.percent, answer.valid_percent) for answer in question.answers
    ]
    rows.append((say.common("answers"), question.n, 100.0 * question.n / total if total else None, 100.0))
    if question.missing:
        rows.append((say.common("no_answer"), question.missing, 100.0 * question.missing / total, None))
        rows.append((say.common("total"), total, 100.0, None))
    return Grid(
        f"sample.profile.{number}",
        called(setup, question.question),
        (
            GridColumn(say("column.answer")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say.common("percent"), Format.PERCENT, strong=True),
            GridColumn(say.common("valid_percent"), Format.PERCENT),
        ),
        tuple(rows),
    )


def _multiple_grid(number: int, question: MultipleQuestion, say: Words) -> Grid:
    responses = sum(answer.n for answer in question.answers)
    rows: list[tuple[str | int | float | None, ...]] = [
        (answer.answer, answer.n, answer.percent_of_respondents, answer.percent_of_responses)
        for answer in question.answers
    ]
    if question.n and responses:
        rows.append((say.common("total"), responses, 100.0 * responses / question.n, 100.0))
    return Grid(
        f"sample.multiple.{number}",
        question.question,
        (
            GridColumn(say("column.option")),
            GridColumn(say("column.times"), Format.INTEGER),
            GridColumn(say("column.of_respondents"), Format.PERCENT, strong=True),
            GridColumn(say("column.of_responses"), Format.PERCENT),
        ),
        tuple(rows),
        notes=(say("note.multiple", n=question.n, missing=question.missing),),
    )
