"""What is printed, in the language of the user: Chinese is the source, English is the gettext catalogue in locale/en.

``tr("{name}：没有这个文件", name=...)`` gives the sentence in the language chosen with ``--lang`` or
``REPORTMINE_LANG``. ``make messages`` gathers the sentences into ``locale/en/LC_MESSAGES/reportmine.po``, where people
write the English, and compiles it into the ``.mo`` beside it, which the program reads. A test checks that every
sentence has its English.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

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
    """The sentence in the user's language with ``{fields}`` filled in.

    English has two forms of a sentence with the field ``{count}``: give the number itself, and let the sentence format
    it (``{count:,}``).
    """
    if language() == "en":
        sentence = _in_english(sentence, values.get("count"))
    return sentence.format(**values) if values else sentence


def _in_english(sentence: str, count: object) -> str:
    catalogue = _catalogue("en")
    if "{count" not in sentence:
        return catalogue.gettext(sentence)
    return catalogue.ngettext(sentence, sentence, count if isinstance(count, int) else 2)


@cache
def _catalogue(code: str) -> GNUTranslations:
    from gettext import GNUTranslations

    from reportmine.resources import resource

    with resource("locale", code, "LC_MESSAGES", "reportmine.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
