"""Logos from outside: what is kept of a picture, and what is refused in a sentence."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from csi_core import picture
from csi_core.errors import DataProblem
from csi_core.setup import ReportSetup, ReportWords, Setup
from csi_core.setup_file import from_json, to_json
from csi_core.text import LANGUAGES, Text


def drawn(form: str, size: tuple[int, int] = (1200, 300), mode: str = "RGB", **how: object) -> bytes:
    made = BytesIO()
    Image.new(mode, size, 40).save(made, form, **how)
    return made.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_logo_is_kept_small_and_in_shape(form: str, mode: str) -> None:
    kept = picture.opened(picture.stored(drawn(form, mode=mode)))
    with Image.open(BytesIO(kept)) as again:
        assert (again.format, again.size) == (form, (picture.SIDE, picture.SIDE // 4))
    assert picture.fitted(kept, 60.0, 28.0) == (60.0, 15.0)


def test_transparency_stays_and_what_a_camera_adds_goes() -> None:
    with Image.open(BytesIO(picture.opened(picture.stored(drawn("PNG", mode="RGBA"))))) as clear:
        assert clear.mode == "RGBA"
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6  # turned by a quarter
    kept = picture.opened(picture.stored(drawn("JPEG", (400, 100), exif=exif)))
    assert b"taken at home" not in kept
    with Image.open(BytesIO(kept)) as turned:
        assert turned.size == (100, 400)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "logo.format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.format"),
        (drawn("GIF", (4, 4), "L"), "logo.format"),
        (drawn("BMP", (4, 4)), "logo.format"),
        (drawn("PNG")[:200], "logo.broken"),
        (drawn("JPEG")[:700], "logo.broken"),
        (png_of(20, 20), "logo.broken"),
        (png_of(30_000, 2), "logo.large"),
        (png_of(60_000, 60_000), "logo.broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (6 * 2**20), "logo.heavy"),
    ],
)
def test_another_file_is_refused_in_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(DataProblem) as refused:
        picture.stored(data)
    assert refused.value.code == code
    assert all(Text(language).problem(refused.value).strip() for language in LANGUAGES)


def test_the_report_is_part_of_a_saved_setup() -> None:
    words = ReportWords(title="我们的报告", conclusions=("一。",), comments={"scores": "说明"})
    kept = ReportSetup(
        language="en",
        date="2026-11-23",
        authors="林、周",
        organisation="Class 3",
        logo=picture.stored(drawn("PNG", (40, 20))),
        leave_out=("kano",),
        words={"zh": words},
    )
    setup = Setup(report=kept)
    assert from_json(to_json(setup)) == setup
    assert '"report"' not in to_json(Setup())


@pytest.mark.parametrize("logo", ["no base64!", base64.b64encode(b"GIF89a").decode(), "4"])
def test_a_setup_with_another_thing_for_a_logo_is_refused(logo: str) -> None:
    with pytest.raises(DataProblem, match=r"logo\."):
        from_json(to_json(replace(Setup(), report=ReportSetup(logo=logo))))
