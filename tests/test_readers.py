from __future__ import annotations

from pathlib import Path

import pytest
from conftest import corpus_texts
from hypothesis import given
from hypothesis import strategies as st

from reportmine import read
from reportmine.errors import UnreadableInput
from reportmine.readers import MAX_CHARS, READERS, from_bytes, from_text

SIMPLIFIED = "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。全年生产总值增长5.3%。\n"
TRADITIONAL = "2023年臺北縣施政報告：本年度經濟成長率達百分之三，失業率降低，各項建設穩定發展，感謝各位議員。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-16-le", "utf-16-le"),
        ("GDP +5.3%\n", "ascii", "utf-8"),
        ("工作", "gbk", "gb18030"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str, named: str) -> None:
    document = from_bytes(text.encode(encoding), "报告.txt")
    assert document.text == text
    assert document.source.encoding == named
    assert document.source.chars == len(text)


@pytest.mark.parametrize("path", corpus_texts(), ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_every_corpus_report_survives_reencoding(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert from_bytes(text.encode(encoding), path.name).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeff甲".encode(), "甲"),
        ("甲\u3000乙\u200b丙".encode(), "甲\u3000乙\u200b丙"),
        ("乙\x0b丙\f丁".encode(), "乙\x0b丙\f丁"),
    ],
)
def test_only_line_ends_change(data: bytes, text: str) -> None:
    assert from_bytes(data).text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    if text.strip("\ufeff\u200b\u3000 \t\r\n\f\v"):
        expected = text.removeprefix("\ufeff").removeprefix("\ufeff")
        assert from_bytes(text.encode()).text.removeprefix("\ufeff") == expected


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (" \n\u3000\t\n".encode(), "没有文字"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04" + b"\0" * 30, "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 30, "WPS"),
        (b"\0" * 1000, "控制字符"),
        (("甲" * 50).encode() + b"\xff\xfe\xfd" + ("乙" * 50).encode(), "字节"),
        ("甲乙丙丁戊己庚辛".encode()[:-1], "字节"),
        (b"\xff\xfe" + b"\x00\xd8" + b"a\x00", "字节"),
        (("一" * (MAX_CHARS + 1)).encode(), "超过"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        from_bytes(data, "报告.txt")
    message = str(caught.value)
    assert message.startswith("报告.txt：")
    assert says in message
    assert "\n" not in message


def test_missing_and_directory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="没有这个文件"):
        read(tmp_path / "没有.txt")
    with pytest.raises(UnreadableInput, match="文件夹"):
        read(tmp_path)
    with pytest.raises(UnreadableInput, match="无法读取"):
        read("a\0b.txt")


def test_from_text_and_unknown_suffix() -> None:
    assert from_text("甲\r\n乙").text == "甲\n乙"
    assert from_bytes("甲".encode(), "报告.报告").source.format == "txt"


def test_every_reader_is_listed() -> None:
    folder = Path(__file__).parent.parent / "reportmine" / "readers"
    shared = {"__init__", "__pycache__", "archive", "colours", "document", "optional", "parts"}
    assert {path.stem for path in folder.iterdir()} - shared == set(READERS)
