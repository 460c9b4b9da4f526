"""The questions page in a real browser: 60 columns set right with a few clicks, each answered at once."""

import json
import time

import pytest

from tests.long_export import FLAVOUR, UNTASTED, sixty_columns

#: Clicks and keys that the whole scenario below may take; a person makes one in about two seconds.
MOST_ACTIONS = 30

#: Seconds that no answer of the page may take, on whatever machine.
TOO_LONG = 20


class Hand:
    """Counts what a person does, and waits for the page's answer each time."""

    def __init__(self, way) -> None:
        self.way, self.actions, self.slowest = way, 0, 0.0

    def _done(self, actions: int, began: float) -> None:
        self.way.settle()
        self.actions += actions
        self.slowest = max(self.slowest, time.monotonic() - began)

    def click(self, name: str) -> None:
        began = time.monotonic()
        self.way.page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
        self._done(1, began)

    def press(self, key: str) -> None:
        began = time.monotonic()
        self.way.button(key).click()
        self._done(1, began)

    def search(self, words: str) -> None:
        began = time.monotonic()
        field = self.way.page.get_by_placeholder(self.way.text("ui.questions.search.what"))
        field.fill(words)
        self.way.page.wait_for_timeout(500)
        self._done(1 + len(words), began)

    def choose(self, label: str, words: str) -> None:
        """One of a list, or a new one, by its first words and Enter."""
        began = time.monotonic()
        field = self.way.page.get_by_role("combobox", name=label).locator("visible=true").first
        field.click()
        field.fill(words)
        field.press("Enter")
        self._done(2 + len(words), began)


@pytest.mark.parametrize("width", [1280, 390])
def test_sixty_columns_are_set_right_in_less_than_two_minutes_of_clicks(walk, tmp_path, width):
    way = walk("zh", width)
    text = way.text
    way.open()
    way.page.locator(".st-key-start-upload input[type=file]").set_input_files(
        {"name": "sixty.csv", "mimeType": "text/csv", "buffer": sixty_columns()}
    )
    way.at("data")
    way.press("data.next")
    way.at("questions")
    hand = Hand(way)

    # Answers of no known order: set one aside, turn, move one up, confirm once for twelve questions.
    hand.click(text("ui.questions.order.rated"))
    hand.click(text("ui.questions.order.beside", answer=UNTASTED))
    hand.click(text("ui.questions.order.turn"))
    hand.click(text("ui.questions.order.up", answer=FLAVOUR[2]))
    hand.click(text("ui.questions.order.confirm", n=12))

    # Twelve questions found by one of their answers get a dimension.
    hand.search("真香")
    way.sees(text("ui.questions.several.found", n=12))
    hand.choose(text("ui.questions.column.dimension"), "食堂口味")
    hand.press("questions.several.apply")

    # A wrong change is undone; what was searched for is still there after a look at another page.
    hand.search("满意度")
    hand.choose(text("ui.questions.column.role"), "开放题")
    hand.press("questions.several.apply")
    hand.press("questions.undo")
    hand.press("questions.back")
    way.at("data")
    hand.press("data.next")
    way.at("questions")
    assert way.page.get_by_placeholder(text("ui.questions.search.what")).input_value() == "满意度"

    hand.press("questions.confirm")
    setup = json.loads(way.download("questions.save", tmp_path).read_text("utf-8"))
    hand.press("questions.next")
    way.at("cleaning")
    dishes = [column for column in setup["columns"] if column.get("dimension") == "食堂口味"]
    assert [column["answers"] for column in dishes] == [dict(zip(FLAVOUR, (1, 2, 3, 4), strict=True))] * 12
    assert {column["role"] for column in dishes} == {"item"}
    assert sum(column["role"] == "open" for column in setup["columns"]) == 1
    assert hand.actions <= MOST_ACTIONS
    assert hand.slowest < TOO_LONG
    for step in ("cleaning", "sample", "validity"):
        way.press(f"{step}.next")
    way.at("reliability")
    assert way.page.locator("[data-testid=stAlertContentError]").count() == 0
    way.sees("食堂口味")


def test_rows_are_ticked_without_the_table_moving_and_set_at_once(walk, tmp_path):
    way = walk("en")
    way.open()
    way.press("start.sample.dormitory")
    way.at("data")
    way.press("data.next")
    way.at("questions")
    table = way.page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    table.scroll_into_view_if_needed()
    before = table.bounding_box()
    # The boxes of A1 and A2, in the fourth and the fifth row.
    for row in (3, 4):
        table.click(position={"x": 166, "y": 38 + (row + 0.5) * 35})
        way.settle()
    assert table.bounding_box() == before
    way.sees(way.text("ui.questions.several.ticked", n=2))
    hand = Hand(way)
    hand.choose(way.text("ui.questions.column.dimension"), "Corridor")
    hand.press("questions.several.apply")
    setup = json.loads(way.download("questions.save", tmp_path).read_text("utf-8"))
    assert [c["name"] for c in setup["columns"] if c.get("dimension") == "Corridor"] == ["A1", "A2"]
