"""Elements of WordprocessingML. Texts are always runs: nothing of them is read as a field or as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from csi_core.fonts import mainly_chinese
from csi_core.report.files import legal
from csi_core.report.lines import MARKS, unbroken

_BREAKS = re.compile(r"(\t|\r\n|\r|\n)")


def make(name: str, /, *children: Element, **attributes: object) -> Element:
    """The element `w:name` with attributes of the same namespace."""
    element: Element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    element.extend(children)
    return element


def words(text: str, *look: Element) -> Iterator[Element]:
    """The runs of a text: in Chinese its quotation marks, dashes and ellipses are drawn in the Chinese font."""
    if not mainly_chinese(text):
        yield run(text, *look)
        return
    for part in MARKS.split(text):
        if part:
            hint = [make("rFonts", hint="eastAsia")] if MARKS.fullmatch(part) else []
            yield run(part, *hint, *deepcopy(look))


def run(text: str, *look: Element) -> Element:
    """One run; tabs and line ends of the text stay what they are."""
    element = make("r")
    if look:
        element.append(make("rPr", *look))
    for part in _BREAKS.split(legal(text)):
        if part == "\t":
            element.append(make("tab"))
        elif _BREAKS.fullmatch(part):
            element.append(make("br"))
        elif part:
            element.append(_spaced("t", part))
    return element


def _spaced(name: str, text: str) -> Element:
    element = make(name)
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def prose(style: str, text: str) -> Element:
    """A paragraph of running text."""
    return paragraph(style, *words(unbroken(text)))


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    return make("p", make("pPr", make("pStyle", val=style), *properties), *content)


def field(instruction: str, shown: str) -> Iterator[Element]:
    """The runs of a field that shows `shown` until the program that opens the file computes it."""
    yield from opened(instruction)
    yield run(shown)
    yield closed()


def opened(instruction: str) -> Iterator[Element]:
    yield make("r", make("fldChar", fldCharType="begin"))
    yield make("r", _spaced("instrText", f" {instruction} "))
    yield make("r", make("fldChar", fldCharType="separate"))


def closed() -> Element:
    return make("r", make("fldChar", fldCharType="end"))


def marked(name: str, number: int, *content: Element) -> Iterator[Element]:
    """Content between the two ends of a bookmark."""
    yield make("bookmarkStart", id=number, name=name)
    yield from content
    yield make("bookmarkEnd", id=number)
