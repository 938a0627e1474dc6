"""What several reports in one output are called, so that they can be told apart.

Takes ``Report``s, or the paths of files, gives a name each: the file's without its folders, where that is enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reportmine.messages import tr
from reportmine.model import Report

_FOLDERS = re.compile(r"[/\\]")


def title_of(report: Report) -> str:
    """What stands at the head of a report's page: its title, or what its file is called where it has none."""
    if report.title:
        return report.title
    name = bare_name(report.source.path)
    return tr("{name}（没有标题）", name=name) if name.strip("-") else tr("（没有标题）")


def report_names(reports: Sequence[Report]) -> list[str]:
    """The names in the order of the reports, no two alike."""
    return file_names([report.source.path for report in reports])


def file_names(paths: Sequence[str]) -> list[str]:
    """The names of files in their order, no two alike.

    A file of the same name as another is called by its whole path, and the same path twice is numbered.
    """
    names = [bare_name(path) for path in paths]
    if len(set(names)) < len(names):
        counts = Counter(names)
        names = [path if counts[name] > 1 else name for path, name in zip(paths, names, strict=True)]
    if len(set(names)) < len(names):
        counts = Counter(names)
        names = [f"{name} ({number})" if counts[name] > 1 else name for number, name in enumerate(names, 1)]
    return names


def bare_name(path: str) -> str:
    """The name of a file without its folders, as Windows or Linux write them.

    >>> bare_name("C:\\\\报告\\\\2023.docx")
    '2023.docx'
    """
    return _FOLDERS.split(path)[-1] or path
