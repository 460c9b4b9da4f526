"""Table + Setup → numeric answers, good end high, problems listed; nothing is guessed after this point."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from csi_core.cells import cell_text, is_address, number, plain, without_typed
from csi_core.errors import DataProblem
from csi_core.read.places import place
from csi_core.read.platforms import Missing, missing_tokens
from csi_core.read.table import Column, Table
from csi_core.setup import SCALED, Best, ColumnSetup, KanoAnswer, Role, Setup, Side

#: What stands in an option's column of a multiple-response question where it was not chosen, and where it was.
NOT_CHOSEN = frozenset(
    {"0", "否", "未选", "未选中", "未勾选", "未选择", "no", "false", "n", "-", "—", "/", "not selected", "unchecked"}
)
CHOSEN = frozenset({"1", "是", "选中", "已选", "已选中", "勾选", "√", "✓", "yes", "true", "y", "selected", "checked"})

#: Smallest and largest survey weight: beyond them sums of squares lose their digits.
WEIGHT_LIMITS = (1e-9, 1e12)

#: What stands between the options of a ranking in one cell.
ORDER = re.compile(r"→|->|＞|>")

#: Separators of options within one cell, most specific first; the first one that occurs in the column is used.
SEPARATORS = ("┋", ";", "；", "|", "、", "，", ",")

#: Separators that people typing by hand use side by side, and those that also stand within options.
TYPED = frozenset("、，,")
_WITHIN = re.compile(r"[/／\s]+")

_UNITS = re.compile(
    r"(?:(?P<h>\d+(?:\.\d+)?)\s*(?:小时|时|hours?|hr?))?\s*"
    r"(?:(?P<m>\d+(?:\.\d+)?)\s*(?:分钟|分|minutes?|min|m))?\s*"
    r"(?:(?P<s>\d+(?:\.\d+)?)\s*(?:秒钟|秒|seconds?|secs?|s))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer outside scale and answers: it counts as missing. row: 1-based data row."""

    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Responses:
    """Coded answers. Every frame shares one index: the 1-based data row number of the table.

    setup: complete, one entry for each column of the table.
    ratings: float64, one column per scaled role (item, overall, recommend, …) by name, good end high
        (`min + max − answer` where `best` is low), NaN = missing.
    profiles: str, one column per profile (and wave) question by name: the answers' labels, missing = NaN.
    multiple: per question, a boolean frame rows × options of the rows that chose at least one option.
    addresses: a number for each different network address, if the file tells them (the address itself stays out).
    rankings: per question, a float frame rows × options of the rows that ranked at least one: 1 for the first.
    kano: per feature, a float frame with columns functional, dysfunctional: 0 like … 4 dislike, NaN = missing.
    seconds: answer time of each row, if there is a duration column.
    weights: survey weight of each row, if there is a weight column.
    opens: str, one column per open question.
    problems: answers that fit neither scale nor answers.
    skipped: per column in which there are any, the data rows whose logic did not show the question.
    """

    setup: Setup
    ratings: pd.DataFrame
    profiles: pd.DataFrame
    multiple: Mapping[str, pd.DataFrame]
    kano: Mapping[str, pd.DataFrame]
    seconds: pd.Series | None
    weights: pd.Series | None
    opens: pd.DataFrame
    problems: tuple[Problem, ...]
    skipped: Mapping[str, pd.Index] = field(default_factory=dict)
    rankings: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    addresses: pd.Series | None = None

    @property
    def n(self) -> int:
        return len(self.ratings.index)

    def not_asked(self, question: str) -> int:
        """How many rows the questionnaire's logic did not show a question of several columns."""
        of = [column.name for column in self.setup.columns if (column.question or column.name) == question]
        return max((len(self.skipped[name]) for name in of if name in self.skipped), default=0)

    def items(self) -> pd.DataFrame:
        """The ratings of role item only: what validity, reliability and scores use."""
        return self.only([column.name for column in self.setup.of(Role.ITEM)])

    def only(self, names: list[str]) -> pd.DataFrame:
        """The ratings of these columns; no copy where they are all."""
        return self.ratings if names == list(self.ratings.columns) else self.ratings[names]

    def raw_items(self) -> pd.DataFrame:
        """The items as they were answered, before turning."""
        items = self.items().copy()
        for column in self.setup.of(Role.ITEM):
            if column.scale is not None and column.scale.best is Best.LOW:
                items[column.name] = column.scale.min + column.scale.max - items[column.name]
        return items

    def keep(self, rows: pd.Index) -> Responses:
        """The same questionnaire with these data rows only."""
        kept = set(rows)
        return replace(
            self,
            ratings=self.ratings.loc[rows],
            profiles=self.profiles.loc[rows],
            multiple={name: frame[frame.index.isin(rows)] for name, frame in self.multiple.items()},
            kano={name: frame.loc[rows] for name, frame in self.kano.items()},
            seconds=None if self.seconds is None else self.seconds.loc[rows],
            weights=None if self.weights is None else self.weights.loc[rows],
            opens=self.opens.loc[rows],
            problems=tuple(problem for problem in self.problems if problem.row in kept),
            skipped={name: of[of.isin(rows)] for name, of in self.skipped.items()},
            addresses=None if self.addresses is None else self.addresses.loc[rows],
            rankings={name: frame[frame.index.isin(rows)] for name, frame in self.rankings.items()},
        )


def encode(table: Table, setup: Setup) -> Responses:
    """Every answer of the table as the complete setup reads it.

    Raises DataProblem where a column's setup cannot be applied: a rating without a scale, a Kano question
    without answers or without its other half, a weight that is missing or outside WEIGHT_LIMITS.
    """
    index = pd.RangeIndex(1, table.n_rows + 1, name="row")
    coder = _Coder(index, missing_tokens(table.layout))
    ratings = {
        column.name: coder.rating(table[column.name], column) for column in setup.columns if column.role in SCALED
    }
    profiles = {column.name: coder.label(table[column.name], column) for column in setup.of(Role.PROFILE, Role.WAVE)}
    opens = {column.name: coder.text(table[column.name]) for column in setup.of(Role.OPEN)}
    durations = setup.of(Role.DURATION)
    weights = setup.of(Role.WEIGHT)
    return Responses(
        setup=setup,
        ratings=pd.DataFrame(ratings, index=index, dtype=np.float64),
        profiles=pd.DataFrame(profiles, index=index, dtype="str"),
        multiple=_multiple(table, setup, coder),
        kano=_kano(table, setup, coder),
        seconds=coder.seconds(table[durations[0].name]) if durations else None,
        weights=coder.weight(table, weights[0].name, setup.cleaning.remove_rows) if weights else None,
        opens=pd.DataFrame(opens, index=index, dtype="str"),
        problems=tuple(sorted(coder.problems, key=lambda problem: problem.row)),
        skipped=coder.skipped,
        rankings=_rankings(table, setup, coder),
        addresses=_addresses(table, setup, index),
    )


class _Coder:
    """Turns one column's cells into codes through its distinct values; gathers what does not fit or was skipped."""

    def __init__(self, index: pd.RangeIndex, tokens: Mapping[str, Missing]) -> None:
        self._index = index
        self._tokens = tokens
        self.problems: list[Problem] = []
        self.skipped: dict[str, pd.Index] = {}

    def _distinct(self, column: Column) -> tuple[np.ndarray, list[str]]:
        """Codes into the distinct cell texts (−1 = empty or a token for no answer) and these texts."""
        codes, distinct = pd.factorize(column.cells)
        texts = [cell_text(value) for value in distinct]
        missing = [position for position, text in enumerate(texts) if text in self._tokens or not text]
        if missing:
            skipped = [position for position in missing if self._tokens.get(texts[position]) is Missing.SKIPPED]
            if skipped:
                self.skipped[column.name] = self._index[np.isin(codes, skipped)]
            codes = np.where(np.isin(codes, missing), -1, codes)
        return codes, texts

    def _coded(self, column: Column, code: Callable[[str], float | None]) -> pd.Series:
        cell_codes, texts = self._distinct(column)
        answers = [code(text) for text in texts]
        values = np.array([np.nan if answer is None else answer for answer in answers] + [np.nan], dtype=np.float64)
        unknown = np.array([answer is None for answer in answers] + [False])
        for row in np.flatnonzero(unknown[cell_codes]):
            self.problems.append(Problem(int(row) + 1, column.name, texts[cell_codes[row]]))
        return pd.Series(values[cell_codes], index=self._index)

    def rating(self, column: Column, setup: ColumnSetup) -> pd.Series:
        scale = setup.scale
        if scale is None:
            raise DataProblem("responses.no_scale", column=setup.title)
        answers = lookup(setup.answers or {})
        numeric_keys = any(number(key) is not None for key in answers)

        def code(text: str) -> float | None:
            found = find(answers, text)
            if found is not None:
                return float(found)
            value = number(text)
            if value is None or not scale.min <= value <= scale.max:
                return None
            # With texts as answers a cell may hold the code itself; numbers that are answers' keys are complete.
            fits = not answers or (not numeric_keys and value.is_integer())
            return value if fits else None

        rated = self._coded(column, code)
        return scale.min + scale.max - rated if scale.best is Best.LOW else rated

    def kano(self, column: Column, setup: ColumnSetup) -> pd.Series:
        if not setup.answers:
            raise DataProblem("responses.kano_answers", column=setup.title)
        order = {answer.value: float(position) for position, answer in enumerate(KanoAnswer)}
        answers = lookup(setup.answers)
        return self._coded(column, lambda text: order.get(str(find(answers, text))))

    def label(self, column: Column, setup: ColumnSetup) -> pd.Series:
        cell_codes, texts = self._distinct(column)
        answers = lookup(setup.answers or column.value_labels)
        labels: list[str | None] = []
        for text in texts:
            found = find(answers, text) if answers else without_typed(text)
            labels.append(None if found is None else str(found))
        if setup.answers:
            unknown = np.array([label is None for label in labels] + [False])
            for row in np.flatnonzero(unknown[cell_codes]):
                self.problems.append(Problem(int(row) + 1, column.name, texts[cell_codes[row]]))
        else:
            labels = [text if label is None else label for label, text in zip(labels, texts, strict=True)]
        labels = [None if label is None else " ".join(label.splitlines()) for label in labels]
        return pd.Series(np.array([*labels, None], dtype=object)[cell_codes], index=self._index, dtype="str")

    def text(self, column: Column) -> pd.Series:
        cell_codes, texts = self._distinct(column)
        return pd.Series(np.array([*texts, None], dtype=object)[cell_codes], index=self._index, dtype="str")

    def seconds(self, column: Column) -> pd.Series:
        return self._coded(column, parse_seconds)

    def weight(self, table: Table, name: str, removed: Collection[int]) -> pd.Series:
        """Survey weights; rows the user removes need none."""
        weights = self._coded(table[name], number)
        usable = weights.between(*WEIGHT_LIMITS) | weights.index.isin(removed)
        wrong = np.flatnonzero(~usable)
        if wrong.size:
            raise DataProblem("responses.weight", column=name, row=table.rows[wrong[0]])
        return weights


def _kano(table: Table, setup: Setup, coder: _Coder) -> dict[str, pd.DataFrame]:
    halves: dict[str, dict[str, pd.Series]] = {}
    for column in setup.of(Role.KANO):
        if column.feature is None or column.side is None:
            raise DataProblem("responses.kano_half", feature=column.title)
        halves.setdefault(column.feature, {})[column.side.value] = coder.kano(table[column.name], column)
    for feature, pair in halves.items():
        if len(pair) < len(Side):
            raise DataProblem("responses.kano_half", feature=feature)
    return {feature: pd.DataFrame({side.value: pair[side] for side in Side}) for feature, pair in halves.items()}


def _multiple(table: Table, setup: Setup, coder: _Coder) -> dict[str, pd.DataFrame]:
    questions: dict[str, dict[str, pd.Series]] = {}
    for column in setup.of(Role.MULTIPLE):
        texts = coder.text(table[column.name])
        value_labels = table[column.name].value_labels
        if column.option is None:
            questions.setdefault(column.question or column.name, {}).update(_split(texts, column))
        else:
            said = texts.map(lambda text, labels=value_labels: labels.get(text, text), na_action="ignore")
            chosen = said.notna() & ~said.str.lower().isin(NOT_CHOSEN)
            questions.setdefault(column.question or column.name, {})[column.option] = chosen
    frames = {question: pd.DataFrame(options, dtype=bool) for question, options in questions.items()}
    return {question: frame[frame.any(axis=1)] for question, frame in frames.items()}


def _split(texts: pd.Series, column: ColumnSetup) -> dict[str, pd.Series]:
    """One boolean column per option of a question whose answers stand joined in one cell."""
    answers = lookup(column.answers or {})
    chosen: dict[str, set[int]] = {str(label): set() for label in (column.answers or {}).values()}
    given = texts.str.replace(r"〖[^〗]*〗", "", regex=True).dropna()
    options = options_in(given.unique().tolist())
    for row, cell in zip(given.index.tolist(), given.tolist(), strict=True):
        for option in options[cell]:
            chosen.setdefault(str(answers.get(option, option)), set()).add(row)
    return {option: pd.Series(texts.index.isin(rows), index=texts.index) for option, rows in chosen.items()}


def options_in(cells: Collection[str]) -> dict[str, list[str]]:
    """The options that each of these cells of one column holds.

    The first of SEPARATORS that occurs divides them; 、 ， and , do so side by side. A slash or a blank divides only
    what gives options that other cells hold too. Without any of them rising digits are options: 134 is 1, 3 and 4.

    >>> options_in(["食堂、外卖", "外卖,校外", "食堂/校外"])["食堂/校外"], options_in(["134", "2"])["134"]
    (['食堂', '校外'], ['1', '3', '4'])
    """
    found = next((mark for mark in SEPARATORS if any(mark in cell for cell in cells)), None)
    if found is None and cells and all(_is_rising(cell) for cell in cells):
        return {cell: list(cell) for cell in cells}
    marks = TYPED if found in TYPED else {found or SEPARATORS[0]}
    divider = re.compile("[" + re.escape("".join(sorted(marks))) + "]")
    parts = {cell: [part.strip() for part in divider.split(cell) if part.strip()] for cell in cells}
    if found not in TYPED:
        return parts
    known = {part for whole in parts.values() for part in whole if not _WITHIN.search(part)}
    return {cell: [option for part in whole for option in _within(part, known)] for cell, whole in parts.items()}


def _is_rising(cell: str) -> bool:
    return cell.isdecimal() and all(one < other for one, other in itertools.pairwise(cell))


def _within(part: str, known: Collection[str]) -> list[str]:
    pieces = _WITHIN.split(part)
    return pieces if len(pieces) > 1 and all(piece in known for piece in pieces) else [part]


def _addresses(table: Table, setup: Setup, index: pd.RangeIndex) -> pd.Series | None:
    """Numbers of the network addresses in the first private column that holds such, NaN where there is none."""
    for column in setup.of(Role.PRIVATE):
        codes, distinct = pd.factorize(table[column.name].cells)
        if len(distinct) and sum(is_address(str(value)) for value in distinct) > len(distinct) / 2:
            return pd.Series(np.where(codes < 0, np.nan, codes), index=index, dtype=np.float64)
    return None


def _rankings(table: Table, setup: Setup, coder: _Coder) -> dict[str, pd.DataFrame]:
    """Ranks of the options: from one cell that holds their order, from one column an option that holds its rank, or
    from one column a place that holds its option.
    """
    questions: dict[str, dict[str, pd.Series]] = {}
    for column in setup.of(Role.RANKING):
        texts = coder.text(table[column.name])
        of = questions.setdefault(column.question or column.name, {})
        if column.place is not None:
            for option, ranks in _placed(texts, column, table[column.name].value_labels).items():
                of[option] = of[option].combine_first(ranks) if option in of else ranks
        elif column.option is None:
            of.update(_ordered(texts, column))
        else:
            ranks = pd.to_numeric(texts.map(_rank, na_action="ignore"), errors="coerce")
            of[column.option] = ranks.where(ranks >= 1)
    frames = {question: pd.DataFrame(ranks, dtype=np.float64) for question, ranks in questions.items()}
    return {question: frame[frame.notna().any(axis=1)] for question, frame in frames.items()}


def _rank(text: str) -> str:
    """The rank that a text names: `第1位`, `2nd`, `3`."""
    found = place(text)
    return text if found is None else str(found)


def _placed(texts: pd.Series, column: ColumnSetup, labels: Mapping[str, str]) -> dict[str, pd.Series]:
    """The rank of the options that stand in the column of one place; whoever names an option twice means the better."""
    answers = lookup({**labels, **(column.answers or {})})
    given = texts.map(without_typed, na_action="ignore").dropna()
    options = given.map(lambda text: str(answers.get(text, text)))
    rank = float(column.place or 1)
    return {
        option: pd.Series(rank, index=options.index[options == option]).reindex(texts.index)
        for option in sorted(options.unique())
    }


def _ordered(texts: pd.Series, column: ColumnSetup) -> dict[str, pd.Series]:
    """The rank of each option where one cell holds their order: `A→B→C`."""
    answers = lookup(column.answers or {})
    ranks: dict[str, dict[int, float]] = {}
    given = texts.str.replace(r"〖[^〗]*〗", "", regex=True).dropna()
    for row, cell in zip(given.index.tolist(), given.tolist(), strict=True):
        options = [part.strip() for part in ORDER.split(cell) if part.strip()]
        for rank, option in enumerate(options, start=1):
            ranks.setdefault(str(answers.get(option, option)), {})[row] = rank
    return {option: pd.Series(of, dtype=np.float64).reindex(texts.index) for option, of in ranks.items()}


def lookup(answers: Mapping[str, float | str]) -> dict[str, float | str]:
    """`answers` with its keys also in plain width and without outer blanks; the exact key wins."""
    loose = {plain(key): code for key, code in answers.items()}
    return loose | {key.strip(): code for key, code in answers.items()}


def find(answers: Mapping[str, float | str], text: str) -> float | str | None:
    """The answer a cell's text stands for: as it stands, in plain width, or without typed text."""
    for form in (text, plain(text), plain(without_typed(text))):
        if form in answers:
            return answers[form]
    return None


def parse_seconds(text: str) -> float | None:
    """An answer time in seconds: `123秒`, `2分3秒`, `1小时2分`, `2:03`, `1:02:03`, `123`; else None.

    >>> [parse_seconds(text) for text in ("123秒", "2分3秒", "2:03", "95.5", "soon")]
    [123.0, 123.0, 123.0, 95.5, None]
    """
    words = plain(text)
    value = number(words)
    if value is not None:
        return value
    clock = _CLOCK.fullmatch(words)
    if clock:
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        return 3600 * hours + 60 * minutes + seconds
    units = _UNITS.fullmatch(words)
    if units and any(units.groups()):
        hours, minutes, seconds = (float(units[unit] or 0) for unit in ("h", "m", "s"))
        return 3600 * hours + 60 * minutes + seconds
    return None
