"""The words on the page of a report, in the language of the user: for its template and for its scripts."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from reportmine.messages import tr
from reportmine.renderers.shares import LABELS
from reportmine.renderers.words import label_name


def template_words() -> dict[str, Any]:
    """What stands in the template."""
    words = capitals(
        {
            "report": tr("报告"),
            "reports": tr("全部报告"),
            "outline": tr("目录"),
            "figures": tr("指标"),
            "actions": tr("举措"),
            "findings": tr("检查结果"),
            "lists": tr("指标、举措和检查结果"),
            "key_figures": tr("重点指标"),
            "no_figures": tr("没有找到指标"),
            "shares": tr("篇幅构成"),
            "check": tr("公开前检查"),
            "not_a_licence": tr("只检查了正文，由规则自动检查，不等于可以公开；批注、修订和文档属性要用“公开前检查”"),
            "masked": tr("隐去与占位"),
            "nothing_masked": tr("没有"),
            "target": tr("目标"),
            "placeholder": tr("占位"),
            "paragraphs": tr("段落"),
            "marks": tr("标记"),
            "copy": tr("复制全文"),
            "year": tr("年份"),
            "region": tr("地区"),
            "chars": tr("字数"),
            "unreadable": tr("读不了的文件"),
            "exposed": tr("本页没有隐去密码、密钥和个人信息，请勿外传。"),
            "no_text": tr("这份报告没有文字"),
            "no_headings": tr("没有标题"),
            "details": tr("详情"),
            "text_help": tr("正文。按左右方向键在标记之间移动，按回车看详情。"),
            "print": tr("打印"),
            "with_tables": tr("打印时带附表"),
        }
        | {label: label_name(label) for label in LABELS}
    )
    return {**words, "tables": _table_words(), "drawn": _drawn_words()}


def _table_words() -> dict[str, str]:
    """The titles of the three tables and the heads of their columns."""
    return capitals(
        {
            "figures": tr("附表一　指标"),
            "actions": tr("附表二　举措"),
            "findings": tr("附表三　检查"),
            "name": tr("名称"),
            "value": tr("数值"),
            "period": tr("时期"),
            "aim": tr("目标或实际"),
            "row": tr("行"),
            "type": tr("类型"),
            "progress": tr("进度"),
            "severity": tr("级别"),
            "message": tr("说明"),
            "written": tr("原文"),
            "rule": tr("规则"),
            "advice": tr("建议"),
        }
    )


def _drawn_words() -> Markup:
    """What the style sheet writes beside a line or a row: said once and not thousands of times."""
    before, _, after = tr("第 {line} 行").partition("{line}")
    said = {f"--said-{label}": label_name(label) for label in LABELS} | {"--before-line": before, "--after-line": after}
    rules = "; ".join(f"{name}: {json.dumps(words, ensure_ascii=False)}" for name, words in said.items())
    return Markup(f":root {{ {rules} }}")  # noqa: S704  # Our own words.


def script_words() -> dict[str, str]:
    """What the scripts say."""
    return capitals(
        {
            "line": tr("第 {line} 行"),
            "figure": tr("指标"),
            "action": tr("举措"),
            "paragraph": tr("段落"),
            "name": tr("名称"),
            "value": tr("数值"),
            "kind": tr("性质"),
            "aim": tr("目标或实际"),
            "period": tr("时期"),
            "bound": tr("界限"),
            "direction": tr("升降"),
            "baseline": tr("基期"),
            "code": tr("指标代码"),
            "masked": tr("占位"),
            "masked_said": tr("数值是占位符"),
            "type": tr("类型"),
            "progress": tr("进度"),
            "label": tr("类别"),
            "also": tr("又及"),
            "sure": tr("可信度"),
            "severity": tr("级别"),
            "category": tr("种类"),
            "rule": tr("规则"),
            "place": tr("位置"),
            "written": tr("原文"),
            "message": tr("说明"),
            "advice": tr("建议"),
            "finds": tr("查什么"),
            "why": tr("为什么"),
            "norm": tr("依据"),
            "shown": tr("{shown}/{count} 项"),
            "none": tr("没有"),
            "none_left": tr("没有符合条件的"),
            "copied": tr("已复制"),
        }
    )


def capitals(words: dict[str, str]) -> dict[str, str]:
    """The words as they stand by themselves: the catalogue has many of them in small letters."""
    return {name: said[:1].upper() + said[1:] for name, said in words.items()}
