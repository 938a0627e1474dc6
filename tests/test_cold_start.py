"""What a command imports before it does anything: a library that is not needed costs every call its time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportmine.resources import resource

REPORT = str(Path(str(resource("corpus"))) / "city-2022.txt")
LIGHT = {"click", "msgspec", "reportmine", "typing_extensions", "colorama"}
PROGRAM = """
import sys
from reportmine.cli import main
try:
    main()
except SystemExit:
    pass
print(*(name for name in sys.modules if "." not in name and not name.startswith("_")), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (("--help",), set()),
        (("corpus", "build", "--help"), set()),
        (("schema", "report"), set()),
        (("screen", "--exit-zero", REPORT), {"rich", "markdown_it", "mdurl", "pygments"}),
        (("analyze", "--format", "json", REPORT), {"rich", "numpy", "rjieba", "jieba"}),
    ],
    ids=("help", "corpus build help", "schema", "screen", "analyze"),
)
def test_a_command_imports_only_what_it_needs(command: tuple[str, ...], more: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, *command], capture_output=True, text=True)
    imported = set(done.stderr.strip().splitlines()[-1].split()) - sys.stdlib_module_names
    # What site-packages loads into every program, editable installs among them.
    every = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True)
    assert imported - set(every.stdout.split()) <= LIGHT | more
