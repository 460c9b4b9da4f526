"""How the factors are called, and which items are not where they belong: what page, tables and conclusions share."""

from __future__ import annotations

from collections import Counter

from csi_core.report.sections.parts import Words, called
from csi_core.results import Validity
from csi_core.setup import Setup
from csi_core.text import Text


def factor_names(validity: Validity, text: Text) -> dict[str, str]:
    """Factor → the user's name for it, else the dimension most of its items belong to; numbered where two share one.

    A factor that has neither is "Factor 1".
    """
    say = Words("validity", text)
    own = {
        factor: validity.factor_names.get(factor) or dimension
        for factor, dimension in validity.factor_dimension.items()
    }
    shared = Counter(name for name in own.values() if name)
    seen: Counter[str] = Counter()
    names = {}
    for number, (factor, name) in enumerate(own.items(), 1):
        if name is None:
            names[factor] = say("factor.unnamed", number=number)
        elif shared[name] == 1:
            names[factor] = say("factor.named", factor=factor, dimension=name)
        else:
            seen[name] += 1
            names[factor] = say("factor.numbered", factor=factor, dimension=name, number=seen[name])
    return names


def explained(validity: Validity) -> float | None:
    """% of the items' variance all retained factors explain together."""
    return validity.variance[-1].cumulative if validity.variance else None


def sorted_items(validity: Validity) -> tuple[str, ...]:
    """Items as a loading table lists them: by factor, within one by falling absolute loading, the homeless last."""
    order = list(validity.factor_dimension)

    def place(item: str) -> tuple[int, float]:
        factor = validity.assigned[item]
        if factor is None:
            return len(order), 0.0
        return order.index(factor), -abs(validity.loadings[item][factor])

    return tuple(sorted(validity.items, key=place))


def trouble(validity: Validity, setup: Setup, text: Text) -> tuple[tuple[str, str, str], ...]:
    """Items that are not where they belong: (item, what is wrong in a word, the sentence with what to do)."""
    say = Words("validity", text)
    names = factor_names(validity, text)
    found = []
    for item in validity.items:
        ranked = sorted(validity.loadings[item].items(), key=lambda pair: -abs(pair[1]))
        name = called(setup, item)
        (first, most), rest = ranked[0], ranked[1:]
        if item in validity.homeless:
            words = say("trouble.homeless", item=name, loading=most, suppress=validity.suppress)
            found.append((item, say("trouble_word.homeless"), words))
        if item in validity.cross_loading and rest:
            second, less = rest[0]
            words = say(
                "trouble.cross_loading", item=name, first=names[first], most=most, second=names[second], less=less
            )
            found.append((item, say("trouble_word.cross_loading"), words))
        if item in validity.misplaced:
            designed = setup.column(item).dimension or say("no_dimension")
            words = say("trouble.misplaced", item=name, designed=designed, factor=names[first], loading=most)
            found.append((item, say("trouble_word.misplaced"), words))
    return tuple(found)


def members(validity: Validity) -> dict[str, list[str]]:
    """Factor → its items, the highest loading first."""
    found: dict[str, list[str]] = {factor: [] for factor in validity.factor_dimension}
    for item in sorted_items(validity):
        factor = validity.assigned[item]
        if factor is not None:
            found[factor].append(item)
    return found


def retained(validity: Validity, say: Words) -> str:
    """How many factors the two rules keep, and how many were extracted."""
    kaiser, parallel = validity.retained_by.kaiser, validity.retained_by.parallel
    kind = "retained.agree" if kaiser == parallel else "retained.differ" if parallel else "retained.chance"
    return say(kind, kaiser=kaiser, parallel=parallel, factors=validity.n_factors)
