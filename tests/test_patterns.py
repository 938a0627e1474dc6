"""Patterns are compiled late; that each can be, is seen here."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import reportmine
from reportmine.patterns import _Regex, regex

# What a screening of plain text must not import.
HEAVY = ("spacy", "sklearn", "jieba", "numpy", "lxml", "pypdfium2", "docx", "rich.console")


def test_every_pattern_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(reportmine.__path__, "reportmine."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    patterns = [one for one in gc.get_objects() if type(one) is _Regex]
    assert len(patterns) > 300
    for pattern in patterns:
        re.compile(pattern.pattern, pattern.flags)


def test_it_is_used_like_a_pattern() -> None:
    year = regex(r"(?P<year>\d{4})年")
    match = year.search("在2023年")
    assert match is not None and match["year"] == "2023" and match.re.pattern == year.pattern
    assert year.groupindex == {"year": 1} and year.sub("某年", "2023年") == "某年"
    assert regex("a", re.IGNORECASE).fullmatch("A")


def test_what_is_wrong_shows_at_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").search("")


def test_screening_a_text_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom reportmine.readers import from_text\nfrom reportmine.screening import screen_document\n"
        "screen_document(from_text('湖南省株洲市2023年工作总结\\n文档密码：abc2023'))\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
