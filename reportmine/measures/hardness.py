"""How firmly a report binds itself: hard words (确保, 不低于, 5%以上) and soft ones (力争, 左右, 预期目标).

``find_constraints(text)`` gives the words that constrain, ``measure_hardness(report)`` counts and the share of hard
ones. What counts where stands in data/hardness.toml. Read next: ``quantification.py``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec

from reportmine.lexicon import alternatives, load
from reportmine.measures.model import Measure, Scope
from reportmine.measures.parts import SCOPES, Prose, prose_of, written_alike
from reportmine.model import Report
from reportmine.patterns import regex

Strength = Literal["hard", "soft"]
STRENGTHS: tuple[Strength, ...] = ("hard", "soft")

_NAME = "hardness"
# How far the patterns of the data file see.
_REACH = 16
# 5%, 三百万人, XX亿元: digits or numerals, or their mask, and a unit.
_NUMBER = r"(?:[0-9一二两三四五六七八九十百千万亿半几数]|[x×*○]{2})[^，。；：、！？\n]{0,6}"
_MARK = r"(?:[，。；：、！？（）()“”…—\n]|$)"


class Constraint(NamedTuple):
    """A word that constrains, where it stands: ``text[start:end]``; ``kind`` is floor, ceiling, must, strive, …"""

    start: int
    end: int
    strength: Strength
    kind: str


class _Word(NamedTuple):
    strength: Strength
    kind: str
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


def find_constraints(text: str) -> list[Constraint]:
    """The hard and soft words of a text, in order.

    >>> [(one.strength, one.kind) for one in find_constraints("规模以上工业力争增长8%左右，确保新增就业5万人以上")]
    [('soft', 'strive'), ('soft', 'about'), ('hard', 'guarantee'), ('hard', 'floor')]
    """
    return list(_find(written_alike(text)))


def _find(text: str) -> Iterator[Constraint]:
    words = _words()
    for match in _matcher().finditer(text):
        word = words[match[0]]
        before, behind = text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + _REACH]
        if (
            (word.before is None or word.before.search(before))
            and (word.after is None or word.after.match(behind))
            and not (word.not_before and word.not_before.search(before))
            and not (word.not_after and word.not_after.match(behind))
        ):
            yield Constraint(match.start(), match.end(), word.strength, word.kind)


def measure_hardness(report: Report, *, evidence: bool = False) -> list[Measure]:
    """Hard and soft words of the whole report and of its parts.

    ``hard``, ``soft`` and each kind (``hard.floor``, ``soft.strive``) are counts; ``hard.per_10000_characters`` and
    ``soft.per_10000_characters`` what they say; ``hard_share`` is hard / (hard + soft), ``None`` without any. Of the
    whole and of the plan besides ``commitments.hard`` and ``commitments.soft``: the share of sentences with such a word
    among the sentences that commit the government to something.

    Args:
        report: an analysed report.
        evidence: whether ``hard`` and ``soft`` carry the spans of their words in the report's text.
    """
    prose = prose_of(report)
    found: dict[int, list[Constraint]] = {}
    for one in _find(prose.joined):
        found.setdefault(prose.sentence_at(one.start), []).append(one)
    return [row for scope in SCOPES for row in _rows(prose, scope, found, evidence)]


def _rows(prose: Prose, scope: Scope, found: dict[int, list[Constraint]], evidence: bool) -> Iterator[Measure]:
    here = [one for index in prose.indexes[scope] for one in found.get(index, ())]
    characters = prose.characters[scope]

    def row(
        name: str, value: float | None, unit: str, above: int, below: int | None, words: Sequence[Constraint] = ()
    ) -> Measure:
        spans = tuple(prose.span(one.start, one.end) for one in words) if evidence else ()
        return Measure(
            part=scope,
            measure="hardness",
            name=name,
            value=value if characters else None,
            unit=unit,
            numerator=above,
            denominator=below,
            dictionary=_NAME,
            dictionary_version=version(),
            evidence=spans,
        )

    counts: dict[Strength, int] = {}
    for strength in STRENGTHS:
        words = [one for one in here if one.strength == strength]
        counts[strength] = len(words)
        yield row(strength, len(words), "words", len(words), None, words)
        rate = 10_000 * len(words) / characters if characters else None
        yield row(f"{strength}.per_10000_characters", rate, "per 10,000 characters", len(words), characters)
        for kind in _kinds(strength):
            of_kind = sum(one.kind == kind for one in words)
            yield row(f"{strength}.{kind}", of_kind, "words", of_kind, None)
    both = counts["hard"] + counts["soft"]
    yield row("hard_share", counts["hard"] / both if both else None, "share", counts["hard"], both)
    if scope not in ("whole", "plan"):
        return
    committing = [index for index in prose.indexes[scope] if index in prose.commitments]
    for strength in STRENGTHS:
        held = sum(any(one.strength == strength for one in found.get(index, ())) for index in committing)
        share = held / len(committing) if committing else None
        yield row(f"commitments.{strength}", share, "share", held, len(committing))


@cache
def version() -> str:
    """The edition of the word list with the first eight digits of the SHA-256 of its content."""
    digest = hashlib.sha256(msgspec.json.encode(load(_NAME))).hexdigest()[:8]
    return f"{load(_NAME)['version']}+{digest}"


@cache
def _words() -> dict[str, _Word]:
    return {
        row["word"]: _Word(
            row["strength"],
            row["kind"],
            _pattern(row, "before"),
            _pattern(row, "not_before"),
            _pattern(row, "after"),
            _pattern(row, "not_after"),
        )
        for row in load(_NAME)["word"]
    }


def _pattern(row: dict[str, Any], key: str) -> re.Pattern[str] | None:
    if key not in row:
        return None
    pattern = row[key].replace("{n}", _NUMBER).replace("{mark}", _MARK if "after" in key else _MARK.replace("$", "^"))
    return regex(f"(?:{pattern})$" if "before" in key else f"(?:{pattern})")


@cache
def _kinds(strength: Strength) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.kind for word in _words().values() if word.strength == strength))


@cache
def _matcher() -> re.Pattern[str]:
    return regex(alternatives(_words()))
