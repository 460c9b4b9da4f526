"""The sample: profile, size, targets, multiple-response and ranking questions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """percent: of all valid responses; valid_percent: of those answering."""

    answer: str
    n: int
    percent: float
    valid_percent: float


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    question: str
    n: int
    missing: int
    answers: tuple[AnswerShare, ...]


@dataclass(frozen=True, slots=True)
class SampleSize:
    """n valid responses, of a population where it is known.

    effective: n, or with survey weights the number of equally weighted responses that tell as much.
    margin_of_error: half-width of the 95 % interval of a share of 50 %, in percentage points.
    needed: answers of equal weight for a margin of error of 5 points, of this population.
    """

    n: int
    effective: float
    population: int | None
    margin_of_error: float | None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class TargetShare:
    """Per cent of those answering (before: as the sample came, after: as weighted), target: of the population."""

    answer: str
    n: int
    before: float
    target: float
    after: float | None


@dataclass(frozen=True, slots=True)
class Target:
    """A profile question against the population: chi² goodness of fit of the counts, Σ(o − e)² / e, df answers − 1.

    sparse: an expected count is below 5, so that p is only approximate.
    """

    question: str
    n: int
    missing: int
    shares: tuple[TargetShare, ...]
    chi2: float | None
    df: int | None
    p: float | None
    sparse: bool


@dataclass(frozen=True, slots=True)
class PostStratification:
    """The sample against given population shares, and the weights that bring it to them.

    applied: the weights are in every weighted number; if not, a note says why. rounds: of raking.
    smallest, largest: weights over their mean; design_effect: n / effective (Kish 1965).
    """

    targets: tuple[Target, ...]
    applied: bool
    rounds: int
    smallest: float | None
    largest: float | None
    design_effect: float | None
    effective: float | None


@dataclass(frozen=True, slots=True)
class OptionShare:
    answer: str
    n: int
    percent_of_respondents: float
    percent_of_responses: float


@dataclass(frozen=True, slots=True)
class MultipleQuestion:
    """skipped: of the missing, those whom the questionnaire's logic did not ask."""

    question: str
    n: int
    missing: int
    answers: tuple[OptionShare, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class RankedOption:
    """n: ranked it; mean_rank: over these, 1 is the first; first, first_percent: put it first, of those ranking
    anything; score: Σ (k − rank + 1) / n of those ranking anything, k options, an option not ranked adding nothing.
    """

    option: str
    n: int
    mean_rank: float | None
    first: int
    first_percent: float
    score: float


@dataclass(frozen=True, slots=True)
class RankingQuestion:
    """The most preferred option, by its score, first; skipped: of the missing, those who were not asked."""

    question: str
    n: int
    missing: int
    options: tuple[RankedOption, ...]
    skipped: int = 0
