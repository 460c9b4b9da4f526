"""What is proposed for the columns of a table."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import cycle, islice

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_core.propose import Proposal, propose
from csi_core.read.table import Column, Table
from csi_core.setup import Best, ColumnSetup, Role, Scale, Side
from csi_core.setup_check import check
from csi_core.setup_file import from_json, to_json
from csi_core.text import Text

Cells = Sequence[str | float | None]

WORDS_5 = ("非常满意", "满意", "一般", "不满意", "非常不满意")


def table(
    columns: Mapping[str, Cells], layout: str = "plain", labels: Mapping[str, Mapping[str, str]] | None = None
) -> Table:
    made = []
    for position, (header, cells) in enumerate(columns.items(), start=1):
        numeric = all(cell is None or isinstance(cell, float | int) for cell in cells)
        series = pd.Series(list(cells), dtype="float64" if numeric else "str")
        made.append(Column(header.strip(), header, position, series, (labels or {}).get(header, {})))
    n = len(made[0].cells)
    return Table(tuple(made), n, tuple(range(2, n + 2)), None, (), layout, "0" * 64)


def repeat(values: Sequence[str | float | None], n: int = 60) -> list[str | float | None]:
    """The values again and again, shuffled so that no column equals another."""
    cells = list(islice(cycle(values), n))
    random.Random(repr(values)).shuffle(cells)
    return cells


def proposed(header: str, values: Sequence[str | float | None], layout: str = "plain") -> tuple[ColumnSetup, bool]:
    proposal = propose(table({header: repeat(values)}, layout))
    return proposal.setup.columns[0], proposal.sure[header.strip()]


def codes(proposal: Proposal, name: str) -> list[str]:
    return [reason.code for reason in proposal.reasons[name]]


@pytest.mark.parametrize(
    "best_first",
    [
        WORDS_5,
        ("很满意", "比较满意", "一般", "不太满意", "很不满意"),
        ("非常满意", "比较满意", "一般", "不太满意", "不满意"),
        ("非常满意", "满意", "基本满意", "不太满意", "不满意"),
        ("非常满意", "满意", "比较满意", "一般", "比较不满意", "不满意", "非常不满意"),
        ("满意", "一般", "不满意"),
        ("满意", "基本满意", "不满意"),
        ("非常满意", "满意", "不满意", "非常不满意"),
        ("完全同意", "比较同意", "不确定", "比较不同意", "完全不同意"),
        ("非常符合", "比较符合", "一般", "比较不符合", "非常不符合"),
        ("非常重要", "重要", "一般", "不重要", "非常不重要"),
        ("很好", "较好", "一般", "较差", "很差"),
        ("优秀", "良好", "一般", "较差", "很差"),
        ("非常干净", "比较干净", "一般", "不太干净", "非常不干净"),
        ("一定会", "可能会", "不确定", "可能不会", "一定不会"),
        ("远高于预期", "高于预期", "符合预期", "低于预期", "远低于预期"),
        ("Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"),
        ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"),
        ("Extremely satisfied", "Very satisfied", "Somewhat satisfied", "Not so satisfied", "Not at all satisfied"),
        ("Excellent", "Very good", "Good", "Fair", "Poor"),
        ("Very good", "Good", "Average", "Poor", "Very poor"),
        ("Very likely", "Likely", "Neutral", "Unlikely", "Very unlikely"),
        ("Extremely important", "Very important", "Moderately important", "Slightly important", "Not at all important"),
        (
            *(
                "Extremely satisfied",
                "Moderately satisfied",
                "Slightly satisfied",
                "Neither satisfied nor dissatisfied",
            ),
            *("Slightly dissatisfied", "Moderately dissatisfied", "Extremely dissatisfied"),
        ),
        (
            "Far exceeded expectations",
            "Exceeded expectations",
            "Met expectations",
            "Below expectations",
            "Far below expectations",
        ),
        ("Definitely would", "Probably would", "Not sure", "Probably not", "Definitely not"),
    ],
)
def test_words_of_degree_become_codes_with_the_best_highest(best_first: tuple[str, ...]) -> None:
    column, sure = proposed("Q1. 服务", best_first)
    assert column.scale == Scale(1, len(best_first), Best.HIGH)
    assert column.answers == {word: len(best_first) - rank for rank, word in enumerate(best_first)}
    assert sure


@pytest.mark.parametrize("unused", [word for word in WORDS_5 if word != "一般"])
def test_a_point_nobody_chose_still_counts(unused: str) -> None:
    column, _ = proposed("环境", [word for word in WORDS_5 if word != unused])
    assert column.scale == Scale(1, 5)
    assert column.answers == {word: 5 - rank for rank, word in enumerate(WORDS_5) if word != unused}


def test_neighbours_tell_the_points_a_column_does_not_use() -> None:
    answers = {f"Q{number}、项目{number}": repeat(WORDS_5) for number in range(1, 4)}
    column = propose(table({**answers, "Q4、项目4": repeat(["满意", "一般"])})).setup.columns[3]
    assert (column.scale, column.answers) == (Scale(1, 5), {"一般": 3, "满意": 4})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("5分", "4分", "3分", "2分", "1分"), {f"{n}分": n for n in range(1, 6)}),
        (("5 - Excellent", "4 - Good", "3 - Average", "2 - Poor", "1 - Terrible"), None),
        (("非常满意(5分)", "满意(4分)", "一般(3分)", "不满意(2分)", "非常不满意(1分)"), None),
        (("５．非常满意", "４．满意", "３．一般", "２．不满意", "１．非常不满意"), None),
        (("★★★★★", "★★★★", "★★★", "★★", "★"), {"★" * n: n for n in range(1, 6)}),
        (("5 stars", "4 stars", "3 stars", "2 stars", "1 star"), None),
    ],
)
def test_numbers_in_answers_are_the_codes(values: Sequence[str], expected: Mapping[str, int] | None) -> None:
    column, sure = proposed("服务评价", values)
    assert column.scale == Scale(1, 5, Best.HIGH)
    assert column.answers == (expected or {text: 5 - rank for rank, text in enumerate(values)})
    assert sure


def test_numbered_words_may_run_backwards() -> None:
    column, sure = proposed("服务", ("1.非常满意", "2.满意", "3.一般", "4.不满意", "5.非常不满意"))
    assert column.scale == Scale(1, 5, Best.LOW)
    assert column.answers is not None
    assert column.answers["1.非常满意"] == 1
    assert sure


def test_lettered_words_are_read_by_their_words() -> None:
    column, sure = proposed("服务", ("A、非常满意", "B.满意", "C．一般", "D. 不满意", "E 、非常不满意"))
    assert column.scale == Scale(1, 5, Best.HIGH)
    assert column.answers is not None
    assert column.answers["A、非常满意"] == 5
    assert sure


def test_bare_letters_are_ordered_but_their_direction_is_unsure() -> None:
    proposal = propose(table({f"服务{n}": repeat("ABCDE"[: n + 2]) for n in range(1, 4)}))
    assert [column.scale for column in proposal.setup.columns] == [Scale(1, 5, Best.LOW)] * 3
    assert not any(proposal.sure.values())


def test_does_not_apply_is_no_point_of_the_scale() -> None:
    column, _ = proposed("服务", [*WORDS_5, "不适用", "N/A"])
    assert column.scale == Scale(1, 5)
    assert column.answers is not None
    assert set(column.answers) == set(WORDS_5)


def test_bare_numbers_share_the_scale_of_their_block() -> None:
    block: dict[str, Cells] = {f"A{n}": repeat([1.0, 2, 3, 4, 5]) for n in range(1, 6)}
    block["A6"] = repeat([2.0, 3, 4])
    proposal = propose(table(block))
    assert {column.scale for column in proposal.setup.columns} == {Scale(1, 5)}
    assert not any(proposal.sure.values())
    assert "direction_unknown" in codes(proposal, "A1")


def test_a_slip_and_a_code_for_missing_do_not_widen_the_scale() -> None:
    block: dict[str, Cells] = {f"A{n}": repeat([1.0, 2, 3, 4, 5], 200) for n in range(1, 5)}
    block["A3"] = [55.0, *block["A3"][1:]]
    block["A4"] = repeat([1.0, 2, 3, 4, 5, 99], 200)
    assert {column.scale for column in propose(table(block)).setup.columns} == {Scale(1, 5)}


def test_a_longer_scale_at_the_end_does_not_widen_the_block() -> None:
    block: dict[str, Cells] = {f"Q{n}": repeat([1.0, 2, 3, 4, 5]) for n in range(1, 7)}
    block["Q7"] = repeat([float(n) for n in range(11)])
    scales = [column.scale for column in propose(table(block)).setup.columns]
    assert scales == [Scale(1, 5)] * 6 + [Scale(0, 10)]


def test_the_header_may_tell_the_direction() -> None:
    column, sure = proposed("A1 宿舍卫生（1=非常满意，5=非常不满意）", [1.0, 2, 3, 4])
    assert (column.scale, column.label, sure) == (Scale(1, 5, Best.LOW), "宿舍卫生", True)


def test_the_first_header_of_a_block_speaks_for_it() -> None:
    first = "3、请评分（1=非常不满意，5=非常满意）—环境"
    proposal = propose(table({first: repeat([1.0, 2, 3]), "3、服务": repeat([2.0, 3, 4]), "3、价格": repeat([2.0, 4])}))
    assert [column.scale for column in proposal.setup.columns] == [Scale(1, 5)] * 3
    assert all(proposal.sure.values())


def test_value_labels_of_a_file_tell_the_direction_of_its_codes() -> None:
    named = {str(code): word for code, word in enumerate(WORDS_5, start=1)}
    proposal = propose(
        table({"v1": repeat([1.0, 2, 3, 4]), "v2": repeat([1.0, 2, 3])}, labels={"v1": named, "v2": named})
    )
    assert [column.scale for column in proposal.setup.columns] == [Scale(1, 5, Best.LOW)] * 2
    assert all(proposal.sure.values())
    assert all(column.answers is None for column in proposal.setup.columns)


def test_value_labels_that_grade_nothing_are_a_profile_question() -> None:
    proposal = propose(table({"v1": repeat([1.0, 2])}, labels={"v1": {"1": "男", "2": "女"}}))
    column = proposal.setup.columns[0]
    assert (column.role, column.answers) == (Role.PROFILE, {"1": "男", "2": "女"})
    assert proposal.setup.groups == ("v1",)


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("总体满意度", WORDS_5, Role.OVERALL),
        ("Overall, how satisfied are you?", ("Very satisfied", "Satisfied", "Neutral", "Dissatisfied"), Role.OVERALL),
        ("您会向朋友推荐我们吗（0-10分）", [float(n) for n in range(3, 11)], Role.RECOMMEND),
        ("您愿意推荐我们吗", ("非常愿意", "愿意", "一般", "不愿意"), Role.ITEM),
        ("您还会再来吗", ("一定会", "可能会", "不确定", "可能不会", "一定不会"), Role.REPURCHASE),
        ("Would you stay with us again?", [1.0, 2, 3, 4, 5], Role.REPURCHASE),
        ("卫生的重要程度", ("非常重要", "重要", "一般", "不重要"), Role.IMPORTANCE),
        ("性别", [1.0, 2], Role.PROFILE),
        ("您的年级", [1.0, 2, 3, 4], Role.PROFILE),
        ("Age", [float(n) for n in range(18, 40)], Role.PROFILE),
        ("您多久来一次", ("经常", "有时", "很少"), Role.PROFILE),
        ("是否住校", ("是", "否"), Role.PROFILE),
        (
            "您对我们有什么建议",
            ("排队时间太长，希望改进", "没有意见，一切都好", "多开几个窗口吧", "环境不错，继续保持"),
            Role.OPEN,
        ),
        ("喜欢的菜", ("鱼┋肉", "肉", "鱼┋菜┋汤"), Role.MULTIPLE),
        ("请排序", ("甲→乙→丙", "乙→甲→丙"), Role.RANKING),
        ("空列", (None, None), Role.IGNORE),
        ("姓名", ("张三", "李四", "王五"), Role.PRIVATE),
        ("您的手机号码：", (13800000000.0, 13900000001.0), Role.PRIVATE),
        ("请留下邮件", ("a@b.cn", "c.d@e.org"), Role.PRIVATE),
        ("学号", (20240001.0, 20240002.0), Role.PRIVATE),
        ("来自IP", ("1.2.3.4(北京)", "5.6.7.8(上海)"), Role.PRIVATE),
        ("提交答卷时间", ("2025/01/01 10:00:00", "2025/01/02 11:00:00"), Role.TIME),
        ("x9", ("2025-01-01 10:00:00", "2025-01-02 11:00:00"), Role.TIME),
        ("所用时间", ("123秒", "60秒"), Role.DURATION),
        ("来源详情", ("微信", "链接"), Role.IGNORE),
        ("总分", (10.0, 12.0, 14.0), Role.IGNORE),
        ("权重", (0.5, 1.5, 2.5), Role.WEIGHT),
        ("批次", ("第一期", "第二期"), Role.WAVE),
        ("Wave", (2024.0, 2025.0), Role.WAVE),
        ("手机信号满意度", WORDS_5, Role.ITEM),
        ("消费金额", (12.5, 80.0, 33.3, 45.9), Role.IGNORE),
    ],
)
def test_roles_are_told_by_wording_and_answers(header: str, values: Sequence[str | float], role: Role) -> None:
    assert proposed(header, values)[0].role is role


def test_a_rising_number_in_every_row_is_an_identifier() -> None:
    assert propose(table({"nr": [float(n) for n in range(1, 31)]})).setup.columns[0].role is Role.ID


@pytest.mark.parametrize(
    ("header", "role"), [("您有多大可能向朋友推荐我们学校", Role.RECOMMEND), ("您对学校的总体满意度", Role.OVERALL)]
)
def test_a_rating_that_names_something_of_the_person_is_no_profile_question(header: str, role: Role) -> None:
    top = 10 if role is Role.RECOMMEND else 5
    assert proposed(header, [float(code) for code in range(top % 5, top + 1)])[0].role is role


def test_rows_of_a_matrix_with_answers_of_an_unknown_order_are_to_be_looked_at() -> None:
    answers = [["拉胯", "凑合", "还成", "真香"], ["凑合", "真香", "还成", "没尝过"], ["真香", "还成", "拉胯", "凑合"]]
    rows = {f"3、各个窗口的口味—{name}": repeat(cells) for name, cells in zip("面饭粥", answers, strict=True)}
    rows["4、您的学院"] = repeat(["文学院", "理学院", "工学院"])
    proposal = propose(table(rows))
    assert [proposal.sure[name] for name in rows] == [False, False, False, True]
    assert [proposal.reasons[name][-1].code for name in rows] == [*["unordered"] * 3, "person"]
    assert proposal.setup.groups == ("4、您的学院",)


def test_positions_of_a_recommendation_become_0_to_10() -> None:
    column, sure = proposed("9、您有多大可能推荐本店", [float(n) for n in range(4, 12)], "wenjuanxing")
    assert (column.role, column.scale) == (Role.RECOMMEND, Scale(0, 10))
    assert column.answers is not None
    assert (column.answers["1"], column.answers["11"]) == (0, 10)
    assert sure


def test_positions_of_options_do_not_tell_a_direction() -> None:
    proposal = propose(table({f"{n}、满意度{n}": repeat([1.0, 2, 3, 4, 5]) for n in (1, 2)}, "wenjuanxing"))
    assert not any(proposal.sure.values())
    assert "direction_positions" in codes(proposal, "1、满意度1")


def test_a_column_for_each_option_makes_one_question() -> None:
    cells = {
        "第6题(运动(室内))": repeat([0.0, 1]),
        "第6题(阅读)": repeat([1.0, 0, 0]),
        "7、喜欢什么(茶)": repeat([1.0, 0]),
        "7、(咖啡)": repeat([0.0, 0, 1]),
    }
    columns = propose(table(cells)).setup.columns
    assert {column.role for column in columns} == {Role.MULTIPLE}
    assert [column.option for column in columns] == ["运动(室内)", "阅读", "茶", "咖啡"]
    assert [column.question for column in columns] == ["第6题", "第6题", "喜欢什么", "喜欢什么"]


def test_codes_give_dimensions_by_their_letters() -> None:
    block: dict[str, Cells] = {f"{letter}{n}": repeat([1.0, 2, 3, 4, 5]) for letter in "AB" for n in range(1, 4)}
    assert propose(table(block)).setup.dimensions() == {"A": ("A1", "A2", "A3"), "B": ("B1", "B2", "B3")}


def test_one_letter_for_all_gives_no_dimension() -> None:
    block: dict[str, Cells] = {f"Q{n}": repeat([1.0, 2, 3, 4, 5]) for n in range(1, 5)}
    assert propose(table(block)).setup.dimensions() == {}


@pytest.mark.parametrize("joint", ["—", "——", " - ", "："])
def test_a_matrix_gives_dimensions_by_its_question(joint: str) -> None:
    block: dict[str, Cells] = {
        f"您对{stem}的满意度{joint}{row}": repeat(WORDS_5)
        for stem, rows in (("硬件", ("床", "桌")), ("服务", ("态度", "速度")))
        for row in rows
    }
    setup = propose(table(block)).setup
    assert list(setup.dimensions()) == ["硬件", "服务"]
    assert [column.label for column in setup.columns] == ["床", "桌", "态度", "速度"]


def test_rows_of_a_google_matrix_are_the_labels() -> None:
    block: dict[str, Cells] = {f"Rate our hotel [{row}]": repeat([1.0, 2, 3, 4, 5]) for row in ("Bed", "Food")}
    assert [column.label for column in propose(table(block)).setup.columns] == ["Bed", "Food"]


def test_importance_pairs_with_the_item_of_the_same_wording() -> None:
    columns = propose(
        table({"满意度—价格": repeat(WORDS_5), "重要性—价格": repeat(("很重要", "重要", "一般", "不重要"))})
    ).setup.columns
    assert (columns[1].role, columns[1].pairs_with) == (Role.IMPORTANCE, "满意度—价格")


KANO = ("我很喜欢", "它理应如此", "无所谓", "勉强接受", "我很不喜欢")
KANO_EN = ("I like it", "I expect it", "I am neutral", "I can live with it", "I dislike it")


@pytest.mark.parametrize(
    ("functional", "dysfunctional", "answers", "feature"),
    [
        ("1、如果提供免费停车，您觉得", "2、如果不提供免费停车，您觉得", KANO, "免费停车"),
        ("1、如果有会员价，您的感受是？", "2、如果没有会员价，您的感受是？", KANO, "会员价"),
        ("免费停车（正向）", "免费停车（反向）", KANO, "免费停车"),
        ("免费停车—具备", "免费停车—不具备", KANO, "免费停车"),
        ("If there was a gym, how would you feel?", "If there was no gym, how would you feel?", KANO_EN, "gym"),
        ("Gym (functional)", "Gym (dysfunctional)", KANO_EN, "Gym"),
        ("若提供免费停车，您的感受是", "若不提供免费停车，您的感受是", KANO, "免费停车"),
        ("本店具备夜间模式，您的感受", "本店不具备夜间模式，您的感受", KANO, "夜间模式"),
        ("有会员积分时，您觉得", "没有会员积分时，您觉得", KANO, "会员积分"),
        ("正向题：夜宵", "反向题：夜宵", KANO, "夜宵"),
        (
            "If the app had a map, how would you feel?",
            "If it did not have a map, how would you feel?",
            KANO_EN,
            "a map",
        ),
        (
            "How would you feel if parking were available?",
            "How would you feel if parking were not available?",
            KANO_EN,
            "parking",
        ),
        ("Gym — present", "Gym — absent", KANO_EN, "Gym"),
        ("gym_pos", "gym_neg", KANO_EN, "gym"),
        ("如果有不锈钢杯，您觉得", "如果没有不锈钢杯，您觉得", KANO, "不锈钢杯"),
    ],
)
def test_kano_pairs_are_told_by_wording(
    functional: str, dysfunctional: str, answers: Sequence[str], feature: str
) -> None:
    for order in ((functional, dysfunctional), (dysfunctional, functional)):
        proposal = propose(table({header: repeat(answers) for header in order}))
        found = {column.name: (column.role, column.side, column.feature) for column in proposal.setup.columns}
        assert found[functional] == (Role.KANO, Side.FUNCTIONAL, feature)
        assert found[dysfunctional] == (Role.KANO, Side.DYSFUNCTIONAL, feature)
        assert proposal.setup.columns[0].answers == dict(
            zip(answers, ("like", "must", "neutral", "live", "dislike"), strict=True)
        )
        assert all(proposal.sure.values())


def test_kano_answers_without_telling_headers_pair_in_order_and_are_unsure() -> None:
    proposal = propose(table({f"K{n}": repeat(KANO) for n in range(1, 5)}))
    assert [column.side for column in proposal.setup.columns] == [Side.FUNCTIONAL, Side.DYSFUNCTIONAL] * 2
    assert not any(proposal.sure.values())


def test_the_rows_of_two_matrices_pair_by_row() -> None:
    stems = ("1、如果食堂提供以下服务，您的感受是？", "2、如果食堂不提供以下服务，您的感受是？")
    proposal = propose(table({f"{stem}—{row}": repeat(KANO) for stem in stems for row in ("夜宵", "外卖", "早餐")}))
    assert [column.feature for column in proposal.setup.columns] == ["夜宵", "外卖", "早餐"] * 2
    assert [column.side for column in proposal.setup.columns] == [Side.FUNCTIONAL] * 3 + [Side.DYSFUNCTIONAL] * 3


def test_blocks_of_positive_and_negative_questions_pair_across_the_blocks() -> None:
    proposal = propose(
        table({f"【{side}题】{row}": repeat(KANO) for side in ("正向", "反向") for row in ("夜宵", "外卖")})
    )
    assert [column.feature for column in proposal.setup.columns] == ["夜宵", "外卖"] * 2


def test_importance_belongs_to_the_kano_feature_its_wording_names() -> None:
    halves = ("如果有免费停车，您觉得", "如果没有免费停车，您觉得", "如果有停车，您觉得", "如果没有停车，您觉得")
    cells = {name: repeat(KANO) for name in halves} | {"免费停车对您的重要程度": repeat([1.0, 2, 3, 4, 5])}
    column = propose(table(cells)).setup.columns[-1]
    assert (column.role, column.pairs_with) == (Role.IMPORTANCE, halves[0])


def test_a_half_with_few_different_answers_is_read_like_the_others() -> None:
    halves = ("如果有停车，您觉得", "如果没有停车，您觉得", "如果有插座，您觉得", "如果没有插座，您觉得")
    cells = {halves[0]: repeat(KANO), halves[1]: repeat(KANO), halves[2]: repeat(KANO[:1]), halves[3]: repeat(KANO[4:])}
    proposal = propose(table(cells | {"您喜欢咖啡吗": repeat(["我很喜欢", "我很不喜欢"])})).setup
    assert [column.feature for column in proposal.columns] == ["停车", "停车", "插座", "插座", None]


def test_pairs_of_one_name_are_numbered() -> None:
    names = ("如果有停车，您觉得", "如果没有停车，您觉得", "假如有停车，您的感受", "假如没有停车，您的感受")
    proposal = propose(table({name: repeat(KANO) for name in names}))
    features = {column.feature for column in proposal.setup.columns}
    assert len(features) == 2
    check(proposal.setup)


@pytest.mark.parametrize(
    "answers",
    [
        ("喜欢", "理应如此", "无所谓", "能忍受", "不喜欢"),
        ("很喜欢", "理所当然", "无所谓", "勉强接受", "很不喜欢"),
        ("我很喜欢", "它理应如此", "我无所谓", "我可以忍受", "我不喜欢"),
        ("满意", "理所应当", "没感觉", "勉强可以接受", "不满意"),
        ("高兴", "必须有", "中立", "可容忍", "讨厌"),
        ("I like it", "I expect it", "I am neutral", "I can tolerate it", "I dislike it"),
        ("I like it that way", "It must be that way", "I am neutral", "I can live with it that way", "I dislike it"),
        ("I would like it", "I would expect it", "I don't care", "I could live with it", "I would dislike it"),
        ("I really like it", "It has to be that way", "Don't care", "I can put up with it", "I hate it"),
        ("Like", "Expect", "Neutral", "Tolerate", "Dislike"),
    ],
)
def test_the_five_kano_answers_are_read_in_many_wordings(answers: tuple[str, ...]) -> None:
    proposal = propose(table({header: repeat(answers) for header in ("如果有停车，您觉得", "如果没有停车，您觉得")}))
    found = proposal.setup.columns[0].answers
    assert found == dict(zip(answers, ("like", "must", "neutral", "live", "dislike"), strict=True))


def test_kano_codes_are_read_by_convention_and_are_unsure() -> None:
    proposal = propose(
        table({"如果有热水，您觉得": repeat([1.0, 2, 3]), "如果没有热水，您觉得": repeat([3.0, 4, 5])}, "wenjuanxing")
    )
    assert {column.role for column in proposal.setup.columns} == {Role.KANO}
    assert proposal.setup.columns[0].answers == {"1": "like", "2": "must", "3": "neutral", "4": "live", "5": "dislike"}
    assert not any(proposal.sure.values())


def test_groups_are_the_profile_questions_with_two_to_eight_answers() -> None:
    cells = {"性别": repeat(["男", "女"]), "城市": repeat([f"城市{n}" for n in range(12)]), "民族": repeat(["汉"])}
    assert propose(table(cells)).setup.groups == ("性别",)


def test_typed_text_and_tokens_for_no_answer_are_set_aside() -> None:
    column, _ = proposed("2、您的职业", ["学生", "教师", "其他〖自由〗", "其他〖无业〗", "(空)", "(跳过)"])
    assert column.role is Role.PROFILE
    answers = [*WORDS_5, "(空)", "(跳过)"]
    assert proposed("3、服务", answers)[0].answers == {word: 5 - rank for rank, word in enumerate(WORDS_5)}


@pytest.mark.parametrize(("headers", "language"), [(("性别", "A1"), "zh"), (("gender", "A1"), "en")])
def test_the_language_is_that_of_the_headers(headers: tuple[str, str], language: str) -> None:
    assert propose(table({headers[0]: repeat([1.0, 2]), headers[1]: repeat([1.0, 5])})).setup.language == language


_CELL = st.one_of(
    st.none(), st.sampled_from([*WORDS_5, *KANO, "A", "5分", "男", "0", "1", "(空)", "甲┋乙"]), st.text(max_size=8)
)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12).map(str.strip).filter(bool),
        st.one_of(
            st.lists(_CELL, min_size=6, max_size=6),
            st.lists(st.one_of(st.none(), st.integers(-3, 12).map(float), st.floats(-5, 200)), min_size=6, max_size=6),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_table_gets_a_valid_setup_with_reasons_that_can_be_said(columns: dict[str, Cells]) -> None:
    made = table(columns)
    proposal = propose(made)
    assert [column.name for column in proposal.setup.columns] == [column.name for column in made.columns]
    check(proposal.setup)
    assert from_json(to_json(proposal.setup)) == proposal.setup
    for reasons in proposal.reasons.values():
        for language in ("zh", "en"):
            assert all(Text(language)(f"propose.{reason.code}", **reason.values) for reason in reasons)
    backwards = {name: list(reversed(cells)) for name, cells in columns.items()}
    assert to_json(propose(table(backwards)).setup) == to_json(proposal.setup)
