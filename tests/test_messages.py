from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from reportmine.lexicon import load
from reportmine.messages import set_language, tr

PACKAGE = Path(__file__).parent.parent / "reportmine"


def sentences() -> dict[str, str]:
    """Every constant passed to ``tr`` in the package, with the place it stands in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
            if called and node.args and isinstance(node.args[0], ast.Constant):
                found[node.args[0].value] = f"{path.name}:{node.lineno}"
    return found


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    set_language(None)


def test_every_sentence_has_its_english_with_the_same_fields() -> None:
    english = load("english")
    missing = {text: place for text, place in sentences().items() if text not in english}
    assert not missing
    unlike = [text for text in sentences() if fields(text) != fields(english[text])]
    assert not unlike


def test_rules_have_english_and_no_english_is_left_over() -> None:
    from reportmine.rules import RULES

    known = set(sentences())

    for rule in RULES:
        known |= {rule.message, rule.advice}
    assert set(load("english")) == known


def test_language_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tr("{name}：没有这个文件", name="甲") == "甲：没有这个文件"
    monkeypatch.setenv("REPORTMINE_LANG", "en_GB.UTF-8")
    assert tr("{name}：没有这个文件", name="a") == "a: no such file"
    set_language("zh")
    assert tr("{name}：没有这个文件", name="甲") == "甲：没有这个文件"
