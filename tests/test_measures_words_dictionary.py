from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from reportmine.measures.dictionary import BadDictionary, Dictionary, Group, dictionary_names, load_dictionary

TXT = """# 水务词表
河长制
碧水  # 注释
河长制

[工程]
除险加固、引水工程，清淤
!引水工程师
【制度】
a.b*（水）
"""


def words(dictionary: Dictionary) -> dict[str, tuple[str, ...]]:
    return {group.name: group.terms for group in dictionary.groups}


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "water.txt"
    path.write_text(TXT, encoding="utf-8")
    found = load_dictionary(path)
    assert found.name == "water"
    assert words(found) == {
        "terms": ("河长制", "碧水"),
        "工程": ("除险加固", "引水工程", "清淤"),
        "制度": ("a.b*（水）",),
    }
    assert found.exceptions == ("引水工程师",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("text", ["碳排放\n", "水\n", "联通\n", "5G\n", "数字经济\r\n大数据\r\n", TXT, TXT * 30])
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    path, as_utf8 = tmp_path / "w.txt", tmp_path / "u.txt"
    path.write_bytes(text.encode(encoding))
    as_utf8.write_text(text, encoding="utf-8")
    assert words(load_dictionary(path)) == words(load_dictionary(as_utf8))
    assert load_dictionary(path).version == load_dictionary(as_utf8).version


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "词,组\n碧水,水\n净土,土\n碧水,水\n"),
        ("b.csv", "碧水,水\n净土,土\n"),
        ("c.csv", "term\tgroup\n碧水\t水\n净土\t土\n"),
        ("d.csv", "\ufeff词;组\n碧水;水\n净土;土\n"),
        ("e.toml", '[[group]]\nname = "水"\nterms = ["碧水"]\n[[group]]\nname = "土"\nterms = ["净土"]\n'),
        ("f.txt", "[水]\n碧水\n[土]\n净土\n"),
    ],
)
def test_tables(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert words(load_dictionary(path)) == {"水": ("碧水",), "土": ("净土",)}


def test_excel(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["词语", "组"], ["碧水", "水"], [None, None], ["净土"], [5], ["!碧水蓝天小区", "水"]):
        book.active.append(row)
    book.save(tmp_path / "own.xlsx")
    found = load_dictionary(tmp_path / "own.xlsx")
    assert words(found) == {"水": ("碧水",), "terms": ("净土", "5")}
    assert found.exceptions == ("碧水蓝天小区",)


def test_toml_with_everything(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(
        'name = "water"\ntitle = "水"\nversion = 3\nsource = "某论文"\nnot = ["碧水湾"]\nterms = ["碧水"]\n',
        encoding="utf-8",
    )
    found = load_dictionary(path)
    assert (found.name, found.title, found.source, found.exceptions) == ("water", "水", "某论文", ("碧水湾",))
    assert re.fullmatch(r"3\+[0-9a-f]{8}", found.version)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.txt", None, "没有这个文件"),
        ("none.xlsx", None, "没有这个文件"),
        ("empty.txt", b"", "没有词"),
        ("blank.txt", "# 只有注释\n\n  \n".encode(), "没有词"),
        ("head.csv", "词,组\n".encode(), "没有词"),
        ("bad.toml", b"terms = [", "写错了"),
        ("key.toml", 'words = ["碧水"]'.encode(), "写错了"),
        ("type.toml", b"terms = [1, 2]", "写错了"),
        ("both.toml", 'terms = ["碧水"]\nnot = ["碧水"]'.encode(), "既是词又是例外"),
        ("long.txt", ("碧水\n" + "水" * 61).encode(), "第 2 行"),
        ("words.docx", b"PK", ".xlsx"),
        ("broken.xlsx", b"PK\x03\x04 no archive", "Excel"),
        ("nul.txt", b"\0\1\2\3" * 40, "读不出来"),
    ],
)
def test_errors_are_one_line_that_names_the_file(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadDictionary) as caught:
        load_dictionary(path)
    assert says in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_broken_workbook(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
    (tmp_path / "x.xlsx").write_bytes(data.getvalue())
    with pytest.raises(BadDictionary):
        load_dictionary(tmp_path / "x.xlsx")


def test_a_folder_and_an_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(BadDictionary, match="environment"):
        load_dictionary("no-such-list")
    with pytest.raises(BadDictionary, match="读不了"):
        load_dictionary(tmp_path)


def test_the_version_tells_lists_apart() -> None:
    def made(*terms: str, released: str = "") -> Dictionary:
        return Dictionary(name="w", title="", groups=(Group(name="g", title="", terms=terms),), released=released)

    assert made("碧水").version == made("碧水").version
    assert made("碧水").version != made("碧水", "净土").version
    assert made("碧水", released="1").version.startswith("1+")


@pytest.mark.parametrize("name", dictionary_names())
def test_our_lists(name: str) -> None:
    found = load_dictionary(name)
    assert found.name == name
    assert found.title
    terms = [term for group in found.groups for term in group.terms]
    assert 100 <= len(terms) <= 250
    assert len(terms) == len(set(terms))
    assert not set(terms) & set(found.exceptions)
    assert re.fullmatch(r"\d{4}\.\d+\+[0-9a-f]{8}", found.version)
    for group in found.groups:
        assert re.fullmatch("[a-z_]+", group.name)
        assert group.title


def test_there_are_three_of_ours() -> None:
    assert dictionary_names() == ("digital", "environment", "innovation")
