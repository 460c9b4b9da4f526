"""Seconds and peak memory of the whole analysis: `python benchmarks/analysis.py [rows×columns …]`.

Simulated 5-point answers to items of five dimensions, two profile questions with two and four groups, one Kano
feature in ten items. Each size runs in a fresh process with one compute thread. Seconds are those of the processor, so
that other work on the machine counts little. Beside them stands the ratio to a bare numpy correlation matrix of the
same answers in the same process, and the memory used above what the answers occupy, in multiples of the answers stored
as 64-bit floats. The parts that take longest are listed; what they share is computed in the first that needs it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SIZES = ("154x28", "10000x50", "100000x50", "1000000x50")
DIMENSIONS = 5


def main() -> None:
    if sys.argv[1:2] == ["--case"]:
        measure(*map(int, sys.argv[2].split("x")))
        return
    print(
        "| rows × items | CPU seconds | × corrcoef | peak above the answers | slowest parts |\n|---|---|---|---|---|",
        flush=True,
    )
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    for size in sys.argv[1:] or SIZES:
        environment = {**os.environ, **threads, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, __file__, "--case", size], check=True, env=environment)


def measure(rows: int, items: int) -> None:
    import numpy as np

    import csi_core.analysis.run as run
    from csi_core.results import ResponseCounts

    small = simulated(200, items)
    run.compute(small, ResponseCounts(200, 200, (), (), ()))  # imports and caches are no part of the time
    responses = simulated(rows, items)
    answers = responses.ratings.to_numpy()
    bare = min(seconds(lambda: np.corrcoef(answers, rowvar=False)) for _ in range(3))
    counts = ResponseCounts(rows, rows, (), (), ())
    before = resident()
    parts: dict[str, float] = {}
    with timed(run, parts):
        took = seconds(lambda: run.compute(responses, counts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
    stored = rows * items * 8
    slowest = ", ".join(f"{name} {spent:.2f}" for name, spent in sorted(parts.items(), key=lambda p: -p[1])[:4])
    print(
        f"| {rows:,} × {items} | {took:.2f} | {took / bare:.1f} (corrcoef {bare:.4f} s) | "
        f"{peak / 2**20:.0f} MiB, {peak / stored:.2f} × answers | {slowest} |",
        flush=True,
    )


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def resident() -> int:
    """Bytes resident now; the peak begins anew from here where the system allows it."""
    Path("/proc/self/clear_refs").write_text("5")
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@contextmanager
def timed(run: ModuleType, parts: dict[str, float]) -> Iterator[None]:
    """Adds up the seconds of every analysis that goes through the runner, by the name of its function."""
    analyses = run._Analyses
    original = analyses.run

    def run_timed(self: object, analysis: Callable[[], object]) -> object:
        start = time.process_time()
        try:
            return original(self, analysis)
        finally:
            module, *rest = analysis.__code__.co_names
            name = rest[0] if rest and callable(getattr(getattr(run, module), rest[0], None)) else module
            parts[name] = parts.get(name, 0.0) + time.process_time() - start

    analyses.run = run_timed
    try:
        yield
    finally:
        analyses.run = original


def simulated(rows: int, items: int):
    """Responses whose items share five factors; 2 % of the answers are missing in one item of ten."""
    import numpy as np
    import pandas as pd

    from csi_core.responses import Responses
    from csi_core.setup import ColumnSetup, Role, Scale, Setup

    rng = np.random.default_rng(1)
    names = [f"q{number}" for number in range(1, items + 1)]
    index = pd.RangeIndex(1, rows + 1, name="row")
    factors = rng.standard_normal((rows, DIMENSIONS), dtype=np.float32)
    ratings = np.empty((rows, items), order="F")
    for item in range(items):
        liked = 0.7 * factors[:, item % DIMENSIONS] + 0.7 * rng.standard_normal(rows, dtype=np.float32)
        ratings[:, item] = np.clip(np.round(3.4 + liked), 1, 5)
        if item % 10 == 9:
            ratings[rng.random(rows) < 0.02, item] = np.nan
    profiles = pd.DataFrame(
        {
            name: pd.Series(rng.choice(groups, rows), index=index, dtype="str")
            for name, groups in (("gender", ["f", "m"]), ("year", ["1", "2", "3", "4"]))
        }
    )
    kano = {
        f"feature {number}": pd.DataFrame(
            rng.integers(0, 5, (rows, 2)).astype(float), index=index, columns=["functional", "dysfunctional"]
        )
        for number in range(items // 10)
    }
    columns = [
        ColumnSetup(name, Role.ITEM, dimension=f"D{i % DIMENSIONS}", scale=Scale(1, 5)) for i, name in enumerate(names)
    ]
    columns += [ColumnSetup(name, Role.PROFILE) for name in profiles]
    return Responses(
        setup=Setup(columns=tuple(columns), groups=tuple(profiles)),
        ratings=pd.DataFrame(ratings, index=index, columns=names, copy=False),
        profiles=profiles,
        multiple={},
        kano=kano,
        seconds=None,
        weights=None,
        opens=pd.DataFrame(index=index),
        problems=(),
    )


if __name__ == "__main__":
    main()
