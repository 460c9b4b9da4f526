"""How long the questions page takes to answer: processor seconds of one run of the page, by number of columns."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from tests.app.conftest import Visitor
from tests.long_export import repeated

SIZES = (60, 200)
TIMES = 5


def main(sizes: tuple[int, ...]) -> None:
    for size in sizes:
        visitor = Visitor("zh")
        visitor.upload("export.csv", repeated(size))
        visitor.open("questions")
        taken = [_seconds(visitor.run)]
        field = next(each for each in visitor.app.text_input if each.key.startswith("questions.search"))
        field.set_value("宿舍")
        taken.append(_seconds(visitor.run))
        print(f"{size} columns: {taken[0]:.2f} s with all questions shown, {taken[1]:.2f} s with those found")


def _seconds(act: Callable[[], None]) -> float:
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return median(taken)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
