"""Every page of every file of every sample, small, to be looked at: python -m tools.contact_sheets FOLDER [FORMAT …]

Needs LibreOffice (soffice) for Word, slides and workbooks and poppler (pdftoppm).
Formats: pdf, docx, pptx, xlsx; default all.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image

from csi_core.analysis.run import analyse
from csi_core.propose import complete
from csi_core.read import read
from csi_core.report import RENDERERS
from csi_core.report.build import ReportChoices, build
from csi_core.report.model import Report
from csi_core.setup_file import from_json
from csi_core.text import LANGUAGES, Text

SAMPLES = Path(__file__).resolve().parents[1] / "sample_data"
FORMATS = ("pdf", "docx", "pptx", "xlsx")

#: Pixels per inch of a page, and pages in a row and on a sheet.
RESOLUTION = {"pdf": 50, "docx": 50, "pptx": 40, "xlsx": 60}
COLUMNS = {"pdf": 6, "docx": 6, "pptx": 4, "xlsx": 4}
SHEET = 24
GAP = 8


def sample_reports() -> dict[str, Report]:
    """Each sample's report in each language, by the name of its files."""
    found = {}
    for setup_file in sorted(SAMPLES.glob("*.setup.json")):
        name = setup_file.name.removesuffix(".setup.json")
        data = next(path for path in SAMPLES.glob(f"{name}.*") if path != setup_file)
        table = read(data.read_bytes(), data.name)
        setup = complete(from_json(setup_file.read_bytes()), table)
        results = analyse(table, setup)
        for language in LANGUAGES:
            choices = ReportChoices(authors="Group 3", date="2026-11-23")
            found[f"{name}.{language}"] = build(results, setup, choices, Text(language))
    return found


def sheets(name: str, report: Report, form: str, folder: Path) -> list[Path]:
    """Write the file and its contact sheets."""
    file = folder / f"{name}.{form}"
    file.write_bytes(RENDERERS[f".{form}"](report))
    pages = folder / f"{name}.{form}.pages"
    pages.mkdir(exist_ok=True)
    for old in pages.iterdir():
        old.unlink()
    printed = file if form == "pdf" else _printed(file, pages)
    command = ["pdftoppm", "-r", str(RESOLUTION[form]), "-png", str(printed), str(pages / "page")]
    subprocess.run(command, check=True)
    images = [Image.open(path) for path in sorted(pages.glob("page*.png"))]
    made = []
    for number, start in enumerate(range(0, len(images), SHEET), 1):
        part = images[start : start + SHEET]
        columns = COLUMNS[form]
        width, height = (max(image.size[side] for image in part) + GAP for side in (0, 1))
        sheet = Image.new("RGB", (columns * width, -(-len(part) // columns) * height), "#8a9096")
        for index, image in enumerate(part):
            sheet.paste(image, (index % columns * width, index // columns * height))
        made.append(folder / f"{name}.{form}.{number}.png")
        sheet.save(made[-1])
    return made


def _printed(file: Path, folder: Path) -> Path:
    """The file as LibreOffice prints it, from a profile of its own."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').resolve().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{file.stem}.pdf"


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, report in sample_reports().items():
        for form in arguments[1:] or FORMATS:
            for sheet in sheets(name, report, form, folder):
                print(sheet)


if __name__ == "__main__":
    main(sys.argv[1:])
