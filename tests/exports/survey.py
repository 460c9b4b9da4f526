"""One made-up survey, as people answered it; `layouts` writes it down as each survey tool exports it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

N = 60

#: Codes of the five-point answers, the good end high; None is no answer, "skipped" was never asked.
Rating = int | str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The questionnaire in one language. scale: worst first; kano: like … dislike."""

    gender: tuple[str, tuple[str, ...]]
    grade: tuple[str, tuple[str, ...], str, str]
    places: tuple[str, tuple[str, ...], str]
    matrices: Mapping[str, tuple[str, tuple[str, ...]]]
    scale: tuple[str, ...]
    overall: str
    library: str
    recommend: str
    ranking: tuple[str, tuple[str, ...]]
    kano: tuple[str, str, tuple[str, ...]]
    advice: tuple[str, tuple[str, ...]]
    name: str
    phone: str


ZH = Words(
    gender=("您的性别", ("男", "女")),
    grade=("您的年级", ("大一", "大二", "大三", "大四"), "其他", "研一"),
    places=("您常去的场所", ("食堂", "图书馆", "体育馆"), "其他"),
    matrices={
        "hardware": ("您对宿舍硬件的满意度", ("环境", "卫生", "设施")),
        "service": ("您对宿舍服务的满意度", ("态度", "速度", "环境")),
    },
    scale=("非常不满意", "不满意", "一般", "满意", "非常满意"),
    overall="您对宿舍的总体满意度",
    library="您对图书馆开放时间的满意度",
    recommend="您有多大可能向同学推荐我们的宿舍（0-10分）",
    ranking=("请按重要性排序", ("热水", "网络", "空调")),
    kano=(
        "如果宿舍有空调，您觉得",
        "如果宿舍没有空调，您觉得",
        ("我很喜欢", "理应如此", "无所谓", "勉强接受", "我很不喜欢"),
    ),
    advice=("您的建议", ("希望热水时间更长，晚上也有", "网络太慢了，高峰期几乎不能用", "挺好的，继续保持，谢谢")),
    name="您的姓名",
    phone="您的手机号码",
)
EN = Words(
    gender=("What is your gender?", ("Male", "Female")),
    grade=("Which year of study are you in?", ("Year 1", "Year 2", "Year 3", "Year 4"), "Other", "Master's"),
    places=("Which places do you often go to?", ("Canteen", "Library", "Gym"), "Other"),
    matrices={
        "hardware": ("How satisfied are you with the rooms?", ("Space", "Cleanliness", "Furniture")),
        "service": ("How satisfied are you with the staff?", ("Friendliness", "Speed", "Space")),
    },
    scale=("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
    overall="Overall, how satisfied are you with the dormitory?",
    library="How satisfied are you with the library's opening hours?",
    recommend="How likely are you to recommend our dormitory to a friend?",
    ranking=("Please rank these by importance", ("Hot water", "Internet", "Air conditioning")),
    kano=(
        "If the dormitory had air conditioning, how would you feel?",
        "If the dormitory did not have air conditioning, how would you feel?",
        ("I like it", "It must be that way", "I am neutral", "I can live with it", "I dislike it"),
    ),
    advice=(
        "Do you have any suggestions?",
        ("Hot water in the evening, please.", "The internet is far too slow, honestly.", "All is well, thank you!"),
    ),
    name="Your name",
    phone="Phone number",
)


@dataclass(frozen=True, slots=True)
class Person:
    """gender, grade: position of the option, from 0 (grade: one past the last is "other"); places: positions chosen
    (one past the last is "other"), empty for a blank; ratings: `hardware:0` … and `overall`, `library`; ranking:
    positions, the most important first; kano: positions; seconds: answer time.
    """

    gender: int | None
    grade: int
    places: tuple[int, ...]
    ratings: Mapping[str, Rating]
    recommend: int
    ranking: tuple[int, ...]
    kano: tuple[int, int]
    advice: int | None
    seconds: int


def people(n: int = N, seed: int = 11) -> Sequence[Person]:
    """The same people every time. Everyone who does not go to the library is not asked about it."""
    rng = random.Random(seed)
    found = []
    for row in range(n):
        mood = rng.gauss(0, 0.8)

        def rate(mood: float = mood) -> int:
            return min(5, max(1, round(3.4 + mood + rng.gauss(0, 0.8))))

        places = tuple(sorted(rng.sample(range(4), rng.randint(1, 3)))) if row else ()
        parts = [f"{matrix}:{part}" for matrix in ("hardware", "service") for part in range(3)]
        ratings: dict[str, Rating] = {part: rate() for part in parts}
        ratings |= {"overall": rate(), "library": rate() if 1 in places else "skipped"}
        if row == 3:
            ratings["hardware:1"] = None
        ranking = [0, 1, 2]
        rng.shuffle(ranking)
        found.append(
            Person(
                gender=None if row == 5 else rng.randrange(2),
                grade=rng.randrange(4) if row % 13 else 4,
                places=places,
                ratings=ratings,
                recommend=min(10, max(0, round(7 + 2 * mood + rng.gauss(0, 1.5)))) if row else 10,
                ranking=tuple(ranking),
                kano=(rng.choice((0, 0, 1, 2)), rng.choice((2, 3, 4, 4))),
                advice=rng.randrange(3) if row % 4 == 0 else None,
                seconds=rng.randint(70, 400),
            )
        )
    return found
