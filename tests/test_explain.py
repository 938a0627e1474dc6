from __future__ import annotations

from pathlib import Path

import pytest
from conftest import corpus_texts

import reportmine
from reportmine.cli import main
from reportmine.lexicon import load
from reportmine.messages import set_language
from reportmine.model import Report
from reportmine.readers import from_text, read
from reportmine.renderers.reasons import explain, field_name, rule_name

TEXT = "二、今年的主要任务\n实施育苗强基工程，力争地区生产总值增长6%左右，新增就业3000人以上。\n"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [reportmine.analyze(read(path), explain=True) for path in corpus_texts()]


def _reasons(report: Report) -> list[tuple[object, tuple[object, ...]]]:
    return [(item, item.why) for item in (*report.paragraphs, *report.indicators, *report.actions)]


def test_every_extraction_says_why(reports: list[Report]) -> None:
    for report in reports:
        bodies = [paragraph for paragraph in report.paragraphs if paragraph.label]
        for item in (*bodies, *report.indicators, *report.actions):
            assert item.why, item
        for indicator in report.indicators:
            assert {"name", "kind", "status"} <= {reason.field for reason in indicator.why}
        for action in report.actions:
            assert {"name", "type", "status"} == {reason.field for reason in action.why}


def test_reasons_point_into_the_text(reports: list[Report]) -> None:
    for report in reports:
        for item, why in _reasons(report):
            for reason in why:
                assert (reason.start is None) == (reason.end is None), item
                if reason.start is not None and reason.end is not None:
                    assert 0 <= reason.start < reason.end <= len(report.text), item
                    assert report.text[reason.start : reason.end].strip(), item


def test_every_rule_and_field_has_words(reports: list[Report]) -> None:
    rules = load("reasons")["rules"]
    used = {reason.rule for report in reports for _, why in _reasons(report) for reason in why}  # type: ignore[attr-defined]
    assert used <= set(rules)
    assert all(rules.values())
    fields = {reason.field for report in reports for _, why in _reasons(report) for reason in why}  # type: ignore[attr-defined]
    assert all(field_name(field) != field for field in fields)


def test_explaining_changes_nothing_else() -> None:
    document = from_text(TEXT)
    plain, explained = reportmine.analyze(document), reportmine.analyze(document, explain=True)
    assert all(not why for _, why in _reasons(plain))
    assert [(i.name, i.value, i.status) for i in plain.indicators] == [
        (i.name, i.value, i.status) for i in explained.indicators
    ]
    assert [a.name for a in plain.actions] == [a.name for a in explained.actions] == ["育苗强基工程"]


def test_the_words_that_decided_are_shown() -> None:
    report = reportmine.analyze(from_text(TEXT), explain=True)
    said = dict(explain(report))
    (growth,) = [reasons for head, reasons in said.items() if head.endswith("地区生产总值 = 6%")]
    assert "界限：表示界限的词“左右”" in growth
    assert "种类：表示增减的词“增长”" in growth
    (action,) = [reasons for head, reasons in said.items() if "育苗强基工程（" in head]
    assert "名称：中心词“工程”" in action


@pytest.mark.parametrize(("language", "said"), [("zh", "数字前的名词"), ("en", "the noun before the number")])
def test_rules_in_both_languages(language: str, said: str) -> None:
    set_language(language)
    try:
        assert rule_name("before-number") == said
    finally:
        set_language(None)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")

    def output(*options: str) -> str:
        with pytest.raises(SystemExit) as caught:
            main(["analyze", *options, str(path)])
        assert not caught.value.code
        return capsys.readouterr().out

    assert "依据" not in output()
    assert "依据" in output("--explain")
    assert '"why"' in output("--explain", "--format", "json")
    assert '"why"' not in output("--format", "json")
