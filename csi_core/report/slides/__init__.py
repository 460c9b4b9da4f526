"""Results + setup → the slides: the report's story told aloud, one message a slide.

What the slides show is what the sections show, cut to what a room can read; a section this package does not know
gets a slide of its headline and its first figure. What is said stands in the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from csi_core.report.model import Section, Slide
from csi_core.report.slides.ends import appendix, asked, found, limits_told, sample, to_do, trust
from csi_core.report.slides.results import answers, groups, kano, loyalty, scores, section, waves
from csi_core.report.slides.words import Story

__all__ = ["Story", "slides"]

#: The sections that tell a result, in the order of the story: the scores come before the answers they are computed
#: from, what was found before how it came about.
_TOLD: Mapping[str, Callable[[Story, Section], Iterator[Slide]]] = MappingProxyType(
    {
        "scores": scores,
        "items": answers,
        "groups": groups,
        "waves": waves,
        "loyalty": loyalty,
        "kano": kano,
    }
)

#: Who answered and whether to trust it is told before the results, with the details in the appendix.
_BEFORE = frozenset({"sample", "cleaning", "validity", "confirmatory", "reliability"})


def slides(story: Story) -> tuple[Slide, ...]:
    """What was asked, who answered, whether to trust it, what was found, what to do, how far it goes, appendix."""
    sections = story.sections
    others = [key for key in sections if key not in _BEFORE and key not in _TOLD]
    told = [asked(story), *_remarked(sample(story), story, "sample")]
    told += _remarked([trust(story)], story, "cleaning", "validity", "confirmatory", "reliability")
    for key in (*_TOLD, *others):
        if key in sections:
            told += _remarked(_TOLD.get(key, section)(story, sections[key]), story, key)
    return (*told, *found(story), *to_do(story), limits_told(story), *appendix(story))


def _remarked(made: Iterable[Slide], story: Story, *keys: str) -> list[Slide]:
    """The slides of some sections, the author's own words on them among the last one's notes."""
    found = list(made)
    remarks = [words for key in keys if key in story.sections for words in story.sections[key].remarks]
    if found and remarks:
        found[-1] = replace(found[-1], notes=(*found[-1].notes, *remarks))
    return found
