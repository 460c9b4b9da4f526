"""A server of our own on a free port and a real Chromium; no browser is a failure, not a skip."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from csi_core.text import Text

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a fresh server, ended by its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    process = subprocess.Popen(
        [*command, *(f"--{name}={value}" for name, value in options.items())],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "default"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else the one playwright installed."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield held
        held.close()


class Walk:
    """One visitor's page, with the words of the language."""

    def __init__(self, page: Page, address: str, language: str) -> None:
        self.page, self.address, self.language, self.text = page, address, language, Text(language)

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{path}")
        self.page.locator("[data-testid=stHeading]").first.wait_for()
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_timeout(300)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
        assert self.page.get_by_text(self.text("ui.frame.bug")).count() == 0

    def button(self, key: str):
        return self.page.locator(f".st-key-{key.replace('.', '-')} button").locator("visible=true").first

    def press(self, key: str) -> None:
        self.button(key).click()
        self.settle()

    def at(self, step: str) -> None:
        """Wait until the page of this step is there."""
        self.page.get_by_role("heading", name=self.text(f"ui.frame.step.{step}"), exact=True, level=1).wait_for()
        self.settle()

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def download(self, key: str, folder: Path) -> Path:
        with self.page.expect_download() as held:
            self.button(key).click()
        path = folder / held.value.suggested_filename
        held.value.save_as(path)
        return path


@pytest.fixture
def walk(server, browser):
    """Walk("zh") opens a page with a Chinese browser on the fresh server."""
    contexts = []

    def start(language: str, width: int = 1280) -> Walk:
        context = browser.new_context(
            locale=LOCALES[language], viewport={"width": width, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        return Walk(context.new_page(), server, language)

    yield start
    for context in contexts:
        context.close()
