"""Writes the pages of the reference that come from the code (make docs-reference), in both languages: the commands, the
JSON schemas, the list at the end of the indicator codes.

    python tools/reference.py            # writes docs/reference/commands.md, json-schema.md, indicator-codes.md, .en.md
    python tools/reference.py --check    # writes nothing; exits with 1 and names the pages that are not up to date

Takes click's own tree of commands and ``reportmine schema``, so that a page cannot say anything else. The commands are
imported once a language, in a process of their own: their help texts are made when they are imported.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from reportmine.cli import make_group
from reportmine.cli.help import spoken
from reportmine.indicators.codes import indicator_codes
from reportmine.lexicon import tomllib
from reportmine.messages import language

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
WORDS = {
    "zh": {
        "title": "命令",
        "intro": "全部命令和选项，由 `make docs-reference` 从程序里生成；在终端里用 `reportmine 命令 --help` "
        "看到的是同样的内容。每个命令都可以加 `-h`。界面语言用 `--lang zh|en`，或者环境变量 `REPORTMINE_LANG`。",
        "option": "选项",
        "meaning": "作用",
        "default": "默认 {}",
        "repeat": "可以给多次",
        "required": "必须给出",
        "version": "显示版本号。",
        "schemas": "JSON 的结构",
        "about schemas": "JSON 输出里每种对象的字段和类型，由 `make docs-reference` 根据 `reportmine schema` 和 "
        "`reportmine schema compare` 生成；这两个命令直接打印 JSON Schema（2020-12）。带 * 的字段一定有。"
        "[English](json-schema.en.md)",
        "analyze": "`reportmine analyze --format json` 的输出；每个字段的含义见[JSON 的字段](../engineering/json.md)。",
        "compare": "`reportmine compare --format json` 的输出；各部分的含义见[比较](../office/comparing.md)。",
        "field": "字段",
        "type": "类型",
        "or": " 或 ",
        "list": "列表",
        "list of": "{} 的列表",
        "object of": "对象，值是 {}",
    },
    "en": {
        "title": "Commands",
        "intro": "All commands and options, made from the program by `make docs-reference`; "
        "`reportmine COMMAND --help` says the same in a terminal. Every command takes `-h`. The language is "
        "`--lang zh|en`, or the environment variable `REPORTMINE_LANG`.",
        "option": "option",
        "meaning": "meaning",
        "default": "default {}",
        "repeat": "may be given several times",
        "required": "required",
        "version": "Shows the version.",
        "schemas": "The JSON schemas",
        "about schemas": "Every object of the JSON outputs and its fields, made by `make docs-reference` out of "
        "`reportmine schema` and `reportmine schema compare`, which print the JSON Schemas (2020-12) themselves. "
        "A field with * is always there. [中文](json-schema.md)",
        "analyze": "`reportmine analyze --format json`; what the fields mean: "
        "[the JSON of an analysis](../engineering/json.en.md).",
        "compare": "`reportmine compare --format json`; what the parts mean: [comparing](../office/comparing.en.md).",
        "field": "field",
        "type": "type",
        "or": " or ",
        "list": "list",
        "list of": "list of {}",
        "object of": "object of {}",
    },
}  # fmt: skip
SCHEMAS = ("analyze", "compare")
LIST = "<!-- made by tools/reference.py -->\n\n"
# The families of units of data/indicator_codes.toml in Chinese.
UNITS = {
    "accidents": "起", "animals": "头只", "area": "面积", "beds": "床位", "boxes": "标箱", "computing": "算力",
    "concentration": "浓度", "days": "天数", "electricity": "电量", "energy": "能耗", "estates": "小区楼栋",
    "firms": "家", "freight": "货运量", "harvest": "产量", "households": "户套", "items": "件项", "land": "土地",
    "length": "里程", "money": "金额", "parcels": "快递件数", "people": "人数", "percent": "百分比", "places": "处所",
    "power": "功率", "ratio": "倍数", "stations": "站点", "textile": "纺织品", "travel": "客运量", "trips": "人次",
    "vehicles": "车辆", "volume": "体积", "weight": "重量", "years": "年岁", "yield": "单产",
}  # fmt: skip


def commands() -> str:
    """The page of all commands in the language of the process."""
    words = WORDS[language()]
    lines = [f"# {words['title']}", "", words["intro"]]
    for path, command in walk(make_group(), "reportmine"):
        lines += ["", f"{'##' if path.count(' ') < 2 else '###'} {path}", "", escape(command.help or "")]
        context = click.Context(command, info_name=path)
        usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
        lines += ["", "```text", f"{path} {spoken(usage)}".rstrip(), "```"]
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        if options:
            lines += ["", f"| {words['option']} | {words['meaning']} |", "| --- | --- |"]
            lines += [f"| {spelt(option, context)} | {described(option, words)} |" for option in options]
    return "\n".join(lines) + "\n"


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with how it is called."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from walk(below, f"{path} {name}")


def spelt(option: click.Option, context: click.Context) -> str:
    """How an option is written: ``--output PATH``, ``-o``."""
    names = [*option.opts, *option.secondary_opts]
    value = "" if option.is_flag or option.count else " " + spoken(option.make_metavar(context) or "")
    if isinstance(option.type, click.Choice) and not option.metavar:
        value = " " + "|".join(map(str, option.type.choices))
    first = f"`{names[0]}{value}`"
    if "|" in value:
        # Inside of a table GitHub and mkdocs read a bar in backticks each in a way of its own.
        first = f"<code>{names[0]}{value.replace('|', '&#124;')}</code>"
    shown = [first, *(f"`{name}`" for name in names[1:])]
    return " ".join(shown)


def described(option: click.Option, words: dict[str, str]) -> str:
    """What an option does, with its default."""
    about = words["version"] if option.name == "version" and not option.help else option.help or ""
    more = [words["required"]] if option.required else []
    if option.show_default and option.default not in (None, ()):
        more.append(words["default"].format(f"`{option.default}`"))
    if option.multiple:
        more.append(words["repeat"])
    brackets = ("（", "）", "，") if language() == "zh" else (" (", ")", ", ")
    told = brackets[0] + brackets[2].join(more) + brackets[1] if more else ""
    return escape(about) + told


def escape(text: str) -> str:
    """Help text as Markdown prose."""
    return " ".join(text.replace("|", "\\|").replace("*", "\\*").replace("<", "\\<").split())


def json_schemas() -> str:
    """The page of the JSON schemas: every object with its fields."""
    words = WORDS[language()]
    chinese = tomllib.loads((Path(__file__).parent / "schema_words.toml").read_text(encoding="utf-8"))
    lines = [f"# {words['schemas']}", "", words["about schemas"]]
    for name in SCHEMAS:
        printed = subprocess.run(
            [sys.executable, "-m", "reportmine", "schema", name],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
        lines += ["", f"## {name}", "", words[name]]
        for title, body in json.loads(printed)["$defs"].items():
            about = chinese[name][title] if language() == "zh" else body.get("description", "")
            lines += ["", f"### {name}: {title}", "", prose(about), ""]
            lines += [f"| {words['field']} | {words['type']} |", "| --- | --- |"]
            needed = set(body.get("required", ()))
            for field, kind in body.get("properties", {}).items():
                lines.append(f"| `{field}`{' *' if field in needed else ''} | {typed(kind, name)} |")
    return "\n".join(lines) + "\n"


def prose(docstring: str) -> str:
    """A docstring as Markdown: code has one backtick, lines stay."""
    return docstring.replace("``", "`").strip()


def typed(kind: dict[str, Any], page: str) -> str:
    """A JSON Schema type in words, with links to the objects of the page."""
    words = WORDS[language()]
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{page}-{name.lower()})"
    if "const" in kind:
        return f"`{json.dumps(kind['const'])}`"
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if "anyOf" in kind:
        return words["or"].join(typed(one, page) for one in kind["anyOf"])
    if kind.get("type") == "array":
        if "prefixItems" in kind:
            return "[" + ", ".join(typed(one, page) for one in kind["prefixItems"]) + "]"
        return words["list of"].format(typed(kind["items"], page)) if "items" in kind else words["list"]
    if kind.get("type") == "object" and isinstance(kind.get("additionalProperties"), dict):
        return words["object of"].format(typed(kind["additionalProperties"], page))
    return str(kind.get("type", "anything"))


def chinese_codes() -> str:
    """The Chinese page of the indicator codes: its text, then all of them."""
    rows = [
        f"| `{entry.code}` | {entry.name} | {'、'.join(UNITS[unit] for unit in entry.units)} | {len(entry.aliases)} |"
        for entry in indicator_codes()
    ]
    return written_above("indicator-codes.md") + "\n".join(
        ["| 代码 | 名称 | 单位 | 别的写法 |", "| --- | --- | --- | --- |", *rows, ""]
    )


def english_codes() -> str:
    """The English page of the indicator codes."""
    rows = [
        f"| `{entry.code}` | {entry.name} | {entry.english} | {', '.join(entry.units)} | {len(entry.aliases)} |"
        for entry in indicator_codes()
    ]
    head = ["| code | name | in English | units | other names |", "| --- | --- | --- | --- | --- |"]
    return written_above("indicator-codes.en.md") + "\n".join([*head, *rows, ""])


def written_above(page: str) -> str:
    """What people wrote on a page of codes: all before the list, with the number of indicators as it is."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    text = text[: text.index(LIST) + len(LIST)]
    return re.sub(r"\d+(?= indicators that|个常用指标)", str(len(indicator_codes())), text)


PAGES = {
    "commands.md": ("zh", commands),
    "commands.en.md": ("en", commands),
    "json-schema.md": ("zh", json_schemas),
    "json-schema.en.md": ("en", json_schemas),
    "indicator-codes.md": ("zh", chinese_codes),
    "indicator-codes.en.md": ("en", english_codes),
}


def made(page: str) -> str:
    """A page as it should be, made by a process that speaks its language."""
    environment = {**os.environ, "REPORTMINE_LANG": PAGES[page][0], "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, __file__, "--print", page],
        capture_output=True, text=True, check=True, encoding="utf-8", env=environment,
    ).stdout  # fmt: skip


def main(arguments: list[str]) -> int:
    """Writes the pages, or checks them."""
    if arguments[:1] == ["--print"]:
        sys.stdout.write(PAGES[arguments[1]][1]())
        return 0
    old = [page for page in PAGES if not (FOLDER / page).exists() or (FOLDER / page).read_text("utf-8") != made(page)]
    if arguments == ["--check"]:
        for page in old:
            print(f"{page} is not up to date: make docs-reference")
        return 1 if old else 0
    for page in old:
        (FOLDER / page).write_text(made(page), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
