"""Surveys at the edges of what people ask: very long texts, very many questions, hardly any."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from csi_core.analysis.run import analyse
from csi_core.propose import complete
from csi_core.read import read
from csi_core.results import Results
from csi_core.setup import ColumnSetup, KanoAnswer, Role, Scale, Setup, Side

#: The smallest PNG, for tests that do not look at pictures.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=="
)

LONG = (
    "您对本校学生宿舍楼内第{number:02}号公共区域的清洁频率、照明状况、通风效果"
    "以及工作人员处理问题的及时程度的总体满意程度如何请选择"
)
ANSWERS = {str(code): answer.value for code, answer in enumerate(KanoAnswer, 1)}


def survey(
    items: int = 0, dimensions: int = 0, groups: int = 0, features: int = 0, *, long: bool = False, n: int = 120
) -> tuple[Setup, Results]:
    """Made-up answers to that many questions, in that many dimensions and by that many groups."""
    rng = np.random.default_rng(3)
    columns: list[ColumnSetup] = []
    answers: dict[str, np.ndarray] = {}
    common = rng.normal(size=(n, max(1, dimensions)))
    for number in range(items):
        part = number % max(1, dimensions)
        raw = 3 + 0.9 * common[:, part] + 0.8 * rng.normal(size=n) - number / 20
        answers[f"Q{number + 1}"] = np.clip(np.round(raw), 1, 5).astype(int)
        columns.append(
            ColumnSetup(
                f"Q{number + 1}",
                Role.ITEM,
                label=LONG.format(number=number + 1) if long else f"第 {number + 1} 题",
                dimension=f"第{part + 1}个方面的各项设施与服务" if dimensions else None,
                scale=Scale(1, 5),
            )
        )
    if groups:
        answers["group"] = np.array([f"第{number % groups + 1}学院（含研究生与交换生）" for number in range(n)])
        columns.append(ColumnSetup("group", Role.PROFILE, label="您所在的学院或单位的全称"))
    for number in range(features):
        feature = f"第{number + 1}项功能：随时可以使用的设施" if long else f"功能 {number + 1}"
        for side, weights in (
            (Side.FUNCTIONAL, rng.dirichlet(np.ones(5))),
            (Side.DYSFUNCTIONAL, rng.dirichlet(np.ones(5))),
        ):
            name = f"k{number + 1}{side.value[0]}"
            answers[name] = rng.choice(np.arange(1, 6), size=n, p=weights)
            columns.append(ColumnSetup(name, Role.KANO, feature=feature, side=side, answers=ANSWERS))
    buffer = io.StringIO()
    pd.DataFrame(answers).to_csv(buffer, index=False)
    table = read(buffer.getvalue().encode("utf-8-sig"), "extreme.csv")
    title = "一项各方面都到了极限的满意度调查" * (3 if long else 1)
    setup = Setup(tuple(columns), title=title, groups=("group",) if groups else ())
    return complete(setup, table), analyse(table, setup)


SURVEYS: dict[str, Callable[[], tuple[Setup, Results]]] = {
    "thirty long questions in twelve dimensions by eight groups, forty features": cache(
        lambda: survey(30, 12, 8, 40, long=True)
    ),
    "two questions": cache(lambda: survey(2)),
    "nothing but Kano": cache(lambda: survey(features=6)),
    "no profile question": cache(lambda: survey(12, 3)),
}
