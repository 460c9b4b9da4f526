"""An R script (package psych) that computes the report's main numbers from `data.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from csi_core.check.data import CheckData
from csi_core.check.expected import expected
from csi_core.results import Results
from csi_core.setup import SCALED, Role, Setup
from csi_core.text import Text

_EXTRACTION = {"minres": "minres", "paf": "pa", "ml": "ml"}


def script(data: CheckData, results: Results, setup: Setup, text: Text) -> str:
    return "\n".join(_lines(data, results, setup, text)) + "\n"


def _lines(data: CheckData, results: Results, setup: Setup, text: Text) -> Iterator[str]:
    told = expected(results, setup, text)

    def comment(key: str) -> Iterator[str]:
        yield ""
        for line in (text(f"check.part.{key}"), *told.get(key, ())):
            yield f"# {' '.join(line.split())}"

    item_columns = [column for column in setup.of(Role.ITEM) if column.scale is not None]
    yield f"# {text('check.about')}"
    yield 'answers <- read.csv("data.csv")'
    yield f"items <- {_vector(data.names[column.name] for column in item_columns)}"
    yield f"scaled <- {_vector(data.names[column.name] for column in setup.of(*SCALED))}"
    yield f"w <- {f'answers${data.weight}' if data.weight else 'rep(1, nrow(answers))'}"
    profiles = [data.names[column.name] for column in setup.of(Role.PROFILE, Role.WAVE)]
    if profiles:
        yield from comment("sample")
        yield f"for (q in {_vector(profiles)}) print(xtabs(w ~ answers[[q]]))"
    validity = results.validity
    if validity is not None:
        yield from comment("validity")
        yield f"complete <- na.omit(answers[{_vector(data.names[item] for item in validity.items)}])"
        if validity.correlation == "polychoric":
            yield "r <- unclass(lavaan::lavCor(as.data.frame(lapply(complete, ordered))))"
        else:
            yield "r <- cor(complete)"
        if validity.smoothed:
            yield "r <- psych::cor.smooth(r)"
        yield "print(psych::KMO(r))"
        yield "print(psych::cortest.bartlett(r, n = nrow(complete)))"
        yield "print(eigen(r)$values)"
        if validity.extraction == "principal":
            yield f'print(psych::principal(r, {validity.n_factors}, rotate = "{validity.rotation}"), sort = TRUE)'
        else:
            method = _EXTRACTION[validity.extraction]
            yield (
                f"print(psych::fa(r, {validity.n_factors}, n.obs = nrow(complete), "
                f'rotate = "{validity.rotation}", fm = "{method}"), sort = TRUE)'
            )
    if results.reliability is not None:
        yield from comment("reliability")
        yield "print(psych::alpha(na.omit(answers[items]), check.keys = FALSE))"
        for scale in results.reliability.dimensions.values():
            members = _vector(data.names[item] for item in scale.per_item)
            yield f"print(psych::alpha(na.omit(answers[{members}]), check.keys = FALSE)$total)"
    if results.items:
        yield from comment("items")
        yield "for (q in scaled) print(c(mean = weighted.mean(answers[[q]], w * !is.na(answers[[q]]), na.rm = TRUE)))"
        yield "print(sapply(answers[scaled], sd, na.rm = TRUE))"
    if results.compare:
        yield from comment("groups")
        for by in (data.names[name] for name in setup.groups if name in data.names):
            yield f"for (q in scaled) print(oneway.test(answers[[q]] ~ factor(answers${by})))"
            yield f"for (q in scaled) print(chisq.test(table(answers[[q]], answers${by}), correct = FALSE))"
    if results.scores is not None:
        yield from comment("scores")
        yield f"low <- {_numbers(column.scale.min for column in item_columns if column.scale)}"
        yield f"high <- {_numbers(column.scale.max for column in item_columns if column.scale)}"
        yield "score <- mapply(function(q, a, b) weighted.mean(100 * (answers[[q]] - a) / (b - a),"
        yield "  ifelse(is.na(answers[[q]]), 0, w), na.rm = TRUE), items, low, high)"
        yield "print(score)"
        shares = [results.scores.items[c.name].weight if c.name in results.scores.items else 0.0 for c in item_columns]
        yield f"print(sum(score * {_numbers(shares)}, na.rm = TRUE))"
    if data.kano:
        yield from comment("kano")
        for functional, dysfunctional in data.kano.values():
            yield f"print(table(answers${functional}, answers${dysfunctional}))"


def _vector(names: Iterable[str]) -> str:
    return "c(" + ", ".join(f'"{name}"' for name in names) + ")"


def _numbers(values: Iterable[float]) -> str:
    return "c(" + ", ".join(repr(float(value)) for value in values) + ")"
