"""The app without a browser, from its entry point, as a visitor with a Chinese or an English browser meets it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from csi_core.text import Text

ROOT = Path(__file__).parents[2]
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


class Visitor:
    """Walks through the pages; a page that fails, fails the test."""

    def __init__(self, language: str) -> None:
        self.text = Text(language)
        # The first page that computes loads the numerical libraries: on a busy machine that takes its time.
        self.app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=240)
        self.app.context = {"locale": LOCALES[language]}
        self.run()

    def run(self) -> None:
        self.app.run()
        while any(button.key == "reading.cancel" for button in self.app.button):
            self.app.run()
        assert not self.app.exception
        assert self.text("ui.frame.bug") not in self.errors()

    def open(self, page: str) -> None:
        stage = next(found.parent.name for found in (ROOT / "pages").glob(f"*/{page}.py"))
        self.app.switch_page(f"pages/{stage}/{page}.py")
        self.run()

    def click(self, key: str) -> None:
        self.app.button(key=key).click()
        self.run()

    def sample(self, name: str) -> None:
        """Open a sample and confirm its directions."""
        self.open("start")
        self.click(f"start.sample.{name}")
        self.open("questions")
        self.click("questions.confirm")

    def upload(self, name: str, data: bytes) -> None:
        self.open("start")
        self.app.file_uploader(key="start.upload").upload(name, data)
        self.run()

    def speak(self, language: str) -> None:
        self.text = Text(language)
        self.app.session_state["lang"] = language
        self.run()

    @property
    def session(self):
        return self.app.session_state["session"]

    def errors(self) -> list[str]:
        return [error.value for error in self.app.error]

    def headline(self) -> str:
        return self.app.header[0].value

    def title(self) -> str:
        return self.app.title[0].value

    def told(self) -> str:
        """Every word of the page that is no widget's."""
        kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
        return "\n".join(element.value for kind in kinds for element in getattr(self.app, kind))


@pytest.fixture
def visit() -> Callable[[str], Visitor]:
    return Visitor
