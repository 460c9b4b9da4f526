"""The results file (`"format": "csi-results/1"`): Results → JSON and back."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from csi_core.results import Results
from csi_core.text import Text

FORMAT = "csi-results/1"

_ADAPTER = TypeAdapter(Results)


def to_json(results: Results, text: Text) -> str:
    """The file's text: numbers at full precision, notes as sentences of one language and as codes.

    A nan or inf in the results is a bug and raises ValueError.
    """
    content: dict[str, Any] = _ADAPTER.dump_python(results, mode="python")
    notes = content.pop("notes")
    file = {
        "format": FORMAT,
        **content,
        "notes": [text(f"problem.{note.code}", **note.values) for note in results.notes],
        "note_codes": notes,
    }
    return json.dumps(file, ensure_ascii=False, indent=1, allow_nan=False)


def from_json(file: str) -> Results:
    """The Results a results file holds; ValueError for anything else."""
    content = json.loads(file)
    if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
        raise ValueError(f"not a {FORMAT} file")
    content["notes"] = content.pop("note_codes")
    return _ADAPTER.validate_python(content)
