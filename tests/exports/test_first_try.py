"""A file exported by a survey tool is read right at the first try: how many columns a person would have to correct."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from csi_core.propose import propose
from csi_core.read import read
from csi_core.read.table import Table
from csi_core.responses import Responses, encode
from csi_core.setup import Role, Setup
from tests.exports import layouts
from tests.exports.layouts import Export
from tests.exports.survey import EN, ZH, Words, people

PEOPLE = people()
FILES = {
    "wenjuanxing text xlsx": (layouts.wenjuanxing(), "xlsx", ZH),
    "wenjuanxing text xls": (layouts.wenjuanxing(), "xls", ZH),
    "wenjuanxing text csv": (layouts.wenjuanxing(), "csv", ZH),
    "wenjuanxing text, matrix by number": (layouts.wenjuanxing(numbered_matrix=False), "xlsx", ZH),
    "tencent_survey": (layouts.tencent_survey(), "csv", ZH),
    "tencent_survey of 2021": (layouts.tencent_survey(lettered=False), "csv", ZH),
    "tencent_docs": (layouts.tencent_docs(), "xlsx", ZH),
    "wenjuan": (layouts.wenjuan(), "csv gb18030", ZH),
    "credamo": (layouts.credamo(), "csv", ZH),
    "google_forms": (layouts.google_forms(), "csv", EN),
    "google_forms zh": (layouts.google_forms(ZH), "xlsx", ZH),
    "microsoft_forms": (layouts.microsoft_forms(), "xlsx", EN),
    "microsoft_forms zh": (layouts.microsoft_forms(ZH), "xlsx", ZH),
    "qualtrics": (layouts.qualtrics(), "csv", EN),
    "surveymonkey": (layouts.surveymonkey(), "csv", EN),
    "limesurvey": (layouts.limesurvey(), "csv", EN),
    "spss": (layouts.spss(), "sav", ZH),
}


def written(export: Export, kind: str) -> bytes:
    match kind:
        case "xlsx":
            return export.xlsx()
        case "xls":
            return export.xls()
        case "sav":
            return layouts.sav(export)
        case "csv gb18030":
            return export.csv("gb18030")
        case _:
            return export.csv()


def corrections(table: Table, setup: Setup, keys: list[str], words: Words, *, labels: bool = True) -> list[str]:
    """The columns whose reading is not what their respondents meant, with what is wrong."""
    assert len(table.columns) == len(keys), [column.name for column in table.columns]
    responses = encode(table, setup)
    meant = expected(words)
    wrong = []
    for column, key in zip(table.columns, keys, strict=True):
        found = setup.column(column.name)
        role = key if key in set(Role) else ROLES.get(key.split(":")[0], Role.ITEM)
        if column.cells.notna().sum() == 0:
            continue
        if found.role != role:
            wrong.append(f"{column.name}: {found.role} instead of {role}")
        elif key.startswith("ranking"):
            frame = responses.rankings[found.question or found.name]
            for position in range(len(words.ranking[1])) if key == "ranking" else [int(key.split(":")[1])]:
                ranks = frame[words.ranking[1][position]].tolist()
                assert ranks == [person.ranking.index(position) + 1 for person in PEOPLE]
        elif key in meant or key.startswith("places:"):
            got = result(responses, column.name, key, words)
            want = meant[key] if key in meant else meant["places"][key.removeprefix("places:")]
            if labels or found.role is not Role.PROFILE:
                same = np.array_equal(np.asarray(got, dtype=object), np.asarray(want, dtype=object))
                wrong += [] if same else [f"{column.name}: {list(got)[:8]} instead of {list(want)[:8]}"]
    return wrong


ROLES = {
    "gender": Role.PROFILE,
    "grade": Role.PROFILE,
    "places": Role.MULTIPLE,
    "overall": Role.OVERALL,
    "recommend": Role.RECOMMEND,
    "ranking": Role.RANKING,
    "functional": Role.KANO,
    "dysfunctional": Role.KANO,
}


def expected(words: Words) -> Mapping[str, object]:
    """What every question's column means, row by row; -1 stands for no answer."""
    grades = [*words.grade[1], words.grade[2]]
    options = [*words.places[1], words.places[2]]
    found: dict[str, object] = {
        key: [rating if isinstance(rating, int) else -1 for rating in (person.ratings[key] for person in PEOPLE)]
        for key in PEOPLE[0].ratings
    }
    found["gender"] = ["" if person.gender is None else words.gender[1][person.gender] for person in PEOPLE]
    found["grade"] = [grades[person.grade] for person in PEOPLE]
    found["recommend"] = [person.recommend for person in PEOPLE]
    found["places"] = {
        str(position): [position in person.places for person in PEOPLE] for position in range(len(options))
    }
    for side, key in enumerate(("functional", "dysfunctional")):
        found[key] = [person.kano[side] for person in PEOPLE]
    return found


def result(responses: Responses, name: str, key: str, words: Words) -> object:
    column = responses.setup.column(name)
    match column.role:
        case Role.PROFILE:
            return responses.profiles[name].fillna("").tolist()
        case Role.MULTIPLE:
            frame = responses.multiple[column.question or name].reindex(responses.ratings.index, fill_value=False)
            options = [*words.places[1], words.places[2]]
            if ":" in key:
                return frame[options[int(key.split(":")[1])]].tolist()
            assert list(frame.columns.sort_values()) == sorted(options), list(frame.columns)
            return {str(at): frame[option].tolist() for at, option in enumerate(options)}
        case Role.KANO:
            assert column.feature is not None
            frame = responses.kano[column.feature]
            return frame[key].astype(int).tolist()
        case _:
            return responses.ratings[name].fillna(-1).astype(int).tolist()


#: What no export without texts can tell: which option a position is. The app asks for these.
KANO_CODES = {"functional", "dysfunctional"}
RATED = set(PEOPLE[0].ratings)


@pytest.mark.parametrize(
    ("form", "wrong", "asked"),
    [("scores", set(), KANO_CODES), ("positions", {"overall"}, KANO_CODES | RATED)],
)
def test_numbers_without_texts_are_right_but_for_what_is_asked(form: str, wrong: set[str], asked: set[str]) -> None:
    """The list of "overall" begins with the best answer, which positions cannot tell: the direction is asked for."""
    export = layouts.wenjuanxing(form)
    table = read(export.xlsx(), "export")
    assert (table.layout, table.form) == ("wenjuanxing", form)
    proposal = propose(table)
    keys = dict(zip([column.name for column in table.columns], export.keys, strict=True))
    found = corrections(table, proposal.setup, export.keys, ZH, labels=False)
    assert {keys[line.split(": ")[0]] for line in found} == wrong
    assert {keys[name] for name, sure in proposal.sure.items() if not sure} == asked


@pytest.mark.parametrize("file", FILES)
def test_an_export_needs_no_correction(file: str) -> None:
    export, kind, words = FILES[file]
    table = read(written(export, kind), "export")
    assert table.layout == file.split()[0]
    assert table.n_rows == len(PEOPLE)
    proposal = propose(table)
    assert corrections(table, proposal.setup, export.keys, words) == []
    assert [name for name, sure in proposal.sure.items() if not sure] == []


CODED = {
    "credamo": (layouts.credamo(coded=True), ZH),
    "qualtrics": (layouts.qualtrics(coded=True), EN),
    "surveymonkey": (layouts.surveymonkey(coded=True), EN),
    "limesurvey": (layouts.limesurvey(coded=True), EN),
}


@pytest.mark.parametrize("layout", CODED)
def test_codes_are_read_as_the_texts_are_and_what_they_cannot_tell_is_asked(layout: str) -> None:
    """Which end of a scale of codes is good nothing tells; 0–10 tells itself."""
    export, words = CODED[layout]
    table = read(export.csv(), "export.csv")
    assert table.layout == layout
    proposal = propose(table)
    keys = dict(zip([column.name for column in table.columns], export.keys, strict=True))
    found = corrections(table, proposal.setup, export.keys, words, labels=False)
    assert found == []
    assert {keys[name] for name, sure in proposal.sure.items() if not sure} == KANO_CODES | RATED


@pytest.mark.parametrize("with_list", [False, True])
def test_both_tables_of_wenjuan_give_an_exact_code_book(with_list: bool) -> None:
    texts, codes = layouts.wenjuan(), layouts.wenjuan("positions")
    alone = read(codes.csv("gb18030"), "codes.csv")
    assert (alone.layout, alone.form) == ("wenjuan", "positions")
    files = {"readable.csv": texts.csv("gb18030"), "original.csv": codes.csv("gb18030")}
    if with_list:
        files["code.csv"] = layouts.WENJUAN_CODES
    table = read(layouts.archive(files), "all.zip")
    assert table.form == "labelled"
    proposal = propose(table)
    assert corrections(table, proposal.setup, codes.keys, ZH) == []
    assert all(proposal.sure.values())
