"""A Section on the screen: headline, cards, charts, tables, explanation; and the escaping of survey text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Literal, assert_never

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from csi_core.palette import Theme
from csi_core.report.csv import to_csv
from csi_core.report.format import show
from csi_core.report.model import (
    Callout,
    Card,
    Cell,
    Figure,
    Format,
    Grid,
    Section,
    Tone,
)
from csi_core.text import Text

#: Longer tables scroll in a frame of their own instead of stretching the page.
LONG_TABLE = 40

PHONE_WIDTH, SCREEN_WIDTH, PICTURE_WIDTH = 350, 560, 720

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
#: What Streamlit turns into pictures and links even where the punctuation is escaped.
_SHORTCODE = re.compile(r":(?=[\w+-]+(?:/[\w+-]+)?:)")
_LINK = re.compile(r"(?i)\b(https?|www)(?=[:.])")

_COLOURS: dict[Tone, Literal["green", "orange", "red", "gray"]] = {
    Tone.GOOD: "green",
    Tone.FAIR: "orange",
    Tone.POOR: "red",
    Tone.NEUTRAL: "gray",
}
_ICONS = {
    Tone.GOOD: ":material/check_circle:",
    Tone.FAIR: ":material/info:",
    Tone.POOR: ":material/warning:",
    Tone.NEUTRAL: ":material/info:",
}


def plain(words: object) -> str:
    """Text that Streamlit shows as it stands, in one line: Markdown escaped, short codes and links broken.

    >>> plain("a*b")
    'a\\\\*b'
    """
    one_line = " ".join(str(words).split())
    broken = _LINK.sub("\\1\u200b", _SHORTCODE.sub(":\u200b", one_line))
    return _PUNCTUATION.sub(r"\\\1", broken)


def section(
    shown: Section,
    text: Text,
    *,
    mend: Callable[[], None] | None = None,
    more: Callable[[], None] | None = None,
    how: Callable[[], None] | None = None,
) -> None:
    """One analysis in the order of every page; `mend` draws buttons, `more` the choices, `how` links to methods."""
    finding(shown)
    if mend:
        mend()
    details(shown, text, more, how)


def finding(shown: Section) -> None:
    """The headline, its figures, what is wrong."""
    headline(shown.headline)
    cards(shown.cards)
    for warning in shown.warnings:
        callout(warning)


def details(
    shown: Section, text: Text, more: Callable[[], None] | None = None, how: Callable[[], None] | None = None
) -> None:
    """Charts, findings, tables, the explanation; closed: choices and the expert's tables, how it was computed."""
    for drawn in shown.figures:
        if not drawn.more:
            figure(drawn, text)
    findings(shown)
    for table in shown.grids:
        if not table.more:
            grid(table, text)
    closed(shown, text, more, how)


def findings(shown: Section) -> None:
    if shown.findings:
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in shown.findings))


def closed(
    shown: Section, text: Text, more: Callable[[], None] | None = None, how: Callable[[], None] | None = None
) -> None:
    """What is closed at first: the explanation, choices and the expert's tables, how it was computed."""
    if shown.explanation:
        with st.expander(text("ui.frame.meaning"), icon=":material/help:"):
            for question, answer in shown.explanation:
                st.markdown(f"**{plain(question)}**")
                st.markdown(plain(answer))
    expert = [table for table in shown.grids if table.more]
    if more or expert:
        with st.expander(text("ui.frame.more"), icon=":material/tune:"):
            if more:
                more()
            for drawn in shown.figures:
                if drawn.more:
                    figure(drawn, text)
            for table in expert:
                grid(table, text)
    if shown.how:
        with st.expander(text("ui.frame.how"), icon=":material/functions:"):
            st.markdown("\n".join(f"- {plain(line)}" for line in shown.how))
            if how:
                how()


def headline(sentence: str) -> None:
    st.header(plain(sentence), anchor=False)


def cards(shown: Iterable[Card]) -> None:
    """The page's figures side by side; the grade stands in words beside its colour."""
    held = tuple(shown)
    if not held:
        return
    with st.grid(min(len(held), 4), min_column_width=160):
        for card in held:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.caption(plain(card.label))
                st.metric(
                    plain(card.label),
                    plain(card.value),
                    label_visibility="collapsed",
                    delta=plain(card.grade) or None,
                    delta_color=_COLOURS[card.tone],
                    delta_arrow="off",
                )
                if card.note:
                    st.caption(plain(card.note))


def callout(shown: Callout) -> None:
    words, icon = plain(shown.text), _ICONS[shown.tone]
    match shown.tone:
        case Tone.GOOD:
            st.success(words, icon=icon)
        case Tone.FAIR:
            st.warning(words, icon=icon)
        case Tone.POOR:
            st.error(words, icon=icon)
        case Tone.NEUTRAL:
            st.info(words, icon=icon)
        case _:
            assert_never(shown.tone)


def figure(shown: Figure, text: Text) -> None:
    """The chart in the colours of the theme in use, stretched, its labels of one size, with its files."""
    from csi_core.charts import chart

    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    st.altair_chart(chart(shown.chart, theme, _layout_width()), alt=shown.alt, theme=None, width="stretch")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(plain(shown.caption), width="content")
        _files_of_figure(shown, text)


def _files_of_figure(shown: Figure, text: Text) -> None:
    """The chart by itself, as it stands on paper."""
    from csi_core.charts import png, svg

    with _files(text("ui.frame.take.figure")):
        _file(
            text("ui.frame.take.png"), f"{shown.key}.png", "image/png", lambda: png(shown.chart, "light", PICTURE_WIDTH)
        )
        _file(
            text("ui.frame.take.svg"),
            f"{shown.key}.svg",
            "image/svg+xml",
            lambda: svg(shown.chart, "light", PICTURE_WIDTH),
        )


def _files_of_grid(table: Grid, text: Text) -> None:
    with _files(text("ui.frame.take.grid")):
        _file(text("ui.frame.take.csv"), f"{table.key}.csv", "text/csv", lambda: to_csv(table))


def _files(label: str) -> DeltaGenerator:
    return st.popover(label, icon=":material/download:", type="tertiary")


def _file(label: str, name: str, mime: str, data: Callable[[], bytes | str]) -> None:
    st.download_button(
        label, data=data, file_name=name, mime=mime, key=f"take.{name}", type="tertiary", on_click="ignore"
    )


def _layout_width() -> int:
    """Pixels a chart is laid out for: its labels must leave room for the plot where it is shown."""
    return PHONE_WIDTH if "Mobi" in (st.context.headers.get("User-Agent") or "") else SCREEN_WIDTH


def grid(table: Grid, text: Text) -> None:
    """A table with three lines and numbers to the right, with its file; a long one scrolls in its own frame."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{plain(table.caption)}**", width="content")
        _files_of_grid(table, text)
    if len(table.rows) > LONG_TABLE:
        _long(table, text)
    else:
        _short(table, text)
    for note in table.notes:
        st.caption(plain(note))


def _short(table: Grid, text: Text) -> None:
    """An HTML table, which can be marked and copied; numeric columns stand to the right."""
    headers = _headers(table)
    frame = pd.DataFrame(table.rows, columns=headers, dtype=object)
    styled = frame.style
    for header, column in zip(headers, table.columns, strict=True):
        if column.format is not Format.TEXT:
            frame[header] = pd.to_numeric(frame[header])
    strong = sorted(table.strong_rows)
    for place, (header, column) in enumerate(zip(headers, table.columns, strict=True)):
        light, bold = _formatter(column.format, text, bold=False), _formatter(column.format, text, bold=True)
        styled.format(bold if column.strong else light, subset=[header])
        if strong:
            styled.format(bold, subset=pd.IndexSlice[strong, [header]])
        # What is left blank on purpose is not missing, though both are no number.
        blank = [row for row, cells in enumerate(table.rows) if cells[place] == ""]
        if blank:
            styled.format(lambda _: "", subset=pd.IndexSlice[blank, [header]])
    st.table(styled, border="horizontal", hide_index=True, alt=table.caption)


def _formatter(style: Format, text: Text, *, bold: bool) -> Callable[[Any], str]:
    def shown(value: Cell) -> str:
        missing = value is None or value != value
        words = plain(show(None if missing else value, style, text))
        if style is not Format.TEXT or not any(sign.isalpha() for sign in words):
            words = words.replace(" ", "\u00a0")  # "< .001" and "2, 140.5" stay in one line
        return f"**{words}**" if bold and words else words

    return shown


def _long(table: Grid, text: Text) -> None:
    rows = [
        [show(cell, column.format, text) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    config = {
        header: st.column_config.TextColumn(
            column.header, alignment="left" if column.format is Format.TEXT else "right", pinned=j == 0
        )
        for j, (header, column) in enumerate(zip(_headers(table), table.columns, strict=True))
    }
    st.dataframe(
        pd.DataFrame(rows, columns=_headers(table)),
        column_config=config,
        hide_index=True,
        alt=table.caption,
        height=520,
    )


def _headers(table: Grid) -> list[str]:
    """The columns' headers, told apart by invisible joiners where one stands twice."""
    found: list[str] = []
    for column in table.columns:
        header = plain(column.header)
        while header in found:
            header += "\u2060"
        found.append(header)
    return found
