"""The two catalogues say the same things: same keys, same placeholders, a phrase for every problem."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

import csi_core
from csi_core.cleaning import SIGNS
from csi_core.report.sections import SECTIONS
from csi_core.setup import Best, KanoAnswer, Role, Side
from csi_core.text import Text, catalogue
from csi_core.thresholds import Adequacy, Grade, Level, Magnitude

ROOT = Path(csi_core.__file__).resolve().parents[1]
FOLDERS = ("csi_core", "csi_ui", "pages")
SOURCES = (
    *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))),
    ROOT / "streamlit_app.py",
    ROOT / "run.py",
)

#: A problem's code where it is raised or noted.
CODE = re.compile(r"""(?:DataProblem|Note)\(\s*["']([a-z_0-9]+(?:\.[a-z_0-9]+)+)["']""")


def placeholders(phrase: str) -> dict[str, set[str]]:
    """Each placeholder's formats; plurals and thousands separators count as a plain number."""
    found: dict[str, set[str]] = {}
    for _, name, specification, _ in string.Formatter().parse(phrase):
        if name is not None:
            plain = not specification or "|" in specification or specification in (",", "g")
            found.setdefault(name, set()).add("" if plain else specification)
    return found


def raised() -> Iterator[tuple[str, str]]:
    for path in SOURCES:
        if path.exists():
            for code in CODE.findall(path.read_text("utf-8")):
                yield code, path.name


def test_both_languages_hold_the_same_keys() -> None:
    assert catalogue("zh").keys() - catalogue("en").keys() == set()
    assert catalogue("en").keys() - catalogue("zh").keys() == set()


def test_both_languages_use_the_same_placeholders_in_the_same_format() -> None:
    differing = {
        key: (placeholders(phrase), placeholders(catalogue("en")[key]))
        for key, phrase in catalogue("zh").items()
        if placeholders(phrase) != placeholders(catalogue("en")[key])
    }
    assert differing == {}


def test_every_problem_and_note_has_a_phrase() -> None:
    assert sorted({code for code, _ in raised() if f"problem.{code}" not in catalogue("en")}) == []


@pytest.mark.parametrize("kind", [Adequacy, Grade, Level, Magnitude, Role, Best, Side, KanoAnswer])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_member_of_an_enum_a_reader_sees_has_a_word(kind: type[Enum], language: str) -> None:
    assert all(Text(language).word(member) for member in kind)


@pytest.mark.parametrize("code", [*SIGNS, "min_seconds", "max_missing", "min_signs", "remove_rows"])
def test_every_reason_for_a_suspicious_row_has_a_phrase(code: str) -> None:
    assert Text("zh").has(f"reason.{code}")
    assert Text("en").has(f"reason.{code}")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_part_of_the_report_has_a_name_to_choose_it_by(section: str) -> None:
    assert all(Text(language).has(f"ui.frame.step.{section}") for language in ("zh", "en"))


def test_no_phrase_shouts_praises_or_is_left_empty() -> None:
    for language in ("zh", "en"):
        for key, phrase in catalogue(language).items():
            if not key.endswith("separator"):
                assert phrase.strip(), key
            assert "!" not in phrase, key
            assert "！" not in phrase, key


def test_chinese_prose_uses_full_width_punctuation() -> None:
    narrow = re.compile(r"[\u4e00-\u9fff][,;:?]|[,;?](?=[\u4e00-\u9fff])")
    without_values = {key: re.sub(r"\{[^{}]*\}", "", phrase) for key, phrase in catalogue("zh").items()}
    assert {key: phrase for key, phrase in without_values.items() if narrow.search(phrase)} == {}


def test_english_phrases_hold_no_chinese() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    told = {key for key, phrase in catalogue("en").items() if chinese.search(phrase)}
    assert {key for key in told if key.startswith(("section.", "report.", "conclusions.", "grade.", "level."))} == set()


def test_a_rating_question_has_one_name() -> None:
    bracketed = "（题项分析）"
    assert [
        key for key, phrase in catalogue("zh").items() if re.search("量表题|题项", phrase.replace(bracketed, ""))
    ] == []
    other = re.compile(r"\b(?:rated|scale|scaled) questions?\b|\brating items?\b")
    assert [key for key, phrase in catalogue("en").items() if other.search(phrase)] == []


def test_no_phrase_of_the_sections_is_unused() -> None:
    """A key is used where the source holds it, or a pattern `part.{…}` that fits it."""
    source = "\n".join(path.read_text("utf-8") for path in SOURCES if path.exists())
    patterns = [
        re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(found)) + "$")
        for found in set(re.findall(r'f"([\w.\-{}\[\]\' ()]+)"', source))
        if "{" in found and re.search(r"\w", re.sub(r"\{.*?\}", "", found))
    ]
    literals = set(re.findall(r'"([\w.\-]+)"', source))
    unused = []
    for key in catalogue("en"):
        if not key.startswith(("section.", "conclusions.", "report.")):
            continue
        forms = {key, *(key.split(".", cut)[-1] for cut in (1, 2, 3))}
        if not forms & literals and not any(pattern.match(form) for form in forms for pattern in patterns):
            unused.append(key)
    assert unused == []
