"""How much of a report is numbers: indicators for its length, commitments with a number and with a deadline.

``measure_quantification(report)`` gives the measures; ``comparison/commitments.py`` decides what a commitment is,
``comparison/horizons.py`` what names a deadline. Read next: ``hardness.py``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reportmine.comparison.commitments import Commitment
from reportmine.comparison.horizons import deadline
from reportmine.measures.model import Measure, Scope
from reportmine.measures.parts import SCOPES, Prose, prose_of
from reportmine.model import Report
from reportmine.patterns import regex

# 2026年底前 is more than 2026年.
_BY = regex(r"年[底末]|[年月日]之?前|年?以前")
# 产量2030年达到300亿立方米, 2027年、2028年分别建成两条高铁; 用两到三年时间.
_LATER = regex(
    r"((?:19|20)\d\d)年(?:[、和](?:19|20)\d\d年)*(?:分别|全面|全部|基本|力争|确保|如期|要|将){0,3}"
    r"(?:达|实现|建成|完成|提高|提升|突破|超过|投产|通车|竣工|投用)"
)
_YEARS = regex(r"用[两二三四五2-5](?:到|至|[—-])[三四五六3-6]年的?时间")


def measure_quantification(report: Report, *, evidence: bool = False) -> list[Measure]:
    """The measures of the whole report and of its parts.

    ``indicators_per_1000_characters`` counts the numbers that measure something, masked ones among them. Of the whole
    and of the plan besides: ``commitments`` (targets, named actions and tasks, the same words once);
    ``commitments_with_number``, the share of them whose own clause holds such a number; ``commitments_with_deadline``,
    the share whose sentence names by when, up to the end of their clause: a date or month of the coming year or its
    end, or a later year (今年 alone sets no deadline, everything in the plan of a year is for that year; nor does the
    heading of a five-year plan). Without commitments the shares are ``None``, and so is that of deadlines for a report
    whose year is not known.

    Args:
        report: an analysed report.
        evidence: whether ``commitments_with_number`` and ``commitments_with_deadline`` carry the spans of the clauses.
    """
    prose = prose_of(report)
    starts = sorted(indicator.start for indicator in report.indicators)
    return [row for scope in SCOPES for row in _rows(prose, scope, starts, evidence)]


def _rows(prose: Prose, scope: Scope, starts: Sequence[int], evidence: bool) -> Iterator[Measure]:
    characters = prose.characters[scope]
    sentences = [prose.sentences[index] for index in prose.indexes[scope]]
    indicators = sum(bisect_left(starts, one.end) - bisect_left(starts, one.start) for one in sentences)
    yield Measure(
        part=scope,
        measure="quantification",
        name="indicators_per_1000_characters",
        value=1000 * indicators / characters if characters else None,
        unit="per 1,000 characters",
        numerator=indicators,
        denominator=characters,
    )
    if scope not in ("whole", "plan"):
        return
    commitments = _commitments(prose, scope)
    yield Measure(
        part=scope,
        measure="quantification",
        name="commitments",
        value=len(commitments) if characters else None,
        unit="commitments",
        numerator=len(commitments),
    )
    numbered = [one for one in commitments if bisect_left(starts, one.start) < bisect_right(starts, one.end - 1)]
    year = prose.report.year
    dated = [one for one in commitments if year is not None and _has_deadline(prose.report.text, one, year)]
    for name, some, known in (("number", numbered, True), ("deadline", dated, year is not None)):
        yield Measure(
            part=scope,
            measure="quantification",
            name=f"commitments_with_{name}",
            value=len(some) / len(commitments) if commitments and known else None,
            unit="share",
            numerator=len(some) if known else None,
            denominator=len(commitments),
            note=None if known else "year unknown",
            evidence=tuple((one.start, one.end) for one in some) if evidence else (),
        )


def _commitments(prose: Prose, scope: Scope) -> list[Commitment]:
    """The commitments of a scope; a clause that sets several targets is one."""
    found: dict[tuple[int, int], Commitment] = {}
    for index in prose.indexes[scope]:
        for one in prose.commitments.get(index, ()):
            found.setdefault((one.start, one.end), one)
    return list(found.values())


def _has_deadline(text: str, commitment: Commitment, year: int) -> bool:
    """Whether the sentence of a commitment names by when it is due, not behind the commitment's own clause."""
    said = text[commitment.sentence.start : commitment.end]
    named = deadline(said, year)
    if named is not None and (named.text != str(year) or _BY.search(said) is not None):
        return True
    return _YEARS.search(said) is not None or any(int(match[1]) > year for match in _LATER.finditer(said))
