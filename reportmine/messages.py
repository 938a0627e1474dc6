"""What is printed, in the language of the user: Chinese is the source, English stands in data/english.toml.

``tr("{name}：没有这个文件", name=...)`` gives the sentence in the language chosen with ``--lang`` or
``REPORTMINE_LANG``. A test checks that every sentence that is passed to ``tr`` has its English.
"""

from __future__ import annotations

import os
from contextvars import ContextVar

LANGUAGES = ("zh", "en")

_language: ContextVar[str | None] = ContextVar("reportmine_language", default=None)


def language() -> str:
    """``zh`` or ``en``: what was set, else ``REPORTMINE_LANG``, else Chinese."""
    chosen = _language.get() or os.environ.get("REPORTMINE_LANG", "zh")[:2].lower()
    return chosen if chosen in LANGUAGES else "zh"


def set_language(chosen: str | None) -> None:
    """Sets the language of this thread; ``None`` goes back to the environment's."""
    _language.set(chosen)


def tr(sentence: str, /, **values: object) -> str:
    """The sentence in the user's language with ``{fields}`` filled in."""
    if language() == "en":
        from reportmine.lexicon import load

        sentence = load("english").get(sentence, sentence)
    return sentence.format(**values) if values else sentence
