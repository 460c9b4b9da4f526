"""Whether Excel would open a workbook without mending it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

#: The order in which the parts of a sheet have to stand.
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells"),
    *("conditionalFormatting", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "drawing"),
)


def faults(package: bytes) -> list[str]:
    """What Excel would complain of, in words for whoever reads a failed test."""
    with ZipFile(BytesIO(package)) as held:
        names = held.namelist()
        trees = {name: etree.fromstring(held.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    found = [f"{name} twice" for name in _repeated(names)]
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found += [f"{name}: no {target}" for target in _targets(name, tree) if target not in names]
        elif name.startswith("xl/worksheets/"):
            found += [f"{name}: {fault}" for fault in _sheet(tree, _sheets(trees))]
        elif name.startswith("xl/charts/"):
            found += [f"{name}: {fault}" for fault in _chart(tree, _sheets(trees))]
    parts = [part.get("PartName")[1:] for part in trees["[Content_Types].xml"] if part.get("PartName")]
    found += [f"no {part}" for part in parts if part not in names]
    defined = [
        (name.get("name"), name.get("localSheetId")) for name in trees["xl/workbook.xml"].iter(f"{MAIN}definedName")
    ]
    found += [f"{name} is defined twice" for name in _repeated(defined)]
    titles = _sheets(trees)
    found += [f"{title} is no name of a sheet" for title in titles if not re.fullmatch(r"[^\[\]:*?/\\]{1,31}", title)]
    return found + [f"two sheets are called {title}" for title in _repeated([title.lower() for title in titles])]


def _sheets(trees: dict[str, etree._Element]) -> list[str]:
    return [sheet.get("name") for sheet in trees["xl/workbook.xml"].iter(f"{MAIN}sheet")]


def _repeated(names: Iterable[object]) -> list[object]:
    return [name for name, count in Counter(names).items() if count > 1]


def _targets(name: str, tree: etree._Element) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in tree:
        if relation.get("TargetMode") != "External":
            target = relation.get("Target")
            yield target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _sheet(tree: etree._Element, titles: list[str]) -> Iterator[str]:
    parts = list(dict.fromkeys(etree.QName(part).localname for part in tree))
    if parts != [part for part in ORDER if part in parts]:
        yield f"parts in disorder: {parts}"
    rows = [int(row.get("r")) for row in tree.iter(f"{MAIN}row")]
    if rows != sorted(set(rows)):
        yield "rows in disorder"
    merged: Counter[tuple[int, int]] = Counter()
    for area in tree.iter(f"{MAIN}mergeCell"):
        left, top, right, bottom = range_boundaries(area.get("ref"))
        merged.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    yield from (f"{cell} is merged twice" for cell in _repeated(merged.elements()))
    for link in tree.iter(f"{MAIN}hyperlink"):
        if link.get("location").rpartition("!")[0].strip("'") not in titles:
            yield f"a link leads to {link.get('location')}"
    for cell in tree.iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if cell.find(f"{MAIN}f") is not None and (value is None or not value.text):
            yield f"no value beside the formula in {cell.get('r')}"
        if cell.get("t") is None and value is not None and not _finite(value.text):
            yield f"{cell.get('r')} holds {value.text}"


def _finite(number: str) -> bool:
    return abs(float(number)) < float("inf")


def _chart(tree: etree._Element, titles: list[str]) -> Iterator[str]:
    yield from (
        f"series {place} twice"
        for place in _repeated(
            part.get("val") for part in tree.iter(f"{CHART}idx") if part.getparent().tag == f"{CHART}ser"
        )
    )
    kinds = [part for part in tree.iter() if etree.QName(part).localname in ("barChart", "lineChart", "scatterChart")]
    used = {axis.get("val") for kind in kinds for axis in kind.findall(f"{CHART}axId")}
    axes = [axis.find(f"{CHART}axId").get("val") for axis in tree.iter(f"{CHART}catAx", f"{CHART}valAx")]
    if used != set(axes) or _repeated(axes):
        yield f"axes {axes} for {used}"
    for formula in tree.iter(f"{CHART}f"):
        if formula.text.rpartition("!")[0].strip("'") not in titles:
            yield f"refers to {formula.text}"
