"""The questionnaire as a document: what each column is, how it is scaled, what to compute.

The file form (`"format": "csi-setup/1"`) is fixed; fields may be added, never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pydantic import with_config

from csi_core.read.request import HeaderRows
from csi_core.thresholds import ANSWERED_SHARE


class Role(StrEnum):
    """What a column is in the questionnaire (`role.*`)."""

    ITEM = "item"
    OVERALL = "overall"
    RECOMMEND = "recommend"
    REPURCHASE = "repurchase"
    EXPECTATION = "expectation"
    IMPORTANCE = "importance"
    PROFILE = "profile"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    KANO = "kano"
    OPEN = "open"
    WEIGHT = "weight"
    WAVE = "wave"
    DURATION = "duration"
    TIME = "time"
    ID = "id"
    PRIVATE = "private"
    IGNORE = "ignore"


#: Roles answered on an ordered scale; validity, reliability and scores use `item` only.
SCALED = frozenset({Role.ITEM, Role.OVERALL, Role.RECOMMEND, Role.REPURCHASE, Role.EXPECTATION, Role.IMPORTANCE})


class Best(StrEnum):
    """Which end of a scale is the good one (`best.*`)."""

    HIGH = "high"
    LOW = "low"


class Side(StrEnum):
    """The half of a Kano pair (`side.*`)."""

    FUNCTIONAL = "functional"
    DYSFUNCTIONAL = "dysfunctional"


class KanoAnswer(StrEnum):
    """The five answers of a Kano question, in the evaluation table's order (`kanoanswer.*`)."""

    LIKE = "like"
    MUST = "must"
    NEUTRAL = "neutral"
    LIVE = "live"
    DISLIKE = "dislike"


_STRICT = with_config({"extra": "forbid"})


@_STRICT
@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale from `min` to `max`, declared, so that unused end points count."""

    min: float
    max: float
    best: Best = Best.HIGH


@_STRICT
@dataclass(frozen=True, slots=True)
class ColumnSetup:
    """One column's part in the questionnaire; `name` is the table column's name.

    place: of a ranking question with one column a place, whose cells name the option, the place it stands for.
    """

    name: str
    role: Role
    label: str = ""
    dimension: str | None = None
    scale: Scale | None = None
    answers: Mapping[str, float | str] | None = None
    weight: float = 1.0
    feature: str | None = None
    side: Side | None = None
    question: str | None = None
    option: str | None = None
    pairs_with: str | None = None
    place: int | None = None

    @property
    def title(self) -> str:
        """What a reader is shown: the label, else the name."""
        return self.label or self.name


@_STRICT
@dataclass(frozen=True, slots=True)
class Cleaning:
    """Which checks remove rows; all off: suspicious rows are only listed.

    min_seconds: answered faster than this; max_missing: more unanswered questions than this (below 1: a share
    of the questions, from 1 on: a number of them); min_signs: at least so many signs;
    remove_rows, keep_rows: 1-based data rows, the user's own word, which wins.
    """

    duplicates: bool = False
    straight_lining: bool = False
    min_seconds: float | None = None
    max_missing: float | None = None
    min_signs: int | None = None
    remove_rows: tuple[int, ...] = ()
    keep_rows: tuple[int, ...] = ()


@_STRICT
@dataclass(frozen=True, slots=True)
class FactorName:
    """The user's name for the factor that holds `items`: tied to them, since a factor's number changes easily."""

    name: str
    items: tuple[str, ...]


@_STRICT
@dataclass(frozen=True, slots=True)
class ValidityChoices:
    extraction: Literal["principal", "minres", "ml", "paf"] = "principal"
    factors: Literal["kaiser", "parallel"] | int = "kaiser"
    rotation: Literal["varimax", "oblimin", "promax", "none"] = "varimax"
    suppress: float = 0.4
    correlation: Literal["pearson", "polychoric"] = "pearson"
    factor_names: tuple[FactorName, ...] = ()
    htmt_interval: bool = False


@_STRICT
@dataclass(frozen=True, slots=True)
class ReliabilityChoices:
    """deletion: only rows complete in a scale's items, or for each pair of items the rows that answer both, or first
    gaps filled with the person's own mean of the dimension (`MissingChoices`), then complete rows."""

    deletion: Literal["listwise", "pairwise", "person_mean"] = "listwise"


@_STRICT
@dataclass(frozen=True, slots=True)
class MissingChoices:
    """answered: the least share of a dimension's items (by weight) that a person must have answered to have a score of
    their own in it, or to have its gaps filled; ½: the half rule (Fairclough & Cella 1996)."""

    answered: float = ANSWERED_SHARE


@_STRICT
@dataclass(frozen=True, slots=True)
class ScoringChoices:
    """weights: of the items; level: what the index is a weighted mean of; bands: scores from which a level is very
    high, high, fair and low."""

    weights: Literal["equal", "columns", "importance", "variance", "entropy", "critic", "drivers"] = "equal"
    level: Literal["items", "dimensions"] = "items"
    intervals: Literal["analytic", "bootstrap"] = "analytic"
    bands: tuple[float, float, float, float] = (90.0, 75.0, 60.0, 40.0)


@_STRICT
@dataclass(frozen=True, slots=True)
class Weighting:
    """targets: profile question → answer → share of the population, in any unit (shares, per cent or numbers)."""

    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@_STRICT
@dataclass(frozen=True, slots=True)
class KanoChoices:
    """cells: the user's own evaluation table, used where `table` is own: five rows (functional like … dislike) of five
    letters (dysfunctional like … dislike) out of M, O, A, I, R, Q. cross_hair: where the Better–Worse chart is divided.
    """

    table: Literal["standard", "pouliot", "own"] = "standard"
    cells: tuple[str, ...] = ()
    cross_hair: Literal["half", "mean"] = "half"


@_STRICT
@dataclass(frozen=True, slots=True)
class CompareChoices:
    """test: auto = Welch's, ranks where a group has no spread; classic = Student's t and ANOVA."""

    test: Literal["auto", "welch", "classic", "ranks"] = "auto"
    adjust: Literal["holm", "bh"] = "holm"


@_STRICT
@dataclass(frozen=True, slots=True)
class CorrelationChoices:
    method: Literal["pearson", "spearman", "kendall"] = "pearson"


@_STRICT
@dataclass(frozen=True, slots=True)
class ReportWords:
    """What the user wrote in one language; None: as proposed. comments: section → the author's remark."""

    title: str | None = None
    purpose: str | None = None
    background: str | None = None
    conclusions: tuple[str, ...] | None = None
    recommendations: tuple[str, ...] | None = None
    comments: Mapping[str, str] = field(default_factory=dict)


@_STRICT
@dataclass(frozen=True, slots=True)
class ReportSetup:
    """The user's own part of the report.

    language: None = the setup's; date: as printed, empty = the day of writing; organisation: class or company;
    logo: a picture as `picture.stored` keeps it; leave_out: sections; patterns: charts in hatchings in place of
    colours; words: by language.
    """

    language: Literal["zh", "en"] | None = None
    date: str = ""
    authors: str = ""
    organisation: str = ""
    logo: str | None = None
    leave_out: tuple[str, ...] = ()
    patterns: bool = False
    words: Mapping[Literal["zh", "en"], ReportWords] = field(default_factory=dict)


@_STRICT
@dataclass(frozen=True, slots=True)
class Setup:
    """The whole questionnaire; a column not listed is proposed when the setup meets a table.

    layout: what the table is by the user's word (`platforms.names()`), None: as recognised; header_row, header_rows:
    the sheet's first row of the header, from 1, and how many rows it takes, by the user's word; None: as found.
    """

    columns: tuple[ColumnSetup, ...] = ()
    title: str = ""
    language: Literal["zh", "en"] = "zh"
    sheet: str | None = None
    layout: str | None = None
    header_row: int | None = None
    header_rows: int = 1
    population: int | None = None
    cleaning: Cleaning = field(default_factory=Cleaning)
    validity: ValidityChoices = field(default_factory=ValidityChoices)
    reliability: ReliabilityChoices = field(default_factory=ReliabilityChoices)
    missing: MissingChoices = field(default_factory=MissingChoices)
    weighting: Weighting = field(default_factory=Weighting)
    scoring: ScoringChoices = field(default_factory=ScoringChoices)
    kano: KanoChoices = field(default_factory=KanoChoices)
    groups: tuple[str, ...] = ()
    compare: CompareChoices = field(default_factory=CompareChoices)
    correlations: CorrelationChoices = field(default_factory=CorrelationChoices)
    report: ReportSetup = field(default_factory=ReportSetup)
    format: Literal["csi-setup/1"] = "csi-setup/1"

    @property
    def header(self) -> HeaderRows | None:
        """Where the header is by the user's word."""
        return None if self.header_row is None else HeaderRows(self.header_row, self.header_rows)

    def column(self, name: str) -> ColumnSetup:
        return next(column for column in self.columns if column.name == name)

    def of(self, *roles: Role) -> tuple[ColumnSetup, ...]:
        """The columns with one of these roles, in the questionnaire's order."""
        return tuple(column for column in self.columns if column.role in roles)

    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """Names of the items of each dimension, in the order of first appearance."""
        found: dict[str, list[str]] = {}
        for column in self.of(Role.ITEM):
            if column.dimension:
                found.setdefault(column.dimension, []).append(column.name)
        return {dimension: tuple(names) for dimension, names in found.items()}
