"""Formats whose library is an extra: a clear sentence when it is not installed."""

from __future__ import annotations

import importlib
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr


def require(module: str, form: str) -> Any:
    """The module, or a sentence that says how to get it.

    Raises:
        UnreadableInput: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UnreadableInput(
            tr("读取 {form} 文件需要先安装：pip install reportmine[formats]；或另存为 .docx", form=form)
        ) from error
