from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CORPUS, analyzed, corpus_texts

import reportmine
from reportmine import spans
from reportmine.model import Indicator, Paragraph, Report
from reportmine.pipeline import prepare

KEYS = ("sections", "paragraphs", "dates", "indicators", "actions", "findings")


@pytest.fixture(scope="module")
def report_text() -> str:
    return (CORPUS / "county-2023.txt").read_text(encoding="utf-8")


def test_facts_come_back_as_they_were_written() -> None:
    doc = reportmine.load().make_doc("全年增长5%。")
    facts = [
        Paragraph(id=0, start=0, end=7, kind="body", label="achievement", confidence=0.9),
        Paragraph(id=1, start=0, end=7, kind="body", label="priority"),
    ]
    spans.write(doc, "paragraphs", facts)
    assert spans.read(doc, "paragraphs", Paragraph) == facts
    assert [span.label_ for span in doc.spans["paragraphs"]] == ["achievement", "priority"]
    assert spans.read(doc, "indicators", Indicator) == []


def test_offset_outside_of_the_text_is_refused() -> None:
    doc = reportmine.load().make_doc("短")
    with pytest.raises(ValueError, match="outside"):
        spans.write(doc, "paragraphs", [Paragraph(id=0, start=5, end=9, kind="body")])


def test_pipeline_writes_every_step(report_text: str) -> None:
    doc = reportmine.load()(report_text)
    assert doc.text == report_text
    for key in KEYS:
        assert key in doc.spans, key
    for span, fact in zip(doc.spans["indicators"], spans.read(doc, "indicators", Indicator), strict=True):
        assert span.text == report_text[fact.start : fact.end]


def test_doc_survives_bytes_and_processes(report_text: str) -> None:
    from spacy.tokens import Doc

    nlp = reportmine.load()
    doc = nlp(report_text)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    expected = spans.read(doc, "indicators", Indicator)
    assert spans.read(copy, "indicators", Indicator) == expected
    assert spans.metadata(copy) == spans.metadata(doc)
    piped = list(nlp.pipe([report_text, report_text[:2000]], n_process=2))
    assert spans.read(piped[0], "indicators", Indicator) == expected


def test_displacy_draws_our_spans(report_text: str) -> None:
    from spacy import displacy

    doc = reportmine.load()(report_text[:1500])
    page = displacy.render(doc, style="span", options={"spans_key": "actions"}, jupyter=False)
    assert "campaign" in page or "programme" in page


@pytest.mark.parametrize("path", corpus_texts(), ids=lambda path: path.stem)
def test_every_offset_points_at_its_evidence(path) -> None:  # type: ignore[no-untyped-def]
    report = analyzed(path)
    text = report.text
    for action in report.actions:
        assert text[action.start : action.end] == action.name
    for indicator in report.indicators:
        paragraph = report.paragraphs[indicator.paragraph]
        assert paragraph.start <= indicator.start < indicator.end <= paragraph.end
        assert text[indicator.start : indicator.end] in indicator.evidence
        assert indicator.evidence in text
        assert (indicator.value is None) == indicator.masked
    lines = text.split("\n")
    for finding in report.findings:
        found = text[finding.start : finding.end]
        assert found
        assert "\n" in found or lines[finding.line - 1][finding.column - 1 :].startswith(found)
    for before, after in zip(report.paragraphs, report.paragraphs[1:], strict=False):
        assert before.end <= after.start
    assert [paragraph.id for paragraph in report.paragraphs] == list(range(len(report.paragraphs)))


def shift(report: Report, by: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    rows += [("s", s.start + by, s.end + by, s.level, s.heading) for s in report.sections]
    rows += [("p", p.start + by, p.end + by, p.kind, p.label) for p in report.paragraphs]
    rows += [("i", i.start + by, i.end + by, i.name, i.value, i.unit) for i in report.indicators]
    rows += [("a", a.start + by, a.end + by, a.name, a.type) for a in report.actions]
    rows += [("f", f.start + by, f.end + by, f.rule, f.fingerprint) for f in report.findings]
    return rows


@pytest.mark.parametrize("path", corpus_texts(), ids=lambda path: path.stem)
def test_a_newline_before_the_text_moves_every_offset_by_one(path) -> None:  # type: ignore[no-untyped-def]
    moved = reportmine.analyze("\n" + analyzed(path).text)
    assert shift(moved, 0) == shift(analyzed(path), 1)


def test_same_bytes_twice() -> None:
    from reportmine.renderers import json

    path = CORPUS / "county-2023.txt"
    assert json.render(reportmine.analyze(path)) == json.render(reportmine.analyze(path))


@pytest.mark.parametrize("path", corpus_texts()[::4], ids=lambda path: path.stem)
def test_the_pipeline_finds_what_analyze_finds(path: Path) -> None:
    document = reportmine.read(path)
    for known in ({}, {"year": 2020, "region": "云溪县", "explain": True}):
        doc = reportmine.load()(prepare(document, **known))  # type: ignore[arg-type]
        assert spans.to_report(doc, document.source) == reportmine.analyze(document, **known)  # type: ignore[arg-type]
