"""How far a reading is, and the way to end it, for another thread."""

from __future__ import annotations

import threading
from typing import Protocol

from csi_core.errors import DataProblem
from csi_core.read.request import Progress


class Stoppable(Protocol):
    def cancel(self) -> None: ...


class Watch:
    """Given to `read`, it holds the latest progress and ends the reading when asked; one for each reading."""

    def __init__(self) -> None:
        self.progress = Progress()
        self._lock = threading.Lock()
        self._reading: Stoppable | None = None
        self._cancelled = False

    def tell(self, progress: Progress) -> None:
        self.progress = progress

    def follow(self, reading: Stoppable) -> None:
        """From here on `cancel` ends this reading."""
        with self._lock:
            self._reading = reading
        if self._cancelled:
            reading.cancel()

    def cancel(self) -> None:
        """End the reading, from any thread and as often as one likes."""
        with self._lock:
            self._cancelled = True
            reading = self._reading
        if reading is not None:
            reading.cancel()

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def check(self, name: str) -> None:
        """Raises DataProblem read.stopped once the reading was cancelled."""
        if self._cancelled:
            raise DataProblem("read.stopped", file=name)
