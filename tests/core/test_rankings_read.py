"""A ranking question gives the same ranks in each of the forms that survey tools write it in."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from csi_core.propose import propose
from csi_core.propose.complete import complete
from csi_core.read import read
from csi_core.responses import encode
from csi_core.setup import ColumnSetup, Role, Setup
from csi_core.setup_file import from_json, to_json

OPTIONS = ("热水", "网络", "空调", "卫生")
RNG = random.Random(8)
ORDERS = [RNG.sample(range(len(OPTIONS)), len(OPTIONS)) for _ in range(24)]
ZH = ("第1位", "第2位", "第3位", "第4位")
EN = ("1st choice", "2nd choice", "3rd choice", "4th choice")


def csv(header: list[str], cell: Callable[[int, list[int]], object]) -> bytes:
    """序号, one column a header with cell(column, order), and a rating."""
    rows = [["序号", *header, "满意度"]]
    rows += [
        [str(row), *(str(cell(column, order)) for column in range(len(header))), str(5 - row % 4)]
        for row, order in enumerate(ORDERS, start=1)
    ]
    return "\n".join(",".join(row) for row in rows).encode()


def ranks(data: bytes) -> tuple[dict[str, list[float]], bool]:
    table = read(data, "a.csv")
    proposal = propose(table)
    ranking = proposal.setup.of(Role.RANKING)
    assert [column.role for column in proposal.setup.columns] == [Role.ID, *[Role.RANKING] * len(ranking), Role.ITEM]
    setup = from_json(to_json(proposal.setup))
    assert setup == proposal.setup
    (frame,) = encode(table, setup).rankings.values()
    return {name: frame[name].tolist() for name in frame}, all(proposal.sure[column.name] for column in ranking)


MEANT = {option: [float(order.index(at) + 1) for order in ORDERS] for at, option in enumerate(OPTIONS)}


@pytest.mark.parametrize(
    "header",
    [
        [f"5、请按重要性排序({place})" for place in ZH],
        ["5、请按重要性排序(第1位)", "5、(第2位)", "5、(第3位)", "5、(第4位)"],
        [f"第5题({place})" for place in ZH],
        [f"5.请按重要性排序:{place}" for place in ZH],
        [f"您最看重的因素—{place}" for place in ("第一位", "第二位", "第三位", "第四位")],
        [f"您最看重的因素{place}" for place in ZH],
        [f"Please rank these [{place}]" for place in EN],
        [f"Please rank these - Rank {at}" for at in range(1, 5)],
        [f"Please rank these: {place}" for place in ("First", "Second", "Third", "Fourth")],
    ],
)
def test_one_column_a_place_holds_the_option_put_there(header: list[str]) -> None:
    assert ranks(csv(header, lambda place, order: OPTIONS[order[place]])) == (MEANT, True)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ([f"5、请按重要性排序({option})" for option in OPTIONS], ("1", "2", "3", "4")),
        ([f"第5题({option})" for option in OPTIONS], ("1", "2", "3", "4")),
        ([f"Please rank these by importance [{option}]" for option in OPTIONS], ("1st", "2nd", "3rd", "4th")),
        ([f"5、请排序—{option}" for option in OPTIONS], ("第1位", "第2位", "第3位", "第4位")),
        ([f"5、请排序—{option}" for option in OPTIONS], ("第一名", "第二名", "第三名", "第四名")),
    ],
)
def test_one_column_an_option_holds_its_rank(header: list[str], words: tuple[str, ...]) -> None:
    found, _ = ranks(csv(header, lambda option, order: words[order.index(option)]))
    assert found == MEANT


@pytest.mark.parametrize("arrow", ["→", "->", ">", " > ", "＞"])
def test_one_cell_holds_the_whole_order(arrow: str) -> None:
    found, sure = ranks(csv(["5、请排序"], lambda _, order: arrow.join(OPTIONS[at] for at in order)))
    assert found == MEANT
    assert sure


def test_an_option_that_was_not_ranked_has_no_rank() -> None:
    """问卷星 writes −2 for it where answers stand as positions."""

    def rank(option: int, order: list[int]) -> int:
        found = order.index(option) + 1
        return found if found <= 2 else -2

    header = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP," + ",".join(f"5、请排序({option})" for option in OPTIONS)
    rows = [
        f"{row},2024/11/1 12:00,60秒,微信,,203.0.113.{row}," + ",".join(str(rank(at, order)) for at in range(4))
        for row, order in enumerate(ORDERS, start=1)
    ]
    table = read("\n".join([header, *rows]).encode(), "a.csv")
    (frame,) = encode(table, propose(table).setup).rankings.values()
    assert {name: frame[name].fillna(0).tolist() for name in frame} == {
        option: [rank if rank <= 2 else 0 for rank in meant] for option, meant in MEANT.items()
    }


def test_positions_of_options_in_columns_of_places_are_to_be_named() -> None:
    found, sure = ranks(csv([f"5、请排序({place})" for place in ZH], lambda place, order: order[place] + 1))
    assert found == {str(at + 1): meant for at, meant in enumerate(MEANT.values())}
    assert not sure


def test_a_setup_that_names_the_role_only_gets_the_place() -> None:
    table = read(csv([f"5、请排序({place})" for place in ZH], lambda place, order: OPTIONS[order[place]]), "a.csv")
    whole = complete(Setup(columns=(ColumnSetup("5、请排序(第2位)", Role.RANKING),)), table)
    assert whole.column("5、请排序(第2位)").place == 2


def test_ratings_of_places_are_no_ranking() -> None:
    header = [f"您对{place}的评价" for place in ("第一食堂", "第二食堂", "第三食堂")]
    words = ("满意", "一般", "不满意", "非常满意", "非常不满意")
    table = read(csv(header, lambda at, order: words[(order[0] + at) % 5]), "a.csv")
    assert [column.role for column in propose(table).setup.columns[1:4]] == [Role.ITEM] * 3
