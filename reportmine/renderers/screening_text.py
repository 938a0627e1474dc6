"""A screening for the terminal, like a linter's output: place, severity, rule, message, the line marked, advice.

Takes ``Screening``s, gives a string, plain or with ANSI colour. Nothing depends on colour. Read next: ``excerpts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import click
from rich.cells import cell_len

from reportmine.messages import tr
from reportmine.model import SEVERITIES, Finding, Severity
from reportmine.renderers.excerpts import excerpt, place_of
from reportmine.renderers.words import in_brackets, severity_name
from reportmine.screening.result import Screening, mask_screening

_COLOURS: dict[Severity, str] = {"high": "red", "medium": "yellow", "low": "bright_black"}
# So many findings of one rule are shown with their lines; the places of the rest are listed.
_SHOWN = 5
# Columns of a line of text with its margin: in a broader one the marks would not stand below what they mark.
_COLUMNS = 80
# Characters of the line that are shown on either side of the evidence, at most and at least.
_REACHES = range(24, 3, -1)


def render(screening: Screening, *, colour: bool = False, show_secrets: bool = False, full: bool = False) -> str:
    """The findings of one file and a line that sums them up, without a line break at the end.

    Of a rule that is found often the first five are shown with their lines, and all with ``full``.
    """
    if not show_secrets:
        screening = mask_screening(screening)
    path = printable(screening.document.source.path)
    blocks: list[str] = []
    ordered = sorted(screening.findings, key=lambda f: (SEVERITIES.index(f.severity), f.rule))
    for _, group in groupby(ordered, key=lambda f: (f.severity, f.rule, f.message)):
        findings = list(group)
        shown = findings if full or len(findings) <= _SHOWN + 1 else findings[:_SHOWN]
        blocks += [_finding(screening, finding, path, colour) for finding in shown]
        if len(shown) < len(findings):
            rest = findings[len(shown) :]
            places = tr("、").join(dict.fromkeys(place_of(screening, finding) for finding in rest[:12]))
            more = "…" if len(rest) > 12 else ""
            blocks.append(
                tr("{path}：{rule} 另有 {count} 处：{places}", path=path, rule=rest[0].rule, count=len(rest),
                   places=places + more)
            )  # fmt: skip
    blocks.append(_summary(screening, path, colour))
    return "\n".join(blocks)


def render_total(screenings: Sequence[Screening], unreadable: int) -> str:
    """One line over several files."""
    verdicts = [screening.verdict for screening in screenings]
    pieces = [
        tr("{count} 个没有发现问题", count=verdicts.count("clean")),
        tr("{count} 个有问题", count=verdicts.count("findings")),
    ]
    if verdicts.count("incomplete"):
        pieces.append(tr("{count} 个没有发现问题但没有查全", count=verdicts.count("incomplete")))
    if unreadable:
        pieces.append(tr("{count} 个读不了", count=unreadable))
    return tr("共 {count} 个文件：", count=len(screenings) + unreadable) + tr("，").join(pieces)


def printable(text: str) -> str:
    """A text without what a terminal would obey."""
    return "".join(char if char.isprintable() or char == " " else "\ufffd" for char in text)


def _finding(screening: Screening, finding: Finding, path: str, colour: bool) -> str:
    severity = severity_name(finding.severity)
    if colour:
        severity = click.style(severity, fg=_COLOURS[finding.severity], bold=finding.severity == "high")
    place = printable(place_of(screening, finding))
    where = "" if finding.part is not None or finding.place is None else in_brackets(finding.place)
    head = f"{path}:{place}: {severity} {finding.rule} {finding.message}{where}"
    number = str(finding.line) if finding.part is None else ""
    margin = " " * max(5, len(number) + 1)
    excerpts = (excerpt(screening, finding, reach) for reach in _REACHES)
    room = _COLUMNS - len(margin) - 2
    shown = next((one for one in excerpts if cell_len(one.line) <= room), excerpt(screening, finding, _REACHES[-1]))
    marks = "^" * max(1, cell_len(shown.line[shown.start : shown.end]))
    if colour:
        marks = click.style(marks, fg=_COLOURS[finding.severity])
    lines = [
        head,
        f"{number.rjust(len(margin) - 1)} | {shown.line}",
        f"{margin}| {' ' * cell_len(shown.line[: shown.start])}{marks}",
        f"{margin}= {tr('建议：')}{finding.advice}",
    ]
    return "\n".join(lines) + "\n"


def _summary(screening: Screening, path: str, colour: bool) -> str:
    counts = [(severity, screening.count(severity)) for severity in SEVERITIES]
    found = tr("，").join(f"{severity_name(severity)} {count}" for severity, count in counts if count)
    said = tr("发现 {count} 处（{found}）", count=len(screening.findings), found=found) if found else tr("没有发现问题")
    if colour:
        said = click.style(said, bold=True)
    pieces = [said, *_set_aside(screening)]
    unchecked = screening.document.unchecked
    if unchecked:
        pieces.append(tr("没有查的：{what}", what=printable(tr("；").join(unchecked))))
    return tr("{name}：{said}", name=path, said=tr("；").join(pieces))


def _set_aside(screening: Screening) -> Iterable[str]:
    counts = {by: sum(aside.by == by for aside in screening.set_aside) for by in ("waiver", "baseline", "selection")}
    if counts["waiver"]:
        yield tr("放行 {count} 处", count=counts["waiver"])
    if counts["baseline"]:
        yield tr("基线里已有 {count} 处", count=counts["baseline"])
    if counts["selection"]:
        yield tr("未启用的规则另有 {count} 处", count=counts["selection"])
