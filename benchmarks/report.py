"""Seconds and peak memory of the report in every format: `python benchmarks/report.py [rows×columns …]`.

Each size runs in a fresh process: first from nothing loaded, then again with other words on the cover, as after an
edit. Last, the longest time for which another thread of the same process could not go on while all files were written.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = ("154x28", "100000x50")


def main() -> None:
    if sys.argv[1:2] == ["--case"]:
        measure(*map(int, sys.argv[2].split("x")))
        return
    print("| rows × items | run | file | seconds | of the processor | KB | peak MB |\n|---|---|---|---|---|---|---|")
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    for size in sys.argv[1:] or SIZES:
        environment = {**os.environ, **threads, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, __file__, "--case", size], check=True, env=environment)


def measure(rows: int, items: int) -> None:
    from benchmarks.analysis import simulated
    from csi_core.analysis.run import compute
    from csi_core.report import FILES, everything
    from csi_core.report.answers import answers
    from csi_core.report.build import ReportChoices, build
    from csi_core.results import ResponseCounts
    from csi_core.text import Text

    text, responses = Text("zh"), simulated(rows, items)
    results = compute(responses, ResponseCounts(rows, rows, (), (), ()))
    made = build(results, responses.setup, ReportChoices(date="2026-11-24"), text)
    made = replace(made, answers=answers(responses, text))
    for run in ("first", "again"):
        made = replace(made, authors=run)
        spent = [0.0, 0.0]
        for name, write in FILES.items():
            wall, cpu = time.perf_counter(), time.process_time()
            size = len(write(made)) / 1024
            took = time.perf_counter() - wall, time.process_time() - cpu
            spent = [sum(pair) for pair in zip(spent, took, strict=True)]
            print(_row(rows, items, run, name, *took, f"{size:.0f}"), flush=True)
        print(_row(rows, items, run, "all", *spent, ""), flush=True)
    wait = longest_wait(lambda: everything(replace(made, authors="third")))
    print(f"| {rows:,} × {items} | third | another thread waited at most | {wait:.3f} | | | |", flush=True)


def _row(rows: int, items: int, run: str, name: str, wall: float, cpu: float, size: str) -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {rows:,} × {items} | {run} | {name} | {wall:.2f} | {cpu:.2f} | {size} | {peak:.0f} |"


def longest_wait(work: Callable[[], object]) -> float:
    """The longest time a thread that wants to act every 10 ms was kept from it while `work` was done in another."""
    worker = threading.Thread(target=work)
    worker.start()
    longest, before = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0.01)
        now = time.perf_counter()
        longest, before = max(longest, now - before - 0.01), now
    return longest


if __name__ == "__main__":
    main()
