"""Broken and odd files through ``clean``: a cleaned file that can be read again, or one line.

    python tests/fuzz/fuzz_cleaning.py [EXAMPLES]        # per format; default 300

The files are those of fuzz_readers.py, with texts of fuzz_screening.py put in where that is easy.
"""

from __future__ import annotations

import sys
import time
import zipfile
from html import escape
from io import BytesIO

from fuzz_readers import changed, changes, inside, samples
from fuzz_screening import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportmine.cleaning import clean
from reportmine.errors import ReportmineError
from reportmine.readers import from_bytes

SECONDS = 20.0
TARGETS = {"txt": ".txt", "html": ".html", "docx": ".docx", "rtf": ".txt"}
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WRAPS = (
    "{}",
    "<w:ins>{}</w:ins>",
    "<w:del>{}</w:del>",
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:smartTag>{}</w:smartTag>",
)


def packed(text: str, wrap: str) -> bytes:
    """A Word document of a text: each line a paragraph, its second half in an element of its own."""
    body = []
    for line in text.split("\n"):
        kept = "".join(char for char in line if char >= " " or char == "\t")
        halves = (kept[: len(kept) // 2], kept[len(kept) // 2 :])
        runs = [f'<w:r><w:t xml:space="preserve">{escape(half)}</w:t></w:r>' for half in halves]
        body.append(f"<w:p>{runs[0]}{wrap.format(runs[1])}</w:p>")
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        written = f"<w:document {_SPACE}><w:body>{''.join(body)}</w:body></w:document>"
        archive.writestr("word/document.xml", written.encode("utf-8", "replace"))
    return made.getvalue()


def attempt(data: bytes, form: str) -> None:
    """Cleans; anything but a file that can be read again or one line is a crash."""
    began = time.process_time()
    try:
        cleaned = clean(data, f"x.{form}", f"y{TARGETS[form]}")
    except ReportmineError as error:
        assert "\n" not in str(error)
    else:
        again = from_bytes(cleaned.data, f"y{TARGETS[form]}")
        assert again.text == cleaned.proof.document.text
    assert time.process_time() - began < SECONDS


def fuzz(form: str, examples: int) -> None:
    """Tries so many files of one format, half of them broken and half of them odd."""
    limits = settings(max_examples=examples // 2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    files = samples(form)

    @limits
    @given(st.integers(0, len(files) - 1), changes, st.integers(0, 50))
    def broken(which: int, how: list[tuple[int, int, bytes]], part: int) -> None:
        data = files[which]
        if form == "txt":
            data = data.replace(b"<", b"")
        attempt(inside(data, how, part) if zipfile.is_zipfile(BytesIO(data)) else changed(data, how), form)

    @limits
    @given(texts, st.sampled_from(_WRAPS))
    def odd(text: str, wrap: str) -> None:
        if form == "docx":
            attempt(packed(text, wrap), form)
        elif form == "html":
            lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
            attempt(f"<html><body>{lines}</body></html>".encode("utf-8", "replace"), form)
        else:
            attempt(text.encode("utf-8", "replace"), form)

    broken()
    odd()


if __name__ == "__main__":
    for name in TARGETS:
        started = time.perf_counter()
        fuzz(name, int(sys.argv[1]) if len(sys.argv) > 1 else 300)
        print(f"clean {name}: no crash, {time.perf_counter() - started:.0f} s", flush=True)
