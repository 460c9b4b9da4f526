"""A logo from outside: only small, whole PNG and JPEG pictures come in, and only their pixels are kept."""

from __future__ import annotations

import base64
import binascii
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from csi_core.errors import DataProblem

if TYPE_CHECKING:
    from PIL.Image import Image

#: What a file may weigh and a picture measure before it is shrunk, and the longer side it is shrunk to.
MEGABYTES = 5
PIXELS = 6000
SIDE = 480

_FORMATS = ("PNG", "JPEG")


def stored(data: bytes) -> str:
    """An uploaded picture as a setup keeps it: shrunk, written anew without what a camera adds, in base64.

    Raises DataProblem logo.*: too heavy, no PNG or JPEG, broken, too many pixels.
    """
    from PIL import Image, ImageOps

    picture = _opened(data)
    form = picture.format
    turned = ImageOps.exif_transpose(picture)
    clear = form == "PNG" and turned.has_transparency_data
    bare = turned.convert("RGBA" if clear else "RGB")
    bare.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    made = BytesIO()
    if form == "PNG":
        bare.save(made, "PNG", optimize=True)
    else:
        bare.save(made, "JPEG", quality=88)
    return base64.b64encode(made.getvalue()).decode()


def opened(kept: str) -> bytes:
    """The picture a setup keeps; DataProblem logo.* where somebody has put another thing in its place."""
    try:
        data = base64.b64decode(kept, validate=True)
    except (binascii.Error, ValueError):
        raise DataProblem("logo.broken") from None
    _opened(data)
    return data


def fitted(data: bytes, width: float, height: float) -> tuple[float, float]:
    """Width and height of a kept picture in a frame, in the frame's unit, no side longer than in the frame."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        share = min(width / picture.width, height / picture.height)
        return picture.width * share, picture.height * share


def _opened(data: bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    if len(data) > MEGABYTES * 2**20:
        raise DataProblem("logo.heavy", megabytes=len(data) / 2**20, most=MEGABYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=_FORMATS)
        if max(picture.size) > PIXELS:
            raise DataProblem("logo.large", width=picture.width, height=picture.height, most=PIXELS)
        picture.load()
    except UnidentifiedImageError:
        raise DataProblem("logo.format") from None
    except Image.DecompressionBombError:
        raise DataProblem("logo.broken") from None
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, IndexError, KeyError):
        # What Pillow raises for a damaged file depends on where the damage lies.
        raise DataProblem("logo.broken") from None
    return picture
