"""The factors found against what was meant: the questionnaire's dimensions, and the names the user gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from csi_core.analysis.sums import Matrix
from csi_core.results import Note
from csi_core.setup import FactorName
from csi_core.thresholds import CROSS_LOADING_DIFFERENCE

Assigned = Mapping[str, str | None]


def dimension_of_each(
    factor_names: Sequence[str], assigned: Assigned, dimensions: Mapping[str, tuple[str, ...]]
) -> dict[str, str | None]:
    """The dimension most of each factor's items belong to.

    Where several tie, the one that has the larger share of its own items there, then the questionnaire's first.
    """
    found: dict[str, str | None] = {}
    for factor in factor_names:
        counts = {name: sum(assigned.get(item) == factor for item in members) for name, members in dimensions.items()}
        leading = max(counts, key=lambda name: (counts[name], counts[name] / len(dimensions[name])), default=None)
        found[factor] = leading if leading is not None and counts[leading] else None
    return found


def misplaced(
    assigned: Assigned, factor_dimension: Mapping[str, str | None], dimensions: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Items whose factor bears the name of another dimension than their own, in the questionnaire's order."""
    own = {item: dimension for dimension, members in dimensions.items() for item in members}
    return tuple(
        item
        for item, factor in assigned.items()
        if factor is not None and item in own and factor_dimension[factor] not in (None, own[item])
    )


def cross_loading(used: Sequence[str], loadings: Matrix, assigned: Assigned) -> tuple[str, ...]:
    """Assigned items whose two largest absolute loadings differ by less than 0.20 (Howard 2016)."""
    if loadings.shape[1] < 2:
        return ()
    size = np.sort(np.abs(loadings), axis=1)
    near = size[:, -1] - size[:, -2] < CROSS_LOADING_DIFFERENCE
    return tuple(item for item, close in zip(used, near, strict=True) if close and assigned[item] is not None)


def users_names(
    factor_names: Sequence[str], assigned: Assigned, given: Sequence[FactorName], notes: list[Note]
) -> dict[str, str]:
    """Factor → the user's name, for the factor that holds most of the items the name was given to.

    More than half of the name's items must be in the factor and more than half of the factor's in the name, so that
    a name fits one factor at most; the last name given wins. A Note tells where a name's items in this analysis are
    not exactly the factor's, and where a name fits no factor.
    """
    members = {factor: {item for item, of in assigned.items() if of == factor} for factor in factor_names}
    found: dict[str, str] = {}
    for name in given:
        meant = set(name.items)
        factor = next(
            (each for each, held in members.items() if 2 * len(meant & held) > max(len(meant), len(held))), None
        )
        if factor is None:
            notes.append(Note("validity.name_unused", {"name": name.name, "items": name.items}))
            continue
        found[factor] = name.name
        if meant & assigned.keys() != members[factor]:
            now = tuple(item for item in assigned if item in members[factor])
            notes.append(
                Note("validity.name_moved", {"name": name.name, "factor": factor, "items": now, "given": name.items})
            )
    return found
