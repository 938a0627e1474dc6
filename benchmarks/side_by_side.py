"""The peers and reportmine on the same annotated sentences: whose numbers with units are right.

The mapping is kind to the peers: values are compared in single units (5.53万亿元 is 5,530,000,000,000 元), a unit is
right when the span ends with it, upper ends of ranges are not asked for, numbers without a unit are held against
nobody, a second result inside an indicator neither, and masked values are left out. Takes ``Gold``, gives ``Row``; the
peers run in an environment of their own (``peers.py``).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportmine.evaluate import Gold
from reportmine.evaluate.gold import Passage
from reportmine.evaluate.matching import overlap, same_unit, touches
from reportmine.model import Report

HERE = Path(__file__).resolve().parent
_POWERS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MULTIPLIER = re.compile(r"(?:[百千]?[万亿]){0,3}")  # of 百万千瓦 and 万亿元; 千瓦 and 百分点 keep theirs


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """How one tool did on one set.

    ``right`` and ``wrong`` count results with a unit; ``read`` the annotated numbers whose value it gives, with or
    without unit, and ``extra`` what it gives where no number that measures anything stands (dates, ordinals).
    """

    version: str
    gold: int
    right: int
    wrong: int
    read: int
    extra: int

    @property
    def precision(self) -> float:
        """Share of what it gives with a unit that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the numbers that it gives with value and unit."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.right + self.wrong + self.gold
        return 2 * self.right / total if total else 0.0


def compare_peers(golds: list[Gold], analyze: Callable[[Path], Report], python: Path) -> dict[str, Row]:
    """A row for reportmine and for each peer, which ``python`` can import."""
    passages = [(gold, passage) for gold in golds for passage in gold.indicators if passage.rows]
    reports = [analyze(gold.path) for gold, _ in passages]
    sentences = [
        report.text[passage.start : passage.end]
        for report, (_, passage) in zip(reports, passages, strict=True)
    ]  # fmt: skip
    ours = [_ours(report, passage) for report, (_, passage) in zip(reports, passages, strict=True)]
    rows = {"reportmine": _row("", passages, ours)}
    for peer in ("recognizers", "jionlp"):
        told = _ask(peer, python, sentences)
        rows[peer] = _row(told["version"], passages, told["results"])
    numerals = [
        [_numeral(row, sentence, passage.start) for row in passage.rows]
        for sentence, (_, passage) in zip(sentences, passages, strict=True)
    ]
    told = _ask("cn2an", python, [numeral for group in numerals for numeral in group])
    results = iter(told["results"])
    given = [list(_told_where(passage, results)) for _, passage in passages]
    rows["cn2an"] = _row(told["version"], passages, given)
    return rows


def single_units(value: float, unit: str) -> tuple[float, str]:
    """The value in single units, and the unit without its multiplier.

    >>> single_units(5.5, "万亿元")
    (5500000000000.0, '元')
    """
    match = _MULTIPLIER.match(unit)
    multiplier = match[0] if match else ""
    for sign in multiplier:
        value *= _POWERS[sign]
    return value, unit[len(multiplier) :]


def _ask(peer: str, python: Path, sentences: list[str]) -> dict[str, Any]:
    command = [str(python), str(HERE / "peers.py"), peer]
    done = subprocess.run(command, input=json.dumps(sentences), capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _ours(report: Report, passage: Passage) -> list[dict[str, Any]]:
    results = []
    for indicator in report.indicators:
        if passage.start <= indicator.start < passage.end and indicator.value is not None:
            value, unit = single_units(indicator.value, indicator.unit)
            span = {"start": indicator.start - passage.start, "end": indicator.end - passage.start}
            results.append({**span, "value": value, "unit": unit})
    return results


def _numeral(row: dict[str, Any], sentence: str, start: int) -> str:
    """The number of an indicator without its unit, but with 万 and 亿."""
    written = sentence[row["start"] - start : row["end"] - start]
    return written.removesuffix(single_units(0, row["unit"])[1]).removeprefix("第")


def _told_where(passage: Passage, results: Iterator[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """What a converter makes of each numeral, set where the numeral stands."""
    for row, found in zip(passage.rows, results, strict=False):
        for result in found:
            yield {**result, "start": row["start"] - passage.start, "end": row["end"] - passage.start}


def _row(version: str, passages: list[tuple[Gold, Passage]], results: list[list[dict[str, Any]]]) -> Row:
    gold = right = wrong = read = extra = 0
    for (_, passage), found in zip(passages, results, strict=True):
        spans = [(r["start"] + passage.start, r["end"] + passage.start) for r in found]
        rows = [row for row in passage.rows if row["value"] is not None]
        gold += len(rows)
        for row in rows:
            near = [r for r, span in zip(found, spans, strict=True) if overlap(span, (row["start"], row["end"])) > 0]
            valued = [r for r in near if _same_value(r["value"], row)]
            read += bool(valued)
            full = any(_same_unit(r["unit"], row) for r in valued)
            right += full
            wrong += not full and any(r["unit"] is not None for r in near)
        known = [(row["start"], row["end"]) for row in rows] + list(passage.optional)
        strangers = {span: r["unit"] for r, span in zip(found, spans, strict=True) if not touches(span, known)}
        wrong += sum(unit is not None for unit in strangers.values())
        extra += len(strangers)
    return Row(version=version, gold=gold, right=right, wrong=wrong, read=read, extra=extra)


def _same_value(value: float, row: dict[str, Any]) -> bool:
    """In single units, or as written: nobody loses by keeping 亿 in the unit."""
    expected = single_units(row["value"], row["unit"])[0]
    return any(abs(value - other) <= 1e-3 * max(1.0, abs(other)) for other in (expected, row["value"]))


def _same_unit(unit: str | None, row: dict[str, Any]) -> bool:
    expected = single_units(0, row["unit"])[1]
    if row["kind"] == "rank" or not expected:
        return True
    return unit is not None and (same_unit(unit, expected) or unit.endswith(expected))
