"""What the files have in common: a date, an author and a language of their own; Office files are zipped XML."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from csi_core.report.model import Report

_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-GB"}

#: The longest property the Office formats take.
_PROPERTY = 255


class Properties(Protocol):
    """A document's own facts, as python-docx and python-pptx know them."""

    title: str
    author: str
    comments: str
    language: str
    last_modified_by: str
    created: datetime
    modified: datetime


def legal(text: str) -> str:
    """The text without the characters XML does not allow.

    >>> legal("a\\x07b\\ud800")
    'ab'
    """
    return _NOT_ALLOWED.sub("", text)


def describe(properties: Properties, report: Report) -> None:
    """Title, author, language and date of the report as the document's."""
    properties.title = legal(report.title)[:_PROPERTY]
    properties.author = properties.last_modified_by = legal(report.authors)[:_PROPERTY]
    properties.comments = ""
    properties.language = LANGUAGE_TAGS[report.language]
    properties.created = properties.modified = moment(report.date)


def moment(day: str) -> datetime:
    """The report's own date, so that no clock is needed; a fixed one if it is in free words."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        when = date(2000, 1, 1)
    return datetime(when.year, when.month, when.day, tzinfo=UTC)


def sealed(package: bytes) -> bytes:
    """The same package whenever it was written: no entry bears the time of writing."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as held, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name in held.namelist():
            # Pictures and the workbooks behind charts are compressed already.
            packed = name.endswith((".png", ".xlsx"))
            made.writestr(ZipInfo(name), held.read(name), ZIP_STORED if packed else ZIP_DEFLATED)
    return buffer.getvalue()
