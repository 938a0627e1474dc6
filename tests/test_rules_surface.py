"""What else is in a file: the rules about it, and all others, on files that real programs made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reportmine.model import Finding
from reportmine.readers import Document, from_bytes, read
from reportmine.readers.document import Part
from reportmine.rules import check_document
from reportmine.rules.rule import Page
from reportmine.rules.surface import RULES
from reportmine.sections import find_structure
from reportmine.titles import names_another, names_another_number

SAMPLES = Path(__file__).parent / "readers" / "samples"


@cache
def screened(name: str) -> tuple[Document, list[Finding]]:
    document = read(SAMPLES / name)
    return document, check_document(document)


def found(document: Document, findings: list[Finding]) -> set[tuple[str, str, str]]:
    """Rule, severity and evidence of what was found in the parts."""
    return {
        (finding.rule, finding.severity, document.parts[finding.part].text[finding.start : finding.end])
        for finding in findings
        if finding.part is not None
    }


# file, rule, severity, evidence
FOUND = [
    ("writer.docx", "RM1001", "medium", "总体"),
    ("writer.docx", "RM1001", "medium", "，比上年增长百分之二"),
    ("writer.docx", "RM1002", "medium", "这个数与统计公报不一致，请核实。"),
    ("writer.docx", "RM602", "medium", "13800138000"),
    ("writer.docx", "RM1003", "medium", "（内部掌握四十六万吨）"),
    ("writer.docx", "RM1004", "medium", "数据待统计局核定"),
    ("writer.docx", "RM701", "high", "机密★1年"),
    ("writer.docx", "RM403", "medium", "讨论稿"),
    ("writer.docx", "RM408", "low", "http://oa.example.invalid/login?user=wang"),
    ("writer.docx", "RM1008", "low", "李四"),
    ("writer.docx", "RM1008", "low", "小明 王"),
    ("writer.docx", "RM1008", "low", "某某县政府办公室"),
    ("writer.docx", "RM1009", "medium", "邻县人民政府工作报告"),
    ("writer.docx", "RM1009", "medium", "某政办函〔2024〕9号"),
    ("writer.doc", "RM1001", "medium", "，比上年增长百分之二"),
    ("writer.doc", "RM602", "medium", "13800138000"),
    ("writer.doc", "RM701", "high", "机密★1年"),
    ("writer.doc", "RM1009", "medium", "邻县人民政府工作报告"),
    ("writer.rtf", "RM1003", "medium", "（内部掌握四十六万吨）"),
    ("writer.rtf", "RM403", "medium", "讨论稿"),
    ("writer.rtf", "RM1009", "medium", "邻县人民政府工作报告"),
    ("writer.html", "RM1007", "medium", "这个数与统计公报不一致，请核实。"),
    ("writer.html", "RM602", "medium", "13800138000"),
    ("page-changed.html", "RM1001", "medium", "3.9%"),
    ("page-changed.html", "RM1003", "medium", "（此数未核）"),
    ("page-changed.html", "RM1004", "medium", "（实为5个）"),
    ("page-changed.html", "RM1007", "medium", "王主任：第三段数字请再核对"),
    ("page-changed.html", "RM407", "low", "file:///C:/Users/wangxm/Desktop/1.png"),
    ("page-changed.html", "RM1008", "low", "王晓敏"),
    ("python-docx.docx", "RM702", "medium", "内部资料"),
    ("python-docx.docx", "RM403", "medium", "送审稿"),
    ("python-docx.docx", "RM1010", "medium", "oleObject1.bin"),
    ("boxes.pdf", "RM1005", "medium", "刘大壮13900139000"),
    ("boxes.pdf", "RM602", "medium", "13900139000"),
    ("boxes.pdf", "RM1006", "medium", "版面之上的文字"),
    ("boxes.pdf", "RM1003", "medium", "不描边不填充的文字"),
    ("attached.pdf", "RM1010", "medium", "名单.csv"),
    ("report.ofd", "RM403", "medium", "送审稿"),
    ("marked.docx", "RM1012", "medium", "四十六万吨"),
    ("marked.docx", "RM1013", "low", "12.5亿元"),
    ("marked.docx", "RM702", "medium", "内部资料"),
    ("marked.doc", "RM1012", "medium", "5.2%"),
    ("marked.rtf", "RM1013", "low", "占比80%"),
    ("marked.rtf", "RM702", "medium", "内部资料"),
    ("marked.html", "RM1012", "medium", "四十六万吨"),
    ("drawn.docx", "RM602", "medium", "13900139000"),
    ("drawn.docx", "RM407", "low", "file:///D:\\信访\\台账.xlsx"),
    ("stamped.pdf", "RM408", "medium", "http://192.168.1.20:8080/oa/doc?id=7"),
    ("stamped.pdf", "RM407", "low", "D:\\信访\\台账.xls"),
    ("stamped.pdf", "RM702", "medium", "内部资料"),
    ("stamped.pdf", "RM1009", "medium", "邻县人民政府工作报告"),
]


@pytest.mark.parametrize(("name", "rule", "severity", "evidence"), FOUND)
def test_what_leaves_with_the_file_is_found(name: str, rule: str, severity: str, evidence: str) -> None:
    assert (rule, severity, evidence) in found(*screened(name))


@pytest.mark.parametrize("name", ["mixed.pdf", "recognised.pdf", "page-cms.html", "page-word.html", "page-gb.html"])
def test_files_with_nothing_else_in_them_are_silent(name: str) -> None:
    assert not found(*screened(name))


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("水利局2023年工作总结（送审稿）.txt", ["送审稿"]),
        ("总结_讨论稿_0312.txt", ["讨论稿"]),
        ("2023年总结修改稿2.txt", ["修改稿"]),
        ("2023年总结.终稿.txt", []),
        ("关于《防洪条例（征求意见稿）》的说明.txt", []),
        ("讲话稿.txt", []),
    ],
)
def test_a_draft_is_told_by_the_name_of_the_file(name: str, evidence: list[str]) -> None:
    document = from_bytes("水利局2023年工作总结\n一、主要工作\n".encode(), f"/somewhere/{name}")
    assert document.parts == (Part(kind="file-name", text=name.removesuffix(".txt"), place="文件名"),)
    findings = check_document(document)
    assert [said for rule, _, said in found(document, findings) if rule == "RM403"] == evidence


def test_standard_input_has_no_name_and_a_broken_name_is_readable() -> None:
    assert from_bytes("甲".encode()).parts == ()
    assert from_bytes("甲".encode(), "\udce4.txt").parts[0].text == "?"


def test_an_invisible_character_is_reported_once() -> None:
    document = from_bytes("工作\u200b报告\n全市\u202e增长\n".encode())
    rules = [(finding.rule, finding.part, finding.start, finding.severity) for finding in check_document(document)]
    assert rules == [("RM406", None, 2, "low"), ("RM406", None, 8, "medium")]


@pytest.mark.parametrize(("around", "told"), [(4, 2), (0, 0)])
def test_a_text_that_is_coloured_all_over_was_designed_so(around: int, told: int) -> None:
    words = f"<p>预算收入<mark>12.5亿元</mark>，{'同比稳步增长，' * around}好于预期。</p>" * 2
    findings = check_document(from_bytes(f"<html><body><div>{words}</div></body></html>".encode()))
    assert sum(finding.rule == "RM1013" for finding in findings) == told


OWN = "桐洲市2023年政府工作报告\n各位代表：\n现在，我代表桐洲市人民政府向大会报告工作。\n" + "全市经济稳步增长。" * 60
BUREAU = "桐洲市发展和改革委员会2023年工作总结\n一、主要工作\n" + "投资稳步增长。" * 80
BARE = "2023年工作总结\n一、主要工作\n" + "投资稳步增长。" * 80


@pytest.mark.parametrize(
    ("title", "text", "grade"),
    [
        ("桐洲市2023年政府工作报告", OWN, None),
        ("桐洲市政府工作报告", OWN, None),
        ("江南省桐洲市2023年政府工作报告（送审稿）", OWN, None),
        ("Microsoft Word - 2023年政府工作报告.doc", OWN, None),
        ("政府工作报告", OWN, None),
        ("桐洲市2022年政府工作报告", OWN, "low"),
        ("滨泽市2023年政府工作报告", OWN, "medium"),
        ("关于召开全县春季防火工作会议的通知", OWN, "medium"),
        ("滨泽市2023年工作总结", OWN.replace("桐洲市", "XX市"), "medium"),
        ("桐洲市发改委2023年工作总结", BUREAU, None),
        ("桐洲市水利局2023年工作总结", BUREAU, "medium"),
        ("滨泽市水利局2023年工作总结", BARE, "medium"),
        ("新建 Microsoft Word 文档", OWN, None),
        ("无标题", OWN, None),
        ("文档1", OWN, None),
        ("各位代表", OWN, None),
    ],
)
def test_titles_of_other_documents(title: str, text: str, grade: str | None) -> None:
    assert names_another(title, find_structure(text), text) == grade


@pytest.mark.parametrize(
    ("said", "text", "other"),
    [
        ("滨政发〔2022〕15号", "总结", True),
        ("滨政发[2022]15号", "根据滨政发〔2022〕15号文件", False),
        ("第15号", "总结", False),
    ],
)
def test_numbers_of_other_documents(said: str, text: str, other: bool) -> None:
    assert names_another_number(said, text) == other


# What people and programs write, and whether it is told of.
PROPERTIES = [
    ("author", "张三", True), ("author", "wangxm", True), ("author", "zhang san", True),
    ("author", "县府办秘书科", True),
    ("author", "Administrator", False), ("author", "微软用户", False), ("author", "Lenovo User", False),
    ("author", "USER-20180312XB", False), ("author", "WPS_1601283749", False), ("author", "1", False),
    ("author", "www.xitongzhijia.net", False), ("author", "Windows 用户", False), ("author", "python-docx", False),
    ("last-modified-by", "李四", True), ("last-modified-by", "admin", False), ("company", "某县财政局", True),
    ("company", "Microsoft", False), ("company", "Hewlett-Packard Company", False), ("company", "番茄花园", False),
    ("manager", "王五", True), ("template", "Normal.dotm", False), ("template", "红头文件.dotx", True),
    ("template", "wpsoffice.dot", False),
    ("comments", "请领导审定", True), ("comments", "generated by python-docx", False),
    ("custom:KSOProductBuildVer", "2052-11.1.0", False), ("custom:密级", "内部", True), ("keywords", "报告", False),
    ("category", "总结", False), ("title", "政府工作报告", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "told"), PROPERTIES)
def test_properties_that_name_somebody(name: str, text: str, told: bool) -> None:
    rule = next(rule for rule in RULES if rule.id == "RM1008")
    page = Page(
        text, part=Part(kind="metadata", text=text, place="", name=name), whole=Page("政府工作报告\n各位代表：")
    )
    assert bool(list(rule.find(page))) == told
