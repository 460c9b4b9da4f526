"""The process that reads one file: `python -m csi_core.read.child`, spoken to over its pipes.

Standard input: the request and the file's bytes; standard output: the progress and the answer (message.py).
It limits its own memory first: parsers of hostile files may ask for hundreds of gigabytes and abort.
"""

from __future__ import annotations

import sys

from csi_core.errors import DataProblem
from csi_core.read import limits, message
from csi_core.read.kinds import read_sheet
from csi_core.read.request import Progress


def main() -> None:
    limit_memory()
    asked, data = message.read_request(sys.stdin.buffer, _tell)
    try:
        sheet = read_sheet(data, asked)
    except DataProblem as problem:
        message.write_problem(sys.stdout.buffer, problem)
    except MemoryError:
        message.write_problem(
            sys.stdout.buffer, DataProblem("read.memory", limit=limits.CHILD_MEMORY_BYTES / limits.GIB)
        )
    else:
        message.write_sheet(sys.stdout.buffer, sheet)
    sys.stdout.buffer.flush()


def _tell(progress: Progress) -> None:
    message.write_progress(sys.stdout.buffer, progress)


def limit_memory() -> None:
    """Address space up to the limit, and no core dump. Windows has no such limits: there the timeout holds."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY_BYTES, limits.CHILD_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
