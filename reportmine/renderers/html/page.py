"""One self-contained page out of a template, styles, scripts and data.

Takes the name of a template of ``templates/`` that extends ``layout.html``, and names of files of ``assets/``; gives
the page as a string. Everything that goes through a template is escaped and rid of controls; the only script that the
browser runs is the one put together here, told by its hash. Read next: ``marked_text.py``, ``templates/layout.html``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reportmine import __version__
from reportmine.messages import language, tr
from reportmine.renderers.controls import visible
from reportmine.resources import resource

# What would end a script element or begin another; U+2028 and U+2029 end a line in older script engines.
_UNSAFE_IN_JSON = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def assemble(
    template: str,
    *,
    title: str,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    data: object = None,
    **words: object,
) -> str:
    """The page.

    Args:
        template: name of a file in ``templates/``.
        title: title of the window, in the user's language.
        styles: names of files in ``assets/``, after ``page.css``.
        scripts: names of files in ``assets/``, after ``page.js``.
        data: what the scripts work on, as JSON; they find it as ``Page.data``.
        words: the variables of the template. ``lang``, ``ui``, ``version`` are given always.
    """
    script = "\n".join(_asset(name) for name in ("page.js", *scripts))
    return _environment().get_template(template).render(
        lang="zh-CN" if language() == "zh" else "en",
        title=visible(title),
        version=__version__,
        style=Markup("\n".join(_asset(name) for name in ("page.css", *styles))),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        data=Markup(to_json(data)),
        ui=_interface_words(),
        **words,
    )  # fmt: skip


def to_json(data: object) -> str:
    """``data`` as JSON that can stand inside a script element, whatever the texts in it.

    >>> to_json({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    # Short and without escapes: Chinese stays three bytes a character.
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return visible(written).translate(_UNSAFE_IN_JSON)


def _interface_words() -> dict[str, str]:
    """What stands on the controls that every page has."""
    return {
        "skip": tr("跳到正文"),
        "light": tr("浅色"),
        "dark": tr("深色"),
        "search_hint": tr("在正文中查找"),
        "previous": tr("上一处"),
        "next": tr("下一处"),
        "found": tr("{at}/{count}"),
        "not_found": tr("没有找到"),
        "close": tr("关闭"),
        "footer": tr("reportmine {version} 离线生成。", version=__version__),
    }


@cache
def _asset(name: str) -> str:
    return resource("renderers", "html", "assets", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource("renderers", "html", "templates")),
        autoescape=True,
        finalize=_printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _printed(value: object) -> object:
    """What a template writes: a text without controls, anything else as it is."""
    return visible(value) if type(value) is str else value
