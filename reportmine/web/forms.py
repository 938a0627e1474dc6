"""The forms that a document and a comparison can be had in: their names, endings, media types, and words for people.

Takes names, gives ``Download``s. What makes them is in ``work.py``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from reportmine.messages import tr
from reportmine.web.model import Download
from reportmine.web.uploads import stem

DocumentForm = Literal[
    "page", "check", "cleaning", "review.docx", "clean", "report.xlsx", "report.md", "figures.csv", "actions.csv",
    "paragraphs.csv", "findings.csv", "report.json", "screening.json", "clean.json",
]  # fmt: skip
ComparisonForm = Literal["page", "comparison.xlsx", "comparison.md", "comparison.json"]
#: The forms that are pages to look at; all others are saved.
PAGES = ("page", "check", "cleaning")

HTML = "text/html"
JSON = "application/json"
MEDIA_TYPES = {
    "html": HTML,
    "htm": HTML,
    "json": JSON,
    "csv": "text/csv",
    "md": "text/markdown",
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# The ending of a cleaned copy by the format of the file (``cleaning.clean``); of all others the text goes into Word.
_CLEANED = {"txt": "txt", "html": "html"}


class _Kind(NamedTuple):
    mark: str
    ending: str
    label: str


def document_forms(name: str, form: str) -> list[Download]:
    """The forms of a document that was called ``name`` and whose bytes are of the format ``form``."""
    copy = _CLEANED.get(form, "docx")
    kinds: dict[DocumentForm, _Kind] = {
        "page": _Kind(tr("分析"), "html", tr("分析页面")),
        "check": _Kind(tr("检查"), "html", tr("公开前检查页面")),
        "cleaning": _Kind(tr("清理说明"), "html", tr("清理说明页面")),
        "review.docx": _Kind(tr("审阅"), "docx", tr("带批注的 Word")),
        "clean": _Kind(tr("清理"), copy, tr("清理后的副本（{kind}）", kind=copy)),
        "report.xlsx": _Kind(tr("分析"), "xlsx", tr("分析表格（Excel）")),
        "report.md": _Kind(tr("分析"), "md", tr("分析摘要（Markdown）")),
        "figures.csv": _Kind(tr("指标"), "csv", tr("指标（CSV）")),
        "actions.csv": _Kind(tr("举措"), "csv", tr("举措（CSV）")),
        "paragraphs.csv": _Kind(tr("段落"), "csv", tr("段落（CSV）")),
        "findings.csv": _Kind(tr("检查"), "csv", tr("检查发现的内容（CSV）")),
        "report.json": _Kind(tr("分析"), "json", tr("分析（JSON）")),
        "screening.json": _Kind(tr("检查"), "json", tr("公开前检查（JSON）")),
        "clean.json": _Kind(tr("清理"), "json", tr("清理了什么、还剩什么（JSON）")),
    }
    return [_download(form, kind, stem(name)) for form, kind in kinds.items()]


def comparison_forms() -> list[Download]:
    """The forms of a comparison."""
    kinds: dict[ComparisonForm, _Kind] = {
        "page": _Kind("", "html", tr("比较页面")),
        "comparison.xlsx": _Kind("", "xlsx", tr("比较表格（Excel）")),
        "comparison.md": _Kind("", "md", tr("比较摘要（Markdown）")),
        "comparison.json": _Kind("", "json", tr("比较（JSON）")),
    }
    return [_download(form, kind, tr("报告比较")) for form, kind in kinds.items()]


def cleaned_name(name: str, form: str) -> str:
    """What the cleaned copy is called of a document that was called ``name`` and is of the format ``form``."""
    return next(one.file_name for one in document_forms(name, form) if one.form == "clean")


def _download(form: str, kind: _Kind, stem: str) -> Download:
    name = ".".join(filter(None, (stem, kind.mark, kind.ending)))
    return Download(form=form, file_name=name, media_type=MEDIA_TYPES[kind.ending], label=kind.label)
