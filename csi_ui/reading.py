"""A file on its way into work: read in the background, its progress and the way to end it on screen.

A session has one such file at most; a new one ends the one before. What was in work stays until the new file is read.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from csi_core.errors import DataProblem
from csi_core.read.request import Stage
from csi_core.read.watch import Watch
from csi_core.text import Text
from csi_ui import draw, session, steps
from csi_ui.session import Loaded

#: A file read in this time shows no progress; after it, the progress is looked at so often.
AT_ONCE_SECONDS = 1.0
POLL_SECONDS = 0.5


class Opening:
    """One file being read and its questions proposed, in a thread of its own."""

    def __init__(self, file: str, work: Callable[[Watch], Loaded], before: Mapping[str, object]) -> None:
        """before: widgets' values by key, put back if nothing comes of it."""
        self.file, self.before = file, before
        self.watch = Watch()
        self._work = work
        self._began = time.monotonic()
        self._loaded: Loaded | None = None
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self._began)

    def wait(self, seconds: float) -> bool:
        """Whether it is over or cancelled, after at most so many seconds."""
        if not self.watch.cancelled:
            self._thread.join(seconds)
        return self.watch.cancelled or not self._thread.is_alive()

    def cancel(self) -> None:
        self.watch.cancel()

    def result(self) -> Loaded:
        """What was read, once it is over. Raises DataProblem: read.stopped if it was cancelled, even at the end."""
        self.watch.check(self.file)
        if self._failure:
            raise self._failure
        assert self._loaded
        return self._loaded

    def _run(self) -> None:
        try:
            self._loaded = self._work(self.watch)
        except Exception as failure:  # raised again where the page shows it
            self._failure = failure


@dataclass(slots=True)
class _Held:
    """The session's file on its way, and what went wrong with the last one."""

    opening: Opening | None = None
    problem: DataProblem | None = None

    def end(self) -> None:
        if self.opening:
            self.opening.cancel()


def _held() -> _Held:
    found: _Held = st.session_state.setdefault("reading", _Held())
    return found


@st.cache_resource(scope="session", on_release=_Held.end, show_spinner=False)
def _end_with_session(_held: _Held) -> _Held:
    """Released when the session ends: a closed or refreshed page ends its reading."""
    return _held


def begin(file: str, work: Callable[[Watch], Loaded], before: Mapping[str, object] | None = None) -> None:
    """Start reading a file; one that is on its way is ended."""
    held = _held()
    held.end()
    _end_with_session(held)
    held.opening, held.problem = Opening(file, work, before or {}), None


def forget() -> None:
    """End the file on its way and forget what is in work."""
    held = _held()
    held.end()
    held.opening = held.problem = None
    session.clear()


def follow(text: Text) -> bool:
    """Show how far the file on its way is, true while it is being read; then go to its data or say what went wrong."""
    held = _held()
    opening = held.opening
    if opening and not opening.wait(AT_ONCE_SECONDS):
        _progress(opening, text)
        return True
    if opening:
        held.opening = None
        try:
            session.put(opening.result())
        except DataProblem as problem:
            # Anew, since the one that was raised holds the file in its traceback.
            held.problem = DataProblem(problem.code, **problem.values)
            for key, value in opening.before.items():
                st.session_state[key] = value
        else:
            st.switch_page(steps.step("data").path)
    if held.problem:
        _told(held, held.problem, text)
    return False


@st.fragment(run_every=POLL_SECONDS)
def _progress(opening: Opening, text: Text) -> None:
    if opening.wait(0):
        st.rerun()
    with st.container(border=True, key="reading"):
        st.markdown(f"**{text('ui.reading.file', file=draw.plain(opening.file))}**")
        st.markdown(_doing(opening, text))
        st.caption(text("ui.reading.seconds", seconds=opening.seconds))
        st.button(text("ui.reading.cancel"), key="reading.cancel", icon=":material/close:", on_click=opening.cancel)


def _doing(opening: Opening, text: Text) -> str:
    """What is being done, with the rows read so far, of how many where that is known."""
    progress = opening.watch.progress
    match progress.stage:
        case Stage.ROWS if progress.of:
            doing = text("ui.reading.rows_of", rows=progress.rows, of=progress.of)
        case Stage.ROWS:
            doing = text("ui.reading.rows", rows=progress.rows)
        case stage:
            doing = text(f"ui.reading.{stage}")
    if progress.files > 1:
        return text("ui.reading.of_files", number=progress.file, files=progress.files, doing=doing)
    return doing


def _told(held: _Held, problem: DataProblem, text: Text) -> None:
    words = draw.plain(text.problem(problem))
    loaded = session.current()
    if loaded:
        words = text("ui.reading.kept", problem=words, file=draw.plain(loaded.file))
    if problem.code == "read.stopped":
        st.info(words, icon=":material/info:")
    else:
        st.error(words, icon=":material/error:")
    if st.button(text("ui.reading.dismiss"), key="reading.dismiss", type="tertiary"):
        held.problem = None
        st.rerun()
