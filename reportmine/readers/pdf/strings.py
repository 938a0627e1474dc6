"""The strings PDFium gives: UTF-16 in a buffer whose size it tells when it is asked without one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def object_text(item: Any, textpage: Any) -> str:
    """What a text object says."""
    import pypdfium2.raw as raw

    unit = ctypes.POINTER(ctypes.c_ushort)
    return _read(lambda buffer, size: raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, unit), size))


def annotation_text(annotation: Any, key: bytes) -> str:
    """The entry ``key`` of an annotation, empty when it has none."""
    import pypdfium2.raw as raw

    unit = ctypes.POINTER(ctypes.c_ushort)
    return _read(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, unit), size))


def metadata_text(document: Any, key: str) -> str:
    """The property ``key`` of a document, empty when it has none."""
    import pypdfium2.raw as raw

    return _read(lambda buffer, size: raw.FPDF_GetMetaText(document, key.encode("latin-1", "replace"), buffer, size))


def address_text(document: Any, link: Any) -> str:
    """The address or the path of a file that a link leads to, empty for a place in the document itself."""
    import pypdfium2.raw as raw

    action = raw.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    kind = raw.FPDFAction_GetType(action)
    if kind == raw.PDFACTION_URI:
        return _bytes(lambda buffer, size: raw.FPDFAction_GetURIPath(document, action, buffer, size))
    if kind in (raw.PDFACTION_LAUNCH, raw.PDFACTION_REMOTEGOTO):
        return _bytes(lambda buffer, size: raw.FPDFAction_GetFilePath(action, buffer, size))
    return ""


def _bytes(fill: Callable[[Any, int], int]) -> str:
    size = fill(None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    fill(buffer, size)
    said = buffer.raw[:size].decode("utf-8", "replace").rstrip("\0").strip()
    if said.startswith("\u00fe\u00ff"):  # UTF-16, of which every byte was taken for a character
        said = said.encode("latin-1", "replace").decode("utf-16", "replace")
    return said


def _read(fill: Callable[[Any, int], int]) -> str:
    size = fill(None, 0)
    if size <= 2:  # the closing zero alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
