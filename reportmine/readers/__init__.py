"""Reading: bytes of a file in any format we know to one string that never changes again.

``read(path)`` gives a ``Document``: the decoded text and where it came from. One file here reads one format
and is listed in ``READERS``; what no reader takes is refused with a sentence that says what to do.
Read next: ``txt.py``.
"""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from pathlib import Path

from reportmine.causes import cause
from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.model import Source
from reportmine.readers.document import Content, Document, Part

__all__ = ["MAX_CHARS", "READERS", "Document", "from_bytes", "from_text", "load", "read"]

# A report of 60,000 characters is long. Up to this length any text, however dense, is analysed in less than 20 s and
# 1 GB (tests/test_bad_input.py); past it a folder of reports has been put into one file.
MAX_CHARS = 800_000
MAX_BYTES = 4 * MAX_CHARS

# Other formats carry pictures and typography too.
MAX_PACKED = 100_000_000

# What a file is, by its first bytes, whatever its name says.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "docx"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
)

# The input formats: for each there is a module of that name here, whose ``read`` makes a Content of bytes. It is
# imported with the first file of the format.
READERS = ("txt", "docx", "pdf", "html", "doc", "rtf", "ofd")


def read(path: str | Path) -> Document:
    """Reads a file, or standard input when ``path`` is ``-``.

    Raises:
        UnreadableInput: missing, a directory, empty, not text, in no known encoding, or too large; the
            message is one line that names the file.
    """
    name = str(path)
    return from_bytes(load(name), name)


def from_bytes(data: bytes, name: str = "-") -> Document:
    """Like ``read`` for bytes that are at hand; ``name`` is used for the format and in messages.

    Raises:
        UnreadableInput: see ``read``.
    """
    if not data:
        raise UnreadableInput(tr("标准输入没有内容") if name == "-" else tr("{name}：文件是空的", name=name))
    form = _format_of(data, name)
    if len(data) > (MAX_BYTES if form == "txt" else MAX_PACKED):
        raise _too_large(name, len(data) // 2)
    try:
        content: Content = import_module(f"{__name__}.{form}").read(data)
    except UnreadableInput as error:
        raise UnreadableInput(tr("{name}：{reason}", name=name, reason=error)) from error
    if not content.text.strip("\ufeff\u200b\u3000 \t\r\n\f\v"):
        raise UnreadableInput(tr("{name}：文件里没有文字；如果是扫描件或图片，请先识别成文字", name=name))
    if len(content.text) > MAX_CHARS:
        raise _too_large(name, len(content.text))
    source = Source(
        path=_writable(name),
        format=form,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        chars=len(content.text),
    )
    parts = content.parts if name == "-" else (*content.parts, _named(name))
    return Document(text=content.text, source=source, blocks=content.blocks, parts=parts, unchecked=content.unchecked)


def _named(name: str) -> Part:
    """The name of the file, without what says its format: it is published along with the file."""
    return Part(kind="file-name", text=_writable(Path(name).stem or name), place=tr("文件名"))


def _writable(name: str) -> str:
    """Bytes of a name that are in no encoding stand in it as lone surrogates, which no output can write."""
    return name.encode("utf-8", "replace").decode()


def _format_of(data: bytes, name: str) -> str:
    """The format by the first bytes; a name that says otherwise is not believed."""
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            return "ofd" if form == "docx" and b"OFD.xml" in data else form
    for signature, kind in _REFUSED:
        if data.startswith(signature) and not (kind == "BMP" and b"\0" not in data[:64]):
            raise UnreadableInput(
                tr("{name}：这是 {kind} 文件，读不出文字；图片请先识别文字，压缩包请先解开", name=name, kind=kind)
            )
    return "html" if _is_web_page(data) else "txt"


def _is_web_page(data: bytes) -> bool:
    start = data[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith((b"<", b"\0<")) and b"<html" in start)


def from_text(text: str) -> Document:
    """A document of a string that is at hand; line ends become ``\\n``.

    Raises:
        UnreadableInput: the string is empty, only white space, or too large.
    """
    return from_bytes(text.encode("utf-8", "surrogatepass"), "-")


def _too_large(name: str, chars: int) -> UnreadableInput:
    return UnreadableInput(
        tr(
            "{name}：约 {chars} 字，超过一次能分析的 {limit} 字；请把文件拆成单篇报告",
            name=name,
            chars=f"{chars:,}",
            limit=f"{MAX_CHARS:,}",
        )
    )


def load(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``; not more than any file we read has.

    Raises:
        UnreadableInput: missing, a directory, or not to be read; the message is one line that names the file.
    """
    if name == "-":
        return sys.stdin.buffer.read(MAX_PACKED + 1)
    path = Path(name)
    try:
        if path.is_dir():
            raise UnreadableInput(tr("{name}：这是一个文件夹，请给出其中的文件", name=name))
        with path.open("rb") as file:
            return file.read(MAX_PACKED + 1)
    except FileNotFoundError as error:
        raise UnreadableInput(tr("{name}：没有这个文件", name=name)) from error
    except PermissionError as error:
        raise UnreadableInput(tr("{name}：没有读取权限", name=name)) from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(tr("{name}：无法读取（{reason}）", name=repr(name), reason=cause(error))) from error
