"""One column's guess, before all guesses become a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from csi_core.propose.evidence import Evidence
from csi_core.propose.numeric import without_hint
from csi_core.propose.proposal import Reason
from csi_core.setup import Best, ColumnSetup, Role, Scale, Side


@dataclass(frozen=True, slots=True)
class Guess:
    column: ColumnSetup
    reasons: tuple[Reason, ...]
    sure: bool = True

    def because(self, code: str, **values: object) -> Guess:
        """The same guess with one more reason."""
        return replace(self, reasons=(*self.reasons, Reason(code, values)))

    def unsure(self, code: str, **values: object) -> Guess:
        return replace(self.because(code, **values), sure=False)


def label(column: Evidence) -> str:
    """The question's wording without numbering; empty where it says no more than the column's name."""
    words = without_hint(column.header.label)
    return "" if words == column.name else words


def plain_guess(column: Evidence, role: Role, code: str, **values: object) -> Guess:
    """A guess that needs a role and a label only."""
    return Guess(ColumnSetup(column.name, role, label(column)), (Reason(code, values),))


def rated_guess(
    column: Evidence,
    role: Role,
    scale: Scale,
    answers: Mapping[str, float] | None,
    reasons: tuple[Reason, ...],
    sure: bool,
) -> Guess:
    """A guess of a rating question; numbers are whole where they are whole."""
    whole = Scale(_whole(scale.min), _whole(scale.max), Best(scale.best))
    codes = None
    if answers is not None:
        codes = {text: _whole(code) for text, code in sorted(answers.items(), key=lambda answer: answer[1])}
    return Guess(ColumnSetup(column.name, role, label(column), scale=whole, answers=codes), reasons, sure)


def kano_guess(
    column: Evidence, feature: str, side: Side, answers: Mapping[str, str], reasons: tuple[Reason, ...], sure: bool
) -> Guess:
    setup = ColumnSetup(column.name, Role.KANO, label(column), feature=feature, side=side, answers=answers)
    return Guess(setup, reasons, sure)


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value
