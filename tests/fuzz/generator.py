"""Malformed files without end: `file(seed)` is always the same file for the same seed."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from functools import cache

import openpyxl

from tests.exports import layouts
from tests.exports.layouts import Export

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ENDINGS = ("csv", "xlsx", "xls", "sav", "zip", "ods", "pdf", "txt", "xlsm", "csv.gz", "")

#: What is written into headers and cells: markup, formulas, placeholders, bidirectional and invisible characters.
WORDS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "**A** :red[x] $y$ [l](http://x)", "{0}{x!r}%s%n",
    "=1+1", "=cmd|' /C calc'!A0", "+A1", "-2+3", "@SUM(A1)", "\u202eevil\u202c", "\u200f\u200e\u2066满意\u2069",
    "a\u200bb\u2060c\ufeffd", "\x01\x02\x1f", "满意", "非常满意", "不满意", "5分", "１", "1e308", "1E5", "-0", "nan",
    "inf", "1/0", "TRUE", "2024-02-30", "25:61", "┋┋┋", "→→", "A→B→C", "(空)", "(跳过)", "其他〖┋〗", "〖", "〗",
    "序号", "提交答卷时间", "来自IP", "Timestamp", "ResponseId", "StartDate", '{"ImportId":"x"}', "总分", "合计", "",
    " ", "\u3000", "'", '"', "\\", "\t", ",", ";", "𠮷", "🙂", "é", "ß", "0" * 40, "9" * 400, "第1题(", "1、(((", ")))",
    "A1#2", "#1", "1=", "=", ":", "——", "Q1_1", "Q1[SQ001].", "x" * 300, "很" * 300,
)  # fmt: skip


@cache
def exports() -> tuple[tuple[str, Export], ...]:
    made = (layouts.wenjuanxing, layouts.credamo, layouts.qualtrics, layouts.surveymonkey, layouts.limesurvey)
    return (("positions", layouts.wenjuanxing("positions")), *((make.__name__, make()) for make in made))


@cache
def honest() -> tuple[tuple[str, bytes], ...]:
    """Files that are right, to be damaged."""
    found = []
    for name, export in exports():
        found += [(f"{name}.xlsx", export.xlsx()), (f"{name}.csv", export.csv()), (f"{name}.xls", export.xls())]
        found.append((f"{name} utf16.csv", export.csv("utf-16")))
    found.append(("spss.sav", layouts.sav(layouts.spss())))
    found.append(("zip.zip", archive([(name, data) for name, data in found[:1]])))
    found.append(("two.zip", archive([(name, data) for name, data in found[:2]])))
    return tuple(found)


def archive(files: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in files:
            book.writestr(name, data)
    return made.getvalue()


def workbook(rng: random.Random, sheet_xml: str, **extra: bytes) -> bytes:
    """A workbook of one sheet with this XML and further parts; now and then a part is missing."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    if rng.random() < 0.2:
        del parts[rng.choice(list(parts))]
    return archive([*((path, text.encode()) for path, text in parts.items()), *extra.items()])


# -- families ----------------------------------------------------------------------------------------------


def truncated(rng: random.Random) -> tuple[str, bytes]:
    name, data = rng.choice(honest())
    return name, data[: rng.randrange(1, len(data))]


def flipped(rng: random.Random) -> tuple[str, bytes]:
    name, data = rng.choice(honest())
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300))):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return name, bytes(damaged)


def spliced(rng: random.Random) -> tuple[str, bytes]:
    """Blocks cut out, doubled, or put in from another file."""
    name, data = rng.choice(honest())
    other = rng.choice(honest())[1]
    at, size = rng.randrange(len(data)), rng.choice((1, 16, 512, 4096))
    block = rng.choice((b"", data[at : at + size] * 2, other[:size], bytes(size), rng.randbytes(size)))
    return name, data[:at] + block + data[at + size :]


def misnamed(rng: random.Random) -> tuple[str, bytes]:
    data = rng.choice(honest())[1]
    data = gzip.compress(data) if rng.random() < 0.3 else data
    return f"文件{rng.random():.3f}.{rng.choice(ENDINGS)}", data


def far_cells(rng: random.Random) -> tuple[str, bytes]:
    cells = "".join(
        f'<row r="{row}"><c r="{rng.choice(("A", "ZZ", "XFD", "AAA"))}{row}"><v>{rng.random()}</v></c></row>'
        for row in sorted(rng.sample((1, 2, 3, 1000, 99_999, 500_000, 1_048_576, 9_999_999), rng.randint(1, 5)))
    )
    merge = rng.choice(("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    return "far.xlsx", workbook(rng, f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{merge}</worksheet>')


def entities(rng: random.Random) -> tuple[str, bytes]:
    deep, wide = rng.randint(2, 12), rng.randint(2, 12)
    told = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * wide}">' for n in range(1, deep))
    outside = rng.choice(("", '<!ENTITY e SYSTEM "file:///etc/hostname">'))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{told}{outside}]><worksheet xmlns="{MAIN}"><sheetData>'
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>'
        f"&l{deep - 1};{'&e;' if outside else ''}</t></is></c></row></sheetData></worksheet>"
    )
    return "entities.xlsx", workbook(rng, xml)


def parts(rng: random.Random) -> tuple[str, bytes]:
    """Formulas with and without cached values, strings that are not there, macros, links to the outside."""

    def cell(reference: str) -> str:
        return rng.choice(
            (
                f'<c r="{reference}"><f>A1*2</f></c>',
                f'<c r="{reference}"><f>A1*2</f><v>4</v></c>',
                f'<c r="{reference}" t="s"><v>{rng.choice((0, 7, -1, 10**12))}</v></c>',
                f'<c r="{reference}" t="e"><v>#REF!</v></c>',
                f'<c r="{reference}" t="d"><v>2024-13-45</v></c>',
                f'<c r="{reference}" t="b"><v>{rng.choice(("1", "0", "x"))}</v></c>',
                f'<c r="{reference}"><f>[1]Sheet1!A1</f><v>{rng.choice(("3", "1e400", "abc", ""))}</v></c>',
                f'<c r="{reference}" s="99"><v>45000.5</v></c>',
            )
        )

    rows = "".join(
        f'<row r="{row}">{"".join(cell(f"{column}{row}") for column in "ABCDE")}</row>' for row in range(1, 8)
    )
    extra = {
        "xl/vbaProject.bin": rng.randbytes(500),
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/sharedStrings.xml": b'<sst xmlns="x" count="999999999" uniqueCount="999999999"><si><t>a</t></si></sst>',
        "xl/../../evil.xml": b"x",
    }
    chosen = {name: extra[name] for name in rng.sample(list(extra), rng.randint(0, len(extra)))}
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return "macro.xlsm", workbook(rng, xml, **chosen)


def bombs(rng: random.Random) -> tuple[str, bytes]:
    size = rng.choice((1, 4)) * 1024 * 1024
    kind = rng.randrange(4)
    if kind == 0:
        return "bomb.csv.gz", gzip.compress(b"1,2\n" * (size // 4), 1)
    if kind == 1:
        return "bomb.zip", archive([("a.csv", b"A,B\n" + b"1,2\n" * (size // 4))])
    if kind == 2:
        return "nested.zip", archive([("a.zip", archive([("a.csv", b"A,B\n1,2\n")]))])
    return "many.zip", archive([(f"{n}.csv", b"A,B\n1,2\n") for n in range(rng.choice((2, 3, 70)))])


def strange_text(rng: random.Random) -> tuple[str, bytes]:
    """Hostile words in headers and cells, odd delimiters, quotation marks, line ends, encodings, NUL bytes."""
    delimiter = rng.choice((",", "\t", ";", "，", "|"))
    columns, rows = rng.randint(1, 12), rng.randint(0, 40)
    lines = [delimiter.join(rng.choice(WORDS) for _ in range(max(1, columns + rng.choice((0, 0, 0, 1, -1)))))]
    pool = rng.sample(WORDS, rng.randint(1, 8))
    lines += [delimiter.join(rng.choice(pool) for _ in range(columns)) for _ in range(rows)]
    data = rng.choice(("\n", "\r\n", "\r")).join(lines)
    encoding = rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"))
    raw = bytearray(data.encode(encoding))
    for _ in range(rng.choice((0, 0, 1, 20))):
        raw.insert(rng.randrange(len(raw) + 1), rng.choice((0, 0x1A, 0xFF, 0x80)))
    return "strange.csv", bytes(raw) + rng.choice((b"", b"\x00" * 100, "尾".encode("gb18030"), b'"'))


def strange_workbook(rng: random.Random) -> tuple[str, bytes]:
    """Hostile words, merged cells, blank rows, titles and totals anywhere."""
    book = openpyxl.Workbook()
    page = book.active
    for _ in range(rng.randint(0, 4)):
        page.append(rng.choice(([], [rng.choice(("标题", "说明：x"))], [None, "注", None])))
    columns = rng.randint(1, 9)
    values: list[object] = [word for word in WORDS if word.isprintable()]
    values += [1, 2, 3, 4, 5, 99, -3, 2.5, True, None, 1e15]
    for _ in range(rng.randint(0, 30)):
        page.append([rng.choice(values) for _ in range(columns)])
    if rng.random() < 0.5:
        left, top = rng.randint(1, columns), rng.randint(1, 6)
        page.merge_cells(start_row=top, start_column=left, end_row=top + rng.randint(0, 2), end_column=left + 2)
    page.append([rng.choice(("合计", "平均", "注：x", "Total"))])
    file = io.BytesIO()
    book.save(file)
    return "strange.xlsx", file.getvalue()


def several_sheets(rng: random.Random) -> tuple[str, bytes]:
    """Sheets with nearly the same headers, a code book of hostile words, hidden and empty sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    words = [word for word in WORDS if word.isprintable()]
    headers = [*rng.sample(words, 4), "A1", "A2"]
    for at in range(rng.randint(1, 4)):
        page = book.create_sheet(rng.choice(("小林", "3月", "一店", "汇总", "=1+1", "x" * 28)) if at else None)
        page.append(headers if rng.random() < 0.8 else rng.sample(headers, len(headers)))
        for _ in range(rng.randint(0, 12)):
            page.append([rng.choice((*range(1, 6), rng.choice(words))) for _ in headers])
        page.sheet_state = "hidden" if at and rng.random() < 0.2 else "visible"
    page = book.create_sheet("编码")
    page.append(
        rng.choice((["变量名", "含义", "取值", "维度", "反向"], ["题号", rng.choice(words)], [rng.choice(words)]))
    )
    for name in (*headers, *rng.sample(words, 3)):
        values = rng.choice(("1=男 2=女", "1=非常满意,5=非常不满意", rng.choice(words), 1))
        page.append([name, rng.choice(words), values, rng.choice(words), rng.choice(("是", "反", None))])
    file = io.BytesIO()
    book.save(file)
    return "sheets.xlsx", file.getvalue()


def shuffled_export(rng: random.Random) -> tuple[str, bytes]:
    """A tool's export with rows and columns out of place, as people leave them."""
    name, export = rng.choice(exports())
    rows = [list(row) for row in export.rows]
    for _ in range(rng.randint(1, 6)):
        kind = rng.randrange(5)
        if not rows:
            break
        if kind == 0:
            rows.insert(rng.randrange(len(rows)), list(rng.choice(rows)))
        elif kind == 1:
            del rows[rng.randrange(max(1, len(rows) - 1))]
        elif kind == 2:
            at = rng.randrange(len(rows[0]))
            rows = [row[:at] + row[at + 1 :] for row in rows]
        elif kind == 3:
            row = rng.choice(rows)
            row[rng.randrange(len(row))] = rng.choice(WORDS)
        else:
            rows = rows[: rng.randint(1, 6)]
    rows = [row for row in rows if row] or [["A"]]
    return f"{name}.csv", Export(rows, []).csv(rng.choice(("utf-8", "gb18030")))


def wide(rng: random.Random) -> tuple[str, bytes]:
    columns = rng.choice((1, 200, 1_999, 2_001, 16_000))
    row = ",".join(f"q{n}" for n in range(columns))
    return "wide.csv", (row + "\n" + ",".join("5" * columns) + "\n").encode()


def long_cell(rng: random.Random) -> tuple[str, bytes]:
    size = rng.choice((1_000, 32_767, 32_768, 5_000_000))
    text = rng.choice("x满") * size
    return "long.csv", rng.choice((f"A,B\n1,{text}\n", f"A,{text}\n1,2\n", f'A,B\n1,"{text}\n', text)).encode()


FAMILIES: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    truncated, flipped, spliced, misnamed, far_cells, entities, parts, bombs, strange_text, strange_workbook,
    shuffled_export, wide, long_cell, several_sheets, flipped, strange_text, shuffled_export, strange_workbook,
)  # fmt: skip


def file(seed: int) -> tuple[str, bytes]:
    """Name and bytes of the malformed file number `seed`."""
    rng = random.Random(seed)
    return FAMILIES[seed % len(FAMILIES)](rng)
