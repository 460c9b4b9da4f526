"""Sets of answers: which questions share one, how its answers are coded, and in which order they stand. No drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from csi_core.analysis.groups import in_natural_order
from csi_core.cells import number, without_typed
from csi_core.propose import Proposal
from csi_core.propose.order import known_order, outside
from csi_core.propose.unordered import alike
from csi_core.read.platforms import NO_ANSWER
from csi_core.read.table import Column, Table
from csi_core.scale import points
from csi_core.setup import SCALED, Best, ColumnSetup, KanoAnswer, Role, Scale, Setup

#: Distinct answers remembered of each column; a profile question with more is not put in order by hand.
REMEMBERED, ORDERED = 60, 30

Seen = Mapping[str, tuple[str, ...]]
Codes = Mapping[str, float | str]


def seen_answers(table: Table) -> Seen:
    """The distinct answers of every column, the most frequent first."""
    return {column.name: _distinct(column) for column in table.columns}


def _distinct(column: Column) -> tuple[str, ...]:
    counts = column.cells.value_counts().head(REMEMBERED)
    texts = [f"{value:.15g}" if isinstance(value, float) else str(value) for value in counts.index]
    return tuple(text for text, _ in sorted(zip(texts, counts, strict=True), key=lambda each: (-each[1], each[0])))


def given(seen: Seen, name: str) -> tuple[str, ...]:
    """A column's answers without typed text and without tokens for no answer."""
    return tuple(dict.fromkeys(without_typed(text) for text in seen.get(name, ()) if text not in NO_ANSWER))


def in_words(answers: Iterable[str]) -> bool:
    """Whether there are several answers, none of them a number."""
    found = list(answers)
    return len(found) > 1 and all(number(answer) is None for answer in found)


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Columns of one kind whose answers are coded alike. codes: every answer's, in the order shown; uncoded: counted as
    missing; best: which end of a rated group is the good one."""

    role: Role
    columns: tuple[str, ...]
    codes: Codes
    uncoded: tuple[str, ...]
    best: Best = Best.HIGH

    @property
    def of_kano(self) -> bool:
        return self.role is Role.KANO

    @property
    def rated(self) -> bool:
        return self.role in SCALED

    @property
    def steps(self) -> tuple[str, ...]:
        """The coded answers, the worst first; those of a profile question as they are shown."""
        if not self.rated:
            return tuple(self.codes)
        ascending = sorted(self.codes, key=lambda answer: self.codes[answer])
        return tuple(ascending if self.best is Best.HIGH else ascending[::-1])

    @property
    def answers(self) -> frozenset[str]:
        return frozenset((*self.codes, *self.uncoded))

    @property
    def movable(self) -> bool:
        """Whether the answers can be put in another order: each has a label of its own, or is a word and a point."""
        alone = len(set(self.codes.values())) == len(self.codes) > 1
        return not self.of_kano and alone and (not self.rated or in_words(self.answers))


def answer_groups(setup: Setup, seen: Seen) -> tuple[AnswerGroup, ...]:
    """Rated, Kano and profile columns by their answer codes; groups without words or unknown answers are left out."""
    groups: dict[tuple[object, ...], list[ColumnSetup]] = {}
    for column in setup.of(*SCALED, Role.KANO, Role.PROFILE):
        kind = Role.ITEM if column.role in SCALED else column.role
        codes = tuple((column.answers or {}).items())
        apart = column.name if column.role is Role.PROFILE else column.scale
        groups.setdefault((kind, apart, codes), []).append(column)
    found = tuple(_group(columns, seen) for columns in groups.values())
    return tuple(group for group in found if group.codes or group.uncoded)


def _group(columns: Sequence[ColumnSetup], seen: Seen) -> AnswerGroup:
    first = columns[0]
    names = tuple(column.name for column in columns)
    answers = dict.fromkeys(answer for name in names for answer in given(seen, name))
    codes = dict(first.answers or {})
    if first.role is Role.PROFILE:
        if not codes and in_words(answers) and len(answers) <= ORDERED:
            codes = {answer: answer for answer in in_natural_order(answers)}
        return AnswerGroup(first.role, names, codes, ())
    uncoded = tuple(answer for answer in answers if answer not in codes and number(answer) is None)
    return AnswerGroup(first.role, names, codes, uncoded, first.scale.best if first.scale else Best.HIGH)


def recoded(setup: Setup, group: AnswerGroup, changes: Mapping[str, float | str | None]) -> Setup:
    """The setup with other codes for some answers of a group; None: the answer has no code and counts as missing."""
    before: dict[str, float | str | None] = {**dict.fromkeys(group.uncoded), **group.codes}
    codes = {answer: changes.get(answer, code) for answer, code in before.items()}
    kept = {answer: code for answer, code in codes.items() if code is not None}
    if group.of_kano:
        kept = {answer: KanoAnswer(str(code)).value for answer, code in kept.items()}
    return _with(setup, group.columns, answers=kept)


def ordered(setup: Setup, group: AnswerGroup, steps: Sequence[str]) -> Setup:
    """The setup with the answers of a group in this order: of a rated one, the worst first; as labels of a profile
    question. Answers not among the steps count as missing.

    Rated answers that fill their scale get 1, 2, 3 …; where the scale has points that nobody chose it stays as it is,
    and turning the order round turns its good end.
    """
    if not group.rated:
        return _with(setup, group.columns, answers={answer: group.codes[answer] for answer in steps})
    scale = setup.column(group.columns[0]).scale
    if scale is None or (scale.min, scale.max) == (1, len(group.codes)) or set(steps) != set(group.codes):
        return _with(setup, group.columns, **_ladder(steps))
    if tuple(steps) == group.steps[::-1]:
        best = Best.LOW if scale.best is Best.HIGH else Best.HIGH
        return _with(setup, group.columns, scale=replace(scale, best=best))
    codes = dict(zip(steps, (group.codes[answer] for answer in group.steps), strict=True))
    return _with(setup, group.columns, answers=codes)


def _ladder(steps: Sequence[str]) -> dict[str, Any]:
    codes = {answer: place for place, answer in enumerate(steps, start=1)}
    return {"answers": codes, "scale": Scale(1, max(len(steps), 2))}


def _with(setup: Setup, names: Iterable[str], **fields: Any) -> Setup:
    wanted = frozenset(names)
    return replace(
        setup,
        columns=tuple(replace(column, **fields) if column.name in wanted else column for column in setup.columns),
    )


def with_ladders(setup: Setup, names: Iterable[str], seen: Seen) -> Setup:
    """The setup where rated columns answered in words no code is known for have one code a word: those of the rated
    questions with the same words, else in the order the words tell, else the most frequent first, to be put in order.
    """
    wanted = frozenset(names)
    bare = {
        column.name: given(seen, column.name)
        for column in setup.of(*SCALED)
        if column.name in wanted and not column.answers and in_words(given(seen, column.name))
    }
    known = [column for column in setup.of(*SCALED) if column.answers and column.scale]
    for columns in alike(bare):
        words = list(dict.fromkeys(word for name in columns for word in bare[name] if not outside(word)))
        same = next((other for other in known if other.answers and set(words) <= set(other.answers)), None)
        if same is not None:
            setup = _with(setup, columns, answers=same.answers, scale=same.scale)
        elif words:
            setup = _with(setup, columns, **_ladder(known_order(words) or words))
    return setup


def without_order(
    groups: Iterable[AnswerGroup], proposal: Proposal, confirmed: frozenset[frozenset[str]]
) -> frozenset[str]:
    """Rated columns whose answers stand in an order that nothing in the file tells and nobody has confirmed."""
    proposed = {column.name for column in proposal.setup.of(*SCALED) if column.answers}
    return frozenset(
        name
        for group in groups
        if group.rated and group.codes and group.movable and group.answers not in confirmed
        for name in group.columns
        if name not in proposed and known_order(group.steps) is None
    )


def worth(group: AnswerGroup, setup: Setup) -> tuple[tuple[str, float], ...]:
    """Each answer of a rated group with its points, the worst first."""
    scale = setup.column(group.columns[0]).scale
    if scale is None or scale.min >= scale.max:
        return ()
    return tuple((answer, points(scale, float(group.codes[answer]))) for answer in group.steps)


def candidates(setup: Setup, proposal: Proposal, unsure: frozenset[str], seen: Seen) -> list[tuple[str, ...]]:
    """Profile questions that look like ratings whose answers have no known order, by their set of answers."""
    profiles = {column.name for column in setup.of(Role.PROFILE)} & unsure
    named = {name for name, whys in proposal.reasons.items() if any(why.code == "unordered" for why in whys)}
    return alike({name: given(seen, name) for name in seen if name in named & profiles})
