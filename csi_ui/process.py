"""What concerns the whole server: compute threads, and heavy libraries loaded before somebody waits for them."""

from __future__ import annotations

import importlib
import os
import threading

import streamlit as st

#: In the order in which a visitor meets them.
HEAVY = ("altair", "scipy.stats", "pingouin", "openpyxl", "fpdf", "vl_convert")

#: Importing would slow down what the first visitor's browser is just fetching.
FIRST_PAGE_SECONDS = 3.0

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread_each() -> None:
    """Keep every computation to one thread, so that many visitors do not starve each other.

    To be called before numpy is imported; a number that the operator has set stays.
    """
    for name in THREAD_VARIABLES:
        os.environ.setdefault(name, "1")


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Load the heavy libraries in the background, once for the server."""
    later = threading.Timer(FIRST_PAGE_SECONDS, _load)
    later.daemon = True
    later.start()


def _load() -> None:
    for name in HEAVY:
        importlib.import_module(name)
    from threadpoolctl import threadpool_limits

    threadpool_limits(int(os.environ["OMP_NUM_THREADS"]))
