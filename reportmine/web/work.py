"""What a worker does with bytes: analyse and screen them, compare, and draw every form of the result.

Takes a task, gives an answer; reads and writes no file. What is kept between two tasks of a document (its analysis and
its screening) goes back as bytes that only a worker opens again, so that the server itself never unpacks anything that
was made of a file of somebody's. Read next: ``worker.py``.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reportmine.web.forms import ComparisonForm, DocumentForm
from reportmine.web.model import FindingCounts, Shares, Step, Summary

if TYPE_CHECKING:
    from reportmine.comparison.model import Comparison
    from reportmine.model import Report
    from reportmine.readers import Document
    from reportmine.screening import Screening
    from reportmine.screening.project import Project

#: Told while the work goes on: what is being done, and the share that is done.
Tell = Callable[[Step, float], None]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file and, when it was analysed before in this language, what was kept of that."""

    name: str
    data: bytes
    kept: bytes = b""


class AnalyseFile(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Analyse and screen a file: its summary."""

    file: File


class DrawFile(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A form of an analysed file."""

    file: File
    form: DocumentForm


class CompareFiles(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Compare analysed files: the page of the comparison."""

    files: list[File]
    years: list[int | None] = []


class DrawComparison(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A form of a comparison; ``kept`` is what is there of it in this language."""

    files: list[File]
    form: ComparisonForm
    years: list[int | None] = []
    kept: bytes = b""


class AnalyseNow(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The JSON of ``analyze --format json``."""

    file: File
    year: int | None = None
    region: str | None = None
    explain: bool = False
    show_secrets: bool = False


class ScreenNow(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The JSON of ``screen --format json``."""

    file: File
    region: str | None = None
    show_secrets: bool = False


Task = AnalyseFile | DrawFile | CompareFiles | DrawComparison | AnalyseNow | ScreenNow


class Answer(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What came of a task: a drawn form, a summary with the format of the file, what to keep for the next task."""

    content: bytes = b""
    kept: bytes = b""
    summary: Summary | None = None
    format: str = ""


class _Examined(NamedTuple):
    report: Report
    screening: Screening


# So many files are compared in the time of a job.
_FILES_OF_A_JOB = 5
_SAMPLE = """2023年政府工作报告
一、2022年工作回顾
全市地区生产总值增长5.2%，一般公共预算收入达到120亿元，新增就业3.1万人。
存在的问题主要是：产业结构不优，科技创新能力不强，民生短板较多。
二、2023年工作安排
实施“百园千企”工程，地区生产总值增长6%左右，确保粮食产量稳定。
"""
#: A task of our own: with it a worker imports and loads what every task needs, so that the first one does not wait.
FIRST_TASK = AnalyseFile(file=File(name="-", data=_SAMPLE.encode()))


def time_factor(task: Task) -> int:
    """How many times the time of a job it may take: a comparison takes longer the more it compares."""
    match task:
        case CompareFiles() | DrawComparison():
            return max(1, len(task.files) // _FILES_OF_A_JOB)
        case _:
            return 1


def perform(task: Task, tell: Tell, project: Project) -> Answer:
    """Does a task; ``project`` is what the office has set for screening.

    Raises:
        reportmine.errors.ReportmineError: a file cannot be read, compared or cleaned; one line says why.
    """
    match task:
        case AnalyseFile():
            return _analyse(task.file, tell, project)
        case DrawFile():
            return _draw(task, tell, project)
        case CompareFiles():
            # Its page takes longest and is what everybody looks at first, so it is there when the work is done.
            return _draw_comparison(DrawComparison(files=task.files, form="page", years=task.years), tell, project)
        case DrawComparison():
            return _draw_comparison(task, tell, project)
        case AnalyseNow():
            return _analyse_now(task, tell)
        case ScreenNow():
            return _screen_now(task, tell, project)


def _analyse(file: File, tell: Tell, project: Project) -> Answer:
    examined = _examine(file, tell, project)
    report, screening = examined
    return Answer(
        kept=pickle.dumps(examined, pickle.HIGHEST_PROTOCOL),
        summary=_summary(report, screening),
        format=report.source.format,
    )


def _examine(file: File, tell: Tell, project: Project) -> _Examined:
    if file.kept:
        kept: _Examined = pickle.loads(file.kept)
        return kept
    from reportmine.analysis import analyze_document

    document = _read(file, tell)
    tell("analysing", 0.1)
    report = analyze_document(document, explain=True)
    tell("screening", 0.6)
    return _Examined(report, project.screen(document))


def _read(file: File, tell: Tell) -> Document:
    from reportmine.readers import from_bytes

    tell("reading", 0.02)
    return from_bytes(file.data, file.name)


def _summary(report: Report, screening: Screening) -> Summary:
    from reportmine.masking import mask_report
    from reportmine.renderers.html.screening.verdict import grade_of
    from reportmine.renderers.shares import label_shares

    shown = mask_report(report)
    shares = label_shares(report)
    return Summary(
        title=shown.title,
        year=shown.year,
        region=shown.region,
        chars=report.source.chars,
        shares=Shares(
            achievement=shares.get("achievement", 0.0),
            shortfall=shares.get("shortfall", 0.0),
            priority=shares.get("priority", 0.0),
            other=shares.get("other", 0.0),
        ),
        figures=len(report.indicators),
        actions=len(report.actions),
        findings=FindingCounts(
            high=screening.count("high"), medium=screening.count("medium"), low=screening.count("low")
        ),
        masked=sum(indicator.masked for indicator in report.indicators),
        verdict=screening.verdict,
        grade=grade_of(screening),
    )


def _draw(task: DrawFile, tell: Tell, project: Project) -> Answer:
    from reportmine.web.drawing import draw_document

    examined = _examine(task.file, tell, project)
    tell("rendering", 0.8)
    kept = b"" if task.file.kept else pickle.dumps(examined, pickle.HIGHEST_PROTOCOL)
    content = draw_document(task.form, task.file, examined.report, examined.screening, project)
    return Answer(content=content, kept=kept)


def _draw_comparison(task: DrawComparison, tell: Tell, project: Project) -> Answer:
    from reportmine.web.drawing import draw_comparison

    comparison: Comparison = pickle.loads(task.kept) if task.kept else _compare(task.files, task.years, tell, project)
    tell("rendering", 0.5)
    kept = b"" if task.kept else pickle.dumps(comparison, pickle.HIGHEST_PROTOCOL)
    return Answer(content=draw_comparison(task.form, comparison), kept=kept)


def _compare(files: list[File], years: list[int | None], tell: Tell, project: Project) -> Comparison:
    from reportmine.comparison import compare
    from reportmine.masking import mask_report

    reports = [mask_report(_examine(file, _silent, project).report) for file in files]
    tell("comparing", 0.2)
    return compare(reports, years=years)


def _silent(step: Step, share: float) -> None:
    """For the parts of a task that are done before anybody would look."""


def _analyse_now(task: AnalyseNow, tell: Tell) -> Answer:
    from reportmine.analysis import analyze_document
    from reportmine.renderers import json
    from reportmine.web.drawing import written

    document = _read(task.file, tell)
    tell("analysing", 0.1)
    report = analyze_document(document, year=task.year, region=task.region, explain=task.explain)
    return Answer(content=written(json.render(report, show_secrets=task.show_secrets)))


def _screen_now(task: ScreenNow, tell: Tell, project: Project) -> Answer:
    from reportmine.renderers import screening_json
    from reportmine.web.drawing import written

    document = _read(task.file, tell)
    tell("screening", 0.1)
    screening = project.at_home(task.region).screen(document)
    return Answer(content=written(screening_json.render([screening], show_secrets=task.show_secrets)))
