"""Answers of profile questions stand in the order of what they say."""

import random

import pytest

from csi_core.analysis.groups import grouping
from csi_core.propose.order import known_order
from tests.survey import survey

ORDERED = (
    ("更少", "每周一次", "每周两三次", "几乎每天", "每天多次"),
    ("从不", "每年一次", "每月一次", "每周一次", "每天"),
    ("第一次", "一年一次", "半年一次", "每季度一次", "每月一次"),
    ("一周不到一次", "一周1-2次", "一周3次以上", "其他"),
    ("每月一次", "两周一次", "每周一次"),
    ("没去过", "每月一次", "每周一次", "不清楚"),
    ("3个月以内", "3-6个月", "6个月-1年", "1-3年", "3年以上"),
    ("半年以内", "半年到一年", "一到两年", "两年以上", "不清楚"),
    ("不到1小时", "1-2小时", "2小时以上"),
    ("5千以下", "5-8千", "8000-1万元", "1万元以上"),
    ("从不", "偶尔", "有时", "经常", "总是"),
    ("高中及以下", "大专", "本科", "硕士及以上"),
    ("男", "女"),
    ("Never", "Less often", "Once a month", "2-3 times a month", "Once a week", "Several times a week", "Daily"),
    ("less than 6 months", "6 months to 1 year", "1-2 years", "more than 2 years"),
    ("High school or below", "Bachelor's degree", "Master's degree", "PhD", "Other"),
)


@pytest.mark.parametrize("answers", ORDERED, ids=lambda answers: answers[1])
def test_answers_that_say_how_often_or_how_much_stand_in_that_order(answers):
    shuffled = list(answers)
    random.Random(4).shuffle(shuffled)
    assert known_order(shuffled) == list(answers)


@pytest.mark.parametrize("answers", [("宿舍", "食堂", "图书馆"), ("上海", "北京"), ("一班", "二班"), ("其他", "走路")])
def test_answers_without_an_order_are_not_given_one(answers):
    assert known_order(answers) is None


def test_chinese_answers_of_no_known_order_stand_by_how_many_gave_them_whatever_the_order_of_rows():
    rows = ["图书馆", "其他", "食堂", "其他", "宿舍", "食堂", "宿舍", "宿舍", "其他", "其他"]
    for _ in range(3):
        random.shuffle(rows)
        responses = survey({"A1": [3.0] * len(rows)}, {"place": rows})
        assert grouping(responses, "place").labels == ("宿舍", "食堂", "图书馆", "其他")
