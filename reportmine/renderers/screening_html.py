"""A screening as one page for the browser: the text with its findings marked, and what else is in the file.

Takes ``Screening``s, gives a string that needs no network and no other file. Everything from the report is escaped.
Read next: ``templates/screening.html``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reportmine import __version__
from reportmine.messages import language, tr
from reportmine.model import Finding, Severity
from reportmine.renderers.excerpts import excerpt, place_of
from reportmine.renderers.screening_text import printable, render_total
from reportmine.renderers.words import severity_name
from reportmine.resources import resource
from reportmine.screening.result import SEVERITIES, Screening, mask_screening


class _Piece(NamedTuple):
    """A stretch of the text under the same findings; ``ids`` are those that begin here."""

    text: str
    severity: Severity | None
    title: str
    ids: tuple[str, ...]


def render(
    screenings: Sequence[Screening], *, unreadable: Sequence[tuple[str, str]] = (), show_secrets: bool = False
) -> str:
    """The page of a run."""
    from jinja2 import Environment, StrictUndefined

    template = resource("renderers", "templates", "screening.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(template)
    shown = [screening if show_secrets else mask_screening(screening) for screening in screenings]
    first = shown[0].document.source.path if len(shown) == 1 else None
    return page.render(
        lang="zh-CN" if language() == "zh" else "en",
        title=tr("公开前检查：{name}", name=printable(first)) if first else tr("公开前检查"),
        total=render_total(shown, len(unreadable)),
        files=[_file(screening, f"f{number}") for number, screening in enumerate(shown, 1)],
        unreadable=[(path, printable(reason)) for path, reason in unreadable],
        words={
            "file": tr("文件"), "verdict": tr("结论"), "severities": [severity_name(s) for s in SEVERITIES],
            "unchecked": tr("没有查的"), "elsewhere": tr("正文之外"), "severity": tr("级别"), "place": tr("位置"),
            "said": tr("内容"), "what": tr("问题和建议"), "findings": tr("正文里的问题"), "none": tr("没有"),
            "text": tr("正文"), "footer": tr("reportmine {version} 离线生成。", version=__version__),
        },
    )  # fmt: skip


def _file(screening: Screening, name: str) -> dict[str, Any]:
    order = sorted(range(len(screening.findings)), key=lambda n: SEVERITIES.index(screening.findings[n].severity))
    rows = [_row(screening, screening.findings[number], f"{name}-{number}") for number in order]
    counts = [screening.count(severity) for severity in SEVERITIES]
    verdicts = {"clean": tr("没有发现问题"), "findings": tr("有问题"), "incomplete": tr("没有发现问题，但没有查全")}
    gravest = next((severity for severity, count in zip(SEVERITIES, counts, strict=True) if count), "")
    found = [f"{severity_name(s)} {count}" for s, count in zip(SEVERITIES, counts, strict=True) if count]
    waived = sum(aside.by == "waiver" for aside in screening.set_aside)
    return {
        "path": printable(screening.document.source.path),
        "verdict": verdicts[screening.verdict],
        "grade": gravest,
        "counts": counts,
        "summary": tr("，").join([*found, *([tr("放行 {count} 处", count=waived)] if waived else [])]),
        "unchecked": [printable(said) for said in screening.document.unchecked],
        "groups": list(_groups(row for row in rows if not row["elsewhere"])),
        "parts": [row for row in rows if row["elsewhere"]],
        "pieces": list(_pieces(screening, name)),
    }


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of one rule, severity and message together, the gravest first."""
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["severity"], row["rule"], row["message"]), []).append(row)
    for together in grouped.values():
        yield {**together[0], "rows": sorted(together, key=lambda row: row["order"])}


def _row(screening: Screening, finding: Finding, name: str) -> dict[str, Any]:
    shown = excerpt(screening, finding)
    place = place_of(screening, finding)
    if finding.part is None and finding.place is not None:
        place = f"{place} {finding.place}"
    return {
        "id": name,
        "severity": finding.severity,
        "grade": severity_name(finding.severity),
        "rule": finding.rule,
        "place": printable(place),
        "message": finding.message,
        "advice": finding.advice,
        "before": shown.line[: shown.start],
        "evidence": shown.line[shown.start : shown.end],
        "after": shown.line[shown.end :],
        "elsewhere": finding.part is not None,
        "order": finding.start,
    }


def _pieces(screening: Screening, name: str) -> Iterator[_Piece]:
    """The text cut at every edge of a finding, so that marks that nest or cross stay right."""
    text = screening.document.text
    spans = [
        (finding.start, finding.end, number)
        for number, finding in enumerate(screening.findings)
        if finding.part is None
    ]
    edges = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    spans.sort()
    open_now: list[tuple[int, int, int]] = []
    following = 0
    for start, end in zip(edges, edges[1:], strict=False):
        open_now = [span for span in open_now if span[1] > start]
        begun: list[str] = []
        while following < len(spans) and spans[following][0] == start:
            open_now.append(spans[following])
            begun.append(f"{name}-{spans[following][2]}")
            following += 1
        findings = [screening.findings[number] for _, _, number in open_now]
        gravest = min((f.severity for f in findings), key=SEVERITIES.index, default=None)
        title = "\n".join(f"{f.rule} {f.message}" for f in findings)
        yield _Piece(_visible(text[start:end]), gravest, title, tuple(begun))


def _visible(text: str) -> str:
    """The text without the control characters that HTML forbids and the marks that turn the writing round."""
    return "".join(
        char if char in "\n\t" or not (char < " " or "\x7f" <= char < "\xa0" or char in "\u202d\u202e") else "\ufffd"
        for char in text
    )
