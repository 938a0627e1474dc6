"""reportmine reads Chinese government work reports by machine.

    >>> import reportmine
    >>> report = reportmine.analyze("report.txt")        # doctest: +SKIP
    >>> report.year, len(report.indicators)              # doctest: +SKIP
    (2023, 44)

Nothing heavy is imported before it is needed: ``import reportmine`` takes no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

    from reportmine.comparison import Comparison, PartName
    from reportmine.model import Report
    from reportmine.readers import Document
    from reportmine.screening import Config, Screening
    from reportmine.store.corpus import Corpus as Corpus

__version__ = "0.1.0"
__all__ = ["Corpus", "analyze", "compare", "load", "read", "screen"]


def __getattr__(name: str) -> Any:
    # A class that is imported when it is asked for: DuckDB need not be there for anything else.
    if name == "Corpus":
        from reportmine.store.corpus import Corpus

        return Corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(path: str | Path) -> Document:
    """The text of a file (``-``: standard input) and where it came from.

    Raises:
        reportmine.errors.UnreadableInput: missing, empty, not text or too large.
    """
    from reportmine.readers import read as read_document

    return read_document(path)


def analyze(
    source: str | Path | Document, *, year: int | None = None, region: str | None = None, explain: bool = False
) -> Report:
    """Analyses one report.

    Args:
        source: a ``Path`` or the name of a file, a ``Document`` from ``read``, or the text itself. A string is
            taken for a file name when it is one line of up to 1,000 characters that ends like one (.txt, .md)
            or names an existing file.
        year: the year the report is given in, where the text does not say or says it wrong; relative dates
            (去年, 截至7月底) are resolved against it.
        region: the place, likewise.
        explain: whether paragraphs, indicators and actions say why they were read so (``why``).

    Raises:
        reportmine.errors.UnreadableInput: the source cannot be read.
    """
    from reportmine.analysis import analyze_document

    return analyze_document(_document_of(source), year=year, region=region, explain=explain)


def compare(
    *sources: str | Path | Document | Report,
    only: Iterable[PartName] | None = None,
    years: Sequence[int | None] = (),
) -> Comparison:
    """Compares two or more reports: figures, promises and what became of them, actions, problems, accounts, words.

    Args:
        sources: reports, analysed already or in any form that ``analyze`` takes; in any order.
        only: the parts wanted (``reportmine.comparison.PARTS``); all by default.
        years: the years the reports are given in, in the order of ``sources``, where they do not say or say it wrong.

    Raises:
        reportmine.errors.UnreadableInput: a source cannot be read.
        reportmine.errors.ReportmineError: there are fewer than two different reports.
    """
    from reportmine.comparison import PARTS
    from reportmine.comparison import compare as compare_reports
    from reportmine.model import Report

    reports = [source if isinstance(source, Report) else analyze(source) for source in sources]
    return compare_reports(reports, only=PARTS if only is None else only, years=years)


def screen(source: str | Path | Document, config: Config | None = None) -> Screening:
    """Looks for what must not be published: in the text of a document and in everything else its file holds.

    Example:
        >>> [finding.rule for finding in screen("2023年工作总结\\n本文档编辑密码：abc2023").findings]
        ['RM101']

    Args:
        source: as for ``analyze``.
        config: what a project has set (``reportmine.screening.read_config``); nothing by default.

    Raises:
        reportmine.errors.UnreadableInput: the source cannot be read.
    """
    from reportmine.screening import screen_document

    return screen_document(_document_of(source), config)


def load() -> Language:
    """The spaCy pipeline; what it finds is in ``doc.spans`` under the names of ``Report``'s fields."""
    from reportmine.pipeline import load as load_pipeline

    return load_pipeline()


def _document_of(source: str | Path | Document) -> Document:
    from reportmine.readers import Document, from_text, read

    if isinstance(source, Document):
        return source
    if isinstance(source, Path) or _names_a_file(source):
        return read(source)
    return from_text(source)


def _names_a_file(text: str) -> bool:
    if not text or "\n" in text or len(text) > 1000:
        return False
    if text == "-" or text.lower().endswith((".txt", ".md")):
        return True
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False
