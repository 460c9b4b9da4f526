"""SPSS syntax, understood by GNU PSPP too, that computes the report's main numbers from `data.sav`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csi_core.check.data import CheckData
from csi_core.check.expected import expected
from csi_core.results import Results
from csi_core.setup import SCALED, Role, Setup
from csi_core.text import Text

_EXTRACTION = {"principal": "PC", "minres": "ULS", "paf": "PAF", "ml": "ML"}
_ROTATION = {"varimax": "VARIMAX", "oblimin": "OBLIMIN", "promax": "PROMAX(4)", "none": "NOROTATE"}

#: Names a line of syntax holds; PSPP and old versions of SPSS read 80 to 256 characters.
_A_LINE = 8


def syntax(data: CheckData, results: Results, setup: Setup, text: Text) -> str:
    return "\n".join(_commands(data, results, setup, text)) + "\n"


def _commands(data: CheckData, results: Results, setup: Setup, text: Text) -> Iterator[str]:
    told = expected(results, setup, text)

    def comment(key: str) -> Iterator[str]:
        yield ""
        for line in (text(f"check.part.{key}"), *told.get(key, ())):
            yield f"* {_inert(line)}."

    items = [data.names[column.name] for column in setup.of(Role.ITEM)]
    scaled = [data.names[column.name] for column in setup.of(*SCALED)]
    profiles = [data.names[column.name] for column in setup.of(Role.PROFILE, Role.WAVE)]
    yield f"* {_inert(text('check.about'))}."
    yield "* UTF-8."
    yield "GET FILE='data.sav'."
    if profiles:
        yield from comment("sample")
        yield from _weighted(data, f"FREQUENCIES VARIABLES={_names(profiles)}.")
    if results.validity is not None:
        found = results.validity
        used = [data.names[item] for item in found.items]
        yield from comment("validity")
        yield f"FACTOR VARIABLES={_names(used)}"
        yield "  /MISSING=LISTWISE"
        yield "  /PRINT=INITIAL KMO EXTRACTION ROTATION"
        yield f"  /CRITERIA=FACTORS({found.n_factors}) ITERATE(1000)"
        yield f"  /EXTRACTION={_EXTRACTION[found.extraction]}"
        yield "  /CRITERIA=ITERATE(1000)"
        yield f"  /ROTATION={_ROTATION[found.rotation]}."
    if results.reliability is not None:
        yield from comment("reliability")
        scales = {text("check.all"): items}
        scales |= {
            dimension: [data.names[item] for item in results.reliability.dimensions[dimension].per_item]
            for dimension in results.reliability.dimensions
        }
        for name, members in scales.items():
            yield f"RELIABILITY VARIABLES={_names(members)}"
            yield f"  /SCALE('{_inert(name)[:60]}')=ALL /MODEL=ALPHA /SUMMARY=TOTAL."
    if results.items:
        yield from comment("items")
        yield from _weighted(data, f"DESCRIPTIVES VARIABLES={_names(scaled)} /STATISTICS=MEAN STDDEV MIN MAX.")
        yield from _weighted(data, f"FREQUENCIES VARIABLES={_names(scaled)}.")
    if results.compare:
        yield from comment("groups")
        for by in (data.names[name] for name in setup.groups if name in data.names):
            yield f"CROSSTABS TABLES={_names(scaled)} BY {by} /STATISTICS=CHISQ PHI /CELLS=COUNT COLUMN ASRESID."
            if len(data.values[by]) == 2:
                yield f"T-TEST GROUPS={by}(1 2) /VARIABLES={_names(scaled)}."
            else:
                yield f"ONEWAY {_names(scaled)} BY {by} /STATISTICS=DESCRIPTIVES."
    if results.scores is not None:
        yield from comment("scores")
        for column in setup.of(Role.ITEM):
            if column.scale is not None:
                name, low, span = data.names[column.name], column.scale.min, column.scale.max - column.scale.min
                yield f"COMPUTE s_{name} = 100 * ({name} - ({low:g})) / {span:g}."
        scored = [f"s_{data.names[column.name]}" for column in setup.of(Role.ITEM) if column.scale is not None]
        yield from _weighted(data, f"DESCRIPTIVES VARIABLES={_names(scored)} /STATISTICS=MEAN STDDEV.")
    if data.kano:
        yield from comment("kano")
        for functional, dysfunctional in data.kano.values():
            yield f"CROSSTABS TABLES={functional} BY {dysfunctional} /CELLS=COUNT."


def _weighted(data: CheckData, command: str) -> Iterator[str]:
    """A command that counts survey weights; the others do not."""
    if data.weight is not None:
        yield f"WEIGHT BY {data.weight}."
    yield command
    if data.weight is not None:
        yield "WEIGHT OFF."


def _names(names: Sequence[str]) -> str:
    return "\n    ".join(" ".join(names[start : start + _A_LINE]) for start in range(0, len(names), _A_LINE))


def _inert(words: str) -> str:
    """Words that cannot end a comment or a string, whatever stands in the file."""
    return " ".join(words.replace("'", "’").replace('"', "”").split()).rstrip(".")
