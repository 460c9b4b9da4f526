"""An export of 60 columns with long Chinese wordings, some of whose answers no dictionary knows."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence

ROWS = 120
SATISFIED = ("非常不满意", "不满意", "一般", "满意", "非常满意")

#: Answers of one block in no dictionary, worst first, and the one that is no point of the scale.
FLAVOUR, UNTASTED = ("拉胯", "凑合", "还成", "真香"), "没口福"
DISHES = (
    "一楼大众窗口现炒的家常菜",
    "二楼风味窗口的麻辣香锅和砂锅",
    "早餐时段的豆浆油条和小笼包",
    "晚上九点以后供应的夜宵",
    "清真窗口的牛肉拉面和大盘鸡",
    "周末限量供应的特色套餐",
    "减脂轻食窗口的沙拉和荞麦面",
    "教工餐厅对学生开放的自助午餐",
    "西式快餐窗口的汉堡和披萨",
    "水果店的鲜切水果和酸奶",
    "奶茶铺当季推出的新品",
    "考试周通宵自习时段的热汤",
)
_PLACES = (
    "一号宿舍楼",
    "二号宿舍楼",
    "三号宿舍楼",
    "图书馆主馆",
    "图书馆分馆",
    "第一教学楼",
    "实验中心",
    "体育馆",
    "校医院",
)
_BLOCKS = (
    ("您对学校硬件设施的满意度", "{place}公共区域的照明、通风以及无障碍通道的维护情况", 10),
    ("您对后勤服务的满意度", "{place}工作人员接到报修以后响应的速度和说明问题的耐心程度", 10),
    ("您对校园环境的满意度", "{place}周边的绿化养护、噪声控制和垃圾分类的落实情况", 8),
)
_KANO = ("我很喜欢", "理应如此", "无所谓", "勉强接受", "我很不喜欢")

#: Profile answers in the order in which one would print them.
VISITS = ("几乎每天", "每周两三次", "每周一次", "更少")
STAY = ("半年以内", "半年到一年", "一到两年", "两年以上")


def _columns(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    people = range(ROWS)
    mood = [chance.gauss(0, 1) for _ in people]

    def of(options: Sequence[str]) -> list[str]:
        return chance.choices(options, k=ROWS)

    def rated(options: Sequence[str]) -> list[str]:
        middle = (len(options) - 1) / 2
        places = (round(middle + middle * (0.3 + 0.45 * mood[row] + 0.4 * chance.gauss(0, 1))) for row in people)
        return [options[min(max(place, 0), len(options) - 1)] for place in places]

    yield "序号", [str(row + 1) for row in people]
    yield "提交答卷时间", [f"2024/11/{row % 28 + 1} 12:{row % 60:02}:05" for row in people]
    yield "所用时间", [f"{chance.randint(200, 700)}秒" for _ in people]
    yield "来源", of(("手机提交", "链接"))
    yield "来源详情", of(("N/A", "直接访问"))
    yield "来自IP", [f"203.0.113.{row}(浙江-杭州)" for row in people]
    yield "1、您的性别", of(("男", "女"))
    yield "2、您的年级", of(("大一", "大二", "大三", "大四"))
    yield "3、您平均多久去一次学校食堂", of(VISITS)
    yield "4、您在学校住宿的时间", of(STAY)
    for number, (stem, wording, size) in enumerate(_BLOCKS, start=5):
        for part in range(size):
            place = _PLACES[part % len(_PLACES)] + ("" if part < len(_PLACES) else "新馆")
            row = wording.format(place=place)
            yield (f"{number}、{stem}—{row}" if part == 0 else f"{number}、{row}"), rated(SATISFIED)
    for part, dish in enumerate(DISHES):
        head = f"8、请说说食堂各个窗口的口味—{dish}" if part == 0 else f"8、{dish}"
        yield head, [UNTASTED if chance.random() < 0.1 else answer for answer in rated(FLAVOUR)]
    yield "9、您对学校后勤工作的总体满意度", rated(SATISFIED)
    yield "10、您有多大可能向朋友推荐我们学校（0-10分）", rated([str(point) for point in range(11)])
    for number, feature in ((11, "二十四小时开放的自习室"), (13, "可以预约的健身房")):
        yield f"{number}、如果学校有{feature}，您觉得", of(_KANO)
        yield f"{number + 1}、如果学校没有{feature}，您觉得", of(_KANO[::-1])
    yield "15、您对校园网速度的满意度", rated(SATISFIED)
    yield "16、您对校车班次的满意度", rated(SATISFIED)
    yield "17、您常去的场所", ["┋".join(chance.sample(("食堂", "图书馆", "体育馆", "操场"), 2)) for _ in people]
    yield (
        "18、您对学校后勤还有什么建议",
        [f"希望{place}的热水时间更长，晚上{chance.randint(9, 12)}点也有" for place in chance.choices(_PLACES, k=ROWS)],
    )


def sixty_columns() -> bytes:
    """The export as a CSV file."""
    return _csv(list(_columns(random.Random(60))))


def repeated(columns: int) -> bytes:
    """The same export with its rating questions asked again and again until there are so many columns."""
    first = list(_columns(random.Random(60)))
    again = [(head.partition("、")[2], cells) for head, cells in first[10:38]]
    more = range(columns - len(first))
    asked = ((f"{19 + at // len(again)}、{again[at % len(again)][0]}", again[at % len(again)][1]) for at in more)
    return _csv([*first, *asked])


def _csv(columns: Sequence[tuple[str, list[str]]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([[head for head, _ in columns], *zip(*(cells for _, cells in columns), strict=True)])
    return file.getvalue().encode("utf-8-sig")
