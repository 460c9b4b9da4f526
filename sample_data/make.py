"""Write the sample files: three synthetic surveys, their setups and the list of what was planted in them.

Run it from anywhere (`python sample_data/make.py`); the files are written beside it, or into the folder named as
the only argument. Nobody ever answered these questionnaires. Every run gives the same files: random numbers come
from `random.Random.random`, whose sequence Python guarantees, and workbooks carry a fixed date.

Answers are drawn from a factor model: a general factor, one factor for each group of items and noise make a
normal value, and cut points turn it into a code.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import NormalDist
from typing import Any, TypeVar

import numpy as np
import openpyxl
from numpy.typing import NDArray
from openpyxl.styles import Font

Matrix = NDArray[np.float64]
Codes = NDArray[np.int64]
T = TypeVar("T")
Answer = TypeVar("Answer", str, str | None)
Cell = str | int | datetime | None

NORMAL = NormalDist()
#: The date written into the workbooks.
DATE = datetime(2026, 1, 5, 9, 0, 0)


# -- drawing answers -------------------------------------------------------------------------------------------


def normals(source: random.Random, rows: int, columns: int) -> Matrix:
    """Independent standard normal values by inversion."""
    return np.array([[NORMAL.inv_cdf(source.random()) for _ in range(columns)] for _ in range(rows)])


def factor_model(source: random.Random, rows: int, loadings: Matrix, shifts: Matrix | None = None) -> Matrix:
    """Normal values with unit variance: factors × loadings (items × factors) + noise.

    shifts (rows × factors) moves the factors' means, so that a group of respondents is better or worse on one.
    """
    items, factors = loadings.shape
    values = normals(source, rows, factors + items)
    scores = values[:, :factors] if shifts is None else values[:, :factors] + shifts
    result: Matrix = scores @ loadings.T + values[:, factors:] * np.sqrt(1 - (loadings**2).sum(axis=1))
    return result


def codes(values: Matrix, shares: Sequence[Sequence[float]]) -> Codes:
    """Codes 1, 2, …: item j's normal values are cut so that option i is chosen by about shares[j][i] of the answers."""
    result = np.ones(values.shape, dtype=np.int64)
    for item, parts in enumerate(shares):
        reached = np.cumsum(parts)[:-1] / sum(parts)
        for share in reached:
            result[:, item] += values[:, item] > NORMAL.inv_cdf(float(share))
    return result


def quota(source: random.Random, counts: Mapping[Answer, int]) -> list[Answer]:
    """Each answer exactly as often as counted, in random order."""
    return shuffled(source, [answer for answer, count in counts.items() for _ in range(count)])


def shuffled(source: random.Random, values: Iterable[T]) -> list[T]:
    """The values in an order that depends on `source.random` alone."""
    return [value for _, _, value in sorted((source.random(), place, value) for place, value in enumerate(values))]


# -- writing files -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    rows: Sequence[Sequence[Cell]]
    widths: Mapping[str, float]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file whose bytes do not depend on when it was written."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        for row in sheet.rows:
            page.append(list(row))
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        for column, width in sheet.widths.items():
            page.column_dimensions[column].width = width
    book.properties.created = DATE
    written = io.BytesIO()
    book.save(written)
    return undated(written.getvalue())


def undated(book: bytes) -> bytes:
    """The same workbook with DATE for every time stamp that saving put into it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{DATE.isoformat()}Z".encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            target.writestr(zipfile.ZipInfo(name, DATE.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def comma_separated(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A CSV as Excel writes it: UTF-8 with BOM, CRLF."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def document(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def setup(title: str, language: str, columns: Sequence[Mapping[str, Any]], **rest: Any) -> dict[str, Any]:
    return {"format": "csi-setup/1", "title": title, "language": language, "columns": list(columns), **rest}


@dataclass(frozen=True, slots=True)
class Sample:
    """One survey: its file, the questionnaire as a setup, and what the analyses must find in it."""

    file: str
    content: bytes
    setup: dict[str, Any]
    planted: dict[str, Any]


# -- the dormitory survey ------------------------------------------------------------------------------------------

DORMITORY_ROWS = 154
#: Picked by search over several hundred thousand seeds: near the published figures and with clear margins
#: (eigenvalues 8 and 9 well off 1, B6 well below 0.40). A few other seeds come nearer with thinner margins.
DORMITORY_SEED = 143342

#: Question text and the dimension it was written for; A6 and B1 were written for another than they measure.
DORMITORY_ITEMS = {
    "A1": ("走廊和楼梯的清洁", "公共区域"),
    "A2": ("走廊和楼梯的照明", "公共区域"),
    "A3": ("开水机的数量", "供水用水"),
    "A4": ("热水的供应时段", "供水用水"),
    "A5": ("水压与供水的稳定", "供水用水"),
    "A6": ("公共洗衣房的用水", "供水用水"),
    "A7": ("门禁与消防设施", "公共区域"),
    "A8": ("淋浴喷头的数量", "淋浴设施"),
    "A9": ("淋浴的水温", "淋浴设施"),
    "A10": ("卫生间的清洁", "卫生设施"),
    "A11": ("卫生间的通风", "卫生设施"),
    "A12": ("洗漱台与下水", "卫生设施"),
    "A13": ("床铺和桌椅", "室内设备"),
    "A14": ("插座的数量", "室内设备"),
    "A15": ("室内照明", "室内设备"),
    "A16": ("风扇与空调", "室内设备"),
    "B1": ("报修登记是否方便", "维修服务"),
    "B2": ("值班人员的态度", "人员服务"),
    "B3": ("断电时间", "时间管理"),
    "B4": ("关门时间", "时间管理"),
    "B5": ("浴室的开放时间", "时间管理"),
    "B6": ("安全检查与巡查", "人员服务"),
    "B7": ("维修的速度", "维修服务"),
    "B8": ("维修的质量", "维修服务"),
    "B9": ("维修后的回访", "维修服务"),
}

#: Groups the analysis finds: loading of the group's own factor, and the items on it.
DORMITORY_GROUPS = {
    "维修服务": (0.60, ("B7", "B8", "B9")),
    "时间管理": (0.58, ("B3", "B4", "B5")),
    "室内设备": (0.53, ("A13", "A14", "A15", "A16")),
    "卫生设施": (0.58, ("A10", "A11", "A12")),
    "公共区域": (0.53, ("A1", "A2", "A6", "A7")),
    "供水用水": (0.57, ("A3", "A4", "A5")),
    "淋浴设施": (0.70, ("A8", "A9")),
    "人员服务": (0.72, ("B1", "B2")),
}
DORMITORY_GENERAL = 0.495

#: Per cent of 1 (very satisfied) … 5 (very dissatisfied): the four complaints, and four patterns for the rest.
DORMITORY_COMPLAINTS = {
    "A3": (3, 13, 26, 34, 24),
    "A8": (4, 14, 27, 33, 22),
    "A14": (3, 12, 25, 35, 25),
    "B3": (2, 10, 22, 36, 30),
}
DORMITORY_SHARES = ((12, 38, 33, 13, 4), (8, 33, 38, 16, 5), (15, 40, 30, 11, 4), (7, 28, 40, 19, 6))


def dormitory_loadings() -> Matrix:
    items = list(DORMITORY_ITEMS)
    factors = list(DORMITORY_GROUPS)
    loadings = np.zeros((len(items), 1 + len(factors)))
    loadings[:, 0] = DORMITORY_GENERAL
    for factor, (loading, members) in enumerate(DORMITORY_GROUPS.values(), start=1):
        for item in members:
            loadings[items.index(item), factor] = loading
    # The three troublesome items: A6 and B1 lie between two groups, B6 belongs to none.
    loadings[items.index("A6"), 1 + factors.index("公共区域")] = 0.46
    loadings[items.index("A6"), 1 + factors.index("供水用水")] = 0.40
    loadings[items.index("B1"), 1 + factors.index("人员服务")] = 0.49
    loadings[items.index("B1"), 1 + factors.index("维修服务")] = 0.42
    loadings[items.index("B6"), 0] = 0.42
    return loadings


def dormitory() -> Sample:
    source = random.Random(DORMITORY_SEED)
    shares = [DORMITORY_COMPLAINTS.get(item, DORMITORY_SHARES[place % 4]) for place, item in enumerate(DORMITORY_ITEMS)]
    answers = codes(factor_model(source, DORMITORY_ROWS, dormitory_loadings()), shares)
    gender = quota(source, {"男": 71, "女": 82, None: 1})
    year = quota(source, {"大一": 19, "大二": 21, "大三": 44, "大四": 66, None: 4})
    rows: list[list[Cell]] = [["序号", "性别", "年级", *DORMITORY_ITEMS]]
    rows += [[row + 1, gender[row], year[row], *answers[row].tolist()] for row in range(DORMITORY_ROWS)]
    book: list[list[Cell]] = [["题号", "题目", "所属维度"]]
    book += [[item, text, dimension] for item, (text, dimension) in DORMITORY_ITEMS.items()]
    book += [
        [],
        ["选项", "1 = 非常满意，2 = 满意，3 = 一般，4 = 不满意，5 = 非常不满意"],
        ["说明", "本文件的数据由程序生成，不是真实调查的结果。"],
    ]
    content = workbook(
        [Sheet("答卷", rows, {}), Sheet("题目", book, {"A": 8, "B": 60, "C": 16})],
    )
    columns: list[dict[str, Any]] = [
        {"name": "序号", "role": "id"},
        {"name": "性别", "role": "profile"},
        {"name": "年级", "role": "profile"},
    ]
    columns += [
        {
            "name": item,
            "role": "item",
            "label": f"{item} {text}",
            "dimension": dimension,
            "scale": {"min": 1, "max": 5, "best": "low"},
        }
        for item, (text, dimension) in DORMITORY_ITEMS.items()
    ]
    return Sample(
        "dormitory.xlsx",
        content,
        setup("学生宿舍满意度调查", "zh", columns, sheet="答卷", groups=["性别", "年级"]),
        {
            "rows": DORMITORY_ROWS,
            "profiles": {
                "性别": {"男": 71, "女": 82, "missing": 1},
                "年级": {"大一": 19, "大二": 21, "大三": 44, "大四": 66, "missing": 4},
            },
            "kmo": 0.817,
            "n_factors": 8,
            "variance_percent": 68.179,
            "alpha": 0.89,
            "groups": {name: list(members) for name, (_, members) in DORMITORY_GROUPS.items()},
            "misplaced": ["A6", "B1"],
            "cross_loading": ["A6", "B1"],
            "homeless": ["B6"],
            "worst_items": list(DORMITORY_COMPLAINTS),
        },
    )


# -- the two cafés -------------------------------------------------------------------------------------------------

CAFE_ROWS = 220
#: Chosen so that chance alone sets the two cafés apart in nothing that was not planted.
CAFE_SEED = 18
CAFE_FIRST, CAFE_SECOND = "解放路店", "大学城店"
CAFE_WORDS = ("非常不满意", "不满意", "一般", "满意", "非常满意")
CAFE_BLANK, CAFE_SKIPPED = "(空)", "(跳过)"
#: Share of the answers to optional questions left blank.
CAFE_UNANSWERED = 0.006

#: Dimension: items. The shares run from very dissatisfied to very satisfied, in CAFE_SHARES.
CAFE_DIMENSIONS = {
    "饮品与甜点": ("咖啡的口味", "饮品的温度", "甜点的新鲜程度", "品种的丰富程度"),
    "店员服务": ("店员的态度", "点单的准确程度", "店员对产品的了解", "对顾客意见的处理"),
    "店内环境": ("桌面与地面的清洁", "座位的舒适程度", "灯光与音乐"),
    "等候与出餐": ("排队的时间", "出餐的速度", "高峰时段的秩序", "取餐叫号的清楚程度"),
}
CAFE_SHARES = {
    "饮品与甜点": (2, 6, 20, 45, 27),
    "店员服务": (3, 8, 22, 42, 25),
    "店内环境": (2, 8, 25, 42, 23),
    "等候与出餐": (13, 26, 32, 22, 7),
}
#: What the second café is worse in, in standard deviations of the dimension's factor.
CAFE_SECOND_WORSE = {"店员服务": -1.1, "等候与出餐": -0.8}

KANO_FUNCTIONAL = "如果店里有{}，您觉得"
KANO_DYSFUNCTIONAL = "如果店里没有{}，您觉得"
KANO_WORDS = ("很喜欢", "理应如此", "无所谓", "能忍受", "很不喜欢")
#: The evaluation table: rows functional, columns dysfunctional, both in the order of KANO_WORDS.
KANO_TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
#: How many of the 220 are meant for each category; Wi-Fi's two first are too close to be told apart.
CAFE_FEATURES = {
    "干净的洗手间": {"M": 118, "O": 46, "A": 10, "I": 42, "R": 2, "Q": 2},
    "现磨现做的咖啡": {"M": 34, "O": 112, "A": 30, "I": 40, "R": 2, "Q": 2},
    "会员生日赠饮": {"M": 8, "O": 28, "A": 122, "I": 58, "R": 2, "Q": 2},
    "纸质报刊": {"M": 8, "O": 8, "A": 34, "I": 156, "R": 12, "Q": 2},
    "免费的无线网络": {"M": 66, "O": 73, "A": 34, "I": 43, "R": 2, "Q": 2},
    "促销广播": {"M": 3, "O": 4, "A": 8, "I": 76, "R": 124, "Q": 5},
}

#: 1-based data rows made suspicious by hand.
CAFE_STRAIGHT = {23: 4, 71: 5, 118: 3, 189: 4}
CAFE_DUPLICATES = {96: 40, 163: 142}
CAFE_SPEEDERS = {55: 19, 118: 22, 147: 24}

CAFE_CHANNELS = ("朋友推荐", "路过看到", "点评网站", "社交媒体", "外卖平台")
CAFE_OTHERS = ("公司楼下的传单", "学校社团活动", "地图软件", "同事带来的下午茶")
CAFE_PRAISE = (
    "咖啡很好喝，会再来",
    "店员很热情，记得我的口味",
    "环境安静，适合看书",
    "拿铁的奶泡打得很细",
    "甜点新鲜，芝士蛋糕不错",
    "希望多出一些季节新品",
    "座位可以再多一些插座",
)
CAFE_WAITING = (
    "排队太久，希望增加一个收银台",
    "出餐太慢，等了二十多分钟",
    "高峰时段人多，没有人维持秩序",
    "叫号听不清，经常拿错杯",
    "中午等位时间太长",
    "点单可以改成扫码，减少排队",
)
CAFE_SERVICE = (
    "店员态度冷淡，问问题不太回答",
    "点单出错，换了一次才对",
    "提了意见没有人处理",
    "新店员对产品不熟悉",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One column: its header and its answers."""

    header: str
    answers: list[Cell]


def chosen(source: random.Random, rows: int, shares: Mapping[str, float]) -> list[str]:
    """An answer for each row, each with its share."""
    return source_choice([source.random() for _ in range(rows)], shares)


def source_choice(uniform: Sequence[float], shares: Mapping[str, float]) -> list[str]:
    """The option whose share of the whole the number (0–1) falls in."""
    options = list(shares)
    edges = np.cumsum(list(shares.values())) / sum(shares.values())
    return [options[min(int(np.searchsorted(edges, number)), len(options) - 1)] for number in uniform]


def cafe() -> Sample:
    source = random.Random(CAFE_SEED)
    dimensions = list(CAFE_DIMENSIONS)
    items = [(dimension, item) for dimension, members in CAFE_DIMENSIONS.items() for item in members]
    store = quota(source, {CAFE_FIRST: 128, CAFE_SECOND: 92})

    loadings = np.zeros((len(items), 1 + len(dimensions)))
    loadings[:, 0] = 0.45
    for place, (dimension, _) in enumerate(items):
        loadings[place, 1 + dimensions.index(dimension)] = 0.62
    shifts = np.zeros((CAFE_ROWS, 1 + len(dimensions)))
    for dimension, shift in CAFE_SECOND_WORSE.items():
        shifts[[name == CAFE_SECOND for name in store], 1 + dimensions.index(dimension)] = shift
    values = factor_model(source, CAFE_ROWS, loadings, shifts)
    ratings = codes(values, [CAFE_SHARES[dimension] for dimension, _ in items])
    whole = values.mean(axis=1) / 0.62 + 0.6 * normals(source, CAFE_ROWS, 1)[:, 0]
    overall = codes(whole[:, None], [(3, 9, 28, 42, 18)])[:, 0]
    recommend = codes(
        (0.75 * whole + 0.6 * normals(source, CAFE_ROWS, 1)[:, 0])[:, None], [(1, 1, 2, 3, 4, 8, 11, 18, 22, 16, 14)]
    )[:, 0]
    for row, answer in CAFE_STRAIGHT.items():
        ratings[row - 1] = answer
        overall[row - 1] = answer

    questions = [
        Question("1、您常去的门店", list(store)),
        Question("2、您的性别", list(chosen(source, CAFE_ROWS, {"男": 41, "女": 59}))),
        Question(
            "3、您的年龄段",
            list(
                chosen(source, CAFE_ROWS, {"18岁以下": 4, "18-25岁": 44, "26-35岁": 33, "36-45岁": 13, "46岁以上": 6})
            ),
        ),
        Question(
            "4、您来店的频率",
            list(chosen(source, CAFE_ROWS, {"每周多次": 22, "每周一次": 30, "每月一两次": 33, "更少": 15})),
        ),
        Question("5、您从哪些途径知道我们（多选）", list(cafe_channels(source))),
    ]
    straight = {row - 1 for row in CAFE_STRAIGHT}
    number = 5
    for dimension in dimensions:
        number += 1
        for nth, item in enumerate(CAFE_DIMENSIONS[dimension]):
            column = ratings[:, items.index((dimension, item))]
            words: list[Cell] = [
                CAFE_BLANK if source.random() < CAFE_UNANSWERED and row not in straight else CAFE_WORDS[code - 1]
                for row, code in enumerate(column)
            ]
            stem = f"您对{dimension}的满意程度—" if nth == 0 else ""
            questions.append(Question(f"{number}、{stem}{item}", words))
    questions.append(Question("10、总的来说，您对本店的满意程度", [CAFE_WORDS[code - 1] for code in overall]))
    questions.append(Question("11、您有多大可能向朋友推荐本店（0-10分）", [int(code) - 1 for code in recommend]))
    number = 11
    for feature, counts in CAFE_FEATURES.items():
        functional, dysfunctional = (blanked(source, answers) for answers in cafe_kano(source, counts))
        questions.append(Question(f"{number + 1}、{KANO_FUNCTIONAL.format(feature)}", functional))
        questions.append(Question(f"{number + 2}、{KANO_DYSFUNCTIONAL.format(feature)}", dysfunctional))
        number += 2
    reasons, comments = cafe_comments(source, store, ratings, recommend - 1, items)
    questions.append(Question("24、您不太愿意推荐的原因", reasons))
    questions.append(Question("25、您对我们还有什么建议", comments))

    seconds = [int(np.exp(5.1 + 0.35 * z)) + 40 for z in normals(source, CAFE_ROWS, 1)[:, 0]]
    for row, fast in CAFE_SPEEDERS.items():
        seconds[row - 1] = fast
    addresses = cafe_addresses(source)
    for copy, original in CAFE_DUPLICATES.items():
        addresses[copy - 1] = addresses[original - 1]
        for question in questions:
            question.answers[copy - 1] = question.answers[original - 1]

    at = datetime(2025, 11, 3, 9, 12, 0)
    rows: list[list[Cell]] = [
        ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", *(question.header for question in questions)]
    ]
    origin = chosen(source, CAFE_ROWS, {"微信": 74, "手机提交": 18, "链接": 8})
    for row in range(CAFE_ROWS):
        at += timedelta(seconds=int(60 + 3400 * source.random()))
        rows.append(
            [
                row + 1,
                at.strftime("%Y/%m/%d %H:%M:%S"),
                f"{seconds[row]}秒",
                origin[row],
                "扫描二维码" if origin[row] == "微信" else "直接访问",
                addresses[row],
                *(question.answers[row] for question in questions),
            ]
        )
    return Sample(
        "cafe.xlsx",
        workbook([Sheet("Sheet1", rows, {"B": 20})]),
        cafe_setup([question.header for question in questions]),
        cafe_planted(questions),
    )


def blanked(source: random.Random, answers: Sequence[Cell]) -> list[Cell]:
    """The answers to an optional question, a few of them left blank."""
    return [CAFE_BLANK if source.random() < CAFE_UNANSWERED else answer for answer in answers]


def cafe_channels(source: random.Random) -> list[Cell]:
    """Ticked channels in one cell, joined as the platform does; everybody ticks at least one."""
    answers: list[Cell] = []
    for _ in range(CAFE_ROWS):
        ticked = [
            channel
            for channel, share in zip(CAFE_CHANNELS, (0.45, 0.38, 0.27, 0.33, 0.22), strict=True)
            if source.random() < share
        ]
        other, which = source.random(), source.random()
        if other < 0.07 or not ticked:
            ticked.append(f"其他〖{CAFE_OTHERS[int(which * len(CAFE_OTHERS))]}〗")
        answers.append("┋".join(ticked))
    return answers


def cafe_kano(source: random.Random, counts: Mapping[str, int]) -> tuple[list[Cell], list[Cell]]:
    """Answers of a pair so that each category is met as often as counted; within a category the cells vary."""
    functional: list[Cell] = []
    dysfunctional: list[Cell] = []
    likely = {(0, 4): 3.0, (1, 4): 4.0, (2, 2): 9.0, (1, 1): 2.0, (0, 2): 4.0, (4, 0): 4.0, (4, 2): 2.0}
    for category in quota(source, counts):
        cells = [(row, column) for row in range(5) for column in range(5) if KANO_TABLE[row][column] == category]
        weights = {str(place): likely.get(cell, 1.0) for place, cell in enumerate(cells)}
        row, column = cells[int(source_choice([source.random()], weights)[0])]
        functional.append(KANO_WORDS[row])
        dysfunctional.append(KANO_WORDS[column])
    return functional, dysfunctional


def cafe_comments(
    source: random.Random,
    store: Sequence[str],
    ratings: Codes,
    recommend: Codes,
    items: Sequence[tuple[str, str]],
) -> tuple[list[Cell], list[Cell]]:
    """Reasons of those who would hardly recommend (0–6; the others skip the question), and free suggestions."""
    waiting = [place for place, (dimension, _) in enumerate(items) if dimension == "等候与出餐"]
    reasons: list[Cell] = []
    comments: list[Cell] = []
    for row in range(len(store)):
        first, second, third, fourth = (source.random() for _ in range(4))
        unhappy = CAFE_SERVICE if store[row] == CAFE_SECOND and first < 0.5 else CAFE_WAITING
        if recommend[row] > 6:
            reasons.append(CAFE_SKIPPED)
        else:
            reasons.append(unhappy[int(second * len(unhappy))] if third < 0.8 else CAFE_BLANK)
        said = unhappy if ratings[row, waiting].mean() < 2.5 else CAFE_PRAISE
        comments.append(said[int(fourth * len(said))] if third < 0.45 else CAFE_BLANK)
    return reasons, comments


def cafe_addresses(source: random.Random) -> list[str]:
    """Different addresses out of the ranges reserved for documentation (RFC 5737)."""
    blocks = ("192.0.2", "198.51.100", "203.0.113")
    addresses = [f"{block}.{last}(湖北武汉)" for block in blocks for last in range(1, 255)]
    return shuffled(source, addresses)[:CAFE_ROWS]


def cafe_setup(headers: Sequence[str]) -> dict[str, Any]:
    scale = {"min": 1, "max": 5, "best": "high"}
    answers = {word: code for code, word in enumerate(CAFE_WORDS, start=1)}
    kano = dict(zip(KANO_WORDS, ("like", "must", "neutral", "live", "dislike"), strict=True))
    columns: list[dict[str, Any]] = [
        {"name": "序号", "role": "id"},
        {"name": "提交答卷时间", "role": "time"},
        {"name": "所用时间", "role": "duration"},
        {"name": "来源", "role": "ignore"},
        {"name": "来源详情", "role": "ignore"},
        {"name": "来自IP", "role": "private"},
    ]
    label = ["门店", "性别", "年龄段", "来店频率"]
    columns += [
        {"name": header, "role": "profile", "label": name} for header, name in zip(headers[:4], label, strict=True)
    ]
    columns.append({"name": headers[4], "role": "multiple", "label": "了解途径", "question": headers[4]})
    asked = [(dimension, item) for dimension, members in CAFE_DIMENSIONS.items() for item in members]
    columns += [
        {
            "name": header,
            "role": "item",
            "label": item,
            "dimension": dimension,
            "scale": scale,
            "answers": answers,
        }
        for header, (dimension, item) in zip(headers[5:20], asked, strict=True)
    ]
    columns.append({"name": headers[20], "role": "overall", "label": "总体满意度", "scale": scale, "answers": answers})
    columns.append(
        {
            "name": headers[21],
            "role": "recommend",
            "label": "推荐意愿",
            "scale": {"min": 0, "max": 10, "best": "high"},
        }
    )
    sides = [(feature, side) for feature in CAFE_FEATURES for side in ("functional", "dysfunctional")]
    columns += [
        {"name": header, "role": "kano", "feature": feature, "side": side, "answers": kano}
        for header, (feature, side) in zip(headers[22:34], sides, strict=True)
    ]
    columns += [
        {"name": headers[34], "role": "open", "label": "不愿推荐的原因"},
        {"name": headers[35], "role": "open", "label": "建议"},
    ]
    return setup("两家咖啡店的顾客满意度调查", "zh", columns, sheet="Sheet1", groups=[headers[0], headers[3]])


def cafe_planted(questions: Sequence[Question]) -> dict[str, Any]:
    headers = [question.header for question in questions]
    counts = {}
    for place, feature in enumerate(CAFE_FEATURES):
        functional, dysfunctional = questions[22 + 2 * place].answers, questions[23 + 2 * place].answers
        found = [
            KANO_TABLE[KANO_WORDS.index(str(row))][KANO_WORDS.index(str(column))]
            for row, column in zip(functional, dysfunctional, strict=True)
            if CAFE_BLANK not in (row, column)
        ]
        counts[feature] = {category: found.count(category) for category in "MOAIRQ"}
    dimensions = {}
    at = 5
    for dimension, members in CAFE_DIMENSIONS.items():
        dimensions[dimension] = headers[at : at + len(members)]
        at += len(members)
    return {
        "rows": CAFE_ROWS,
        "dimensions": dimensions,
        "weakest_dimension": "等候与出餐",
        "store_question": headers[0],
        "worse_store": CAFE_SECOND,
        "worse_dimensions": list(CAFE_SECOND_WORSE),
        "equal_dimensions": [dimension for dimension in CAFE_DIMENSIONS if dimension not in CAFE_SECOND_WORSE],
        "overall": headers[20],
        "recommend": headers[21],
        "kano": {
            "counts": counts,
            "categories": {
                "干净的洗手间": "M",
                "现磨现做的咖啡": "O",
                "会员生日赠饮": "A",
                "纸质报刊": "I",
                "免费的无线网络": "O",
                "促销广播": "R",
            },
            "not_distinct": ["免费的无线网络"],
        },
        "straight_liners": sorted(CAFE_STRAIGHT),
        "duplicates": {str(copy): original for copy, original in CAFE_DUPLICATES.items()},
        "speeders": sorted(CAFE_SPEEDERS),
    }


# -- the hotel in two waves ------------------------------------------------------------------------------------------

HOTEL_ROWS = 600
#: Chosen so that chance alone sets waves and purposes apart in nothing that was not planted.
HOTEL_SEED = 3
HOTEL_SCALE = "(1 = very dissatisfied, 7 = very satisfied)"
HOTEL_WAVES = {"2024": 300, "2025": 300}
HOTEL_DIMENSIONS = {
    "Room": ("Cleanliness of the room", "Comfort of the bed", "Quietness at night", "Furnishing of the room"),
    "Staff": ("Friendliness of the staff", "Speed of check-in", "Help with requests", "Handling of complaints"),
    "Breakfast": ("Choice at breakfast", "Freshness of the food", "Coffee and tea", "Service at breakfast"),
    "Connection and work": (
        "Speed of the Wi-Fi",
        "Reach of the Wi-Fi",
        "Desk and sockets in the room",
        "Quiet places to work",
    ),
}
#: Per cent of 1 … 7.
HOTEL_SHARES = {
    "Room": (1, 3, 7, 14, 27, 30, 18),
    "Staff": (1, 2, 5, 12, 25, 33, 22),
    "Breakfast": (3, 7, 13, 22, 27, 19, 9),
    "Connection and work": (2, 6, 11, 19, 27, 23, 12),
}
HOTEL_PURPOSE = {"Business": 38, "Holiday": 45, "Visiting family": 17}
#: Shifts of a dimension's factor, in its standard deviations.
HOTEL_BREAKFAST_GAIN = 0.9
HOTEL_BUSINESS_LOSS = -1.0
HOTEL_MISSING = 0.02


def hotel() -> Sample:
    source = random.Random(HOTEL_SEED)
    dimensions = list(HOTEL_DIMENSIONS)
    items = [(dimension, item) for dimension, members in HOTEL_DIMENSIONS.items() for item in members]
    wave = [name for name, count in HOTEL_WAVES.items() for _ in range(count)]
    purpose = chosen(source, HOTEL_ROWS, HOTEL_PURPOSE)
    age = chosen(source, HOTEL_ROWS, {"Under 30": 21, "30 to 44": 36, "45 to 59": 29, "60 and over": 14})
    room = chosen(source, HOTEL_ROWS, {"Standard": 58, "Superior": 29, "Suite": 13})

    loadings = np.zeros((len(items), 1 + len(dimensions)))
    loadings[:, 0] = 0.42
    for place, (dimension, _) in enumerate(items):
        loadings[place, 1 + dimensions.index(dimension)] = 0.66
    shifts = np.zeros((HOTEL_ROWS, 1 + len(dimensions)))
    shifts[[name == "2025" for name in wave], 1 + dimensions.index("Breakfast")] = HOTEL_BREAKFAST_GAIN
    business = [name == "Business" for name in purpose]
    shifts[business, 1 + dimensions.index("Connection and work")] = HOTEL_BUSINESS_LOSS
    values = factor_model(source, HOTEL_ROWS, loadings, shifts)
    ratings = codes(values, [HOTEL_SHARES[dimension] for dimension, _ in items])
    whole = values.mean(axis=1) / 0.6 + 0.6 * normals(source, HOTEL_ROWS, 1)[:, 0]
    overall = codes(whole[:, None], [(2, 4, 8, 16, 29, 27, 14)])[:, 0]
    recommend = codes(
        (0.75 * whole + 0.6 * normals(source, HOTEL_ROWS, 1)[:, 0])[:, None], [(1, 1, 2, 3, 4, 9, 11, 18, 23, 16, 12)]
    )[:, 0]

    asked = [f"{item} {HOTEL_SCALE}" for _, item in items]
    last = [f"Overall satisfaction {HOTEL_SCALE}", "How likely are you to recommend us (0 to 10)"]
    rows: list[list[Cell]] = [["ID", "Wave", "Purpose of travel", "Age group", "Room type", *asked, *last]]
    for row in range(HOTEL_ROWS):
        scaled = [*ratings[row].tolist(), int(overall[row]), int(recommend[row]) - 1]
        answers: list[Cell] = ["" if source.random() < HOTEL_MISSING else code for code in scaled]
        rows.append([row + 1, wave[row], purpose[row], age[row], room[row], *answers])

    scale = {"min": 1, "max": 7, "best": "high"}
    columns: list[dict[str, Any]] = [
        {"name": "ID", "role": "id"},
        {"name": "Wave", "role": "wave"},
        *({"name": name, "role": "profile"} for name in ("Purpose of travel", "Age group", "Room type")),
    ]
    columns += [
        {"name": header, "role": "item", "label": item, "dimension": dimension, "scale": scale}
        for header, (dimension, item) in zip(asked, items, strict=True)
    ]
    columns.append({"name": last[0], "role": "overall", "label": "Overall satisfaction", "scale": scale})
    columns.append(
        {
            "name": last[1],
            "role": "recommend",
            "label": "Likelihood to recommend",
            "scale": {"min": 0, "max": 10, "best": "high"},
        }
    )
    placed = {
        dimension: [f"{item} {HOTEL_SCALE}" for item in members] for dimension, members in HOTEL_DIMENSIONS.items()
    }
    return Sample(
        "hotel.csv",
        comma_separated(rows),
        setup("Hotel guest survey, 2024 and 2025", "en", columns, groups=["Wave", "Purpose of travel"]),
        {
            "rows": HOTEL_ROWS,
            "waves": HOTEL_WAVES,
            "n_factors": len(dimensions),
            "dimensions": placed,
            "improved": "Breakfast",
            "unchanged": ["Room", "Staff", "Connection and work"],
            "less_satisfied": {
                "question": "Purpose of travel",
                "group": "Business",
                "dimension": "Connection and work",
            },
            "overall": last[0],
            "recommend": last[1],
        },
    )


def write(folder: Path) -> None:
    """Write every sample, its setup and planted.json into the folder."""
    samples = (dormitory(), cafe(), hotel())
    for sample in samples:
        (folder / sample.file).write_bytes(sample.content)
        (folder / sample.file).with_suffix(".setup.json").write_bytes(document(sample.setup))
    (folder / "planted.json").write_bytes(document({sample.file: sample.planted for sample in samples}))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
