"""A made-up report that holds every block of the model, its numbers invented."""

from __future__ import annotations

import random

from csi_core.report.model import (
    Bar,
    BarChart,
    Bullets,
    Callout,
    Chart,
    DivergingChart,
    Figure,
    Format,
    Grid,
    GridColumn,
    Heading,
    HeatMap,
    LineChart,
    Paragraph,
    Point,
    QuadrantChart,
    Report,
    Series,
    Tone,
)

QUESTIONS = {
    "zh": (
        "宿舍热水供应时间是否合理",
        "您对宿舍楼内公共卫生间与洗漱间的清洁频率、干净程度以及异味情况的总体满意程度如何（含周末和节假日）",
        "网络速度",
        "宿管人员的服务态度",
        "床铺与书桌的牢固程度和使用的舒适程度",
        "食堂饭菜的口味、价格和花样",
        "校园卡（一卡通）充值、挂失、补办的方便程度",
        "WLAN 信号在晚间 22:00 之后的稳定性",
    ),
    "en": (
        "Hot water is available when I need it",
        "How satisfied are you with the cleanliness of the shared bathrooms and washrooms, weekends included",
        "Speed of the network",
        "Staff are friendly",
        "Beds and desks are sturdy and comfortable",
        "Choice, taste and price of the meals in the canteen",
        "Topping up and replacing the student card",
        "Stability of the wireless network after 10 p.m.",
    ),
}
LEVELS = {
    "zh": ("非常不满意", "不满意", "一般", "满意", "非常满意"),
    "en": ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
}
HOSTILE = '=HYPERLINK("http://x") datum.x + <b>bold</b> {{x}} **md** $a$ 😀 镕喆堃 \x07'


def questions(language: str, count: int) -> list[str]:
    known = QUESTIONS[language]
    return [
        known[index] if index < len(known) else f"{known[index % len(known)]} ({index + 1})" for index in range(count)
    ]


def diverging(language: str, count: int = 8) -> DivergingChart:
    chance = random.Random(1)
    rows = []
    for question in questions(language, count):
        lean = chance.uniform(0.6, 2.4)
        weights = [chance.uniform(0.4, 1.0) * lean ** (level - 2) for level in range(5)]
        rows.append((question, 154, tuple(100 * weight / sum(weights) for weight in weights)))
    return DivergingChart(
        LEVELS[language], tuple(rows), "占作答者的百分比" if language == "zh" else "% of those answering"
    )


def bars(language: str, count: int = 8) -> BarChart:
    chance = random.Random(2)
    values = sorted((chance.uniform(38, 92) for _ in range(count)), reverse=True)
    tone = {0: Tone.GOOD, count - 1: Tone.POOR}
    return BarChart(
        tuple(
            Bar(question, value, value - 3.4, value + 3.1, tone.get(index, Tone.NEUTRAL))
            for index, (question, value) in enumerate(zip(questions(language, count), values, strict=True))
        ),
        "满意度得分（0–100）" if language == "zh" else "Satisfaction score (0–100)",
        Format.SCORE,
        (0.0, 100.0),
        (66.3, "总指数 66.3" if language == "zh" else "Index 66.3"),
    )


def scree(language: str) -> LineChart:
    zh = language == "zh"
    found = [6.1, 2.3, 1.9, 1.6, 1.4, 1.25, 1.12, 1.03] + [0.97 - 0.045 * step for step in range(17)]
    noise = [1.78 - 0.055 * step for step in range(25)]
    return LineChart(
        (
            Series("本数据的特征值" if zh else "These data", tuple((float(i), v) for i, v in enumerate(found, 1))),
            Series(
                "随机数据（第 95 百分位）" if zh else "Random data (95th percentile)",
                tuple((float(i), v) for i, v in enumerate(noise, 1)),
            ),
        ),
        "成分" if zh else "Component",
        "特征值" if zh else "Eigenvalue",
        (1.0, "特征值 = 1" if zh else "Eigenvalue = 1"),
    )


def waves(language: str) -> LineChart:
    zh = language == "zh"
    names = (
        ("满意度指数", "客房", "早餐", "员工", "网络与办公") if zh else ("Index", "Room", "Breakfast", "Staff", "Work")
    )
    return LineChart(
        tuple(
            Series(
                name,
                tuple((float(place), 60.0 + 3 * index + 2 * place) for place in (1, 2, 3)),
                ((57.0 + 3 * index, 66.0 + 3 * index), None, (62.0 + 3 * index, 70.0 + 3 * index)),
            )
            for index, name in enumerate(names)
        ),
        "批次" if zh else "Wave",
        "得分" if zh else "Score",
        x_labels=("2024 年春季", "2024 年秋季（补充发放）", "2025 年春季")
        if zh
        else ("Spring 2024", "Autumn 2024", "Spring 2025"),
        y_domain=(50.0, 90.0),
        format=Format.SCORE,
    )


def kano(language: str, count: int = 12, *, long: bool = False) -> QuadrantChart:
    zh = language == "zh"
    chance = random.Random(3)
    short = (
        (
            "免费 Wi-Fi",
            "会员积分",
            "宠物友好",
            "现磨豆种可选",
            "外带杯套",
            "生日赠饮",
            "儿童椅",
            "插座",
            "夜间营业",
            "线上点单",
            "甜品搭配",
            "安静角落",
        )
        if zh
        else (
            "Free Wi-Fi",
            "Loyalty points",
            "Pets welcome",
            "Choice of beans",
            "Cup sleeves",
            "Birthday drink",
            "High chairs",
            "Power sockets",
            "Late hours",
            "Order online",
            "Cake pairing",
            "Quiet corner",
        )
    )
    names = (
        questions(language, count)
        if long
        else [short[index % 12] + ("" if index < 12 else f" {index}") for index in range(count)]
    )
    kinds = ("魅力", "期望", "必备", "无差异") if zh else ("Attractive", "One-dimensional", "Must-be", "Indifferent")
    points = []
    for name in names:
        x, y = chance.uniform(0.1, 0.8), chance.uniform(0.15, 0.85)
        kind = kinds[(0 if x < 0.5 else 1) if y >= 0.5 else (3 if x < 0.5 else 2)]
        points.append(Point(name, x, y, kind))
    return QuadrantChart(
        tuple(points),
        "不具备时的不满（|Worse|）" if zh else "Dissatisfaction when absent (|Worse|)",
        "具备时的满意（Better）" if zh else "Satisfaction when present (Better)",
        (0.0, 1.0),
        (0.0, 1.0),
        0.5,
        0.5,
        ("魅力因素", "期望因素", "无差异因素", "必备因素")
        if zh
        else ("Attractive", "One-dimensional", "Indifferent", "Must-be"),
    )


def heat(language: str, count: int = 8, columns: int | None = None) -> HeatMap:
    chance = random.Random(4)
    rows = tuple(questions(language, count))
    heads = rows if columns is None else tuple(f"F{index}" for index in range(1, columns + 1))
    values = tuple(
        tuple(None if columns and chance.random() < 0.5 else chance.uniform(-0.7, 0.95) for _ in heads) for _ in rows
    )
    return HeatMap(rows, heads, values, "Pearson r")


def charts(language: str) -> dict[str, Chart]:
    return {
        "bars": bars(language),
        "diverging": diverging(language),
        "scree": scree(language),
        "waves": waves(language),
        "kano": kano(language),
        "heat": heat(language),
    }


def report(language: str) -> Report:
    """A report of about fifteen pages with every block."""
    zh = language == "zh"
    names = questions(language, 30)
    chance = random.Random(5)
    prose = (
        "信度（可信程度）说明同一量表的各题是否在测同一件事。本次 154 份有效答卷的总体 Cronbach's α = 0.891，"
        "处于“良好”水平；"
        "删除任何一题都不会使系数明显升高——因此建议保留全部题项。"
        if zh
        else "Reliability says whether the questions of one scale measure the same thing. With 154 valid answers "
        "the overall Cronbach's alpha is 0.891, which is good; leaving out any single question would not raise it "
        "noticeably, so that all of them are kept. "
    )
    loadings = Grid(
        "validity.loadings",
        "旋转后的成分矩阵" if zh else "Rotated component matrix",
        (
            GridColumn("题项" if zh else "Item"),
            *(GridColumn(f"F{i}", Format.COEFFICIENT) for i in range(1, 13)),
            GridColumn("共同度" if zh else "Communality", Format.COEFFICIENT, strong=True),
        ),
        tuple(
            (name, *(chance.uniform(-0.3, 0.9) if chance.random() < 0.4 else None for _ in range(12)), chance.random())
            for name in names
        ),
        ("小于 0.400 的载荷不显示。" if zh else "Loadings below 0.400 are not shown.",),
        frozenset({2}),
    )
    counts = Grid(
        "sample.gender",
        "性别" if zh else "Gender",
        (
            GridColumn("选项" if zh else "Answer"),
            GridColumn("人数" if zh else "n", Format.INTEGER),
            GridColumn("百分比" if zh else "Percent", Format.PERCENT),
            GridColumn("有效百分比" if zh else "Valid percent", Format.PERCENT),
        ),
        (
            ("男" if zh else "Men", 71, 46.1, 46.4),
            ("女" if zh else "Women", 82, 53.2, 53.6),
            ("缺失" if zh else "Missing", 1, 0.6, None),
            (HOSTILE, 1234, None, 12.345678),
        ),
    )
    groups = Grid(
        "compare.year",
        "各年级均值比较" if zh else "Means by year",
        (
            GridColumn("题项" if zh else "Item"),
            *(GridColumn(("大学本科" if zh else "Undergraduate year ") + str(i), Format.MEAN) for i in range(1, 9)),
            GridColumn("F", Format.COEFFICIENT),
            GridColumn("p", Format.P),
            GridColumn("结论" if zh else "Verdict"),
        ),
        tuple(
            (
                name,
                *(chance.uniform(1, 5) for _ in range(8)),
                chance.uniform(0, 40),
                chance.random() ** 6,
                "差异不明显" if zh else "no clear difference",
            )
            for name in names
        ),
    )
    wide = Grid(
        "correlations.r",
        "相关矩阵" if zh else "Correlations",
        (GridColumn("题项" if zh else "Item"), *(GridColumn(f"A{i}", Format.COEFFICIENT) for i in range(1, 26))),
        tuple((name, *(chance.uniform(-1, 1) for _ in range(25))) for name in names[:25]),
    )
    prose_grid = Grid(
        "advice.list",
        "改进建议" if zh else "Recommendations",
        (
            GridColumn("方面" if zh else "Area"),
            GridColumn("现状" if zh else "Now"),
            GridColumn("建议" if zh else "Advice"),
        ),
        tuple((name, prose, prose) for name in names[:4]),
    )
    empty = Grid(
        "sample.empty", "空表" if zh else "An empty table", (GridColumn("A"), GridColumn("B", Format.MEAN)), ()
    )
    figures = [
        Figure(f"figure.{key}", (f"{key} 图（n = 154）" if zh else f"The {key} chart (n = 154)"), f"alt {key}", chart)
        for key, chart in charts(language).items()
    ]
    long_bars = Figure(
        "scores.items",
        "三十题的得分（n = 154）" if zh else "Scores of thirty questions (n = 154)",
        "alt",
        bars(language, 30),
    )
    hostile = Figure(
        "hostile.bars", HOSTILE, HOSTILE, BarChart((Bar(HOSTILE, 0.5), Bar(HOSTILE, -0.4)), HOSTILE, Format.COEFFICIENT)
    )
    blocks = (
        Heading(1, "摘要" if zh else "Summary"),
        Paragraph(prose, strong=True),
        Paragraph(prose * 4),
        Bullets(tuple(prose for _ in range(3))),
        Callout(prose, Tone.FAIR),
        Callout(prose * 2, Tone.POOR),
        Callout(prose, Tone.GOOD),
        Heading(1, "样本" if zh else "Sample"),
        Heading(2, "基本情况" if zh else "Who answered"),
        counts,
        empty,
        Heading(1, "效度" if zh else "Validity"),
        Paragraph(prose * 2),
        figures[2],
        Heading(2, "因子载荷" if zh else "Loadings"),
        Heading(3, "旋转后" if zh else "After rotation"),
        loadings,
        Heading(1, "题项分析" if zh else "Items"),
        figures[1],
        Paragraph(prose),
        groups,
        figures[0],
        long_bars,
        Heading(1, "Kano " + ("模型" if zh else "model")),
        figures[4],
        figures[3],
        Heading(1, HOSTILE),
        Paragraph(HOSTILE + "\n" + HOSTILE),
        hostile,
        prose_grid,
        Heading(1, "附录" if zh else "Appendix"),
        wide,
        figures[5],
    )
    return Report(
        language,
        "某高校学生宿舍满意度调查分析报告" if zh else "How satisfied are students with their dormitory",
        "基于 154 份有效答卷" if zh else "From 154 valid answers",
        "第三小组：林晓喆、王镕、陈堃" if zh else "Group three",
        "2026-11-23",
        (
            ("sample", "样本" if zh else "Sample"),
            ("validity", "效度" if zh else "Validity"),
            ("compare", "组间比较" if zh else "Groups"),
            ("correlations", "相关" if zh else "Correlations"),
            ("advice", "建议" if zh else "Advice"),
        ),
        blocks,
    )
