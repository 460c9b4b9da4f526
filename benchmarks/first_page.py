"""Seconds until the first page stands in a real browser: `python -m benchmarks.first_page`."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import sync_playwright

from csi_core.text import Text
from tests.browser.chromium import find

ROOT = Path(__file__).resolve().parents[1]
OPENINGS = 5


def main() -> None:
    port = _free_port()
    began = time.perf_counter()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless", "true"]
    server = subprocess.Popen([*command, "--server.port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        print(f"server answers after {time.perf_counter() - began:.2f} s")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
            for opening in range(1, OPENINGS + 1):
                page = browser.new_context(locale="en-US").new_page()
                began = time.perf_counter()
                page.goto(f"http://localhost:{port}/")
                page.get_by_text(Text("en")("ui.start.sample.title")).first.wait_for()
                print(f"opening {opening}: first page after {time.perf_counter() - began:.2f} s")
            browser.close()
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(address: str) -> None:
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    main()
