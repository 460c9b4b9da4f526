"""What a proposal is: a complete setup, and for every column why, and whether the guess is sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csi_core.setup import Setup


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a column was read as it was: the phrase `propose.<code>` with its values."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """setup: one entry for each column of the table, in its order.

    reasons, sure: by column name. `sure` is False where a person should look before anything is computed:
    the direction of a rated column that nothing in the file tells, or a role guessed from little.
    """

    setup: Setup
    reasons: Mapping[str, tuple[Reason, ...]]
    sure: Mapping[str, bool]
