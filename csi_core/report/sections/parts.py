"""What the sections share: how a question is called, the tone of a grade, the shape of an explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csi_core.report.format import show
from csi_core.report.model import Callout, Cell, Format, Tone
from csi_core.results import Interval, Note, Results
from csi_core.setup import Setup
from csi_core.text import Text
from csi_core.thresholds import Grade, Level, level

#: A column name that is a questionnaire's own number of the question: A6, Q12, B3_1.
_NUMBERED = re.compile(r"[A-Za-z]{1,3}[0-9]{1,3}(_[0-9]{1,2})?")

_GRADE_TONES = {
    Grade.VERY_GOOD: Tone.GOOD,
    Grade.GOOD: Tone.GOOD,
    Grade.ACCEPTABLE: Tone.FAIR,
    Grade.POOR: Tone.POOR,
    Grade.REVISE: Tone.POOR,
}

_LEVEL_TONES = {
    Level.VERY_HIGH: Tone.GOOD,
    Level.HIGH: Tone.GOOD,
    Level.FAIR: Tone.FAIR,
    Level.LOW: Tone.POOR,
    Level.VERY_LOW: Tone.POOR,
}

#: The sections whose notes are told in another one's place.
NOTE_SECTIONS = {
    "cleaning": ("responses", "cleaning"),
    "sample": ("sample", "multiple", "weighting"),
    "groups": ("correlations", "crosstabs", "compare"),
}


def called(setup: Setup, name: str) -> str:
    """What a reader is shown for a column: its title, after the question's number where the name is one.

    >>> from csi_core.setup import ColumnSetup, Role
    >>> called(Setup(columns=(ColumnSetup("A6", Role.ITEM, label="Corridor light"),)), "A6")
    'A6 Corridor light'
    """
    column = setup.column(name)
    if _NUMBERED.fullmatch(name) and not column.title.upper().startswith(name.upper()):
        return f"{name} {column.title}"
    return column.title


def tone_of_grade(grade: Grade) -> Tone:
    return _GRADE_TONES[grade]


def level_of(score: float, setup: Setup) -> Level:
    """How high a score is by the setup's own bands."""
    return level(score, setup.scoring.bands)


def tone_of_score(score: float, setup: Setup) -> Tone:
    return _LEVEL_TONES[level_of(score, setup)]


def between(interval: Interval | None, style: Format, text: Text) -> str:
    """A 95 % interval as words: `0.862 to 0.915`; the dash where there is none."""
    if interval is None:
        return text("text.missing")
    low, high = interval
    return text("section.common.between", low=show(low, style, text), high=show(high, style, text))


def low_high(interval: Interval | None) -> tuple[float | None, float | None]:
    """The two cells of an interval in a grid."""
    return (None, None) if interval is None else interval


def paragraph(sentences: Iterable[str], text: Text) -> str:
    """Sentences as one paragraph: Chinese ones stand close, English ones are set apart."""
    return text("section.common.sentence_separator").join(sentence for sentence in sentences if sentence)


def explanation(
    key: str, text: Text, here: Iterable[str], do: Iterable[str], **values: object
) -> tuple[tuple[str, str], ...]:
    """The four questions of a section; the first two are answered by the catalogue (with `values`), the others by the
    results."""
    answers = (
        ("what", text(f"section.{key}.what", **values)),
        ("read", text(f"section.{key}.read", **values)),
        ("here", paragraph(here, text)),
        ("do", paragraph(do, text)),
    )
    return tuple((text(f"section.common.question.{question}"), answer) for question, answer in answers if answer)


def notes_of(results: Results, key: str) -> tuple[Note, ...]:
    """The notes to be told in section `key`."""
    sections = NOTE_SECTIONS.get(key, (key,))
    return tuple(note for note in results.notes if note.section in sections)


def sentence(note: Note, text: Text) -> str:
    return text(f"problem.{note.code}", **note.values)


def missing(results: Results, key: str, text: Text) -> tuple[str, ...]:
    """Why section `key` is not there, in sentences; a general one where no note says it."""
    told = tuple(dict.fromkeys(sentence(note, text) for note in notes_of(results, key)))
    return told or (text("section.common.missing"),)


def callouts(notes: Iterable[Note], text: Text) -> tuple[Callout, ...]:
    """Notes of a section that is there, each once."""
    return tuple(Callout(words, Tone.NEUTRAL) for words in dict.fromkeys(sentence(note, text) for note in notes))


class Words:
    """The phrases of one section: `Words("kano", text)("title")` is `section.kano.title`."""

    __slots__ = ("_section", "text")

    def __init__(self, section: str, text: Text) -> None:
        self._section = section
        self.text = text

    def __call__(self, key: str, **values: object) -> str:
        return self.text(f"section.{self._section}.{key}", **values)

    def common(self, key: str, **values: object) -> str:
        """A phrase all sections share."""
        return self.text(f"section.common.{key}", **values)

    def show(self, value: Cell, style: Format) -> str:
        return show(value, style, self.text)
