"""What several test files use: the corpus, the shared real reports where they are, one analysis a file a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

import reportmine
from reportmine.model import Report, Source

# How long one example takes says more of the machine than of us; what must be fast is measured by tests of its own.
settings.register_profile("reportmine", deadline=None)
settings.load_profile("reportmine")

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
TWIN = CORPUS / "ip-report-masked-2023.txt"


@cache
def analyzed(path: Path) -> Report:
    """The analysis of a file, made once in a test run."""
    return reportmine.analyze(path)


@pytest.fixture
def shared() -> Path:
    """The folder of real reports; the test is skipped where it is not beside the checkout."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("no ../shared beside the checkout")
    return SHARED


def corpus_texts() -> list[Path]:
    return sorted(CORPUS.glob("*.txt"))


def bare_report(text: str) -> Report:
    """A report that was read and not analysed."""
    source = Source(path="-", format="txt", encoding="utf-8", sha256="", chars=len(text))
    return Report(
        source=source,
        title=None,
        year=None,
        region=None,
        organisation=None,
        date=None,
        audience=None,
        text=text,
    )
