"""All real reports that lie beside the checkout: nothing fails, every offset holds, the seed comes out right."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED, analyzed

from reportmine.renderers import json, text

REPORTS = sorted((SHARED / "reports").rglob("*.txt"))

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_report_runs_and_its_offsets_hold(path: Path) -> None:
    report = analyzed(path)
    for action in report.actions:
        assert report.text[action.start : action.end] == action.name
    for indicator in report.indicators:
        assert report.text[indicator.start : indicator.end] in indicator.evidence
    labels = {paragraph.label for paragraph in report.paragraphs if paragraph.kind == "body"}
    assert {"achievement", "priority"} <= labels
    assert len(report.indicators) > 5
    # The years in the file names are the reports' own; two of the oldest name no year of their own.
    if path.stem[:4] not in ("1960", "1964"):
        assert report.year == int(path.stem[:4])
    assert json.render(report).startswith("{")
    assert max(map(len, text.render(report).splitlines())) <= 80


SEED = SHARED / "seed" / "ip-work-report-2023.txt"
