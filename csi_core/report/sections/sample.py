"""The sample summary: who answered, question by question."""

from __future__ import annotations

from csi_core.report.model import Bar, BarChart, Callout, Card, Figure, Format, Grid, GridColumn, Section
from csi_core.report.sections import population
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of, paragraph
from csi_core.results import AnswerShare, MultipleQuestion, ProfileQuestion, RankingQuestion, Results, SampleSize
from csi_core.setup import Role, Setup
from csi_core.text import Text
from csi_core.thresholds import WANTED_MARGIN

#: Groups under this size carry no comparison on their own; convention.
SMALL_GROUP = 10


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Frequencies of profile and multiple-response questions; None when the questionnaire has neither."""
    profiles, multiple, ranking = results.sample or (), results.multiple or (), results.ranking or ()
    if not profiles and not multiple and not ranking:
        return None
    say = Words("sample", text)
    valid = results.responses.valid
    weighted = say("weighted") if any(note.code == "sample.weighted" for note in results.notes) else ""
    return Section(
        key="sample",
        title=say("title"),
        headline=_headline(profiles, setup, valid, weighted, say),
        cards=_cards(profiles, setup, results.size, weighted, say),
        findings=_margin_sentences(results.size, say)
        + population.sentences(results.weighting, valid, setup, say)
        + tuple(_profile_sentence(question, setup, say) for question in profiles)
        + tuple(_multiple_sentence(question, setup, say) for question in multiple)
        + tuple(_ranking_sentence(question, say) for question in ranking),
        warnings=_warnings(profiles, setup, say) + callouts(notes_of(results, "sample"), text),
        figures=_figures(profiles, multiple, setup, say),
        grids=(
            _size_grid(results.size, say),
            *population.grids(results.weighting, setup, say),
            *(_profile_grid(number, question, setup, say) for number, question in enumerate(profiles, 1)),
            *(_multiple_grid(number, question, setup, say) for number, question in enumerate(multiple, 1)),
            *(_ranking_grid(number, question, say) for number, question in enumerate(ranking, 1)),
        ),
        explanation=explanation("sample", text, (say("here", n=valid),), (say("do"),)),
        how=(
            say("how.percent"),
            *((say("how.margin"),) if results.size.margin_of_error is not None else ()),
            *((say("how.multiple"),) if multiple else ()),
            *((say("how.ranking"),) if ranking else ()),
            *((say("how.population"), say("how.weights")) if results.weighting is not None else ()),
        ),
    )


def largest(question: ProfileQuestion) -> AnswerShare:
    """The answer most respondents gave (the first of several)."""
    return max(question.answers, key=lambda answer: answer.n)


def _with_largest(profiles: tuple[ProfileQuestion, ...], setup: Setup) -> tuple[ProfileQuestion, ...]:
    """Questions with one largest group; what was planned, such as waves, comes last."""
    clear = [question for question in profiles if question.answers and _one_largest(question)]
    return tuple(sorted(clear, key=lambda question: setup.column(question.question).role is not Role.PROFILE))


def _one_largest(question: ProfileQuestion) -> bool:
    most = largest(question).n
    return sum(answer.n == most for answer in question.answers) == 1


def asked(setup: Setup, question: str) -> str:
    """What a multiple-response question is called: the label of its column, where it has one of its own."""
    own = [column for column in setup.of(Role.MULTIPLE) if (column.question or column.name) == question]
    return next((column.label for column in own if column.option is None and column.label), question)


def _headline(profiles: tuple[ProfileQuestion, ...], setup: Setup, valid: int, weighted: str, say: Words) -> str:
    named = _with_largest(profiles, setup)
    if not named:
        return say("headline_plain", n=valid)
    top = largest(named[0])
    return say(
        "headline",
        n=valid,
        question=called(setup, named[0].question),
        answer=top.answer,
        top=top.n,
        percent=top.percent,
        weighted=weighted,
    )


def _cards(
    profiles: tuple[ProfileQuestion, ...], setup: Setup, size: SampleSize, weighted: str, say: Words
) -> tuple[Card, ...]:
    cards = [Card(say("card.valid"), say.show(size.n, Format.INTEGER))]
    if size.margin_of_error is not None:
        margin = say("card.margin_value", margin=size.margin_of_error)
        cards.append(Card(say("card.margin"), margin, note=say("card.margin_note")))
    for question in _with_largest(profiles, setup)[:2]:
        top = largest(question)
        cards.append(
            Card(
                called(setup, question.question),
                top.answer,
                note=say("card.share", n=top.n, percent=top.percent, weighted=weighted),
            )
        )
    return tuple(cards)


def _margin_sentences(size: SampleSize, say: Words) -> tuple[str, ...]:
    if size.margin_of_error is None:
        return ()
    key = "margin" if size.population is None else "margin_population"
    told = [say(key, n=size.n, margin=size.margin_of_error, population=size.population)]
    if size.effective < size.n - 0.5:
        told.append(say("margin_effective", effective=size.effective))
    if size.needed is not None:
        enough = "needed_met" if size.margin_of_error <= WANTED_MARGIN else "needed"
        told.append(say(enough, margin=WANTED_MARGIN, needed=size.needed))
    return (paragraph(told, say.text),)


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


def _multiple_sentence(question: MultipleQuestion, setup: Setup, say: Words) -> str:
    ranked = sorted(question.answers, key=lambda answer: -answer.n)
    shares = say.text.join(
        say("multiple.share", answer=answer.answer, n=answer.n, percent=answer.percent_of_respondents)
        for answer in ranked[:3]
    )
    return say("multiple.sentence", question=asked(setup, question.question), n=question.n, shares=shares)


def _ranking_sentence(question: RankingQuestion, say: Words) -> str:
    top = question.options[0]
    return say(
        "ranking.sentence",
        question=question.question,
        n=question.n,
        option=top.option,
        score=top.score,
        rank=top.mean_rank,
        first=top.first,
        percent=top.first_percent,
    )


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
            bars = tuple(
                Bar(answer.answer, answer.valid_percent, note=say.common("rest_on", n=answer.n))
                for answer in profile.answers
            )
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
                    say("figure.multiple", question=asked(setup, question.question), n=question.n),
                    _multiple_sentence(question, setup, say),
                    BarChart(
                        tuple(
                            Bar(each.answer, each.percent_of_respondents, note=say.common("rest_on", n=each.n))
                            for each in ranked
                        ),
                        say("figure.multiple_unit"),
                        Format.PERCENT,
                    ),
                )
            )
    return tuple(figures)


def _size_grid(size: SampleSize, say: Words) -> Grid:
    return Grid(
        "sample.size",
        say("grid.size"),
        (
            GridColumn(say("card.valid"), Format.INTEGER),
            GridColumn(say("column.effective"), Format.SCORE),
            GridColumn(say("column.population"), Format.INTEGER),
            GridColumn(say("column.margin"), Format.SCORE, strong=True),
        ),
        ((size.n, size.effective, size.population, size.margin_of_error),),
        more=True,
    )


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


def _multiple_grid(number: int, question: MultipleQuestion, setup: Setup, say: Words) -> Grid:
    responses = sum(answer.n for answer in question.answers)
    rows: list[tuple[str | int | float | None, ...]] = [
        (answer.answer, answer.n, answer.percent_of_respondents, answer.percent_of_responses)
        for answer in question.answers
    ]
    if question.n and responses:
        rows.append((say.common("total"), responses, 100.0 * responses / question.n, 100.0))
    return Grid(
        f"sample.multiple.{number}",
        asked(setup, question.question),
        (
            GridColumn(say("column.option")),
            GridColumn(say("column.times"), Format.INTEGER),
            GridColumn(say("column.of_respondents"), Format.PERCENT, strong=True),
            GridColumn(say("column.of_responses"), Format.PERCENT),
        ),
        tuple(rows),
        notes=(say("note.multiple", n=question.n, missing=question.missing), *_skipped(question.skipped, say)),
    )


def _skipped(n: int, say: Words) -> tuple[str, ...]:
    return (say("note.skipped", n=n),) if n else ()


def _ranking_grid(number: int, question: RankingQuestion, say: Words) -> Grid:
    return Grid(
        f"sample.ranking.{number}",
        question.question,
        (
            GridColumn(say("column.option")),
            GridColumn(say("column.ranked"), Format.INTEGER),
            GridColumn(say("column.first"), Format.INTEGER),
            GridColumn(say("column.first_percent"), Format.PERCENT),
            GridColumn(say("column.mean_rank"), Format.MEAN),
            GridColumn(say("column.rank_score"), Format.MEAN, strong=True),
        ),
        tuple(
            (each.option, each.n, each.first, each.first_percent, each.mean_rank, each.score)
            for each in question.options
        ),
        notes=(say("note.ranking", n=question.n, missing=question.missing), *_skipped(question.skipped, say)),
    )
