"""The pages of the rules: complete in Chinese, honest about their norms, and as the documentation has them."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from reportmine.lexicon import load
from reportmine.messages import set_language
from reportmine.renderers import rule_pages
from reportmine.rules import RULES
from reportmine.rules.rule import CLOSE, OPEN, Rule

DOCUMENTS = {"zh": "rules.md", "en": "rules.en.md"}
# Laws and regulations by their titles, standards by their numbers.
CITED = re.compile(r"《[^》]+(?:法|条例)》|GB(?:/T)? \d+")


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    set_language(None)


def test_every_rule_has_its_chinese_page_and_no_page_is_left_over() -> None:
    pages = load("rule_pages")
    assert set(pages) == {rule.id for rule in RULES}
    for name, said in pages.items():
        assert set(said) == {"finds", "why", "norm"}, name
        for sentence in said.values():
            assert sentence.endswith("。") and sentence == sentence.strip(), name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_only_laws_and_standards_are_called_rules(rule: Rule) -> None:
    norm = load("rule_pages")[rule.id]["norm"]
    assert norm.startswith(("规定：", "通常", "以公历为准"))
    assert CITED.search(norm) or not norm.startswith("规定")
    set_language("en")
    english = rule_pages.page_of(rule).norm
    assert english.startswith("Required") == norm.startswith("规定："), english


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", DOCUMENTS)
def test_a_page_says_everything(rule: Rule, language: str) -> None:
    set_language(language)
    said = rule_pages.page_of(rule)
    assert all(said)
    page = rule_pages.page(rule)
    assert all(piece in page for piece in (rule.id, rule.name, *said))
    assert OPEN in page and CLOSE in page
    assert all(char.isprintable() or char in "\n\u3000" for char in page)


def test_the_pages_tell_in_which_part_of_a_file_an_example_stands() -> None:
    rule = next(rule for rule in RULES if rule.id == "RM1001")
    assert "修订删除｜⟦，比上年少三个⟧" in rule_pages.page(rule)


@pytest.mark.parametrize("language", DOCUMENTS)
def test_documentation_is_up_to_date(language: str) -> None:
    set_language(language)
    kept = (ROOT / "docs" / "reference" / DOCUMENTS[language]).read_text(encoding="utf-8")
    assert kept == rule_pages.as_markdown(RULES) + "\n", "make docs-rules"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("XX和**%", "`XX和**%`"),
        ("**密码**：`⟦a⟧`", "`` **密码**：`⟦a⟧` ``"),
        ("``甲``", "``` ``甲`` ```"),
    ],
)
def test_an_example_is_a_code_span_whatever_it_holds(text: str, shown: str) -> None:
    assert rule_pages._code(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("138****1234", r"138\*\*\*\*1234"),
        ("``**`` and ** and <br/>", r"``**`` and \*\* and \<br/>"),
        ("[[more]]|a_b", r"\[\[more]]\|a\_b"),
    ],
)
def test_prose_is_no_markup(text: str, shown: str) -> None:
    assert rule_pages._escaped(text) == shown
