"""Masking: nothing secret is shown, and no offset moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportmine.masking import BULLET, mask_report, mask_text
from reportmine.model import Category, Finding, Indicator, Report, Section, Source


def finding(start: int, end: int, category: Category = "secret") -> Finding:
    return Finding(
        rule="RM101", category=category, severity="high", start=start, end=end, line=1, column=1,
        message="", advice="", fingerprint="",
    )  # fmt: skip


def report(text: str, *findings: Finding) -> Report:
    return Report(
        source=Source(path="-", format="txt", encoding="utf-8", sha256="", chars=len(text)),
        title=text[:12], year=None, region=None, organisation=None, date=None, audience=None,
        sections=(Section(id=0, level=1, number=None, heading=text, start=0, end=len(text), parent=None),),
        indicators=(
            Indicator(
                name="口令", value=1, unit="件", bound="exact", kind="level", status="actual", masked=False,
                start=0, end=1, paragraph=0, evidence=text,
            ),
        ),
        findings=findings, text=text,
    )  # fmt: skip


def test_only_secrets_and_personal_data_are_hidden() -> None:
    text = "密码：abc，XX市，13800138000"
    findings = [finding(3, 6), finding(7, 9, "mask"), finding(11, 22, "personal")]
    assert mask_text(text, findings) == "密码：•••，XX市，•••••••••••"


def test_line_breaks_stay() -> None:
    assert mask_text("a\nb c", [finding(0, 3)]) == "•\n• c"


def test_nothing_to_hide() -> None:
    assert mask_text("密码产业", []) == "密码产业"
    plain = report("密码产业")
    assert mask_report(plain) is plain


def test_every_string_of_a_report_is_cleaned() -> None:
    text = "登录密码：abc2023，见附件"
    masked = mask_report(report(text, finding(5, 12)))
    for shown in (masked.text, masked.title, masked.sections[0].heading, masked.indicators[0].evidence):
        assert shown is not None
        assert "abc2023" not in shown and BULLET * 5 in shown
    assert masked.findings[0].start == 5 and len(masked.text) == len(text)


def test_a_string_cut_inside_the_secret_is_cleaned() -> None:
    masked = mask_report(report("登录用密码：abc2023xyz", finding(6, 16)))
    assert "abc202" not in (masked.title or "")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_length_and_the_rest_are_kept(text: str, spans: list[tuple[int, int]]) -> None:
    findings = [finding(min(a, b), max(a, b)) for a, b in spans]
    masked = mask_text(text, findings)
    assert len(masked) == len(text)
    hidden = {i for f in findings for i in range(f.start, min(f.end, len(text)))}
    for index, (before, after) in enumerate(zip(text, masked, strict=True)):
        assert after == (BULLET if index in hidden and before != "\n" else before)
