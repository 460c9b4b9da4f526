"""Personal data of a file stay out of every page, and a platform's token for no answer is no answer to be coded."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from csi_core.read.platforms import NO_ANSWER
from csi_ui.answers import answer_groups
from tests.app.conftest import Visitor
from tests.core.test_privacy_everywhere import FILES, SECRETS

ADDRESSES = ("203.0.113.", "198.51.100.", "192.0.2.")


@pytest.mark.parametrize("page", ["data", "questions", "cleaning", "sample", "items", "groups", "report"])
def test_no_address_of_a_respondent_is_on_the_page(visit: Callable[[str], Visitor], page: str) -> None:
    visitor = visit("zh")
    visitor.sample("cafe")
    visitor.open(page)
    shown = visitor.told() + "".join(frame.value.to_string() for frame in visitor.app.dataframe)
    shown += "".join(table.value.to_string() for table in visitor.app.table)
    assert shown
    assert not [address for address in ADDRESSES if address in shown]


def test_a_token_for_no_answer_needs_no_code(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("zh")
    visitor.sample("cafe")
    loaded = visitor.session
    assert any(NO_ANSWER & set(answers) for answers in loaded.seen.values())
    assert [group.uncoded for group in answer_groups(loaded.setup, loaded.seen) if group.uncoded] == []


def test_nothing_personal_of_an_own_file_is_on_a_page_or_in_the_log(
    visit: Callable[[str], Visitor], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    visitor = visit("zh")
    visitor.upload("mine.xlsx", FILES["by header"])
    shown = []
    for page in ("data", "questions", "cleaning", "sample", "report"):
        visitor.open(page)
        if page == "questions":
            visitor.click("questions.confirm")
            visitor.open(page)
        shown.append(visitor.told() + "".join(frame.value.to_string() for frame in visitor.app.dataframe))
        shown[-1] += "".join(str(box.options) for box in visitor.app.selectbox)
    assert "卫生满意度" in "".join(shown)
    assert [secret for secret in SECRETS if any(secret in text for text in (*shown, caplog.text))] == []
