"""What an error of the system or of a library says, in the user's words: the part in brackets of a message of ours.

``tr("{name}：无法读取（{reason}）", name=name, reason=cause(error))``. What is in neither table stands as it was said.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable

from reportmine.messages import tr
from reportmine.patterns import regex

_LONGEST = 300


def cause(error: BaseException) -> str:
    """One line without a full stop, of at most 300 characters."""
    if isinstance(error, OSError) and error.errno is not None:
        return _of_system(error.errno) or error.strerror or str(error)
    # RE2 speaks in bytes.
    first = error.args[0] if error.args else None
    said = " ".join((first.decode("utf-8", "replace") if isinstance(first, bytes) else str(error)).split())
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(said):
            return sentence(found)[:_LONGEST]
    return said[:_LONGEST] or type(error).__name__


def cause_of_writing(error: OSError) -> str:
    """The same for a file that could not be written, where what is missing is its folder."""
    known = {
        errno.ENOENT: tr("文件夹不存在"), errno.ENOTDIR: tr("文件夹不存在"), errno.EACCES: tr("没有写入权限"),
        errno.EPERM: tr("没有写入权限"),
    }  # fmt: skip
    return known.get(error.errno or 0) or cause(error)


def _of_system(number: int) -> str | None:
    sentences = {
        errno.ENOENT: tr("没有这个文件或文件夹"),
        errno.EACCES: tr("没有权限"),
        errno.EPERM: tr("没有权限"),
        errno.EISDIR: tr("这是一个文件夹"),
        errno.ENOTDIR: tr("路径里有一段不是文件夹"),
        errno.EEXIST: tr("已有同名的文件"),
        errno.ENOSPC: tr("磁盘已满"),
        errno.EROFS: tr("磁盘是只读的"),
        errno.EIO: tr("磁盘读写出错"),
        errno.EBUSY: tr("文件正被别的程序使用"),
        errno.ENAMETOOLONG: tr("文件名太长"),
        errno.EINVAL: tr("文件名里有不能用的字符"),
        errno.EMFILE: tr("打开的文件太多"),
        errno.ENOMEM: tr("内存不够"),
        errno.EFBIG: tr("文件太大"),
    }
    return sentences.get(number)


def _at(key: str | None, sentence: str) -> str:
    """The sentence, behind the key it is about where there is one."""
    return tr("{name}：{reason}", name=key, reason=sentence) if key else sentence


def _kinds(named: str) -> str:
    """The types of a setting: ``array | null``."""
    kinds = {
        "str": tr("文字"), "int": tr("整数"), "float": tr("数"), "bool": tr("true 或 false"), "array": tr("列表"),
        "object": tr("表"), "null": tr("空"),
    }  # fmt: skip
    return tr("或").join(kinds.get(kind.strip(), kind.strip()) for kind in named.split("|"))


def _nearest(said: str) -> str:
    """What DuckDB proposes for a misspelt name."""
    found = re.search(r"(?:Candidate bindings: |Did you mean )\"([^\"]+)\"", said)
    return tr("；是不是 {name}？", name=found[1].rpartition(".")[2]) if found else ""


_STRERROR = {os.strerror(number): number for number in (
    errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENAMETOOLONG, errno.EMFILE,
)}  # fmt: skip
# msgspec puts the key that it is about behind what it says.
_KEY = r"(?: - at `\$\.?(?P<key>[^`]*)`)?"
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (regex(pattern), sentence)
    for pattern, sentence in {
        # TOML, CSV, JSON and workbooks
        r"\(at line (\d+), column (\d+)\)\Z|: line (\d+) column (\d+) \(char \d+\)\Z": lambda at: tr(
            "第 {line} 行第 {column} 列的写法不对", line=at[1] or at[3], column=at[2] or at[4]
        ),
        r"\(at end of document\)\Z": lambda _: tr("文件结尾不完整"),
        r"\ALine contains NUL|\Aline contains NUL": lambda _: tr("含有空字符"),
        r"\Aunexpected end of data": lambda _: tr("引号没有配对"),
        r"\AFile is not a zip file": lambda _: tr("不是 .xlsx 格式"),
        # settings, word lists and saved analyses
        rf"\AExpected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`{_KEY}": lambda at: _at(
            at["key"], tr("要写{wanted}，现在是{got}", wanted=_kinds(at["wanted"]), got=_kinds(at["got"]))
        ),
        rf"\AObject missing required field `(?P<name>[^`]*)`{_KEY}": lambda at: _at(
            at["key"], tr("缺少 {name}", name=at["name"])
        ),
        rf"\AObject contains unknown field `(?P<name>[^`]*)`{_KEY}": lambda at: _at(
            at["key"], tr("没有 {name} 这一项", name=at["name"])
        ),
        rf"\AInvalid enum value (?P<value>'[^']*'|\S+){_KEY}": lambda at: _at(
            at["key"], tr("不能写 {value}", value=at["value"])
        ),
        # patterns of the office, for RE2
        r"\Amissing \)": lambda _: tr("少了右括号"),
        r"\Amissing \]": lambda _: tr("少了右方括号"),
        r"\Aunexpected \)": lambda _: tr("多了右括号"),
        r"\A(?:bad repetition operator|invalid repetition size)": lambda _: tr("重复次数的写法不对"),
        r"\Ano argument for repetition operator": lambda _: tr("* + ? 前面没有内容"),
        r"\Ainvalid escape sequence": lambda _: tr("反斜杠后面的写法不对"),
        r"\Atrailing \\": lambda _: tr("结尾多了反斜杠"),
        r"\Ainvalid character class range": lambda _: tr("方括号里的范围不对"),
        r"\A(?:invalid perl operator|invalid named capture group)": lambda _: tr("不支持问号后面的写法"),
        # DuckDB, of files and of SQL
        "|".join(map(re.escape, _STRERROR)): lambda at: _of_system(_STRERROR[at[0]]) or at[0],
        r"\AOut of Memory Error": lambda _: tr("内存不够"),
        r"syntax error at or near \"([^\"]*)\"": lambda at: tr("“{word}”附近的写法不对", word=at[1]),
        r"syntax error at end of input|SELECT clause without selection list": lambda _: tr("没有写完"),
        r"Referenced column \"([^\"]+)\" not found|does not have a column named \"([^\"]+)\"": lambda at: (
            tr("没有“{name}”这一列", name=at[1] or at[2]) + _nearest(at.string)
        ),
        r"Referenced table \"([^\"]+)\" not found|Table with name \"?([^ \"]+)\"? does not exist": lambda at: (
            tr("没有“{name}”这张表", name=at[1] or at[2]) + _nearest(at.string)
        ),
        r"Function with name \"?([^ \"]+)\"? does not exist": lambda at: (
            tr("没有“{name}”这个函数", name=at[1]) + _nearest(at.string)
        ),
        r"Could not convert string '([^']*)' to (\w+)": lambda at: tr(
            "“{value}”不能当作 {kind} 类型的值", value=at[1], kind=at[2]
        ),
        r"No function matches the given name and argument types '([^']*)'": lambda at: tr(
            "{name} 的参数类型不对", name=at[1]
        ),
        r"column \"?([^ \"]+)\"? must appear in the GROUP BY clause": lambda at: tr(
            "“{name}”要写进 GROUP BY，或用 max、any_value 等函数", name=at[1]
        ),
    }.items()
)  # fmt: skip
