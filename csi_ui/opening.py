"""The three ways to begin: the user's own file, a sample, saved work."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from csi_core.text import Text
from csi_ui import reading, session
from csi_ui.samples import Sample


def upload(text: Text) -> None:
    """Take a file, or several of one survey."""
    given = st.file_uploader(
        text("ui.start.upload.label"), key="start.upload", label_visibility="collapsed", accept_multiple_files=True
    )
    if given and _is_new("start.upload", given):
        _open(*_bundled(given))


def _bundled(given: Sequence[UploadedFile]) -> tuple[bytes, str]:
    """One file as it is; several as one archive in the order of their names, which the reader puts together.

    Saved work counts rows: the same files must give the same table, in whatever order they are chosen.
    """
    files = sorted((file.name, file.getvalue()) for file in given)
    if len(files) == 1:
        name, data = files[0]
        return data, name
    made = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(made, "w") as archive:
        for number, (name, data) in enumerate(files, start=1):
            own = f"{number} {name}" if name in names else name
            names.add(own)
            archive.writestr(own, data)
    return made.getvalue(), f"{PurePath(files[0][0]).stem} +{len(files) - 1}.zip"


def sample(offered: Sample, text: Text) -> None:
    if st.button(
        text(f"ui.start.sample.{offered.key}.name"),
        help=text(f"ui.start.sample.{offered.key}.what"),
        key=f"start.sample.{offered.key}",
        width="stretch",
    ):
        _open(offered.data(), offered.file, offered.setup())


def saved_work(text: Text) -> None:
    """Take the data file, or the several files of one survey, and the setup saved with it, together."""
    tables = st.file_uploader(text("ui.start.saved.table"), key="start.saved.table", accept_multiple_files=True)
    setup = st.file_uploader(text("ui.start.saved.setup"), key="start.saved.setup", type="json")
    if tables and setup is not None and _is_new("start.saved", [*tables, setup]):
        _open(*_bundled(tables), setup.getvalue())


def _is_new(key: str, given: Sequence[UploadedFile]) -> bool:
    """Whether these files were not taken from this uploader before: it holds them as long as its page is open."""
    files = [file.file_id for file in given]
    new = st.session_state.get(f"{key}.taken") != files
    st.session_state[f"{key}.taken"] = files
    return new


def _open(data: bytes, file: str, setup: bytes | None = None) -> None:
    reading.begin(file, lambda watch: session.prepared(data, file, setup=setup, watch=watch))
