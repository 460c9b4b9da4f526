"""The questionnaire as a file: Setup ↔ UTF-8 JSON in the form `csi-setup/1`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from csi_core.errors import DataProblem
from csi_core.setup import ColumnSetup, ReportSetup, Role, Setup
from csi_core.setup_check import check

_FORMAT = "csi-setup/1"
_ADAPTER = TypeAdapter(Setup)

#: Digits of the longest whole number that can still be computed with, and characters of a wrong value that are shown.
_MOST_DIGITS = 300
_SHOWN = 40


def to_json(setup: Setup) -> str:
    """The setup as a file's text: format first, columns without fields that say nothing, whole numbers whole.

    >>> to_json(Setup(title="问卷")).splitlines()[:3]
    ['{', '  "format": "csi-setup/1",', '  "title": "问卷",']
    """
    document = {"format": setup.format} | {
        field.name: _plain(getattr(setup, field.name)) for field in fields(Setup) if field.name != "columns"
    }
    if setup.layout is None:
        del document["layout"]
    if setup.report == ReportSetup():
        del document["report"]
    if setup.header_row is None:
        del document["header_row"], document["header_rows"]
    columns = [_column(column) for column in setup.columns]
    order = ("format", "title", "language", "sheet", "layout", "header_row", "header_rows", "population")
    head = {name: document.pop(name) for name in order if name in document}
    return json.dumps({**head, "columns": columns, **document}, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _column(column: ColumnSetup) -> dict[str, Any]:
    return {
        field.name: _plain(value)
        for field in fields(ColumnSetup)
        if (value := getattr(column, field.name)) != field.default or field.default is MISSING
    }


def _plain(value: Any) -> Any:
    """Dataclasses as mappings, enums as their values, whole numbers as integers."""
    match value:
        case Enum():
            return value.value
        case float() if value.is_integer():
            return int(value)
        case str() | int() | float() | None:
            return value
        case Mapping():
            return {key: _plain(entry) for key, entry in value.items()}
        case Sequence():
            return [_plain(entry) for entry in value]
        case _:
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def from_json(text: str | bytes) -> Setup:
    """The setup in a file's text.

    Raises DataProblem setup.* with one sentence for the first fault: not JSON, another format version, a missing
    or unknown field, an unknown role, or anything `setup_check.check` refuses.
    """
    document = _document(text)
    if not isinstance(document, dict):
        raise DataProblem("setup.no_object")
    found = document.get("format")
    if found is None:
        raise DataProblem("setup.no_format", expected=_FORMAT)
    if found != _FORMAT:
        raise DataProblem("setup.wrong_format", found=_short(found), expected=_FORMAT)
    try:
        setup = _ADAPTER.validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        raise _problem(error, document) from None
    check(setup)
    return setup


def _document(text: str | bytes) -> Any:
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise DataProblem("setup.not_utf8") from None
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_int=_whole,
            parse_constant=_no_constant,
            object_pairs_hook=_no_repetition,
        )
    except json.JSONDecodeError as error:
        raise DataProblem("setup.not_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise DataProblem("setup.no_object") from None


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise DataProblem("setup.not_finite", where=_short(digits))
    return int(digits)


def _no_constant(name: str) -> float:
    raise DataProblem("setup.not_finite", where=name)


def _no_repetition(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise DataProblem("setup.field_twice", field=next(name for name in names if names.count(name) > 1))
    return found


def _problem(error: ValidationError, document: Mapping[str, Any]) -> DataProblem:
    """The first fault as one sentence: what, and where by column name."""
    first = error.errors(include_url=False)[0]
    path = [part for part in first["loc"] if not _is_tag(part)]
    where = _where(path[:-1], document)
    field = str(path[-1]) if path else ""
    match first["type"]:
        case "missing" if path and isinstance(path[-1], str):
            return DataProblem("setup.missing_field", field=field, where=where)
        case "unexpected_keyword_argument" | "extra_forbidden":
            return DataProblem("setup.unknown_field", field=field, where=where)
        case "enum" | "literal_error" if field == "role":
            return DataProblem(
                "setup.unknown_role", where=where, value=_short(first["input"]), known=tuple(map(str, Role))
            )
        case "enum" | "literal_error":
            return DataProblem("setup.unknown_value", where=_where(path, document), value=_short(first["input"]))
        case "finite_number":
            return DataProblem("setup.not_finite", where=_where(path, document))
        case _:
            return DataProblem("setup.wrong_kind", where=_where(path, document))


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def _is_tag(part: str | int) -> bool:
    """pydantic names the tried member of a union in the path: `factors → int`, `literal['kaiser',…]`."""
    return isinstance(part, str) and (part in ("int", "str", "float") or part.startswith("literal["))


def _where(path: Sequence[str | int], document: Mapping[str, Any]) -> str:
    """A place in the file as a person finds it: `A1 → scale → min`, or `columns → 3` where no name is given."""
    shown = [str(part + 1) if isinstance(part, int) else part for part in path]
    if len(path) >= 2 and path[0] == "columns" and isinstance(path[1], int):
        entry = document["columns"][path[1]]
        if isinstance(entry, dict) and isinstance(entry.get("name"), str) and entry["name"]:
            shown = [entry["name"], *shown[2:]]
    return " → ".join(shown) or "csi-setup/1"
