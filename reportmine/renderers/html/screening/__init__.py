"""A screening as one page for the browser: may the file be published, what stands in the way, and where.

Takes ``Screening``s, gives a string that needs no network and no other file; printed, it is a record to sign and file.
Read next: ``verdict.py``, ``findings.py``, ``marks.py``, ``templates/screening.html``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportmine import __version__
from reportmine.messages import tr
from reportmine.model import SEVERITIES
from reportmine.renderers.html.page import assemble
from reportmine.renderers.html.screening.findings import (
    MOST,
    asides_of,
    groups_of,
    listed,
    rows_of,
    switched_off,
    tallies,
)
from reportmine.renderers.html.screening.marks import draw_text
from reportmine.renderers.html.screening.verdict import answer_of, overall, unread
from reportmine.renderers.report_names import bare_name
from reportmine.renderers.rule_pages import page_of
from reportmine.renderers.screening_json import rules_version
from reportmine.renderers.screening_text import render_total
from reportmine.renderers.words import category_name, severity_name
from reportmine.rules import RULES
from reportmine.screening.result import Screening, mask_screening

# So many rules are named at the top as what stands in the way; the list beside the text has them all.
_NAMED = 6
# So many characters of a hash tell two versions of the rules apart.
_SHORT = 12


def render(
    screenings: Sequence[Screening], *, unreadable: Sequence[tuple[str, str]] = (), show_secrets: bool = False
) -> str:
    """The page of a run.

    Args:
        screenings: the files, in the order they are shown in.
        unreadable: names of the files that could not be read, and why.
        show_secrets: shows passwords and personal data, which are ``•`` otherwise.
    """
    shown = [screening if show_secrets else mask_screening(screening) for screening in screenings]
    files = [_file(screening, f"f{number}") for number, screening in enumerate(shown, 1)]
    several = len(shown) + len(unreadable) != 1
    name = bare_name(shown[0].document.source.path) if shown and not several else None
    rule_pages = list(_rule_pages(shown))
    return assemble(
        "screening.html",
        title=tr("公开前检查：{name}", name=name) if name else tr("公开前检查"),
        styles=["text.css", "screening.css", "screening_print.css"],
        scripts=["screening.js"],
        data={"words": _script_words()},
        several=several,
        total=render_total(shown, len(unreadable)),
        overall=overall(shown, len(unreadable)),
        files=files,
        unreadable=list(unreadable),
        unread=unread(),
        severities=[(severity, severity_name(severity)) for severity in SEVERITIES],
        rule_pages=rule_pages,
        with_page={page["id"] for page in rule_pages},
        masked=not show_secrets,
        words=_words(),
    )


def _file(screening: Screening, name: str) -> dict[str, Any]:
    """What the template shows of one file."""
    source = screening.document.source
    indexes = listed(screening)
    rows = rows_of(screening, name, indexes)
    groups = groups_of(rows)
    hurdles = [group for group in groups if group.first.severity in ("high", "medium")]
    asides = asides_of(screening, name)
    drawn = draw_text(screening, name, indexes)
    return {
        "name": name,
        "path": source.path,
        "short": bare_name(source.path),
        "source": source,
        "answer": answer_of(screening),
        "chips": [
            (severity, severity_name(severity), screening.count(severity), "")
            for severity in SEVERITIES
            if screening.count(severity)
        ],
        "counts": [(severity, severity_name(severity), screening.count(severity)) for severity in SEVERITIES],
        "hurdles": hurdles[:_NAMED],
        "more_hurdles": len(hurdles) - _NAMED,
        "unchecked": screening.document.unchecked,
        "left_out": len(screening.findings) - len(rows),
        "rows": rows,
        "groups": groups,
        "elsewhere": [row for row in rows if row.elsewhere],
        "categories": tallies(rows, "category"),
        "rules": tallies(rows, "rule"),
        "asides": asides,
        "waived": sum(aside.by == "waiver" for aside in screening.set_aside),
        "in_baseline": sum(aside.by == "baseline" for aside in screening.set_aside),
        "off": switched_off(screening),
        "text": drawn.text,
        "outline": drawn.outline,
    }


def _rule_pages(screenings: Iterable[Screening]) -> Iterable[dict[str, Any]]:
    """The pages of the rules that found something, by number; rules of an office's own word list have none."""
    found = {
        finding.rule
        for screening in screenings
        for finding in (*screening.findings, *(aside.finding for aside in screening.set_aside))
    }
    for rule in sorted((rule for rule in RULES if rule.id in found), key=lambda rule: int(rule.id[2:])):
        said = page_of(rule)
        yield {
            "id": rule.id,
            "message": tr(rule.message),
            "kind": f"{severity_name(rule.severity)} · {category_name(rule.category)}",
            "said": [
                (tr("查什么："), said.finds, False),
                (tr("为什么："), said.why, False),
                (tr("怎么改："), tr(rule.advice), True),
                (tr("依据："), said.norm, False),
            ],
        }


def _script_words() -> dict[str, str]:
    return {
        "shown": tr("显示 {shown} / {all} 处"),
        "here": tr("此处有 {n} 个问题"),
        "advice": tr("建议："),
        "set_aside": tr("不再报：{by}"),
        "close": tr("关闭"),
        "previous": tr("上一处"),
        "next": tr("下一处"),
        "detail": tr("问题说明"),
    }


def _words() -> dict[str, Any]:
    """What stands on the page besides what was found."""
    return {
        "file": tr("文件名"), "verdict": tr("结论"), "hurdles": tr("公开以前要处理的"), "unchecked": tr("没有查的"),
        "more": tr("其余见清单"), "aside": tr("不再报的问题"), "off": tr("没有启用的规则"),
        "elsewhere": tr("正文之外"), "elsewhere_hint": tr("批注、修订、隐藏文字、文档属性等，收到文件的人看得到。"),
        "severity": tr("级别"), "place": tr("位置"), "said": tr("内容"), "what": tr("问题和建议"),
        "findings": tr("问题清单"), "none": tr("无"), "text": tr("正文"), "outline": tr("目录"), "rule": tr("规则"),
        "category": tr("类别"), "all_categories": tr("全部类别"), "all_rules": tr("全部规则"),
        "filter": tr("在清单中查找"), "reset": tr("恢复全部"), "rest": lambda count: tr("还有 {count} 处", count=count),
        "in_text": tr("看正文中的位置"), "by": tr("原因"), "reason": tr("理由"),
        "times": lambda count: tr("{count} 处", count=count),
        "rule_pages": tr("规则说明"), "print": tr("打印检查记录"), "with_text": tr("附正文"), "detail": tr("问题说明"),
        "empty": tr("文件没有文字。"), "no_match": tr("没有符合条件的问题。"),
        "masked": tr("密码和个人信息已经遮盖，显示为 •。"),
        "secrets": tr("本页含有没有遮盖的密码和个人信息，请勿外传。"),
        "caveat": tr("程序查得出有标志的秘密和文字上的问题，不能代替公开前的保密审查。"),
        "record": tr("公开前检查记录"), "tool": tr("检查工具"), "characters": tr("字数"),
        "tool_said": tr("reportmine {version}，规则版本 {rules}", version=__version__, rules=rules_version()[:_SHORT]),
        "format": tr("格式"), "number": tr("序号"),
        "handled": tr("处理情况"), "opinion": tr("处理意见"), "checked_by": tr("检查人"), "reviewed_by": tr("复核人"),
        "date": tr("日期"), "waived": lambda count: tr("放行 {count} 处", count=count),
        "baseline": lambda count: tr("基线里已有 {count} 处", count=count),
        "files_table": tr("各文件的结论"),
        "left_out": lambda count: tr(
            "问题太多，这里列出最严重的 {most:,} 处，另有 {count:,} 处没有列出；全部见 --format json。",
            most=MOST,
            count=count,
        ),
    }  # fmt: skip
