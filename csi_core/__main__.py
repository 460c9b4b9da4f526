"""The command line: inspect, analyse, report."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from csi_core.errors import DataProblem
from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import LANGUAGES, Text

if TYPE_CHECKING:
    from csi_core.read.table import Table

#: A thread per core slows the many small matrices of one survey more than it helps; read when numpy is imported.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 2 the input cannot be analysed."""
    for variable in _ONE_THREAD:
        os.environ.setdefault(variable, "1")
    words = Text(_system_language())
    options = _parser(words).parse_args(arguments)
    if getattr(options, "lang", None):
        words = Text(options.lang)
    try:
        match options.command:
            case "inspect":
                _inspect(options, words)
            case "analyse":
                _analyse(options, words)
            case "report":
                _report(options, words)
    except DataProblem as problem:
        print(words.problem(problem), file=sys.stderr)
        return 2
    return 0


def _parser(words: Text) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m csi_core", description=words("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    inspect = commands.add_parser("inspect", help=words("cli.inspect"))
    inspect.add_argument("--sheet", help=words("cli.sheet"))
    inspect.add_argument("--header-row", type=int, metavar="N", help=words("cli.header_row"))
    inspect.add_argument("--header-rows", type=int, metavar="N", default=1, help=words("cli.header_rows"))
    inspect.add_argument("-o", dest="output", type=Path, help=words("cli.setup_output"))
    analyse = commands.add_parser("analyse", help=words("cli.analyse"))
    analyse.add_argument("-o", dest="output", type=Path, help=words("cli.results_output"))
    report = commands.add_parser("report", help=words("cli.report"))
    report.add_argument("--lang", choices=LANGUAGES, help=words("cli.lang"))
    report.add_argument("-o", dest="outputs", type=Path, action="append", required=True, help=words("cli.output"))
    for command in (inspect, analyse, report):
        command.add_argument("file", type=Path, metavar="FILE", help=words("cli.file"))
    for command in (analyse, report):
        command.add_argument("--setup", type=Path, metavar="SETUP.json", help=words("cli.setup"))
    return parser


def _inspect(options: argparse.Namespace, words: Text) -> None:
    from csi_core.propose import propose
    from csi_core.read import HeaderRows, read
    from csi_core.setup_file import to_json

    _say(words("cli.reading", file=options.file.name))
    header = None if options.header_row is None else HeaderRows(options.header_row, options.header_rows)
    table = read(_bytes(options.file), options.file.name, options.sheet, header=header)
    setup = replace(propose(table).setup, header_row=options.header_row, header_rows=options.header_rows)
    _write([(options.output, to_json(setup).encode())])


def _analyse(options: argparse.Namespace, words: Text) -> None:
    from csi_core.results_file import to_json

    _, setup, results = _results(options, words)
    _write([(options.output, to_json(results, Text(setup.language)).encode())])


def _report(options: argparse.Namespace, words: Text) -> None:
    from csi_core.analysis.run import valid_responses
    from csi_core.check import ARCHIVE, bundle
    from csi_core.report import RENDERERS, everything
    from csi_core.report.answers import answers
    from csi_core.report.build import build
    from csi_core.report.choices import chosen

    for output in options.outputs:
        if output.suffix.lower() not in (*RENDERERS, ARCHIVE):
            raise DataProblem("cli.unknown_format", file=output.name, formats=sorted((*RENDERERS, ARCHIVE)))
    table, setup, results = _results(options, words)
    text = Text(options.lang or setup.report.language or setup.language)
    report = build(results, setup, chosen(setup.report, text.language), text)
    if any(output.suffix.lower() in (".xlsx", ARCHIVE) for output in options.outputs):
        valid = valid_responses(table, setup)
        report = replace(report, answers=answers(valid, text))
    files = []
    for output in options.outputs:
        _say(words("cli.writing", file=output.name))
        ending = output.suffix.lower()
        if ending == ARCHIVE:
            files.append((output, bundle(valid, results, text, everything(report))))
        else:
            files.append((output, RENDERERS[ending](report)))
    _write(files)


def _results(options: argparse.Namespace, words: Text) -> tuple[Table, Setup, Results]:
    from csi_core.analysis.run import analyse
    from csi_core.propose import complete, propose
    from csi_core.read import read
    from csi_core.setup_file import from_json

    given = from_json(_bytes(options.setup)) if options.setup else None
    _say(words("cli.reading", file=options.file.name))
    table = read(_bytes(options.file), options.file.name, *((given.sheet, given.layout, given.header) if given else ()))
    setup = complete(given, table) if given else propose(table).setup
    _say(words("cli.computing", rows=table.n_rows, columns=len(table.columns)))
    return table, setup, analyse(table, setup)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataProblem("cli.no_file", file=str(path)) from None
    except OSError as error:
        raise DataProblem("cli.unreadable", file=str(path), reason=error.strerror or "") from error


def _write(files: Sequence[tuple[Path | None, bytes]]) -> None:
    """Write all or nothing: each file beside its place first, then all moved there."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            if path is None:
                sys.stdout.buffer.write(content + b"\n")
                continue
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            try:
                ready.append((part, path))
                part.write_bytes(content)
            except OSError as error:
                raise DataProblem("cli.unwritable", file=str(path), reason=error.strerror or "") from error
        for part, path in ready:
            part.replace(path)
    finally:
        for part, _ in ready:
            part.unlink(missing_ok=True)


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def _system_language() -> str:
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


if __name__ == "__main__":
    sys.exit(main())
