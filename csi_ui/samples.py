"""The samples that come with the program, each with its setup."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "sample_data"


@dataclass(frozen=True, slots=True)
class Sample:
    """`key` names its phrases (`ui.start.sample.<key>`)."""

    key: str
    file: str

    def data(self) -> bytes:
        return (FOLDER / self.file).read_bytes()

    def setup(self) -> bytes:
        return (FOLDER / self.file).with_suffix(".setup.json").read_bytes()


SAMPLES = (
    Sample("dormitory", "dormitory.xlsx"),
    Sample("cafe", "cafe.xlsx"),
    Sample("hotel", "hotel.csv"),
)
