from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import translations

from reportmine.causes import cause
from reportmine.cli import COMMANDS
from reportmine.cli.corpus import COMMANDS as CORPUS_COMMANDS
from reportmine.comparison.model import PARTS
from reportmine.lexicon import load
from reportmine.messages import set_language, tr
from reportmine.store.descriptions import describe_column
from reportmine.store.schema import TABLES

PACKAGE = Path(__file__).parent.parent / "reportmine"
CHINESE = re.compile(r"[\u3400-\u9fff，。；：！？、（）]")


@pytest.fixture(autouse=True)
def _chinese_again():
    yield
    set_language(None)


@pytest.fixture(scope="module")
def english() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(translations.CATALOGUE))}


def test_every_sentence_has_its_english_and_none_is_left_over(english: dict[str, polib.POEntry]) -> None:
    sentences = translations.gather()
    assert [entry.occurrences for text, entry in sentences.items() if text not in english] == []
    assert [text for text in english if text not in sentences] == []
    assert [text for text, entry in english.items() if not entry.translated() or entry.fuzzy] == []


def test_english_has_the_fields_of_the_chinese(english: dict[str, polib.POEntry]) -> None:
    for text, entry in english.items():
        fields = translations.fields(text)
        for form in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            # A form for one may say it in words: once, the last row.
            assert fields - {"count"} <= translations.fields(form) <= fields, form


def test_what_the_program_reads_is_what_people_read() -> None:
    text = polib.pofile(str(translations.CATALOGUE), wrapwidth=0)
    assert f"{text}\n".encode() == translations.CATALOGUE.read_bytes()
    assert text.to_binary() == translations.CATALOGUE.with_suffix(".mo").read_bytes()
    assert b"-Date:" not in text.to_binary()


def test_what_is_not_sure_does_not_get_into_the_program() -> None:
    old = polib.POFile()
    text = tr("{name}：没有这个文件")
    old.append(polib.POEntry(msgid=text.replace("没有这个", "没有那个"), msgstr="{name}: no such file"))
    new = translations.merged(old)
    entry = new.find(text)
    assert (entry.msgstr, entry.fuzzy) == ("{name}: no such file", True)
    assert b"no such file" not in new.to_binary()


def test_language_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tr("{name}：没有这个文件", name="甲") == "甲：没有这个文件"
    monkeypatch.setenv("REPORTMINE_LANG", "en_GB.UTF-8")
    assert tr("{name}：没有这个文件", name="a") == "a: no such file"
    set_language("zh")
    assert tr("{name}：没有这个文件", name="甲") == "甲：没有这个文件"


def test_english_has_two_forms_of_a_count() -> None:
    set_language("en")
    assert [tr("{count} 篇报告", count=count) for count in (0, 1, 2)] == ["0 reports", "1 report", "2 reports"]


@pytest.mark.parametrize(
    ("error", "chinese"),
    [
        (FileNotFoundError(2, "No such file or directory"), "没有这个文件或文件夹"),
        (ValueError("Expected '=' after a key in a key/value pair (at line 3, column 5)"), "第 3 行第 5 列的写法不对"),
        (ValueError("Expecting value: line 1 column 2 (char 1)"), "第 1 行第 2 列的写法不对"),
        (ValueError("Expected `array | null`, got `str` - at `$.select`"), "select：要写列表或空，现在是文字"),
        (ValueError("Object contains unknown field `colour`"), "没有 colour 这一项"),
        (ValueError(b"missing ): (a"), "少了右括号"),
        (ValueError('Parser Error: syntax error at or near "selec"\n\nLINE 1: selec 1'), "“selec”附近的写法不对"),
        (
            ValueError('Binder Error: Referenced column "yaer" not found in FROM clause!\nCandidate bindings: "year"'),
            "没有“yaer”这一列；是不是 year？",
        ),
        (ValueError("IO Error: could not write: No space left on device"), "磁盘已满"),
        (ValueError("something\nelse"), "something else"),
        (ValueError(), "ValueError"),
    ],
)
def test_what_a_library_says_is_said_in_chinese(error: Exception, chinese: str) -> None:
    assert cause(error) == chinese


# ---- What is printed without tr.

# Modules whose strings are for people, and what they may hold of Chinese besides.
PRINTING = (
    "cli/",
    "renderers/",
    "web/",
    "batch/",
    "store/",
    "readers/",
    "evaluate/",
    "train/",
    "causes.py",
    "errors.py",
)
BY_NATURE = {
    "cli/help.py": "names of values in Chinese help, where the English is click's",
    "evaluate/matching.py": "compares units of the text",
    "readers/html.py": "signs that end a sentence of the text",
    "readers/pdf/measures.py": "signs that end a sentence of the text",
    "readers/pdf/packet.py": "a sign of the text",
    "readers/rtf.py": "a sign of the text",
    "renderers/html/screening/marks.py": "signs that end a sentence of the text",
    "train/classifier.py": "a sign of the text",
    "web/work.py": "a small report that a worker reads before the first upload",
    "readers/docx/numbering.py": "Chinese numerals that Word makes",
    "readers/txt.py": "the commonest characters, to tell encodings apart",
    "renderers/revisions.py": "Chinese numerals",
    "renderers/rule_pages.py": "words of data/rule_pages.toml, in Chinese only",
    "renderers/screening_docx/plain.py": "the name of a font",
    "renderers/tasks_xlsx.py": "the list of tasks is a Chinese form whose headings are read back",
    "renderers/workbook.py": "the name of a font",
    "store/schema.py": "a value of a column, in its description",
    "train/follow_up_card.py": "a page in English with examples",
    "train/model_card.py": "a page in English with examples",
    "web/shell.py": "the name of a language in itself",
}
# What is given to these is compared with the text of a report, or cut out of it; it is not printed.
_MATCHING = """
regex compile search match fullmatch sub split strip lstrip rstrip replace translate maketrans find index count
frozenset startswith endswith removesuffix removeprefix partition rpartition
"""
MATCHING = set(_MATCHING.split())
SAID = {"echo", "complain", "UsageError", "BadParameter", "option", "argument", "command", "print"}


def chinese_without_tr() -> Iterator[tuple[str, int, str]]:
    """File, line and text of every Chinese string that goes to people and not through ``tr``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        printing = name.startswith(PRINTING)
        for strings, calls, statement in literals(ast.parse(path.read_text(encoding="utf-8"))):
            said = isinstance(statement, ast.Raise) or SAID & calls
            if "tr" not in calls and not MATCHING & calls and (said or (printing and name not in BY_NATURE)):
                yield name, strings.lineno, strings.value


def literals(tree: ast.Module) -> Iterator[tuple[ast.Constant, set[str], ast.stmt]]:
    """Every Chinese string that is no docstring, the functions it is an argument of, and its statement."""

    def walk(node: ast.AST, calls: set[str], statement: ast.stmt) -> Iterator[tuple[ast.Constant, set[str], ast.stmt]]:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.stmt):
            calls, statement = set(), node
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value):
            yield node, calls, statement
        if isinstance(node, ast.Compare):
            calls = calls | {"search"}
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            calls = calls | {called}
        for child in ast.iter_child_nodes(node):
            yield from walk(child, calls, statement)

    for statement in tree.body:
        yield from walk(statement, set(), statement)


def test_nothing_is_printed_in_chinese_alone() -> None:
    assert list(chinese_without_tr()) == []


def test_the_exceptions_are_needed() -> None:
    for name in BY_NATURE:
        tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
        assert any("tr" not in calls for _, calls, _ in literals(tree)), name


@pytest.mark.parametrize("kind", ["html", "js", "css"])
def test_templates_and_scripts_get_their_words_from_the_catalogue(kind: str) -> None:
    for path in sorted(PACKAGE.rglob(f"*.{kind}")):
        text = re.sub(r"(?s)/\*.*?\*/|\{#.*?#\}|(?m:^\s*//.*$)", "", path.read_text(encoding="utf-8"))
        text = re.sub(r"\btr\([^)]*\)", "", text)
        # The name of a commented copy, which the reader of a folder leaves out.
        assert CHINESE.findall(text.replace(".审阅.docx", "")) == [], path.name


# ---- What has its two languages side by side in data/, because the words stand for other things in other places.


def test_data_in_two_languages_has_both() -> None:
    for path in sorted((PACKAGE / "data").glob("*.toml")):
        for where, table in tables(load(path.stem)):
            if {"zh", "en"} & set(table):
                assert table.get("zh") and table.get("en"), (path.name, where)
    for name, family in load("measures")["families"].items():
        assert family["title"] and family["english"], name


def tables(table: dict[str, Any], where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    yield where, table
    for key, value in table.items():
        if isinstance(value, dict):
            yield from tables(value, f"{where}.{key}")


def test_every_column_of_a_store_is_described_in_both_languages() -> None:
    chinese = load("corpus_schema")
    assert list(chinese) == [table.name for table in TABLES]
    for table in TABLES:
        assert table.about and CHINESE.search(chinese[table.name]["about"])
        for column in table.columns:
            assert column.about and describe_column(column, table.name), (table.name, column.name)


# ---- Help.

WALK = """
import json, sys
from reportmine.cli import LazyGroup, make_group

def walk(command, path):
    context = command.context_class(command, info_name=path, max_content_width=100)
    pages[path] = context.get_help()
    for name in command.list_commands(context) if isinstance(command, LazyGroup) else ():
        walk(command.get_command(context, name), f"{path} {name}")

pages = {}
walk(make_group(), "reportmine")
json.dump(pages, sys.stdout)
"""
# Names of programs, formats, modes and tables: what a Chinese user writes just so.
WORDS = """
reportmine RM14 Ctrl-C json JSON text html xlsx docx csv parquet dta duckdb sarif SARIF github markdown Markdown toml
jsonl txt SQL Schema Excel Word WPS Stata Dask jieba corpus corpora models public part year level city AND government
high medium low
"""
NAMES = {*WORDS.split(), *PARTS, *COMMANDS, *CORPUS_COMMANDS}


def help_pages(lang: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", WALK],
        capture_output=True,
        check=True,
        env={**os.environ, "REPORTMINE_LANG": lang, "COLUMNS": "100"},
    )
    pages: dict[str, str] = json.loads(done.stdout)
    return pages


def test_help_is_chinese_in_chinese() -> None:
    pages = help_pages("zh")
    assert len(pages) > 20
    for path, page in pages.items():
        for line in page.splitlines():
            # Options, their values, names of files.
            rest = re.sub(r"--?[a-z][a-z-]*|默认 \w+|\[[a-z|_]+\]|\S*[./]\S+|\{[a-z,]+\}", " ", line)
            assert set(re.findall(r"[A-Za-z][\w-]{2,}", rest)) - NAMES <= set(path.split()), (path, line)


def test_help_is_english_in_english() -> None:
    for path, page in help_pages("en").items():
        assert not CHINESE.search(page), (path, page)
