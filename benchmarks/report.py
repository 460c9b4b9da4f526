"""Seconds and peak memory of writing a report of about fifteen pages: `python -m benchmarks.report`."""

from __future__ import annotations

import resource
import time

from csi_core.report import RENDERERS
from tests.report.made_up import report


def main() -> None:
    for ending, render in RENDERERS.items():
        for run in ("first", "second"):
            start = time.perf_counter()
            size = len(render(report("zh")))
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{ending} {run}: {seconds:.2f} s, {size / 1024:.0f} KB, peak {peak:.0f} MB so far")


if __name__ == "__main__":
    main()
