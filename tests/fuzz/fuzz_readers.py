"""Broken files through every reader: one clear line or a normal run, whatever the bytes. ``make fuzz`` runs it.

    python tests/fuzz/fuzz_readers.py [EXAMPLES]        # per format; default 2,000

The files are the samples of tests/readers, cut, spliced and overwritten by hypothesis; in archives the parts are, so
that the check sums are right again. What it finds becomes a case of tests/readers/test_broken.py.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportmine.errors import UnreadableInput
from reportmine.readers import from_bytes

SAMPLES = Path(__file__).parent.parent / "readers" / "samples"
FORMATS = ("doc", "rtf", "ofd", "txt", "docx", "docm", "pdf", "html")
SECONDS = 10.0
# What means something to one of the readers.
WORDS = (
    b"<w:tbl>", b"</w:tbl>", b"<w:p>", b"</w:p>", b"<w:ins>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<div>",
    b"</table>", b"<!--", b"-->", b"\\u-10179", b"{\\field{\\*\\fldinst ", b"\\bin99999 ", b"}", b"{", b"\\'", b"obj",
    b"stream", b"0 0 0 0 re f", b"99999999999", b"-1", b"\0", b"\xff\xff\xff\xff", b"\x13", b"\xd8\x00",
)  # fmt: skip
cuts = st.tuples(st.integers(0, 1 << 16), st.integers(0, 200), st.one_of(st.sampled_from(WORDS), st.binary(max_size=8)))
changes = st.lists(cuts, min_size=1, max_size=8)


def changed(data: bytes, how: list[tuple[int, int, bytes]]) -> bytes:
    """The bytes with stretches of them replaced."""
    for at, length, written in how:
        at %= len(data) + 1
        data = data[:at] + written + data[at + length :]
    return data


def inside(data: bytes, how: list[tuple[int, int, bytes]], which: int) -> bytes:
    """An archive with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in names:
            part = old.read(name)
            new.writestr(name, changed(part, how) if name == names[which % len(names)] else part)
    return made.getvalue()


def samples(form: str) -> list[bytes]:
    """The samples of a format; plain text has those of the web pages."""
    suffix = "html" if form == "txt" else form
    return [path.read_bytes() for path in sorted(SAMPLES.glob(f"*.{suffix}"))]


def attempt(data: bytes) -> None:
    """Reads; anything but a document or one line is a crash."""
    began = time.process_time()
    try:
        document = from_bytes(data, "x")
    except UnreadableInput as error:
        assert "\n" not in str(error)
    else:
        for block in document.blocks:
            assert 0 <= block.start <= block.end <= len(document.text)
        for part in document.parts:
            assert part.anchor is None or 0 <= part.anchor <= len(document.text)
    assert time.process_time() - began < SECONDS


def fuzz(form: str, examples: int) -> None:
    """Tries so many broken files of one format."""
    files = samples(form)

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(files) - 1), changes, st.integers(0, 50), st.booleans())
    def run(which: int, how: list[tuple[int, int, bytes]], part: int, packed: bool) -> None:
        data = files[which]
        if form == "txt":
            data = data.replace(b"<", b"")
        attempt(inside(data, how, part) if packed and zipfile.is_zipfile(io.BytesIO(data)) else changed(data, how))

    run()


if __name__ == "__main__":
    for name in FORMATS:
        started = time.perf_counter()
        fuzz(name, int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
        print(f"{name}: no crash, {time.perf_counter() - started:.0f} s", flush=True)
