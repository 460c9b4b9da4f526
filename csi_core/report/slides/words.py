"""What the slides are told from, and how: names that fit a title, sentences to be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from csi_core.report.lines import em, first_sentence
from csi_core.report.model import Bullets, Figure, Section, Slide, SlideBlock
from csi_core.report.sections.parts import paragraph
from csi_core.report.sections.scores import ranked
from csi_core.results import Results, Score
from csi_core.setup import Setup
from csi_core.text import Text

#: A name in a title is cut to this width, in multiples of the type size.
SHORT = 18.0

#: Sentences beside a chart.
BESIDE = 3

#: What is said at one slide: about so many English words, a Chinese character being worth a part of one.
SAID = 85.0
LONGER = 20.0
CHARACTER = 0.6

_WORDS = re.compile(r"[\u2e80-\u9fff]|[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+")


@dataclass(frozen=True, slots=True)
class Story:
    """The sections the report holds, its title, purpose, conclusions and recommendations."""

    results: Results
    setup: Setup
    sections: Mapping[str, Section]
    title: str
    purpose: str
    conclusions: Sequence[str]
    recommendations: Sequence[str]
    text: Text

    @property
    def n(self) -> int:
        return self.results.responses.valid


def short(name: str, most: float = SHORT) -> str:
    """A name cut to the width a title has for it.

    >>> short("Hot water"), short("How satisfied are you with the cleanliness of the washrooms")
    ('Hot water', 'How satisfied are you with the cle…')
    """
    name = " ".join(name.split())
    if em(name) <= most:
        return name
    while em(name) > most - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"


def slide(
    story: Story, kind: str, title: str, blocks: Iterable[SlideBlock], told: Iterable[str], **values: object
) -> Slide:
    """A slide of one kind: `told` is said between the words that open and close slides of its kind."""
    before, after = (story.text(f"slides.say.{kind}.{part}", **values) for part in ("before", "after"))
    room, title = SAID - spoken(before + after), title.rstrip("。.")
    said = _some(told, room) or _some((story.text("slides.said", sentence=title),), room)
    return Slide(title, tuple(blocks), (paragraph((before, *said), story.text), after))


def spoken(words: str) -> float:
    """How long it takes to say a text, in English words.

    >>> spoken("one two three"), spoken("满意度 3.5 分")
    (3.0, 3.4)
    """
    return sum(CHARACTER if word >= "\u2e80" else 1.0 for word in _WORDS.findall(words))


def _some(sentences: Iterable[str], most: float) -> list[str]:
    """The first sentences that can be said within `most`, or how they begin; the first of all may be longer."""
    said: list[str] = []
    for words in sentences:
        room = most - sum(map(spoken, said)) + (0.0 if said else LONGER)
        sentence = next((each for each in (words, first_sentence(words)) if spoken(each) <= room), None)
        if sentence is None:
            break
        said.append(sentence)
    return said


def beside(sentences: Sequence[str]) -> tuple[Bullets, ...]:
    told = tuple(sentence for sentence in sentences if sentence)[:BESIDE]
    return (Bullets(told),) if told else ()


def meaning(section: Section) -> tuple[str, ...]:
    """What the results say here, without the general questions before."""
    return tuple(answer for _, answer in section.explanation[2:3])


def ends_apart(scores: Mapping[str, Score]) -> bool:
    """Whether the highest and the lowest score differ by more than chance: their intervals do not meet."""
    best, *_, worst = ranked(scores)
    high, low = scores[best].ci, scores[worst].ci
    return high is not None and low is not None and high[0] > low[1]


def figure_of(section: Section | None, key: str) -> Figure | None:
    return None if section is None else next((figure for figure in section.figures if figure.key == key), None)
