"""The files of a request: parts of a form, or its body as it is; their names without what could do harm.

Takes a request, gives names and bytes. The parser hands the parts on as they come and never writes them to the disk,
as most do with large ones. Read next: ``history.py``.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote

from litestar import Request
from multipart import (  # type: ignore[import-untyped]
    MultipartSegment,
    ParserError,
    ParserLimitReached,
    PushMultipartParser,
)

from reportmine.messages import tr
from reportmine.web.limits import Gate, too_large, too_large_together
from reportmine.web.refusal import Refusal

#: What a file is called that comes without a name: standard input, as on the command line.
NAMELESS = "-"
# Characters of a name, of up to four bytes: file systems end at 255 bytes, and something comes after it.
_LONGEST = 60
_LONGEST_ENDING = 10
# A name of 5,000 Chinese characters is cut, not refused.
_HEADER = 65_536
# The parts of a form besides its files, and the bytes around each part.
_OTHER_PARTS = 20
_AROUND = 70_000
# What no file on Windows can have in its name, and the marks that separate folders.
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')


class Upload(NamedTuple):
    """A file as it came in."""

    name: str
    data: bytes


async def read_uploads(request: Request[Any, Any, Any], gate: Gate, name: str | None) -> list[Upload]:
    """The files of a form, or the body as one file called ``name``.

    Raises:
        Refusal: there is none, the form is broken (400), or there is too much of it (413, 503; see ``Gate.chunks``).
    """
    kind, options = request.content_type
    if kind != "multipart/form-data":
        return [await read_upload(request, gate, name)]
    if not options.get("boundary"):
        raise Refusal(400, tr("表单没有写明分隔符（boundary）"))
    uploads = await _read_form(request, gate, options["boundary"])
    if not uploads:
        raise Refusal(400, tr("没有收到文件"))
    return uploads


async def read_upload(request: Request[Any, Any, Any], gate: Gate, name: str | None) -> Upload:
    """The body as one file called ``name``.

    Raises:
        Refusal: there is none (400), or too much of it (see ``Gate.chunks``).
    """
    data = await gate.file(request)
    if not data:
        raise Refusal(400, tr("没有收到内容"))
    return Upload(safe_name(name or ""), data)


async def _read_form(request: Request[Any, Any, Any], gate: Gate, boundary: str) -> list[Upload]:
    limits = gate.limits
    uploads: list[Upload] = []
    name: str | None = None
    pieces: list[bytes] = []
    longest = limits.request + (limits.files + _OTHER_PARTS) * _AROUND
    try:
        async with gate.chunks(request, longest, too_large_together(limits)) as chunks:
            with PushMultipartParser(
                boundary,
                max_header_size=_HEADER,
                max_segment_size=limits.upload,
                max_segment_count=limits.files + _OTHER_PARTS,
            ) as parser:
                async for chunk in chunks:
                    if parser.closed:
                        continue
                    for event in parser.parse(chunk):
                        if isinstance(event, MultipartSegment):
                            name, pieces = event.filename, []
                            if name and len(uploads) == limits.files:
                                raise _too_many(limits.files)
                        elif event:
                            pieces.append(bytes(event) if name else b"")
                        elif name:
                            uploads.append(Upload(safe_name(name), b"".join(pieces)))
                            if sum(len(upload.data) for upload in uploads) > limits.request:
                                raise too_large_together(limits)
                            pieces = []
    except ParserLimitReached as error:
        raise (_too_many(limits.files) if "count" in str(error) else too_large(limits)) from error
    except (ParserError, UnicodeError) as error:
        raise Refusal(400, tr("表单不完整或已损坏")) from error
    return uploads


def _too_many(files: int) -> Refusal:
    return Refusal(413, tr("一次最多 {count} 个文件", count=files))


def safe_name(said: str) -> str:
    """A name to show and to save under, of whatever somebody called a file: no folders, nothing unseen, not long.

    >>> safe_name("../../etc/报告\\n2023.docx")
    '报告2023.docx'
    >>> safe_name("")
    '-'
    """
    last = re.split(r"[\\/]", said.rstrip("\\/"))[-1]
    # Control characters, marks of direction and other unseen ones, half characters; line separators.
    seen = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = " ".join(seen.split()).strip(". ")
    if len(name) > _LONGEST:
        ending = PurePosixPath(name).suffix[:_LONGEST_ENDING]
        name = name[: _LONGEST - len(ending)] + ending
    return name or NAMELESS


def stem(name: str) -> str:
    """What the names of downloads begin with, for the file of that name."""
    own = _FORBIDDEN.sub("_", PurePosixPath(name).stem if name != NAMELESS else "")
    return own.strip(". ") or tr("报告")


def disposition(name: str, *, inline: bool) -> str:
    """The value of Content-Disposition (RFC 6266) for a file of that name, for old programs and for new ones.

    >>> disposition('报告 "1".docx', inline=False)
    'attachment; filename="__ _1_.docx"; filename*=UTF-8\\'\\'%E6%8A%A5%E5%91%8A%20%221%22.docx'
    """
    plain = "".join(char if " " <= char <= "~" and char not in '"\\%;' else "_" for char in name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
