"""The answer to what an office asks of a screening: may the file be published, and what stands in the way?

Takes ``Screening``s, gives words. Read next: ``findings.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reportmine.messages import tr
from reportmine.model import SEVERITIES
from reportmine.screening.result import Screening

Grade = Literal["high", "medium", "unread", "unchecked", "low", "clean"]
#: From the worst: what stands in the way, then what nobody looked at.
GRADES: tuple[Grade, ...] = ("high", "medium", "unread", "unchecked", "low", "clean")


class Answer(NamedTuple):
    """The verdict of a file: a sign and a few words that tell it without colour, and what it rests on."""

    grade: Grade
    sign: str
    words: str
    lines: tuple[str, ...]


def answer_of(screening: Screening) -> Answer:
    """The verdict of one file."""
    grade = grade_of(screening)
    return Answer(grade, _sign(grade), _words(grade), tuple(_lines(screening)))


def overall(screenings: Sequence[Screening], unreadable: int) -> Answer:
    """The verdict of the worst file."""
    grades: list[Grade] = [grade_of(screening) for screening in screenings]
    if unreadable:
        grades.append("unread")
    grade: Grade = min(grades, key=GRADES.index, default="clean")
    return Answer(grade, _sign(grade), _words(grade), ())


def unread() -> Answer:
    """The verdict of a file that could not be read."""
    return Answer("unread", _sign("unread"), _words("unread"), ())


def grade_of(screening: Screening) -> Grade:
    """The grade of a file; trifles do not hide that it could not be checked in full."""
    gravest = next((severity for severity in SEVERITIES if screening.count(severity)), None)
    if gravest in ("high", "medium"):
        return gravest
    if screening.document.unchecked:
        return "unchecked"
    return gravest or "clean"


def _words(grade: Grade) -> str:
    return {
        "unread": tr("读不了，没有检查"),
        "high": tr("不能公开"),
        "medium": tr("核对以后再公开"),
        "unchecked": tr("没有查全，不能下结论"),
        "low": tr("没有发现妨碍公开的问题"),
        "clean": tr("没有发现问题"),
    }[grade]


def _sign(grade: Grade) -> str:
    return {"unread": "?", "high": "✕", "medium": "!", "unchecked": "?", "low": "✓", "clean": "✓"}[grade]


def _lines(screening: Screening) -> Iterator[str]:
    high, medium, low = (screening.count(severity) for severity in SEVERITIES)
    if high:
        yield tr("{count} 处不改不能公开。", count=high)
    if medium:
        yield tr("{count} 处要逐处核对。", count=medium)
    if low:
        yield tr("{count} 处是写法和提示，请看一看。", count=low)
    if screening.document.unchecked:
        yield tr("有内容程序查不了，要人工看。")
