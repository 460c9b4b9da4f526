"""Results + setup + the user's own words → the whole report, in the order a course or a customer expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from csi_core.report.conclusions import conclusions, recommendations
from csi_core.report.mentions import Names, headline, known, named, others, with_mention
from csi_core.report.methods import Method, references, used
from csi_core.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Grid,
    GridColumn,
    Heading,
    Paragraph,
    Report,
    Section,
    Tone,
)
from csi_core.report.recount import recount
from csi_core.report.sections import SECTIONS, missing
from csi_core.report.sections.cleaning import valid_rate
from csi_core.report.sections.parts import called
from csi_core.report.slides import Story, slides
from csi_core.report.summary import summary
from csi_core.results import Results
from csi_core.scale import explain_scale
from csi_core.setup import SCALED, ColumnSetup, Role, Setup
from csi_core.text import Text

#: What a section is about: it is told as impossible where these were asked, and left out where they were not.
_ASKED = {
    "sample": (Role.PROFILE, Role.WAVE, Role.MULTIPLE),
    "validity": (Role.ITEM,),
    "confirmatory": (Role.ITEM,),
    "reliability": (Role.ITEM,),
    "items": tuple(SCALED),
    "groups": tuple(SCALED),
    "scores": (Role.ITEM,),
    "waves": (Role.WAVE,),
    "loyalty": (Role.RECOMMEND,),
    "kano": (Role.KANO,),
}

#: Columns that are no question of the questionnaire.
_NO_QUESTION = (Role.ID, Role.TIME, Role.DURATION, Role.PRIVATE, Role.IGNORE, Role.WEIGHT)

#: Sources of each method in the printed references; the workbook holds all.
CITED = 2

#: The shared section that stands in the introduction and the appendix, not among the analyses.
_CLEANING = "cleaning"


#: The table of the questions as they were asked.
_QUESTIONS = "questionnaire.columns"


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """The user's own part of a report; None: as proposed. comments: section → words; leave_out: sections."""

    title: str | None = None
    authors: str = ""
    organisation: str = ""
    logo: bytes | None = None
    date: str = ""
    purpose: str | None = None
    background: str | None = None
    conclusions: tuple[str, ...] | None = None
    recommendations: tuple[str, ...] | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()
    patterns: bool = False


def default_title(setup: Setup, text: Text) -> str:
    return setup.title or text("report.title")


def default_purpose(text: Text) -> str:
    return text("report.purpose")


def build(results: Results, setup: Setup, choices: ReportChoices, text: Text) -> Report:
    """The report: introduction, analyses, conclusions and recommendations, appendix.

    Sections without data are left out; those the questionnaire asked for but the data cannot support say why.
    """
    sections = {
        key: replace(section, remarks=_remarks(choices.comments.get(key, ""), text))
        for key, make in SECTIONS.items()
        if key not in choices.leave_out and (section := make(results, setup, text)) is not None
    }
    told = {
        "conclusions": conclusions(results, setup, text) if choices.conclusions is None else choices.conclusions,
        "recommendations": (
            recommendations(results, setup, text) if choices.recommendations is None else choices.recommendations
        ),
    }

    def blocks(names: Names) -> tuple[Block, ...]:
        headings = _Headings(text)
        return (
            *_introduction(results, setup, choices, sections, headings, names, text),
            *_analyses(results, setup, choices, sections, headings, names, text),
            *_findings(told, headings),
            *_appendix(results, setup, sections, headings, text),
        )

    return Report(
        language=text.language,
        title=choices.title or default_title(setup, text),
        subtitle=text("report.subtitle", n=results.responses.valid),
        authors=choices.authors,
        date=choices.date,
        sheets=(
            *((key, section.title) for key, section in sections.items() if section.grids),
            ("questionnaire", text("report.questionnaire")),
            ("methods", text("report.part.methods")),
        ),
        blocks=blocks(named(blocks({}), text)),
        slides=slides(
            Story(
                results,
                setup,
                sections,
                choices.title or default_title(setup, text),
                choices.purpose or default_purpose(text),
                **told,
                text=text,
            )
        ),
        summary=summary(results, setup, sections, told["recommendations"], text),
        recount=recount(results, setup, text) if "items" in sections else None,
        organisation=choices.organisation,
        logo=choices.logo,
        patterns=choices.patterns,
        remarks=tuple((key, section.remarks) for key, section in sections.items() if section.remarks),
    )


def _remarks(comment: str, text: Text) -> tuple[str, ...]:
    """The author's comment on a section, a sentence a line, marked as the author's."""
    lines = [line.strip() for line in comment.splitlines() if line.strip()]
    return (text("report.remark", words=lines[0]), *lines[1:]) if lines else ()


class _Headings:
    """Chapters and their parts, numbered as they come."""

    def __init__(self, text: Text) -> None:
        self._text, self._chapter, self._part = text, 0, 0

    def chapter(self, key: str) -> Heading:
        self._chapter, self._part = self._chapter + 1, 0
        title = self._text(f"report.chapter.{key}")
        return Heading(1, self._text("report.numbered", number=self._chapter, title=title))

    def part(self, key: str) -> Heading:
        return self.titled(self._text(f"report.part.{key}"))

    def titled(self, title: str) -> Heading:
        self._part += 1
        return Heading(2, self._text("report.numbered", number=f"{self._chapter}.{self._part}", title=title))


def _introduction(
    results: Results,
    setup: Setup,
    choices: ReportChoices,
    sections: Mapping[str, Section],
    headings: _Headings,
    names: Names,
    text: Text,
) -> Iterator[Block]:
    yield headings.chapter("introduction")
    yield headings.part("purpose")
    yield from _paragraphs(choices.purpose or default_purpose(text))
    if choices.background:
        yield headings.part("background")
        yield from _paragraphs(choices.background)
    yield headings.part("content")
    content = text("report.content", parts=_asked_for(setup, text))
    yield with_mention(content, [(Grid, _QUESTIONS)], names, text)
    parts = [
        text("report.dimension", dimension=name, n=len(items), items=[called(setup, item) for item in items])
        for name, items in setup.dimensions().items()
    ]
    apart = [column.name for column in setup.of(*SCALED) if column.dimension is None]
    if parts and apart:
        parts.append(text("report.no_dimension", n=len(apart), items=[called(setup, name) for name in apart]))
    features = list(dict.fromkeys(column.feature for column in setup.of(Role.KANO) if column.feature))
    if features:
        parts.append(text("report.features", n=len(features), features=features))
    if parts:
        yield Bullets(tuple(parts))
    yield headings.part("sample")
    counts = results.responses
    cleaning = sections.get(_CLEANING)
    if cleaning is None:
        yield Paragraph(
            text("conclusions.sample", returned=counts.returned, valid=counts.valid, rate=valid_rate(counts))
        )
    else:
        yield with_mention(cleaning.headline, known(cleaning.grids), names, text)
        for finding in cleaning.findings:
            yield Paragraph(finding)
        yield from cleaning.warnings
        yield from _told(cleaning.remarks)


def _asked_for(setup: Setup, text: Text) -> tuple[str, ...]:
    """How many questions of each kind the questionnaire has; a feature is asked twice, a choice of several once."""
    counts = {
        "scaled": len(setup.of(*SCALED)),
        "profile": len(setup.of(Role.PROFILE)),
        "multiple": len({column.question or column.name for column in setup.of(Role.MULTIPLE)}),
        "kano": len({column.feature for column in setup.of(Role.KANO)}),
        "open": len(setup.of(Role.OPEN)),
    }
    return tuple(text(f"report.asked.{kind}", n=n) for kind, n in counts.items() if n)


def _analyses(
    results: Results,
    setup: Setup,
    choices: ReportChoices,
    sections: Mapping[str, Section],
    headings: _Headings,
    names: Names,
    text: Text,
) -> Iterator[Block]:
    yield headings.chapter("analysis")
    for key in SECTIONS:
        if key == _CLEANING or key in choices.leave_out:
            continue
        section = sections.get(key)
        if section is None and not asked(key, setup):
            continue
        yield headings.titled(section.title if section else text(f"section.{key}.title"))
        if section is None:
            for sentence in missing(results, key, text):
                yield Callout(sentence, Tone.NEUTRAL)
            yield from _told(_remarks(choices.comments.get(key, ""), text))
        else:
            yield from _section(section, names, text)


def asked(key: str, setup: Setup) -> bool:
    """Whether the questionnaire asks for an analysis; one of dimensions is asked for by having some."""
    if key == _CLEANING:
        return True
    return bool(setup.of(*_ASKED[key])) and (key != "confirmatory" or bool(setup.dimensions()))


def _section(section: Section, names: Names, text: Text) -> Iterator[Block]:
    """A section on paper, without the next step of the analysis: what to do is among the recommendations."""
    yield replace(headline(section, names, text), strong=True)
    for finding in section.findings:
        yield Paragraph(finding)
    yield from section.warnings
    yield from others(section, names, text)
    yield from (figure for figure in section.figures if not (figure.more or figure.screen))
    yield from (grid for grid in section.grids if not (grid.more or grid.workbook))
    to_do = text("section.common.question.do")
    yield from (Paragraph(answer) for question, answer in section.explanation[2:] if question != to_do)
    yield from _told(section.remarks)


def _told(remarks: tuple[str, ...]) -> Iterator[Block]:
    for remark in remarks:
        yield Callout(remark, Tone.NEUTRAL)


def _findings(told: Mapping[str, tuple[str, ...]], headings: _Headings) -> Iterator[Block]:
    if not any(told.values()):
        return
    yield headings.chapter("conclusions")
    for key, sentences in told.items():
        if sentences:
            yield headings.part(key)
            yield Bullets(sentences)


def _appendix(
    results: Results, setup: Setup, sections: Mapping[str, Section], headings: _Headings, text: Text
) -> Iterator[Block]:
    yield headings.chapter("appendix")
    yield headings.part("methods")
    told = used(sections, results, setup, text)
    brief = [each for of_section in told.values() for each in of_section if text.has(f"brief.{each.key}")]
    cited = references(brief, most=CITED)
    yield Paragraph(text("report.methods_note"))
    yield Bullets(
        tuple(
            text(
                "report.method",
                title=each.title,
                reference=", ".join(str(cited.index(source) + 1) for source in each.sources[:CITED]),
                brief=text(f"brief.{each.key}"),
            )
            for each in brief
        ),
        small=True,
    )
    yield Heading(3, text("report.part.references"))
    yield Bullets(
        tuple(text("report.source", number=n, source=source) for n, source in enumerate(cited, 1)), small=True
    )
    yield headings.part("questionnaire")
    yield _questionnaire(results, setup, text)
    cleaning = sections.get(_CLEANING)
    if cleaning is not None and cleaning.grids:
        yield headings.part("cleaning")
        yield from (grid for grid in cleaning.grids if not grid.workbook)
    more = [(section.title, block) for section in sections.values() for block in _expert(section)]
    long = [block for _, block in more if isinstance(block, Grid) and block.workbook]
    printed = [(title, block) for title, block in more if block not in long and not block.key.startswith(_CLEANING)]
    if printed:
        yield headings.part("tables")
    title_before = ""
    for title, block in printed:
        if title != title_before:
            yield Heading(3, title)
        title_before = title
        yield block
    # Last, so that the numbers of the printed tables have no gap.
    long.append(_methods(told, text))
    yield Paragraph(text("report.workbook", n=len(long)))
    yield from long


def _methods(told: Mapping[str, tuple[Method, ...]], text: Text) -> Grid:
    """Every method whole: too much for paper."""
    return Grid(
        "methods.all",
        text("report.part.methods"),
        tuple(
            GridColumn(text(f"report.column.{name}"))
            for name in ("method", "answers_what", "how", "read", "limits", "elsewhere", "sources")
        ),
        tuple(
            (each.title, each.question, each.how, each.read, each.limits, each.elsewhere, "\n".join(each.sources))
            for of_section in told.values()
            for each in of_section
        ),
        more=True,
        workbook=True,
    )


def _expert(section: Section) -> Iterator[Figure | Grid]:
    """What stands in the appendix."""
    yield from (figure for figure in section.figures if figure.more and not figure.screen)
    yield from (grid for grid in section.grids if grid.more or grid.workbook)


def _questionnaire(results: Results, setup: Setup, text: Text) -> Grid:
    given = {each.question: [answer.answer for answer in each.answers] for each in results.sample or ()}
    given |= {each.question: [answer.answer for answer in each.answers] for each in results.multiple or ()}
    asked = [column for column in setup.columns if column.role not in _NO_QUESTION]
    answers = [text("report.answer_separator").join(_answers(column, given, text)) for column in asked]
    same = [bool(above) and above == own for above, own in zip(["", *answers], answers, strict=False)]
    return Grid(
        _QUESTIONS,
        text("report.questionnaire"),
        tuple(GridColumn(text(f"report.column.{name}")) for name in ("question", "role", "dimension", "answers")),
        tuple(
            (
                called(setup, column.name),
                text.word(column.role),
                column.dimension or column.feature or column.question or "",
                text("report.same_answers") if repeated else own,
            )
            for column, own, repeated in zip(asked, answers, same, strict=True)
        ),
        notes=(text("report.questionnaire_note"),),
    )


def _answers(column: ColumnSetup, given: Mapping[str, list[str]], text: Text) -> list[str]:
    """Each answer as asked; of a scale its code, words and points; where the setup has none, the answers given."""
    if column.role in SCALED:
        return [
            text("report.scale_answer" if words else "report.scale_code", code=code, words=words, points=points)
            for words, code, points in explain_scale(column)
        ]
    if column.role is Role.KANO:
        return [f"{answer}" for answer in (column.answers or {})]
    if column.option is not None:
        return [column.option]
    asked = [str(label) for label in dict.fromkeys((column.answers or {}).values())]
    return asked or given.get(column.question or column.name, [])


def _paragraphs(words: str) -> Iterator[Paragraph]:
    for line in words.splitlines():
        if line.strip():
            yield Paragraph(line.strip())
