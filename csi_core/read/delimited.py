"""Text files: one answer a line, cells separated by commas, tabs, semicolons or full-width commas."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from csi_core.errors import DataProblem
from csi_core.read import bulk, limits
from csi_core.read.cells import number
from csi_core.read.encode import Coded
from csi_core.read.request import Request
from csi_core.read.sheet import Sheet, from_rows

#: Each with the share of records it must cut alike; the full-width comma is common in sentences.
_DELIMITERS = {"\t": 0.4, ",": 0.4, ";": 0.4, "\uff0c": 0.8}
#: Records and bytes at the beginning that tell the delimiter and whether this is text at all.
_SAMPLE_RECORDS = 50
_SAMPLE_BYTES = 256 * 1024
_STEP = limits.MIB
#: Records whose place is remembered: the header is among them.
_REMEMBERED = 1_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_END = "\x00end of file\x00"
_UTF8 = "utf-8-sig"
_LINE_END = re.compile(rb"\r\n|\r|\n")
_DECLARED = re.compile(r"sep=(.)\r?\n?")
#: Lines of a file without delimiters that are longer than this are sentences, not answers.
_SENTENCE = 40


def read(data: bytes, asked: Request) -> Sheet:
    """The table in a text file. Raises DataProblem read.unknown, read.prose, read.open_quote and those of from_rows."""
    encoding = encoding_of(data)
    if encoding != _UTF8:
        data = data.decode(encoding).encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    csv.field_size_limit(len(data) + len(_END) + 1)
    sample = _sample(data)
    declared = _DECLARED.fullmatch(sample[0]) if sample else None
    delimiter = declared.group(1) if declared else delimiter_of(sample)
    if delimiter is None and _is_prose(sample):
        raise DataProblem("read.prose", begins=sample[0].strip()[:20])
    records = _Records(data, delimiter or ",", skip=bool(declared))
    return from_rows(records, asked, typed=False, below=lambda first: _below(data, records, first, asked))


def encoding_of(data: bytes) -> str:
    """The encoding of a text file: by its byte-order mark, else UTF-8 if valid, else GB18030 or Windows-1252.

    Raises DataProblem read.unknown for bytes that are no text.

    >>> [encoding_of("满意".encode(name)) for name in ("utf-8", "gb18030", "utf-16")]
    ['utf-8-sig', 'gb18030', 'utf-16']
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        sample = data[:_SAMPLE_BYTES]
        zeros = sample.count(0)
        if zeros > 0.2 * len(sample):
            candidates = ["utf-16-le" if sample[1::2].count(0) > zeros / 2 else "utf-16-be"]
        elif len(_CONTROL.findall(sample)) > 0.05 * len(sample):
            raise DataProblem("read.unknown")
        else:
            # In Chinese text bytes above 127 stand in pairs and more; in French or German alone between letters.
            runs = [len(run) for run in _HIGH.findall(sample)]
            single = runs.count(1) > 0.5 * len(runs)
            candidates = [_UTF8, *(("cp1252", "gb18030") if single else ("gb18030",))]
    for encoding in candidates:
        if _decodes(data, encoding):
            return encoding
    raise DataProblem("read.unknown")


def delimiter_of(sample: Sequence[str]) -> str | None:
    """The delimiter that cuts most records into the same number (two or more) of cells; None if none does.

    >>> delimiter_of(["a;b", "1,5;2", "2,5;3"]), delimiter_of(["A1", "5", "4"])
    (';', None)
    """
    best, share = None, 0.0
    for delimiter, least in _DELIMITERS.items():
        widths = Counter(len(record) for record in csv.reader(sample, delimiter=delimiter) if any(record))
        usual = max(((times, width) for width, times in widths.items() if width > 1), default=(0, 0))
        cut_alike = usual[0] / max(1, widths.total())
        if cut_alike > max(share, least):
            best, share = delimiter, cut_alike
    return best


def _decodes(data: bytes, encoding: str) -> bool:
    if encoding == _UTF8 and data.isascii():
        return True
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _STEP):
            decoder.decode(data[start : start + _STEP])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(data: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")


def _sample(data: bytes) -> list[str]:
    """The first lines of the file."""
    lines: list[str] = []
    size = 0
    for line in _lines(data):
        lines.append(line)
        size += len(line)
        if len(lines) == _SAMPLE_RECORDS or size > _SAMPLE_BYTES:
            break
    return lines


class _Records:
    """All records, once. Raises DataProblem read.open_quote where a quotation mark is still open at the file's end.

    given: those given so far, the first ones at most; line: lines of the file before each of them.
    """

    def __init__(self, data: bytes, delimiter: str, *, skip: bool) -> None:
        self.delimiter = delimiter
        self._lines = _lines(data)
        self._skipped = int(skip)
        if skip:
            self._lines.readline()
        self.given: list[list[str]] = []
        self.before: list[int] = []

    def __iter__(self) -> Iterator[list[str]]:
        # The csv module does not tell an open quotation mark: the mark swallows this last line.
        reader = csv.reader(itertools.chain(self._lines, ("\n", _END)), delimiter=self.delimiter)
        line = 0
        for record in reader:
            if record[-1:] == [_END]:
                return
            if record and record[-1].endswith(_END):
                raise DataProblem("read.open_quote", line=line + 1)
            if len(self.given) < _REMEMBERED:
                self.given.append(record)
                self.before.append(line + self._skipped)
            line = reader.line_num
            yield record


def _below(data: bytes, records: _Records, first: int, asked: Request) -> tuple[list[Coded], int] | None:
    """The records from index `first` on the quick way, if the file is large and they are all as wide as the first."""
    if len(data) < bulk.LEAST_BYTES or first >= len(records.given) or len(records.given[first]) < 2:
        return None
    ends = itertools.islice(_LINE_END.finditer(data), records.before[first])
    start = max((end.end() for end in ends), default=0)
    return bulk.encode(data, start, records.delimiter, len(records.given[first]), asked.tell)


def _is_prose(sample: Sequence[str]) -> bool:
    lengths = [len(line.strip()) for line in sample if line.strip()]
    return statistics.median(lengths) > _SENTENCE and not any(number(line) is not None for line in sample)
