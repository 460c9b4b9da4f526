"""The one exception for data that cannot be used as the user asked."""

from __future__ import annotations


class DataProblem(Exception):
    """The user's data or setup cannot do this; a bug is never a DataProblem.

    `code` names a sentence in the catalogues (`problem.<code>`), `values` fill its placeholders:
    what is wrong, where (sheet, row, column, question) and what to do.

    >>> str(DataProblem("read.empty_file", file="a.csv"))
    "read.empty_file: file='a.csv'"
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return f"{self.code}: " + ", ".join(f"{key}={value!r}" for key, value in self.values.items())

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.values)


def _rebuild(code: str, values: dict[str, object]) -> DataProblem:
    return DataProblem(code, **values)
