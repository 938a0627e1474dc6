"""What one wants to know of a report first: what it is, how it is made up, its key figures, what to look at.

Takes a ``Report`` (masked already, unless secrets are to be shown), gives the variables of ``templates/overview.html``.
Read next: ``renderers/figures.py``.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportmine.masking import HIDDEN
from reportmine.messages import tr
from reportmine.model import SEVERITIES, Report, Severity
from reportmine.renderers.key_figures import key_figures
from reportmine.renderers.report_names import title_of
from reportmine.renderers.shares import LABELS, label_shares, percent
from reportmine.renderers.words import label_name, severity_name

_FIGURES = 12


def overview(report: Report, name: str, prefix: str, *, exposed: bool = False) -> dict[str, Any]:
    """The variables of the top of a report.

    Args:
        report: the report.
        name: what its file is called.
        prefix: goes before the ids that its links lead to.
        exposed: secrets are shown in the clear.
    """
    severities = Counter(finding.severity for finding in report.findings)
    body = sum(paragraph.kind == "body" for paragraph in report.paragraphs)
    tabs = {
        "figures": tr("指标 {count}", count=len(report.indicators)),
        "actions": tr("举措 {count}", count=len(report.actions)),
        "findings": tr("检查结果 {count}", count=len(report.findings)),
    }
    size = tr(
        "{chars} 字，{body} 段正文，{headings} 个标题",
        chars=f"{len(report.text):,}",
        body=body,
        headings=len(report.sections),
    )
    return {
        "title": title_of(report),
        "facts": [
            (name, said)
            for name, said in (
                (tr("年份"), str(report.year or tr("年份不明"))),
                (tr("地区"), report.region),
                (tr("报告单位"), report.organisation),
                (tr("听取报告"), report.audience),
                (tr("日期"), report.date),
                (tr("篇幅"), size),
                (tr("来源文件"), name),
            )
            if said
        ],
        "shares": [
            (label, label_name(label), round(share * 100, 2), percent(share))
            for label, share in label_shares(report).items()
            if share
        ],
        "figures": _key_figures(report, prefix),
        "severities": [(one, severity_name(one), severities[one]) for one in SEVERITIES],
        "grade": next((one for one in SEVERITIES if severities[one]), ""),
        "verdict": _verdict(report, severities),
        "masked": _masked(report, exposed),
        "labels": [(label, label_name(label), None, label) for label in LABELS],
        "tabs": tabs,
        "tab_list": [(prefix + kind, said, None) for kind, said in tabs.items()],
        "counts": {
            "figures": len(report.indicators), "actions": len(report.actions), "findings": len(report.findings),
            "chars": len(report.text), "year": report.year, "region": report.region,
        },
    }  # fmt: skip


def _verdict(report: Report, severities: Counter[Severity]) -> str:
    if not report.findings:
        return tr("没有发现需要处理的内容")
    if severities["high"]:
        return tr("有 {count} 处必须处理后才能公开", count=severities["high"])
    if severities["medium"]:
        return tr("有 {count} 处要核对以后再公开", count=severities["medium"])
    return tr("没有发现妨碍公开的问题，{count} 处是写法和提示", count=severities["low"])


def _masked(report: Report, exposed: bool) -> list[str]:
    """What is hidden: by the report itself with XX or ＊, and by this page with •."""
    figures = sum(indicator.masked for indicator in report.indicators)
    places = sum(finding.category == "mask" for finding in report.findings)
    hidden = sum(finding.category in HIDDEN for finding in report.findings)
    said = []
    if figures:
        said.append(tr("{count} 个指标的数值是占位符", count=figures))
    if places:
        said.append(tr("原文中有 {count} 处占位符", count=places))
    if hidden and exposed:
        said.append(tr("{count} 处密码、密钥或个人信息没有隐去", count=hidden))
    elif hidden:
        said.append(tr("{count} 处密码、密钥或个人信息，本页显示为 •", count=hidden))
    return said


def _key_figures(report: Report, prefix: str) -> list[dict[str, Any]]:
    places = {indicator.start: f"{prefix}f{number}" for number, indicator in reversed([*enumerate(report.indicators)])}
    return [
        {
            "name": figure.name,
            "value": figure.value,
            "change": figure.change,
            "period": (figure.period or "").replace("/", "–"),
            "target": figure.target,
            "masked": figure.masked,
            "place": places[figure.start],
            # A change with a place of its own is a link of its own.
            "change_place": None if figure.change_start is None else places[figure.change_start],
        }
        for figure in key_figures(report, _FIGURES)
    ]
