"""Vega's SVG in the words fpdf2 understands, so that charts are lines and searchable text on paper."""

from __future__ import annotations

from xml.etree import ElementTree

from csi_core.report.pdf.paper import FAMILY, drawable_text

SVG = "{http://www.w3.org/2000/svg}"


def repaired(svg: str) -> tuple[bytes, float, float]:
    """The drawing with its width and height in pixels.

    fpdf2 wants every coordinate of a line, no empty path, sizes without units, a family that was added to the
    document, an explicit stroke at the root, and lines of text one by one: it aligns the first of several only.
    """
    root = ElementTree.fromstring(svg)
    root.set("stroke", "none")
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("display") == "none" or (child.tag == f"{SVG}path" and not child.get("d")):
                parent.remove(child)
            elif child.tag == f"{SVG}text":
                child.text = drawable_text(child.text or "")
                if len(child):
                    _part(parent, child)
    for element in root.iter():
        if element.tag == f"{SVG}line":
            for end in ("x1", "y1", "x2", "y2"):
                element.set(end, element.get(end, "0"))
        for paint in ("fill", "stroke"):
            if element.get(paint) == "transparent":
                element.set(paint, "none")
        if element.get("font-family"):
            element.set("font-family", FAMILY)
        if size := element.get("font-size"):
            element.set("font-size", size.removesuffix("px"))
    ElementTree.register_namespace("", SVG[1:-1])
    return ElementTree.tostring(root), float(root.get("width", "0")), float(root.get("height", "0"))


def _part(parent: ElementTree.Element, text: ElementTree.Element) -> None:
    """The lines of a text, each its own text in a group at the place of the whole."""
    position = list(parent).index(text)
    parent.remove(text)
    group = ElementTree.Element(f"{SVG}g", {"transform": text.get("transform", "")})
    style = {name: value for name, value in text.attrib.items() if name != "transform"}
    y = 0.0
    for line in text:
        y += float(line.get("dy", "0"))
        part = ElementTree.SubElement(group, f"{SVG}text", {**style, "x": "0", "y": f"{y:g}"})
        part.text = drawable_text(line.text or "")
    parent.insert(position, group)
