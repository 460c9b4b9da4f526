"""Set up everything in `.venv` beside this file and start the app, or run every check.

python run.py app     starts the workbench in the browser
python run.py test    linter, formatter, type checker and all tests, browser tests included
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Python 3.11+ / 需要 Python 3.11 或更高版本")

from csi_core.text import Text

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

#: Numerical libraries start a thread per core for every visitor; one each keeps many visitors quick.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main(arguments: list[str]) -> int:
    words = Text("zh" if os.environ.get("LANG", "").lower().startswith("zh") else "en")
    match arguments:
        case ["app", *options]:
            install("requirements.txt", words)
            return call("-m", "streamlit", "run", "streamlit_app.py", *options)
        case ["test", *options]:
            install("requirements-dev.txt", words)
            if not browser(words):
                print(words("run.no_browser"), file=sys.stderr)
                return 1
            checks = [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)]
            failed = [check for check in checks if call("-m", *check)]
            tests = call("-m", "pytest", "-n", "3", "--dist", "worksteal", *options)
            for check in failed:
                print(words("run.failed", check=" ".join(check)), file=sys.stderr)
            return 1 if failed else tests
        case _:
            print(words("run.usage"), file=sys.stderr)
            return 2


def install(requirements: str, words: Text) -> None:
    """Bring `.venv` to what the requirements ask for; nothing to do if it was done for the same file."""
    wanted = "".join((ROOT / name).read_text("utf-8") for name in ("requirements.txt", requirements)) + sys.version
    stamp = ENVIRONMENT / f"{requirements}.sha256"
    made_by = ENVIRONMENT / "made-by.txt"
    digest = hashlib.sha256(wanted.encode()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    print(words("run.installing"), file=sys.stderr, flush=True)
    # Without its own pip the environment needs no ensurepip, which Debian keeps in a package of its own.
    other_python = not made_by.exists() or made_by.read_text("utf-8") != sys.version
    venv.create(ENVIRONMENT, clear=other_python, with_pip=False, symlinks=os.name != "nt")
    made_by.write_text(sys.version, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "-r", str(ROOT / requirements)],
        check=True,
    )
    stamp.write_text(digest, "utf-8")


def browser(words: Text) -> bool:
    """Whether there is a browser for the tests, after trying to install one where there is none."""

    def found() -> bool:
        return call("-m", "tests.browser.chromium") == 0

    if found():
        return True
    print(words("run.installing_browser"), file=sys.stderr, flush=True)
    call("-m", "playwright", "install", "chromium")
    if not found() and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False)
    return found()


def call(*arguments: str) -> int:
    """Run the environment's Python in the project's folder; its exit status."""
    try:
        return subprocess.run(
            [str(PYTHON), *arguments], cwd=ROOT, env={**os.environ, **ONE_THREAD}, check=False
        ).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
