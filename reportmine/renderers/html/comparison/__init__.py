"""A comparison as one page for the browser: charts, a board of promises, lists, and every value's sentence.

Takes a ``Comparison``, gives a string that needs no network and no other file. Lists and cards are drawn by the
script out of the page's data, so that forty years of reports fit; charts and the tables beside them are in the page.
Read next: ``part.py``, then the module of a part; ``sources.py`` (where the sentences come from).
"""

from __future__ import annotations

from typing import Any

from reportmine.comparison.masked import mask_comparison
from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_places import without_folders
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import (
    actions,
    charts,
    follow_up,
    ledger,
    series,
    shortfalls,
    similarity,
    wording,
)
from reportmine.renderers.html.comparison.overview import about_reports, compared, summary
from reportmine.renderers.html.comparison.sources import Sources
from reportmine.renderers.html.page import assemble
from reportmine.renderers.workbook_cells import capital


def render(comparison: Comparison, *, show_secrets: bool = False) -> str:
    """The page; without the extra ``charts`` it has the tables and no charts."""
    comparison = without_folders(comparison if show_secrets else mask_comparison(comparison))
    draws = charts.available()
    sources = Sources(comparison)
    found = (
        follow_up.describe(comparison, sources, draws),
        ledger.describe(comparison, sources),
        series.describe(comparison, sources, draws),
        actions.describe(comparison, sources, draws),
        shortfalls.describe(comparison, sources),
        wording.describe(comparison, sources, draws),
        similarity.describe(comparison, sources, draws),
    )
    parts = [part for part in found if part is not None]
    title = tr("历年报告比较")
    data = {
        "words": _words(),
        "reports": [
            [visible(name), visible(report.title or ""), visible(report.path)]
            for name, report in zip(sources.places.names, comparison.reports, strict=True)
        ],
        "sentences": sources.sentences,
        "parts": {part.name: part.rows for part in parts if part.rows is not None},
    }
    return assemble(
        "comparison.html",
        title=title,
        styles=["comparison.css"],
        scripts=["comparison.js", "comparison_board.js", "comparison_lists.js"],
        data=data,
        heading=title,
        compared=compared(sources.places.names),
        reports=about_reports(comparison, sources),
        notes=[note.message for note in comparison.notes],
        summary=summary(parts),
        parts=parts,
        draws=draws,
        words=_template_words(),
    )


def charts_missing() -> str | None:
    """One line that tells how to get charts, ``None`` when they are there."""
    if charts.available():
        return None
    return tr("页面里没有图，数字都在表里；要有图，请安装：pip install 'reportmine[charts]'")


def _words() -> dict[str, Any]:
    """What the scripts say."""
    return {
        "place": tr("{report} 第{line}行"),
        "of": tr("{count} / {all} 项"),
        "more": tr("再显示 {count} 项"),
        "left": tr("还有 {count} 项未显示"),
        "nothing": tr("没有符合条件的项目"),
        "confidence": tr("可信度 {share}%"),
        "others": tr("另见"),
        "earlier": tr("以前的说法（{count}）"),
        "tasks": tr("任务分解表："),
        "no_year": tr("没有写明年份"),
        "points": tr("{count} 处"),
        "year": capital(tr("年份")), "sort": capital(tr("性质")), "value": capital(tr("数值")),
        "source": capital(tr("出处")),
        "same": tr("{count} 字"),
        "whole": tr("全文"),
        "carried": tr("原样沿用"), "rewritten": tr("改写"), "fresh": tr("新增"), "gone": tr("删去"),
        "file": tr("文件：{path}"),
        "rises": tr("增多"), "falls": tr("减少"),
    }  # fmt: skip


def _template_words() -> dict[str, str]:
    """What the templates say."""
    said = {
        "no_script": tr("本页的清单需要 JavaScript，请在浏览器中启用。"),
        "parts": tr("各部分"),
        "note": tr("注意"),
        "notes": tr("另有 {count} 条说明"),
        "reports": tr("比较的报告"),
        "year": tr("年份"), "region": tr("地区"), "title": tr("标题"), "chars": tr("字数"), "file": tr("文件名"),
        "numbers": tr("图中数字"), "numbers_only": tr("表格"),
        "legend": tr("图例"),
        "search": tr("在清单里查找"),
        "all": tr("全部"),
        "pair": tr("年份"), "section": tr("计划的部分"), "change": tr("变化"), "type": tr("类别"),
        "kinds": tr("类别"),
        "reset": tr("清除条件"),
        "list_series": tr("全部指标"), "list_actions": tr("全部举措"), "list_shortfalls": tr("新提及和不再提及的问题"),
        "list_words": tr("全部词语"), "list_pairs": tr("两两比较"), "list_sections": tr("各部分文字来源"),
        "list_longest": tr("最长的相同段落"),
        "overall": tr("历年合计"),
        "none": tr("没有找到可列的内容"),
        "earlier": tr("以前的说法"),
        "said_in": tr("{count} 份报告提到"),
        "word": tr("词"), "before": tr("其他报告（次/万词）"), "now": tr("本报告（次/万词）"), "years": tr("首次–末次"),
        "counts": tr("各份报告的次数"), "first": tr("首见"),
        "two": tr("两份报告"), "cosine": tr("用词相似度"), "kept": tr("前一份被沿用"), "taken": tr("后一份沿自前一份"),
        "heading": tr("部分"), "report": tr("报告"), "origin": tr("文字来源"),
    }  # fmt: skip
    return {name: capital(one) for name, one in said.items()}
