"""Builds the two fonts beside this file from Noto Sans CJK SC (Debian package fonts-noto-cjk; needs fonttools).

    python -m csi_core.fonts.build NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc

The collections' outlines are cubic (CFF); TrueType's quadratic ones embed in a PDF at half the size. The regular
font covers GBK, which holds the characters of nearly every name and the traditional ones; the bold one GB 2312,
enough for headings, with the regular font to fall back on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

FAMILY = "CSI Sans SC"
SOURCE_FAMILY = "Noto Sans CJK SC"

#: Largest distance of a quadratic outline from the cubic one, in thousandths of the type size.
TOLERANCE = 1.0

#: A fixed time stamp (2022-01-27, the source's), so that building twice gives the same bytes; seconds since 1904.
TIME_STAMP = 3726086400

#: Beyond the Chinese sets: Latin, Greek, punctuation, superscripts, currency, arrows, operators, shapes.
SYMBOLS = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x0391, 0x03C9),
    (0x2010, 0x205E),
    (0x2070, 0x2094),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x24FF),
    (0x2500, 0x25FF),
    (0x2605, 0x2606),
    (0x2713, 0x2717),
    (0x3000, 0x303F),
    (0xFF01, 0xFFEF),
    (0xFFFD, 0xFFFD),
)

#: Characters of names and places that are younger than GBK.
YOUNGER = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬"
    "䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏鿔"
)


def characters(encoding: str) -> frozenset[int]:
    """Code points of every character of a Chinese double-byte encoding, private use left out."""
    return frozenset(_decoded(encoding))


def _decoded(encoding: str) -> Iterator[int]:
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                character = bytes((lead, trail)).decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(character) == 1 and not 0xE000 <= ord(character) <= 0xF8FF:
                yield ord(character)


def symbols() -> frozenset[int]:
    return frozenset(code for first, last in SYMBOLS for code in range(first, last + 1)) | frozenset(map(ord, YOUNGER))


def build(collection: Path, encoding: str, style: str) -> TTFont:
    """The simplified Chinese face of a collection, cut down to `encoding` and symbols, as TrueType."""
    font = next(face for face in TTCollection(str(collection)).fonts if face["name"].getDebugName(1) == SOURCE_FAMILY)
    options = Options(layout_features=[], notdef_outline=True, name_IDs=[0, 7, 8, 9, 10, 11, 12, 13, 14], hinting=False)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters(encoding) | symbols())
    subsetter.subset(font)
    _to_quadratic(font)
    _rename(font, style)
    font["head"].created = font["head"].modified = TIME_STAMP
    font.recalcTimestamp = False
    return font


def _to_quadratic(font: TTFont) -> None:
    order = font.getGlyphOrder()
    cubic = font.getGlyphSet()
    outlines = newTable("glyf")
    outlines.glyphOrder = order
    outlines.glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        cubic[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = outlines
    del font["CFF "]
    for name in order:
        outline = outlines[name]
        outline.recalcBounds(outlines)
        # A side bearing that is not the outline's own moves the character to the left edge of its square.
        font["hmtx"][name] = (font["hmtx"][name][0], outline.xMin if outline.numberOfContours else 0)
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(limits, field, 0)
    limits.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    version = "Version 2.004; subset, quadratic outlines"
    for identifier, value in (
        (1, FAMILY),
        (2, style),
        (3, f"2.004;{postscript}"),
        (4, f"{FAMILY} {style}"),
        (5, version),
        (6, postscript),
    ):
        names.setName(value, identifier, 3, 1, 0x409)


def main(regular: str, bold: str) -> None:
    here = Path(__file__).parent
    for collection, encoding, style in ((regular, "gbk", "Regular"), (bold, "gb2312", "Bold")):
        build(Path(collection), encoding, style).save(here / f"CSISansSC-{style}.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
