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


def _read(fill: Callable[[Any, int], int]) -> str:
    size = fill(None, 0)
    if size <= 2:  # the closing zero alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
