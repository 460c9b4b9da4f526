"""Ordered answers as questionnaires word them, in Chinese and English: each list is one scale in its order."""

from __future__ import annotations

import pytest

from csi_core.propose.answers import grades, is_not_applicable, levels

#: Best, most or most frequent first.
LISTS = """
满意 一般 不满意
满意 基本满意 不满意
非常满意 比较满意 不太满意 不满意
非常满意 满意 不满意 非常不满意
非常满意 满意 一般 不满意
非常满意 满意 一般 不满意 非常不满意
非常满意 满意 一般 不满意 很不满意
非常满意 比较满意 一般 比较不满意 非常不满意
十分满意 满意 一般 不满意 十分不满意
很满意 较满意 一般 较不满意 很不满意
非常满意 满意 比较满意 不满意 非常不满意
非常满意 满意 基本满意 不太满意 不满意
非常满意 比较满意 一般满意 不太满意 不满意
特别满意 满意 一般 不满意 特别不满意
极其满意 满意 一般 不满意 极其不满意
非常满意 较为满意 一般 较为不满意 非常不满意
完全满意 基本满意 一般 不太满意 完全不满意
非常满意 有点满意 中立 有点不满意 非常不满意
非常满意 满意 中立 不满意 非常不满意
非常满意 满意 还可以 不满意 非常不满意
非常满意 满意 尚可 不满意 非常不满意
非常满意 满意 一般 不满意 失望
非常满意 满意 有点满意 一般 有点不满意 不满意 非常不满意
非常满意 满意 比较满意 一般 比较不满意 不满意 非常不满意
非常满意 满意 稍微满意 一般 稍微不满意 不满意 非常不满意
极其满意 非常满意 满意 一般 不满意 非常不满意 极其不满意
完全同意 同意 不确定 不同意 完全不同意
非常同意 同意 一般 不同意 非常不同意
非常同意 比较同意 不确定 比较不同意 非常不同意
非常同意 同意 中立 不同意 非常不同意
很同意 较同意 一般 较不同意 很不同意
强烈同意 同意 既不同意也不反对 不同意 强烈不同意
完全同意 比较同意 一般 比较不同意 完全不同意
非常赞同 赞同 一般 不赞同 非常不赞同
非常认同 认同 一般 不认同 非常不认同
非常赞成 赞成 中立 反对 非常反对
强烈支持 支持 中立 反对 强烈反对
完全同意 同意 有点同意 中立 有点不同意 不同意 完全不同意
同意 不确定 不同意
完全符合 比较符合 不确定 比较不符合 完全不符合
非常符合 符合 一般 不符合 非常不符合
非常符合 比较符合 一般 不太符合 非常不符合
完全符合 基本符合 有些符合 不太符合 完全不符合
非常重要 重要 一般 不重要 非常不重要
非常重要 比较重要 一般 不太重要 不重要
很重要 重要 一般 不重要 很不重要
非常重要 比较重要 一般重要 不太重要 完全不重要
非常好 好 一般 差 非常差
很好 好 一般 不好 很不好
很好 较好 一般 较差 很差
优秀 良好 中等 及格 不及格
优 良 中 差
优秀 良好 一般 较差 差
非常好 比较好 一般 比较差 非常差
极好 好 一般 差 极差
非常愿意 愿意 一般 不愿意 非常不愿意
非常愿意 比较愿意 不确定 不太愿意 非常不愿意
非常愿意 比较愿意 一般 不太愿意 不愿意
一定会 可能会 不确定 可能不会 一定不会
肯定会 可能会 说不准 可能不会 肯定不会
一定会 应该会 不确定 应该不会 一定不会
会 不确定 不会
非常可能 可能 一般 不可能 非常不可能
非常可能 比较可能 不确定 不太可能 非常不可能
非常喜欢 喜欢 一般 不喜欢 非常不喜欢
总是 经常 有时 很少 从不
总是 经常 有时 偶尔 从不
经常 偶尔 很少 从不
每次 经常 有时 很少 从来没有
非常频繁 经常 有时 很少 从不
总是如此 经常如此 有时如此 很少如此 从不如此
远高于预期 高于预期 符合预期 低于预期 远低于预期
超出预期 符合预期 低于预期
大大超出预期 超出预期 达到预期 未达到预期 远低于预期
非常方便 比较方便 一般 不太方便 非常不方便
非常及时 及时 一般 不及时 非常不及时
非常清楚 比较清楚 一般 不太清楚 非常不清楚
非常了解 比较了解 一般 不太了解 完全不了解
非常合理 比较合理 一般 不太合理 非常不合理
非常有帮助 有帮助 一般 没有帮助 完全没有帮助
非常有用 比较有用 一般 不太有用 完全没用
非常高 比较高 一般 比较低 非常低
很高 较高 一般 较低 很低
非常大 比较大 一般 比较小 非常小
非常信任 信任 一般 不信任 非常不信任
非常关注 比较关注 一般 不太关注 完全不关注
非常舒适 舒适 一般 不舒适 非常不舒适
非常干净 干净 一般 不干净 非常不干净
物超所值 比较值 一般 不太值 非常不值
非常便宜 比较便宜 一般 比较贵 非常贵
非常安静 比较安静 一般 比较吵 非常吵
大幅改善 有所改善 没有变化 有所下降 大幅下降
明显提高 略有提高 没有变化 略有下降 明显下降
Very satisfied | Satisfied | Neutral | Dissatisfied | Very dissatisfied
Very satisfied | Somewhat satisfied | Neither satisfied nor dissatisfied | Somewhat dissatisfied | Very dissatisfied
Completely satisfied | Mostly satisfied | Neutral | Mostly dissatisfied | Completely dissatisfied
Extremely satisfied | Very satisfied | Somewhat satisfied | Not so satisfied | Not at all satisfied
Satisfied | Neutral | Dissatisfied
Very happy | Happy | Neutral | Unhappy | Very unhappy
Strongly agree | Agree | Neither agree nor disagree | Disagree | Strongly disagree
Strongly agree | Somewhat agree | Neutral | Somewhat disagree | Strongly disagree
Strongly agree | Agree | Slightly agree | Neutral | Slightly disagree | Disagree | Strongly disagree
Completely agree | Agree | Undecided | Disagree | Completely disagree
Agree strongly | Agree | Neither | Disagree | Disagree strongly
Tend to agree | Neither agree nor disagree | Tend to disagree
Definitely agree | Mostly agree | Neither agree nor disagree | Mostly disagree | Definitely disagree
Excellent | Very good | Good | Fair | Poor
Excellent | Good | Average | Poor | Terrible
Excellent | Good | Fair | Poor | Very poor
Very good | Good | Acceptable | Poor | Very poor
Extremely important | Very important | Moderately important | Slightly important | Not at all important
Very important | Important | Moderately important | Of little importance | Unimportant
Essential | Very important | Important | Somewhat important | Not important
Extremely likely | Very likely | Somewhat likely | Not so likely | Not at all likely
Very likely | Likely | Neither likely nor unlikely | Unlikely | Very unlikely
Definitely will | Probably will | Might or might not | Probably will not | Definitely will not
Definitely | Probably | Possibly | Probably not | Definitely not
Always | Often | Sometimes | Rarely | Never
Always | Usually | Sometimes | Seldom | Never
Very often | Often | Sometimes | Rarely | Never
Very frequently | Frequently | Occasionally | Rarely | Never
All of the time | Most of the time | Some of the time | A little of the time | None of the time
Extremely helpful | Very helpful | Somewhat helpful | Not so helpful | Not at all helpful
Very easy | Easy | Neither easy nor difficult | Difficult | Very difficult
Very clear | Clear | Neutral | Unclear | Very unclear
Very high | High | Medium | Low | Very low
Far exceeded expectations | Exceeded expectations | Met expectations | Below expectations | Far below expectations
Exceeds expectations | Meets expectations | Does not meet expectations
Much better | Somewhat better | About the same | Somewhat worse | Much worse
A great deal | A lot | A moderate amount | A little | Not at all
To a great extent | To a moderate extent | To some extent | To a small extent | Not at all
Very true of me | True of me | Neutral | Untrue of me | Very untrue of me
Very comfortable | Comfortable | Neutral | Uncomfortable | Very uncomfortable
Excellent value | Good value | Average value | Poor value | Very poor value
"""


def answers(line: str) -> list[str]:
    return [answer.strip() for answer in (line.split("|") if "|" in line else line.split())]


@pytest.mark.parametrize("line", LISTS.strip().splitlines())
def test_a_list_of_ordered_answers_is_one_scale_in_its_order(line: str) -> None:
    best_first = answers(line)
    found = grades(dict.fromkeys(best_first, 10))
    assert found is not None
    kind, degrees = found
    scale = levels(kind, degrees.values())
    codes = [scale.code(degrees[answer]) if answer in degrees else None for answer in best_first]
    size = len(scale.degrees)
    assert codes == sorted(set(codes), reverse=True), codes
    assert size - len(best_first) in ((0, 1) if len(best_first) < 5 else (0,))


NOT_APPLICABLE = """
不清楚 | 不了解 | 不适用 | 不知道 | 说不清 | 没用过 | 未使用过 | 未接触 | 无法评价 | 拒绝回答
没有体验过 | 不好说/不了解 | 不涉及 | 没有使用过该服务 | N/A | Not applicable | Don't know | No opinion
Prefer not to say | Can't say
Does not apply | Not sure / does not apply | Have not used | Unable to rate | Haven't used it
"""


@pytest.mark.parametrize("answer", [answer for line in NOT_APPLICABLE.strip().splitlines() for answer in answers(line)])
def test_what_does_not_apply_is_no_point_of_a_scale(answer: str) -> None:
    assert is_not_applicable(answer)


@pytest.mark.parametrize(
    "facts",
    [
        "男 女",
        "大一 大二 大三 大四",
        "食堂 图书馆 宿舍",
        "是 否",
        "18岁以下 18-25岁 26-35岁",
        "汉族 少数民族",
        "本科 硕士 博士",
        "步行 骑车 公交",
    ],
)
def test_facts_are_no_scale(facts: str) -> None:
    found = grades(dict.fromkeys(facts.split(), 10))
    assert found is None
