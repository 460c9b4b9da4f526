"""What kind of file it is, told by its first bytes and never by its name; each kind's reader is called from here."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from typing import IO

from csi_core.errors import DataProblem
from csi_core.read import limits
from csi_core.read.request import Request
from csi_core.read.sheet import Sheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_DOCUMENTS = (b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ", b"PAR1", b"SQLite format 3", b"ID3", b"OggS")
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|\?xml|html|head|body|meta|table|script|style|div|!--)", re.IGNORECASE)
_MHTML = re.compile(rb"\s*MIME-Version:", re.IGNORECASE)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NOTHING = b"\0 \t\r\n" + _BYTE_ORDER_MARK
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")


def read_sheet(data: bytes, asked: Request) -> Sheet:
    """The table in a file's bytes. Raises DataProblem read.*."""
    if data.startswith(b"\x1f\x8b"):
        return _read_plain(_gunzip(data), asked)
    if data.startswith(b"PK") and _is_archive(data):
        return _read_plain(_file(data, asked.member), asked)
    return _read_plain(data, asked)


def _read_plain(data: bytes, asked: Request) -> Sheet:
    """The table in bytes that are no archive."""
    if not data[:1024].strip(_NOTHING) and not data.strip(_NOTHING):
        raise DataProblem("read.empty_file")
    if data.startswith((b"PK", _OLE)):
        from csi_core.read import workbook

        if data.startswith(b"PK"):
            _check_parts(data)
        elif _ENCRYPTED in data:
            raise DataProblem("read.password")
        elif _WORD in data:
            raise DataProblem("read.other_document")
        return workbook.read(data, asked)
    if data.startswith((b"$FL2", b"$FL3")):
        from csi_core.read import spss

        return spss.read(data)
    start = data[:1024].removeprefix(_BYTE_ORDER_MARK)
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise DataProblem("read.picture")
    if data.startswith(_DOCUMENTS):
        raise DataProblem("read.other_document")
    if _WEB_PAGE.match(start) or _MHTML.match(start):
        raise DataProblem("read.web_page")
    from csi_core.read import delimited

    return delimited.read(data, asked)


def _is_archive(data: bytes) -> bool:
    """Whether a zip file holds files rather than being a workbook itself."""
    names = [part.filename for part in _check_parts(data)]
    return not ("mimetype" in names or any(name == "[Content_Types].xml" or name.startswith("xl/") for name in names))


def _check_parts(data: bytes) -> list[zipfile.ZipInfo]:
    """The parts of a zip file, if their number and total size are within the limits.

    Raises DataProblem read.damaged, read.unzipped_too_large, read.other_document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, UnicodeDecodeError) as error:
        raise DataProblem("read.damaged") from error
    total = sum(part.file_size for part in parts)
    if total > limits.UNZIPPED_BYTES or len(parts) > limits.ZIP_PARTS:
        raise DataProblem("read.unzipped_too_large", size=total / limits.MIB, limit=limits.UNZIPPED_BYTES / limits.MIB)
    if any(part.filename.startswith(("word/", "ppt/")) for part in parts):
        raise DataProblem("read.other_document")
    return parts


def _file(data: bytes, member: int) -> bytes:
    """The only file in an archive, or the one asked for, from 1.

    Raises DataProblem read.archive, read.empty_file, read.password, read.damaged.
    """
    parts = [
        part
        for part in _check_parts(data)
        # macOS adds its own notes to every archive.
        if not part.is_dir() and not part.filename.startswith("__MACOSX/") and not part.filename.endswith(".DS_Store")
    ]
    if not parts:
        raise DataProblem("read.empty_file")
    if len(parts) != 1 and not member:
        names = [part.filename[-60:] for part in parts]
        raise DataProblem("read.archive", n=len(parts), files=names[:5], all=names)
    part = parts[max(0, member - 1)]
    if part.flag_bits & 1:
        raise DataProblem("read.password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as file:
            return _at_most(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, zlib.error, EOFError, OSError) as error:
        raise DataProblem("read.damaged") from error


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return _at_most(file)
    except (EOFError, OSError, zlib.error) as error:
        raise DataProblem("read.damaged") from error


def _at_most(file: IO[bytes] | gzip.GzipFile) -> bytes:
    unzipped = file.read(limits.UNZIPPED_BYTES + 1)
    if len(unzipped) > limits.UNZIPPED_BYTES:
        raise DataProblem(
            "read.unzipped_too_large", size=len(unzipped) / limits.MIB, limit=limits.UNZIPPED_BYTES / limits.MIB
        )
    return unzipped
