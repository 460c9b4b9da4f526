"""Every method is explained whole in both languages and cites what it rests on."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from csi_core.report.methods import METHODS, method, references
from csi_core.report.sections import SECTIONS
from csi_core.text import LANGUAGES, Text, catalogue

KEYS = list(chain.from_iterable(METHODS.values()))


def test_every_section_has_its_methods_and_every_method_one_place() -> None:
    assert METHODS.keys() >= SECTIONS.keys()
    assert len(KEYS) == len(set(KEYS))


def test_no_method_is_written_that_no_page_shows() -> None:
    assert {key.split(".")[1] for key in catalogue("zh") if key.startswith("method.")} == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_method_names_its_sources_with_author_and_year_the_same_in_both_languages(key: str) -> None:
    chinese, english = (method(key, Text(language)) for language in LANGUAGES)
    assert chinese.sources == english.sources
    assert chinese.sources
    for source in chinese.sources:
        assert re.search(r"\(?(1[89]|20)\d\d", source), source


def test_a_source_cited_twice_is_listed_once() -> None:
    told = method("careless_answers", Text("zh"))
    assert references([told, told]) == told.sources
