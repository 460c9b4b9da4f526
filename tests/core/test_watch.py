"""A reading tells how far it is and can be ended by another thread; its process is gone then."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

import pytest

from csi_core.errors import DataProblem
from csi_core.read import read
from csi_core.read.process import Reading
from csi_core.read.request import Progress, Stage
from csi_core.read.watch import Watch

ROW = ",".join("5" for _ in range(30)) + "\n"
LARGE = (",".join(f"Q{at}" for at in range(30)) + "\n" + ROW * 200_000).encode()


class Noting(Watch):
    """A watch that keeps all it is told, and acts once rows are read."""

    def __init__(self, at_rows: Callable[[Watch], None] = lambda watch: None) -> None:
        super().__init__()
        self.told: list[Progress] = []
        self.pids: list[int] = []
        self._at_rows = at_rows

    def tell(self, progress: Progress) -> None:
        super().tell(progress)
        self.told.append(progress)
        if progress.stage is Stage.ROWS:
            self._at_rows(self)

    def follow(self, reading: Reading) -> None:
        self.pids.append(reading.pid)
        super().follow(reading)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("data", [LARGE, b"A1,A2\n5,4\n"], ids=["large", "small"])
def test_the_rows_read_are_told_and_grow_to_all(data: bytes) -> None:
    watch = Noting()
    table = read(data, "a.csv", watch=watch)
    rows = [progress.rows for progress in watch.told if progress.stage is Stage.ROWS]
    assert rows == sorted(rows)
    # An empty line at the end may count as a row that was read.
    assert table.n_rows <= rows[-1] <= table.n_rows + 1
    assert watch.told[-1] == Progress(Stage.RECOGNISING, rows[-1])
    assert all(is_gone(pid) for pid in watch.pids)


def test_each_file_of_an_archive_is_told() -> None:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("1.csv", "A1,A2\n5,4\n")
        archive.writestr("2.csv", "A1,A2\n3,4\n")
    watch = Noting()
    assert read(made.getvalue(), "a.zip", watch=watch).n_rows == 2
    assert {(progress.file, progress.files) for progress in watch.told} == {(1, 2), (2, 2)}


def test_cancelling_ends_the_process_in_the_middle() -> None:
    began = time.monotonic()

    def twice(watch: Watch) -> None:
        for _ in range(2):
            threading.Thread(target=watch.cancel).start()

    watch = Noting(twice)
    with pytest.raises(DataProblem) as caught:
        read(LARGE * 3, "a.csv", watch=watch)
    assert caught.value.code == "read.stopped"
    assert all(is_gone(pid) for pid in watch.pids)
    assert time.monotonic() - began < 20


def test_cancelling_before_the_start_and_after_the_end_does_no_harm() -> None:
    watch = Watch()
    watch.cancel()
    with pytest.raises(DataProblem) as caught:
        read(b"A1,A2\n5,4\n", "a.csv", watch=watch)
    assert caught.value.code == "read.stopped"
    late = Watch()
    assert read(b"A1,A2\n5,4\n", "a.csv", watch=late).n_rows == 1
    late.cancel()


def test_a_process_killed_from_outside_is_no_error_of_the_program() -> None:
    watch = Noting(lambda watch: os.kill(watch.pids[0], 9))
    with pytest.raises(DataProblem) as caught:
        read(LARGE, "a.csv", watch=watch)
    assert caught.value.code == "read.crash"
