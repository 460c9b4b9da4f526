"""The process that reads one file: `python -m csi_core.read.child`, spoken to over its pipes.

Standard input: a line of JSON {"sheet", "layout", "member"}, then the file's bytes. Standard output: see message.py.
It limits its own memory first: parsers of hostile files may ask for hundreds of gigabytes and abort.
"""

from __future__ import annotations

import json
import sys

from csi_core.errors import DataProblem
from csi_core.read import limits, message
from csi_core.read.kinds import read_sheet


def main() -> None:
    limit_memory()
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        sheet = read_sheet(data, request["sheet"], request["layout"], request["member"])
    except DataProblem as problem:
        message.write_problem(sys.stdout.buffer, problem)
    except MemoryError:
        message.write_problem(
            sys.stdout.buffer, DataProblem("read.memory", limit=limits.CHILD_MEMORY_BYTES / limits.GIB)
        )
    else:
        message.write_sheet(sys.stdout.buffer, sheet)
    sys.stdout.buffer.flush()


def limit_memory() -> None:
    """Address space up to the limit, and no core dump. Windows has no such limits: there the timeout holds."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY_BYTES, limits.CHILD_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
