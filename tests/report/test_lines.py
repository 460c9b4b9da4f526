"""Lines are broken as Chinese and English are set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csi_core.report.lines import em, wrap


def test_no_line_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    text = "（一）本次调查共回收“有效答卷”154份，其中男生71人（46.1%）、女生82人；缺失1人。" * 3
    for width in range(4, 40):
        for line in wrap(text, width, em):
            assert line[0] not in "，。；、）”"
            assert line[-1] not in "（“"


def test_latin_words_and_short_statements_stay_whole() -> None:
    text = "采用Cronbach’s alpha检验，n = 154，p < .001。"
    for width in range(7, 30):
        lines = wrap(text, width, em)
        assert any("Cronbach’s" in line for line in lines)
        assert any("n = 154" in line for line in lines)
        assert any("p < .001" in line for line in lines)


@given(st.text(alphabet="ab c中文，。（）“” -1.\n", max_size=80), st.integers(1, 30))
def test_nothing_but_blanks_is_lost_and_lines_fit_unless_one_unit_is_wider(text: str, width: int) -> None:
    lines = wrap(text, width, em)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(em(line) <= max(width, 1) + 1e-9 for line in lines)


def test_a_word_too_wide_for_its_column_is_broken_at_its_joint() -> None:
    assert wrap("Games–Howell", 4.5, em) == ["Games–", "Howell"]
