"""What several analyses need of one survey is computed once, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

from csi_core.responses import Responses

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")


def once(compute: Callable[[Responses, *Arguments], T]) -> Callable[[Responses, *Arguments], T]:
    """`compute`, called only once with the same responses and other arguments (hashable).

    The result must not hold the responses themselves, nor be changed.
    """
    known: WeakKeyDictionary[Responses, dict[tuple[*Arguments], T]] = WeakKeyDictionary()

    def kept(responses: Responses, *arguments: *Arguments) -> T:
        found = known.setdefault(responses, {})
        if arguments not in found:
            found[arguments] = compute(responses, *arguments)
        return found[arguments]

    update_wrapper(kept, compute)
    return kept
