"""Files written in the background, and the PDF's pages as pictures: nobody waits for another's report.

What is under way hangs on the visitor's own Loaded; the threads are the server's and know no visitor.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from csi_core.report.model import Report

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Reports written at a time on this server, whoever asked for them.
WRITERS = 2

#: Pixels a point of the page takes in a picture: sharp at the size it is shown.
SCALE = 1.6

#: PDFium is not made for several threads.
_DRAWING = Lock()


@dataclass(slots=True, eq=False)
class Printing:
    """A report becoming a file. done: the parts that are written; pages: pictures drawn so far, by number from 0;
    before: the file that stood there until this one is ready."""

    report: Report
    job: Future[bytes]
    done: list[str] = field(default_factory=list)
    pages: dict[int, bytes] = field(default_factory=dict)
    before: Printing | None = None

    @property
    def ready(self) -> Printing | None:
        """What can be shown now."""
        if self.job.done():
            self.before = None
            return self
        return self.before


def start(report: Report, write: Callable[[Callable[[str], None]], bytes], before: Printing | None = None) -> Printing:
    """Have a file written; `write` gets what to call after each part. A job not yet begun gives way to the new one."""
    done: list[str] = []
    shown = before.ready if before is not None else None
    if before is not None:
        before.job.cancel()
    return Printing(report, _writers().submit(write, done.append), done, before=shown)


def pages(printed: Printing) -> int:
    with _DRAWING:
        return len(_opened(printed))


def page(printed: Printing, number: int) -> bytes:
    """One page as a PNG."""
    if number not in printed.pages:
        made = BytesIO()
        with _DRAWING:
            _opened(printed)[number].render(scale=SCALE).to_pil().save(made, "PNG")
        printed.pages[number] = made.getvalue()
    return printed.pages[number]


def _opened(printed: Printing) -> PdfDocument:
    from pypdfium2 import PdfDocument

    return PdfDocument(printed.job.result())


@st.cache_resource(show_spinner=False)
def _writers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(WRITERS, thread_name_prefix="writer")
