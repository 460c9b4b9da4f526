"""What a page or a report says, free of any format: a closed vocabulary every renderer knows.

Words are final (already in the report's language); numbers are raw, each with the Format that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray


class Format(StrEnum):
    """How a number in a grid is shown; spreadsheets keep the full number and use a matching number format."""

    TEXT = "text"
    INTEGER = "integer"  # 1,234
    COEFFICIENT = "coefficient"  # 0.891
    PERCENT = "percent"  # value in 0–100, shown 46.1%
    SCORE = "score"  # 0–100, shown 76.2
    MEAN = "mean"  # 3.42
    P = "p"  # < .001, .032


class Tone(StrEnum):
    """The judgement a colour may carry, never alone."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    NEUTRAL = "neutral"


Cell = str | int | float | None  #: None is shown as a dash


@dataclass(frozen=True, slots=True)
class GridColumn:
    header: str
    format: Format = Format.TEXT
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. key names it in every format (`validity.loadings`); more: an expert's table, closed at first
    on screen and placed in the appendix on paper; workbook: too long for paper or said there by a figure, left to
    the spreadsheet; strong_rows: indices of rows set in bold."""

    key: str
    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    strong_rows: frozenset[int] = frozenset()
    more: bool = False
    workbook: bool = False


# -- charts ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    low: float | None = None
    high: float | None = None
    tone: Tone = Tone.NEUTRAL
    note: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars in the given order (intervals where given), labelled with their values.

    unit: what the axis measures; domain: its ends (None: from 0 to the data); rule: a labelled reference line.
    """

    bars: tuple[Bar, ...]
    unit: str
    format: Format
    domain: tuple[float, float] | None = None
    rule: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class DivergingChart:
    """Answers of each row as % of those answering, from the worst level (left) to the best (right).

    levels: the scale's words, worst first; rows: (label, n, percent of each level); reach: percent the axis
    shows to the left and right of the scale's middle (None: as far as the data go). ordered: False where the levels
    are kinds without a better end; then they are stacked from the left in shades of one colour.
    """

    levels: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[float, ...]], ...]
    unit: str
    reach: tuple[float, float] | None = None
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """intervals: one a point, where there are any."""

    name: str
    points: tuple[tuple[float, float], ...]
    intervals: tuple[tuple[float, float] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines with a direct label each; rule: a labelled horizontal reference line.

    x_labels: what stands at x = 1, 2, … in place of numbers; y_domain: the axis's ends (None: from 0 to the data).
    """

    series: tuple[Series, ...]
    x_title: str
    y_title: str
    rule: tuple[float, str] | None = None
    x_labels: tuple[str, ...] = ()
    y_domain: tuple[float, float] | None = None
    format: Format = Format.COEFFICIENT


@dataclass(frozen=True, slots=True)
class Point:
    """x_low … y_high: the ends of its intervals, drawn as bars."""

    label: str
    x: float
    y: float
    kind: str = ""
    x_low: float | None = None
    x_high: float | None = None
    y_low: float | None = None
    y_high: float | None = None


@dataclass(frozen=True, slots=True)
class QuadrantChart:
    """Labelled points in four named quarters; corners: names (top left, top right, bottom left, bottom right)."""

    points: tuple[Point, ...]
    x_title: str
    y_title: str
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]
    x_cut: float
    y_cut: float
    corners: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Coefficients in −1…1 by row and column; None is left blank."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str


Chart = BarChart | DivergingChart | LineChart | QuadrantChart | HeatMap


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with what stands under it (with n) and what it says to someone who cannot see it; more: as of a Grid;
    screen: shown on the page only, since a table says the same on paper."""

    key: str
    caption: str
    alt: str
    chart: Chart
    more: bool = False
    screen: bool = False


# -- prose -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1–3
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """mentions: labels of tables and figures ("Table 3") in the order they stand in the text, to go to them."""

    text: str
    strong: bool = False
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """small: what is looked up rather than read, as methods and sources are; set in smaller type on paper."""

    items: tuple[str, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A warning or a remark that must not be overlooked."""

    text: str
    tone: Tone = Tone.FAIR


Block = Heading | Paragraph | Bullets | Callout | Grid | Figure


# -- the parts a page and a report share ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """One figure of a page: label, the number as shown, its grade in words, what it rests on (n)."""

    label: str
    value: str
    grade: str = ""
    tone: Tone = Tone.NEUTRAL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One analysis, as a page shows it and a report prints it.

    headline: the finding in one sentence with its number and n; findings: further sentences;
    warnings: what is wrong and what to do; explanation: (question, answer) pairs: what is this, how to read it,
    what it means here, what to do; how: formula, n, missing answers, the same output's name in SPSS;
    remarks: the author's own words, which a report prints at the section's end.
    """

    key: str
    title: str
    headline: str
    cards: tuple[Card, ...]
    findings: tuple[str, ...]
    warnings: tuple[Callout, ...]
    figures: tuple[Figure, ...]
    grids: tuple[Grid, ...]
    explanation: tuple[tuple[str, str], ...]
    how: tuple[str, ...]
    remarks: tuple[str, ...] = ()


# -- slides ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures shown large, side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Bars as a polygon: values of at least three things on the same scale; domain given."""

    caption: str
    alt: str
    chart: BarChart


SlideBlock = Bullets | Cards | Figure | Radar


@dataclass(frozen=True, slots=True)
class Slide:
    """title: the slide's one message, a sentence; notes: what to say, in paragraphs."""

    title: str
    blocks: tuple[SlideBlock, ...]
    notes: tuple[str, ...] = ()


# -- one page ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SummaryPart:
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The report on one page; card: the index, where there is one; headline: the finding in a sentence."""

    card: Card | None
    headline: str
    parts: tuple[SummaryPart, ...]


# -- what a spreadsheet computes again ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How often each option was chosen, the score (0–100) and the share of the index (in per cent) that follow."""

    label: str
    counts: tuple[int, ...]
    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Questions that share their options; options: (word, points), as the counts stand."""

    options: tuple[tuple[str, float], ...]
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """Scores to be followed by formulas, on the sheet named by `prefix`: score = Σ count × points / Σ count,
    index = Σ score × weight."""

    prefix: str
    tables: tuple[ScoreTable, ...]
    index: float


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The analysed answers of each respondent for the workbook.

    values: rows × names, NaN = missing; None where there are too many, which the code book's note says.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64] | None
    codebook: Grid


@dataclass(frozen=True, slots=True)
class Report:
    """title … date stand on the cover, with the logo (PNG or JPEG) and the class or company; blocks follow in order.

    slides: the same story to be told aloud, after a cover.
    sheets: (first part of a grid's key, title): the parts a spreadsheet gives a sheet each, in order.
    remarks: (first part of a grid's key, the author's own words) for the end of that part's sheet.
    recount: what a spreadsheet computes again beside the stored numbers; answers: what all numbers come from.
    patterns: charts are drawn in greys and hatchings, for printing without colour.
    """

    language: str
    title: str
    subtitle: str
    authors: str
    date: str
    sheets: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    slides: tuple[Slide, ...] = ()
    recount: Recount | None = None
    answers: Answers | None = None
    summary: Summary | None = None
    organisation: str = ""
    logo: bytes | None = None
    remarks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    patterns: bool = False

    @property
    def theme(self) -> Literal["print", "grey"]:
        """What the charts are drawn in."""
        return "grey" if self.patterns else "print"
