"""What is computed once for one file and one setup, and kept for this visitor alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from csi_core.read.table import Table
from csi_core.results import Results
from csi_core.setup import ReportSetup, Setup
from csi_core.setup_file import to_json

if TYPE_CHECKING:
    from csi_core.analysis.what_if import Facts

#: Setups a visitor goes back and forth between.
KEPT = 4


def results(table: Table, setup: Setup) -> Results:
    """Everything computed from a table and a setup; the same again at no cost while neither changes."""
    return _results(table.digest, _computed(setup), table, setup)


def _computed(setup: Setup) -> str:
    """What the numbers depend on: all of a setup but the report's words."""
    return to_json(replace(setup, report=ReportSetup()))


@st.cache_data(scope="session", max_entries=KEPT, show_spinner=False)
def _results(digest: str, setup_file: str, _table: Table, _setup: Setup) -> Results:
    from threadpoolctl import threadpool_limits

    from csi_core.analysis.run import analyse

    with threadpool_limits(1):
        return analyse(_table, _setup)


def facts(table: Table, setup: Setup) -> Facts:
    """The facts that leaving questions out is judged by, of one setup."""
    return _facts(table.digest, _computed(setup), table, setup)


@st.cache_data(scope="session", max_entries=2 * KEPT, show_spinner=False)
def _facts(digest: str, setup_file: str, _table: Table, _setup: Setup) -> Facts:
    from threadpoolctl import threadpool_limits

    from csi_core.analysis.what_if import facts

    with threadpool_limits(1):
        return facts(_table, _setup)


def forget() -> None:
    """Drop everything this visitor's data gave."""
    from csi_core import charts

    _results.clear()
    _facts.clear()
    charts.forget()
