"""Setup files: written readably, read strictly, each fault one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.errors import DataProblem
from csi_core.propose import complete, propose
from csi_core.read.table import Column, Table
from csi_core.scale import explain_scale
from csi_core.setup import (
    Best,
    Cleaning,
    ColumnSetup,
    KanoAnswer,
    KanoChoices,
    Role,
    Scale,
    Setup,
    Side,
    ValidityChoices,
    Weighting,
)
from csi_core.setup_file import from_json, to_json
from csi_core.text import Text

ITEM = {"name": "A1", "role": "item", "scale": {"min": 1, "max": 5, "best": "low"}}
FUNCTIONAL = {"name": "k1", "role": "kano", "feature": "Wi-Fi", "side": "functional", "answers": {"1": "like"}}

CONTRACT = {
    "format": "csi-setup/1",
    "title": "…",
    "language": "zh",
    "sheet": None,
    "population": None,
    "columns": [
        {
            "name": "A1",
            "role": "item",
            "label": "…",
            "dimension": "Hardware",
            "scale": {"min": 1, "max": 5, "best": "low"},
            "answers": {"非常满意": 1, "满意": 2},
            "weight": 1.0,
        },
        {"name": "gender", "role": "profile", "label": "…", "answers": {"1": "男", "2": "女"}},
        FUNCTIONAL | {"answers": {"1": "like", "2": "must", "3": "neutral", "4": "live", "5": "dislike"}},
        {"name": "Q7(3)", "role": "multiple", "question": "Q7", "option": "…"},
    ],
    "cleaning": {
        "duplicates": False,
        "straight_lining": False,
        "min_seconds": None,
        "max_missing": None,
        "min_signs": None,
        "remove_rows": [],
        "keep_rows": [],
    },
    "validity": {"extraction": "principal", "factors": "kaiser", "rotation": "varimax", "suppress": 0.4},
    "scoring": {"weights": "equal"},
    "kano": {"table": "standard"},
    "groups": ["gender"],
}


def document(*columns: Mapping[str, Any], **fields: Any) -> str:
    return json.dumps({"format": "csi-setup/1", "columns": list(columns), **fields})


def holds(found: Any, promised: Any) -> bool:
    """Whether everything promised is there, unchanged; fields may have been added."""
    if isinstance(promised, Mapping) and isinstance(found, Mapping):
        return all(name in found and holds(found[name], value) for name, value in promised.items())
    return bool(found == promised)


def test_the_setup_of_the_contract_is_read_and_written_back() -> None:
    setup = from_json(json.dumps(CONTRACT, ensure_ascii=False).encode())
    assert setup.column("A1").scale == Scale(1, 5, Best.LOW)
    assert setup.column("gender").answers == {"1": "男", "2": "女"}
    assert setup.column("k1").side is Side.FUNCTIONAL
    written = json.loads(to_json(setup))
    assert from_json(to_json(setup)) == setup
    without_weight = [
        {key: value for key, value in column.items() if key != "weight"} for column in CONTRACT["columns"]
    ]
    assert holds(written, CONTRACT | {"columns": without_weight})


def test_the_file_reads_well() -> None:
    text = to_json(Setup(columns=(ColumnSetup("甲", Role.ITEM, scale=Scale(1.0, 5.0), answers={"好": 2.0}),)))
    assert '"min": 1,' in text
    assert '"好": 2' in text
    assert "1.0" not in text
    assert "dimension" not in text


def test_a_byte_order_mark_and_everything_left_out_are_allowed() -> None:
    assert from_json('\ufeff{"format": "csi-setup/1"}'.encode()) == Setup()
    assert from_json('\ufeff{"format": "csi-setup/1"}') == Setup()


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("{", "not_json", "line 1"),
        (b"\xff\xfe\x00{", "not_utf8", "UTF-8"),
        ("[1]", "no_object", "setup"),
        ("[" * 100_000, "no_object", "setup"),
        ('{"columns": []}', "no_format", "csi-setup/1"),
        ('{"format": "csi-setup/2"}', "wrong_format", "csi-setup/2"),
        ('{"format": "csi-setup/1", "title": "a", "title": "b"}', "field_twice", "title"),
        (document(**{"titel": "x"}), "unknown_field", "titel"),
        (document(language="fr"), "unknown_value", "fr"),
        (document(validity={"factors": "many"}), "unknown_value", "many"),
        (document(validity={"factors": 2.5}), "unknown_value", "2.5"),
        (document(title=5), "wrong_kind", "title"),
        (document(columns={}), "wrong_kind", "columns"),
        (document(columns=[5]), "wrong_kind", "columns → 1"),
        (document({"name": "A1"}), "missing_field", "role"),
        (document({"role": "item"}), "missing_field", "name"),
        (document({"name": " ", "role": "item"}), "empty_name", "header"),
        (document({"name": "A1", "role": "rating"}), "unknown_role", "rating"),
        (document(ITEM | {"scales": 1}), "unknown_field", "A1"),
        (document(ITEM | {"scale": {"min": 1}}), "missing_field", "A1 → scale"),
        (document(ITEM | {"scale": {"min": "1", "max": 5}}), "wrong_kind", "A1 → scale → min"),
        (document(ITEM | {"scale": {"min": 5, "max": 5}}), "scale_order", "A1"),
        (document(ITEM | {"scale": {"min": 0, "max": 1e308}}), "scale_size", "A1"),
        (document(ITEM | {"scale": {"min": 0, "max": 1e-300}}), "scale_size", "A1"),
        (document(ITEM | {"scale": {"min": 1, "max": 5, "best": "up"}}), "unknown_value", "up"),
        (document(ITEM, ITEM), "column_twice", "A1"),
        (document(ITEM, ITEM | {"name": " A1 "}), "column_twice", "A1"),
        (document(ITEM | {"weight": 0}), "weight", "A1"),
        (document(ITEM | {"weight": 1e300}), "weight", "astronomically"),
        (document(ITEM | {"weight": True}), "wrong_kind", "A1 → weight"),
        (document(ITEM | {"answers": {"好": 6}}), "answer_outside", "6"),
        (document(ITEM | {"answers": {"好": "五"}}), "answer_no_number", "五"),
        (document(ITEM | {"answers": {"好": None}}), "wrong_kind", "A1 → answers → 好"),
        ('{"format": "csi-setup/1", "columns": [{"name": "A", "role": "item", "weight": NaN}]}', "not_finite", "NaN"),
        ('{"format": "csi-setup/1", "columns": [{"name": "A", "role": "item", "weight": 1e999}]}', "weight", "A"),
        (document({"name": "k", "role": "kano", "feature": "x"}), "kano_half", "k"),
        (document({"name": "k", "role": "kano", "side": "functional"}), "kano_half", "k"),
        (document(FUNCTIONAL, FUNCTIONAL | {"name": "k2"}), "kano_twice", "Wi-Fi"),
        (document(FUNCTIONAL | {"answers": {"1": "love"}}), "kano_answer", "love"),
        (document(ITEM, groups=["A1"]), "group_role", "rating"),
        (document(scoring={"bands": [90, 75, 75, 40]}), "bands", "90, 75, 75, 40"),
        (document(scoring={"bands": [101, 75, 60, 40]}), "bands", "101"),
        (document(scoring={"bands": [90, 75, 60]}), "wrong_kind", "scoring → bands"),
        (document(ITEM, weighting={"targets": {"A1": {"1": 1}}}), "target_role", "rating"),
        (document(weighting={"targets": {"sex": {"m": -1, "f": 2}}}), "target_share", "-1"),
        (document(weighting={"targets": {"sex": {"m": 0}}}), "target_empty", "sex"),
        (document(population=0), "out_of_limits", "population"),
        (document(cleaning={"min_signs": 0}), "out_of_limits", "min_signs"),
        (document(cleaning={"remove_rows": [3], "keep_rows": [3]}), "row_removed_and_kept", "3"),
        (document(validity={"suppress": 2}), "out_of_range", "0 to 1"),
        (document(population=10**400), "not_finite", "0000…"),
        ("1" * 10_000, "not_finite", "1111…"),
        (document(ITEM | {"role": "x" * 1_000}), "unknown_role", "xxx…"),
    ],
)
def test_each_fault_is_one_sentence_that_names_the_place(text: str | bytes, code: str, part: str) -> None:
    with pytest.raises(DataProblem) as caught:
        from_json(text)
    assert caught.value.code == f"setup.{code}"
    assert part in Text("en").problem(caught.value)
    assert Text("zh").problem(caught.value)


_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).map(str.strip).filter(bool)
_COLUMNS = st.lists(
    st.builds(
        ColumnSetup,
        name=_TEXT,
        role=st.sampled_from([Role.ITEM, Role.OVERALL]),
        label=st.text(max_size=5),
        dimension=st.none() | _TEXT,
        scale=st.builds(Scale, st.integers(0, 1).map(float), st.floats(2, 100), st.sampled_from(Best)),
        answers=st.none() | st.dictionaries(st.text(max_size=5), st.sampled_from([1.0, 1.5, 2.0])),
        weight=st.floats(0.01, 100),
    ),
    unique_by=lambda column: column.name.strip(),
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(_COLUMNS, st.text(max_size=10), st.sampled_from(["kaiser", "parallel", 3]))
def test_any_valid_setup_survives_its_file(columns: list[ColumnSetup], title: str, factors: Any) -> None:
    setup = Setup(
        tuple(columns),
        title,
        cleaning=Cleaning(remove_rows=(1, 2), max_missing=0.5),
        validity=ValidityChoices(factors=factors),
    )
    assert from_json(to_json(setup)) == setup


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*CONTRACT, "name", "role", "scale", "answers"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_no_document_whatever_ends_in_anything_but_a_setup_or_a_sentence(content: Any) -> None:
    fields = content if isinstance(content, dict) else {"columns": content}
    text = json.dumps({**fields, "format": "csi-setup/1"})
    said = [fault_of(text, language) for language in ("zh", "en")]
    assert said == [None, None] or all(said)


def fault_of(text: str, language: str) -> str | None:
    """The sentence a setup file's fault is told by, None for a good file."""
    try:
        from_json(text)
    except DataProblem as problem:
        return Text(language).problem(problem)
    return None


# -- against a table ---------------------------------------------------------------------------------------


def table(**cells: list[Any]) -> Table:
    columns = tuple(
        Column(name, name, position, pd.Series(values, dtype="str" if isinstance(values[0], str) else "float64"))
        for position, (name, values) in enumerate(cells.items(), start=1)
    )
    n = len(columns[0].cells)
    return Table(columns, n, tuple(range(2, n + 2)), None, (), "plain", "0" * 64)


RATINGS = [1.0, 2.0, 3.0, 4.0, 5.0] * 4
SURVEY = table(gender=["男", "女"] * 10, A1=RATINGS, A2=RATINGS[::-1], A3=RATINGS)


def test_columns_not_listed_are_proposed_in_the_order_of_the_table() -> None:
    setup = from_json(document(ITEM | {"name": " A2 "}, {"name": "A1", "role": "ignore"}))
    whole = complete(setup, SURVEY)
    assert [column.name for column in whole.columns] == ["gender", "A1", "A2", "A3"]
    assert whole.column("A1").role is Role.IGNORE
    assert whole.column("A2").scale == Scale(1, 5, Best.LOW)
    assert whole.column("A3") == propose(SURVEY).setup.column("A3")
    assert complete(whole, SURVEY) == whole


def test_a_group_named_twice_is_compared_once() -> None:
    assert complete(from_json(document(groups=["gender", " gender "])), SURVEY).groups == ("gender",)


def test_an_empty_setup_becomes_the_proposal() -> None:
    proposed = propose(SURVEY).setup
    assert complete(Setup(language="en"), SURVEY) == replace(proposed, language="en")


def test_a_rating_without_scale_gets_the_range_of_its_answers_or_the_proposed_scale() -> None:
    columns = (ColumnSetup("A1", Role.ITEM, answers={"1": 0.0, "5": 4.0}), ColumnSetup("A2", Role.OVERALL))
    whole = complete(Setup(columns), SURVEY)
    assert whole.column("A1").scale == Scale(0, 4)
    assert whole.column("A2").scale == Scale(1, 5)


def test_a_kano_half_that_was_not_listed_follows_its_partner() -> None:
    words = ["很喜欢", "理应如此", "无所谓", "能忍受", "很不喜欢"] * 4
    kano = table(**{"如果有热水，您觉得": words, "如果没有热水，您觉得": words[::-1]})
    first, second = (column.name for column in kano.columns)
    named = ColumnSetup(first, Role.KANO, feature="开水", side=Side.FUNCTIONAL)
    whole = complete(Setup((named,)), kano)
    assert (whole.column(second).feature, whole.column(second).side) == ("开水", Side.DYSFUNCTIONAL)
    assert whole.column(first).answers == propose(kano).setup.column(first).answers
    alone = complete(Setup((ColumnSetup(first, Role.IGNORE),)), kano)
    assert alone.column(second).role is Role.IGNORE


@pytest.mark.parametrize(
    ("setup", "code", "part"),
    [
        (Setup((ColumnSetup("Gender", Role.PROFILE),)), "no_such_column_but", "gender"),
        (Setup((ColumnSetup("完全不同", Role.PROFILE),)), "no_such_column", "完全不同"),
        (Setup(groups=("sex",)), "no_such_column", "sex"),
        (Setup(groups=("A3",)), "group_role", "A3"),
        (Setup(weighting=Weighting({"genders": {"m": 1}})), "no_such_column_but", "gender"),
        (Setup((ColumnSetup("A1", Role.IMPORTANCE, scale=Scale(1, 5), pairs_with="A9"),)), "no_such_column_but", "A9"),
        (Setup((ColumnSetup("gender", Role.ITEM),)), "no_scale", "gender"),
    ],
)
def test_a_setup_that_does_not_fit_the_table_says_what_does(setup: Setup, code: str, part: str) -> None:
    with pytest.raises(DataProblem) as caught:
        complete(setup, SURVEY)
    assert caught.value.code == f"setup.{code}"
    for language in ("zh", "en"):
        assert part in Text(language).problem(caught.value)


def test_a_repeated_header_must_be_named_by_its_number() -> None:
    column = SURVEY["A1"]
    twice = replace(
        SURVEY, columns=(replace(column, name="A#1", header="A"), replace(column, name="A#2", header="A", position=2))
    )
    with pytest.raises(DataProblem) as caught:
        complete(Setup((ColumnSetup("A", Role.ITEM, scale=Scale(1, 5)),)), twice)
    assert "A#1, A#2" in Text("en").problem(caught.value)
    listed = ColumnSetup("A#2", Role.ITEM, scale=Scale(1, 5, Best.LOW))
    assert complete(Setup((listed,)), twice).columns[1] == listed


# -- what a scale means ------------------------------------------------------------------------------------


def test_each_code_is_explained_with_its_answers_and_points() -> None:
    answers = {"非常满意": 1, "很满意": 1, "满意": 2, "差": 3}
    column = ColumnSetup("A1", Role.ITEM, scale=Scale(1, 3, Best.LOW), answers=answers)
    assert explain_scale(column) == (("非常满意 / 很满意", 1, 100.0), ("满意", 2, 50.0), ("差", 3, 0.0))


def test_the_files_own_labels_explain_its_codes() -> None:
    column = ColumnSetup("A1", Role.ITEM, scale=Scale(1, 3))
    assert explain_scale(column, {"1": "poor", "3": "good"}) == (("poor", 1, 0.0), ("", 2, 50.0), ("good", 3, 100.0))


def test_a_long_scale_is_explained_by_its_ends() -> None:
    assert explain_scale(ColumnSetup("A1", Role.ITEM, scale=Scale(0, 100))) == (("", 0, 0.0), ("", 100, 100.0))


def test_every_role_side_and_answer_has_a_word() -> None:
    for language in ("zh", "en"):
        assert all(Text(language).word(member) for words in (Role, Best, Side, KanoAnswer) for member in words)


def test_the_users_factor_names_are_tied_to_questions_and_complete() -> None:
    names = [{"name": "Repairs", "items": ["B7", "B8"]}]
    setup = from_json(document(ITEM, validity={"factor_names": names, "correlation": "polychoric"}))
    assert (setup.validity.factor_names[0].name, setup.validity.factor_names[0].items) == ("Repairs", ("B7", "B8"))
    assert json.loads(to_json(setup))["validity"]["factor_names"] == names
    for incomplete in ({"name": " ", "items": ["B7"]}, {"name": "Repairs", "items": []}):
        with pytest.raises(DataProblem, match="factor_name"):
            from_json(document(ITEM, validity={"factor_names": [incomplete]}))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([], "setup.kano_no_cells"),
        (["QAAAO"] * 4, "setup.kano_rows"),
        (["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRR"], "setup.kano_cells"),
        (["QAAAO", "RIIIM", "RIXIM", "RIIIM", "RRRRQ"], "setup.kano_cells"),
    ],
)
def test_an_own_kano_table_has_five_rows_of_five_letters(cells: list[str], code: str) -> None:
    document = {"format": "csi-setup/1", "kano": {"table": "own", "cells": cells}}
    with pytest.raises(DataProblem) as caught:
        from_json(json.dumps(document))
    assert caught.value.code == code


def test_a_setup_without_an_own_table_is_read_as_before() -> None:
    setup = from_json(json.dumps({"format": "csi-setup/1", "kano": {"table": "pouliot"}}))
    assert (setup.kano.table, setup.kano.cells) == ("pouliot", ())
    own = ("QAAAO", "RQIIM", "RIIIM", "RIIIM", "RRRRQ")
    document = {"format": "csi-setup/1", "kano": {"table": "own", "cells": own, "cross_hair": "mean"}}
    assert from_json(json.dumps(document)).kano == KanoChoices("own", own, "mean")
