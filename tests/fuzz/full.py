"""Read hundreds of malformed files: `python -m tests.fuzz.full [files] [first seed]`.

Each must end in a sentence in both languages or in a table that gets a setup which can be saved, within its time.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from csi_core.errors import DataProblem
from csi_core.propose import propose
from csi_core.read import limits, read
from csi_core.setup_file import from_json, to_json
from csi_core.text import LANGUAGES, Text
from tests.fuzz.generator import FAMILIES, file

FILES = 520


def outcome(seed: int) -> str:
    """`table`, or the code of the problem; AssertionError for anything that must not be."""
    name, data = file(seed)
    began = time.monotonic()
    try:
        table = read(data, name)
    except DataProblem as problem:
        said = [Text(language).problem(problem) for language in LANGUAGES]
        found = problem.code if all(said) else ""
    else:
        proposal = propose(table)
        assert from_json(to_json(proposal.setup)) == proposal.setup, seed
        for language in LANGUAGES:
            words = Text(language)
            assert all(words(f"found.{each.code}", **each.values) for each in table.found), seed
            for reasons in proposal.reasons.values():
                assert all(words(f"propose.{reason.code}", **reason.values) for reason in reasons), seed
        found = "table"
    assert found, (seed, "no sentence")
    assert time.monotonic() - began < limits.seconds(len(data)) + 5, (seed, "too long")
    return found


def main() -> int:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    outcomes: Counter[str] = Counter()
    failed = []
    for seed in range(first, first + files):
        try:
            outcomes[outcome(seed)] += 1
        except Exception as error:
            failed.append(seed)
            family = FAMILIES[seed % len(FAMILIES)].__name__
            print(f"seed {seed} ({family}): {type(error).__name__}: {error}"[:2000], flush=True)
    for code, times in outcomes.most_common():
        print(f"{times:5} {code}")
    print(f"{files} files, {len(failed)} failed: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
