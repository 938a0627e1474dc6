"""The user's table of files."""

from pathlib import Path

import msgspec
import pytest

from reportmine.errors import ReportmineError
from reportmine.identity import Row, read_metadata
from reportmine.messages import set_language

TABLE = """文件,地区,地区代码,年份,标题
2019/株洲.txt,株洲市,430200,2019,2019年政府工作报告
荷塘区_2018.docx,荷塘区,,2018,
"""


def written(folder: Path, data: str | bytes) -> Path:
    path = folder / "说明.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    rows = read_metadata(written(tmp_path, TABLE.encode(encoding))).rows
    assert rows == (
        Row(path="2019/株洲.txt", line=2, place="株洲市", code="430200", year=2019, title="2019年政府工作报告"),
        Row(path="荷塘区_2018.docx", line=3, place="荷塘区", year=2018),
    )
    assert msgspec.json.decode(msgspec.json.encode(rows[0]), type=Row) == rows[0]


TABLES = [
    ("path,place,year\na.txt,株洲市,2019\n", Row(path="a.txt", line=2, place="株洲市", year=2019)),
    ("File Name;Year;Note\na.txt;2019年;x\n", Row(path="a.txt", line=2, year=2019)),
    (
        "路径\t省份\t城市\t年度\na.txt\t湖南省\t株洲市\t2019.0\n",
        Row(path="a.txt", line=2, place="湖南省 株洲市", year=2019),
    ),
    ("文件名,行政区划代码\n\n'a.txt',430200000000\n", Row(path="'a.txt'", line=3, code="430200")),
    ('文件,标题\n"a.txt","甲市,2019年\n政府工作报告"\n', Row(path="a.txt", line=3, title="甲市,2019年\n政府工作报告")),
]


@pytest.mark.parametrize(("text", "row"), TABLES)
def test_columns(tmp_path: Path, text: str, row: Row) -> None:
    assert read_metadata(written(tmp_path, text)).rows == (row,)


BAD = [
    ("", "文件是空的"),
    ("地区,年份\n株洲市,2019\n", "第一行要有列名"),
    ("文件,备注\na.txt,x\n", "没有认得的列"),
    ("文件,年份\na.txt,2019\nb.txt,19\n", "第 3 行年份“19”"),
    ("文件,年份\na.txt,1900\n", "第 2 行年份“1900”不是 1949 到 2100"),
    ("文件,地区代码\na.txt,990200\n", "第 2 行代码“990200”"),
    ("文件,年份\n,2019\n", "第 2 行没有写文件"),
    ("文件,年份\na.txt,2019\n./a.txt,2018\n", "第 3 行和第 2 行写的是同一个文件"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\1\2\3\4\5", ""),
    (b"PK\x03\x04 broken", "Excel 文件已损坏"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_bad_tables(tmp_path: Path, data: str | bytes, message: str) -> None:
    with pytest.raises(ReportmineError) as caught:
        read_metadata(written(tmp_path, data))
    assert message in str(caught.value)
    assert "说明.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_messages_in_english(tmp_path: Path) -> None:
    set_language("en")
    try:
        with pytest.raises(ReportmineError, match="line 2: “x” is not a year"):
            read_metadata(written(tmp_path, "文件,年份\na.txt,x\n"))
    finally:
        set_language(None)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportmineError, match="没有这个文件"):
        read_metadata(tmp_path / "x.csv")


def test_excel(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["文件", "地区代码", "年份"], ["a.txt", 430200, 2019], ["b.txt", "430202", None]):
        book.active.append(row)
    book.save(tmp_path / "说明.xlsx")
    assert read_metadata(tmp_path / "说明.xlsx").rows == (
        Row(path="a.txt", line=2, code="430200", year=2019),
        Row(path="b.txt", line=3, code="430202"),
    )


FITS = [
    ("资料/2019/株洲.txt", 2),
    ("2019/株洲.txt", 2),
    ("2018/株洲.txt", None),
    ("资料/荷塘区_2018.docx", 3),
    ("荷塘区_2018.pdf", 3),
    ("资料\\2019\\株洲.txt", 2),
    ("荷塘区.txt", None),
]


@pytest.mark.parametrize(("path", "line"), FITS)
def test_the_row_of_a_file(tmp_path: Path, path: str, line: int | None) -> None:
    row = read_metadata(written(tmp_path, TABLE)).row_for(path)
    assert (row and row.line) == line


def test_rows_that_fit_none_or_several(tmp_path: Path) -> None:
    metadata = read_metadata(written(tmp_path, "文件,年份\n株洲.txt,2019\n荷塘.txt,2019\n攸县.txt,2019\n"))
    unmatched = metadata.unmatched(["甲/株洲.txt", "乙/株洲.txt", "甲/攸县.txt"])
    assert [row.path for row in unmatched.unknown] == ["荷塘.txt"]
    assert [row.path for row in unmatched.ambiguous] == ["株洲.txt"]
