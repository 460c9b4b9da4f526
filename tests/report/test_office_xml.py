"""Word and slides as the Office programs demand them, which take less than the libraries that write them: the
elements of each parent in the schema's order (ECMA-376), ids once, relations that lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from csi_core.report.build import ReportChoices, build
from csi_core.report.docx import render as word
from csi_core.report.model import Report
from csi_core.report.pptx import render as slides
from csi_core.text import LANGUAGES, Text
from tests.report import made_up
from tests.report.extremes import PICTURE, SURVEYS
from tests.report.samples import FILES
from tests.report.samples import report as sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
}

_SERIES = "idx order tx spPr"
_BAR = f"{_SERIES} invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst"
_LINE = f"{_SERIES} marker dPt dLbls trendline errBars cat val smooth extLst"
_RADAR = f"{_SERIES} marker dPt dLbls cat val extLst"
_SCATTER = f"{_SERIES} marker dPt dLbls trendline errBars xVal yVal smooth extLst"
_SHOWN = "showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr "
    "txPr crossAx crosses crossesAt"
)
_BORDERS = "top left start bottom right end insideH insideV"

#: Parent → its children in the schema's order; of a `c:ser` by the chart it stands in.
ORDER = {
    "w:body": "* sectPr",
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang"
    ),
    "w:tbl": "tblPr tblGrid tr",
    "w:tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "w:tblBorders": _BORDERS,
    "w:tcBorders": _BORDERS,
    "w:tr": "tblPrEx trPr tc",
    "w:tc": "tcPr p",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "w:sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "w:style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "w:tblStylePr": "pPr rPr tblPr trPr tcPr",
    "w:settings": "zoom updateFields defaultTabStop characterSpacingControl compat themeFontLang",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "w:sdt": "sdtPr sdtEndPr sdtContent",
    "w:p": "pPr *",
    "w:r": "rPr *",
    "c:chartSpace": (
        "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotFmts protection chart spPr txPr "
        "externalData printSettings userShapes extLst"
    ),
    "c:chart": (
        "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
        "dispBlanksAs showDLblsOverMax"
    ),
    "c:plotArea": "layout barChart lineChart radarChart scatterChart catAx valAx dateAx serAx dTable spPr",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "c:radarChart": "radarStyle varyColors ser dLbls axId",
    "c:scatterChart": "scatterStyle varyColors ser dLbls axId",
    "c:barChart/ser": _BAR,
    "c:lineChart/ser": _LINE,
    "c:radarChart/ser": _RADAR,
    "c:scatterChart/ser": _SCATTER,
    "c:marker": "symbol size spPr",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:dLbl": f"idx delete layout tx numFmt spPr txPr dLblPos {_SHOWN} extLst",
    "c:dLbls": f"dLbl delete numFmt spPr txPr dLblPos {_SHOWN} showLeaderLines leaderLines extLst",
    "c:errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "c:numLit": "formatCode ptCount pt",
    "c:catAx": f"{_AXIS} auto lblAlgn lblOffset noMultiLvlLbl",
    "c:valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    "c:scaling": "logBase orientation max min",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "c:title": "tx layout overlay spPr txPr",
    "a:pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buAutoNum buChar tabLst defRPr extLst",
    "a:rPr": "ln noFill solidFill effectLst highlight latin ea cs sym hlinkClick",
    "a:p": "pPr * endParaRPr",
    "a:tcPr": "lnL lnR lnT lnB noFill solidFill",
    "a:tbl": "tblPr tblGrid tr",
    "p:sp": "nvSpPr spPr style txBody",
    "p:cxnSp": "nvCxnSpPr spPr style",
}


def made(name: str, language: str) -> Report:
    if name == "made up":
        return made_up.report(language)
    if name in FILES:
        return sample(name, language)
    setup, results = SURVEYS[name]()
    return build(results, setup, ReportChoices(authors="Group 3", date="2026-11-23"), Text(language))


@cache
def package(render: Callable[[Report], bytes], name: str, language: str) -> ZipFile:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("csi_core.report.docx.document.png", lambda *_, **__: PICTURE)
        return ZipFile(BytesIO(render(made(name, language))))


every = pytest.mark.parametrize("language", LANGUAGES)
reports = pytest.mark.parametrize("name", ["made up", "cafe.xlsx", "hotel.csv", "nothing but Kano"])
both = pytest.mark.parametrize("render", [word, slides], ids=["word", "slides"])


def parts(held: ZipFile) -> Iterator[tuple[str, etree._Element]]:
    for name in held.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(held.read(name))


def named(element: etree._Element) -> str:
    space, _, local = element.tag[1:].partition("}")
    return f"{PREFIXES.get(space, '?')}:{local}"


@every
@reports
@both
def test_elements_stand_in_the_schemas_order(render: Callable[[Report], bytes], name: str, language: str) -> None:
    found: set[str] = set()
    for part, root in parts(package(render, name, language)):
        for element in root.iter(etree.Element):
            parent = named(element)
            if parent == "c:ser":
                parent = f"{named(element.getparent())}/ser"
            if parent in ORDER:
                found |= {f"{part}: {parent}: {wrong}" for wrong in misplaced(element, ORDER[parent].split())}
    assert found == set()


def misplaced(element: etree._Element, order: list[str]) -> Iterator[str]:
    """Children after which an earlier one comes, or that are not known; * stands for all others."""
    reached = -1
    for child in element.iterchildren(etree.Element):
        local = named(child).partition(":")[2]
        if local not in order and "*" not in order:
            yield f"{local} is unknown"
            continue
        place = order.index(local if local in order else "*")
        if place < reached:
            yield f"{local} after {order[reached]}"
        reached = max(reached, place)


@every
@reports
@both
def test_every_relation_leads_to_a_part_and_every_part_has_a_type(
    render: Callable[[Report], bytes], name: str, language: str
) -> None:
    held = package(render, name, language)
    names = set(held.namelist())
    assert len(names) == len(held.namelist())
    types = etree.fromstring(held.read("[Content_Types].xml"))
    known = {each.get("PartName", "").lstrip("/") or each.get("Extension") for each in types}
    for part, root in parts(held):
        if part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for relation in root:
                if relation.get("TargetMode") != "External":
                    target = relation.get("Target", "")
                    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                    assert posixpath.normpath(path) in names, (part, target)
        elif part != "[Content_Types].xml":
            folder, file = posixpath.split(part)
            beside = f"{folder}/_rels/{file}.rels"
            ids = {each.get("Id") for each in etree.fromstring(held.read(beside))} if beside in names else set()
            used = {value for each in root.iter(etree.Element) for key, value in each.items() if key.startswith(R)}
            assert used <= ids, part
        assert part == "[Content_Types].xml" or part in known or part.rpartition(".")[2] in known


@every
@reports
def test_ids_of_a_slides_shapes_are_given_once_and_charts_axes_are_there(name: str, language: str) -> None:
    for part, root in parts(package(slides, name, language)):
        shapes = Counter(each.get("id") for each in root.iter("{*}cNvPr"))
        assert not [number for number, count in shapes.items() if count > 1], part
        axes = {each.get("val") for each in root.iter("{*}axId") if each.getparent().tag.endswith("Ax")}
        assert {each.get("val") for each in root.iter("{*}axId")} <= axes, part


@every
@reports
def test_every_reference_in_word_has_its_bookmark(name: str, language: str) -> None:
    root = etree.fromstring(package(word, name, language).read("word/document.xml"))
    starts, ends = ([each.get(f"{W}id") for each in root.iter(f"{W}{tag}")] for tag in ("bookmarkStart", "bookmarkEnd"))
    names = [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    drawings = [each.get("id") for each in root.iter("{*}docPr")]
    assert sorted(starts) == sorted(ends)
    assert max(Counter([*starts, *names]).values()) == 1
    assert max(Counter(drawings).values(), default=1) == 1
    instructions = [each.text or "" for each in root.iter(f"{W}instrText")]
    wanted = {found[1] for words in instructions if (found := re.match(r" (?:PAGE)?REF (\S+) ", words))}
    assert wanted | {each.get(f"{W}anchor") for each in root.iter(f"{W}hyperlink")} <= set(names)
    kinds = Counter(each.get(f"{W}fldCharType") for each in root.iter(f"{W}fldChar"))
    assert kinds["begin"] == kinds["separate"] == kinds["end"]


@every
@pytest.mark.parametrize("file", FILES)
def test_every_table_and_figure_is_spoken_of_before_it_comes(file: str, language: str) -> None:
    root = etree.fromstring(package(word, file, language).read("word/document.xml"))
    spoken: set[str] = set()
    for paragraph in root.iter(f"{W}p"):
        fields = [each.text or "" for each in paragraph.iter(f"{W}instrText")]
        referred = [words.split()[1] for words in fields if words.startswith(" REF ")]
        told = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        for kind, first, last in re.findall(r"(图|表|Figure|Table) (\d+)(?: 至| to )\1 (\d+)", told):
            spoken |= {f"{kind} {number}" for number in range(int(first), int(last) + 1)}
        spoken |= {marks(root)[name] for name in referred}
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            if mark.get(f"{W}name", "").startswith("_Ref"):
                assert marks(root)[mark.get(f"{W}name")] in spoken


@cache
def marks(root: etree._Element) -> dict[str, str]:
    """The words between the ends of each bookmark of a caption."""
    found: dict[str, str] = {}
    for mark in root.iter(f"{W}bookmarkStart"):
        words = []
        for each in mark.itersiblings():
            if each.tag == f"{W}bookmarkEnd":
                break
            words += [part.text or "" for part in each.iter(f"{W}t")]
        found[mark.get(f"{W}name")] = "".join(words)
    return found
