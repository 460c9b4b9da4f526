"""Where the browser of the tests is: a Chromium of this machine, else the one playwright installed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")


def find() -> str | None:
    """Path of a browser's program, or None."""
    from playwright.sync_api import sync_playwright

    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


if __name__ == "__main__":
    path = find()
    print(path or "no browser")
    sys.exit(0 if path else 1)
