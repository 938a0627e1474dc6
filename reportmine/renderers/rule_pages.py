"""The rules as a list and as pages, in the language of the user.

The Chinese pages are in ``data/rule_pages.toml``, the English ones are the docstrings of the rules.
``docs/reference/rules.en.md`` and ``docs/reference/rules.md`` are ``as_markdown`` of both (``make
docs-rules``). Read next: ``rules/rule.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import NamedTuple

import msgspec
from rich.cells import set_cell_size

from reportmine.lexicon import load
from reportmine.messages import language, tr
from reportmine.patterns import regex
from reportmine.renderers.words import category_name, part_name, severity_name
from reportmine.rules.rule import CLOSE, OPEN, PartRule, Rule

_SECTION = regex(r"\*\*(?P<head>[A-Z][A-Za-z ]+)\.\*\* ?(?P<said>.*?)(?=\n\n\*\*|\Z)", re.DOTALL)
# So many examples of each kind are shown; the tests run the others too.
_SHOWN = 6
# What Markdown would take for its own, outside of ``code``.
_MARKDOWN = regex(r"(?P<code>``.+?``)|[\\`*_<\[|~]")


class Page(NamedTuple):
    """What is said of a rule: what it finds, why that matters, and the law, standard or practice it rests on."""

    finds: str
    why: str
    norm: str


def page_of(rule: Rule) -> Page:
    """The page of a rule in the language of the user."""
    if language() == "zh":
        said = load("rule_pages").get(rule.id, {})
        return Page(said.get("finds", rule.message), said.get("why", ""), said.get("norm", ""))
    sections = {m["head"]: " ".join(m["said"].split()) for m in _SECTION.finditer(cleandoc(rule.__doc__ or ""))}
    norm = sections.get("Norm", "").replace("规定", "required").replace("通常", "common practice")
    return Page(sections.get("What it finds", ""), sections.get("Why", ""), norm[:1].upper() + norm[1:])


def page(rule: Rule) -> str:
    """The page of a rule for the terminal."""
    return "\n".join(
        [
            f"{rule.id} {rule.name}",
            _kind(rule),
            "",
            tr(rule.message),
            "",
            *(f"{head}{said}" for head, said in _said(rule)),
            "",
            tr("会报的（⟦ ⟧ 内）："),
            *(f"  {_on_one_line(rule, line)}" for line in rule.hit[:_SHOWN]),
            tr("不报的："),
            *(f"  {_on_one_line(rule, line)}" for line in rule.miss[:_SHOWN]),
        ]
    )


def as_list(rules: Sequence[Rule]) -> str:
    """A line a rule."""
    width = max(len(rule.id) for rule in rules) + 2
    rows = [
        f"{rule.id:<{width}}{set_cell_size(severity_name(rule.severity), 8)}"
        f"{set_cell_size(category_name(rule.category), 14)}{tr(rule.message)}"
        for rule in rules
    ]
    return "\n".join([*rows, "", tr("一条规则的说明：reportmine explain RM101")])


def as_json(rules: Sequence[Rule]) -> str:
    """All rules with their pages, for programs."""
    content = [
        {
            "id": rule.id, "name": rule.name, "category": rule.category, "severity": rule.severity,
            "message": tr(rule.message), "advice": tr(rule.advice), **page_of(rule)._asdict(),
            "hit": [_plain(line) for line in rule.hit], "miss": list(rule.miss),
        }
        for rule in rules
    ]  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()


def as_markdown(rules: Sequence[Rule]) -> str:
    """A table of the rules, then their pages, as the documentation has them: by number."""
    rules = sorted(rules, key=lambda rule: int(rule.id[2:]))
    lines = [
        f"# {tr('检查规则')}",
        "",
        tr("共 {count} 条。一条规则的说明也可以用 reportmine explain RM101 查看。", count=len(rules))
        + tr("“规定”指法律法规或者国家标准的要求，“通常”指通行的做法。")
        + tr("本文由 make docs-rules 生成。"),
        "",
        "| " + " | ".join(name.capitalize() for name in (tr("编号"), tr("级别"), tr("类别"), tr("说明"))) + " |",
        "| --- | --- | --- | --- |",
        *(
            f"| [{rule.id}](#{rule.id.lower()}-{rule.name}) | {severity_name(rule.severity)} "
            f"| {category_name(rule.category)} | {_escaped(tr(rule.message))} |"
            for rule in rules
        ),
    ]
    for rule in rules:
        lines += ["", f"## {rule.id} {rule.name}", "", _kind(rule), "", f"**{_escaped(tr(rule.message))}**", ""]
        lines += [f"- {head}{_escaped(said)}" for head, said in _said(rule)]
        for head, examples in ((tr("会报的（⟦ ⟧ 内）："), rule.hit), (tr("不报的："), rule.miss)):
            lines += [f"- {head}", *(f"  - {_code(_on_one_line(rule, line))}" for line in examples[:_SHOWN])]
    return "\n".join(lines)


def _kind(rule: Rule) -> str:
    if isinstance(rule, PartRule):
        scope = tr("文件的其他部分")
    else:
        scope = tr("正文和文件的其他部分") if rule.reads == "all" else tr("正文")
    return f"{severity_name(rule.severity)} · {category_name(rule.category)} · {scope}"


def _said(rule: Rule) -> Iterator[tuple[str, str]]:
    said = page_of(rule)
    yield tr("查什么："), said.finds
    yield tr("为什么："), said.why
    yield tr("怎么改："), tr(rule.advice)
    yield tr("依据："), said.norm


def _on_one_line(rule: Rule, example: str) -> str:
    """An example with its line breaks and invisible characters shown, and the part of the file it stands in by name."""
    if isinstance(rule, PartRule):
        kind, _, said = example.partition("｜")
        kind, _, name = kind.partition(":")
        example = f"{part_name(kind)}{f' {name}' if name else ''}｜{said}"
    return "".join(map(_visible, example))


def _visible(char: str) -> str:
    if char == "\n":
        return " ⏎ "
    if char == "\t":
        return " ⇥ "
    return char if char.isprintable() or char == "\u3000" else f"U+{ord(char):04X}"


def _plain(example: str) -> str:
    return example.replace(OPEN, "").replace(CLOSE, "")


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(lambda match: match[0] if match["code"] else "\\" + match[0], text)


def _code(text: str) -> str:
    """A code span that may hold backticks."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
