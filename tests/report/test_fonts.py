"""The fonts beside the program draw what Chinese questionnaires hold."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from csi_core.fonts import BOLD, FAMILY, FOLDER, REGULAR, drawable
from csi_core.fonts.build import YOUNGER, characters

#: The one character of GBK that Noto Sans CJK SC does not have.
LACKING = {ord("≒")}


def test_the_regular_font_draws_every_character_of_gbk() -> None:
    gbk = characters("gbk")
    assert len(gbk) > 21_000
    assert gbk - drawable() == LACKING


def test_the_bold_font_draws_every_character_of_gb2312() -> None:
    with TTFont(BOLD, lazy=True) as font:
        assert characters("gb2312") - set(font.getBestCmap()) <= LACKING


@pytest.mark.parametrize("text", ["αχωβμσηρΣ", "²³≥≤≠−±×÷…—–·•√∞°", "€£¥％℃", "镕喆堃䶮", "┋→★☆○●□", "éüßÑ", YOUNGER])
def test_signs_of_statistics_and_rare_names_are_drawn(text: str) -> None:
    assert {character for character in text if ord(character) not in drawable()} == set()


@pytest.mark.parametrize("file", [REGULAR, BOLD])
def test_every_character_has_an_outline_of_its_own(file: object) -> None:
    with TTFont(file, lazy=True) as font:
        cmap, outlines = font.getBestCmap(), font["glyf"]
        for code in (*map(ord, "问卷满意度调查Aag0189%"),):
            assert outlines[cmap[code]].numberOfContours > 0
        assert ".notdef" not in cmap.values()


@pytest.mark.parametrize("file", [REGULAR, BOLD])
def test_every_character_stands_where_its_outline_does(file: object) -> None:
    with TTFont(file, lazy=True) as font:
        outlines, metrics = font["glyf"], font["hmtx"]
        drawn = [name for name in font.getGlyphOrder()[::17] if outlines[name].numberOfContours > 0]
        assert len(drawn) > 300
        assert [name for name in drawn if metrics[name][1] != outlines[name].xMin] == []


def test_the_fonts_bear_a_name_of_their_own_and_their_licence_stands_beside_them() -> None:
    for file in (REGULAR, BOLD):
        with TTFont(file, lazy=True) as font:
            assert font["name"].getDebugName(1) == FAMILY
            assert "Noto" not in " ".join(font["name"].getDebugName(index) for index in (1, 3, 4, 6))
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "Reserved Font Name" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
