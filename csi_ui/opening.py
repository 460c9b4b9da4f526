"""The three ways to begin: the user's own file, a sample, saved work."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st

from csi_core.errors import DataProblem
from csi_core.text import Text
from csi_ui import draw, session, steps
from csi_ui.samples import Sample


def upload(text: Text) -> None:
    """Take a file, or several of one survey, and go on to the data page, or say why they cannot be read."""
    given = st.file_uploader(
        text("ui.start.upload.label"), key="start.upload", label_visibility="collapsed", accept_multiple_files=True
    )
    if given:
        _open(*bundled([(file.name, file.getvalue()) for file in given]), None, text)


def bundled(files: Sequence[tuple[str, bytes]]) -> tuple[bytes, str]:
    """One file as it is; several as one archive, which the reader puts together."""
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
        _open(offered.data(), offered.file, offered.setup(), text)


def saved_work(text: Text) -> None:
    """Take the data file and the setup saved with it, together."""
    table = st.file_uploader(text("ui.start.saved.table"), key="start.saved.table")
    setup = st.file_uploader(text("ui.start.saved.setup"), key="start.saved.setup", type="json")
    if table is not None and setup is not None:
        _open(table.getvalue(), table.name, setup.getvalue(), text)


def _open(data: bytes, file: str, setup: bytes | None, text: Text) -> None:
    try:
        with st.spinner(text("ui.start.reading")):
            session.load(data, file, setup=setup)
    except DataProblem as problem:
        st.error(draw.plain(text.problem(problem)), icon=":material/error:")
        return
    st.switch_page(steps.step("data").path)
